//! Column widths: fitted to the content until the user changes them.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Weak};

use egui::{FontId, Ui};

use super::cell;
use crate::base::Type;
use crate::engine::{Cell, Profile, Table};
use crate::ui::style::table_font;

pub const NARROWEST: f32 = 48.0;
/// The minimum default width, which fits the figures of a column head.
const FIGURES: f32 = 92.0;
const WIDEST: f32 = 320.0;
/// The font size of values in a head relative to cells, the width of a share next to a value, and the maximum width that a column
/// gets for it.
const IN_HEAD: f32 = 0.86;
const SHARE: f32 = 40.0;
const WITH_SHARE: f32 = 132.0;
/// The padding left and right of a value.
pub const PADDING: f32 = 8.0;
/// The number of rows that determine the width of a column.
const SAMPLED_ROWS: usize = 40;

/// The widths of a table's columns, in points.
#[derive(Clone, Debug, Default)]
pub struct Widths {
    /// Widths set by the user, by column name.
    set: HashMap<String, f32>,
    /// Columns that the user has resized since the last call of [`Widths::take_resized`].
    resized: Vec<String>,
    names: Vec<String>,
    /// The visible columns, from left to right.
    shown: Vec<usize>,
    /// The left edge of each place, and the right edge of the last.
    edges: Vec<f64>,
    measured: Vec<f32>,
    /// The maximum number of decimals of each column, to align decimal points.
    decimals: Vec<usize>,
    digit: f32,
    point: f32,
    /// The table that the widths were measured for.
    measured_of: Weak<Table>,
    /// The statistics that the widths were fitted to.
    fitted_statistics: Option<(Arc<Profile>, usize)>,
}

impl Widths {
    /// Updates the widths for a table: known columns keep their width, new ones are measured. `shown` are the visible columns in
    /// order.
    pub fn update(&mut self, ui: &Ui, table: &Arc<Table>, shown: &[usize]) {
        let rearranged = self.shown != shown;
        if rearranged {
            self.shown = shown.to_vec();
        }
        let columns = table.columns();
        let same =
            columns.len() == self.names.len() && columns.iter().zip(&self.names).all(|(c, name)| c.name == *name);
        // A table without rows has nothing to measure.
        let is_known = self.measured_of.as_ptr() == Arc::as_ptr(table);
        self.measured_of = Arc::downgrade(table);
        if same && (!self.measured.is_empty() || columns.is_empty() || table.is_empty()) && !self.edges.is_empty() {
            let grown = !is_known && !table.is_empty() && self.measure_numbers(ui, table);
            if rearranged || grown {
                self.lay_out();
            }
            return;
        }
        let letters = Letters::new(ui);
        (self.digit, self.point) = (letters.width("0"), letters.width("."));
        self.decimals = (0..columns.len()).map(|index| most_decimals(table, index)).collect();
        let old: HashMap<String, f32> = self.names.drain(..).zip(self.measured.drain(..)).collect();
        for (index, column) in columns.iter().enumerate() {
            let width = match old.get(&column.name) {
                Some(width) => *width,
                None => self.fitting(&letters, table, index),
            };
            self.measured.push(width);
            self.names.push(column.name.clone());
        }
        self.lay_out();
        if table.is_empty() {
            self.measured.clear();
        }
    }

    /// Takes new rows into account, so that decimal points stay aligned and no number is truncated. Returns whether a column
    /// grew.
    fn measure_numbers(&mut self, ui: &Ui, table: &Table) -> bool {
        let letters = Letters::new(ui);
        self.decimals = (0..table.columns().len()).map(|index| most_decimals(table, index)).collect();
        let mut grown = false;
        for index in (0..self.measured.len()).filter(|index| table.is_right_aligned(*index)) {
            let needed = self.fitting(&letters, table, index);
            grown |= needed > self.measured[index];
            self.measured[index] = needed.max(self.measured[index]);
        }
        grown
    }

    /// Makes columns of numbers and dates wide enough for the minimum and maximum of the whole table, because a truncated number
    /// would be wrong.
    pub fn fit_statistics(&mut self, ui: &Ui, table: &Table, profile: Option<&Arc<Profile>>) {
        let Some(profile) = profile else { return };
        let is_known =
            |(known, columns): &(Arc<Profile>, usize)| Arc::ptr_eq(known, profile) && *columns == self.measured.len();
        if self.fitted_statistics.as_ref().is_some_and(is_known) || self.measured.len() != table.columns().len() {
            return;
        }
        let letters = Letters::new(ui);
        let mut grown = false;
        for (index, (info, stats)) in table.columns().iter().zip(&profile.columns).enumerate() {
            let Some((least, most)) = stats.range.as_ref().filter(|_| !stats.histogram.is_empty()) else { continue };
            for end in [least, most] {
                let words = match (&info.data_type, end.parse()) {
                    (Type::Number, Ok(value)) => cell::words(&Cell::Number(value)).map(|words| words.into_owned()),
                    _ => Some(end.clone()),
                };
                let needed = words.map_or(0.0, |words| letters.width(&words) + self.pad(index, &words));
                let needed = (needed + 2.0 * PADDING + 4.0).min(WIDEST).ceil();
                grown |= needed > self.measured[index];
                self.measured[index] = needed.max(self.measured[index]);
            }
        }
        self.fitted_statistics = Some((profile.clone(), self.measured.len()));
        if grown {
            self.lay_out();
        }
    }

