//! The steps of the first pipeline, and which of them are done.

use crate::document::NodeId;

/// One step, in display order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuideStep {
    Read,
    Filter,
    Combine,
    Look,
    Save,
}

impl GuideStep {
    pub const ALL: [GuideStep; 5] =
        [GuideStep::Read, GuideStep::Filter, GuideStep::Combine, GuideStep::Look, GuideStep::Save];

    pub fn title(self) -> &'static str {
        match self {
            GuideStep::Read => tr!("guide-read"),
            GuideStep::Filter => tr!("guide-filter"),
            GuideStep::Combine => tr!("guide-combine"),
            GuideStep::Look => tr!("guide-look"),
            GuideStep::Save => tr!("guide-save"),
        }
    }

    /// Instructions in one or two sentences.
    pub fn hint(self) -> &'static str {
        match self {
            GuideStep::Read => tr!("guide-read-hint"),
            GuideStep::Filter => {
                tr!("guide-filter-hint")
            }
            GuideStep::Combine => {
                tr!("guide-combine-hint")
            }
            GuideStep::Look => tr!("guide-look-hint"),
            GuideStep::Save => tr!("guide-save-hint"),
        }
    }
}

/// The user's progress.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guide {
    pub(super) done: [bool; 5],
}

impl Guide {
    pub fn is_done(&self, step: GuideStep) -> bool {
        self.done[step as usize]
    }

    /// The first step that is not done; `None` at the end.
    pub fn current(&self) -> Option<GuideStep> {
        GuideStep::ALL.into_iter().find(|step| !self.is_done(*step))
    }

    /// Whether every step before this one is done.
    pub(super) fn is_begun(&self, step: GuideStep) -> bool {
        GuideStep::ALL.into_iter().take_while(|before| *before != step).all(|before| self.is_done(before))
    }
}

/// One end of the wire missing in the current step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MissingWireEnd {
    pub node: NodeId,
    pub is_output: bool,
    pub port: usize,
}
