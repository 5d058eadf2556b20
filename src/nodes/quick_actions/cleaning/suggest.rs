//! Suggestions for a column, after all its values were scanned.

use serde::{Deserialize, Serialize};

use super::dates::{Order, Written};
use super::observe::{DELIMITERS, Observer};
use super::operation::{Case, Cleaning, Operation};
use super::spellings;
use crate::base::Text;

/// A characteristic of the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finding {
    Money,
    Numbers,
    Percent,
    Dates,
    Datetimes,
    /// Surrounding blanks.
    Blanks,
    /// The same texts in different case.
    MixedCase,
    /// Several spellings of the same value.
    Spellings,
    /// Lists in texts.
    Lists,
    /// Digit sequences that are not numbers: they stay text.
    Codes,
}

/// A suggestion for a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    pub finding: Finding,
    /// `None` if it is only information: codes stay text.
    pub operation: Option<Operation>,
    /// The number of rows it applies to.
    pub fits: u64,
    /// The number of rows with a value that does not fit.
    pub unfit: u64,
    /// The values are ambiguous: 1.200, 01/02/2024.
    pub doubtful: bool,
}

/// The fraction of the values that must fit.
const ENOUGH: f64 = 0.8;
/// The fraction of the values that must be lists.
const LISTS: f64 = 0.4;
const MOST_PARTS: usize = 8;

impl Suggestion {
    fn new(finding: Finding, operation: Operation, fits: u64, unfit: u64) -> Self {
        Suggestion { finding, operation: Some(operation), fits, unfit, doubtful: false }
    }

    /// "Looks like money: make numbers".
    pub fn words(&self) -> Text {
        match self.finding {
            Finding::Money => say!("looks-like-money"),
            Finding::Numbers => say!("looks-like-numbers"),
            Finding::Percent => say!("looks-like-percent"),
            Finding::Dates => say!("looks-like-dates"),
            Finding::Datetimes => say!("looks-like-datetimes"),
            Finding::Blanks => say!("has-blanks-around"),
            Finding::MixedCase => say!("has-mixed-case"),
            Finding::Spellings => say!("has-spellings"),
            Finding::Lists => say!("looks-like-lists"),
            Finding::Codes => say!("looks-like-codes"),
        }
    }

    /// The same in a few words, for a column header: "money → number".
    pub fn short_words(&self) -> Text {
        match self.finding {
            Finding::Money => say!("chip-money"),
            Finding::Numbers => say!("chip-numbers"),
            Finding::Percent => say!("chip-percent"),
            Finding::Dates => say!("chip-dates"),
            Finding::Datetimes => say!("chip-datetimes"),
            Finding::Blanks => say!("chip-blanks"),
            Finding::MixedCase => say!("chip-case"),
            Finding::Spellings => say!("chip-spellings"),
            Finding::Lists => say!("chip-lists"),
            Finding::Codes => say!("chip-codes"),
        }
    }

    /// The cleaning it performs, if any.
    pub fn cleaning(&self, column: &str) -> Option<Cleaning> {
        Some(Cleaning::new(column, self.operation.clone()?))
    }
}

impl Observer {
    /// All suggestions, the most significant first.
    pub fn suggestions(&self) -> Vec<Suggestion> {
        if self.filled == 0 {
            return Vec::new();
        }
        let mut all: Vec<Suggestion> = Vec::new();
        all.extend(self.codes().or_else(|| self.number()).or_else(|| self.date()));
        let is_typed = !all.is_empty();
        // Conversions ignore surrounding blanks anyway.
        if self.padded > 0 && (!is_typed || self.is_code()) {
            let trim = Operation::Trim { inner: self.spaced > 0 };
            all.push(Suggestion::new(Finding::Blanks, trim, self.padded, 0));
        }
        if !is_typed {
            // The same words in another order are a different list.
            all.extend(self.list().or_else(|| self.spelling()));
        }
        all
    }

    fn share(&self, count: u64) -> f64 {
        count as f64 / self.filled as f64
    }

    fn is_code(&self) -> bool {
        self.codes > 0 && self.share(self.codes) >= 0.01
    }

    /// Postal codes, account numbers.
    fn codes(&self) -> Option<Suggestion> {
        let numbers = self.numbers.fitting(false) + self.codes;
        let are_codes = self.is_code() && self.share(numbers) >= ENOUGH && self.numbers.currencies.is_empty();
        are_codes.then(|| {
            let fits = numbers.min(self.filled);
            let unfit = self.filled.saturating_sub(numbers);
            Suggestion { finding: Finding::Codes, operation: None, fits, unfit, doubtful: false }
        })
    }

