//! Threads that serve requests of one kind each.

use std::sync::Arc;
use std::thread::JoinHandle;

use super::mailbox::{Inbox, Mailbox, REST};
use crate::engine::api::event::Event;
use crate::engine::cache::memory_size::{AT_REST, AT_WORK, give_back};
use crate::engine::control::panics::guarded;
use crate::engine::control::stack::STACK;
use crate::engine::control::stop::Stop;
use crate::engine::preview::shared::{Emit, Shared};

/// What a thread does when a request is done.
#[derive(Clone, Copy)]
pub(super) enum Afterwards {
    Nothing,
    /// Returns memory to the system if no request comes for a while.
    Rest,
    /// Returns memory to the system, more of it if no request comes for a while.
    GiveBack,
}

/// One request at work.
pub(super) struct Job<'a, T> {
    pub shared: &'a Shared,
    pub emit: &'a Emit,
    pub stop: &'a Stop,
    pub inbox: &'a Mailbox<T>,
}

impl<T> Job<'_, T> {
    pub fn say(&self, event: Option<Event>) {
        event.into_iter().for_each(|event| (self.emit)(event));
    }
}

/// Starts threads, one for each kind of request.
pub(super) struct Starter {
    pub shared: Arc<Shared>,
    pub emit: Emit,
    pub threads: Vec<JoinHandle<()>>,
    pub inboxes: Vec<Arc<dyn Inbox>>,
}

impl Starter {
    /// A thread that works on requests one after the other; a panic ends only the request. Of requests that `is_same` takes for
    /// the same subject the newest wins.
    pub fn serve<T: Send + 'static>(
        &mut self,
        name: &str,
        is_same: fn(&T, &T) -> bool,
        afterwards: Afterwards,
        work: impl Fn(&Job<'_, T>, T) + Send + 'static,
    ) -> Arc<Mailbox<T>> {
        let mailbox = Mailbox::new(is_same);
        self.inboxes.push(mailbox.clone());
        let (inbox, shared, emit) = (mailbox.clone(), self.shared.clone(), self.emit.clone());
        self.threads.extend(thread(name, move || {
            while let Some((request, stop)) = inbox.take() {
                let job = Job { shared: &shared, emit: &emit, stop: &stop, inbox: &inbox };
                let _ = guarded(|| work(&job, request));
                match afterwards {
                    Afterwards::Nothing => {}
                    Afterwards::Rest => inbox.rest(),
                    Afterwards::GiveBack => give_back(if inbox.stays_empty(REST) { AT_REST } else { AT_WORK }),
                }
            }
        }));
        mailbox
    }
}

/// `None` if the system provides no more threads: the engine then stays silent, the window stays usable.
pub(super) fn thread(name: &str, work: impl FnOnce() + Send + 'static) -> Option<JoinHandle<()>> {
    std::thread::Builder::new().name(name.into()).stack_size(STACK).spawn(work).ok()
}
