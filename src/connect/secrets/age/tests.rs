//! The format: what is sealed is opened by its key alone, as it was, or not at all.

use super::*;

/// An identity of another implementation of age.
const IDENTITY: &str = "AGE-SECRET-KEY-1Y7QW3Y82FHA6M7W0Q2AWC5TP39YTAX4P2XE73EQCQKUX5096FJMSZ9FK46";

/// What the Python package pyrage 1 encrypted for that identity and another one, and by the passphrase "two words".
const BY_PYRAGE: &str = concat!(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSByb21iYXRJaFdDOEt0Q1ZiRjFJQ1lOSGw1R0Jnd0lETUp6VXg1QXBnaTFj",
    "Cmh0SFIyL2FNM3pkbUdKSUFWY00vb0dpc25Bd2tCTzV0dXcxcTVwQXNGS28KLT4gWDI1NTE5IGVHRk1GekhOL2IvdmVNOUF5bTEy",
    "elFkNElYbWFGcm1EbzVIeHU2Smg3Z0UKdEY2cGE0UzIrazF1aTZmUGhJbUpTd3hkR1pPZVhiMzNWZmNDZmZQQ1FIOAotPiAjdSdC",
    "eC1ncmVhc2UgLH1SewpWY29GMFZmcDEzU3o1OEJsWUdHTUp4aEFyc3ZmZjdxbzlqNGFOUVNQSkhaeU1rcmUySFY1MEZXaTBzRnBS",
    "OHI3CmpmUlNPWTRwS0tmL3J1TDRWUWI2K1EKLS0tIEliRFEvS0Nkb2UxU040ZnQyejBHeGJwc2Q2TFhwekU0OVV3alZhYkJEUTgK",
    "QFBPHiAtCksTVHx9+WGi1Bli7Iprvug3urSNDEIfZztfHOkJn++IV15hrS+AZdlvqKL6WjcMORfeG070ao+bugtBoZE=",
);
const BY_PYRAGE_PASSPHRASE: &str = concat!(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBTQ3p2MktBMlA2MVpndTYxQW5EaW9nIDE5CndJemFRd0NJUkY3L2dRM3Nq",
    "NkIxUERZNGYrSXc0eElXRWwxcWh6RDBWUkEKLS0tIGhHeUVMQ2RsWFVBRDFKTEVsZUZwOFBMSWRSanh3SCt6WWZyZVRrV1VZVXcK",
    "kNtVJx6XUOzOF9YjIdpc2ZMrIkfmow6QwySksBrUFrbQXwPonsZ/ipT31V3LkgYndYvocj7/iJ+gaWkrn0kzCBKQsRE=",
);

fn identity() -> Key {
    Key::identity(&format!("# made for a test\n{IDENTITY}\n")).expect("an identity")
}

fn passphrase(text: &str) -> Key {
    Key::Passphrase(Zeroizing::new(text.to_owned()))
}

#[test]
fn what_is_sealed_is_opened_as_it_was() {
    for length in [0, 1, 65_535, 65_536, 65_537, 200_000] {
        let content: Vec<u8> = (0..length).map(|n: usize| (n % 251) as u8).collect();
        let sealed = seal(&content, &identity()).unwrap();
        assert_eq!(open(&sealed, &identity()).map(|content| content.to_vec()), Ok(content));
    }
    let sealed = seal(b"s3cret", &passphrase("two words")).unwrap();
    assert_eq!(open(&sealed, &passphrase("two words")).unwrap().as_slice(), b"s3cret");
    assert_eq!(open(&sealed, &passphrase("other words")).unwrap_err(), Fault::WrongKey);
    assert_eq!(open(&sealed, &identity()).unwrap_err(), Fault::WantsPassphrase);
}

#[test]
fn every_changed_or_missing_byte_is_noticed() {
    let sealed = seal(b"s3cret", &identity()).unwrap();
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(open(&changed, &identity()).is_err(), "byte {at}");
        assert!(open(&sealed[..at], &identity()).is_err(), "cut at {at}");
    }
    assert!(open(&[sealed.as_slice(), b"x"].concat(), &identity()).is_err());
    assert_eq!(open(b"PK\x03\x04", &identity()).unwrap_err(), Fault::NotAge);
    assert_eq!(open(&sealed, &passphrase("x")).unwrap_err(), Fault::WantsKey);
    let other = Key::Identity(Zeroizing::new([7; 32]));
    assert_eq!(open(&sealed, &other).unwrap_err(), Fault::WrongKey);
    let whole = seal(&vec![1; 100_000], &identity()).unwrap();
    assert!(open(&whole[..whole.len() - 40_000], &identity()).is_err(), "the last chunk is cut");
}

