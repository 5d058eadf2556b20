//! The names of runs: what differs from the run before.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{files, values};
use crate::base::text::in_a_row;
use crate::base::{Problem, Text};
use crate::connect::{Address, History, ReadSource, Run};
use crate::document::{self, Difference, Document, What, differences};
use crate::nodes::{change_words, kind_and_name};

/// The number of files named; the others are counted.
const FILES: usize = 2;

/// The names of `runs`, newest first as they are listed; `None` for an entry that restored outputs instead of running.
/// `known` are names that were found before.
pub fn run_names(history: &History, runs: &[Run], known: &BTreeMap<i64, Text>) -> Result<BTreeMap<i64, Text>, Problem> {
    let mut texts = Texts { history, read: BTreeMap::new() };
    let mut names = BTreeMap::new();
    for (at, run) in runs.iter().enumerate().filter(|(_, run)| is_run(run)) {
        let name = match known.get(&run.id) {
            Some(name) => name.clone(),
            None => {
                let listed = runs[at + 1..].iter().find(|other| other.project == run.project && is_run(other));
                let before = match listed {
                    Some(before) => Some(before.clone()),
                    None => history.run_before(&run.project, run.id)?,
                };
                match before {
                    Some(before) => name(&mut texts, &before, run)?,
                    None => say!("run-first"),
                }
            }
        };
        names.insert(run.id, name);
    }
    Ok(names)
}

fn is_run(run: &Run) -> bool {
    !run.state().is_rollback()
}

/// The projects of runs, each read once; consecutive runs often share one.
struct Texts<'a> {
    history: &'a History,
    read: BTreeMap<String, Option<Document>>,
}

impl Texts<'_> {
    fn document(&mut self, digest: &str) -> Result<Option<&Document>, Problem> {
        if !self.read.contains_key(digest) {
            let text = self.history.project_text(digest)?;
            let document = text.and_then(|text| document::read(&text).ok()).map(|opened| opened.document);
            self.read.insert(digest.to_owned(), document);
        }
        Ok(self.read.get(digest).and_then(Option::as_ref))
    }
}

fn name(texts: &mut Texts<'_>, before: &Run, run: &Run) -> Result<Text, Problem> {
    if before.digest != run.digest {
        let old = texts.document(&before.digest)?.cloned();
        match old.as_ref().zip(texts.document(&run.digest)?) {
            Some((old, new)) => {
                if let Some(words) = changed(old, new) {
                    return Ok(words);
                }
            }
            None => return Ok(say!("run-other-project")),
        }
    }
    let set = values(before, run);
    if let Some(first) = set.first() {
        return Ok(and_more(parameter(first), set.len() - 1));
    }
    let old = texts.history.reads(before.id)?;
    let new = texts.history.reads(run.id)?;
    Ok(of_data(&old, &new))
}

/// The project is the same: different files were read, or the same ones.
fn of_data(old: &[ReadSource], new: &[ReadSource]) -> Text {
    if new.is_empty() || old.is_empty() {
        return say!("run-same-project");
    }
    let changed = files(old, new).into_iter().filter_map(|difference| match difference.what {
        What::File(address) => Some(Address::parse(&address).name()),
        _ => None,
    });
    let fresh = new.iter().filter(|file| !old.iter().any(|other| other.address == file.address));
    let mut seen = BTreeSet::new();
    let changed: Vec<String> =
        changed.chain(fresh.map(|file| file.address.name())).filter(|name| seen.insert(name.clone())).collect();
    if changed.is_empty() {
        return say!("run-same");
    }
    let reported = in_a_row(changed.iter().take(FILES).map(|name| Text::from(name.clone())));
    and_more(say!("run-changed-data", files = reported), changed.len().saturating_sub(FILES))
}

/// What has changed in the project, the most significant first; `None` if no change affects a run.
fn changed(old: &Document, new: &Document) -> Option<Text> {
    let found = differences(old, new);
    let mut words: Vec<(u8, Text)> = Vec::new();
    let mut reported = BTreeSet::new();
    let others = found.iter().any(|difference| difference.what == What::Node);
    for difference in &found {
        let Some(node) = &difference.node else {
            words.push((3, parameter(difference)));
            continue;
        };
        let is_setting = matches!(difference.what, What::Setting(_));
        // Wires come and go with nodes; all settings of one node are one change.
        let is_implied = difference.what == What::Wire && (others || reported.contains(&(node.as_str(), false)));
        if is_implied || !reported.insert((node.as_str(), is_setting)) {
            continue;
        }
        words.push(match difference.what {
            What::Setting(_) => (0, settings(old, new, node, &found)),
            What::Node => (if difference.after.is_some() { 1 } else { 2 }, come_or_gone(difference, node)),
            _ => (4, otherwise(new, difference, node)),
        });
    }
    words.sort_by_key(|(rank, _)| *rank);
    let more = words.len().saturating_sub(1);
    words.into_iter().next().map(|(_, first)| and_more(first, more))
}

