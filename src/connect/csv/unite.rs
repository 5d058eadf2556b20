//! The columns of several delimited files: their names are united, and each file is read in its own order, with its own
//! formats.

use std::collections::HashMap;
use std::path::Path;

use polars::prelude::*;

use super::column::ColumnType;
use super::infer::common;
use super::layout::Layout;
use super::options::NamedType;
use crate::base::{Problem, Text, Type};
use crate::connect::unite::{Columns, Place, Types, UniteOptions, United, unite};

/// The maximum number of columns reported one by one.
const MOST_WARNINGS: usize = 5;

/// A column of a file: its type, unless no value has been seen.
type Seen = Option<ColumnType>;

/// Text accepts the texts of all types, each of them as written.
const TYPES: Types<Seen> = Types {
    join: |a, b, _| match (a, b) {
        (Some(a), Some(b)) if a.data_type() == b.data_type() => Some(Some(a.clone())),
        (Some(a), Some(b)) => Some(Some(common(a, b))),
        (one, other) => Some(one.clone().or_else(|| other.clone())),
    },
    name: |of| name(of.as_ref().unwrap_or(&ColumnType::Text)),
    other_zone: |_, _| false,
};

fn name(of: &ColumnType) -> Text {
    match of.data_type() {
        DataType::Int64 => Type::Integer,
        DataType::Float64 => Type::Number,
        DataType::Decimal(precision, scale) => Type::Decimal(precision as u8, scale as u8),
        DataType::Boolean => Type::Boolean,
        DataType::Date => Type::Date,
        DataType::Datetime(_, zone) => Type::DateTime(zone.map(|zone| zone.to_string())),
        DataType::Time => Type::Time,
        _ => Type::Text,
    }
    .name()
}

/// The columns of all files, the warnings about them, and those in which no value has been seen. `files` are those that
/// have columns.
pub(super) fn united(
    files: &[(&Path, &Layout)],
    options: &UniteOptions,
    given: &[NamedType],
) -> Result<(United<ColumnType>, Vec<String>), Problem> {
    let parent = files.first().and_then(|(path, _)| path.parent());
    let common =
        files.iter().fold(parent, |common, (path, _)| common?.ancestors().find(|parent| path.starts_with(parent)));
    let shown =
        |path: &Path| common.map_or(path, |parent| path.strip_prefix(parent).unwrap_or(path)).display().to_string();
    let places: Vec<Place<Seen>> = files.iter().map(|(path, layout)| place(shown(path), layout)).collect();
    if options.columns == Columns::Same {
        // Whether the types are equal depends on the values seen: only the names can be required.
        let untyped = |place: &Place<Seen>| Place {
            name: place.name.clone(),
            columns: place.columns.iter().map(|(name, _)| (name.clone(), None)).collect(),
        };
        unite(&places.iter().map(untyped).collect::<Vec<_>>(), options, &TYPES)?;
    }
    let columns = if options.columns == Columns::Same { Columns::Union } else { options.columns };
    let United { columns, mut warnings } = unite(&places, &UniteOptions { columns, ..*options }, &TYPES)?;
    if !options.numbers_as_text {
        let guessed = columns.iter().filter(|(name, _)| !given.iter().any(|named| named.column == *name));
        let types: Vec<(&str, HashMap<&str, &Seen>)> = places.iter().map(by_name).collect();
        warnings.extend(guessed.filter_map(|(name, of)| mixed(&types, name, of.as_ref()?)).take(MOST_WARNINGS));
    }
    let is_blank = |(name, of): &&(String, Seen)| of.is_none() && !given.iter().any(|named| named.column == *name);
    let blank = columns.iter().filter(is_blank).map(|(name, _)| name.clone()).collect();
    let columns = columns.into_iter().map(|(name, of)| (name, of.unwrap_or(ColumnType::Text))).collect();
    Ok((United { columns, warnings }, blank))
}

fn place(name: String, layout: &Layout) -> Place<Seen> {
    let seen = layout.types.iter().zip(&layout.seen).map(|(of, seen)| seen.then(|| of.clone()));
    Place { name, columns: layout.names.iter().cloned().zip(seen).collect() }
}

/// A file's name, and its types by column.
fn by_name(place: &Place<Seen>) -> (&str, HashMap<&str, &Seen>) {
    (&place.name, place.columns.iter().rev().map(|(name, seen)| (name.as_str(), seen)).collect())
}

/// The warning about a column that is text because some files have text in it, and others do not.
fn mixed(places: &[(&str, HashMap<&str, &Seen>)], column: &str, of: &ColumnType) -> Option<Problem> {
    if *of != ColumnType::Text {
        return None;
    }
    let mut seen = places.iter().filter_map(|(name, types)| Some((*name, (*types.get(column)?).clone()?)));
    let (here, first) = seen.next()?;
    let (there, other) = seen.find(|(_, other)| other.data_type() != first.data_type())?;
    let message =
        say!("csv-text-of-both", name = column, one = name(&first), here = here, other = name(&other), there = there);
    Some(Problem::warning(message).remedy(say!("csv-give-type")).at("types"))
}

impl Layout {
    /// Takes the common types, except if its own texts have the same type in another format, and none is set by the
    /// user.
    pub(super) fn take_types(&mut self, columns: &[(String, ColumnType)], given: &[NamedType]) {
        let common: HashMap<&str, &ColumnType> = columns.iter().rev().map(|(name, of)| (name.as_str(), of)).collect();
        for ((name, own), seen) in self.names.iter().zip(&mut self.types).zip(&self.seen) {
            let Some(common) = common.get(name.as_str()).copied() else {
                // What is left out does not need to parse.
                *own = ColumnType::Text;
                continue;
            };
            if !seen || given.iter().any(|named| named.column == *name) || own.data_type() != common.data_type() {
                *own = common.clone();
            }
        }
    }

    /// Whether rows of both can be read by one scan.
    pub(super) fn is_read_as(&self, other: &Layout) -> bool {
        self.names == other.names && self.types == other.types && self.trailing == other.trailing
    }

    /// The rows with the columns of all files, and one more.
    pub(super) fn brought(&self, rows: LazyFrame, columns: &[(String, ColumnType)], more: Option<Expr>) -> LazyFrame {
        if more.is_none() && self.names.iter().eq(columns.iter().map(|(name, _)| name)) {
            return rows;
        }
        let missing = columns.iter().filter(|(name, _)| !self.names.contains(name));
        let missing: Vec<Expr> =
            missing.map(|(name, of)| lit(Scalar::null(of.data_type())).alias(name.as_str())).collect();
        let names = columns.iter().map(|(name, _)| Expr::Column(PlSmallStr::from_str(name)));
        let names: Vec<Expr> = names.chain(more).collect();
        // `select` of literals alone would return one row; `with_columns` keeps the height.
        rows.with_columns(missing).select(names)
    }
}
