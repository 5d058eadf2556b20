//! Selects the sheets of a workbook.

use crate::base::text::in_a_row;
use crate::base::{Problem, Text, suggest};

/// A sheet as the workbook lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetName {
    pub name: String,
    pub hidden: bool,
}

/// The sheets that `wanted` selects: a name, a number from 1, a pattern such as `2024*` for all visible ones that
/// match, or the first visible one if it is empty. Warnings report hidden ones that are skipped.
pub(super) fn selected(listed: &[SheetName], wanted: &str) -> Result<(Vec<String>, Vec<Problem>), Problem> {
    let written = wanted;
    let wanted = wanted.trim();
    let one = |sheet: &SheetName| (vec![sheet.name.clone()], Vec::new());
    if wanted.is_empty() {
        let Some(first) = listed.iter().find(|sheet| !sheet.hidden).or(listed.first()) else {
            return Err(Problem::error(say!("workbook-no-sheets")).remedy(say!("sheet-choose-file")).at("path"));
        };
        let hidden = listed.iter().take_while(|sheet| *sheet != first);
        return Ok((vec![first.name.clone()], hidden_warning(hidden).into_iter().collect()));
    }
    let by_number = || listed.get(wanted.parse::<usize>().ok()?.checked_sub(1)?);
    let same = |sheet: &&SheetName| sheet.name.trim().eq_ignore_ascii_case(wanted);
    // A name may begin or end with a blank.
    let exactly = listed.iter().find(|sheet| sheet.name == written || sheet.name == wanted);
    let by_name = exactly.or_else(|| listed.iter().find(same));
    if let Some(sheet) = by_name.or_else(by_number) {
        return Ok(one(sheet));
    }
    if wanted.contains(['*', '?'])
        && let Ok(pattern) = glob::Pattern::new(wanted)
    {
        let options = glob::MatchOptions { case_sensitive: false, ..Default::default() };
        let (hidden, visible): (Vec<&SheetName>, Vec<&SheetName>) =
            listed.iter().filter(|sheet| pattern.matches_with(&sheet.name, options)).partition(|sheet| sheet.hidden);
        if !visible.is_empty() {
            let names = visible.into_iter().map(|sheet| sheet.name.clone()).collect();
            return Ok((names, hidden_warning(hidden.into_iter()).into_iter().collect()));
        }
    }
    let problem = Problem::error(say!("sheet-none", name = wanted)).at("sheet");
    let remedy = suggest::remedy(wanted, listed.iter().map(|sheet| sheet.name.as_str()));
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
        for (wanted, expected, warnings) in [
            ("", "2024 Jan", 1),
            ("cover", "cover", 0),
            ("Cover", "cover", 0),
            ("2", "2024 Jan", 0),
            ("*", "2024 Jan, 2024 Feb", 1),
            ("2024*", "2024 Jan, 2024 Feb", 1),
            ("2024 ?eb", "2024 Feb", 0),
        ] {
            let (names, hidden_warning) = selected(&listed, wanted).expect(wanted);
            assert_eq!((names.join(", ").as_str(), hidden_warning.len()), (expected, warnings), "{wanted}");
        }
        let blank = [sheet("a", false), sheet("Data ", false)];
        for wanted in ["Data ", "Data", "data"] {
            assert_eq!(selected(&blank, wanted).expect(wanted).0, ["Data "], "{wanted}");
        }
        for (wanted, expected) in [("2025*", "sheet: There is no sheet"), ("9", "sheet: There is no sheet")] {
            assert!(selected(&listed, wanted).expect_err(wanted).to_string().starts_with(expected), "{wanted}");
        }
    }
}
