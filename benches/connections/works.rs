//! The works: what is transferred, by us and by others, and the limits.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use polars::prelude::*;
use tempfile::TempDir;

use super::data::Data;
use super::digest::of_file;
use super::measure::{Cost, compare, measured, report_memory};
use super::server::Server;

const PROGRAM: &str = env!("CARGO_BIN_EXE_tablewire");
const PEER: &str = "benches/connections/peer.py";
/// Rows of the work whose memory is measured, and its limit in megabytes.
const MANY: u64 = 10_000_000;
const MEMORY: f64 = 500.0;
const NUMBERS: [&str; 4] = ["l_quantity", "l_extendedprice", "l_discount", "l_tax"];
const INTEGERS: [&str; 4] = ["l_orderkey", "l_partkey", "l_suppkey", "l_linenumber"];
const DATES: [&str; 3] = ["l_shipdate", "l_commitdate", "l_receiptdate"];
const TEXTS: [&str; 5] = ["l_returnflag", "l_linestatus", "l_shipinstruct", "l_shipmode", "l_comment"];

/// Where the works are done.
struct Place {
    folder: TempDir,
    csv: PathBuf,
    /// Numbers with two exact decimals, integers of 32 bits.
    typed: PathBuf,
    /// As the generator wrote it: 64 bits and floats.
    plain: PathBuf,
}

pub fn all(is_wanted: &dyn Fn(&str) -> bool) {
    let data = Data::prepare();
    let folder = tempfile::tempdir_in(&data.folder).expect("a folder");
    let (csv, plain) = (data.path("lineitem.csv").into(), data.path("lineitem.parquet").into());
    let typed = data.folder.join("lineitem_typed.parquet");
    if !typed.exists() {
        make_typed(&data, &typed);
    }
    let place = Place { folder, csv, typed, plain };
    if is_wanted("postgres") {
        postgres(&place, is_wanted);
    }
    if is_wanted("mysql") {
        mysql(&place);
    }
    if is_wanted("sqlite") {
        sqlite(&place);
    }
}

fn make_typed(data: &Data, typed: &Path) {
    let integer = INTEGERS.map(|name| col(name).cast(DataType::Int32));
    let number = NUMBERS.map(|name| col(name).cast(DataType::Decimal(15, 2)));
    let rows = data.scan("lineitem").with_columns(integer).with_columns(number);
    let mut rows = rows.collect().expect("rows");
    ParquetWriter::new(fs::File::create(typed).expect("a new file")).finish(&mut rows).expect("room on the disk");
}

/// The columns of the table, with the words of a database for integers, numbers and texts.
fn columns(integer: &str, number: &str, text: &str) -> String {
    let order = INTEGERS.iter().map(|name| (name, integer)).chain(NUMBERS.iter().map(|name| (name, number)));
    let order = order.chain(TEXTS[..2].iter().map(|name| (name, text)));
    let order = order.chain(DATES.iter().map(|name| (name, "date"))).chain(TEXTS[2..].iter().map(|name| (name, text)));
    order.map(|(name, word)| format!("{name} {word}")).collect::<Vec<_>>().join(", ")
}

impl Place {
    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// A run of a project with one source and one sink.
    fn run(&self, connection: &str, source: &str, sink: &str) -> Command {
        self.started(
            connection,
            &format!(
                "nodes: {{\"in\": (kind: {source}), \"out\": (kind: {sink})}}, wires: [(from: \"in\", to: \"out\")]"
            ),
        )
    }

    /// The same with a step between them that keeps all columns: rows become columns and are encoded again.
    fn run_decoded(&self, connection: &str, source: &str, sink: &str) -> Command {
        let step = "\"select\", version: 1, settings: ()";
        let nodes = format!("\"in\": (kind: {source}), \"step\": (kind: {step}), \"out\": (kind: {sink})");
        let wires = "(from: \"in\", to: \"step\"), (from: \"step\", to: \"out\")";
        self.started(connection, &format!("nodes: {{{nodes}}}, wires: [{wires}]"))
    }

    fn started(&self, connection: &str, project: &str) -> Command {
        let project = format!("(format: 1, {project})");
        let (file, connections) = (self.path("p.ron"), self.path("connections.ron"));
        fs::write(&file, project).expect("a file");
        fs::write(&connections, format!("{{\"it\": {connection:?}}}")).expect("a file");
        let mut command = Command::new(PROGRAM);
        command.args(["run", "--no-cache", "--quiet", "--connections", &connections, &file]);
        command.env("TABLEWIRE_STATE", self.folder.path());
        command
    }
}

