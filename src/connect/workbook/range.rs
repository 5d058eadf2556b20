//! The part of a workbook that the user names: a range, or the name of a table or of a range.

use super::area::Area;
use super::source::Named;
use crate::base::{Problem, suggest};

/// A part of one sheet, or of whichever sheet is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub sheet: Option<String>,
    pub area: Area,
}

/// The part denoted by `text`: "B3:F20", "Sales!B3:F20", or one of these names.
pub(super) fn part(text: &str, names: &[Named]) -> Result<Part, Problem> {
    let text = text.trim();
    if let Some(part) = address(text) {
        return Ok(part);
    }
    let found = names.iter().find(|named| named.name.eq_ignore_ascii_case(text));
    if let Some(named) = found {
        return address(&named.place).ok_or_else(|| {
            let problem = say!("range-no-place", name = named.name, place = named.place);
            Problem::error(problem).remedy(say!("range-write")).at("range")
        });
    }
    let problem = Problem::error(say!("range-none", name = text)).at("range");
    let remedy = suggest::remedy(text, names.iter().map(|named| named.name.as_str()));
    Err(problem.remedy(remedy.unwrap_or_else(|| say!("range-write"))))
}

/// A position with or without its sheet, as Excel (`'My sheet'!$A$1:$B$2`) or OpenDocument (`$Sheet1.$A$1:.$B$2`)
/// writes it.
fn address(text: &str) -> Option<Part> {
    if let Some(area) = Area::parse(text) {
        return Some(Part { sheet: None, area });
    }
    if let Some((sheet, area)) = text.rsplit_once('!') {
        return Some(Part { sheet: Some(unquoted(sheet)), area: Area::parse(area)? });
    }
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    let (sheet, start) = from.rsplit_once('.')?;
    let end = to.rsplit_once('.').map_or(to, |(_, end)| end);
    Some(Part { sheet: Some(unquoted(sheet.trim_start_matches('$'))), area: Area::parse(&format!("{start}:{end}"))? })
}

fn unquoted(sheet: &str) -> String {
    match sheet.strip_prefix('\'').and_then(|sheet| sheet.strip_suffix('\'')) {
        Some(sheet) => sheet.replace("''", "'"),
        None => sheet.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_by_place_or_name() {
        let named = |name: &str, place: &str| Named { name: name.to_owned(), place: place.to_owned() };
        let names = [
            named("Sales", "'My ''24'!$B$3:$C$4"),
            named("other", "$S1.$B$3:.$C$4"),
            named("third", "$S1.$B$3:$S1.$C$4"),
            named("sum", "SUM(A1:B2)"),
        ];
        let area = Area { top: 2, left: 1, bottom: 3, right: 2 };
        for (text, sheet) in [
            ("B3:C4", None),
            ("S1!B3:C4", Some("S1")),
            ("sales", Some("My '24")),
            ("other", Some("S1")),
            ("third", Some("S1")),
        ] {
            assert_eq!(part(text, &names), Ok(Part { sheet: sheet.map(str::to_owned), area }), "{text}");
        }
        for (text, expected) in
            [("sum", "range: \"sum\" refers to"), ("Sale", "range: There is no"), ("", "range: There")]
        {
            assert!(part(text, &names).expect_err(text).to_string().starts_with(expected), "{text}");
        }
    }
}
