//! Suggestions for values; steps applied to tables.

use super::*;
use crate::base::{ColumnInfo, Type};
use crate::nodes::kit::checks::check_node;

/// "finding, operation, fits/unfit" of each suggestion, one per line.
fn suggested(values: &[&str]) -> Vec<String> {
    let mut observer = Observer::new();
    values.iter().for_each(|value| observer.see((*value != "-").then_some(*value)));
    let of = |suggestion: Suggestion| {
        let step = suggestion.cleaning("c").and_then(|cleaning| cleaning.step(&[])).map(|step| step.settings);
        let formula = step.unwrap_or_else(|| "text".into());
        let formula = formula.split_once("expression:\"").map_or(formula.as_str(), |(_, rest)| rest);
        let formula = formula.split("\")]").next().unwrap_or_default();
        let doubt = if suggestion.doubtful { " ?" } else { "" };
        format!("{:?} {}/{}{doubt}: {formula}", suggestion.finding, suggestion.fits, suggestion.unfit)
    };
    observer.suggestions().into_iter().map(of).collect()
}

#[test]
fn values_suggest_what_they_look_like() {
    let cases: &[(&[&str], &[&str])] = &[
        // Numbers as people write them.
        (&["$1,200.50", "$3", "(12.00)", "-", " $7.25 "], &["Money 4/0: parse_decimal(c, 2)"]),
        (&["1.200,50 €", "3,5 €", "12 €"], &["Money 3/0: parse_decimal(c, 2, ',')"]),
        (&["1.200 €", "2.500 €"], &["Money 2/0 ?: parse_decimal(c, 2, ',')"]),
        (&["$0.125", "$3"], &["Money 2/0: parse_decimal(c, 3)"]),
        (&["¥1,200", "¥300"], &["Money 2/0 ?: parse_decimal(c, 0)"]),
        (&["1,200", "300", "2,500", "n/a", "7"], &["Numbers 4/1 ?: parse_number(c)"]),
        (&["12", "13", "14"], &[]),
        (&["10%", "12.5 %", "7%", "9%", "x"], &["Percent 4/1: parse_percent(c)"]),
        (&["12,5%", "3,25%"], &["Percent 2/0: parse_percent(c, ',')"]),
        // A single number column for two currencies would lose the currency.
        (&["$5", "€7", "$9"], &[]),
        // Codes stay text.
        (&["00501", "10001", "94103", "02134"], &["Codes 4/0: text"]),
        (&["00501 ", "10001", "94103"], &["Codes 3/0: text", "Blanks 1/0: trim(c)"]),
        (&["1234567890123456789", "2234567890123456789"], &["Codes 2/0: text"]),
        // Dates in one or several formats.
        (&["2024-01-31", "2024-02-01"], &["Dates 2/0: try_to_date(trim(c), 'yyyy-MM-dd')"]),
        (
            &["31/01/2024", "01/02/2024", "2024-02-01", "5 Feb 2024", "soon"],
            &[
                "Dates 4/1: coalesce(try_to_date(trim(c), 'dd/MM/yyyy'), try_to_date(trim(c), 'dd MMM yyyy'), try_to_date(trim(c), 'yyyy-MM-dd'))",
            ],
        ),
        (&["01/31/2024", "02/01/2024", "03/02/2024"], &["Dates 3/0: try_to_date(trim(c), 'MM/dd/yyyy')"]),
        (&["01/02/2024", "03/04/2024"], &["Dates 2/0 ?: try_to_date(trim(c), 'MM/dd/yyyy')"]),
        (&["01.02.2024", "03.04.2024"], &["Dates 2/0 ?: try_to_date(trim(c), 'dd.MM.yyyy')"]),
        (
            &["1/31/24", "1/30/2024", "Jan 5, 2024"],
            &[
                "Dates 3/0: coalesce(try_to_date(trim(c), 'MM/dd/yy'), try_to_date(trim(c), 'MM/dd/yyyy'), try_to_date(trim(c), 'MMM dd, yyyy'))",
            ],
        ),
        (&["2024-01-31 05:15", "2024-02-01 17:00"], &["Datetimes 2/0: try_to_timestamp(trim(c), 'yyyy-MM-dd HH:mm')"]),
        // Texts.
        (&[" a", "b ", "c"], &["Blanks 2/0: trim(c)"]),
        (&["a  b ", "c"], &["Blanks 1/0: regexp_replace(trim(c), '\\\\s+', ' ')"]),
        (&["UA", "AA", "ua", "DL", "UA"], &["MixedCase 1/0: upper(c)"]),
        (
            &["New York", "New York", "new york", "Boston"],
            &["MixedCase 1/0: CASE c WHEN 'new york' THEN 'New York' ELSE c END"],
        ),
        (
            &["Acme Inc", "Acme Inc", "Acme, Inc.", "Inc Acme", "Other"],
            &["Spellings 2/0: CASE c WHEN 'Acme, Inc.' THEN 'Acme Inc' WHEN 'Inc Acme' THEN 'Acme Inc' ELSE c END"],
        ),
        (
            &["red;blue", "red;green;blue", "blue;red"],
            &[
                "Lists 3/0: nullif(trim(split_part(c, ';', 1)), '')\"),(name:\"c_2\",expression:\"nullif(trim(split_part(c, ';', 2)), '')\"),(name:\"c_3\",expression:\"nullif(trim(split_part(c, ';', 3)), '')",
            ],
        ),
        // Nothing.
        (&["a", "b", "c"], &[]),
        (&["it rained, and then it snowed for a while", "we waited, and nobody came by at all"], &[]),
        (&["-", "", " "], &[]),
        (&["A1", "B2", "12:30", "1-2-3-4"], &[]),
    ];
    for (values, expected) in cases {
        assert_eq!(suggested(values), *expected, "{values:?}");
    }
}

