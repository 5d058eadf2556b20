//! Converts JSON lines into one JSON array, byte by byte as they pass, so that an array is streamed like every other
//! format.

use std::io::{self, Write};

/// The text of the array so far. A raw end of line only occurs between two rows: inside strings it is escaped.
pub(super) struct ArrayText {
    pretty: bool,
    started: bool,
    row_open: bool,
    depth: usize,
    in_text: bool,
    escaped: bool,
    /// A bracket has just been opened: a closing one that follows immediately stays on its line.
    fresh: bool,
}

impl ArrayText {
    pub fn new(pretty: bool) -> Self {
        ArrayText { pretty, started: false, row_open: false, depth: 1, in_text: false, escaped: false, fresh: false }
    }

    pub fn write(&mut self, bytes: &[u8], out: &mut impl Write) -> io::Result<()> {
        for line in bytes.split_inclusive(|&byte| byte == b'\n') {
            let (row, ended) = line.strip_suffix(b"\n").map_or((line, false), |row| (row, true));
            if !row.is_empty() {
                if !self.row_open {
                    out.write_all(if self.started { b",\n" } else { b"[\n" })?;
                    (self.started, self.row_open) = (true, true);
                    if self.pretty {
                        out.write_all(b"  ")?;
                    }
                }
                if self.pretty { self.write_pretty(row, out)? } else { out.write_all(row)? }
            }
            if ended {
                self.row_open = false;
            }
        }
        Ok(())
    }

    pub fn finish(self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(if self.started { b"\n]\n" } else { b"[]\n" })
    }

    fn write_pretty(&mut self, row: &[u8], out: &mut impl Write) -> io::Result<()> {
        for &byte in row {
            if self.in_text {
                out.write_all(&[byte])?;
                let ends = byte == b'"' && !self.escaped;
                self.escaped = byte == b'\\' && !self.escaped;
                self.in_text = !ends;
                continue;
            }
            if matches!(byte, b'}' | b']') {
                self.depth -= 1;
                if !std::mem::take(&mut self.fresh) {
                    self.new_line(out)?;
                }
                out.write_all(&[byte])?;
                continue;
            }
            if std::mem::take(&mut self.fresh) {
                self.new_line(out)?;
            }
            out.write_all(&[byte])?;
            match byte {
                b'{' | b'[' => {
                    self.depth += 1;
                    self.fresh = true;
                }
                b',' => self.new_line(out)?,
                b':' => out.write_all(b" ")?,
                b'"' => self.in_text = true,
                _ => {}
            }
        }
        Ok(())
    }

    fn new_line(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| out.write_all(b"  "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn array(pretty: bool, pieces: &[&str]) -> String {
        let mut text = ArrayText::new(pretty);
        let mut out = Vec::new();
        pieces.iter().for_each(|piece| text.write(piece.as_bytes(), &mut out).expect("a vector takes all"));
        text.finish(&mut out).expect("a vector takes all");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn lines_become_an_array_wherever_the_pieces_are_cut() {
        assert_eq!(array(false, &[]), "[]\n");
        assert_eq!(array(false, &["{\"a\":1}\n{\"a\":2}\n"]), "[\n{\"a\":1},\n{\"a\":2}\n]\n");
        assert_eq!(array(false, &["{\"a\"", ":1}", "\n", "{\"a\":2}", "\n"]), "[\n{\"a\":1},\n{\"a\":2}\n]\n");
    }

    #[test]
    fn pretty_text_leaves_strings_alone() {
        let pretty = array(true, &["{\"a\":\"x,{\\\"\\\\\",\"b\":[],\"c\":[1,2]}\n"]);
        assert_eq!(
            pretty,
            "[\n  {\n    \"a\": \"x,{\\\"\\\\\",\n    \"b\": [],\n    \"c\": [\n      1,\n      2\n    ]\n  }\n]\n"
        );
        assert!(serde_json::from_str::<serde_json::Value>(&pretty).is_ok());
    }
}
