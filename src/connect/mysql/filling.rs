//! A staged table that receives rows: by LOAD DATA LOCAL out of memory, or by inserts where the server forbids that.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use polars::prelude::*;

use super::encode::{Form, put};
use super::placed::PlacedColumn;
use super::session::{Ender, Session};
use super::staged::{create, lock_of};
use super::wire::Fault;
use super::words::{line, problem, problem_at};
use crate::base::Problem;
use crate::connect::connections::Server;
use crate::connect::reach::Reach;
use crate::connect::servers::{Placement, Session as _};
use crate::connect::sql_rows::quoted;
use crate::connect::staged_table::{Filling, shown};

/// Bytes that are sent at once.
const MESSAGE: usize = 256 << 10;
/// A value is a text of another type in a note with this number: digits were cut off.
const TRUNCATED: &str = "1265";

pub(super) struct Loading {
    server: Arc<Server>,
    reach: Reach,
    /// `None` once it is complete.
    session: Option<Session>,
    form: Form,
    /// The beginning of an INSERT.
    insert: String,
    columns: Vec<PlacedColumn>,
    waiting: Vec<u8>,
    rows: u64,
    /// How many of them the server has acknowledged.
    taken: u64,
    bytes: Arc<AtomicU64>,
    /// How many negative zeros there are, which the server does not have; and the column and the row of the first.
    zeros: (u64, Option<(String, u64)>),
}

impl Loading {
    /// Creates the table and begins to fill it, in a session that has begun a transaction.
    pub async fn begin(
        mut session: Session,
        placement: &Placement,
        columns: Vec<PlacedColumn>,
        server: Arc<Server>,
        reach: Reach,
    ) -> Result<Loading, Problem> {
        let failed = |fault: Fault| problem_at(&server, &fault, "table");
        session.lock(&server, &lock_of(placement)).await?;
        create(&mut session, placement, &columns).await.map_err(failed)?;
        let (staged, names) = (placement.source(), placement.names());
        let may_load = session.one("SELECT @@local_infile").await.map_err(failed)?;
        let form = if may_load.as_deref() == Some("1") { Form::Field } else { Form::Literal };
        if form == Form::Field {
            session.packets.begin_load(&load(&staged, &columns)).await.map_err(failed)?;
        }
        let insert = format!("INSERT INTO {staged} ({names}) VALUES ");
        let (session, waiting) = (Some(session), Vec::new());
        let bytes = Arc::default();
        Ok(Loading {
            server,
            reach,
            session,
            form,
            insert,
            columns,
            waiting,
            rows: 0,
            taken: 0,
            bytes,
            zeros: (0, None),
        })
    }

    /// What ends the work of the server for it.
    pub fn ender(&self) -> Option<Ender> {
        self.session.as_ref().map(Session::ender)
    }

    /// Sends what waits.
    fn send(&mut self) -> Result<(), Problem> {
        let Some(session) = &mut self.session else { return Err(Problem::stopped()) };
        if self.waiting.is_empty() {
            return Ok(());
        }
        let (server, columns, waiting) = (&self.server, &self.columns, &self.waiting);
        let (form, before) = (self.form, self.taken);
        let taken = self.reach.block_on(async {
            if form == Form::Field {
                // The server answers at the end.
                let sent = session.packets.send(waiting).await;
                return sent.map(|()| 0).map_err(|fault| problem(server, &fault));
            }
            let text = std::str::from_utf8(waiting).map_err(|_| problem(server, &Fault::Form))?;
            let done = session.run(text).await.map_err(|fault| at_row(server, columns, &fault, before))?.done;
            if done.warnings > 0 {
                warned(session, server, columns, before).await?;
            }
            Ok(done.rows)
        })?;
        self.taken += taken;
        self.bytes.fetch_add(self.waiting.len() as u64, Ordering::Relaxed);
        self.waiting.clear();
        Ok(())
    }
}

/// The statement that takes rows as a file. Bytes come in hexadecimal digits, since the file has an encoding.
fn load(staged: &str, columns: &[PlacedColumn]) -> String {
    let mut set = Vec::new();
    let fields = columns.iter().enumerate().map(|(index, column)| {
        let name = quoted(&column.name);
        if !column.encoding.is_hexadecimal() {
            return name;
        }
        set.push(format!("{name} = UNHEX(@v{index})"));
        format!("@v{index}")
    });
    let fields = fields.collect::<Vec<_>>().join(", ");
    let set = if set.is_empty() { String::new() } else { format!(" SET {}", set.join(", ")) };
    format!(
        "LOAD DATA LOCAL INFILE 'tablewire' INTO TABLE {staged} CHARACTER SET utf8mb4 \
         FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' ({fields}){set}"
    )
}

