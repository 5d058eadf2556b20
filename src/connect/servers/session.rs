//! Work in a session with a server: one connection, one transaction.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::timeout;

use super::right::{SessionRight, Use, session_right};
use super::words::silent;
use crate::base::Problem;
use crate::connect::connections::Server;
use crate::connect::reach::Reach;

/// Ends the work of the server for a session, from outside of it.
pub trait Ends {
    /// Asks the server to end it, within about a second. Not for asynchronous code.
    fn end(&self);
}

/// A session with a server. One that is dropped in the middle of its work is cut off.
pub trait Session: Sized {
    type Ender: Ends;

    /// Logs in, within five seconds. The session keeps the right to be open.
    async fn open(server: &Server, r#use: Use, right: SessionRight) -> Result<Self, Problem>;

    /// Begins the transaction in which all work is done, and makes sure of the settings. `limit` is the longest that a
    /// statement may take.
    async fn begin(&mut self, server: &Server, r#use: Use, limit: Option<Duration>) -> Result<(), Problem>;

    fn ender(&self) -> Self::Ender;

    /// Says goodbye: nothing of it is left on the server.
    async fn close(self);
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
        let mut session = S::open(server, r#use, right).await?;
        *noted.lock().unwrap_or_else(PoisonError::into_inner) = Some(session.ender());
        session.begin(server, r#use, reach.statement_limit()).await?;
        let done = work(&mut session).await?;
        *noted.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok((session, done))
    };
    let done = match reach.deadline() {
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
