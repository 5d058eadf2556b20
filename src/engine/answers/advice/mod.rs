//! Advice from tables and files for filling in a form: the values of a column, the columns by which two tables may be
//! joined, the sheets of a workbook.

mod frequent;
mod keys;
mod rows;
mod sheets;

use std::sync::Arc;

use crate::engine::api::advice::{Advice, AdviceRequest};
use crate::engine::api::event::Event;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::engine::preview::shared::Shared;

/// The advice: empty if a table is no longer that of the newest plan, or cannot be computed, in which case the preview
/// says why. `None` if it was stopped.
pub(crate) fn answer(shared: &Shared, request: &AdviceRequest, stop: &Stop) -> Option<Event> {
    let advice = guarded(|| match request {
        AdviceRequest::Frequent { table, column } => {
            frequent::frequent(shared, *table, column, stop).map(Advice::Frequent)
        }
        AdviceRequest::Keys { left, right, chosen } => {
            keys::keys(shared, *left, *right, chosen, stop).map(Advice::Keys)
        }
        AdviceRequest::Sheets { base, path } => Some(Advice::Sheets(sheets::sheets(shared, base, path, stop))),
    });
    let advice = advice.ok().flatten().map(Arc::new);
    (!stop.is_set()).then(|| Event::Advice { request: request.clone(), advice })
}
