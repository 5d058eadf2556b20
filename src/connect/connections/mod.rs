//! Named connections: a project says a name, and each machine says what it stands for. So one project runs on a laptop, in
//! tests and in production, and holds no secret.

mod secret;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use secret::Secret;

use super::io_problem::{FileOperation, io_problem};
use super::state::state_dir;
use crate::base::{Cause, Problem, environment, suggest};

/// The drivers that a connection may name.
pub const DRIVERS: [&str; 1] = ["sqlite"];

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

/// `driver` and what it needs, such as `path`.
pub type Parts = BTreeMap<String, String>;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Connection {
    /// The path of an SQLite database.
    Sqlite(PathBuf),
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

    /// The connection of this name. Relative paths start at `base`, or at the folder of the file that defines it.
    pub fn find(&self, name: &str, base: &Path) -> Result<Connection, Problem> {
        if let Some(text) = environment::connection(name) {
            return parsed(name, &Secret::new(text), base);
        }
        let file = match &self.file {
            Some(file) => file.clone(),
            None => state_dir().map(|folder| folder.join(FILE)).unwrap_or_default(),
        };
        let defined = read(&file, self.file.is_some())?;
        let Some(text) = defined.get(name) else {
            if let Some(parts) = self.defaults.get(name) {
                return from_parts(name, parts, base);
            }
            let variable = environment::connection_variable(name);
            let problem = Problem::error(say!("connection-unknown", name = name));
            let known = defined.keys().chain(self.defaults.keys());
            return Err(match suggest::remedy(name, known.map(String::as_str)) {
                Some(remedy) => problem.remedy(remedy),
                None => {
                    problem.remedy(say!("connection-define", variable = variable, file = file.display().to_string()))
                }
            });
        };
        parsed(name, text, file.parent().unwrap_or(base))
    }
}

/// The definitions of a file. The machine's own may be missing.
fn read(file: &Path, is_required: bool) -> Result<BTreeMap<String, Secret>, Problem> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if !is_required && error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(io_problem(FileOperation::Read, file, &error)),
    };
    let read: Result<BTreeMap<String, String>, _> = ron::from_str(&text);
    // Only the place: the words of the error may quote what is written there.
    let read = read.map_err(|error| {
        let path = file.display().to_string();
        let line = error.span.start.line;
        let problem = Problem::error(say!("connection-file-wrong", path = path, line = line));
        problem.remedy(say!("connection-file-form"))
    })?;
    Ok(read.into_iter().map(|(name, text)| (name, Secret::new(text))).collect())
}

/// The meaning of `sqlite:PATH`, or of a reference to such a text.
fn parsed(name: &str, text: &Secret, base: &Path) -> Result<Connection, Problem> {
    let text = text.resolved(base).map_err(|reference| {
        let problem = Problem::error(say!("connection-reference-empty", name = name, reference = reference));
        problem.remedy(say!("connection-set-reference")).because(Cause::Source)
    })?;
    let text = text.reveal().trim();
    match text.split_once(':') {
        Some(("sqlite", path)) if !path.is_empty() => {
            Ok(Connection::Sqlite(base.join(path.strip_prefix("//").unwrap_or(path))))
        }
        // What else is written there may be a secret, even in the place of the scheme.
        _ => Err(Problem::error(say!("connection-no-driver", name = name)).remedy(say!("connection-write-sqlite"))),
    }
}

/// The problem of a project's default, as its parts stand.
pub fn check_default(name: &str, parts: &Parts) -> Result<(), Problem> {
    from_parts(name, parts, Path::new("")).map(|_| ())
}

/// The meaning of a project's default. Parts that hold secrets are refused: the file of a project is shared.
fn from_parts(name: &str, parts: &Parts, base: &Path) -> Result<Connection, Problem> {
    const SECRET: [&str; 7] = ["password", "passwd", "pwd", "secret", "token", "key", "credential"];
    if let Some(part) = parts.keys().find(|part| SECRET.iter().any(|word| part.to_lowercase().contains(word))) {
        let problem = Problem::error(say!("connection-secret-in-project", name = name, part = part));
        return Err(problem.remedy(say!("connection-move-secret", variable = environment::connection_variable(name))));
    }
    if parts.get("driver").map(String::as_str) != Some("sqlite") {
        return Err(Problem::error(say!("connection-no-driver", name = name)).remedy(say!("connection-driver-sqlite")));
    }
    if let Some(part) = parts.keys().find(|part| !["driver", "path"].contains(&part.as_str())) {
        let problem = Problem::error(say!("connection-part-unknown", name = name, part = part));
        return Err(problem.remedy(say!("connection-driver-sqlite")));
    }
    match parts.get("path").map(|path| path.trim()).filter(|path| !path.is_empty()) {
        Some(path) => Ok(Connection::Sqlite(base.join(path))),
        None => {
            let problem = Problem::error(say!("connection-without-path", name = name));
            Err(problem.remedy(say!("connection-driver-sqlite")))
        }
    }
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
    fn secrets_are_told_nowhere() {
        let planted = ["s3cret-one", "s3cret%2Dtwo", "czNjcmV0LXRocmVl"];
        for secret in planted {
            for text in [
                format!(r#"{{"a": "postgres://user:{secret}@host/base"}}"#),
                format!(r#"{{"a": "{secret}:x"}}"#),
                format!(r#"{{"a": "{secret}"}}"#),
                r#"{"a": "sqlite:"#.to_owned() + secret,
                format!(r#"{{"a": ({secret})}}"#),
                format!(r#"{{{secret}: "a"}}"#),
                r#"{"a": "file:secret"}"#.to_owned(),
            ] {
                let (folder, connections) = defined(&text);
                std::fs::write(folder.path().join("secret"), format!("postgres://user:{secret}@host/base")).unwrap();
                let problem = connections.find("a", folder.path()).unwrap_err();
                let texts =
                    [format!("{problem} {problem:?} {connections:?}"), serde_json::to_string(&problem).unwrap()];
                assert!(!texts.concat().contains(secret), "{texts:?}");
            }
        }
    }
}