fn read_table(table: &str) -> String {
    format!("\"read_database\", version: 1, settings: (connection: \"it\", table: \"{table}\")")
}

fn write_table(table: &str) -> String {
    format!("\"write_database\", version: 1, settings: (connection: \"it\", table: \"{table}\")")
}

fn read_file(path: &Path) -> String {
    format!("\"read_parquet\", version: 1, settings: (path: \"{}\")", path.display())
}

fn write_file(path: &str) -> String {
    format!("\"write_parquet\", version: 1, settings: (path: \"{path}\")")
}

/// A work of another program; `None` if it is not there.
fn peer(words: &[&str]) -> Option<Command> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut command = Command::new(&python);
    command.arg(PEER).args(words);
    let has = Command::new(python).args([PEER, "has", words[0]]).output().is_ok_and(|output| output.status.success());
    if !has {
        println!("left out: {} is not there", words[0]);
    }
    has.then_some(command)
}

fn shell(text: &str) -> Command {
    let mut command = Command::new("bash");
    command.args(["-o", "pipefail", "-c", text]);
    command
}

/// Both files have the same values in all columns.
fn same(found: &str, expected: &[(String, u64)]) {
    let mut found = of_file(Path::new(found));
    found.iter_mut().for_each(|(name, _)| *name = name.to_lowercase());
    assert_eq!(found, expected, "digests of the columns");
}

/// The digest of a table in PostgreSQL.
fn digest_sql(table: &str) -> String {
    let sum = |hash: String| format!("sum({hash}::numeric)");
    let integers = INTEGERS.iter().map(|name| sum(format!("hashint4extended({name}, 0)")));
    let numbers = NUMBERS.iter().map(|name| sum(format!("hash_numeric_extended({name}, 0)")));
    let dates = DATES.iter().map(|name| sum(format!("hashint4extended({name} - date '2000-01-01', 0)")));
    let texts = TEXTS.iter().map(|name| sum(format!("hashtextextended({name}, 0)")));
    let sums: Vec<String> = integers.chain(numbers).chain(dates).chain(texts).collect();
    format!("SELECT count(*), {} FROM {table}", sums.join(", "))
}

fn postgres(place: &Place, is_wanted: &dyn Fn(&str) -> bool) {
    let Some(server) = Server::start("postgres.sh") else { return };
    let columns = columns("integer", "numeric(15,2)", "text");
    server.answer(&format!("CREATE TABLE lineitem ({columns})"));
    server.answer(&format!("\\copy lineitem FROM '{}' WITH (FORMAT csv, HEADER)", place.csv.display()));
    server.answer("VACUUM ANALYZE lineitem");
    let url = format!("{}?sslmode=disable", server.url);
    let servers = [server.process];
    let (ours, theirs) = (place.path("ours.parquet"), place.path("theirs.parquet"));
    let expected = of_file(&place.typed);
    let read = || measured(place.run(&url, &read_table("lineitem"), &write_file(&ours)), &servers);
    for (name, limits) in [("connectorx", (0.6, 0.5)), ("duckdb", (1.0, 1.0))] {
        let work = format!("postgres_read_{name}");
        let address = [name, "postgres", &server.url, &theirs];
        if is_wanted(&work) && peer(&address).is_some() {
            compare(&work, limits, read, || measured(peer(&address).expect("it was there"), &servers));
            same(&ours, &expected);
            same(&theirs, &expected);
        }
    }
    let digest = server.answer(&digest_sql("lineitem"));
    let drop_it = || server.answer("DROP TABLE IF EXISTS written");
    if is_wanted("postgres_write") {
        let copy = place.path("lineitem.copy");
        server.answer(&format!("\\copy lineitem TO '{copy}' WITH (FORMAT binary)"));
        let ours = || {
            drop_it();
            measured(place.run(&url, &read_file(&place.typed), &write_table("written")), &servers)
        };
        let theirs = || {
            drop_it();
            server.answer(&format!("CREATE TABLE written ({columns})"));
            measured(server.client(&format!("\\copy written FROM '{copy}' WITH (FORMAT binary)")), &servers)
        };
        compare("postgres_write_psql", (1.1, 1.1), ours, theirs);
        ours();
        assert_eq!(server.answer(&digest_sql("written")), digest);
        fs::remove_file(copy).expect("a file");
    }
    if is_wanted("postgres_copy") {
        let other = server.url.replace("/postgres", "/other");
        server.answer("CREATE DATABASE other");
        let (read, write) = (read_table("lineitem"), write_table("written"));
        let theirs = || {
            shell(&format!("psql -q -X '{other}' -c 'DROP TABLE IF EXISTS lineitem'")).status().expect("a client");
            measured(shell(&format!("pg_dump -t lineitem '{}' | psql -q -X '{other}'", server.url)), &servers)
        };
        let decoded = || {
            drop_it();
            measured(place.run_decoded(&url, &read, &write), &servers)
        };
        compare("postgres_copy_decoded_pg_dump", (0.95, 0.85), decoded, theirs);
        assert_eq!(server.answer(&digest_sql("written")), digest);
        let passed_on = || {
            drop_it();
            measured(place.run(&url, &read, &write), &servers)
        };
        compare("postgres_copy_pg_dump", (0.8, 0.75), passed_on, theirs);
        assert_eq!(server.answer(&digest_sql("written")), digest);
    }
    if is_wanted("postgres_memory") {
        drop_it();
        let twice = "SELECT * FROM lineitem UNION ALL SELECT * FROM lineitem";
        server.answer(&format!("CREATE TABLE many AS SELECT * FROM ({twice}) AS twice LIMIT {MANY}"));
        let costs = [
            measured(place.run(&url, &read_table("many"), &write_file(&ours)), &servers),
            measured(place.run(&url, &read_file(Path::new(&ours)), &write_table("written")), &servers),
        ];
        assert_eq!(server.answer(&digest_sql("written")), server.answer(&digest_sql("many")));
        costs.iter().zip(["to_file", "to_table"]).for_each(|(cost, name)| memory(name, cost));
    }
}

