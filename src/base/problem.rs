//! What went wrong, where, and what to do about it, in one line.

use std::cell::Cell;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::fix::{Fix, Fixes};
use super::{Cause, Language, MaybeNode, NodeId, Text, suggest};

/// The severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; the result is valid.
    Warning,
    /// Not set up yet: there is no result, but nothing is wrong ("Nothing is connected").
    Incomplete,
    /// There is no result, and something is wrong.
    Error,
}

/// One problem. As JSON its message and remedy are in English, with their ids and arguments beside them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(from = "Record", into = "Record")]
pub struct Problem {
    pub severity: Severity,
    /// One line, sentence case, no full stop: "There is no column \"delay\"".
    pub message: Text,
    /// What to do: "Did you mean \"dep_delay\"?".
    pub remedy: Option<Text>,
    /// The setting, as its path in the file: `condition`, `keys`, `aggregations[2].column`.
    pub setting: Option<Box<str>>,
    /// Byte range within the setting's text.
    pub span: Option<Range<usize>>,
    /// Changes that fix it, most likely first.
    pub fixes: Fixes,
    pub cause: Cause,
    /// The node that raised it, if the holder of the problem could not know it: one of many whose rows flow at once.
    /// Not included in JSON, where nodes are identified by name.
    pub node: MaybeNode,
}

impl Problem {
    pub fn error(message: impl Into<Text>) -> Self {
        Problem {
            severity: Severity::Error,
            message: message.into().one_line(),
            remedy: None,
            setting: None,
            span: None,
            fixes: Fixes::default(),
            cause: Cause::User,
            node: MaybeNode::default(),
        }
    }

    pub fn warning(message: impl Into<Text>) -> Self {
        Problem { severity: Severity::Warning, ..Problem::error(message) }
    }

    /// The work was stopped: for whoever requested that, nothing is wrong, and nothing is shown.
    pub fn stopped() -> Self {
        Problem::error(say!("stopped")).because(Cause::Stopped)
    }

    pub fn incomplete(message: impl Into<Text>) -> Self {
        Problem { severity: Severity::Incomplete, ..Problem::error(message).because(Cause::NotSetUp) }
    }

    pub fn remedy(mut self, remedy: impl Into<Text>) -> Self {
        self.remedy = Some(remedy.into().one_line());
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

    /// Sets the setting; an inner path that is already set is appended to it (`rows[1]` + `column`).
    pub fn at(mut self, setting: impl Into<String>) -> Self {
        let outer = setting.into();
        self.setting = Some(match self.setting.take() {
            Some(inner) => format!("{outer}.{inner}").into(),
            None => outer.into(),
        });
        self
    }

    pub fn because(mut self, cause: Cause) -> Self {
        self.cause = cause;
        self
    }

    /// Marks it as possibly temporary, without a change of the project.
    pub fn transient(self) -> Self {
        self.because(Cause::TransientSource)
    }

    /// Sets the node that raised it, unless it is set already.
    pub fn raised_by(mut self, node: Option<NodeId>) -> Self {
        self.node = self.node.get().or(node).into();
        self
    }

    pub fn span(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// Setting, message and remedy as one [`Text`].
    pub fn text(&self) -> Text {
        let whole = match &self.remedy {
            Some(remedy) => say!("message-and-remedy", message = self.message, remedy = remedy),
            None => self.message.clone(),
        };
        match &self.setting {
            Some(setting) => say!("setting-problem", setting = setting, problem = whole),
            None => whole,
        }
    }

    /// Like [`Problem::text`], after the node or the file that has it.
    pub fn text_at(&self, place: Option<&str>) -> Text {
        let Some(place) = place else { return self.text() };
        let place = self.setting.iter().fold(place.to_owned(), |place, setting| format!("{place}.{setting}"));
        say!("node-problem", node = place, problem = Problem { setting: None, ..self.clone() }.text())
    }

    /// The same for a line of a log or of standard error; a warning is marked as one.
    pub fn line_at(&self, place: Option<&str>) -> String {
        let severity = if self.severity == Severity::Warning { "warning: " } else { "" };
        format!("{severity}{}", self.text_at(place))
    }

    /// Message and remedy, in the current language.
    pub fn words(&self) -> String {
        match &self.remedy {
            Some(remedy) => format!("{}{}{remedy}", self.message, tr!("sentence-end")),
            None => self.message.to_string(),
        }
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
        f.write_str(&self.words())
    }
}

/// A problem in events: text for people and programs, and what the window needs to show it in another language.
#[derive(Serialize, Deserialize)]
struct Record {
    severity: Severity,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    remedy: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    setting: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    span: Option<Range<usize>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    message_text: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    remedy_text: Option<Text>,
    #[serde(skip_serializing_if = "Fixes::is_none", default)]
    fixes: Fixes,
    #[serde(default)]
    cause: Cause,
    /// Whether another attempt may succeed: included for readers that do not know all causes.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    transient: bool,
    /// Only between our own processes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    node: Option<NodeId>,
}

thread_local! {
    static WITH_NODES: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`; the problems that it writes include the nodes that raised them: for messages between our own processes,
/// which share the ids of nodes.
pub fn with_nodes<T>(work: impl FnOnce() -> T) -> T {
    let before = WITH_NODES.replace(true);
    let done = work();
    WITH_NODES.set(before);
    done
}

impl From<Problem> for Record {
    fn from(problem: Problem) -> Self {
        let Problem { severity, message, remedy, setting, span, fixes, cause, node } = problem;
        let english = |text: &Text| text.in_language(Language::English);
        let translatable = |text: &Text| matches!(text, Text::Message(_)).then(|| text.clone());
        Record {
            severity,
            message: english(&message),
            remedy: remedy.as_ref().map(english),
            setting,
            span,
            message_text: translatable(&message),
            remedy_text: remedy.as_ref().and_then(translatable),
            fixes,
            cause,
            transient: cause.is_transient(),
            node: node.get().filter(|_| WITH_NODES.get()),
        }
    }
}

impl From<Record> for Problem {
    fn from(record: Record) -> Self {
        let Record {
            severity,
            message,
            remedy,
            setting,
            span,
            message_text,
            remedy_text,
            fixes,
            cause,
            transient,
            node,
        } = record;
        // Events of an older program contain no more than this.
        let cause = if transient { Cause::TransientSource } else { cause };
        Problem {
            severity,
            message: message_text.unwrap_or_else(|| message.into()),
            remedy: remedy_text.or_else(|| remedy.map(Text::from)),
            setting,
            span,
            fixes,
            cause,
            node: node.into(),
        }
    }
}
