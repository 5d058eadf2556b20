//! Text files of any encoding, compressed or not, as UTF-8 bytes with "\n" or "\r\n" between lines.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding as Charset, UTF_8, UTF_16BE, UTF_16LE};
use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use super::heeding::{IsStopped, STRETCH, heeding};
use super::memo::Memo;
use super::stamp::{Stamp, stamp};
use super::words::{Doing, io_problem};
use crate::base::Problem;

/// How the bytes of a text file are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8 where that is what it is, else the likeliest other one.
    #[default]
    Detected,
    /// Anything else is an error.
    Utf8,
    /// UTF-8; bytes that are not become "�".
    Lossy,
}

/// The text of a file.
#[derive(Clone)]
pub(super) struct Text {
    /// UTF-8, except for [`Encoding::Lossy`], where stray bytes are left to the reader.
    pub bytes: Bytes,
    /// The encoding's name where it is not UTF-8.
    pub encoding: Option<&'static str>,
    pub stamp: Stamp,
}

/// What opening a file has found out, so that opening it again costs nothing.
#[derive(Clone)]
enum Found {
    /// It is read as it is, from this byte on.
    Plain(usize),
    Decoded(Text),
}

static FOUND: Memo<(PathBuf, Stamp, Encoding), Found> = Memo::new(16);
/// Bytes that the detection looks at.
const SAMPLE: usize = 1 << 20;

/// Opens a text file. Fails where it cannot be read or, with [`Encoding::Utf8`], is not UTF-8, and soon after `is_stopped`
/// says so.
pub(super) fn open_text(path: &Path, encoding: Encoding, is_stopped: IsStopped<'_>) -> Result<Text, Problem> {
    heeding(is_stopped, || open(path, encoding, is_stopped))
}

fn open(path: &Path, encoding: Encoding, is_stopped: IsStopped<'_>) -> Result<Text, Problem> {
    let stamp = stamp(path).map_err(|problem| problem.at("path"))?;
    let key = (path.to_path_buf(), stamp, encoding);
    let found = FOUND.get(&key);
    if let Some(Found::Decoded(text)) = found {
        return Ok(text);
    }
    let failed = |error: io::Error| io_problem(Doing::Read, path, &error).at("path");
    let mapped = Bytes::map(File::open(path).map_err(failed)?).map_err(failed)?;
    if let Some(Found::Plain(start)) = found {
        return Ok(Text { bytes: mapped.slice(start..mapped.len()), encoding: None, stamp });
    }
    let unpacked = mapped.decompressed(is_stopped).map_err(|error| {
        Problem::error(say!("file-cannot-unpack", path = path.display(), error = error))
            .remedy(say!("file-fetch-again"))
            .at("path")
    })?;
    let packed = unpacked.is_some();
    let raw = unpacked.unwrap_or(mapped);
    let start = if raw.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let charset = charset(&raw, path, encoding, is_stopped)?;
    let decoded = match charset {
        Some(charset) => Some(decode(&raw, charset, is_stopped).map_err(failed)?),
        None if old_mac_lines(&raw[start..]) => {
            Some(Bytes::spool(is_stopped, |out| replace_returns(&raw[start..], out)).map_err(failed)?)
        }
        None if packed => Some(raw.slice(start..raw.len())),
        None => None,
    };
    let (bytes, is_plain) = match decoded {
        Some(bytes) => (bytes, false),
        None => (raw.slice(start..raw.len()), true),
    };
    let text = Text { bytes, encoding: charset.map(Charset::name), stamp };
    FOUND.put(key, if is_plain { Found::Plain(start) } else { Found::Decoded(text.clone()) });
    Ok(text)
}

