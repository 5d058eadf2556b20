//! Files with rows to reject, on Spark: it reads all fields as texts and leaves out the rows that are rejected here. Whether it
//! leaves out the same ones is found out with the rejected rows themselves, which this machine knows.

use chrono::{NaiveDate, NaiveDateTime};
use regex::Regex;

use crate::connect::ColumnType;
use crate::spark::{Column, DataType, Item, Rows, Schema, Sql};

/// How the texts of a type look, as regular expressions that Java and Rust understand alike.
struct Look {
    /// What Spark's cast reads as this machine does, if it is in the calendar.
    read: &'static str,
    /// What this machine may read in another way than Spark: there a run stops.
    odd: Option<&'static str>,
    calendar: Option<fn(&str) -> bool>,
}

const INTEGER: Look = Look { read: r"^[ \t]*[+-]?[0-9]+\z", odd: Some(r"^[ \t]+\z"), calendar: None };
const NUMBER: Look = Look {
    read: r"^[ \t]*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\z",
    odd: Some(r"^[ \t]*[+-]?(?:[iInN][nNaA][fFnN].*)?\z"),
    calendar: None,
};
const BOOLEAN: Look = Look { read: r"^(?:[tT][rR][uU][eE]|[fF][aA][lL][sS][eE])\z", odd: None, calendar: None };
const DATE: Look = Look {
    read: r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}\z",
    odd: Some(r"^[\s\p{Z}]*[+-]?[0-9]+[\s\p{Z}]*-[\s\p{Z}]*[0-9]+[\s\p{Z}]*-[\s\p{Z}]*[0-9]"),
    calendar: Some(|text| NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()),
};
const MOMENT: Look = Look {
    read: r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-5][0-9](?:\.[0-9]{1,6})?\z",
    odd: Some(
        r"^[\s\p{Z}]*[+-]?[0-9]+[\s\p{Z}]*-[\s\p{Z}]*[0-9]+[\s\p{Z}]*-[\s\p{Z}]*[0-9]+[\s\p{Z}]+[0-9]+[\s\p{Z}]*:",
    ),
    calendar: Some(|text| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f").is_ok()),
};

/// The look of the texts of a type, `Some(None)` if any text is right; `None` of a type that Spark would read otherwise.
fn look(of: &ColumnType) -> Option<Option<&'static Look>> {
    Some(match of {
        ColumnType::Text => None,
        ColumnType::Integer => Some(&INTEGER),
        ColumnType::Number => Some(&NUMBER),
        ColumnType::Boolean => Some(&BOOLEAN),
        ColumnType::Date(format) if format == "%Y-%m-%d" => Some(&DATE),
        ColumnType::DateTime(format) if format == "%Y-%m-%d %H:%M:%S%.f" => Some(&MOMENT),
        _ => return None,
    })
}

/// A look, ready to be asked.
struct Test {
    read: Regex,
    odd: Option<Regex>,
    calendar: Option<fn(&str) -> bool>,
}

impl Test {
    fn of(look: &Look) -> Option<Test> {
        let odd = look.odd.and_then(|odd| Regex::new(odd).ok());
        Some(Test { read: Regex::new(look.read).ok()?, odd, calendar: look.calendar })
    }

    /// Whether a run on Spark may stop at this field. An empty one is null.
    fn stops(&self, field: &str) -> bool {
        !field.is_empty() && !self.read.is_match(field) && self.odd.as_ref().is_some_and(|odd| odd.is_match(field))
    }

    /// Whether Spark leaves out a row for this field.
    fn leaves_out(&self, field: &str) -> bool {
        if self.read.is_match(field) {
            return self.calendar.is_some_and(|is_there| !is_there(field));
        }
        !field.is_empty() && !self.stops(field)
    }
}

/// Whether Spark leaves out these rows, which are rejected here, each as it stands in the file. It does not know all reasons:
/// an integer that is too large has the right look.
pub(super) fn are_left_out(columns: &[(String, ColumnType)], delimiter: u8, rejected: &[String]) -> bool {
    let Some(looks) = columns.iter().map(|(_, of)| look(of)).collect::<Option<Vec<_>>>() else { return false };
    // Without one, Spark could be asked for nothing but the column of broken rows, which it refuses.
    if looks.iter().all(Option::is_none) {
        return false;
    }
    let tests: Vec<Option<Test>> = looks.iter().map(|look| look.and_then(Test::of)).collect();
    let is_wrong = |(field, test): (&str, &Option<Test>)| test.as_ref().is_some_and(|test| test.leaves_out(field));
    let stops = |(field, test): (&&str, &Option<Test>)| test.as_ref().is_some_and(|test| test.stops(field));
    rejected.iter().all(|row| {
        let fields: Vec<&str> = row.split(char::from(delimiter)).collect();
        // A long text is not all of the row.
        let is_whole = !row.contains('"') && !row.ends_with('…');
        let goes_on = !fields.iter().zip(&tests).any(stops);
        is_whole && goes_on && (fields.len() != tests.len() || fields.into_iter().zip(&tests).any(is_wrong))
    })
}

