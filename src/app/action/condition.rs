//! When actions are possible.

use crate::app::App;

pub(super) fn always(_: &App) -> bool {
    true
}

/// Not on the start page before a project exists.
pub(super) fn has_project(app: &App) -> bool {
    !(app.project.view.start_page && app.project.is_untouched())
}

/// Not on the start page, which has no panels.
pub(super) fn shows_project(app: &App) -> bool {
    !app.project.view.start_page
}

pub(super) fn has_tab_to_close(app: &App) -> bool {
    app.other_projects > 0 || !app.project.is_untouched()
}

pub(super) fn has_other_tabs(app: &App) -> bool {
    app.other_projects > 0
}

pub(super) fn has_nodes(app: &App) -> bool {
    app.document().nodes().len() > 0
}

/// The canvas has a node, a frame or a note.
pub(super) fn has_picture(app: &App) -> bool {
    has_nodes(app) || !app.document().annotations().is_empty()
}

pub(super) fn has_items(app: &App) -> bool {
    !app.document().is_empty()
}

pub(super) fn nodes_selected(app: &App) -> bool {
    !app.project.view.selection.is_empty()
}

pub(super) fn one_node_selected(app: &App) -> bool {
    app.project.view.selection.len() == 1
}

/// One node is selected, and it reads a table of Spark's catalog.
pub(super) fn reads_catalog(app: &App) -> bool {
    app.selected_node().is_some_and(|node| app.catalog_table(node).is_some())
}

/// A node, a frame, a note or a dot is selected.
pub(super) fn items_selected(app: &App) -> bool {
    nodes_selected(app) || !app.project.view.selected_annotations.is_empty()
}

pub(super) fn anything_selected(app: &App) -> bool {
    items_selected(app) || !app.project.view.selected_wires.is_empty()
}

pub(super) fn text_selected(app: &App) -> bool {
    app.selected_node().is_some() || app.selected_annotation().is_some()
}

pub(super) fn can_align(app: &App) -> bool {
    app.arrangeable() > 1
}

pub(super) fn can_distribute(app: &App) -> bool {
    app.arrangeable() > 2
}

pub(super) fn can_undo(app: &App) -> bool {
    app.project.history.undo_label().is_some()
}

pub(super) fn can_redo(app: &App) -> bool {
    app.project.history.redo_label().is_some()
}

pub(super) fn shows_table(app: &App) -> bool {
    app.project.view.shown.is_some()
}

pub(super) fn can_pin(app: &App) -> bool {
    shows_table(app) || app.project.view.pinned.is_some()
}

pub(super) fn can_compare_input(app: &App) -> bool {
    app.project.view.shown.is_some_and(|shown| app.input_of(shown).is_some())
}

pub(super) fn can_compare_before(app: &App) -> bool {
    shows_table(app) && can_undo(app)
}

pub(super) fn can_compare_pinned(app: &App) -> bool {
    let view = &app.project.view;
    view.pinned.is_some() && view.shown.is_some() && view.pinned != view.shown
}

pub(super) fn can_run(app: &App) -> bool {
    !is_running(app) && has_nodes(app)
}

pub(super) fn can_run_selected(app: &App) -> bool {
    !is_running(app) && nodes_selected(app)
}

pub(super) fn is_running(app: &App) -> bool {
    app.project.run.is_running()
}
