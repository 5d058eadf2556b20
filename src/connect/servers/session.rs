//! Work in a session with a server: one connection, one transaction.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::timeout;

use super::right::{SessionRight, Use, session_right};
use super::watch::{QUIET, is_no_answer, watched};
use super::words::silent;
use crate::base::Problem;
use crate::connect::connections::{Secret, Server};
use crate::connect::reach::Reach;

/// Ends the work of the server for a session, from outside of it.
pub trait Ends {
    /// Asks the server to end it, within about a second. Not for asynchronous code.
    fn end(&self);
}

/// A session with a server. One that is dropped in the middle of its work is cut off.
pub trait Session: Sized {
    type Ender: Ends;

    /// Logs in with this password, within five seconds.
    async fn open(server: &Server, r#use: Use, password: Option<&Secret>) -> Result<Self, Problem>;

    /// The session keeps the right to be open.
    fn keep(&mut self, right: SessionRight);

    /// Begins the transaction in which all work is done, and makes sure of the settings. `limit` is the longest that a
    /// statement may take.
    async fn begin(&mut self, server: &Server, r#use: Use, limit: Option<Duration>) -> Result<(), Problem>;

    /// What the session itself knows to be wrong with the server, behind the problem of a request.
    fn fault(&self, _: &Server) -> Option<Problem> {
        None
    }

    fn ender(&self) -> Self::Ender;

    /// Says goodbye: nothing of it is left on the server.
    async fn close(self);
}

/// The password of a server, looked up now.
pub fn password(server: &Server) -> Result<Option<Secret>, Problem> {
    let Some(password) = &server.password else { return Ok(None) };
    let password = password.resolved(&server.base, &server.connection);
    Ok(Some(password.map_err(|problem| problem.at("connection"))?))
}

/// Logs in, with the right to be open where that is counted.
pub async fn logged_in<S: Session>(server: &Server, r#use: Use, right: Option<SessionRight>) -> Result<S, Problem> {
    let mut session: S = again_with_renewed(server, r#use).await?;
    if let Some(right) = right {
        session.keep(right);
    }
    Ok(session)
}

/// Where the password is refused and what it refers to has changed meanwhile, logs in once more: it may have been renewed.
async fn again_with_renewed<S: Session>(server: &Server, r#use: Use) -> Result<S, Problem> {
    let first = password(server)?;
    let refused = match S::open(server, r#use, first.as_ref()).await {
        Err(problem) if problem.message.id() == Some("server-login-refused") => problem,
        opened => return opened,
    };
    let renewed = password(server)?;
    let text = |password: &Option<Secret>| password.as_ref().map(|password| password.reveal().to_owned());
    if text(&first) == text(&renewed) { Err(refused) } else { S::open(server, r#use, renewed.as_ref()).await }
}

/// How long all of the work with a server may take. A preview has time for a login, for what it asks and for its rows; then the
/// server does not end its statement as it was told.
fn whole(reach: &Reach) -> Option<Duration> {
    let preview = |limit: Duration| 2 * limit + Duration::from_secs(5);
    reach.deadline().or_else(|| reach.statement_limit().map(preview))
}

/// Works in a session of its own, in one transaction, and closes it. Whatever goes wrong, also a cancellation, ends what the
/// server does for it within about a second.
pub fn with<S: Session, T>(
    server: &Server,
    reach: &Reach,
    r#use: Use,
    work: impl AsyncFnOnce(&mut S) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let (session, done) = begun(server, reach, r#use, work)?;
    // What is asked for is there: no cancellation takes it back.
    let _ = Reach::new(".").block_on(async {
        session.close().await;
        Ok(())
    });
    Ok(done)
}

/// The same, but the session stays open, in its transaction.
pub fn begun<S: Session, T>(
    server: &Server,
    reach: &Reach,
    r#use: Use,
    work: impl AsyncFnOnce(&mut S) -> Result<T, Problem>,
) -> Result<(S, T), Problem> {
    let right = session_right(server, r#use, reach)?;
    let running: Arc<Mutex<Option<S::Ender>>> = Arc::new(Mutex::new(None));
    let noted = running.clone();
    let all = async move {
        let mut session: S = logged_in(server, r#use, Some(right)).await?;
        *noted.lock().unwrap_or_else(PoisonError::into_inner) = Some(session.ender());
        let done = async {
            session.begin(server, r#use, reach.statement_limit()).await?;
            work(&mut session).await
        };
        let done = match done.await {
            Ok(done) => done,
            Err(problem) => return Err(session.fault(server).unwrap_or(problem)),
        };
        *noted.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok((session, done))
    };
    let ask = async || match logged_in::<S>(server, r#use, None).await {
        Ok(session) => {
            session.close().await;
            Ok(())
        }
        Err(problem) if is_no_answer(&problem) => Err(problem),
        Err(_) => Ok(()),
    };
    let all = watched(all, QUIET, ask);
    let done = match whole(reach) {
        Some(deadline) => reach.block_on(async move {
            timeout(deadline, all).await.unwrap_or_else(|_| Err(silent(server, deadline.as_secs())))
        }),
        None => reach.block_on(all),
    };
    let left = running.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(ender) = left {
        ender.end();
    }
    done
}
