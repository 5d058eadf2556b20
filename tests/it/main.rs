//! Integration tests: one binary, so that polars and egui are linked once.

#![expect(clippy::unwrap_used, reason = "a test may fail by it")]
#![expect(clippy::print_stderr, reason = "what is passed over is told")]
#![expect(clippy::disallowed_methods, reason = "tests have variables of their own, and threads beside the program's")]

mod account;
mod adbc;
mod addresses;
mod bad_input;
mod cache;
mod canvas;
mod canvas_cards;
mod canvas_menus;
mod changed_on_disk;
mod cleaning;
mod cli;
mod clusters;
mod columns;
mod commits;
mod conditions;
#[cfg(unix)]
mod connection_secrets;
mod connections;
mod contrast;
mod crashes;
mod databases;
mod differential;
mod drift;
mod duckdb;
mod edge_values;
mod edges;
#[cfg(unix)]
mod engine_process;
mod everywhere;
mod exact_digits;
mod exhaustion;
mod failures;
mod files;
mod finding;
mod form_bench;
mod form_keys;
mod fuzz;
mod history;
mod hostile;
mod hostile_servers;
mod hover;
mod import_cycles;
mod imports;
mod inspector;
mod interrupted;
mod join_keys;
mod language;
mod layers;
mod libraries;
mod limits;
mod lineage;
mod literals;
mod main_window;
mod memory;
mod mysql;
mod new_rows;
mod no_records;
mod pages;
mod panel;
mod parse_count;
mod path;
mod pdsh;
mod pictures;
mod policies;
mod popups;
mod postgres;
mod presses;
mod program;
mod real_files;
mod runs;
mod runs_panel;
mod samples;
#[cfg(unix)]
mod secrets;
mod server_runs;
mod several_databases;
mod signals;
#[cfg(unix)]
mod slow_disk;
mod spark;
mod spark_columns;
mod spark_large;
mod spark_looks;
mod spark_programs;
mod spark_proof;
mod spark_runs;
mod spark_secrets;
mod spark_sent;
mod spark_tables;
mod spark_trouble;
mod special_outputs;
mod table;
mod tabs;
mod texts;
mod tour;
mod value_completion;
mod window;
mod workplace;
mod worksheets;
