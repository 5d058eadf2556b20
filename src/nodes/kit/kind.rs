//! The interface of a node kind: its metadata, ports, lowering and form.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::base::{ColumnInfo, Problem, Text};
use crate::connect::{Source, Target};
use crate::nodes::form::Form;
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::matching::Matching;
pub use crate::nodes::kit::meta::{Category, Cost, Meta, Role, Rows};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::kit::upgrade::OldSettings;
use crate::nodes::lineage::descent::{Descent, Given, Renames};

/// A kind of node: the struct is its settings.
///
/// Reading fills missing fields with their defaults and rejects unknown fields (`#[serde(default,
/// deny_unknown_fields)]`); writing omits the fields that are at their defaults.
pub trait NodeKind:
    Clone + Default + PartialEq + std::fmt::Debug + Serialize + DeserializeOwned + Send + Sync + 'static
{
    const META: Meta;

    /// Upgrades settings of `version`, which is older than that of `META`, to the next version.
    fn upgrade(_version: u32, _settings: &mut OldSettings) {}

    /// May depend on the settings.
    fn ports(&self) -> Ports;

    /// The plan of each output, in port order. Must not compute data, except through [`Lower::evaluate`]. Sinks return
    /// their input as one table (the table to write), though they have no output port.
    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError>;

    /// The same tables on Spark, in port order; a sink gives its input as an output that is written. The gap if Spark
    /// cannot do what the settings say, or not with the same result.
    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap>;

    /// The table over whose rows the formula in `setting` is computed: the first input, unless the node has changed it
    /// before.
    fn formula_table(&self, _cx: &Lower, inputs: Inputs, _setting: &str) -> Result<Frame, LowerError> {
        Ok(inputs.one()?)
    }

    /// Sets initial settings for a new node placed after these columns (none if they are not known). The choice should
    /// show a result at once and rarely be wrong.
    fn fill_in(&mut self, _columns: &[ColumnInfo]) {}

    /// A short description of what the node does with its settings: the second line of its card. Empty if there is
    /// nothing to describe yet.
    fn summary(&self) -> Text;

    /// Describes the settings to `form`: for the inspector, `describe`, tests.
    fn form(&mut self, form: &mut dyn Form);

    /// How the columns of each output table descend from the input columns, in port order (for a sink: of the table it
    /// would write).
    fn descent(&self, given: &Given) -> Vec<Descent>;

    /// Updates references after input columns are renamed, so that the node's own tables stay the same except for those
    /// names. `given` has the old names. The form declares where names are stored; kinds that store them elsewhere, or
    /// derive names from them, override this.
    fn rename_inputs(&mut self, _given: &Given, renames: &Renames) {
        crate::nodes::lineage::rename_settings::rename_references(self, renames);
    }

    /// Renames a column of the output `port` if a setting of this node determines its name; returns whether it does.
    fn rename_output(&mut self, given: &Given, port: usize, column: &str, to: &str) -> bool {
        crate::nodes::lineage::rename_settings::rename_by_setting(self, given, port, column, to)
    }

    /// Whether its rows contain the names of the input nodes: renaming one then changes the result.
    fn keeps_node_names(&self) -> bool {
        false
    }

    /// What it reads from outside the project: its marks are part of the result's key. Performs no disk or network
    /// access.
    fn source(&self, _cx: &Lower) -> Result<Option<Arc<dyn Source>>, Problem> {
        Ok(None)
    }

    /// For a kind whose result contains only rows on which two tables agree: the rows of each input that match the
    /// other. A sample of the inputs is chosen to include some of them. Its second and third output contain the
    /// unmatched rows of the first and of the second input.
    fn matching_sample(&self, _cx: &Lower, _inputs: &Inputs) -> Result<Option<Matching>, Problem> {
        Ok(None)
    }

    /// Where and how a sink writes; `None` for all other kinds.
    fn target(&self, _cx: &Lower) -> Result<Option<Arc<dyn Target>>, Problem> {
        Ok(None)
    }

    /// Settings for a file dropped on the canvas; `None` if this kind does not read such files.
    fn for_file(_path: &str, _extension: &str) -> Option<Self> {
        None
    }
}

/// The part of [`NodeKind`] that needs no type, for lists and trait objects.
pub trait AnyNode: Send + Sync {
    fn meta(&self) -> &'static Meta;
    fn ports(&self) -> Ports;
    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError>;
    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap>;
    fn formula_table(&self, cx: &Lower, inputs: Inputs, setting: &str) -> Result<Frame, LowerError>;
    fn fill_in(&mut self, columns: &[ColumnInfo]);
    fn summary(&self) -> Text;
    fn form(&mut self, form: &mut dyn Form);
    fn descent(&self, given: &Given) -> Vec<Descent>;
    fn rename_inputs(&mut self, given: &Given, renames: &Renames);
    fn rename_output(&mut self, given: &Given, port: usize, column: &str, to: &str) -> bool;
    fn keeps_node_names(&self) -> bool;
    fn source(&self, cx: &Lower) -> Result<Option<Arc<dyn Source>>, Problem>;
    fn matching_sample(&self, cx: &Lower, inputs: &Inputs) -> Result<Option<Matching>, Problem>;
    fn target(&self, cx: &Lower) -> Result<Option<Arc<dyn Target>>, Problem>;
    /// The settings as canonical RON text.
    fn text(&self) -> String;
    /// Replaces the settings with this RON text; returns whether it could be read.
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

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        NodeKind::spark(self, cx, inputs)
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

    fn keeps_node_names(&self) -> bool {
        NodeKind::keeps_node_names(self)
    }

    fn source(&self, cx: &Lower) -> Result<Option<Arc<dyn Source>>, Problem> {
        NodeKind::source(self, cx)
    }

    fn matching_sample(&self, cx: &Lower, inputs: &Inputs) -> Result<Option<Matching>, Problem> {
        NodeKind::matching_sample(self, cx, inputs)
    }

    fn target(&self, cx: &Lower) -> Result<Option<Arc<dyn Target>>, Problem> {
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
