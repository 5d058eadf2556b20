//! What every part of the format needs: the file's key, how it can fail, random and derived bytes.

use ring::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

/// What encrypts one file.
pub type FileKey = Zeroizing<[u8; 16]>;

/// Why a file cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It does not begin as such a file does, or needs something that is not known here.
    NotAge,
    /// It was changed after it was written, or cut off.
    Damaged,
    /// The key or the passphrase is another one.
    WrongKey,
    /// It was made for a passphrase, and there is a key.
    WantsPassphrase,
    /// It was made for keys, and there is a passphrase.
    WantsKey,
    /// Its passphrase takes more memory than anybody would ask for.
    TooCostly,
    /// The system gives no random bytes.
    NoRandom,
}

pub fn random<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Fault::NoRandom)?;
    Ok(bytes)
}

/// 32 bytes by HKDF with SHA-256.
pub fn derived(secret: &[u8], salt: &[u8], info: &[u8]) -> Zeroizing<[u8; 32]> {
    use ring::hkdf::{HKDF_SHA256, Salt};
    let mut bytes = Zeroizing::new([0; 32]);
    let key = Salt::new(HKDF_SHA256, salt).extract(secret);
    let info = [info];
    let filled = key.expand(&info, HKDF_SHA256).and_then(|found| found.fill(&mut bytes[..]));
    filled.expect("32 bytes are what HKDF with SHA-256 gives");
    bytes
}
