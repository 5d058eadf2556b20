//! The actions of menus, palette and keys: one list defines title, shortcut, tooltip and availability.

use super::App;
use super::view::{Arrange, TableRequest};
use crate::base::text::{self, Language};
use crate::document::{Activity, Node};

/// A key combination in the notation of the window: "Ctrl+Shift+S". `Ctrl` is the command key on a Mac.
pub type Shortcut = &'static str;

macro_rules! actions {
    ($($topic:ident { $($name:ident, [$($keys:literal),*];)* })*) => {
        /// The topics that group actions in the list of shortcuts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Topic { $($topic),* }

        impl Topic {
            pub const ALL: &'static [Topic] = &[$(Topic::$topic),*];

            /// Sentence case.
            pub fn title(self) -> &'static str {
                match self { $(Topic::$topic => text::get(concat!("topic-", stringify!($topic)))),* }
            }
        }

        /// A command without further data.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($($name,)*)* }

        impl Action {
            /// In palette order.
            pub const ALL: &'static [Action] = &[$($(Action::$name,)*)*];

            /// Sentence case; "…" if more input is required.
            pub fn title(self) -> &'static str {
                match self { $($(Action::$name => text::get(concat!("action-", stringify!($name))),)*)* }
            }

            /// Additional search terms, in this language and in English; for most actions the title is enough.
            pub fn words(self) -> Vec<&'static str> {
                let id = match self { $($(Action::$name => concat!("action-", stringify!($name), ".words"),)*)* };
                let title = match self { $($(Action::$name => concat!("action-", stringify!($name)),)*)* };
                let english = |id| text::find_in(Language::English, id);
                let own = match Language::current() {
                    Language::English => [None, None],
                    _ => [text::find(id), english(title)],
                };
                let words = own.into_iter().chain([english(id)]).flatten();
                words.flat_map(|words| words.split(',')).map(str::trim).collect()
            }

            /// Its name in the file of shortcuts: "save_as".
            pub fn id(self) -> String {
                let name = match self { $($(Action::$name => stringify!($name),)*)* };
                let mut id = String::new();
                for c in name.chars() {
                    if c.is_uppercase() && !id.is_empty() {
                        id.push('_');
                    }
                    id.extend(c.to_lowercase());
                }
                id
            }

            /// The default key combinations, of which the first is shown; may be empty.
            pub fn shortcuts(self) -> &'static [Shortcut] {
                match self { $($(Action::$name => &[$($keys),*],)*)* }
            }

            pub fn topic(self) -> Topic {
                match self { $($(Action::$name)|* => Topic::$topic),* }
            }

            /// The tooltip: one sentence without a full stop.
            pub fn about(self) -> &'static str {
                match self { $($(Action::$name => text::get(concat!("action-", stringify!($name), ".about")),)*)* }
            }
        }
    };
}

