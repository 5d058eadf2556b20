//! Keys of results: a digest of everything that a table depends on, and of nothing else.
//!
//! Kind, settings, the values of the parameters that the settings name, the keys of what arrives, the stamps of what is
//! read. Not a node's id, name or place: moving and renaming recompute nothing, copies share, undo finds its old result.

use std::path::PathBuf;

use crate::base::{Key, KeyBuilder};
use crate::connect::Stamp;
use crate::nodes::Parameters;

/// What identifies the settings of a node, before they are understood.
pub(crate) fn text_key(kind: &str, version: u32, text: &str, bypassed: bool) -> Key {
    KeyBuilder::new(if bypassed { "bypass" } else { "text" }).text(kind).number(u64::from(version)).text(text).finish()
}

/// The key of one output of the node with key `node`.
pub(crate) fn output_key(node: Key, port: usize) -> Key {
    KeyBuilder::new("output").key(node).number(port as u64).finish()
}

/// One table that arrives at a node: its key, and its node's name where the kind may look at it.
pub(crate) struct ArrivalKey<'a> {
    pub key: Key,
    /// Only for inputs that take many tables: a union may write the names into a column.
    pub name: Option<&'a str>,
}

/// The key of a node: `settings` is the key of kind and canonical settings, `uses` the parameters that they name.
pub(crate) fn node_key(
    settings: Key,
    uses: &[String],
    parameters: &Parameters,
    arrivals: &[Vec<ArrivalKey>],
    reads: &[(PathBuf, Stamp)],
) -> Key {
    let mut builder = KeyBuilder::new("node").key(settings);
    for name in uses {
        builder = builder.text(name);
        builder = match parameters.get(name) {
            // The type is part of the value: 1 and "1" lower differently.
            Some(value) => builder.text(&format!("{value:?}")),
            None => builder.number(0),
        };
    }
    for port in arrivals {
        builder = builder.number(port.len() as u64);
        for arrival in port {
            builder = builder.key(arrival.key).text(arrival.name.unwrap_or_default());
        }
    }
    for (path, stamp) in reads {
        builder = builder.bytes(path.as_os_str().as_encoded_bytes()).number(stamp.len).number(stamp.modified);
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
        let settings = text_key("filter", 1, "()", false);
        let uses = ["year".to_owned()];
        let at = |pairs: &[(&str, Value)]| {
            let parameters = pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
            node_key(settings, &uses, &parameters, &[], &[])
        };
        let base = at(&[("year", Value::Integer(2013))]);
        assert_eq!(base, at(&[("year", Value::Integer(2013)), ("other", Value::Integer(1))]));
        assert_ne!(base, at(&[("year", Value::Integer(2014))]));
        assert_ne!(base, at(&[("year", Value::Text("2013".into()))]));
        assert_ne!(base, at(&[]));
    }
}
