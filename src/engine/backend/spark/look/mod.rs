//! The session for looking: a warm process that tells the columns of a table on Spark, and its first rows. It starts when it is
//! first asked, sleeps when it is not asked for a while, and ends with this process. It writes no output.

mod child;
mod refused;
mod reply;
mod request;
mod target;

use std::time::Duration;

use child::{Asked, Ended};
use refused::Refused;
use reply::Reply;
use request::{Look, Request};
use target::Wanted;

use super::job::Job;
use super::said::failure;
use crate::base::{Cancellation, ColumnInfo, Problem, Type};
use crate::connect::{ChildFolder, table_from_bytes};
use crate::document::NodeId;
use crate::engine::api::cluster::Cluster;
use crate::engine::api::cluster_secrets::Secrets;
use crate::engine::api::event::NodeProblem;
use crate::engine::api::output::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::api::table::{Exactness, Table};
use crate::formula::from_polars;
use crate::nodes::polars_type;
use crate::spark::DataType;

/// How often the caller's cancellation flag is checked.
const TICK: Duration = Duration::from_millis(20);

/// Settings of Spark for a session that others share the cluster with. Those that a person gives count.
const SETTINGS: [(&str, &str); 3] =
    [("spark.cores.max", "2"), ("spark.sql.shuffle.partitions", "4"), ("spark.ui.enabled", "false")];

/// What a look has found.
#[derive(Debug)]
struct Found {
    /// Names, and types as the catalog names them.
    columns: Vec<(String, String)>,
    /// A table in Arrow's file format; empty if none was wanted.
    rows: Vec<u8>,
}

/// A session for looking at tables on Spark.
pub struct SparkSession {
    cluster: Cluster,
    running: Option<(Asked, ChildFolder)>,
    /// The number of the last look.
    last: u64,
    /// Seconds after which it sleeps; `None` for the usual time.
    idle: Option<u64>,
}

/// Receives what is said while a look takes long.
pub type Remark<'a> = &'a mut dyn FnMut(Problem);

impl SparkSession {
    /// Starts nothing yet.
    pub fn new(cluster: Cluster) -> SparkSession {
        SparkSession { cluster, running: None, last: 0, idle: None }
    }

    /// It sleeps when it was not asked for so many seconds, instead of after five minutes.
    pub fn sleeping_after(self, seconds: u64) -> SparkSession {
        SparkSession { idle: Some(seconds), ..self }
    }

    pub fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// The columns of an output. Spark analyses the plan and computes nothing.
    pub fn columns(
        &mut self,
        snapshot: &Snapshot,
        output: OutputRef,
        cancel: &Cancellation,
        remark: Remark<'_>,
    ) -> Result<Vec<ColumnInfo>, NodeProblem> {
        let wanted = Wanted::of(snapshot, output, cancel)?;
        let found = self.look_at(&wanted, 0, cancel, remark)?;
        Ok(found.columns.into_iter().map(|(name, of)| ColumnInfo::new(name, type_of(&of))).collect())
    }

    /// The first rows of an output; for a sink, of the table that it would write. Returns shortly after cancellation.
    pub fn first_rows(
        &mut self,
        snapshot: &Snapshot,
        output: OutputRef,
        limit: usize,
        cancel: &Cancellation,
        remark: Remark<'_>,
    ) -> Result<Table, NodeProblem> {
        let wanted = Wanted::of(snapshot, output, cancel)?;
        let found = self.look_at(&wanted, limit.max(1), cancel, remark)?;
        let table = table_from_bytes(found.rows).map_err(|error| NodeProblem {
            node: output.node,
            problem: Problem::error(say!("spark-look-unreadable", error = error)),
        })?;
        Ok(Table::new(table.head(Some(limit)), 0, Exactness::FirstOnSpark))
    }

    /// The columns of the table of the catalog that a node reads: pairs of a name and a type as the catalog names it. The node
    /// need not know any columns yet.
    pub fn catalog_columns(
        &mut self,
        snapshot: &Snapshot,
        node: NodeId,
        cancel: &Cancellation,
        remark: Remark<'_>,
    ) -> Result<Vec<(String, String)>, NodeProblem> {
        let failed = |problem| NodeProblem { node, problem };
        let table = target::catalog_name(snapshot, node).map_err(failed)?;
        let found = self.ask(|_| Ok(Look::Catalog { table: table.clone() }), cancel, remark);
        found.map(|found| found.columns).map_err(|refused| failed(*refused.problem))
    }

