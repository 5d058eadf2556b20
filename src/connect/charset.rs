//! The encodings of text files.

use std::io::{self, Write};

use encoding_rs::{CoderResult, Encoding as Web};
use oem_cp::code_table as oem;
use serde::{Deserialize, Serialize};

/// How bytes beyond ASCII are decoded.
#[derive(Clone, Copy)]
pub(super) enum Charset {
    /// As browsers decode it.
    Web(&'static Web),
    /// A DOS code page with its name: one character for each byte from 128 on.
    Dos(&'static [char; 128], &'static str),
}

/// The replacement for bytes that are invalid in an encoding.
pub(super) const UNKNOWN: &str = "\u{fffd}";

impl Charset {
    pub fn name(self) -> &'static str {
        match self {
            Charset::Web(charset) => charset.name(),
            Charset::Dos(_, name) => name,
        }
    }

    /// Whether each byte is a character.
    pub fn is_single_byte(self) -> bool {
        match self {
            Charset::Web(charset) => charset.is_single_byte(),
            Charset::Dos(..) => true,
        }
    }

    /// Decodes `raw` to UTF-8; returns whether all of it was valid.
    pub fn decode(self, raw: &[u8], out: &mut dyn Write) -> io::Result<bool> {
        match self {
            Charset::Web(charset) => decode_web(charset, raw, out),
            Charset::Dos(table, _) => {
                let mut text = String::with_capacity(3 << 16);
                for piece in raw.chunks(1 << 16) {
                    text.clear();
                    text.extend(piece.iter().map(|&byte| match byte.checked_sub(128) {
                        Some(index) => table[usize::from(index)],
                        None => char::from(byte),
                    }));
                    out.write_all(text.as_bytes())?;
                }
                Ok(true)
            }
        }
    }

    /// Decodes a short piece.
    pub fn text(self, raw: &[u8]) -> String {
        let mut out = Vec::new();
        // Writing to memory does not fail.
        let _ = self.decode(raw, &mut out);
        String::from_utf8(out).unwrap_or_default()
    }
}

fn decode_web(charset: &'static Web, raw: &[u8], out: &mut dyn Write) -> io::Result<bool> {
    let mut decoder = charset.new_decoder_with_bom_removal();
    let mut text = vec![0; 1 << 16];
    let mut rest = raw;
    let mut is_whole = true;
    loop {
        let (result, read, written, replaced) = decoder.decode_to_utf8(rest, &mut text, true);
        out.write_all(&text[..written])?;
        is_whole &= !replaced;
        rest = &rest[read..];
        if result == CoderResult::InputEmpty {
            return Ok(is_whole);
        }
    }
}

macro_rules! encodings {
    ($($variant:ident = $charset:expr),+ $(,)?) => {
        /// How the bytes of a text file are decoded.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Encoding {
            /// UTF-8 if the bytes are valid UTF-8, else the most likely other encoding.
            #[default]
            Detected,
            /// Anything else is an error.
            Utf8,
            /// UTF-8; invalid bytes become "�".
            Lossy,
            $($variant),+
        }

        impl Encoding {
            /// In the order of the menu.
            pub const ALL: &'static [Encoding] =
                &[Encoding::Detected, Encoding::Utf8, Encoding::Lossy, $(Encoding::$variant),+];
            /// As written in a file.
            pub const SPELLINGS: &'static [&'static str] = &["Detected", "Utf8", "Lossy", $(stringify!($variant)),+];

            /// The charset that is named; `None` for UTF-8 and for detection.
            pub(super) fn charset(self) -> Option<Charset> {
                match self {
                    Encoding::Detected | Encoding::Utf8 | Encoding::Lossy => None,
                    $(Encoding::$variant => Some($charset)),+
                }
            }
        }
    };
}