/// "Filter late: dep_delay > 20".
fn settings(old: &Document, new: &Document, node: &str, found: &[Difference]) -> Text {
    let renamed = found.iter().find(|other| other.node.as_deref() == Some(node) && other.what == What::Name);
    let before = renamed.and_then(|other| other.before.as_deref()).unwrap_or(node);
    let of = |document: &Document, name: &str| document.find(name).and_then(|id| document.node(id)).cloned();
    let (Some(before), Some(after)) = (of(old, before), of(new, node)) else { return say!("step-change", name = node) };
    let what = change_words(&after.kind, after.version, &before.settings, &after.settings);
    match what.filter(|_| before.kind == after.kind) {
        Some(what) => say!("step-settings", node = kind_and_name(&after.kind, node), what = what),
        None => say!("step-change", name = node),
    }
}

fn come_or_gone(difference: &Difference, node: &str) -> Text {
    match (&difference.before, &difference.after) {
        (_, Some(kind)) => say!("step-add", kind = kind_and_name(kind, node)),
        (Some(kind), None) => say!("step-delete", what = kind_and_name(kind, node)),
        (None, None) => say!("step-change", name = node),
    }
}

fn otherwise(new: &Document, difference: &Difference, node: &str) -> Text {
    let kind = || new.find(node).and_then(|id| new.node(id)).map_or("", |node| node.kind.as_str()).to_owned();
    match (&difference.what, difference.after.as_deref()) {
        (What::Name, Some(to)) => {
            say!("step-rename-node", name = difference.before.clone().unwrap_or_default(), to = to)
        }
        (What::State, Some("bypassed")) => say!("step-bypass", what = node),
        (What::State, Some("disabled")) => say!("step-disable", what = node),
        (What::State, _) => say!("step-use", what = node),
        (What::Running, _) => say!("step-running", name = node),
        (What::Wire, _) => say!("run-wired", node = kind_and_name(&kind(), node)),
        _ => say!("step-change", name = node),
    }
}

fn parameter(difference: &Difference) -> Text {
    match (&difference.what, &difference.after) {
        (What::Parameter(name), Some(to)) => say!("step-parameter", name = name, to = to),
        (What::Parameter(name), None) => say!("step-remove-parameter", name = name),
        (What::Connection(name), Some(_)) => say!("step-connection", name = name),
        (What::Connection(name), None) => say!("step-remove-connection", name = name),
        _ => Text::default(),
    }
}

fn and_more(first: Text, count: usize) -> Text {
    if count == 0 { first } else { say!("run-and-more", what = first, count = count) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connect::{Outcome, RunEnd, RunStart};

    const FILTER: &str = r#""late": (kind: "filter", version: 1, settings: (condition: "dep_delay > 15"))"#;

    fn project(nodes: &str) -> String {
        format!("(format: 1, nodes: {{\"data\": (kind: \"read_csv\", version: 1), {nodes}}})")
    }

    fn read(path: &str, bytes: u64) -> ReadSource {
        ReadSource {
            node: "data".into(),
            address: std::path::Path::new(path).into(),
            bytes: Some(bytes),
            modified: Some(bytes),
            version: None,
            fingerprint: None,
        }
    }

    #[test]
    fn runs_are_called_by_what_changed_since_the_run_before() {
        let folder = tempfile::tempdir().unwrap();
        let mut history = History::open_in(folder.path()).unwrap();
        let later = FILTER.replace("15", "20");
        let sorted = format!("{later}, \"s\": (kind: \"sort\", version: 1)");
        let orders = || vec![read("/d/orders.csv", 5)];
        let minutes = |value: &str| vec![("minutes".to_owned(), value.to_owned())];
        let runs = [
            (project(FILTER), vec![], orders(), "First run"),
            (project(FILTER), vec![], orders(), "Same project and data"),
            (project(FILTER), vec![], vec![read("/d/orders.csv", 6)], "Same project, changed data: orders.csv"),
            (project(FILTER), vec![], vec![], "Same project"),
            (project(&later), vec![], orders(), "Filter late: dep_delay > 20"),
            (project(&sorted), vec![], orders(), "Add Sort s"),
            (project(FILTER), vec![], orders(), "Filter late: dep_delay > 15, and 1 more change"),
            (
                project(FILTER).replace("(format: 1", "(format: 1, layout: {\"data\": (9, 9)}"),
                vec![],
                orders(),
                "Same project and data",
            ),
            ("no project".into(), vec![], orders(), "Changed project"),
            (project(FILTER), minutes("5"), orders(), "Changed project"),
            (project(FILTER), minutes("7"), orders(), "Parameter minutes: 7"),
        ];
        for (text, parameters, reads, _) in &runs {
            let start = RunStart {
                project: "/p/a.ron".into(),
                text: text.clone(),
                parameters: parameters.clone(),
                ..RunStart::default()
            };
            let run = history.begin(&start).unwrap();
            history.end(run, &RunEnd { reads: reads.clone(), ..RunEnd::new(Outcome::Succeeded) }).unwrap();
            let other = RunStart { project: "/p/other.ron".into(), text: text.clone(), ..RunStart::default() };
            history.begin(&other).unwrap();
        }
        let listed = history.list(Some(std::path::Path::new("/p/a.ron")), 99).unwrap();
        let names = run_names(&history, &listed, &BTreeMap::new()).unwrap();
        let reported: Vec<String> = names.values().map(ToString::to_string).collect();
        let expected: Vec<&str> = runs.iter().map(|(.., expected)| *expected).collect();
        assert_eq!(reported, expected);
        let last = run_names(&history, &listed[..1], &BTreeMap::new()).unwrap();
        assert_eq!(last.values().next(), names.values().last(), "Cannot compare what it with need not be listed");
    }
}
