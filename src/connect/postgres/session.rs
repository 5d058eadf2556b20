//! A session with a server: one connection, one transaction, the same settings everywhere.

use std::sync::Arc;
use std::time::Duration;

use polars_async::ASYNC;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_postgres::config::{SslMode, SslNegotiation};
use tokio_postgres::{CancelToken, Client, Config};

use super::line::Lines;
use super::tap::CopiedRows;
use super::tls::Encryption;
use super::words::{breached, not_connected, problem};
use crate::base::{Cause, Problem};
use crate::connect::connections::{Secret, Server, TlsMode};
use crate::connect::reach::Reach;
pub(super) use crate::connect::servers::Use;
use crate::connect::servers::{self, Ends, SessionRight, silent};

/// How long a server may take to accept a login, in seconds.
const CONNECT: u64 = 5;
/// How long a request to end a query may take. It is best effort.
const CANCEL: Duration = Duration::from_secs(1);
/// How long a session may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(1);
/// After so long without a byte the system asks whether the other host is still there.
const ALIVE: Duration = Duration::from_secs(60);
/// The oldest server that has all that is used.
const OLDEST: i32 = 120_000;

/// What must hold in every session, so that a value has one text everywhere.
const SETTINGS: [(&str, &str); 6] = [
    ("TimeZone", "UTC"),
    ("DateStyle", "ISO, YMD"),
    ("IntervalStyle", "postgres"),
    ("extra_float_digits", "1"),
    ("standard_conforming_strings", "on"),
    ("bytea_output", "hex"),
];

/// An open session.
pub(super) struct Session {
    client: Option<Client>,
    work: JoinHandle<()>,
    ender: Ender,
    rows: Arc<CopiedRows>,
    _right: Option<SessionRight>,
}

/// Ends the statement that runs in a session.
#[derive(Clone)]
pub(super) struct Ender {
    token: CancelToken,
    /// `None` for the file of a socket.
    lines: Option<Lines>,
}

impl Ends for Ender {
    fn end(&self) {
        // Timers are made inside of the runtime.
        let _ = ASYNC.block_on(async { timeout(CANCEL, self.request()).await });
    }
}

impl Ender {
    async fn request(&self) {
        // A server that cannot be asked notices that the connection is gone.
        let _ = match &self.lines {
            Some(lines) => self.token.cancel_query(lines.clone()).await,
            None => self.token.cancel_query(tokio_postgres::NoTls).await,
        };
    }
}

impl Session {
    /// The client. There is one until the session is closed.
    pub fn client(&self) -> &Client {
        self.client.as_ref().expect("a session is used before it is closed")
    }

    /// Where the rows of a copy may arrive.
    pub fn copied_rows(&self) -> &CopiedRows {
        &self.rows
    }
}

impl servers::Session for Session {
    type Ender = Ender;

    async fn open(server: &Server, _: Use, password: Option<&Secret>) -> Result<Session, Problem> {
        let mut config = Config::new();
        config.host(&server.host).port(server.port).user(&server.user).dbname(&server.database);
        config.application_name("tablewire").connect_timeout(Duration::from_secs(CONNECT));
        config.keepalives_idle(ALIVE).keepalives_interval(ALIVE / 6).keepalives_retries(6);
        if let Some(password) = password {
            config.password(password.reveal());
        }
        let rows: Arc<CopiedRows> = Arc::default();
        let encryption = if server.tls.mode == TlsMode::Disable { None } else { Some(Encryption::of(server)?) };
        let is_required = !matches!(server.tls.mode, TlsMode::Disable | TlsMode::Prefer);
        // The file of a socket is never encrypted.
        let lines = (!server.host.starts_with('/')).then(|| Lines { encryption, is_required, rows: rows.clone() });
        let login = async {
            match &lines {
                Some(lines) => {
                    config.ssl_mode(SslMode::Require).ssl_negotiation(SslNegotiation::Direct);
                    let (client, connection) = config.connect(lines.clone()).await?;
                    Ok((client, ASYNC.spawn(async move { drop(connection.await) })))
                }
                None => {
                    config.ssl_mode(SslMode::Disable);
                    let (client, connection) = config.connect(tokio_postgres::NoTls).await?;
                    Ok((client, ASYNC.spawn(async move { drop(connection.await) })))
                }
            }
        };
        let login = timeout(Duration::from_secs(CONNECT), login).await.map_err(|_| silent(server, CONNECT))?;
        let (client, work) = login.map_err(|error| not_connected(server, password.map(Secret::reveal), &error))?;
        // Another connection has its own rows.
        let lines = lines.map(|lines| Lines { rows: Arc::default(), ..lines });
        let ender = Ender { token: client.cancel_token(), lines };
        Ok(Session { client: Some(client), work, ender, rows, _right: None })
    }

