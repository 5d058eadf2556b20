//! Content keys: equal inputs give equal keys, in any process and on any day.

use std::fmt;

/// A 256-bit digest of everything that a result depends on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Builds a [`Key`] from parts; each part is framed by its length, so that ("ab", "c") and ("a", "bc") differ.
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
