//! In the window: the engine's process with all projects, started again whenever it ends.

use std::collections::{BTreeMap, VecDeque};
use std::process::Child;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded};

use super::board::{self, Suspect};
use super::death::Death;
use super::guilt::Guilt;
use super::known::{Known, takes_the_place};
use super::message::ToEngine;
use crate::base::Problem;
use crate::connect::Board;
use crate::engine::api::event::Event;
use crate::engine::api::lane::{Ended, Lane};
use crate::engine::api::request::Request;
use crate::engine::control::locks::locked;
use crate::engine::control::stop::{Doing, Progress};
use crate::engine::threads::background::Wake;
use crate::engine::threads::emitter::EVENTS;

/// How long the end of the window waits for the process to end by itself.
const PATIENCE: Duration = Duration::from_millis(300);

/// The engine's process, for all projects of the window.
pub(crate) struct Host {
    state: Mutex<State>,
    /// There is a message, another life, or the end.
    changed: Condvar,
    wake: Wake,
}

#[derive(Default)]
pub(super) struct State {
    /// No project is left.
    closed: bool,
    /// The supervising thread has ended.
    is_over: bool,
    /// Counts the processes, also those that could not be started.
    pub life: u64,
    /// Messages for the process of this life.
    queue: VecDeque<ToEngine>,
    pub child: Option<Child>,
    pub board: Option<Arc<Board>>,
    projects: BTreeMap<u64, Known>,
    next: u64,
    guilt: Guilt,
}

impl Host {
    /// Without a process yet: see `supervisor.rs`.
    pub fn new(wake: Wake) -> Host {
        Host { state: Mutex::default(), changed: Condvar::new(), wake }
    }

    pub fn wake(&self) -> &Wake {
        &self.wake
    }

    /// Another project, and its events.
    pub fn open(&self) -> (u64, Sender<Event>, Receiver<Event>) {
        let (sender, events) = bounded(EVENTS);
        let mut state = locked(&self.state);
        let project = state.next;
        state.next += 1;
        state.projects.insert(project, Known::new(sender.clone()));
        state.queue.push_back(ToEngine::Open { project });
        self.changed.notify_all();
        (project, sender, events)
    }

    /// A project that is open, once there is one; `None` after the last was closed.
    pub(super) fn first_project(&self) -> Option<u64> {
        let is_early = |state: &mut State| !state.closed && state.projects.is_empty();
        let state = self.changed.wait_while(locked(&self.state), is_early).unwrap_or_else(PoisonError::into_inner);
        state.projects.keys().next().copied()
    }

    /// A project is closed. With the last one the process ends.
    pub fn close(&self, project: u64) {
        let mut state = locked(&self.state);
        state.projects.remove(&project);
        state.guilt.forget(project);
        state.queue.push_back(ToEngine::Close { project });
        state.closed = state.projects.is_empty();
        self.changed.notify_all();
        if !state.closed {
            return;
        }
        let is_waited_for = |state: &mut State| !state.is_over;
        let waited = self.changed.wait_timeout_while(state, PATIENCE, is_waited_for);
        let (mut state, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            // It may have ended by itself meanwhile; the supervising thread waits for it.
            state.child.iter_mut().for_each(|child| drop(child.kill()));
            drop(self.changed.wait_timeout_while(state, PATIENCE, |state| !state.is_over));
        }
    }

    /// Sends a request. It takes the place of an older one on the same subject that was not sent yet.
    pub fn send(&self, project: u64, request: Request) {
        let mut state = locked(&self.state);
        let Some(known) = state.projects.get_mut(&project) else { return };
        known.asked(&request);
        if let Request::TryAgain(node) = &request {
            state.guilt.release(project, *node);
        }
        state.queue.retain(|message| match message {
            ToEngine::Ask { project: other, request: old } => *other != project || !takes_the_place(&request, old),
            _ => true,
        });
        state.queue.push_back(ToEngine::Ask { project, request });
        self.changed.notify_all();
    }

    pub fn moving(&self, project: u64, doing: Doing) -> Option<Progress> {
        let board = locked(&self.state).board.clone()?;
        board::progress(&board, project, doing)
    }

    /// The number of the process, if it runs.
    pub fn process(&self) -> Option<u32> {
        locked(&self.state).child.as_ref().map(Child::id)
    }

