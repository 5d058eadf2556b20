//! Keyboard shortcuts: the keys of the action list and the system's copy, cut and paste events.

use egui::{Event, Id, Key, KeyboardShortcut, Modifiers};

use crate::app::chord::Chord;
use crate::app::view::Dialog;
use crate::app::{Action, App, CanvasCommand, Command, WindowCommand};

use super::panes::Pane;
use super::popups;

/// Converts a key combination to egui's type.
pub fn shortcut(chord: &Chord) -> Option<KeyboardShortcut> {
    let held = [(chord.ctrl, Modifiers::COMMAND), (chord.shift, Modifiers::SHIFT), (chord.alt, Modifiers::ALT)];
    let modifiers = held.iter().filter(|(is_held, _)| *is_held).fold(Modifiers::NONE, |all, (_, one)| all | *one);
    Some(KeyboardShortcut::new(modifiers, Key::from_name(&chord.key)?))
}

/// The first active shortcut of an action in the notation of this system: "Ctrl+Shift+S", "⇧⌘S".
pub fn shortcut_text(ctx: &egui::Context, app: &App, action: Action) -> Option<String> {
    app.person.keymap.of(action).first().and_then(shortcut).map(|shortcut| with_symbols(ctx.format_shortcut(&shortcut)))
}

/// All active shortcuts of an action, the primary one first: "Ctrl+Y, F4".
pub fn all_shortcuts_text(ctx: &egui::Context, app: &App, action: Action) -> Option<String> {
    let all = app.person.keymap.of(action).iter().filter_map(shortcut);
    let all: Vec<String> = all.map(|shortcut| with_symbols(ctx.format_shortcut(&shortcut))).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// Replaces key names by the symbols printed on the keys.
fn with_symbols(words: String) -> String {
    const SYMBOLS: [(&str, &str); 6] =
        [("Slash", "/"), ("Period", "."), ("Plus", "+"), ("Minus", "-"), ("Equals", "="), ("Questionmark", "?")];
    let sign = SYMBOLS.iter().find_map(|(name, sign)| Some(format!("{}{sign}", words.strip_suffix(name)?)));
    sign.unwrap_or(words)
}

/// Turns the key presses of the frame into commands and consumes them, unless they belong to a text field with the focus.
pub fn collect(ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    let focus = ctx.memory(|m| m.focused());
    // The canvas and the start page use only the keys of the action list, and Tab to leave.
    let on_canvas = focus == Some(Pane::Canvas.id());
    let focused = focus.is_some() && !on_canvas;
    let typing = focused && ctx.text_edit_focused();
    // egui clears the focus on Escape before the application sees the key.
    let left = ctx.data(|d| d.get_temp::<Option<Id>>(last_focus())).flatten().is_some_and(|id| id != Pane::Canvas.id());
    let in_dialog = app.project.view.dialog.is_some();
    let in_table = super::table::has_focus(ctx);
    let in_sheet = super::inspector::table_editor_has_focus(ctx);
    // While a mouse button is down, keys belong to the gesture: Escape cancels it.
    let in_gesture = ctx.input(|i| i.pointer.any_down());
    // An open popup has the keyboard.
    if popups::is_any_open(ctx) || !ctx.input(|i| i.events.iter().any(is_of_keyboard)) {
        return;
    }
    ctx.input_mut(|input| {
        // Combinations with more modifiers come first: egui matches Ctrl+Z while Shift is held too.
        for (chord, action) in app.person.keymap.all() {
            let Some(shortcut) = shortcut(chord) else { continue };
            let plain = !shortcut.modifiers.command && !is_function_key(shortcut.logical_key);
            // A focused text field handles its own undo and redo and all keys without modifiers; so do other focused controls.
            let is_history = matches!(action, Action::Undo | Action::Redo);
            let belongs_to_field = (typing && plain) || (focused && is_editing(action) && (typing || !is_history));
            let belongs_to_control = focused && plain && action != Action::SelectNone;
            let belongs_to_dialog = in_dialog && !matches!(action, Action::SelectNone | Action::Quit);
            // The table has its own search.
            if action == Action::Find && in_table {
                continue;
            }
            if in_sheet && super::inspector::table_editor_uses(shortcut.logical_key, shortcut.modifiers) {
                continue;
            }
            // Shortcuts of the table's columns apply while its cells have the focus.
            let of_table = in_table && !in_dialog && action.is_of_table();
            let leads_on = (on_canvas || app.project.view.start_page) && plain && shortcut.logical_key == Key::Tab;
            if leads_on
                || (!of_table && (belongs_to_field || belongs_to_control))
                || belongs_to_dialog
                || (in_gesture && plain)
            {
                continue;
            }
            // A slow frame may hold several presses of the same key.
            let presses = input.count_and_consume_key(shortcut.modifiers, shortcut.logical_key);
            out.extend((0..presses).map(|_| Command::Do(action)));
        }
        // Escape closes a dialog, whatever it is bound to.
        if in_dialog && input.consume_key(Modifiers::NONE, Key::Escape) {
            out.push(Command::Window(WindowCommand::CloseDialog));
        }
        if focused || in_dialog {
            return;
        }
        let at = app.project.view.pointer.unwrap_or_default();
        let shift = input.modifiers.shift;
        input.events.retain(|event| {
            // The system sends these events instead of the key presses.
            let keys = match event {
                Event::Copy if shift => "Ctrl+Shift+C",
                Event::Copy => "Ctrl+C",
                Event::Cut => "Ctrl+X",
                Event::Paste(_) => "Ctrl+V",
                _ => return true,
            };
            match (Chord::parse(keys).ok().and_then(|chord| app.person.keymap.action(&chord)), event) {
                (Some(Action::Paste), Event::Paste(text)) => {
                    out.push(Command::Canvas(CanvasCommand::Paste { text: text.clone(), at }))
                }
                (Some(action), _) => out.push(Command::Do(action)),
                (None, _) => {}
            }
            false
        });
    });
    // Escape first leaves a text field; a second press clears the selection.
    if (focused || left)
        && !matches!(
            app.project.view.dialog,
            Some(Dialog::AddNode { .. } | Dialog::ChangeKind(_) | Dialog::Palette | Dialog::Find)
        )
    {
        out.retain(|c| *c != Command::Do(Action::SelectNone) || in_dialog);
    }
}

/// Records the focus at the end of a frame. A press on a panel focuses the panel unless a field there takes the focus, so that
/// keys typed afterwards do not go to the canvas.
pub fn note_focus(ctx: &egui::Context) {
    // egui clears the focus of the panel again when the button is released after a click.
    let is_press = |pointer: &egui::PointerState| pointer.any_pressed() || pointer.any_click();
    let pressed = ctx.input(|i| is_press(&i.pointer).then(|| i.pointer.interact_pos()).flatten());
    if let Some(at) = pressed.filter(|_| ctx.memory(|m| m.focused()).is_none())
        && ctx.layer_id_at(at).is_none_or(|layer| layer.order == egui::Order::Background)
        && let Some(pane) = super::panes::pane_at(ctx, at)
    {
        ctx.memory_mut(|m| m.request_focus(pane.id()));
    }
    let focused = ctx.memory(|m| m.focused());
    ctx.data_mut(|d| d.insert_temp(last_focus(), focused));
}

fn last_focus() -> Id {
    Id::new("last focus")
}

fn is_editing(action: Action) -> bool {
    matches!(
        action,
        Action::Undo
            | Action::Redo
            | Action::Copy
            | Action::Cut
            | Action::Paste
            | Action::SelectAll
            | Action::Delete
            | Action::DeleteAndHeal
    )
}

fn is_function_key(key: Key) -> bool {
    key.name().strip_prefix('F').is_some_and(|number| !number.is_empty())
}

fn is_of_keyboard(event: &Event) -> bool {
    matches!(event, Event::Key { .. } | Event::Copy | Event::Cut | Event::Paste(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::chord;
    use crate::app::keymap::Keymap;

    /// The commands that a key press produces.
    fn pressed(app: &App, keys: &str) -> Vec<Command> {
        let shortcut = shortcut(&Chord::parse(keys).unwrap()).unwrap();
        let event = Event::Key {
            key: shortcut.logical_key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: shortcut.modifiers,
        };
        let mut out = Vec::new();
        let input = egui::RawInput { events: vec![event], ..Default::default() };
        let _ = egui::Context::default().run_ui(input, |ui| collect(ui.ctx(), app, &mut out));
        out
    }

    #[test]
    fn each_shortcut_does_what_the_list_says() {
        for action in Action::ALL {
            for keys in action.shortcuts() {
                assert_eq!(pressed(&App::default(), keys), [Command::Do(*action)], "{keys}");
            }
        }
    }

    /// On many keyboards, plus needs Shift.
    #[test]
    fn plus_means_the_same_with_and_without_shift() {
        for (keys, done) in [
            ("Ctrl+Plus", Action::ZoomIn),
            ("Ctrl+Shift+Plus", Action::ZoomIn),
            ("Ctrl+Equals", Action::ZoomIn),
            ("Ctrl+Shift+Equals", Action::ZoomIn),
            ("Ctrl+Alt+Equals", Action::ScaleUp),
            ("Ctrl+Shift+Alt+Plus", Action::ScaleUp),
            ("Ctrl+Alt+Minus", Action::ScaleDown),
        ] {
            assert_eq!(pressed(&App::default(), keys), [Command::Do(done)], "{keys}");
        }
    }

    #[test]
    fn the_file_goes_before_the_list() {
        let text = "{\"run\": [\"Ctrl+R\"], \"find\": [], \"cut\": [\"F4\"]}";
        let mut app = App::default();
        app.person.keymap = Keymap::read(text, &Keymap::default());
        for (keys, done) in
            [("Ctrl+R", Some(Action::Run)), ("F5", None), ("Ctrl+F", None), ("F4", Some(Action::Cut)), ("Ctrl+X", None)]
        {
            assert_eq!(pressed(&app, keys), Vec::from_iter(done.map(Command::Do)), "{keys}");
        }
    }

    #[test]
    fn every_key_of_a_chord_is_a_key() {
        for key in chord::keys() {
            assert!(Key::from_name(&key).is_some(), "{key}");
        }
    }
}
