//! What the drivers of database servers share: sessions, encryption, typed batches, conditions, names, staged tables.

mod batch;
mod calendar;
mod codes;
mod conditions;
mod driver;
mod exact;
mod groups;
mod located;
mod names;
mod placement;
mod places;
mod right;
mod session;
#[cfg(test)]
mod tests;
mod tls;
mod transaction;
mod typed;
mod watch;
mod words;

pub(super) use batch::{Batch, ColumnBuilder, Held};
pub(super) use calendar::{date_text, time_text};
pub(super) use codes::{Verdict, of_number, of_state};
pub(super) use conditions::{Compared, condition, taken};
pub(super) use driver::{Placed, ServerDriver};
pub(super) use exact::{declared_digits, micros};
pub(super) use groups::{GroupWords, Grouped, grouped, groups_problem, groups_request};
pub(super) use located::Located;
pub(super) use names::{TableName, written_part};
pub(super) use placement::{Placement, is_staged_name, staged_name};
pub(super) use places::{Places, Waiting};
pub(super) use right::{SessionRight, Use, right, session_right};
pub(super) use session::{Ends, Session, logged_in, password, with};
#[cfg(test)]
pub(super) use tests::{Proxy, counted, cut_everywhere, dead_and_silent, no_secret_is_told, passwords_are_renewed};
pub(super) use tls::client_config;
pub(super) use typed::Typed;
/// The most columns of a result: no server has more.
pub(super) const MOST_COLUMNS: usize = 4_096;

pub(super) use words::{silent, told, without_secret, wrong_form};
