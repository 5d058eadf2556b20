//! How a password is proved.

use ring::digest::{Context, Digest, SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};

/// The ways to prove a password that are known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `mysql_native_password`.
    Native,
    /// `caching_sha2_password`.
    CachingSha2,
    /// `sha256_password`: the password itself, where nobody listens.
    Sha256,
}

impl Method {
    pub fn named(name: &[u8]) -> Option<Method> {
        match name {
            b"mysql_native_password" => Some(Method::Native),
            b"caching_sha2_password" => Some(Method::CachingSha2),
            b"sha256_password" => Some(Method::Sha256),
            _ => None,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Method::Native => "mysql_native_password",
            Method::CachingSha2 => "caching_sha2_password",
            Method::Sha256 => "sha256_password",
        }
    }

    /// The answer to the server's random bytes; `None` if it would be the password itself.
    pub fn proof(self, password: &[u8], nonce: &[u8]) -> Option<Vec<u8>> {
        if password.is_empty() {
            return match self {
                Method::Sha256 => Some(vec![0]),
                Method::Native | Method::CachingSha2 => Some(Vec::new()),
            };
        }
        match self {
            Method::Native => {
                let once = digest(&SHA1_FOR_LEGACY_USE_ONLY, password);
                let twice = digest(&SHA1_FOR_LEGACY_USE_ONLY, once.as_ref());
                let mut mixed = Context::new(&SHA1_FOR_LEGACY_USE_ONLY);
                mixed.update(nonce);
                mixed.update(twice.as_ref());
                Some(both(&once, &mixed.finish()))
            }
            Method::CachingSha2 => {
                let once = digest(&SHA256, password);
                let twice = digest(&SHA256, once.as_ref());
                let mut mixed = Context::new(&SHA256);
                mixed.update(twice.as_ref());
                mixed.update(nonce);
                Some(both(&once, &mixed.finish()))
            }
            Method::Sha256 => None,
        }
    }
}

fn both(left: &Digest, right: &Digest) -> Vec<u8> {
    left.as_ref().iter().zip(right.as_ref()).map(|(left, right)| left ^ right).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The server knows the twofold digest: with it, it finds the digest in the proof, and checks it.
    #[test]
    fn a_server_can_check_the_proof() {
        let (password, nonce) = (b"s3cret", b"01234567890123456789");
        for (method, algorithm) in [(Method::Native, &SHA1_FOR_LEGACY_USE_ONLY), (Method::CachingSha2, &SHA256)] {
            let stored = digest(algorithm, digest(algorithm, password).as_ref());
            let mixed = match method {
                Method::Native => digest(algorithm, &[&nonce[..], stored.as_ref()].concat()),
                _ => digest(algorithm, &[stored.as_ref(), &nonce[..]].concat()),
            };
            let proof = method.proof(password, nonce).expect("a proof");
            let once: Vec<u8> = proof.iter().zip(mixed.as_ref()).map(|(left, right)| left ^ right).collect();
            assert_eq!(digest(algorithm, &once).as_ref(), stored.as_ref());
            assert_ne!(method.proof(b"other", nonce), Some(proof));
            assert_eq!(method.proof(b"", nonce), Some(Vec::new()));
        }
        assert_eq!(Method::Sha256.proof(password, nonce), None);
    }
}