encodings!(
    Utf16Le = Charset::Web(encoding_rs::UTF_16LE),
    Utf16Be = Charset::Web(encoding_rs::UTF_16BE),
    Windows1252 = Charset::Web(encoding_rs::WINDOWS_1252),
    Windows1250 = Charset::Web(encoding_rs::WINDOWS_1250),
    Windows1251 = Charset::Web(encoding_rs::WINDOWS_1251),
    Windows1253 = Charset::Web(encoding_rs::WINDOWS_1253),
    Windows1254 = Charset::Web(encoding_rs::WINDOWS_1254),
    Windows1255 = Charset::Web(encoding_rs::WINDOWS_1255),
    Windows1256 = Charset::Web(encoding_rs::WINDOWS_1256),
    Windows1257 = Charset::Web(encoding_rs::WINDOWS_1257),
    Windows1258 = Charset::Web(encoding_rs::WINDOWS_1258),
    Windows874 = Charset::Web(encoding_rs::WINDOWS_874),
    Iso8859_2 = Charset::Web(encoding_rs::ISO_8859_2),
    Iso8859_3 = Charset::Web(encoding_rs::ISO_8859_3),
    Iso8859_4 = Charset::Web(encoding_rs::ISO_8859_4),
    Iso8859_5 = Charset::Web(encoding_rs::ISO_8859_5),
    Iso8859_6 = Charset::Web(encoding_rs::ISO_8859_6),
    Iso8859_7 = Charset::Web(encoding_rs::ISO_8859_7),
    Iso8859_8 = Charset::Web(encoding_rs::ISO_8859_8),
    Iso8859_10 = Charset::Web(encoding_rs::ISO_8859_10),
    Iso8859_13 = Charset::Web(encoding_rs::ISO_8859_13),
    Iso8859_14 = Charset::Web(encoding_rs::ISO_8859_14),
    Iso8859_15 = Charset::Web(encoding_rs::ISO_8859_15),
    Iso8859_16 = Charset::Web(encoding_rs::ISO_8859_16),
    Cp437 = Charset::Dos(&oem::DECODING_TABLE_CP437, "cp437"),
    Cp737 = Charset::Dos(&oem::DECODING_TABLE_CP737, "cp737"),
    Cp775 = Charset::Dos(&oem::DECODING_TABLE_CP775, "cp775"),
    Cp850 = Charset::Dos(&oem::DECODING_TABLE_CP850, "cp850"),
    Cp852 = Charset::Dos(&oem::DECODING_TABLE_CP852, "cp852"),
    Cp855 = Charset::Dos(&oem::DECODING_TABLE_CP855, "cp855"),
    Cp858 = Charset::Dos(&oem::DECODING_TABLE_CP858, "cp858"),
    Cp866 = Charset::Web(encoding_rs::IBM866),
    Macintosh = Charset::Web(encoding_rs::MACINTOSH),
    MacCyrillic = Charset::Web(encoding_rs::X_MAC_CYRILLIC),
    Koi8R = Charset::Web(encoding_rs::KOI8_R),
    Koi8U = Charset::Web(encoding_rs::KOI8_U),
    Gbk = Charset::Web(encoding_rs::GBK),
    Gb18030 = Charset::Web(encoding_rs::GB18030),
    Big5 = Charset::Web(encoding_rs::BIG5),
    ShiftJis = Charset::Web(encoding_rs::SHIFT_JIS),
    EucJp = Charset::Web(encoding_rs::EUC_JP),
    Iso2022Jp = Charset::Web(encoding_rs::ISO_2022_JP),
    EucKr = Charset::Web(encoding_rs::EUC_KR),
);

impl Encoding {
    /// As written in a file.
    pub fn spelling(self) -> &'static str {
        Encoding::ALL.iter().position(|encoding| *encoding == self).map_or("", |index| Encoding::SPELLINGS[index])
    }

    /// The setting for a browser encoding.
    pub(super) fn of(charset: &'static Web) -> Option<Encoding> {
        let is_it =
            |encoding: &&Encoding| matches!(encoding.charset(), Some(Charset::Web(own)) if std::ptr::eq(own, charset));
        Encoding::ALL.iter().find(is_it).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_encoding() {
        for (encoding, bytes, text) in [
            (Encoding::Windows1252, b"M\xfcller".as_slice(), "Müller"),
            (Encoding::Cp850, b"M\x81ller", "Müller"),
            (Encoding::Cp437, b"M\x81ller", "Müller"),
            (Encoding::Macintosh, b"M\x9fller", "Müller"),
            (Encoding::Koi8R, b"\xe9\xd7\xc1\xce", "Иван"),
            (Encoding::Gbk, b"\xb1\xb1\xbe\xa9", "北京"),
            (Encoding::Cp850, b"ASCII", "ASCII"),
        ] {
            assert_eq!(encoding.charset().map(|charset| charset.text(bytes)).as_deref(), Some(text), "{encoding:?}");
        }
        assert_eq!(Encoding::of(encoding_rs::EUC_KR), Some(Encoding::EucKr));
        assert_eq!((Encoding::Cp850.spelling(), Encoding::Detected.spelling()), ("Cp850", "Detected"));
    }
}
