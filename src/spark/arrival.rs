//! The order of arrival: hidden columns by which the rows of a table have the order that they have here. Sources are
//! numbered where a later node asks for first, last or neighbouring rows; the steps between pass the numbers on.

use std::sync::Arc;

use super::arrival_column::Arrival;
use super::item::Item;
use super::order::Key;
use super::rows::Rows;
use super::sql::Sql;
use super::step::{Format, JoinHow, Source, Step};
use super::types::{DataType, Schema};

const FILE: &str = "arrival_file";
const ROW: &str = "arrival_row";
const UP_TO_HERE: &str = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";

impl Rows {
    /// A table that a function is given with its rows numbered by a column [`Rows::NUMBER`], which is not in `schema`.
    pub fn given_in_order(name: &str, schema: Schema) -> Rows {
        Rows { arrival: vec![Arrival::plain(Self::NUMBER, DataType::Long)], ..Rows::given(name, schema) }
    }

    /// The column of [`Rows::given_in_order`].
    pub const NUMBER: &str = ROW;

    /// The rows of a source, numbered in the order of their files; as they are if they cannot be.
    pub fn numbered(&self) -> Rows {
        if self.schema.contains(FILE) || self.schema.contains(ROW) || self.is_numbered() {
            return self.clone();
        }
        let Some((step, arrival)) = numbered_step(&self.step) else { return self.clone() };
        Rows { step, arrival, ..self.clone() }
    }

    pub fn is_numbered(&self) -> bool {
        !self.arrival.is_empty()
    }

    pub(super) fn is_hidden(&self, name: &str) -> bool {
        self.arrival.iter().any(|arrival| arrival.name() == name)
    }

    pub(super) fn arrival_keys(&self) -> Vec<Key> {
        self.arrival.iter().map(|arrival| arrival.key.clone()).collect()
    }

    /// The table as others see it: without hidden columns.
    pub fn without_arrival(&self) -> Rows {
        if !self.is_numbered() {
            return self.clone();
        }
        let names = self.arrival.iter().map(|arrival| arrival.name().to_owned()).collect();
        Rows { arrival: Vec::new(), ..self.then(Step::Drop(self.step.clone(), names)) }
    }

    /// The hidden columns as columns like others, behind them.
    fn revealed(&self) -> Rows {
        let mut rows = Rows { arrival: Vec::new(), ..self.clone() };
        rows.schema.0.extend(self.arrival.iter().map(Arrival::column));
        rows
    }

    /// The reverse of [`Rows::revealed`].
    fn hiding(mut self, arrival: Vec<Arrival>) -> Rows {
        self.schema.0.retain(|column| !arrival.iter().any(|own| own.name() == column.name));
        self.order.retain(|key| !arrival.iter().any(|own| own.name() == key.column));
        self.arrival = arrival;
        self
    }

    /// A name that no column has, hidden or not.
    fn unseen(&self, wanted: &str) -> String {
        self.revealed().schema.free_name(wanted)
    }

    /// Sorted by `keys`: rows that are equal in them stay in the order in which they arrived.
    pub(super) fn sorted(&self, keys: &[Key]) -> Rows {
        let mut rows = self.clone();
        let mut arrival = Vec::new();
        for key in keys {
            let Some(data_type) = self.schema.get(&key.column).cloned() else { continue };
            // A later step may replace the column.
            let name = rows.unseen("arrival_key");
            rows = rows.then(Step::With(rows.step.clone(), name.clone(), Sql::column(&key.column)));
            let own = Arrival { key: Key { column: name, ..key.clone() }, data_type, is_plain: false };
            rows.arrival.push(own.clone());
            arrival.push(own);
        }
        arrival.extend(self.arrival.iter().cloned());
        Rows { arrival, ..rows }
    }

    /// One hidden column that counts the rows. All of them pass through one place.
    fn counted(&self) -> Rows {
        let name = self.unseen(ROW);
        let number = Sql::written("count(1)").over(&[], &self.arrival_keys(), UP_TO_HERE);
        let numbered = Arc::new(Step::With(self.step.clone(), name.clone(), number));
        let others: Vec<String> = self.arrival.iter().map(|arrival| arrival.name().to_owned()).collect();
        Rows { arrival: vec![Arrival::plain(&name, DataType::Long)], ..self.then(Step::Drop(numbered, others)) }
    }

    /// Left order, then right order; of a right join the other way round.
    pub(super) fn joined(&self, right: &Rows, how: JoinHow, join: impl Fn(&Rows, &Rows) -> Rows) -> Rows {
        if matches!(how, JoinHow::Semi | JoinHow::Anti) {
            return join(&self.revealed(), &right.without_arrival()).hiding(self.arrival.clone());
        }
        if !self.is_numbered() || !right.is_numbered() {
            return join(&self.without_arrival(), &right.without_arrival());
        }
        let left = self.without_names(&right.schema);
        let mut taken = left.revealed().schema;
        taken.0.extend(right.schema.0.iter().cloned());
        let mut pairs = Vec::new();
        let mut of_right = Vec::new();
        for own in &right.arrival {
            let name = taken.free_name(own.name());
            taken.set(&name, own.data_type.clone());
            if name != own.name() {
                pairs.push((own.name().to_owned(), name.clone()));
            }
            of_right.push(Arrival { is_plain: false, ..own.named(&name) });
        }
        let of_left = left.arrival.iter().map(|own| Arrival { is_plain: false, ..own.clone() });
        let joined = join(&left.revealed(), &right.revealed().rename(&pairs));
        let arrival = match how {
            JoinHow::Right => of_right.into_iter().chain(of_left).collect(),
            _ => of_left.chain(of_right).collect(),
        };
        joined.hiding(arrival)
    }

