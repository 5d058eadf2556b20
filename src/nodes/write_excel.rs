//! Write Excel: the table as a workbook with one sheet.

use serde::{Deserialize, Serialize};

use super::files::require_flat;
use super::form::{Field, Form, PathUse};
use super::kind::{Category, Meta, NodeKind, Ports};
use super::lower::{Inputs, Lower, LowerError, Outputs};
use super::write_csv::place_fields;
use crate::base::Problem;
use crate::connect::{ExcelTarget, Existing, Target, TargetFormat};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WriteExcel {
    pub path: String,
    /// What happens to a file that is there.
    pub existing: Existing,
    pub create_folders: bool,
    pub sheet: String,
    pub header: bool,
    pub freeze_header: bool,
    pub autofit: bool,
}

impl Default for WriteExcel {
    fn default() -> Self {
        WriteExcel {
            path: String::new(),
            existing: Existing::Overwrite,
            create_folders: true,
            sheet: "Sheet1".into(),
            header: true,
            freeze_header: true,
            autofit: true,
        }
    }
}

impl WriteExcel {
    fn check_sheet(&self, name: &str) -> Result<(), Problem> {
        let long = name.chars().count() > 31;
        let odd = name.contains(['[', ']', ':', '*', '?', '/', '\\']) || name.starts_with('\'') || name.ends_with('\'');
        if name.is_empty() || long || odd {
            return Err(Problem::error(format!("{name:?} is no name for a sheet"))
                .remedy("Use 1 to 31 characters, none of [ ] : * ? / \\")
                .at("sheet"));
        }
        Ok(())
    }
}

impl NodeKind for WriteExcel {
    const META: Meta = Meta::new("write_excel", 1, "Write Excel", Category::Sinks)
        .about("Writes the table as an Excel workbook")
        .help(
            "A sheet holds 1,048,576 rows with the header and 16,384 columns; more is an error, not a cut. Dates, times and \
             durations become Excel's own; dates before March 1900, whole numbers of more than 15 digits and numbers that are \
             infinite or NaN become text, because Excel would change them. Writes when the project is run, never in a preview; the \
             file is replaced only when the whole run has succeeded, together with all other outputs.",
        )
        .words(&["export", "save", "output", "xlsx", "spreadsheet", "workbook", "sink", "to file"]);

    fn ports(&self) -> Ports {
        Ports::input("in")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        require_flat(&rows, "Excel")?;
        self.check_sheet(&cx.expand("sheet", &self.sheet)?)?;
        Ok(Outputs(vec![rows]))
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path = Field::new("path", "File").hint("Relative to the project; ${name} puts a parameter in");
        form.path(path, &mut self.path, PathUse::Save(&["xlsx"]));
        place_fields(form, &mut self.existing, &mut self.create_folders);
        form.section("Sheet", true);
        form.text(Field::new("sheet", "Name of the sheet"), &mut self.sheet);
        form.flag(Field::new("header", "Names in the first row"), &mut self.header);
        form.flag(Field::new("freeze_header", "Keep the names in view"), &mut self.freeze_header);
        form.flag(Field::new("autofit", "Fit the width of columns"), &mut self.autofit);
        form.section("", true);
    }

    fn target(&self, cx: &Lower) -> Result<Option<Target>, Problem> {
        let sheet = cx.expand("sheet", &self.sheet)?;
        self.check_sheet(&sheet)?;
        Ok(Some(Target {
            path: cx.path("path", &self.path)?,
            format: TargetFormat::Excel(ExcelTarget {
                sheet,
                header: self.header,
                freeze_header: self.freeze_header,
                autofit: self.autofit,
            }),
            existing: self.existing,
            create_folders: self.create_folders,
        }))
    }
}
