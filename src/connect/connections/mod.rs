//! Named connections: a project says a name, and each machine says what it stands for. So one project runs on a laptop, in
//! tests and in production, and holds no secret.

mod change;
#[cfg(test)]
mod change_tests;
mod comments;
mod connection;
mod definition;
mod draft;
mod entry;
mod foreign;
mod handed;
mod own_secret;
mod part;
mod secret;
mod server;
mod url;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use change::{Forgotten, check_draft};
pub use connection::{Connection, DRIVERS, Parts};
use definition::{from_default, from_parts, from_text};
pub use draft::{Draft, Password};
pub use entry::{Entry, Origin};
pub use foreign::{DuckDbFile, Foreign};
pub use part::{Holds as PartHolds, Part, parts_of, takes_options, takes_password};
pub use secret::Secret;
#[cfg(test)]
pub use server::Tls;
pub use server::{Server, TlsMode};
use written::{Definition, Written};

use super::state::state_dir;
use crate::base::{Problem, environment, suggest};

/// The machine's own file in the state folder.
const FILE: &str = "connections.ron";

/// Where connections are defined: the environment first, then a file, then the project's defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connections {
    /// Instead of the machine's own file.
    #[serde(with = "crate::base::os_path::optional")]
    file: Option<PathBuf>,
    /// The project's own, by name: the driver and its parts.
    defaults: BTreeMap<String, Parts>,
}

impl Connections {
    /// Those of a file, and of the environment.
    pub fn in_file(file: impl Into<PathBuf>) -> Connections {
        Connections { file: Some(file.into()), ..Connections::default() }
    }

    /// The same with what the project defines for names that the machine does not know.
    pub fn with_defaults(self, defaults: BTreeMap<String, Parts>) -> Connections {
        Connections { defaults, ..self }
    }

    /// The names of all connections, in order.
    pub fn names(&self) -> Result<Vec<String>, Problem> {
        let written = self.written()?;
        let defined = written.entries.into_iter().map(|(name, _)| name);
        let mut names: BTreeSet<String> = defined.chain(self.defaults.keys().cloned()).collect();
        let variables: Vec<String> = names.iter().map(|name| environment::connection_variable(name)).collect();
        let others = environment::connections().into_iter().map(|(name, _)| name);
        names.extend(others.filter(|name| !variables.contains(&environment::connection_variable(name))));
        Ok(names.into_iter().collect())
    }

    fn file(&self) -> PathBuf {
        match &self.file {
            Some(file) => file.clone(),
            None => state_dir().map(|folder| folder.join(FILE)).unwrap_or_default(),
        }
    }

    /// What the file has.
    fn written(&self) -> Result<Written, Problem> {
        Written::read(&self.file(), self.file.is_some())
    }

    /// The connection of this name. Relative paths start at `base`, or at the folder of the file that defines it.
    pub fn find(&self, name: &str, base: &Path) -> Result<Connection, Problem> {
        if let Some(text) = environment::connection(name) {
            return from_text(name, &Secret::new(text), base);
        }
        let file = self.file();
        let defined = self.written()?;
        let Some(definition) = defined.get(name) else {
            if let Some(parts) = self.defaults.get(name) {
                return from_default(name, parts, base);
            }
            let variable = environment::connection_variable(name);
            let problem = Problem::error(say!("connection-unknown", name = name));
            let known = defined.entries.iter().map(|(name, _)| name).chain(self.defaults.keys());
            return Err(match suggest::remedy(name, known.map(String::as_str)) {
                Some(remedy) => problem.remedy(remedy),
                None => {
                    problem.remedy(say!("connection-define", variable = variable, file = file.display().to_string()))
                }
            });
        };
        defined_as(name, definition, file.parent().unwrap_or(base))
    }
}

/// The meaning of a definition of a file in the folder `base`.
fn defined_as(name: &str, definition: &Definition, base: &Path) -> Result<Connection, Problem> {
    match (definition, definition.parts()) {
        (Definition::Text(text), _) => from_text(name, text, base),
        (_, parts) => from_parts(name, &parts.unwrap_or_default(), base),
    }
}

