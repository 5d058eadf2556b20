//! Logins: passwords of every sign, certificates, hosts that are dead or silent, cancelled work; and secrets that nobody sees.

use std::time::{Duration, Instant};

use super::{TestSchema, defined, test_server};
use crate::base::{Cancellation, Cause, Problem, environment};
use crate::connect::connections::{Server, Tls, TlsMode};
use crate::connect::postgres::asked::Postgres;
use crate::connect::postgres::session::{Session, Use, with};
use crate::connect::reach::Reach;
use crate::connect::servers::{dead_and_silent, no_secret_is_told, passwords_are_renewed};
use crate::connect::sql_rows::{SqlPlaces, SqlRows};
use crate::connect::sql_source::SqlSource;

/// Whether a session can be had.
fn login(server: &Server, reach: &Reach) -> Result<(), Problem> {
    with(server, reach, Use::Read, async |_: &Session| Ok(()))
}

#[test]
fn every_printable_character_is_a_password() {
    let Some(schema) = TestSchema::with("SELECT 1") else { return };
    let role = format!("role_{}", schema.name);
    schema.script(&format!("CREATE ROLE {role} LOGIN"));
    let all: String = (' '..='~').collect();
    let mut passwords: Vec<String> = (' '..='~').map(|sign| format!("{sign}a{sign}b{sign}")).collect();
    passwords.push(all);
    let port = schema.server.port;
    for password in passwords {
        schema.script(&format!("ALTER ROLE {role} PASSWORD '{}'", password.replace('\'', "''")));
        let parts = format!(
            "{{\"driver\": \"postgres\", \"host\": \"127.0.0.1\", \"port\": {port}, \"database\": \"postgres\", \
             \"user\": \"{role}\", \"sslmode\": \"disable\", \"password\": {password:?}}}"
        );
        assert_eq!(
            defined(&parts).and_then(|server| login(&server, &Reach::new("."))),
            Ok(()),
            "as a part: {password}"
        );
        let encoded: String = password.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let url = format!("\"postgres://{role}:{encoded}@127.0.0.1:{port}/postgres?sslmode=disable\"");
        assert_eq!(defined(&url).and_then(|server| login(&server, &Reach::new("."))), Ok(()), "in a URL: {password}");
    }
    schema.script(&format!("DROP ROLE {role}"));
}

#[test]
fn a_certificate_is_checked_as_the_mode_says() {
    let Some(server) = test_server() else { return };
    let Some(folder) = environment::text("TABLEWIRE_POSTGRES_TLS") else {
        eprintln!("left out: TABLEWIRE_POSTGRES_TLS is not set");
        return;
    };
    let of = |mode, root: &str, host: &str| {
        let root = Some(std::path::Path::new(&folder).join(root));
        let tls = Tls { mode, root, own: None };
        let server = Server { tls, host: host.to_owned(), ..(*server).clone() };
        with(&server, &Reach::new("."), Use::Read, async |session: &Session| {
            let sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
            let row = session.client().query_one(sql, &[]).await;
            Ok(row.expect("a row").get::<_, bool>(0))
        })
    };
    for (mode, root, host, expected) in [
        (TlsMode::Disable, "ca.pem", "127.0.0.1", Some(false)),
        (TlsMode::Prefer, "other.pem", "127.0.0.1", Some(true)),
        (TlsMode::Require, "other.pem", "localhost", Some(true)),
        (TlsMode::VerifyCa, "ca.pem", "127.0.0.1", Some(true)),
        (TlsMode::VerifyCa, "ca.pem", "localhost", Some(true)),
        (TlsMode::VerifyCa, "other.pem", "127.0.0.1", None),
        (TlsMode::VerifyFull, "ca.pem", "127.0.0.1", Some(true)),
        (TlsMode::VerifyFull, "ca.pem", "localhost", None),
        (TlsMode::VerifyFull, "other.pem", "127.0.0.1", None),
        (TlsMode::VerifyFull, "missing.pem", "127.0.0.1", None),
    ] {
        match of(mode, root, host) {
            Ok(is_encrypted) => assert_eq!(Some(is_encrypted), expected, "{mode:?} {root} {host}"),
            Err(problem) => {
                assert_eq!(expected, None, "{mode:?} {root} {host}: {problem}");
                assert!(problem.remedy.is_some() && problem.setting.as_deref() == Some("connection"), "{problem}");
            }
        }
    }
}

