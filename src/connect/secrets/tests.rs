//! The encrypted file: what it keeps, and what it says where it cannot be opened.

use std::path::Path;

use super::age::Key;
use super::file::SecretsFile;
use super::*;

fn passphrase(text: &str) -> Key {
    Key::Passphrase(Zeroizing::new(text.to_owned()))
}

fn key(byte: u8) -> Key {
    Key::Identity(Zeroizing::new([byte; 32]))
}

fn put(file: &SecretsFile, key: &Key, name: &str, value: &str) -> Result<(), Problem> {
    file.change_with(key, |all| drop(all.insert(name.to_owned(), Zeroizing::new(value.to_owned()))))
}

fn content(path: &Path, key: &Key) -> Result<Vec<(String, String)>, Problem> {
    let all = SecretsFile::at(path.to_owned()).opened(&std::fs::read(path).unwrap(), key)?;
    Ok(all.into_iter().map(|(name, value)| (name, value.to_string())).collect())
}

#[test]
fn a_file_keeps_what_it_had() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secrets.age");
    let file = SecretsFile::at(path.clone());
    for (name, value) in [("warehouse", "one"), ("shop", "密\"\\ é"), ("warehouse", "s3cret")] {
        put(&file, &key(1), name, value).unwrap();
        assert!(!String::from_utf8_lossy(&std::fs::read(&path).unwrap()).contains(value));
    }
    let pairs = [("shop", "密\"\\ é"), ("warehouse", "s3cret")];
    assert_eq!(content(&path, &key(1)).unwrap(), pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_cannot_be_opened_is_said_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secrets.age");
    let file = SecretsFile::at(path.clone());
    let sealed = |content: &[u8], key: &Key| age::seal(content, key).unwrap();
    let good = sealed(br#"{"a": "s3cret"}"#, &key(1));
    let mut changed = good.clone();
    *changed.last_mut().unwrap() ^= 1;
    for (bytes, key, says) in [
        (good.clone(), key(2), "another key"),
        (good.clone(), passphrase("s3cret"), "for a key"),
        (sealed(b"{}", &passphrase("s3cret one")), passphrase("s3cret two"), "another key or passphrase"),
        (sealed(b"{}", &passphrase("s3cret one")), key(1), "with a passphrase"),
        (changed, key(1), "damaged"),
        (good[..good.len() - 4].to_vec(), key(1), "damaged"),
        (b"s3cret".to_vec(), key(1), "not an encrypted file of secrets"),
        (Vec::new(), key(1), "not an encrypted file of secrets"),
        (sealed(b"s3cret", &key(1)), key(1), "not an encrypted file of secrets"),
        (sealed(br#"["s3cret"]"#, &key(1)), key(1), "not an encrypted file of secrets"),
        (sealed(br#"{"a": "s3cret", "a": "s3cret"}"#, &key(1)), key(1), "not an encrypted file of secrets"),
    ] {
        std::fs::write(&path, &bytes).unwrap();
        let problem = put(&file, &key, "b", "new-s3cret").unwrap_err();
        let text = format!("{problem} {problem:?}");
        assert!(text.contains(says) && text.contains("secrets.age"), "{text}");
        assert!(problem.remedy.is_some() && !text.contains("s3cret"), "{text}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
}

#[test]
fn of_two_that_change_it_at_once_none_loses_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let file = SecretsFile::at(folder.path().join("secrets.age"));
    put(&file, &key(1), "a", "1").unwrap();
    let other = || put(&SecretsFile::at(folder.path().join("secrets.age")), &key(1), "b", "2").unwrap();
    let refused = file.change_with(&key(1), |all| {
        other();
        all.insert("c".to_owned(), Zeroizing::new("3".to_owned()));
    });
    assert!(refused.unwrap_err().message.to_string().contains("meanwhile"));
    let names: Vec<String> =
        content(&folder.path().join("secrets.age"), &key(1)).unwrap().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["a", "b"]);
}

#[test]
fn names_of_secrets() {
    for name in ["a", "connection/shop 1", "密"] {
        assert_eq!(checked(name), Ok(()));
    }
    for name in ["", " ", "a ", "a\nb", "\u{7}"] {
        assert!(checked(name).is_err_and(|problem| problem.remedy.is_some()), "{name:?}");
    }
}
