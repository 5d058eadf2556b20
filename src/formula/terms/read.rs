//! Parses a formula's text to its rows, or to the reason why it cannot be shown in rows.

use sqlparser::ast::{self, BinaryOperator, UnaryOperator};

use super::{NoTerms, Term, Terms, Test};
use crate::base::Text;
use crate::formula::dotted::{has_parts, shown as shown_name};
use crate::formula::lex;
use crate::formula::parse::parse;
use crate::formula::quote_column;
use crate::formula::scan::{Kind, scan};

/// The rows of `text`; the reason if it has none.
pub fn terms(text: &str) -> Result<Terms, NoTerms> {
    if text.trim().is_empty() {
        return Ok(Terms::default());
    }
    let parsed = parse(text).map_err(|_| NoTerms::Unreadable)?;
    if scan(text).iter().any(|piece| piece.kind == Kind::Comment) {
        return Err(NoTerms::TooComplex(say!("rows-comment")));
    }
    Reader { text }.rows(&parsed.tree).map_err(NoTerms::TooComplex)
}

/// Without its brackets.
fn inner(mut expr: &ast::Expr) -> &ast::Expr {
    while let ast::Expr::Nested(within) = expr {
        expr = within;
    }
    expr
}

struct Reader<'a> {
    text: &'a str,
}

impl Reader<'_> {
    fn rows(&self, tree: &ast::Expr) -> Result<Terms, Text> {
        let mut left = inner(tree);
        let op = match left {
            ast::Expr::BinaryOp { op: op @ (BinaryOperator::And | BinaryOperator::Or), .. }
                if !self.is_bracketed_row(tree) =>
            {
                op
            }
            _ => return Ok(Terms { any: false, rows: vec![self.term(tree)?] }),
        };
        let mut rows = Vec::new();
        // `a AND b AND c` is left-associative in the parser; the formula's own tree has the operands in one list.
        while let ast::Expr::BinaryOp { left: before, op: own, right } = left
            && own == op
        {
            rows.push(self.term(right)?);
            left = if self.is_bracketed_row(before) { before } else { inner(before) };
        }
        rows.push(self.term(left)?);
        rows.reverse();
        Ok(Terms { any: *op == BinaryOperator::Or, rows })
    }

    fn term(&self, expr: &ast::Expr) -> Result<Term, Text> {
        use ast::Expr as E;
        let row = |column: &ast::Expr, test, values: Vec<&ast::Expr>| {
            let column = self.column(column).ok_or_else(|| computed(column))?;
            let values = values.into_iter().map(|value| self.value(value)).collect::<Result<_, _>>()?;
            Ok(Term { column, test, values })
        };
        let negation = |is_negated, test, negated| if is_negated { negated } else { test };
        match inner(expr) {
            E::BinaryOp { op: BinaryOperator::And | BinaryOperator::Or, .. } => self.with_nulls(inner(expr)),
            E::BinaryOp { left, op, right } => {
                let (test, turned) = comparison(op).ok_or_else(|| plain(expr))?;
                // `5 < a` is `a > 5`.
                match self.column(right) {
                    Some(_) if self.value(left).is_ok() => row(right, turned, vec![&**left]),
                    _ => row(left, test, vec![&**right]),
                }
            }
            E::IsDistinctFrom(left, right) => row(left, Test::Different, vec![&**right]),
            E::InList { expr, list, negated } => {
                row(expr, negation(*negated, Test::In, Test::NotIn), list.iter().collect())
            }
            E::Between { expr, negated, low, high } => {
                row(expr, negation(*negated, Test::Between, Test::NotBetween), vec![&**low, &**high])
            }
            E::Like { negated, any: false, expr, pattern, escape_char: None } => {
                row(expr, negation(*negated, Test::Like, Test::NotLike), vec![&**pattern])
            }
            E::ILike { negated, any: false, expr, pattern, escape_char: None } => {
                row(expr, negation(*negated, Test::Ilike, Test::NotIlike), vec![&**pattern])
            }
            E::IsNull(column) | E::IsUnknown(column) => row(column, Test::IsNull, Vec::new()),
            E::IsNotNull(column) | E::IsNotUnknown(column) => row(column, Test::IsNotNull, Vec::new()),
            E::IsTrue(column) => row(column, Test::IsTrue, Vec::new()),
            E::IsFalse(column) => row(column, Test::IsFalse, Vec::new()),
            E::Identifier(_) => row(expr, Test::Holds, Vec::new()),
            E::UnaryOp { op: UnaryOperator::Not, expr: negated } => match inner(negated) {
                E::Identifier(_) => row(negated, Test::HoldsNot, Vec::new()),
                E::Function(call) => match self.call(call) {
                    Some((Test::Contains, column, part)) => row(column, Test::NotContains, vec![part]),
                    _ => Err(plain(expr)),
                },
                _ => Err(plain(expr)),
            },
            E::Function(call) => {
                let (test, column, value) = self.call(call).ok_or_else(|| plain(expr))?;
                row(column, test, vec![value])
            }
            _ => Err(plain(expr)),
        }
    }

    /// Whether it is an AND or OR within brackets that is expressed by one row.
    fn is_bracketed_row(&self, expr: &ast::Expr) -> bool {
        matches!(expr, ast::Expr::Nested(_)) && self.with_nulls(inner(expr)).is_ok()
    }

    /// `a NOT IN (…) OR a IS NULL` within brackets.
    fn with_nulls(&self, expr: &ast::Expr) -> Result<Term, Text> {
        let ast::Expr::BinaryOp { left, op: BinaryOperator::Or, right } = expr else { return Err(say!("rows-mixed")) };
        let is_row = |side: &ast::Expr| {
            !matches!(inner(side), ast::Expr::BinaryOp { op: BinaryOperator::And | BinaryOperator::Or, .. })
        };
        if !is_row(left) || !is_row(right) {
            return Err(say!("rows-mixed"));
        }
        match (self.term(left)?, self.term(right)?) {
            (Term { column, test: Test::NotIn, values }, Term { column: other, test: Test::IsNull, .. })
                if column == other =>
            {
                Ok(Term { column, test: Test::NotInOrNull, values })
            }
            _ => Err(say!("rows-mixed")),
        }
    }

    fn column(&self, expr: &ast::Expr) -> Option<String> {
        match inner(expr) {
            // A row without a column is incomplete.
            ast::Expr::Identifier(name) if name.value.is_empty() || has_parts(name) => None,
            ast::Expr::Identifier(name) if !self.is_parameter(name) => Some(name.value.clone()),
            _ => None,
        }
    }

    fn is_parameter(&self, name: &ast::Ident) -> bool {
        self.text.get(lex::bytes(name.span)).is_some_and(|text| text.starts_with("${"))
    }

    /// A value in formula syntax.
    fn value(&self, expr: &ast::Expr) -> Result<String, Text> {
        match inner(expr) {
            ast::Expr::Value(value) => match &value.value {
                ast::Value::SingleQuotedString(text) => Ok(quoted(text)),
                ast::Value::Number(digits, false) => Ok(digits.clone()),
                ast::Value::Boolean(value) => Ok(value.to_string()),
                _ => Err(computed(expr)),
            },
            ast::Expr::UnaryOp { op: UnaryOperator::Minus, expr: number } => match inner(number) {
                ast::Expr::Value(value) if matches!(value.value, ast::Value::Number(..)) => Ok(format!("-{value}")),
                _ => Err(computed(expr)),
            },
            ast::Expr::TypedString(typed) => match &typed.value.value {
                ast::Value::SingleQuotedString(text) => Ok(format!("{} {}", typed.data_type, quoted(text))),
                _ => Err(computed(expr)),
            },
            ast::Expr::Identifier(name) if self.is_parameter(name) => Ok(format!("${{{}}}", &name.value[1..])),
            ast::Expr::Identifier(name) => Err(say!("rows-column-value", column = shown_name(name))),
            _ => Err(computed(expr)),
        }
    }

    /// `contains(column, value)` and similar calls.
    fn call<'e>(&self, call: &'e ast::Function) -> Option<(Test, &'e ast::Expr, &'e ast::Expr)> {
        let (name, arguments) = plain_call(call)?;
        let [first, value] = arguments[..] else { return None };
        let test = match name.to_lowercase().as_str() {
            "contains" => Test::Contains,
            "starts_with" | "startswith" => Test::StartsWith,
            "ends_with" | "endswith" => Test::EndsWith,
            _ => return None,
        };
        if let (Test::Contains, ast::Expr::Function(lower)) = (test, inner(first)) {
            let (name, arguments) = plain_call(lower)?;
            let [column] = arguments[..] else { return None };
            return name.eq_ignore_ascii_case("lower").then_some((Test::ContainsAnyCase, column, value));
        }
        Some((test, first, value))
    }
}

