//! Applies a problem's fix to the settings of its node, located through the node's own form.

use crate::base::{Fix, Problem, Text};
use crate::document::fields;
use crate::nodes::form::Field;
use crate::nodes::form::reader::{Control, Reader};
use crate::nodes::form::slots::{Setting, visit_slots_mut};
use crate::nodes::kit::catalogue::settings_text;
use crate::nodes::kit::kind::{AnyNode, NodeKind};

/// Applies `fix` to the settings; returns whether the text it refers to is still there.
pub fn apply_fix(node: &mut dyn AnyNode, problem: &Problem, fix: &Fix) -> bool {
    let path = problem.setting.as_deref().unwrap_or_default();
    match fix {
        Fix::Write { old, new } => write(node, path, problem, old, new),
        Fix::Set { setting, old, new, .. } => change(node, setting, old, new),
        Fix::Remove(name) => {
            let mut remove = Remove { path, name, done: false };
            node.form(&mut remove);
            remove.done
        }
        Fix::AddParameter(_)
        | Fix::ChooseFile
        | Fix::ToFile
        | Fix::TryAgain
        | Fix::CatalogColumns
        | Fix::ReadWith(_)
        | Fix::Connect(_) => false,
    }
}

/// The fix that sets `setting` to its value in `then`.
pub(in crate::nodes) fn set<K: NodeKind>(now: &K, then: &K, setting: &str, label: Text) -> Fix {
    let of = |kind: &K| value(&settings_text(kind), setting);
    Fix::Set { setting: setting.to_owned(), old: of(now), new: of(then), label }
}

/// The text of a setting; "" if it is at its default.
fn value(settings: &str, setting: &str) -> String {
    let fields = fields(settings).unwrap_or_default();
    fields.iter().find(|(name, _)| *name == setting).map_or(String::new(), |(_, value)| (*value).to_owned())
}

/// Sets the setting to its new value, if it still has the old one.
fn change(node: &mut dyn AnyNode, setting: &str, old: &str, new: &str) -> bool {
    let text = node.text();
    if value(&text, setting) != old {
        return false;
    }
    let fields = fields(&text).unwrap_or_default();
    let others = fields.iter().filter(|(name, _)| *name != setting).map(|(name, value)| format!("{name}:{value}"));
    let changed = (!new.is_empty()).then(|| format!("{setting}:{new}"));
    node.rewrite(&format!("({})", others.chain(changed).collect::<Vec<_>>().join(",")))
}

fn write(node: &mut dyn AnyNode, path: &str, problem: &Problem, old: &str, new: &str) -> bool {
    let mut done = false;
    visit_slots_mut(node, &mut |setting, mut slot| {
        if done || !is_under(setting, path) {
            return;
        }
        let text = slot.text();
        let exact = setting.path == path;
        let written = match &problem.span {
            // The text may be newer than the problem.
            Some(span) if exact => match text.get(span.clone()) {
                Some(there) if there.eq_ignore_ascii_case(old) => {
                    Some(format!("{}{new}{}", &text[..span.start], &text[span.end..]))
                }
                _ if text == old => Some(new.to_owned()),
                _ => None,
            },
            _ if text == old || (exact && text.is_empty()) => Some(new.to_owned()),
            _ if old.starts_with("${") && text.contains(old) => Some(text.replace(old, new)),
            _ => None,
        };
        if let Some(written) = written.filter(|written| written != text) {
            slot.set(written);
            done = true;
        }
    });
    done
}

/// Whether the setting is at `path` or inside it.
fn is_under(setting: &Setting, path: &str) -> bool {
    let rest = setting.path.strip_prefix(path);
    rest.is_some_and(|rest| path.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Removes a name from a list of columns, or the row that refers to it from a list of rows.
struct Remove<'a> {
    /// "keys" or "keys[2]".
    path: &'a str,
    name: &'a str,
    done: bool,
}

impl Remove<'_> {
    fn is_meant(&self, field: Field) -> bool {
        !self.done && self.path.split('[').next() == Some(field.name)
    }

    /// The entry at the path, if it still has this name; if the path has no index, the last entry with this name.
    fn index(&self, names: &[String]) -> Option<usize> {
        let named = self.path.split_once('[').and_then(|(_, rest)| rest.split(']').next()?.parse::<usize>().ok());
        let is_it = |index: &usize| names.get(*index).is_some_and(|name| name == self.name);
        match named {
            Some(_) => named.filter(is_it),
            None => names.iter().rposition(|name| name == self.name),
        }
    }
}

impl Reader for Remove<'_> {
    fn control(&mut self, field: Field, control: Control<'_>) {
        if !self.is_meant(field) {
            return;
        }
        match control {
            Control::Columns(columns, _) => {
                if let Some(index) = self.index(columns) {
                    columns.remove(index);
                    self.done = true;
                }
            }
            Control::Rows(_, rows) => {
                let mut names = Vec::new();
                for index in 0..rows.len() {
                    let mut first = First(None);
                    rows.row(index, &mut first);
                    names.push(first.0.unwrap_or_default());
                }
                if let Some(index) = self.index(&names) {
                    rows.remove(index);
                    self.done = true;
                }
            }
            _ => {}
        }
    }
}

/// The first column that a row refers to.
struct First(Option<String>);