    /// Widths set by the user in an earlier session.
    pub fn remembered(widths: Option<&BTreeMap<String, u16>>) -> Widths {
        let set = widths.into_iter().flatten().map(|(name, width)| (name.clone(), f32::from(*width)));
        Widths { set: set.collect(), ..Widths::default() }
    }

    /// The columns resized by the user since the last call, with their widths.
    pub fn take_resized(&mut self) -> Vec<(String, f32)> {
        let mut resized = std::mem::take(&mut self.resized);
        resized.dedup();
        resized.into_iter().filter_map(|name| self.set.get(&name).map(|width| (name.clone(), *width))).collect()
    }

    fn lay_out(&mut self) {
        let mut at = 0.0;
        self.edges.clear();
        self.edges.push(0.0);
        for column in &self.shown {
            let (Some(name), Some(measured)) = (self.names.get(*column), self.measured.get(*column)) else { continue };
            at += f64::from(self.set.get(name).copied().unwrap_or(*measured));
            self.edges.push(at);
        }
    }

    /// The width of all places.
    pub fn total(&self) -> f64 {
        self.edges.last().copied().unwrap_or_default()
    }

    /// The left and right edge of a place.
    pub fn range(&self, place: usize) -> (f64, f64) {
        let edge = |at: usize| self.edges.get(at).copied().unwrap_or_else(|| self.total());
        (edge(place), edge(place + 1))
    }

    /// The place at `x` points from the left edge of the table, or the last one.
    pub fn at(&self, x: f64) -> usize {
        self.edges.partition_point(|edge| *edge <= x).saturating_sub(1).min(self.shown.len().saturating_sub(1))
    }

    /// Resizes the column at a place for the user.
    pub fn resize(&mut self, place: usize, by: f32) {
        let (left, right) = self.range(place);
        self.set_width(place, (right - left) as f32 + by);
    }

    /// Fits the column at a place to its name and the loaded rows.
    pub fn fit(&mut self, ui: &Ui, table: &Table, place: usize) {
        let Some(column) = self.shown.get(place).copied() else { return };
        self.set_width(place, self.fitting(&Letters::new(ui), table, column));
    }

    /// The space to the right of a number that aligns its decimal point.
    pub fn pad(&self, column: usize, words: &str) -> f32 {
        let most = self.decimals.get(column).copied().unwrap_or_default();
        let own = decimals(words);
        if own >= most || words.contains(['e', 'N', '∞']) {
            return 0.0;
        }
        (most - own) as f32 * self.digit + if own == 0 { self.point } else { 0.0 }
    }

    fn fitting(&self, letters: &Letters, table: &Table, column: usize) -> f32 {
        let Some(info) = table.columns().get(column) else { return NARROWEST };
        // The name is semi-bold and follows the icon of its type.
        let name = letters.width(&info.name) * 1.06 + 22.0;
        let rows = (0..table.len().min(SAMPLED_ROWS)).map(|row| {
            let cell = table.cell(row, column);
            let number = matches!(cell, Cell::Number(_));
            cell::words(&cell)
                .map_or(26.0, |words| letters.width(&words) + if number { self.pad(column, &words) } else { 0.0 })
        });
        let widest = rows.fold(0.0, f32::max);
        // Short text values also fit in the head, in a smaller font with their share.
        let with_share = if info.data_type == Type::Text { (widest * IN_HEAD + SHARE).min(WITH_SHARE) } else { 0.0 };
        (widest.max(name).max(with_share) + 2.0 * PADDING + 4.0).clamp(FIGURES, WIDEST).ceil()
    }

    fn set_width(&mut self, place: usize, width: f32) {
        let Some(name) = self.shown.get(place).and_then(|column| self.names.get(*column)) else { return };
        self.set.insert(name.clone(), width.clamp(NARROWEST, 2_000.0).round());
        self.resized.push(name.clone());
        if self.measured.is_empty() {
            self.measured.resize(self.names.len(), NARROWEST);
        }
        self.lay_out();
    }
}

fn decimals(words: &str) -> usize {
    words.rsplit_once('.').map_or(0, |(_, behind)| behind.len())
}

fn most_decimals(table: &Table, column: usize) -> usize {
    let rows = 0..table.len().min(SAMPLED_ROWS);
    let of = |row| match table.cell(row, column) {
        cell @ Cell::Number(_) => {
            cell::words(&cell).filter(|words| !words.contains('e')).map_or(0, |words| decimals(&words))
        }
        _ => 0,
    };
    rows.map(of).max().unwrap_or_default()
}

/// Estimated character widths in the cell font, fast enough for thousands of columns.
struct Letters {
    ascii: Vec<f32>,
    other: f32,
}

impl Letters {
    fn new(ui: &Ui) -> Self {
        let font: FontId = table_font();
        ui.fonts_mut(|fonts| Letters {
            ascii: (0..128u8).map(|c| fonts.glyph_width(&font, char::from(c.max(b' ')))).collect(),
            other: font.size,
        })
    }

    fn width(&self, text: &str) -> f32 {
        text.chars().map(|c| self.ascii.get(c as usize).copied().unwrap_or(self.other)).sum()
    }
}
