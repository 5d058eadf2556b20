//! Changes of a file of connections: nothing of it is lost or told.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;

/// A folder with a file of connections.
struct Machine(tempfile::TempDir);

impl Machine {
    fn with(text: &str) -> Machine {
        let machine = Machine(tempfile::tempdir().unwrap());
        fs::write(machine.file(), text).unwrap();
        machine
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("machine.ron")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).unwrap()
    }

    fn connections(&self) -> Connections {
        Connections::in_file(self.file())
    }

    fn entry(&self, name: &str) -> Entry {
        let (all, problem) = self.connections().entries(self.0.path());
        assert_eq!(problem, None);
        all.into_iter().find(|entry| entry.name == name).expect("it is defined")
    }

    /// The password that a driver gets.
    fn password(&self, name: &str) -> Option<String> {
        match self.connections().find(name, self.0.path()).unwrap() {
            Connection::Postgres(server) => server.password.as_ref().map(|secret| secret.reveal().to_owned()),
            other => panic!("{other:?}"),
        }
    }
}

fn draft(name: &str, parts: &[(&str, &str)], password: Password) -> Draft {
    let parts = parts.iter().map(|(part, text)| ((*part).to_owned(), (*text).to_owned())).collect();
    Draft { name: name.to_owned(), parts, password }
}

const SERVER: [(&str, &str); 3] = [("driver", "postgres"), ("host", "db"), ("user", "me")];

#[test]
fn a_connection_is_added_changed_renamed_forgotten_and_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let machine = Machine(folder);
    let typed = |text: &str| Password::Typed(Secret::new(text));
    // There is no file yet.
    machine.connections().put(None, &draft("shop", &[("driver", "sqlite"), ("path", "a.db")], Password::None)).unwrap();
    machine.connections().put(None, &draft("far", &SERVER, typed("s3cr\"et\\"))).unwrap();
    assert_eq!(
        machine.connections().find("shop", Path::new("/")),
        Ok(Connection::Sqlite(machine.0.path().join("a.db")))
    );
    assert_eq!(machine.password("far").as_deref(), Some("s3cr\"et\\"));
    assert_eq!(machine.entry("far").draft.unwrap().password, Password::Kept, "it is not told");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(machine.file()).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let mut changed = machine.entry("far").draft.unwrap();
    changed.parts.insert("port".into(), "5433".into());
    changed.name = "farther".into();
    machine.connections().put(Some("far"), &changed).unwrap();
    assert_eq!(machine.password("farther").as_deref(), Some("s3cr\"et\\"), "the password is kept");
    assert!(machine.text().contains("\"port\": 5433"));
    assert!(machine.connections().find("far", Path::new("/")).is_err());
    let before = machine.text();
    let forgotten = machine.connections().forget("farther").unwrap();
    assert!(!machine.text().contains("s3cr"));
    machine.connections().put_back(&forgotten).unwrap();
    assert_eq!(machine.text(), before);
    assert!(machine.connections().put_back(&forgotten).is_err(), "never twice");
    machine.connections().put(Some("farther"), &draft("farther", &SERVER, Password::Variable("PW".into()))).unwrap();
    assert!(machine.text().contains("\"password\": \"env:PW\"") && !machine.text().contains("s3cr"));
    assert_eq!(machine.entry("farther").draft.unwrap().password, Password::Variable("PW".into()));
}

#[test]
fn what_would_be_lost_is_refused_and_the_file_stays_as_it_is() {
    for (text, says) in [
        ("// mine\n{\"a\": \"sqlite:a.db\"}", "comment"),
        ("{\"a\": \"sqlite:a.db\", /* later */ \"b\": \"sqlite:b.db\"}", "comment"),
        ("{\"a\": \"sqlite:a.db\", \"a\": \"sqlite:b.db\"}", "twice"),
        ("{\"a\": {\"driver\": \"sqlite\", \"path\": \"x\", \"path\": \"y\"}}", "twice"),
        ("{\"a\": \"sqlite:a.db\", \"b\": 5}", "not a valid connections file"),
        ("{\"a\": \"sqlite:a.db\", \"b\": {\"driver\": [\"sqlite\"]}}", "not a valid connections file"),
        ("nothing of the kind", "not a valid connections file"),
    ] {
        let machine = Machine::with(text);
        let new = draft("new", &[("driver", "sqlite"), ("path", "c.db")], Password::None);
        for problem in [
            machine.connections().put(None, &new).unwrap_err(),
            machine
                .connections()
                .put(Some("a"), &draft("a", &[("driver", "sqlite"), ("path", "c.db")], Password::None))
                .unwrap_err(),
            machine.connections().forget("a").err().unwrap(),
        ] {
            assert!(problem.message.to_string().contains(says) && problem.remedy.is_some(), "{text}: {problem}");
            assert_eq!(machine.text(), text);
        }
    }
}

