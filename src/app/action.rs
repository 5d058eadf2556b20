//! The actions of menus, palette and keys: one list gives title, shortcut, tooltip and whether it is possible now.

use super::App;

/// A key combination in words that the window understands: "Ctrl+Shift+S". `Ctrl` is the command key on a Mac.
pub type Shortcut = &'static str;

macro_rules! actions {
    ($($name:ident, $title:literal, [$($keys:literal),*], $about:literal;)*) => {
        /// Something a person can ask without saying more.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($name),* }

        impl Action {
            /// In the order of the palette.
            pub const ALL: &'static [Action] = &[$(Action::$name),*];

            /// Sentence case; "…" when more is asked.
            pub fn title(self) -> &'static str {
                match self { $(Action::$name => $title),* }
            }

            /// Its name in the file of shortcuts: "save_as".
            pub fn id(self) -> String {
                let name = match self { $(Action::$name => stringify!($name)),* };
                let mut id = String::new();
                for c in name.chars() {
                    if c.is_uppercase() && !id.is_empty() {
                        id.push('_');
                    }
                    id.extend(c.to_lowercase());
                }
                id
            }

            /// The key combinations that it has by default, the first one is shown; may be empty.
            pub fn shortcuts(self) -> &'static [Shortcut] {
                match self { $(Action::$name => &[$($keys),*]),* }
            }

            /// The tooltip: one sentence without a full stop.
            pub fn about(self) -> &'static str {
                match self { $(Action::$name => $about),* }
            }
        }
    };
}

