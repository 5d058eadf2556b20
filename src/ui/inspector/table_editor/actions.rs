//! What keyboard, pointer and menu do in the table editor.

use egui::output::IMEOutput;
use egui::{IMEPurpose, PointerButton, Response, Ui, ViewportCommand};

use super::cells::{Area, CellIndex, Cells};
use super::geometry::Hit;
use super::keys::{self, EditEnd, KeyAction};
use super::menu::MenuAction;
use super::state::{State, Typing};
use super::{TableEditor, cell_field, paint};
use crate::app::{Action, ColumnCommand, Command, WindowCommand};
use crate::engine::OutputRef;
use crate::ui::widgets;

impl TableEditor<'_, '_, '_, '_> {
    /// Changes the cells in one undo step.
    pub(super) fn change(&mut self, ui: &Ui, change: impl FnOnce(&mut Cells<'_>)) {
        change(self.cells);
        self.changed(ui);
    }

    fn changed(&mut self, ui: &Ui) {
        self.geometry.ends = self.ends();
        self.slot.mark_undo_step(ui.ctx().cumulative_pass_nr());
    }

    /// Handles the keys of this frame while no cell is being edited.
    pub(super) fn handle_keys(&mut self, ui: &mut Ui) {
        self.enable_ime(ui);
        for pressed in keys::pressed(ui, self.geometry.page()) {
            let ends = self.ends();
            match pressed {
                KeyAction::Step(step, extend) => {
                    let cells = &*self.cells;
                    self.state.step(step, extend, ends, |place| !cells.text(place).is_empty());
                }
                KeyAction::Tab(back) => self.state.tab(back, ends),
                KeyAction::Type { replaces } => return self.begin(self.state.cursor, replaces),
                KeyAction::Clear => {
                    if self.cells.clear(self.state.area()) {
                        self.changed(ui);
                    }
                }
                KeyAction::Copy => self.copy(ui),
                KeyAction::Cut => self.cut(ui),
                KeyAction::Paste(text) => self.paste(ui, &text),
                KeyAction::All => self.state.select((ends.0.saturating_sub(1), ends.1.saturating_sub(1)), (0, 0)),
                KeyAction::Rows => {
                    let area = self.state.area();
                    self.state.select((area.bottom, ends.1.saturating_sub(1)), (area.top, 0));
                }
                KeyAction::Columns => {
                    let area = self.state.area();
                    self.state.select((ends.0.saturating_sub(1), area.right), (0, area.left));
                }
                KeyAction::Undo => self.slot.actions.commands.push(Command::Do(Action::Undo)),
                KeyAction::Redo => self.slot.actions.commands.push(Command::Do(Action::Redo)),
                KeyAction::Menu => self.menu = true,
                KeyAction::Leave if !self.state.area().is_one() => self.state.go(self.state.cursor, false),
                KeyAction::Leave => ui.memory_mut(|memory| memory.surrender_focus(self.slot.id)),
            }
        }
    }

    /// Enables the input method, whose first letters open the cell's field.
    fn enable_ime(&self, ui: &Ui) {
        let rect = self.geometry.cell(self.state.cursor);
        ui.output_mut(|output| {
            let cursor_rect = rect.with_max_x(rect.left() + 1.0);
            let purpose = IMEPurpose::Normal;
            output.ime = Some(IMEOutput { purpose, rect, cursor_rect, should_interrupt_composition: false });
        });
    }

    fn begin(&mut self, at: CellIndex, replaces: bool) {
        self.state.typing = Some(Typing::begin(at, self.cells.text(at), replaces));
        self.state.reveal = true;
    }

    /// Draws the field over the cell and handles its result.
    pub(super) fn edit_cell(&mut self, ui: &mut Ui) {
        let Some(at) = self.state.typing.as_ref().map(|typing| typing.at) else { return };
        let id = self.slot.id.with("typing");
        let within = self.geometry.body(at.0 == 0).intersect(ui.clip_rect());
        let ended = cell_field::field(ui, &mut self.state, id, self.geometry.cell(at), within);
        // A shortcut of the window must find the typed text in the document.
        if ended.is_none() && self.slot.context.shortcut_pending {
            self.write(ui);
            self.slot.actions.before_shortcuts = true;
        }
        let Some(ended) = ended else { return };
        if ended == EditEnd::Fill && !self.state.area().is_one() {
            let text = self.state.typing.as_ref().map(|typing| typing.text.clone()).unwrap_or_default();
            let area = self.state.area();
            self.change(ui, |cells| cells.fill(area, &text));
        } else if ended != EditEnd::Cancelled {
            self.write(ui);
        }
        self.state.typing = None;
        if ended != EditEnd::Left {
            ui.memory_mut(|memory| memory.request_focus(self.slot.id));
        }
        let ends = self.ends();
        match ended {
            EditEnd::Enter(back) => self.state.enter(back, ends),
            EditEnd::Tab(back) => self.state.tab(back, ends),
            EditEnd::Step(step) => self.state.step(step, false, ends, |_| true),
            EditEnd::Cancelled | EditEnd::Fill | EditEnd::Left => {}
        }
        ui.ctx().request_repaint();
    }

    /// Writes the typed text into its cell. Renaming a column updates its uses in the project.
    fn write(&mut self, ui: &Ui) {
        let Some(Typing { at, text, .. }) = self.state.typing.clone() else { return };
        let old = self.cells.text(at).to_owned();
        let (line, _) = at;
        if line > 0 || old.is_empty() {
            if self.cells.write(at, &text) {
                self.changed(ui);
            }
            return;
        }
        let to = text.trim();
        if !to.is_empty() && to != old {
            let output = OutputRef::first(self.slot.context.node);
            self.slot.actions.commands.push(Command::Column(ColumnCommand::Rename {
                output,
                column: old,
                to: to.to_owned(),
            }));
        }
    }

    fn copy(&mut self, ui: &Ui) {
        let area = self.state.area();
        ui.ctx().copy_text(self.cells.copy(area));
        let rows = area.bottom - area.top + 1;
        let columns = area.right - area.left + 1;
        self.slot.actions.commands.push(Command::Window(WindowCommand::ShowStatus(if area.is_one() {
            say!("copied-cell")
        } else {
            say!(
                "copied-table",
                rows = say!("count-rows", count = rows),
                columns = say!("count-columns", count = columns)
            )
        })));
    }

    fn cut(&mut self, ui: &Ui) {
        self.copy(ui);
        if self.cells.clear(self.state.area()) {
            self.changed(ui);
        }
    }

    /// A single value goes into all selected cells, a block to the start of the selection.
    fn paste(&mut self, ui: &Ui, text: &str) {
        let area = self.state.area();
        let is_one = !text.trim_end_matches(['\r', '\n']).contains(['\t', '\n', '\r']);
        if is_one && !area.is_one() {
            return self.change(ui, |cells| cells.fill(area, text.trim_end_matches(['\r', '\n'])));
        }
        let pasted = self.cells.paste((area.top, area.left), text);
        self.changed(ui);
        self.state.select((pasted.bottom, pasted.right), (pasted.top, pasted.left));
        let rows = pasted.bottom - pasted.top + 1;
        let columns = pasted.right - pasted.left + 1;
        self.slot.actions.commands.push(Command::Window(WindowCommand::ShowStatus(say!(
            "pasted-cells",
            rows = say!("count-rows", count = rows),
            columns = say!("count-columns", count = columns)
        ))));
    }

    pub(super) fn handle_menu(&mut self, ui: &Ui, asked: MenuAction) {
        let area = self.state.area();
        let rows = Area { top: area.top.max(1), ..area };
        let high = rows.bottom + 1 - rows.top.min(rows.bottom);
        let wide = area.right - area.left + 1;
        match asked {
            MenuAction::Copy => self.copy(ui),
            MenuAction::Cut => self.cut(ui),
            MenuAction::Paste => {
                // The system answers with a paste event, as if the keys had been pressed.
                ui.memory_mut(|memory| memory.request_focus(self.slot.id));
                ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
            }
            MenuAction::Edit => self.begin((area.top, area.left), false),
            MenuAction::InsertRows { below: false } => self.change(ui, |cells| cells.insert_rows(rows.top, high)),
            MenuAction::InsertRows { below: true } => self.change(ui, |cells| cells.insert_rows(rows.bottom + 1, high)),
            MenuAction::RemoveRows => self.change(ui, |cells| cells.remove_rows(rows)),
            MenuAction::InsertColumns { right: false } => {
                self.change(ui, |cells| cells.insert_columns(area.left, wide))
            }
            MenuAction::InsertColumns { right: true } => {
                self.change(ui, |cells| cells.insert_columns(area.right + 1, wide))
            }
            MenuAction::RemoveColumns => self.change(ui, |cells| cells.remove_columns(area)),
        }
        self.state.keep_within(self.ends());
    }

    /// A press selects, a double click edits, a right click opens the menu.
    pub(super) fn handle_pointer(&mut self, ui: &Ui, grid: &Response) {
        let Some(at) = grid.interact_pointer_pos() else { return };
        let hit = self.geometry.hit(at);
        let (pressed, shift) = ui.input(|input| (input.pointer.any_pressed(), input.modifiers.shift));
        let last = self.ends().1.saturating_sub(1);
        if pressed && grid.is_pointer_button_down_on() {
            grid.request_focus();
            let second = ui.input(|input| input.pointer.button_down(PointerButton::Secondary));
            match hit {
                Hit::Cell(place) if second && self.state.area().contains(place) => {}
                Hit::Cell(place) if shift => self.state.select(self.state.anchor, place),
                Hit::Cell(place) => self.state.select(place, place),
                Hit::Number(line) if second && (self.state.area().top..=self.state.area().bottom).contains(&line) => {}
                Hit::Number(line) if shift => self.state.select((self.state.anchor.0, last), (line, 0)),
                Hit::Number(line) => self.state.select((line, last), (line, 0)),
                Hit::Corner => self.state.select((self.cells.rows.len(), last), (0, 0)),
            }
        } else if grid.dragged_by(PointerButton::Primary) {
            let to = match hit {
                Hit::Cell(place) => place,
                Hit::Number(line) => (line, 0),
                Hit::Corner => (0, 0),
            };
            if to != self.state.cursor {
                let State { anchor, .. } = self.state;
                self.state.select(anchor, to);
                self.state.reveal = true;
            }
        }
        if grid.double_clicked()
            && let Hit::Cell(place) = hit
        {
            self.begin(place, false);
        }
    }

    /// Announces the cell at the cursor to screen readers.
    pub(super) fn announce_cursor(&self, ui: &Ui, has_focus: bool) {
        widgets::name(ui, self.slot.id, &self.slot.name);
        let at = self.state.cursor;
        let cell = self.slot.id.with(at);
        ui.ctx().accesskit_node_builder(self.slot.id, |node| {
            node.set_role(egui::accesskit::Role::Grid);
            node.set_description(self.slot.hint);
            if has_focus {
                node.set_value(format!("{}: {}", paint::cell_name(at), self.cells.text(at)));
                node.set_active_descendant(cell.accesskit_id());
            }
        });
    }
}
