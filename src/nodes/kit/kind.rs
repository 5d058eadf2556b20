//! What a kind of node is: its description, its ports, its lowering, its form.

use std::path::PathBuf;

use polars::prelude::LazyFrame;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::base::{ColumnInfo, Problem, Text};
use crate::connect::Target;
use crate::nodes::form::Form;
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::upgrade::OldSettings;
use crate::nodes::lineage::descent::{Descent, Given, Renames};

/// The groups of the palette, in its order. The window gives each a colour.
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

/// What a kind is in the flow, whichever group of the palette it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Brings tables into the project: it has no input.
    Source,
    /// Makes tables of tables.
    Transform,
    /// Takes a table out of the project: only a run executes it.
    Sink,
}

/// What computing a table again takes, beside what reading its rows takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// Row by row: not worth keeping.
    Light,
    /// Text is parsed: worth keeping, and a very large file is previewed by a sample.
    Parse,
    /// All rows come together, as in joins, sorts and sums: worth keeping.
    Whole,
}

/// What the rows of a kind's only table have to do with those that arrive first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rows {
    /// They are what the settings and the data make of them.
    #[default]
    Any,
    /// Each is made of one that arrives, whatever stands around it, and in its place.
    Each,
    /// As [`Rows::Each`], but some are left out; so it is with each of its tables.
    Chosen,
    /// They are the same in another order.
    Reordered,
    /// They sum up many: as a rule they are far fewer.
    Summary,
}

/// The fixed description of a kind. Its words are the text `kind-ID`: see [`Meta::title`] and what follows it.
#[derive(Debug)]
pub struct Meta {
    /// Lower snake case; stands in files for ever.
    pub id: &'static str,
    /// Of its settings; grows when old settings need reading in another way: see [`NodeKind::upgrade`].
    pub version: u32,
    pub category: Category,
    pub role: Role,
    pub cost: Cost,
    /// A letter of the icon font (Phosphor).
    pub icon: &'static str,
    pub rows: Rows,
    /// Ids under which old files know this kind.
    pub was: &'static [&'static str],
}

impl Meta {
    /// A kind that makes tables of tables. `icon` is a letter of the icon font.
    pub const fn new(id: &'static str, version: u32, category: Category, icon: &'static str) -> Self {
        Meta { id, version, category, role: Role::Transform, cost: Cost::Light, icon, rows: Rows::Any, was: &[] }
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

    pub const fn was(self, was: &'static [&'static str]) -> Self {
        Meta { was, ..self }
    }
}

/// A kind of node: the struct is its settings.
///
/// Settings are read with missing fields at their defaults and unknown fields refused (`#[serde(default,
/// deny_unknown_fields)]`), and written without the fields that are at their defaults.
pub trait NodeKind:
    Clone + Default + PartialEq + std::fmt::Debug + Serialize + DeserializeOwned + Send + Sync + 'static
{
    const META: Meta;

    /// Changes settings of `version`, which is older than that of `META`, to those of the version after.
    fn upgrade(_version: u32, _settings: &mut OldSettings) {}

    /// May depend on the settings.
    fn ports(&self) -> Ports;

    /// The plan of each output, in the order of the ports. Must not compute data, except through [`Lower::evaluate`].
    /// Sinks give their input back as one table (what would be written), though they have no output port.
    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError>;

    /// The table over whose rows the formula in `setting` is computed: what arrives first, unless the node has changed it by then.
    fn formula_table(&self, _cx: &Lower, inputs: Inputs, _setting: &str) -> Result<Frame, LowerError> {
        Ok(inputs.one()?)
    }

    /// Fills in a fresh node that is put behind these columns, none where they are not known: what shows something at once and
    /// is seldom wrong.
    fn fill_in(&mut self, _columns: &[ColumnInfo]) {}

    /// What the node does by its settings, in a few words: the second line of its card. Empty where they say nothing yet.
    fn summary(&self) -> Text;

    /// Describes the settings to whoever asks: the inspector, `describe`, tests.
    fn form(&mut self, form: &mut dyn Form);

    /// How the columns of each of its tables descend from those that arrive, in the order of the ports (of a sink: of what
    /// it would write).
    fn descent(&self, given: &Given) -> Vec<Descent>;

    /// Follows new names of columns that arrive, so that its own tables stay the same but for those names. `given` has the
    /// old ones. The form tells where names stand; kinds that hold them otherwise, or make names of them, do more.
    fn rename_inputs(&mut self, _given: &Given, renames: &Renames) {
        crate::nodes::lineage::rename_settings::rename_references(self, renames);
    }

    /// Gives another name to a column of the output `port`, where a setting of this node decides it; says whether it does.
    fn rename_output(&mut self, given: &Given, port: usize, column: &str, to: &str) -> bool {
        crate::nodes::lineage::rename_settings::rename_by_setting(self, given, port, column, to)
    }

    /// The files that it reads, absolute, globs resolved: their stamps are part of the result's key.
    fn reads(&self, _cx: &Lower) -> Result<Vec<PathBuf>, Problem> {
        Ok(Vec::new())
    }

    /// For a kind whose result holds only what two tables agree in: the rows of either input that belong to it, by the other.
    /// A sample of the inputs is chosen so that there are some. Its second and third output hold the rows of the first and of
    /// the second input that find no partner.
    fn matching_sample(&self, _cx: &Lower, _inputs: &Inputs) -> Result<Option<[LazyFrame; 2]>, Problem> {
        Ok(None)
    }

    /// Where and how a sink writes; `None` for every other kind.
    fn target(&self, _cx: &Lower) -> Result<Option<Target>, Problem> {
        Ok(None)
    }

    /// Settings that fit a file dropped on the canvas; `None` where it is not this kind's business.
    fn for_file(_path: &str, _extension: &str) -> Option<Self> {
        None
    }
}

