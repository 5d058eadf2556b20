use super::*;
use crate::document::{read, write};

fn document(inner: &str) -> Document {
    read(&format!("(format: 1, {inner})")).unwrap().document
}

/// The rows as text, "node aspect: origin", and the merged text.
fn merged(base: &str, mine: &str, theirs: &str, wins: &[usize]) -> (Vec<String>, String) {
    let base = document(base);
    let mine = canonical(document(mine));
    let theirs = canonical(document(theirs));
    let base = canonical(base);
    let merged = merge(&base, &mine, &theirs, &wins.iter().copied().collect());
    let mut edited = mine.clone();
    edited.apply_all(crate::document::edits_between(&mine, &merged.document)).expect("one step leads there");
    assert_eq!(write(&edited), write(&merged.document));
    let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".into());
    let words = merged.rows.iter().map(|row| {
        let aspect = match &row.aspect {
            Aspect::Setting(path) | Aspect::Parameter(path) | Aspect::Connection(path) => path.clone(),
            Aspect::Wire(port) => format!("wire {port}").trim_end().to_owned(),
            aspect => format!("{aspect:?}").to_lowercase(),
        };
        let node = row.node.clone().unwrap_or_default();
        let base = side(&row.base);
        let mine = side(&row.mine);
        let theirs = side(&row.theirs);
        format!("{:?} {node} {aspect}: {base} | {mine} | {theirs}", row.origin)
    });
    (words.collect(), write(&canonical(merged.document)))
}

/// Canonicalises as the catalogue does.
fn canonical(mut document: Document) -> Document {
    for node in document.nodes.values_mut() {
        node.settings = crate::document::Settings::canonical(super::super::ron_text::one_line(node.settings.text()));
    }
    document
}

/// Checks the rows and the result of merging three versions.
#[track_caller]
fn check(versions: [&str; 3], wins: &[usize], rows: &[&str], result: &str) {
    let (found, text) = merged(versions[0], versions[1], versions[2], wins);
    assert_eq!(found, rows);
    assert_eq!(text, write(&canonical(document(result))));
}

const BASE: &str = r#"nodes: {"late": (kind: "filter", settings: (condition: "a > 15")), "g": (kind: "group_by",
    settings: (keys: ["k"], sums: ["a", "b"]))}, wires: [(from: "late", to: "g")], layout: {"late": (0, 0), "g": (20, 0)}"#;

