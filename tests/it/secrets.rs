//! Secrets by name: kept, listed and removed without being told, and looked up anew for each login.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::connection_secrets::{forms, recording_login, secrets, telling};
use crate::program::{Place, Said, project, said};

/// An identity that `age-keygen` might have made.
const IDENTITY: &str = "AGE-SECRET-KEY-1Y7QW3Y82FHA6M7W0Q2AWC5TP39YTAX4P2XE73EQCQKUX5096FJMSZ9FK46";

/// Another one.
const OTHER: &str = "AGE-SECRET-KEY-1QEU2G3K6YCTYWDFPGFN62H8M7WRX3AAW7Z85FUHNX8XKP90X72NSK30AJC";

/// Whether a real keyring is there: tests/servers/keyring.sh runs a command with one.
fn has_keyring() -> bool {
    let is_there = std::env::var_os("TABLEWIRE_KEYRING").is_some();
    if !is_there {
        eprintln!("left out: no TABLEWIRE_KEYRING");
    }
    is_there
}

/// The program without a keyring and with a key file.
fn without_keyring(place: &Place, arguments: &[&str]) -> Command {
    let mut command = place.command(arguments);
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus").env_remove("TABLEWIRE_SECRETS_PASSPHRASE");
    if place.path("key.txt").exists() {
        command.env("TABLEWIRE_SECRETS_KEY", place.path("key.txt"));
    }
    command
}

fn given(mut command: Command, input: &str) -> Said {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // Whoever refuses the arguments reads nothing.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    said(child.wait_with_output().expect("it ends"))
}

fn run(place: &Place, arguments: &[&str]) -> Said {
    said(without_keyring(place, arguments).output().expect("the program starts"))
}

fn with_key() -> Place {
    let place = Place::new();
    place.put("key.txt", &format!("# created: today\n{IDENTITY}\n"));
    place
}