#[test]
fn a_cost_without_measure_is_refused() {
    let sealed = seal(b"s3cret", &passphrase("a")).unwrap();
    let text = String::from_utf8_lossy(&sealed[..80]).replacen(" 17\n", " 40\n", 1).into_bytes();
    let changed = [text.as_slice(), &sealed[80..]].concat();
    assert_eq!(open(&changed, &passphrase("a")).unwrap_err(), Fault::TooCostly);
}

#[test]
fn files_of_another_program_are_opened() {
    use base64::{Engine, engine::general_purpose::STANDARD};
    for (text, key) in [(BY_PYRAGE, identity()), (BY_PYRAGE_PASSPHRASE, passphrase("two words"))] {
        let bytes = STANDARD.decode(text).unwrap();
        assert_eq!(open(&bytes, &key).unwrap().as_slice(), br#"{"warehouse":"from another program"}"#);
    }
}

/// What a vector of the test kit says of itself, and its file.
fn vector(bytes: &[u8]) -> (Vec<(String, String)>, Vec<u8>) {
    let end = bytes.windows(2).position(|two| two == b"\n\n").expect("an empty line");
    let says = std::str::from_utf8(&bytes[..end]).expect("text").lines();
    let says = says.map(|line| line.split_once(": ").expect("a name and a value"));
    let says: Vec<(String, String)> = says.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let mut file = bytes[end + 2..].to_vec();
    if says.iter().any(|(name, _)| name == "compressed") {
        use std::io::Read;
        let packed = std::mem::take(&mut file);
        flate2::read::ZlibDecoder::new(packed.as_slice()).read_to_end(&mut file).expect("zlib");
    }
    (says, file)
}

/// The test kit of the format (tests/files/age): each of its files is opened, or refused for the reason that it tells.
#[test]
fn the_test_kit_of_the_format() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/age");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some() {
            continue;
        }
        let (says, file) = vector(&std::fs::read(&path).unwrap());
        let said = |wanted: &str| says.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        let keys: Vec<Key> = says
            .iter()
            .filter_map(|(name, value)| match name.as_str() {
                "identity" => Some(Key::identity(value).expect("an identity")),
                "passphrase" => Some(passphrase(value)),
                _ => None,
            })
            .collect();
        // Some have none: their header is refused before.
        let keys = if keys.is_empty() { vec![identity()] } else { keys };
        let expected = said("expect").unwrap();
        for key in &keys {
            let opened = open(&file, key).map(|content| {
                let hash = ring::digest::digest(&ring::digest::SHA256, &content);
                hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect::<String>()
            });
            let is_right = match expected {
                "success" => opened.as_deref() == Ok(said("payload").unwrap()),
                "no match" => matches!(opened, Err(Fault::WrongKey | Fault::WantsKey | Fault::WantsPassphrase)),
                "header failure" => matches!(opened, Err(Fault::NotAge | Fault::Damaged | Fault::TooCostly)),
                "HMAC failure" | "payload failure" => opened == Err(Fault::Damaged),
                other => panic!("{}: expects {other}", path.display()),
            };
            assert!(is_right, "{}: expects {expected}, gives {opened:?}", path.display());
        }
        count += 1;
    }
    assert_eq!(count, 92);
}

#[test]
fn a_header_without_measure_is_refused() {
    let sealed = seal(b"s3cret", &identity()).unwrap();
    let text = String::from_utf8_lossy(&sealed[..30]).into_owned();
    let (version, _) = text.split_once('\n').unwrap();
    for (stanza, count) in [("-> grease\n\n", 10_000), ("-> grease\n\n", 3)] {
        let mut changed = format!("{version}\n").into_bytes();
        changed.extend(stanza.repeat(count).bytes());
        changed.extend(&sealed[version.len() + 1..]);
        // Few of them are passed over; then the code of the header does not fit it.
        let expected = if count > 1_000 { Fault::NotAge } else { Fault::Damaged };
        assert_eq!(open(&changed, &identity()).unwrap_err(), expected);
    }
}

#[test]
fn key_files() {
    assert!(Key::identity("").is_none() && Key::identity("AGE-SECRET-KEY-1").is_none());
    assert!(Key::identity(&format!("{IDENTITY}\n{IDENTITY}")).is_none(), "two are no clear word");
    assert!(Key::identity(&IDENTITY.to_lowercase()).is_none());
    for at in 0..IDENTITY.len() {
        let mut changed = IDENTITY.as_bytes().to_vec();
        changed[at] = if changed[at] == b'Q' { b'P' } else { b'Q' };
        let changed = String::from_utf8(changed).unwrap();
        assert!(Key::identity(&changed).is_none(), "its check digits are looked at: {changed}");
    }
    let other = bech32::encode_upper::<bech32::Bech32m>(bech32::Hrp::parse("AGE-SECRET-KEY-").unwrap(), &[7; 32]);
    assert!(Key::identity(&other.unwrap()).is_none(), "the check digits are those of Bech32");
}