actions! {
    New, "New project", ["Ctrl+N"], "Starts an empty project";
    Open, "Open…", ["Ctrl+O"], "Opens a project file";
    Save, "Save", ["Ctrl+S"], "Saves the project";
    SaveAs, "Save as…", ["Ctrl+Shift+S"], "Saves the project under another name";
    ExportPicture, "Export canvas as picture…", [], "Writes the whole canvas as an SVG";
    ExportSelection, "Export selection as picture…", [], "Writes the selected nodes as an SVG";
    ShowStart, "Start page", [], "Shows recent projects and the samples";
    Undo, "Undo", ["Ctrl+Z"], "Takes the last change back";
    Redo, "Redo", ["Ctrl+Shift+Z", "Ctrl+Y"], "Makes the undone change again";
    History, "History…", ["Ctrl+H"], "Shows every change by name, to go back to";
    Copy, "Copy", ["Ctrl+C"], "Copies the selected nodes as text";
    Cut, "Cut", ["Ctrl+X"], "Copies the selected nodes and deletes them";
    Paste, "Paste", ["Ctrl+V"], "Pastes nodes, or cells of a spreadsheet as a table";
    Duplicate, "Duplicate", ["Ctrl+D"], "Copies the selected nodes below themselves";
    Delete, "Delete", ["Delete", "Backspace"], "Deletes the selected nodes and wires";
    DeleteAndHeal, "Delete and heal", ["Ctrl+Delete", "Ctrl+Backspace"], "Deletes the selected nodes and joins the wires they leave";
    SelectAll, "Select all", ["Ctrl+A"], "Selects every node";
    SelectNone, "Select none", ["Escape"], "Selects nothing";
    AddNode, "Add node…", ["Tab"], "Searches the catalogue and places a node";
    AddFrame, "Frame", ["Ctrl+G"], "Puts a titled frame around what is selected";
    AddNote, "Note", ["Ctrl+Shift+N"], "Puts a note on the canvas";
    Comment, "Comment…", ["Ctrl+Slash"], "Writes a comment under the selected node";
    Tidy, "Tidy up", ["Ctrl+L"], "Arranges the selected nodes, or all, so that wires run from left to right";
    ToggleBypass, "Bypass or use", ["Ctrl+B"], "Lets the table pass by the selected nodes, or uses them again";
    ToggleDisabled, "Disable or enable", ["Ctrl+M"], "Switches the selected nodes off with all that depends on them, or on again";
    ChangeKind, "Change kind…", [], "Makes the selected node one of another kind and keeps its wires";
    AlignLeft, "Align left edges", [], "Moves the selected nodes to one left edge";
    AlignCentre, "Align centres", [], "Moves the selected nodes onto one vertical line";
    AlignRight, "Align right edges", [], "Moves the selected nodes to one right edge";
    AlignTop, "Align top edges", [], "Moves the selected nodes to one top edge";
    AlignMiddle, "Align middles", [], "Moves the selected nodes onto one horizontal line";
    AlignBottom, "Align bottom edges", [], "Moves the selected nodes to one bottom edge";
    DistributeAcross, "Distribute across", [], "Makes the gaps between the selected nodes equal from left to right";
    DistributeDown, "Distribute down", [], "Makes the gaps between the selected nodes equal from top to bottom";
    ToggleOpened, "Open or close node", ["Enter"], "Shows or hides the small table inside the selected nodes";
    ToggleOutput, "Next output", ["Ctrl+Period"], "Shows the table of the next output of the selected node";
    Rename, "Rename node…", ["F2"], "Gives the selected node another name";
    RenameColumn, "Rename column…", [], "Gives a column of the shown table another name, in every setting that means it";
    ColumnUsages, "Find usages of a column…", [], "Lists every setting that means a column of the shown table";
    ColumnOrigin, "Where a column comes from…", [], "Lights the way of a column of the shown table back to its sources";
    ColumnGoal, "What depends on a column…", [], "Lights everything that a column of the shown table goes into";
    Find, "Find…", ["Ctrl+F"], "Finds a node or a column of the project";
    FindInTable, "Find in the table…", [], "Finds text in the whole table below; Ctrl+F there does the same";
    GoToRow, "Go to row…", ["Ctrl+J"], "Shows a row of the table by its number";
    ExportTable, "Export the table…", ["Ctrl+Shift+E"], "Writes the table below to a CSV, Excel, Markdown, Parquet or JSON file";
    GoAlong, "Next along the wire", ["Alt+ArrowRight"], "Selects the node that the selected one feeds";
    GoBack, "Back along the wire", ["Alt+ArrowLeft"], "Selects the node that feeds the selected one";
    Fit, "Fit everything", ["Home"], "Shows all nodes";
    ZoomToSelection, "Zoom to selection", ["F"], "Shows the selected nodes";
    ZoomIn, "Zoom in", ["Ctrl+Plus", "Ctrl+Equals"], "Enlarges the canvas";
    ZoomOut, "Zoom out", ["Ctrl+Minus"], "Reduces the canvas";
    ZoomReset, "Zoom to 100 %", ["Ctrl+0"], "Shows the canvas at its natural size";
    PinTable, "Pin or unpin table", [], "Keeps this table in sight while other nodes are selected";
    CompareInput, "Compare with input", [], "Shows what the node adds, removes and changes";
    CompareBefore, "Compare with before the change", [], "Shows what the latest change has done to this table";
    ComparePinned, "Compare with pinned table", [], "Shows how this table differs from the pinned one";
    CompareOff, "End comparison", [], "Shows the table itself again";
    HeatTime, "Colour nodes by time", [], "Colours nodes by how long their tables took to compute";
    HeatRows, "Colour nodes by rows", [], "Colours nodes by the number of their rows";
    HeatMemory, "Colour nodes by memory", [], "Colours nodes by the memory that their tables take";
    HeatOff, "Plain node colours", [], "Takes the colours of the heat map away";
    Run, "Run", ["Ctrl+Enter", "F5"], "Runs the project and writes its outputs";
    RunTo, "Run to here", ["Alt+Enter"], "Computes the selected nodes on all the data, and writes those that write";
    RunFrom, "Run from here", ["Alt+Shift+Enter"], "Runs every node that writes and depends on the selected ones";
    RunOnly, "Run only this", [], "Runs the selected nodes as a unit: writes those that write, computes other ends";
    CancelRun, "Cancel run", ["Ctrl+Shift+Enter"], "Ends the run, outputs stay as they were";
    Palette, "Command palette…", ["Ctrl+P", "Ctrl+Shift+P"], "Finds any command";
    Parameters, "Parameters…", [], "Shows the parameters of the project";
    Shortcuts, "Keyboard shortcuts", ["F1", "Questionmark", "Shift+Slash"], "Shows every shortcut";
    NextPanel, "Next panel", ["F6"], "Gives the keyboard to the next part of the window";
    PreviousPanel, "Previous panel", ["Shift+F6"], "Gives the keyboard to the part of the window before";
    Guide, "First pipeline", [], "Guides through a first pipeline in five steps";
    LeaveGuide, "Leave the first pipeline", [], "Ends the guide, the project stays";
    SampleFlights, "Read the sample flights", [], "Adds a node that reads 336,776 flights";
    EditShortcuts, "Edit shortcuts…", [], "Opens the file in which shortcuts can be changed";
    ToggleCatalogue, "Show or hide catalogue", ["Ctrl+1"], "Shows or hides the panel on the left";
    ToggleInspector, "Show or hide inspector", ["Ctrl+2"], "Shows or hides the panel on the right";
    ToggleTable, "Show or hide table", ["Ctrl+3"], "Shows or hides the panel below";
    ToggleProblems, "Show or hide problems", ["Ctrl+4"], "Shows or hides the list of problems";
    NextProblem, "Next problem", ["F8"], "Selects the next node with a problem";
    ToggleTheme, "Dark or light", [], "Switches between the dark and the light theme";
    ScaleUp, "Larger interface", ["Ctrl+Shift+Plus", "Ctrl+Shift+Equals"], "Enlarges text and controls, up to 200 %";
    ScaleDown, "Smaller interface", ["Ctrl+Shift+Minus"], "Reduces text and controls, down to 100 %";
    ScaleReset, "Interface at 100 %", ["Ctrl+Shift+0"], "Shows text and controls at 100 %";
    ToggleMotion, "Reduced motion", [], "Stops or allows everything that moves by itself";
    Quit, "Quit", ["Ctrl+Q"], "Closes the window";
}

