//! Commands for the window, independent of the active project.

use crate::app::App;
use crate::app::notices::NoticeKind;
use crate::app::ongoing_work::Work;
use crate::app::view::{Dialog, Theme};
use crate::app::window_layout::{Display, Part, WindowPlacement};
use crate::base::{Language, Text};

/// Dialogs, panels, language, and the status message.
#[derive(Clone, Debug, PartialEq)]
pub enum WindowCommand {
    /// Switches the window to this language.
    SetLanguage(Language),
    /// No font has the characters of the window's language.
    FontMissing,
    SetTheme(Theme),
    /// The user has resized a panel to this fraction of the window, on this display; `None` resets it.
    SetShare {
        display: Display,
        part: Part,
        share: Option<f32>,
    },
    /// The window placement has settled.
    SetPlacement {
        display: Display,
        placement: WindowPlacement,
    },
    /// Stops ongoing work.
    StopWork(Work),
    /// Resumes a computation that the user has stopped.
    ResumePreview,
    OpenDialog(Dialog),
    CloseDialog,
    /// Shows a message in the status line.
    ShowStatus(Text),
    /// Dismisses the notice about this concern.
    Dismiss(NoticeKind),
}

impl App {
    pub(in crate::app) fn handle_window(&mut self, command: WindowCommand) {
        match command {
            WindowCommand::SetShare { display, part, share } => self.change_preferences(|p| {
                p.remember(display, |window_layout| {
                    window_layout.shares.remove(&part);
                    window_layout.shares.extend(share.map(|share| (part, share)));
                });
            }),
            WindowCommand::SetPlacement { display, placement } => self.set_placement(display, placement),
            WindowCommand::SetTheme(theme) => self.change_preferences(|p| p.theme = theme),
            WindowCommand::SetLanguage(language) => self.set_language(language),
            WindowCommand::FontMissing => self.fall_back_to_english(),
            WindowCommand::OpenDialog(dialog) => self.project.view.dialog = Some(dialog),
            WindowCommand::CloseDialog => match self.project.view.dialog.take() {
                Some(Dialog::Clusters) => self.leave_clusters(),
                Some(Dialog::Connections) => self.leave_connections(),
                _ => {}
            },
            WindowCommand::ShowStatus(words) => self.set_status(words),
            WindowCommand::Dismiss(concern) => self.dismiss(concern),
            WindowCommand::StopWork(work) => self.stop_work(work),
            WindowCommand::ResumePreview => self.resume_preview(),
        }
    }
}
