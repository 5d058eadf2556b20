//! Reads a condition of an optimised plan as [`Predicate`]s.

use polars::polars_utils::arena::{Arena, Node};
use polars::prelude::{AnyValue, DataType, PlSmallStr, Schema, Series, TimeUnit};
use polars_plan::dsl::Operator;
use polars_plan::plans::{AExpr, DynLiteralValue, IRBooleanFunction, IRFunctionExpr, LiteralValue};

use super::{Constant, Predicate};
use crate::base::Comparison;

/// The parts of a condition of which all must hold; `None` for a part that cannot be expressed.
pub(super) fn parts(condition: Node, exprs: &Arena<AExpr>, schema: &Schema) -> Vec<Option<Predicate>> {
    let mut open = vec![condition];
    let mut parts = Vec::new();
    while let Some(node) = open.pop() {
        match exprs.get(node) {
            AExpr::BinaryExpr { left, op: Operator::And | Operator::LogicalAnd, right } => open.extend([*right, *left]),
            _ => parts.push(Reading { exprs, schema }.predicate(node)),
        }
    }
    parts
}

struct Reading<'a> {
    exprs: &'a Arena<AExpr>,
    schema: &'a Schema,
}

impl Reading<'_> {
    fn predicate(&self, node: Node) -> Option<Predicate> {
        match self.exprs.get(node) {
            AExpr::BinaryExpr { left, op, right } => self.binary(*left, *op, *right),
            AExpr::Column(name) => self.is(name, true),
            // As the formula of a list with a null: where nothing is found it is unknown, as a condition the same as false.
            AExpr::Ternary { predicate, truthy, falsy }
                if self.literal(*truthy) == Some(Some(true)) && self.literal(*falsy) == Some(None) =>
            {
                self.predicate(*predicate)
            }
            AExpr::Function { input, function: IRFunctionExpr::Boolean(function), .. } => {
                let inputs: Vec<Node> = input.iter().map(|input| input.node()).collect();
                match (function, inputs.as_slice()) {
                    (IRBooleanFunction::IsNull, [column]) => Some(Predicate::IsNull(self.column(*column)?.clone())),
                    (IRBooleanFunction::IsNotNull, [column]) => {
                        Some(Predicate::IsNotNull(self.column(*column)?.clone()))
                    }
                    (IRBooleanFunction::Not, [of]) => self.negated(*of),
                    (IRBooleanFunction::IsIn { nulls_equal: false }, [column, list]) => self.one_of(*column, *list),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn binary(&self, left: Node, op: Operator, right: Node) -> Option<Predicate> {
        let comparison = match op {
            Operator::And | Operator::LogicalAnd => {
                return Some(Predicate::All(vec![self.predicate(left)?, self.predicate(right)?]));
            }
            Operator::Or | Operator::LogicalOr => {
                return Some(Predicate::Any(vec![self.predicate(left)?, self.predicate(right)?]));
            }
            Operator::Eq => Comparison::Equal,
            Operator::NotEq => Comparison::NotEqual,
            Operator::Lt => Comparison::Less,
            Operator::LtEq => Comparison::LessOrEqual,
            Operator::Gt => Comparison::Greater,
            Operator::GtEq => Comparison::GreaterOrEqual,
            _ => return None,
        };
        let (column, comparison, value) = match self.column(left) {
            Some(column) => (column, comparison, right),
            None => (self.column(right)?, comparison.exchanged(), left),
        };
        let value = self.constant(value, self.schema.get(column)?)?;
        Some(Predicate::Compare { column: column.clone(), comparison, value })
    }

    /// The negation of a single comparison. Unknown stays unknown.
    fn negated(&self, node: Node) -> Option<Predicate> {
        if let AExpr::Column(name) = self.exprs.get(node) {
            return self.is(name, false);
        }
        // A list with a null among its values is unknown where it is not true.
        if let AExpr::Ternary { .. } = self.exprs.get(node) {
            return None;
        }
        match self.predicate(node)? {
            Predicate::Compare { column, comparison, value } => {
                Some(Predicate::Compare { column, comparison: comparison.negated(), value })
            }
            Predicate::IsNull(column) => Some(Predicate::IsNotNull(column)),
            Predicate::IsNotNull(column) => Some(Predicate::IsNull(column)),
            Predicate::OneOf { .. } | Predicate::All(_) | Predicate::Any(_) => None,
        }
    }

    /// A boolean column as a condition.
    fn is(&self, name: &PlSmallStr, value: bool) -> Option<Predicate> {
        let is_boolean = self.schema.get(name) == Some(&DataType::Boolean);
        let comparison = Comparison::Equal;
        let value = Constant::Boolean(value);
        is_boolean.then(|| Predicate::Compare { column: name.clone(), comparison, value })
    }

    fn one_of(&self, column: Node, list: Node) -> Option<Predicate> {
        let column = self.column(column)?;
        let dtype = self.schema.get(column)?;
        let AExpr::Literal(list) = self.exprs.get(list) else { return None };
        let values: Series = match list {
            LiteralValue::Series(values) if !values.dtype().is_nested() => (**values).clone(),
            LiteralValue::Series(values) if values.len() == 1 => values.list().ok()?.get_as_series(0)?,
            LiteralValue::Scalar(scalar) => match scalar.value() {
                AnyValue::List(values) => values.clone(),
                _ => return None,
            },
            _ => return None,
        };
        // A null in the list matches nothing.
        let values = values.iter().filter(|value| !value.is_null()).map(|value| constant(&value, dtype));
        Some(Predicate::OneOf { column: column.clone(), values: values.collect::<Option<_>>()? })
    }

    /// A written boolean, or null.
    fn literal(&self, node: Node) -> Option<Option<bool>> {
        let AExpr::Literal(LiteralValue::Scalar(scalar)) = self.exprs.get(node) else { return None };
        match (scalar.dtype(), scalar.value()) {
            (DataType::Boolean, AnyValue::Boolean(value)) => Some(Some(*value)),
            (DataType::Boolean, AnyValue::Null) => Some(None),
            _ => None,
        }
    }

    fn column(&self, node: Node) -> Option<&PlSmallStr> {
        match self.exprs.get(node) {
            AExpr::Column(name) => Some(name),
            _ => None,
        }
    }

    /// A literal of this type.
    fn constant(&self, node: Node, dtype: &DataType) -> Option<Constant> {
        let AExpr::Literal(value) = self.exprs.get(node) else { return None };
        match value {
            LiteralValue::Scalar(scalar) => constant(scalar.value(), dtype),
            LiteralValue::Dyn(DynLiteralValue::Int(number)) if dtype.is_integer() => {
                Some(Constant::Integer(i64::try_from(*number).ok()?))
            }
            LiteralValue::Dyn(DynLiteralValue::Float(number)) if *dtype == DataType::Float64 => {
                Some(Constant::Number(*number))
            }
            LiteralValue::Dyn(DynLiteralValue::Str(text)) if *dtype == DataType::String => {
                Some(Constant::Text(text.to_string()))
            }
            _ => None,
        }
    }
}

/// A value of a column of this type.
fn constant(value: &AnyValue, dtype: &DataType) -> Option<Constant> {
    match (value, dtype) {
        (AnyValue::Boolean(value), DataType::Boolean) => Some(Constant::Boolean(*value)),
        (AnyValue::String(text), DataType::String) => Some(Constant::Text((*text).to_owned())),
        (AnyValue::StringOwned(text), DataType::String) => Some(Constant::Text(text.to_string())),
        (AnyValue::Float64(number), DataType::Float64) => Some(Constant::Number(*number)),
        (AnyValue::Date(days), DataType::Date) => Some(Constant::Date(*days)),
        (
            AnyValue::Datetime(micros, TimeUnit::Microseconds, None)
            | AnyValue::DatetimeOwned(micros, TimeUnit::Microseconds, None),
            DataType::Datetime(TimeUnit::Microseconds, None),
        ) => Some(Constant::DateTime(*micros)),
        (value, dtype) if dtype.is_integer() && value.is_integer() => Some(Constant::Integer(value.extract::<i64>()?)),
        _ => None,
    }
}
