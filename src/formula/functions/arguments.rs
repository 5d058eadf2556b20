//! How the arguments of a call are matched with the signatures of its function, and converted.

use std::ops::Range;

use super::function::Function;
use super::shape::{Misfit, Shape, Variables};
use super::signature::{Parameter, Signature};
use crate::base::text::joined;
use crate::base::{Problem, Type};
use crate::formula::coerce::{self, Needs};
use crate::formula::tree::{Expr, Tree};

/// The result of matching: the overload, the arguments converted to its types, and the type of the value.
pub(in crate::formula) type Fitted = (&'static Signature, Vec<Tree>, Type);

/// Matches `arguments` with one of the function's signatures.
pub(in crate::formula) fn fit(
    function: &'static Function,
    arguments: Vec<Tree>,
    span: Range<usize>,
    text: &str,
) -> Result<Fitted, Problem> {
    let mut failed = None;
    for signature in function.signatures.iter().filter(|signature| signature.takes(arguments.len())) {
        match signature.fit(function.name, arguments.clone(), text) {
            Ok((arguments, data_type)) => {
                function.check_arguments(&arguments)?;
                let data_type = function.result_type(&arguments, data_type);
                return Ok((signature, arguments, data_type));
            }
            Err(problem) => failed = failed.or(Some(problem)),
        }
    }
    Err(failed.unwrap_or_else(|| {
        let ways = function.signatures.iter().map(|signature| &signature.shown);
        Problem::error(say!("formula-wrong-count", function = function.name, count = arguments.len()))
            .remedy(say!("formula-ways", ways = joined(ways, "signature-or", "signature-or")))
            .span(span)
    }))
}

impl Signature {
    fn fit(&self, name: &str, arguments: Vec<Tree>, text: &str) -> Result<(Vec<Tree>, Type), Problem> {
        let mut fitted = Vec::with_capacity(arguments.len());
        for (index, argument) in arguments.into_iter().enumerate() {
            let parameter = self.parameter(index).ok_or_else(|| Problem::error(say!("formula-too-many")))?;
            fitted.push(parameter.fit(argument, text).map_err(|problem| Problem {
                message: say!(
                    "argument-named",
                    function = name,
                    argument = parameter.title(),
                    problem = problem.message
                ),
                ..problem
            })?);
        }
        let mut variable = Type::Null;
        for shape in [Shape::Same, Shape::Numeric, Shape::Moment, Shape::Clock] {
            let is = |index: usize| self.parameter(index).is_some_and(|parameter| parameter.shape == shape);
            if fitted.iter().enumerate().any(|(index, _)| is(index)) {
                let chosen = fitted.iter().enumerate().filter(|(index, _)| is(*index)).map(|(_, tree)| tree.clone());
                let (same, data_type) = coerce::common(chosen.collect(), text, name)?;
                variable = match (data_type, shape) {
                    (Type::Null, Shape::Numeric) => Type::Number,
                    (Type::Null | Type::Text, Shape::Moment) => Type::Date,
                    (Type::Null | Type::Text, Shape::Clock) => Type::DateTime(None),
                    (data_type, _) => data_type,
                };
                let mut same = same.into_iter();
                for (index, tree) in fitted.iter_mut().enumerate().filter(|(index, _)| is(*index)) {
                    *tree =
                        coerce::convert(same.next().unwrap_or_else(|| tree.clone()), &variable, text).map_err(|p| {
                            let message =
                                say!("argument-numbered", function = name, index = index + 1, problem = p.message);
                            Problem { message, ..p }
                        })?;
                }
            }
        }
        let (fitted, variables) = self.compound(fitted, &variable, name, text)?;
        Ok((fitted, self.result.resolve(&variables, &variable)))
    }

    /// The bindings of the type variables, and the arguments concerned, converted to those types.
    fn compound(
        &self,
        mut fitted: Vec<Tree>,
        class: &Type,
        name: &str,
        text: &str,
    ) -> Result<(Vec<Tree>, Variables), Problem> {
        let mut variables = Variables::default();
        let shape = |index: usize| self.parameter(index).map(|parameter| parameter.shape).filter(|s| s.is_compound());
        for (index, tree) in fitted.iter().enumerate() {
            let Some(shape) = shape(index) else { continue };
            shape.bind(&tree.data_type, &mut variables).map_err(|misfit| {
                let problem = match misfit {
                    Misfit::Needed(required) => {
                        say!("formula-needed", wanted = required, found = coerce::a(&tree.data_type))
                    }
                    Misfit::Mixed(first, second) => {
                        say!("formula-mixed", what = name, first = coerce::a(&first), second = coerce::a(&second))
                    }
                };
                let argument = self.parameter(index).map(Parameter::title).unwrap_or_default();
                let message = say!("argument-named", function = name, argument = argument, problem = problem);
                Problem::error(message).span(tree.span.clone())
            })?;
        }
        for (index, tree) in fitted.iter_mut().enumerate() {
            if let Some(shape) = shape(index).filter(|shape| !matches!(shape, Shape::Struct)) {
                *tree = coerce::convert(tree.clone(), &shape.resolve(&variables, class), text)?;
            }
        }
        Ok((fitted, variables))
    }
}

impl Parameter {
    fn fit(&self, argument: Tree, text: &str) -> Result<Tree, Problem> {
        if self.constant && argument.constant().is_none() {
            return Err(Problem::error(say!("formula-written-down"))
                .remedy(say!("formula-write-or-parameter"))
                .span(argument.span));
        }
        let from = argument.data_type.clone();
        match self.shape {
            Shape::Any | Shape::Same => Ok(argument),
            Shape::Written => coerce::as_text(argument),
            Shape::Text => coerce::convert(argument, &Type::Text, text),
            Shape::Integer if matches!(from, Type::Number | Type::Decimal(..)) => {
                let shown = coerce::shown(&argument, text);
                Err(Problem::error(coerce::needed(&Type::Integer, &from))
                    .remedy(say!("formula-to-integer", value = shown))
                    .span(argument.span))
            }
            Shape::Integer => coerce::convert(argument, &Type::Integer, text),
            Shape::Number => coerce::convert(argument, &Type::Number, text),
            Shape::Boolean => coerce::condition(argument, text, Needs::Argument),
            Shape::Date => match from {
                Type::DateTime(_) => Ok(Tree::new(
                    argument.span.clone(),
                    Type::Date,
                    Expr::Cast { tree: Box::new(argument), lenient: false },
                )),
                _ => coerce::convert(argument, &Type::Date, text),
            },
            Shape::DateTime => coerce::convert(argument, &Type::DateTime(None), text),
            Shape::Numeric | Shape::Decimal if from.is_numeric() || from == Type::Null => Ok(argument),
            Shape::Numeric | Shape::Decimal => Err(coerce::mismatch(&argument, &Type::Number, text)),
            Shape::Moment | Shape::Clock => match from {
                Type::Date if self.shape == Shape::Clock => coerce::convert(argument, &Type::DateTime(None), text),
                Type::Date | Type::DateTime(_) | Type::Null => Ok(argument),
                Type::Time if self.shape == Shape::Clock => Ok(argument),
                _ => match argument.constant_text() {
                    Some(value) if value.trim().len() > 10 || self.shape == Shape::Clock => {
                        coerce::convert(argument, &Type::DateTime(None), text)
                    }
                    Some(_) => coerce::convert(argument, &Type::Date, text),
                    None => Err(coerce::mismatch(&argument, &Type::Date, text)),
                },
            },
            // Resolved after all arguments are bound.
            Shape::Variable(_) | Shape::List(_) | Shape::Map(..) | Shape::Struct | Shape::Function(..) => Ok(argument),
        }
    }
}