    fn look_at(
        &mut self,
        wanted: &Wanted<'_>,
        rows: usize,
        cancel: &Cancellation,
        remark: Remark<'_>,
    ) -> Result<Found, NodeProblem> {
        let cluster = self.cluster.clone();
        let found = self.ask(|folder| wanted.request(&cluster, folder, rows, cancel), cancel, remark);
        found.map_err(|refused| {
            let node = refused.node.or_else(|| refused.function.as_deref().and_then(|function| wanted.node(function)));
            NodeProblem { node: node.unwrap_or(wanted.output.node), problem: *refused.problem }
        })
    }

    /// Asks the session, which is started if it is not running; once more if it has fallen asleep meanwhile.
    fn ask(
        &mut self,
        look: impl Fn(&ChildFolder) -> Result<Look, Refused>,
        cancel: &Cancellation,
        remark: Remark<'_>,
    ) -> Result<Found, Refused> {
        let was_running = self.running.is_some();
        match self.try_to_ask(&look, cancel, remark) {
            Err(Answer::Ended(_)) if was_running => {
                self.running = None;
                self.try_to_ask(&look, cancel, remark)
            }
            answer => answer,
        }
        .map_err(|answer| match answer {
            Answer::Refused(refused) => refused,
            Answer::Ended(problem) => {
                self.running = None;
                Refused::from(*problem)
            }
        })
    }

    fn try_to_ask(
        &mut self,
        look: &impl Fn(&ChildFolder) -> Result<Look, Refused>,
        cancel: &Cancellation,
        remark: &mut dyn FnMut(Problem),
    ) -> Result<Found, Answer> {
        self.last += 1;
        let id = self.last;
        let (asked, folder) = match &mut self.running {
            Some(running) => running,
            none => none.insert(start(&self.cluster, self.idle).map_err(Refused::from)?),
        };
        let look = Some(look(folder)?);
        let ended = |folder: &ChildFolder| Answer::Ended(Box::new(super::ended(folder)));
        asked.send(&Request { id, look }).map_err(|Ended| ended(folder))?;
        loop {
            if cancel.is_cancelled() {
                // The next look cancels it as well.
                let _ = asked.send(&Request { id: 0, look: None });
                return Err(Refused::from(Problem::stopped()).into());
            }
            match asked.next(TICK).map_err(|Ended| ended(folder))? {
                None | Some((Reply::Session {}, _)) => {}
                Some((Reply::Starting { seconds }, _)) => {
                    remark(Problem::warning(say!("spark-starting", seconds = seconds)));
                }
                Some((Reply::Silent { id: of, seconds, executors }, _)) if of == id => {
                    if executors == Some(0) {
                        let _ = asked.send(&Request { id: 0, look: None });
                        let problem = Problem::error(say!("spark-look-no-executor", seconds = seconds));
                        let problem = problem.remedy(say!("spark-look-no-executor-remedy")).transient();
                        return Err(Refused::from(problem).into());
                    }
                    remark(Problem::warning(say!("spark-look-silent", seconds = seconds)));
                }
                Some((Reply::Found { id: of, columns }, rows)) if of == id => return Ok(Found { columns, rows }),
                Some((Reply::Failed { id: of, function, condition, message }, _)) if of == id || of == 0 => {
                    let log = folder.keep_log().ok();
                    let problem = failure(condition.as_deref(), &message, log.as_deref());
                    if of == 0 {
                        return Err(Answer::Ended(Box::new(problem)));
                    }
                    return Err(Refused { function, ..Refused::from(problem) }.into());
                }
                Some((Reply::Refused(why), _)) => {
                    let problem = why.problem();
                    self.running = None;
                    return Err(Refused::from(problem).into());
                }
                Some((Reply::Asleep {}, _)) => return Err(ended(folder)),
                // Of a look that nobody waits for any more.
                Some(_) => {}
            }
        }
    }
}

/// Why there is no answer.
enum Answer {
    Refused(Refused),
    /// The session has ended.
    Ended(Box<Problem>),
}

impl From<Refused> for Answer {
    fn from(refused: Refused) -> Answer {
        Answer::Refused(refused)
    }
}

fn start(cluster: &Cluster, idle: Option<u64>) -> Result<(Asked, ChildFolder), Problem> {
    let folder = super::folder(cluster, None)?;
    let mut cluster = cluster.clone();
    if cluster.remote.is_none() {
        for (name, value) in SETTINGS {
            cluster.conf.entry(name.to_owned()).or_insert_with(|| value.to_owned());
        }
    }
    let mut job = Job::on(&cluster, "tablewire looks");
    job.idle = idle.unwrap_or(job.idle);
    let asked = Asked::start(&super::python(&cluster), &folder, &job, Secrets::of(&cluster))?;
    Ok((asked, folder))
}

/// A type that the catalog names.
fn type_of(name: &str) -> Type {
    DataType::parse(name).map_or_else(|| Type::Other(name.to_owned()), |of| from_polars(&polars_type(&of)))
}
