//! README.md explains every library that Cargo.toml names, with its licence, and explains no other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

fn text(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect(name)
}

/// The names in the sections `dependencies` and `dev-dependencies` of a manifest, those of single targets too.
fn direct(manifest: &str) -> BTreeSet<String> {
    let mut inside = false;
    let mut found = BTreeSet::new();
    for line in manifest.lines() {
        if let Some(section) = line.strip_prefix('[') {
            inside = section.trim_end().trim_end_matches(']').ends_with("dependencies");
        } else if inside && let Some((name, _)) = line.split_once('=') {
            // What goes on for several lines is indented.
            if !name.starts_with([' ', '#', '"']) {
                found.insert(name.trim().to_owned());
            }
        }
    }
    found
}

/// A row of the table for one crate.
struct Row {
    reason: String,
    licence: String,
}

/// The table of README.md by crate: a row may hold several, with one licence for all or one for each.
fn table(readme: &str) -> BTreeMap<String, Row> {
    let section =
        readme.split("## Why each dependency").nth(1).expect("the section").split("\n## ").next().expect("it");
    let mut found = BTreeMap::new();
    for line in section.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [crates, reason, licences] = cells[..] else { panic!("not three cells: {line}") };
        let crates: Vec<&str> = crates.trim_end_matches("(tests)").split(',').map(str::trim).collect();
        let licences: Vec<&str> = licences.split(';').map(str::trim).collect();
        assert!(licences.len() == 1 || licences.len() == crates.len(), "not a licence for each crate: {line}");
        for (index, name) in crates.iter().enumerate() {
            let licence = licences.get(index).unwrap_or(&licences[0]);
            let row = Row { reason: reason.to_owned(), licence: (*licence).to_owned() };
            assert!(found.insert((*name).to_owned(), row).is_none(), "{name} has two rows");
        }
    }
    found
}

/// The words of a licence expression, in whatever order its alternatives are written.
fn words(licence: &str) -> Vec<String> {
    let plain = licence.replace(['(', ')'], "").replace('/', " OR ");
    let mut words: Vec<String> = plain.split_whitespace().map(str::to_owned).collect();
    words.sort();
    words
}

/// What the packages themselves say; `None` where cargo cannot say it without network.
fn licences() -> Option<BTreeMap<String, String>> {
    let cargo = std::env::var_os("CARGO")?;
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .ok()?;
    let known: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
    let mut found = BTreeMap::new();
    for package in known["packages"].as_array()? {
        found.insert(package["name"].as_str()?.to_owned(), package["license"].as_str().unwrap_or_default().to_owned());
    }
    Some(found)
}

#[test]
fn readme_explains_every_library_and_no_other() {
    let (used, explained) = (direct(&text("Cargo.toml")), table(&text("README.md")));
    assert!(used.len() > 40 && used.contains("polars") && used.contains("libc"), "{used:?}");
    let names: BTreeSet<String> = explained.keys().cloned().collect();
    let missing: Vec<_> = used.difference(&names).collect();
    assert!(missing.is_empty(), "README.md, \"Why each dependency\", lacks {missing:?}");
    let left: Vec<_> = names.difference(&used).collect();
    assert!(left.is_empty(), "README.md explains what Cargo.toml does not name: {left:?}");
    let unsaid: Vec<_> = explained.iter().filter(|(_, row)| row.reason.is_empty() || row.licence.is_empty()).collect();
    assert!(
        unsaid.is_empty(),
        "no reason or no licence: {:?}",
        unsaid.iter().map(|(name, _)| name).collect::<Vec<_>>()
    );
}

#[test]
fn readme_names_the_licences_that_the_libraries_have() {
    let Some(licences) = licences() else {
        eprintln!("SKIPPED readme_names_the_licences_that_the_libraries_have: cargo has not all packages here");
        return;
    };
    let other: Vec<String> = table(&text("README.md"))
        .iter()
        .filter(|(name, row)| words(&row.licence) != words(&licences[*name]))
        .map(|(name, row)| format!("{name}: {:?}, README.md says {:?}", licences[name], row.licence))
        .collect();
    assert!(other.is_empty(), "{other:#?}");
}
