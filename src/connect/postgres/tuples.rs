//! The rows of a binary COPY: a header, rows of fields that say their length, an end mark.

use std::ops::Range;

use crate::connect::servers::Located;

/// The beginning of every such copy.
const SIGNATURE: &[u8] = b"PGCOPY\n\xff\r\n\0";

/// The most bytes of a row, and of what a header may hold.
const MOST_ROW: usize = (1 << 30) + (1 << 20);

/// The bytes are not those of a binary COPY.
#[derive(Debug, PartialEq)]
pub(super) struct WrongForm;

/// Takes the rows out of the messages of a copy, wherever these are cut.
#[derive(Default)]
pub(super) struct Tuples {
    /// What has arrived of a row that is not whole yet.
    rest: Vec<u8>,
    has_header: bool,
    /// Whether the end mark has arrived.
    is_ended: bool,
    fields: Fields,
}

/// The places of the fields of one row; `None` is null.
pub(super) type Fields = Vec<Option<Range<usize>>>;

impl Tuples {
    /// Passes each whole row to `take`: the bytes, and the places of its `width` fields.
    pub fn feed<E: From<WrongForm>>(
        &mut self,
        message: &[u8],
        width: usize,
        mut take: impl FnMut(&[u8], &Fields) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut joined = std::mem::take(&mut self.rest);
        if joined.is_empty() {
            let end = self.take_from(message, width, &mut take)?;
            self.rest = message[end..].to_vec();
            return Ok(());
        }
        if joined.len().saturating_add(message.len()) > MOST_ROW {
            return Err(WrongForm.into());
        }
        joined.extend_from_slice(message);
        let end = self.take_from(&joined, width, &mut take)?;
        joined.drain(..end);
        self.rest = joined;
        Ok(())
    }

    /// Returns where the rows end that are whole.
    fn take_from<E: From<WrongForm>>(
        &mut self,
        bytes: &[u8],
        width: usize,
        take: &mut impl FnMut(&[u8], &Fields) -> Result<(), E>,
    ) -> Result<usize, E> {
        let mut fields = std::mem::take(&mut self.fields);
        let mut at = 0;
        if !self.has_header {
            let Some(end) = header(bytes)? else { return Ok(0) };
            self.has_header = true;
            at = end;
        }
        while at < bytes.len() {
            if self.is_ended {
                return Err(WrongForm.into());
            }
            let Some(count) = bytes.get(at..at + 2) else { break };
            if count == [0xff, 0xff] {
                self.is_ended = true;
                at += 2;
                continue;
            }
            if usize::from(u16::from_be_bytes([count[0], count[1]])) != width {
                return Err(WrongForm.into());
            }
            let Some(end) = row(bytes, at + 2, width, &mut fields)? else { break };
            take(bytes, &fields)?;
            at = end;
        }
        self.fields = fields;
        Ok(at)
    }

    /// Notes the places of the fields of a message that holds whole rows and nothing else, as most of them do. Otherwise it
    /// notes nothing and returns `false`; the message is one for [`Tuples::feed`].
    pub fn locate(&self, bytes: &[u8], message: Range<usize>, located: &mut Located) -> bool {
        let before = located.rows();
        let is_plain = self.has_header && !self.is_ended && self.rest.is_empty();
        let is_located = is_plain && whole_rows(&bytes[..message.end], message.start, located).is_some();
        if !is_located {
            located.truncate(before);
        }
        is_located
    }

    /// Whether all has arrived.
    pub fn is_whole(&self) -> bool {
        self.is_ended && self.rest.is_empty()
    }
}

