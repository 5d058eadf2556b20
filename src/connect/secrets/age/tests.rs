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

#[test]
fn key_files() {
    assert!(Key::identity("").is_none() && Key::identity("AGE-SECRET-KEY-1").is_none());
    assert!(Key::identity(&format!("{IDENTITY}\n{IDENTITY}")).is_none(), "two are no clear word");
    let changed = IDENTITY.replacen('Q', "P", 1);
    assert!(changed == IDENTITY || Key::identity(&changed).is_none(), "its check digits are looked at");
}
