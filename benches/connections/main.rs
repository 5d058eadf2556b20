//! Transfers between databases and files, against connectorx, the databases' own tools, and DuckDB where its scanner is
//! there. Ours are whole processes: `tablewire run PROJECT`.
//!
//! Prints `ratio NAME MEASURED LIMIT`: the median ratio of CPU seconds, of client and server together, of several rounds in
//! turn; `NAME_wall` the same of wall times, which count only on a machine at rest; and `memory NAME MEGABYTES LIMIT`. The
//! data is lineitem of TPC-H at scale 1, or `TABLEWIRE_BENCH_SCALE`. Words after `--` choose works by their names. `PYTHON`
//! is a Python with connectorx, duckdb and pyarrow. What was written is compared by digests of every column.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench tells its figures, and what it waits for")]
#![expect(clippy::disallowed_methods, reason = "a bench has variables of its own")]

#[path = "../works/data.rs"]
mod data;
mod digest;
mod measure;
mod server;
mod works;

fn main() {
    // Cargo adds `--bench`.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    works::all(&|name| {
        wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str()) || word.starts_with(name))
    });
}
