//! What opens a file: an X25519 identity, or a passphrase.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use ring::aead::{Aad, Nonce};
use x25519_dalek::{X25519_BASEPOINT_BYTES, x25519};
use zeroize::{Zeroize, Zeroizing};

use super::common::{Fault, FileKey, derived, random};
use super::header::Stanza;
use super::payload::cipher;

/// The cost of a new file's passphrase: 2 to this power; about half a second, 128 MiB.
const COST: u8 = 17;
/// A file that asks for more is refused: 2 to the power of 20 takes 1 GiB.
const MOST_COST: u8 = 20;
/// How a key file writes an identity.
const IDENTITY: &str = "age-secret-key-";
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
        let (hrp, mut bytes) = bech32::decode(line).ok()?;
        let key = <[u8; 32]>::try_from(bytes.as_slice()).ok().map(Zeroizing::new);
        bytes.zeroize();
        key.filter(|_| hrp.to_lowercase() == IDENTITY).map(Key::Identity)
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
            let words: Vec<&str> = stanza.words.iter().map(String::as_str).collect();
            let key = match (self, words.as_slice()) {
                (Key::Identity(secret), ["X25519", share]) => {
                    let share: [u8; 32] = decoded(share)?;
                    let recipient = x25519(**secret, X25519_BASEPOINT_BYTES);
                    let shared = Zeroizing::new(x25519(**secret, share));
                    // Such a share would make every key the same.
                    if shared.iter().all(|byte| *byte == 0) {
                        return Err(Fault::Damaged);
                    }
                    derived(&shared[..], &[share, recipient].concat(), OF_X25519)
                }
                (Key::Passphrase(text), ["scrypt", salt, cost]) => {
                    let salt: [u8; 16] = decoded(salt)?;
                    let cost: u8 = cost.parse().ok().filter(|cost| *cost > 0).ok_or(Fault::Damaged)?;
                    stretched(text, &salt, cost)?
                }
                // Of another recipient.
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