impl Action {
    /// Whether it would do something now; menus show it dimmed otherwise.
    pub fn is_enabled(self, app: &App) -> bool {
        let some_nodes = !app.view.selection.is_empty();
        let some_selected = some_nodes || !app.view.selected_things.is_empty();
        match self {
            Action::Undo => app.history.undo_label().is_some(),
            Action::History => app.history.labels().next().is_some(),
            Action::Redo => app.history.redo_label().is_some(),
            Action::AlignLeft
            | Action::AlignCentre
            | Action::AlignRight
            | Action::AlignTop
            | Action::AlignMiddle
            | Action::AlignBottom => app.view.selection.len() > 1,
            Action::DistributeAcross | Action::DistributeDown => app.view.selection.len() > 2,
            Action::ToggleBypass | Action::ToggleDisabled | Action::ToggleOpened => some_nodes,
            Action::Copy | Action::Cut | Action::Duplicate | Action::DeleteAndHeal => some_selected,
            Action::Delete => some_selected || !app.view.selected_wires.is_empty(),
            Action::ZoomToSelection | Action::ExportSelection => some_selected,
            Action::ExportPicture => app.document().nodes().len() > 0,
            Action::Comment | Action::ToggleOutput | Action::ChangeKind => app.view.selection.len() == 1,
            Action::Rename => app.selected_node().is_some() || app.selected_thing().is_some(),
            Action::RenameColumn | Action::ColumnUsages | Action::ColumnOrigin | Action::ColumnGoal => {
                app.view.shown.is_some()
            }
            Action::RunTo | Action::RunFrom | Action::RunOnly => !app.run.is_running() && some_nodes,
            Action::Run => !app.run.is_running() && app.document().nodes().len() > 0,
            Action::CancelRun => app.run.is_running(),
            Action::PinTable => app.view.shown.is_some() || app.view.pinned.is_some(),
            Action::CompareInput => app.view.shown.is_some_and(|shown| app.input_of(shown).is_some()),
            Action::CompareBefore => app.view.shown.is_some() && app.history.undo_label().is_some(),
            Action::ComparePinned => {
                app.view.pinned.is_some() && app.view.shown.is_some() && app.view.pinned != app.view.shown
            }
            Action::CompareOff => app.view.compare.is_some(),
            Action::HeatOff => app.view.heat.is_some(),
            Action::FindInTable | Action::GoToRow | Action::ExportTable => app.view.shown.is_some(),
            Action::NextProblem => app.problems().next().is_some(),
            Action::LeaveGuide => app.guide.is_some(),
            Action::GoAlong => app.along_wire(true).is_some(),
            Action::GoBack => app.along_wire(false).is_some(),
            Action::SelectAll | Action::Fit | Action::Find => !app.document().is_empty(),
            Action::Tidy => app.document().nodes().len() > 0,
            _ => true,
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
        let (title_count, key_count) = (titles.len(), keys.len());
        titles.sort();
        titles.dedup();
        keys.sort();
        keys.dedup();
        assert_eq!((titles.len(), keys.len()), (title_count, key_count));
        assert!(Action::ALL.iter().all(|a| !a.about().is_empty() && !a.about().ends_with('.')));
    }
}
