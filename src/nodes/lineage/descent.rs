//! How the columns of a node's tables descend from its input columns: each kind declares this.

/// The context of a node: the names of its input columns, by port and by table, and those of its own tables if they are
/// known from data or a file.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    pub inputs: &'a [Vec<Vec<String>>],
    pub outputs: &'a [Option<Vec<String>>],
}

impl<'a> Given<'a> {
    /// The columns of the first table at an input port.
    pub fn input(&self, port: usize) -> Option<&'a [String]> {
        Some(self.inputs.get(port)?.first()?.as_slice())
    }

    /// The columns of all tables at an input port.
    pub fn tables(&self, port: usize) -> &'a [Vec<String>] {
        self.inputs.get(port).map_or(&[], Vec::as_slice)
    }

    pub fn output(&self, port: usize) -> Option<&'a [String]> {
        self.outputs.get(port)?.as_deref()
    }
}

/// One output column of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Descends {
    pub name: String,
    pub named: Named,
    pub from: Vec<Origin>,
}

/// The origin of a column's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// It keeps the name of its first origin, perhaps with a suffix.
    Kept,
    /// This setting: "columns[0].name".
    By(String),
    /// A file, or the data.
    Given,
}

/// An input column from which an output column descends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    pub port: usize,
    /// The index among the tables of an input that takes many.
    pub table: usize,
    pub column: String,
    pub part: Part,
}

/// What an input column contributes to an output column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its values and its name: several such origins must have the same name.
    Name,
    /// Its values, under a name that does not depend on its own.
    Carry,
    /// The values are computed from its values.
    Use,
    /// Its name becomes a value.
    Label,
}

impl Part {
    /// Whether it is still the same column.
    pub fn carries(self) -> bool {
        matches!(self, Part::Name | Part::Carry)
    }
}

/// The columns of one table; `None` where they are not known.
pub type Descent = Option<Vec<Descends>>;

impl Descends {
    /// A column passed through unchanged.
    pub fn passed(port: usize, column: &str) -> Self {
        Descends { name: column.to_owned(), named: Named::Kept, from: vec![Origin::new(port, column, Part::Name)] }
    }

    /// A column named by a setting.
    pub fn made(name: impl Into<String>, setting: impl Into<String>, from: Vec<Origin>) -> Self {
        Descends { name: name.into(), named: Named::By(setting.into()), from }
    }
}

impl Origin {
    pub fn new(port: usize, column: &str, part: Part) -> Self {
        Origin { port, table: 0, column: column.to_owned(), part }
    }
}

/// Every column of the first table at an input port is passed through.
pub fn passes(given: &Given, port: usize) -> Descent {
    Some(given.input(port)?.iter().map(|name| Descends::passed(port, name)).collect())
}

/// The columns of a source: those of its files, and perhaps one with the file of each row.
pub fn from_files(given: &Given, port: usize, file_column: &str) -> Descent {
    made_by(given, port, file_column, "file_column")
}

/// Columns that come from outside, except the one that `setting` names: `made`.
pub fn made_by(given: &Given, port: usize, made: &str, setting: &'static str) -> Descent {
    let named = |name: &String| {
        if !made.is_empty() && name == made { Named::By(setting.into()) } else { Named::Given }
    };
    let column = |name: &String| Descends { name: name.clone(), named: named(name), from: Vec::new() };
    Some(given.output(port)?.iter().map(column).collect())
}

/// The new names of input columns, by port and table: old name, new name.
#[derive(Clone, Debug, Default)]
pub struct Renames {
    pub ports: Vec<Vec<Vec<(String, String)>>>,
}

impl Renames {
    /// The new name of a column of the first table at `port`.
    pub fn get(&self, port: usize, column: &str) -> Option<&str> {
        let pairs = self.ports.get(port)?.first()?;
        pairs.iter().find(|(old, _)| old == column).map(|(_, new)| new.as_str())
    }

    /// Those of the first table at `port`.
    pub fn at(&self, port: usize) -> &[(String, String)] {
        self.ports.get(port).and_then(|tables| tables.first()).map_or(&[], Vec::as_slice)
    }
}

/// `names` after renaming.
pub fn renamed(names: &[String], pairs: &[(String, String)]) -> Vec<String> {
    let new = |name: &String| pairs.iter().find(|(old, _)| old == name).map_or(name, |(_, new)| new).clone();
    names.iter().map(new).collect()
}

#[cfg(test)]
mod tests;
