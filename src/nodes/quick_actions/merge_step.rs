//! Merges a step into the node being viewed, if that node can do both: eight renamed columns are one select, three
//! excluded values are one filter.

use crate::base::Type;
use crate::formula::Formula;
use crate::nodes::kinds::columns::fill_missing::FillMissing;
use crate::nodes::kinds::columns::formula::FormulaNode;
use crate::nodes::kinds::columns::select::{Pick, Select};
use crate::nodes::kinds::rows::filter::Filter;
use crate::nodes::quick_actions::steps::Step;
use crate::nodes::{AnyNode, Kind};

impl Kind {
    /// The settings of this node that do its own work and then the step, as RON text; `None` if one node cannot do
    /// both. `arriving` are the input columns of the node.
    pub fn merged_with(&self, step: &Step, arriving: &[String]) -> Option<String> {
        let added = Kind::read(step.kind, Kind::info(step.kind)?.meta.version, &step.settings).ok()?;
        match (self, added) {
            (Kind::Select(own), Kind::Select(step)) => own.then(&step, arriving).map(|both| both.text()),
            (Kind::FormulaNode(own), Kind::FormulaNode(step)) => own.then(&step).map(|both| both.text()),
            (Kind::Filter(own), Kind::Filter(step)) => {
                let condition = both(own.condition.0.trim(), step.condition.0.trim());
                Some(Filter { condition: Formula::new(condition) }.text())
            }
            (Kind::FillMissing(own), Kind::FillMissing(step)) => own.then(&step).map(|both| both.text()),
            _ => None,
        }
    }
}

/// The conjunction of both conditions.
fn both(own: &str, added: &str) -> String {
    match (own, added) {
        ("", one) | (one, "") => one.to_owned(),
        _ if own == added => own.to_owned(),
        _ => format!("{} AND {}", in_brackets(own), in_brackets(added)),
    }
}

/// A condition as an operand of AND: in brackets if it is an OR.
fn in_brackets(condition: &str) -> String {
    let is_or = |word: &str| word.eq_ignore_ascii_case("or");
    let mut quote = None;
    let bare: String = condition
        .chars()
        .map(|c| match quote {
            Some(open) => {
                quote = (c != open).then_some(open);
                'x'
            }
            None => {
                quote = matches!(c, '\'' | '"').then_some(c);
                c
            }
        })
        .collect();
    let has_comment = bare.contains("--");
    if has_comment {
        format!("({condition}\n)")
    } else if bare.split(|c: char| !c.is_alphanumeric() && c != '_').any(is_or) {
        format!("({condition})")
    } else {
        condition.to_owned()
    }
}

impl FormulaNode {
    /// Formulas are concatenated if both treat rows without a value alike, or one of them always has a value.
    fn then(&self, step: &FormulaNode) -> Option<FormulaNode> {
        let unfit = match (self.unfit, step.unfit) {
            (own, new) if own == new || step.always_has_values() => own,
            (_, new) if self.always_has_values() => new,
            _ => return None,
        };
        let columns = self.columns.iter().chain(&step.columns).cloned().collect();
        Some(FormulaNode { columns, unfit })
    }

    fn always_has_values(&self) -> bool {
        self.columns.iter().all(|column| always_has_a_value(&column.expression.0))
    }
}

