//! Files that any reader of CSV understands alike.

use super::column::ColumnType;
use super::files::Csv;
use super::notation::Thousands;
use super::options::CsvOptions;
use super::shape::CsvShape;

/// How files without peculiarities are read.
#[derive(Clone, Debug, PartialEq)]
pub struct PlainCsv<'a> {
    pub delimiter: u8,
    pub header: bool,
    pub columns: &'a [(String, ColumnType)],
}

impl Csv {
    /// How the files are read by a reader that knows delimiters, quotes (`"`, doubled inside of fields) and a header,
    /// and no more: UTF-8, the same columns in all files, no lines to skip, no rows of other lengths to mend, no texts
    /// that mean null, numbers with a point. `None` if they need more than that.
    pub fn plain(&self) -> Option<PlainCsv<'_>> {
        let options = &self.options;
        let usual = CsvOptions::default();
        let shape = CsvShape { find_header: options.shape.find_header, ..usual.shape };
        let is_usual = options.shape == shape && options.null_texts.is_empty() && options.quote == usual.quote;
        if !is_usual || options.decimal_comma || options.skip_rows > 0 {
            return None;
        }
        let (_, _, first) = self.files.first()?;
        for (path, text, layout) in &self.files {
            let is_whole = std::fs::metadata(path).is_ok_and(|file| {
                let (on_disk, read) = (file.len(), text.bytes.len() as u64);
                on_disk == read || on_disk == read + 3
            });
            let starts = if options.header { layout.head.start } else { layout.body };
            let bytes: &[u8] = &text.bytes;
            let is_at_start = starts == 0 || (starts == 3 && bytes.starts_with(b"\xef\xbb\xbf"));
            let is_plain = layout.parting.is_none()
                && layout.broken.is_none()
                && !layout.trailing
                && layout.names.len() == self.types.len()
                && layout.names.iter().zip(&self.types).all(|(name, (own, _))| name == own)
                && matches!(layout.notation.thousands, Thousands::None | Thousands::Detected)
                && layout.dialect == first.dialect;
            if !is_whole || !is_at_start || !is_plain {
                return None;
            }
        }
        Some(PlainCsv { delimiter: first.dialect.delimiter, header: options.header, columns: &self.types })
    }
}
