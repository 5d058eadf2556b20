//! Reading the history.

use std::path::{Path, PathBuf};

use rusqlite::{OptionalExtension, Row, params};

use super::outcome::{Outcome, RunState};
use super::run::{NodeRows, NodeTime, Output, ReadSource, Run, RunDetails};
use super::{History, unusable};
use crate::base::{Language, Problem, Text};
use crate::connect::process::Life;
use crate::connect::source::Address;

const RUN: &str = "SELECT id, project, digest, parameters, version, started, process, outcome, seconds, peak_memory, problem, \
    problem_text, (SELECT COUNT(*) FROM outputs WHERE run = id), (SELECT COALESCE(SUM(rows), 0) FROM outputs WHERE run = id), cause, owner, place FROM runs";

impl Run {
    pub fn state(&self) -> RunState {
        let is_alive = || match &self.owner {
            // If that cannot be determined, it counts as running.
            Some(owner) => owner.life() != Life::Gone,
            None => is_alive(self.process),
        };
        match self.outcome {
            Some(outcome) => RunState::Ended(outcome),
            None if is_alive() => RunState::Running,
            None => RunState::Interrupted,
        }
    }

    fn of(row: &Row) -> rusqlite::Result<Run> {
        let parameters: String = row.get(3)?;
        let problem: Option<String> = row.get(10)?;
        let outcome = row.get::<_, Option<String>>(7)?;
        let cause = row.get(14)?;
        let owner: Option<String> = row.get(15)?;
        Ok(Run {
            id: row.get(0)?,
            project: PathBuf::from(row.get::<_, String>(1)?),
            digest: row.get(2)?,
            parameters: serde_json::from_str(&parameters).unwrap_or_default(),
            version: row.get(4)?,
            place: row.get(16)?,
            started: row.get(5)?,
            process: row.get(6)?,
            owner: owner.and_then(|owner| serde_json::from_str(&owner).ok()),
            // A code of a newer version: the run has ended in some way.
            outcome: outcome.map(|code| Outcome::of(&code, cause).unwrap_or(Outcome::Failed(None))),
            seconds: row.get(8)?,
            peak_memory: row.get::<_, Option<i64>>(9)?.map(|bytes| bytes as u64),
            problem_text: problem.clone().map(|words| text_of(row, 11, words)).transpose()?,
            problem,
            files: number(row, 12)?,
            rows: number(row, 13)?,
        })
    }
}

/// A stored text, if this program formats it like the one that stored it; else its `words`.
fn text_of(row: &Row, column: usize, words: String) -> rusqlite::Result<Text> {
    let kept: Option<String> = row.get(column)?;
    let text = kept.and_then(|kept| serde_json::from_str(&kept).ok());
    Ok(text.filter(|text: &Text| text.in_language(Language::English) == words).unwrap_or_else(|| words.into()))
}

/// If processes cannot be inspected, a run without an end counts as running.
fn is_alive(process: u32) -> bool {
    let processes = Path::new("/proc");
    !processes.join("self").exists() || processes.join(process.to_string()).exists()
}

