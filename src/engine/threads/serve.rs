//! Threads that serve requests of one kind each.

use std::sync::Arc;
use std::thread::JoinHandle;

use super::mailbox::{Inbox, Mailbox, REST};
use crate::document::NodeId;
use crate::engine::api::event::Event;
use crate::engine::api::lane::{Ended, Lane};
use crate::engine::cache::memory_size::{AT_REST, AT_WORK, give_back};
use crate::engine::control::locks::locked;
use crate::engine::control::memory_limit::exceeded;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::{Announce, Stop};
use crate::engine::control::thread::thread;
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

/// A request being processed.
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
    /// Receives the nodes that each kind of work computes.
    pub announce: Announcers,
    pub threads: Vec<JoinHandle<()>>,
    pub inboxes: Vec<Arc<dyn Inbox>>,
}

/// Returns the receiver for a kind of work.
pub(crate) type Announcers = Box<dyn Fn(Lane) -> Option<Arc<dyn Announce>>>;

/// How a thread serves requests of one kind.
pub(super) struct Service<T> {
    pub lane: Lane,
    /// Of several requests on the same subject the newest wins.
    pub is_same: fn(&T, &T) -> bool,
    /// The node whose table is requested.
    pub node: fn(&T) -> Option<NodeId>,
    pub afterwards: Afterwards,
}

impl Starter {
    /// A thread that works on requests one after the other; a panic ends only the request.
    pub fn serve<T: Send + 'static>(
        &mut self,
        service: Service<T>,
        work: impl Fn(&Job<'_, T>, T) + Send + 'static,
    ) -> Arc<Mailbox<T>> {
        let Service { lane, is_same, node, afterwards } = service;
        let mailbox = Mailbox::new(is_same, (self.announce)(lane));
        self.inboxes.push(mailbox.clone());
        let inbox = mailbox.clone();
        let shared = self.shared.clone();
        let emit = self.emit.clone();
        self.threads.extend(thread(lane.thread(), move || {
            while let Some((request, stop)) = inbox.take() {
                let job = Job { shared: &shared, emit: &emit, stop: &stop, inbox: &inbox };
                if let Some(node) = node(&request) {
                    locked(&shared.latest).iter().for_each(|plan| stop.follow(plan.named_keys()));
                    stop.at(node);
                }
                let _ = guarded(|| work(&job, request));
                inbox.done();
                if lane != Lane::Preview && stop.is_too_large() {
                    job.say(Some(Event::Ended(too_large(lane, &stop))));
                }
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

/// The end of work that took too much memory.
fn too_large(lane: Lane, stop: &Stop) -> Ended {
    let problem = exceeded();
    let node = stop.announced().map(|(node, _)| node);
    Ended { problem, node, lanes: vec![lane], is_new: false }
}
