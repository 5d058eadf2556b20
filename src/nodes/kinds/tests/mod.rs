//! Invariants of every kind in the catalogue: its texts, its form, and that no settings make it panic.

mod own;
mod versions;

use std::panic::{AssertUnwindSafe, catch_unwind};

use polars::prelude::DataFrame;

use crate::base::ColumnInfo;
use crate::base::text::{Language, find_in};
use crate::formula::from_polars;
use crate::nodes::kit::checks::random_form::{Random, RandomForm};
use crate::nodes::kit::checks::text::parse_tables;
use crate::nodes::kit::checks::{collect, outputs, round_trip};
use crate::nodes::{KINDS, Kind, KindInfo, LowerError, Purpose, Role, describe};

#[test]
fn every_kind_says_what_it_is() {
    for (index, kind) in KINDS.iter().enumerate() {
        let meta = kind.meta;
        let id = meta.id;
        assert!(id.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{id}: lower snake case");
        for other in &KINDS[..index] {
            assert!(other.meta.id != id && !other.meta.was.contains(&id), "{id}: once");
            assert_ne!(other.meta.title(), meta.title(), "{id}: a title of its own");
        }
        assert!(meta.title().starts_with(char::is_uppercase) && meta.title().len() <= 20, "{id}: {}", meta.title());
        assert!(meta.about().starts_with(char::is_uppercase), "{id}: about starts with a capital");
        assert!(!meta.about().ends_with('.') && meta.about().len() <= 72, "{id}: about is short, no full stop");
        assert!(meta.help().len() > 80 && meta.help().ends_with('.'), "{id}: help");
        assert!(meta.words().len() >= 4, "{id}: words of other tools");
        for word in meta.words() {
            assert!(!word.is_empty() && *word == word.to_lowercase(), "{id}: {word:?} in lower case");
        }
        let chinese = Language::SimplifiedChinese;
        let words = find_in(chinese, &format!("kind-{id}.words")).unwrap_or_default();
        assert!(
            words.split(", ").any(|word| word.is_ascii()) && !words.is_ascii(),
            "{id}: Chinese words and pinyin: {words}"
        );
        let about = find_in(chinese, &format!("kind-{id}.about")).unwrap_or_default();
        // A Chinese character is as wide as two letters.
        let width: usize = about.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        assert!(!about.ends_with('。') && width <= 72, "{id}: about is short, no full stop: {about}");
        let (group, folder) = kind.folder.split_once('/').expect("group/kind");
        assert_eq!(folder, id, "a kind's folder has its name");
        assert_eq!(format!("{:?}", meta.category).to_lowercase(), group, "{id}: its group in the catalogue");
        let ports = (kind.ports)();
        match meta.role {
            Role::Source => assert!(ports.inputs.is_empty() && !ports.outputs.is_empty(), "{id}: a source"),
            Role::Sink => assert!(!ports.inputs.is_empty() && ports.outputs.is_empty(), "{id}: a sink"),
            _ => assert!(!ports.inputs.is_empty() && !ports.outputs.is_empty(), "{id}: tables in and out"),
        }
    }
}

#[test]
fn every_kind_has_its_words_in_every_language() {
    let missing: Vec<String> = describe::texts()
        .into_iter()
        .flat_map(|id| Language::ALL.map(|language| (language, id.clone())))
        .filter(|(language, id)| find_in(*language, id).is_none_or(str::is_empty))
        .map(|(language, id)| format!("texts/{}: {id}", language.tag()))
        .collect();
    assert!(missing.is_empty(), "missing: {missing:#?}");
}

/// Checks that options are written in a file as the choice spells them.
#[test]
fn options_are_written_as_they_are_spelt() {
    for kind in KINDS {
        for field in describe::record(&kind.fresh()).iter().filter(|field| !field.name.contains("[]")) {
            for option in &field.options {
                let text = format!("({}:{})", field.name, option.value);
                let read = Kind::read(kind.meta.id, kind.meta.version, &text);
                let read = read.unwrap_or_else(|problem| panic!("{}: {text}: {problem}", kind.meta.id));
                // A new node may have a different option than files that omit it.
                let default = read.text() == "()";
                let of_files = Kind::read(kind.meta.id, kind.meta.version, "()").expect("its defaults");
                let of_files = describe::record(&of_files).into_iter().find(|of_files| of_files.name == field.name);
                assert_eq!(default, of_files.is_some_and(|of_files| of_files.default == option.value), "{text}");
                // RON writes the word None as r#None, and reads both.
                assert_eq!(
                    read.text().replace("r#", ""),
                    if default { "()".to_owned() } else { text },
                    "{}",
                    kind.meta.id
                );
            }
        }
    }
}

#[test]
fn the_form_shows_every_setting_and_nothing_else() {
    for kind in KINDS {
        let fields = describe::record(&kind.fresh());
        let shown: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let mut expected = settings_of(kind, "");
        for field in &fields {
            let id = kind.meta.id;
            assert!(!field.label.is_empty() || field.name.ends_with("[]"), "{id}: {} has a label", field.name);
            assert!(!field.label.ends_with([':', '.']), "{id}: {:?} ends without a mark", field.label);
            assert!(!field.hint.ends_with('.'), "{id}: {:?} ends without a full stop", field.hint);
            let first = field.label.chars().next();
            assert!(first.is_none_or(|c| !c.is_lowercase()), "{id}: {:?} starts with a capital", field.label);
            if field.data_type == "list" {
                expected.extend(settings_of(kind, &field.name));
            }
            if field.data_type == "table of text" {
                // A manually entered table is one form field, however it is stored.
                expected.retain(|name| *name == field.name || shown.contains(&name.as_str()));
            }
        }
        let (mut shown, mut expected): (Vec<&str>, Vec<&str>) =
            (shown.into_iter().filter(|n| !n.ends_with("[]")).collect(), expected.iter().map(String::as_str).collect());
        shown.sort_unstable();
        expected.sort_unstable();
        assert_eq!(expected, shown, "{}: settings and fields of the form", kind.meta.id);
    }
}

/// The names of the settings at the top level, or in the records of the list `list`. serde lists them in the error for
/// an unknown name.
fn settings_of(kind: &KindInfo, list: &str) -> Vec<String> {
    let prefix = if list.is_empty() { String::new() } else { format!("{list}[].") };
    (kind.names)(list).into_iter().map(|name| format!("{prefix}{name}")).collect()
}

#[test]
fn a_fresh_node_works_or_says_what_it_needs() {
    for kind in KINDS {
        let node = kind.fresh();
        round_trip(&node);
        assert_eq!(node.text(), "()", "{}: nothing to say about a fresh node", kind.meta.id);
        let inputs = kind.meta.role != Role::Source;
        let tables = if inputs { parse_tables("a:int b:text\n1 x\n---\na:int c:text\n1 y") } else { Vec::new() };
        for (tables, wired) in [(tables.as_slice(), true), (&[], false)] {
            match outputs(&node, tables, Purpose::Schema) {
                Ok(outputs) => {
                    let ports = node.ports().outputs.len().max(1);
                    assert_eq!(outputs.0.len(), ports, "{}: one table for each port", kind.meta.id);
                    assert!(wired || !inputs, "{}: a table out of nothing", kind.meta.id);
                }
                Err(LowerError::AfterRun) => {}
                Err(LowerError::Problem(problem)) => {
                    let severity = crate::base::Severity::Incomplete;
                    assert_eq!(problem.severity, severity, "{}: {problem}", kind.meta.id);
                    assert!(problem.remedy.is_some(), "{}: {problem}: a remedy", kind.meta.id);
                }
            }
        }
    }
}

/// Random settings with random tables: for any input from a user or a file, a node returns a table or a problem, and
/// the table has the predicted columns.
#[test]
fn no_settings_make_a_node_panic() {
    let mut failures = Vec::new();
    for kind in KINDS {
        for seed in 0..150 {
            let mut random = Random::new(seed);
            let tables = [random.table(), random.table()];
            let tables = &tables[..node_inputs(kind)];
            let mut node = kind.fresh();
            for _ in 0..3 {
                let columns = tables.iter().map(columns).collect();
                node.form(&mut RandomForm { random: &mut random, columns });
            }
            let text = node.text();
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                round_trip(&node);
                predicted_as_collected(&node, tables)
            }));
            match outcome {
                Ok(Ok(())) => {}
                Ok(Err(difference)) => failures.push(format!("{} {text}: {difference}", kind.meta.id)),
                Err(panic) => {
                    let words = panic.downcast_ref::<String>().cloned().unwrap_or_default();
                    failures.push(format!("{} {text}: panic: {words}", kind.meta.id));
                }
            }
        }
    }
    let shown: Vec<&str> = failures.iter().map(String::as_str).take(20).collect();
    assert!(failures.is_empty(), "{} failures, such as\n{}", failures.len(), shown.join("\n"));
}

