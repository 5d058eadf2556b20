//! Write Parquet: the table as a Parquet file.

mod spark;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};
use crate::connect::{Compression, Existing, FileTarget, ParquetTarget, Target, TargetFormat};
use crate::nodes::form::{Field, Form, PathUse, choice};
use crate::nodes::kinds::sinks::write_csv::place_fields;
use crate::nodes::kit::kind::{Meta, NodeKind, Rows};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, passes};
use crate::nodes::shared::summary::file;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WriteParquet {
    pub path: String,
    /// What happens to an existing file.
    pub existing: Existing,
    pub create_folders: bool,
    pub compression: Compression,
}

impl Default for WriteParquet {
    fn default() -> Self {
        WriteParquet {
            path: String::new(),
            existing: Existing::default(),
            create_folders: true,
            compression: Compression::default(),
        }
    }
}

choices!(Compression: Zstd, Snappy, Lz4, None);

impl NodeKind for WriteParquet {
    /// The icon is Phosphor's "database".
    const META: Meta = Meta::sink("write_parquet", 1, "\u{e1de}").rows(Rows::Each);

    fn ports(&self) -> Ports {
        Ports::input("in")
    }

    fn lower(&self, _cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        Ok(Outputs(vec![inputs.one()?]))
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        file(&self.path)
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path = Field::of::<Self>("path");
        form.path(path, &mut self.path, PathUse::Save(&["parquet"]));
        place_fields(form, &mut self.existing, &mut self.create_folders);
        choice(form, Field::of::<Self>("compression"), &mut self.compression);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![passes(given, 0)]
    }

    fn target(&self, cx: &Lower) -> Result<Option<Arc<dyn Target>>, Problem> {
        Ok(Some(Arc::new(FileTarget {
            path: cx.path("path", &self.path)?,
            format: TargetFormat::Parquet(ParquetTarget { compression: self.compression }),
            existing: self.existing,
            create_folders: self.create_folders,
        })))
    }
}
