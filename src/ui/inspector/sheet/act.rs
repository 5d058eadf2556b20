//! What the keyboard, the pointer and the menu do to the sheet.

use egui::output::IMEOutput;
use egui::{IMEPurpose, PointerButton, Response, Ui, ViewportCommand};

use super::cells::{Area, Cells, Place};
use super::keys::{self, Ended, Pressed};
use super::menu::Asked;
use super::places::Hit;
use super::state::{State, Typing};
use super::{Sheet, paint, typing};
use crate::app::{Action, ColumnCommand, Command, WindowCommand};
use crate::engine::OutputRef;
use crate::ui::widgets;

impl Sheet<'_, '_, '_, '_> {
    /// A change of the cells that is one undo step.
    pub(super) fn change(&mut self, ui: &Ui, change: impl FnOnce(&mut Cells<'_>)) {
        change(self.cells);
        self.changed(ui);
    }

    fn changed(&mut self, ui: &Ui) {
        self.places.ends = self.ends();
        self.slot.mark_step(ui.ctx().cumulative_pass_nr());
    }

    /// The keys of this frame, from cell to cell.
    pub(super) fn go(&mut self, ui: &mut Ui) {
        self.take_compositions(ui);
        for pressed in keys::pressed(ui, self.places.page()) {
            let ends = self.ends();
            match pressed {
                Pressed::Step(step, extend) => {
                    let cells = &*self.cells;
                    self.state.step(step, extend, ends, |place| !cells.text(place).is_empty());
                }
                Pressed::Tab(back) => self.state.tab(back, ends),
                Pressed::Type { replaces } => return self.begin(self.state.cursor, replaces),
                Pressed::Clear => {
                    if self.cells.clear(self.state.area()) {
                        self.changed(ui);
                    }
                }
                Pressed::Copy => self.copy(ui),
                Pressed::Cut => self.cut(ui),
                Pressed::Paste(text) => self.paste(ui, &text),
                Pressed::All => self.state.select((ends.0.saturating_sub(1), ends.1.saturating_sub(1)), (0, 0)),
                Pressed::Rows => {
                    let area = self.state.area();
                    self.state.select((area.bottom, ends.1.saturating_sub(1)), (area.top, 0));
                }
                Pressed::Columns => {
                    let area = self.state.area();
                    self.state.select((ends.0.saturating_sub(1), area.right), (0, area.left));
                }
                Pressed::Undo => self.slot.acts.commands.push(Command::Do(Action::Undo)),
                Pressed::Redo => self.slot.acts.commands.push(Command::Do(Action::Redo)),
                Pressed::Menu => self.menu = true,
                Pressed::Leave if !self.state.area().is_one() => self.state.go(self.state.cursor, false),
                Pressed::Leave => ui.memory_mut(|memory| memory.surrender_focus(self.slot.id)),
            }
        }
    }

    /// Lets the system's input method begin to compose: its first letters open the field.
    fn take_compositions(&self, ui: &Ui) {
        let rect = self.places.cell(self.state.cursor);
        ui.output_mut(|output| {
            let cursor_rect = rect.with_max_x(rect.left() + 1.0);
            let purpose = IMEPurpose::Normal;
            output.ime = Some(IMEOutput { purpose, rect, cursor_rect, should_interrupt_composition: false });
        });
    }

    fn begin(&mut self, at: Place, replaces: bool) {
        self.state.typing = Some(Typing::begin(at, self.cells.text(at), replaces));
        self.state.reveal = true;
    }

    /// The field over the cell, and what comes of the text when it is left.
    pub(super) fn type_into(&mut self, ui: &mut Ui) {
        let Some(at) = self.state.typing.as_ref().map(|typing| typing.at) else { return };
        let id = self.slot.id.with("typing");
        let within = self.places.body(at.0 == 0).intersect(ui.clip_rect());
        let ended = typing::field(ui, &mut self.state, id, self.places.cell(at), within);
        // A shortcut of the window finds in the document what was typed.
        if ended.is_none() && self.slot.scene.acted {
            self.write(ui);
            self.slot.acts.early = true;
        }
        let Some(ended) = ended else { return };
        if ended == Ended::Fill && !self.state.area().is_one() {
            let text = self.state.typing.as_ref().map(|typing| typing.text.clone()).unwrap_or_default();
            let area = self.state.area();
            self.change(ui, |cells| cells.fill(area, &text));
        } else if ended != Ended::Cancelled {
            self.write(ui);
        }
        self.state.typing = None;
        if ended != Ended::Left {
            ui.memory_mut(|memory| memory.request_focus(self.slot.id));
        }
        let ends = self.ends();
        match ended {
            Ended::Enter(back) => self.state.enter(back, ends),
            Ended::Tab(back) => self.state.tab(back, ends),
            Ended::Step(step) => self.state.step(step, false, ends, |_| true),
            Ended::Cancelled | Ended::Fill | Ended::Left => {}
        }
        ui.ctx().request_repaint();
    }

    /// What was typed goes into its cell. A column that gets another name takes it to where the project names it.
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
            let output = OutputRef::first(self.slot.scene.node);
            self.slot.acts.commands.push(Command::Column(ColumnCommand::Rename {
                output,
                column: old,
                to: to.to_owned(),
            }));
        }
    }

    fn copy(&mut self, ui: &Ui) {
        let area = self.state.area();
        ui.ctx().copy_text(self.cells.copy(area));
        let (rows, columns) = (area.bottom - area.top + 1, area.right - area.left + 1);
        self.slot.acts.commands.push(Command::Window(WindowCommand::ShowStatus(match area.is_one() {
            true => say!("copied-cell"),
            false => say!(
                "copied-table",
                rows = say!("count-rows", count = rows),
                columns = say!("count-columns", count = columns)
            ),
        })));
    }

    fn cut(&mut self, ui: &Ui) {
        self.copy(ui);
        if self.cells.clear(self.state.area()) {
            self.changed(ui);
        }
    }

    /// One value goes into all selected cells, a block to where the selection begins.
    fn paste(&mut self, ui: &Ui, text: &str) {
        let area = self.state.area();
        let is_one = !text.trim_end_matches(['\r', '\n']).contains(['\t', '\n', '\r']);
        if is_one && !area.is_one() {
            return self.change(ui, |cells| cells.fill(area, text.trim_end_matches(['\r', '\n'])));
        }
        let pasted = self.cells.paste((area.top, area.left), text);
        self.changed(ui);
        self.state.select((pasted.bottom, pasted.right), (pasted.top, pasted.left));
        let (rows, columns) = (pasted.bottom - pasted.top + 1, pasted.right - pasted.left + 1);
        self.slot.acts.commands.push(Command::Window(WindowCommand::ShowStatus(say!(
            "pasted-cells",
            rows = say!("count-rows", count = rows),
            columns = say!("count-columns", count = columns)
        ))));
    }

    pub(super) fn ask(&mut self, ui: &Ui, asked: Asked) {
        let area = self.state.area();
        let rows = Area { top: area.top.max(1), ..area };
        let (high, wide) = (rows.bottom + 1 - rows.top.min(rows.bottom), area.right - area.left + 1);
        match asked {
            Asked::Copy => self.copy(ui),
            Asked::Cut => self.cut(ui),
            Asked::Paste => {
                // The system answers with what its clipboard holds, as if the keys had been pressed.
                ui.memory_mut(|memory| memory.request_focus(self.slot.id));
                ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
            }
            Asked::Edit => self.begin((area.top, area.left), false),
            Asked::InsertRows { below: false } => self.change(ui, |cells| cells.insert_rows(rows.top, high)),
            Asked::InsertRows { below: true } => self.change(ui, |cells| cells.insert_rows(rows.bottom + 1, high)),
            Asked::RemoveRows => self.change(ui, |cells| cells.remove_rows(rows)),
            Asked::InsertColumns { right: false } => self.change(ui, |cells| cells.insert_columns(area.left, wide)),
            Asked::InsertColumns { right: true } => self.change(ui, |cells| cells.insert_columns(area.right + 1, wide)),
            Asked::RemoveColumns => self.change(ui, |cells| cells.remove_columns(area)),
        }
        self.state.keep_within(self.ends());
    }

    /// Presses select, double clicks type, the second button opens the menu.
    pub(super) fn pointed(&mut self, ui: &Ui, grid: &Response) {
        let Some(at) = grid.interact_pointer_pos() else { return };
        let hit = self.places.hit(at);
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

    /// Says the cell at the cursor to screen readers.
    pub(super) fn tell(&self, ui: &Ui, has_focus: bool) {
        widgets::name(ui, self.slot.id, &self.slot.name);
        let at = self.state.cursor;
        let cell = self.slot.id.with(at);
        ui.ctx().accesskit_node_builder(self.slot.id, |node| {
            node.set_role(egui::accesskit::Role::Grid);
            node.set_description(self.slot.hint);
            if has_focus {
                node.set_value(format!("{}: {}", paint::said(at), self.cells.text(at)));
                node.set_active_descendant(cell.accesskit_id());
            }
        });
    }
}