#[test]
fn near_spellings_are_proposed_but_not_taken() {
    let mut observer = Observer::new();
    for value in ["Chicago"; 9].into_iter().chain(["Chicgo", "chicago", "Boston", "Austin", "Chicago 2"]) {
        observer.see(Some(value));
    }
    let groups = observer.spellings();
    let found: Vec<(&str, &str, bool)> =
        groups.iter().map(|g| (g.to.as_str(), g.from[0].0.as_str(), g.taken)).collect();
    assert_eq!(found, [("Chicago", "chicago", true), ("Chicago", "Chicgo", false)]);
}

/// Applies the step of an operation on column `c` to `table`.
fn done(operation: Operation, table: &str, expected: &str) {
    let step = Cleaning::new("c", operation.clone()).step(&["c".into()]).unwrap_or_else(|| panic!("{operation:?}"));
    check_node(&format!("{} {}", step.kind, step.settings), table, expected);
}

#[test]
fn each_operation_does_what_it_says() {
    done(Operation::Trim { inner: false }, "c:text\n\" a  b \"\n-", "c:text\n\"a  b\"\n-");
    done(Operation::Trim { inner: true }, "c:text\n\" a  b \"", "c:text\n\"a b\"");
    done(Operation::Case(Case::Upper), "c:text\nab", "c:text\nAB");
    done(Operation::Case(Case::Lower), "c:text\nAB", "c:text\nab");
    done(Operation::Case(Case::Title), "c:text\n\"new YORK\"", "c:text\n\"New York\"");
    done(Operation::Replace { find: "'".into(), with: "-".into() }, "c:text\no'b", "c:text\no-b");
    done(
        Operation::Split { delimiter: ",".into(), parts: 2 },
        "c:text\n\"a, b\"\nc",
        "c:text c_1:text c_2:text\n\"a, b\" a b\nc c -",
    );
    done(Operation::Extract { pattern: "[0-9]+".into() }, "c:text\nab12\nx", "c:text c_part:text\nab12 12\nx -");
    done(
        Operation::Number { comma: false },
        "c:text d:int\n$1,200.50 1\nsoon 2\n- 3",
        "c:number d:int\n1200.5 1\n- 3\n---\nc:text d:int reason:text\nsoon 2 \"'soon' does not fit c\"",
    );
    done(
        Operation::Money { comma: false, scale: 2 },
        "c:text\n$1,200.5\n(12.10)\n0.200\n$0.125\n-",
        "c:decimal[17,2]\n1200.50\n-12.10\n0.20\n-\n---\nc:text reason:text\n$0.125 \"'$0.125' does not fit c\"",
    );
    done(
        Operation::Percent { comma: true },
        "c:text\n12,5%\n3",
        "c:number\n0.125\n---\nc:text reason:text\n3 \"'3' does not fit c\"",
    );
    done(
        Operation::Date { formats: "dd/MM/yyyy | yyyy-MM-dd".into(), time: false },
        "c:text\n31/01/2024\n2024-02-01\n32/01/2024",
        "c:date\n2024-01-31\n2024-02-01\n---\nc:text reason:text\n32/01/2024 \"'32/01/2024' does not fit c\"",
    );
    done(Operation::Fill { value: "x".into() }, "c:text\n-\na", "c:text\nx\na");
    let spelling = Spelling { to: "UA".into(), from: vec![("ua".into(), 1)], taken: true };
    let other = Spelling { to: "AA".into(), from: vec![("A".into(), 1)], taken: false };
    done(Operation::Spellings(vec![spelling, other]), "c:text\nua\nUA\nA\n-", "c:text\nUA\nUA\nA\n-");
}

#[test]
fn values_that_do_not_fit_may_stay_as_null() {
    let cleaning = Cleaning { reject: false, ..Cleaning::new("c", Operation::Number { comma: false }) };
    let step = cleaning.step(&[]).expect("a step");
    check_node(&format!("{} {}", step.kind, step.settings), "c:text\n1\nx", "c:number\n1\n-");
}

#[test]
fn what_is_not_filled_in_is_no_step() {
    for operation in cleaning_operations(&ColumnInfo::new("c", Type::Text)) {
        let needs_more =
            matches!(operation, Operation::Replace { .. } | Operation::Spellings(_) | Operation::Fill { .. });
        assert_eq!(Cleaning::new("c", operation.clone()).step(&[]).is_none(), needs_more, "{operation:?}");
    }
    assert_eq!(cleaning_operations(&ColumnInfo::new("c", Type::Integer)).len(), 1);
}
