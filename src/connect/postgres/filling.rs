//! A staged table that receives rows: created, filled and kept in one transaction, so that a half-filled one never exists.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use futures_util::SinkExt;
use polars::prelude::*;
use tokio_postgres::CopyInSink;
use tokio_postgres::error::DbError;

use super::cells::Cells;
use super::passed_on::Portion;
use super::place::lock;
use super::placed::PlacedColumn;
use super::session::{Ender, Session};
use super::words::{line, problem, problem_at};
use crate::base::Problem;
use crate::connect::connections::Server;
use crate::connect::reach::Reach;
use crate::connect::servers::{Placement, Session as _};
use crate::connect::sql_rows::quoted;
use crate::connect::staged_table::{Filling, shown};

/// Bytes that are sent as one message, at least. Each wakes the connection once.
const MESSAGE: usize = 1 << 20;
/// Most rows that are encoded at once; fewer of long ones.
const BLOCK: usize = 512;
/// Bytes of the number of fields.
const WIDTH: usize = 2;
/// The head of a binary COPY: the signature, flags, no extension.
const HEAD: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
const END: [u8; 2] = [0xff, 0xff];

pub(super) struct CopyIn {
    server: Arc<Server>,
    reach: Reach,
    /// `None` once it is complete.
    copy: Option<(Session, Pin<Box<CopyInSink<Bytes>>>)>,
    columns: Arc<[PlacedColumn]>,
    waiting: Vec<u8>,
    rows: u64,
    /// The number of bytes sent so far.
    bytes: Arc<AtomicU64>,
}

impl CopyIn {
    /// Creates the table and begins to fill it, in a session that has begun a transaction.
    pub async fn begin(
        session: Session,
        placement: &Placement,
        columns: Vec<PlacedColumn>,
        server: Arc<Server>,
        reach: Reach,
    ) -> Result<CopyIn, Problem> {
        let failed = |error: tokio_postgres::Error| problem_at(&server, &error, "table");
        let wait = "SELECT pg_catalog.pg_advisory_xact_lock($1)";
        session.client().execute(wait, &[&lock(placement)]).await.map_err(failed)?;
        let declared = columns.iter().map(|column| format!("{} {}", quoted(&column.name), column.declaration));
        let declared: Vec<String> = declared.collect();
        let staged = placement.source();
        let create = format!("CREATE TABLE {staged} ({})", declared.join(", "));
        session.client().batch_execute(&create).await.map_err(failed)?;
        // Nobody else sees the table before it is complete, so its rows count as old at once: whoever reads them first writes
        // nothing to say so.
        let sink = session.client().copy_in(&format!("COPY {staged} FROM STDIN (FORMAT BINARY, FREEZE)")).await;
        let copy = Some((session, Box::pin(sink.map_err(failed)?)));
        let (waiting, bytes) = (HEAD.to_vec(), Arc::default());
        let columns = columns.into();
        Ok(CopyIn { server, reach, copy, columns, waiting, rows: 0, bytes })
    }

    /// Adds whole rows in the server's own form.
    pub fn add_portion(&mut self, portion: &Portion) -> Result<(), Problem> {
        self.waiting.extend_from_slice(&portion.bytes);
        self.rows += portion.rows;
        if self.waiting.len() >= MESSAGE { self.send() } else { Ok(()) }
    }

    /// What ends the work of the server for it.
    pub fn ender(&self) -> Option<Ender> {
        self.copy.as_ref().map(|(session, _)| session.ender())
    }

    /// Makes room for rows of these lengths, writes how many fields each has, and notes the places of their first ones.
    fn write_heads(&mut self, width: usize, lengths: &[usize], places: &mut Vec<usize>) {
        let width = u16::try_from(width).unwrap_or(u16::MAX).to_be_bytes();
        let mut end = self.waiting.len();
        self.waiting.resize(end + lengths.iter().sum::<usize>(), 0);
        places.clear();
        for length in lengths {
            self.waiting[end..end + WIDTH].copy_from_slice(&width);
            places.push(end + WIDTH);
            end += length;
        }
    }

    /// The problem of a value that the column cannot hold unchanged.
    fn unfit(&self, series: &Series, row: usize, column: &PlacedColumn) -> Problem {
        let value = series.get(row).map(|value| shown(&value)).unwrap_or_default();
        let (name, row, data_type) = (column.name.as_str(), self.rows + 1, column.data_type.as_str());
        let message = say!("server-value-not-held", column = name, row = row, value = value, data_type = data_type);
        Problem::error(message).remedy(say!("database-cast-first"))
    }

