//! Merges the settings of two versions: field by field and item by item, as far as their structure matches.

use std::collections::BTreeSet;

use super::super::ron_text::{fields, items, one_line};
use super::rows::{Aspect, Row, Rows};

/// A text in both versions and the base; `None` if it is missing.
#[derive(Clone, Copy)]
struct Three<'a> {
    base: Option<&'a str>,
    mine: Option<&'a str>,
    theirs: Option<&'a str>,
}

impl Three<'_> {
    fn all<T>(self, part: impl Fn(&str) -> Option<T>) -> Option<[T; 3]> {
        Some([part(self.base?)?, part(self.mine?)?, part(self.theirs?)?])
    }
}

/// Merges the settings of a node that both versions have; the rows contain the differences. A node added by both has no
/// `base`.
pub(super) fn merged_settings(node: &str, base: Option<&str>, mine: &str, theirs: &str, rows: &mut Rows) -> String {
    // Settings that both have added are compared as if the base were a node without settings.
    let three = Three { base: base.or(Some("()")), mine: Some(mine), theirs: Some(theirs) };
    merged(node, "", three, rows).unwrap_or_else(|| "()".into())
}

fn merged(node: &str, path: &str, three: Three, rows: &mut Rows) -> Option<String> {
    let [base, mine, theirs] = [three.base, three.mine, three.theirs].map(|text| text.map(one_line));
    if mine == theirs && mine == base {
        return mine;
    }
    // Records that only one side has are also split, so that each row is one setting.
    let records = Three { base: three.base.or(Some("()")), ..three };
    if (path.is_empty() || three.base.is_some())
        && let Some([base, mine, theirs]) = records.all(|text| fields(text).map(owned))
    {
        return Some(record(node, path, [&base, &mine, &theirs], rows));
    }
    if let Some([base, mine, theirs]) =
        three.all(|text| items(text).map(|items| items.into_iter().map(one_line).collect::<Vec<String>>()))
    {
        if base.len() == mine.len() && base.len() == theirs.len() {
            let item = |n: usize| {
                let three = Three { base: Some(&base[n]), mine: Some(&mine[n]), theirs: Some(&theirs[n]) };
                merged(node, &format!("{path}[{n}]"), three, rows)
            };
            let items: Vec<String> = (0..base.len()).filter_map(item).collect();
            return Some(format!("[{}]", items.join(",")));
        }
        if let Some(items) = side_by_side(&base, &mine, &theirs) {
            for (mine, theirs) in [(&mine, &base), (&base, &theirs)] {
                let text = |items: &[String]| Some(format!("[{}]", items.join(", ")));
                let sides = [text(&base), text(mine), text(theirs)];
                rows.add(Row::new(Some(node), Aspect::Setting(path.into()), sides));
            }
            return Some(format!("[{}]", items.join(",")));
        }
    }
    let plain = |text: &String| ron::from_str::<String>(text).unwrap_or_else(|_| text.clone());
    let sides = [&base, &mine, &theirs].map(|text| text.as_ref().map(plain));
    let takes_theirs = rows.add(Row::new(Some(node), Aspect::Setting(path.into()), sides));
    if takes_theirs { theirs } else { mine }
}

fn owned(fields: Vec<(&str, &str)>) -> Vec<(String, String)> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn record(node: &str, path: &str, sides: [&Vec<(String, String)>; 3], rows: &mut Rows) -> String {
    let mut seen = BTreeSet::new();
    let names =
        sides.iter().flat_map(|side| side.iter()).map(|(name, _)| name).filter(|name| seen.insert(name.as_str()));
    let fields = names.filter_map(|name| {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let value = |side: &&Vec<(String, String)>| side.iter().position(|(other, _)| other == name);
        let [base, mine, theirs] = [0, 1, 2].map(|n| value(&sides[n]).map(|at| sides[n][at].1.as_str()));
        let value = merged(node, &path, Three { base, mine, theirs }, rows)?;
        Some(format!("{name}:{value}"))
    });
    let fields: Vec<String> = fields.collect();
    format!("({})", fields.join(","))
}

/// Both changes of a list, if they affect different positions.
fn side_by_side(base: &[String], mine: &[String], theirs: &[String]) -> Option<Vec<String>> {
    let own = changed(base, mine)?;
    let other = changed(base, theirs)?;
    let part = |list: &[String], (from, after): (usize, usize)| list[from..list.len() - after].to_vec();
    let ((first, first_list), (last, last_list)) =
        if own.0 <= other.0 { ((own, mine), (other, theirs)) } else { ((other, theirs), (own, mine)) };
    let first_end = base.len() - first.1;
    // Two insertions at the same position have no order.
    if first_end > last.0 || first.0 == last.0 {
        return None;
    }
    let mut items = base[..first.0].to_vec();
    items.extend(part(first_list, first));
    items.extend_from_slice(&base[first_end..last.0]);
    items.extend(part(last_list, last));
    items.extend_from_slice(&base[base.len() - last.1..]);
    Some(items)
}

/// The lengths of the common prefix and suffix; `None` if nothing has changed.
fn changed(base: &[String], now: &[String]) -> Option<(usize, usize)> {
    if base == now {
        return None;
    }
    let first = base.iter().zip(now).take_while(|(a, b)| a == b).count();
    let limit = base.len().min(now.len()) - first;
    let last = base.iter().rev().zip(now.iter().rev()).take(limit).take_while(|(a, b)| a == b).count();
    Some((first, last))
}
