//! Numbers, empty fields and labels of forms: what stands in them.

use egui_kittest::kittest::Queryable;

use super::{harness, settings};

fn shown(kind: &str, given: &str, label: &str) -> String {
    let mut harness = harness(kind, given, Vec::new());
    harness.run_steps(2);
    // Folded at first.
    if kind == "read_json" {
        harness.get_by_label("Rejected rows").click();
        harness.run_steps(2);
    }
    harness.get_by_label(label).value().unwrap_or_default()
}

#[test]
fn numbers_stand_with_their_units_and_without_a_digit_too_many() {
    assert_eq!(shown("sample", "(size:Fraction,fraction:0.25)", "Share"), "25%");
    assert_eq!(shown("limit", "(count:1000000)", "Rows"), "1,000,000 rows");
    assert_eq!(shown("limit", "(count:1)", "Rows"), "1 row");
    assert_eq!(shown("pivot", "(function:Quantile,quantile:0.9)", "Quantile"), "0.9");
    assert_eq!(shown("sample", "(seed:12345)", "Random seed"), "12345", "a seed counts nothing");
    assert_eq!(shown("read_json", "(rejects:AbovePercent,most_rejects:2.5)", "At most"), "2.5%");
    assert_eq!(shown("read_json", "(rejects:Above,most_rejects:20)", "At most"), "20 rows");
    assert_eq!(shown("read_csv", "()", "Rows to infer types from"), "10,000 rows");
    assert_eq!(shown("read_csv", "(infer_rows:0)", "Rows to infer types from"), "0 (all text)");
}

#[test]
fn a_form_that_is_looked_at_changes_no_number() {
    for given in
        ["(size:Fraction,fraction:0.1)", "(size:Fraction,fraction:0.333333333)", "(size:Fraction,fraction:0.07)"]
    {
        let mut harness = harness("sample", given, Vec::new());
        harness.run_steps(4);
        assert_eq!(settings(&harness), given);
    }
}
