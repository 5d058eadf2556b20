//! The definition of a function in the catalogue, by named parts.

use polars::prelude as pl;

use super::category::Category;
use super::signature::{self, Signature};
use crate::base::text::get;
use crate::base::{Problem, Text, Type};
use crate::formula::tree::Tree;

/// One function of formulas.
#[derive(Clone, Debug)]
pub struct Function {
    pub name: &'static str,
    /// Other names under which users search for it.
    pub aliases: &'static [&'static str],
    pub category: Category,
    /// Its overloads, each shown as one line of help: [`Signature::shown`].
    pub signatures: Vec<Signature>,
    /// A formula without columns, and its value as text ("null" for a null).
    pub example: (&'static str, &'static str),
    pub(in crate::formula) polars: Lowering,
    pub(in crate::formula) spark: Spark,
    /// Which arguments are evaluated for a row.
    pub(in crate::formula) evaluation: Evaluation,
    /// Whether some value aborts the whole computation.
    pub(in crate::formula) can_fail: bool,
    /// How often lowering duplicates an argument.
    pub(in crate::formula) copies: u64,
    /// Its operator: `a || b || c` is one call.
    pub(in crate::formula) operator: Option<&'static str>,
    /// The fields of EXTRACT that call this function.
    pub(in crate::formula) fields: &'static [&'static str],
    takes: Vec<&'static str>,
    check: Option<ArgumentCheck>,
    result: Option<ResultType>,
}

type ArgumentCheck = fn(&[Tree]) -> Result<(), Problem>;
type ResultType = fn(&[Tree], Type) -> Type;
pub(in crate::formula) type Lowering = fn(&Call) -> Result<pl::Expr, Problem>;

/// How Spark SQL writes a call.
#[derive(Clone, Copy, Debug)]
pub(in crate::formula) enum Spark {
    /// The function of this name with the same arguments.
    Same(&'static str),
    /// `{0}` is replaced by the first argument, `{*}` by all of them.
    Template(&'static str),
    /// As `Same`, for a function that returns 32 bits in Spark: the result is widened.
    Narrow(&'static str),
    /// Built from the arguments, each in SQL.
    With(fn(&[Tree], &[String]) -> String),
    /// The same where Spark may have no equivalent: returns a problem, never another value.
    Fallible(fn(&[Tree], &[String]) -> Result<String, Problem>),
}

/// Which arguments are evaluated for a row. An argument that is not evaluated cannot fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formula) enum Evaluation {
    All,
    /// The second where the first is true, the third otherwise.
    Chosen,
    /// Each one where all preceding ones are null.
    UntilPresent,
}

/// A call being lowered to polars.
pub(in crate::formula) struct Call<'a> {
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

    /// The literal text at `index`; [`Parameter::constant`](super::signature::Parameter::constant) guarantees that it is a literal.
    pub fn text(&self, index: usize) -> &str {
        self.arguments.get(index).and_then(Tree::constant_text).unwrap_or_default()
    }

    pub fn integer(&self, index: usize) -> Option<i64> {
        self.arguments.get(index).and_then(Tree::constant_integer)
    }

    /// The number of arguments.
    pub fn count(&self) -> usize {
        self.arguments.len()
    }
}

/// A catalogue entry. It also requires: takes, gives, an example, polars and Spark.
pub(super) fn function(name: &'static str) -> Function {
    Function {
        name,
        aliases: &[],
        category: Category::Text,
        signatures: Vec::new(),
        example: ("", ""),
        polars: |_| Err(Problem::error(say!("formula-see-list"))),
        spark: Spark::Same(name),
        evaluation: Evaluation::All,
        can_fail: false,
        copies: 1,
        operator: None,
        fields: &[],
        takes: Vec::new(),
        check: None,
        result: None,
    }
}

impl Function {
    /// An overload: "text: text, [length: integer]". Each call adds one.
    pub(super) fn takes(mut self, parameters: &'static str) -> Self {
        self.takes.push(parameters);
        self
    }

    /// The type of the value, for all overloads.
    pub(super) fn gives(mut self, result: &'static str) -> Self {
        self.signatures = self.takes.iter().map(|takes| signature::parse(self.name, takes, result)).collect();
        self
    }

    pub(super) fn example(mut self, formula: &'static str, value: &'static str) -> Self {
        self.example = (formula, value);
        self
    }

    pub(super) fn polars(mut self, lowering: Lowering) -> Self {
        self.polars = lowering;
        self
    }

    pub(super) fn spark(mut self, spark: Spark) -> Self {
        self.spark = spark;
        self
    }

    pub(super) fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// Rejects arguments whose types fit but whose literal values do not.
    pub(super) fn check(mut self, check: ArgumentCheck) -> Self {
        self.check = Some(check);
        self
    }

    /// The type of the value, if it depends on literals or on the digits of decimals.
    pub(super) fn result(mut self, result: ResultType) -> Self {
        self.result = Some(result);
        self
    }

    pub(super) fn evaluation(mut self, evaluation: Evaluation) -> Self {
        self.evaluation = evaluation;
        self
    }

    /// How often lowering duplicates an argument; used to limit the size of formulas.
    pub(super) fn copies(mut self, copies: u64) -> Self {
        self.copies = copies;
        self
    }

    /// Some values abort the whole computation, unless they are in a branch that is not taken.
    pub(super) fn fails(mut self) -> Self {
        self.can_fail = true;
        self
    }

    /// Its operator; a chain of them is one call.
    pub(super) fn operator(mut self, sign: &'static str) -> Self {
        self.operator = Some(sign);
        self
    }

    /// The fields of EXTRACT that call this function.
    pub(super) fn fields(mut self, fields: &'static [&'static str]) -> Self {
        self.fields = fields;
        self
    }

    pub(super) fn category(mut self, category: Category) -> Self {
        self.category = category;
        self
    }

    /// A one-sentence description of its result in the current language.
    pub fn about(&self) -> &'static str {
        get(&format!("function-{}", self.name))
    }

    /// The first overload: "substring(text: text, start: integer, [length: integer]) -> text".
    pub fn signature(&self) -> Text {
        self.signatures.first().map(|signature| signature.shown.clone()).unwrap_or_default()
    }

    /// The type of the value, given the type from the signature.
    pub(in crate::formula) fn result_type(&self, arguments: &[Tree], of_signature: Type) -> Type {
        match self.result {
            Some(result) => result(arguments, of_signature),
            None => of_signature,
        }
    }

    pub(in crate::formula) fn check_arguments(&self, arguments: &[Tree]) -> Result<(), Problem> {
        self.check.map_or(Ok(()), |check| check(arguments))
    }
}
