//! A database server, and how to log in to it.

use std::fmt;
use std::path::PathBuf;

use super::Secret;
use crate::base::KeyBuilder;

/// Where a server is, and how to log in. Its `Debug` text holds no secret.
#[derive(Clone)]
pub struct Server {
    pub kind: ServerKind,
    /// The name of the connection that leads to it.
    pub connection: String,
    /// A name, an address, or the folder of a socket.
    pub host: String,
    pub port: u16,
    pub database: String,
    pub user: String,
    /// `None` for servers that ask for none.
    pub password: Option<Secret>,
    pub tls: Tls,
    /// Relative paths, also those of references, start here.
    pub base: PathBuf,
}

/// Which protocol a server speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerKind {
    Postgres,
    /// MySQL or MariaDB.
    MySql,
}

impl ServerKind {
    /// The kind that a driver's name, or the beginning of a URL, means.
    pub fn of_driver(driver: &str) -> Option<ServerKind> {
        match driver {
            "postgres" | "postgresql" => Some(ServerKind::Postgres),
            "mysql" | "mariadb" => Some(ServerKind::MySql),
            _ => None,
        }
    }

    /// The name of the driver, which also begins URLs.
    pub fn name(self) -> &'static str {
        match self {
            ServerKind::Postgres => "postgres",
            ServerKind::MySql => "mysql",
        }
    }

    pub fn port(self) -> u16 {
        match self {
            ServerKind::Postgres => 5432,
            ServerKind::MySql => 3306,
        }
    }
}

/// How the way to the server is encrypted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tls {
    pub mode: TlsMode,
    /// The authorities that may vouch for the server, in PEM; `None` for those of the system. Absolute.
    pub root: Option<PathBuf>,
    /// The certificate and the key with which the program identifies itself, in PEM. Absolute.
    pub own: Option<(PathBuf, PathBuf)>,
}

/// What is asked of an encrypted connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TlsMode {
    Disable,
    /// Encrypted where the server offers it. The certificate is not checked.
    #[default]
    Prefer,
    /// Encrypted, or no connection. The certificate is not checked.
    Require,
    /// The certificate is signed by an authority, for whatever name.
    VerifyCa,
    /// It is also made out for the host.
    VerifyFull,
}

impl TlsMode {
    /// By the names that libpq uses.
    pub const NAMES: [(&'static str, TlsMode); 5] = [
        ("disable", TlsMode::Disable),
        ("prefer", TlsMode::Prefer),
        ("require", TlsMode::Require),
        ("verify-ca", TlsMode::VerifyCa),
        ("verify-full", TlsMode::VerifyFull),
    ];

    /// By the names of MySQL's `ssl-mode`.
    pub const MYSQL_NAMES: [(&'static str, TlsMode); 5] = [
        ("DISABLED", TlsMode::Disable),
        ("PREFERRED", TlsMode::Prefer),
        ("REQUIRED", TlsMode::Require),
        ("VERIFY_CA", TlsMode::VerifyCa),
        ("VERIFY_IDENTITY", TlsMode::VerifyFull),
    ];

    /// The mode of a name; MySQL's names are those of MySQL alone, in whatever case.
    pub fn named(text: &str, kind: ServerKind) -> Option<TlsMode> {
        let own = TlsMode::MYSQL_NAMES.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
        if let Some((_, mode)) = own.filter(|_| kind == ServerKind::MySql) {
            return Some(mode);
        }
        TlsMode::NAMES.into_iter().find(|(name, _)| *name == text).map(|(_, mode)| mode)
    }
}

impl Server {
    /// Host and port, as a message names them.
    pub fn place(&self) -> String {
        if self.host.contains(':') {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }

    /// The address of a table, or of the database if the name is empty. Without user and password.
    pub fn url(&self, table: &str) -> String {
        format!("{}://{}/{}/{table}", self.kind.name(), self.place(), self.database)
    }

    /// Adds the server, the database and the user to a key.
    pub fn key(&self, builder: KeyBuilder) -> KeyBuilder {
        builder.text(&self.place()).text(&self.database).text(&self.user)
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("connection", &self.connection)
            .field("url", &self.url(""))
            .finish_non_exhaustive()
    }
}

impl PartialEq for Server {
    fn eq(&self, other: &Self) -> bool {
        let secret = |server: &Server| server.password.as_ref().map(|password| password.reveal().to_owned());
        (&self.connection, self.url(""), &self.user, &self.tls, &self.base)
            == (&other.connection, other.url(""), &other.user, &other.tls, &other.base)
            && secret(self) == secret(other)
    }
}

impl Eq for Server {}
