//! What takes too much is stopped in words, and what is only much is done in time.

use std::time::{Duration, Instant};

use crate::program::{Place, project, said};

/// A file of one key value that is joined with itself and sorted: 400,000,000 rows.
fn exploding() -> Place {
    let place = Place::new();
    let lines: String = (0..20_000).map(|n| format!("1,{n}\n")).collect();
    place.put("data.csv", &format!("one,n\n{lines}"));
    let nodes = [
        ("data", "read_csv", "(path: \"data.csv\")"),
        ("pairs", "join", "(keys: [(left: \"one\", right: \"one\")])"),
        ("sorted", "sort", "(keys: [(column: \"n\", order: Descending)])"),
        ("few", "limit", "(count: 5)"),
    ];
    let wires = [("data", "pairs.left"), ("data", "pairs.right"), ("pairs", "sorted"), ("data", "few")];
    place.put("p.ron", &project(&nodes, &wires));
    place
}

#[test]
fn a_preview_of_the_command_line_has_the_limit_of_the_window() {
    let place = exploding();
    let preview = |node: &str| {
        said(place.command(&["preview", "p.ron", node]).env("TABLEWIRE_PREVIEW_MEMORY", "700MB").output().unwrap())
    };
    let sorted = preview("sorted");
    sorted.code(1).err_line(&[
        "sorted: The preview exceeds its memory limit because of \"pairs\"",
        "1 key value on 20,000 × 20,000 rows: 400,000,000 rows",
        "Join on more columns",
    ]);
    assert_eq!((sorted.err.lines().count(), sorted.out.as_str()), (1, ""), "{sorted:#?}");
    preview("few").code(0);
}

/// Columns of one name, and many columns, in the readers and in the kinds that give columns names.
#[test]
fn many_columns_take_no_time_of_their_own() {
    let place = Place::new();
    const COLUMNS: usize = 8_000;
    let header = vec!["name"; COLUMNS].join(",");
    let row = vec!["1"; COLUMNS].join(",");
    place.put("equal.csv", &format!("{header}\n{row}\n"));
    let quoted = vec!["\"name\""; COLUMNS].join(",");
    place.put("equal.json", &format!("[[{quoted}],[{row}],[{row}]]"));
    let names: Vec<String> = (0..COLUMNS).map(|n| format!("c{n}")).collect();
    place.put("wide.csv", &format!("{}\n{row}\n", names.join(",")));
    let other: Vec<String> =
        names.iter().map(|name| if name == "c0" { name.clone() } else { format!("d{name}") }).collect();
    place.put("other.csv", &format!("{}\n{row}\n", other.join(",")));
    let picks: Vec<String> = names.iter().map(|name| format!("(column: {name:?}, name: \"x{name}\")")).collect();
    let nodes = [
        ("equal", "read_csv", "(path: \"equal.csv\")".to_owned()),
        ("lists", "read_json", "(path: \"equal.json\", headers: First)".to_owned()),
        ("wide", "read_csv", "(path: \"wide.csv\")".to_owned()),
        ("other", "read_csv", "(path: \"other.csv\")".to_owned()),
        ("picked", "select", format!("(columns: [{}])", picks.join(", "))),
        ("twice", "union", "()".to_owned()),
        ("both", "union", "()".to_owned()),
        ("joined", "join", "(keys: [(left: \"c0\", right: \"c0\")])".to_owned()),
    ];
    let nodes: Vec<_> = nodes.iter().map(|(name, kind, settings)| (*name, *kind, settings.as_str())).collect();
    let wires = [
        ("wide", "picked"),
        ("wide", "twice"),
        ("wide", "twice"),
        ("wide", "both"),
        ("other", "both"),
        ("wide", "joined.left"),
        ("wide", "joined.right"),
    ];
    place.put("p.ron", &project(&nodes, &wires));
    for node in ["equal", "lists", "wide", "picked", "twice", "both", "joined"] {
        let begun = Instant::now();
        place.run(&["preview", "p.ron", node, "--format", "csv"]).code(0);
        eprintln!("{COLUMNS} columns, {node}: {:?}", begun.elapsed());
        assert!(begun.elapsed() < Duration::from_secs(60), "{node}: {:?}", begun.elapsed());
    }
}
