//! Text files of any encoding, compressed or not, as UTF-8 bytes with "\n" or "\r\n" between lines.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::{Encoding as Web, UTF_8, UTF_16BE, UTF_16LE};

use super::archive::{archive_and_member, no_text, unpacked};
use super::bytes::Bytes;
use super::cancellable_io::{CHUNK, IsStopped, begin_pass, cancellable, count_examined};
use super::charset::{Charset, Encoding};
use super::encoding_warnings::{Broken, EncodingFindings};
use super::guess::{guess, is_mostly_utf8, utf8_line};
use super::io_problem::{FileOperation, io_problem};
use super::memo::Memo;
use super::pipes;
use super::stamp::pipe_stamp;
use super::stamp::{Stamp, stamp};
use crate::base::Problem;

/// The text of a file.
#[derive(Clone)]
pub(super) struct Text {
    /// UTF-8, except for [`Encoding::Lossy`] and what `findings` reports as broken, where invalid bytes are left to the
    /// reader.
    pub bytes: Bytes,
    pub stamp: Stamp,
    /// What the user should know about how it was decoded.
    pub findings: Arc<EncodingFindings>,
}

impl Text {
    /// Fails if some bytes are invalid in the text's encoding.
    pub fn require_whole(&self, path: &Path) -> Result<(), Problem> {
        let message = match self.findings.broken {
            None => return Ok(()),
            Some(Broken::Utf8 { line, .. }) => say!("file-line-not-utf8", path = path.display(), line = line),
            Some(Broken::Decoded(encoding)) => say!("csv-not-of-encoding", name = path.display(), encoding = encoding),
        };
        Err(Problem::error(message).remedy(say!("csv-mend-line")).at("path"))
    }
}

/// What opening a file has found, so that opening it again costs nothing.
#[derive(Clone)]
enum Found {
    /// It is read unchanged, starting at this byte.
    Plain(usize, Arc<EncodingFindings>),
    Decoded(Text),
}

static FOUND: Memo<(PathBuf, Stamp, Encoding), Found> = Memo::new(16);
/// The number of bytes that the detection examines.
const SAMPLE: usize = 1 << 20;
/// Signatures of binary files.
const BINARY: &[&[u8]] = &[
    b"PAR1",
    b"ARROW1",
    b"Obj\x01",
    b"SQLite format 3\0",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF-",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a",
    b"\xfd7zXZ\0",
    b"\x7fELF",
];

/// Opens a text file, which may be compressed, or be inside a zip. Fails if it cannot be read or, with
/// [`Encoding::Utf8`], is not UTF-8. Returns shortly after cancellation.
pub(super) fn open_text(path: &Path, encoding: Encoding, is_stopped: IsStopped<'_>) -> Result<Text, Problem> {
    cancellable(is_stopped, || open(path, encoding, is_stopped))
}

fn open(path: &Path, encoding: Encoding, is_stopped: IsStopped<'_>) -> Result<Text, Problem> {
    let (on_disk, member) = archive_and_member(path);
    let stamp = stamp(&on_disk).map_err(|problem| problem.at("path"))?;
    let key = (path.to_path_buf(), stamp, encoding);
    let found = FOUND.get(&key);
    if let Some(Found::Decoded(text)) = found {
        return Ok(text);
    }
    let failed = |error: io::Error| io_problem(FileOperation::Read, &on_disk, &error).at("path");
    let mapped = if stamp == pipe_stamp() {
        pipes::read(&on_disk, is_stopped).map_err(|problem| problem.at("path"))?
    } else {
        Bytes::map(File::open(&on_disk).map_err(failed)?).map_err(failed)?
    };
    if let Some(Found::Plain(start, findings)) = found {
        return Ok(Text { bytes: mapped.slice(start..mapped.len()), stamp, findings });
    }
    let unpacked = unpacked(&on_disk, &mapped, member.as_deref(), is_stopped)?;
    let packed = unpacked.is_some();
    let raw = unpacked.unwrap_or(mapped);
    let start = if raw.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let (charset, mut findings) = charset(&raw, path, encoding, is_stopped)?;
    let decoded = match charset {
        Some(charset) => {
            let mut is_whole = true;
            begin_pass(0);
            let decoded = Bytes::spool(is_stopped, |out| {
                is_whole = charset.decode(&raw, out)?;
                Ok(())
            });
            findings.broken = (!is_whole).then_some(Broken::Decoded(charset.name()));
            Some(decoded.map_err(failed)?)
        }
        None if packed => Some(raw.slice(start..raw.len())),
        None => None,
    };
    let plain = decoded.clone().unwrap_or_else(|| raw.slice(start..raw.len()));
    let is_plain = decoded.is_none() && !old_mac_lines(&plain);
    let bytes = if old_mac_lines(&plain) {
        begin_pass(plain.len());
        Bytes::spool(is_stopped, |out| replace_returns(&plain, out)).map_err(failed)?
    } else {
        plain
    };
    let text = Text { bytes, stamp, findings: Arc::new(findings) };
    FOUND.put(key, if is_plain { Found::Plain(start, text.findings.clone()) } else { Found::Decoded(text.clone()) });
    Ok(text)
}

