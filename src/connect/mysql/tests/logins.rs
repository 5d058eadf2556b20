//! Logins: passwords of every sign, certificates, hosts that are dead or silent, cancelled work; and secrets that nobody sees.

use std::time::{Duration, Instant};

use super::{TestDatabase, defined, test_server};
use crate::base::{Cancellation, Cause, Problem, environment};
use crate::connect::connections::{Server, Tls, TlsMode};
use crate::connect::mysql::literal::literal;
use crate::connect::mysql::session::{Session, Use, with};
use crate::connect::reach::Reach;
use crate::connect::scan::ScanRequest;
use crate::connect::servers::{dead_and_silent, no_secret_is_told, passwords_are_renewed};
use crate::connect::sql_source::SqlSource;

/// Whether a session can be had.
fn login(server: &Server, reach: &Reach) -> Result<(), Problem> {
    with(server, reach, Use::Read, async |_: &mut Session| Ok(()))
}

#[test]
fn every_printable_character_is_a_password() {
    let Some(database) = TestDatabase::with("") else { return };
    let user = format!("user_{}", database.name);
    database.script(&format!("CREATE USER {user}; GRANT ALL ON {}.* TO {user}", database.name));
    let all: String = (' '..='~').collect();
    let mut passwords: Vec<String> = (' '..='~').map(|sign| format!("{sign}a{sign}b{sign}")).collect();
    passwords.push(all);
    let (port, name) = (database.server.port, &database.name);
    for password in passwords {
        // As one statement: a password may have semicolons.
        let change = format!("ALTER USER {user} IDENTIFIED BY {}", literal(&password));
        database.one(&change);
        let parts = format!(
            "{{\"driver\": \"mariadb\", \"host\": \"127.0.0.1\", \"port\": {port}, \"database\": \"{name}\", \
             \"user\": \"{user}\", \"ssl-mode\": \"DISABLED\", \"password\": {password:?}}}"
        );
        let reach = Reach::new(".");
        assert_eq!(defined(&parts).and_then(|server| login(&server, &reach)), Ok(()), "as a part: {password}");
        let encoded: String = password.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let url = format!("\"mysql://{user}:{encoded}@127.0.0.1:{port}/{name}?sslmode=disable\"");
        assert_eq!(defined(&url).and_then(|server| login(&server, &reach)), Ok(()), "in a URL: {password}");
    }
    database.script(&format!("DROP USER {user}"));
}

#[test]
fn what_a_server_refuses_is_said_in_its_words() {
    let Some(server) = test_server() else { return };
    let of = |change: &dyn Fn(&mut Server)| {
        let mut server = (*server).clone();
        change(&mut server);
        login(&server, &Reach::new(".")).expect_err("refused")
    };
    let problem = of(&|server| server.password = None);
    assert!(problem.to_string().contains("refuses the login") && !problem.cause.is_transient(), "{problem}");
    let problem = of(&|server| server.database = "nowhere".into());
    assert!(problem.to_string().contains("does not have the database"), "{problem}");
    let Some(database) = TestDatabase::with("") else { return };
    let user = format!("other_{}", database.name);
    // The plugin is a part of the server: a login by it is asked for, and it is not known here.
    if database.try_script("INSTALL SONAME 'auth_ed25519'").is_ok() {
        database.script(&format!("CREATE USER {user} IDENTIFIED VIA ed25519 USING PASSWORD('x')"));
        let problem = of(&|server| server.user = user.clone());
        assert!(problem.to_string().contains("client_ed25519"), "{problem}");
        database.script(&format!("DROP USER {user}"));
    }
}

