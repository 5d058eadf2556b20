//! Delimited files that were opened, and their common columns.

use std::path::{Path, PathBuf};

use polars::prelude::{Field, Schema};

use super::column::ColumnType;
use super::layout::Layout;
use super::notation::Thousands;
use super::opened::{agree, opened};
use super::options::CsvOptions;
use super::remark::Remark;
use super::unite::united;
use crate::base::{Problem, suggest};
use crate::connect::cancellable_io::IsStopped;
use crate::connect::encoding::Text;
use crate::connect::unite::UniteOptions;

/// Opened delimited files.
pub struct Csv {
    pub(super) options: CsvOptions,
    pub(super) files: Vec<(PathBuf, Text, Layout)>,
    pub(super) types: Vec<(String, ColumnType)>,
    /// Whether the types are valid for all rows, or are being settled.
    pub(super) settling: bool,
    /// Columns that are text only because no value has been seen in them.
    pub blank: Vec<String>,
    /// What the user should know about the files.
    pub warnings: Vec<Problem>,
    /// What the user should know about columns.
    pub remarks: Vec<Remark>,
}

impl Csv {
    /// Opens the files and reads their beginnings; their columns are united. Fails if one cannot be read or has other
    /// columns than the options allow. Returns shortly after cancellation.
    pub fn open(paths: &[PathBuf], options: &CsvOptions, is_stopped: IsStopped<'_>) -> Result<Csv, Problem> {
        let mut files: Vec<(PathBuf, Text, Layout)> = Vec::new();
        // All files use the delimiter of the first.
        let mut options = options.clone();
        let mut warnings = Vec::new();
        let mut remarks = Vec::new();
        for path in paths {
            let (text, mut layout) = opened(path, &options, is_stopped)?;
            warnings.append(&mut text.findings.warnings(path));
            if !layout.names.is_empty() {
                agree(&mut options, &layout);
            }
            warnings.append(&mut layout.warnings);
            for remark in layout.remarks.drain(..) {
                if !remarks.iter().any(|known: &Remark| known.column() == remark.column()) {
                    remarks.push(remark);
                }
            }
            files.push((path.clone(), text, layout));
        }
        let filled = files.iter().filter(|(_, _, layout)| !layout.names.is_empty());
        let filled: Vec<(&Path, &Layout)> = filled.map(|(path, _, layout)| (path.as_path(), layout)).collect();
        if filled.is_empty() {
            let message = match paths {
                [path] => say!("file-empty", path = path.display()),
                _ => say!("csv-all-empty"),
            };
            return Err(Problem::error(message).remedy(say!("csv-choose-other")).at("path"));
        }
        let columns = options.unite;
        let numbers_as_text = options.numbers_as_text;
        let unite = UniteOptions { columns, numbers_as_text, only_doubtful: false, setting: "unite" };
        let (united, blank) = united(&filled, &unite, &options.types)?;
        warnings.extend(united.warnings);
        let mut types = united.columns;
        for named in &options.types {
            match types.iter_mut().find(|(name, _)| *name == named.column) {
                Some((_, column_type)) => *column_type = named.column_type.clone(),
                None => {
                    let warning = Problem::warning(say!("csv-type-of-none", name = named.column));
                    let remedy = suggest::remedy(&named.column, types.iter().map(|(name, _)| name.as_str()));
                    warnings.push(warning.remedy(remedy.unwrap_or_default()).at("types"));
                }
            }
        }
        let grouped = filled.iter().find(|(_, layout)| layout.notation.thousands != Thousands::None);
        let grouped = grouped.map(|(_, layout)| layout.notation);
        for (_, _, layout) in &mut files {
            layout.take_types(&types, &options.types);
            layout.take_notation(grouped);
        }
        Ok(Csv { options, files, types, blank, settling: false, warnings, remarks })
    }

    /// Whether there is anything behind the headers.
    pub fn has_records(&self) -> bool {
        let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let rest = |(_, text, layout): &(PathBuf, Text, Layout)| {
            text.bytes.get(layout.body..).is_some_and(|rest| !rest.iter().all(is_end))
        };
        self.files.iter().any(rest)
    }

    pub fn schema(&self) -> Schema {
        self.types.iter().map(|(name, column)| Field::new(name.as_str().into(), column.data_type())).collect()
    }
}
