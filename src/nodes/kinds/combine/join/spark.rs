//! Joins on Spark.

use super::{Expect, How, Join, KeyPair};
use crate::base::Language;
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::spark::{SparkArrival, exact_cast, required_type};
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::shared::common_type::common_type;
use crate::spark::Rows;
use crate::spark::{Column, DataType, Item, JoinHow, Sql};

impl Join {
    pub(super) fn on_spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let (left, right) = (inputs.at(0)?, inputs.at(1)?);
        let keys = self.key_pairs(cx.lower, &left.frame, &right.frame)?;
        let left = as_keys(cx, left, &right.frame, &keys, (|pair| &pair.left, KeyPair::right))?;
        let right = as_keys(cx, right, &inputs.at(0)?.frame, &keys, (KeyPair::right, |pair| &pair.left))?;
        let flipped: Vec<KeyPair> =
            keys.iter().map(|pair| KeyPair { left: pair.right().into(), right: pair.left.clone() }).collect();
        let left_only = matching(&left, &right, &keys, JoinHow::Anti);
        let right_only = matching(&right, &left, &flipped, JoinHow::Anti);
        let names = |side: fn(&KeyPair) -> &str| keys.iter().map(|pair| side(pair).to_owned()).collect::<Vec<_>>();
        let (mut guarded_left, mut guarded_right) = (left, right);
        if matches!(self.expect, Expect::OneToOne | Expect::OneToMany) {
            guarded_left = guarded(&guarded_left, &names(|pair| &pair.left), true);
        }
        if matches!(self.expect, Expect::OneToOne | Expect::ManyToOne) {
            guarded_right = guarded(&guarded_right, &names(KeyPair::right), false);
        }
        let joined = match self.how {
            How::Semi => matching(&guarded_left, &guarded_right, &keys, JoinHow::Semi),
            How::Anti => matching(&guarded_left, &guarded_right, &keys, JoinHow::Anti),
            _ => self.side_by_side_on_spark(&guarded_left, &guarded_right, &keys),
        };
        Ok(vec![joined, left_only, right_only])
    }

    fn side_by_side_on_spark(&self, left: &Rows, right: &Rows, keys: &[KeyPair]) -> Rows {
        let how = match self.how {
            How::Left => JoinHow::Left,
            How::Right => JoinHow::Right,
            How::Full => JoinHow::Full,
            How::Inner | How::Semi | How::Anti => JoinHow::Inner,
        };
        let is_right_key = |name: &str| self.coalesce && keys.iter().any(|pair| pair.right() == name);
        let final_name = |name: &str| match left.schema().contains(name) {
            true => format!("{name}{}", self.suffix),
            false => name.to_owned(),
        };
        if self.coalesce && keys.iter().all(|pair| pair.left == pair.right()) {
            let own: Vec<&str> = right.schema().names().filter(|name| !is_right_key(name)).collect();
            let pairs = own.iter().map(|name| ((*name).to_owned(), final_name(name))).filter(|(old, new)| old != new);
            let pairs: Vec<(String, String)> = pairs.collect();
            // A new name that the right table has already for another column needs the long way.
            if !pairs.iter().any(|(_, new)| right.schema().contains(new)) {
                let on: Vec<String> = keys.iter().map(|pair| pair.left.clone()).collect();
                return left.join_on(&right.rename(&pairs), &on, how);
            }
        }
        // Right columns travel under names that no left column has.
        let mut taken = left.schema().clone();
        right.schema().0.iter().for_each(|column| {
            if !left.schema().contains(&column.name) {
                taken.set(&column.name, column.data_type.clone());
            }
        });
        let mut travelling: Vec<(String, String)> = Vec::new();
        for column in &right.schema().0 {
            let mut free = column.name.clone();
            if left.schema().contains(&column.name) {
                free = taken.free_name(&format!("{} on the right", column.name));
                taken.set(&free, column.data_type.clone());
            }
            travelling.push((column.name.clone(), free));
        }
        let alias = |name: &str| {
            travelling.iter().find(|(own, _)| own == name).map_or_else(|| name.to_owned(), |(_, free)| free.clone())
        };
        let renamed: Vec<(String, String)> = travelling.iter().filter(|(old, new)| old != new).cloned().collect();
        let conditions = keys.iter().map(|pair| Sql::column(&pair.left).binary("=", Sql::column(&alias(pair.right()))));
        let condition = Sql::all(conditions.collect(), "AND").unwrap_or(Sql::written("true"));
        let joined = left.join_where(&right.rename(&renamed), condition, how);
        let of_left = |column: &Column| {
            let shared = keys.iter().find(|pair| self.coalesce && pair.left == column.name);
            match (shared, self.how) {
                (Some(pair), How::Right) => {
                    let from = Column { name: alias(pair.right()), data_type: column.data_type.clone() };
                    Item::renamed(&from, &column.name)
                }
                (Some(pair), How::Full) => {
                    let both = [Sql::column(&column.name), Sql::column(&alias(pair.right()))];
                    Item::new(&column.name, column.data_type.clone(), Sql::call("coalesce", &both))
                }
                _ => Item::column(column),
            }
        };
        let mut items: Vec<Item> = left.schema().0.iter().map(of_left).collect();
        for column in right.schema().0.iter().filter(|column| !is_right_key(&column.name)) {
            let from = Column { name: alias(&column.name), data_type: column.data_type.clone() };
            items.push(Item::renamed(&from, final_name(&column.name)));
        }
        joined.select(items)
    }
}

