//! Reading and writing files as nodes do, without an engine around them.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use polars::prelude::*;
use tablewire::base::Problem;
use tablewire::connect::{Reach, Transaction, Withdrawal};
use tablewire::nodes::{Frame, Inputs, Kind, Lower, LowerError, Parameters, Purpose, problem_of};

/// A folder for the files of one case.
pub struct Folder {
    folder: tempfile::TempDir,
}

/// Both tables of a source, and what it warns of.
#[derive(Debug)]
pub struct Read {
    pub rows: DataFrame,
    pub rejected: DataFrame,
    pub warnings: Vec<Problem>,
}

/// Why there are no tables.
#[derive(Debug)]
pub enum Fault {
    /// The user is told so.
    Refused(Problem),
    /// This must not be.
    Wrong(String),
}

impl Folder {
    pub fn new() -> Folder {
        Folder { folder: tempfile::Builder::new().prefix("tablewire-fuzz-").tempdir().expect("a folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file with a name of its own, since files are remembered by name, length and time; gives the name.
    pub fn put(&self, ending: &str, bytes: &[u8]) -> String {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!("{}.{ending}", COUNT.fetch_add(1, Ordering::Relaxed));
        std::fs::write(self.path(&name), bytes).expect("a file");
        name
    }

    /// Reads by a source with these settings (", header: false") beside its path.
    pub fn read(&self, kind: &str, name: &str, settings: &str) -> Result<Read, Fault> {
        let kind = Kind::read(kind, 1, &format!("(path: \"{name}\"{settings})")).map_err(Fault::Refused)?;
        let (reach, parameters) = (Reach::new(self.folder.path()), Parameters::new());
        let lower = |purpose| {
            let cx = Lower::new(&reach, &parameters, purpose);
            let outputs = kind.lower(&cx, Inputs::new(&kind.ports()));
            outputs.map(|outputs| (outputs.0, cx.take_warnings())).map_err(|error| match error {
                LowerError::Problem(problem) if problem.message.id().is_some() => Fault::Refused(problem),
                other => Fault::Wrong(format!("the schema cannot be told: {other:?}")),
            })
        };
        let (predicted, _) = lower(Purpose::Schema)?;
        let (frames, warnings) = lower(Purpose::Data)?;
        let mut tables = Vec::new();
        for (predicted, frame) in predicted.iter().zip(&frames) {
            if predicted.schema() != frame.schema() {
                let (before, after) = (predicted.schema(), frame.schema());
                return Err(Fault::Wrong(format!("predicted {before:?}, planned {after:?}")));
            }
            let table = collected(frame)?;
            if table.schema() != frame.schema() {
                return Err(Fault::Wrong(format!("planned {:?}, read {:?}", frame.schema(), table.schema())));
            }
            tables.push(table);
        }
        // Not every source has a table of what it rejects.
        let rejected = if tables.len() > 1 { tables.pop().unwrap_or_default() } else { DataFrame::default() };
        let rows = tables.pop().expect("a table");
        Ok(Read { rows, rejected, warnings })
    }

    /// Writes a table by a sink; gives what it warns of.
    pub fn write(&self, kind: &str, name: &str, settings: &str, rows: &DataFrame) -> Result<Vec<Problem>, Fault> {
        let kind = Kind::read(kind, 1, &format!("(path: \"{name}\"{settings})")).map_err(Fault::Refused)?;
        let (reach, parameters) = (Reach::new(self.folder.path()), Parameters::new());
        let cx = Lower::new(&reach, &parameters, Purpose::Data);
        let mut inputs = Inputs::new(&kind.ports());
        inputs.push(0, "before", Frame::new(rows.clone().lazy()).map_err(Fault::Refused)?);
        let outputs = kind.lower(&cx, inputs).map_err(|error| match error {
            LowerError::Problem(problem) => Fault::Refused(problem),
            LowerError::AfterRun => Fault::Wrong("a sink that knows no columns".to_owned()),
        })?;
        let target = kind.target(&cx).map_err(Fault::Refused)?.expect("a sink has a target");
        let mut transaction = Transaction::begin(&Withdrawal::default());
        let plan = transaction.add(outputs.0[0].lazy.clone(), &*target).map_err(Fault::Refused)?;
        let done = LazyFrame::collect_all_with_engine(vec![plan.logical_plan], Engine::Streaming, OptFlags::default());
        done.map_err(|error| fault_of(&error))?;
        transaction.complete().map_err(|(_, problem)| Fault::Refused(problem))?;
        let mut warnings = cx.take_warnings();
        warnings.extend(transaction.warnings().into_iter().map(|(_, warning)| warning));
        transaction.commit(None).map_err(|(_, problem)| Fault::Refused(problem))?;
        Ok(warnings)
    }
}

fn collected(frame: &Frame) -> Result<DataFrame, Fault> {
    let table = frame.lazy.clone().collect_with_engine(Engine::Streaming);
    table.map(|result| result.unwrap_single()).map_err(|error| fault_of(&error))
}

/// A failure that was foreseen speaks in our words; one of polars has none of our texts.
fn fault_of(error: &PolarsError) -> Fault {
    let problem = problem_of(error);
    match problem.message.id() {
        Some(_) => Fault::Refused(problem),
        None => Fault::Wrong(format!("polars: {error}")),
    }
}

impl Fault {
    /// A refusal is no failure of the program.
    pub fn unless_refused(self) -> Result<(), String> {
        match self {
            Fault::Refused(problem) if problem.message.to_string().is_empty() => Err("a problem without words".into()),
            Fault::Refused(_) => Ok(()),
            Fault::Wrong(why) => Err(why),
        }
    }
}

/// Of the inputs that choose the same settings, one in so many is also written and read again: that takes as long as
/// reading several.
const WRITTEN_ONE_IN: usize = 4;

/// Whether the table of an input is written and read again; `choice` is its first byte.
pub fn is_written(choice: u8, settings: usize) -> bool {
    (usize::from(choice) / settings).is_multiple_of(WRITTEN_ONE_IN)
}

/// Inputs with a first byte that chooses among `settings`; half of them choose `usual`.
pub fn with_choices(inputs: &[Vec<u8>], settings: usize, usual: usize) -> Vec<Vec<u8>> {
    let inputs = inputs.iter().enumerate().flat_map(|(index, input)| {
        let choices = (0..WRITTEN_ONE_IN).flat_map(move |times| {
            [usual, (index * WRITTEN_ONE_IN + times) % settings].map(|choice| choice + settings * times)
        });
        choices.map(|choice| [&[u8::try_from(choice).unwrap_or(0)][..], input].concat())
    });
    inputs.collect()
}

/// What differs between two tables, types aside: names, number of rows, the first cell.
pub fn difference(before: &DataFrame, after: &DataFrame) -> Option<String> {
    let names = |table: &DataFrame| table.get_column_names().iter().map(ToString::to_string).collect::<Vec<_>>();
    if names(before) != names(after) {
        return Some(format!("columns {:?}, then {:?}", names(before), names(after)));
    }
    if before.height() != after.height() {
        return Some(format!("{} rows, then {}", before.height(), after.height()));
    }
    for (one, other) in before.columns().iter().zip(after.columns()) {
        for row in 0..before.height() {
            let (was, is) = (one.get(row).expect("a cell"), other.get(row).expect("a cell"));
            // An empty text is no number and no date.
            let is_blank = was.get_str() == Some("") && is.is_null() && !other.dtype().is_string();
            if shown(&was) != shown(&is) && !is_blank && !is_same_value(&was, &is) {
                let (types, name) = ((one.dtype(), other.dtype()), one.name());
                return Some(format!("row {row} of {name:?}: {was:?}, then {is:?}, types {types:?}"));
            }
        }
    }
    None
}

/// The numbers of a date and a time: a zero before a digit says nothing, nor do seconds of zero that are not written.
fn parts(text: &str) -> Vec<u64> {
    let digits = text.trim().split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let mut parts: Vec<u64> = digits.map(|digits| digits.parse().unwrap_or(u64::MAX)).collect();
    while parts.len() > 2 && parts.last() == Some(&0) {
        parts.pop();
    }
    parts
}

/// A cell by its letters, whatever its type: 1.0 is the number 1 wherever it stands.
fn shown(value: &AnyValue) -> String {
    match value {
        AnyValue::Null => "∅".to_owned(),
        AnyValue::Float64(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        value => value.get_str().map_or_else(|| value.to_string(), str::to_owned),
    }
}

/// Whether a text and a number, a truth or a date say the same: "0." and 0, "FALSE" and false, "2013-1-1T0:05" and its moment,
/// "0:05" and its time.
fn is_same_value(was: &AnyValue, is: &AnyValue) -> bool {
    let is_moment =
        matches!(is, AnyValue::Date(_) | AnyValue::DatetimeOwned(..) | AnyValue::Datetime(..) | AnyValue::Time(_));
    if let Some(text) = was.get_str().filter(|_| is_moment) {
        let (was, is) = (parts(text), parts(&shown(is)));
        // Day first behind a dot, and either order with slashes.
        let orders: &[[usize; 3]] = match text.chars().find(|sign| ['.', '/', '-'].contains(sign)) {
            Some('.') => &[[0, 1, 2], [2, 1, 0]],
            Some('/') => &[[0, 1, 2], [2, 1, 0], [2, 0, 1]],
            _ => &[[0, 1, 2]],
        };
        let in_order = |order: &[usize; 3]| {
            let date = order.iter().filter_map(|at| was.get(*at));
            date.chain(was.get(3..).unwrap_or_default()).copied().collect::<Vec<_>>() == is
        };
        return was == is || orders.iter().any(in_order);
    }
    if matches!((was, is), (AnyValue::Boolean(_), _) | (_, AnyValue::Boolean(_))) {
        return shown(was).trim().eq_ignore_ascii_case(shown(is).trim());
    }
    let number = |value: &AnyValue| match value.get_str() {
        Some(text) => text.trim().parse::<f64>().ok(),
        None => value.extract::<f64>(),
    };
    number(was).is_some_and(|was| number(is) == Some(was))
}
