//! Which runs have kept their outputs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::manifest::{numbered, real_output, versions};
use super::place::folder;
use crate::base::Key;
use crate::connect::links::real_path;
use crate::connect::owned::may_be_ours;
use crate::connect::target::KeptBy;

/// One output as a run has kept it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptOutput {
    pub output: PathBuf,
    pub version: PathBuf,
    /// `None` for a version of an older program.
    pub digest: Option<Key>,
}

/// A run of which all outputs are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptOutputs {
    pub run: KeptBy,
    pub outputs: Vec<KeptOutput>,
}

/// The runs that have kept all their outputs, among them some of `outputs`; newest first. They are found by the
/// manifests beside the outputs, without a history.
pub fn kept_runs(outputs: &[PathBuf]) -> Vec<KeptOutputs> {
    let mut open: Vec<PathBuf> = outputs.iter().map(|output| real_path(output)).collect();
    let mut seen = BTreeSet::new();
    let mut runs: BTreeMap<String, (KeptOutputs, BTreeSet<PathBuf>)> = BTreeMap::new();
    while let Some(output) = open.pop() {
        if !seen.insert(output.clone()) {
            continue;
        }
        for version in versions(&output).into_iter().filter(|version| !version.is_before()) {
            let all = version.manifest.outputs(&output);
            open.extend(all.iter().cloned());
            let run = version.manifest.run.clone();
            let fresh = || (KeptOutputs { run: run.clone(), outputs: Vec::new() }, BTreeSet::new());
            let (kept, expected) = runs.entry(run.id.clone()).or_insert_with(fresh);
            expected.extend(all);
            let (path, digest) = (version.path.clone(), Some(version.manifest.digest));
            kept.outputs.push(KeptOutput { output: output.clone(), version: path, digest });
        }
    }
    let is_complete = |kept: &KeptOutputs, expected: &BTreeSet<PathBuf>| {
        expected.iter().all(|output| kept.outputs.iter().any(|kept| kept.output == *output))
    };
    let complete = runs.into_values().rev().filter(|(kept, expected)| is_complete(kept, expected));
    complete
        .map(|(mut kept, _)| {
            kept.outputs.sort_by(|a, b| a.output.cmp(&b.output));
            kept
        })
        .collect()
}

/// The output from before the first run that kept any.
pub fn kept_before(output: &Path) -> Option<KeptOutput> {
    let real = real_output(output);
    let before = versions(&real).into_iter().find(|version| version.is_before());
    let kept = |version: PathBuf, digest| KeptOutput { output: real.clone(), version, digest };
    before
        .map(|version| kept(version.path.clone(), Some(version.manifest.digest)))
        .or_else(|| kept_by_number(&real, BEFORE))
}

/// The number under which an older program kept what was there before any run.
const BEFORE: i64 = 0;

/// The version that an older program has kept under the number of a run. Numbers are those of one user: another user's
/// version is not found.
pub fn kept_by_number(output: &Path, run: i64) -> Option<KeptOutput> {
    let real = real_output(output);
    let version = folder(&real).join(run.to_string());
    let is_own = std::fs::symlink_metadata(&version).is_ok_and(|file| file.is_file() && may_be_ours(&file));
    is_own.then_some(KeptOutput { output: real, version, digest: None })
}

/// The numbers of runs of which an older program has kept a version.
pub fn kept_numbers(output: &Path) -> Vec<i64> {
    numbered(output)
}
