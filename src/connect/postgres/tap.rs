//! Takes the rows of a COPY out of the bytes of a connection, below the client library, which would make a message of each.
//! Everything else passes through to the library: logins, errors, ends.

use std::collections::VecDeque;
use std::io;
use std::ops::Range;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

use super::guard::{Breach, Guard};

/// The first buffer, and those for rows.
const SMALL: usize = 16 << 10;
const LARGE: usize = 512 << 10;
/// Pieces that wait for the reader.
const WAITING: usize = 2;
/// After this many bytes of rows, less than so much at once is worth a pause: the server works less for larger pieces.
const MANY: usize = 1 << 20;
const FEW: usize = 128 << 10;
const PAUSE: Duration = Duration::from_millis(2);
/// A message: its kind, and its length without the kind.
const HEAD: usize = 5;
const COPY_DATA: u8 = b'd';

/// Messages with rows, one after the other.
pub(super) struct Piece {
    bytes: Vec<u8>,
    messages: Range<usize>,
}

impl Piece {
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The places of what the messages hold, in order.
    pub fn contents(&self) -> impl Iterator<Item = Range<usize>> {
        let mut at = self.messages.start;
        std::iter::from_fn(move || {
            let rest = &self.bytes[at..self.messages.end];
            let length = length(rest).filter(|length| *length <= rest.len())?;
            let content = at + HEAD..at + length;
            at += length;
            Some(content)
        })
    }
}

/// The bytes of the first message; `None` if its head is not whole, or wrong.
fn length(bytes: &[u8]) -> Option<usize> {
    let length = u32::from_be_bytes(bytes.get(1..HEAD)?.try_into().ok()?);
    (length >= 4).then(|| length as usize + 1)
}

#[derive(Default)]
struct State {
    is_wanted: bool,
    pieces: VecDeque<Piece>,
    /// Buffers to use again.
    spare: Vec<Vec<u8>>,
    reader: Option<Waker>,
    connection: Option<Waker>,
    /// Why the server was left.
    breach: Option<Breach>,
}

/// Rows on their way from a connection to their reader.
#[derive(Default)]
pub(super) struct CopiedRows(Mutex<State>);

impl CopiedRows {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on rows of a COPY come here, or not any more. To be said while the connection is at rest.
    pub fn want(&self, is_wanted: bool) {
        self.lock().is_wanted = is_wanted;
    }

    /// The next piece that has arrived; otherwise the reader is woken when there is one.
    pub fn next(&self, context: &Context<'_>) -> Option<Piece> {
        let mut state = self.lock();
        let piece = state.pieces.pop_front();
        match (&piece, state.connection.take()) {
            (Some(_), Some(connection)) => connection.wake(),
            (Some(_), None) => {}
            // A waker that is still there is used later.
            (None, connection) => {
                state.connection = connection;
                state.reader = Some(context.waker().clone());
            }
        }
        piece
    }

    /// Why the server was left, if it was.
    pub fn breach(&self) -> Option<Breach> {
        self.lock().breach
    }

    /// What has arrived up to the end of a copy.
    pub fn rest(&self) -> Option<Piece> {
        self.lock().pieces.pop_front()
    }

    /// The reader does not need this piece any more.
    pub fn give_back(&self, piece: Piece) {
        let mut state = self.lock();
        if piece.bytes.len() == LARGE && state.spare.len() <= WAITING {
            state.spare.push(piece.bytes);
        }
    }
}

/// A connection with a tap.
pub(super) struct Tap<S> {
    inner: S,
    guard: Guard,
    rows: Arc<CopiedRows>,
    buffer: Vec<u8>,
    /// What is in the buffer and has not been passed on.
    filled: Range<usize>,
    /// Bytes of a message that pass through.
    passing: usize,
    /// Bytes of rows so far.
    taken: usize,
    pause: Option<Pin<Box<Sleep>>>,
}

impl<S> Tap<S> {
    /// `inner` is at the beginning of a message of the server.
    pub fn new(inner: S, guard: Guard, rows: Arc<CopiedRows>) -> Tap<S> {
        let buffer = vec![0; SMALL];
        Tap { inner, guard, rows, buffer, filled: 0..0, passing: 0, taken: 0, pause: None }
    }