    fn number(&self) -> Option<Suggestion> {
        let numbers = &self.numbers;
        // A single number column for several currencies would lose the currency.
        if numbers.currencies.len() > 1 || self.codes > 0 {
            return None;
        }
        let comma = numbers.is_comma();
        let all = numbers.fitting(comma);
        let is_percent = numbers.percent * 2 > all;
        let fits = if is_percent { all.min(numbers.percent) } else { all - numbers.percent.min(all) };
        // Plain digits stored as text are intentional.
        let is_plain = numbers.decorated == 0 && fits == self.filled;
        if self.share(fits) < ENOUGH || is_plain {
            return None;
        }
        let (finding, operation) = if is_percent {
            (Finding::Percent, Operation::Percent { comma })
        } else if numbers.currencies.is_empty() {
            (Finding::Numbers, Operation::Number { comma })
        } else {
            (Finding::Money, Operation::Money { comma, scale: numbers.money_scale(comma) })
        };
        let doubtful = numbers.is_doubtful();
        Some(Suggestion { doubtful, ..Suggestion::new(finding, operation, fits, self.filled - fits) })
    }

    fn date(&self) -> Option<Suggestion> {
        let of =
            |order: Order| self.dates.iter().filter(|(written, _)| written.order == order).map(|(_, n)| n).sum::<u64>();
        let days = of(Order::DayFirst);
        let months = of(Order::MonthFirst);
        let either = of(Order::Either);
        let slashes = |written: &Written| written.order == Order::Either && written.format.contains('/');
        let day_first = match days.cmp(&months) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => !self.dates.keys().any(slashes),
        };
        // Next to values with a time of day, dates alone would be midnights.
        let timed: u64 = self.dates.iter().filter(|(written, _)| written.time).map(|(_, count)| count).sum();
        let time = timed * 2 > self.dated;
        let wrong = if day_first { Order::MonthFirst } else { Order::DayFirst };
        let fitting = || self.dates.iter().filter(|(written, _)| written.time == time && written.order != wrong);
        let fits = fitting().map(|(_, count)| count).sum::<u64>();
        if fits == 0 || self.share(fits) < ENOUGH {
            return None;
        }
        let mut formats: Vec<(String, u64)> = Vec::new();
        for (written, count) in fitting() {
            let format = written.with_order(day_first);
            match formats.iter_mut().find(|(known, _)| *known == format) {
                Some((_, known)) => *known += count,
                None => formats.push((format, *count)),
            }
        }
        // Otherwise a two-digit year would be parsed as a four-digit one: the year 24.
        let is_long = |format: &str| format.contains("yyyy");
        formats.sort_by(|a, b| (is_long(&a.0), b.1, &a.0).cmp(&(is_long(&b.0), a.1, &b.0)));
        let formats: Vec<String> = formats.into_iter().map(|(format, _)| format).collect();
        let finding = if time { Finding::Datetimes } else { Finding::Dates };
        let operation = Operation::Date { formats: formats.join(" | "), time };
        let doubtful = either > 0 && days == months;
        Some(Suggestion { doubtful, ..Suggestion::new(finding, operation, fits, self.filled - fits) })
    }

    fn spelling(&self) -> Option<Suggestion> {
        let counts = self.counts.as_ref()?;
        // If nearly all texts differ, few are meant to be the same.
        if counts.len() > 1_000 && self.share(counts.len() as u64) > 0.5 {
            return None;
        }
        let groups = spellings::groups(counts);
        let rows = groups
            .iter()
            .filter(|group| group.taken)
            .flat_map(|group| &group.from)
            .map(|(_, count)| count)
            .sum::<u64>();
        if rows == 0 {
            return None;
        }
        let taken = || groups.iter().filter(|group| group.taken);
        let by_case =
            taken().all(|group| group.from.iter().all(|(text, _)| text.to_lowercase() == group.to.to_lowercase()));
        let case = Some(by_case).filter(|by_case| *by_case).and_then(|_| {
            [Case::Upper, Case::Lower].into_iter().find(|case| {
                taken().all(|group| case.of(&group.to) == group.to) && {
                    let in_case: u64 =
                        counts.iter().filter(|(text, _)| case.of(text) == **text).map(|(_, count)| count).sum();
                    in_case + rows >= self.filled
                }
            })
        });
        let finding = if by_case { Finding::MixedCase } else { Finding::Spellings };
        let operation = case.map_or(Operation::Spellings(groups), Operation::Case);
        Some(Suggestion::new(finding, operation, rows, 0))
    }

    fn list(&self) -> Option<Suggestion> {
        let best = DELIMITERS.iter().zip(&self.lists).filter(|(_, (count, _))| self.share(*count) >= LISTS);
        let (delimiter, (count, parts)) = best.max_by_key(|(_, (count, _))| *count)?;
        let operation = Operation::Split { delimiter: (*delimiter).to_owned(), parts: (*parts).min(MOST_PARTS) };
        Some(Suggestion::new(Finding::Lists, operation, *count, 0))
    }
}

impl Case {
    fn of(self, text: &str) -> String {
        match self {
            Case::Upper => text.to_uppercase(),
            Case::Lower | Case::Title => text.to_lowercase(),
        }
    }
}

/// The groups of spellings in these texts and their numbers of rows, on request.
impl Observer {
    pub fn spellings(&self) -> Vec<spellings::Spelling> {
        self.counts.as_ref().map(spellings::groups).unwrap_or_default()
    }
}
