//! The plan that reads delimited files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars::prelude::*;

use super::audit::{Audit, audit};
use super::check::Auditor;
use super::column::ColumnType;
use super::layout::Layout;
use super::notation::Thousands;
use super::opened::{agree, opened};
use super::remark::Remark;
use super::settle::Tally;
use super::shape::CsvShape;
use super::unite::united;
use crate::base::{Problem, suggest};
use crate::connect::bytes::Bytes;
use crate::connect::cancellable_io::{IsStopped, pass_over};
use crate::connect::charset::Encoding;
use crate::connect::encoding::Text;
use crate::connect::file_of_rows::{FileOfRows, MOST_ROWS, free_name};
use crate::connect::memo::Memo;
use crate::connect::sample::Sample;
use crate::connect::stamp::Stamp;
use crate::connect::unite::{Columns, UniteOptions};
use crate::connect::words::{polars_line, relative};

/// How delimited files are read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CsvOptions {
    /// `None` infers it from the file.
    pub delimiter: Option<u8>,
    pub quote: Option<u8>,
    /// The first row contains the names.
    pub header: bool,
    /// Lines before the header, or before the first row.
    pub skip_rows: usize,
    /// Texts that mean null, in addition to the empty text.
    pub null_texts: Vec<String>,
    pub encoding: Encoding,
    /// The number of rows from which types are inferred; 0 leaves every column text.
    pub infer_rows: usize,
    pub types: Vec<NamedType>,
    pub try_dates: bool,
    pub decimal_comma: bool,
    pub shape: CsvShape,
    pub thousands: Thousands,
    /// Which columns the table of several files has.
    pub unite: Columns,
    /// No warning about columns that are text because only some files have text in them.
    pub numbers_as_text: bool,
}

impl Default for CsvOptions {
    fn default() -> Self {
        CsvOptions {
            delimiter: None,
            quote: Some(b'"'),
            header: true,
            skip_rows: 0,
            null_texts: Vec::new(),
            encoding: Encoding::Detected,
            infer_rows: 1_000,
            types: Vec::new(),
            try_dates: true,
            decimal_comma: false,
            shape: CsvShape::default(),
            thousands: Thousands::Detected,
            unite: Columns::Union,
            numbers_as_text: false,
        }
    }
}

/// A column whose type is set by the user.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NamedType {
    pub column: String,
    pub column_type: ColumnType,
}

impl CsvOptions {
    pub(super) fn is_null(&self, text: &[u8]) -> bool {
        self.null_texts.iter().any(|null| null.as_bytes() == text)
    }
}

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

/// The rows of delimited files.
pub struct CsvRows {
    pub rows: LazyFrame,
    pub rejected: DataFrame,
    pub tally: Tally,
    /// What was found while reading.
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
            warnings.append(&mut text.told.warnings(path));
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
        let (columns, numbers_as_text) = (options.unite, options.numbers_as_text);
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

    pub fn schema(&self) -> Schema {
        self.types.iter().map(|(name, column)| Field::new(name.as_str().into(), column.data_type())).collect()
    }

    /// Audits the files, and returns the plan of the valid rows, a table of the invalid ones: `file` (only if
    /// `with_file`), `line`, `reason`, `text`, and the remarks about the valid ones. `file_column` adds a column with
    /// the path of each row's file; both paths are relative to `base`. With `sample`, only its rows are read and
    /// audited: `line` is null after what was left out. Returns shortly after cancellation.
    pub fn read(
        &self,
        file_column: Option<&str>,
        with_file: bool,
        base: &Path,
        sample: Option<Sample>,
        is_stopped: IsStopped<'_>,
    ) -> Result<CsvRows, Problem> {
        let audits = audits(self, sample, is_stopped)?;
        let mut rejected = Rejects::default();
        audits.iter().for_each(|(path, _, _, audit)| rejected.add(&relative(path, base), audit));
        let remarks = self.told(&audits);
        let tally = Tally::of(&audits);
        // Files with the same columns are one scan.
        let mut scans: Vec<Scan> = Vec::new();
        for (path, text, layout, audit) in &audits {
            let (pieces, file) = (audit.pieces(text), (relative(path, base), audit.rows));
            let is_counted = |scan: &Scan| {
                let rows = scan.files.iter().map(|(_, rows)| rows).sum::<u64>() + audit.rows;
                file_column.is_none() || rows < MOST_ROWS
            };
            match scans.last_mut().filter(|last| last.layout.is_read_as(layout) && is_counted(last)) {
                Some(last) => {
                    last.pieces.extend(pieces);
                    last.files.push(file);
                }
                None => scans.push(Scan { layout, pieces: pieces.collect(), files: vec![file] }),
            }
        }
        let each = scans.into_iter().map(|Scan { layout, pieces, files }| {
            let Some(column) = file_column else {
                return Ok(layout.brought(self.scan(layout, pieces, None)?, &self.types, None));
            };
            if let [(file, _)] = &files[..] {
                let rows = layout.brought(self.scan(layout, pieces, None)?, &self.types, None);
                return Ok(rows.with_column(lit(file.as_str()).alias(column)));
            }
            let files = FileOfRows::new(files);
            let index = free_name(self.types.iter().map(|(name, _)| name.as_str()).chain([column]));
            let counted = self.scan(layout, pieces, Some(&index))?;
            Ok(layout.brought(counted, &self.types, Some(files.column(&index).alias(column))))
        });
        let rows = each.collect::<PolarsResult<Vec<_>>>().and_then(|mut files| match files.len() {
            1 => Ok(files.swap_remove(0)),
            _ => concat(files, UnionArgs::default()),
        });
        let rows = rows.map_err(|error| Problem::error(polars_line(&error)))?;
        Ok(CsvRows { rows, rejected: rejected.table(with_file), tally, remarks })
    }