/// The rows of a side with its keys in the common types.
fn as_keys(
    cx: &ToSpark,
    side: &SparkArrival,
    other: &Frame,
    keys: &[KeyPair],
    (own_name, other_name): (fn(&KeyPair) -> &str, fn(&KeyPair) -> &str),
) -> Result<Rows, SparkGap> {
    let mut rows = side.rows.clone();
    for (index, pair) in keys.iter().enumerate() {
        let at = |gap: SparkGap| gap.at(format!("keys[{index}]"));
        let (own, other) = (side.frame.require(own_name(pair))?, other.require(other_name(pair))?);
        let Some(common) = common_type(own, other).filter(|common| common != own) else { continue };
        let sql = exact_cast(cx, own_name(pair), own, &common).map_err(at)?;
        rows = rows.with(own_name(pair), required_type(own_name(pair), &common).map_err(at)?, sql);
    }
    Ok(rows)
}

/// The rows that have, or have no, partner.
fn matching(rows: &Rows, others: &Rows, keys: &[KeyPair], how: JoinHow) -> Rows {
    if keys.iter().all(|pair| pair.left == pair.right()) {
        let on: Vec<String> = keys.iter().map(|pair| pair.left.clone()).collect();
        return rows.join_on(others, &on, how);
    }
    let mut taken = rows.schema().clone();
    let (mut items, mut conditions) = (Vec::new(), Vec::new());
    for pair in keys {
        let Some(column) = others.schema().0.iter().find(|column| column.name == pair.right()) else { continue };
        let free = taken.free_name(pair.right());
        taken.set(&free, column.data_type.clone());
        items.push(Item::renamed(column, &free));
        conditions.push(Sql::column(&pair.left).binary("=", Sql::column(&free)));
    }
    let condition = Sql::all(conditions, "AND").unwrap_or(Sql::written("true"));
    rows.join_where(&others.select(items), condition, how)
}

/// The same rows; the run fails if a key occurs twice. Null keys match nothing, and may repeat.
fn guarded(rows: &Rows, keys: &[String], is_left: bool) -> Rows {
    if rows.is_unique(keys) {
        return rows.clone();
    }
    let place = rows.schema().free_name("rows_of_key");
    let mut holds: Vec<Sql> = keys.iter().map(|key| Sql::column(key).is_null()).collect();
    holds.push(Sql::column(&place).binary("=", Sql::int(1)));
    let columns = keys.join(", ");
    let message = match is_left {
        true => say!("spark-keys-not-unique-left", columns = columns),
        false => say!("spark-keys-not-unique-right", columns = columns),
    };
    let message = Sql::text(&message.in_language(Language::English));
    let count = Sql::written("count(1)").over(keys, &[], "");
    let holds = Sql::all(holds, "OR").unwrap_or(Sql::written("true"));
    let check = Sql::call("assert_true", &[holds, message]).is_null();
    rows.with(&place, DataType::Long, count).filter(check).drop(&[place])
}
