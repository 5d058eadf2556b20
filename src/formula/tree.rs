//! The typed tree of a formula: every node has its type and its byte span. It contains nothing that polars and Spark
//! SQL could interpret differently.

use std::ops::Range;

use polars::prelude::DataType;

use super::functions::function::Function;
use super::functions::signature::Signature;
pub use super::interval::Interval;
use super::like::Part;
use super::value::Value;
use crate::base::{Comparison, Type};

/// A typed expression.
#[derive(Clone, Debug)]
pub struct Tree {
    /// Bytes of the formula's text.
    pub span: Range<usize>,
    pub data_type: Type,
    pub expr: Expr,
    /// The number of steps of the computation, including duplicates: a duplicated subtree is lowered twice.
    pub(super) size: u64,
}

/// The expressions of a formula.
#[derive(Clone, Debug)]
pub enum Expr {
    /// A null has the type required by its context.
    Literal(Value),
    /// `stored` is the column's own type: narrow integers and small floats are widened for computation.
    Column {
        name: String,
        stored: DataType,
    },
    /// A field of a struct.
    Field(Box<Tree>, String),
    Negate(Box<Tree>),
    Arithmetic(Arithmetic, Box<Tree>, Box<Tree>),
    Compare(Comparison, Box<Tree>, Box<Tree>),
    /// `IS DISTINCT FROM`, or with `negated` `IS NOT DISTINCT FROM`: never null.
    Distinct {
        left: Box<Tree>,
        right: Box<Tree>,
        negated: bool,
    },
    Not(Box<Tree>),
    And(Vec<Tree>),
    Or(Vec<Tree>),
    IsNull {
        tree: Box<Tree>,
        negated: bool,
    },
    /// `IS TRUE`, `IS NOT FALSE` and so on: never null.
    Is {
        tree: Box<Tree>,
        value: bool,
        negated: bool,
    },
    In {
        tree: Box<Tree>,
        list: Vec<Tree>,
        negated: bool,
    },
    Between {
        tree: Box<Tree>,
        low: Box<Tree>,
        high: Box<Tree>,
        negated: bool,
    },
    Like {
        tree: Box<Tree>,
        pattern: Pattern,
        ignore_case: bool,
        negated: bool,
    },
    /// Conditions with their values, in order; the first true condition wins.
    Case {
        branches: Vec<(Tree, Tree)>,
        otherwise: Option<Box<Tree>>,
    },
    /// Cast to `data_type` of the tree. `lenient`: null on failure, instead of an error.
    Cast {
        tree: Box<Tree>,
        lenient: bool,
    },
    /// A date or moment plus an interval.
    Shift {
        tree: Box<Tree>,
        interval: Interval,
    },
    Call {
        function: &'static Function,
        signature: &'static Signature,
        arguments: Vec<Tree>,
    },
}

/// A pattern of LIKE.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// A literal, and so parsed once.
    Fixed(Vec<Part>),
    /// Computed for each row, with its escape character.
    Computed(Box<Tree>, char),
}

/// `+ - * / %`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    /// Always a number, with a fraction.
    Divide,
    /// The remainder, with the sign of the left side.
    Remainder,
}

impl Expr {
    fn size(&self) -> u64 {
        let all = |trees: &[Tree]| trees.iter().fold(0, |sum: u64, tree| sum.saturating_add(tree.size));
        let below = match self {
            Expr::Literal(_) | Expr::Column { .. } => 0,
            Expr::Field(tree, _) | Expr::Negate(tree) | Expr::Not(tree) => tree.size,
            Expr::IsNull { tree, .. } | Expr::Is { tree, .. } | Expr::Shift { tree, .. } => tree.size,
            Expr::Cast { tree, .. } => tree.size.saturating_mul(2),
            Expr::Arithmetic(_, left, right) | Expr::Compare(_, left, right) | Expr::Distinct { left, right, .. } => {
                left.size.saturating_add(right.size)
            }
            Expr::And(trees) | Expr::Or(trees) => all(trees),
            // A list of literals is one value; any other list is one comparison per element.
            Expr::In { tree, list, .. } if list.iter().all(|item| item.constant().is_some()) => tree.size,
            Expr::In { tree, list, .. } => tree.size.saturating_mul(list.len() as u64).saturating_add(all(list)),
            Expr::Between { tree, low, high, .. } => {
                tree.size.saturating_mul(2).saturating_add(low.size).saturating_add(high.size)
            }
            Expr::Like { tree, pattern: Pattern::Fixed(_), .. } => tree.size,
            Expr::Like { tree, pattern: Pattern::Computed(pattern, _), .. } => tree.size.saturating_add(pattern.size),
            Expr::Case { branches, otherwise } => {
                branches.iter().fold(otherwise.as_ref().map_or(0, |tree| tree.size), |sum, (holds, value)| {
                    sum.saturating_add(holds.size).saturating_add(value.size)
                })
            }
            Expr::Call { function, arguments, .. } => all(arguments).saturating_mul(function.copies),
        };
        below.saturating_add(1)
    }
}

impl Arithmetic {
    pub fn sign(self) -> &'static str {
        match self {
            Arithmetic::Add => "+",
            Arithmetic::Subtract => "-",
            Arithmetic::Multiply => "*",
            Arithmetic::Divide => "/",
            Arithmetic::Remainder => "%",
        }
    }
}

impl Tree {
    pub fn new(span: Range<usize>, data_type: Type, expr: Expr) -> Self {
        let size = expr.size();
        Tree { span, data_type, expr, size }
    }

    /// A literal of the value's own type.
    pub fn literal(span: Range<usize>, value: Value) -> Self {
        Tree::new(span, value.data_type(), Expr::Literal(value))
    }

    /// The value, if it is a literal.
    pub fn constant(&self) -> Option<&Value> {
        match &self.expr {
            Expr::Literal(value) => Some(value),
            _ => None,
        }
    }

    /// The text, if it is a literal.
    pub fn constant_text(&self) -> Option<&str> {
        match self.constant() {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The whole number, if it is a literal.
    pub fn constant_integer(&self) -> Option<i64> {
        match self.constant() {
            Some(Value::Integer(value)) => Some(*value),
            _ => None,
        }
    }
}
