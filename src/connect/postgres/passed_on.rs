//! All rows of one PostgreSQL database for a table of another, in the form in which the first one sends them. That is possible where
//! the columns of both have the same types: then no value can change, and none is decoded and encoded again.

use std::sync::mpsc::{SyncSender, sync_channel};

use polars_async::ASYNC;

use super::copied::{Fault, RowReceiver, copy};
use super::described::DescribedColumn;
use super::encode::Encoding;
use super::placed::PlacedColumn;
use super::rows::{check_ended, selected};
use super::session::{Session, Use, with};
use super::source::Scan;
use super::tap::Piece;
use super::tuples::Tuples;
use super::types::{Reading, declared};
use crate::base::{Cancellation, Cause, Problem};
use crate::connect::reach::Reach;
use crate::connect::scan::WholeSource;
use crate::connect::servers::Located;
use crate::connect::sql_rows::SqlRows;

/// Bytes that are passed to the thread that writes, at least.
const PORTION: usize = 1 << 20;
/// How many of them may wait.
const WAITING: usize = 2;

/// Whole rows in the form of a binary COPY, without its head and end.
pub(super) struct Portion {
    pub bytes: Vec<u8>,
    pub rows: u64,
}

/// The rows of a source, if it is a PostgreSQL database that can send them as a COPY.
pub(super) fn source(rows: &WholeSource) -> Option<&Scan> {
    let scan: &Scan = rows.source()?.as_any()?.downcast_ref()?;
    let is_bound = matches!(&scan.asked.rows, SqlRows::Query { values, .. } if !values.is_empty());
    (!is_bound).then_some(scan)
}

/// The types of a table whose values are what their binary form says. Domains over them may be narrower.
const PLAIN: [&str; 17] = [
    "boolean",
    "smallint",
    "integer",
    "bigint",
    "real",
    "double precision",
    "text",
    "bytea",
    "date",
    "time",
    "time without time zone",
    "timestamp",
    "timestamp without time zone",
    "timestamp with time zone",
    "json",
    "jsonb",
    "uuid",
];

/// Whether the columns of a table take all values of those that arrive as they are.
pub(super) fn are_alike(arriving: &[DescribedColumn], placed: &[PlacedColumn]) -> bool {
    arriving.len() == placed.len() && arriving.iter().zip(placed).all(|(from, to)| is_alike(from, to))
}

fn is_alike(from: &DescribedColumn, to: &PlacedColumn) -> bool {
    if !PLAIN.contains(&to.data_type.as_str()) && !to.data_type.starts_with("numeric(") {
        return false;
    }
    match (&from.reading, &to.encoding) {
        (Reading::Boolean, Encoding::Boolean)
        | (Reading::Int16, Encoding::Int2)
        | (Reading::Int32, Encoding::Int4)
        | (Reading::Int64, Encoding::Int8)
        | (Reading::Float32, Encoding::Float4)
        | (Reading::Float64, Encoding::Float8)
        | (Reading::Text, Encoding::Text(None))
        | (Reading::Jsonb, Encoding::Jsonb)
        | (Reading::Uuid, Encoding::Uuid)
        | (Reading::Bytes, Encoding::Bytea)
        | (Reading::Date, Encoding::Date)
        | (Reading::Time, Encoding::Time)
        | (Reading::Timestamp, Encoding::Timestamp)
        | (Reading::TimestampTz, Encoding::TimestampTz) => true,
        (Reading::Decimal { .. }, Encoding::Numeric(Some((precision, scale)))) => {
            declared(from.modifier()).is_some_and(|(p, s)| p == *precision && u16::try_from(s) == Ok(*scale))
        }
        // With more characters than it holds, the server would cut blanks.
        _ => false,
    }
}

