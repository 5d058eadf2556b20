//! The names of types in CAST.

use std::ops::Range;

use sqlparser::ast;

use crate::base::{Fix, Problem, Type, suggest};

/// The types of CAST by their common names.
const TYPES: &[(&str, Type)] = &[
    ("text", Type::Text),
    ("string", Type::Text),
    ("varchar", Type::Text),
    ("nvarchar", Type::Text),
    ("char", Type::Text),
    ("character", Type::Text),
    ("character varying", Type::Text),
    ("integer", Type::Integer),
    ("int", Type::Integer),
    ("int2", Type::Integer),
    ("int4", Type::Integer),
    ("int8", Type::Integer),
    ("int64", Type::Integer),
    ("bigint", Type::Integer),
    ("smallint", Type::Integer),
    ("tinyint", Type::Integer),
    ("long", Type::Integer),
    ("number", Type::Number),
    ("double", Type::Number),
    ("double precision", Type::Number),
    ("float", Type::Number),
    ("float4", Type::Number),
    ("float8", Type::Number),
    ("float64", Type::Number),
    ("real", Type::Number),
    ("boolean", Type::Boolean),
    ("bool", Type::Boolean),
    ("date", Type::Date),
    ("datetime", Type::DateTime(None)),
    ("timestamp", Type::DateTime(None)),
    ("timestamp_ntz", Type::DateTime(None)),
    ("timestamp without time zone", Type::DateTime(None)),
    ("time", Type::Time),
];

/// The types of points in time: date and time with an offset from UTC.
const MOMENTS: &[&str] = &["timestamptz", "timestamp_ltz", "timestamp with time zone", "datetime with time zone"];

/// The type named in a CAST.
pub(super) fn type_of(named: &ast::DataType, span: Range<usize>) -> Result<Type, Problem> {
    let shown = named.to_string().to_lowercase();
    let (word, size) = match shown.split_once('(') {
        Some((word, size)) => (word.trim(), Some(size)),
        None => (shown.as_str(), None),
    };
    if matches!(word, "decimal" | "numeric" | "dec") {
        let mut sizes = size
            .map_or("38,2", |size| size.trim_end_matches(')'))
            .splitn(2, ',')
            .map(|part| part.trim().parse::<u8>().ok());
        return match (sizes.next().flatten(), sizes.next().unwrap_or(Some(0))) {
            (Some(precision @ 1..=38), Some(scale)) if scale <= precision => Ok(Type::Decimal(precision, scale)),
            _ => Err(Problem::error(say!("formula-type-cannot-be", what = shown))
                .remedy(say!("formula-write-decimal"))
                .span(span)),
        };
    }
    // The digits of the fraction are inside the name: "timestamp(6) with time zone".
    let rest = size.and_then(|size| size.split_once(')')).map_or("", |(_, rest)| rest);
    let full = format!("{word}{rest}");
    let word = full.as_str();
    if MOMENTS.contains(&word) {
        return Ok(Type::DateTime(Some("UTC".into())));
    }
    match TYPES.iter().find(|(name, _)| *name == word) {
        Some((_, data_type)) => Ok(data_type.clone()),
        None => {
            let names = TYPES.iter().map(|(name, _)| *name).chain(["decimal"]).chain(MOMENTS.iter().copied());
            let problem = Problem::error(say!("formula-no-type", what = word));
            let problem = match suggest::nearest(word, names) {
                Some(near) => problem.remedy(say!("did-you-mean-name", name = near)).fix(Fix::write(word, near)),
                None => problem.remedy(say!("formula-types")),
            };
            Err(problem.span(span))
        }
    }
}