    /// The hidden columns under names that `others` does not have.
    fn without_names(&self, others: &Schema) -> Rows {
        let mut rows = self.revealed();
        let mut arrival = Vec::new();
        for own in &self.arrival {
            let mut name = own.name().to_owned();
            while others.contains(&name) || (name != own.name() && rows.schema.contains(&name)) {
                name.push('_');
            }
            if name != own.name() {
                rows = rows.rename(&[(own.name().to_owned(), name.clone())]);
            }
            arrival.push(own.named(&name));
        }
        rows.hiding(arrival)
    }

    /// Tables one after another.
    pub(super) fn stacked(tables: Vec<Rows>) -> Option<Rows> {
        if !tables.iter().all(Rows::is_numbered) {
            return Rows::union(tables.iter().map(Rows::without_arrival).collect());
        }
        let schema = tables.first()?.schema.clone();
        let (table, row) = (schema.free_name("arrival_table"), schema.free_name(ROW));
        let steps = tables.iter().enumerate().map(|(number, rows)| {
            let rows = if rows.arrival.len() == 1 && rows.arrival[0].data_type == DataType::Long {
                rows.clone()
            } else {
                rows.counted()
            };
            let number = i64::try_from(number).unwrap_or(i64::MAX);
            let mut items: Vec<Item> = schema.0.iter().map(Item::column).collect();
            items.push(Item::new(&table, DataType::Long, Sql::long(number)));
            items.push(Item::renamed(&rows.arrival[0].column(), &row));
            Arc::new(Step::Select(rows.step.clone(), items))
        });
        let union = Rows::made(schema.clone(), Step::Union(steps.collect()));
        let arrival = vec![Arrival::plain(&table, DataType::Long), Arrival::plain(&row, DataType::Long)];
        Some(Rows { arrival, ..union })
    }

    /// Groups in the order of their first rows.
    pub(super) fn grouped(&self, keys: &[String], mut items: Vec<Item>) -> Rows {
        let rows = if self.arrival.iter().all(|arrival| arrival.is_plain) { self.clone() } else { self.counted() };
        let (least, data_type) = match rows.arrival.as_slice() {
            [one] => (Sql::column(one.name()), one.data_type.clone()),
            several => {
                let fields = several.iter().map(|own| (own.name().to_owned(), own.data_type.clone())).collect();
                let names: Vec<Sql> = several.iter().map(|own| Sql::column(own.name())).collect();
                (Sql::call("struct", &names), DataType::Struct(fields))
            }
        };
        let mut taken = rows.revealed().schema;
        items.iter().for_each(|item| taken.set(&item.name, item.data_type.clone()));
        let name = taken.free_name("arrival_first");
        items.push(Item::new(&name, data_type.clone(), Sql::call("min", &[least])));
        rows.revealed().aggregate(keys, items).hiding(vec![Arrival::plain(&name, data_type)])
    }

    /// For each row its values, in the order in which they are named.
    pub(super) fn spread(&self, ids: &[String], values: &[String], name: &str, value: &str) -> Rows {
        if self.is_hidden(name) || self.is_hidden(value) {
            return self.without_arrival().unpivot(ids, values, name, value);
        }
        let all: Vec<String> =
            ids.iter().cloned().chain(self.arrival.iter().map(|own| own.name().to_owned())).collect();
        let rows = self.revealed().unpivot(&all, values, name, value).hiding(self.arrival.clone());
        let names: Vec<Sql> = values.iter().map(|own| Sql::text(own)).collect();
        let place = Sql::call("array_position", &[Sql::call("array", &names), Sql::column(name)]);
        let hidden = rows.unseen("arrival_value");
        let mut rows = rows.then(Step::With(rows.step.clone(), hidden.clone(), place));
        let is_plain = self.arrival.iter().all(|own| own.is_plain);
        rows.arrival.push(Arrival { is_plain, ..Arrival::plain(&hidden, DataType::Long) });
        rows
    }

    /// The rows with a column that counts them from 1 in an order. All of them pass through one place.
    pub fn with_number(&self, name: &str, order: &[Key]) -> Rows {
        let number = Sql::written("count(1)").over(&[], order, UP_TO_HERE);
        self.with(name, DataType::Long, number)
    }
}

fn numbered_step(step: &Arc<Step>) -> Option<(Arc<Step>, Vec<Arrival>)> {
    let with = |step: Arc<Step>, name: &str, sql: &str| Arc::new(Step::With(step, name.to_owned(), Sql::written(sql)));
    let file = || Arrival::plain(FILE, DataType::Text);
    let row = || Arrival::plain(ROW, DataType::Long);
    match &**step {
        Step::Source(Source::Values { .. }) => {
            Some((with(step.clone(), ROW, "monotonically_increasing_id()"), vec![row()]))
        }
        Step::Source(Source::Files { format: Format::Parquet, .. } | Source::Shipped) => {
            let files = with(step.clone(), FILE, "_metadata.file_path");
            Some((with(files, ROW, "_metadata.row_index"), vec![file(), row()]))
        }
        // Its files are read as they are, each from its beginning to its end.
        Step::Source(Source::Files { .. }) => {
            let files = with(step.clone(), FILE, "_metadata.file_path");
            Some((with(files, ROW, "monotonically_increasing_id()"), vec![file(), row()]))
        }
        Step::Where(before, condition) => {
            let (before, arrival) = numbered_step(before)?;
            Some((Arc::new(Step::Where(before, condition.clone())), arrival))
        }
        Step::Select(before, items) => {
            let (before, arrival) = numbered_step(before)?;
            let items = items.iter().cloned().chain(arrival.iter().map(Arrival::item)).collect();
            Some((Arc::new(Step::Select(before, items)), arrival))
        }
        _ => None,
    }
}
