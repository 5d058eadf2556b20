//! What an entry of the catalogue says of a function, by named parts.

use polars::prelude as pl;

use super::Category;
use super::signature::{self, Signature};
use crate::base::text::get;
use crate::base::{Problem, Text, Type};
use crate::formula::tree::Tree;

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
    pub(in crate::formula) polars: Lowering,
    pub(in crate::formula) spark: Spark,
    /// Which arguments a row asks for.
    pub(in crate::formula) evaluation: Evaluation,
    /// Whether some value stops the whole computation.
    pub(in crate::formula) can_fail: bool,
    /// How often the lowering repeats an argument.
    pub(in crate::formula) copies: u64,
    /// The sign that is short for it: `a || b || c` is one call.
    pub(in crate::formula) operator: Option<&'static str>,
    /// The fields of EXTRACT that are this function.
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
    /// `{0}` stands for the first argument, `{*}` for all of them.
    Template(&'static str),
    /// As `Same`, of a function whose value has 32 bits there: it is widened.
    Narrow(&'static str),
    /// From the arguments, each in SQL.
    With(fn(&[Tree], &[String]) -> String),
    /// The same where Spark cannot say everything: a problem with words, never another value.
    Fallible(fn(&[Tree], &[String]) -> Result<String, Problem>),
    /// It has nothing that means the same.
    Missing,
}

/// Which arguments a row asks for. What it does not ask for cannot fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formula) enum Evaluation {
    All,
    /// The second where the first holds, the third elsewhere.
    Chosen,
    /// Each where all before it are null.
    UntilPresent,
}

/// A call on its way to polars.
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

    /// The text at `index`, which [`super::Parameter::constant`] says is written down.
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

/// An entry of the catalogue. What it must have besides: takes, gives, an example, polars and Spark.
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
    /// One way to call it: "text: text, [length: integer]". Said twice, there are two ways.
    pub(super) fn takes(mut self, parameters: &'static str) -> Self {
        self.takes.push(parameters);
        self
    }

    /// The type of the value, for all ways to call it.
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

    /// Refuses arguments whose types fit but whose written values do not.
    pub(super) fn check(mut self, check: ArgumentCheck) -> Self {
        self.check = Some(check);
        self
    }

    /// The type of the value, where it depends on what is written down or on the digits of decimals.
    pub(super) fn result(mut self, result: ResultType) -> Self {
        self.result = Some(result);
        self
    }

    pub(super) fn evaluation(mut self, evaluation: Evaluation) -> Self {
        self.evaluation = evaluation;
        self
    }

    /// The lowering repeats an argument this often; the size of formulas is limited with it.
    pub(super) fn copies(mut self, copies: u64) -> Self {
        self.copies = copies;
        self
    }

    /// Some values stop the whole computation, unless they stand in a branch that is not taken.
    pub(super) fn fails(mut self) -> Self {
        self.can_fail = true;
        self
    }

    /// The sign that is short for it; a row of them is one call.
    pub(super) fn operator(mut self, sign: &'static str) -> Self {
        self.operator = Some(sign);
        self
    }

    /// The fields of EXTRACT that are this function.
    pub(super) fn fields(mut self, fields: &'static [&'static str]) -> Self {
        self.fields = fields;
        self
    }

    pub(super) fn category(mut self, category: Category) -> Self {
        self.category = category;
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