fn plain_call(call: &ast::Function) -> Option<(&str, Vec<&ast::Expr>)> {
    let [ast::ObjectNamePart::Identifier(name)] = &call.name.0[..] else { return None };
    let ast::FunctionArguments::List(list) = &call.args else { return None };
    let arguments = list.args.iter().map(|argument| match argument {
        ast::FunctionArg::Unnamed(ast::FunctionArgExpr::Expr(argument)) => Some(argument),
        _ => None,
    });
    Some((&name.value, arguments.collect::<Option<_>>()?))
}

/// The test of `column op value`, and of `value op column`.
fn comparison(op: &BinaryOperator) -> Option<(Test, Test)> {
    Some(match op {
        BinaryOperator::Eq => (Test::Equal, Test::Equal),
        BinaryOperator::NotEq => (Test::NotEqual, Test::NotEqual),
        BinaryOperator::Lt => (Test::Less, Test::Greater),
        BinaryOperator::LtEq => (Test::LessOrEqual, Test::GreaterOrEqual),
        BinaryOperator::Gt => (Test::Greater, Test::Less),
        BinaryOperator::GtEq => (Test::GreaterOrEqual, Test::LessOrEqual),
        _ => return None,
    })
}

pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// An expression that rows cannot contain: shown as the grammar prints it, parameters as written.
fn computed(expr: &ast::Expr) -> Text {
    match inner(expr) {
        ast::Expr::Identifier(name) => say!("rows-column-value", column = quote_column(&shown_name(name))),
        expr => say!("rows-computed", piece = shown(expr)),
    }
}

fn plain(expr: &ast::Expr) -> Text {
    say!("rows-no-comparison", piece = shown(inner(expr)))
}

/// Shortened if it is long; bare names lose the quotes added for the parser.
fn shown(expr: &ast::Expr) -> String {
    let text = expr.to_string().replace(['"', '$'], "");
    match text.char_indices().nth(32) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
