//! The rows of a binary COPY: a header, rows of fields that say their length, an end mark.

/// The beginning of every such copy.
const SIGNATURE: &[u8] = b"PGCOPY\n\xff\r\n\0";

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
pub(super) type Fields = Vec<Option<std::ops::Range<usize>>>;

impl Tuples {
    /// Passes each whole row to `take`: the bytes, and the places of its `width` fields.
    pub fn feed<E: From<WrongForm>>(
        &mut self,
        message: &[u8],
        width: usize,
        mut take: impl FnMut(&[u8], &Fields) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut joined = std::mem::take(&mut self.rest);
        let mut fields = std::mem::take(&mut self.fields);
        let bytes = if joined.is_empty() {
            message
        } else {
            joined.extend_from_slice(message);
            &joined
        };
        let mut at = 0;
        if !self.has_header {
            let Some(end) = header(bytes)? else {
                self.rest = bytes.to_vec();
                return Ok(());
            };
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
        self.rest = bytes[at..].to_vec();
        self.fields = fields;
        Ok(())
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
    let more = usize::try_from(more).map_err(|_| WrongForm)?;
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
