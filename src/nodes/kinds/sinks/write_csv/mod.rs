//! Write CSV: the table as delimited text.

mod spark;

use polars::prelude::{DataType, Expr};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};
use crate::connect::{CsvTarget, Existing, FileTarget, Quoting, Target, TargetFormat};
use crate::nodes::form::{Field, Form, PathUse, choice};
use crate::nodes::kit::columns::column;
use crate::nodes::kit::kind::{Meta, NodeKind, Rows};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, passes};
use crate::nodes::shared::files::{delimiter, quote, require_flat};
use crate::nodes::shared::lost_offsets::{warn_of_lost_offsets, writes_offset};
use crate::nodes::shared::summary::file;
use crate::nodes::shared::written_dates::checked_dates;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WriteCsv {
    pub path: String,
    /// What happens to an existing file.
    pub existing: Existing,
    pub create_folders: bool,
    /// One character, or "tab".
    pub delimiter: String,
    pub header: bool,
    pub null_text: String,
    pub quoting: Quoting,
    pub quote: String,
    pub byte_order_mark: bool,
    pub windows_lines: bool,
    pub decimal_comma: bool,
    /// Such as "%d.%m.%Y"; empty is ISO 8601.
    pub date_format: String,
    pub time_format: String,
    pub datetime_format: String,
}

impl Default for WriteCsv {
    fn default() -> Self {
        WriteCsv {
            path: String::new(),
            existing: Existing::Overwrite,
            create_folders: true,
            delimiter: ",".into(),
            header: true,
            null_text: String::new(),
            quoting: Quoting::Necessary,
            quote: "\"".into(),
            byte_order_mark: false,
            windows_lines: false,
            decimal_comma: false,
            date_format: String::new(),
            time_format: String::new(),
            datetime_format: String::new(),
        }
    }
}

choices!(Existing: Overwrite, Fail);

choices!(Quoting: Necessary, NonNumeric, Always, Never);

/// The settings that all sinks have, as a form section.
pub(in crate::nodes) fn place_fields(form: &mut dyn Form, existing: &mut Existing, create_folders: &mut bool) {
    choice(form, Field::shared("existing"), existing);
    form.flag(Field::shared("create_folders"), create_folders);
}

/// Checks that a chrono format can be applied to every value.
fn check_format(setting: &str, format: &str) -> Result<(), Problem> {
    let broken = chrono::format::StrftimeItems::new(format).any(|item| item == chrono::format::Item::Error);
    if !broken {
        return Ok(());
    }
    Err(Problem::error(say!("is-no-format", format = format)).remedy(say!("use-format-parts")).at(setting))
}

impl WriteCsv {
    fn format(&self) -> Result<CsvTarget, Problem> {
        check_format("date_format", &self.date_format)?;
        check_format("time_format", &self.time_format)?;
        check_format("datetime_format", &self.datetime_format)?;
        let delimiter = delimiter(&self.delimiter)?;
        let quote = quote(&self.quote)?;
        if delimiter == quote {
            return Err(Problem::error(say!("delimiter-is-quote")).remedy(say!("change-one-of-them")).at("delimiter"));
        }
        if self.decimal_comma && delimiter == b',' && self.quoting == Quoting::Never {
            return Err(Problem::error(say!("decimal-comma-is-delimiter"))
                .remedy(say!("choose-delimiter-or-quote"))
                .at("decimal_comma"));
        }
        Ok(CsvTarget {
            delimiter,
            quote,
            quoting: self.quoting,
            null_text: self.null_text.clone(),
            header: self.header,
            byte_order_mark: self.byte_order_mark,
            windows_lines: self.windows_lines,
            decimal_comma: self.decimal_comma,
            date_format: self.date_format.clone(),
            time_format: self.time_format.clone(),
            datetime_format: self.datetime_format.clone(),
        })
    }
}

impl NodeKind for WriteCsv {
    /// The icon is Phosphor's "file csv".
    const META: Meta = Meta::sink("write_csv", 1, "\u{eb1c}").rows(Rows::Each);

    fn ports(&self) -> Ports {
        Ports::input("in")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        require_flat(&rows, "CSV")?;
        self.format()?;
        if !self.datetime_format.is_empty() && !writes_offset(&self.datetime_format) {
            let lost = |name: &str| say!("offset-not-in-format", name = name);
            warn_of_lost_offsets(cx, &rows, lost, say!("add-offset-to-format"), Some("datetime_format"));
        }
        let spans = rows.schema().iter().filter(|(_, dtype)| matches!(dtype, DataType::Duration(_)));
        let mut texts: Vec<Expr> = spans.map(|(name, _)| column(name).dt().to_string("iso")).collect();
        texts.extend(checked_dates(cx, &rows));
        Ok(if texts.is_empty() { Outputs(vec![rows]) } else { Outputs::new([rows.lazy.with_columns(texts)])? })
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        file(&self.path)
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path = Field::of::<Self>("path");
        form.path(path, &mut self.path, PathUse::Save(&["csv", "tsv", "txt"]));
        place_fields(form, &mut self.existing, &mut self.create_folders);
        form.section("format", true);
        form.text(Field::of::<Self>("delimiter"), &mut self.delimiter);
        form.flag(Field::of::<Self>("header"), &mut self.header);
        form.text(Field::of::<Self>("null_text"), &mut self.null_text);
        choice(form, Field::of::<Self>("quoting"), &mut self.quoting);
        form.section("more", false);
        form.text(Field::of::<Self>("quote"), &mut self.quote);
        form.flag(Field::of::<Self>("byte_order_mark"), &mut self.byte_order_mark);
        form.flag(Field::of::<Self>("windows_lines"), &mut self.windows_lines);
        form.flag(Field::of::<Self>("decimal_comma"), &mut self.decimal_comma);
        form.text(Field::of::<Self>("date_format"), &mut self.date_format);
        form.text(Field::of::<Self>("time_format"), &mut self.time_format);
        form.text(Field::of::<Self>("datetime_format"), &mut self.datetime_format);
        form.section("", true);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![passes(given, 0)]
    }

