//! Numbers in settings that are outside the range of their control.

use crate::base::Problem;
use crate::nodes::form::Field;
use crate::nodes::form::reader::{Control, Reader};
use crate::nodes::kit::kind::AnyNode;

/// The problem with the first number that is outside its form's range.
pub fn out_of_range(node: &mut dyn AnyNode) -> Option<Problem> {
    let mut ranges = Ranges { prefix: String::new(), problem: None };
    node.form(&mut ranges);
    ranges.problem
}

struct Ranges {
    /// "keys[0]." inside the first row of "keys".
    prefix: String,
    problem: Option<Problem>,
}

impl Ranges {
    fn say(&mut self, field: Field, value: String, (least, most): (String, String)) {
        let message = say!("number-out-of-range", value = value);
        let remedy = say!("number-between", least = least, most = most);
        let path = format!("{}{}", self.prefix, field.name).trim_end_matches('.').to_owned();
        self.problem.get_or_insert(Problem::error(message).remedy(remedy).at(path));
    }
}

impl Reader for Ranges {
    fn control(&mut self, field: Field, control: Control<'_>) {
        match control {
            Control::Integer(value, range) if !range.contains(&value) => {
                self.say(field, value.to_string(), (range.start().to_string(), range.end().to_string()));
            }
            Control::Number(value, range) if !range.contains(&value) => {
                self.say(field, value.to_string(), (range.start().to_string(), range.end().to_string()));
            }
            Control::Rows(_, rows) => {
                let outer = self.prefix.clone();
                for index in 0..rows.len() {
                    self.prefix = format!("{outer}{}[{index}].", field.name);
                    rows.row(index, self);
                }
                self.prefix = outer;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nodes::Kind;

    #[test]
    fn numbers_beyond_their_controls_are_reported() {
        let found = |kind: &str, settings: &str| {
            let mut kind = Kind::read(kind, 1, settings).expect("settings");
            out_of_range(&mut *kind).map(|problem| problem.to_string())
        };
        let problem = "skip_rows: -3 is out of range. Enter a number from 0 to 1000000";
        assert_eq!(found("read_csv", "(skip_rows: -3)").as_deref(), Some(problem));
        assert_eq!(found("read_csv", "(skip_rows: 3)"), None);
    }
}
