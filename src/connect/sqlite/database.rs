//! Opening a database read-only, and listing its tables.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::words::{no_database, problem};
use crate::base::Problem;
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::source::Marked;
use crate::connect::stamp::stamp;
use crate::connect::workbook::{Holds, ListedSheet, SheetList};

/// How long to wait for a lock held by another program.
const PATIENCE: Duration = Duration::from_secs(2);

/// An open database.
pub(super) struct Database {
    pub connection: Connection,
    path: PathBuf,
    /// The state on opening, if only comparing it shows whether the database has changed meanwhile.
    unguarded: Option<Vec<Marked>>,
}

impl Database {
    /// Never creates or changes a file.
    pub fn open(path: &Path) -> Result<Database, Problem> {
        let marks = marks(path)?;
        let header = header(path)?;
        if header.iter().any(|header| !header.starts_with(b"SQLite format 3\0")) {
            return Err(no_database(path));
        }
        // In this mode SQLite would create two files to coordinate with writers. Without a log nobody is writing; the
        // marks show whether one has appeared.
        let is_logged = header.is_some_and(|header| header[18] == 2 || header[19] == 2);
        let is_unguarded = is_logged && marks.len() == 1;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let uri = format!("file:{}?mode=ro{}", encoded(path), if is_unguarded { "&immutable=1" } else { "" });
        let open = || -> rusqlite::Result<Connection> {
            let connection = Connection::open_with_flags(&uri, flags)?;
            connection.busy_timeout(PATIENCE)?;
            connection.pragma_update(None, "query_only", true)?;
            Ok(connection)
        };
        let connection = open().map_err(|error| problem(path, &error))?;
        Ok(Database { connection, path: path.to_owned(), unguarded: is_unguarded.then_some(marks) })
    }

    pub fn problem(&self, error: &rusqlite::Error) -> Problem {
        problem(&self.path, error)
    }

    /// Fails if the rows that were read since opening may be from several moments.
    pub fn check_moment(&self) -> Result<(), Problem> {
        match &self.unguarded {
            Some(before) if marks(&self.path)? != *before => {
                let problem = Problem::error(say!("database-changed", path = self.path.display()));
                Err(problem.remedy(say!("database-try-later")).at("path").transient())
            }
            _ => Ok(()),
        }
    }
}

/// The state of a database: of its file, and of the log of changes that are not in it yet.
pub(super) fn marks(path: &Path) -> Result<Vec<Marked>, Problem> {
    let mut marks = vec![Marked::file(path, stamp(path).map_err(|problem| problem.at("path"))?)];
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let log = PathBuf::from(log);
    marks.extend(stamp(&log).ok().filter(|stamp| stamp.len > 0).map(|stamp| Marked::file(log, stamp)));
    Ok(marks)
}

/// Whether the file at `path` begins as a database does.
pub fn is_sqlite(path: &Path) -> bool {
    header(path).ok().flatten().is_some_and(|header| header.starts_with(b"SQLite format 3\0"))
}

/// The first bytes; `None` for an empty file, which is an empty database.
fn header(path: &Path) -> Result<Option<[u8; 100]>, Problem> {
    let failed = |error| io_problem(FileOperation::Read, path, &error).at("path");
    if fs::metadata(path).map_err(failed)?.len() == 0 {
        return Ok(None);
    }
    let mut header = [0; 100];
    let mut file = File::open(path).map_err(failed)?;
    match file.read_exact(&mut header) {
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Err(no_database(path)),
        read => read.map(|()| Some(header)).map_err(failed),
    }
}

/// The path as part of a URI.
fn encoded(path: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~');
    let bytes = path.as_os_str().as_encoded_bytes().iter();
    bytes.map(|byte| if plain(*byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The tables and views, in alphabetical order, with their numbers of columns.
pub fn list_tables(path: &Path) -> Result<SheetList, Problem> {
    let database = Database::open(path)?;
    let list = || -> rusqlite::Result<Vec<ListedSheet>> {
        let mut counted = database.connection.prepare("SELECT count(*) FROM pragma_table_info(?)")?;
        let listed = tables(&database)?.into_iter().map(|name| {
            // A view that fails has no columns.
            let columns = counted.query_row([&name], |row| row.get::<_, i64>(0)).unwrap_or_default();
            ListedSheet { name, hidden: false, holds: Holds::Columns(columns.unsigned_abs()) }
        });
        Ok(listed.collect())
    };
    let sheets = list().map_err(|error| database.problem(&error))?;
    Ok(SheetList { sheets, first: None })
}

pub(super) fn tables(database: &Database) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
               ORDER BY name COLLATE NOCASE";
    let mut statement = database.connection.prepare(sql)?;
    let names = statement.query_map([], |row| row.get(0))?;
    names.collect()
}