#[test]
fn a_secret_is_kept_listed_and_removed_and_never_told() {
    let place = with_key();
    let set = |name: &str, value: &str| given(without_keyring(&place, &["secrets", "set", name]), value);
    set("warehouse", "s3cret one\n").code(0).err_line(&["warehouse", "encrypted file"]);
    set("shop", "s3cret two").code(0);
    set("warehouse", "s3cret three\r\n").code(0);
    let listed = run(&place, &["secrets", "list", "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&listed.code(0).out).expect("JSON");
    let expected = serde_json::json!([{"name": "shop", "place": "file"}, {"name": "warehouse", "place": "file"}]);
    assert_eq!(all, expected);
    run(&place, &["secrets", "list"]).code(0).out(&["shop", "warehouse", "file"]);
    run(&place, &["secrets", "where"]).code(0).out(&[
        "Keyring  none",
        "secrets.age",
        "can be opened",
        "the encrypted file",
    ]);
    run(&place, &["secrets", "remove", "shop"]).code(0).err_line(&["shop", "Removed"]);
    run(&place, &["secrets", "remove", "shop"]).code(1).err_line(&["shop", "no such secret"]);
    let found = telling(place.folder(), &["s3cret".to_owned()]);
    assert!(found.is_empty(), "{found:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(place.path("state/secrets.age")).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    for (value, says) in [("", "value"), ("\n", "value")] {
        set("empty", value).code(1).err_line(&["standard input", says]);
    }
    set(" ", "x").code(1).err_line(&["name"]);
    given(without_keyring(&place, &["secrets", "set", "a", "s3cret"]), "").code(2);
}

/// The problem of a connection whose password is this reference.
fn refused(place: &Place, reference: &str, change: impl Fn(&mut Command)) -> Said {
    let password = ron::to_string(reference).expect("RON");
    let server = "\"driver\": \"postgres\", \"host\": \"127.0.0.1\", \"port\": 1, \"user\": \"me\"";
    place.put("machine.ron", &format!("{{\"db\": {{{server}, \"password\": {password}}}}}"));
    let mut command = without_keyring(place, &["connections", "test", "db", "--connections", "machine.ron"]);
    change(&mut command);
    said(command.output().expect("the program starts"))
}

#[test]
fn references_and_their_failures() {
    let place = with_key();
    place.put("password.txt", "s3cret\n");
    given(without_keyring(&place, &["secrets", "set", "known"]), "s3cret").code(0);
    let nothing = |_: &mut Command| {};
    // What is found goes on to the server, which is not there.
    let reached = ["Cannot reach"];
    refused(&place, "secret:known", nothing).code(1).err_line(&reached);
    refused(&place, "file:password.txt", nothing).code(1).err_line(&reached);
    refused(&place, "env:DB_PW", |command| _ = command.env("DB_PW", "s3cret")).code(1).err_line(&reached);
    refused(&place, "env:DB_PW", nothing).code(1).err_line(&["db", "env:DB_PW", "Set the variable"]);
    refused(&place, "file:none", nothing).code(1).err_line(&["db", "file:none"]);
    let unknown = refused(&place, "secret:unknown", nothing);
    unknown.code(1).err_line(&["unknown", "no keyring", "secrets.age", "tablewire secrets set unknown"]);
    let no_key = |command: &mut Command| _ = command.env_remove("TABLEWIRE_SECRETS_KEY");
    refused(&place, "secret:known", no_key).code(1).err_line(&["TABLEWIRE_SECRETS_KEY"]);
    let passphrase = |command: &mut Command| {
        command.env_remove("TABLEWIRE_SECRETS_KEY").env("TABLEWIRE_SECRETS_PASSPHRASE", "s3cret words");
    };
    refused(&place, "secret:known", passphrase).code(1).err_line(&["secrets.age", "for a key"]);
    let both = |command: &mut Command| _ = command.env("TABLEWIRE_SECRETS_PASSPHRASE", "s3cret words");
    refused(&place, "secret:known", both).code(1).err_line(&["both set", "Unset"]);
    place.put("key.txt", "not a key: s3cret");
    refused(&place, "secret:known", nothing).code(1).err_line(&["key.txt", "age identity"]);
    place.put("key.txt", IDENTITY);
    for content in ["", "s3cret", "age-encryption.org/v1\n"] {
        place.put("state/secrets.age", content);
        let said = refused(&place, "secret:known", nothing);
        said.code(1).err_line(&["secrets.age"]);
        assert!(!said.err.contains("s3cret"), "{said:?}");
    }
}

#[test]
fn each_login_looks_its_password_up_anew() {
    let place = with_key();
    let (seen, parts) = recording_login(place.folder());
    place.put("machine.ron", &format!("{{\"a\": {}, \"b\": {}}}", parts("\"secret:own\""), parts("\"file:own.txt\"")));
    for password in ["first", "second"] {
        given(without_keyring(&place, &["secrets", "set", "own"]), password).code(0);
        place.put("own.txt", password);
        for name in ["a", "b"] {
            run(&place, &["connections", "test", name, "--connections", "machine.ron"]).code(1);
        }
    }
    // In one process: the same connection logs in twice, and its password changes in between.
    let connections = tablewire::connect::Connections::in_file(place.path("machine.ron"));
    let found = connections.find("b", place.folder()).expect("a connection");
    for password in ["third", "fourth"] {
        place.put("own.txt", password);
        let reach = tablewire::connect::Reach::new(place.folder());
        tablewire::connect::test_connection(&found, &reach).expect_err("it refuses everybody");
    }
    let seen: Vec<String> = seen.try_iter().collect();
    assert_eq!(seen, ["first", "first", "second", "second", "third", "fourth"]);
}

/// Keeps 25 secrets, lets logins fail with them, and looks for them in all that was said and written.
fn kept_and_found_nowhere(in_keyring: bool) {
    let place = with_key();
    let command = |arguments: &[&str]| match in_keyring {
        true => place.command(arguments),
        false => without_keyring(&place, arguments),
    };
    let (seen, parts) = recording_login(place.folder());
    let all: Vec<String> = secrets().iter().flat_map(|secret| forms(secret)).collect();
    let mut told = String::new();
    place.put("own.ron", &project(&[("in", "read_database", "(connection: \"db\", table: \"t\")")], &[]));
    for (n, secret) in secrets().iter().enumerate() {
        let name = format!("own{n}");
        let mut set = command(&["secrets", "set", &name]);
        set.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = set.spawn().expect("the program starts");
        let line = std::fs::read(format!("/proc/{}/cmdline", child.id())).unwrap_or_default();
        told.push_str(&String::from_utf8_lossy(&line));
        child.stdin.take().expect("a pipe").write_all(secret.as_bytes()).expect("it reads");
        let set = said(child.wait_with_output().expect("it ends"));
        set.code(0).err_line(&[&name, if in_keyring { "keyring" } else { "encrypted file" }]);
        place.put("machine.ron", &format!("{{\"db\": {}}}", parts(&format!("\"secret:{name}\""))));
        for arguments in
            [&["connections", "test", "db"][..], &["run", "own.ron", "--events", "json"], &["secrets", "list"]]
        {
            let more: &[&str] = if arguments[0] == "secrets" { &[] } else { &["--connections", "machine.ron"] };
            let said = said(command(&[arguments, more].concat()).output().expect("the program starts"));
            assert_eq!(said.code, if arguments[0] == "secrets" { 0 } else { 1 }, "{said:?}");
            told.push_str(&said.out);
            told.push_str(&said.err);
        }
    }
    assert!(told.contains("own24"));
    let twice = secrets().into_iter().flat_map(|secret| [secret.clone(), secret]).collect::<Vec<String>>();
    assert_eq!(seen.try_iter().collect::<Vec<String>>(), twice, "each login has its secret");
    for n in (0..secrets().len()).filter(|_| in_keyring) {
        said(command(&["secrets", "remove", &format!("own{n}")]).output().expect("the program starts")).code(0);
    }
    let found: Vec<&String> = all.iter().filter(|text| told.contains(text.as_str())).collect();
    assert!(found.is_empty(), "{found:?} in {told}");
    let found = telling(place.folder(), &all);
    assert!(found.is_empty() && !place.text("machine.ron").contains("pl4nted"), "{found:?}");
}

#[test]
fn planted_secrets_of_the_file_are_found_nowhere() {
    kept_and_found_nowhere(false);
}

#[test]
fn planted_secrets_of_the_keyring_are_found_nowhere() {
    if has_keyring() {
        kept_and_found_nowhere(true);
    }
}

#[test]
fn the_keyring_goes_before_the_file() {
    if !has_keyring() {
        return;
    }
    let place = with_key();
    let command = |arguments: &[&str]| {
        let mut command = place.command(arguments);
        command.env("TABLEWIRE_SECRETS_KEY", place.path("key.txt"));
        command
    };
    let run = |arguments: &[&str]| said(command(arguments).output().expect("the program starts"));
    run(&["secrets", "where"]).code(0).out(&["ready", "the keyring"]);
    given(command(&["secrets", "set", "both", "--file"]), "of the file").code(0).err_line(&["encrypted file"]);
    given(command(&["secrets", "set", "both"]), "of the keyring 密").code(0).err_line(&["the keyring"]);
    given(command(&["secrets", "set", "both", "--file"]), "x").code(1).err_line(&["keyring has", "precedence"]);
    let (seen, parts) = recording_login(place.folder());
    place.put("machine.ron", &format!("{{\"db\": {}}}", parts("\"secret:both\"")));
    let test = || run(&["connections", "test", "db", "--connections", "machine.ron"]);
    test().code(1);
    given(command(&["secrets", "set", "both"]), "changed").code(0);
    test().code(1);
    run(&["secrets", "remove", "both"]).code(0).err_line(&["the keyring and the encrypted file"]);
    test().code(1).err_line(&["both", "the keyring does not have it"]);
    assert_eq!(seen.try_iter().collect::<Vec<String>>(), ["of the keyring 密", "changed"]);
}

#[test]
fn a_locked_keyring_is_a_problem_and_no_reason_to_look_elsewhere() {
    if !has_keyring() {
        return;
    }
    let place = with_key();
    let command = |arguments: &[&str]| {
        let mut command = place.command(arguments);
        command.env("TABLEWIRE_SECRETS_KEY", place.path("key.txt"));
        command
    };
    // On a bus and with a daemon of its own: the others need an open one.
    let program = env!("CARGO_BIN_EXE_tablewire");
    let script = "set -e; lock() { dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
        org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login >/dev/null; }; \
        printf s3cret | \"$0\" secrets set own; lock; \"$0\" secrets list; printf new | \"$0\" secrets set other && exit 9; \
        \"$0\" connections test db --connections machine.ron && exit 9; \"$0\" secrets where; exit 0";
    place.put(
        "machine.ron",
        "{\"db\": {\"driver\": \"postgres\", \"host\": \"127.0.0.1\", \"port\": 1, \"user\": \"me\", \"password\": \"secret:own\"}}",
    );
    given(command(&["secrets", "set", "own", "--file"]), "of the file").code(0);
    let mut bash = Command::new("bash");
    let keyring = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/servers/keyring.sh");
    bash.args([keyring, "run", "bash", "-c", script, program]);
    let mut bash = place.settled(bash);
    let done = said(bash.env("TABLEWIRE_SECRETS_KEY", place.path("key.txt")).output().expect("bash starts"));
    // The file could be opened, and yet is no place for what belongs into the keyring.
    done.code(0).out(&["own", "Keyring  The keyring is locked", "can be opened", "New      nowhere"]);
    assert_eq!(done.err.matches("The keyring is locked").count(), 2, "{done:?}");
    assert!(!done.err.contains("s3cret"), "{done:?}");
}

/// Marks the process in which the body of a test runs, with a state folder of its own.
const INSIDE: &str = "TABLEWIRE_IT_SECRETS";

/// A password as the dialog of connections keeps it: in the file of secrets, under a name of its own.
#[test]
fn a_protected_password_comes_and_goes_with_its_connection() {
    let Some(folder) = std::env::var_os(INSIDE) else {
        let place = with_key();
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.args(["secrets::a_protected_password_comes_and_goes_with_its_connection", "--exact"]);
        let mut command = place.settled(command);
        command
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
            .env("TABLEWIRE_SECRETS_KEY", place.path("key.txt"));
        let done = said(command.env(INSIDE, place.folder()).output().expect("it starts"));
        done.code(0).out(&["1 passed"]);
        let found = telling(place.folder(), &["s3cret".to_owned()]);
        assert!(found.is_empty() && !place.text("machine.ron").contains("s3cret"), "{found:?}");
        return;
    };
    use tablewire::connect::{Connection, Connections, Draft, Password, Secret, kept_secrets};
    let folder = std::path::PathBuf::from(folder);
    let connections = Connections::in_file(folder.join("machine.ron"));
    std::fs::write(folder.join("machine.ron"), "{}").expect("a file");
    let draft = |name: &str, password: Password| {
        let parts = [("driver", "postgres"), ("host", "db"), ("user", "me")];
        let parts = parts.map(|(part, text)| (part.to_owned(), text.to_owned()));
        Draft { name: name.to_owned(), parts: parts.into(), password }
    };
    let protected = |text: &str| Password::Protected(Secret::new(text));
    let names = || kept_secrets().names.into_iter().map(|(name, _)| name).collect::<Vec<String>>();
    let resolved = |name: &str| match connections.find(name, &folder).expect("a connection") {
        Connection::Postgres(server) => {
            let password = server.password.as_ref().expect("a password");
            password.resolved(&folder, name).expect("it is kept").reveal().to_owned()
        }
        other => panic!("{other:?}"),
    };
    let shown = |name: &str| {
        let (all, _) = connections.entries(&folder);
        all.into_iter().find(|entry| entry.name == name).and_then(|entry| entry.draft).expect("a draft").password
    };
    connections.put(None, &draft("far", protected("s3cret one"))).expect("it is saved");
    assert_eq!(resolved("far"), "s3cret one");
    assert_eq!(shown("far"), Password::Named("connection/far".to_owned()));
    // Changed without its password, then with it: the old secret goes.
    connections.put(Some("far"), &draft("farther", shown("far"))).expect("it is saved");
    assert_eq!((resolved("farther").as_str(), names()), ("s3cret one", vec!["connection/far".to_owned()]));
    connections.put(Some("farther"), &draft("farther", protected("s3cret two"))).expect("it is saved");
    assert_eq!((resolved("farther").as_str(), names()), ("s3cret two", vec!["connection/farther".to_owned()]));
    // A second connection of a name whose secret is taken gets another.
    connections.put(None, &draft("other", protected("s3cret three"))).expect("it is saved");
    connections.put(Some("other"), &draft("other", Password::None)).expect("it is saved");
    assert_eq!(names(), ["connection/farther"]);
    let forgotten = connections.forget("farther").unwrap_or_else(|problem| panic!("{problem}"));
    assert!(names().is_empty());
    connections.put_back(&forgotten).expect("it is back");
    assert_eq!(resolved("farther"), "s3cret two");
    // Another connection has taken the name of its secret meanwhile.
    let forgotten = connections.forget("farther").unwrap_or_else(|problem| panic!("{problem}"));
    connections.put(None, &draft("farther", protected("s3cret four"))).expect("it is saved");
    connections.put(Some("farther"), &draft("fourth", shown("farther"))).expect("it is saved");
    connections.put_back(&forgotten).expect("it is back");
    assert_eq!((resolved("farther").as_str(), resolved("fourth").as_str()), ("s3cret two", "s3cret four"));
    // The file cannot be opened: what is to go stays, and that is said.
    let told = |left: Option<tablewire::base::Problem>, secret: &str| {
        let line = left.expect("it stays").line_at(None);
        assert!(line.starts_with("warning: ") && line.contains(&format!("secrets remove {secret}")), "{line}");
        assert!(line.contains("another key") && !line.contains("s3cret"), "{line}");
    };
    let (named, open) = (shown("fourth"), std::fs::read(folder.join("key.txt")).expect("a key"));
    assert_eq!(named, Password::Named("connection/farther".to_owned()));
    std::fs::write(folder.join("key.txt"), OTHER).expect("a key");
    told(connections.put(Some("fourth"), &draft("fourth", Password::None)).expect("it is saved"), "connection/farther");
    let forgotten = connections.forget("farther").unwrap_or_else(|problem| panic!("{problem}"));
    told(forgotten.left.clone(), "connection/farther_2");
    connections.put_back(&forgotten).expect("it is back");
    std::fs::write(folder.join("key.txt"), open).expect("a key");
    assert_eq!(names(), ["connection/farther", "connection/farther_2"]);
    assert_eq!((resolved("farther").as_str(), shown("fourth")), ("s3cret two", Password::None));
}

/// The program says what it could list, and what not.
#[test]
fn a_place_that_cannot_be_opened_keeps_nothing_else_from_being_told() {
    let place = with_key();
    given(without_keyring(&place, &["secrets", "set", "own"]), "s3cret").code(0);
    let run = |arguments: &[&str], with_keyring: bool| {
        let mut command = if with_keyring { place.command(arguments) } else { without_keyring(&place, arguments) };
        command.env_remove("TABLEWIRE_SECRETS_KEY");
        command
    };
    // Nothing can be listed, and nothing be removed.
    for arguments in [&["secrets", "list"][..], &["secrets", "remove", "own"]] {
        let said = said(run(arguments, false).output().expect("the program starts"));
        said.code(1).err_line(&["Nothing opens the encrypted file", "TABLEWIRE_SECRETS_KEY"]);
    }
    if !has_keyring() {
        return;
    }
    given(run(&["secrets", "set", "in keyring"], true), "s3cret").code(0).err_line(&["the keyring"]);
    let listed = said(run(&["secrets", "list"], true).output().expect("the program starts"));
    listed.code(0).out(&["in keyring"]).err_line(&["warning: ", "Nothing opens the encrypted file"]);
    assert_eq!(listed.err.lines().count(), 1, "{listed:?}");
    let removed = said(run(&["secrets", "remove", "in keyring"], true).output().expect("the program starts"));
    removed.code(0).err_line(&["in keyring", "Removed from the keyring"]).err_line(&["warning: ", "Nothing opens"]);
    let removed = said(run(&["secrets", "remove", "own"], true).output().expect("the program starts"));
    removed.code(1).err_line(&["Nothing opens the encrypted file"]);
}
