//! The rows of a source that are new.

use std::collections::HashMap;
use std::sync::Arc;

use polars::prelude::*;

use super::edge::Edge;
use super::identity::identity;
use super::positions::{Position, Positions};
use super::settings::Growing;
use crate::base::{Comparison, NodeId, Problem};
use crate::connect::reach::Reach;
use crate::connect::scan::{Complete, Predicate, Receive, RowSource, ScanRequest};
use crate::connect::source::Source;

/// A source, without the rows that earlier runs have read.
pub struct NewRows {
    inner: Arc<dyn RowSource>,
    growing: Growing,
    data_type: DataType,
    /// How far it has been read.
    before: Option<Before>,
    /// The position without its value and its rows.
    blank: Position,
    positions: Positions,
    node: NodeId,
}

/// Where earlier runs have ended.
struct Before {
    value: Edge,
    /// The beginning of the overlap whose rows are known.
    from: Option<Edge>,
    /// The columns by which those rows were told apart.
    identity: Vec<PlSmallStr>,
    /// The rows of the overlap before it, and how often each was there.
    seen: HashMap<String, u32>,
}

impl Before {
    /// Fails if the text is no value of a column of this type, or the columns of the known rows are gone or have other types:
    /// then nothing tells which rows are known.
    fn of(position: &Position, data_type: &DataType, schema: &Schema) -> Result<Before, Problem> {
        let value = Edge::parse(&position.value, data_type);
        let value = value.filter(|_| position.data_type == data_type.to_string()).ok_or_else(|| {
            let (column, value) = (position.column.as_str(), position.value.as_str());
            let problem = Problem::error(say!("growing-other-type", column = column, value = value));
            problem.remedy(say!("growing-forget")).at("new_by")
        })?;
        let is_there =
            |(name, kind): &&(String, String)| schema.get(name).is_some_and(|dtype| type_word(dtype) == *kind);
        if let Some((name, _)) = position.identity.iter().find(|column| !is_there(column)) {
            let problem = Problem::error(say!("growing-other-columns", column = name.as_str()));
            return Err(problem.remedy(say!("growing-forget")).at("new_by"));
        }
        let from = position.from.as_ref().and_then(|from| Edge::parse(from, data_type));
        let identity = position.identity.iter().map(|(name, _)| PlSmallStr::from(name.as_str())).collect();
        let mut seen = HashMap::new();
        for row in &position.seen {
            *seen.entry(row.clone()).or_default() += 1;
        }
        Ok(Before { value, from, identity, seen })
    }
}

impl NewRows {
    /// What is new among the rows of `source`, for this node. Fails if the column cannot grow, or the position is of other
    /// rows.
    pub fn of(
        rows: Arc<dyn RowSource>,
        source: &dyn Source,
        growing: Growing,
        (positions, node): (Positions, NodeId),
    ) -> Result<NewRows, Problem> {
        let data_type = growing.check(&rows.schema())?;
        let blank = Position {
            source: source.address().to_string(),
            question: source.question(),
            column: growing.column.clone(),
            data_type: data_type.to_string(),
            value: String::new(),
            from: None,
            identity: Vec::new(),
            seen: Vec::new(),
        };
        let before = positions.begin(node, &blank)?;
        let before = before.map(|position| Before::of(&position, &data_type, &rows.schema())).transpose()?;
        Ok(NewRows { inner: rows, growing, data_type, before, blank, positions, node })
    }

    /// Whether the store itself leaves out the rows that are too old.
    pub fn is_selective(&self) -> bool {
        self.before.is_none() || self.condition().is_some_and(|condition| self.inner.takes(&condition))
    }

    /// Where reading begins: at the overlap, but not before the rows that are known, whatever the settings say by now.
    fn from(&self) -> Option<Edge> {
        let before = self.before.as_ref()?;
        Some(before.value.back(&self.growing, &self.data_type)).max(before.from.clone())
    }

    /// What the store is asked for: the rows from the beginning of the overlap on, and those without a value, which are a
    /// problem.
    fn condition(&self) -> Option<Predicate> {
        let from = self.from()?.constant(&self.data_type)?;
        let column = PlSmallStr::from(self.growing.column.as_str());
        let compare =
            Predicate::Compare { column: column.clone(), comparison: Comparison::GreaterOrEqual, value: from };
        Some(Predicate::Any(vec![compare, Predicate::IsNull(column)]))
    }

    /// The columns that tell rows apart, with the one that grows.
    fn of_identity(&self) -> Vec<PlSmallStr> {
        let names = self.inner.schema();
        let is_wanted = |name: &&PlSmallStr| {
            let name = name.as_str();
            self.growing.keys.is_empty()
                || name == self.growing.column
                || self.growing.keys.iter().any(|key| key == name)
        };
        names.iter_names().filter(is_wanted).cloned().collect()
    }
}

impl RowSource for NewRows {
    fn schema(&self) -> SchemaRef {
        self.inner.schema()
    }

    /// All new rows are read: those that a filter drops are not new any more, either.
    fn takes(&self, _: &Predicate) -> bool {
        false
    }

    fn streams(&self) -> bool {
        self.inner.streams()
    }

