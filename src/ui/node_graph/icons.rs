//! The icon of each kind of node; also for the catalogue and the inspector.

use egui_phosphor::regular as icon;

use crate::nodes::{Category, Kind};

/// The icon of a kind of the catalogue by its id.
pub fn icon(kind: &str) -> &'static str {
    of_kind(kind, Kind::info(kind).map(|info| info.meta.category))
}

/// The icon of a kind by its id; a kind without one of its own has its category's.
pub fn of_kind(kind: &str, category: Option<Category>) -> &'static str {
    match kind {
        "read_csv" | "write_csv" => icon::FILE_CSV,
        "read_parquet" | "write_parquet" => icon::DATABASE,
        "read_json" | "write_json" => icon::BRACKETS_CURLY,
        "read_excel" | "write_excel" => icon::FILE_XLS,
        "table" => icon::TABLE,
        "filter" => icon::FUNNEL,
        "sort" => icon::SORT_ASCENDING,
        "limit" => icon::LIST_NUMBERS,
        "sample" => icon::DICE_FIVE,
        "distinct" => icon::FINGERPRINT,
        "select" => icon::COLUMNS,
        "formula" => icon::FUNCTION,
        "fill_missing" => icon::PAINT_BUCKET,
        "join" => icon::INTERSECT,
        "union" => icon::STACK,
        "group_by" => icon::SIGMA,
        "pivot" => icon::GRID_NINE,
        "unpivot" => icon::ROWS,
        _ => of_category(category),
    }
}

/// The icon of a category; `None` is a kind that is not known.
pub fn of_category(category: Option<Category>) -> &'static str {
    match category {
        Some(Category::Sources) => icon::SIGN_IN,
        Some(Category::Rows) => icon::ROWS,
        Some(Category::Columns) => icon::COLUMNS,
        Some(Category::Combine) => icon::ARROWS_MERGE,
        Some(Category::Shape) => icon::GRID_FOUR,
        Some(Category::Sinks) => icon::SIGN_OUT,
        None => icon::QUESTION,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nodes::KINDS;

    #[test]
    fn every_kind_has_an_icon_of_its_own() {
        for kind in KINDS {
            let category = Some(kind.meta.category);
            let id = kind.meta.id;
            let fallback = of_kind("", category);
            assert!(of_kind(id, category) != fallback || id == "select" || id == "unpivot", "{id} has no icon");
        }
    }
}
