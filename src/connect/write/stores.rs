//! Outputs of stores: all of one store are committed by one transaction, and all stores together in one short phase.
//!
//! No store can take back a commit. So every change is made before the first commit: what a store refuses is known then, and
//! nothing has happened. After the first commit the others are carried on with, at the next start if they have to be.

use std::time::Duration;

use crate::base::{Cancellation, Problem};
use crate::connect::reach::Reach;
use crate::connect::target::{Driver, Standing, StoreTransaction, Ticket};

/// When a store that does not answer, or does not commit, is asked again.
const AGAIN: [Duration; 4] =
    [Duration::from_millis(200), Duration::from_millis(800), Duration::from_secs(2), Duration::from_secs(4)];

/// An output that can be finished, by the ticket of its driver.
#[derive(Clone, Copy)]
pub(super) struct Prepared<'a> {
    /// Its number in the run.
    pub index: usize,
    pub driver: &'a dyn Driver,
    pub ticket: &'a str,
}

impl<'a> Prepared<'a> {
    /// The outputs of these tickets whose drivers are known.
    pub fn all(tickets: &'a [Ticket], drivers: &[&'a dyn Driver]) -> Vec<Prepared<'a>> {
        let one = |(index, ticket): (usize, &'a Ticket)| {
            let driver = drivers.iter().find(|driver| driver.name() == ticket.driver)?;
            Some(Prepared { index, driver: *driver, ticket: &ticket.text })
        };
        tickets.iter().enumerate().filter_map(one).collect()
    }

    pub fn is_in_store(&self) -> bool {
        self.driver.store(self.ticket).is_some()
    }

    pub fn name(&self) -> String {
        self.driver.address(self.ticket).map_or_else(|| self.ticket.to_owned(), |address| address.to_string())
    }
}

/// The outputs of one store, and its transaction.
struct Store<'a> {
    key: (&'static str, String),
    outputs: Vec<Prepared<'a>>,
    open: Option<Box<dyn StoreTransaction>>,
}

/// The transactions of all stores, with all changes made. They are undone if this is dropped.
pub(super) struct Stores<'a>(Vec<Store<'a>>);

/// Why a commit has failed, with the index of an output at fault.
#[derive(Debug)]
pub(super) enum NotCommitted {
    /// No store has changed.
    Unchanged(usize, Problem),
    /// A store has, or may have, changed, and this one has not: what is prepared must be finished later.
    Left(usize, Problem),
}

impl<'a> Stores<'a> {
    /// Makes all changes of those among the outputs that belong to stores.
    pub fn begin(outputs: &[Prepared<'a>], cancellation: &Cancellation) -> Result<Stores<'a>, (usize, Problem)> {
        let mut stores: Vec<Store> = Vec::new();
        for output in outputs {
            let Some(name) = output.driver.store(output.ticket) else { continue };
            let key = (output.driver.name(), name);
            match stores.iter_mut().find(|store| store.key == key) {
                Some(store) => store.outputs.push(*output),
                None => stores.push(Store { key, outputs: vec![*output], open: None }),
            }
        }
        for store in &mut stores {
            store.open = Some(store.begin(cancellation)?);
        }
        Ok(Stores(stores))
    }

    /// Commits all stores, one right after the other. `is_fixed` says that something else of the run cannot be taken back.
    pub fn commit(self, mut is_fixed: bool) -> Result<(), NotCommitted> {
        let mut left: Vec<(Store, Problem)> = Vec::new();
        for mut store in self.0 {
            let Some(open) = store.open.take() else { continue };
            let Err(problem) = open.commit() else {
                is_fixed = true;
                continue;
            };
            match store.standing_at_last() {
                // Only the answer was lost. To begin again removes what that transaction may have left beside the tables.
                Ok(Progress::Done) => {
                    is_fixed = true;
                    drop(store.begin(&Cancellation::default()));
                }
                Ok(Progress::Nothing) if !is_fixed => {
                    return Err(NotCommitted::Unchanged(store.outputs[0].index, problem));
                }
                // The stores that follow are as they were, and are finished with this one.
                Err(_) if !is_fixed => return Err(NotCommitted::Left(store.outputs[0].index, problem)),
                _ => {
                    is_fixed = true;
                    left.push((store, problem));
                }
            }
        }
        match left.into_iter().find_map(|(store, problem)| Some((store.carry_on().err()?, store, problem))) {
            Some((again, store, first)) => {
                let problem = if again.cause.is_transient() { first } else { again };
                Err(NotCommitted::Left(store.outputs[0].index, problem))
            }
            None => Ok(()),
        }
    }
}

fn wait(pause: Duration) {
    let _ = Reach::new(".").block_on(async {
        tokio::time::sleep(pause).await;
        Ok(())
    });
}

/// How far the outputs of a store have come.
enum Progress {
    Nothing,
    Partly,
    Done,
}

impl Store<'_> {
    fn begin(&self, cancellation: &Cancellation) -> Result<Box<dyn StoreTransaction>, (usize, Problem)> {
        let Some(first) = self.outputs.first() else { return Err((0, Problem::stopped())) };
        let tickets: Vec<&str> = self.outputs.iter().map(|output| output.ticket).collect();
        let at = |index: usize| self.outputs.get(index).map_or(0, |output| output.index);
        first.driver.begin(&tickets, cancellation).map_err(|(index, problem)| (at(index), problem))
    }

    fn standing(&self) -> Result<Progress, Problem> {
        let standings = self.outputs.iter().map(|output| output.driver.standing(output.ticket));
        let standings = standings.collect::<Result<Vec<_>, _>>()?;
        let waits = standings.iter().filter(|it| matches!(it, Standing::Waiting | Standing::Lost)).count();
        Ok(match waits {
            0 => Progress::Done,
            all if all == standings.len() => Progress::Nothing,
            _ => Progress::Partly,
        })
    }

    /// The same, asked for until the store answers.
    fn standing_at_last(&self) -> Result<Progress, Problem> {
        let mut standing = self.standing();
        for pause in AGAIN {
            if standing.is_ok() {
                break;
            }
            wait(pause);
            standing = self.standing();
        }
        standing
    }

    /// Tries to finish it.
    fn carry_on(&self) -> Result<(), Problem> {
        let attempt = || self.begin(&Cancellation::default()).map_err(|(_, problem)| problem)?.commit();
        let mut done = attempt();
        for pause in AGAIN {
            if done.as_ref().err().is_none_or(|problem| !problem.cause.is_transient()) {
                break;
            }
            wait(pause);
            done = attempt();
        }
        done
    }
}
