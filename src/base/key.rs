//! Content keys: equal inputs give equal keys, in any process and at any time.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A 256-bit digest of everything that a result depends on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Key([u8; 32]);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in &self.0[..6] {
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl Key {
    pub fn of(bytes: &[u8]) -> Key {
        Key(*blake3::hash(bytes).as_bytes())
    }

    /// The same of everything that a reader yields.
    pub fn of_reader(reader: impl std::io::Read) -> std::io::Result<Key> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(reader)?;
        Ok(Key(*hasher.finalize().as_bytes()))
    }

    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The whole key as 64 hexadecimal digits: for file names.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl From<Key> for String {
    fn from(key: Key) -> String {
        key.to_string()
    }
}

impl TryFrom<String> for Key {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Key, &'static str> {
        let mut digest = [0; 32];
        let is_hex = text.len() == 64 && text.bytes().all(|c| c.is_ascii_hexdigit());
        for (index, byte) in digest.iter_mut().enumerate().filter(|_| is_hex) {
            *byte = u8::from_str_radix(&text[2 * index..2 * index + 2], 16).map_err(|_| "not a key")?;
        }
        if is_hex { Ok(Key(digest)) } else { Err("not a key") }
    }
}

/// Builds a [`Key`] from parts; each part is prefixed with its length, so that ("ab", "c") and ("a", "bc") differ.
pub struct KeyBuilder(blake3::Hasher);

impl KeyBuilder {
    /// `domain` separates uses: "node", "source"…
    pub fn new(domain: &str) -> Self {
        KeyBuilder(blake3::Hasher::new()).text(domain)
    }

    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    pub fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    pub fn number(self, number: u64) -> Self {
        self.bytes(&number.to_le_bytes())
    }

    pub fn key(self, key: Key) -> Self {
        self.bytes(&key.0)
    }

    pub fn finish(self) -> Key {
        Key(*self.0.finalize().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_back_from_its_text() {
        let key = Key::of(b"some");
        assert_eq!(Key::try_from(key.to_string()), Ok(key));
        for wrong in ["", "12", &"g".repeat(64), &"é".repeat(32)] {
            assert!(Key::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
