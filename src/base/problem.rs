//! What went wrong, where, and what to do about it, in one line.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::fix::{Fix, Fixes};
use super::suggest;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; the result stands.
    Warning,
    /// Not set up yet: there is no result, but nothing is wrong ("Nothing is connected").
    Incomplete,
    /// There is no result, and something is wrong.
    Error,
}

/// One problem. The node it belongs to is known by whoever holds it; setting and span say where inside the node.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub struct Problem {
    pub severity: Severity,
    /// One line, sentence case, no full stop: "There is no column \"delay\"".
    pub message: String,
    /// What to do: "Did you mean \"dep_delay\"?".
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub remedy: Option<String>,
    /// The setting, as its path in the file: "condition", "keys", "aggregations[2].column".
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub setting: Option<String>,
    /// Bytes within the setting's text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub span: Option<Range<usize>>,
    /// Changes that put it right, the likeliest first.
    #[serde(skip_serializing_if = "Fixes::is_none", default)]
    pub fixes: Fixes,
}

impl Problem {
    pub fn error(message: impl Into<String>) -> Self {
        Problem {
            severity: Severity::Error,
            message: one_line(&message.into()),
            remedy: None,
            setting: None,
            span: None,
            fixes: Fixes::default(),
        }
    }

    pub fn warning(message: impl Into<String>) -> Self {
        Problem { severity: Severity::Warning, ..Problem::error(message) }
    }

    pub fn incomplete(message: impl Into<String>) -> Self {
        Problem { severity: Severity::Incomplete, ..Problem::error(message) }
    }

    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(one_line(&remedy.into()));
        self
    }

    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// `name` is none of `candidates`: the remedy names the nearest, and the fix writes it; else the first few.
    pub fn among<'a>(self, name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let names: Vec<&str> = candidates.into_iter().collect();
        let remedy = suggest::remedy(name, names.iter().copied())?;
        let problem = self.remedy(remedy);
        Some(match suggest::nearest(name, names) {
            Some(near) => problem.fix(Fix::write(name, near)),
            None => problem,
        })
    }

    /// Names the setting; an inner path that is already there is kept behind it ("rows[1]" + "column").
    pub fn at(mut self, setting: impl Into<String>) -> Self {
        let outer = setting.into();
        self.setting = Some(match self.setting.take() {
            Some(inner) => format!("{outer}.{inner}"),
            None => outer,
        });
        self
    }

    pub fn span(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// Whether it leaves its node without a result.
    pub fn is_error(&self) -> bool {
        self.severity != Severity::Warning
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(setting) = &self.setting {
            write!(f, "{setting}: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(remedy) = &self.remedy {
            write!(f, ". {remedy}")?;
        }
        Ok(())
    }
}

/// Messages of libraries may span lines; ours never do.
fn one_line(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut line = words.next().unwrap_or_default().to_owned();
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    line
}