/// The problem of a project's default, as its parts stand.
pub fn check_default(name: &str, parts: &Parts) -> Result<(), Problem> {
    from_default(name, parts, Path::new("")).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Connections as this file defines them.
    fn defined(text: &str) -> (tempfile::TempDir, Connections) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("machine.ron");
        std::fs::write(&file, text).unwrap();
        (folder, Connections::in_file(file))
    }

    #[test]
    fn a_name_stands_for_what_the_machine_says() {
        let (folder, connections) =
            defined(r#"{"shop": "sqlite:data/shop.db", "far": "sqlite:///srv/far.db", "ref": "file:where"}"#);
        std::fs::write(folder.path().join("where"), "sqlite:other.db\n").unwrap();
        let found = |name: &str| connections.find(name, Path::new("/project"));
        assert_eq!(found("shop"), Ok(Connection::Sqlite(folder.path().join("data/shop.db"))));
        assert_eq!(found("far"), Ok(Connection::Sqlite("/srv/far.db".into())));
        assert_eq!(found("ref"), Ok(Connection::Sqlite(folder.path().join("other.db"))));
        let problem = found("shap").unwrap_err();
        assert!(problem.remedy.is_some_and(|remedy| remedy.to_string().contains("shop")));
    }

    /// The project's defaults of one connection `shop`, as parts and texts.
    fn by_default(parts: &[(&str, &str)]) -> BTreeMap<String, Parts> {
        let parts = parts.iter().map(|(part, text)| ((*part).to_owned(), (*text).to_owned()));
        BTreeMap::from([("shop".to_owned(), parts.collect())])
    }

    #[test]
    fn the_machine_goes_before_the_project() {
        let (folder, connections) = defined(r#"{"far": "sqlite:far.db"}"#);
        let parts = [("driver", "sqlite"), ("path", "shop.db")];
        let found = connections.clone().with_defaults(by_default(&parts)).find("shop", Path::new("/project"));
        assert_eq!(found, Ok(Connection::Sqlite("/project/shop.db".into())));
        std::fs::write(folder.path().join("machine.ron"), r#"{"shop": "sqlite:own.db"}"#).unwrap();
        let found = connections.with_defaults(by_default(&parts)).find("shop", Path::new("/project"));
        assert_eq!(found, Ok(Connection::Sqlite(folder.path().join("own.db"))));
    }

    #[test]
    fn defaults_that_cannot_be_used() {
        for (parts, says) in [
            (&[("driver", "sqlite"), ("path", "a.db"), ("Password", "s3cret")][..], "Password"),
            (&[("driver", "sqlite"), ("path", "a.db"), ("api_token", "s3cret")], "api_token"),
            (&[("driver", "oracle"), ("path", "a.db")], "No driver"),
            (&[("path", "a.db")], "No driver"),
            (&[("driver", "sqlite"), ("path", " ")], "no path"),
            (&[("driver", "sqlite"), ("path", "a.db"), ("port", "1")], "port"),
        ] {
            let (_folder, connections) = defined("{}");
            let problem = connections.with_defaults(by_default(parts)).find("shop", Path::new("/project")).unwrap_err();
            let text = format!("{problem}");
            assert!(text.contains(says) && !text.contains("s3cret"), "{text}");
            assert!(problem.remedy.is_some(), "{text}");
        }
    }

    #[test]
    fn libraries_are_named_by_this_machine_alone() {
        let (folder, connections) = defined(
            r#"{"duck": "duckdb:data/shop.duckdb", "own": "duckdb:///srv/shop.duckdb?library=/opt/libduckdb.so",
               "lite": "adbc:adbc_driver_sqlite?uri=a%26b.sqlite&adbc.sqlite.query.batch_rows=7",
               "parts": {"driver": "adbc", "library": "/opt/driver.so", "entrypoint": "Init", "password": "env:P"}}"#,
        );
        let found = |name: &str| connections.find(name, Path::new("/project")).unwrap();
        let duck = |connection: &str, path: PathBuf, library: Option<&str>| {
            let (connection, library) = (connection.to_owned(), library.map(str::to_owned));
            Connection::DuckDb(std::sync::Arc::new(DuckDbFile { connection, path, library }))
        };
        assert_eq!(found("duck"), duck("duck", folder.path().join("data/shop.duckdb"), None));
        assert_eq!(found("own"), duck("own", "/srv/shop.duckdb".into(), Some("/opt/libduckdb.so")));
        let Connection::Adbc(lite) = found("lite") else { panic!("it is a driver") };
        let options: Vec<_> = lite.options.iter().map(|(name, value)| format!("{name}={}", value.reveal())).collect();
        assert_eq!(options, ["adbc.sqlite.query.batch_rows=7", "uri=a&b.sqlite"]);
        assert_eq!((lite.library.as_str(), lite.entrypoint.as_deref()), ("adbc_driver_sqlite", None));
        let Connection::Adbc(parts) = found("parts") else { panic!("it is a driver") };
        assert_eq!((parts.place(), parts.entrypoint.as_deref()), ("driver.so".to_owned(), Some("Init")));
        assert_eq!(parts.options.keys().collect::<Vec<_>>(), ["password"]);
        // A path that begins at a folder means another library in each.
        for text in
            [r#"{"a": "adbc:./driver.so"}"#, r#"{"a": "adbc:lib/driver.so"}"#, r#"{"a": "duckdb:a?library=./x.so"}"#]
        {
            let (_folder, connections) = defined(text);
            let problem = connections.find("a", Path::new("/project")).unwrap_err();
            assert!(problem.to_string().contains("library") && problem.remedy.is_some(), "{problem}");
        }
        for parts in [
            &[("driver", "adbc"), ("library", "/opt/driver.so")][..],
            &[("driver", "duckdb"), ("path", "a.duckdb"), ("library", "/opt/libduckdb.so")],
        ] {
            let (_folder, connections) = defined("{}");
            let connections = connections.with_defaults(by_default(parts));
            let problem = connections.find("shop", Path::new("/project")).unwrap_err();
            assert!(problem.to_string().contains("which code runs"), "{problem}");
        }
        let (_folder, connections) = defined("{}");
        let by_project = connections.with_defaults(by_default(&[("driver", "duckdb"), ("path", "a.duckdb")]));
        assert_eq!(by_project.find("shop", Path::new("/project")), Ok(duck("shop", "/project/a.duckdb".into(), None)));
    }

    #[test]
    fn secrets_are_told_nowhere() {
        let planted = ["s3cret-one", "s3cret%2Dtwo", "czNjcmV0LXRocmVl"];
        for secret in planted {
            for text in [
                format!(r#"{{"a": "postgres://user:{secret}@/base"}}"#),
                format!(r#"{{"a": "postgres://user:{secret}/x@host/base"}}"#),
                format!(r#"{{"a": "postgres://host/base?{secret}"}}"#),
                format!(r#"{{"a": {{"driver": "postgres", "password": "{secret}"}}}}"#),
                format!(r#"{{"a": {{"driver": "postgres", "host": ["{secret}"]}}}}"#),
                format!(r#"{{"a": "{secret}:x"}}"#),
                format!(r#"{{"a": "{secret}"}}"#),
                r#"{"a": "sqlite:"#.to_owned() + secret,
                format!(r#"{{"a": ({secret})}}"#),
                format!(r#"{{{secret}: "a"}}"#),
                r#"{"a": "file:secret"}"#.to_owned(),
            ] {
                let (folder, connections) = defined(&text);
                std::fs::write(folder.path().join("secret"), format!("postgres://user:{secret}@host:{secret}/base"))
                    .unwrap();
                let problem = connections.find("a", folder.path()).unwrap_err();
                let texts =
                    [format!("{problem} {problem:?} {connections:?}"), serde_json::to_string(&problem).unwrap()];
                assert!(!texts.concat().contains(secret), "{texts:?}");
            }
        }
    }
}
