//! The handlers of the actions without further data.

use std::collections::BTreeSet;

use crate::document::{Activity, AnnotationId, Edit, NodeId, Picked};
use crate::nodes::Direction;

use super::accessibility::{Motion, SCALES};
use super::align::{Align, Axis};
use super::compare::{Baseline, CompareView};
use super::view::{CameraRequest, Dialog, Theme};
use super::workspace::WorkspaceRequest;
use super::{Action, AnnotationCommand, App, ColumnRequest, Effect, ScopeKind, SelectMode, Writing};

impl App {
    pub(super) fn act(&mut self, action: Action) {
        if !action.is_enabled(self) {
            return;
        }
        match action {
            Action::New => self.ask_workspace(WorkspaceRequest::New),
            Action::Open => self.project.view.dialog = Some(Dialog::OpenFile),
            Action::CloseTab => self.ask_workspace(WorkspaceRequest::Close),
            Action::ReopenTab => self.ask_workspace(WorkspaceRequest::Reopen),
            Action::NextTab | Action::PreviousTab => {
                self.ask_workspace(WorkspaceRequest::Next { forward: action == Action::NextTab })
            }
            Action::MoveTabRight | Action::MoveTabLeft => {
                self.ask_workspace(WorkspaceRequest::Move { forward: action == Action::MoveTabRight });
            }
            Action::Save => self.save(None),
            Action::SaveAs => self.project.view.dialog = Some(Dialog::SaveFile { then: None }),
            Action::ExportPicture => self.project.view.dialog = Some(Dialog::SavePicture { selection: false }),
            Action::ExportSelection => self.project.view.dialog = Some(Dialog::SavePicture { selection: true }),
            Action::ShowStart => self.project.view.start_page = true,
            Action::Undo => self.step(true),
            Action::Redo => self.step(false),
            Action::Copy => self.copy(),
            Action::Cut => {
                self.copy();
                self.delete_selected(false);
            }
            Action::Paste => self.effects.push(Effect::RequestPaste),
            Action::Duplicate => self.duplicate_selected(),
            Action::Delete => self.delete_selected(false),
            Action::DeleteAndHeal => self.delete_selected(true),
            Action::SelectAll => {
                let all = self.document().nodes().map(|(id, _)| id).collect();
                self.select(all, Vec::new(), SelectMode::Replace);
                let annotations = self.document().annotations().into_iter().map(|(id, _)| id).collect::<Vec<_>>();
                let dots = self.document().dots().map(|(_, dot)| dot.id);
                self.project.view.selected_annotations = annotations.into_iter().chain(dots).collect();
            }
            Action::SelectNone => {
                let open = (self.project.view.dialog.take().is_some(), self.project.view.writing.take().is_some());
                if open == (false, false) && self.project.view.lineage.take().is_none() {
                    self.select(Default::default(), Vec::new(), SelectMode::Replace);
                }
            }
            Action::AddNode => {
                self.project.view.start_page = false;
                let (at, connect) = self.after_selected();
                self.project.view.dialog = Some(Dialog::AddNode { at, connect });
            }
            Action::History => self.change_preferences(|p| p.history = !p.history),
            Action::AddFrame => self.do_annotation(AnnotationCommand::AddFrame { at: self.place_for_annotation() }),
            Action::AddNote => self.do_annotation(AnnotationCommand::AddNote { at: self.place_for_annotation() }),
            Action::Comment => self.project.view.writing = self.selected_node().map(Writing::Comment),
            Action::Tidy => self.tidy_up(),
            Action::RenameColumn => self.choose_column(ColumnRequest::Rename),
            Action::ColumnUsages => self.choose_column(ColumnRequest::Usages),
            Action::ColumnOrigin => self.choose_column(ColumnRequest::Trace(Direction::Back)),
            Action::ColumnGoal => self.choose_column(ColumnRequest::Trace(Direction::Forth)),
            Action::FindInTable
            | Action::GoToRow
            | Action::ExportTable
            | Action::CopyCells
            | Action::CopyWithNames
            | Action::FilterTable
            | Action::CellMenu
            | Action::SortColumn
            | Action::MoveColumnLeft
            | Action::MoveColumnRight
            | Action::WidenColumn
            | Action::NarrowColumn
            | Action::FitColumn
            | Action::HideColumn
            | Action::FreezeColumns => {
                if let Some(request) = action.table_request() {
                    self.send_table_request(request);
                }
            }
            Action::Find => self.project.view.dialog = Some(Dialog::Find),
            Action::GoAlong | Action::GoBack => {
                if let Some(node) = self.along_wire(action == Action::GoAlong) {
                    self.select([node].into(), Vec::new(), SelectMode::Replace);
                    self.project.view.camera_request = Some(CameraRequest::Reveal(node));
                }
            }
            Action::ToggleOpened => {
                let nodes: Vec<_> = self.project.view.selection.iter().copied().collect();
                let all_open = nodes.iter().all(|id| self.document().node(*id).is_some_and(|n| n.opened));
                self.set_opened(&nodes, !all_open);
            }
            Action::ToggleSketch => {
                let nodes: Vec<_> = self.project.view.selection.iter().copied().collect();
                let shown = |id| self.document().node(id).is_some_and(|node| node.opened && node.mark.sketch);
                let all_shown = nodes.iter().all(|id| shown(*id));
                self.set_sketch(&nodes, !all_shown);
            }
            Action::ToggleBypass => self.toggle_activity(Activity::Bypassed),
            Action::ToggleDisabled => self.toggle_activity(Activity::Disabled),
            Action::ChangeKind => self.project.view.dialog = self.selected_node().map(Dialog::ChangeKind),
            Action::AlignLeft => self.align(Align::Left),
            Action::AlignCentre => self.align(Align::Centre),
            Action::AlignRight => self.align(Align::Right),
            Action::AlignTop => self.align(Align::Top),
            Action::AlignMiddle => self.align(Align::Middle),
            Action::AlignBottom => self.align(Align::Bottom),
            Action::DistributeAcross => self.distribute(Axis::Across),
            Action::DistributeDown => self.distribute(Axis::Down),
            Action::ToggleOutput => self.show_next_output(),
            Action::Rename => match self.selected_annotation() {
                Some(annotation) => {
                    let written = self.document().annotation(annotation).map(|_| Writing::Annotation(annotation));
                    self.do_annotation(AnnotationCommand::Edit(written));
                }
                None => self.project.view.dialog = self.selected_node().map(Dialog::Rename),
            },
            Action::Fit => self.project.view.camera_request = Some(CameraRequest::Fit),
            Action::ZoomToSelection => self.project.view.camera_request = Some(CameraRequest::Selection),
            Action::ZoomIn => self.project.view.camera_request = Some(CameraRequest::In),
            Action::ZoomOut => self.project.view.camera_request = Some(CameraRequest::Out),
            Action::ZoomReset => self.project.view.camera_request = Some(CameraRequest::Reset),
            Action::RunTo => self.run_selected(ScopeKind::To),
            Action::RunFrom => self.run_selected(ScopeKind::From),
            Action::RunOnly => self.run_selected(ScopeKind::Only),
            Action::Run => self.start_run(None),
            Action::PinTable => self.toggle_pin(),
            Action::CompareInput => self.compare(Some(CompareView::with(Baseline::Input))),
            Action::CompareBefore => self.compare(Some(CompareView::with(Baseline::Before))),
            Action::ComparePinned => self.compare(Some(CompareView::with(Baseline::Pinned))),
            Action::CompareOff => self.compare(None),
            Action::HeatTime => self.project.view.heat = Some(super::view::Heat::Time),
            Action::HeatRows => self.project.view.heat = Some(super::view::Heat::Rows),
            Action::HeatMemory => self.project.view.heat = Some(super::view::Heat::Memory),
            Action::HeatOff => self.project.view.heat = None,
            Action::CancelRun => self.cancel_run(),
            Action::Palette => self.project.view.dialog = Some(Dialog::Palette),
            Action::Parameters => self.project.view.dialog = Some(Dialog::Parameters),
            Action::Shortcuts => self.project.view.dialog = Some(Dialog::Shortcuts),
            Action::NextPanel => self.effects.push(Effect::GoToPanel { forward: true }),
            Action::PreviousPanel => self.effects.push(Effect::GoToPanel { forward: false }),
            Action::Guide => self.ask_workspace(WorkspaceRequest::Guide),
            Action::LeaveGuide => self.project.guide = None,
            Action::SampleFlights => self.read_sample(),
            Action::EditShortcuts => self.edit_shortcuts(),
            Action::ToggleCatalogue => self.change_preferences(|p| p.catalogue = !p.catalogue),
            Action::ToggleInspector => self.change_preferences(|p| p.inspector = !p.inspector),
            Action::ToggleStatistics => self.change_preferences(|p| p.statistics = !p.statistics),
            Action::ToggleTable => self.change_preferences(|p| p.table = !p.table),
            Action::ToggleRuns => self.toggle_runs(),
            Action::ToggleProblems => self.change_preferences(|p| p.problems = !p.problems),
            Action::NextProblem => self.next_problem(),
            Action::ToggleTheme => self.change_preferences(|p| {
                p.theme = match p.theme {
                    Theme::Dark => Theme::Light,
                    Theme::Light => Theme::Dark,
                }
            }),
            Action::ScaleUp => self.set_scale(self.person.preferences.next_scale(true)),
            Action::ScaleDown => self.set_scale(self.person.preferences.next_scale(false)),
            Action::ScaleReset => self.set_scale(SCALES[0]),
            Action::ToggleMotion => {
                let motion = if self.person.preferences.reduces_motion() { Motion::Full } else { Motion::Reduced };
                self.change_preferences(|p| p.motion = motion);
                self.set_status(if motion == Motion::Reduced { say!("motion-reduced") } else { say!("motion-full") });
            }
            Action::ToggleLanguage => self.set_language(self.person.language.next()),
            Action::ToggleReopen => {
                self.change_preferences(|p| p.reopens = !p.reopens);
                self.set_status(if self.person.preferences.reopens {
                    say!("projects-come-back")
                } else {
                    say!("projects-stay-closed")
                });
            }
            Action::About => self.project.view.dialog = Some(Dialog::About),
            Action::Quit => self.ask_workspace(WorkspaceRequest::Quit),
        }
    }

