//! The differences between the three versions, and who made them.

use std::collections::BTreeSet;

/// A difference between the three versions. Values are as in the file; `None`: missing, or at its default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// `None`: the project as a whole.
    pub node: Option<String>,
    pub aspect: Aspect,
    pub base: Option<String>,
    pub mine: Option<String>,
    pub theirs: Option<String>,
    pub origin: Origin,
    /// If the texts do not show it: whether mine and theirs equal the base.
    pub(super) same: Option<[bool; 2]>,
}

/// The subject of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// The node itself: values are kinds.
    Node,
    Name,
    Kind,
    State,
    Running,
    /// The path of the setting: `aggregations[1].column`; empty for all settings.
    Setting(String),
    /// The sources of an input; empty for the first input.
    Wire(String),
    Comment,
    Colour,
    Parameter(String),
    /// The default of a connection.
    Connection(String),
    Frame,
    Note,
    /// The positions of nodes; values are numbers of nodes.
    Places,
}

/// Which side made the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Mine,
    Theirs,
    /// Both in the same way.
    Both,
    /// Both, differently; counted from 0.
    Clash(usize),
}

impl Row {
    pub(super) fn new(node: Option<&str>, aspect: Aspect, [base, mine, theirs]: [Option<String>; 3]) -> Row {
        Row { node: node.map(str::to_owned), aspect, base, mine, theirs, origin: Origin::Both, same: None }
    }
}

/// Collects rows, and resolves conflicts.
pub(super) struct Rows<'a> {
    pub found: Vec<Row>,
    pub clashes: usize,
    /// The numbers of the conflicts in which theirs is chosen; otherwise mine is.
    pub theirs: &'a BTreeSet<usize>,
}

impl Rows<'_> {
    /// Adds a difference; returns whether theirs is to be used.
    pub fn add(&mut self, mut row: Row) -> bool {
        let by_words = [row.mine == row.base, row.theirs == row.base];
        let is_alike = row.same.is_none() && row.mine == row.theirs;
        let (origin, takes_theirs) = match row.same.unwrap_or(by_words) {
            [true, true] => return false,
            _ if is_alike => (Origin::Both, false),
            [true, false] => (Origin::Theirs, true),
            [false, true] => (Origin::Mine, false),
            [false, false] => {
                self.clashes += 1;
                (Origin::Clash(self.clashes - 1), self.theirs.contains(&(self.clashes - 1)))
            }
        };
        let says_nothing = by_words == [true, true] && !matches!(origin, Origin::Clash(_));
        row.origin = origin;
        if !says_nothing {
            self.found.push(row);
        }
        takes_theirs
    }
}
