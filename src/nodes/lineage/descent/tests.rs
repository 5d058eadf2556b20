//! Checks the declared lineage of every kind, for any settings: names and origins, and that it follows renamed columns.

use polars::prelude::{DataFrame, PlSmallStr};

use crate::base::ColumnInfo;
use crate::formula::from_polars;
use crate::nodes::form::slots::{Slot, set_text, visit_slots};
use crate::nodes::kit::checks::random_form::{Random, RandomForm};
use crate::nodes::kit::checks::{collect, outputs};
use crate::nodes::lineage::descent::{Descent, Given, Named, Part, Renames, renamed};
use crate::nodes::{KINDS, Kind, KindInfo, Outputs, Purpose, Role};

/// A node with random settings, and random tables for it.
fn randomised(kind: &KindInfo, seed: u64) -> (Kind, Vec<DataFrame>) {
    let mut random = Random::new(seed);
    let mut tables = vec![random.table(), random.table()];
    let ports = (kind.ports)().inputs;
    let many = ports.iter().any(|port| port.many);
    tables.truncate(if many { 2 } else { ports.len() });
    let infos = |table: &DataFrame| -> Vec<ColumnInfo> {
        table.columns().iter().map(|c| ColumnInfo::new(c.name().as_str(), from_polars(c.dtype()))).collect()
    };
    let mut node = kind.fresh();
    for _ in 0..3 {
        let columns = tables.iter().map(infos).collect();
        node.form(&mut RandomForm { random: &mut random, columns });
    }
    (node, tables)
}

fn names(table: &DataFrame) -> Vec<String> {
    table.get_column_names().iter().map(|name| name.to_string()).collect()
}

/// The input column names, by port and table.
fn arriving(node: &Kind, tables: &[DataFrame]) -> Vec<Vec<Vec<String>>> {
    match node.ports().inputs.first() {
        Some(port) if port.many => vec![tables.iter().map(names).collect()],
        _ => tables.iter().map(|table| vec![names(table)]).collect(),
    }
}

fn leaving(outputs: &Outputs) -> Vec<Option<Vec<String>>> {
    let names = |frame: &crate::nodes::Frame| Some(frame.schema().iter_names().map(|name| name.to_string()).collect());
    outputs.0.iter().map(names).collect()
}

fn descent_names(descent: &[Descent]) -> Vec<Option<Vec<String>>> {
    let names = |columns: &Vec<crate::nodes::lineage::descent::Descends>| {
        columns.iter().map(|column| column.name.clone()).collect()
    };
    descent.iter().map(|columns| columns.as_ref().map(names)).collect()
}

/// Kinds that read files have no input to test here.
fn with_tables() -> impl Iterator<Item = &'static KindInfo> {
    KINDS.iter().filter(|kind| kind.meta.role != Role::Source || kind.meta.id == "table")
}

#[test]
fn the_columns_of_every_kind_descend_as_it_says() {
    for kind in with_tables() {
        let mut seen = 0;
        for seed in 0..300 {
            let (node, tables) = randomised(kind, seed);
            let Ok(real) = outputs(&node, &tables, Purpose::Data) else { continue };
            seen += 1;
            let inputs = arriving(&node, &tables);
            let real = leaving(&real);
            let descent = node.descent(&Given { inputs: &inputs, outputs: &real });
            let what = format!("{} {}", kind.meta.id, node.text());
            assert_eq!(descent_names(&descent), real, "{what}: names");
            for column in descent.iter().flatten().flatten() {
                for origin in &column.from {
                    assert!(inputs[origin.port][origin.table].contains(&origin.column), "{what}: {column:?}");
                }
                if let Named::By(setting) = &column.named {
                    assert!(set_text(&mut *node.clone(), setting, "x"), "{what}: no text at {setting}");
                }
                if column.named == Named::Kept {
                    assert_eq!(column.from[0].part, Part::Name, "{what}: {column:?}");
                }
            }
        }
        assert!(seen >= 10, "{}: only {seen} settings gave tables", kind.meta.id);
    }
}

/// An input column is renamed: the same tables result, except for names that the node itself sets.
#[test]
fn every_kind_follows_a_new_name() {
    let awkward = ["new \"name\"", "end", "q_1", "日本 x"];
    for kind in KINDS.iter().filter(|kind| !(kind.ports)().inputs.is_empty()) {
        for seed in 0..300 {
            let (node, tables) = randomised(kind, seed);
            let Ok(before) = outputs(&node, &tables, Purpose::Data) else { continue };
            let mut random = Random::new(seed + 7);
            let old = random.one_of(&names(&tables[0]));
            let new = random.one_of(&awkward);
            // Tables of one union share their names; those of a join have separate ones.
            let many = node.ports().inputs[0].many;
            let mut new_tables = tables.clone();
            let mut renames = Renames::default();
            for table in &mut new_tables {
                let is_renamed = (many || renames.ports.is_empty()) && names(table).contains(&old);
                if is_renamed {
                    table.rename(&old, PlSmallStr::from_str(new)).expect("a new name");
                }
                let pairs = if is_renamed { vec![(old.clone(), new.to_owned())] } else { Vec::new() };
                match renames.ports.first_mut() {
                    Some(first) if many => first.push(pairs),
                    _ => renames.ports.push(vec![pairs]),
                }
            }
            let inputs = arriving(&node, &tables);
            let known = leaving(&before);
            let mut follower = node.clone();
            follower.rename_inputs(&Given { inputs: &inputs, outputs: &known }, &renames);
            let what = format!("{}: {old:?} as {new:?}: {} became {}", kind.meta.id, node.text(), follower.text());
            let after = outputs(&follower, &new_tables, Purpose::Data).unwrap_or_else(|e| panic!("{what}: {e:?}"));
            let new_inputs = arriving(&node, &new_tables);
            let promised: Vec<_> =
                known.iter().map(|names| names.as_ref().map(|names| renamed(names, renames.at(0)))).collect();
            let descent = follower.descent(&Given { inputs: &new_inputs, outputs: &promised });
            assert_eq!(descent_names(&descent), leaving(&after), "{what}: names");
            visit_slots(&follower, &mut |setting, slot| {
                let speaks_of_it = match &slot {
                    Slot::Column(name, 0) => **name == old,
                    Slot::Formula(formula) => crate::formula::used_columns(&formula.0).contains(&old),
                    _ => false,
                };
                assert!(!speaks_of_it, "{what}: {} keeps the old name", setting.path);
            });
            for (one, other) in before.0.iter().zip(&after.0) {
                let (Ok(one), Ok(other)) = (collect(one), collect(other)) else { continue };
                assert_eq!(one.width(), other.width(), "{what}: as many columns");
                let labels =
                    descent.iter().flatten().flatten().filter(|c| c.from.iter().any(|o| o.part == Part::Label));
                let labels: Vec<&str> = labels.map(|column| column.name.as_str()).collect();
                for (a, b) in one.columns().iter().zip(other.columns()) {
                    let same = a.as_materialized_series().equals_missing(b.as_materialized_series());
                    assert!(same || labels.contains(&b.name().as_str()), "{what}: values of {}", b.name());
                }
            }
        }
    }
}