actions! {
    Project {
        New, ["Ctrl+N"];
        Open, ["Ctrl+O"];
        Save, ["Ctrl+S"];
        SaveAs, ["Ctrl+Shift+S"];
        ExportPicture, [];
        ExportSelection, [];
        ShowStart, [];
        CloseTab, ["Ctrl+W"];
        ReopenTab, ["Ctrl+Shift+T"];
        NextTab, ["Ctrl+Tab", "Ctrl+PageDown"];
        PreviousTab, ["Ctrl+Shift+Tab", "Ctrl+PageUp"];
        MoveTabRight, ["Ctrl+Shift+PageDown"];
        MoveTabLeft, ["Ctrl+Shift+PageUp"];
        ToggleReopen, [];
    }
    Edit {
        Undo, ["Ctrl+Z"];
        Redo, ["Ctrl+Shift+Z", "Ctrl+Y"];
        History, ["Ctrl+H"];
        Copy, ["Ctrl+C"];
        Cut, ["Ctrl+X"];
        Paste, ["Ctrl+V"];
        Duplicate, ["Ctrl+D"];
        Delete, ["Delete", "Backspace"];
        DeleteAndHeal, ["Ctrl+Delete", "Ctrl+Backspace"];
        SelectAll, ["Ctrl+A"];
        SelectNone, ["Escape"];
    }
    Nodes {
        AddNode, ["Tab"];
        AddFrame, ["Ctrl+G"];
        AddNote, ["Ctrl+Shift+N"];
        Comment, ["Ctrl+Slash"];
        Tidy, ["Ctrl+L"];
        ToggleBypass, ["Ctrl+B"];
        ToggleDisabled, ["Ctrl+M"];
        ChangeKind, [];
        AlignLeft, [];
        AlignCentre, [];
        AlignRight, [];
        AlignTop, [];
        AlignMiddle, [];
        AlignBottom, [];
        DistributeAcross, [];
        DistributeDown, [];
        ToggleOpened, ["Enter"];
        ToggleSketch, ["Shift+Enter"];
        ToggleOutput, ["Ctrl+Period"];
        Rename, ["F2"];
    }
    Canvas {
        Find, ["Ctrl+F"];
        GoAlong, ["Alt+ArrowRight"];
        GoBack, ["Alt+ArrowLeft"];
        NextProblem, ["F8"];
        Fit, ["Home"];
        ZoomToSelection, ["F"];
        ZoomIn, ["Ctrl+Plus", "Ctrl+Equals"];
        ZoomOut, ["Ctrl+Minus"];
        ZoomReset, ["Ctrl+0"];
        HeatTime, [];
        HeatRows, [];
        HeatMemory, [];
        HeatOff, [];
    }
    Table {
        RenameColumn, [];
        ColumnUsages, [];
        ColumnOrigin, [];
        ColumnGoal, [];
        FindInTable, [];
        GoToRow, ["Ctrl+J"];
        ExportTable, ["Ctrl+Shift+E"];
        CopyCells, [];
        CopyWithNames, ["Ctrl+Shift+C"];
        FilterTable, ["Ctrl+Shift+L"];
        CellMenu, ["Shift+F10"];
        SortColumn, ["Alt+Shift+S"];
        MoveColumnLeft, ["Alt+Shift+ArrowLeft"];
        MoveColumnRight, ["Alt+Shift+ArrowRight"];
        WidenColumn, ["Alt+Shift+ArrowUp"];
        NarrowColumn, ["Alt+Shift+ArrowDown"];
        FitColumn, ["Alt+Shift+W"];
        HideColumn, ["Alt+Shift+H"];
        FreezeColumns, ["Alt+Shift+F"];
        PinTable, [];
        CompareInput, [];
        CompareBefore, [];
        ComparePinned, [];
        CompareOff, [];
    }
    Running {
        Run, ["Ctrl+Enter", "F5"];
        RunTo, ["Alt+Enter"];
        RunFrom, ["Alt+Shift+Enter"];
        RunOnly, [];
        CancelRun, ["Ctrl+Shift+Enter"];
    }
    Window {
        Palette, ["Ctrl+P", "Ctrl+Shift+P"];
        Parameters, [];
        Shortcuts, ["F1", "Questionmark", "Shift+Slash"];
        NextPanel, ["F6"];
        PreviousPanel, ["Shift+F6"];
        Guide, [];
        LeaveGuide, [];
        SampleFlights, [];
        EditShortcuts, [];
        ToggleCatalogue, ["Ctrl+1"];
        ToggleInspector, ["Ctrl+2"];
        ToggleTable, ["Ctrl+3"];
        ToggleStatistics, ["Ctrl+6"];
        ToggleProblems, ["Ctrl+4"];
        ToggleRuns, ["Ctrl+5"];
        ToggleTheme, [];
        ScaleUp, ["Ctrl+Alt+Plus", "Ctrl+Alt+Equals"];
        ScaleDown, ["Ctrl+Alt+Minus"];
        ScaleReset, ["Ctrl+Alt+0"];
        ToggleMotion, [];
        ToggleLanguage, [];
        About, [];
        Quit, ["Ctrl+Q"];
    }
}

