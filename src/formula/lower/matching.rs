//! Comparisons, lists and patterns.

use polars::prelude::*;

use super::super::like::{self, Part};
use super::super::rows::{Cell, boolean_rows};
use super::super::tree::{Expr as TreeExpr, Pattern, Tree};
use super::super::value::Value;
use super::decimal;
use super::lowering::Lowering;
use super::moments::{self, Nanoseconds, fine_literal, nanoseconds};
use super::native::{Result, null};
use super::values::{balanced, scalar};
use crate::base::decimal::fits;
use crate::base::{Comparison, DecimalType, Problem, Type};

impl Lowering<'_> {
    pub(super) fn compare(&self, op: Comparison, left: &Tree, right: &Tree) -> Result {
        if left.data_type != right.data_type {
            return self.compare_exactly(op, left, right);
        }
        if let Some(compared) = self.compare_moments(op, left, right)? {
            return Ok(compared);
        }
        let (left, right) = match (narrow(left, right), narrow(right, left)) {
            (Some((column, literal)), _) => (column, literal),
            (_, Some((column, literal))) => (literal, column),
            _ => (self.lower(left)?, self.lower(right)?),
        };
        Ok(plain(op, left, right))
    }

    /// Datetimes of different units; `None` if polars compares them exactly.
    fn compare_moments(&self, op: Comparison, left: &Tree, right: &Tree) -> Result<Option<Expr>> {
        use Nanoseconds::{No, Yes};
        Ok(match (nanoseconds(left), nanoseconds(right)) {
            (No, No) | (Yes, Yes) => None,
            _ => {
                let operand = |tree: &Tree| fine_literal(tree).map_or_else(|| self.lower(tree), Ok);
                let is_plain =
                    |column: &Tree, literal: &Tree| nanoseconds(column) == Yes && fine_literal(literal).is_some();
                let (l, r) = (operand(left)?, operand(right)?);
                Some(match is_plain(left, right) || is_plain(right, left) {
                    true => plain(op, l, r),
                    false => moments::compare(op, l, r),
                })
            }
        })
    }

    /// Integers and decimals of any two types. A literal bound is converted to the type of the values, so that the
    /// comparison is plain and file statistics can skip rows.
    fn compare_exactly(&self, op: Comparison, left: &Tree, right: &Tree) -> Result {
        for (values, written, op) in [(left, right, op), (right, left, op.exchanged())] {
            if let Some(literal) = written.constant().and_then(|value| in_type_of(op, value, &values.data_type)) {
                return self.compare(op, values, &Tree::literal(written.span.clone(), literal));
            }
        }
        let decimals = |tree: &Tree| match tree.data_type {
            Type::Integer => {
                super::cast::lower(self.lower(tree)?, &Type::Integer, &DecimalType::OF_INTEGERS.into(), true)
            }
            _ => self.lower(tree),
        };
        Ok(decimal::compare(op, decimals(left)?, decimals(right)?))
    }

    pub(super) fn in_list(&self, tree: &Tree, list: &[Tree]) -> Result {
        let simple = matches!(
            tree.data_type,
            Type::Boolean | Type::Integer | Type::Number | Type::Text | Type::Date | Type::Decimal(..)
        );
        let written: Option<Vec<&Value>> = list.iter().map(Tree::constant).collect();
        let (Some(written), true) = (written, simple) else {
            let equal = |item| self.compare(Comparison::Equal, tree, item);
            let each = list.iter().map(equal).collect::<Result<Vec<_>>>()?;
            return Ok(balanced(each, Expr::or).unwrap_or_else(|| lit(false)));
        };
        let unknown = written.iter().any(|value| matches!(value, Value::Null));
        // Values that the column's type cannot equal are omitted.
        let there: Vec<AnyValue> = written
            .iter()
            .filter(|value| !matches!(value, Value::Null))
            .filter_map(|value| in_type_of(Comparison::Equal, value, &tree.data_type))
            .map(|value| scalar(&value).into_value().into_static())
            .collect();
        let (value, dtype) = match &tree.expr {
            // A narrow column keeps its width, as in comparisons. Values that do not fit into it are not found.
            TreeExpr::Column { name, stored } if stored.is_integer() => (Expr::Column(name.into()), stored.clone()),
            _ => (self.lower(tree)?, super::native(&tree.data_type)?),
        };
        let list = Series::from_any_values_and_dtype("".into(), &there, &super::native(&tree.data_type)?, true)
            .and_then(|list| list.cast(&dtype))
            .map_err(|error| Problem::error(error.to_string()))?
            .drop_nulls();
        // The list is one literal value. Built by an aggregation, as `implode` does, it would prevent polars from
        // pushing this condition, and all conditions next to it, down to the files.
        let found = value.is_in(lit(Scalar::new_list(list)), false);
        // A list that contains a null never gives false: the null might be the value.
        Ok(if unknown { when(found).then(lit(true)).otherwise(null(&Type::Boolean)?) } else { found })
    }

    pub(super) fn like(&self, text: Expr, pattern: &Pattern, ignore_case: bool) -> Result {
        match pattern {
            Pattern::Fixed(parts) => Ok(fixed(text, parts, ignore_case)),
            Pattern::Computed(pattern, escape) => {
                let escape = *escape;
                Ok(boolean_rows(vec![text, self.lower(pattern)?], move |cells| match cells {
                    [Cell::Text(text), Cell::Text(pattern)] => {
                        like::parts(pattern, escape).map(|parts| matches(text, &parts, ignore_case))
                    }
                    _ => None,
                }))
            }
        }
    }
}