    /// The rows of some pieces; with `index`, a column of this name counts them.
    fn scan(&self, layout: &Layout, pieces: Vec<Bytes>, index: Option<&str>) -> PolarsResult<LazyFrame> {
        let columns = || layout.names.iter().zip(&layout.types);
        if pieces.is_empty() {
            let columns = columns().map(|(name, of)| Field::new(name.as_str().into(), of.data_type()));
            let index = index.map(|name| Field::new(name.into(), IDX_DTYPE));
            let schema: Schema = index.into_iter().chain(columns).collect();
            return Ok(DataFrame::empty_with_schema(&schema).lazy());
        }
        let mut schema: Schema = columns().map(|(name, of)| Field::new(name.as_str().into(), of.scanned())).collect();
        layout.add_trailing(&mut schema);
        let nulls = &self.options.null_texts;
        let nulls =
            (!nulls.is_empty()).then(|| NullValues::AllColumns(nulls.iter().map(|n| n.as_str().into()).collect()));
        let lossy = self.options.encoding == Encoding::Lossy;
        let rows = LazyCsvReader::new_with_sources(Bytes::sources(pieces))
            .with_has_header(false)
            .with_schema(Some(Arc::new(schema)))
            .with_infer_schema_length(Some(0))
            .with_separator(layout.dialect.delimiter)
            .with_quote_char(layout.dialect.quote)
            .with_null_values(nulls)
            .with_decimal_comma(self.options.decimal_comma && layout.dialect.delimiter != b',')
            .with_encoding(if lossy { CsvEncoding::LossyUtf8 } else { CsvEncoding::Utf8 })
            .with_glob(false)
            .with_cache(false)
            .with_row_index(index.map(|name| RowIndex { name: name.into(), offset: 0 }))
            .finish()?;
        let rows = match layout.trailing {
            true => {
                let names = index.into_iter().chain(columns().map(|(name, _)| name.as_str()));
                rows.select(names.map(|name| Expr::Column(name.into())).collect::<Vec<_>>())
            }
            false => rows,
        };
        let conversions: Vec<Expr> = columns().filter_map(|(name, column)| column.conversion(name)).collect();
        Ok(if conversions.is_empty() { rows } else { rows.with_columns(conversions) })
    }
}

/// Files that are read at once.
struct Scan<'a> {
    layout: &'a Layout,
    pieces: Vec<Bytes>,
    /// Each with the number of its rows.
    files: Vec<(String, u64)>,
}

/// A file with the findings of its audit.
pub(super) type Audited<'a> = (&'a Path, &'a Bytes, &'a Layout, Arc<Audit>);

/// The audits of the files that are not empty.
pub(super) fn audits<'a>(
    csv: &'a Csv,
    sample: Option<Sample>,
    is_stopped: IsStopped<'_>,
) -> Result<Vec<Audited<'a>>, Problem> {
    let files = || csv.files.iter().filter(|(_, _, layout)| !layout.names.is_empty());
    let all = files().map(|(_, text, _)| text.bytes.len()).sum();
    let audits = files().map(|(path, text, layout)| {
        let (bytes, settling) = (&*text.bytes, csv.settling);
        let auditor = Auditor { bytes, layout, options: &csv.options, settling, is_stopped };
        pass_over(bytes.len());
        let audit = audit_of(path, text, auditor, sample.map(|sample| sample.share(text.bytes.len(), all)))?;
        Ok((path.as_path(), &text.bytes, layout, audit))
    });
    audits.collect()
}

#[derive(Default)]
struct Rejects {
    files: Vec<String>,
    lines: Vec<Option<i64>>,
    reasons: Vec<String>,
    texts: Vec<String>,
}

impl Rejects {
    fn add(&mut self, file: &str, audit: &Audit) {
        for row in &audit.rejected {
            self.files.push(file.to_owned());
            self.lines.push(row.line.map(|line| line as i64));
            self.reasons.push(row.reason.clone());
            self.texts.push(row.text.clone());
        }
    }

    fn table(self, with_file: bool) -> DataFrame {
        let height = self.lines.len();
        let mut columns = Vec::new();
        if with_file {
            columns.push(Column::new("file".into(), self.files));
        }
        columns.push(Column::new("line".into(), self.lines));
        columns.push(Column::new("reason".into(), self.reasons));
        columns.push(Column::new("text".into(), self.texts));
        DataFrame::new(height, columns).unwrap_or_default()
    }
}

type Question = (PathBuf, Stamp, CsvOptions);
/// What else an audit depends on: the types, the sample, and whether types are being settled.
type AuditQuestion = (Question, Vec<ColumnType>, Option<Sample>, bool);
static AUDITS: Memo<AuditQuestion, Arc<Audit>> = Memo::new(64);

/// The audit of a file, from memory if neither the file nor the options have changed. A cancelled one is not
/// remembered.
fn audit_of(path: &Path, text: &Text, auditor: Auditor<'_>, sample: Option<Sample>) -> Result<Arc<Audit>, Problem> {
    let question = (path.to_path_buf(), text.stamp, auditor.options.clone());
    let question = (question, auditor.layout.types.clone(), sample, auditor.settling);
    if let Some(audit) = AUDITS.get(&question) {
        return Ok(audit);
    }
    let audit = Arc::new(audit(&text.bytes, auditor, sample)?);
    AUDITS.put(question, audit.clone());
    Ok(audit)
}
