//! Other people's files: situations from public trackers, each a small input and what must come of it. A value that cannot
//! be kept exactly is told, rejected or refused, in `preview`, `check` and `run` alike; it is never altered.

mod archives;
mod csv_numbers;
mod csv_rows;
mod csv_shape;
mod csv_values;
mod excel;
mod formulas;
mod json;
mod parquet;
mod plans;
mod round_trip;
mod telling;
mod unite;
mod unite_parquet;

use crate::program::{Place, Said, project};

/// A situation: files, the node that reads them, and what a person sees of it.
pub struct Case {
    pub name: &'static str,
    pub files: &'static [(&'static str, &'static [u8])],
    /// Kind and settings of the source, as they stand in a project.
    pub source: (&'static str, &'static str),
    /// Further nodes in a chain behind it: kind and settings.
    pub then: &'static [(&'static str, &'static str)],
    /// First line `name:type | name:type`, then a line a row as CSV, then a line `! words` for each warning that must be
    /// told. Only lines with `!` where it must be refused.
    pub shows: &'static str,
}

/// What a case without anything special starts from.
pub const CASE: Case = Case { name: "", files: &[], source: ("read_csv", "(path: \"a.csv\")"), then: &[], shows: "" };

const GOOD: &str = "good\n";

/// Checks all cases and tells every one that does not hold. What `preview` shows must be what `run` writes; what is refused
/// must be refused by both, and leave the output of before.
#[track_caller]
pub fn check(cases: &[Case]) {
    let wrong: Vec<String> = cases.iter().filter_map(|case| differing(case).err()).collect();
    assert!(wrong.is_empty(), "{} of {} do not hold:\n\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}

fn differing(case: &Case) -> Result<(), String> {
    let place = Place::new();
    case.files.iter().for_each(|(name, bytes)| place.put_bytes(name, bytes));
    check_in(&place, case)
}

/// The same in a place that holds the files already.
pub fn check_in(place: &Place, case: &Case) -> Result<(), String> {
    place.put("out.csv", GOOD);
    place.put("p.ron", &chain(case));
    let last = format!("n{}", case.then.len());
    let said = place.run(&["preview", "p.ron", &last, "--format", "csv", "--rows", "1000"]);
    let ran = place.run(&["run", "p.ron", "--quiet"]);
    let (told, shows): (Vec<&str>, Vec<&str>) =
        case.shows.trim().lines().map(str::trim).partition(|line| line.starts_with('!'));
    let told: Vec<&str> = told.iter().map(|line| line[1..].trim()).collect();
    let fail = |why: &str, said: &Said| Err(format!("{}: {why}\nexpected:\n{}\n{said:#?}", case.name, case.shows));
    if let Some(words) = told.iter().find(|words| !said.err.contains(**words)) {
        return fail(&format!("preview does not say {words:?}"), &said);
    }
    if shows.is_empty() {
        if said.code == 0 {
            return fail("preview does not refuse it", &said);
        }
        if ran.code == 0 || place.text("out.csv") != GOOD {
            return fail("run does not refuse it, or has replaced a good output", &ran);
        }
        return Ok(());
    }
    if said.code != 0 {
        return fail("preview fails", &said);
    }
    let seen = seen(place, &last, &said);
    if seen != shows {
        return fail(&format!("preview shows\n{}", seen.join("\n")), &said);
    }
    if ran.code != 0 {
        return fail("run fails", &ran);
    }
    // `write_csv` may write a float or a nested value in another notation: rows are counted, texts are compared by kinds' tests.
    let written = place.text("out.csv");
    if written == GOOD || (written != said.out && written.lines().count() != said.out.lines().count()) {
        return fail(&format!("run writes\n{written}"), &ran);
    }
    Ok(())
}

/// The columns with their types, and the rows.
fn seen(place: &Place, node: &str, said: &Said) -> Vec<String> {
    let schema = place.run(&["schema", "p.ron", node, "--format", "json"]);
    let columns: serde_json::Value = serde_json::from_str(&schema.out).unwrap_or_default();
    let column = |column: &serde_json::Value| {
        format!("{}:{}", column["name"].as_str().unwrap_or("?"), column["type"].as_str().unwrap_or("?"))
    };
    let columns: Vec<String> = columns.as_array().into_iter().flatten().map(column).collect();
    std::iter::once(columns.join(" | ")).chain(said.out.lines().skip(1).map(|line| line.trim().to_owned())).collect()
}

/// The source `n0`, the nodes behind it `n1`, `n2`…, and a sink behind the last.
fn chain(case: &Case) -> String {
    let names: Vec<String> = (0..=case.then.len()).map(|index| format!("n{index}")).collect();
    let mut nodes = vec![(names[0].as_str(), case.source.0, case.source.1)];
    nodes.extend(case.then.iter().zip(&names[1..]).map(|((kind, settings), name)| (name.as_str(), *kind, *settings)));
    nodes.push(("out", "write_csv", "(path: \"out.csv\")"));
    let mut wires: Vec<(&str, &str)> = names.windows(2).map(|pair| (pair[0].as_str(), pair[1].as_str())).collect();
    wires.push((names[names.len() - 1].as_str(), "out"));
    project(&nodes, &wires)
}