    /// Nothing more is read.
    fn leave(&self, breach: Breach) -> io::Error {
        let mut state = self.rows.lock();
        state.breach = Some(breach);
        if let Some(reader) = state.reader.take() {
            reader.wake();
        }
        breach.into()
    }

    /// Passes on what is whole in the buffer: rows to their reader, anything else to `out`. Waits while the reader has enough.
    fn pass(&mut self, context: &Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        loop {
            if self.passing > 0 {
                let count = self.passing.min(self.filled.len()).min(out.remaining());
                out.put_slice(&self.buffer[self.filled.start..self.filled.start + count]);
                self.filled.start += count;
                self.passing -= count;
                if self.passing > 0 {
                    return Poll::Ready(Ok(()));
                }
            }
            let bytes = &self.buffer[self.filled.clone()];
            if bytes.len() < HEAD {
                return Poll::Ready(Ok(()));
            }
            let Some(size) = length(bytes) else { return Poll::Ready(Err(self.leave(Breach::Form))) };
            if bytes.len() < Guard::needed(bytes[0], size).min(SMALL / 2) {
                return Poll::Ready(Ok(()));
            }
            if let Err(breach) = self.guard.look(bytes, size) {
                return Poll::Ready(Err(self.leave(breach)));
            }
            if bytes[0] != COPY_DATA {
                self.passing = size;
                continue;
            }
            let mut state = self.rows.lock();
            if !state.is_wanted {
                drop(state);
                self.passing = size;
                continue;
            }
            let whole = whole_rows(bytes);
            if whole == 0 {
                drop(state);
                if size > self.buffer.len() && self.filled == (0..self.buffer.len()) {
                    // As much as has really arrived, again.
                    self.buffer.resize(size.min(2 * self.buffer.len()), 0);
                }
                return Poll::Ready(Ok(()));
            }
            if state.pieces.len() >= WAITING {
                state.connection = Some(context.waker().clone());
                return Poll::Pending;
            }
            let mut next = state.spare.pop().unwrap_or_else(|| vec![0; LARGE]);
            let messages = self.filled.start..self.filled.start + whole;
            let rest = messages.end..self.filled.end;
            if next.len() < rest.len() {
                next.resize(rest.len(), 0);
            }
            next[..rest.len()].copy_from_slice(&self.buffer[rest.clone()]);
            self.filled = 0..rest.len();
            self.taken = self.taken.saturating_add(whole);
            let bytes = std::mem::replace(&mut self.buffer, next);
            state.pieces.push_back(Piece { bytes, messages });
            if let Some(reader) = state.reader.take() {
                reader.wake();
            }
        }
    }
}

/// The bytes of the messages at the beginning that are whole and hold rows.
fn whole_rows(bytes: &[u8]) -> usize {
    let mut end = 0;
    while bytes.get(end) == Some(&COPY_DATA)
        && let Some(size) = length(&bytes[end..])
        && size <= bytes.len() - end
    {
        end += size;
    }
    end
}

impl<S: AsyncRead + Unpin> AsyncRead for Tap<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let tap = self.get_mut();
        let before = out.filled().len();
        loop {
            let passed = tap.pass(context, out);
            if out.filled().len() > before || out.remaining() == 0 {
                return Poll::Ready(Ok(()));
            }
            ready!(passed)?;
            if let Some(pause) = &mut tap.pause {
                ready!(pause.as_mut().poll(context));
                tap.pause = None;
            }
            if tap.filled.start > 0 {
                tap.buffer.copy_within(tap.filled.clone(), 0);
                tap.filled = 0..tap.filled.len();
            }
            let mut room = ReadBuf::new(&mut tap.buffer[tap.filled.end..]);
            ready!(Pin::new(&mut tap.inner).poll_read(context, &mut room))?;
            let count = room.filled().len();
            if count == 0 {
                return Poll::Ready(Ok(()));
            }
            tap.filled.end += count;
            let is_row = tap.buffer[0] == COPY_DATA && tap.passing == 0;
            if is_row && tap.taken > MANY && count < FEW {
                tap.pause = Some(Box::pin(sleep(PAUSE)));
            }
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Tap<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests;
