//! Write JSON: the table as an array of objects or as one object per line.

mod spark;

use polars::prelude::{DataType, Expr};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text, Type};
use crate::connect::{Existing, FileTarget, JsonShape, JsonTarget, Target, TargetFormat};
use crate::nodes::form::{Field, Form, PathUse, choice};
use crate::nodes::kinds::sinks::write_csv::place_fields;
use crate::nodes::kit::columns::column;
use crate::nodes::kit::kind::{Meta, NodeKind, Rows};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, passes};
use crate::nodes::shared::summary::file;
use crate::nodes::shared::written_dates::checked_dates;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WriteJson {
    pub path: String,
    /// What happens to an existing file.
    pub existing: Existing,
    pub create_folders: bool,
    pub shape: JsonShape,
    /// Indented, one field per line; only for arrays.
    pub pretty: bool,
}

impl Default for WriteJson {
    fn default() -> Self {
        WriteJson {
            path: String::new(),
            existing: Existing::default(),
            create_folders: true,
            shape: JsonShape::default(),
            pretty: false,
        }
    }
}

choices!(JsonShape: Array, Lines);

impl NodeKind for WriteJson {
    /// The icon is Phosphor's "brackets curly".
    const META: Meta = Meta::sink("write_json", 1, "\u{e860}").rows(Rows::Each);

    fn ports(&self) -> Ports {
        Ports::input("in")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        if let Some(column) = rows.columns().into_iter().find(|column| column.data_type == Type::Binary) {
            return Err(Problem::error(say!("json-cannot-hold-binary", name = column.name))
                .remedy(say!("drop-it-or-parquet"))
                .into());
        }
        // A floating-point number represents up to 15 digits exactly; wider decimals are written as text.
        let is_number = |dtype: &DataType| matches!(dtype, DataType::Decimal(precision, _) if *precision <= 15);
        let decimals = rows.schema().iter().filter(|(_, dtype)| is_number(dtype));
        let mut changed: Vec<Expr> = decimals.map(|(name, _)| column(name).cast(DataType::Float64)).collect();
        changed.extend(checked_dates(cx, &rows));
        Ok(if changed.is_empty() { Outputs(vec![rows]) } else { Outputs::new([rows.lazy.with_columns(changed)])? })
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        file(&self.path)
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path = Field::of::<Self>("path");
        form.path(path, &mut self.path, PathUse::Save(&["json", "jsonl", "ndjson"]));
        place_fields(form, &mut self.existing, &mut self.create_folders);
        choice(form, Field::of::<Self>("shape"), &mut self.shape);
        if self.shape == JsonShape::Array {
            form.flag(Field::of::<Self>("pretty"), &mut self.pretty);
        }
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![passes(given, 0)]
    }

    fn target(&self, cx: &Lower) -> Result<Option<Arc<dyn Target>>, Problem> {
        Ok(Some(Arc::new(FileTarget {
            path: cx.path("path", &self.path)?,
            format: TargetFormat::Json(JsonTarget { shape: self.shape, pretty: self.pretty }),
            existing: self.existing,
            create_folders: self.create_folders,
        })))
    }
}
