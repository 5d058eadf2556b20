//! What differs between two runs: the project, the values of its parameters, the files that it read.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::Problem;
use crate::base::number::bytes;
use crate::connect::{History, ReadSource, Run, RunDetails};
use crate::document::{self, Difference, What, differences};

/// The differences between two runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changes {
    pub from: i64,
    pub to: i64,
    /// Whether both projects are known: older versions kept no project text.
    pub is_known: bool,
    pub differences: Vec<Difference>,
}

/// What has changed since the last successful run before this one; `None` if there is none.
pub fn changes_since_good(history: &History, run: &RunDetails) -> Result<Option<Changes>, Problem> {
    let good = history.good_before(&run.run.project, run.run.id)?;
    good.map(|good| changes(history, good, run.run.id)).transpose()
}

/// What differs in the run `to` from the run `from`.
pub fn changes(history: &History, from: i64, to: i64) -> Result<Changes, Problem> {
    let before = details(history, from)?;
    let after = details(history, to)?;
    let text = |run: &RunDetails| history.project_text(&run.run.digest);
    let old = text(&before)?;
    let new = text(&after)?;
    let read = |text: &Option<String>| Some(document::read(text.as_ref()?).ok()?.document);
    let mut found = Vec::new();
    let documents = read(&old).zip(read(&new));
    if let Some((old, new)) = &documents {
        found = differences(old, new);
    }
    let values: Vec<Difference> =
        values(&before.run, &after.run).into_iter().filter(|value| !found.contains(value)).collect();
    found.extend(values);
    found.extend(files(&before.reads, &after.reads));
    Ok(Changes { from, to, is_known: documents.is_some() || before.run.digest == after.run.digest, differences: found })
}

fn details(history: &History, run: i64) -> Result<RunDetails, Problem> {
    let none = || Problem::error(say!("no-run", run = run.to_string())).remedy(say!("no-run-list"));
    history.details(run)?.ok_or_else(none)
}

/// Parameters that had different values, by default or as set for the run.
pub(crate) fn values(before: &Run, after: &Run) -> Vec<Difference> {
    let old: BTreeMap<&String, &String> = before.parameters.iter().map(|(name, value)| (name, value)).collect();
    let changed = after.parameters.iter().filter_map(|(name, value)| {
        let old = old.get(name).filter(|old| **old != value)?;
        let before = Some((*old).clone());
        let after = Some(value.clone());
        Some(Difference { node: None, what: What::Parameter(name.clone()), before, after })
    });
    changed.collect()
}

/// Sources that both runs have read, in different states, unless the content is known to be the same.
pub(crate) fn files(before: &[ReadSource], after: &[ReadSource]) -> Vec<Difference> {
    let changed = after.iter().filter_map(|new| {
        let old = before.iter().find(|old| (&old.node, &old.address) == (&new.node, &new.address))?;
        (!old.is_same(new) && (old.bytes, old.modified, &old.version) != (new.bytes, new.modified, &new.version)).then(
            || Difference {
                node: Some(new.node.clone()),
                what: What::File(new.address.to_string()),
                before: state(old),
                after: state(new),
            },
        )
    });
    changed.collect()
}

/// "1.2 MB of 2026-11-21 08:15:02"; for a store, its own name for its state.
fn state(read: &ReadSource) -> Option<String> {
    let (Some(size), Some(modified)) = (read.bytes, read.modified) else { return read.version.clone() };
    let at = chrono::DateTime::from_timestamp_nanos(modified.cast_signed()).with_timezone(&chrono::Local);
    Some(tr!("file-size-and-time", size = bytes(size), time = at.format("%Y-%m-%d %H:%M:%S").to_string()))
}
