//! Every action by topic, in palette order: its name, its keys, what it does, when it is possible, and whether it is on.
//!
//! The name gives the ids of its texts (`action-New`) and its name in the file of shortcuts (`new`).

use super::condition::*;
use super::{Entry, Row, Shortcut, run, table};
use crate::app::accessibility::SCALES;
use crate::app::alignment::{Align, Axis};
use crate::app::view::{Arrange, CameraRequest, Dialog, Heat, TableRequest};
use crate::app::workspace::WorkspaceRequest;
use crate::app::{App, Baseline, ColumnRequest, CompareView, Effect, ScopeKind, Writing};
use crate::document::Activity;
use crate::nodes::Direction;

macro_rules! actions {
    ($($topic:ident { $($name:ident, [$($keys:literal),*], $entry:expr;)* })*) => {
        /// The topics that group actions in the list of shortcuts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Topic { $($topic),* }

        impl Topic {
            pub const ALL: &'static [Topic] = &[$(Topic::$topic),*];

            pub(super) fn id(self) -> &'static str {
                match self { $(Topic::$topic => concat!("topic-", stringify!($topic))),* }
            }
        }

        /// A command without further data.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($($name,)*)* }

        /// In the order of the actions.
        const ROWS: &[Row] = &[$($(Row {
            topic: Topic::$topic,
            name: stringify!($name),
            title: concat!("action-", stringify!($name)),
            about: concat!("action-", stringify!($name), ".about"),
            words: concat!("action-", stringify!($name), ".words"),
            keys: &[$($keys),*] as &[Shortcut],
            entry: $entry as Entry,
        },)*)*];

        impl Action {
            /// In palette order.
            pub const ALL: &'static [Action] = &[$($(Action::$name,)*)*];

            pub(super) fn row(self) -> &'static Row {
                &ROWS[self as usize]
            }
        }
    };
}

