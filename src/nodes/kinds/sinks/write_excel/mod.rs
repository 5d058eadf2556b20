//! Write Excel: the table as a workbook with one sheet.

mod spark;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};
use crate::connect::{ExcelTarget, Existing, FileTarget, Target, TargetFormat};
use crate::nodes::form::{Field, Form, PathUse};
use crate::nodes::kinds::sinks::write_csv::place_fields;
use crate::nodes::kit::kind::{Meta, NodeKind, Rows};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{OnSpark, SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, passes};
use crate::nodes::shared::files::require_flat;
use crate::nodes::shared::lost_offsets::warn_of_lost_offsets;
use crate::nodes::shared::summary::sheet;
use crate::nodes::shared::written_dates::checked_dates;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WriteExcel {
    pub path: String,
    /// What happens to an existing file.
    pub existing: Existing,
    pub create_folders: bool,
    pub sheet: String,
    pub header: bool,
    pub freeze_header: bool,
    pub autofit: bool,
}

impl Default for WriteExcel {
    fn default() -> Self {
        WriteExcel {
            path: String::new(),
            existing: Existing::Overwrite,
            create_folders: true,
            sheet: "Sheet1".into(),
            header: true,
            freeze_header: true,
            autofit: true,
        }
    }
}

impl WriteExcel {
    fn check_sheet(&self, name: &str) -> Result<(), Problem> {
        let long = name.chars().count() > 31;
        let odd = name.contains(['[', ']', ':', '*', '?', '/', '\\']) || name.starts_with('\'') || name.ends_with('\'');
        if name.is_empty() || long || odd {
            return Err(Problem::error(say!("is-no-sheet-name", name = name))
                .remedy(say!("use-sheet-characters"))
                .at("sheet"));
        }
        Ok(())
    }
}

impl NodeKind for WriteExcel {
    /// The icon is Phosphor's "file xls".
    const META: Meta = Meta::sink("write_excel", 1, "\u{eb22}").rows(Rows::Each).on_spark(OnSpark::Fetched);

    fn ports(&self) -> Ports {
        Ports::input("in")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        require_flat(&rows, "Excel")?;
        self.check_sheet(&cx.expand("sheet", &self.sheet)?)?;
        let lost = |name: &str| say!("excel-has-no-offsets", name = name);
        warn_of_lost_offsets(cx, &rows, lost, say!("cast-moments-to-text"), None);
        let dates = checked_dates(cx, &rows);
        Ok(if dates.is_empty() { Outputs(vec![rows]) } else { Outputs::new([rows.lazy.with_columns(dates)])? })
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        let is_usual = self.sheet == WriteExcel::default().sheet;
        sheet(&self.path, if is_usual { "" } else { &self.sheet })
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path = Field::of::<Self>("path");
        form.path(path, &mut self.path, PathUse::Save(&["xlsx"]));
        place_fields(form, &mut self.existing, &mut self.create_folders);
        form.section("sheet", true);
        form.text(Field::of::<Self>("sheet"), &mut self.sheet);
        form.flag(Field::of::<Self>("header"), &mut self.header);
        form.flag(Field::of::<Self>("freeze_header"), &mut self.freeze_header);
        form.flag(Field::of::<Self>("autofit"), &mut self.autofit);
        form.section("", true);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![passes(given, 0)]
    }

    fn target(&self, cx: &Lower) -> Result<Option<Arc<dyn Target>>, Problem> {
        let sheet = cx.expand("sheet", &self.sheet)?;
        self.check_sheet(&sheet)?;
        Ok(Some(Arc::new(FileTarget {
            path: cx.path("path", &self.path)?,
            format: TargetFormat::Excel(ExcelTarget {
                sheet,
                header: self.header,
                freeze_header: self.freeze_header,
                autofit: self.autofit,
            }),
            existing: self.existing,
            create_folders: self.create_folders,
        })))
    }
}

#[cfg(test)]
mod tests {
    use polars::prelude::*;