    fn keep(&mut self, right: SessionRight) {
        self._right = Some(right);
    }

    async fn begin(&mut self, server: &Server, r#use: Use, limit: Option<Duration>) -> Result<(), Problem> {
        let mode = match r#use {
            Use::Read => "ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Use::Write => "ISOLATION LEVEL READ COMMITTED READ WRITE",
        };
        let set = SETTINGS.iter().map(|(name, value)| format!("SET LOCAL {name} = '{value}';"));
        let limit = limit.map_or(0, |limit| limit.as_millis());
        // Rows of a table come in the order in which they are stored, whoever else reads it.
        let begin = format!(
            "BEGIN {mode}; {} SET LOCAL statement_timeout = {limit}; SET LOCAL lock_timeout = 10000; \
             SET LOCAL synchronize_seqscans = off; SET LOCAL max_parallel_workers_per_gather = 0",
            set.collect::<String>()
        );
        let failed = |error: tokio_postgres::Error| problem(server, &error);
        self.client().batch_execute(&begin).await.map_err(failed)?;
        let names: Vec<&str> = SETTINGS.iter().map(|(name, _)| *name).collect();
        let asked = "SELECT current_setting('server_version_num')::int4, current_setting('client_encoding'), \
                     ARRAY(SELECT current_setting(name) FROM unnest($1::text[]) WITH ORDINALITY AS n (name, place) \
                     ORDER BY place)";
        let row = self.client().query_one(asked, &[&names]).await.map_err(failed)?;
        let (version, encoding): (i32, String) = (row.try_get(0).map_err(failed)?, row.try_get(1).map_err(failed)?);
        let found: Vec<String> = row.try_get(2).map_err(failed)?;
        let holds = SETTINGS.iter().map(|(_, value)| *value).eq(found.iter().map(String::as_str));
        if version < OLDEST {
            let problem = Problem::error(say!("postgres-too-old", place = server.place()));
            return Err(problem.remedy(say!("server-newer")).at("connection").because(Cause::Source));
        }
        if !holds || encoding != "UTF8" {
            let problem = Problem::error(say!("server-other-settings", place = server.place()));
            return Err(problem.remedy(say!("server-ask-server")).at("connection").because(Cause::Source));
        }
        Ok(())
    }

    fn fault(&self, server: &Server) -> Option<Problem> {
        self.rows.breach().map(|breach| breached(server, breach))
    }

    fn ender(&self) -> Ender {
        self.ender.clone()
    }

    async fn close(mut self) {
        self.client = None;
        let _ = timeout(GOODBYE, &mut self.work).await;
        self.work.abort();
    }
}

/// A session that is dropped in the middle of its work is cut off.
impl Drop for Session {
    fn drop(&mut self) {
        self.work.abort();
    }
}

/// Works in a session of its own, in one transaction ([`servers::with`]).
pub(super) fn with<T>(
    server: &Server,
    reach: &Reach,
    r#use: Use,
    work: impl AsyncFnOnce(&Session) -> Result<T, Problem>,
) -> Result<T, Problem> {
    servers::with(server, reach, r#use, async |session: &mut Session| work(session).await)
}