fn memory(name: &str, cost: &Cost) {
    report_memory(&format!("postgres_memory_{name}"), std::slice::from_ref(cost), MEMORY);
}

fn mysql(place: &Place) {
    let Some(server) = Server::start("mariadb.sh") else { return };
    server.answer(&format!("CREATE TABLE lineitem ({})", columns("integer", "decimal(15,2)", "varchar(100)")));
    let lines = "FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\\\"' LINES TERMINATED BY '\\n' IGNORE 1 LINES";
    server.answer(&format!("LOAD DATA LOCAL INFILE '{}' INTO TABLE lineitem {lines}", place.csv.display()));
    let (ours, theirs) = (place.path("ours.parquet"), place.path("theirs.parquet"));
    let address = ["connectorx", "mysql", server.url.as_str(), &theirs];
    let Some(_) = peer(&address) else { return };
    let url = format!("{}?sslmode=DISABLED", server.url);
    compare(
        "mysql_read_connectorx",
        (0.75, 0.75),
        || measured(place.run(&url, &read_table("lineitem"), &write_file(&ours)), &[server.process]),
        || measured(peer(&address).expect("it was there"), &[server.process]),
    );
    let expected = of_file(&place.typed);
    same(&ours, &expected);
    same(&theirs, &expected);
}

fn sqlite(place: &Place) {
    let file = place.path("lineitem.sqlite");
    let import = |file: &str| {
        let _ = fs::remove_file(file);
        // The generator writes whole quantities.
        let columns = columns("integer", "real", "text").replace("l_quantity real", "l_quantity integer");
        let create = format!("CREATE TABLE lineitem ({columns})");
        let mut command = Command::new("sqlite3");
        command.args([file, &create, ".mode csv"]).arg(format!(".import --skip 1 '{}' lineitem", place.csv.display()));
        command
    };
    if Command::new("sqlite3").arg("--version").output().is_err() {
        println!("left out: sqlite3 is not there");
        return;
    }
    let url = format!("sqlite:{file}");
    let (ours, theirs) = (place.path("ours.parquet"), place.path("theirs.parquet"));
    measured(import(&file), &[]);
    let expected = of_file(&place.plain);
    let address = ["connectorx", "sqlite", &format!("sqlite://{file}"), &theirs];
    if peer(&address).is_some() {
        compare(
            "sqlite_read_connectorx",
            (0.7, 0.65),
            || measured(place.run(&url, &read_table("lineitem"), &write_file(&ours)), &[]),
            || measured(peer(&address).expect("it was there"), &[]),
        );
        same(&ours, &expected);
    }
    let written = place.path("written.sqlite");
    let write = || {
        let _ = fs::remove_file(&written);
        let url = format!("sqlite:{written}");
        measured(place.run(&url, &read_file(&place.plain), &write_table("lineitem")), &[])
    };
    compare("sqlite_write_import", (0.5, 0.5), write, || measured(import(&file), &[]));
    let again = format!("sqlite:{written}");
    measured(place.run(&again, &read_table("lineitem"), &write_file(&ours)), &[]);
    same(&ours, &expected);
}
