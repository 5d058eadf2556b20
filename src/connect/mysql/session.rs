//! A session with a server: one connection, the same settings everywhere.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use polars_async::ASYNC;
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::ClientConfig;
use tokio_rustls::rustls::pki_types::ServerName;

use super::literal::literal;
use super::wire::{Answer, Encrypts, Fault, Login, LoginFault, Packets, Stream};
use super::words::{not_connected, problem};
use crate::base::{Cause, Problem};
use crate::connect::connections::{Secret, Server, TlsMode};
pub(super) use crate::connect::servers::Use;
use crate::connect::servers::{self, Ends, SessionRight, client_config, password, silent};

/// How long a server may take to accept a login, in seconds.
const CONNECT: u64 = 5;
/// How long a request to end a session may take. It is best effort.
const CANCEL: Duration = Duration::from_secs(1);
/// How long a session may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(1);
/// The oldest servers that have all that is used: the major and the minor number.
const OLDEST_MYSQL: (u32, u32) = (5, 7);
const OLDEST_MARIADB: (u32, u32) = (10, 3);

/// Texts in queries of the user stand in either kind of quotes, as on every server by default.
const READ_MODE: &str = "STRICT_TRANS_TABLES,STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";
/// Zero is a value also in a column that counts by itself; names stand in double quotes.
const WRITE_MODE: &str = "STRICT_TRANS_TABLES,STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,\
                          NO_AUTO_VALUE_ON_ZERO,ANSI_QUOTES";

/// An open session.
pub(super) struct Session {
    pub packets: Packets,
    ender: Ender,
    pub is_mariadb: bool,
    _right: Option<SessionRight>,
}

/// Ends a session.
#[derive(Clone)]
pub(super) struct Ender {
    server: Arc<Server>,
    session: u32,
}

impl Ends for Ender {
    fn end(&self) {
        // Timers are made inside of the runtime. A server that cannot be asked notices that the connection is gone.
        let _ = ASYNC.block_on(async {
            timeout(CANCEL, async {
                let password = password(&self.server).ok()?;
                let (mut packets, _) = connect(&self.server, password.as_ref(), false).await.ok()?;
                let ended = packets.run(&format!("KILL {}", self.session)).await.ok();
                let _ = packets.quit().await;
                ended
            })
            .await
        });
    }
}

/// Encrypts the way to one server.
struct Encryption {
    config: Arc<ClientConfig>,
    name: ServerName<'static>,
}

impl Encrypts for Encryption {
    async fn encrypt(&self, stream: Box<dyn Stream>) -> io::Result<Box<dyn Stream>> {
        let connected = TlsConnector::from(self.config.clone()).connect(self.name.clone(), stream).await?;
        Ok(Box::new(connected))
    }
}

/// A connection that is logged in, and the number of its session.
async fn connect(server: &Server, password: Option<&Secret>, sends_rows: bool) -> Result<(Packets, u32), Problem> {
    let is_socket = server.host.starts_with('/');
    let encryption = if is_socket || server.tls.mode == TlsMode::Disable {
        None
    } else {
        let name = ServerName::try_from(server.host.clone());
        let name = name.map_err(|error| {
            let error = io::Error::new(io::ErrorKind::InvalidInput, error);
            not_connected(server, None, &LoginFault::Fault(Fault::Io(error)))
        })?;
        Some(Encryption { config: client_config(server)?, name })
    };
    let is_required = !matches!(server.tls.mode, TlsMode::Disable | TlsMode::Prefer) && !is_socket;
    let login = Login {
        user: &server.user,
        password: password.map_or(b"", |password| password.reveal().as_bytes()),
        database: &server.database,
        sends_rows,
        is_private: is_socket,
    };
    let connected = async {
        let stream: Box<dyn Stream> = if is_socket {
            Box::new(UnixStream::connect(&server.host).await.map_err(Fault::Io)?)
        } else {
            let stream = TcpStream::connect((server.host.as_str(), server.port)).await.map_err(Fault::Io)?;
            stream.set_nodelay(true).map_err(Fault::Io)?;
            Box::new(stream)
        };
        login.through(stream, encryption.as_ref(), is_required).await
    };
    let connected = timeout(Duration::from_secs(CONNECT), connected).await.map_err(|_| silent(server, CONNECT))?;
    connected.map_err(|fault| not_connected(server, password.map(Secret::reveal), &fault))
}

/// The major and the minor number of a version such as `10.11.19-MariaDB`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split(['.', '-']).map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

impl Session {
    /// Runs a statement whose rows are few.
    pub async fn run(&mut self, sql: &str) -> Result<Answer, Fault> {
        self.packets.run(sql).await
    }

    /// The first value of a statement; `None` if it is null or there is no row.
    pub async fn one(&mut self, sql: &str) -> Result<Option<String>, Fault> {
        Ok(self.run(sql).await?.rows.into_iter().next().and_then(|row| row.into_iter().next()).flatten())
    }

    /// A number that a statement counts.
    pub async fn count(&mut self, sql: &str) -> Result<u64, Fault> {
        Ok(self.one(sql).await?.and_then(|text| text.parse().ok()).unwrap_or(0))
    }
}

