//! The rows of a binary COPY as they arrive: the bytes of the connection, or messages where there is no tap.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use bytes::Bytes;
use futures_util::Stream;

use super::asked::Postgres;
use super::session::Session;
use super::tap::Piece;
use super::tuples::{Tuples, WrongForm};
use super::words::{problem_at, refused};
use crate::base::Problem;
use crate::connect::servers::wrong_form;

/// What takes the rows.
pub(super) trait RowReceiver {
    /// Takes the rows of a piece of the connection.
    fn add_piece(&mut self, tuples: &mut Tuples, piece: &Piece) -> Result<(), Problem>;

    /// Takes the rows of a message, which may hold pieces of rows.
    fn add_message(&mut self, tuples: &mut Tuples, bytes: &[u8]) -> Result<(), Problem>;

    /// Whether all that is needed is there.
    fn is_enough(&self) -> bool {
        false
    }
}

/// Either the user is told what is wrong, or the server has sent what no server sends.
pub(super) enum Fault {
    Told(Problem),
    Form,
}

impl From<WrongForm> for Fault {
    fn from(_: WrongForm) -> Fault {
        Fault::Form
    }
}

impl Fault {
    pub fn problem(self, asked: &Postgres) -> Problem {
        match self {
            Fault::Told(problem) => problem,
            Fault::Form => wrong_form(&asked.server),
        }
    }
}

/// What comes of a copy.
enum Arrived {
    Piece(Piece),
    Message(Option<Result<Bytes, tokio_postgres::Error>>),
}

/// Passes the rows of a statement without parameters to `receiver`, to the end of the copy or until it has enough.
pub(super) async fn copy(
    asked: &Postgres,
    session: &Session,
    sql: &str,
    receiver: &mut impl RowReceiver,
) -> Result<(), Problem> {
    let statement = format!("COPY ({sql}) TO STDOUT (FORMAT BINARY)");
    let copied = session.copied_rows();
    copied.want(true);
    let stream = session.client().copy_out(&statement).await;
    let stream = stream.map_err(|error| refused(&asked.server, &asked.rows, &statement, &error));
    // Its position is that of another statement than the user's.
    let mut stream = pin!(stream.map_err(|problem| Problem { span: None, ..problem })?);
    let mut tuples = Tuples::default();
    loop {
        let arrived = poll_fn(|context| match copied.next(context) {
            Some(piece) => Poll::Ready(Arrived::Piece(piece)),
            None => stream.as_mut().poll_next(context).map(Arrived::Message),
        });
        match arrived.await {
            Arrived::Piece(piece) => {
                receiver.add_piece(&mut tuples, &piece)?;
                copied.give_back(piece);
            }
            // Without a tap rows come as messages.
            Arrived::Message(Some(message)) => {
                let setting = asked.rows.setting();
                let message = message.map_err(|error| problem_at(&asked.server, &error, setting))?;
                receiver.add_message(&mut tuples, &message)?;
            }
            Arrived::Message(None) => break,
        }
        if receiver.is_enough() {
            return Ok(());
        }
    }
    // The end comes after all rows.
    while let Some(piece) = copied.rest() {
        receiver.add_piece(&mut tuples, &piece)?;
        copied.give_back(piece);
    }
    copied.want(false);
    if tuples.is_whole() { Ok(()) } else { Err(wrong_form(&asked.server)) }
}
