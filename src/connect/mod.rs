//! The only module that accesses files, folders and, later, the network.

mod adbc;
mod archive;
mod attributes;
mod board;
mod browse;
mod browsed;
mod bytes;
mod cancellable_io;
mod charset;
mod child_folder;
mod connections;
mod csv;
mod desktop;
mod drift;
mod duckdb;
mod encoding;
mod encoding_warnings;
mod file_kind;
mod file_of_rows;
mod files;
mod fingerprint;
mod folders;
mod fork;
mod fork_notes;
mod growing;
mod guess;
mod history;
mod io_problem;
mod journal;
mod json;
mod keyed;
mod kind_of_file;
mod known_columns;
mod links;
mod lost_pages;
mod mapped;
mod memo;
mod memory;
mod move_steps;
mod mysql;
mod owned;
mod parquet;
mod pipes;
mod positioned;
mod postgres;
mod presence;
mod private_file;
mod process;
mod reach;
mod replace;
mod sample;
mod scan;
mod secrets;
mod servers;
mod signals;
mod source;
mod spark_table;
mod sql_rows;
mod sql_source;
mod sql_tables;
mod sqlite;
mod staged_table;
mod stamp;
mod state;
mod store;
mod system;
mod table_bytes;
mod table_names;
mod target;
mod unite;
mod workbook;
mod write;

pub use adbc::{Adbc, AdbcTarget, list_foreign_tables};
pub use archive::{files_on_disk, glob_texts};
pub use board::{Board, NewBoard, SLOT};
pub use browse::{browse, columns_of, test_connection};
pub use browsed::{BrowsedColumn, BrowsedTable, BrowsedTables, Tested};
pub use cancellable_io::{IsStopped, bytes_examined, bytes_examined_since};
pub use charset::Encoding;
pub use child_folder::ChildFolder;
pub use connections::{
    Connection, Connections, DRIVERS, Draft, DuckDbFile, Entry as ConnectionEntry, Foreign, Forgotten, Origin,
    Part as ConnectionPart, PartHolds, Password, Secret, Server, check_default, check_draft, parts_of, takes_options,
    takes_password,
};
pub use csv::{
    Amount, ColumnType, Csv, CsvOptions, CsvRows, CsvShape, FieldSeparation, LongRows, Loss, Losses, NamedType,
    Notation, Numeric, PlainCsv, Remark, RepeatedHeader, ShortRows, Tally, Thousands, typed_column,
};
pub use desktop::{desktop_reduces_motion, documents_folder};
pub use drift::Drift;
#[cfg(test)]
pub use duckdb::TestFile;
pub use duckdb::{DuckDb, DuckDbTarget, list_duckdb_tables};
pub use file_kind::FileKind;
pub use files::{alternatives, glob, read_text, write_atomic};
pub use fingerprint::fingerprint;
pub use fork::{Forked, ForkedChild, ForkedEnd, columns, fork, notes, own_errors};
pub use fork_notes::Notes;
pub use growing::{Growing, GrowingSource, Moved, NewRows, Position, Positions};
pub use history::{
    History, KeptRun, NodeRows, NodeTime, Outcome, Output as HistoryOutput, ReadSource, RollbackTo, RolledBack, Run,
    RunDetails, RunEnd, RunLog, RunStart, RunState, has_first, kept, log_path, roll_back,
};
pub use journal::{AbandonedJournal, Journal, abandoned_journals, discard_journal};
pub use json::{Headers as JsonHeaders, Json, JsonOptions, JsonRow, json_rows};
pub use kind_of_file::kind_of_file;
pub use known_columns::{KnownColumns, columns_key, keep_columns, known_columns};
pub use links::{file_number, is_standard_output, real_path};
pub use lost_pages::{lost_pages, survive_lost_pages};
pub use mapped::mapped_bytes;
pub use memory::{
    allocated_memory, die_first, give_back_memory, keep_freed_memory, memory, memory_in_use, memory_kills,
    pass_small_batches, peak_memory, spill_beyond,
};
#[cfg(test)]
pub use mysql::TestDatabase;
pub use mysql::{MySql, MySqlTarget, list_mysql_tables};
pub use parquet::{Parquet, pass_over_intervals};
pub use pipes::wait_for_pipes;
#[cfg(test)]
pub use postgres::TestSchema;
pub use postgres::{Postgres, PostgresTarget, list_server_tables};
pub use presence::Presence;
pub use reach::Reach;
pub use replace::{Known, replace_known};
pub use sample::{Sample, sample_above};
pub use scan::{
    Complete, Constant, PASSING, Predicate, Receive, RowSource, ScanRequest, Sent, SentNotes, TotalOf, Uniting,
    WholeSource, asked_by_list, collect, execute, execute_all, planned_scan, total_mark,
};
pub use secrets::{
    KeptSecrets, RemovedSecret, SecretPlace, SecretPlaces, keep_secret, kept_secrets, remove_secret, secret_places,
};
pub use signals::is_ignored;
pub use source::{Address, Files, ListedTable, Mark, Marked, Source, State as SourceState};
pub use spark_table::SparkTable;
pub use sql_rows::{SqlPlaces, SqlRows};
pub use sql_tables::SqlDatabase;
#[cfg(test)]
pub use sqlite::sqlite_script;
pub use sqlite::{Sqlite, SqliteTarget, is_sqlite, list_tables};
pub use stamp::{Stamp, stamp};
pub use state::{Claim, Marker, claim, example_dir, read_state, samples_folder, state_dir, write_state};
pub use store::{EntryInfo, Kept, Label, Lost, Note, Store, StoreInfo, Verdict};
pub use system::ask_to_end;
pub use table_bytes::{table_from_bytes, table_to_bytes};
pub use table_names::TableText;
pub use target::{
    Compression, CsvTarget, Driver, ExcelTarget, Existing, ExistingTable, FileTarget, Fill, Gauge, JsonShape,
    JsonTarget, Keep, KeptBy, ParquetTarget, Promise, Quoting, Removal, Staged, Standing, Target, TargetFormat, Ticket,
    Written,
};
pub use unite::{Columns, Place, Types, UniteOptions, United, is_exact, promoted, promoted_to_text, unite};
pub use workbook::{Holds, ListedSheet, Sheet, SheetList, SheetOptions, list_sheets, read_sheets};
pub use write::{Staging, Transaction, Withdrawal, recover_commits, unfinished_commits};