/// The encoding to decode from; `None` if the bytes are UTF-8 already or are to be treated as such.
fn charset(
    raw: &[u8],
    path: &Path,
    encoding: Encoding,
    is_stopped: IsStopped<'_>,
) -> Result<(Option<Charset>, EncodingFindings), Problem> {
    let marked = Web::for_bom(raw).map(|(charset, _)| charset).filter(|charset| *charset != UTF_8);
    let wide = marked.or_else(|| without_mark(&raw[..raw.len().min(SAMPLE)]));
    if is_binary(raw, wide.is_some() || matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be)) {
        return Err(no_text(path));
    }
    let odd = || odd_byte(raw, is_stopped);
    let line_of = |at: usize| 1 + raw[..at].iter().filter(|&&byte| byte == b'\n').count();
    if let Some(charset) = encoding.charset() {
        return Ok((Some(charset), EncodingFindings::default()));
    }
    if encoding == Encoding::Lossy {
        return Ok((None, EncodingFindings::default()));
    }
    if encoding == Encoding::Utf8 {
        let bad = match marked {
            Some(_) => 0,
            None => match odd()? {
                Some(bad) => bad,
                None => return Ok((None, EncodingFindings::default())),
            },
        };
        let message = say!("file-not-utf8", path = path.display(), byte = bad + 1, line = line_of(bad));
        return Err(Problem::error(message).remedy(say!("file-detect-encoding")).at("encoding"));
    }
    if let Some(wide) = wide {
        let findings = EncodingFindings { wide: Some(wide.name()), ..EncodingFindings::default() };
        return Ok((Some(Charset::Web(wide)), findings));
    }
    let Some(odd) = odd()? else { return Ok((None, EncodingFindings::default())) };
    let guess = guess(raw, odd, SAMPLE);
    if is_mostly_utf8(raw, odd, SAMPLE) {
        let broken = Broken::Utf8 { line: line_of(odd), byte: raw[odd] };
        return Ok((
            None,
            EncodingFindings { guess: Some(guess), broken: Some(broken), ..EncodingFindings::default() },
        ));
    }
    let charset = guess.encoding.charset();
    let mixed = charset.filter(|charset| charset.is_single_byte()).and_then(|_| utf8_line(raw, SAMPLE));
    Ok((charset, EncodingFindings { guess: Some(guess), mixed, ..EncodingFindings::default() }))
}

/// Whether the bytes are not text in any encoding. Every other byte of UTF-16 may be zero; a text may contain a few
/// zeros by mistake.
fn is_binary(raw: &[u8], is_wide: bool) -> bool {
    let head = &raw[..raw.len().min(4096)];
    let zeros = head.iter().filter(|&&byte| byte == 0).count();
    let is_tar = head.get(257..262) == Some(b"ustar");
    BINARY.iter().any(|mark| head.starts_with(mark))
        || is_tar
        || (!is_wide && head.len() > 64 && zeros * 5 > head.len())
}

/// The position of the first byte that is not UTF-8.
fn odd_byte(raw: &[u8], is_stopped: IsStopped<'_>) -> Result<Option<usize>, Problem> {
    let mut from = 0;
    begin_pass(raw.len());
    while from < raw.len() {
        if is_stopped() {
            return Err(Problem::stopped());
        }
        let end = raw.len().min(from + CHUNK);
        match std::str::from_utf8(&raw[from..end]) {
            Ok(_) => {
                count_examined(end - from);
                from = end;
            }
            // The chunk ends within a character: the next one begins with it.
            Err(error) if error.error_len().is_none() && end < raw.len() => {
                count_examined(error.valid_up_to());
                from += error.valid_up_to();
            }
            Err(error) => return Ok(Some(from + error.valid_up_to())),
        }
    }
    Ok(None)
}

/// UTF-16 without a byte order mark: text in which every other byte is zero.
fn without_mark(sample: &[u8]) -> Option<&'static Web> {
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let even = zeros(0);
    let odd = zeros(1);
    let half = sample.len() / 2;
    if half <= 1 {
        None
    } else if odd * 10 > half * 4 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 4 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether lines end in "\r" alone.
fn old_mac_lines(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1 << 16)];
    head.contains(&b'\r') && !head.contains(&b'\n') && !bytes.contains(&b'\n')
}

fn replace_returns(bytes: &[u8], out: &mut dyn Write) -> io::Result<()> {
    for line in bytes.split_inclusive(|&byte| byte == b'\r') {
        match line.strip_suffix(b"\r") {
            Some(line) => {
                out.write_all(line)?;
                out.write_all(b"\n")?;
            }
            None => out.write_all(line)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_odd_byte_is_found_wherever_the_stretches_meet() {
        let sign = "\u{1f600}".as_bytes();
        for before in CHUNK - 5..CHUNK + 2 {
            let text = [vec![b'a'; before].as_slice(), sign, b"end"].concat();
            let found = |bytes: &[u8]| odd_byte(bytes, &|| false).unwrap();
            assert_eq!(found(&text), None, "{before}");
            assert_eq!(found(&text[..before + 2]), Some(before), "cut off");
            assert_eq!(found(&[&text[..before + 2], b"a"].concat()), Some(before), "broken off");
            assert_eq!(found(&[&text[..], b"\xff"].concat()), Some(before + 7), "behind");
        }
    }
}
