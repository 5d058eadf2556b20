//! What a node's lowering may access outside of the project.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::cancellable_io::IsStopped;
use super::connections::Connections;
use crate::base::{Cancellation, Clock, SystemClock};

/// Access to the outside as one value, passed from whoever requests a plan to every kind and driver.
#[derive(Clone)]
pub struct Reach {
    /// Relative paths start here: the project file's folder.
    pub base: PathBuf,
    pub clock: Arc<dyn Clock>,
    pub connections: Connections,
    pub cancellation: Cancellation,
    is_stopped: Arc<dyn Fn() -> bool + Send + Sync>,
}

impl Reach {
    /// With the machine's clock; it is never cancelled.
    pub fn new(base: impl Into<PathBuf>) -> Reach {
        let base = base.into();
        let clock = Arc::new(SystemClock);
        let (connections, cancellation) = Default::default();
        Reach { base, clock, connections, cancellation, is_stopped: Arc::new(|| false) }
    }

    /// The same for work that ends with this cancellation.
    pub fn cancelled_by(&self, cancellation: &Cancellation) -> Reach {
        let flag = cancellation.clone();
        let cancellation = cancellation.clone();
        let is_stopped = Arc::new(move || flag.is_cancelled());
        Reach { cancellation, is_stopped, ..self.clone() }
    }

    /// For tests that cancel work after a number of checks.
    #[cfg(test)]
    pub fn stopped_by(self, is_stopped: impl Fn() -> bool + Send + Sync + 'static) -> Reach {
        Reach { is_stopped: Arc::new(is_stopped), ..self }
    }

    pub fn with_clock(self, clock: Arc<dyn Clock>) -> Reach {
        Reach { clock, ..self }
    }

    pub fn with_connections(self, connections: Connections) -> Reach {
        Reach { connections, ..self }
    }

    /// For work that checks whether it is cancelled.
    pub fn is_stopped(&self) -> IsStopped<'_> {
        &*self.is_stopped
    }
}

impl fmt::Debug for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reach").field("base", &self.base).field("cancellation", &self.cancellation).finish()
    }
}