/// The encoding to decode from; `None` where the bytes are UTF-8 already or shall pass for it.
fn charset(
    raw: &[u8],
    path: &Path,
    encoding: Encoding,
    is_stopped: IsStopped<'_>,
) -> Result<Option<&'static Charset>, Problem> {
    let marked = Charset::for_bom(raw).map(|(charset, _)| charset).filter(|charset| *charset != UTF_8);
    let odd = || odd_byte(raw, is_stopped);
    match encoding {
        Encoding::Lossy => Ok(None),
        Encoding::Utf8 => {
            let bad = match marked {
                Some(_) => 0,
                None => match odd()? {
                    Some(bad) => bad,
                    None => return Ok(None),
                },
            };
            let line = 1 + raw[..bad].iter().filter(|&&byte| byte == b'\n').count();
            let message = say!("file-not-utf8", path = path.display(), byte = bad + 1, line = line);
            Err(Problem::error(message).remedy(say!("file-detect-encoding")).at("encoding"))
        }
        Encoding::Detected => {
            if marked.is_some() {
                return Ok(marked);
            }
            let sample = &raw[..raw.len().min(SAMPLE)];
            if let Some(wide) = without_mark(sample) {
                return Ok(Some(wide));
            }
            if sample[..sample.len().min(4096)].contains(&0) {
                return Err(Problem::error(say!("file-no-text", path = path.display()))
                    .remedy(say!("file-other-node"))
                    .at("path"));
            }
            let Some(odd) = odd()? else { return Ok(None) };
            // The first odd byte may stand far behind the beginning: let the detector see what surrounds it, too.
            let mut detector = chardetng::EncodingDetector::new();
            detector.feed(sample, false);
            let from = odd.max(sample.len());
            detector.feed(&raw[from..raw.len().min(from + SAMPLE)], true);
            Ok(Some(detector.guess(None, false)))
        }
    }
}

/// Where the first byte stands that is not UTF-8.
fn odd_byte(raw: &[u8], is_stopped: IsStopped<'_>) -> Result<Option<usize>, Problem> {
    let mut from = 0;
    while from < raw.len() {
        if is_stopped() {
            return Err(Problem::stopped());
        }
        let end = raw.len().min(from + STRETCH);
        match std::str::from_utf8(&raw[from..end]) {
            Ok(_) => from = end,
            // The stretch ends within a character: the next one begins with it.
            Err(error) if error.error_len().is_none() && end < raw.len() => from += error.valid_up_to(),
            Err(error) => return Ok(Some(from + error.valid_up_to())),
        }
    }
    Ok(None)
}

/// UTF-16 without a byte order mark: text of which every other byte is zero.
fn without_mark(sample: &[u8]) -> Option<&'static Charset> {
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    match half > 1 {
        true if odd * 10 > half * 4 && even * 10 < half => Some(UTF_16LE),
        true if even * 10 > half * 4 && odd * 10 < half => Some(UTF_16BE),
        _ => None,
    }
}

fn decode(raw: &[u8], charset: &'static Charset, is_stopped: IsStopped<'_>) -> io::Result<Bytes> {
    Bytes::spool(is_stopped, |out| {
        let mut decoder = charset.new_decoder_with_bom_removal();
        let mut text = vec![0; 1 << 16];
        let mut rest = raw;
        loop {
            let (result, read, written, _) = decoder.decode_to_utf8(rest, &mut text, true);
            out.write_all(&text[..written])?;
            rest = &rest[read..];
            if result == encoding_rs::CoderResult::InputEmpty {
                return Ok(());
            }
        }
    })
}

/// Lines that end in "\r" alone.
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
        for before in STRETCH - 5..STRETCH + 2 {
            let text = [vec![b'a'; before].as_slice(), sign, b"end"].concat();
            let found = |bytes: &[u8]| odd_byte(bytes, &|| false).unwrap();
            assert_eq!(found(&text), None, "{before}");
            assert_eq!(found(&text[..before + 2]), Some(before), "cut off");
            assert_eq!(found(&[&text[..before + 2], b"a"].concat()), Some(before), "broken off");
            assert_eq!(found(&[&text[..], b"\xff"].concat()), Some(before + 7), "behind");
        }
    }
}
