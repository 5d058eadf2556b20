//! Shortcuts: the keys of the action list, and the system's own copy, cut and paste.

use std::sync::LazyLock;

use egui::{Event, Key, KeyboardShortcut, Modifiers};

use crate::app::view::Dialog;
use crate::app::{Action, App, Command};

/// A key combination as the action list writes it.
pub fn parse(keys: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let mut parts: Vec<&str> = keys.split('+').collect();
    let key = Key::from_name(parts.pop()?)?;
    for part in parts {
        modifiers |= match part {
            "Ctrl" => Modifiers::COMMAND,
            "Shift" => Modifiers::SHIFT,
            "Alt" => Modifiers::ALT,
            _ => return None,
        };
    }
    Some(KeyboardShortcut::new(modifiers, key))
}

/// The combination as this system writes it: "Ctrl+Shift+S", "⇧⌘S".
pub fn words(ctx: &egui::Context, action: Action) -> Option<String> {
    action.shortcuts().first().and_then(|keys| parse(keys)).map(|shortcut| ctx.format_shortcut(&shortcut))
}

/// Every shortcut, those with most modifiers first: egui lets Ctrl+Z match while Shift is held too.
fn shortcuts() -> &'static [(KeyboardShortcut, Action)] {
    static SHORTCUTS: LazyLock<Vec<(KeyboardShortcut, Action)>> = LazyLock::new(|| {
        let all = Action::ALL.iter().flat_map(|action| action.shortcuts().iter().map(|keys| (parse(keys), *action)));
        let mut known: Vec<_> = all.filter_map(|(shortcut, action)| Some((shortcut?, action))).collect();
        let held = |m: Modifiers| u8::from(m.command) + u8::from(m.shift) + u8::from(m.alt);
        known.sort_by_key(|(shortcut, _)| std::cmp::Reverse(held(shortcut.modifiers)));
        known
    });
    &SHORTCUTS
}

/// Turns the frame's keys into commands and takes them from egui, unless they belong to what is being typed in.
pub fn collect(ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    let typing = ctx.egui_wants_keyboard_input();
    let focused = ctx.memory(|m| m.focused()).is_some();
    let in_dialog = app.view.dialog.is_some();
    // While a button is down, keys belong to the gesture: Escape cancels it.
    let in_gesture = ctx.input(|i| i.pointer.any_down());
    ctx.input_mut(|input| {
        for (shortcut, action) in shortcuts() {
            let plain = !shortcut.modifiers.command && !is_function_key(shortcut.logical_key);
            // Undo and redo of the field come first while one types in it; so do single keys, and whatever a focused
            // control does with them.
            let belongs_to_field = typing && (plain || is_editing(*action));
            let belongs_to_control = focused && plain && *action != Action::SelectNone;
            let belongs_to_dialog = in_dialog && !matches!(action, Action::SelectNone | Action::Quit);
            if belongs_to_field || belongs_to_control || belongs_to_dialog || (in_gesture && plain) {
                continue;
            }
            if input.consume_shortcut(shortcut) {
                out.push(Command::Do(*action));
            }
        }
        if typing || focused || in_dialog {
            return;
        }
        let at = app.view.pointer.unwrap_or_default();
        input.events.retain(|event| {
            match event {
                Event::Copy => out.push(Command::Do(Action::Copy)),
                Event::Cut => out.push(Command::Do(Action::Cut)),
                Event::Paste(text) => out.push(Command::Paste { text: text.clone(), at }),
                _ => return true,
            }
            false
        });
    });
    // Escape leaves a field first; only then does it clear the selection.
    if typing
        && !matches!(
            app.view.dialog,
            Some(Dialog::AddNode { .. } | Dialog::ChangeKind(_) | Dialog::Palette | Dialog::Find | Dialog::History)
        )
    {
        out.retain(|c| *c != Command::Do(Action::SelectNone) || in_dialog);
    }
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
    matches!(key, Key::F1 | Key::F2 | Key::F5 | Key::F8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shortcut_does_what_the_list_says() {
        for action in Action::ALL {
            for keys in action.shortcuts() {
                let shortcut = parse(keys).unwrap();
                let ctx = egui::Context::default();
                let event = Event::Key {
                    key: shortcut.logical_key,
                    physical_key: None,
                    pressed: true,
                    repeat: false,
                    modifiers: shortcut.modifiers,
                };
                let (app, mut out) = (App::default(), Vec::new());
                let input = egui::RawInput { events: vec![event], ..Default::default() };
                let _ = ctx.run_ui(input, |ui| collect(ui.ctx(), &app, &mut out));
                assert_eq!(out, [Command::Do(*action)], "{keys}");
            }
        }
    }

    #[test]
    fn every_shortcut_of_the_list_is_a_key() {
        for action in Action::ALL {
            for keys in action.shortcuts() {
                assert!(parse(keys).is_some(), "{keys:?} of {action:?}");
            }
        }
    }
}
