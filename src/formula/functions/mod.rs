//! The closed catalogue of functions: one folder per category, one entry per function. Calls, completion, help and
//! tests are derived from it.
//!
//! A function that Spark SQL also has means here what it means there, so that users already know it and a formula means
//! the same on both engines. Behaviour that depends on Spark settings (failing conversions, overflow) is defined in
//! [`crate::formula`].

mod arguments;
mod category;
mod date;
pub(super) mod function;
mod left_out;
mod list;
mod logic;
mod number;
mod shape;
pub(super) mod signature;
mod text;

use std::collections::HashMap;
use std::sync::LazyLock;

pub(super) use arguments::fit;
pub use category::Category;
pub use function::Function;
pub(super) use function::{Call, Evaluation, Spark};
pub(super) use left_out::{not_in_formulas, works_on_rows};
pub use shape::Shape;
pub use signature::{Parameter, Signature};

static FUNCTIONS: LazyLock<Vec<Function>> = LazyLock::new(|| {
    let categories = [
        (Category::Text, text::functions()),
        (Category::Number, number::functions()),
        (Category::Date, date::functions()),
        (Category::Logic, logic::functions()),
        (Category::List, list::functions()),
    ];
    let of = |(category, list): (Category, Vec<Function>)| list.into_iter().map(move |f| f.category(category));
    categories.into_iter().flat_map(of).collect()
});

static BY_NAME: LazyLock<HashMap<&'static str, &'static Function>> = LazyLock::new(|| {
    let names = |f: &'static Function| std::iter::once(f.name).chain(f.aliases.iter().copied()).map(move |n| (n, f));
    FUNCTIONS.iter().flat_map(names).collect()
});

/// All functions, by category.
pub fn functions() -> &'static [Function] {
    &FUNCTIONS
}

/// The function with this name or alias, case-insensitive.
pub fn find(name: &str) -> Option<&'static Function> {
    BY_NAME.get(name.to_lowercase().as_str()).copied()
}

/// All names and aliases.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().flat_map(|f| std::iter::once(f.name).chain(f.aliases.iter().copied()))
}

/// The function of an operator: `||`.
pub(super) fn of_operator(sign: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.operator == Some(sign))
}

/// The function that EXTRACT calls for a field: `year`, `DOW`.
pub(super) fn of_field(field: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.fields.iter().any(|own| own.eq_ignore_ascii_case(field)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        let mut seen = std::collections::BTreeSet::new();
        for name in names() {
            assert!(seen.insert(name), "{name} stands twice");
            assert!(not_in_formulas(name).is_none(), "{name} is left out and there");
            assert_eq!(name, name.to_lowercase());
        }
        assert!(functions().len() >= 75, "{}", functions().len());
    }

    #[test]
    fn every_function_is_explained() {
        for function in functions() {
            assert!(function.about().ends_with(['.', ')']) && function.about().len() > 8, "{}", function.name);
            assert!(function.signature().starts_with(function.name), "{}", function.name);
            assert!(function.example.0.contains(function.name), "{}", function.name);
            assert!(!function.signatures.is_empty(), "{}", function.name);
        }
    }
}
