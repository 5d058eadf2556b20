//! The signs of kinds of nodes.

use egui_phosphor::regular as icon;

use crate::nodes::{Category, Kind};

/// The icon of a kind, by its id; one that has none of its own has that of its category.
pub fn kind_icon(id: &str) -> &'static str {
    match id {
        "read_csv" | "write_csv" => icon::FILE_CSV,
        "read_parquet" | "write_parquet" => icon::DATABASE,
        "read_json" | "write_json" => icon::BRACKETS_CURLY,
        "read_excel" | "write_excel" => icon::FILE_XLS,
        "table" => icon::TABLE,
        "filter" => icon::FUNNEL,
        "sort" => icon::SORT_ASCENDING,
        "limit" => icon::ARROW_LINE_DOWN,
        "sample" => icon::DICE_FIVE,
        "distinct" => icon::FINGERPRINT,
        "select" => icon::CHECK_SQUARE,
        "formula" => icon::FUNCTION,
        "fill_missing" => icon::PAINT_BUCKET,
        "join" => icon::INTERSECT,
        "union" => icon::STACK,
        "group_by" => icon::SIGMA,
        "pivot" => icon::ARROW_ELBOW_RIGHT_UP,
        "unpivot" => icon::ARROW_ELBOW_LEFT_DOWN,
        _ => match Kind::info(id).map(|info| info.meta.category) {
            Some(Category::Sources) => icon::DOWNLOAD_SIMPLE,
            Some(Category::Rows) => icon::ROWS,
            Some(Category::Columns) => icon::COLUMNS,
            Some(Category::Combine) => icon::INTERSECT,
            Some(Category::Shape) => icon::SHAPES,
            Some(Category::Sinks) => icon::EXPORT,
            None => icon::QUESTION,
        },
    }
}