/// Whether the formula has a value wherever its columns have one; false if that is not certain.
fn always_has_a_value(formula: &str) -> bool {
    const SAFE: [&str; 9] =
        ["trim", "upper", "lower", "initcap", "replace", "regexp_replace", "split_part", "regexp_extract", "coalesce"];
    let mut rest = String::new();
    // Quoted names and texts are values.
    for (index, part) in formula.split(['\'', '"']).enumerate() {
        rest.push_str(if index % 2 == 0 { part } else { "x" });
    }
    let words: Vec<(usize, &str)> = rest
        .match_indices(|c: char| c.is_alphanumeric() || c == '_')
        .filter(|(at, _)| !rest[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        .map(|(at, _)| {
            let end = rest[at..].find(|c: char| !c.is_alphanumeric() && c != '_').map_or(rest.len(), |end| at + end);
            (end, &rest[at..end])
        })
        .collect();
    let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
    let has = |other: &str| words.iter().any(|(_, word)| is(word, other));
    let calls_are_safe = words.iter().all(|(end, word)| {
        let is_called = rest[*end..].trim_start().starts_with('(');
        !is_called || SAFE.iter().any(|safe| is(word, safe))
    });
    calls_are_safe && !has("null") && !rest.contains(['/', '%', '$']) && (!has("case") || has("else"))
}

impl FillMissing {
    /// Steps that fill other columns in the same way can be merged.
    fn then(&self, step: &FillMissing) -> Option<FillMissing> {
        let plain = FillMissing { fills: step.fills.clone(), ..FillMissing::default() };
        let is_beside = *step == plain && self.groups.is_empty() && self.order_by.is_empty() && !self.nan;
        let own: Vec<&String> = self.fills.iter().flat_map(|fill| &fill.columns).collect();
        let is_new = step.fills.iter().flat_map(|fill| &fill.columns).all(|column| !own.contains(&column));
        (is_beside && is_new).then(|| {
            let fills = self.fills.iter().chain(&step.fills).cloned().collect();
            FillMissing { fills, ..self.clone() }
        })
    }
}

impl Select {
    /// The select that does this one's work, then that of `step`; `None` if a column would be cast twice.
    fn then(&self, step: &Select, arriving: &[String]) -> Option<Select> {
        if arriving.is_empty() {
            return None;
        }
        let before = self.grid(arriving);
        let is_seen = |pick: &&Pick| pick.keep && arriving.contains(&pick.column);
        let leaving: Vec<String> = before.iter().filter(is_seen).map(|pick| pick.leaves_as().to_owned()).collect();
        if step.columns.iter().any(|pick| !leaving.contains(&pick.column)) {
            return None;
        }
        let mut steps = step.grid(&leaving).into_iter();
        let mut grid = Vec::new();
        // Dropped columns keep their positions; the others are reordered between them.
        for slot in &before {
            if !is_seen(&slot) {
                grid.push(slot.clone());
                continue;
            }
            let change = steps.next()?;
            let own = before.iter().filter(is_seen).find(|pick| pick.leaves_as() == change.column)?;
            grid.push(own.then(&change)?);
        }
        // Every value can be converted to text.
        let may_fail = |pick: &Pick| pick.r#type.as_ref().is_some_and(|to| *to != Type::Text);
        let casts = |select: &Select| select.columns.iter().any(may_fail);
        if self.invalid != step.invalid && casts(self) && casts(step) {
            return None;
        }
        let invalid = if casts(step) { step.invalid } else { self.invalid };
        let mut both = Select { columns: self.columns.clone(), rest: self.rest, invalid };
        both.store(grid, &before, arriving);
        Some(both)
    }
}

impl Pick {
    /// The output name of the column.
    fn leaves_as(&self) -> &str {
        if self.name.is_empty() { &self.column } else { &self.name }
    }

    /// Combines this with `change`, which refers to the output column.
    fn then(&self, change: &Pick) -> Option<Pick> {
        if !change.keep {
            return Some(Pick { column: self.column.clone(), keep: false, ..Pick::default() });
        }
        let name = if change.name.is_empty() { self.name.clone() } else { change.name.clone() };
        let r#type = match (&self.r#type, &change.r#type) {
            (Some(own), Some(new)) if own != new => return None,
            (own, new) => new.clone().or(own.clone()),
        };
        let name = if name == self.column { String::new() } else { name };
        Some(Pick { column: self.column.clone(), keep: true, name, r#type })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The merged settings of a node and a step, each as "kind (settings)"; "-" if they stay separate.
    fn gathered(own: &str, step: &str, arriving: &str) -> String {
        let own = crate::nodes::kit::checks::read(own);
        let (kind, settings) = step.split_once(' ').expect("a kind and its settings");
        let kind = Kind::info(kind).expect("a kind").meta.id;
        let step = Step { title: "".into(), kind, settings: settings.into(), apart: false };
        let arriving: Vec<String> = arriving.split(' ').filter(|n| !n.is_empty()).map(str::to_owned).collect();
        own.merged_with(&step, &arriving).unwrap_or_else(|| "-".into())
    }

    #[test]
    fn conditions_hold_together() {
        let of = |own: &str, added: &str| {
            gathered(&format!("filter (condition: \"{own}\")"), &format!("filter (condition:\"{added}\")"), "a b")
        };
        assert_eq!(of("a > 1", "b = 'x'"), r#"(condition:"a > 1 AND b = 'x'")"#);
        assert_eq!(
            of("a > 1 or b = 2", "b <> 3 OR b IS NULL"),
            r#"(condition:"(a > 1 or b = 2) AND (b <> 3 OR b IS NULL)")"#
        );
        assert_eq!(of("a = 'this or that'", "floor = 1"), r#"(condition:"a = 'this or that' AND floor = 1")"#);
        assert_eq!(of("", "a = 1"), r#"(condition:"a = 1")"#);
        assert_eq!(of("a = 1", "a = 1"), r#"(condition:"a = 1")"#);
    }

    #[test]
    fn a_select_takes_drops_renames_casts_and_moves_by_the_names_that_leave_it() {
        let drop_b = r#"select (columns:[(column:"b",keep:false)])"#;
        let rename = |from: &str, to: &str| format!(r#"select (columns:[(column:"{from}",name:"{to}")])"#);
        let cast = |name: &str, to: &str| format!(r#"select (columns:[(column:"{name}",type:{to})])"#);
        assert_eq!(
            gathered(drop_b, &rename("a", "x"), "a b c"),
            r#"(columns:[(column:"a",name:"x"),(column:"b",keep:false)])"#
        );
        assert_eq!(
            gathered(&rename("a", "x"), &cast("x", "Text"), "a b"),
            r#"(columns:[(column:"a",name:"x",type:Text)])"#
        );
        assert_eq!(gathered(&rename("a", "x"), &rename("x", "a"), "a b"), "()");
        assert_eq!(
            gathered(&rename("a", "x"), r#"select (columns:[(column:"x",keep:false)])"#, "a b"),
            r#"(columns:[(column:"a",keep:false)])"#
        );
        assert_eq!(
            gathered(&cast("a", "Integer"), &cast("a", "Text"), "a b"),
            "-",
            "two casts may lose what one does not"
        );
        assert_eq!(gathered(drop_b, r#"select (columns:[(column:"b",keep:false)])"#, "a b c"), "-", "it is gone");
        let number = r#"select (columns:[(column:"b",type:Number)],invalid:Reject)"#;
        assert_eq!(
            gathered(&cast("a", "Text"), number, "a b"),
            r#"(columns:[(column:"a",type:Text),(column:"b",type:Number)],invalid:Reject)"#
        );
        assert_eq!(gathered(&cast("a", "Integer"), number, "a b"), "-", "one fails, the other sets rows aside");
        let moved = r#"select (columns:[(column:"c"),(column:"a")])"#;
        assert_eq!(
            gathered(drop_b, moved, "a b c"),
            r#"(columns:[(column:"c"),(column:"b",keep:false),(column:"a")])"#
        );
        assert_eq!(gathered(drop_b, &rename("a", "x"), ""), "-", "what arrives is not known");
    }

    #[test]
    fn formulas_stand_one_after_the_other_and_fills_beside_each_other() {
        assert_eq!(
            gathered(
                r#"formula (columns: [(name: "a", expression: "trim(a)")])"#,
                r#"formula (columns:[(name:"a",expression:"upper(a)")])"#,
                "a"
            ),
            r#"(columns:[(name:"a",expression:"trim(a)"),(name:"a",expression:"upper(a)")])"#
        );
        let strict = r#"formula (columns:[(name:"a",expression:"parse_number(a)")],unfit:Reject)"#;
        assert_eq!(
            gathered(r#"formula (columns: [(name: "a", expression: "trim(a)")])"#, strict, "a"),
            r#"(columns:[(name:"a",expression:"trim(a)"),(name:"a",expression:"parse_number(a)")],unfit:Reject)"#
        );
        let own = r#"formula (columns: [(name: "b", expression: "nullif(b, 'x')")])"#;
        assert_eq!(gathered(own, strict, "a b"), "-", "rows that were to have null would leave");
        let fill = |name: &str| format!(r#"fill_missing (fills:[(columns:["{name}"],value:"0")])"#);
        assert_eq!(
            gathered(&fill("a"), &fill("b"), "a b"),
            r#"(fills:[(columns:["a"],method:Constant,value:"0"),(columns:["b"],method:Constant,value:"0")])"#
        );
        assert_eq!(gathered(&fill("a"), &fill("a"), "a b"), "-");
        assert_eq!(gathered(&fill("a"), r#"filter (condition:"a = 1")"#, "a b"), "-");
    }
}
