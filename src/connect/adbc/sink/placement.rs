//! Where staged rows are moved.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::session::written;
use crate::base::{Cause, KeyBuilder, Problem};
use crate::connect::connections::{Connection, Connections, Foreign};
use crate::connect::keyed::{Equality, Keyed};
use crate::connect::source::Address;
use crate::connect::sql_rows::quoted;
use crate::connect::target::ExistingTable;

/// What is needed to move the rows, also after a crash. It names no library and no option: those are found by the name of the
/// connection.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Placement {
    pub connection: String,
    pub connections: Connections,
    #[serde(with = "crate::base::os_path")]
    pub base: PathBuf,
    /// What tells its database from others.
    pub database: String,
    pub schema: Option<String>,
    pub table: String,
    /// The table that holds the rows, in the same schema.
    pub staged: String,
    pub existing: ExistingTable,
    /// By which rows are found.
    pub keys: Vec<String>,
    pub columns: Vec<String>,
    /// Whether the table was there when rows were staged for it.
    pub is_there: bool,
}

impl Placement {
    pub fn target(&self) -> String {
        written(self.schema.as_deref(), &self.table)
    }

    pub fn source(&self) -> String {
        written(self.schema.as_deref(), &self.staged)
    }

    /// The table that rows arrive in before they have the types of a table that is there.
    pub fn raw(&self) -> String {
        format!("{}_0", self.staged)
    }

    /// A table that is always taken back.
    pub fn aside(&self) -> String {
        format!("{}_1", self.staged)
    }

    pub fn raw_source(&self) -> String {
        written(self.schema.as_deref(), &self.raw())
    }

    /// All tables that may be left of it, by their names, and as in a statement.
    pub fn temporary(&self) -> [(String, String); 3] {
        let named = |name: String| (name.clone(), written(self.schema.as_deref(), &name));
        [named(self.aside()), named(self.raw()), named(self.staged.clone())]
    }

    pub fn address(&self) -> Address {
        let schema = self.schema.iter().map(|schema| format!("{schema}.")).collect::<String>();
        Address::Url(format!("adbc://{}/{schema}{}", self.connection, self.table))
    }

    /// The statements for its keys.
    pub fn keyed(&self) -> Keyed<'_> {
        let (target, staged) = (self.target(), self.source());
        Keyed { target, staged, keys: &self.keys, columns: &self.columns, equality: Equality::Split }
    }

    /// The names of the columns, as in a statement.
    pub fn names(&self) -> String {
        self.columns.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
    }

    /// The database. Fails if the connection leads elsewhere now.
    pub fn foreign(&self) -> Result<Arc<Foreign>, Problem> {
        match self.connections.find(&self.connection, &self.base)? {
            Connection::Adbc(foreign) if database_of(&foreign) == self.database => Ok(foreign),
            _ => {
                let (name, url) = (self.connection.as_str(), self.address().to_string());
                let problem = Problem::error(say!("server-leads-elsewhere", name = name, url = url));
                Err(problem.remedy(say!("server-restore-definition")).at("connection").because(Cause::Source))
            }
        }
    }
}

/// What tells a database from others: its connection, its driver and its options. A digest of them without what may be secret, so
/// that it may stand in a note.
pub(super) fn database_of(foreign: &Foreign) -> String {
    let key = KeyBuilder::new("adbc database").text(&foreign.connection).text(&foreign.library);
    let key = key.text(foreign.entrypoint.as_deref().unwrap_or(""));
    let options = foreign.options.iter().map(|(name, value)| (name, public_part(name, value.reveal())));
    options.fold(key, |key, (name, value)| key.text(name).text(&value)).finish().to_string()
}

/// The part of an option's value that holds no secret.
fn public_part(name: &str, value: &str) -> String {
    const SECRET: [&str; 8] = ["passw", "pwd", "secret", "token", "credential", "passphrase", "private_key", "api_key"];
    let is_secret = |name: &str| SECRET.iter().any(|word| name.to_lowercase().contains(word));
    if is_secret(name) {
        return String::new();
    }
    // The login of an address stands before its last @.
    let place = match value.split_once("://") {
        Some((_, rest)) => rest.rsplit_once('@').map_or(rest, |(_, place)| place),
        None => value,
    };
    let pieces = place.split(['?', '&', ';', ' ']);
    let is_public = |piece: &&str| piece.split_once('=').is_none_or(|(name, _)| !is_secret(name));
    pieces.filter(is_public).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_a_database_holds_no_secret() {
        for (name, value, public) in [
            ("uri", "postgresql://me:a@b@host:1/shop?password=x&dbname=a", "host:1/shop dbname=a"),
            ("uri", "host=h password=x dbname=a", "host=h dbname=a"),
            ("uri", "/home/user/monkey.sqlite", "/home/user/monkey.sqlite"),
            ("adbc.snowflake.sql.auth_token", "x", ""),
            ("adbc.snowflake.sql.db", "SHOP", "SHOP"),
        ] {
            assert_eq!(public_part(name, value), public);
        }
    }
}
