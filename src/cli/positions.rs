//! `positions`: shows and forgets how far a project has read its growing sources.

use std::process::ExitCode;

use super::args::{ListFormat, PositionsArgs};
use super::failure::{self, Done, Failure};
use super::grid::Grid;
use super::stderr::print_line;
use super::stdout::Stdout;
use crate::base::Problem;
use crate::base::number::counted;
use crate::connect::Positions;

pub fn positions(args: &PositionsArgs) -> Done {
    let failed = |problem: Problem| Failure::one(failure::line(None, &problem));
    if let Some(node) = &args.forget {
        if !Positions::forget(&args.file, node).map_err(failed)? {
            let line = format!("{node}: There is no position of this node. List them with tablewire positions FILE");
            return Err(Failure::one(line));
        }
        print_line(&format!("{node}: The next run reads all rows"));
        return Ok(ExitCode::SUCCESS);
    }
    let positions = Positions::read(&args.file).map_err(failed)?;
    let mut out = Stdout::open();
    match args.format {
        ListFormat::Json => out.json(&positions)?,
        ListFormat::Text if positions.is_empty() => print_line("No source is read by its new rows"),
        ListFormat::Text => {
            let mut grid = Grid::new(["node", "column", "read up to", "overlap", "source"].map(str::to_owned), &[]);
            for (node, position) in positions {
                let overlap = counted(position.seen.len() as u64, "row");
                grid.row([node, position.column, position.value, overlap, position.source]);
            }
            out.line(&grid.to_string())?;
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}
