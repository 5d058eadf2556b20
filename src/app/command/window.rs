//! Commands for the window, independent of the active project.

use crate::app::App;
use crate::app::notices::Concern;
use crate::app::view::{Dialog, Theme};
use crate::app::work::Work;
use crate::app::workplace::{Display, Part, Standing};
use crate::base::{Language, Text};

/// Dialogs, panels, language, and the status message.
#[derive(Clone, Debug, PartialEq)]
pub enum WindowCommand {
    /// Switches the window to this language.
    Speak(Language),
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
    Stand {
        display: Display,
        standing: Standing,
    },
    /// Stops ongoing work.
    StopWork(Work),
    /// Resumes a computation that the user has stopped.
    GoOnComputing,
    OpenDialog(Dialog),
    CloseDialog,
    /// Shows a message in the status line.
    Say(Text),
    /// Dismisses the notice about this concern.
    Dismiss(Concern),
}

impl App {
    pub(in crate::app) fn handle_window(&mut self, command: WindowCommand) {
        match command {
            WindowCommand::SetShare { display, part, share } => self.change_preferences(|p| {
                p.remember(display, |workplace| {
                    workplace.shares.remove(&part);
                    workplace.shares.extend(share.map(|share| (part, share)));
                });
            }),
            WindowCommand::Stand { display, standing } => self.stand(display, standing),
            WindowCommand::SetTheme(theme) => self.change_preferences(|p| p.theme = theme),
            WindowCommand::Speak(language) => self.speak(language),
            WindowCommand::FontMissing => self.speak_without_font(),
            WindowCommand::OpenDialog(dialog) => self.project.view.dialog = Some(dialog),
            WindowCommand::CloseDialog => self.project.view.dialog = None,
            WindowCommand::Say(words) => self.say(words),
            WindowCommand::Dismiss(concern) => self.dismiss(concern),
            WindowCommand::StopWork(work) => self.stop_work(work),
            WindowCommand::GoOnComputing => self.go_on_computing(),
        }
    }
}