    use super::*;
    use crate::connect::{Compression, JsonShape};
    use crate::nodes::kinds::sinks::write_csv::WriteCsv;
    use crate::nodes::kinds::sinks::write_json::WriteJson;
    use crate::nodes::kinds::sinks::write_parquet::WriteParquet;
    use crate::nodes::kinds::sources::read_excel::ReadExcel;
    use crate::nodes::kinds::sources::read_json::ReadJson;
    use crate::nodes::kinds::sources::read_parquet::ReadParquet;
    use crate::nodes::kit::checks::files::{Folder, show};

    fn table() -> DataFrame {
        let typed = |name: &str, values: [Option<i64>; 2], dtype: DataType| {
            Column::new(name.into(), values).cast(&DataType::Int64).and_then(|c| c.cast(&dtype)).expect("a column")
        };
        let microseconds = DataType::Datetime(TimeUnit::Microseconds, None);
        df!("i" => [Some(1i64), None], "f" => [1.5, 2.0], "b" => [Some(true), None], "s" => ["x", ""])
            .and_then(|table| {
                let days = Column::new("d".into(), [Some(15_706i32), None]).cast(&DataType::Date)?;
                table.hstack(&[
                    days,
                    typed("m", [Some(1_357_034_700_000_000), None], microseconds),
                    typed("t", [Some(36_300_000_000_000), None], DataType::Time),
                ])
            })
            .expect("a table")
    }

    fn excel() -> WriteExcel {
        WriteExcel { path: "out.xlsx".into(), ..Default::default() }
    }

    #[test]
    fn workbooks_come_back_as_they_were() {
        let folder = Folder::with(&[]);
        folder.write(&[(&excel(), table())]).expect("written");
        let reader = ReadExcel { path: "out.xlsx".into(), ..Default::default() };
        assert_eq!(folder.show(&reader), show(&table()).replace("| 2.0 | ∅ |  |", "| 2.0 | ∅ | ∅ |"));
        let bare = WriteExcel { header: false, sheet: "Other".into(), ..excel() };
        folder.write(&[(&bare, table().select(["i", "s"]).expect("columns"))]).expect("written");
        let reader = ReadExcel { header_row: 0, sheet: "Other".into(), ..reader };
        assert!(folder.show(&reader).starts_with("column_1:integer | column_2:text\n1 | x"));
        let missing = ReadExcel { sheet: "Othr".into(), ..reader.clone() };
        assert_eq!(folder.problem(&missing), "sheet: There is no sheet \"Othr\". Did you mean \"Other\"?");
        let deep = ReadExcel { header_row: 9, ..reader };
        assert!(folder.problem(&deep).starts_with("header_row: Row 9 of \"Other\" is empty; its data is in rows 1 to"));
        folder.put("broken.xlsx", b"PK\x03\x04 nothing");
        let broken = ReadExcel { path: "broken.xlsx".into(), ..Default::default() };
        assert!(folder.problem(&broken).starts_with("path: broken.xlsx cannot be read as a workbook"));
    }

    #[test]
    fn what_excel_cannot_hold_is_text_or_a_problem() {
        let folder = Folder::with(&[]);
        let odd = df!("i" => [1i64, 1_234_567_890_123_456_789], "f" => [1.5, f64::NAN]).expect("a table");
        folder.write(&[(&excel(), odd)]).expect("written");
        let reader = ReadExcel { path: "out.xlsx".into(), ..Default::default() };
        assert_eq!(folder.show(&reader), "i:text | f:text\n1 | 1.5\n1234567890123456789 | NaN");
        let many = df!("i" => vec![1i8; 1_048_576]).expect("a table");
        let problem = folder.write(&[(&excel(), many)]).expect_err("too many rows");
        assert!(problem.message.contains("more rows than an Excel sheet allows: 1,048,576"), "{problem}");
        let long = df!("s" => ["x".repeat(40_000)]).expect("a table");
        let problem = folder.write(&[(&excel(), long)]).expect_err("too long a text");
        assert!(problem.message.contains("32,767 characters"), "{problem}");
        let named = WriteExcel { sheet: "a/b".into(), ..excel() };
        assert!(
            folder
                .write(&[(&named, table())])
                .expect_err("a name")
                .to_string()
                .starts_with("sheet: \"a/b\" is not a valid")
        );
        assert_eq!(folder.names(), ["out.xlsx"]);
    }

