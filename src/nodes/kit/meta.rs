//! The fixed description of a kind.

use serde::Serialize;

use super::spark::OnSpark;

/// The groups of the palette, in order. The window assigns each a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    Sources,
    Rows,
    Columns,
    Combine,
    Shape,
    Sinks,
}

impl Category {
    pub const ALL: [Category; 6] =
        [Category::Sources, Category::Rows, Category::Columns, Category::Combine, Category::Shape, Category::Sinks];

    pub fn title(self) -> &'static str {
        match self {
            Category::Sources => tr!("category-sources"),
            Category::Rows => tr!("category-rows"),
            Category::Columns => tr!("category-columns"),
            Category::Combine => tr!("category-combine"),
            Category::Shape => tr!("category-shape"),
            Category::Sinks => tr!("category-sinks"),
        }
    }
}

/// The role of a kind in the data flow, independent of its palette group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads tables into the project: it has no input.
    Source,
    /// Makes tables from tables.
    Transform,
    /// Writes a table out of the project: only a run executes it.
    Sink,
}

/// The cost of recomputing a table, in addition to reading its input rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// Row by row: not worth caching.
    Light,
    /// Parses text: worth caching; a very large file is previewed from a sample.
    Parse,
    /// Needs all rows at once, as joins, sorts and sums do: worth caching.
    Whole,
}

/// How the rows of a kind's only table relate to the rows of its first input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rows {
    /// Determined by the settings and the data in any way.
    #[default]
    Any,
    /// Each row is computed from one input row, independent of its neighbours, and keeps its position.
    Each,
    /// As [`Rows::Each`], but some rows are left out; this applies to each of its tables.
    Chosen,
    /// The same rows in another order.
    Reordered,
    /// Each row summarises many: usually there are far fewer rows.
    Summary,
}

/// The static metadata of a kind. Its texts have the id `kind-ID`: see [`Meta::title`] and the methods after it.
#[derive(Debug)]
pub struct Meta {
    /// Lower snake case; stored in files, so it never changes.
    pub id: &'static str,
    /// The version of its settings; incremented when old settings must be read differently: see `NodeKind::upgrade`.
    pub version: u32,
    pub category: Category,
    pub role: Role,
    pub cost: Cost,
    /// A character of the icon font (Phosphor).
    pub icon: &'static str,
    pub rows: Rows,
    pub on_spark: OnSpark,
    /// Former ids of this kind in old files.
    pub was: &'static [&'static str],
}

impl Meta {
    /// A kind that makes tables from tables. `icon` is a character of the icon font.
    pub const fn new(id: &'static str, version: u32, category: Category, icon: &'static str) -> Self {
        Meta {
            id,
            version,
            category,
            role: Role::Transform,
            cost: Cost::Light,
            icon,
            rows: Rows::Any,
            on_spark: OnSpark::Yes,
            was: &[],
        }
    }

    pub const fn source(id: &'static str, version: u32, icon: &'static str) -> Self {
        Meta { role: Role::Source, ..Meta::new(id, version, Category::Sources, icon) }
    }

    pub const fn sink(id: &'static str, version: u32, icon: &'static str) -> Self {
        Meta { role: Role::Sink, ..Meta::new(id, version, Category::Sinks, icon) }
    }

    pub const fn cost(self, cost: Cost) -> Self {
        Meta { cost, ..self }
    }

    pub const fn rows(self, rows: Rows) -> Self {
        Meta { rows, ..self }
    }

    pub const fn on_spark(self, on_spark: OnSpark) -> Self {
        Meta { on_spark, ..self }
    }

    pub const fn was(self, was: &'static [&'static str]) -> Self {
        Meta { was, ..self }
    }
}