    fn set_scale(&mut self, scale: u16) {
        self.change_preferences(|p| p.scale = scale);
        self.set_status(say!("interface-scale", scale = scale));
    }

    fn choose_column(&mut self, request: ColumnRequest) {
        self.project.view.dialog = self.project.view.shown.map(|output| Dialog::ChooseColumn { output, request });
    }

    fn step(&mut self, back: bool) {
        let label = if back { self.project.history.undo_label() } else { self.project.history.redo_label() };
        let words = match (label, back) {
            (Some(label), true) => say!("undone", step = label),
            (Some(label), false) => say!("done-again", step = label),
            (None, _) => return,
        };
        let annotations: BTreeSet<AnnotationId> = self.document().annotations().into_iter().map(|(id, _)| id).collect();
        let selected = !self.project.view.selection.is_empty();
        let edits: Option<Vec<Edit>> = if back { self.project.history.undo() } else { self.project.history.redo() };
        if let Some(edits) = edits {
            self.record_edits(&edits);
            if !self.select_what_came_back(&edits, &annotations) {
                self.show_what_changed(&edits, selected);
            }
            self.set_status(words);
        }
    }

    /// Shows the effect of an undone step: a setting in its form, a position on the canvas. If the selected node was
    /// removed, its source is selected.
    fn show_what_changed(&mut self, edits: &[Edit], selected: bool) {
        let is_there = |id: &NodeId| self.document().node(*id).is_some();
        let changed: BTreeSet<NodeId> = edits.iter().filter_map(changed_node).filter(is_there).collect();
        let moved = edits.iter().find_map(|edit| if let Edit::Move { id, .. } = edit { Some(*id) } else { None });
        let left = selected && !self.project.view.selection.iter().any(is_there);
        let fed = edits.iter().filter_map(|edit| match edit {
            Edit::RemoveWire { wire } if !is_there(&wire.to.node) => Some(wire.from.node).filter(is_there),
            _ => None,
        });
        let feeding: BTreeSet<NodeId> = if left { fed.collect() } else { BTreeSet::new() };
        if !changed.is_empty() {
            if self.project.view.selection.is_disjoint(&changed) {
                self.select(changed, Vec::new(), SelectMode::Replace);
            }
            self.project.view.camera_request = Some(CameraRequest::RevealSelection);
        } else if !feeding.is_empty() {
            self.select(feeding, Vec::new(), SelectMode::Replace);
            self.project.view.camera_request = Some(CameraRequest::RevealSelection);
        } else if let Some(moved) = moved.filter(is_there) {
            self.project.view.camera_request = Some(CameraRequest::Reveal(moved));
        }
    }

    /// Selects and reveals the nodes, frames and notes that a step has added or restored, as the original gesture did.
    /// Returns whether there are any.
    fn select_what_came_back(&mut self, edits: &[Edit], before: &BTreeSet<AnnotationId>) -> bool {
        let mut came = Picked::default();
        for edit in edits {
            match edit {
                Edit::AddNode { id, .. } => drop(came.nodes.insert(*id)),
                Edit::SetAnnotation { id, to: Some(_) } if !before.contains(id) => drop(came.annotations.insert(*id)),
                _ => {}
            }
        }
        came.nodes.retain(|id| self.document().node(*id).is_some());
        let is_any = !came.is_empty();
        if is_any {
            self.select_picked(came);
            self.project.view.camera_request = Some(CameraRequest::RevealSelection);
        }
        is_any
    }
}

/// The node whose settings or state an edit changes.
fn changed_node(edit: &Edit) -> Option<NodeId> {
    match edit {
        Edit::Rename { id, .. }
        | Edit::Configure { id, .. }
        | Edit::SetActivity { id, .. }
        | Edit::SetRunning { id, .. }
        | Edit::SetMark { id, .. }
        | Edit::Open { id, .. } => Some(*id),
        _ => None,
    }
}
