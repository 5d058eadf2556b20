//! Every version of every kind has a file in the kind's folder: `v1.ron`, `v2.ron`, … A file contains settings as
//! written by that version, and the equivalent settings of the current version. Files and cases are only ever added.

use ron::value::RawValue;
use serde::Deserialize;

use super::own::file;
use crate::document::{fields, items, pretty};
use crate::nodes::{KINDS, Kind, KindInfo, document_from};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// As in a file of that version.
    settings: Box<RawValue>,
    /// The equivalent current settings, including those at their defaults; settings added later may be omitted.
    means: Box<RawValue>,
}

/// Whether RON text matches the expected text; of records only the listed fields are compared.
fn agrees(expected: &str, real: &str) -> bool {
    if let (Some(expected), Some(real)) = (fields(expected), fields(real)) {
        let of = |name: &str| real.iter().find(|(own, _)| *own == name).map(|(_, value)| *value);
        return expected.iter().all(|(name, value)| of(name).is_some_and(|real| agrees(value, real)));
    }
    if let (Some(expected), Some(real)) = (items(expected), items(real)) {
        return expected.len() == real.len() && expected.iter().zip(&real).all(|(a, b)| agrees(a, b));
    }
    expected.split_whitespace().eq(real.split_whitespace())
}

/// A file for the current version, from a new node and from the kind's example.
fn proposed(kind: &KindInfo) -> String {
    let id = kind.meta.id;
    let version = kind.meta.version;
    let document = document_from(kind.example).expect("a project").document;
    let example = document.find(id).and_then(|id| document.node(id)).expect("a node of the kind");
    let cases = ["()", example.settings.text()].map(|settings| {
        let means = (kind.all_settings)(version, settings).expect("its settings");
        format!(
            "    (\n        settings: {},\n        means: {},\n    ),\n",
            pretty(settings, 8, 20),
            pretty(&means, 8, 16)
        )
    });
    format!("[\n{}]\n", cases.concat())
}

#[test]
fn settings_of_every_version_mean_what_they_meant() {
    let mut wrong = Vec::new();
    for kind in KINDS {
        for version in 1..=kind.meta.version {
            let path = file(kind, &format!("v{version}.ron"));
            let Ok(text) = std::fs::read_to_string(&path) else {
                wrong.push(format!("{} is missing. It may begin so:\n{}", path.display(), proposed(kind)));
                continue;
            };
            let cases: Vec<Case> = ron::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert!(!cases.is_empty(), "{}: a case", path.display());
            for case in cases {
                let settings = case.settings.get_ron().trim();
                let means = case.means.get_ron().trim();
                match (kind.all_settings)(version, settings) {
                    Ok(real) if agrees(means, &real) => {}
                    Ok(real) => wrong.push(format!("{}: {settings} means\n{real}\nand not\n{means}", path.display())),
                    Err(problem) => wrong.push(format!("{}: {settings}: {problem}", path.display())),
                }
                let read = Kind::read(kind.meta.id, version, settings);
                let current = read.map(|read| Kind::read(kind.meta.id, kind.meta.version, &read.text()) == Ok(read));
                assert_eq!(current, Ok(true), "{}: {settings} is written as the present version", path.display());
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_newer_version_is_refused() {
    for kind in KINDS {
        let problem = Kind::read(kind.meta.id, kind.meta.version + 1, "()").expect_err("a newer version");
        assert_eq!(problem.message.id(), Some("version-too-new"), "{}", kind.meta.id);
    }
}

#[test]
fn what_is_expected_is_compared_by_field() {
    assert!(agrees("(a: 1)", "(b:2,a:1)"), "a setting that came later");
    assert!(!agrees("(a: 1, c: 3)", "(a:1)"), "one that is gone");
    assert!(!agrees("(a: 1)", "(a:2)"), "another default");
    assert!(agrees("[(a: 1)]", "[(a:1,b:2)]") && !agrees("[(a: 1)]", "[]"));
}