/// Passes all rows to `write`, on this thread, while another one reads them. Returns the problem of the source, or the first one of
/// `write`, which ends the reading.
pub(super) fn pass_on(
    rows: &WholeSource,
    mut write: impl FnMut(Portion) -> Result<(), Problem>,
) -> Result<(), Problem> {
    rows.note_asked();
    let (portions, arriving) = sync_channel(WAITING);
    let (ended, end) = sync_channel(1);
    let (reader, stop) = (rows.clone(), Cancellation::default());
    let stopped = stop.clone();
    let _stops_too = rows.reach().map(|reach| {
        let stop = stop.clone();
        reach.cancellation.on_cancel(move || stop.cancel())
    });
    ASYNC.spawn_blocking(move || {
        // Whoever waits for it is there until then.
        let _ = ended.send(read(&reader, &stopped, portions));
    });
    let written = arriving.into_iter().try_for_each(&mut write);
    if written.is_err() {
        // The server may have nothing to send for a long time.
        stop.cancel();
    }
    let panicked = say!("defect-panicked", error = say!("defect-no-reason"));
    let defect = Problem::error(panicked).remedy(say!("defect-report")).because(Cause::Internal);
    let read = end.recv().unwrap_or(Err(defect));
    read.map_err(|problem| rows.raised(problem)).and(written)
}

/// Reads all rows as one statement, so that they are of one moment.
fn read(rows: &WholeSource, stop: &Cancellation, portions: SyncSender<Portion>) -> Result<(), Problem> {
    let (Some(scan), Some(reach)) = (source(rows), rows.reach()) else { return Ok(()) };
    let reach = &reach.cancelled_by(stop);
    let (asked, request) = (&scan.asked, rows.request());
    with(&asked.server, reach, Use::Read, async |session: &Session| {
        let select = selected(asked, &scan.described, &request, session).await?;
        let width = request.columns.len();
        let portion = Portion { bytes: Vec::with_capacity(2 * PORTION), rows: 0 };
        let mut passing = Passing { scan, reach, portions: &portions, portion, located: Located::new(width) };
        copy(asked, session, &select.sql, &mut passing).await?;
        passing.send()?;
        check_ended(asked, session).await
    })
}

struct Passing<'a> {
    scan: &'a Scan,
    reach: &'a Reach,
    portions: &'a SyncSender<Portion>,
    portion: Portion,
    located: Located,
}

impl Passing<'_> {
    fn send(&mut self) -> Result<(), Problem> {
        if self.reach.is_stopped()() {
            return Err(Problem::stopped());
        }
        let next = Portion { bytes: Vec::with_capacity(2 * PORTION), rows: 0 };
        let portion = std::mem::replace(&mut self.portion, next);
        self.portions.send(portion).map_err(|_| Problem::stopped())
    }
}

impl RowReceiver for Passing<'_> {
    fn add_piece(&mut self, tuples: &mut Tuples, piece: &Piece) -> Result<(), Problem> {
        for content in piece.contents() {
            if tuples.locate(piece.bytes(), content.clone(), &mut self.located) {
                self.portion.rows += self.located.rows() as u64;
                self.located.truncate(0);
                self.portion.bytes.extend_from_slice(&piece.bytes()[content]);
            } else {
                self.add_message(tuples, &piece.bytes()[content])?;
            }
        }
        if self.portion.bytes.len() >= PORTION { self.send() } else { Ok(()) }
    }

    fn add_message(&mut self, tuples: &mut Tuples, bytes: &[u8]) -> Result<(), Problem> {
        let (width, portion) = (self.located.width(), &mut self.portion);
        let count = u16::try_from(width).unwrap_or(u16::MAX).to_be_bytes();
        let fed = tuples.feed::<Fault>(bytes, width, |bytes, fields| {
            portion.rows += 1;
            portion.bytes.extend_from_slice(&count);
            for field in fields {
                // The length stands before each field.
                match field {
                    Some(place) => portion.bytes.extend_from_slice(&bytes[place.start - 4..place.end]),
                    None => portion.bytes.extend_from_slice(&(-1_i32).to_be_bytes()),
                }
            }
            Ok(())
        });
        fed.map_err(|fault| fault.problem(&self.scan.asked))?;
        if self.portion.bytes.len() >= PORTION { self.send() } else { Ok(()) }
    }
}
