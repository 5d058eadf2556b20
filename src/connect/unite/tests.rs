//! Tables that differ in the way monthly files do.

use super::*;

/// Types of the tests: `i`, `f` (numbers), `t` (text), `d` (a date), `-` (nothing seen).
const TYPES: Types<char> = Types {
    join: |a, b, as_text| match (*a, *b) {
        (a, b) if a == b => Some(a),
        ('-', other) | (other, '-') => Some(other),
        ('i', 'f') | ('f', 'i') => Some('f'),
        ('t', 'i' | 'f') | ('i' | 'f', 't') if as_text => Some('t'),
        _ => None,
    },
    name: |of| of.to_string().into(),
    other_zone: |_, _| false,
};

/// `a: id i, city t` is one table per line.
fn places(text: &str) -> Vec<Place<char>> {
    let place = |line: &str| {
        let (name, columns) = line.trim().split_once(':').unwrap();
        let column = |column: &str| {
            let (name, of) = column.trim().rsplit_once(' ').unwrap();
            (name.to_owned(), of.chars().next().unwrap())
        };
        Place { name: name.into(), columns: columns.split(',').map(column).collect() }
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(place).collect()
}

fn show(columns: Columns, numbers_as_text: bool, text: &str) -> String {
    let options = UniteOptions { columns, numbers_as_text, only_doubtful: false, setting: "unite" };
    match unite(&places(text), &options, &TYPES) {
        Ok(united) => {
            let columns: Vec<String> = united.columns.iter().map(|(name, of)| format!("{name} {of}")).collect();
            let warnings = united.warnings.iter().map(|warning| format!("\n! {warning}"));
            columns.join(", ") + &warnings.collect::<String>()
        }
        Err(problem) => format!("x {problem}"),
    }
}

const MONTHS: &str = "
    jan.csv: id i, city t, name t
    feb.csv: city t, id f, name t
    mar.csv: id i, city t, name t, phone t
    apr.csv: id -, City t, name t";

#[test]
fn columns_are_found_by_name() {
    let warnings = "
! unite: 1 of 4 tables lacks the column \"city\", which is null there: \"apr.csv\". Rename \"City\" in \"apr.csv\" to \"city\"
! unite: 3 of 4 tables lack the column \"phone\", which is null there: \"jan.csv\", \"feb.csv\" and \"apr.csv\"";
    assert_eq!(show(Columns::Union, false, MONTHS), format!("id f, city t, name t, phone t, City t{warnings}"));
    assert_eq!(
        show(Columns::Intersection, false, MONTHS),
        "id f, name t\n! unite: Columns that are not in every table were dropped: \"city\", \"phone\" and \"City\""
    );
    let first = show(Columns::AsFirst, false, MONTHS);
    assert!(first.starts_with("id f, city t, name t\n! unite: 1 of 4 tables lacks the column \"city\""), "{first}");
    assert!(first.ends_with("Columns that are not in the first table were dropped: \"phone\" and \"City\""), "{first}");
}

#[test]
fn the_same_columns_can_be_demanded() {
    let show = |text| show(Columns::Same, false, text);
    let remedy = ". Set \"Columns of several tables\" to all columns, or read this file in a separate node";
    assert_eq!(show("a: x i, y t\nb: x i, y t"), "x i, y t");
    assert_eq!(show("a: x i, y t\nb: x i"), format!("x unite: b lacks the column \"y\" of the first file{remedy}"));
    assert_eq!(show("a: x i\nb: x i, y t"), format!("x unite: b has a column \"y\" that the first file lacks{remedy}"));
    assert_eq!(
        show("a: x i, y t\nb: y t, x i"),
        format!("x unite: b has its columns in a different order from the first file{remedy}")
    );
    assert_eq!(show("a: x i\nb: x f"), format!("x unite: The column \"x\" is i in \"a\" but f in \"b\"{remedy}"));
}

#[test]
fn text_beside_numbers_is_a_choice() {
    let tables = "a: x -\nb: x i\nc: x t";
    assert_eq!(
        show(Columns::Union, false, tables),
        "x numbers_as_text: The column \"x\" is i in \"b\" but t in \"c\". Turn on \"Convert numbers \
         to text\", or cast one of the columns first"
    );
    assert_eq!(show(Columns::Union, true, tables), "x t");
    assert_eq!(
        show(Columns::Union, true, "a: x d\nb: x i"),
        "x The column \"x\" is d in \"a\" but i in \"b\". Cast one of the two first in a Select node"
    );
    assert_eq!(
        show(Columns::Intersection, false, "a: x i\nb: y i"),
        "x unite: The tables have no columns in common. Keep all columns instead"
    );
}

#[test]
fn many_missing_columns_are_told_in_few_lines() {
    let names: Vec<String> = (0..9).map(|index| format!("c{index} i")).collect();
    let shown = show(Columns::Union, false, &format!("a: x i\nb: x i, {}", names.join(", ")));
    assert_eq!(shown.matches('!').count(), 6);
    assert!(
        shown.ends_with("! unite: 4 more columns are missing in some tables: \"c5\", \"c6\", \"c7\" and 1 more"),
        "{shown}"
    );
}
