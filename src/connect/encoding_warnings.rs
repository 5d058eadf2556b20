//! Warnings about a text's encoding: the guess and its alternatives, and lines that do not fit.

use std::path::Path;

use super::charset::Encoding;
use super::guess::EncodingGuess;
use crate::base::text::in_a_row;
use crate::base::{Fix, Problem, Text};

/// What was found out about the encoding of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct EncodingFindings {
    /// The name of a two-byte encoding that was detected with certainty.
    pub wide: Option<&'static str>,
    /// If the text is not UTF-8.
    pub guess: Option<EncodingGuess>,
    pub broken: Option<Broken>,
    /// A line that is UTF-8, in a text that is not.
    pub mixed: Option<(usize, String)>,
}

/// Rows contain bytes that are invalid in the text's encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// The text is UTF-8 anyway; the first such byte and its line.
    Utf8 { line: usize, byte: u8 },
    /// They were replaced by "�"; the encoding's name.
    Decoded(&'static str),
}

impl EncodingFindings {
    /// The warnings about the file at `path`.
    pub fn warnings(&self, path: &Path) -> Vec<Problem> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut warnings = Vec::new();
        if let Some(wide) = self.wide {
            let message = say!("csv-other-encoding", name = name, encoding = wide);
            warnings.push(Problem::warning(message).at("encoding"));
        }
        match (&self.guess, self.broken) {
            (Some(guess), Some(Broken::Utf8 { line, byte })) => {
                let byte = format!("0x{byte:02X}");
                let message = say!("csv-broken-utf8", name = name, line = line, byte = byte);
                warnings.push(choices(Problem::warning(message), guess));
            }
            (Some(guess), _) => {
                let encoding = guess.encoding.charset().map_or("", |charset| charset.name());
                let message = say!("csv-other-encoding", name = name, encoding = encoding);
                warnings.push(choices(Problem::warning(message), guess));
            }
            (None, _) => {}
        }
        if let Some(Broken::Decoded(encoding)) = self.broken {
            let message = say!("csv-not-of-encoding", name = name, encoding = encoding);
            warnings.push(Problem::warning(message).remedy(say!("csv-choose-encoding")).at("encoding"));
        }
        if let Some((line, text)) = &self.mixed {
            let message = say!("csv-line-in-utf8", name = name, line = line, text = text);
            warnings.push(Problem::warning(message).remedy(say!("csv-mend-line")).at("encoding"));
        }
        warnings
    }
}

/// Adds the first line decoded with each encoding, and a fix that chooses it.
fn choices(problem: Problem, guess: &EncodingGuess) -> Problem {
    let reads = guess.samples.iter().filter_map(|(encoding, text)| {
        let name = encoding.charset()?.name();
        Some((encoding, Text::from(name), say!("csv-reads-as", encoding = name, text = text), text))
    });
    let reads: Vec<_> = reads.collect();
    let list = in_a_row(reads.iter().map(|(_, _, words, _)| words.clone()));
    let problem = problem.remedy(say!("csv-encodings", line = guess.line, list = list)).at("encoding");
    reads.iter().fold(problem, |problem, (encoding, name, _, text)| {
        problem.fix(Fix::Set {
            setting: "encoding".into(),
            old: String::new(),
            new: Encoding::spelling(**encoding).into(),
            label: say!("fix-read-encoding", encoding = name, text = text),
        })
    })
}
