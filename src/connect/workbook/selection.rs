//! Selects the sheets of a workbook.

use crate::base::text::in_a_row;
use crate::base::{Problem, Text, suggest};

/// A sheet as the workbook lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetName {
    pub name: String,
    pub hidden: bool,
}

/// The sheets that `requested` selects: a name, a number from 1, a pattern such as `2024*` for all visible ones that
/// match, or the first visible one if it is empty. Warnings report hidden ones that are skipped.
pub(super) fn selected(listed: &[SheetName], requested: &str) -> Result<(Vec<String>, Vec<Problem>), Problem> {
    let written = requested;
    let requested = requested.trim();
    let one = |sheet: &SheetName| (vec![sheet.name.clone()], Vec::new());
    if requested.is_empty() {
        let Some(first) = listed.iter().find(|sheet| !sheet.hidden).or(listed.first()) else {
            return Err(Problem::error(say!("workbook-no-sheets")).remedy(say!("sheet-choose-file")).at("path"));
        };
        let hidden = listed.iter().take_while(|sheet| *sheet != first);
        return Ok((vec![first.name.clone()], hidden_warning(hidden).into_iter().collect()));
    }
    let by_number = || listed.get(requested.parse::<usize>().ok()?.checked_sub(1)?);
    let same = |sheet: &&SheetName| sheet.name.trim().eq_ignore_ascii_case(requested);
    // A name may begin or end with a blank.
    let exactly = listed.iter().find(|sheet| sheet.name == written || sheet.name == requested);
    let by_name = exactly.or_else(|| listed.iter().find(same));
    if let Some(sheet) = by_name.or_else(by_number) {
        return Ok(one(sheet));
    }
    if requested.contains(['*', '?'])
        && let Ok(pattern) = glob::Pattern::new(requested)
    {
        let options = glob::MatchOptions { case_sensitive: false, ..Default::default() };
        let (hidden, visible): (Vec<&SheetName>, Vec<&SheetName>) =
            listed.iter().filter(|sheet| pattern.matches_with(&sheet.name, options)).partition(|sheet| sheet.hidden);
        if !visible.is_empty() {
            let names = visible.into_iter().map(|sheet| sheet.name.clone()).collect();
            return Ok((names, hidden_warning(hidden.into_iter()).into_iter().collect()));
        }
    }
    let problem = Problem::error(say!("sheet-none", name = requested)).at("sheet");
    let remedy = suggest::remedy(requested, listed.iter().map(|sheet| sheet.name.as_str()));
    Err(problem.remedy(remedy.unwrap_or_else(|| say!("workbook-no-sheets"))))
}

/// The warning that these hidden sheets are skipped.
fn hidden_warning<'a>(hidden: impl Iterator<Item = &'a SheetName>) -> Option<Problem> {
    let names: Vec<Text> = hidden.map(|sheet| sheet.name.clone().into()).collect();
    (!names.is_empty()).then(|| {
        let text = say!("sheet-hidden", count = names.len(), names = in_a_row(names));
        Problem::warning(text).remedy(say!("sheet-name-it")).at("sheet")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_picked_by_name_number_or_pattern() {
        let sheet = |name: &str, hidden| SheetName { name: name.to_owned(), hidden };
        let listed =
            [sheet("cover", true), sheet("2024 Jan", false), sheet("2024 Feb", false), sheet("2024 old", true)];
        for (requested, expected, warnings) in [
            ("", "2024 Jan", 1),
            ("cover", "cover", 0),
            ("Cover", "cover", 0),
            ("2", "2024 Jan", 0),
            ("*", "2024 Jan, 2024 Feb", 1),
            ("2024*", "2024 Jan, 2024 Feb", 1),
            ("2024 ?eb", "2024 Feb", 0),
        ] {
            let (names, hidden_warning) = selected(&listed, requested).expect(requested);
            assert_eq!((names.join(", ").as_str(), hidden_warning.len()), (expected, warnings), "{requested}");
        }
        let blank = [sheet("a", false), sheet("Data ", false)];
        for requested in ["Data ", "Data", "data"] {
            assert_eq!(selected(&blank, requested).expect(requested).0, ["Data "], "{requested}");
        }
        for (requested, expected) in [("2025*", "sheet: There is no sheet"), ("9", "sheet: There is no sheet")] {
            assert!(
                selected(&listed, requested).expect_err(requested).to_string().starts_with(expected),
                "{requested}"
            );
        }
    }
}