    #[test]
    fn every_type_can_be_written() {
        let typed = |name: &str, dtype: DataType| {
            Column::new(name.into(), [Some(1_357_034_700_000_000i64), None]).cast(&dtype).expect("a column")
        };
        let zone = TimeZone::opt_try_new(Some("Europe/Berlin")).expect("a zone");
        let odd = DataFrame::new(
            2,
            vec![
                Column::full_null("nothing".into(), 2, &DataType::Null),
                typed("span", DataType::Duration(TimeUnit::Microseconds)),
                typed("exact", DataType::Decimal(38, 2)),
                typed("zoned", DataType::Datetime(TimeUnit::Microseconds, zone)),
                typed("nano", DataType::Datetime(TimeUnit::Nanoseconds, None)),
                Column::new("small".into(), [1u8, 2]),
                Column::new("single".into(), [1.5f32, f32::INFINITY]),
            ],
        )
        .expect("a table");
        let folder = Folder::with(&[]);
        let csv = WriteCsv { path: "a.csv".into(), ..Default::default() };
        let json = WriteJson { path: "a.json".into(), pretty: true, ..Default::default() };
        let parquet = WriteParquet { path: "a.parquet".into(), ..Default::default() };
        folder
            .write(&[(&csv, odd.clone()), (&json, odd.clone()), (&parquet, odd.clone()), (&excel(), odd.clone())])
            .expect("all are written");
        assert!(folder.text("a.csv").contains("2013-01-01T11:05:00"), "{}", folder.text("a.csv"));
        let reader = ReadParquet { path: "a.parquet".into(), ..Default::default() };
        assert_eq!(folder.show(&reader), show(&odd));
        let reader = ReadExcel { path: "out.xlsx".into(), ..Default::default() };
        assert!(folder.show(&reader).contains("2013-01-01 11:05:00"), "{}", folder.show(&reader));
        let json = ReadJson { path: "a.json".into(), ..Default::default() };
        assert!(folder.show(&json).starts_with("nothing:text | span:text"), "{}", folder.text("a.json"));
    }

    #[test]
    fn several_sinks_are_one_plan_and_all_or_nothing() {
        let folder = Folder::with(&[("b.parquet", b"old")]);
        let parquet = WriteParquet { path: "b.parquet".into(), compression: Compression::Snappy, ..Default::default() };
        let json = WriteJson { path: "c.json".into(), ..Default::default() };
        let lines = WriteJson { path: "d.jsonl".into(), shape: JsonShape::Lines, ..Default::default() };
        let long = df!("s" => ["x".repeat(40_000)]).expect("a table");
        folder.write(&[(&parquet, table()), (&json, table()), (&excel(), long)]).expect_err("the workbook fails");
        assert_eq!((folder.names(), folder.text("b.parquet")), (vec!["b.parquet".to_owned()], "old".to_owned()));
        let twice = folder.write(&[(&json, table()), (&json, table())]).expect_err("one file for two");
        assert!(twice.message.contains("Two nodes write to"), "{twice}");
        let small = table().select(["i", "s", "d"]).expect("columns");
        let written =
            folder.write(&[(&parquet, table()), (&json, small.clone()), (&lines, small), (&excel(), table())]);
        assert_eq!(written.expect("written").len(), 4);
        assert_eq!(folder.names(), ["b.parquet", "c.json", "d.jsonl", "out.xlsx"]);
        let reader = ReadParquet { path: "b.parquet".into(), ..Default::default() };
        assert_eq!(folder.show(&reader), show(&table()));
        let rows = ["{\"i\":1,\"s\":\"x\",\"d\":\"2013-01-01\"}", "{\"i\":null,\"s\":\"\",\"d\":null}"];
        assert_eq!(folder.text("c.json"), format!("[\n{}\n]\n", rows.join(",\n")));
        assert_eq!(folder.text("d.jsonl"), format!("{}\n", rows.join("\n")));
        folder.put("cut.parquet", b"PAR1 and then nothing");
        let cut = ReadParquet { path: "*.parquet".into(), ..Default::default() };
        assert!(folder.problem(&cut).starts_with("path: cut.parquet cannot be read as Parquet"));
    }
}