/// How many tables the kind takes, at most two.
fn node_inputs(kind: &KindInfo) -> usize {
    let inputs = (kind.ports)().inputs;
    if inputs.iter().any(|port| port.many) { 2 } else { inputs.len() }
}

fn columns(table: &DataFrame) -> Vec<ColumnInfo> {
    table.columns().iter().map(|column| ColumnInfo::new(column.name().as_str(), from_polars(column.dtype()))).collect()
}

fn predicted_as_collected(node: &Kind, tables: &[DataFrame]) -> Result<(), String> {
    let empty: Vec<DataFrame> = tables.iter().map(DataFrame::clear).collect();
    let predicted = outputs(node, &empty, Purpose::Schema);
    let real = outputs(node, tables, Purpose::Data);
    match (predicted, real) {
        (Ok(predicted), Ok(real)) => {
            for (predicted, real) in predicted.0.iter().zip(&real.0) {
                // A run may still find a value that does not fit: that is a problem, not a panic.
                let Ok(table) = collect(real) else { continue };
                if predicted.schema() != table.schema() {
                    return Err(format!("predicted {:?}, got {:?}", predicted.schema(), table.schema()));
                }
            }
            Ok(())
        }
        (Err(LowerError::Problem(_)), Err(LowerError::Problem(_))) | (Err(LowerError::AfterRun), _) => Ok(()),
        (predicted, real) => {
            let words =
                |outcome: Result<_, LowerError>| outcome.map(|_| "a table").map_err(|error| format!("{error:?}"));
            Err(format!("predicted {:?}, got {:?}", words(predicted), words(real)))
        }
    }
}
