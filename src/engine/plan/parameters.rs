//! The values of a project's parameters.

use std::collections::BTreeMap;

use crate::base::{Problem, suggest};
use crate::engine::api::snapshot::Snapshot;
use crate::nodes::{Parameters, parse_parameter};

/// The values of the parameters; the parameters without a value, with the reason; problems that belong to no node.
pub(crate) fn parameters(snapshot: &Snapshot) -> (Parameters, BTreeMap<String, Problem>, Vec<Problem>) {
    let declared = snapshot.document.parameters();
    let mut values = Parameters::new();
    let mut broken = BTreeMap::new();
    let mut problems = Vec::new();
    for (name, parameter) in declared {
        let text = snapshot.overrides.get(name).unwrap_or(&parameter.default);
        match parse_parameter(name, parameter, text) {
            Ok(value) => {
                values.insert(name.clone(), value);
            }
            Err(problem) => {
                broken.insert(name.clone(), problem.clone());
                problems.push(problem);
            }
        }
    }
    for name in snapshot.overrides.keys().filter(|name| !declared.contains_key(*name)) {
        let problem = Problem::error(say!("parameter-none-to-set", name = name));
        problems.push(match suggest::remedy(name, declared.keys().map(String::as_str)) {
            Some(remedy) => problem.remedy(remedy),
            None => problem.remedy(say!("project-no-parameters")),
        });
    }
    (values, broken, problems)
}
