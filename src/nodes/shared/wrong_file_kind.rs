//! Files whose content does not match their names: their actual type, and the node that reads them.

use std::path::{Path, PathBuf};

use crate::base::{Cause, Fix, Problem};
use crate::connect::{FileKind, kind_of_file};
use crate::nodes::Kind;

/// The problem that a file is of another kind than `node` reads, with a fix that makes the node one that reads it. `None` where
/// it is of that kind, or nothing is known of it.
pub fn other_kind(path: &Path, node: &'static str) -> Option<Problem> {
    let kind = kind_of_file(path)?;
    let packs = matches!(node, "read_csv" | "read_json") && kind.is_packed();
    if kind.read_by() == Some(node) || packs || matches!(kind, FileKind::Unknown | FileKind::Empty) {
        return None;
    }
    // Any text may be meant as lines of something.
    if node == "read_csv" && kind.is_text() {
        return None;
    }
    let problem = Problem::error(say!("file-is", path = path.display(), kind = kind.words())).at("path");
    Some(match kind.read_by().and_then(Kind::info) {
        Some(info) => {
            let remedy = say!("file-read-with", kind = info.meta.title_text());
            problem.remedy(remedy).fix(Fix::ReadWith(info.meta.id.to_owned()))
        }
        None => problem.remedy(kind.way_out()),
    })
}

/// What is wrong with the first of several files that `node` cannot read; `problem`, where all are of its kind.
pub fn wrong_kind_or(paths: &[PathBuf], node: &'static str, problem: Problem) -> Problem {
    if problem.cause == Cause::Stopped || problem.cause.is_transient() {
        return problem;
    }
    paths.iter().find_map(|path| other_kind(path, node)).unwrap_or(problem)
}
