//! The columns of a table of Spark's catalog, from the session for looking.

use crate::base::Problem;
use crate::engine::api::catalog::CatalogRequest;
use crate::engine::api::event::Event;
use crate::engine::control::locks::locked;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::engine::preview::shared::Shared;

/// The answer; `None` if the request was cancelled.
pub(crate) fn answer(shared: &Shared, request: &CatalogRequest, stop: &Stop) -> Option<Event> {
    let found = guarded(|| found(shared, request, stop)).unwrap_or_else(Err);
    (!stop.is_set()).then_some(Event::CatalogColumns { ask: request.ask, found })
}

fn found(shared: &Shared, request: &CatalogRequest, stop: &Stop) -> Result<Vec<(String, String)>, Problem> {
    let no_cluster = || Problem::error(say!("catalog-no-cluster")).remedy(say!("catalog-no-cluster-remedy"));
    let cluster = request.snapshot.cluster.as_ref().ok_or_else(no_cluster)?;
    let mut looks = locked(&shared.looks);
    // While it takes long, the window shows that it is waited for.
    let found =
        looks.on(cluster).catalog_columns(&request.snapshot, request.node, stop.cancellation(), &mut |_: Problem| ());
    found.map_err(|found| found.problem)
}
