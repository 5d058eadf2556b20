//! The header of a file: who can open it, and a code that shows that nobody has changed it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use ring::hmac;

use super::common::{Fault, FileKey, derived};

const VERSION: &str = "age-encryption.org/v1";
/// Lines of a body have this length; a shorter one is the last.
const LINE: usize = 64;
/// Enough for six hundred recipients. A longer header is refused: each of its stanzas would be tried.
const LONGEST: usize = 64 << 10;

/// One way to the key of the file.
#[derive(Debug)]
pub struct Stanza {
    /// Its kind, and what that needs; never empty.
    pub words: Vec<String>,
    pub body: Vec<u8>,
}

pub struct Header<'a> {
    pub stanzas: Vec<Stanza>,
    /// What its code covers.
    pub signed: &'a [u8],
    code: Vec<u8>,
}

impl<'a> Header<'a> {
    /// The header of a file, and what follows it. Lines end with a line feed alone, words are of visible ASCII characters with one
    /// space between them, and base64 is canonical and without padding.
    pub fn read(bytes: &'a [u8]) -> Result<(Header<'a>, &'a [u8]), Fault> {
        let mut at = 0;
        let mut line = || {
            let rest = &bytes[at..bytes.len().min(LONGEST)];
            let end = rest.iter().position(|byte| *byte == b'\n')?;
            let begin = at;
            at += end + 1;
            std::str::from_utf8(&rest[..end]).ok().map(|text| (text, begin, at))
        };
        let missing = if bytes.len() > LONGEST { Fault::NotAge } else { Fault::Damaged };
        if line().is_none_or(|(text, ..)| text != VERSION) {
            return Err(Fault::NotAge);
        }
        let mut stanzas = Vec::new();
        loop {
            let (text, begin, end) = line().ok_or(missing)?;
            if let Some(code) = text.strip_prefix("--- ") {
                if stanzas.is_empty() {
                    return Err(Fault::Damaged);
                }
                let code = BASE64.decode(code).map_err(|_| Fault::Damaged)?;
                let signed = &bytes[..begin + "---".len()];
                return Ok((Header { stanzas, signed, code }, &bytes[end..]));
            }
            let words = text.strip_prefix("-> ").ok_or(Fault::Damaged)?;
            let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
            if !words.iter().all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_graphic())) {
                return Err(Fault::Damaged);
            }
            let mut body = String::new();
            loop {
                let (text, ..) = line().ok_or(missing)?;
                body.push_str(text);
                match text.len() {
                    LINE => {}
                    length if length < LINE => break,
                    _ => return Err(Fault::Damaged),
                }
            }
            let body = BASE64.decode(&body).map_err(|_| Fault::Damaged)?;
            stanzas.push(Stanza { words, body });
        }
    }

    /// Fails if anybody has changed it.
    pub fn check(&self, file_key: &FileKey) -> Result<(), Fault> {
        hmac::verify(&signing(file_key), self.signed, &self.code).map_err(|_| Fault::Damaged)
    }
}

/// A header with one stanza, whose body is shorter than a line.
pub fn write(stanza: &Stanza, file_key: &FileKey) -> Vec<u8> {
    let mut text = format!("{VERSION}\n-> {}\n{}\n---", stanza.words.join(" "), BASE64.encode(&stanza.body));
    let code = hmac::sign(&signing(file_key), text.as_bytes());
    text.push_str(&format!(" {}\n", BASE64.encode(code.as_ref())));
    text.into_bytes()
}

fn signing(file_key: &FileKey) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, &derived(&file_key[..], &[], b"header")[..])
}
