//! Join: combines the rows of two tables that agree in their keys.

mod check;
mod descent;
mod plan;
mod settings;
mod sides;
mod spark;

use polars::prelude::{Expr, JoinType, MaintainOrderJoin};

pub use self::sides::key_sides;

use self::plan::{args, expressions, same_types};
pub use self::settings::{Expect, How, Join, KeyPair};
use crate::base::{Problem, Text};
use crate::nodes::form::{self, Form, RowsStyle, choice, pairs};
use crate::nodes::kit::columns::listing;
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::kind::{Category, Cost, Meta, NodeKind};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::matching::Matching;
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, Renames};
use crate::nodes::shared::summary::{list, of};

impl NodeKind for Join {
    /// The icon is Phosphor's "intersect".
    const META: Meta = Meta::new("join", 1, Category::Combine, "\u{e2d2}").cost(Cost::Whole);

    fn ports(&self) -> Ports {
        Ports::input("left").and_input("right").output("joined").output("left_only").output("right_only")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let left = inputs.at(0)?;
        let right = inputs.at(1)?;
        let keys = self.key_pairs(cx, &left, &right)?;
        let (left, right) = same_types(left, right, &keys, &|index| cx.raiser(format!("keys[{index}]")))?;
        let unmatched = |a: &Frame, b: &Frame, on: Vec<Expr>, other: Vec<Expr>| {
            a.lazy.clone().join(b.lazy.clone(), on, other, args(JoinType::Anti, MaintainOrderJoin::Left))
        };
        let on_left = expressions(&keys, |k| &k.left);
        let on_right = expressions(&keys, KeyPair::right);
        let left_only = unmatched(&left, &right, on_left.clone(), on_right.clone());
        let right_only = unmatched(&right, &left, on_right.clone(), on_left.clone());
        let joined = match self.how {
            How::Anti => left_only.clone(),
            How::Semi => {
                let args = args(JoinType::Semi, MaintainOrderJoin::Left);
                left.lazy.clone().join(right.lazy.clone(), on_left, on_right, args)
            }
            _ => self.side_by_side(&left, &right, &keys)?,
        };
        let mut joined = Frame::new(joined)?;
        let names = |side: fn(&KeyPair) -> &str| keys.iter().map(|k| side(k).to_owned()).collect::<Vec<_>>();
        if matches!(self.expect, Expect::OneToOne | Expect::OneToMany) {
            joined = check::guard(cx, joined, &left, names(|k| &k.left), "left")?;
        }
        if matches!(self.expect, Expect::OneToOne | Expect::ManyToOne) {
            joined = check::guard(cx, joined, &right, names(KeyPair::right), "right")?;
        }
        Ok(Outputs(vec![joined, Frame::new(left_only)?, Frame::new(right_only)?]))
    }

    fn matching_sample(&self, cx: &Lower, inputs: &Inputs) -> Result<Option<Matching>, Problem> {
        let left = inputs.at(0)?;
        let right = inputs.at(1)?;
        let keys = self.key_pairs(cx, &left, &right)?;
        let (left, right) = same_types(left, right, &keys, &|index| cx.raiser(format!("keys[{index}]")))?;
        let on_left = expressions(&keys, |k| &k.left);
        let on_right = expressions(&keys, KeyPair::right);
        // The matching left rows of an anti join are those without a match.
        let how = if self.how == How::Anti { JoinType::Anti } else { JoinType::Semi };
        let of = |rows: &Frame, others: &Frame, on: &[Expr], other: &[Expr], how| {
            rows.lazy.clone().join(others.lazy.clone(), on, other, args(how, MaintainOrderJoin::Left))
        };
        let lefts = of(&left, &right, &on_left, &on_right, how);
        let rows = [lefts, of(&right, &left, &on_right, &on_left, JoinType::Semi)];
        let pair = |pair: &KeyPair| [pair.left.clone(), pair.right().to_owned()];
        let keeps = [matches!(self.how, How::Left | How::Full), matches!(self.how, How::Right | How::Full)];
        Ok(Some(Matching { rows, keys: keys.iter().map(pair).collect(), keeps, is_anti: self.how == How::Anti }))
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        let keys = list(self.keys.iter().map(|pair| {
            if pair.right() == pair.left { pair.left.clone() } else { format!("{} = {}", pair.left, pair.right()) }
        }));
        match (self.how, keys.is_empty()) {
            (How::Inner, _) => keys,
            (how, true) => say!("summary-join", how = form::spelling(how)),
            (how, false) => of(&say!("summary-join", how = form::spelling(how)), &keys),
        }
    }