/// The rows that fit. `read` makes the source of a schema, with the name of its column for rows with another number of fields.
pub(super) fn fitting(
    columns: &[(String, ColumnType)],
    made: &Schema,
    read: impl FnOnce(Schema, &str) -> Rows,
) -> Option<Rows> {
    let mut schema = Schema::default();
    let (mut items, mut conditions) = (Vec::new(), Vec::new());
    for ((name, of), column) in columns.iter().zip(&made.0) {
        let raw = Column { name: name.clone(), data_type: DataType::Text };
        schema.set(name, DataType::Text);
        let Some(look) = look(of)? else {
            items.push(Item::column(&raw));
            continue;
        };
        // "" has no value of such a type.
        let text = Sql::call("nullif", &[Sql::column(name), Sql::text("")]);
        items.push(Item::new(name, column.data_type.clone(), text.clone().cast(&column.data_type)));
        conditions.push(look.holds(text, &column.data_type));
    }
    let broken = schema.free_name("_broken");
    schema.set(&broken, DataType::Text);
    conditions.insert(0, Sql::column(&broken).is_null());
    let condition = Sql::all(conditions, "AND")?;
    Some(read(schema, &broken).filter(condition).select(items))
}

impl Look {
    /// Whether a text is null or fits. Fails for one that this machine may read otherwise.
    fn holds(&self, text: Sql, of: &DataType) -> Sql {
        let is_like = |pattern: &str| text.clone().binary("RLIKE", Sql::text(pattern));
        let is_there = Sql::written(format!("TRY_CAST({} AS {})", text.as_str(), of.name())).is_not_null();
        let is_right = match self.calendar {
            Some(_) => Sql::case(is_like(self.read), is_there, Some(self.otherwise(&is_like))),
            None => match self.odd {
                Some(_) => Sql::case(is_like(self.read), Sql::written("true"), Some(self.otherwise(&is_like))),
                None => is_like(self.read),
            },
        };
        text.is_null().binary("OR", is_right)
    }

    fn otherwise(&self, is_like: &dyn Fn(&str) -> Sql) -> Sql {
        let Some(odd) = self.odd else { return Sql::written("false") };
        let words = "A value is written in a way that only this program reads. Convert it in the file";
        let failure = Sql::call("raise_error", &[Sql::text(words)]);
        Sql::case(is_like(odd), failure.cast(&DataType::Boolean), Some(Sql::written("false")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spark_would_not_leave_out_is_known() {
        let of = |name: &str, of: ColumnType| (name.to_owned(), of);
        let columns = [
            of("n", ColumnType::Integer),
            of("t", ColumnType::Text),
            of("x", ColumnType::Number),
            of("b", ColumnType::Boolean),
            of("d", ColumnType::Date("%Y-%m-%d".into())),
            of("m", ColumnType::DateTime("%Y-%m-%d %H:%M:%S%.f".into())),
        ];
        let is = |row: &str| are_left_out(&columns, b',', &[row.to_owned()]);
        for row in [
            "1",
            "1,a,1.5,true,2013-01-31,2013-01-31 05:15:00,more",
            "one,a,1.5,true,2013-01-31,",
            "1,a,1.5x,true,2013-01-31,",
            "1,a,1.5,yes,2013-01-31,",
            "1,a,1.5,true,soon,",
            "1,a,1.5,true,2013-02-30,",
            "1,a,,true,2013-02-30,",
            "1,a,1.5,true,2013-01-31,2013-01-31 25:15:00",
        ] {
            assert!(is(row), "{row}");
        }
        for row in [
            "99999999999999999999,a,1.5,true,2013-01-31,",
            "1,a,1.5,true,2013-1-31,2013-01-31 05:15:00",
            "1,\"a,1.5,true,2013-01-31,",
            "1,a…",
            "one,a,inf,true,2013-01-31,",
            "1,a,nano,true,2013-01-31,",
            "1,a,1.5,true,2013-01-31,2016-12-31 23:59:60",
        ] {
            assert!(!is(row), "{row}");
        }
        assert!(!are_left_out(&columns[1..2], b',', &["a,b".to_owned()]), "nothing but texts");
    }
}
