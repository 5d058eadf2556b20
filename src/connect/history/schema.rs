//! The tables of the history, and the migration of older files.

use rusqlite::Connection;

use super::unusable;
use crate::base::Problem;

/// Each step migrates a file from the version before to the next; steps are only ever added.
const STEPS: &[&str] = &[
    "
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        project TEXT NOT NULL,
        digest TEXT NOT NULL,
        parameters TEXT NOT NULL,
        version TEXT NOT NULL,
        started INTEGER NOT NULL,
        process INTEGER NOT NULL,
        outcome TEXT,
        seconds REAL,
        peak_memory INTEGER,
        problem TEXT
    );
    CREATE INDEX runs_of_project ON runs (project, id);
    CREATE TABLE nodes (
        run INTEGER NOT NULL REFERENCES runs (id), node TEXT NOT NULL, port TEXT NOT NULL, rows INTEGER NOT NULL,
        PRIMARY KEY (run, node, port)
    );
    CREATE TABLE outputs (
        run INTEGER NOT NULL REFERENCES runs (id), node TEXT NOT NULL, path TEXT NOT NULL, rows INTEGER NOT NULL,
        bytes INTEGER NOT NULL, PRIMARY KEY (run, node)
    );
    CREATE TABLE reads (
        run INTEGER NOT NULL REFERENCES runs (id), node TEXT NOT NULL, path TEXT NOT NULL, bytes INTEGER NOT NULL,
        modified INTEGER NOT NULL, PRIMARY KEY (run, node, path)
    );",
    "
    ALTER TABLE nodes ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE times (
        run INTEGER NOT NULL REFERENCES runs (id), node TEXT NOT NULL, port TEXT, started REAL NOT NULL,
        seconds REAL NOT NULL
    );
    CREATE INDEX times_of_run ON times (run);
    CREATE TABLE projects (digest TEXT PRIMARY KEY, text TEXT NOT NULL);
    CREATE INDEX runs_of_digest ON runs (digest);",
    "
    ALTER TABLE nodes ADD COLUMN memory INTEGER;
    ALTER TABLE reads ADD COLUMN fingerprint TEXT;",
    "
    ALTER TABLE runs ADD COLUMN problem_text TEXT;",
    "
    ALTER TABLE outputs RENAME COLUMN path TO address;
    ALTER TABLE reads RENAME TO files;
    CREATE TABLE reads (
        run INTEGER NOT NULL REFERENCES runs (id), node TEXT NOT NULL, address TEXT NOT NULL, bytes INTEGER,
        modified INTEGER, version TEXT, fingerprint TEXT, PRIMARY KEY (run, node, address)
    );
    INSERT INTO reads (run, node, address, bytes, modified, fingerprint)
        SELECT run, node, path, bytes, modified, fingerprint FROM files ORDER BY rowid;
    DROP TABLE files;",
    // Outcomes were free text. Processes were known by their number only.
    "
    ALTER TABLE runs ADD COLUMN cause TEXT;
    ALTER TABLE runs ADD COLUMN owner TEXT;
    UPDATE runs SET outcome = replace(outcome, ' ', '_');",
    // Versions of outputs name the history in which their run has its number.
    "
    CREATE TABLE identity (id TEXT NOT NULL);
    INSERT INTO identity (id) VALUES (lower(hex(randomblob(16))));",
    "
    ALTER TABLE runs ADD COLUMN place TEXT;",
];

/// Creates the tables, or migrates those of an older program. Two processes may do so at once.
pub(super) fn prepare(database: &Connection) -> Result<(), Problem> {
    let version =
        || database.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0).map(|version| version as usize));
    let newest = STEPS.len();
    match version().map_err(|error| unusable(&error))? {
        found if found == newest => return Ok(()),
        found if found > newest => {
            let problem = Problem::warning(say!("history-newer"));
            return Err(problem.remedy(say!("history-use-newer")));
        }
        _ => {}
    }
    let migrate = || -> rusqlite::Result<()> {
        // Readers do not wait for writers, nor writers for readers.
        database.pragma_update(None, "journal_mode", "WAL")?;
        database.execute_batch("BEGIN IMMEDIATE")?;
        // Another process may have been faster.
        for (at, step) in STEPS.iter().enumerate().skip(version()?) {
            database.execute_batch(step)?;
            database.pragma_update(None, "user_version", at as u32 + 1)?;
        }
        database.execute_batch("COMMIT")
    };
    migrate().map_err(|error| unusable(&error))
}
