//! The name of a source or a target outside of the project.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::connect::links::real_path;

/// Where a table is read from or written to, as events, history, lineage and collisions name it. Its text is the file's
/// path or a URL. It never contains a secret.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    File(PathBuf),
    /// `scheme://…`
    Url(String),
}

impl Address {
    /// The path, if it is a file.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Address::File(path) => Some(path),
            Address::Url(_) => None,
        }
    }

    /// One canonical name for one thing, however it is written. Reads the file system for files.
    pub fn real(&self) -> Address {
        match self {
            Address::File(path) => Address::File(real_path(path)),
            Address::Url(_) => self.clone(),
        }
    }

    /// Its last part: the name of a file, or what follows the last slash of a URL.
    pub fn name(&self) -> String {
        match self {
            Address::File(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            Address::Url(url) => url.rsplit('/').find(|part| !part.is_empty()).unwrap_or(url).to_owned(),
        }
    }

    /// As users know it: a file within `base` is given by its path relative to it.
    pub fn from_base(&self, base: &Path) -> String {
        match self {
            Address::File(path) => path.strip_prefix(base).unwrap_or(path).display().to_string(),
            Address::Url(url) => url.clone(),
        }
    }

    /// The bytes that digests include. Different addresses have different bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Address::File(path) => path.as_os_str().as_encoded_bytes(),
            Address::Url(url) => url.as_bytes(),
        }
    }

    /// The address that this text denotes. Paths are absolute, so none looks like a URL.
    pub fn parse(text: &str) -> Address {
        let is_scheme = |scheme: &str| {
            scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        };
        match text.split_once("://") {
            Some((scheme, _)) if is_scheme(scheme) => Address::Url(text.to_owned()),
            _ => Address::File(text.into()),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::File(path) => path.display().fmt(f),
            Address::Url(url) => f.write_str(url),
        }
    }
}

impl From<&Path> for Address {
    fn from(path: &Path) -> Self {
        Address::File(path.to_path_buf())
    }
}

impl From<PathBuf> for Address {
    fn from(path: PathBuf) -> Self {
        Address::File(path)
    }
}

/// Serialized as one text. Fails for a path that is not Unicode.
impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Address::File(path) => path.serialize(serializer),
            Address::Url(url) => url.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Address::parse(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_back_from_its_text() {
        for (text, is_file) in [
            ("/data/a.csv", true),
            ("C:\\data\\a.csv", true),
            ("C://data/a.csv", true),
            ("/odd://name", true),
            ("postgres://host:5432/shop/public.orders", false),
            ("s3://bucket/a.parquet", false),
            ("kafka+tls://host/topic", false),
        ] {
            let address = Address::parse(text);
            assert_eq!((address.file().is_some(), address.to_string().as_str()), (is_file, text));
            let json = serde_json::to_string(&address).unwrap();
            assert_eq!(serde_json::from_str::<Address>(&json).unwrap(), address, "{json}");
        }
    }

    #[test]
    fn a_file_is_named_from_the_project() {
        let named = |text: &str| Address::parse(text).from_base(Path::new("/data"));
        assert_eq!((named("/data/in/a.csv"), named("/other/a.csv")), ("in/a.csv".into(), "/other/a.csv".into()));
        assert_eq!(named("s3://bucket/a"), "s3://bucket/a");
        let last = |text: &str| Address::parse(text).name();
        assert_eq!((last("/data/in/a.csv"), last("s3://bucket/a/")), ("a.csv".into(), "a".into()));
    }
}
