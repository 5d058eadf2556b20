//! Fill missing: put values where there are none.

use polars::prelude::*;
use serde::{Deserialize, Serialize};

use super::aggregate::mean;
use super::columns::{column, is_default, require_all};
use super::descent::{Descent, Given, passes};
use super::form::{self, Form, RowsStyle, choice, rows};
use super::frame::Frame;
use super::kind::{Category, Meta, NodeKind, Ports};
use super::lower::{Inputs, Lower, LowerError, Outputs};
use crate::base::{Problem, Type};
use crate::formula::from_polars;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FillMissing {
    /// Applied in order.
    pub fills: Vec<Fill>,
    /// Whether NaN in number columns counts as missing too.
    pub nan: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fill {
    pub columns: Vec<String>,
    pub method: Method,
    /// For [`Method::Constant`], written as the column's type is: 0, unknown, 2013-01-31, true. `${parameter}` is replaced.
    #[serde(skip_serializing_if = "is_default")]
    pub value: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Method {
    #[default]
    Constant,
    Mean,
    Median,
    Forward,
    Backward,
}

choices!(Method: Constant, Mean, Median, Forward, Backward);

impl NodeKind for FillMissing {
    const META: Meta = Meta::new("fill_missing", 1, Category::Columns);

    fn ports(&self) -> Ports {
        Ports::input("in").output("out")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        let mut exprs: Vec<Expr> = Vec::new();
        let mut filled: Vec<&String> = Vec::new();
        for (index, fill) in self.fills.iter().enumerate() {
            let at = format!("fills[{index}]");
            if fill.columns.is_empty() {
                let problem = Problem::warning(say!("no-column-chosen")).remedy(say!("choose-some-or-remove-row"));
                cx.warn(problem.at("columns").at(at));
                continue;
            }
            require_all(&rows, &fill.columns, "columns").map_err(|p| p.at(at.clone()))?;
            for (place, name) in fill.columns.iter().enumerate() {
                if filled.contains(&name) {
                    return Err(Problem::error(say!("filled-twice", name = name))
                        .remedy(say!("remove-from-one-row"))
                        .at(format!("{at}.columns[{place}]"))
                        .into());
                }
                filled.push(name);
                exprs.push(self.filled(cx, fill, name, &rows).map_err(|p| p.at(at.clone()))?.alias(name.as_str()));
            }
        }
        Ok(Outputs::new([rows.lazy.with_columns(exprs)])?)
    }

    fn form(&mut self, form: &mut dyn Form) {
        let style = RowsStyle::of(3);
        rows(form, form::Field::of::<Self>("fills"), style, &mut self.fills, |fill, form| {
            form.columns(form::Field::of::<Self>("columns"), &mut fill.columns, 0);
            choice(form, form::Field::of::<Self>("method"), &mut fill.method);
            if fill.method == Method::Constant {
                let field = form::Field::of::<Self>("value");
                form.text(field, &mut fill.value);
            }
        });
        let field = form::Field::of::<Self>("nan");
        form.flag(field, &mut self.nan);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![passes(given, 0)]
    }
}

impl FillMissing {
    fn filled(&self, cx: &Lower, fill: &Fill, name: &str, rows: &Frame) -> Result<Expr, Problem> {
        let dtype = rows.require(name)?;
        let data_type = from_polars(dtype);
        let values = match self.nan && dtype.is_float() {
            true => column(name).fill_nan(lit(NULL).cast(dtype.clone())),
            false => column(name),
        };
        Ok(match fill.method {
            Method::Constant => {
                let text = cx.expand("value", &fill.value)?;
                values.fill_null(constant(&text, name, &data_type)?.strict_cast(dtype.clone()))
            }
            Method::Mean | Method::Median => {
                if !data_type.is_numeric() {
                    let of = data_type.name();
                    let message = match fill.method {
                        Method::Mean => say!("has-no-mean", name = name, data_type = of),
                        _ => say!("has-no-median", name = name, data_type = of),
                    };
                    return Err(Problem::error(message).remedy(say!("fill-constant-or-neighbour")).at("method"));
                }
                let numbers = values.clone().cast(DataType::Float64);
                let middle = if fill.method == Method::Mean { mean(values, dtype) } else { numbers.clone().median() };
                numbers.fill_null(middle)
            }
            Method::Forward => values.fill_null_with_strategy(FillNullStrategy::Forward(None)),
            Method::Backward => values.fill_null_with_strategy(FillNullStrategy::Backward(None)),
        })
    }
}

/// The literal that `text` means in a column of this type.
fn constant(text: &str, name: &str, data_type: &Type) -> Result<Expr, Problem> {
    let word = text.trim();
    let value = match data_type {
        Type::Text => Some(lit(text)),
        Type::Integer => word.parse::<i64>().ok().map(lit),
        Type::Number | Type::Decimal(..) => word.parse::<f64>().ok().map(lit),
        Type::Boolean => match word.to_lowercase().as_str() {
            "true" | "yes" | "1" => Some(lit(true)),
            "false" | "no" | "0" => Some(lit(false)),
            _ => None,
        },
        Type::Date => word.parse::<chrono::NaiveDate>().ok().map(lit),
        Type::DateTime(_) => date_time(word).map(lit),
        Type::Time => word.parse::<chrono::NaiveTime>().ok().map(time),
        Type::Null => {
            return Err(Problem::error(say!("only-nulls", name = name)).remedy(say!("cast-before")).at("columns"));
        }
        _ => {
            return Err(Problem::error(say!("takes-no-constant", name = name, data_type = data_type.name()))
                .remedy(say!("fill-neighbour"))
                .at("method"));
        }
    };
    value.ok_or_else(|| {
        let remedy = match data_type {
            Type::Boolean => say!("write-true-or-false"),
            Type::Date => say!("write-a-date"),
            Type::DateTime(_) => say!("write-a-moment"),
            Type::Time => say!("write-a-time"),
            Type::Integer => say!("write-a-whole-number"),
            _ => say!("write-a-number"),
        };
        let problem = match word.is_empty() {
            true => Problem::incomplete(say!("nothing-to-fill-with")),
            false => Problem::error(say!("text-does-not-fit", text = text, name = name, data_type = data_type.name())),
        };
        problem.remedy(remedy).at("value")
    })
}

fn date_time(text: &str) -> Option<chrono::NaiveDateTime> {
    let date = || text.parse::<chrono::NaiveDate>().ok()?.and_hms_opt(0, 0, 0);
    text.replace(' ', "T").parse().ok().or_else(date)
}

fn time(time: chrono::NaiveTime) -> Expr {
    use chrono::Timelike;
    let nanoseconds = i64::from(time.num_seconds_from_midnight()) * 1_000_000_000 + i64::from(time.nanosecond());
    lit(Scalar::new(DataType::Time, AnyValue::Time(nanoseconds)))
}

#[cfg(test)]
mod tests {
    use crate::nodes::checks::{check_node, check_problem, check_warning};

    const TABLE: &str = "i:int n:number t:text b:boolean d:date m:datetime c:time
                         - - - - - - -
                         1 1.5 x true 2013-01-31 2013-01-31T10:00:00 10:00:00
                         - NaN - - - - -
                         4 4.5 y false 2013-02-01 2013-02-01T10:00:00 11:00:00
                         - - - - - - -";

    #[test]
    fn constants_are_written_as_the_type_is() {
        check_node(
            r#"fill_missing (fills: [(columns: ["i", "n"], value: "0"), (columns: ["t"], value: "not known"),
                (columns: ["b"], value: "yes"), (columns: ["d"], value: "1999-12-31"),
                (columns: ["m"], value: "1999-12-31 23:59:00"), (columns: ["c"], value: "23:59:59")])"#,
            TABLE,
            r#"i:int n:number t:text b:boolean d:date m:datetime c:time
               0 0 "not known" true 1999-12-31 1999-12-31T23:59:00 23:59:59
               1 1.5 x true 2013-01-31 2013-01-31T10:00:00 10:00:00
               0 NaN "not known" true 1999-12-31 1999-12-31T23:59:00 23:59:59
               4 4.5 y false 2013-02-01 2013-02-01T10:00:00 11:00:00
               0 0 "not known" true 1999-12-31 1999-12-31T23:59:00 23:59:59"#,
        );
        check_node(r#"fill_missing (fills: [(columns: ["a"], value: "${year}")])"#, "a:i32\n-\n1", "a:i32\n2013\n1");
    }

    #[test]
    fn mean_and_median_make_numbers() {
        check_node(
            r#"fill_missing (fills: [(columns: ["i"], method: Mean), (columns: ["n"], method: Median)], nan: true)"#,
            "i:int n:number\n1 1\n2 NaN\n- 2\n- -\n6 9",
            "i:number n:number\n1 1\n2 2\n3 2\n3 2\n6 9",
        );
    }

    #[test]
    fn neighbours() {
        check_node(
            r#"fill_missing (fills: [(columns: ["a"], method: Forward), (columns: ["b"], method: Backward)])"#,
            "a:int b:text\n- -\n1 x\n- -\n- y\n2 -",
            "a:int b:text\n- x\n1 x\n1 y\n1 y\n2 -",
        );
    }

    #[test]
    fn nan_is_missing_only_when_asked() {
        let fill = |nan: &str| format!(r#"fill_missing (fills: [(columns: ["a"], value: "0")]{nan})"#);
        check_node(&fill(""), "a:number\nNaN\n-\n1", "a:number\nNaN\n0\n1");
        check_node(&fill(", nan: true"), "a:number\nNaN\n-\n1", "a:number\n0\n0\n1");
    }

    #[test]
    fn problems() {
        check_problem(
            r#"fill_missing (fills: [(columns: ["d"], value: "soon")])"#,
            TABLE,
            r#"fills[0].value: "soon" does not fit "d", which is date. Write a date such as 2013-01-31"#,
        );
        check_problem(
            r#"fill_missing (fills: [(columns: ["i"])])"#,
            TABLE,
            "fills[0].value: There is no value to fill with. Write a whole number such as 0",
        );
        check_problem(
            r#"fill_missing (fills: [(columns: ["t"], method: Mean)])"#,
            TABLE,
            r#"fills[0].method: "t" is text and has no mean. Fill it with a constant, or with the value before or after"#,
        );
        check_problem(
            r#"fill_missing (fills: [(columns: ["i", "x"], value: "1")])"#,
            TABLE,
            r#"fills[0].columns[1]: There is no column "x". There are "i", "n", "t", "b", "d"…"#,
        );
        check_problem(
            r#"fill_missing (fills: [(columns: ["i"], value: "1"), (columns: ["i"], value: "1")])"#,
            TABLE,
            r#"fills[1].columns[0]: The column "i" is filled twice. Remove it from one of the two rows"#,
        );
        check_problem(
            r#"fill_missing (fills: [(columns: ["i"], value: "${yer}")])"#,
            TABLE,
            r#"fills[0].value: There is no parameter "yer". Did you mean "year"?"#,
        );
        check_warning(
            "fill_missing (fills: [()])",
            TABLE,
            "fills[0].columns: No column is chosen. Choose some or remove the row",
        );
    }
}
