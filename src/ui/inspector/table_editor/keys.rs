//! Spreadsheet keys of the table editor, during navigation and while editing a cell.

use egui::{Event, ImeEvent, InputState, Key, Modifiers, Ui};

use super::state::{Direction, Step};

/// The action of a key during navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyAction {
    Step(Step, bool),
    Tab(bool),
    /// Edits the cell: its text, or a new text in its place.
    Type {
        replaces: bool,
    },
    Clear,
    Copy,
    Cut,
    Paste(String),
    All,
    Rows,
    Columns,
    Undo,
    Redo,
    Menu,
    Leave,
}

/// What ends the editing, and where the cursor goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditEnd {
    Cancelled,
    Enter(bool),
    Tab(bool),
    Step(Step),
    /// The text goes into all selected cells.
    Fill,
    /// The focus was lost.
    Left,
}

/// The actions of the keys of this frame, in order.
pub fn pressed(ui: &Ui, page: usize) -> Vec<KeyAction> {
    ui.input_mut(|input| {
        let mut found = Vec::new();
        let mut spaces = 0;
        input.events.retain(|event| {
            let asked = match event {
                Event::Key { key, pressed: true, modifiers, .. } => of_key(*key, *modifiers, page),
                Event::Copy => Some(KeyAction::Copy),
                Event::Cut => Some(KeyAction::Cut),
                Event::Paste(text) => Some(KeyAction::Paste(text.clone())),
                // The text event of Shift+Space, which has selected a row.
                Event::Text(text) if text == " " && spaces > 0 => {
                    spaces -= 1;
                    return false;
                }
                Event::Text(text) if !text.chars().any(char::is_control) => {
                    found.push(KeyAction::Type { replaces: true });
                    return true;
                }
                Event::Ime(ImeEvent::Preedit { text, .. } | ImeEvent::Commit(text)) if !text.is_empty() => {
                    found.push(KeyAction::Type { replaces: true });
                    return true;
                }
                _ => None,
            };
            spaces += usize::from(asked == Some(KeyAction::Rows));
            let keeps = asked.is_none();
            found.extend(asked);
            keeps
        });
        found
    })
}

fn of_key(key: Key, modifiers: Modifiers, page: usize) -> Option<KeyAction> {
    let ctrl = modifiers.command;
    let shift = modifiers.shift;
    if modifiers.alt {
        return None;
    }
    let step = |near: Step, far: Step| Some(KeyAction::Step(if ctrl { far } else { near }, shift));
    let page = isize::try_from(page).unwrap_or(isize::MAX);
    match key {
        Key::ArrowUp => step(Step::Up, Step::Far(Direction::Up)),
        Key::ArrowDown => step(Step::Down, Step::Far(Direction::Down)),
        Key::ArrowLeft => step(Step::Left, Step::Far(Direction::Left)),
        Key::ArrowRight => step(Step::Right, Step::Far(Direction::Right)),
        Key::Home => step(Step::RowStart, Step::First),
        Key::End => step(Step::RowEnd, Step::Last),
        Key::PageUp if !ctrl => step(Step::Page(-page), Step::First),
        Key::PageDown if !ctrl => step(Step::Page(page), Step::Last),
        Key::Tab if !ctrl => Some(KeyAction::Tab(shift)),
        Key::Enter if !ctrl => Some(KeyAction::Type { replaces: false }),
        Key::F2 => Some(KeyAction::Type { replaces: false }),
        Key::Delete | Key::Backspace => Some(KeyAction::Clear),
        Key::A if ctrl => Some(KeyAction::All),
        Key::Space if ctrl => Some(KeyAction::Columns),
        Key::Space if shift => Some(KeyAction::Rows),
        Key::Z if ctrl && shift => Some(KeyAction::Redo),
        Key::Z if ctrl => Some(KeyAction::Undo),
        Key::Y if ctrl => Some(KeyAction::Redo),
        Key::F10 if shift => Some(KeyAction::Menu),
        Key::Escape => Some(KeyAction::Leave),
        _ => None,
    }
}

/// Whether the table editor uses a key that means something else in the window.
pub fn is_reserved(key: Key, modifiers: Modifiers) -> bool {
    of_key(key, modifiers, 1).is_some()
}

/// What ends the editing, if such a key was pressed. The arrow keys do if the text `replaces` the cell's.
pub fn ended(ui: &Ui, replaces: bool) -> Option<EditEnd> {
    ui.input_mut(|input| {
        // Alt+Enter inserts a line break.
        if input.modifiers.alt {
            return None;
        }
        let arrows = [
            (Key::ArrowUp, Step::Up),
            (Key::ArrowDown, Step::Down),
            (Key::ArrowLeft, Step::Left),
            (Key::ArrowRight, Step::Right),
        ];
        let arrow = |input: &mut InputState| {
            let pressed = arrows.into_iter().find(|(key, _)| input.consume_key(Modifiers::NONE, *key));
            pressed.map(|(_, step)| EditEnd::Step(step))
        };
        let keys = [
            (Modifiers::NONE, Key::Escape, EditEnd::Cancelled),
            (Modifiers::COMMAND, Key::Enter, EditEnd::Fill),
            (Modifiers::SHIFT, Key::Enter, EditEnd::Enter(true)),
            (Modifiers::NONE, Key::Enter, EditEnd::Enter(false)),
            (Modifiers::SHIFT, Key::Tab, EditEnd::Tab(true)),
            (Modifiers::NONE, Key::Tab, EditEnd::Tab(false)),
        ];
        let ended = keys.into_iter().find(|(modifiers, key, _)| input.consume_key(*modifiers, *key));
        ended.map(|(.., ended)| ended).or_else(|| if replaces { arrow(input) } else { None })
    })
}