    fn scan(&self, request: &ScanRequest, reach: &Reach, receive: Receive<'_>) -> Result<Complete, Problem> {
        let identity = self.of_identity();
        let schema = self.inner.schema();
        let known = self.before.as_ref().map_or(&identity, |before| &before.identity);
        let is_wanted =
            |name: &&PlSmallStr| request.columns.contains(name) || identity.contains(name) || known.contains(name);
        let columns = schema.iter_names().filter(is_wanted).cloned().collect();
        let predicate = self.condition().filter(|condition| self.inner.takes(condition));
        let mut sieve = Sieve::new(self, &identity, known);
        let complete = self.inner.scan(&ScanRequest { columns, predicate, limit: None }, reach, &mut |batch| {
            let new = sieve.new_rows(&batch)?;
            if new.height() == 0 {
                Ok(())
            } else {
                receive(new.select(request.columns.iter().cloned()).map_err(broken)?)
            }
        })?;
        let found = sieve.position()?;
        self.positions.found(self.node, found);
        Ok(complete)
    }
}

/// Drops the rows that are known, and finds the position after all of them.
struct Sieve<'a> {
    of: &'a NewRows,
    identity: &'a [PlSmallStr],
    /// By these columns the known rows were told apart.
    known_by: &'a [PlSmallStr],
    /// Rows below are older than the overlap.
    from: Option<Edge>,
    /// Known rows that have not been met again.
    known: HashMap<String, u32>,
    largest: Option<Edge>,
    /// The rows near the largest value.
    near: Vec<(Edge, String)>,
    new: u64,
}

impl<'a> Sieve<'a> {
    fn new(of: &'a NewRows, identity: &'a [PlSmallStr], known_by: &'a [PlSmallStr]) -> Self {
        let before = of.before.as_ref();
        Sieve {
            of,
            identity,
            known_by,
            from: of.from(),
            known: before.map(|before| before.seen.clone()).unwrap_or_default(),
            largest: before.map(|before| before.value.clone()),
            near: Vec::new(),
            new: 0,
        }
    }

    fn new_rows(&mut self, batch: &DataFrame) -> Result<DataFrame, Problem> {
        let column = batch.column(&self.of.growing.column).map_err(broken)?.as_materialized_series();
        let values: Vec<Option<Edge>> = column.iter().map(|value| Edge::of(&value)).collect();
        if values.iter().any(Option::is_none) {
            let problem = Problem::error(say!("growing-null", column = self.of.growing.column));
            return Err(problem.remedy(say!("growing-fill")).at("new_by"));
        }
        self.largest = self.largest.take().max(values.iter().flatten().max().cloned());
        let back = self.largest.as_ref().map(|largest| largest.back(&self.of.growing, &self.of.data_type));
        let columns = |names: &[PlSmallStr]| -> Result<Vec<&Column>, Problem> {
            names.iter().map(|name| batch.column(name)).collect::<PolarsResult<_>>().map_err(broken)
        };
        let (now, then) = (columns(self.identity)?, columns(self.known_by)?);
        let before = self.of.before.as_ref().map(|before| &before.value);
        let mut is_new = Vec::with_capacity(values.len());
        for (row, value) in values.into_iter().flatten().enumerate() {
            let is_old = self.from.as_ref().is_some_and(|from| value < *from);
            let is_near = back.as_ref().is_some_and(|back| value >= *back);
            let may_be_known = !is_old && before.is_some_and(|before| value <= *before);
            let is_known = may_be_known && identity(&then, row).is_some_and(|row| self.meets(&row));
            is_new.push(!is_old && !is_known);
            if is_near && let Some(row) = identity(&now, row) {
                self.near.push((value, row));
            }
        }
        if let Some(back) = back {
            self.near.retain(|(value, _)| *value >= back);
        }
        let is_new: BooleanChunked = is_new.into_iter().collect();
        let new = batch.filter(&is_new).map_err(broken)?;
        self.new += new.height() as u64;
        Ok(new)
    }

    /// Whether the row is known; each known row is met once.
    fn meets(&mut self, row: &str) -> bool {
        match self.known.get_mut(row) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }

    /// `None` if there were no new rows: then nothing moves.
    fn position(self) -> Result<Option<Position>, Problem> {
        let Some(largest) = self.largest.filter(|_| self.new > 0) else { return Ok(None) };
        let value = largest.text(&self.of.data_type).ok_or_else(|| {
            let problem = Problem::error(say!("growing-beyond-calendar", column = self.of.growing.column));
            problem.remedy(say!("growing-correct")).at("new_by")
        })?;
        let from = largest.back(&self.of.growing, &self.of.data_type);
        // What lies before the rows that were read is not known.
        let from = Some(from).max(self.from);
        let from = from.and_then(|from| {
            let text = from.text(&self.of.data_type)?;
            (Edge::parse(&text, &self.of.data_type) == Some(from)).then_some(text)
        });
        let schema = self.of.inner.schema();
        let column = |name: &PlSmallStr| Some((name.to_string(), type_word(schema.get(name)?)));
        let identity = self.identity.iter().filter_map(column).collect();
        let mut seen: Vec<String> = self.near.into_iter().map(|(_, row)| row).collect();
        seen.sort_unstable();
        Ok(Some(Position { value, from, identity, seen, ..self.of.blank.clone() }))
    }
}

/// The type of a column by which rows are told apart. Integers are one: their digests do not depend on their width.
fn type_word(dtype: &DataType) -> String {
    if dtype.is_integer() { "integer".to_owned() } else { dtype.to_string() }
}

fn broken(error: PolarsError) -> Problem {
    Problem::error(error.to_string()).because(crate::base::Cause::Internal)
}
