//! A database server, and how to log in to it.

use std::fmt;
use std::path::PathBuf;

use super::Secret;
use crate::base::KeyBuilder;

/// Where a PostgreSQL server is, and how to log in. Its `Debug` text holds no secret.
#[derive(Clone)]
pub struct Server {
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

/// How the way to the server is encrypted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tls {
    pub mode: TlsMode,
    /// The authorities that may vouch for the server, in PEM; `None` for those of the system. Absolute.
    pub root: Option<PathBuf>,
    /// The certificate and the key with which the program identifies itself, in PEM. Absolute.
    pub own: Option<(PathBuf, PathBuf)>,
}

/// By the names that libpq uses.
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
    pub const NAMES: [(&'static str, TlsMode); 5] = [
        ("disable", TlsMode::Disable),
        ("prefer", TlsMode::Prefer),
        ("require", TlsMode::Require),
        ("verify-ca", TlsMode::VerifyCa),
        ("verify-full", TlsMode::VerifyFull),
    ];

    pub fn named(text: &str) -> Option<TlsMode> {
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
        format!("postgres://{}/{}/{table}", self.place(), self.database)
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
