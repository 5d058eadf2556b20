//! What opens a file: an X25519 identity, or a passphrase.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Bech32, Hrp};
use ring::aead::{Aad, Nonce};
use x25519_dalek::{X25519_BASEPOINT_BYTES, x25519};
use zeroize::Zeroizing;

use super::common::{Fault, FileKey, derived, random};
use super::header::Stanza;
use super::payload::cipher;

/// The cost of a new file's passphrase: 2 to this power; about half a second, 128 MiB.
const COST: u8 = 17;
/// A file that asks for more is refused: 2 to the power of 20 takes 1 GiB.
const MOST_COST: u8 = 20;
/// How a key file writes an identity.
const IDENTITY: &str = "AGE-SECRET-KEY-";
/// The key of a file, sealed: 16 bytes and a tag. Another length is refused before any key is tried, so that one body cannot be
/// made to fit several keys.
const SEALED: usize = 16 + 16;
const OF_X25519: &[u8] = b"age-encryption.org/v1/X25519";
const OF_SCRYPT: &[u8] = b"age-encryption.org/v1/scrypt";

/// On purpose it has no `Debug`.
pub enum Key {
    Identity(Zeroizing<[u8; 32]>),
    Passphrase(Zeroizing<String>),
}

impl Key {
    /// The only identity of a key file, in which lines that begin with `#` are comments; `None` if there is not exactly one.
    pub fn identity(text: &str) -> Option<Key> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let line = lines.next().filter(|_| lines.next().is_none())?;
        let found = CheckedHrpstring::new::<Bech32>(line).ok()?;
        let bytes = Zeroizing::new(found.byte_iter().collect::<Vec<u8>>());
        let key = Zeroizing::new(<[u8; 32]>::try_from(bytes.as_slice()).ok()?);
        // In capitals, as it is written, and without other bits than those of the key.
        let again = bech32::encode_upper::<Bech32>(Hrp::parse(IDENTITY).ok()?, &key[..]).map(Zeroizing::new);
        again.is_ok_and(|again| *again == line).then_some(Key::Identity(key))
    }

    /// Tells keys apart, and does not give them away.
    pub(super) fn id(&self) -> blake3::Hash {
        match self {
            Key::Identity(secret) => blake3::keyed_hash(secret, OF_X25519),
            Key::Passphrase(text) => blake3::Hasher::new().update(OF_SCRYPT).update(text.as_bytes()).finalize(),
        }
    }

    pub(super) fn wrap(&self, file_key: &FileKey) -> Result<Stanza, Fault> {
        let (words, key) = match self {
            Key::Identity(secret) => {
                let once: Zeroizing<[u8; 32]> = Zeroizing::new(random()?);
                let recipient = x25519(**secret, X25519_BASEPOINT_BYTES);
                let share = x25519(*once, X25519_BASEPOINT_BYTES);
                let shared = Zeroizing::new(x25519(*once, recipient));
                let key = derived(&shared[..], &[share, recipient].concat(), OF_X25519);
                (vec!["X25519".to_owned(), BASE64.encode(share)], key)
            }
            Key::Passphrase(text) => {
                let salt: [u8; 16] = random()?;
                let words = vec!["scrypt".to_owned(), BASE64.encode(salt), COST.to_string()];
                (words, stretched(text, &salt, COST)?)
            }
        };
        let mut body = file_key.to_vec();
        let sealed =
            cipher(&key).seal_in_place_append_tag(Nonce::assume_unique_for_key([0; 12]), Aad::empty(), &mut body);
        sealed.expect("16 bytes are no more than the cipher takes");
        Ok(Stanza { words, body })
    }

    /// The key of the file by the first stanza that this key opens. A stanza of the same kind that breaks a rule of the format is
    /// refused, one of another kind is passed over.
    pub(super) fn unwrap(&self, stanzas: &[Stanza]) -> Result<FileKey, Fault> {
        let is_of_passphrase = stanzas.iter().any(|stanza| stanza.words[0] == "scrypt");
        // A passphrase is never one way of several.
        if is_of_passphrase && stanzas.len() > 1 {
            return Err(Fault::Damaged);
        }
        match (self, is_of_passphrase) {
            (Key::Identity(_), true) => return Err(Fault::WantsPassphrase),
            (Key::Passphrase(_), false) => return Err(Fault::WantsKey),
            _ => {}
        }
        for stanza in stanzas {
            let key = match self {
                Key::Identity(secret) if stanza.words[0] == "X25519" => of_share(secret, stanza)?,
                Key::Passphrase(text) if stanza.words[0] == "scrypt" => of_salt(text, stanza)?,
                _ => continue,
            };
            let mut body = Zeroizing::new(stanza.body.clone());
            let opened = cipher(&key).open_in_place(Nonce::assume_unique_for_key([0; 12]), Aad::empty(), &mut body);
            if let Some(file_key) = opened.ok().and_then(|bytes| <[u8; 16]>::try_from(&*bytes).ok()) {
                return Ok(Zeroizing::new(file_key));
            }
        }
        Err(Fault::WrongKey)
    }
}

/// What a stanza for an identity is sealed with, if it is for this one.
fn of_share(secret: &[u8; 32], stanza: &Stanza) -> Result<Zeroizing<[u8; 32]>, Fault> {
    let [_, share] = words::<2>(stanza)?;
    let share: [u8; 32] = decoded(share)?;
    let recipient = x25519(*secret, X25519_BASEPOINT_BYTES);
    let shared = Zeroizing::new(x25519(*secret, share));
    // A share of low order: whoever made it would know the key without knowing the recipient.
    if shared.iter().fold(0, |all, byte| all | byte) == 0 {
        return Err(Fault::Damaged);
    }
    Ok(derived(&shared[..], &[share, recipient].concat(), OF_X25519))
}

/// What a stanza for a passphrase is sealed with, if it is for this one.
fn of_salt(text: &str, stanza: &Stanza) -> Result<Zeroizing<[u8; 32]>, Fault> {
    let [_, salt, cost] = words::<3>(stanza)?;
    let salt: [u8; 16] = decoded(salt)?;
    let is_number = !cost.starts_with('0') && cost.bytes().all(|byte| byte.is_ascii_digit());
    // A number that does not fit is too large.
    let cost = if is_number { cost.parse().unwrap_or(u8::MAX) } else { return Err(Fault::Damaged) };
    stretched(text, &salt, cost)
}

/// The words of a stanza that has so many, and a sealed key of the right length.
fn words<const N: usize>(stanza: &Stanza) -> Result<&[String; N], Fault> {
    let words = stanza.words.as_slice().try_into().ok();
    words.filter(|_| stanza.body.len() == SEALED).ok_or(Fault::Damaged)
}

fn decoded<const N: usize>(text: &str) -> Result<[u8; N], Fault> {
    BASE64.decode(text).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(Fault::Damaged)
}

/// The key that a passphrase gives, slowly.
fn stretched(text: &str, salt: &[u8; 16], cost: u8) -> Result<Zeroizing<[u8; 32]>, Fault> {
    if cost > MOST_COST {
        return Err(Fault::TooCostly);
    }
    let params = scrypt::Params::new(cost, 8, 1, 32).map_err(|_| Fault::Damaged)?;
    let mut key = Zeroizing::new([0; 32]);
    let salt = [OF_SCRYPT, salt].concat();
    scrypt::scrypt(text.as_bytes(), &salt, &params, &mut key[..]).map_err(|_| Fault::Damaged)?;
    Ok(key)
}