    /// The next message for the process of this life; `None` when it is over.
    pub(super) fn next(&self, life: u64) -> Option<ToEngine> {
        let mut state = locked(&self.state);
        loop {
            if state.closed || state.life != life {
                return None;
            }
            if let Some(message) = state.queue.pop_front() {
                return Some(message);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Changes the state, unless the end has come.
    pub(super) fn unless_closed<T>(&self, change: impl FnOnce(&mut State) -> T) -> Option<T> {
        let mut state = locked(&self.state);
        let done = (!state.closed).then(|| change(&mut state));
        self.changed.notify_all();
        done
    }

    /// The process has closed its output: it takes no messages any more. Returns it, and the board on which it wrote.
    pub(super) fn end_life(&self) -> (Option<Child>, Option<Arc<Board>>) {
        let mut state = locked(&self.state);
        state.life += 1;
        self.changed.notify_all();
        (state.child.take(), state.board.take())
    }

    /// Passes on an event. Waits while the window takes none.
    pub(super) fn deliver(&self, project: u64, event: Event) {
        let events = {
            let mut state = locked(&self.state);
            let Some(known) = state.projects.get_mut(&project) else { return };
            known.answered(&event);
            known.events.clone()
        };
        if events.send(event).is_ok() {
            (self.wake)();
        }
    }

    /// The process has ended: says so, and prepares the next one.
    pub(super) fn died(&self, death: &Death, board: Option<&Board>) {
        let mut state = locked(&self.state);
        let projects: Vec<u64> = state.projects.keys().copied().collect();
        let suspects: Vec<Suspect> = board
            .iter()
            .flat_map(|board| projects.iter().flat_map(|project| board::suspects(board, *project)))
            .collect();
        let guilty = state.guilt.judge(&suspects, death.is_by_itself(), &death.problem_of_node());
        let guilty = guilty.map(|guilty| (guilty.project, guilty.node));
        let mut news = Vec::new();
        for (project, known) in &mut state.projects {
            let own: Vec<&Suspect> = suspects.iter().filter(|suspect| suspect.project == *project).collect();
            let node = guilty.filter(|(of, _)| of == project).map(|(_, node)| node);
            let problem = death.problem(node.is_some());
            let ended = Ended {
                problem: problem.clone(),
                node: node.or_else(|| own.iter().find_map(|suspect| suspect.node)),
                lanes: own.iter().map(|suspect| suspect.lane).collect(),
                is_new: true,
            };
            news.extend(known.lose(&problem).into_iter().map(|event| (*project, event)));
            news.push((*project, Event::Ended(ended)));
        }
        state.renew();
        drop(state);
        news.into_iter().for_each(|(project, event)| self.deliver(project, event));
    }

    /// The process cannot be started.
    pub(super) fn not_started(&self, problem: &Problem) {
        let mut state = locked(&self.state);
        let mut news = Vec::new();
        for (project, known) in &mut state.projects {
            news.extend(known.lose(problem).into_iter().map(|event| (*project, event)));
            let lanes = vec![Lane::Preview];
            let ended = Ended { problem: problem.clone(), node: None, lanes, is_new: false };
            news.push((*project, Event::Ended(ended)));
        }
        drop(state);
        news.into_iter().for_each(|(project, event)| self.deliver(project, event));
    }

    /// No process comes any more.
    pub(super) fn is_over(&self) {
        locked(&self.state).is_over = true;
        self.changed.notify_all();
    }

    /// Waits, but not beyond the end.
    pub(super) fn pause(&self, pause: Duration) {
        let state = locked(&self.state);
        drop(self.changed.wait_timeout_while(state, pause, |state| !state.closed));
    }
}

impl State {
    /// A new process knows nothing.
    fn renew(&mut self) {
        self.queue.clear();
        self.queue.extend(self.projects.keys().map(|project| ToEngine::Open { project: *project }));
        self.queue.extend(self.guilt.aside().iter().map(|guilty| ToEngine::SetAside {
            node: guilty.node,
            key: guilty.key,
            problem: guilty.problem.clone(),
        }));
        for (project, known) in &self.projects {
            self.queue.extend(known.watch().map(|watch| ToEngine::Ask { project: *project, request: watch.clone() }));
        }
    }

    /// The first message of a process.
    pub fn begin(&mut self, message: ToEngine) {
        self.queue.push_front(message);
    }
}
