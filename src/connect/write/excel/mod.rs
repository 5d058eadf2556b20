//! Writes a table into an Excel workbook, row by row in constant memory.

mod altered_values;
mod cell;

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use polars::prelude::*;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use self::altered_values::AlteredValues;
use self::cell::{Formats, write_cell};

use crate::base::Problem;
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::links::folder_of;
use crate::connect::target::ExcelTarget;

/// The maximum number of rows of a sheet, including the header.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: usize = 16_384;
/// The maximum length of a cell's text in UTF-16 units.
const MOST_TEXT: usize = 32_767;

/// A workbook with one sheet that is filled batch by batch.
pub(super) struct Workbook {
    book: rust_xlsxwriter::Workbook,
    path: PathBuf,
    file: Option<File>,
    next_row: u32,
    /// The longest text seen in each column, in characters.
    widths: Option<Vec<usize>>,
    formats: Formats,
    altered_values: AlteredValues,
    fault: Option<Problem>,
}

impl Workbook {
    /// The workbook and the plan that fills it. Fails if the name of the sheet or the columns do not fit Excel.
    pub fn plan(
        path: &Path,
        file: File,
        options: &ExcelTarget,
        mut rows: LazyFrame,
    ) -> Result<(Arc<Mutex<Self>>, LazyFrame), Problem> {
        let failed = |error: PolarsError| Problem::error(error.to_string());
        let schema = rows.collect_schema().map_err(failed)?;
        if schema.len() > MOST_COLUMNS {
            let text = say!("excel-too-many-columns", count = schema.len());
            return Err(Problem::error(text).remedy(say!("excel-select-fewer")));
        }
        let mut book = rust_xlsxwriter::Workbook::new();
        // The rows are buffered beside the target: the system's folder for temporary files may be small.
        book.set_tempdir(folder_of(path)).map_err(|error| problem(path, error))?;
        let sheet = book.add_worksheet_with_constant_memory().map_err(|error| problem(path, error))?;
        sheet.set_name(&options.sheet).map_err(|_| {
            Problem::error(say!("excel-no-sheet-name", name = options.sheet))
                .remedy(say!("excel-sheet-names"))
                .at("sheet")
        })?;
        let mut book = Workbook {
            book,
            path: path.to_path_buf(),
            file: Some(file),
            next_row: 0,
            widths: options.autofit.then(|| vec![0; schema.len()]),
            formats: Formats::new(&schema),
            altered_values: AlteredValues::default(),
            fault: None,
        };
        if options.header {
            book.write_header(&schema, options.freeze_header).map_err(|error| problem(path, error))?;
        }
        let book = Arc::new(Mutex::new(book));
        let shared = book.clone();
        let take = move |batch: DataFrame| match shared.lock() {
            Ok(mut book) => book.add(&batch).map(|()| false).map_err(|problem| {
                book.fault = Some(problem.clone());
                PolarsError::ComputeError(problem.to_string().into())
            }),
            Err(_) => Err(polars_err!(ComputeError: "the workbook was left half written")),
        };
        // Excel has no time zones: readers expect to see local time of the zone.
        let zoned = schema.iter().filter(|(_, dtype)| matches!(dtype, DataType::Datetime(_, Some(_))));
        let local: Vec<Expr> = zoned
            .map(|(name, _)| Expr::Column(name.clone()).dt().replace_time_zone(None, lit("raise"), NonExistent::Raise))
            .collect();
        let rows = if local.is_empty() { rows } else { rows.with_columns(local) };
        let plan = rows.sink_batches(PlanCallback::new(take), true, None).map_err(failed)?;
        Ok((book, plan))
    }

    pub fn fault(&self) -> Option<Problem> {
        self.fault.clone()
    }

    /// Where the workbook differs from the table.
    pub fn warnings(&self) -> Vec<Problem> {
        self.altered_values.warnings()
    }

    /// Writes the workbook to its file.
    pub fn finish(&mut self) -> Result<(), Problem> {
        let Some(file) = self.file.take() else { return Ok(()) };
        if let Some(widths) = self.widths.take() {
            let sheet = sheet(&mut self.book).map_err(|error| problem(&self.path, error))?;
            for (column, width) in widths.into_iter().enumerate() {
                sheet
                    .set_column_width(column as u16, width.clamp(6, 60) as f64 + 2.0)
                    .map_err(|e| problem(&self.path, e))?;
            }
        }
        self.book.save_to_writer(BufWriter::new(&file)).map_err(|error| problem(&self.path, error))?;
        file.sync_all().map_err(|error| io_problem(FileOperation::Write, &self.path, &error))
    }

    fn write_header(&mut self, schema: &Schema, freeze: bool) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold().set_align(FormatAlign::Left);
        let sheet = sheet(&mut self.book)?;
        for (column, name) in schema.iter_names().enumerate() {
            sheet.write_string_with_format(0, column as u16, name.as_str(), &bold)?;
            if let Some(widths) = &mut self.widths {
                widths[column] = name.chars().count();
            }
        }
        if freeze {
            sheet.set_freeze_panes(1, 0)?;
        }
        self.next_row = 1;
        Ok(())
    }

    fn add(&mut self, batch: &DataFrame) -> Result<(), Problem> {
        if batch.height() as u64 + u64::from(self.next_row) > u64::from(MOST_ROWS) {
            return Err(Problem::error(say!("excel-too-many-rows")).remedy(say!("excel-filter")));
        }
        let sheet = sheet(&mut self.book).map_err(|error| problem(&self.path, error))?;
        let series: Vec<Series> = batch.columns().iter().map(|c| c.as_materialized_series().rechunk()).collect();
        let mut columns: Vec<_> = series.iter().map(Series::iter).collect();
        for row in self.next_row..self.next_row + batch.height() as u32 {
            for (column, values) in columns.iter_mut().enumerate() {
                let value = values.next().unwrap_or(AnyValue::Null);
                let name = series[column].name().as_str();
                let too_long =
                    || Problem::error(say!("excel-text-too-long", name = name)).remedy(say!("excel-shorten"));
                // Excel counts UTF-16 units, the library counts characters.
                if value.get_str().is_some_and(|text| text.len() > MOST_TEXT && text.encode_utf16().count() > MOST_TEXT)
                {
                    return Err(too_long());
                }
                let place = (row, column as u16);
                let (width, alteration) =
                    write_cell(sheet, place, value, &self.formats).map_err(|error| match error {
                        XlsxError::MaxStringLengthExceeded => too_long(),
                        error => problem(&self.path, error),
                    })?;
                if let Some(alteration) = alteration {
                    self.altered_values.add(alteration, name, row);
                }
                if let Some(widths) = &mut self.widths {
                    widths[column] = widths[column].max(width);
                }
            }
        }
        self.next_row += batch.height() as u32;
        Ok(())
    }
}

fn sheet(book: &mut rust_xlsxwriter::Workbook) -> Result<&mut Worksheet, XlsxError> {
    book.worksheet_from_index(0)
}

fn problem(path: &Path, error: XlsxError) -> Problem {
    let cannot = |error: &dyn std::error::Error| {
        let message = say!("file-cannot-write", path = path.display(), why = error.to_string());
        Problem::error(message).remedy(say!("excel-write-csv"))
    };
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => {
            io_problem(FileOperation::Write, path, &error)
        }
        XlsxError::ZipError(error) => match std::io::Error::from(error) {
            error if error.kind() != std::io::ErrorKind::Other => io_problem(FileOperation::Write, path, &error),
            error => cannot(&error),
        },
        error => cannot(&error),
    }
}
