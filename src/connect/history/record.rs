//! Recording runs.

use std::path::Path;

use rusqlite::params;

use super::{History, MOST_RUNS, RunEnd, RunStart, digest, log, now, text, unusable};
use crate::base::{Language, Problem};
use crate::connect::process::Process;

impl History {
    /// Records that a run begins; returns its number.
    pub fn begin(&self, start: &RunStart) -> Result<i64, Problem> {
        let insert = "INSERT INTO runs (project, digest, parameters, version, started, process, owner, place) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        let parameters = serde_json::to_string(&start.parameters).unwrap_or_default();
        let project = start.project.to_string_lossy();
        let digest = digest(&start.text);
        let owner = Process::own();
        let owner_text = serde_json::to_string(&owner).ok();
        let begin = || -> rusqlite::Result<i64> {
            let text = "INSERT OR IGNORE INTO projects (digest, text) VALUES (?, ?)";
            self.database.execute(text, params![digest, start.text])?;
            let row = params![project, digest, parameters, start.version, now(), owner.id, owner_text, start.place];
            self.database.execute(insert, row)?;
            let run = self.database.last_insert_rowid();
            self.prune(run - MOST_RUNS)?;
            Ok(run)
        };
        begin().map_err(|error| unusable(&error))
    }

    /// Removes the runs up to this number, with their logs.
    pub(super) fn prune(&self, last: i64) -> rusqlite::Result<()> {
        let mut old = self.database.prepare("SELECT id FROM runs WHERE id <= ?")?;
        let old: Vec<i64> = old.query_map([last], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        if old.is_empty() {
            return Ok(());
        }
        for table in ["nodes", "times", "outputs", "reads"] {
            self.database.execute(&format!("DELETE FROM {table} WHERE run <= ?"), [last])?;
        }
        self.database.execute("DELETE FROM runs WHERE id <= ?", [last])?;
        self.database.execute("DELETE FROM projects WHERE digest NOT IN (SELECT digest FROM runs)", [])?;
        // A log that is already gone, or held open by another process, is not a reason to fail.
        old.iter().for_each(|run| drop(std::fs::remove_file(log::path_in(&self.folder, *run))));
        Ok(())
    }

    /// Moves the runs of one project to another, in addition to the runs that it has.
    pub fn hand_over(&self, from: &Path, to: &Path) -> Result<(), Problem> {
        let update = "UPDATE runs SET project = ? WHERE project = ?";
        let done = self.database.execute(update, params![text(to), text(from)]);
        done.map(drop).map_err(|error| unusable(&error))
    }

    /// Records how a run has ended.
    pub fn end(&mut self, run: i64, end: &RunEnd) -> Result<(), Problem> {
        self.try_end(run, end).map_err(|error| unusable(&error))
    }

    fn try_end(&mut self, run: i64, end: &RunEnd) -> rusqlite::Result<()> {
        let all = self.database.transaction()?;
        let problem = end.problem.as_ref().map(|text| text.in_language(Language::English));
        let problem_text = end.problem.as_ref().and_then(|text| serde_json::to_string(text).ok());
        let peak_memory = end.peak_memory.map(|bytes| bytes as i64);
        all.execute(
            "UPDATE runs SET outcome = ?, seconds = ?, peak_memory = ?, problem = ?, problem_text = ?, cause = ? WHERE id = ?",
            params![
                end.outcome.code(),
                end.seconds,
                peak_memory,
                problem,
                problem_text,
                end.outcome.cause_code(),
                run
            ],
        )?;
        for node in &end.nodes {
            let memory = node.memory.map(|bytes| bytes as i64);
            let row = params![run, node.node, node.port, node.rows as i64, node.bytes as i64, memory];
            all.execute(
                "INSERT OR REPLACE INTO nodes (run, node, port, rows, bytes, memory) VALUES (?, ?, ?, ?, ?, ?)",
                row,
            )?;
        }
        for time in &end.times {
            let row = params![run, time.node, time.port, time.started, time.seconds];
            all.execute("INSERT INTO times (run, node, port, started, seconds) VALUES (?, ?, ?, ?, ?)", row)?;
        }
        for output in &end.outputs {
            let row = params![run, output.node, output.address.to_string(), output.rows as i64, output.bytes as i64];
            all.execute(
                "INSERT OR REPLACE INTO outputs (run, node, address, rows, bytes) VALUES (?, ?, ?, ?, ?)",
                row,
            )?;
        }
        for read in &end.reads {
            let bytes = read.bytes.map(u64::cast_signed);
            let modified = read.modified.map(u64::cast_signed);
            let row =
                params![run, read.node, read.address.to_string(), bytes, modified, read.version, read.fingerprint];
            all.execute("INSERT OR REPLACE INTO reads (run, node, address, bytes, modified, version, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?)", row)?;
        }
        all.commit()
    }
}
