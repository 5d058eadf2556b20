//! Settings as text with their form labels, for display: "Sort by: Column delay · Order Descending".

use crate::base::{Text, Type};
use crate::document::{fields, items};

use crate::nodes::form::field::{option_text, setting_words};

/// One setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingSummary {
    /// The path in the file: `condition`, `aggregations[1]`.
    pub path: String,
    /// The form label; rows of a list are numbered if there are several.
    pub label: String,
    /// Its value: text without a label, or the values of the row with their labels.
    pub values: Vec<(String, String)>,
}

/// The settings of a node of this kind, given as in a file, in the current language. Rows of cells are omitted.
pub fn settings_summary(kind: &str, settings: &str) -> Vec<SettingSummary> {
    let mut summaries = Vec::new();
    for (name, value) in fields(settings).unwrap_or_default() {
        let rows = items(value).unwrap_or_default();
        let (has_rows, has_cells) =
            (rows.iter().all(|row| fields(row).is_some()), rows.iter().any(|row| items(row).is_some()));
        match rows.len() {
            _ if has_cells => {}
            count if count > 0 && has_rows => summaries.extend(rows.into_iter().enumerate().map(|(row, value)| {
                let path = if count > 1 { format!("{name}[{row}]") } else { name.to_owned() };
                let values = fields(value).unwrap_or_default().into_iter();
                let values = values.map(|(name, value)| (label(kind, name), words(kind, name, value))).collect();
                SettingSummary { label: label(kind, &path), path, values }
            })),
            _ => {
                let values = vec![(String::new(), words(kind, name, value))];
                summaries.push(SettingSummary { path: name.to_owned(), label: label(kind, name), values });
            }
        }
    }
    summaries
}

fn label(kind: &str, path: &str) -> String {
    setting_words(kind, path).to_string()
}

/// The value of the setting `name`.
fn words(kind: &str, name: &str, value: &str) -> String {
    if let Some(items) = items(value) {
        return items.into_iter().map(|item| words(kind, name, item)).collect::<Vec<_>>().join(", ");
    }
    value_text(kind, name, value).to_string()
}

/// One value of a setting, as shown in the form.
pub(in crate::nodes) fn value_text(kind: &str, name: &str, value: &str) -> Text {
    if let Ok(text) = ron::from_str::<String>(value) {
        return text.into();
    }
    if let Some(inner) = value.strip_prefix("Some(").and_then(|rest| rest.strip_suffix(')')) {
        return value_text(kind, name, inner);
    }
    match value {
        "true" => say!("yes"),
        "false" => say!("no"),
        _ => {
            let option = option_text(kind, name, value);
            let data_type = || ron::from_str::<Type>(value).ok().map(|data_type| data_type.name());
            option.or_else(data_type).unwrap_or_else(|| value.to_owned().into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;

    #[test]
    fn settings_read_as_in_the_form() {
        let cases = [
            ("filter", r#"(condition: "delay > 10")"#, "Rows where: delay > 10"),
            ("group_by", r#"(keys: ["carrier", "dest"])"#, "Group by: carrier, dest"),
            (
                "group_by",
                r#"(aggregations: [(function: Rows, name: "flights"), (column: "delay", function: Mean)])"#,
                "Aggregations 1: Function Number of rows · Name flights | Aggregations 2: Column delay · Function Mean",
            ),
            ("sort", r#"(keys: [(column: "delay", order: Descending)])"#, "Sort by: Column delay · Order Descending"),
            ("select", r#"(columns: [(column: "delay", keep: false)])"#, "Columns: Column delay · Keep no"),
            ("read_csv", r#"(types: [(column: "n", type: Integer)])"#, "Column types: Column n · Type integer"),
            ("limit", "(count: 2)", "Rows: 2"),
            ("union", "()", ""),
        ];
        let summaries = |kind: &str, settings: &str, separator: &str| {
            let line = |summaries: SettingSummary| {
                let values: Vec<String> = summaries
                    .values
                    .iter()
                    .map(|(label, words)| format!("{label} {words}").trim().to_owned())
                    .collect();
                format!("{}{separator}{}", summaries.label, values.join(" · "))
            };
            settings_summary(kind, settings).into_iter().map(line).collect::<Vec<_>>().join(" | ")
        };
        for (kind, settings, expected) in cases {
            assert_eq!(summaries(kind, settings, ": "), expected);
        }
        Language::SimplifiedChinese.make_current();
        let sorted = summaries("sort", r#"(keys: [(column: "delay", order: Descending)])"#, "：");
        Language::English.make_current();
        assert_eq!(sorted, "排序依据：列 delay · 顺序 降序");
    }

    #[test]
    fn settings_of_all_examples_have_words() {
        for info in crate::nodes::KINDS {
            let document = crate::nodes::document_from(info.example).expect("a project").document;
            let node = document.find(info.meta.id).and_then(|id| document.node(id)).expect("a node of the kind");
            Language::SimplifiedChinese.make_current();
            let summaries = settings_summary(info.meta.id, node.settings.text());
            Language::English.make_current();
            for SettingSummary { label, values, .. } in summaries {
                let has_words =
                    |(label, words): &(String, String)| (label.is_empty() || !label.is_ascii()) && !words.is_empty();
                assert!(!label.is_ascii() && values.iter().all(has_words), "{}: {label}: {values:?}", info.meta.id);
            }
        }
    }
}
