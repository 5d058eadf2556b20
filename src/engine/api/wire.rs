//! Tables within messages between our own processes. A message is JSON; each of its tables is an attachment of bytes,
//! which the JSON names by number.

use std::cell::RefCell;

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::table::{Exactness, Table};
use crate::connect::{table_from_bytes, table_to_bytes};

thread_local! {
    /// The attachments of the message that this thread is writing or reading.
    static ATTACHED: RefCell<Option<Vec<Vec<u8>>>> = const { RefCell::new(None) };
}

/// Runs `work`, which writes one message; returns the attachments beside its result.
pub(crate) fn attaching<T>(work: impl FnOnce() -> T) -> (T, Vec<Vec<u8>>) {
    ATTACHED.replace(Some(Vec::new()));
    let done = work();
    (done, ATTACHED.take().unwrap_or_default())
}

/// Runs `work`, which reads one message with these attachments.
pub(crate) fn attached<T>(attachments: Vec<Vec<u8>>, work: impl FnOnce() -> T) -> T {
    ATTACHED.replace(Some(attachments));
    let done = work();
    ATTACHED.take();
    done
}

#[derive(Serialize, Deserialize)]
struct Attachment {
    number: usize,
    first: u64,
    exactness: Exactness,
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = table_to_bytes(self.frame()).map_err(S::Error::custom)?;
        let number = ATTACHED.with_borrow_mut(|all| {
            let all = all.as_mut()?;
            all.push(bytes);
            Some(all.len() - 1)
        });
        let number = number.ok_or_else(|| S::Error::custom("tables are only sent between our own processes"))?;
        Attachment { number, first: self.first, exactness: self.exactness }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Table {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Table, D::Error> {
        let Attachment { number, first, exactness } = Attachment::deserialize(deserializer)?;
        let bytes = ATTACHED.with_borrow_mut(|all| Some(std::mem::take(all.as_mut()?.get_mut(number)?)));
        let bytes = bytes.ok_or_else(|| D::Error::custom("the table is not attached"))?;
        let frame = table_from_bytes(bytes).map_err(D::Error::custom)?;
        Ok(Table::new(frame, first, exactness))
    }
}