#[test]
fn dead_and_silent_hosts_are_one_line_in_time() {
    let server = |port: u16| {
        defined(&format!("\"postgres://me:s3cret@127.0.0.1:{port}/shop?sslmode=disable\"")).expect("a definition")
    };
    dead_and_silent(server, login);
}

/// How many sessions of tablewire the server has that are not this one, and what they do.
fn sessions(schema: &TestSchema, marker: &str) -> i64 {
    with(&schema.server, &Reach::new("."), Use::Read, async |session: &Session| {
        let sql = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%' || $1 || '%' AND pid <> pg_backend_pid()";
        Ok(session.client().query_one(sql, &[&marker]).await.expect("a row").get(0))
    })
    .expect("a session")
}

#[test]
fn cancelling_reaches_the_server_within_a_second() {
    let Some(schema) = TestSchema::with("CREATE TABLE a (n int)") else { return };
    let marker = format!("marker_{}", schema.name);
    let sql = format!("SELECT n, '{marker}' AS m, pg_sleep(0.001)::text AS s FROM generate_series(1, 10000000) AS n");
    let cancellation = Cancellation::default();
    let reach = Reach::new(".").cancelled_by(&cancellation);
    let rows = SqlRows::Query { sql, values: Vec::new(), places: SqlPlaces::default() };
    let asked = Postgres::new(schema.server.clone(), rows);
    let columns = asked.schema(&reach).expect("columns");
    let source = asked.row_source(columns, &reach).expect("a source");
    let cancelled = std::thread::scope(|scope| {
        let cancelled = scope.spawn(|| {
            while sessions(&schema, &marker) == 0 {
                std::thread::sleep(Duration::from_millis(20));
            }
            cancellation.cancel();
            Instant::now()
        });
        let request = crate::connect::scan::ScanRequest { columns: vec!["n".into(), "s".into()], ..Default::default() };
        let stopped = source.scan(&request, &reach, &mut |_| Ok(())).expect_err("stopped");
        assert_eq!(stopped.cause, Cause::Stopped, "{stopped}");
        cancelled.join().expect("it has been cancelled")
    });
    while sessions(&schema, &marker) > 0 {
        assert!(cancelled.elapsed() < Duration::from_secs(1), "the server still works for it");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_preview_gives_up_a_slow_statement_and_leaves_nothing() {
    let Some(schema) = TestSchema::with("CREATE TABLE a (n int)") else { return };
    let marker = format!("slow_{}", schema.name);
    let sql = format!("SELECT '{marker}' AS m, pg_sleep(60)::text AS s");
    let rows = SqlRows::Query { sql, values: Vec::new(), places: SqlPlaces::default() };
    let reach = Reach::new(".").limited_to(Duration::from_millis(300));
    let asked = Postgres::new(schema.server.clone(), rows);
    let columns = asked.schema(&reach).expect("columns");
    let source = asked.row_source(columns, &reach).expect("a source");
    let request = crate::connect::scan::ScanRequest { columns: vec!["s".into()], ..Default::default() };
    let problem = source.scan(&request, &reach, &mut |_| Ok(())).expect_err("too slow");
    assert!(problem.message.to_string().contains("preview") && !problem.cause.is_transient(), "{problem}");
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(sessions(&schema, &marker), 0);
}

#[test]
fn secrets_are_told_nowhere() {
    let port = test_server().map(|server| server.port);
    no_secret_is_told("postgres", port, defined, login);
}

#[test]
fn a_password_is_looked_up_for_each_login_and_again_after_a_refused_one() {
    let Some(schema) = TestSchema::with("SELECT 1") else { return };
    let (role, folder) = (format!("role_{}", schema.name), tempfile::tempdir().expect("a folder"));
    schema.script(&format!("CREATE ROLE {role} LOGIN"));
    let of = |reference: &str| {
        let port = schema.server.port;
        defined(&format!(
            "{{\"driver\": \"postgres\", \"host\": \"127.0.0.1\", \"port\": {port}, \"database\": \"postgres\", \
             \"user\": \"{role}\", \"sslmode\": \"disable\", \"password\": {reference:?}}}"
        ))
        .expect("a definition")
    };
    let alter = |password: &str| schema.script(&format!("ALTER ROLE {role} PASSWORD '{password}'"));
    passwords_are_renewed(folder.path(), alter, of, login);
    schema.script(&format!("DROP ROLE {role}"));
}
