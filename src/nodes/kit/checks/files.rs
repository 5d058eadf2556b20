//! Test helpers for kinds that read and write files.

use crate::connect::Reach;
use std::path::PathBuf;

use polars::prelude::*;

use crate::base::Problem;
use crate::connect::{self, Transaction, Written};
use crate::formula::{Value, from_polars};
use crate::nodes::kit::kind::NodeKind;
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Parameters, Purpose};
use crate::nodes::{Frame, Kind};

/// A folder with files, deleted after the test.
pub(in crate::nodes) struct Folder(tempfile::TempDir);

impl Folder {
    pub fn with(files: &[(&str, &[u8])]) -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        files.iter().for_each(|(name, bytes)| folder.put(name, bytes));
        folder
    }

    pub fn put(&self, name: &str, bytes: &[u8]) {
        connect::write_atomic(&self.path(name), bytes).expect("a file");
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// With the connections of `connections.ron` in the folder, if it is there.
    pub fn reach(&self) -> Reach {
        let (reach, file) = (Reach::new(self.0.path()), self.path("connections.ron"));
        if file.exists() { reach.with_connections(connect::Connections::in_file(file)) } else { reach }
    }

    /// Lowers a source; returns its collected tables and its warnings. The predicted schema must match the data.
    pub fn read(&self, kind: &impl NodeKind) -> Result<(Vec<DataFrame>, Vec<Problem>), Problem> {
        let parameters = Parameters::from([("name".to_owned(), Value::Text("a".into()))]);
        let reach = self.reach();
        let lower = |purpose| {
            let cx = Lower::new(&reach, &parameters, purpose);
            let outputs = kind.lower(&cx, Inputs::new(&kind.ports())).map_err(|error| match error {
                LowerError::Problem(problem) => problem,
                LowerError::AfterRun => Problem::error("after run"),
            })?;
            Ok::<_, Problem>((outputs.0, cx.take_warnings()))
        };
        let (predicted, _) = lower(Purpose::Schema)?;
        let (frames, warnings) = lower(Purpose::Data)?;
        let tables = predicted.into_iter().zip(frames).map(|(predicted, frame)| {
            assert_eq!(predicted.schema(), frame.schema(), "both purposes give one schema");
            let table = connect::collect(frame.lazy.clone()).map_err(|error| crate::nodes::problem_of(&error))?;
            assert_eq!(table.schema(), frame.schema(), "the data is as predicted");
            Ok(table)
        });
        Ok((tables.collect::<Result<_, Problem>>()?, warnings))
    }

    /// The first table of a source, as text.
    pub fn show(&self, kind: &impl NodeKind) -> String {
        match self.read(kind) {
            Ok((tables, _)) => show(&tables[0]),
            Err(problem) => format!("! {problem}"),
        }
    }

    /// The problem that reading reports.
    pub fn problem(&self, kind: &impl NodeKind) -> String {
        let problem = self.read(kind).expect_err("there is a problem");
        assert!(problem.remedy.is_some(), "every problem has a remedy: {problem}");
        problem.to_string().replace(&format!("{}/", self.0.path().display()), "")
    }

    /// Runs sinks on tables, as a project run does.
    pub fn write(&self, sinks: &[(&dyn crate::nodes::AnyNode, DataFrame)]) -> Result<Vec<Written>, Problem> {
        self.write_told(sinks).map(|(written, _)| written)
    }

    /// The same, with what the outputs tell.
    pub fn write_told(
        &self,
        sinks: &[(&dyn crate::nodes::AnyNode, DataFrame)],
    ) -> Result<(Vec<Written>, Vec<Problem>), Problem> {
        let parameters = Parameters::from([("name".to_owned(), Value::Text("a".into()))]);
        let reach = self.reach();
        let cx = Lower::new(&reach, &parameters, Purpose::Data);
        let mut transaction = Transaction::begin(&connect::Withdrawal::default());
        let mut plans = Vec::new();
        for (kind, table) in sinks {
            let mut inputs = Inputs::new(&kind.ports());
            inputs.push(0, "before", Frame::new(table.clone().lazy())?);
            let rows = match kind.lower(&cx, inputs) {
                Ok(outputs) => outputs.0[0].lazy.clone(),
                Err(LowerError::Problem(problem)) => return Err(problem),
                Err(LowerError::AfterRun) => unreachable!("sinks know their columns"),
            };
            let target = kind.target(&cx)?.expect("a sink has a target");
            plans.push(transaction.add(rows, &*target)?.logical_plan);
        }
        let collected = connect::execute_all(plans);
        if let Err(error) = collected {
            return Err(transaction.fault().map_or_else(|| Problem::error(error.to_string()), |(_, problem)| problem));
        }
        transaction.complete().map_err(|(_, problem)| problem)?;
        let told = transaction.warnings().into_iter().map(|(_, warning)| warning).collect();
        transaction.commit(None).map(|(written, _)| (written, told)).map_err(|(_, problem)| problem)
    }

    /// What a look at the target of a sink tells.
    pub fn look(&self, kind: &dyn crate::nodes::AnyNode, table: DataFrame) -> Vec<Problem> {
        let (parameters, reach) = (Parameters::new(), self.reach());
        let cx = Lower::new(&reach, &parameters, Purpose::Schema);
        let target = kind.target(&cx).expect("a place").expect("a sink has a target");
        let look = target.look(table.schema()).expect("a look");
        look.state(&reach).expect("an answer").notes
    }

    pub fn text(&self, name: &str) -> String {
        connect::read_text(&self.path(name)).expect("a text file")
    }

    /// The names of all files, including hidden ones.
    pub fn names(&self) -> Vec<String> {
        let found = |pattern: &str| connect::glob(&self.path(pattern)).unwrap_or_default();
        let mut names: Vec<String> = [found("*"), found(".*")]
            .concat()
            .iter()
            .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
            .collect();
        names.sort();
        names.dedup();
        names
    }
}

