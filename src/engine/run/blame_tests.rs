//! Which node a failed run names: one table of cases.

use crate::base::Cancellation;
use polars::prelude::*;

use super::*;
use crate::engine::tests::bench::document;

/// What a run reports: events by name, then node, setting and message of each error.
fn fails(folder: &std::path::Path, nodes: &str, wires: &str) -> (bool, Vec<String>) {
    let snapshot = Snapshot::new(document(nodes, wires), folder);
    let mut events = Vec::<RunEvent>::new();
    let options = RunOptions { afresh: true, ..RunOptions::default() };
    let outcome = run(&snapshot, &options, &mut [&mut events], &Cancellation::default());
    assert_eq!(outcome, RunOutcome::Failed, "{events:?}");
    let searched = events.contains(&RunEvent::LookingForCause);
    let errors = events.into_iter().filter_map(|event| match event {
        RunEvent::Problem { node, problem } if problem.is_error() => {
            Some(format!("{}: {problem}", node.unwrap_or_default()))
        }
        _ => None,
    });
    (searched, errors.collect())
}

#[test]
fn what_a_kernel_raises_names_its_node_and_setting() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| connect::write_atomic(&folder.path().join(name), text.as_bytes()).unwrap();
    put("t.csv", "k,v\n1,1\nx,2\n");
    put("twice.csv", "k,w\nx,1\nx,2\n");
    put("half.csv", "n\n0.5\n");
    put("whole.csv", "n\n9007199254740993\n");
    let t = r#"t: read_csv (path: "t.csv")"#;
    let out = r#"out: write_csv (path: "out.csv")"#;
    let cast = r#"(columns: [(name: "i", expression: "CAST(k AS integer)")])"#;
    for (nodes, wires, expected) in [
        // The column of the first is never used.
        (
            format!("{t}\n a: formula {cast}\n g: group_by (keys: [\"k\"])\n b: formula {cast}\n {out}"),
            "t -> a, a -> g, g -> b, b -> out",
            "b: columns[0].expression: \"x\" is not",
        ),
        (
            format!("{t}\n f: filter (condition: \"CAST(k AS integer) > 0\")\n {out}"),
            "t -> f, f -> out",
            "f: condition: \"x\" is not",
        ),
        (
            format!("{t}\n s: select (columns: [(column: \"k\", type: Integer)], invalid: Fail)\n {out}"),
            "t -> s, s -> out",
            "s: columns: ",
        ),
        (
            format!(
                "{t}\n u: read_csv (path: \"twice.csv\")\n j: join (keys: [(left: \"k\")], expect: ManyToOne)\n {out}"
            ),
            "t -> j.left, u -> j.right, j -> out",
            "j: expect: ",
        ),
    ] {
        let (searched, errors) = fails(folder.path(), &nodes, wires);
        assert!(errors.len() == 1 && errors[0].starts_with(expected), "{expected}: {errors:?}");
        assert!(!searched, "{expected}: nothing is computed again");
    }
}

/// A Parquet file whose pages are zeros: its schema can be read, its rows cannot.
fn put_broken(path: &std::path::Path) {
    let ids: Vec<i64> = (0..50_000).collect();
    let mut bytes = Vec::new();
    let mut table = DataFrame::new(ids.len(), vec![Column::new("id".into(), ids)]).unwrap();
    ParquetWriter::new(&mut bytes).finish(&mut table).unwrap();
    let middle = bytes.len() / 2;
    // The heads of pages stay: they are checked before anything is read.
    bytes[300..middle].fill(0);
    connect::write_atomic(path, &bytes).unwrap();
}

#[test]
fn an_error_of_polars_itself_is_traced_to_its_node() {
    let folder = tempfile::tempdir().unwrap();
    crate::engine::tests::bench::write_numbers(&folder.path().join("good.parquet"), 50_000);
    put_broken(&folder.path().join("broken.parquet"));
    let read = |name: &str, file: &str| format!("{name}: read_parquet (path: \"{file}.parquet\")\n");
    let sinks = "one: write_parquet (path: \"one.parquet\")\n two: write_parquet (path: \"two.parquet\")\n";
    let formulas: String =
        (0..12).map(|n| format!("f{n}: formula (columns: [(name: \"c{n}\", expression: \"id + {n}\")])\n")).collect();
    let chain: String = (0..11).map(|n| format!("f{n} -> f{}, ", n + 1)).collect();
    let nodes = read("good", "good") + &read("broken", "broken") + &formulas + sinks;
    for (broken, good) in [("f0", "one"), ("one", "f0")] {
        let wires = format!("{chain} broken -> {broken}, good -> {good}, f11 -> two");
        let (searched, errors) = fails(folder.path(), &nodes, &wires);
        assert!(searched && errors.len() == 1 && errors[0].starts_with("broken: "), "{errors:?}");
    }
}
