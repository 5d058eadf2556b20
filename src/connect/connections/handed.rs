//! A connection whose driver is a library, as one process gives it to another, through a pipe: nobody else reads it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Connection, DuckDbFile, Foreign, Secret};
use crate::base::os_path;

#[derive(Serialize, Deserialize)]
enum Handed {
    DuckDb {
        connection: String,
        #[serde(with = "os_path")]
        path: PathBuf,
        library: Option<String>,
    },
    Adbc {
        connection: String,
        library: String,
        entrypoint: Option<String>,
        options: BTreeMap<String, String>,
        #[serde(with = "os_path")]
        base: PathBuf,
    },
}

impl Connection {
    /// One line for [`Connection::taken_over`], secrets included; `None` if the driver is our own, so that it can work here.
    pub fn handed_over(&self) -> Option<String> {
        let handed = match self {
            Connection::Sqlite(_) | Connection::Postgres(_) | Connection::MySql(_) => return None,
            Connection::DuckDb(file) => {
                let DuckDbFile { connection, path, library } = (**file).clone();
                Handed::DuckDb { connection, path, library }
            }
            Connection::Adbc(foreign) => {
                let Foreign { connection, library, entrypoint, options, base } = (**foreign).clone();
                let options = options.into_iter().map(|(name, value)| (name, value.reveal().to_owned())).collect();
                Handed::Adbc { connection, library, entrypoint, options, base }
            }
        };
        serde_json::to_string(&handed).ok()
    }

    /// The connection of such a line.
    pub fn taken_over(text: &str) -> Option<Connection> {
        Some(match serde_json::from_str(text).ok()? {
            Handed::DuckDb { connection, path, library } => {
                Connection::DuckDb(Arc::new(DuckDbFile { connection, path, library }))
            }
            Handed::Adbc { connection, library, entrypoint, options, base } => {
                let options = options.into_iter().map(|(name, value)| (name, Secret::new(value))).collect();
                Connection::Adbc(Arc::new(Foreign { connection, library, entrypoint, options, base }))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_with_a_library_is_the_same_in_another_process() {
        let options = BTreeMap::from([("uri".to_owned(), Secret::new("a\nb é"))]);
        let foreign = Foreign {
            connection: "a".into(),
            library: "/opt/x.so".into(),
            entrypoint: None,
            options,
            base: "/home/me".into(),
        };
        let file = DuckDbFile { connection: "b".into(), path: "/data/x y.duckdb".into(), library: None };
        for connection in [Connection::Adbc(Arc::new(foreign)), Connection::DuckDb(Arc::new(file))] {
            let text = connection.handed_over().expect("it has a library");
            assert!(!text.contains('\n'));
            assert_eq!(Connection::taken_over(&text), Some(connection));
        }
        assert_eq!(Connection::Sqlite("/a".into()).handed_over(), None);
    }
}
