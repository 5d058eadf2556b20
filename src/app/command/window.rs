//! What is asked of the window, whichever project it shows.

use crate::app::App;
use crate::app::notices::Concern;
use crate::app::view::{Dialog, Theme};
use crate::app::work::Work;
use crate::app::workplace::{Display, Part, Standing};
use crate::base::{Language, Text};

/// Dialogs, panels, language, and what the status line says.
#[derive(Clone, Debug, PartialEq)]
pub enum WindowCommand {
    /// From now on the window speaks this language.
    Speak(Language),
    /// No font has what the window shall speak.
    FontMissing,
    SetTheme(Theme),
    /// A hand has given a panel this part of the window, on this display; `None` gives it back.
    SetShare {
        display: Display,
        part: Part,
        share: Option<f32>,
    },
    /// The window has come to rest so.
    Stand {
        display: Display,
        standing: Standing,
    },
    /// Ends work that goes on.
    StopWork(Work),
    /// Computes on what a person has stopped.
    GoOnComputing,
    OpenDialog(Dialog),
    CloseDialog,
    /// Something was said that the status line should show.
    Say(Text),
    /// The notice about this was read.
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
