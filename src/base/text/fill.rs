//! Fills the arguments of a message into its pattern.

use std::borrow::Cow;
use std::fmt::Write;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::base::number::grouped;

/// An argument in the language of the message.
pub(super) enum Value<'a> {
    Number(i64),
    Words(Cow<'a, str>),
}

/// The argument with a name; `None` if it is missing.
pub(super) type Arguments<'f, 'a> = &'f dyn Fn(&str) -> Option<Value<'a>>;

/// Appends the text of a pattern; `None` if an argument is missing.
pub(super) fn fill(pattern: &Pattern<&'static str>, arguments: Arguments<'_, '_>, out: &mut String) -> Option<()> {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => out.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                fill_inline(inline, arguments, out)?;
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                fill(&choose(&argument(selector, arguments)?, variants)?.value, arguments, out)?;
            }
        }
    }
    Some(())
}

fn argument<'a>(expression: &InlineExpression<&'static str>, arguments: Arguments<'_, 'a>) -> Option<Value<'a>> {
    match expression {
        InlineExpression::VariableReference { id } => arguments(id.name),
        _ => None,
    }
}

fn fill_inline(
    expression: &InlineExpression<&'static str>,
    arguments: Arguments<'_, '_>,
    out: &mut String,
) -> Option<()> {
    match expression {
        InlineExpression::StringLiteral { value } => out.push_str(&unescape_unicode_to_string(value)),
        InlineExpression::NumberLiteral { value } => out.push_str(value),
        // A word that begins a sentence, a sentence within another.
        InlineExpression::FunctionReference { id, arguments: inner } => {
            let mut words = String::new();
            fill_inline(inner.positional.first()?, arguments, &mut words)?;
            let mut letters = words.chars();
            match (id.name, letters.next()) {
                ("CAPITAL", Some(first)) => out.extend(first.to_uppercase()),
                ("UNCAPITAL", Some(first)) => out.extend(first.to_lowercase()),
                _ => return None,
            }
            out.push_str(letters.as_str());
        }
        other => match argument(other, arguments)? {
            Value::Number(number) => {
                let sign = if number < 0 { "-" } else { "" };
                let _ = write!(out, "{sign}{}", grouped(number.unsigned_abs()));
            }
            Value::Words(words) => out.push_str(&words),
        },
    }
    Some(())
}

/// The variant for this number or word, else the default. English has one plural form, Chinese none.
fn choose<'v>(argument: &Value<'_>, variants: &'v [Variant<&'static str>]) -> Option<&'v Variant<&'static str>> {
    let fits = |variant: &&Variant<&'static str>| match (&variant.key, argument) {
        (VariantKey::NumberLiteral { value }, Value::Number(number)) => value.parse() == Ok(*number),
        (VariantKey::Identifier { name }, Value::Number(number)) => *name == "one" && *number == 1,
        (VariantKey::Identifier { name: "empty" }, Value::Words(words)) => words.is_empty(),
        (VariantKey::Identifier { name }, Value::Words(words)) => words == name,
        (VariantKey::NumberLiteral { .. }, Value::Words(_)) => false,
    };
    variants.iter().find(fits).or_else(|| variants.iter().find(|variant| variant.default))
}
