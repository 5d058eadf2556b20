//! What a server may send: the kinds of messages, their sizes, and how many. The client library would take more, and would
//! hold what is only endless in memory.

use std::fmt;
use std::io;

use crate::connect::servers::MOST_COLUMNS;

/// A row: a field has one GiB at most, and so has what a server makes of a row.
const MOST_ROW: usize = (1 << 30) + (1 << 20);
/// Descriptions of columns, errors, notices and all else.
const MOST: usize = 16 << 20;
/// Questions of a login are short. They are looked at as a whole.
const MOST_LOGIN: usize = 8 << 10;
/// The bytes of all settings that are told in one session, and of the notices before its login is over: they are kept.
const MOST_KEPT: usize = 1 << 20;
/// The statements of one session. For a type that it does not know the client library asks, and then for the types that this one is made of.
const MOST_STATEMENTS: u32 = 2_500;

/// Why a server is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breach {
    /// What has arrived is not of this protocol.
    Form,
    /// It is asked for the password itself, and the connection is not encrypted.
    PlainPassword,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Breach::Form => "no message of PostgreSQL's protocol",
            Breach::PlainPassword => "the password itself is asked for",
        })
    }
}

impl std::error::Error for Breach {}

impl From<Breach> for io::Error {
    fn from(breach: Breach) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, breach)
    }
}

/// Looks at each message of one connection.
#[derive(Debug)]
pub(super) struct Guard {
    /// Whether nobody can listen.
    is_private: bool,
    is_logged_in: bool,
    /// The bytes of what is kept.
    kept: usize,
    statements: u32,
}

impl Guard {
    pub fn new(is_private: bool) -> Guard {
        Guard { is_private, is_logged_in: false, kept: 0, statements: 0 }
    }

    /// How many bytes of a message [`Guard::look`] has to see.
    pub fn needed(kind: u8, size: usize) -> usize {
        match kind {
            b'R' => size,
            b'T' | b't' | b'D' => size.min(7),
            _ => 5,
        }
    }

    /// Whether a message of so many bytes in all may pass, for its first bytes, at least as many as are needed. It is
    /// asked once for each, except for rows of copies.
    pub fn look(&mut self, bytes: &[u8], size: usize) -> Result<(), Breach> {
        let kind = bytes.first().copied().unwrap_or_default();
        let most = match kind {
            b'R' => MOST_LOGIN,
            b'd' | b'D' => MOST_ROW,
            // A notice, an error, a notification, a setting; descriptions and marks.
            b'N' | b'E' | b'A' | b'S' | b'T' | b't' | b'C' | b'G' | b'H' | b'W' | b'V' => MOST,
            b'K' | b'v' => MOST_LOGIN,
            b'Z' | b'1' | b'2' | b'3' | b'n' | b's' | b'I' | b'c' => 16,
            _ => return Err(Breach::Form),
        };
        if size > most {
            return Err(Breach::Form);
        }
        match kind {
            b'R' => return self.question(bytes),
            b'T' | b't' => {
                let count = bytes.get(5..7).ok_or(Breach::Form)?;
                if usize::from(u16::from_be_bytes([count[0], count[1]])) > MOST_COLUMNS {
                    return Err(Breach::Form);
                }
            }
            b'S' => self.keep(size)?,
            b'N' if !self.is_logged_in => self.keep(size)?,
            b'Z' => self.is_logged_in = true,
            b'2' => {
                self.statements += 1;
                if self.statements > MOST_STATEMENTS {
                    return Err(Breach::Form);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn keep(&mut self, size: usize) -> Result<(), Breach> {
        self.kept += size;
        if self.kept > MOST_KEPT { Err(Breach::Form) } else { Ok(()) }
    }

    /// A question of the login.
    fn question(&self, bytes: &[u8]) -> Result<(), Breach> {
        match bytes.get(5..9) {
            // Whoever has the password of a login has the login.
            Some([0, 0, 0, 3]) if !self.is_private => Err(Breach::PlainPassword),
            Some(_) => Ok(()),
            None => Err(Breach::Form),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(kind: u8, content: &[u8]) -> Vec<u8> {
        [&[kind][..], &(content.len() as u32 + 4).to_be_bytes(), content].concat()
    }

    fn looked(guard: &mut Guard, kind: u8, content: &[u8]) -> Result<(), Breach> {
        let bytes = message(kind, content);
        guard.look(&bytes[..Guard::needed(kind, bytes.len())], bytes.len())
    }

    #[test]
    fn messages_have_a_kind_and_a_size() {
        let mut guard = Guard::new(false);
        assert_eq!(looked(&mut guard, b'Z', b"I"), Ok(()));
        assert_eq!(looked(&mut guard, b'?', b""), Err(Breach::Form));
        assert_eq!(guard.look(b"d\x7f\xff\xff\xff", 0x8000_0000), Err(Breach::Form), "2 GiB are announced");
        assert_eq!(guard.look(b"d\x12\xc0\x00\x00", 300 << 20), Ok(()));
        assert_eq!(guard.look(b"E\x7f\xff\xff\xff", 0x8000_0000), Err(Breach::Form));
        assert_eq!(looked(&mut guard, b'T', &[0, 5, 0]), Ok(()));
        assert_eq!(looked(&mut guard, b'T', &[0xff, 0xff]), Err(Breach::Form), "65,535 columns");
        assert_eq!(looked(&mut guard, b'T', &[]), Err(Breach::Form));
    }

    #[test]
    fn the_password_itself_is_told_to_nobody_who_could_be_heard() {
        assert_eq!(looked(&mut Guard::new(false), b'R', &[0, 0, 0, 3]), Err(Breach::PlainPassword));
        assert_eq!(looked(&mut Guard::new(true), b'R', &[0, 0, 0, 3]), Ok(()));
        assert_eq!(looked(&mut Guard::new(false), b'R', &[0, 0, 0, 5, 1, 2, 3, 4]), Ok(()));
        assert_eq!(looked(&mut Guard::new(false), b'R', &[0]), Err(Breach::Form));
    }

    #[test]
    fn what_is_kept_ends() {
        let count = |kind: u8, is_logged_in: bool| {
            let mut guard = Guard::new(false);
            if is_logged_in {
                looked(&mut guard, b'Z', b"I").expect("a login");
            }
            (0..30_000).take_while(|_| looked(&mut guard, kind, &[b'x'; 100]).is_ok()).count()
        };
        assert!(count(b'S', false) < 10_000 && count(b'S', true) < 10_000 && count(b'N', false) < 10_000);
        assert_eq!(count(b'N', true), 30_000, "a query may have a notice for each row");
        let mut guard = Guard::new(false);
        assert_eq!((0..30_000).take_while(|_| looked(&mut guard, b'2', b"").is_ok()).count(), 2_500);
    }
}
