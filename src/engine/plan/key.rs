//! Keys of results: a digest of everything that a table depends on, and of nothing else.
//!
//! Kind, settings, the values of the parameters that the settings name, the keys of the inputs, the stamps of what is
//! read. Not a node's id, name or position: moving and renaming recompute nothing, copies share results, undo finds its
//! old result.

use std::path::PathBuf;

use crate::base::{Key, KeyBuilder};
use crate::connect::{Marked, Sample};
use crate::nodes::Parameters;

/// Identifies the settings of a node before they are parsed.
pub(crate) fn text_key(kind: &str, version: u32, text: &str, bypassed: bool) -> Key {
    KeyBuilder::new(if bypassed { "bypass" } else { "text" }).text(kind).number(u64::from(version)).text(text).finish()
}

/// The key of one output of the node with key `node`.
pub(crate) fn output_key(node: Key, port: usize) -> Key {
    KeyBuilder::new("output").key(node).number(port as u64).finish()
}

/// A table at an input of a node.
#[derive(Clone, Debug)]
pub(crate) struct ArrivalKey {
    /// The input port.
    pub port: usize,
    pub key: Key,
    pub from: String,
    /// Whether the name is part of the result: a union may write it into a column.
    pub is_named: bool,
    /// Whether problems and warnings may contain the name.
    pub is_named_in_messages: bool,
}

/// Everything that the result of a node depends on.
#[derive(Clone, Debug)]
pub(crate) struct Ingredients {
    /// The key of the kind and its canonical settings.
    pub settings: Key,
    /// The key of the values of the parameters that the settings name.
    pub parameters: Key,
    /// In the order of ports and wires.
    pub arrivals: Vec<ArrivalKey>,
    /// What is read, in its current state.
    pub reads: Vec<Marked>,
    /// Where relative paths start, for nodes that read files: they may report their paths relative to it.
    pub base: Option<PathBuf>,
    /// Only these rows are read from files that are too large.
    pub sample: Option<Sample>,
    /// The key of the columns of the last run, for a source without records.
    pub known: Option<Key>,
}

impl Ingredients {
    /// The key of the result.
    pub fn key(&self) -> Key {
        self.key_with(|arrival| arrival.is_named)
    }

    /// The key of the messages about the node, which may name the nodes that tables come from.
    pub fn named_key(&self) -> Key {
        self.key_with(|arrival| arrival.is_named_in_messages)
    }

    fn key_with(&self, is_named: impl Fn(&ArrivalKey) -> bool) -> Key {
        let mut builder = KeyBuilder::new("node").key(self.settings).key(self.parameters);
        builder = builder.number(self.arrivals.len() as u64);
        for arrival in &self.arrivals {
            let name = if is_named(arrival) { arrival.from.as_str() } else { "" };
            builder = builder.number(arrival.port as u64).key(arrival.key).text(name);
        }
        for marked in &self.reads {
            builder = marked.key(builder);
        }
        if let Some(base) = &self.base {
            builder = builder.text("base").bytes(base.as_os_str().as_encoded_bytes());
        }
        if let Some(Sample { rows, seed, part }) = self.sample {
            builder = builder.text("sample").number(rows).number(seed).number(part as u64);
        }
        if let Some(known) = self.known {
            builder = builder.text("known").key(known);
        }
        builder.finish()
    }
}

/// The key of the values of the parameters named in `uses`.
pub(crate) fn parameters_key(uses: &[String], parameters: &Parameters) -> Key {
    let mut builder = KeyBuilder::new("parameters");
    for name in uses {
        builder = builder.text(name);
        builder = match parameters.get(name) {
            // The type is part of the value: 1 and "1" lower differently.
            Some(value) => builder.text(&format!("{value:?}")),
            None => builder.number(0),
        };
    }
    builder.finish()
}

/// The names in `${name}` within a setting's text, sorted, once each.
pub(crate) fn parameters_in(text: &str) -> Vec<String> {
    let mut names: Vec<String> =
        text.split("${").skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::Value;

    #[test]
    fn parameters_are_found_where_they_are_named() {
        assert_eq!(parameters_in(r#"(path:"${dir}/a_${year}_${dir}.csv")"#), ["dir", "year"]);
        assert_eq!(parameters_in("no ${end"), Vec::<String>::new());
    }

    #[test]
    fn only_named_parameters_count() {
        let uses = ["year".to_owned()];
        let at = |pairs: &[(&str, Value)]| {
            let parameters = pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
            parameters_key(&uses, &parameters)
        };
        let base = at(&[("year", Value::Integer(2013))]);
        assert_eq!(base, at(&[("year", Value::Integer(2013)), ("other", Value::Integer(1))]));
        assert_ne!(base, at(&[("year", Value::Integer(2014))]));
        assert_ne!(base, at(&[("year", Value::Text("2013".into()))]));
        assert_ne!(base, at(&[]));
    }

    #[test]
    fn every_ingredient_counts_and_names_only_where_they_are_looked_at() {
        let key = |n: u8| Key::of(&[n]);
        let base = Ingredients {
            settings: key(1),
            parameters: key(2),
            arrivals: vec![ArrivalKey {
                port: 0,
                key: key(3),
                from: "a".into(),
                is_named: false,
                is_named_in_messages: true,
            }],
            reads: vec![Marked::file("f", crate::connect::Stamp { len: 1, modified: 2, changed: 3 })],
            base: Some("/b".into()),
            sample: None,
            known: None,
        };
        let with = |change: fn(&mut Ingredients)| {
            let mut other = base.clone();
            change(&mut other);
            other.key()
        };
        assert_eq!(base.key(), with(|i| i.arrivals[0].from = "b".into()));
        let mut renamed = base.clone();
        renamed.arrivals[0].from = "b".into();
        assert_ne!(base.named_key(), renamed.named_key());
        let changes: [fn(&mut Ingredients); 14] = [
            |i| i.settings = Key::of(&[9]),
            |i| i.parameters = Key::of(&[9]),
            |i| i.arrivals[0].key = Key::of(&[9]),
            |i| i.arrivals[0].port = 1,
            |i| i.arrivals[0].is_named = true,
            |i| i.arrivals.clear(),
            |i| i.reads[0].mark = crate::connect::Mark::Version("9".into()),
            |i| i.reads[0].address = std::path::Path::new("g").into(),
            |i| i.reads.clear(),
            |i| i.base = Some("/c".into()),
            |i| i.sample = Some(Sample::of(9, 1)),
            |i| i.sample = Some(Sample::of(8, 1)),
            |i| i.sample = Some(Sample::of(9, 2)),
            |i| i.known = Some(Key::of(&[9])),
        ];
        let mut keys: Vec<Key> = changes.map(with).into();
        keys.push(base.key());
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 15);
    }
}