#[test]
fn what_is_not_understood_stays_where_another_entry_is_changed() {
    let machine = Machine::with(
        r#"{"odd": {"driver": "oracle", "sid": "x", "port": 7}, "ref": "env:WHERE", "url": "postgres://me:a%40b@db/shop", "s": "sqlite:s.db"}"#,
    );
    let path = |path: &str| draft("s", &[("driver", "sqlite"), ("path", path)], Password::None);
    machine.connections().put(Some("s"), &path("t.db")).unwrap();
    let text = machine.text();
    for kept in [
        r#""odd": {"driver": "oracle", "sid": "x", "port": 7}"#,
        r#""ref": "env:WHERE""#,
        "postgres://me:a%40b@db/shop",
    ] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    assert_eq!(machine.entry("odd").draft, None);
    assert!(machine.entry("odd").problem.is_some());
    assert_eq!(machine.entry("ref").draft, None);
    let url = machine.entry("url");
    assert_eq!(url.leads_to, Some(("postgres", "db:5432/shop".to_owned())));
    let mut url = url.draft.unwrap();
    assert_eq!((url.parts["user"].as_str(), &url.password), ("me", &Password::Kept));
    url.parts.insert("database".into(), "other".into());
    machine.connections().put(Some("url"), &url).unwrap();
    assert_eq!(machine.password("url").as_deref(), Some("a@b"), "a URL becomes parts with its password");
}

#[test]
fn drafts_that_cannot_be_kept() {
    let machine = Machine::with(r#"{"a": "sqlite:a.db"}"#);
    let typed = Password::Typed(Secret::new("env:oops-s3cret"));
    for (new, says) in [
        (draft(" ", &SERVER, Password::None), "name"),
        (draft("a", &SERVER, Password::None), "already"),
        (draft("b", &[("driver", "postgres"), ("user", "me")], Password::None), "no host"),
        (draft("b", &[("driver", "postgres"), ("host", "db")], Password::None), "no user"),
        (draft("b", &SERVER, Password::Variable(" ".into())), "variable"),
        (draft("b", &SERVER, Password::File(String::new())), "file"),
        (draft("b", &SERVER, typed), "reference"),
        (draft("b", &[("driver", "sqlite")], Password::None), "no path"),
        (draft("b", &[("driver", "oracle")], Password::None), "No driver"),
    ] {
        let problem = machine.connections().put(None, &new).unwrap_err();
        let text = format!("{problem} {new:?}");
        assert!(text.contains(says) && !text.contains("s3cret"), "{text}");
        if says != "already" {
            assert!(check_draft(&new).is_err(), "{says}");
        }
    }
    assert_eq!(machine.text(), r#"{"a": "sqlite:a.db"}"#);
}

#[test]
fn another_program_may_change_the_file_meanwhile() {
    let machine = Machine::with(r#"{"a": "sqlite:a.db"}"#);
    let written = Written::read(&machine.file(), true).unwrap();
    fs::write(machine.file(), r#"{"b": "sqlite:b.db"}"#).unwrap();
    let problem = written.write().unwrap_err();
    assert!(problem.message.to_string().contains("meanwhile"), "{problem}");
    assert_eq!(machine.text(), r#"{"b": "sqlite:b.db"}"#);
}

#[test]
fn a_list_says_where_each_is_defined() {
    let machine = Machine::with(r#"{"a": "sqlite:a.db", "bad": "s3cret"}"#);
    let parts =
        |path: &str| [("driver", "sqlite"), ("path", path)].map(|(part, text)| (part.to_owned(), text.to_owned()));
    let defaults = [("a".to_owned(), parts("p.db").into()), ("p".to_owned(), parts("p.db").into())].into();
    let (all, _) = machine.connections().with_defaults(defaults).entries(Path::new("/project"));
    let own: Vec<(&str, Origin)> = all
        .iter()
        .filter(|entry| entry.origin != Origin::Environment)
        .map(|entry| (entry.name.as_str(), entry.origin))
        .collect();
    assert_eq!(own, [("a", Origin::File), ("bad", Origin::File), ("p", Origin::Project)]);
    let bad = all.iter().find(|entry| entry.name == "bad").unwrap();
    assert!(bad.problem.is_some() && bad.draft.is_none() && !format!("{bad:?}").contains("s3cret"));
}
