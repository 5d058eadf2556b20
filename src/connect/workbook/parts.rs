//! Information about a workbook that the library does not provide, read from the parts of its file.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use zip::ZipArchive;

use super::area::{Area, cell_name};
use super::xml::{Piece, Xml};

/// Features that occur in the sheets of a workbook, so that nothing is searched for needlessly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub merged: bool,
    pub formulas: bool,
}

/// Scans the raw sheets, without parsing their cells.
pub(super) fn marks(path: &Path) -> Marks {
    const PIECE: usize = 1 << 20;
    let mut marks = Marks::default();
    let Ok(Ok(mut archive)) = File::open(path).map(ZipArchive::new) else { return marks };
    for index in 0..archive.len() {
        let Ok(mut part) = archive.by_index(index) else { continue };
        if !part.name().is_ok_and(|name| name.to_lowercase().contains("worksheets/")) {
            continue;
        }
        let mut bytes = Vec::with_capacity(PIECE + 16);
        loop {
            // A searched text may be on the border of two chunks.
            bytes.drain(..bytes.len().saturating_sub(16));
            let before = bytes.len();
            if part.by_ref().take(PIECE as u64).read_to_end(&mut bytes).is_err() || bytes.len() == before {
                break;
            }
            let text = String::from_utf8_lossy(&bytes);
            marks.merged |= text.contains("mergeCell ");
            marks.formulas |= ["<f>", "<f ", "<f/", ":f>", ":f ", ":f/"].iter().any(|mark| text.contains(mark));
            if marks.merged && marks.formulas {
                return marks;
            }
        }
    }
    marks
}

/// Whether the workbook requests recalculation on opening: the program that wrote it did not calculate.
pub(super) fn asks_for_results(path: &Path) -> bool {
    let text = part_texts(path, |name| name.to_lowercase().ends_with("workbook.xml"));
    text.iter().any(|text| text.contains("fullCalcOnLoad=\"1\"") || text.contains("fullCalcOnLoad=\"true\""))
}

/// The names of the tables and their positions, without the totals row.
pub(super) fn table_areas(path: &Path) -> Vec<(String, String)> {
    let texts = part_texts(path, |name| name.to_lowercase().contains("/tables/"));
    let area = |text: &String| {
        let mut xml = Xml::new(text.as_bytes());
        while let Ok(Some(piece)) = xml.next() {
            let Piece::Open(tag) = piece else { continue };
            if tag.name.rsplit(':').next() != Some("table") {
                continue;
            }
            let mut area = Area::parse(tag.get("ref")?)?;
            if tag.get("totalsRowCount").is_some() {
                area.bottom -= (tag.count("totalsRowCount") as u32).min(area.bottom - area.top);
            }
            let place = format!("{}:{}", cell_name(area.top, area.left), cell_name(area.bottom, area.right));
            return Some((tag.get("displayName").or(tag.get("name"))?.to_owned(), place));
        }
        None
    };
    texts.iter().filter_map(area).collect()
}

/// The texts of the small parts whose names are selected by `is_selected`.
fn part_texts(path: &Path, is_selected: impl Fn(&str) -> bool) -> Vec<String> {
    let Ok(Ok(mut archive)) = File::open(path).map(ZipArchive::new) else { return Vec::new() };
    let mut texts = Vec::new();
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        if !part.name().is_ok_and(|name| is_selected(&name)) {
            continue;
        }
        let mut bytes = Vec::new();
        if part.take(4 << 20).read_to_end(&mut bytes).is_ok() {
            texts.push(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    texts
}