    fn target(&self, cx: &Lower) -> Result<Option<Arc<dyn Target>>, Problem> {
        Ok(Some(Arc::new(FileTarget {
            path: cx.path("path", &self.path)?,
            format: TargetFormat::Csv(self.format()?),
            existing: self.existing,
            create_folders: self.create_folders,
        })))
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::*;

    use super::*;
    use crate::nodes::kit::checks::files::Folder;

    fn table() -> DataFrame {
        let days = Column::new("d".into(), [Some(15_706), None]).cast(&DataType::Date).expect("days");
        df!("n" => [Some(1.5), None], "s" => ["x,y", "z\"q"]).and_then(|t| t.hstack(&[days])).expect("a table")
    }

    fn csv() -> WriteCsv {
        WriteCsv { path: "out.csv".into(), ..Default::default() }
    }

    fn text(kind: WriteCsv) -> String {
        let folder = Folder::with(&[]);
        folder.write(&[(&kind, table())]).expect("written");
        assert_eq!(folder.names(), ["out.csv"]);
        folder.text("out.csv")
    }

    #[test]
    fn options_shape_the_text() {
        assert_eq!(text(csv()), "n,s,d\n1.5,\"x,y\",2013-01-01\n,\"z\"\"q\",\n");
        let kind = WriteCsv { delimiter: "tab".into(), null_text: "NA".into(), header: false, ..csv() };
        assert_eq!(text(kind), "1.5\tx,y\t2013-01-01\nNA\t\"z\"\"q\"\tNA\n");
        let kind = WriteCsv {
            delimiter: ";".into(),
            decimal_comma: true,
            date_format: "%d.%m.%Y".into(),
            windows_lines: true,
            quoting: Quoting::NonNumeric,
            ..csv()
        };
        assert!(text(kind).starts_with("\"n\";\"s\";\"d\"\r\n1,5;\"x,y\";\"01.01.2013\"\r\n"));
        let folder = Folder::with(&[]);
        folder.write(&[(&WriteCsv { byte_order_mark: true, ..csv() }, table())]).expect("written");
        assert!(folder.text("out.csv").starts_with("n,s,d"), "reading skips the mark");
        folder.write(&[(&csv(), table().head(Some(0)))]).expect("written");
        assert_eq!(folder.text("out.csv"), "n,s,d\n");
    }

    #[test]
    fn what_cannot_be_written_is_a_problem() {
        let folder = Folder::with(&[("out.csv", b"old")]);
        let problem = |kind: WriteCsv| {
            let problem = folder.write(&[(&kind, table())]).expect_err("a problem");
            problem
                .to_string()
                .replace(&format!("{}/", folder.path("").display().to_string().trim_end_matches('/')), "")
        };
        let fail = WriteCsv { existing: Existing::Fail, ..csv() };
        assert!(problem(fail).starts_with("path: out.csv already exists. Delete it"));
        let missing = WriteCsv { path: "new/deep/out.csv".into(), create_folders: false, ..csv() };
        assert!(problem(missing.clone()).starts_with("path: There is no folder new/deep. Create it"));
        assert!(
            problem(WriteCsv { delimiter: "\"".into(), ..csv() }).starts_with("delimiter: The delimiter and the quote")
        );
        assert!(
            problem(WriteCsv { date_format: "%Q".into(), ..csv() })
                .starts_with("date_format: \"%Q\" is not a valid date")
        );
        assert!(problem(WriteCsv { path: ".".into(), ..csv() }).contains("path: "));
        assert_eq!((folder.text("out.csv"), folder.names()), ("old".into(), vec!["out.csv".to_owned()]));
        folder.write(&[(&WriteCsv { create_folders: true, ..missing }, table())]).expect("written");
        assert!(folder.text("new/deep/out.csv").starts_with("n,s,d"));
        let lists = df!("l" => [Series::new("".into(), [1, 2])]).expect("a table");
        let problem = folder.write(&[(&csv(), lists)]).expect_err("lists do not fit");
        assert!(problem.message.contains("\"l\" is a list of integer, which CSV does not support"), "{problem}");
    }
}
