//! Recording runs.

use std::path::Path;

use rusqlite::params;

use super::{Beginning, Ending, History, MOST_RUNS, digest, log, now, text, unusable};
use crate::base::{Language, Problem};
use crate::connect::process::Process;

impl History {
    /// Records that a run begins; returns its number.
    pub fn begin(&self, beginning: &Beginning) -> Result<i64, Problem> {
        let insert = "INSERT INTO runs (project, digest, parameters, version, started, process, owner) VALUES (?, ?, ?, ?, ?, ?, ?)";
        let parameters = serde_json::to_string(&beginning.parameters).unwrap_or_default();
        let project = beginning.project.to_string_lossy();
        let digest = digest(&beginning.text);
        let owner = Process::own();
        let owner_text = serde_json::to_string(&owner).ok();
        let begin = || -> rusqlite::Result<i64> {
            let text = "INSERT OR IGNORE INTO projects (digest, text) VALUES (?, ?)";
            self.database.execute(text, params![digest, beginning.text])?;
            let row = params![project, digest, parameters, beginning.version, now(), owner.id, owner_text];
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
        // A log that is already gone, or held open by another process, is no reason to fail.
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
    pub fn end(&mut self, run: i64, ending: &Ending) -> Result<(), Problem> {
        self.try_end(run, ending).map_err(|error| unusable(&error))
    }

    fn try_end(&mut self, run: i64, ending: &Ending) -> rusqlite::Result<()> {
        let all = self.database.transaction()?;
        let problem = ending.problem.as_ref().map(|text| text.in_language(Language::English));
        let problem_text = ending.problem.as_ref().and_then(|text| serde_json::to_string(text).ok());
        let peak_memory = ending.peak_memory.map(|bytes| bytes as i64);
        all.execute(
            "UPDATE runs SET outcome = ?, seconds = ?, peak_memory = ?, problem = ?, problem_text = ?, cause = ? WHERE id = ?",
            params![
                ending.outcome.code(),
                ending.seconds,
                peak_memory,
                problem,
                problem_text,
                ending.outcome.cause_code(),
                run
            ],
        )?;
        for node in &ending.nodes {
            let memory = node.memory.map(|bytes| bytes as i64);
            let row = params![run, node.node, node.port, node.rows as i64, node.bytes as i64, memory];
            all.execute(
                "INSERT OR REPLACE INTO nodes (run, node, port, rows, bytes, memory) VALUES (?, ?, ?, ?, ?, ?)",
                row,
            )?;
        }
        for time in &ending.times {
            let row = params![run, time.node, time.port, time.started, time.seconds];
            all.execute("INSERT INTO times (run, node, port, started, seconds) VALUES (?, ?, ?, ?, ?)", row)?;
        }
        for output in &ending.outputs {
            let row = params![run, output.node, output.address.to_string(), output.rows as i64, output.bytes as i64];
            all.execute(
                "INSERT OR REPLACE INTO outputs (run, node, address, rows, bytes) VALUES (?, ?, ?, ?, ?)",
                row,
            )?;
        }
        for read in &ending.reads {
            let (bytes, modified) = (read.bytes.map(u64::cast_signed), read.modified.map(u64::cast_signed));
            let row =
                params![run, read.node, read.address.to_string(), bytes, modified, read.version, read.fingerprint];
            all.execute("INSERT OR REPLACE INTO reads (run, node, address, bytes, modified, version, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?)", row)?;
        }
        all.commit()
    }
}
