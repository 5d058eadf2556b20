//! What a condition on the rows of several tables is for one of them: its columns are known, and so is its name.

use std::cmp::Ordering;

use polars::prelude::*;

use super::{Constant, Predicate};
use crate::base::Comparison;

/// A condition on the rows of one of the tables.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Pruned {
    /// All of its rows satisfy it.
    Always,
    /// None of its rows does.
    Never,
    /// Those rows do that satisfy this one.
    If(Predicate),
    /// It cannot be said of the table's own values.
    Unknown,
}

impl Pruned {
    fn known(is_true: bool) -> Pruned {
        if is_true { Pruned::Always } else { Pruned::Never }
    }
}

/// `own` has the columns of the table, `common` those of all tables. `named` is the column with the name of the table, and the
/// name. A column that the table lacks is null.
pub(super) fn pruned(
    predicate: &Predicate,
    own: &Schema,
    common: &Schema,
    named: Option<(&PlSmallStr, &str)>,
) -> Pruned {
    let name_of = |column: &PlSmallStr| named.filter(|(name, _)| *name == column).map(|(_, table)| table);
    let compared = |column: &PlSmallStr, values: &[Constant]| match (own.get(column), common.get(column)) {
        (None, _) => Pruned::Never,
        (Some(of), Some(to)) if of == to || values.iter().all(|value| fits(value, of, to)) => {
            Pruned::If(predicate.clone())
        }
        _ => Pruned::Unknown,
    };
    match predicate {
        Predicate::Compare { column, comparison, value } => match (name_of(column), value) {
            (Some(table), Constant::Text(text)) => Pruned::known(holds(*comparison, table.cmp(text.as_str()))),
            (Some(_), _) => Pruned::Unknown,
            (None, value) => compared(column, std::slice::from_ref(value)),
        },
        Predicate::OneOf { column, values } => match name_of(column) {
            Some(table) => Pruned::known(values.iter().any(|value| *value == Constant::Text(table.to_owned()))),
            None => compared(column, values),
        },
        Predicate::IsNull(column) if name_of(column).is_some() => Pruned::Never,
        Predicate::IsNotNull(column) if name_of(column).is_some() => Pruned::Always,
        Predicate::IsNull(column) if !own.contains(column) => Pruned::Always,
        Predicate::IsNotNull(column) if !own.contains(column) => Pruned::Never,
        Predicate::IsNull(_) | Predicate::IsNotNull(_) => Pruned::If(predicate.clone()),
        Predicate::All(parts) => {
            let parts = parts.iter().map(|part| pruned(part, own, common, named));
            joined(parts, Pruned::Always, Pruned::Never, Predicate::All)
        }
        Predicate::Any(parts) => {
            let parts = parts.iter().map(|part| pruned(part, own, common, named));
            joined(parts, Pruned::Never, Pruned::Always, Predicate::Any)
        }
    }
}

/// Parts of which `neutral` ones do not matter and a `decisive` one decides.
fn joined(
    parts: impl Iterator<Item = Pruned>,
    neutral: Pruned,
    decisive: Pruned,
    join: fn(Vec<Predicate>) -> Predicate,
) -> Pruned {
    let mut is_unknown = false;
    let mut left = Vec::new();
    for part in parts {
        match part {
            part if part == decisive => return decisive,
            part if part == neutral => {}
            Pruned::If(part) => left.push(part),
            _ => is_unknown = true,
        }
    }
    match left.pop() {
        _ if is_unknown => Pruned::Unknown,
        None => neutral,
        Some(only) if left.is_empty() => Pruned::If(only),
        Some(last) => {
            left.push(last);
            Pruned::If(join(left))
        }
    }
}

/// Whether a table with a narrower column compares it with the value as the wider one would be compared.
fn fits(value: &Constant, own: &DataType, common: &DataType) -> bool {
    let Constant::Integer(number) = value else { return false };
    let number = i128::from(*number);
    let range = match own {
        DataType::Int8 => i128::from(i8::MIN)..=i128::from(i8::MAX),
        DataType::Int16 => i128::from(i16::MIN)..=i128::from(i16::MAX),
        DataType::Int32 => i128::from(i32::MIN)..=i128::from(i32::MAX),
        DataType::Int64 => i128::from(i64::MIN)..=i128::from(i64::MAX),
        DataType::UInt8 => 0..=i128::from(u8::MAX),
        DataType::UInt16 => 0..=i128::from(u16::MAX),
        DataType::UInt32 => 0..=i128::from(u32::MAX),
        _ => return false,
    };
    common.is_integer() && range.contains(&number)
}

/// Whether a comparison holds for two values in this order.
fn holds(comparison: Comparison, order: Ordering) -> bool {
    match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(column: &str, comparison: Comparison, value: Constant) -> Predicate {
        Predicate::Compare { column: column.into(), comparison, value }
    }

    #[test]
    fn what_is_known_of_a_table_is_not_asked() {
        let own = Schema::from_iter([("n".into(), DataType::Int16), ("t".into(), DataType::String)]);
        let common = Schema::from_iter([
            ("n".into(), DataType::Int64),
            ("t".into(), DataType::String),
            ("more".into(), DataType::Float64),
            ("table".into(), DataType::String),
        ]);
        let column: PlSmallStr = "table".into();
        let of = |predicate: &Predicate| pruned(predicate, &own, &common, Some((&column, "sales_2")));
        let text = |text: &str| Constant::Text(text.into());
        let small = compare("n", Comparison::Greater, Constant::Integer(7));
        let large = compare("n", Comparison::Greater, Constant::Integer(70_000));
        let lacks = compare("more", Comparison::Less, Constant::Number(1.0));
        let this = compare("table", Comparison::Equal, text("sales_2"));
        let later = compare("table", Comparison::Greater, text("sales_2"));
        let all = |parts: &[&Predicate]| Predicate::All(parts.iter().copied().cloned().collect());
        let any = |parts: &[&Predicate]| Predicate::Any(parts.iter().copied().cloned().collect());
        let cases = [
            (small.clone(), Pruned::If(small.clone())),
            (large.clone(), Pruned::Unknown),
            (compare("t", Comparison::Equal, text("a")), Pruned::If(compare("t", Comparison::Equal, text("a")))),
            (lacks.clone(), Pruned::Never),
            (Predicate::IsNull("more".into()), Pruned::Always),
            (Predicate::IsNotNull("more".into()), Pruned::Never),
            (Predicate::IsNull("n".into()), Pruned::If(Predicate::IsNull("n".into()))),
            (Predicate::IsNull("table".into()), Pruned::Never),
            (this.clone(), Pruned::Always),
            (later.clone(), Pruned::Never),
            (Predicate::OneOf { column: "table".into(), values: vec![text("a"), text("sales_2")] }, Pruned::Always),
            (Predicate::OneOf { column: "more".into(), values: vec![Constant::Number(1.0)] }, Pruned::Never),
            (all(&[&this, &small]), Pruned::If(small.clone())),
            (all(&[&later, &large]), Pruned::Never),
            (all(&[&this, &large]), Pruned::Unknown),
            (any(&[&this, &large]), Pruned::Always),
            (any(&[&later, &small]), Pruned::If(small.clone())),
            (any(&[&later, &large]), Pruned::Unknown),
            (any(&[&lacks, &later]), Pruned::Never),
            (all(&[&small, &small]), Pruned::If(all(&[&small, &small]))),
        ];
        for (predicate, expected) in cases {
            assert_eq!(of(&predicate), expected, "{predicate:?}");
        }
    }
}
