//! The column with the file that each row comes from.
//!
//! All files are one scan whose rows are counted: a scan for each file would make a plan of thousands of nodes, and what
//! the engine does with these grows with the square of their number.

use std::collections::HashSet;

use polars::prelude::*;

/// The files of one scan, in order, each with the number of its rows.
pub(super) struct FileOfRows {
    texts: Vec<String>,
    /// For each file, the number of the first row after it.
    ends: Vec<u64>,
}

/// The most rows of one scan that polars counts.
pub(super) const MOST_ROWS: u64 = u32::MAX as u64;

/// A name for the count that is none of these.
pub(super) fn free_name<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: HashSet<&str> = names.collect();
    let mut name = String::from("row");
    while names.contains(name.as_str()) {
        name.push('_');
    }
    name
}

impl FileOfRows {
    pub fn new(files: impl IntoIterator<Item = (String, u64)>) -> FileOfRows {
        let mut texts = Vec::new();
        let mut ends = Vec::new();
        let mut end = 0_u64;
        for (text, rows) in files {
            end += rows;
            texts.push(text);
            ends.push(end);
        }
        FileOfRows { texts, ends }
    }

    /// The file of each row; `index` is the column that counts the rows of the scan from 0.
    pub fn column(self, index: &str) -> Expr {
        Expr::Column(index.into())
            .map(move |counts| self.files(counts), |_, field| Ok(Field::new(field.name().clone(), DataType::String)))
    }

    fn files(&self, counts: Column) -> PolarsResult<Column> {
        let counts = counts.cast(&DataType::UInt64)?;
        let numbers = counts.u64()?;
        let mut file = 0;
        let mut texts = StringChunkedBuilder::new(counts.name().clone(), numbers.len());
        for number in numbers.iter() {
            let Some(number) = number else {
                texts.append_null();
                continue;
            };
            let is_here = |file: usize| number < self.ends[file] && (file == 0 || number >= self.ends[file - 1]);
            if file >= self.ends.len() || !is_here(file) {
                file = self.ends.partition_point(|end| *end <= number);
            }
            match self.texts.get(file) {
                Some(text) => texts.append_value(text),
                None => polars_bail!(ComputeError: "row {} belongs to no file", number),
            }
        }
        Ok(texts.finish().into_column())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_is_of_its_file() {
        let of = |counts: &[IdxSize]| {
            let files = [("a", 2), ("none", 0), ("b", 3)].map(|(text, rows)| (text.to_owned(), rows));
            let files = FileOfRows::new(files);
            let texts = files.files(Column::new("n".into(), counts)).map_err(|error| error.to_string())?;
            Ok(texts.str().unwrap().iter().map(|text| text.unwrap().to_owned()).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(of(&[0, 1, 2, 3, 4]), Ok("a a b b b".to_owned()));
        assert_eq!(of(&[4, 0, 2, 1]), Ok("b a b a".to_owned()), "in any order");
        assert_eq!(of(&[]), Ok(String::new()));
        assert!(of(&[5]).is_err_and(|why: String| why.contains("row 5")));
        assert_eq!(free_name(["row", "a", "row_"].into_iter()), "row__");
    }
}