/// polars' own comparison.
fn plain(op: Comparison, left: Expr, right: Expr) -> Expr {
    match op {
        Comparison::Equal => left.eq(right),
        Comparison::NotEqual => left.neq(right),
        Comparison::Less => left.lt(right),
        Comparison::LessOrEqual => left.lt_eq(right),
        Comparison::Greater => left.gt(right),
        Comparison::GreaterOrEqual => left.gt_eq(right),
    }
}

/// A literal in the type it is compared with; `None` if that type cannot represent it.
fn in_type_of(op: Comparison, value: &Value, data_type: &Type) -> Option<Value> {
    let given = match value {
        Value::Integer(value) => ((*value).into(), 0),
        Value::Decimal(units, of) => (*units, of.scale),
        other => return (other.data_type() == *data_type).then(|| other.clone()),
    };
    match data_type {
        Type::Integer => decimal::bound(op, given, 0)?.try_into().ok().map(Value::Integer),
        Type::Decimal(precision, scale) => {
            let of = DecimalType::new(*precision, *scale);
            decimal::bound(op, given, *scale).filter(|units| fits(*units, of)).map(|units| Value::Decimal(units, of))
        }
        _ => None,
    }
}

/// A narrow integer column compared with an integer literal keeps its width, so that file statistics can still skip
/// rows.
fn narrow(column: &Tree, literal: &Tree) -> Option<(Expr, Expr)> {
    match (&column.expr, &literal.expr) {
        (TreeExpr::Column { name, stored }, TreeExpr::Literal(Value::Integer(value)))
            if stored.is_integer() && *stored != DataType::Int64 =>
        {
            // `lit` leaves the width of an integer open.
            Some((Expr::Column(name.into()), lit(*value)))
        }
        (TreeExpr::Column { name, stored: DataType::UInt64 }, TreeExpr::Literal(Value::Decimal(units, of)))
            if of.scale == 0 =>
        {
            Some((Expr::Column(name.into()), lit(u64::try_from(*units).ok()?)))
        }
        _ => None,
    }
}

/// The cheapest test equivalent to the pattern.
fn fixed(text: Expr, parts: &[Part], ignore_case: bool) -> Expr {
    if !ignore_case {
        match parts {
            [] => return text.eq(lit("")),
            [Part::Text(exact)] => return text.eq(lit(exact.clone())),
            [Part::Text(start), Part::Any] => return text.str().starts_with(lit(start.clone())),
            [Part::Any, Part::Text(end)] => return text.str().ends_with(lit(end.clone())),
            [Part::Any, Part::Text(middle), Part::Any] => return text.str().contains_literal(lit(middle.clone())),
            _ => {}
        }
    }
    text.str().contains(lit(like::regex(parts, ignore_case)), true)
}

/// Whether `text` matches a pattern known only at run time. Greedy with one backtracking point: linear for all but
/// unusual patterns.
fn matches(text: &str, parts: &[Part], ignore_case: bool) -> bool {
    let fold = |text: &str| if ignore_case { text.to_lowercase() } else { text.to_owned() };
    let text: Vec<char> = fold(text).chars().collect();
    let mut expected: Vec<Option<char>> = Vec::new();
    let mut any = Vec::new();
    for part in parts {
        match part {
            Part::Any => any.push(expected.len()),
            Part::One => expected.push(None),
            Part::Text(exact) => expected.extend(fold(exact).chars().map(Some)),
        }
    }
    let fits = |at: usize, from: usize, to: usize| {
        at + (to - from) <= text.len()
            && expected[from..to]
                .iter()
                .zip(&text[at..])
                .all(|(expected, c)| expected.is_none_or(|expected| expected == *c))
    };
    let (Some(first), Some(last)) = (any.first(), any.last()) else {
        return text.len() == expected.len() && fits(0, 0, expected.len());
    };
    let tail = expected.len() - last;
    if !fits(0, 0, *first) || text.len() < first + tail || !fits(text.len() - tail, *last, expected.len()) {
        return false;
    }
    let mut at = *first;
    for bounds in any.windows(2) {
        match (at..=text.len() - tail).find(|at| fits(*at, bounds[0], bounds[1])) {
            Some(found) => at = found + bounds[1] - bounds[0],
            None => return false,
        }
    }
    at <= text.len() - tail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn computed_patterns_match_as_fixed_ones() {
        for (text, pattern, expected) in [
            ("", "", true),
            ("", "%", true),
            ("abc", "a%c", true),
            ("abc", "a_c", true),
            ("abc", "a_", false),
            ("aXbXc", "%X%X%", true),
            ("aXc", "%X%X%", false),
            ("ab", "ab%b", false),
            ("日本語", "日_語", true),
            ("50%", r"50\%", true),
            ("a\nb", "a%b", true),
        ] {
            let parts = like::parts(pattern, '\\').unwrap();
            assert_eq!(matches(text, &parts, false), expected, "{text} LIKE {pattern}");
        }
    }
}
