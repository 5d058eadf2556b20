//! Moving the staged rows of several outputs to their tables, in one transaction of their server.

use std::sync::Arc;

use super::placement::Placement;
use super::places::{Places, Waiting};
use super::right::Use;
use super::session::{Session, begun};
use crate::base::{Cancellation, Problem};
use crate::connect::connections::Server;
use crate::connect::move_steps::{Step, steps};
use crate::connect::reach::Reach;
use crate::connect::target::StoreTransaction;

/// A session that has moved all rows and has not committed.
struct ServerTransaction<P: Places> {
    server: Arc<Server>,
    session: P::Session,
    /// The placements that the commit is for, and whether their tables existed before.
    moved: Vec<(Placement, bool)>,
}

/// Moves the staged rows of all placements, which belong to one server, up to the commit. Fails with the index of the
/// placement at fault.
pub fn begin<P: Places + 'static>(
    placements: Vec<Placement>,
    cancellation: &Cancellation,
) -> Result<Box<dyn StoreTransaction>, (usize, Problem)> {
    let Some(first) = placements.first() else { return Ok(Box::new(Nothing)) };
    let server = first.server().map_err(|problem| (0, problem))?;
    let reach = first.reach(cancellation);
    let mut at = 0;
    let moving = async |session: &mut P::Session| moved::<P>(session, &server, &placements, &mut at).await;
    let begun = begun(&server, &reach, Use::Write, moving);
    let (session, moved) = begun.map_err(|problem| (at, problem))?;
    Ok(Box::new(ServerTransaction::<P> { server, session, moved }))
}

/// Moves the rows; returns the placements that had not been moved before. `at` is the index of the one that is worked on.
async fn moved<P: Places>(
    session: &mut P::Session,
    server: &Server,
    placements: &[Placement],
    at: &mut usize,
) -> Result<Vec<(Placement, bool)>, Problem> {
    let mut waiting = Vec::new();
    for (index, placement) in placements.iter().enumerate() {
        *at = index;
        if let Some(is_there) = P::look(session, server, placement).await? {
            waiting.push((index, Waiting { placement, is_there }));
        }
    }
    let tables: Vec<&Placement> = waiting.iter().map(|(_, waiting)| waiting.placement).collect();
    let references = if tables.len() > 1 { P::references(session, server, &tables).await? } else { Vec::new() };
    for step in steps(tables.len(), &references) {
        let (Step::Alter(place) | Step::Empty(place) | Step::Fill(place)) = step;
        let (index, waiting) = &waiting[place];
        *at = *index;
        match step {
            Step::Alter(_) if !waiting.is_there || waiting.placement.changes.is_empty() => {}
            Step::Alter(_) => P::alter(session, server, waiting).await?,
            Step::Empty(_) => P::empty(session, server, waiting).await?,
            Step::Fill(_) => {
                let moved = P::fill(session, server, waiting).await?;
                if moved != waiting.placement.rows {
                    return Err(waiting.placement.left_out(moved));
                }
            }
        }
    }
    let waiting: Vec<&Waiting> = waiting.iter().map(|(_, waiting)| waiting).collect();
    P::check(session, server, &waiting).await?;
    Ok(waiting.into_iter().map(|waiting| (waiting.placement.clone(), waiting.is_there)).collect())
}

impl<P: Places> StoreTransaction for ServerTransaction<P> {
    fn commit(self: Box<Self>) -> Result<(), Problem> {
        let ServerTransaction { server, mut session, moved } = *self;
        let waiting: Vec<Waiting> =
            moved.iter().map(|(placement, is_there)| Waiting { placement, is_there: *is_there }).collect();
        // Nothing cancels a commit.
        Reach::new(".").block_on(async move {
            P::commit(&mut session, &server, &waiting).await?;
            session.close().await;
            Ok(())
        })
    }
}

/// There was nothing to move.
struct Nothing;

impl StoreTransaction for Nothing {
    fn commit(self: Box<Self>) -> Result<(), Problem> {
        Ok(())
    }
}
