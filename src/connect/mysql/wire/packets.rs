//! Packets: a length of three bytes, a number, the payload. Longer payloads go on in the next packet.

use std::io;
use std::ops::Range;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use super::fault::Fault;

/// The payload of a packet that goes on in the next one.
const LONGEST: usize = 0xff_ffff;
/// The most bytes of one payload: a server's own limit is one GiB.
const MOST: usize = (1 << 30) + (1 << 20);
/// Bytes that are read at once.
const READ: usize = 64 << 10;

/// What bytes go through.
pub trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// Both directions of a connection.
pub struct Packets {
    stream: Box<dyn Stream>,
    buffer: Vec<u8>,
    /// What of the buffer has arrived and was not passed on.
    waiting: Range<usize>,
    /// The number of the next packet.
    number: u8,
    /// A payload of several packets.
    joined: Vec<u8>,
    out: Vec<u8>,
}

impl Packets {
    pub fn over(stream: Box<dyn Stream>) -> Packets {
        let (buffer, joined, out) = (Vec::new(), Vec::new(), Vec::new());
        Packets { stream, buffer, waiting: 0..0, number: 0, joined, out }
    }

    /// The same over another stream, such as an encrypted one. Fails if the server has sent more than it was asked for, which
    /// nobody has vouched for.
    pub async fn through<E>(
        self,
        change: impl AsyncFnOnce(Box<dyn Stream>) -> Result<Box<dyn Stream>, E>,
    ) -> Result<Option<Packets>, E> {
        if !self.waiting.is_empty() {
            return Ok(None);
        }
        let stream = change(self.stream).await?;
        Ok(Some(Packets { stream, ..self }))
    }

    /// The payload of the next packet.
    pub async fn next(&mut self) -> Result<&[u8], Fault> {
        let place = self.one().await?;
        if place.len() < LONGEST {
            return Ok(&self.buffer[place]);
        }
        self.joined.clear();
        self.joined.extend_from_slice(&self.buffer[place]);
        loop {
            let place = self.one().await?;
            if self.joined.len() + place.len() > MOST {
                return Err(Fault::Form);
            }
            self.joined.extend_from_slice(&self.buffer[place.clone()]);
            if place.len() < LONGEST {
                return Ok(&self.joined);
            }
        }
    }

    /// The place of one packet's payload in the buffer.
    async fn one(&mut self) -> Result<Range<usize>, Fault> {
        self.arrived(4).await?;
        let head = &self.buffer[self.waiting.start..self.waiting.start + 4];
        let length = usize::from(head[0]) | usize::from(head[1]) << 8 | usize::from(head[2]) << 16;
        if head[3] != self.number {
            return Err(Fault::Form);
        }
        self.number = self.number.wrapping_add(1);
        self.waiting.start += 4;
        self.arrived(length).await?;
        let begin = self.waiting.start;
        self.waiting.start += length;
        Ok(begin..begin + length)
    }

    /// Reads until so many bytes wait.
    async fn arrived(&mut self, count: usize) -> Result<(), Fault> {
        while self.waiting.len() < count {
            if self.waiting.start + count.max(READ) > self.buffer.len() {
                self.buffer.copy_within(self.waiting.clone(), 0);
                self.waiting = 0..self.waiting.len();
                self.buffer.resize(count.max(READ).max(self.waiting.len() + READ / 2), 0);
            }
            let read = self.stream.read(&mut self.buffer[self.waiting.end..]).await?;
            if read == 0 {
                return Err(Fault::Io(io::ErrorKind::UnexpectedEof.into()));
            }
            self.waiting.end += read;
        }
        Ok(())
    }

    /// Sends a payload as the next packets.
    pub async fn send(&mut self, payload: &[u8]) -> Result<(), Fault> {
        self.out.clear();
        let mut rest = payload;
        loop {
            let (part, more) = rest.split_at(rest.len().min(LONGEST));
            self.out.extend_from_slice(&(part.len() as u32).to_le_bytes()[..3]);
            self.out.push(self.number);
            self.number = self.number.wrapping_add(1);
            self.out.extend_from_slice(part);
            rest = more;
            if part.len() < LONGEST {
                break;
            }
        }
        self.stream.write_all(&self.out).await?;
        self.stream.flush().await?;
        Ok(())
    }

    /// Begins a command: packets are numbered anew.
    pub async fn command(&mut self, code: u8, payload: &[u8]) -> Result<(), Fault> {
        self.number = 0;
        self.send(&[&[code], payload].concat()).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read of bytes that arrive in pieces.
    fn payloads(pieces: &[&[u8]], count: usize) -> Vec<Result<usize, String>> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(async {
            let (near, mut far) = tokio::io::duplex(1 << 26);
            let mut packets = Packets::over(Box::new(near));
            for piece in pieces {
                far.write_all(piece).await.expect("room");
            }
            drop(far);
            let mut found = Vec::new();
            for _ in 0..count {
                found.push(packets.next().await.map(<[u8]>::len).map_err(|fault| format!("{fault:?}")));
            }
            found
        })
    }

    #[test]
    fn packets_are_found_wherever_they_are_cut() {
        let bytes = [3, 0, 0, 0, 1, 2, 3, 0, 0, 0, 1, 1, 0, 0, 2, 9];
        for cut in 0..bytes.len() {
            assert_eq!(payloads(&[&bytes[..cut], &bytes[cut..]], 3), [Ok(3), Ok(0), Ok(1)], "{cut}");
        }
        let cut = payloads(&[&bytes[..15]], 3);
        assert!(cut[1].is_ok() && cut[2].as_ref().is_err_and(|fault| fault.contains("UnexpectedEof")), "{cut:?}");
        assert_eq!(payloads(&[&[0, 0, 0, 1]], 1), [Err("Form".to_owned())], "a packet out of order");
    }

    #[test]
    fn a_long_payload_goes_on_in_the_next_packet() {
        let long = vec![7; LONGEST];
        let head = [0xff, 0xff, 0xff];
        let whole: Vec<u8> = [&head[..], &[0], &long, &[2, 0, 0, 1, 7, 7], &[1, 0, 0, 2, 9]].concat();
        assert_eq!(payloads(&[&whole], 2), [Ok(LONGEST + 2), Ok(1)]);
        let exact: Vec<u8> = [&head[..], &[0], &long, &[0, 0, 0, 1]].concat();
        assert_eq!(payloads(&[&exact], 1), [Ok(LONGEST)]);
    }
}
