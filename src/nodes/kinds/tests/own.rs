//! The cases in a kind's own `checks.ron`: its card, its columns, the order of its rows, its form.

use std::collections::BTreeSet;
use std::path::PathBuf;

use ron::value::RawValue;
use serde::Deserialize;

use crate::base::Language;
use crate::nodes::kit::checks::{collect, outputs};
use crate::nodes::lineage::descent::Given;
use crate::nodes::{KINDS, Kind, KindInfo, Purpose, Role, Rows};

/// Settings as stored in a project.
type Settings = Box<RawValue>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Checks {
    /// Settings, the card text in English and in Chinese.
    cards: Vec<(Settings, String, String)>,
    /// Settings; the input columns of each port, with several tables at one port separated by `|`; the columns of its
    /// table if they depend on data; each output column, with its origins.
    #[serde(default)]
    descent: Vec<(Settings, Vec<String>, Vec<String>, String)>,
    /// Settings whose tables keep the same row order at every size.
    #[serde(default)]
    order: Vec<Settings>,
    /// For `tests/window/all_forms.sh`: name, input, settings.
    forms: Vec<(String, String, Settings)>,
}

pub(super) fn file(kind: &KindInfo, name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/nodes/kinds").join(kind.folder).join(name)
}

fn text_of(kind: &KindInfo) -> String {
    let path = file(kind, "checks.ron");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn checks(kind: &KindInfo) -> Checks {
    ron::from_str(&text_of(kind)).unwrap_or_else(|error| panic!("{}/checks.ron: {error}", kind.folder))
}

fn read(kind: &KindInfo, settings: &Settings) -> Kind {
    let text = settings.get_ron().trim();
    Kind::read(kind.meta.id, kind.meta.version, text)
        .unwrap_or_else(|problem| panic!("{}/checks.ron: {text}: {problem}", kind.folder))
}

#[test]
fn cards_say_what_nodes_do() {
    for kind in KINDS {
        let cards = checks(kind).cards;
        for (settings, english, chinese) in &cards {
            let summary = read(kind, settings).summary();
            let place = format!("{}: {}", kind.folder, settings.get_ron());
            assert_eq!(summary.in_language(Language::English), *english, "{place}");
            assert_eq!(summary.in_language(Language::SimplifiedChinese), *chinese, "{place}");
        }
        assert!(cards.iter().any(|(_, words, _)| !words.is_empty()), "{}: a card that says something", kind.folder);
        let document = crate::nodes::document_from(kind.example).expect("a project").document;
        let node = document.find(kind.meta.id).and_then(|id| document.node(id)).expect("a node of the kind");
        let example = Kind::read(&node.kind, node.version, node.settings.text()).expect("its settings");
        assert!(!example.summary().is_empty(), "{}: the example's card", kind.folder);
    }
}

fn names(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn each_column_is_made_of_the_columns_that_its_kind_uses() {
    for kind in KINDS {
        let cases = checks(kind).descent;
        assert!(!cases.is_empty() || kind.meta.role == Role::Source, "{}: a case of descent", kind.folder);
        for (settings, inputs, known, expected) in cases {
            let node = read(kind, &settings);
            let inputs: Vec<Vec<Vec<String>>> =
                inputs.iter().map(|tables| tables.split('|').map(names).collect()).collect();
            let known = Some(known).filter(|known| !known.is_empty());
            let descent = node.descent(&Given { inputs: &inputs, outputs: &[known] });
            let place = format!("{}: {}", kind.folder, settings.get_ron());
            let columns = descent[0].as_ref().unwrap_or_else(|| panic!("{place}: nothing is known"));
            let words = columns.iter().map(|column| {
                let from = column.from.iter().map(|origin| match origin.port {
                    0 => format!(" {}", origin.column),
                    port => format!(" {port}.{}", origin.column),
                });
                format!("{} <{}", column.name, from.collect::<String>())
            });
            assert_eq!(words.collect::<Vec<_>>().join("; "), expected, "{place}");
        }
    }
}

/// Larger than the engine's batches: rows keep the order that small tables have, each time.
#[test]
fn the_order_of_rows_does_not_depend_on_the_size() {
    let rows: Vec<i64> = (0..300_000).collect();
    let table = polars::df!(
        "id" => &rows,
        "group" => rows.iter().map(|n| n * 7919 % 1013).collect::<Vec<_>>(),
        "text" => rows.iter().map(|n| format!("t{}", n % 3)).collect::<Vec<_>>(),
        "number" => rows.iter().map(|n| (n % 17 != 0).then_some(*n as f64)).collect::<Vec<_>>(),
    )
    .expect("a table");
    let other =
        polars::df!("group" => (0..2000i64).rev().collect::<Vec<_>>(), "name" => (0..2000i64).collect::<Vec<_>>());
    let tables = [table, other.expect("a table")];
    for kind in KINDS {
        let cases = checks(kind).order;
        let row_by_row = matches!(kind.meta.rows, Rows::Each | Rows::Chosen);
        let expected = kind.meta.role == Role::Transform && !row_by_row;
        assert!(!expected || !cases.is_empty(), "{}: a case of the order of rows", kind.folder);
        for settings in cases {
            let node = read(kind, &settings);
            let inputs = node.ports().inputs;
            let arriving =
                if inputs.len() > 1 || inputs.iter().any(|port| port.many) { &tables[..] } else { &tables[..1] };
            let place = format!("{}: {}", kind.folder, settings.get_ron());
            let lowered = outputs(&node, arriving, Purpose::Data).unwrap_or_else(|error| panic!("{place}: {error:?}"));
            for frame in lowered.0 {
                let streamed = collect(&frame).unwrap_or_else(|problem| panic!("{place}: {problem}"));
                let in_memory = frame.lazy.clone().collect().unwrap_or_else(|error| panic!("{place}: {error}"));
                assert!(streamed.equals_missing(&in_memory), "{place}: the same rows in the same order");
            }
        }
    }
}

/// The script that takes screenshots of forms reads them line by line.
#[test]
fn forms_for_pictures_can_be_read() {
    for kind in KINDS {
        let text = text_of(kind);
        let forms = checks(kind).forms;
        assert!(forms.iter().any(|(name, ..)| name == "filled"), "{}: a form that is filled in", kind.folder);
        let names: BTreeSet<&String> = forms.iter().map(|(name, ..)| name).collect();
        assert_eq!(names.len(), forms.len(), "{}: names of forms", kind.folder);
        for (name, from, settings) in &forms {
            read(kind, settings);
            let line = format!("\n        ({name:?}, {from:?}, {}),\n", settings.get_ron().trim());
            assert!(text.contains(&line), "{}/checks.ron: one line is expected:{line}", kind.folder);
        }
    }
}
