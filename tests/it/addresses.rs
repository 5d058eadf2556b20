//! What is read and what is written has an address (`connect::Address`), which may be a path or a URL. In nodes, in the engine
//! and in its events paths are named only where something is a file by its nature: the list, with reasons. It only gets shorter.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::imports::code;

const MAY_NAME_PATHS: &[(&str, &str)] = &[
    ("engine/answers/advice/sheets.rs", "the folder of the project"),
    ("engine/answers/example.rs", "the folder of the example"),
    ("engine/api/advice.rs", "the folder of the project"),
    ("engine/api/request.rs", "the project's own file"),
    ("engine/api/snapshot.rs", "the project's own file and folder"),
    ("engine/api/table_text.rs", "a file that a person has chosen for a copy of rows"),
    ("engine/api/cluster.rs", "the Python of a cluster"),
    ("engine/backend/spark/fetch.rs", "tables that are fetched from a cluster"),
    ("engine/backend/spark/job.rs", "the folder of a program for Spark"),
    ("engine/backend/spark/look/child.rs", "the Python of a cluster"),
    ("engine/backend/spark/mod.rs", "the folder of a program for Spark"),
    ("engine/backend/spark/process.rs", "the folder of a program for Spark"),
    ("engine/backend/spark/said.rs", "the log of a program for Spark"),
    ("engine/backend/spark/ship.rs", "tables that are sent to a cluster"),
    ("engine/backend/spark/translate.rs", "the log of a program for Spark"),
    ("engine/cache/keep.rs", "the folder of the project"),
    ("engine/desktop_opener.rs", "what the desktop opens"),
    ("engine/plan/key.rs", "the folder of the project"),
    ("engine/process/message.rs", "the board beside our own process"),
    ("engine/run/choice.rs", "the project's own file"),
    ("engine/run/collisions.rs", "the project's own file"),
    ("nodes/kinds/sources/read_excel/mod.rs", "a reader of files"),
    ("nodes/kinds/sources/read_json/mod.rs", "a reader of files"),
    ("nodes/kit/lower.rs", "settings of kinds that read and write files"),
    ("nodes/quick_actions/dropped_files.rs", "files that are dropped on the canvas"),
    ("nodes/shared/files.rs", "what the readers of files share"),
    ("nodes/shared/wrong_file_kind.rs", "what the readers of files share"),
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn is_test(file: &str) -> bool {
    file.contains("/tests/") || file.contains("/checks/") || file.ends_with("tests.rs")
}

#[test]
fn data_has_addresses_and_only_files_have_paths() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    ["nodes", "engine"].iter().for_each(|layer| rust_files(&source.join(layer), &mut files));
    let inside = |path: &PathBuf| path.strip_prefix(&source).unwrap().to_string_lossy().replace('\\', "/");
    let names_paths = |path: &PathBuf| {
        let code = code(&std::fs::read_to_string(path).unwrap());
        code.contains("PathBuf") || code.contains("std::path")
    };
    let found: BTreeSet<String> =
        files.iter().filter(|path| !is_test(&inside(path)) && names_paths(path)).map(inside).collect();
    let listed: BTreeSet<String> = MAY_NAME_PATHS.iter().map(|(file, _)| (*file).to_owned()).collect();
    let new: Vec<&String> = found.difference(&listed).collect();
    assert!(new.is_empty(), "these name paths; what they read or write has a `connect::Address`: {new:?}");
    let gone: Vec<&String> = listed.difference(&found).collect();
    assert!(gone.is_empty(), "these name no path any more: take them off the list: {gone:?}");
}