impl servers::Session for Session {
    type Ender = Ender;

    async fn open(server: &Server, r#use: Use, password: Option<&Secret>) -> Result<Session, Problem> {
        let (packets, session) = connect(server, password, r#use == Use::Write).await?;
        let ender = Ender { server: Arc::new(server.clone()), session };
        Ok(Session { packets, ender, is_mariadb: false, _right: None })
    }

    fn keep(&mut self, right: SessionRight) {
        self._right = Some(right);
    }

    async fn begin(&mut self, server: &Server, r#use: Use, limit: Option<Duration>) -> Result<(), Problem> {
        let failed = |fault: Fault| problem(server, &fault);
        let mode = if r#use == Use::Read { READ_MODE } else { WRITE_MODE };
        self.run("SET NAMES utf8mb4").await.map_err(failed)?;
        // What one server has switched on for all is switched off: limits of rows, updates only by keys, nulls that mean the
        // newest row. A stream may wait for whoever takes or gives its rows.
        let set = format!(
            "SET SESSION time_zone = '+00:00', sql_mode = '{mode}', autocommit = 0, sql_auto_is_null = 0, \
             sql_safe_updates = 0, sql_select_limit = 18446744073709551615, sql_notes = 1, net_write_timeout = 86400, \
             net_read_timeout = 86400, lock_wait_timeout = 10, innodb_lock_wait_timeout = 10"
        );
        self.run(&set).await.map_err(failed)?;
        let asked = "SELECT VERSION(), @@session.time_zone, @@session.sql_mode, @@character_set_client, \
                     @@character_set_connection, @@character_set_results";
        let found = self.run(asked).await.map_err(failed)?.rows;
        let found: Vec<&str> = found.iter().flatten().map(|text| text.as_deref().unwrap_or_default()).collect();
        let [name, zone, modes, encodings @ ..] = found.as_slice() else { return Err(problem(server, &Fault::Form)) };
        self.is_mariadb = name.contains("MariaDB");
        let oldest = if self.is_mariadb { OLDEST_MARIADB } else { OLDEST_MYSQL };
        if version(name).is_none_or(|version| version < oldest) {
            let problem = Problem::error(say!("mysql-too-old", place = server.place(), version = *name));
            return Err(problem.remedy(say!("server-newer")).at("connection").because(Cause::Source));
        }
        let is_strict = mode.split(',').all(|mode| modes.split(',').any(|set| set == mode));
        if *zone != "+00:00" || !is_strict || encodings.iter().any(|encoding| *encoding != "utf8mb4") {
            let problem = Problem::error(say!("server-other-settings", place = server.place()));
            return Err(problem.remedy(say!("server-ask-server")).at("connection").because(Cause::Source));
        }
        if let Some(limit) = limit {
            let set = if self.is_mariadb {
                format!("SET SESSION max_statement_time = {}", limit.as_secs_f64())
            } else {
                format!("SET SESSION max_execution_time = {}", limit.as_millis())
            };
            self.run(&set).await.map_err(failed)?;
        }
        let (level, begin) = match r#use {
            Use::Read => ("REPEATABLE READ", "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"),
            // What is counted stays as it is until the end.
            Use::Write => ("SERIALIZABLE", "START TRANSACTION READ WRITE"),
        };
        self.run(&format!("SET SESSION TRANSACTION ISOLATION LEVEL {level}")).await.map_err(failed)?;
        self.run(begin).await.map(drop).map_err(failed)
    }

    fn ender(&self) -> Ender {
        self.ender.clone()
    }

    async fn close(mut self) {
        let _ = timeout(GOODBYE, self.packets.quit()).await;
    }
}

/// How long to wait for another session that works with a staged table, in seconds.
const PATIENCE: u32 = 10;

impl Session {
    /// Waits until no other session has the lock of this name, and has it then until it is closed.
    pub async fn lock(&mut self, server: &Server, name: &str) -> Result<(), Problem> {
        let sql = format!("SELECT GET_LOCK({}, {PATIENCE})", literal(name));
        let held = self.one(&sql).await.map_err(|fault| problem(server, &fault))?;
        if held.as_deref() == Some("1") {
            return Ok(());
        }
        let problem = Problem::error(say!("server-locked", error = name));
        Err(problem.remedy(say!("database-try-later")).at("connection").because(Cause::TransientSource))
    }
}

/// Works in a session of its own ([`servers::with`]).
pub(super) fn with<T>(
    server: &Server,
    reach: &crate::connect::reach::Reach,
    r#use: Use,
    work: impl AsyncFnOnce(&mut Session) -> Result<T, Problem>,
) -> Result<T, Problem> {
    servers::with(server, reach, r#use, work)
}

#[cfg(test)]
mod version_tests {
    use super::version;

    #[test]
    fn versions_have_two_numbers() {
        for (text, expected) in [
            ("10.11.19-MariaDB-0+deb12u1", Some((10, 11))),
            ("8.4.2", Some((8, 4))),
            ("5.7-x", Some((5, 7))),
            ("x", None),
        ] {
            assert_eq!(version(text), expected, "{text}");
        }
    }
}
