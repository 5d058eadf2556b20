//! Operators: their types, and the remedies for type mismatches.

use std::ops::Range;

use sqlparser::ast::{self, BinaryOperator, UnaryOperator};

use super::super::interval::Interval;
use super::super::syntax_error::{DEPTH_LIMIT, too_deep};
use super::coerce::{self, Needs, a};
use super::decimals::Decimals;
use super::{Checker, Result, lex};
use crate::base::{Comparison, Fix, Problem, Type};
use crate::formula::Value;
use crate::formula::exact;
use crate::formula::tree::{Arithmetic, Expr, Tree};

/// An operand: a value, or an interval, which is not a value.
enum Side {
    Value(Tree),
    Interval(Interval, Range<usize>),
}

impl Checker<'_> {
    /// Walks a chain such as `a + b + c` without recursion: it may be long.
    pub(super) fn binary(&mut self, expr: &ast::Expr) -> Result {
        let mut row = Vec::new();
        let mut first = expr;
        while let ast::Expr::BinaryOp { left, op, right } = first {
            row.push((op, right));
            first = left;
        }
        let mut tree = self.side(first)?;
        let mut grown = 0;
        for (op, right) in row.into_iter().rev() {
            let right = self.side(right)?;
            if !matches!(op, BinaryOperator::And | BinaryOperator::Or | BinaryOperator::StringConcat) {
                grown += 1;
                if grown + self.depth > DEPTH_LIMIT {
                    return Err(too_deep(0..self.text.len()));
                }
            }
            tree = Side::Value(self.operate(tree, op, right)?);
        }
        match tree {
            Side::Value(tree) => Ok(tree),
            Side::Interval(_, span) => Err(interval_alone(span)),
        }
    }

    fn side(&mut self, expr: &ast::Expr) -> Result<Side> {
        match expr {
            ast::Expr::Interval(interval) => self.interval(interval).map(|(length, span)| Side::Interval(length, span)),
            other => self.check(other).map(Side::Value),
        }
    }

    fn operate(&self, left: Side, op: &BinaryOperator, right: Side) -> Result {
        let (left, right) = match (left, right) {
            (Side::Value(left), Side::Value(right)) => (left, right),
            (Side::Value(tree), Side::Interval(length, span)) => return self.shift(tree, op, length, span),
            (Side::Interval(length, span), Side::Value(tree)) if *op == BinaryOperator::Plus => {
                return self.shift(tree, op, length, span);
            }
            (Side::Interval(_, span), _) => {
                return Err(interval_alone(span).remedy(say!("formula-interval-use")));
            }
        };
        let span = left.span.start..right.span.end;
        match op {
            BinaryOperator::Plus => self.arithmetic(Arithmetic::Add, left, right, span),
            BinaryOperator::Minus => self.arithmetic(Arithmetic::Subtract, left, right, span),
            BinaryOperator::Multiply => self.arithmetic(Arithmetic::Multiply, left, right, span),
            BinaryOperator::Divide => self.arithmetic(Arithmetic::Divide, left, right, span),
            BinaryOperator::Modulo => self.arithmetic(Arithmetic::Remainder, left, right, span),
            BinaryOperator::Eq => self.compare(Comparison::Equal, left, right, span),
            BinaryOperator::NotEq => self.compare(Comparison::NotEqual, left, right, span),
            BinaryOperator::Lt => self.compare(Comparison::Less, left, right, span),
            BinaryOperator::LtEq => self.compare(Comparison::LessOrEqual, left, right, span),
            BinaryOperator::Gt => self.compare(Comparison::Greater, left, right, span),
            BinaryOperator::GtEq => self.compare(Comparison::GreaterOrEqual, left, right, span),
            BinaryOperator::Spaceship => self.distinct_of(left, right, true, span),
            BinaryOperator::And => self.logic("AND", left, right, span),
            BinaryOperator::Or => self.logic("OR", left, right, span),
            BinaryOperator::StringConcat => self.join_texts(left, right, span),
            other => Err(Problem::error(say!("formula-no-operator", sign = other.to_string())).span(span)),
        }
    }

    /// Long chains of AND and OR become one node, to limit the depth of the tree.
    fn logic(&self, word: &'static str, left: Tree, right: Tree, span: Range<usize>) -> Result {
        let right = coerce::condition(right, self.text, Needs::Word(word))?;
        let mut all = match left.expr {
            Expr::And(all) if word == "AND" => all,
            Expr::Or(all) if word == "OR" => all,
            _ => vec![coerce::condition(left, self.text, Needs::Word(word))?],
        };
        all.push(right);
        Ok(Tree::new(span, Type::Boolean, if word == "AND" { Expr::And(all) } else { Expr::Or(all) }))
    }

    fn arithmetic(&self, op: Arithmetic, left: Tree, right: Tree, span: Range<usize>) -> Result {
        for side in [&left, &right] {
            if !side.data_type.is_numeric() && side.data_type != Type::Null {
                return Err(self.no_arithmetic(op, &left, &right, side, span));
            }
        }
        let (left, right) = match self.decimals(op, left, right, &span)? {
            Decimals::Computed(tree) => return Ok(tree),
            Decimals::Otherwise(left, right) => (left, right),
        };
        let data_type = match coerce::unify(&left.data_type, &right.data_type) {
            Some(Type::Null) => Type::Number,
            Some(data_type) if op != Arithmetic::Divide => data_type,
            _ => Type::Number,
        };
        let left = Box::new(coerce::convert(left, &data_type, self.text)?);
        let right = Box::new(coerce::convert(right, &data_type, self.text)?);
        Ok(Tree::new(span, data_type, Expr::Arithmetic(op, left, right)))
    }

    fn no_arithmetic(&self, op: Arithmetic, left: &Tree, right: &Tree, odd: &Tree, span: Range<usize>) -> Problem {
        let l = &left.data_type;
        let r = &right.data_type;
        let shown = |tree: &Tree| coerce::shown(tree, self.text);
        let message = say!("formula-does-not-work", sign = op.sign(), left = a(l), right = a(r));
        let problem = Problem::error(message).span(span.clone());
        let written = |tree: &Tree| self.text[tree.span.clone()].trim();
        let all = |new: String| Fix::write(&self.text[span.clone()], new);
        // The remedy shortens the text that the fix writes in full.
        let shown_left = shown(left);
        let shown_right = shown(right);
        let left = written(left);
        let right = written(right);
        let days = |t: &Type| matches!(t, Type::Date | Type::DateTime(_));
        match (op, l, r) {
            (Arithmetic::Subtract, l, r) if days(l) && days(r) => problem
                .remedy(say!("formula-days-between", formula = format!("datediff({shown_left}, {shown_right})")))
                .fix(all(format!("datediff({left}, {right})"))),
            (Arithmetic::Add, l, Type::Integer) if days(l) => problem
                .remedy(say!("formula-add-days", formula = format!("date_add({shown_left}, {shown_right})")))
                .fix(all(format!("date_add({left}, {right})"))),
            (Arithmetic::Subtract, l, Type::Integer) if days(l) => problem
                .remedy(say!("formula-subtract-days", formula = format!("date_sub({shown_left}, {shown_right})")))
                .fix(all(format!("date_sub({left}, {right})"))),
            (Arithmetic::Add, l, r) if *l == Type::Text || *r == Type::Text => problem
                .remedy(say!("formula-join-texts", formula = format!("{shown_left} || {shown_right}")))
                .fix(all(format!("{left} || {right}"))),
            _ if odd.data_type == Type::Text || odd.data_type == Type::Boolean => {
                let cast = format!("CAST({} AS number)", written(odd));
                problem
                    .remedy(say!("formula-write", formula = format!("CAST({} AS number)", shown(odd))))
                    .fix(coerce::rewrite(&span, &odd.span, self.text, &cast))
            }
            _ => problem,
        }
    }

    fn shift(&self, tree: Tree, op: &BinaryOperator, length: Interval, span: Range<usize>) -> Result {
        let span = tree.span.start.min(span.start)..tree.span.end.max(span.end);
        let interval = match op {
            BinaryOperator::Plus => Some(length),
            BinaryOperator::Minus => length.reversed(),
            _ => None,
        };
        let Some(interval) = interval else {
            return Err(Problem::error(say!("formula-interval-misused")).span(span));
        };
        let data_type = match &tree.data_type {
            Type::Date | Type::Null if interval.microseconds == 0 => Type::Date,
            Type::Date | Type::Null => Type::DateTime(None),
            Type::DateTime(zone) => Type::DateTime(zone.clone()),
            Type::Text => match tree.constant_text() {
                Some(text) if text.trim().len() <= 10 && interval.microseconds == 0 => Type::Date,
                Some(_) => Type::DateTime(None),
                None => return Err(no_interval(&tree, self.text, span)),
            },
            _ => return Err(no_interval(&tree, self.text, span)),
        };
        let tree = Box::new(coerce::convert(tree, &data_type, self.text)?);
        Ok(Tree::new(span, data_type, Expr::Shift { tree, interval }))
    }

    /// Converts both sides of a comparison to one type.
    fn comparable(&self, left: Tree, right: Tree, span: &Range<usize>) -> Result<(Box<Tree>, Box<Tree>)> {
        // An integer and a decimal are compared without conversion.
        let (left, right) = if exact::compare_exactly([&left, &right]) {
            (left, right)
        } else {
            coerce::pair(left, right, self.text, span)?
        };
        if matches!(left.data_type, Type::List(_) | Type::Struct(_) | Type::Other(_)) {
            return Err(Problem::error(say!("formula-not-comparable", what = a(&left.data_type))).span(span.clone()));
        }
        Ok((Box::new(left), Box::new(right)))
    }

    pub(super) fn compare(&self, op: Comparison, left: Tree, right: Tree, span: Range<usize>) -> Result {
        // A parameter may be null; only a null literal is a mistake.
        let null = |side: &Tree| self.text[side.span.clone()].eq_ignore_ascii_case("null");
        if (null(&left) || null(&right)) && matches!(op, Comparison::Equal | Comparison::NotEqual) {
            let other = if null(&left) { &right } else { &left };
            let is = if op == Comparison::Equal { "IS NULL" } else { "IS NOT NULL" };
            return Err(Problem::error(say!("formula-null-comparison"))
                .remedy(say!("formula-write", formula = format!("{} {is}", coerce::shown(other, self.text))))
                .fix(Fix::write(&self.text[span.clone()], format!("{} {is}", self.text[other.span.clone()].trim())))
                .span(span));
        }
        let (left, right) = self.comparable(left, right, &span)?;
        Ok(Tree::new(span, Type::Boolean, Expr::Compare(op, left, right)))
    }

    pub(super) fn distinct(&mut self, left: &ast::Expr, right: &ast::Expr, negated: bool) -> Result {
        let left = self.check(left)?;
        let right = self.check(right)?;
        let span = left.span.start..right.span.end;
        self.distinct_of(left, right, negated, span)
    }

    fn distinct_of(&self, left: Tree, right: Tree, negated: bool, span: Range<usize>) -> Result {
        let (left, right) = coerce::pair(left, right, self.text, &span)?;
        let (left, right) = self.comparable(left, right, &span)?;
        Ok(Tree::new(span, Type::Boolean, Expr::Distinct { left, right, negated }))
    }

    pub(super) fn unary(&mut self, op: UnaryOperator, expr: &ast::Expr) -> Result {
        // The smallest integer has no positive counterpart, so the literal must be parsed together with its sign.
        if let (UnaryOperator::Minus, ast::Expr::Value(value)) = (op, expr)
            && let ast::Value::Number(digits, _) = &value.value
            && let Ok(number) = format!("-{digits}").parse::<i64>()
        {
            let span = self.with_token_before(&lex::bytes(value.span));
            return Ok(Tree::literal(span, Value::Integer(number)));
        }
        let tree = self.check(expr)?;
        let span = self.with_token_before(&tree.span);
        match op {
            UnaryOperator::Not => {
                let tree = Box::new(coerce::condition(tree, self.text, Needs::Word("NOT"))?);
                Ok(Tree::new(span, Type::Boolean, Expr::Not(tree)))
            }
            UnaryOperator::Plus | UnaryOperator::Minus => {
                if !tree.data_type.is_numeric() && tree.data_type != Type::Null {
                    let cast = format!("CAST({} AS number)", coerce::shown(&tree, self.text));
                    return Err(Problem::error(say!("formula-sign-misused", what = a(&tree.data_type)))
                        .remedy(say!("formula-write", formula = cast))
                        .span(span));
                }
                match (op, tree.constant()) {
                    (UnaryOperator::Plus, _) => Ok(Tree { span, ..tree }),
                    (_, Some(Value::Number(value))) => Ok(Tree::literal(span, Value::Number(-value))),
                    (_, Some(Value::Decimal(units, of))) => Ok(Tree::literal(span, Value::Decimal(-units, *of))),
                    _ => {
                        let data_type = tree.data_type.clone();
                        Ok(Tree::new(span, data_type, Expr::Negate(Box::new(tree))))
                    }
                }
            }
            other => Err(Problem::error(say!("formula-no-operator", sign = other.to_string())).span(span)),
        }
    }
}

fn interval_alone(span: Range<usize>) -> Problem {
    Problem::error(say!("formula-interval-alone")).span(span)
}

fn no_interval(tree: &Tree, text: &str, span: Range<usize>) -> Problem {
    Problem::error(say!("formula-interval-added-to", what = a(&tree.data_type)))
        .remedy(say!("formula-cast-date-first", value = coerce::shown(tree, text)))
        .span(span)
}