impl Filling for Loading {
    fn add(&mut self, batch: &DataFrame) -> Result<(), Problem> {
        let series: Vec<Series> = batch.columns().iter().map(|c| c.as_materialized_series().rechunk()).collect();
        let mut values: Vec<_> = series.iter().map(Series::iter).collect();
        for _ in 0..batch.height() {
            match self.form {
                Form::Field => {}
                Form::Literal if self.waiting.is_empty() => self.waiting.extend_from_slice(self.insert.as_bytes()),
                Form::Literal => self.waiting.push(b','),
            }
            for (index, (values, column)) in values.iter_mut().zip(&self.columns).enumerate() {
                let value = values.next().unwrap_or(AnyValue::Null);
                self.waiting.extend_from_slice(match (self.form, index) {
                    (Form::Field, 0) => b"",
                    (Form::Field, _) => b"\t",
                    (Form::Literal, 0) => b"(",
                    (Form::Literal, _) => b",",
                });
                if is_negative_zero(&value) {
                    self.zeros.0 += 1;
                    self.zeros.1.get_or_insert_with(|| (column.name.clone(), self.rows + 1));
                }
                let is_missing = value.is_null() && column.is_required;
                let added = put(&value, &column.encoding, self.form, &mut self.waiting);
                if is_missing || added.is_err() {
                    return Err(unfit(column, self.rows + 1, &value));
                }
            }
            self.waiting.push(if self.form == Form::Field { b'\n' } else { b')' });
            self.rows += 1;
            if self.waiting.len() >= MESSAGE {
                self.send()?;
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Problem> {
        self.send()?;
        let Some(session) = &mut self.session else { return Ok(()) };
        let (server, columns) = (&self.server, &self.columns);
        if self.form == Form::Field {
            self.taken = self.reach.block_on(async {
                let done = session.packets.end_load().await.map_err(|fault| at_row(server, columns, &fault, 0))?;
                if done.warnings > 0 {
                    warned(session, server, columns, 0).await?;
                }
                Ok(done.rows)
            })?;
        }
        if self.taken != self.rows {
            let problem = Problem::error(say!("server-rows-lost", count = self.taken, sent = self.rows));
            return Err(problem.remedy(say!("database-check-triggers")).at("table"));
        }
        let Some(mut session) = self.session.take() else { return Ok(()) };
        let server = self.server.clone();
        self.reach.block_on(async move {
            session.run("COMMIT").await.map_err(|fault| problem(&server, &fault))?;
            session.close().await;
            Ok(())
        })
    }

    fn close(&mut self) {
        self.session = None;
    }

    fn warnings(&self) -> Vec<Problem> {
        let (count, first) = &self.zeros;
        let warning = |(name, row): &(String, u64)| {
            let (count, name, row) = (*count, name.as_str(), *row);
            let warning = Problem::warning(say!("mysql-wrote-zero", count = count, name = name, row = row));
            warning.remedy(say!("mysql-zeros-equal"))
        };
        first.iter().map(warning).collect()
    }

    fn rows(&self) -> u64 {
        self.rows
    }

    fn bytes(&self) -> Arc<AtomicU64> {
        self.bytes.clone()
    }
}

fn is_negative_zero(value: &AnyValue) -> bool {
    match value {
        AnyValue::Float64(number) => *number == 0.0 && number.is_sign_negative(),
        AnyValue::Float32(number) => *number == 0.0 && number.is_sign_negative(),
        _ => false,
    }
}

/// The problem of a value that its column cannot hold.
fn unfit(column: &PlacedColumn, row: u64, value: &AnyValue) -> Problem {
    let value = shown(value);
    let required = if column.is_required { " NOT NULL" } else { "" };
    let (name, data_type) = (column.name.as_str(), format!("{}{required}", column.data_type));
    let message = say!("server-value-not-held", column = name, row = row, value = value, data_type = data_type);
    Problem::error(message).remedy(say!("database-cast-first"))
}

/// Fails with the first warning: where rows come as a file, the server changes values and only warns.
async fn warned(session: &mut Session, server: &Server, columns: &[PlacedColumn], before: u64) -> Result<(), Problem> {
    let warnings = session.run("SHOW WARNINGS").await.map_err(|fault| problem(server, &fault))?.rows;
    let is_harm = |row: &&Vec<Option<String>>| {
        let text = |index: usize| row.get(index).and_then(Option::as_deref);
        text(0) != Some("Note") || text(1) == Some(TRUNCATED)
    };
    match warnings.iter().find(is_harm) {
        Some(row) => {
            let message = row.get(2).cloned().flatten().unwrap_or_default();
            Err(refused_row(&message, columns, before))
        }
        None => Ok(()),
    }
}

/// The problem of a value that the server has refused.
fn at_row(server: &Server, columns: &[PlacedColumn], fault: &Fault, before: u64) -> Problem {
    match fault {
        Fault::Refused(told) if told.message.contains(" at row ") => refused_row(&line(told), columns, before),
        fault => problem_at(server, fault, "table"),
    }
}

/// The problem in the server's words, which say the row of a statement: `Data too long for column 'a' at row 3`.
fn refused_row(message: &str, columns: &[PlacedColumn], before: u64) -> Problem {
    let (text, row) = match message.rsplit_once(" at row ") {
        Some((text, row)) => (text, row.trim().parse::<u64>().ok()),
        None => (message, None),
    };
    let Some(row) = row else {
        let problem = Problem::error(say!("database-refuses", error = message));
        return problem.remedy(say!("database-cast-first")).at("table");
    };
    let row = before + row;
    let named = columns.iter().find(|column| text.contains(&format!("column '{}'", column.name)));
    let named = named.or_else(|| columns.iter().find(|column| text.contains(&format!("`{}`", column.name))));
    let message = match named {
        Some(column) => say!("server-row-refused-at", column = column.name.as_str(), row = row, error = text),
        None => say!("server-row-refused", row = row, error = text),
    };
    Problem::error(message).remedy(say!("database-cast-first"))
}
