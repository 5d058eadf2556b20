//! The settings of a join.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Join {
    pub how: How,
    /// Empty: the only column that both tables have.
    pub keys: Vec<KeyPair>,
    pub expect: Expect,
    /// Appended to the name of a right column that the left table also has.
    pub suffix: String,
    /// One column for each key pair, under the left name, instead of two.
    pub coalesce: bool,
}

impl Default for Join {
    fn default() -> Self {
        let how = How::default();
        let expect = Expect::default();
        Join { how, keys: Vec::new(), expect, suffix: "_right".into(), coalesce: true }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeyPair {
    pub left: String,
    /// Empty: same name as on the left.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub right: String,
}

impl KeyPair {
    pub(super) fn right(&self) -> &str {
        if self.right.is_empty() { &self.left } else { &self.right }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    #[default]
    Inner,
    Left,
    Right,
    Full,
    Semi,
    Anti,
}

choices!(How: Inner, Left, Right, Full, Semi, Anti);

/// How often a key may occur on each side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expect {
    #[default]
    Any,
    OneToOne,
    OneToMany,
    ManyToOne,
}

choices!(Expect: Any, OneToOne, OneToMany, ManyToOne);
