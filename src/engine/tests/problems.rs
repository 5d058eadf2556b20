//! Problems that previews find, and the nodes that they name.

use super::previews::{bench, fan};
use crate::base::Severity;
use crate::document::Edit;
use crate::engine::*;

#[test]
fn a_panic_inside_a_node_is_a_problem_on_that_node() {
    let mut bench = fan();
    bench.configure("few", "(count:2)");
    bench.configure("sorted", r#"(keys:[(column:"panic_in_a_test")])"#);
    let report = bench.preview(Some("few"));
    assert!(
        bench.problems(&report, "sorted")[0].starts_with("Internal error: asked to"),
        "{:?}",
        bench.problems(&report, "sorted")
    );
    assert_eq!(bench.problems(&report, "few"), ["Waiting for \"sorted\""]);
    assert_eq!(bench.problems(&report, "narrow"), ["Waiting for \"few\""]);
    assert_eq!(report.rows[&bench.output("groups")], 7);
}

#[test]
fn what_fails_on_data_is_told_of_the_node_that_fails() {
    let mut bench = bench(
        r#"cast: select (columns: [(column: "word", cast: Some(Integer))])
           sorted: sort (keys: [(column: "word")])
           few: limit (count: 2)"#,
        "numbers -> cast, cast -> sorted, sorted -> few",
    );
    for _ in 0..2 {
        let report = bench.preview(Some("few"));
        let problems = bench.problems(&report, "cast");
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(!problems[0].contains('\n'));
        assert_eq!(bench.problems(&report, "sorted"), ["Waiting for \"cast\""]);
        assert_eq!(bench.problems(&report, "few"), ["Waiting for \"sorted\""]);
        assert!(report.tables.contains_key(&bench.output("numbers")));
    }
}

#[test]
fn cycles_are_named_and_the_rest_is_computed() {
    let mut bench = bench("a: sort\nb: limit\nc: limit\nafter: limit", "numbers -> c");
    for (from, to) in [("a", "b"), ("b", "a"), ("b", "after")] {
        let wire = crate::document::Wire::new(
            crate::document::PortRef::first(bench.id(from)),
            crate::document::PortRef::first(bench.id(to)),
        );
        bench.document.apply(Edit::AddWire { index: 9, wire }).unwrap();
    }
    let report = bench.preview(Some("a"));
    assert_eq!(bench.problems(&report, "a"), ["The node depends on itself: a → b → a. Remove one of these wires"]);
    assert_eq!(bench.problems(&report, "b").len(), 1);
    assert_eq!(bench.problems(&report, "after"), ["Waiting for \"b\""]);
    assert_eq!(report.rows[&bench.output("c")], 100);
}

#[test]
fn unknown_kinds_ports_and_crowded_inputs_are_problems_of_their_nodes() {
    let mut bench = bench(
        "strange: fliter\nbehind: limit\nfew: limit\nodd: limit\ncrowded: limit\nown: sort (kees: [])\nend: limit",
        "numbers -> strange, strange -> behind, numbers.row -> few, numbers -> odd.inn, \
         numbers -> crowded, few -> crowded, numbers -> own, numbers -> end",
    );
    let report = bench.preview(None);
    let problem = |name: &str| bench.problems(&report, name);
    assert_eq!(problem("strange"), ["Unknown kind \"fliter\". Did you mean \"filter\"? The node is kept unchanged"]);
    assert_eq!(problem("behind"), ["Waiting for \"strange\""]);
    assert_eq!(
        problem("few"),
        ["A wire comes from \"numbers.row\", but \"numbers\" has no such output. Did you mean \"rows\"?"]
    );
    assert_eq!(
        problem("odd"),
        ["A wire from \"numbers\" ends at \"inn\", but this node has no such input. Did you mean \"in\"?"]
    );
    assert_eq!(problem("crowded").len(), 1);
    assert!(problem("own")[0].contains("kees"), "{:?}", problem("own"));
    assert_eq!(problem("end"), Vec::<String>::new());
    assert_eq!(report.rows[&bench.output("end")], 100);
    assert!(report.failed.is_empty(), "planning said it all");
}

#[test]
fn nothing_connected_is_incomplete_and_spreads_quietly() {
    let mut bench = bench("lonely: sort\nbehind: limit", "lonely -> behind");
    let report = bench.preview(Some("behind"));
    let of = |name: &str| report.plan.nodes[&bench.id(name)].problems.iter().map(|p| p.severity).collect::<Vec<_>>();
    assert_eq!(of("lonely"), [Severity::Incomplete]);
    assert_eq!(of("behind"), [Severity::Incomplete]);
}

#[test]
fn parameters_without_a_value_are_problems() {
    use crate::document::{Parameter, ParameterType};
    let mut bench = bench("few: limit", "numbers -> few");
    let year = Parameter { kind: ParameterType::Integer, default: "many".into() };
    bench.document.apply(Edit::SetParameter { name: "year".into(), to: Some(year) }).unwrap();
    bench.configure("numbers", r#"(path:"${year}.parquet")"#);
    let mut snapshot = bench.snapshot();
    snapshot.overrides.insert("yaer".into(), "1".into());
    let found = check(&snapshot);
    assert_eq!(found.iter().filter(|(node, _)| node.is_none()).count(), 2);
    assert!(found[1].1.to_string().contains("Did you mean \"year\"?"), "{found:?}");
    assert!(found.iter().any(|(node, _)| *node == Some(bench.id("numbers"))));
    snapshot.overrides = [("year".to_owned(), "1".to_owned())].into();
    assert!(!check(&snapshot).iter().any(|(node, _)| node.is_none()), "an override takes the default's place");
}
