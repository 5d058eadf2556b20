//! Writes the project as a program for Spark, or says in one message what prevents that.

use std::path::PathBuf;

use super::App;
use super::notices::NoticeKind;
use crate::base::text::{in_a_row, joined};
use crate::base::{Problem, Text};
use crate::connect;
use crate::document::NodeId;
use crate::engine::{self, Snapshot};
use crate::nodes::problem_in_form;

/// So many gaps are told; of more, only how many.
const TOLD: usize = 4;

/// A written program: the names of the sources that it is given as Parquet, with the options that take them.
type Shipped = Vec<(NodeId, String)>;

/// Why there is none.
enum Failure {
    Gaps(Vec<(Option<NodeId>, Problem)>),
    Write(Problem),
}

impl App {
    /// The title of the program: the project's file name, as on the command line.
    pub fn program_title(&self) -> String {
        let stem = self.project.file.as_deref().and_then(|file| file.file_stem());
        stem.map_or_else(|| "project".to_owned(), |stem| stem.to_string_lossy().into_owned())
    }

    pub(super) fn export_program(&mut self, path: PathBuf) {
        self.project.view.dialog = None;
        self.dismiss(NoticeKind::Program);
        let (snapshot, title) = (Snapshot::new(self.document().clone(), self.base()), self.program_title());
        self.set_status(say!("writing-file", file = path.display()));
        let target = path.clone();
        let write = move || -> Result<Shipped, Failure> {
            let program = engine::export_to_spark(&snapshot, &title).map_err(Failure::Gaps)?;
            connect::write_atomic(&target, program.text.as_bytes()).map_err(Failure::Write)?;
            Ok(program.shipped.into_iter().map(|shipped| (shipped.output.node, shipped.argument)).collect())
        };
        self.in_background(write, move |app, done| match done {
            Ok(shipped) if shipped.is_empty() => app.set_status(say!("program-written", file = path.display())),
            Ok(shipped) => {
                let options = in_a_row(
                    shipped
                        .into_iter()
                        .map(|(node, option)| say!("program-option", option = option, node = app.name_of(node))),
                );
                app.refuse(say!("program-written-ships", file = path.display(), options = options));
            }
            Err(Failure::Gaps(gaps)) => {
                let node = gaps.iter().find_map(|(node, _)| *node);
                app.report_failure(NoticeKind::Program, app.gaps_in_words(&gaps), node);
            }
            Err(Failure::Write(problem)) => app.report_failure(NoticeKind::Program, problem.text(), None),
        });
    }

    /// "2 problems: late: …; top: …".
    fn gaps_in_words(&self, gaps: &[(Option<NodeId>, Problem)]) -> Text {
        let word = |(node, problem): &(Option<NodeId>, Problem)| match node.and_then(|id| self.document().node(id)) {
            Some(node) => {
                say!("node-problem", node = node.name, problem = problem_in_form(&node.kind, problem))
            }
            None => problem.text(),
        };
        let told = joined(gaps.iter().take(TOLD).map(word), "program-gap-more", "program-gap-more");
        match gaps.len().saturating_sub(TOLD) {
            0 => say!("program-gaps", gaps = told),
            more => say!("program-gaps-and-more", gaps = told, count = more),
        }
    }
}
