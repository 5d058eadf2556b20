//! Testing and reading list elements.

use polars::prelude::*;

use super::super::function::Spark::{Narrow, Same, With};
use super::super::function::{Function, function};
use crate::formula::lower::{integer, null};
use crate::formula::spark::in_32_bits;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("list_length")
            .takes("list: list<T>")
            .gives("integer")
            .example("list_length(string_split('a,b', ','))", "2")
            .aliases(&["array_size", "array_length", "cardinality", "len_list"])
            .polars(|c| Ok(c.arg(0).list().len().cast(DataType::Int64)))
            .spark(Narrow("array_size")),
        function("list_contains")
            .takes("list: list<T>, value: T")
            .gives("boolean")
            .example("list_contains(string_split('a,b', ','), 'b')", "true")
            .aliases(&["array_contains", "list_has"])
            .polars(|c| {
                let list = c.arg(0);
                let value = c.arg(1);
                // If the list contains a null, the null could be the value: the result is unknown.
                let has_null = list.clone().list().contains(null(&c.arguments[1].data_type)?, true);
                let found = list.clone().list().contains(value.clone(), false);
                let unknown = list.is_null().or(value.is_null()).or(found.clone().not().and(has_null));
                Ok(when(unknown).then(lit(Scalar::null(DataType::Boolean))).otherwise(found))
            })
            .copies(4)
            .spark(Same("array_contains")),
        function("list_get")
            .takes("list: list<T>, place: integer")
            .gives("T")
            .example("list_get(string_split('a,b', ','), -1)", "b")
            .aliases(&["try_element_at", "list_extract", "list_element"])
            .polars(|c| {
                let place = c.arg(1);
                let nowhere = lit(Scalar::null(DataType::Int64));
                let from_start = when(place.clone().gt(integer(0))).then(place.clone() - integer(1));
                // polars panics on the smallest number, which has no positive one.
                let from_end = place.clone().lt(integer(0)).and(place.clone().gt(integer(i64::MIN)));
                let index = from_start.when(from_end).then(place).otherwise(nowhere);
                Ok(c.arg(0).list().get(index, true))
            })
            .copies(5)
            .spark(With(|trees, sql| {
                format!("try_element_at({}, nullif({}, 0))", sql[0], in_32_bits(&trees[1], &sql[1]))
            })),
    ]
}