impl Reader for First {
    fn control(&mut self, _: Field, control: Control<'_>) {
        if let Control::Column(name, _) = control {
            self.0.get_or_insert_with(|| name.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nodes::kit::checks::text::parse_tables;
    use crate::nodes::kit::checks::{outputs, read};
    use crate::nodes::{LowerError, Purpose};

    /// The settings after applying the first fix of the problem that `kind` has with `input`.
    fn check(kind: &str, input: &str, fix: usize, expected: &str) {
        let mut node = read(kind);
        let problem = match outputs(&node, &parse_tables(input), Purpose::Schema) {
            Err(LowerError::Problem(problem)) => problem,
            other => panic!("{kind}: {:?}", other.map(|_| "no problem")),
        };
        if expected == "no fix" {
            return assert!(problem.fixes.is_none(), "{kind}: {problem:?}: not evident");
        }
        let fix = problem.fixes.get(fix).unwrap_or_else(|| panic!("{kind}: {problem:?}: no fix"));
        assert!(apply_fix(&mut *node, &problem, fix), "{kind}: {problem:?} {fix:?}");
        assert_eq!(node.text(), expected, "{kind}");
    }

    const TABLE: &str = "delay:int day:date name:text\n1 2013-01-01 x";

    #[test]
    fn fixes_put_settings_right() {
        for (kind, expected) in [
            (r#"filter (condition: "delai > 1")"#, r#"(condition:"delay > 1")"#),
            (r#"filter (condition: "Delay > 1")"#, r#"(condition:"delay > 1")"#),
            (r#"filter (condition: "name = \"EWR\"")"#, r#"(condition:"name = 'EWR'")"#),
            (r#"filter (condition: "name = 'EWR")"#, r#"(condition:"name = 'EWR'")"#),
            (r#"filter (condition: "delay = '5'")"#, r#"(condition:"delay = 5")"#),
            (r#"filter (condition: "1 < name + 1 ")"#, r#"(condition:"1 < name || 1 ")"#),
            (r#"filter (condition: "delay * name > 1")"#, r#"(condition:"delay * CAST(name AS number) > 1")"#),
            (r#"filter (condition: "name = EWR")"#, r#"(condition:"name = 'EWR'")"#),
            (r#"filter (condition: "name <> nam")"#, r#"(condition:"name <> 'nam'")"#),
            (r#"filter (condition: "name IN ('x', EWR)")"#, r#"(condition:"name IN ('x', 'EWR')")"#),
            (r#"filter (condition: "name NOT IN (EWR)")"#, r#"(condition:"name NOT IN ('EWR')")"#),
            (r#"filter (condition: "[delay] > 1")"#, r#"(condition:"delay > 1")"#),
            (r#"filter (condition: "1 < [dep delay] + 1")"#, r#"(condition:"1 < \"dep delay\" + 1")"#),
            (r#"filter (condition: "delay = deloy")"#, r#"(condition:"delay = delay")"#),
            (r#"filter (condition: "name = NULL")"#, r#"(condition:"name IS NULL")"#),
            (r#"filter (condition: "uper(name) = 'X'")"#, r#"(condition:"upper(name) = 'X'")"#),
            (r#"filter (condition: "delay > ${yaer}")"#, r#"(condition:"delay > ${year}")"#),
            (r#"filter (condition: "day > day - day")"#, r#"(condition:"day > datediff(day, day)")"#),
            (r#"filter (condition: "CAST(name AS Integr) > 1")"#, r#"(condition:"CAST(name AS integer) > 1")"#),
            (r#"filter (condition: "abs(round(delay) > 1")"#, "no fix"),
            (r#"filter (condition: "(delay > abs(1")"#, r#"(condition:"(delay > abs(1))")"#),
            (r#"filter (condition: "abs(delay)) > 1")"#, r#"(condition:"abs(delay) > 1")"#),
            (r#"filter (condition: "delay == 1&&name = 'x'")"#, r#"(condition:"delay = 1&&name = 'x'")"#),
            (r#"filter (condition: "delay = 1&&name = 'x'")"#, r#"(condition:"delay = 1 AND name = 'x'")"#),
            (r#"filter (condition: "delay > 1;")"#, r#"(condition:"delay > 1")"#),
            (r#"filter (condition: "!(delay > 1)")"#, r#"(condition:"NOT (delay > 1)")"#),
            (r#"sort (keys: [(column: "delai")])"#, r#"(keys:[(column:"delay")])"#),
            (r#"distinct (columns: ["name", "delai"])"#, r#"(columns:["name","delay"])"#),
            (r#"select (columns: [(column: "nam", name: "who")])"#, r#"(columns:[(column:"name",name:"who")])"#),
        ] {
            check(kind, TABLE, 0, expected);
        }
    }

    #[test]
    fn what_is_gone_is_dropped() {
        for (kind, expected) in [
            (r#"distinct (columns: ["name", "delai"])"#, r#"(columns:["name"])"#),
            (
                r#"select (columns: [(column: "nam", name: "who"), (column: "day", name: "d")])"#,
                r#"(columns:[(column:"day",name:"d")])"#,
            ),
        ] {
            check(kind, TABLE, 1, expected);
        }
        check(r#"distinct (columns: ["name", "day", "name"])"#, TABLE, 0, r#"(columns:["name","day"])"#);
    }
}
