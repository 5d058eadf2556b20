//! Every file that a release has written stays in `tests/files` and opens for ever.
//!
//! A file's name begins with the version that wrote it first. Files are only ever added. What settings of each kind mean is
//! held in the kind's folder (`v1.ron`).

use std::path::PathBuf;

use tablewire::document;
use tablewire::nodes::{Kind, canonicalise, document_from};

fn files() -> Vec<(PathBuf, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "the files of old releases are gone");
    files.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).expect("a file"))).collect()
}

#[test]
fn every_file_ever_released_opens_and_is_understood() {
    for (path, text) in files() {
        let opened = document_from(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(opened.problems, [], "{}", path.display());
        for (_, node) in opened.document.nodes().filter(|(_, node)| !node.name.starts_with("unknown")) {
            if let Err(problem) = Kind::read(&node.kind, node.version, node.settings.text()) {
                panic!("{}: {}: {problem}", path.display(), node.name);
            }
        }
    }
}

#[test]
fn what_was_read_is_written_so_that_it_reads_back_the_same() {
    for (path, text) in files() {
        let mut opened = document::read(&text).expect("opens").document;
        canonicalise(&mut opened);
        let written = document::write(&opened);
        let again = document_from(&written).expect("its own writing opens").document;
        assert_eq!(document::write(&again), written, "{}", path.display());
        let names = |document: &document::Document| -> Vec<(String, String)> {
            let mut names: Vec<_> = document.nodes().map(|(_, n)| (n.name.clone(), n.kind.clone())).collect();
            names.sort();
            names
        };
        assert_eq!(names(&again), names(&opened), "{}", path.display());
        assert_eq!(again.connections(), opened.connections(), "{}", path.display());
        assert_eq!(again.parameters(), opened.parameters(), "{}", path.display());
        assert_eq!(again.wires().len(), opened.wires().len(), "{}", path.display());
    }
}

#[test]
fn what_is_not_understood_survives_to_the_letter() {
    for (path, text) in files() {
        let opened = document::read(&text).expect("opens").document;
        let written = document::write(&document_from(&text).expect("opens").document);
        for (_, node) in opened.nodes().filter(|(_, node)| node.name.starts_with("unknown")) {
            assert!(Kind::read(&node.kind, node.version, node.settings.text()).is_err(), "{} is known", node.name);
            let line = format!("kind: {:?}, version: {}, settings: {}", node.kind, node.version, node.settings.text());
            assert!(text.contains(&line), "{}: the test expects {line}", path.display());
            assert!(written.contains(&line), "{}: {line} is lost in\n{written}", path.display());
        }
    }
}
