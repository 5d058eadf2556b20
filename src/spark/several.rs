//! The builder's steps with several tables.

use super::rows::Rows;
use super::sql::Sql;
use super::step::{JoinHow, Step};
use super::types::{Column, Schema};

impl Rows {
    /// Rows that agree in the columns `on`: the columns of this table, then those of `right` that are not in `on`, whose
    /// names this table does not have. In a right join the keys are those of `right`.
    pub fn join_on(&self, right: &Rows, on: &[String], how: JoinHow) -> Rows {
        if self.is_numbered() || right.is_numbered() {
            return self.joined(right, how, |left, right| left.join_on(right, on, how));
        }
        let mut columns = self.schema.0.clone();
        let mut others: Vec<Column> = Vec::new();
        if !matches!(how, JoinHow::Semi | JoinHow::Anti) {
            others = right.schema.0.iter().filter(|column| !on.contains(&column.name)).cloned().collect();
        }
        // Spark puts the keys in front, also where it only chooses rows.
        let is_in_front = self.schema.names().zip(on).filter(|(own, key)| own == key).count() == on.len();
        let mut rest: Option<Vec<String>> =
            (!is_in_front).then(|| others.iter().map(|column| column.name.clone()).collect());
        columns.extend(others);
        let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
        // Names that Spark would take apart are selected one by one.
        let is_odd = |name: &String| name.contains(['.', '`']) || name == "*";
        let one_by_one = rest.is_some() && names.iter().any(is_odd);
        if one_by_one {
            rest = None;
            let keys = on.iter().filter_map(|name| columns.iter().find(|column| column.name == *name));
            let not_keys = columns.iter().filter(|column| !on.contains(&column.name));
            columns = keys.chain(not_keys).cloned().collect();
        }
        let step = Step::JoinOn { left: self.step.clone(), right: right.step.clone(), on: on.to_vec(), how, rest };
        let rows = Rows::made(Schema(columns), step);
        if one_by_one { rows.select_names(&names) } else { rows }
    }

    /// Rows for which the condition is true. No column of one table has a name that the other has too.
    pub fn join_where(&self, right: &Rows, condition: Sql, how: JoinHow) -> Rows {
        if self.is_numbered() || right.is_numbered() {
            return self.joined(right, how, |left, right| left.join_where(right, condition.clone(), how));
        }
        let columns = match how {
            JoinHow::Semi | JoinHow::Anti => self.schema.clone(),
            _ => Schema(self.schema.0.iter().chain(&right.schema.0).cloned().collect()),
        };
        let (left, right) = (self.step.clone(), right.step.clone());
        let step = Step::JoinWhere { left, right, condition, how };
        Rows::made(columns, step)
    }

    /// Tables of equal columns, one after another.
    pub fn union(tables: Vec<Rows>) -> Option<Rows> {
        let first = tables.first()?;
        if tables.len() == 1 {
            return Some(first.clone());
        }
        if tables.iter().any(Rows::is_numbered) {
            return Rows::stacked(tables);
        }
        let steps = tables.iter().map(|rows| rows.step.clone()).collect();
        Some(Rows::made(first.schema.clone(), Step::Union(steps)))
    }
}
