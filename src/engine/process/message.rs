//! The messages between the window and the engine's process, and how they are written: lengths, JSON, and the bytes of
//! its tables.
//!
//! ```text
//! length of the JSON: u32 | number of tables: u32 | length of each table: u64 | JSON | tables
//! ```

use std::io::{self, Read, Write};
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::base::problem::with_nodes;
use crate::base::{Key, Problem};
use crate::document::NodeId;
use crate::engine::api::event::Event;
use crate::engine::api::request::Request;
use crate::engine::api::wire::{attached, attaching};

/// What the window tells the engine's process.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum ToEngine {
    /// The first message.
    Begin {
        #[serde(with = "crate::base::os_path")]
        board: PathBuf,
    },
    /// There is another project.
    Open { project: u64 },
    /// A project is closed.
    Close { project: u64 },
    /// This node is not to be computed.
    SetAside { node: NodeId, key: Key, problem: Problem },
    /// A request about a project.
    Ask { project: u64, request: Request },
}

/// What the engine's process tells the window.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum FromEngine {
    /// It has read the first message.
    Ready,
    /// An event of a project.
    Event { project: u64, event: Event },
}

/// What arrives.
#[derive(Debug)]
pub(super) enum Arrived<T> {
    Message(T),
    /// A message that is complete, but not understood: the next one may be.
    Unreadable(String),
}

/// More tables in one message, or more bytes in a part of it, are a broken stream.
const MOST_TABLES: u32 = 4_096;
const MOST_BYTES: u64 = 16 << 30;

/// Writes a message in full.
///
/// # Errors
/// `InvalidData` if the message cannot be written as bytes; nothing was sent then. Others are those of the pipe.
pub(super) fn write<T: Serialize>(out: &mut impl Write, message: &T) -> io::Result<()> {
    let (json, tables) = attaching(|| with_nodes(|| serde_json::to_vec(message)));
    let json = json.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    let too_long = |_| io::Error::from(io::ErrorKind::InvalidData);
    let mut head = u32::try_from(json.len()).map_err(too_long)?.to_le_bytes().to_vec();
    head.extend(u32::try_from(tables.len()).map_err(too_long)?.to_le_bytes());
    tables.iter().for_each(|table| head.extend((table.len() as u64).to_le_bytes()));
    head.extend(json);
    out.write_all(&head)?;
    tables.iter().try_for_each(|table| out.write_all(table))?;
    out.flush()
}

/// Reads the next message; `None` at the end of the stream.
///
/// # Errors
/// Those of the pipe; a stream that ends within a message, or that is broken.
pub(super) fn read<T: DeserializeOwned>(input: &mut impl Read) -> io::Result<Option<Arrived<T>>> {
    let mut number = [0; 4];
    if input.read(&mut number[..1])? == 0 {
        return Ok(None);
    }
    input.read_exact(&mut number[1..])?;
    let length = u32::from_le_bytes(number);
    input.read_exact(&mut number)?;
    let tables = u32::from_le_bytes(number);
    if tables > MOST_TABLES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut lengths = Vec::new();
    for _ in 0..tables {
        let mut number = [0; 8];
        input.read_exact(&mut number)?;
        lengths.push(u64::from_le_bytes(number));
    }
    let json = bytes(input, u64::from(length))?;
    let tables = lengths.into_iter().map(|length| bytes(input, length)).collect::<io::Result<Vec<_>>>()?;
    Ok(Some(match attached(tables, || serde_json::from_slice(&json)) {
        Ok(message) => Arrived::Message(message),
        Err(error) => Arrived::Unreadable(error.to_string()),
    }))
}

fn bytes(input: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    if length > MOST_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    // A broken length must not reserve memory for what never comes.
    let mut bytes = Vec::with_capacity(length.min(64 << 20) as usize);
    if input.take(length).read_to_end(&mut bytes)? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

/// A message as it arrives on the other side, for tests: every engine of a test passes its messages through here.
#[cfg(test)]
pub(crate) fn through<T: Serialize + DeserializeOwned + std::fmt::Debug>(message: T) -> T {
    let mut bytes = Vec::new();
    write(&mut bytes, &message).unwrap_or_else(|error| panic!("{error}: {message:?}"));
    match read::<T>(&mut bytes.as_slice()) {
        Ok(Some(Arrived::Message(arrived))) => {
            assert_eq!(format!("{arrived:?}"), format!("{message:?}"));
            arrived
        }
        other => panic!("{other:?} instead of {message:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::api::lane::{Ended, Lane};

    #[test]
    fn a_stream_that_ends_or_is_damaged_is_noticed() {
        let problem = Problem::error("it ended").raised_by(Some(NodeId(3)));
        let ended = Ended { problem, node: Some(NodeId(4)), lanes: vec![Lane::Find], is_new: true };
        let event = || FromEngine::Event { project: 1, event: Event::Ended(ended.clone()) };
        let FromEngine::Event { event: Event::Ended(arrived), .. } = through(event()) else { panic!("another") };
        assert_eq!(arrived, ended);
        let mut bytes = Vec::new();
        write(&mut bytes, &event()).unwrap();
        assert!(matches!(read::<FromEngine>(&mut &bytes[..0]), Ok(None)));
        for cut in 1..bytes.len() {
            assert!(read::<FromEngine>(&mut &bytes[..cut]).is_err(), "cut after {cut} bytes");
        }
        bytes[8] = b'!';
        assert!(matches!(read::<FromEngine>(&mut &bytes[..]), Ok(Some(Arrived::Unreadable(_)))));
    }
}