impl History {
    /// The latest `count` runs, of one project or of all, newest first.
    pub fn list(&self, project: Option<&Path>, count: usize) -> Result<Vec<Run>, Problem> {
        let find = || {
            let sql = format!("{RUN} WHERE ?1 IS NULL OR project = ?1 ORDER BY id DESC LIMIT ?2");
            let project = project.map(|project| project.to_string_lossy().into_owned());
            let mut statement = self.database.prepare(&sql)?;
            let rows = statement.query_map(params![project, count as i64], Run::of)?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        find().map_err(|error| unusable(&error))
    }

    /// One run by its number.
    pub fn details(&self, id: i64) -> Result<Option<RunDetails>, Problem> {
        self.try_details(id).map_err(|error| unusable(&error))
    }

    fn try_details(&self, id: i64) -> rusqlite::Result<Option<RunDetails>> {
        let run = self.database.query_row(&format!("{RUN} WHERE id = ?"), [id], Run::of).optional()?;
        let Some(run) = run else { return Ok(None) };
        let times = self.all(
            "SELECT node, port, started, seconds FROM times WHERE run = ? ORDER BY started, rowid",
            id,
            |row| Ok(NodeTime { node: row.get(0)?, port: row.get(1)?, started: row.get(2)?, seconds: row.get(3)? }),
        )?;
        let nodes =
            self.all("SELECT node, port, rows, bytes, memory FROM nodes WHERE run = ? ORDER BY rowid", id, |row| {
                let memory = row.get::<_, Option<i64>>(4)?.map(|bytes| bytes as u64);
                let rows = number(row, 2)?;
                let bytes = number(row, 3)?;
                Ok(NodeRows { node: row.get(0)?, port: row.get(1)?, rows, bytes, memory })
            })?;
        let outputs =
            self.all("SELECT node, address, rows, bytes FROM outputs WHERE run = ? ORDER BY rowid", id, |row| {
                Ok(Output {
                    node: row.get(0)?,
                    address: address(row, 1)?,
                    rows: number(row, 2)?,
                    bytes: number(row, 3)?,
                })
            })?;
        Ok(Some(RunDetails { run, nodes, times, outputs, reads: self.reads_of(id)? }))
    }

    /// What a run read.
    pub fn reads(&self, run: i64) -> Result<Vec<ReadSource>, Problem> {
        self.reads_of(run).map_err(|error| unusable(&error))
    }

    fn reads_of(&self, run: i64) -> rusqlite::Result<Vec<ReadSource>> {
        let sql = "SELECT node, address, bytes, modified, version, fingerprint FROM reads WHERE run = ? ORDER BY rowid";
        self.all(sql, run, |row| {
            let number = |column| row.get::<_, Option<i64>>(column).map(|number| number.map(i64::cast_unsigned));
            Ok(ReadSource {
                node: row.get(0)?,
                address: address(row, 1)?,
                bytes: number(2)?,
                modified: number(3)?,
                version: row.get(4)?,
                fingerprint: row.get(5)?,
            })
        })
    }

    /// The run of a project before this one; a rollback does not count as a run.
    pub fn run_before(&self, project: &Path, run: i64) -> Result<Option<Run>, Problem> {
        let find = || {
            let which = "project = ? AND id < ? AND outcome IS NOT 'rolled_back'";
            let sql = format!("{RUN} WHERE {which} ORDER BY id DESC LIMIT 1");
            self.database.query_row(&sql, params![project.to_string_lossy(), run], Run::of).optional()
        };
        find().map_err(|error| unusable(&error))
    }

    /// The last successful run of a project before this one.
    pub fn good_before(&self, project: &Path, run: i64) -> Result<Option<i64>, Problem> {
        let find = || {
            let sql = "SELECT MAX(id) FROM runs WHERE project = ? AND id < ? AND outcome = 'succeeded'";
            self.database.query_row(sql, params![project.to_string_lossy(), run], |row| row.get(0))
        };
        find().map_err(|error| unusable(&error))
    }

    /// The runs of a project, newest first, with each output that they wrote.
    pub(super) fn outputs_of(&self, project: &Path) -> Result<Vec<(i64, Address)>, Problem> {
        let find = || {
            let sql = "SELECT run, address FROM outputs JOIN runs ON run = id WHERE project = ? ORDER BY run DESC, outputs.rowid";
            let mut statement = self.database.prepare(sql)?;
            let rows = statement.query_map([project.to_string_lossy()], |row| Ok((row.get(0)?, address(row, 1)?)))?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        find().map_err(|error| unusable(&error))
    }

    /// The text of the project as a run had it; `None` if it was not kept.
    pub fn project_text(&self, digest: &str) -> Result<Option<String>, Problem> {
        let find = || {
            let sql = "SELECT text FROM projects WHERE digest = ?";
            self.database.query_row(sql, [digest], |row| row.get(0)).optional()
        };
        find().map_err(|error| unusable(&error))
    }

    fn all<T>(&self, sql: &str, id: i64, read: impl Fn(&Row) -> rusqlite::Result<T>) -> rusqlite::Result<Vec<T>> {
        let mut statement = self.database.prepare(sql)?;
        let rows = statement.query_map([id], |row| read(row))?;
        rows.collect()
    }
}

fn number(row: &Row, column: usize) -> rusqlite::Result<u64> {
    Ok(row.get::<_, i64>(column)? as u64)
}

fn address(row: &Row, column: usize) -> rusqlite::Result<Address> {
    Ok(Address::parse(&row.get::<_, String>(column)?))
}