actions! {
    Project {
        New, ["Ctrl+N"], run(|app| app.ask_workspace(WorkspaceRequest::New));
        Open, ["Ctrl+O"], run(|app| app.open_dialog(Dialog::OpenFile));
        Save, ["Ctrl+S"], run(|app| app.save(None)).when(has_project);
        SaveAs, ["Ctrl+Shift+S"], run(|app| app.open_dialog(Dialog::SaveFile { then: None })).when(has_project);
        ExportPicture, [], run(|app| app.open_dialog(Dialog::SavePicture { selection: false })).when(has_picture);
        ExportSelection, [], run(|app| app.open_dialog(Dialog::SavePicture { selection: true })).when(items_selected);
        ExportProgram, [], run(|app| app.open_dialog(Dialog::SaveProgram)).when(has_nodes);
        ShowStart, [], run(|app| app.project.view.start_page = true);
        CloseTab, ["Ctrl+W"], run(|app| app.ask_workspace(WorkspaceRequest::Close)).when(has_tab_to_close);
        ReopenTab, ["Ctrl+Shift+T"], run(|app| app.ask_workspace(WorkspaceRequest::Reopen));
        NextTab, ["Ctrl+Tab", "Ctrl+PageDown"],
            run(|app| app.ask_workspace(WorkspaceRequest::Next { forward: true })).when(has_other_tabs);
        PreviousTab, ["Ctrl+Shift+Tab", "Ctrl+PageUp"],
            run(|app| app.ask_workspace(WorkspaceRequest::Next { forward: false })).when(has_other_tabs);
        MoveTabRight, ["Ctrl+Shift+PageDown"],
            run(|app| app.ask_workspace(WorkspaceRequest::Move { forward: true })).when(has_other_tabs);
        MoveTabLeft, ["Ctrl+Shift+PageUp"],
            run(|app| app.ask_workspace(WorkspaceRequest::Move { forward: false })).when(has_other_tabs);
        ToggleReopen, [], run(App::toggle_reopen).on_when(|app| app.person.preferences.reopens);
    }
    Edit {
        Undo, ["Ctrl+Z"], run(App::undo).when(can_undo);
        Redo, ["Ctrl+Shift+Z", "Ctrl+Y"], run(App::redo).when(can_redo);
        History, ["Ctrl+H"], run(|app| app.change_preferences(|p| p.history = !p.history))
            .when(shows_project).on_when(|app| app.person.preferences.history);
        Copy, ["Ctrl+C"], run(App::copy).when(items_selected);
        Cut, ["Ctrl+X"], run(App::cut).when(items_selected);
        Paste, ["Ctrl+V"], run(|app| app.effects.push(Effect::RequestPaste));
        Duplicate, ["Ctrl+D"], run(App::duplicate_selected).when(items_selected);
        Delete, ["Delete", "Backspace"], run(|app| app.delete_selected(false)).when(anything_selected);
        DeleteAndHeal, ["Ctrl+Delete", "Ctrl+Backspace"], run(|app| app.delete_selected(true)).when(items_selected);
        SelectAll, ["Ctrl+A"], run(App::select_all).when(has_items);
        SelectNone, ["Escape"], run(App::escape);
    }
    Nodes {
        AddNode, ["Tab"], run(App::search_for_kind).when(has_project);
        AddFrame, ["Ctrl+G"], run(App::add_frame_here).when(has_project);
        AddNote, ["Ctrl+Shift+N"], run(App::add_note_here).when(has_project);
        Comment, ["Ctrl+Slash"],
            run(|app| app.project.view.writing = app.selected_node().map(Writing::Comment)).when(one_node_selected);
        Tidy, ["Ctrl+L"], run(App::tidy_up).when(has_nodes);
        ToggleBypass, ["Ctrl+B"], run(|app| app.toggle_activity(Activity::Bypassed)).when(nodes_selected);
        ToggleDisabled, ["Ctrl+M"], run(|app| app.toggle_activity(Activity::Disabled)).when(nodes_selected);
        ChangeKind, [],
            run(|app| app.project.view.dialog = app.selected_node().map(Dialog::ChangeKind)).when(one_node_selected);
        CatalogColumns, [], run(App::ask_catalog_columns_of_selected).when(reads_catalog);
        AlignLeft, [], run(|app| app.align(Align::Left)).when(can_align);
        AlignCentre, [], run(|app| app.align(Align::Centre)).when(can_align);
        AlignRight, [], run(|app| app.align(Align::Right)).when(can_align);
        AlignTop, [], run(|app| app.align(Align::Top)).when(can_align);
        AlignMiddle, [], run(|app| app.align(Align::Middle)).when(can_align);
        AlignBottom, [], run(|app| app.align(Align::Bottom)).when(can_align);
        DistributeAcross, [], run(|app| app.distribute(Axis::Across)).when(can_distribute);
        DistributeDown, [], run(|app| app.distribute(Axis::Down)).when(can_distribute);
        ToggleOpened, ["Enter"], run(App::toggle_opened).when(nodes_selected);
        ToggleSketch, ["Shift+Enter"], run(App::toggle_sketch).when(nodes_selected);
        ToggleOutput, ["Ctrl+Period"], run(App::show_next_output).when(one_node_selected);
        Rename, ["F2"], run(App::rename_selected).when(text_selected);
    }
    Canvas {
        Find, ["Ctrl+F"], run(|app| app.open_dialog(Dialog::Find)).when(has_items);
        GoAlong, ["Alt+ArrowRight"], run(|app| app.go_along_wire(true)).when(|app| app.along_wire(true).is_some());
        GoBack, ["Alt+ArrowLeft"], run(|app| app.go_along_wire(false)).when(|app| app.along_wire(false).is_some());
        NextProblem, ["F8"], run(App::next_problem).when(|app| app.problems().next().is_some());
        Fit, ["Home"], run(|app| app.move_camera(CameraRequest::Fit)).when(has_items);
        ZoomToSelection, ["F"], run(|app| app.move_camera(CameraRequest::Selection)).when(items_selected);
        ZoomIn, ["Ctrl+Plus", "Ctrl+Equals"], run(|app| app.move_camera(CameraRequest::In)).when(has_project);
        ZoomOut, ["Ctrl+Minus"], run(|app| app.move_camera(CameraRequest::Out)).when(has_project);
        ZoomReset, ["Ctrl+0"], run(|app| app.move_camera(CameraRequest::Reset)).when(has_project);
        HeatTime, [], run(|app| app.project.view.heat = Some(Heat::Time))
            .when(has_project).on_when(|app| app.project.view.heat == Some(Heat::Time));
        HeatRows, [], run(|app| app.project.view.heat = Some(Heat::Rows))
            .when(has_project).on_when(|app| app.project.view.heat == Some(Heat::Rows));
        HeatMemory, [], run(|app| app.project.view.heat = Some(Heat::Memory))
            .when(has_project).on_when(|app| app.project.view.heat == Some(Heat::Memory));
        HeatOff, [], run(|app| app.project.view.heat = None).when(|app| app.project.view.heat.is_some());
    }
    Table {
        RenameColumn, [], run(|app| app.choose_column(ColumnRequest::Rename)).when(shows_table);
        ColumnUsages, [], run(|app| app.choose_column(ColumnRequest::Usages)).when(shows_table);
        ColumnOrigin, [], run(|app| app.choose_column(ColumnRequest::Trace(Direction::Back))).when(shows_table);
        ColumnGoal, [], run(|app| app.choose_column(ColumnRequest::Trace(Direction::Forth))).when(shows_table);
        FindInTable, [], table(TableRequest::Find);
        GoToRow, ["Ctrl+J"], table(TableRequest::GoToRow);
        ExportTable, ["Ctrl+Shift+E"], table(TableRequest::Export);
        CopyCells, [], table(TableRequest::Copy { names: false });
        CopyWithNames, ["Ctrl+Shift+C"], table(TableRequest::Copy { names: true });
        FilterTable, ["Ctrl+Shift+L"], table(TableRequest::Filters);
        CellMenu, ["Shift+F10"], table(TableRequest::Menu);
        SortColumn, ["Alt+Shift+S"], table(TableRequest::Arrange(Arrange::Sort));
        MoveColumnLeft, ["Alt+Shift+ArrowLeft"], table(TableRequest::Arrange(Arrange::Left));
        MoveColumnRight, ["Alt+Shift+ArrowRight"], table(TableRequest::Arrange(Arrange::Right));
        WidenColumn, ["Alt+Shift+ArrowUp"], table(TableRequest::Arrange(Arrange::Wider));
        NarrowColumn, ["Alt+Shift+ArrowDown"], table(TableRequest::Arrange(Arrange::Narrower));
        FitColumn, ["Alt+Shift+W"], table(TableRequest::Arrange(Arrange::Fit));
        HideColumn, ["Alt+Shift+H"], table(TableRequest::Arrange(Arrange::Hide));
        FreezeColumns, ["Alt+Shift+F"], table(TableRequest::Arrange(Arrange::Freeze));
        PinTable, [], run(App::toggle_pin).when(can_pin).on_when(|app| app.project.view.pinned.is_some());
        CompareInput, [], run(|app| app.compare(Some(CompareView::with(Baseline::Input))))
            .when(can_compare_input).on_when(|app| app.compares_with(Baseline::Input));
        CompareBefore, [], run(|app| app.compare(Some(CompareView::with(Baseline::Before))))
            .when(can_compare_before).on_when(|app| app.compares_with(Baseline::Before));
        ComparePinned, [], run(|app| app.compare(Some(CompareView::with(Baseline::Pinned))))
            .when(can_compare_pinned).on_when(|app| app.compares_with(Baseline::Pinned));
        CompareOff, [], run(|app| app.compare(None)).when(|app| app.project.view.compare.is_some());
    }
    Running {
        Run, ["Ctrl+Enter", "F5"], run(|app| app.start_run(None)).when(can_run);
        RunTo, ["Alt+Enter"], run(|app| app.run_selected(ScopeKind::To)).when(can_run_selected);
        RunFrom, ["Alt+Shift+Enter"], run(|app| app.run_selected(ScopeKind::From)).when(can_run_selected);
        RunOnly, [], run(|app| app.run_selected(ScopeKind::Only)).when(can_run_selected);
        RunPlace, [], run(|app| app.open_dialog(Dialog::RunPlace)).when(has_project);
        FetchAnew, ["Ctrl+Shift+R"], run(App::fetch_anew).when(has_nodes);
        CancelRun, ["Ctrl+Shift+Enter"], run(App::cancel_run).when(is_running);
    }
    Window {
        Palette, ["Ctrl+P", "Ctrl+Shift+P"], run(|app| app.open_dialog(Dialog::Palette));
        Parameters, [], run(|app| app.open_dialog(Dialog::Parameters)).when(has_project);
        Connections, [], run(|app| app.open_dialog(Dialog::Connections));
        ProjectConnections, [], run(|app| app.open_dialog(Dialog::ProjectConnections)).when(has_project);
        Databases, ["Ctrl+7"], run(|app| app.show_databases(!app.shows_databases()))
            .when(shows_project).on_when(App::shows_databases);
        Clusters, [], run(|app| app.open_dialog(Dialog::Clusters));
        Shortcuts, ["F1", "Questionmark", "Shift+Slash"], run(|app| app.open_dialog(Dialog::Shortcuts));
        NextPanel, ["F6"], run(|app| app.effects.push(Effect::GoToPanel { forward: true }));
        PreviousPanel, ["Shift+F6"], run(|app| app.effects.push(Effect::GoToPanel { forward: false }));
        Guide, [], run(|app| app.ask_workspace(WorkspaceRequest::Guide));
        LeaveGuide, [], run(|app| app.project.guide = None).when(|app| app.project.guide.is_some());
        SampleFlights, [], run(App::read_sample);
        EditShortcuts, [], run(App::edit_shortcuts);
        ToggleCatalogue, ["Ctrl+1"], run(|app| app.change_preferences(|p| p.catalogue = !p.catalogue))
            .when(shows_project).on_when(|app| app.person.preferences.catalogue);
        ToggleInspector, ["Ctrl+2"], run(|app| app.change_preferences(|p| p.inspector = !p.inspector))
            .when(shows_project).on_when(|app| app.person.preferences.inspector);
        ToggleTable, ["Ctrl+3"], run(|app| app.change_preferences(|p| p.table = !p.table))
            .when(shows_project).on_when(|app| app.person.preferences.table);
        ToggleStatistics, ["Ctrl+6"], run(|app| app.change_preferences(|p| p.statistics = !p.statistics))
            .when(shows_project).on_when(|app| app.person.preferences.statistics);
        ToggleProblems, ["Ctrl+4"], run(|app| app.change_preferences(|p| p.problems = !p.problems))
            .when(shows_project).on_when(|app| app.person.preferences.problems);
        ToggleRuns, ["Ctrl+5"], run(App::toggle_runs).when(shows_project).on_when(|app| app.person.preferences.runs);
        ToggleTheme, [], run(App::toggle_theme);
        ScaleUp, ["Ctrl+Alt+Plus", "Ctrl+Alt+Equals"], run(|app| app.set_scale(app.person.preferences.next_scale(true)));
        ScaleDown, ["Ctrl+Alt+Minus"], run(|app| app.set_scale(app.person.preferences.next_scale(false)));
        ScaleReset, ["Ctrl+Alt+0"], run(|app| app.set_scale(SCALES[0]));
        ToggleMotion, [], run(App::toggle_motion).on_when(|app| app.person.preferences.reduces_motion());
        ToggleLanguage, [], run(|app| app.set_language(app.person.language.next()));
        About, [], run(|app| app.open_dialog(Dialog::About));
        Quit, ["Ctrl+Q"], run(|app| app.ask_workspace(WorkspaceRequest::Quit));
    }
}