/// The part of [`NodeKind`] that needs no type, for lists and pointers.
pub trait AnyNode: Send + Sync {
    fn meta(&self) -> &'static Meta;
    fn ports(&self) -> Ports;
    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError>;
    fn formula_table(&self, cx: &Lower, inputs: Inputs, setting: &str) -> Result<Frame, LowerError>;
    fn fill_in(&mut self, columns: &[ColumnInfo]);
    fn summary(&self) -> Text;
    fn form(&mut self, form: &mut dyn Form);
    fn descent(&self, given: &Given) -> Vec<Descent>;
    fn rename_inputs(&mut self, given: &Given, renames: &Renames);
    fn rename_output(&mut self, given: &Given, port: usize, column: &str, to: &str) -> bool;
    fn reads(&self, cx: &Lower) -> Result<Vec<PathBuf>, Problem>;
    fn matching_sample(&self, cx: &Lower, inputs: &Inputs) -> Result<Option<[LazyFrame; 2]>, Problem>;
    fn target(&self, cx: &Lower) -> Result<Option<Target>, Problem>;
    /// The settings as canonical RON text.
    fn text(&self) -> String;
    /// Takes the settings of this RON text; says whether they could be read.
    fn rewrite(&mut self, text: &str) -> bool;
}

impl<K: NodeKind> AnyNode for K {
    fn meta(&self) -> &'static Meta {
        const { &K::META }
    }

    fn ports(&self) -> Ports {
        NodeKind::ports(self)
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        NodeKind::lower(self, cx, inputs)
    }

    fn formula_table(&self, cx: &Lower, inputs: Inputs, setting: &str) -> Result<Frame, LowerError> {
        NodeKind::formula_table(self, cx, inputs, setting)
    }

    fn fill_in(&mut self, columns: &[ColumnInfo]) {
        NodeKind::fill_in(self, columns);
    }

    fn summary(&self) -> Text {
        NodeKind::summary(self)
    }

    fn form(&mut self, form: &mut dyn Form) {
        NodeKind::form(self, form);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        NodeKind::descent(self, given)
    }

    fn rename_inputs(&mut self, given: &Given, renames: &Renames) {
        NodeKind::rename_inputs(self, given, renames);
    }

    fn rename_output(&mut self, given: &Given, port: usize, column: &str, to: &str) -> bool {
        NodeKind::rename_output(self, given, port, column, to)
    }

    fn reads(&self, cx: &Lower) -> Result<Vec<PathBuf>, Problem> {
        NodeKind::reads(self, cx)
    }

    fn matching_sample(&self, cx: &Lower, inputs: &Inputs) -> Result<Option<[LazyFrame; 2]>, Problem> {
        NodeKind::matching_sample(self, cx, inputs)
    }

    fn target(&self, cx: &Lower) -> Result<Option<Target>, Problem> {
        NodeKind::target(self, cx)
    }

    fn text(&self) -> String {
        crate::nodes::kit::catalogue::settings_text(self)
    }

    fn rewrite(&mut self, text: &str) -> bool {
        let read = crate::nodes::kit::catalogue::parse_settings(text);
        read.is_ok_and(|settings| {
            *self = settings;
            true
        })
    }
}
