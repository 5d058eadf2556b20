//! The content of a file: chunks of 64 KiB, each with its number and whether it is the last, so that none can be left out.

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use zeroize::Zeroizing;

use super::common::{Fault, FileKey, derived, random};

const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
const NONCE: usize = 16;

/// A key of ChaCha20-Poly1305.
pub fn cipher(key: &[u8; 32]) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, key).expect("the key has 32 bytes"))
}

/// The nonce of a chunk: eleven bytes of its number, one that says whether it is the last.
fn nonce(number: u64, is_last: bool) -> Nonce {
    let mut bytes = [0; 12];
    bytes[3..11].copy_from_slice(&number.to_be_bytes());
    bytes[11] = u8::from(is_last);
    Nonce::assume_unique_for_key(bytes)
}

pub fn open(bytes: &[u8], file_key: &FileKey) -> Result<Zeroizing<Vec<u8>>, Fault> {
    let (salt, mut rest) = bytes.split_at_checked(NONCE).ok_or(Fault::Damaged)?;
    let cipher = cipher(&derived(&file_key[..], salt, b"payload"));
    let mut content = Zeroizing::new(Vec::with_capacity(bytes.len()));
    for number in 0.. {
        let (chunk, others) = rest.split_at(rest.len().min(CHUNK + TAG));
        rest = others;
        let is_last = rest.is_empty();
        let mut chunk = Zeroizing::new(chunk.to_vec());
        let opened = cipher.open_in_place(nonce(number, is_last), Aad::empty(), &mut chunk);
        let opened = opened.map_err(|_| Fault::Damaged)?;
        // Only the first chunk of an empty content is empty.
        if opened.is_empty() && number > 0 {
            return Err(Fault::Damaged);
        }
        content.extend_from_slice(opened);
        if is_last {
            break;
        }
    }
    Ok(content)
}

pub fn seal(content: &[u8], file_key: &FileKey) -> Result<Vec<u8>, Fault> {
    let salt: [u8; NONCE] = random()?;
    let cipher = cipher(&derived(&file_key[..], &salt, b"payload"));
    let mut bytes = salt.to_vec();
    let mut rest = content;
    for number in 0.. {
        let (chunk, others) = rest.split_at(rest.len().min(CHUNK));
        rest = others;
        let mut chunk = chunk.to_vec();
        let sealed = cipher.seal_in_place_append_tag(nonce(number, rest.is_empty()), Aad::empty(), &mut chunk);
        sealed.expect("a chunk is shorter than what the cipher takes");
        bytes.extend(chunk);
        if rest.is_empty() {
            break;
        }
    }
    Ok(bytes)
}
