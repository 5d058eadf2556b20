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

/// The machine's own file in the state folder.
const FILE: &str = "connections.ron";

/// Where connections are defined: the environment first, then a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connections {
    /// Instead of the machine's own file.
    #[serde(with = "crate::base::os_path::optional")]
    file: Option<PathBuf>,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Connection {
    /// The path of an SQLite database.
    Sqlite(PathBuf),
}

impl Connections {
    /// Those of a file, and of the environment.
    pub fn in_file(file: impl Into<PathBuf>) -> Connections {
        Connections { file: Some(file.into()) }
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
            let variable = environment::connection_variable(name);
            let problem = Problem::error(say!("connection-unknown", name = name));
            return Err(match suggest::remedy(name, defined.keys().map(String::as_str)) {
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