/// A table as text: names and types, then one line per row.
pub(in crate::nodes) fn show(table: &DataFrame) -> String {
    let header: Vec<String> = table.schema().iter().map(|(n, t)| format!("{n}:{}", from_polars(t).word())).collect();
    let mut lines = vec![header.join(" | ")];
    for row in 0..table.height() {
        let cells = table.columns().iter().map(|column| match column.get(row).expect("a cell") {
            AnyValue::Null => "∅".to_owned(),
            value => value.get_str().map_or_else(|| value.to_string(), str::to_owned),
        });
        lines.push(cells.collect::<Vec<_>>().join(" | "));
    }
    lines.join("\n")
}

#[test]
fn files_find_their_readers() {
    let kind = |path: &str| Kind::for_file(path).map(|kind| kind.meta().id);
    assert_eq!(kind("data/a.csv"), Some("read_csv"));
    assert_eq!(kind("a.TSV"), Some("read_csv"));
    assert_eq!(kind("a.csv.gz"), Some("read_csv"));
    assert_eq!(kind("a.csv.bz2"), Some("read_csv"));
    assert_eq!(kind("a.zip"), Some("read_csv"));
    assert_eq!(kind("a.json.zip"), Some("read_json"));
    assert_eq!(kind("a.ndjson.bz2"), Some("read_json"));
    assert_eq!(kind("a.parquet"), Some("read_parquet"));
    assert_eq!(kind("a.json"), Some("read_json"));
    assert_eq!(kind("a.ndjson"), Some("read_json"));
    assert_eq!(kind("a.xlsx"), Some("read_excel"));
    assert_eq!(kind("a.ods"), Some("read_excel"));
    assert_eq!(kind("a.sqlite"), Some("read_database"));
    assert_eq!(kind("A.DB"), Some("read_database"));
    assert_eq!(kind("a.png"), None);
}
