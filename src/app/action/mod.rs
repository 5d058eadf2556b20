//! The actions of menus, palette and keys: commands without further data. Each is one entry in `list.rs`.

mod condition;
mod list;

pub use list::{Action, Topic};

use super::App;
use super::view::TableRequest;
use crate::base::text::{self, Language};
use crate::document::{Activity, Node};

/// A key combination in the notation of the window: "Ctrl+Shift+S". `Ctrl` is the command key on a Mac.
pub type Shortcut = &'static str;

/// What an action does, when it is possible, and whether it is on.
struct Entry {
    run: Run,
    is_possible: fn(&App) -> bool,
    /// For an action that switches something on and off.
    is_on: Option<fn(&App) -> bool>,
}

#[derive(Clone, Copy)]
enum Run {
    App(fn(&mut App)),
    /// Only the table panel, which knows its cursor, can execute it.
    Table(TableRequest),
}

/// An action that is always possible.
const fn run(run: fn(&mut App)) -> Entry {
    Entry { run: Run::App(run), is_possible: condition::always, is_on: None }
}

/// An action on the cells of the table.
const fn table(request: TableRequest) -> Entry {
    Entry { run: Run::Table(request), is_possible: condition::shows_table, is_on: None }
}

impl Entry {
    const fn when(self, is_possible: fn(&App) -> bool) -> Entry {
        Entry { is_possible, ..self }
    }

    const fn on_when(self, is_on: fn(&App) -> bool) -> Entry {
        Entry { is_on: Some(is_on), ..self }
    }
}

/// An entry with the ids of its texts and its default keys, of which the first is shown.
struct Row {
    topic: Topic,
    name: &'static str,
    title: &'static str,
    about: &'static str,
    words: &'static str,
    keys: &'static [Shortcut],
    entry: Entry,
}

impl Topic {
    /// Sentence case.
    pub fn title(self) -> &'static str {
        text::get(self.id())
    }
}

impl Action {
    /// Sentence case; "…" if more input is required.
    pub fn title(self) -> &'static str {
        text::get(self.row().title)
    }

    /// The tooltip: one sentence without a full stop.
    pub fn about(self) -> &'static str {
        text::get(self.row().about)
    }

    /// Additional search terms, in this language and in English; for most actions the title is enough.
    pub fn words(self) -> Vec<&'static str> {
        let Row { title, words: id, .. } = *self.row();
        let own = match Language::current() {
            Language::English => [None, None],
            _ => [text::find(id), text::find_in(Language::English, title)],
        };
        let words = own.into_iter().chain([text::find_in(Language::English, id)]).flatten();
        words.flat_map(|words| words.split(',')).map(str::trim).collect()
    }

    /// Its name in the file of shortcuts: "save_as".
    pub fn id(self) -> String {
        let mut id = String::new();
        for c in self.row().name.chars() {
            if c.is_uppercase() && !id.is_empty() {
                id.push('_');
            }
            id.extend(c.to_lowercase());
        }
        id
    }

    /// The default key combinations, of which the first is shown; may be empty.
    pub fn shortcuts(self) -> &'static [Shortcut] {
        self.row().keys
    }

    pub fn topic(self) -> Topic {
        self.row().topic
    }

    /// Whether it would have an effect now; otherwise menus show it dimmed.
    pub fn is_enabled(self, app: &App) -> bool {
        (self.row().entry.is_possible)(app)
    }

    /// Whether what it switches is on: menus show a tick. `None` if it switches nothing.
    pub fn is_on(self, app: &App) -> Option<bool> {
        self.row().entry.is_on.map(|is_on| is_on(app))
    }

    /// Whether it applies to the cells of the table: then its keys work there, even if the focus would take them.
    pub fn is_of_table(self) -> bool {
        matches!(self.row().entry.run, Run::Table(_))
    }

    /// The title in a context menu of the selection: what the action would do with the current selection.
    pub fn title_now(self, app: &App) -> &'static str {
        let all = |is: fn(&Node) -> bool| {
            let mut nodes = app.project.view.selection.iter().filter_map(|id| app.document().node(*id));
            !app.project.view.selection.is_empty() && nodes.all(is)
        };
        match self {
            Action::ToggleBypass if all(|node| node.activity == Activity::Bypassed) => tr!("use-again"),
            Action::ToggleBypass => tr!("bypass"),
            Action::ToggleDisabled if all(|node| node.activity == Activity::Disabled) => tr!("enable"),
            Action::ToggleDisabled => tr!("disable"),
            Action::ToggleOpened if all(|node| node.opened) => tr!("step-close-node"),
            Action::ToggleOpened => tr!("step-open-node"),
            Action::ToggleSketch if all(|node| node.opened && node.mark.sketch) => tr!("step-show-rows"),
            Action::ToggleSketch => tr!("step-show-sketch"),
            _ => self.title(),
        }
    }
}

impl App {
    /// Executes an action, if it is possible now.
    pub(super) fn act(&mut self, action: Action) {
        if !action.is_enabled(self) {
            return;
        }
        match action.row().entry.run {
            Run::App(run) => run(self),
            Run::Table(request) => self.send_table_request(request),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_shortcuts_are_unique() {
        let mut titles: Vec<_> = Action::ALL.iter().map(|a| a.title()).collect();
        let mut keys: Vec<_> = Action::ALL.iter().flat_map(|a| a.shortcuts()).collect();
        let title_count = titles.len();
        let key_count = keys.len();
        titles.sort();
        titles.dedup();
        keys.sort();
        keys.dedup();
        assert_eq!((titles.len(), keys.len()), (title_count, key_count));
        assert!(Action::ALL.iter().all(|a| !a.about().is_empty() && !a.about().ends_with('.')));
    }

    #[test]
    fn each_action_has_its_own_row() {
        assert!(Action::ALL.iter().all(|action| action.row().name == format!("{action:?}")));
    }
}
