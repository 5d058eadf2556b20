//! A one-line summary of a select.

use super::{Pick, Rest, Select};
use crate::base::Text;
use crate::nodes::shared::summary::{list, names, of};

impl Select {
    /// "−3 columns, 2 renamed": a single change by name, several by count.
    pub(super) fn in_short(&self) -> Text {
        let chosen = || self.columns.iter().filter(|pick| !pick.column.is_empty());
        let kept = || chosen().filter(|pick| pick.keep);
        let renamed: Vec<&Pick> = kept().filter(|pick| !pick.name.is_empty() && pick.name != pick.column).collect();
        let cast: Vec<(&Pick, Text)> = kept().filter_map(|pick| Some((pick, pick.r#type.as_ref()?.name()))).collect();
        let columns = match self.rest {
            Rest::Drop if renamed.is_empty() && cast.is_empty() => names(kept().map(|pick| &pick.column)),
            Rest::Drop => say!("summary-only", count = kept().count()),
            Rest::Keep => match chosen().filter(|pick| !pick.keep).collect::<Vec<_>>().as_slice() {
                [] => Text::default(),
                [one] => say!("summary-without", column = one.column),
                several => say!("summary-fewer", count = several.len()),
            },
        };
        let names = match renamed.as_slice() {
            [] => Text::default(),
            [one] => format!("{} → {}", one.column, one.name).into(),
            several => say!("summary-renamed", count = several.len()),
        };
        let types = match cast.as_slice() {
            [] => Text::default(),
            [(one, data_type)] => of(&one.column, data_type),
            several => say!("summary-types", count = several.len()),
        };
        let summary = list([columns, names, types]);
        if summary.is_empty() && kept().nth(1).is_some() { say!("summary-order") } else { summary }
    }
}
