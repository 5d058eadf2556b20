//! What a person sees of a database through its driver.

use std::sync::Arc;
use std::time::Instant;

use polars::prelude::*;
use polars_arrow::array::{BinaryArray, UnionArray};
use polars_arrow::datatypes::Field;

use super::aside::{Running, aside};
use super::asked::Adbc;
use super::fault::Fault;
use super::foreign::Rows;
use super::objects::tables;
use super::session::{Session, login};
use super::types::as_bytes;
use crate::base::Problem;
use crate::connect::browsed::{Browse, BrowsedColumn, BrowsedTable, BrowsedTables, MOST_TABLES, Tested};
use crate::connect::connections::Foreign;
use crate::connect::reach::Reach;
use crate::connect::servers::right;
use crate::connect::sql_rows::SqlRows;
use crate::connect::sql_source::SqlSource;
use crate::connect::workbook::{Holds, ListedSheet, SheetList};

/// The codes of ADBC for the name of the database and its version.
const NAMES: [u32; 2] = [0, 1];

/// A database to look at.
pub(in crate::connect) struct BrowsedForeign<'a>(pub &'a Arc<Foreign>);

impl BrowsedForeign<'_> {
    fn ask<T: Send + 'static>(
        &self,
        reach: &Reach,
        work: impl FnOnce(&Session) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let right = right(login(self.0), reach)?;
        let foreign = self.0.clone();
        aside(reach, &self.0.connection, &mut |()| Ok(()), move |running: &Running, _| {
            let session = Session::open(&foreign, running, right)?;
            let done = work(&session)?;
            session.close();
            Ok(done)
        })
    }
}

impl Browse for BrowsedForeign<'_> {
    fn test(&self, reach: &Reach) -> Result<Tested, Problem> {
        self.ask(reach, |session| {
            let begun = Instant::now();
            let names = session.connection.info(&NAMES).and_then(names).unwrap_or_default();
            let round_trip = begun.elapsed();
            let tables = tables(session, None)?;
            let mut schemas: Vec<&str> = tables.iter().map(|table| table.schema.as_str()).collect();
            schemas.dedup();
            let schemas = if schemas == [""] { None } else { Some(schemas.len() as u64) };
            let tables = tables.len() as u64;
            Ok(Tested {
                server: "ADBC".into(),
                version: names.join(" "),
                round_trip,
                is_encrypted: None,
                schemas,
                tables,
            })
        })
    }

    fn tables(&self, reach: &Reach) -> Result<BrowsedTables, Problem> {
        let mut tables = self.ask(reach, |session| tables(session, None))?;
        let is_cut = tables.len() > MOST_TABLES;
        tables.truncate(MOST_TABLES);
        Ok(BrowsedTables { tables, is_cut })
    }

    /// The types are those that the columns have here.
    fn columns(&self, table: &str, reach: &Reach) -> Result<Vec<BrowsedColumn>, Problem> {
        let schema = Adbc::new(self.0.clone(), SqlRows::Table(table.to_owned())).schema(reach)?;
        let column = |(name, dtype): (&PlSmallStr, &DataType)| BrowsedColumn {
            name: name.to_string(),
            data_type: dtype.to_string(),
        };
        Ok(schema.iter().map(column).collect())
    }
}

/// The tables of a database, for a form.
pub fn list_foreign_tables(foreign: &Arc<Foreign>, reach: &Reach) -> Result<SheetList, Problem> {
    let listed = |table: BrowsedTable| ListedSheet { name: table.setting, hidden: false, holds: Holds::Columns(0) };
    let tables = BrowsedForeign(foreign).tables(reach)?.tables;
    Ok(SheetList { sheets: tables.into_iter().map(listed).collect(), first: None })
}

/// The name of the database and its version, as far as they are texts.
fn names(mut rows: Rows<'_>) -> Result<Vec<String>, Fault> {
    let fields = rows.columns()?;
    let arrow: Option<Vec<Field>> = fields
        .iter()
        .map(|field| Some(Field::new(field.name.as_str().into(), as_bytes(field.dtype.as_ref().ok()?), true)))
        .collect();
    let mut names = Vec::new();
    let Some(arrow) = arrow else { return Ok(names) };
    while let Some(batch) = rows.next(&arrow)? {
        let Some(values) = batch.values().get(1).and_then(|values| values.as_any().downcast_ref::<UnionArray>()) else {
            continue;
        };
        for row in 0..values.len() {
            let (kind, place) = values.index(row);
            let texts = &values.fields()[kind];
            let texts = texts.as_any().downcast_ref::<BinaryArray<i32>>().filter(|texts| place < texts.len());
            if let Some(text) = texts.and_then(|texts| texts.get(place)) {
                names.push(String::from_utf8_lossy(text).trim_start_matches('v').to_owned());
            }
        }
    }
    Ok(names)
}
