//! The records of the file, as serde reads them.

use std::fmt;
use std::marker::PhantomData;

use ron::value::RawValue;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::elements::{Activity, ConnectionDefault, Parameter};
use super::mark::Tint;
use super::running::Running;

#[derive(Deserialize)]
pub(super) struct FormatOnly {
    pub format: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileRecord {
    #[expect(dead_code, reason = "read by FormatOnly; named here because unknown fields are refused")]
    pub format: u32,
    #[serde(default)]
    pub parameters: Pairs<Parameter>,
    #[serde(default)]
    pub connections: Pairs<ConnectionDefault>,
    #[serde(default)]
    pub nodes: Pairs<NodeRecord>,
    #[serde(default)]
    pub wires: Vec<WireRecord>,
    #[serde(default)]
    pub layout: Pairs<(i32, i32)>,
    #[serde(default)]
    pub opened: Vec<String>,
    #[serde(default)]
    pub marks: Pairs<MarkRecord>,
    #[serde(default)]
    pub frames: Vec<FrameRecord>,
    #[serde(default)]
    pub notes: Vec<NoteRecord>,
    #[serde(default)]
    pub dots: Vec<DotRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MarkRecord {
    #[serde(default, deserialize_with = "given_tint")]
    pub color: Option<Tint>,
    #[serde(default)]
    pub comment: String,
    #[serde(default)]
    pub sketch: bool,
}

fn given_tint<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Tint>, D::Error> {
    Tint::deserialize(deserializer).map(Some)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrameRecord {
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub color: Tint,
    pub at: (i32, i32),
    pub size: (i32, i32),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoteRecord {
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub color: Tint,
    pub at: (i32, i32),
    pub size: (i32, i32),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DotRecord {
    pub from: String,
    pub at: (i32, i32),
    pub to: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NodeRecord {
    pub kind: String,
    #[serde(default = "first_version")]
    pub version: u32,
    #[serde(default, deserialize_with = "given")]
    pub settings: Option<Raw>,
    #[serde(default)]
    pub state: Activity,
    #[serde(default)]
    pub running: Running,
}

/// A field that is present: RON would require `Some(…)` around the value of an `Option`.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Raw>, D::Error> {
    Raw::deserialize(deserializer).map(Some)
}

fn first_version() -> u32 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireRecord {
    pub from: String,
    pub to: String,
}

/// RON text as written in the file.
pub(super) struct Raw(pub Box<RawValue>);

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(Raw)
    }
}

/// A map that keeps its order and its duplicates, so that duplicates can be reported.
pub(super) struct Pairs<T>(pub Vec<(String, T)>);

impl<T> Default for Pairs<T> {
    fn default() -> Self {
        Pairs(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for PairsVisitor<T> {
            type Value = Pairs<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map from names")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<T>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}