    fn form(&mut self, form: &mut dyn Form) {
        choice(form, form::Field::of::<Self>("how"), &mut self.how);
        let style = RowsStyle::of(2);
        let field = form::Field::of::<Self>("keys");
        pairs(form, field, style, &mut self.keys, |pair, form| {
            form.column(form::Field::of::<Self>("left"), &mut pair.left, 0);
            form.column(form::Field::of::<Self>("right"), &mut pair.right, 1);
        });
        if self.keys.is_empty() {
            let right = form.columns_in(1);
            let common: Vec<String> =
                form.columns_in(0).into_iter().map(|c| c.name).filter(|n| right.iter().any(|c| c.name == *n)).collect();
            match common.as_slice() {
                [] => {}
                [only] => form.note(&tr!("note-matches-on", column = only)),
                many => form.note(&tr!("note-both-have", columns = listing(many))),
            }
        }
        let field = form::Field::of::<Self>("expect");
        choice(form, field, &mut self.expect);
        form.section("columns", false);
        let field = form::Field::of::<Self>("coalesce");
        form.flag(field, &mut self.coalesce);
        let field = form::Field::of::<Self>("suffix");
        form.text(field, &mut self.suffix);
        form.section("", false);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        self.columns(given)
    }

    fn rename_inputs(&mut self, given: &Given, renames: &Renames) {
        self.follow(given, renames);
    }
}

impl Join {
    /// The keys, checked against both tables. A single shared column is used implicitly; of several, only the user
    /// knows which ones correspond (a flight's year is not the year its plane was built).
    fn key_pairs(&self, cx: &Lower, left: &Frame, right: &Frame) -> Result<Vec<KeyPair>, Problem> {
        let mut keys: Vec<KeyPair> = Vec::new();
        for (index, pair) in self.keys.iter().enumerate() {
            let at = format!("keys[{index}]");
            if pair.left.is_empty() {
                let problem = Problem::warning(say!("key-has-no-left-column")).remedy(say!("choose-or-remove-key"));
                cx.warn(problem.at("left").at(at));
                continue;
            }
            left.require(&pair.left).map_err(|p| on_side(p, "left").at("left").at(at.clone()))?;
            right.require(pair.right()).map_err(|p| on_side(p, "right").at("right").at(at.clone()))?;
            if keys.contains(pair) {
                return Err(Problem::error(say!("key-listed-twice")).remedy(say!("remove-one-of-two")).at(at));
            }
            keys.push(pair.clone());
        }
        if !keys.is_empty() {
            return Ok(keys);
        }
        let common: Vec<String> =
            left.columns().into_iter().map(|c| c.name).filter(|n| right.schema().contains(n)).collect();
        match common.as_slice() {
            [only] => Ok(vec![KeyPair { left: only.clone(), right: String::new() }]),
            [] => Err(Problem::incomplete(say!("no-keys")).remedy(say!("choose-agreeing-columns")).at("keys")),
            many => Err(Problem::incomplete(say!("no-keys-but-common", columns = listing(many)))
                .remedy(say!("choose-identifying"))
                .at("keys")),
        }
    }
}

fn on_side(problem: Problem, side: &str) -> Problem {
    let message = match side {
        "left" => say!("on-the-left", problem = problem.message),
        _ => say!("on-the-right", problem = problem.message),
    };
    Problem { message, ..problem }
}

#[cfg(test)]
mod tests;
