//! The parameters that the checks of kinds may use.

use std::collections::BTreeMap;

use crate::formula::Value;
use crate::nodes::Parameters;

/// The parameters that nodes under test can use.
pub(super) fn parameters() -> Parameters {
    BTreeMap::from([("year".to_owned(), Value::Integer(2013)), ("name".to_owned(), Value::Text("x".into()))])
}
