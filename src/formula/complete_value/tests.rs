use super::*;

fn at(marked: &str) -> (String, usize) {
    let cursor = marked.find('|').expect("a cursor");
    (marked.replacen('|', "", 1), cursor)
}

#[test]
fn a_value_is_written_where_a_column_is_compared() {
    for (marked, column) in [
        ("carrier = |", Some("carrier")),
        ("carrier =|", Some("carrier")),
        ("carrier = U|", Some("carrier")),
        ("carrier = 'U|", Some("carrier")),
        ("carrier = 'U|A'", Some("carrier")),
        ("carrier <> |", Some("carrier")),
        ("carrier != |", Some("carrier")),
        ("carrier <=> |", Some("carrier")),
        ("a = 1 AND \"unit price\" > |", Some("unit price")),
        ("carrier IN (|", Some("carrier")),
        ("carrier NOT IN ('UA', |", Some("carrier")),
        ("carrier in ('UA','A|", Some("carrier")),
        ("carrier LIKE |", Some("carrier")),
        ("carrier not like 'U|", Some("carrier")),
        ("carrier IS DISTINCT FROM |", Some("carrier")),
        ("carrier IS NOT DISTINCT FROM 'U|", Some("carrier")),
        ("day BETWEEN |", Some("day")),
        ("day BETWEEN DATE '2013-01-01' AND |", Some("day")),
        ("day = DATE '2013|", Some("day")),
        ("CASE WHEN carrier = |", Some("carrier")),
        ("if(carrier = |", Some("carrier")),
        ("NOT (carrier = |", Some("carrier")),
        ("a = -|", Some("a")),
        ("day = 2013-01|", Some("day")),
        // No column, or not a column alone.
        ("|", None),
        ("carrier |", None),
        ("upper(carrier) = |", None),
        ("a + b = |", None),
        ("s.field = |", None),
        ("a = 1 AND |", None),
        ("upper(|", None),
        ("a IN (upper(|", None),
        ("extract(year FROM |", None),
        ("1 = |", None),
        // After a complete value, and inside pieces that cannot be a value.
        ("carrier = 'UA'|", None),
        ("carrier = 'UA' |", None),
        ("carrier = \"de|", None),
        ("-- carrier = |", None),
        ("carrier = ${ye|", None),
    ] {
        let (text, cursor) = at(marked);
        assert_eq!(value_place(&text, cursor).map(|place| place.column).as_deref(), column, "{marked}");
    }
}

/// The text after the first completion.
fn first(marked: &str, data_type: &Type, values: &[&str]) -> Option<String> {
    let (text, cursor) = at(marked);
    let place = value_place(&text, cursor)?;
    let found = complete_values(&place, data_type, values.iter().map(|value| (*value, String::new())));
    let first = found.first()?;
    Some(format!("{}{}{}", &text[..first.replace.start], first.insert, &text[first.replace.end..]))
}

#[test]
fn values_are_written_as_the_language_spells_them() {
    let carriers = ["UA", "AA", "O'Hare", "ua"];
    for (marked, data_type, values, expected) in [
        ("c = |", Type::Text, &carriers[..], Some("c = 'UA'")),
        ("c = U|", Type::Text, &carriers, Some("c = 'UA'")),
        ("c = u|", Type::Text, &carriers, Some("c = 'ua'")),
        ("c = 'O|", Type::Text, &carriers, Some("c = 'O''Hare'")),
        ("c = 'O|''H'", Type::Text, &carriers, Some("c = 'O''Hare'")),
        ("c = 'a|", Type::Text, &carriers, Some("c = 'AA'")),
        ("c = 'A| AND d = 'x'", Type::Text, &carriers, Some("c = 'AA' AND d = 'x'")),
        ("c IN ('UA', |)", Type::Text, &carriers, Some("c IN ('UA', 'AA')")),
        ("c LIKE '1|", Type::Text, &["100%_\\"], Some("c LIKE '100\\%\\_\\\\'")),
        ("c = zz|", Type::Text, &carriers, None),
        ("n = |", Type::Integer, &["-5", "7"], Some("n = -5")),
        ("n = -|", Type::Integer, &["7", "-5"], Some("n = -5")),
        ("n = |", Type::Number, &["inf", "0.5"], Some("n = 0.5")),
        ("n LIKE |", Type::Integer, &["7"], None),
        ("b = t|", Type::Boolean, &["false", "true"], Some("b = true")),
        ("d = |", Type::Date, &["2013-01-31"], Some("d = DATE '2013-01-31'")),
        ("d = 2013-0|", Type::Date, &["2013-01-31"], Some("d = DATE '2013-01-31'")),
        ("d = '2013|'", Type::Date, &["2013-01-31"], Some("d = DATE '2013-01-31'")),
        ("d = date '2013|", Type::Date, &["2013-01-31"], Some("d = DATE '2013-01-31'")),
        ("t = |", Type::DateTime(None), &["2013-01-31 10:00:00"], Some("t = TIMESTAMP '2013-01-31 10:00:00'")),
        ("t = |", Type::Time, &["10:00:00"], Some("t = TIME '10:00:00'")),
        ("l = |", Type::List(Box::new(Type::Integer)), &["[1]"], None),
    ] {
        assert_eq!(first(marked, &data_type, values).as_deref(), expected, "{marked}");
    }
}

#[test]
fn what_is_a_value_already_is_left_alone() {
    for (marked, data_type, is_right) in [
        ("c = 'UA|", Type::Text, true),
        ("c = 'UA|'", Type::Text, true),
        ("c = 'U|A'", Type::Text, true),
        ("c = 'U|", Type::Text, false),
        ("c = UA|", Type::Text, false),
        ("c = 10|", Type::Text, false),
        ("d = 2013-01-31|", Type::Date, false),
        ("c = |", Type::Text, false),
        ("n = 10|", Type::Integer, true),
        ("n = 1|", Type::Integer, false),
        ("d = DATE '2013-01-31|'", Type::Date, true),
        ("b = true|", Type::Boolean, true),
    ] {
        let (text, cursor) = at(marked);
        let place = value_place(&text, cursor).expect("a place");
        let values = ["UA", "UAL", "10", "100", "2013-01-31", "true"];
        assert_eq!(place.is_one_of(&data_type, values.into_iter()), is_right, "{marked}");
    }
    // A number may be complete as typed; letters without quotes, or an open quote, are not.
    for (marked, completes) in
        [("n = 1|", false), ("n = |", false), ("n = -1|", false), ("n = U|", true), ("n = 'U|", true)]
    {
        let (text, cursor) = at(marked);
        let place = value_place(&text, cursor).expect("a place");
        let values = ["UA", "10", "-10"].into_iter().map(|value| (value, String::new()));
        let found = complete_values(&place, &Type::Text, values);
        assert_eq!(found.first().is_some_and(|first| place.completes(first)), completes, "{marked}");
    }
}
