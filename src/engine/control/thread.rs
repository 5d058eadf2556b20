//! The engine's threads.

use std::thread::JoinHandle;

use super::stack::STACK;

/// `None` if the system provides no more threads: the engine then stays silent, the window stays usable.
pub(crate) fn thread(name: &str, work: impl FnOnce() + Send + 'static) -> Option<JoinHandle<()>> {
    std::thread::Builder::new().name(name.into()).stack_size(STACK).spawn(work).ok()
}