fn length(bytes: &[u8], at: usize) -> Option<i32> {
    Some(i32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Where the header ends; `None` if it is not whole.
fn header(bytes: &[u8]) -> Result<Option<usize>, WrongForm> {
    let known = bytes.len().min(SIGNATURE.len());
    if bytes[..known] != SIGNATURE[..known] {
        return Err(WrongForm);
    }
    // Flags, then the length of what follows.
    let Some(more) = length(bytes, SIGNATURE.len() + 4) else { return Ok(None) };
    let more = usize::try_from(more).ok().filter(|more| *more <= MOST_ROW).ok_or(WrongForm)?;
    // The flags from the 16th on change how rows are to be read; none of them is known.
    if bytes[SIGNATURE.len()..SIGNATURE.len() + 2] != [0, 0] {
        return Err(WrongForm);
    }
    let end = SIGNATURE.len() + 8 + more;
    Ok((bytes.len() >= end).then_some(end))
}

/// Finds the fields of a row; returns where it ends, `None` if it is not whole.
fn row(bytes: &[u8], begin: usize, width: usize, fields: &mut Fields) -> Result<Option<usize>, WrongForm> {
    fields.clear();
    let mut at = begin;
    for _ in 0..width {
        let Some(size) = length(bytes, at) else { return Ok(None) };
        at += 4;
        match size {
            -1 => fields.push(None),
            size => {
                let end = at + usize::try_from(size).map_err(|_| WrongForm)?;
                fields.push(Some(at..end));
                at = end;
            }
        }
    }
    Ok((at <= bytes.len()).then_some(at))
}

/// Notes the rows from `at` to the end; `None` if there is anything else.
#[inline]
fn whole_rows(bytes: &[u8], mut at: usize, located: &mut Located) -> Option<()> {
    while at < bytes.len() {
        let count = bytes.get(at..at + 2)?;
        if usize::from(u16::from_be_bytes([count[0], count[1]])) != located.width() {
            return None;
        }
        at += 2;
        for _ in 0..located.width() {
            let size = length(bytes, at)?;
            at += 4;
            if size == -1 {
                located.add_null();
                continue;
            }
            let end = at + usize::try_from(size).ok()?;
            if end > bytes.len() {
                return None;
            }
            located.add(at..end)?;
            at = end;
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy() -> Vec<u8> {
        let mut bytes = SIGNATURE.to_vec();
        bytes.extend([0, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend([0, 2, 0, 0, 0, 1, b'a', 0xff, 0xff, 0xff, 0xff]);
        bytes.extend([0, 2, 0, 0, 0, 0, 0, 0, 0, 3, b'x', b'y', b'z']);
        bytes.extend([0xff, 0xff]);
        bytes
    }

    fn read(messages: &[&[u8]]) -> Result<(Vec<String>, bool), WrongForm> {
        let mut tuples = Tuples::default();
        let mut rows = Vec::new();
        for message in messages {
            tuples.feed::<WrongForm>(message, 2, |bytes, fields| {
                let field = |field: &Option<std::ops::Range<usize>>| match field {
                    Some(place) => String::from_utf8_lossy(&bytes[place.clone()]).into_owned(),
                    None => "∅".to_owned(),
                };
                rows.push(fields.iter().map(field).collect::<Vec<_>>().join("|"));
                Ok(())
            })?;
        }
        Ok((rows, tuples.is_whole()))
    }

    #[test]
    fn rows_are_found_wherever_messages_are_cut() {
        let whole = copy();
        let expected = Ok((vec!["a|∅".to_owned(), "|xyz".to_owned()], true));
        assert_eq!(read(&[&whole]), expected);
        for cut in 0..=whole.len() {
            assert_eq!(read(&[&whole[..cut], &whole[cut..]]), expected, "{cut}");
            if cut < whole.len() {
                assert!(read(&[&whole[..cut]]).is_ok_and(|(_, is_whole)| !is_whole), "{cut}");
            }
        }
        assert_eq!(read(&whole.chunks(1).collect::<Vec<_>>()), expected);
    }

    /// Messages of whole rows are located; all others are left to be fed.
    #[test]
    fn whole_rows_are_located_as_they_are_fed() {
        let whole = copy();
        let header = SIGNATURE.len() + 8;
        let (one, both) = (header..header + 11, header..whole.len() - 2);
        let mut tuples = Tuples::default();
        let mut located = Located::new(2);
        assert!(!tuples.locate(&whole, one.clone(), &mut located), "the header has not come");
        tuples.feed::<WrongForm>(&whole[..header], 2, |_, _| Ok(())).unwrap();
        for (message, is_located) in [
            (one.clone(), true),
            (both.clone(), true),
            (one.start..one.end - 1, false),
            (one.start..one.end + 1, false),
            (both.start..both.end + 2, false),
        ] {
            let before = located.rows();
            assert_eq!(tuples.locate(&whole, message.clone(), &mut located), is_located, "{message:?}");
            assert!(is_located || located.rows() == before, "nothing is left of {message:?}");
        }
        let column = |index| located.column(&whole, index, 0..located.rows()).collect::<Vec<_>>();
        assert_eq!(column(0), [Some(&b"a"[..]), Some(b"a"), Some(b"")]);
        assert_eq!(column(1), [None, None, Some(&b"xyz"[..])]);
        let mut wrong = whole.clone();
        wrong[header + 2] = 0x80;
        assert!(!tuples.locate(&wrong, one.clone(), &mut located), "a negative length");
        tuples.feed::<WrongForm>(&whole[one.start..one.end - 1], 2, |_, _| Ok(())).unwrap();
        assert!(!tuples.locate(&whole, both, &mut located), "a row is not whole yet");
    }

    #[test]
    fn other_bytes_are_refused() {
        let whole = copy();
        assert_eq!(read(&[b"PGCOPX"]), Err(WrongForm));
        let mut width = whole.clone();
        width[20] = 3;
        assert_eq!(read(&[&width]), Err(WrongForm));
        let mut length = whole.clone();
        length[21] = 0x80;
        assert_eq!(read(&[&length]), Err(WrongForm));
        assert_eq!(read(&[&whole, b"x"]), Err(WrongForm), "nothing follows the end");
    }
}
