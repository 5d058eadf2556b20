//! The limit for rejected rows: a setting of every kind that rejects invalid rows.

use polars::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::Problem;
use crate::formula::Raiser;
use crate::nodes::form::{Field, Form, choice};
use crate::nodes::kit::frame::Frame;
use crate::nodes::shared::files::is_pattern;

/// When rejected rows make the node fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rejects {
    /// If no row is left: then the settings are wrong, and an output would become empty.
    #[default]
    All,
    /// If more than this number are rejected, or all.
    Above,
    /// If more than this percentage are rejected, or all.
    AbovePercent,
    /// Never.
    GoOn,
}

choices!(Rejects: All, Above, AbovePercent, GoOn);

/// Describes the setting, with its limit if it has one.
pub fn rejects_form(form: &mut dyn Form, rejects: &mut Rejects, most: &mut f64) {
    choice(form, Field::shared("rejects"), rejects);
    let field = Field::shared("most_rejects");
    match rejects {
        Rejects::Above => form.number(field, most, 0.0..=1e9),
        Rejects::AbovePercent => form.percent(field, most),
        Rejects::All | Rejects::GoOn => {}
    }
}

impl Rejects {
    /// The problem for `rejected` rows, given the number of valid ones; `None` if they are acceptable.
    pub fn problem(self, most: f64, rejected: u64, valid: u64) -> Option<Problem> {
        let all = rejected + valid;
        let is_too_many = match self {
            Rejects::GoOn => false,
            _ if rejected > 0 && valid == 0 => true,
            Rejects::All => false,
            Rejects::Above => rejected as f64 > most,
            Rejects::AbovePercent => rejected as f64 * 100.0 > most * all as f64,
        };
        let message = match valid {
            _ if !is_too_many => return None,
            0 => say!("rejects-all", count = rejected),
            _ => say!("rejects-too-many", count = rejected, all = all),
        };
        Some(Problem::error(message).remedy(say!("rejects-look")).at("rejects"))
    }
}

/// The columns of the rejected rows of the files for `path`; the file comes first if there may be several.
pub fn rejected_schema(path: &str) -> Schema {
    let column = |name: &str, of: DataType| polars::prelude::Field::new(name.into(), of);
    let file = is_pattern(path).then(|| column("file", DataType::String));
    let own = [column("line", DataType::Int64), column("reason", DataType::String), column("text", DataType::String)];
    file.into_iter().chain(own).collect()
}

/// A table with these columns that fails with the problem when its rows are requested: the node's other outputs can
/// still be viewed.
pub fn failing(schema: SchemaRef, problem: Problem, raiser: Raiser) -> Frame {
    let empty = DataFrame::empty_with_schema(&schema).lazy();
    let fails = move |_: DataFrame| Err(raiser.raise(problem.clone()));
    let lazy = empty.map(fails, AllowedOptimizations::empty(), None, Some("rejected rows"));
    Frame::with_schema(lazy, schema)
}

#[cfg(test)]
mod tests {
    use polars::prelude::Field as ColumnField;

    use super::*;
    use crate::nodes::problem_of;

    #[test]
    fn bounds_are_held() {
        let fails =
            |rejects: Rejects, most: f64, rejected: u64, valid: u64| rejects.problem(most, rejected, valid).is_some();
        assert!(fails(Rejects::All, 0.0, 2, 0));
        assert!(!fails(Rejects::All, 0.0, 2, 1));
        assert!(!fails(Rejects::All, 0.0, 0, 0), "a file without rows is empty");
        assert!(fails(Rejects::Above, 2.0, 3, 100) && !fails(Rejects::Above, 2.0, 2, 100));
        assert!(fails(Rejects::Above, 10.0, 3, 0), "nothing is left");
        assert!(fails(Rejects::AbovePercent, 1.0, 2, 98) && !fails(Rejects::AbovePercent, 1.0, 1, 99));
        assert!(!fails(Rejects::GoOn, 0.0, 5, 0));
    }

    #[test]
    fn what_fails_says_why() {
        let schema: SchemaRef = Arc::new([ColumnField::new("a".into(), DataType::Int64)].into_iter().collect());
        let problem = Rejects::All.problem(0.0, 2, 0).unwrap();
        let frame = failing(schema, problem.clone(), Raiser::default());
        for plan in [frame.lazy.clone(), frame.lazy.clone().select([len()]), frame.lazy.limit(5)] {
            let error = plan.collect_with_engine(Engine::Streaming).err().expect("it fails");
            assert_eq!(problem_of(&error), problem);
        }
    }
}
