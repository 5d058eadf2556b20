//! The ids of the areas that lie above the canvas.

/// The id of the guide's area, which lies above the canvas.
pub const GUIDE: &str = "guide";

/// The id of the legend's area.
pub const LEGEND: &str = "heat_legend";

/// The id of the bar above the canvas.
pub const LINEAGE: &str = "lineage_bar";
