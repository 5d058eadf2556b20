//! A form field: its place in the settings, and its texts, found by name.
//!
//! The label of the setting `condition` of the kind `filter` is the text `field-filter-condition`, or `field-condition`
//! if kinds share it. Its attributes are `.hint` and `.placeholder` (shown in an empty control); for lists `.add` (the
//! button) and, within lists, `.heading` (if it differs from the label); for numbers `.unit` with `.unit-one` and
//! `.zero` (the meaning of zero, in brackets); for choices one text per option as written in a file (`.Ascending`); for
//! types `.none`. Each attribute is looked up separately, first for the kind.

use crate::base::text::{Language, find, find_in};
use crate::base::{Problem, Text};
use crate::nodes::kit::kind::NodeKind;

/// A field's place in the settings, and the key to its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The setting's name in the file; "" for the values of a list without names.
    pub name: &'static str,
    /// The kind it belongs to; "" for fields that several kinds share.
    kind: &'static str,
}

impl Field {
    pub const fn of<K: NodeKind>(name: &'static str) -> Self {
        Field { name, kind: K::META.id }
    }

    /// A field of any kind that has it.
    pub const fn shared(name: &'static str) -> Self {
        Field { name, kind: "" }
    }

    /// Sentence case, no colon.
    pub fn label(self) -> &'static str {
        self.find("").unwrap_or_default()
    }

    /// The label as a stored text.
    pub fn text(self) -> Text {
        Text::message(self.id(""))
    }

    /// A tooltip and a help line; may be empty.
    pub fn hint(self) -> &'static str {
        self.find(".hint").unwrap_or_default()
    }

    /// The text shown in an empty control, if it says more than the label.
    pub fn placeholder(self) -> Option<&'static str> {
        self.find(".placeholder")
    }

    /// Shown after the number in its control: the unit, or the meaning of zero.
    pub fn unit(self, number: f64) -> Option<&'static str> {
        let own = match number {
            0.0 => self.find(".zero"),
            1.0 => self.find(".unit-one"),
            _ => None,
        };
        own.or_else(|| self.find(".unit"))
    }

    /// The heading of its column in a list.
    pub fn heading(self) -> &'static str {
        self.find(".heading").unwrap_or_else(|| self.label())
    }

    /// The label of the button that adds a row to this list: "Add key".
    pub fn add(self) -> &'static str {
        self.find(".add").unwrap_or_default()
    }

    /// The text for a type that is not set.
    pub fn none(self) -> &'static str {
        self.find(".none").unwrap_or_default()
    }

    /// The text of an option of a choice, given as written in a file.
    pub fn option(self, spelling: &str) -> &'static str {
        self.find(&format!(".{spelling}")).unwrap_or_default()
    }

    /// The same as a stored text.
    pub fn option_text(self, spelling: &str) -> Text {
        Text::message(self.id(&format!(".{spelling}")))
    }

    fn find(self, piece: &str) -> Option<&'static str> {
        let [own, shared] = self.ids(piece);
        find(&own).or_else(|| find(&shared))
    }

    /// The id of the text that has this attribute; that of the kind if none has it.
    pub(in crate::nodes) fn id(self, piece: &str) -> String {
        let [own, shared] = self.ids(piece);
        let is_shared = find_in(Language::English, &own).is_none() && find_in(Language::English, &shared).is_some();
        if is_shared { shared } else { own }
    }

    fn ids(self, piece: &str) -> [String; 2] {
        let name = if self.name.is_empty() { "item".to_owned() } else { self.name.replace('.', "-") };
        ids(self.kind, &name, piece)
    }
}

/// The ids to try for an attribute of a setting's text: the kind's own, then the shared one.
fn ids(kind: &str, name: &str, piece: &str) -> [String; 2] {
    [format!("field-{kind}-{name}{piece}"), format!("field-{name}{piece}")]
}

/// The text of an option of the setting `name` of this kind, given as written in a file.
pub(in crate::nodes) fn option_text(kind: &str, name: &str, spelling: &str) -> Option<Text> {
    let known = |id: &String| find_in(Language::English, id).is_some();
    ids(kind, name, &format!(".{spelling}")).into_iter().find(known).map(Text::message)
}

/// A problem of a node of this kind as shown in the window, with the setting's form label: "Aggregations 2, Column".
pub fn problem_in_form(kind: &str, problem: &Problem) -> Text {
    let Some(path) = &problem.setting else { return problem.text() };
    let words = Problem { setting: None, ..problem.clone() }.text();
    say!("setting-problem", setting = setting_words(kind, path), problem = words)
}

/// The setting at this path in the file, by the labels along the path; a part without a label keeps its name.
pub fn setting_words(kind: &str, path: &str) -> Text {
    let steps = path.split('.').map(|step| {
        let (name, row) = step.split_once('[').unwrap_or((step, ""));
        let row = row.trim_end_matches(']').parse::<usize>().ok();
        let known = ids(kind, name, "").into_iter().find(|id| find_in(Language::English, id).is_some());
        let label = known.map_or_else(|| Text::from(name.to_owned()), Text::message);
        match row {
            Some(row) => say!("setting-row", setting = label, number = row + 1),
            None => label,
        }
    });
    let mut steps = steps.collect::<Vec<_>>().into_iter();
    let first = steps.next().unwrap_or_default();
    steps.fold(first, |outer, inner| say!("setting-within", outer = outer, inner = inner))
}

/// The title of a section of a form.
pub fn section_title(name: &str) -> &'static str {
    find(&section_id(name)).unwrap_or_default()
}

pub(in crate::nodes) fn section_id(name: &str) -> String {
    format!("section-{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_name_settings_as_forms_do() {
        let of = |kind: &str, path: &str| problem_in_form(kind, &Problem::error("Wrong").at(path)).to_string();
        assert_eq!(of("filter", "condition"), "Rows where: Wrong");
        assert_eq!(of("group_by", "aggregations[1].column"), "Aggregations 2, Column: Wrong");
        assert_eq!(of("distinct", "columns[0]"), "Compare columns 1: Wrong");
        assert_eq!(of("read_csv", "none.such[3]"), "none, such 4: Wrong", "what has no label keeps its name");
        assert_eq!(problem_in_form("filter", &Problem::error("Wrong")).to_string(), "Wrong");
    }
}