#[test]
fn what_only_one_side_has_changed_is_taken() {
    let mine = BASE.replace("a > 15", "a > 30");
    let theirs = BASE.replace(r#"["k"]"#, r#"["k", "m"]"#).replace("(20, 0)", "(40, 0)");
    let both = mine.replace(r#"["k"]"#, r#"["k", "m"]"#).replace("(20, 0)", "(40, 0)");
    check(
        [BASE, &mine, &theirs],
        &[],
        &["Theirs g keys: [\"k\"] | [\"k\"] | [\"k\", \"m\"]", "Mine late condition: a > 15 | a > 30 | a > 15"],
        &both,
    );
    check([BASE, &mine, &mine], &[], &["Both late condition: a > 15 | a > 30 | a > 30"], &mine);
    check([BASE, BASE, BASE], &[], &[], BASE);
}

#[test]
fn of_a_clash_one_side_is_chosen() {
    let mine = BASE.replace("a > 15", "a > 30");
    let theirs = BASE.replace("a > 15", "a > 45").replace("filter\"", "filter\", state: Disabled");
    let row = "Clash(0) late condition: a > 15 | a > 30 | a > 45";
    let state = "Theirs late state: - | - | disabled";
    check([BASE, &mine, &theirs], &[], &[state, row], &mine.replace("filter\"", "filter\", state: Disabled"));
    check([BASE, &mine, &theirs], &[0], &[state, row], &theirs);
}

#[test]
fn changes_in_different_places_of_a_list_go_together() {
    let with = |list: &str| BASE.replace(r#"["a", "b"]"#, list);
    let mine = with(r#"["new", "a", "b"]"#);
    let theirs = with(r#"["a", "b", "c"]"#);
    let rows = [
        r#"Mine g sums: ["a", "b"] | ["new", "a", "b"] | ["a", "b"]"#,
        r#"Theirs g sums: ["a", "b"] | ["a", "b"] | ["a", "b", "c"]"#,
    ];
    check([BASE, &mine, &theirs], &[], &rows, &with(r#"["new", "a", "b", "c"]"#));
    // Two insertions at the same position have no order; replaced items at the same position are separate.
    let mine = with(r#"["a", "b", "c"]"#);
    let theirs = with(r#"["a", "b", "d"]"#);
    let row = r#"Clash(0) g sums: ["a", "b"] | ["a", "b", "c"] | ["a", "b", "d"]"#;
    check([BASE, &mine, &theirs], &[0], &[row], &theirs);
    let mine = with(r#"["a", "c"]"#);
    let theirs = with(r#"["d", "b"]"#);
    let rows = ["Theirs g sums[0]: a | a | d", "Mine g sums[1]: b | c | b"];
    check([BASE, &mine, &theirs], &[], &rows, &with(r#"["d", "c"]"#));
}

#[test]
fn nodes_come_go_and_are_renamed() {
    let more = |name: &str| BASE.replacen("\"g\":", &format!("\"{name}\": (kind: \"sort\"), \"g\":"), 1);
    let both = BASE.replacen("\"g\":", "\"m\": (kind: \"sort\"), \"t\": (kind: \"sort\"), \"g\":", 1);
    let places = |text: &str| text.replace("layout: {", "layout: {\"m\": (1, 1), \"t\": (2, 2), ");
    let rows = ["Mine m node: - | sort | -", "Theirs t node: - | - | sort"];
    check([BASE, &places(&more("m")), &places(&more("t"))], &[], &rows, &places(&both));
    // A new name on one side, a changed setting on the other.
    let renamed = BASE.replace("\"late\"", "\"delayed\"");
    let changed = BASE.replace("sums: [\"a\"", "sums: [\"z\"");
    let rows = ["Mine g sums[0]: a | z | a", "Theirs late name: late | late | delayed"];
    check([BASE, &changed, &renamed], &[], &rows, &changed.replace("\"late\"", "\"delayed\""));
    // A node removed there and unchanged here is removed; one changed here is a conflict.
    let gone = r#"nodes: {"g": (kind: "group_by", settings: (keys: ["k"], sums: ["a", "b"]))}, layout: {"g": (20, 0)}"#;
    let rows = ["Theirs late node: filter | filter | -", "Theirs g wire: late | late | -"];
    check([BASE, BASE, gone], &[], &rows, gone);
    let mine = BASE.replace("a > 15", "a > 30");
    let row = "Clash(0) late node: filter | filter | -";
    check([BASE, &mine, gone], &[], &[row], &mine);
    check([BASE, &mine, gone], &[0], &[row, rows[1]], gone);
    // Also if its table has a new consumer.
    let mine = BASE
        .replacen("\"g\":", "\"s\": (kind: \"sort\"), \"g\":", 1)
        .replace("wires: [", "wires: [(from: \"late\", to: \"s\"), ")
        .replace("layout: {", "layout: {\"s\": (9, 9), ");
    check([BASE, &mine, gone], &[], &[row, "Mine s node: - | sort | -", "Mine s wire: - | late | -"], &mine);
}

#[test]
fn wires_kinds_parameters_and_the_canvas() {
    let other = BASE.replace("from: \"late\"", "from: \"late.others\"");
    check([BASE, BASE, &other], &[], &["Theirs g wire: late | late | late.others"], &other);
    let none = BASE.replace("(from: \"late\", to: \"g\")", "");
    check([BASE, &none, &other], &[], &["Clash(0) g wire: late | - | late.others"], &none);
    // Settings of two kinds are not mixed.
    let mine = BASE.replace("a > 15", "a > 30");
    let theirs = BASE.replace("\"filter\"", "\"assert\"");
    check([BASE, &mine, &theirs], &[], &["Clash(0) late kind: filter | filter | assert"], &mine);
    check([BASE, &mine, &theirs], &[0], &["Clash(0) late kind: filter | filter | assert"], &theirs);
    let with = |year: &str| format!("{BASE}, parameters: {{\"year\": (default: \"{year}\")}}");
    check([&with("1"), &with("2"), &with("3")], &[0], &["Clash(0)  year: 1 | 2 | 3"], &with("3"));
    let on = |path: &str| format!("{BASE}, connections: {{\"shop\": {{\"path\": \"{path}\"}}}}");
    check([&on("a"), &on("b"), &on("c")], &[0], &["Clash(0)  shop: path: a | path: b | path: c"], &on("c"));
    check([BASE, BASE, &on("c")], &[], &["Theirs  shop: - | - | path: c"], &on("c"));
    let at = |place: &str, frame: &str| {
        format!("{}, frames: [(title: \"f\", at: ({frame}, 0), size: (20, 20))]", BASE.replace("(20, 0)", place))
    };
    check([&at("(20, 0)", "0"), &at("(21, 0)", "0"), &at("(20, 0)", "5")], &[], &[], &at("(21, 0)", "5"));
    check(
        [&at("(20, 0)", "0"), &at("(21, 0)", "1"), &at("(22, 0)", "5")],
        &[0],
        &["Clash(0)  places: - | 1 | 1", "Clash(1)  frame: f | f | f"],
        &at("(22, 0)", "1"),
    );
}

#[test]
fn what_both_have_added_is_one_node() {
    let new = |condition: &str| {
        format!(
            r#"nodes: {{"late": (kind: "filter", settings: (condition: "{condition}"))}}, layout: {{"late": (0, 0)}}"#
        )
    };
    check(["nodes: {}", &new("a"), &new("a")], &[], &["Both late condition: - | a | a"], &new("a"));
    check(["nodes: {}", &new("a"), &new("b")], &[0], &["Clash(0) late condition: - | a | b"], &new("b"));
}
