//! `export`: a project as a program of another system.

use std::process::ExitCode;

use super::args::{ExportArgs, ExportFormat};
use super::failure::{self, Done, Failure};
use super::project;
use super::stderr::print_line;
use super::stdout::Stdout;
use crate::base::number;
use crate::engine;

pub fn export(args: &ExportArgs) -> Done {
    let project = project::open(&args.project)?;
    let title = args.project.file.file_stem().map(|name| name.to_string_lossy().into_owned());
    let title = title.filter(|title| title != "-").unwrap_or_else(|| "project".to_owned());
    let exported = match args.to {
        ExportFormat::Pyspark => engine::export_to_spark(&project.snapshot, &title),
    };
    let exported = match exported {
        Ok(exported) => exported,
        Err(problems) => {
            for (node, problem) in &problems {
                let node = node.map(|id| project.name_of(id));
                print_line(&failure::line(Some(node.as_ref().unwrap_or(&project.name)), problem));
            }
            return Ok(ExitCode::FAILURE);
        }
    };
    for engine::Shipped { output, argument } in &exported.shipped {
        print_line(&match &args.shipped {
            Some(folder) => {
                let path = folder.join(format!("{}.parquet", argument.trim_start_matches("--shipped-")));
                let failed = |problem| Failure::one(failure::line(Some(&project.name_of(output.node)), &problem));
                let bytes = engine::write_as_parquet(&project.snapshot, *output, &path).map_err(failed)?;
                let size = number::bytes(bytes);
                format!("{}: {size} for {argument} in {}", project.name_of(output.node), path.display())
            }
            None => format!(
                "{}: Spark does not read this source itself. Give its rows as Parquet with {argument}, which \
                 export --shipped FOLDER writes",
                project.name_of(output.node)
            ),
        });
    }
    match &args.output {
        Some(path) => std::fs::write(path, &exported.text)
            .map_err(|error| Failure::one(format!("{}: {error}. Choose another file", path.display())))?,
        None => {
            let mut out = Stdout::open();
            out.line(exported.text.trim_end())?;
            out.finish()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