impl Action {
    /// The title in a context menu of the selection: what the action would do with the current selection.
    pub fn title_now(self, app: &App) -> &'static str {
        let all = |is: &dyn Fn(&Node) -> bool| {
            let mut nodes = app.project.view.selection.iter().filter_map(|id| app.document().node(*id));
            !app.project.view.selection.is_empty() && nodes.all(is)
        };
        match self {
            Action::ToggleBypass if all(&|node| node.activity == Activity::Bypassed) => tr!("use-again"),
            Action::ToggleBypass => tr!("bypass"),
            Action::ToggleDisabled if all(&|node| node.activity == Activity::Disabled) => tr!("enable"),
            Action::ToggleDisabled => tr!("disable"),
            Action::ToggleOpened if all(&|node| node.opened) => tr!("step-close-node"),
            Action::ToggleOpened => tr!("step-open-node"),
            Action::ToggleSketch if all(&|node| node.opened && node.mark.sketch) => tr!("step-show-rows"),
            Action::ToggleSketch => tr!("step-show-sketch"),
            _ => self.title(),
        }
    }

    /// Whether it would have an effect now; otherwise menus show it dimmed.
    pub fn is_enabled(self, app: &App) -> bool {
        let some_nodes = !app.project.view.selection.is_empty();
        let some_selected = some_nodes || !app.project.view.selected_annotations.is_empty();
        match self {
            _ if self.needs_project() && app.project.view.start_page && app.project.is_untouched() => false,
            _ if self.is_of_panels() && app.project.view.start_page => false,
            Action::CloseTab => app.other_projects > 0 || !app.project.is_untouched(),
            Action::NextTab | Action::PreviousTab | Action::MoveTabLeft | Action::MoveTabRight => {
                app.other_projects > 0
            }
            Action::Undo => app.project.history.undo_label().is_some(),
            Action::Redo => app.project.history.redo_label().is_some(),
            Action::AlignLeft
            | Action::AlignCentre
            | Action::AlignRight
            | Action::AlignTop
            | Action::AlignMiddle
            | Action::AlignBottom => app.arrangeable() > 1,
            Action::DistributeAcross | Action::DistributeDown => app.arrangeable() > 2,
            Action::ToggleBypass | Action::ToggleDisabled | Action::ToggleOpened | Action::ToggleSketch => some_nodes,
            Action::Copy | Action::Cut | Action::Duplicate | Action::DeleteAndHeal => some_selected,
            Action::Delete => some_selected || !app.project.view.selected_wires.is_empty(),
            Action::ZoomToSelection | Action::ExportSelection => some_selected,
            Action::ExportPicture => app.document().nodes().len() > 0 || !app.document().annotations().is_empty(),
            Action::Comment | Action::ToggleOutput | Action::ChangeKind => app.project.view.selection.len() == 1,
            Action::Rename => app.selected_node().is_some() || app.selected_annotation().is_some(),
            Action::RenameColumn | Action::ColumnUsages | Action::ColumnOrigin | Action::ColumnGoal => {
                app.project.view.shown.is_some()
            }
            Action::RunTo | Action::RunFrom | Action::RunOnly => !app.project.run.is_running() && some_nodes,
            Action::Run => !app.project.run.is_running() && app.document().nodes().len() > 0,
            Action::CancelRun => app.project.run.is_running(),
            Action::PinTable => app.project.view.shown.is_some() || app.project.view.pinned.is_some(),
            Action::CompareInput => app.project.view.shown.is_some_and(|shown| app.input_of(shown).is_some()),
            Action::CompareBefore => app.project.view.shown.is_some() && app.project.history.undo_label().is_some(),
            Action::ComparePinned => {
                app.project.view.pinned.is_some()
                    && app.project.view.shown.is_some()
                    && app.project.view.pinned != app.project.view.shown
            }
            Action::CompareOff => app.project.view.compare.is_some(),
            Action::HeatOff => app.project.view.heat.is_some(),
            action if action.is_of_table() => app.project.view.shown.is_some(),
            Action::NextProblem => app.problems().next().is_some(),
            Action::LeaveGuide => app.project.guide.is_some(),
            Action::GoAlong => app.along_wire(true).is_some(),
            Action::GoBack => app.along_wire(false).is_some(),
            Action::SelectAll | Action::Fit | Action::Find => !app.document().is_empty(),
            Action::Tidy => app.document().nodes().len() > 0,
            _ => true,
        }
    }
}

impl Action {
    /// Whether it requires a project, so that it is meaningless on the start page before one exists.
    fn needs_project(self) -> bool {
        matches!(
            self,
            Action::Save
                | Action::SaveAs
                | Action::AddNode
                | Action::AddFrame
                | Action::AddNote
                | Action::Parameters
                | Action::ZoomIn
                | Action::ZoomOut
                | Action::ZoomReset
                | Action::HeatTime
                | Action::HeatRows
                | Action::HeatMemory
        )
    }

    /// Whether it shows or hides a part of the window that does not exist on the start page.
    fn is_of_panels(self) -> bool {
        matches!(
            self,
            Action::ToggleCatalogue
                | Action::ToggleInspector
                | Action::ToggleTable
                | Action::ToggleStatistics
                | Action::ToggleProblems
                | Action::ToggleRuns
                | Action::History
        )
    }

    /// Whether it applies to the cells of the table: then its keys work there, even if the focus would take them.
    pub fn is_of_table(self) -> bool {
        self.table_request().is_some()
    }

    pub(super) fn table_request(self) -> Option<TableRequest> {
        Some(match self {
            Action::FindInTable => TableRequest::Find,
            Action::GoToRow => TableRequest::GoToRow,
            Action::ExportTable => TableRequest::Export,
            Action::CopyCells => TableRequest::Copy { names: false },
            Action::CopyWithNames => TableRequest::Copy { names: true },
            Action::FilterTable => TableRequest::Filters,
            Action::CellMenu => TableRequest::Menu,
            Action::SortColumn => TableRequest::Arrange(Arrange::Sort),
            Action::MoveColumnLeft => TableRequest::Arrange(Arrange::Left),
            Action::MoveColumnRight => TableRequest::Arrange(Arrange::Right),
            Action::WidenColumn => TableRequest::Arrange(Arrange::Wider),
            Action::NarrowColumn => TableRequest::Arrange(Arrange::Narrower),
            Action::FitColumn => TableRequest::Arrange(Arrange::Fit),
            Action::HideColumn => TableRequest::Arrange(Arrange::Hide),
            Action::FreezeColumns => TableRequest::Arrange(Arrange::Freeze),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_shortcuts_are_unique() {
        let mut titles: Vec<_> = Action::ALL.iter().map(|a| a.title()).collect();
        let mut keys: Vec<_> = Action::ALL.iter().flat_map(|a| a.shortcuts()).collect();
        let (title_count, key_count) = (titles.len(), keys.len());
        titles.sort();
        titles.dedup();
        keys.sort();
        keys.dedup();
        assert_eq!((titles.len(), keys.len()), (title_count, key_count));
        assert!(Action::ALL.iter().all(|a| !a.about().is_empty() && !a.about().ends_with('.')));
    }
}
