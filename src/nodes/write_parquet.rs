//! Write Parquet: the table as a Parquet file.

use serde::{Deserialize, Serialize};

use super::descent::{Descent, Given, passes};
use super::form::{Choice, Field, Form, PathUse, choice};
use super::kind::{Category, Meta, NodeKind, Ports};
use super::lower::{Inputs, Lower, LowerError, Outputs};
use super::write_csv::place_fields;
use crate::base::Problem;
use crate::connect::{Compression, Existing, ParquetTarget, Target, TargetFormat};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WriteParquet {
    pub path: String,
    /// What happens to a file that is there.
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

impl Choice for Compression {
    const OPTIONS: &'static [(Self, &'static str)] = &[
        (Compression::Zstd, "Zstandard (small)"),
        (Compression::Snappy, "Snappy (most compatible)"),
        (Compression::Lz4, "LZ4 (fast)"),
        (Compression::None, "None"),
    ];
}

impl NodeKind for WriteParquet {
    const META: Meta = Meta::new("write_parquet", 1, "Write Parquet", Category::Sinks)
        .about("Writes the table as a Parquet file")
        .help(
            "Parquet keeps every type exactly, is small, and reads fast. Writes when the project is run, never in a preview; the \
             file is replaced only when the whole run has succeeded, together with all other outputs.",
        )
        .words(&["export", "save", "output", "columnar", "arrow", "sink", "to file"]);

    fn ports(&self) -> Ports {
        Ports::input("in")
    }

    fn lower(&self, _cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        Ok(Outputs(vec![inputs.one()?]))
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path = Field::new("path", "File").hint("Relative to the project; ${name} puts a parameter in");
        form.path(path, &mut self.path, PathUse::Save(&["parquet"]));
        place_fields(form, &mut self.existing, &mut self.create_folders);
        choice(form, Field::new("compression", "Compression"), &mut self.compression);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![passes(given, 0)]
    }

    fn target(&self, cx: &Lower) -> Result<Option<Target>, Problem> {
        Ok(Some(Target {
            path: cx.path("path", &self.path)?,
            format: TargetFormat::Parquet(ParquetTarget { compression: self.compression }),
            existing: self.existing,
            create_folders: self.create_folders,
        }))
    }
}