    /// Sends what waits.
    fn send(&mut self) -> Result<(), Problem> {
        let Some((_, sink)) = &mut self.copy else { return Err(Problem::stopped()) };
        let message = Bytes::from(std::mem::replace(&mut self.waiting, Vec::with_capacity(MESSAGE + 4_096)));
        self.bytes.fetch_add(message.len() as u64, Ordering::Relaxed);
        let sent = self.reach.block_on(async {
            // What the server says to it is known at the end of the copy.
            Ok(sink.send(message).await)
        })?;
        match sent {
            Ok(()) => Ok(()),
            Err(_) => Err(self.end().err().unwrap_or_else(Problem::stopped)),
        }
    }

    /// Ends the copy; returns how many rows the server has taken.
    fn end(&mut self) -> Result<u64, Problem> {
        let Some((_, sink)) = &mut self.copy else { return Err(Problem::stopped()) };
        let (server, columns) = (&self.server, &self.columns);
        self.reach.block_on(async { sink.as_mut().finish().await.map_err(|error| at_row(server, columns, &error)) })
    }
}

impl Filling for CopyIn {
    fn add(&mut self, batch: &DataFrame) -> Result<(), Problem> {
        let series: Vec<Series> = batch.columns().iter().map(|c| c.as_materialized_series().rechunk()).collect();
        let physical: Vec<_> = series.iter().map(Series::to_physical_repr).collect();
        let columns = self.columns.clone();
        let columns = series.iter().zip(&physical).zip(columns.iter());
        let mut columns: Vec<_> = columns
            .map(|((series, physical), column)| (Cells::of(series, physical, &column.encoding), series, column))
            .collect();
        let (mut lengths, mut places) = (Vec::new(), Vec::new());
        let row = batch.estimated_size() / batch.height().max(1);
        let most = (MESSAGE / 4 / row.max(1)).clamp(1, BLOCK);
        for begin in (0..batch.height()).step_by(most) {
            let block = begin..batch.height().min(begin + most);
            lengths.clear();
            lengths.resize(block.len(), WIDTH);
            let mut unfit: Option<(usize, usize)> = None;
            for (index, (cells, ..)) in columns.iter_mut().enumerate() {
                if let Err(row) = cells.measure(block.clone(), &mut lengths)
                    && unfit.is_none_or(|(first, _)| row < first)
                {
                    unfit = Some((row, index));
                }
            }
            if let Some((row, index)) = unfit {
                let (_, series, column) = &columns[index];
                self.rows += row as u64;
                return Err(self.unfit(series, begin + row, column));
            }
            self.write_heads(columns.len(), &lengths, &mut places);
            for (cells, ..) in &columns {
                cells.write(block.clone(), &mut places, &mut self.waiting);
            }
            self.rows += block.len() as u64;
            if self.waiting.len() >= MESSAGE {
                self.send()?;
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Problem> {
        self.waiting.extend_from_slice(&END);
        self.send()?;
        let taken = self.end()?;
        if taken != self.rows {
            let problem = Problem::error(say!("server-rows-lost", count = taken, sent = self.rows));
            return Err(problem.remedy(say!("database-check-triggers")).at("table"));
        }
        let Some((session, sink)) = self.copy.take() else { return Ok(()) };
        drop(sink);
        let server = self.server.clone();
        self.reach.block_on(async move {
            session.client().batch_execute("COMMIT").await.map_err(|error| problem(&server, &error))?;
            session.close().await;
            Ok(())
        })
    }

    fn close(&mut self) {
        self.copy = None;
    }

    fn rows(&self) -> u64 {
        self.rows
    }

    fn bytes(&self) -> Arc<AtomicU64> {
        self.bytes.clone()
    }
}

/// The problem of a value that the server has refused. It says the row, and perhaps the column.
fn at_row(server: &Server, columns: &[PlacedColumn], error: &tokio_postgres::Error) -> Problem {
    let plain = problem(server, error);
    let Some(told) = error.as_db_error() else { return plain };
    let Some((row, column)) = told.where_().and_then(|text| place(text, columns, told)) else { return plain };
    let error = line(told);
    let message = match column {
        Some(column) => say!("server-row-refused-at", column = column, row = row, error = error),
        None => say!("server-row-refused", row = row, error = error),
    };
    Problem { message, ..plain }.remedy(say!("database-cast-first"))
}

/// The row and the column in the context of an error: `COPY staged, line 3, column price`.
fn place(context: &str, columns: &[PlacedColumn], told: &DbError) -> Option<(u64, Option<String>)> {
    let (_, after) = context.split_once(", line ")?;
    let end = after.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(after.len());
    let row = after[..end].parse().ok()?;
    let rest = after[end..].strip_prefix(", column ").map(|rest| rest.lines().next().unwrap_or(rest));
    let named = |name: &str| columns.iter().find(|column| column.name == name).map(|column| column.name.clone());
    let column = rest.and_then(|rest| named(rest.split(": ").next().unwrap_or(rest)));
    Some((row, column.or_else(|| told.column().and_then(named))))
}
