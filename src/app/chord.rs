//! Key combinations as people write them: "Ctrl+Shift+S".

use std::fmt;

use crate::base::Text;

/// The names of keys other than letters, digits and F1 to F20.
const NAMED: [&str; 29] = [
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "Backslash",
    "Backspace",
    "Backtick",
    "CloseBracket",
    "Colon",
    "Comma",
    "Delete",
    "End",
    "Enter",
    "Equals",
    "Escape",
    "Home",
    "Insert",
    "Minus",
    "OpenBracket",
    "PageDown",
    "PageUp",
    "Period",
    "Plus",
    "Questionmark",
    "Quote",
    "Semicolon",
    "Slash",
    "Space",
    "Tab",
];

/// A key with its modifiers. `Ctrl` is the command key on a Mac.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord {
    pub ctrl: bool,
    pub shift: bool,
    pub alt: bool,
    /// As written in the list of keys.
    pub key: String,
}

impl Chord {
    /// Parses "ctrl + shift+s"; the error describes the unknown part.
    pub fn parse(text: &str) -> Result<Chord, Text> {
        let mut parts: Vec<&str> = text.split('+').map(str::trim).collect();
        let last = parts.pop().unwrap_or_default();
        let mut chord = Chord { ctrl: false, shift: false, alt: false, key: key(last).ok_or_else(|| unknown(last))? };
        for part in parts {
            let modifier = match part.to_lowercase().as_str() {
                "ctrl" | "control" | "cmd" | "command" => &mut chord.ctrl,
                "shift" => &mut chord.shift,
                "alt" | "option" => &mut chord.alt,
                _ => return Err(unknown(part)),
            };
            *modifier = true;
        }
        Ok(chord)
    }

    /// The number of modifiers.
    pub fn modifiers(&self) -> u8 {
        u8::from(self.ctrl) + u8::from(self.shift) + u8::from(self.alt)
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let modifier = [(self.ctrl, "Ctrl+"), (self.shift, "Shift+"), (self.alt, "Alt+")];
        modifier.iter().filter(|(is_pressed, _)| *is_pressed).try_for_each(|(_, word)| f.write_str(word))?;
        f.write_str(&self.key)
    }
}

/// The names of all keys with which a chord may end.
pub fn keys() -> impl Iterator<Item = String> {
    let letters = ('A'..='Z').chain('0'..='9').map(String::from);
    letters.chain((1..=20).map(|n| format!("F{n}"))).chain(NAMED.iter().map(|name| (*name).to_owned()))
}

fn key(text: &str) -> Option<String> {
    keys().find(|key| key.eq_ignore_ascii_case(text))
}

fn unknown(part: &str) -> Text {
    if part.is_empty() {
        return say!("key-missing");
    }
    let all: Vec<String> = keys().collect();
    match crate::base::suggest::nearest(part, all.iter().map(String::as_str)) {
        Some(near) => say!("no-such-key-near", key = part, near = near),
        None => say!("no-such-key", key = part),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_are_read_and_written() {
        for (text, written) in [
            ("Ctrl+S", "Ctrl+S"),
            ("shift + CTRL + s", "Ctrl+Shift+S"),
            ("f5", "F5"),
            ("Alt+ArrowLeft", "Alt+ArrowLeft"),
            ("cmd+plus", "Ctrl+Plus"),
        ] {
            assert_eq!(Chord::parse(text).unwrap().to_string(), written);
        }
        for (text, expected) in [
            ("", "a key is missing"),
            ("Ctrl+", "a key is missing"),
            ("Hyper+S", "there is no key \"Hyper\""),
            ("Ctrl+Entr", "there is no key \"Entr\"; did you mean \"Enter\"?"),
        ] {
            assert_eq!(Chord::parse(text).unwrap_err(), expected);
        }
    }
}
