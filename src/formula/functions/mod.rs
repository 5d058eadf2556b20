//! The closed catalogue of functions: one visible table per category, from which calls, completion, help and tests come.
//!
//! A function that Spark SQL has too means here what it means there, so that people know it already and a formula means
//! the same on both engines; what Spark leaves to its settings (failing conversions, overflow) is decided in
//! [`crate::formula`].

mod date;
mod logic;
mod number;
pub(in crate::formula) mod signature;
mod text;

use std::collections::HashMap;
use std::sync::LazyLock;

use polars::prelude as pl;

pub use signature::{Parameter, Shape, Signature};

use super::tree::Tree;
use crate::base::text::get;
use crate::base::{Problem, Text, Type};

/// Where a function stands in help and completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Category {
    Text,
    Number,
    Date,
    Logic,
}

impl Category {
    pub const ALL: &'static [Category] = &[Category::Text, Category::Number, Category::Date, Category::Logic];
}

/// One function of formulas.
#[derive(Clone, Debug)]
pub struct Function {
    pub name: &'static str,
    /// Other names under which people look for it.
    pub aliases: &'static [&'static str],
    pub category: Category,
    /// The ways to call it, one a line of help: [`Signature::shown`].
    pub signatures: Vec<Signature>,
    /// A formula without columns, and its value as text ("null" for a null).
    pub example: (&'static str, &'static str),
    pub(super) polars: Lowering,
    pub(super) spark: Spark,
    /// Whether some value stops the whole computation.
    pub(super) can_fail: bool,
    /// How often the lowering repeats an argument.
    pub(super) copies: u64,
    check: Option<ArgumentCheck>,
    result: Option<ResultType>,
}

type ArgumentCheck = fn(&[Tree]) -> Result<(), Problem>;
type ResultType = fn(&[Tree], Type) -> Type;
pub(super) type Lowering = fn(&Call) -> Result<pl::Expr, Problem>;

/// How Spark SQL writes a call.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spark {
    /// The function of this name with the same arguments.
    Same(&'static str),
    /// `{0}` stands for the first argument, `{*}` for all of them.
    Template(&'static str),
    /// From the arguments, each in SQL.
    With(fn(&[Tree], &[String]) -> String),
}

/// A call on its way to polars.
pub(super) struct Call<'a> {
    pub arguments: &'a [Tree],
    pub lowered: Vec<pl::Expr>,
    /// The type of the value.
    pub data_type: &'a Type,
}

impl Call<'_> {
    /// The lowered argument at `index`.
    pub fn arg(&self, index: usize) -> pl::Expr {
        self.lowered[index].clone()
    }

    /// The text at `index`, which [`Parameter::constant`] says is written down.
    pub fn text(&self, index: usize) -> &str {
        self.arguments.get(index).and_then(Tree::constant_text).unwrap_or_default()
    }

    pub fn integer(&self, index: usize) -> Option<i64> {
        self.arguments.get(index).and_then(Tree::constant_integer)
    }

    /// How many arguments there are.
    pub fn count(&self) -> usize {
        self.arguments.len()
    }
}

impl Function {
    fn new(
        (name, signature): (&'static str, &'static str),
        example: (&'static str, &'static str),
        polars: Lowering,
        spark: Spark,
    ) -> Self {
        let signatures = signature::parse(name, signature);
        Function {
            name,
            aliases: &[],
            category: Category::Text,
            signatures,
            example,
            polars,
            spark,
            can_fail: false,
            copies: 1,
            check: None,
            result: None,
        }
    }

    fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// Refuses arguments whose types fit but whose written values do not.
    fn check(mut self, check: ArgumentCheck) -> Self {
        self.check = Some(check);
        self
    }

    /// The type of the value, where it depends on what is written down or on the digits of decimals.
    fn gives(mut self, result: ResultType) -> Self {
        self.result = Some(result);
        self
    }

    /// The lowering repeats an argument this often; the size of formulas is limited with it.
    fn copies(mut self, copies: u64) -> Self {
        self.copies = copies;
        self
    }

    /// Some values stop the whole computation, unless they stand in a branch that is not taken.
    fn fails(mut self) -> Self {
        self.can_fail = true;
        self
    }

    /// What it gives, in a sentence of the current language.
    pub fn about(&self) -> &'static str {
        get(&format!("function-{}", self.name))
    }

    /// The first way to call it: "substring(text: text, start: integer, [length: integer]) -> text".
    pub fn signature(&self) -> Text {
        self.signatures.first().map(|signature| signature.shown.clone()).unwrap_or_default()
    }

    /// The type of the value, given the one that the signature says.
    pub(super) fn result(&self, arguments: &[Tree], of_signature: Type) -> Type {
        match self.result {
            Some(result) => result(arguments, of_signature),
            None => of_signature,
        }
    }

    pub(super) fn check_arguments(&self, arguments: &[Tree]) -> Result<(), Problem> {
        self.check.map_or(Ok(()), |check| check(arguments))
    }
}

static FUNCTIONS: LazyLock<Vec<Function>> = LazyLock::new(|| {
    let categories = [
        (Category::Text, text::functions()),
        (Category::Number, number::functions()),
        (Category::Date, date::functions()),
        (Category::Logic, logic::functions()),
    ];
    let of = |(category, list): (Category, Vec<Function>)| list.into_iter().map(move |f| Function { category, ..f });
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

/// The function of this name or alias, in any case.
pub fn find(name: &str) -> Option<&'static Function> {
    BY_NAME.get(name.to_lowercase().as_str()).copied()
}

/// All names and aliases.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().flat_map(|f| std::iter::once(f.name).chain(f.aliases.iter().copied()))
}

/// What to do instead of a function that other SQL has and formulas leave out on purpose.
pub(super) fn not_in_formulas(name: &str) -> Option<Text> {
    Some(match name.to_lowercase().as_str() {
        "min" | "max" => say!("function-min-max"),
        "sum"
        | "avg"
        | "mean"
        | "count"
        | "median"
        | "stddev"
        | "stddev_samp"
        | "stddev_pop"
        | "variance"
        | "var_samp"
        | "var_pop"
        | "first"
        | "last"
        | "any_value"
        | "string_agg"
        | "listagg"
        | "array_agg"
        | "collect_list"
        | "collect_set"
        | "count_if"
        | "quantile"
        | "percentile"
        | "approx_count_distinct"
        | "mode" => say!("function-of-groups"),
        rows if works_on_rows(rows) => say!("function-of-rows"),
        "now" | "today" | "current_date" | "current_timestamp" | "getdate" | "curdate" | "current_time"
        | "localtimestamp" | "sysdate" => say!("function-of-clock"),
        "rand" | "random" | "uuid" | "newid" => say!("function-of-chance"),
        _ => return None,
    })
}

/// Whether it looks at other rows than its own: at their order, or their number.
pub(super) fn works_on_rows(name: &str) -> bool {
    const NAMES: [&str; 11] = [
        "row_number",
        "rank",
        "dense_rank",
        "lag",
        "lead",
        "ntile",
        "first_value",
        "last_value",
        "nth_value",
        "percent_rank",
        "cume_dist",
    ];
    NAMES.iter().any(|row| row.eq_ignore_ascii_case(name))
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
        }
    }
}