#[test]
fn a_certificate_is_checked_as_the_mode_says() {
    let Some(server) = test_server() else { return };
    let Some(folder) = environment::text("TABLEWIRE_MYSQL_TLS") else {
        eprintln!("left out: TABLEWIRE_MYSQL_TLS is not set");
        return;
    };
    let of = |mode, root: &str, host: &str| {
        let root = Some(std::path::Path::new(&folder).join(root));
        let tls = Tls { mode, root, own: None };
        let server = Server { tls, host: host.to_owned(), ..(*server).clone() };
        with(&server, &Reach::new("."), Use::Read, async |session: &mut Session| {
            let rows = session.run("SHOW SESSION STATUS LIKE 'Ssl_cipher'").await.expect("a row").rows;
            Ok(rows[0][1].as_deref().is_some_and(|cipher| !cipher.is_empty()))
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
        defined(&format!("\"mysql://me:s3cret@127.0.0.1:{port}/shop?sslmode=disable\"")).expect("a definition")
    };
    dead_and_silent(server, login);
}

/// How many sessions work at a statement with this marker.
fn sessions(database: &TestDatabase, marker: &str) -> u64 {
    let sql = format!(
        "SELECT count(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE '%{marker}%' AND ID <> CONNECTION_ID()"
    );
    database.one(&sql).and_then(|text| text.parse().ok()).expect("a number")
}

#[test]
fn cancelling_reaches_the_server_within_a_second() {
    let Some(database) = TestDatabase::with("") else { return };
    for (test, pause) in [("rows", "0.001"), ("none", "60")] {
        let marker = format!("marker_{test}_{}", database.name);
        let sql = format!("SELECT seq AS n, '{marker}' AS m, sleep({pause}) AS s FROM seq_1_to_10000000");
        let cancellation = Cancellation::default();
        let reach = Reach::new(".").cancelled_by(&cancellation);
        let asked = database.of_query(&sql, &[]);
        let columns = asked.schema(&reach).expect("columns");
        let source = asked.row_source(columns, &reach).expect("a source");
        let cancelled = std::thread::scope(|scope| {
            let cancelled = scope.spawn(|| {
                while sessions(&database, &marker) == 0 {
                    std::thread::sleep(Duration::from_millis(20));
                }
                cancellation.cancel();
                Instant::now()
            });
            let request = ScanRequest { columns: vec!["n".into(), "s".into()], ..Default::default() };
            let stopped = source.scan(&request, &reach, &mut |_| Ok(())).expect_err("stopped");
            assert_eq!(stopped.cause, Cause::Stopped, "{stopped}");
            cancelled.join().expect("it has been cancelled")
        });
        while sessions(&database, &marker) > 0 {
            assert!(cancelled.elapsed() < Duration::from_secs(1), "the server still works for it");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

#[test]
fn a_preview_gives_up_a_slow_statement_and_leaves_nothing() {
    let Some(database) = TestDatabase::with("") else { return };
    let marker = format!("slow_{}", database.name);
    let sql = format!("SELECT '{marker}' AS m, sum(sleep(1)) AS s FROM seq_1_to_60");
    let reach = Reach::new(".").limited_to(Duration::from_millis(300));
    let asked = database.of_query(&sql, &[]);
    let columns = asked.schema(&reach).expect("columns");
    let source = asked.row_source(columns, &reach).expect("a source");
    let request = ScanRequest { columns: vec!["s".into()], ..Default::default() };
    let problem = source.scan(&request, &reach, &mut |_| Ok(())).expect_err("too slow");
    assert!(problem.message.to_string().contains("preview") && !problem.cause.is_transient(), "{problem}");
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(sessions(&database, &marker), 0);
}

#[test]
fn secrets_are_told_nowhere() {
    let port = test_server().map(|server| server.port);
    no_secret_is_told("mysql", port, defined, login);
}

#[test]
fn a_password_is_looked_up_for_each_login_and_again_after_a_refused_one() {
    let Some(database) = TestDatabase::with("") else { return };
    let (user, folder) = (format!("u{}", std::process::id()), tempfile::tempdir().expect("a folder"));
    database.script(&format!("CREATE USER '{user}'@'%'; GRANT ALL ON {}.* TO '{user}'@'%'", database.name));
    let of = |reference: &str| {
        let (port, name) = (database.server.port, &database.name);
        defined(&format!(
            "{{\"driver\": \"mysql\", \"host\": \"127.0.0.1\", \"port\": {port}, \"database\": {name:?}, \
             \"user\": \"{user}\", \"sslmode\": \"disable\", \"password\": {reference:?}}}"
        ))
        .expect("a definition")
    };
    let alter = |password: &str| database.script(&format!("ALTER USER '{user}'@'%' IDENTIFIED BY '{password}'"));
    passwords_are_renewed(folder.path(), alter, of, login);
    database.script(&format!("DROP USER '{user}'@'%'"));
}
