//! The messages for invalid formulas, and the spans they refer to.

use super::problem;
use crate::base::Severity;
use crate::formula::Want;

/// Formula with the bytes in ‹ ›, message, remedy.
fn check(table: &[(&str, &str, &str)], want: Want) {
    let mut wrong = Vec::new();
    for (marked, message, remedy) in table {
        let text = marked.replace(['‹', '›'], "");
        let found = problem(&text, want);
        let mut shown = text.clone();
        if let Some(span) = &found.span {
            assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{text}: {span:?}");
            shown.insert(span.end, '›');
            shown.insert(span.start, '‹');
        }
        let said = found.message.to_string();
        let advice = found.remedy.as_ref().map(ToString::to_string).unwrap_or_default();
        let said = (shown.as_str(), said.as_str(), advice.as_str());
        if said != (*marked, *message, *remedy) {
            wrong.push(format!("{said:?}\n  wanted {:?}", (marked, message, remedy)));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn common_mistakes() {
    check(
        &[
            ("i ‹==› 1", "SQL does not compare with ==", "Use a single ="),
            ("i > 1 ‹&&› yes", "SQL does not combine conditions with &&", "Write AND"),
            ("‹!›yes", "SQL does not negate with !", "Write NOT"),
            ("(i + 1)‹)›", "This ) has no matching (", "Remove it, or add ( where it should start"),
            ("((i + 1)", "This ( is never closed", "Add ) where it should end"),
            ("i ‹+›", "Nothing follows +", "Add a value after it"),
            ("yes ‹AND›", "Nothing follows AND", "Add a value after it"),
            ("t = ‹'late›", "A text starts here and never ends", "Close it with '"),
            ("i ‹i›", "Unexpected i", "Is an operator missing before it?"),
            ("i + ‹*› 2", "A value is missing before *", ""),
            ("i ‹;›", "A formula is a single expression without ;", "Remove it"),
            ("‹$year›", "$ starts a parameter", "Write it as ${name}"),
            ("upper‹[›1]", "These brackets are not allowed here", "Use ( and )"),
        ]
        .map(|(text, message, remedy)| {
            // Of two open brackets the inner one is reported; the mark would not show that.
            (if text == "((i + 1)" { "‹(›(i + 1)" } else { text }, message, remedy)
        }),
        Want::Any,
    );
}

#[test]
fn types() {
    check(
        &[
            ("‹t = 1›", "Cannot compare text with an integer", "Write CAST(t AS integer)"),
            ("‹i = 'late'›", "Cannot compare an integer with text", "Write numbers without quotes"),
            ("‹i = '7'›", "Cannot compare an integer with text", "Write 7 without quotes"),
            ("‹day > 5›", "Cannot compare a date with an integer", ""),
            ("‹iso > day›", "Cannot compare text with a date", "Write CAST(iso AS date)"),
            ("‹yes = 1›", "Cannot compare a boolean with an integer", "Write CAST(yes AS integer)"),
            ("‹t + 1›", "+ cannot be applied to text and an integer", "To concatenate texts, write t || 1"),
            ("‹t * 2›", "* cannot be applied to text and an integer", "Write CAST(t AS number)"),
            ("‹t› AND yes", "AND needs a condition, not text", "Compare it with something, such as t = 'text'"),
            ("NOT ‹i›", "NOT needs a condition, not an integer", "Compare it with something, such as i > 0"),
            (
                "CASE WHEN ‹i› THEN 1 END",
                "WHEN needs a condition, not an integer",
                "Compare it with something, such as i > 0",
            ),
            (
                "CASE WHEN yes THEN 1 ELSE ‹'a'› END",
                "The values of CASE mix an integer and text",
                "Write numbers without quotes",
            ),
            ("i IN (1, ‹t›)", "The values of IN mix an integer and text", "Write CAST(t AS integer)"),
            ("‹-t›", "A sign cannot be applied to text", "Write CAST(t AS number)"),
            ("upper(‹i›)", "upper, text: expected text, not an integer", "Write CAST(i AS text)"),
            ("left(t, ‹n›)", "left, count: expected an integer, not a number", "Write floor(n) or CAST(n AS integer)"),
            ("year(‹iso›)", "year, day: expected a date, not text", "Write CAST(iso AS date)"),
            ("‹left(t)›", "left does not accept 1 value", "Write left(text: text, count: integer) -> text"),
            ("1 + ‹upper(t, 2, 3)›", "upper does not accept 3 values", "Write upper(text: text) -> text"),
            ("abs(‹t›)", "abs, value: expected a number, not text", "Write CAST(t AS number)"),
            (
                "‹INTERVAL 3 DAY›",
                "An interval cannot stand alone",
                "Add it to or subtract it from a date: day + INTERVAL 3 DAY",
            ),
            ("‹i + INTERVAL 3 DAY›", "An interval cannot be added to an integer", "Write CAST(i AS date) first"),
            (
                "day + INTERVAL 3 ‹FORTNIGHT›",
                "FORTNIGHT is not a unit of time",
                "Use YEAR, MONTH, WEEK, DAY, HOUR, MINUTE or SECOND",
            ),
            (
                "day + ‹INTERVAL 'x' DAY›",
                "This is not a valid interval",
                "Write INTERVAL 3 DAY, with YEAR, MONTH, WEEK, DAY, HOUR, MINUTE or SECOND",
            ),
            (
                "day + INTERVAL ‹i› DAY",
                "An interval needs a literal integer",
                "For values from a column, use date_add or add_months",
            ),
            ("‹s = s›", "A struct of 2 cannot be compared", ""),
        ],
        Want::Any,
    );
}

#[test]
fn functions() {
    check(
        &[
            ("‹uper›(t)", "There is no function uper", "Did you mean upper?"),
            ("1 + ‹sum›(i)", "sum is not supported in formulas", "It aggregates rows: use a Group by node"),
            (
                "‹MAX›(i)",
                "MAX is not supported in formulas",
                "It aggregates rows: use a Group by node. To compare values within a row, use least or greatest",
            ),
            (
                "‹now›()",
                "now is not supported in formulas",
                "A formula must give the same result every time: use a parameter instead of the current time",
            ),
            ("‹count›(*)", "count is not supported in formulas", "It aggregates rows: use a Group by node"),
            (
                "‹row_number›()",
                "row_number is not supported in formulas",
                "It needs other rows, which no node supports yet: there are no row numbers, ranks or running totals",
            ),
            (
                "sum(i) ‹OVER› (ORDER BY i)",
                "A formula sees one row at a time: OVER is not supported",
                "It needs other rows, which no node supports yet: there are no row numbers, ranks or running totals",
            ),
            (
                "sum(i) ‹OVER› (PARTITION BY t)",
                "A formula sees one row at a time: OVER is not supported",
                "Compute it in a Group by node and join it to the rows by the same keys",
            ),
            (
                "n::‹no_such›",
                "There is no type no_such",
                "Use text, integer, number, decimal, boolean, date, datetime, timestamptz or time",
            ),
            (
                "‹current_date›",
                "There is no column \"current_date\"",
                "A formula must give the same result every time: use a parameter instead of the current time",
            ),
            (
                "i IN (‹SELECT› 1)",
                "A formula is a single expression, not a query",
                "To use another table, add a Join node",
            ),
            ("‹greatest›", "There is no column \"greatest\"", "To call the function, write greatest(…)"),
        ],
        Want::Any,
    );
}

#[test]
fn conditions() {
    check(
        &[
            (
                "‹i + 1›",
                "The formula must be a condition, not an integer",
                "Compare it with something, such as i + 1 > 0",
            ),
            ("‹t›", "The formula must be a condition, not text", "Compare it with something, such as t = 'text'"),
            (
                "‹(day)›",
                "The formula must be a condition, not a date",
                "Compare it with something, such as (day) IS NOT NULL",
            ),
        ],
        Want::Boolean,
    );
}

#[test]
fn spans_cover_brackets_calls_and_other_scripts() {
    check(
        &[
            (
                "'日本' = 'é' AND ‹größe›",
                "AND needs a condition, not an integer",
                "Compare it with something, such as größe > 0",
            ),
            (
                "yes AND\n  ‹(upper(t))›",
                "AND needs a condition, not text",
                "Compare it with something, such as (upper(t)) = 'text'",
            ),
            (
                "yes AND ‹CAST((i) AS text)›",
                "AND needs a condition, not text",
                "Compare it with something, such as CAST((i) AS text) = 'text'",
            ),
            (
                "yes AND ‹i::text›",
                "AND needs a condition, not text",
                "Compare it with something, such as i::text = 'text'",
            ),
            (
                "yes AND ‹CASE i WHEN 1 THEN 2 END›",
                "AND needs a condition, not an integer",
                "Compare it with something, such as CASE i WHEN 1 THEN 2 END > 0",
            ),
            (
                "yes AND ‹EXTRACT(YEAR FROM day)›",
                "AND needs a condition, not an integer",
                "Compare it with something, such as EXTRACT(YEAR FROM day) > 0",
            ),
            (
                "‹${year}› AND yes",
                "AND needs a condition, not an integer",
                "Compare it with something, such as ${year} > 0",
            ),
            (
                "yes = ${on} AND ‹DATE '2013-01-01'›",
                "AND needs a condition, not a date",
                "Compare it with something, such as DATE '2013-01-01' IS NOT NULL",
            ),
            ("-(i IS NULL)", "A sign cannot be applied to a boolean", "Write CAST((i IS NULL) AS number)"),
        ]
        .map(|(text, message, remedy)| (if text == "-(i IS NULL)" { "‹-(i IS NULL)›" } else { text }, message, remedy)),
        Want::Any,
    );
}

#[test]
fn nothing_is_not_an_error() {
    for text in ["", "   ", "\n", "-- only a comment"] {
        assert_eq!(problem(text, Want::Any).severity, Severity::Incomplete, "{text:?}");
    }
}
