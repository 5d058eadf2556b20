//! Keeps input events in order when frames are slow. egui evaluates the keyboard as of the beginning of a frame and the pointer
//! as of its end. Events that depend on the result of earlier events in the same frame are deferred to the next frame.

use egui::{Context, Event, Key, Modifiers, Plugin, Pos2, RawInput, Ui};

/// The pointer counts as stationary within this distance, in points.
const STATIONARY: f32 = 2.0;

/// Defers events that must not be handled in the current frame.
#[derive(Default)]
pub struct InputSequencer {
    deferred: Vec<Event>,
    /// Something was pressed in the previous frame. Whatever it opened takes the keyboard focus in this one.
    opened: bool,
}

/// A key press other than a letter.
#[derive(Clone, Copy, PartialEq)]
enum Press {
    Key(Key, Modifiers),
    Copy,
    Cut,
    Paste,
}

/// The events accepted for a frame so far.
#[derive(Default)]
struct FrameInput {
    press: Option<Press>,
    typed: bool,
    /// A letter key was pressed; its text event comes next.
    letter: bool,
    /// Where a mouse button went down or up.
    button: Option<Pos2>,
}

impl Plugin for InputSequencer {
    fn debug_name(&self) -> &'static str {
        "in_turn"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        input.events = self.next(std::mem::take(&mut input.events), ctx.text_edit_focused());
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        if !self.deferred.is_empty() {
            ui.ctx().request_repaint();
        }
    }
}

impl InputSequencer {
    /// The events for this frame. `editing` says whether a text field has the focus. The rest is deferred.
    fn next(&mut self, events: Vec<Event>, editing: bool) -> Vec<Event> {
        let mut all = std::mem::take(&mut self.deferred);
        all.extend(events);
        let mut given = FrameInput::default();
        let mut end = 0;
        while all.get(end).is_some_and(|event| given.accepts(event, all.get(end + 1), self.opened, editing)) {
            end += 1;
        }
        self.deferred = all.split_off(end);
        self.opened = given.press.is_some() || given.button.is_some();
        all
    }
}

impl FrameInput {
    /// Accepts an event into the frame or returns false if it must wait. `next` is the event after it.
    fn accepts(&mut self, event: &Event, next: Option<&Event>, opened: bool, editing: bool) -> bool {
        let moved = |to: Pos2| self.button.is_some_and(|at| at.distance(to) > STATIONARY);
        match event {
            Event::PointerMoved(to) => !moved(*to),
            Event::PointerGone => self.button.is_none(),
            // Copy, cut and paste events do not carry modifiers.
            Event::ModifiersChanged(_) => {
                self.button.is_none() && !matches!(self.press, Some(Press::Copy | Press::Cut | Press::Paste))
            }
            Event::PointerButton { pos, .. } => {
                let takes = self.press.is_none() && !self.typed && !moved(*pos);
                self.button = self.button.or(takes.then_some(*pos));
                takes
            }
            // Modifier keys do nothing on their own, and every other key press carries its modifiers.
            Event::Key { key, .. } if is_modifier(*key) => true,
            Event::Key { key, modifiers, pressed: true, .. } => {
                // With Ctrl and Alt held it may be AltGr.
                let is_letter = matches!(next, Some(Event::Text(_))) && (!modifiers.command || modifiers.alt);
                let takes = if editing && (is_letter || is_editing_key(*key)) {
                    self.accepts_text(opened)
                } else {
                    !(is_letter && opened) && self.accepts_press(Press::Key(*key, *modifiers))
                };
                self.letter = is_letter && takes;
                takes
            }
            Event::Text(_) if std::mem::take(&mut self.letter) => true,
            Event::Text(_) | Event::Ime(_) => self.accepts_text(opened),
            Event::Copy => self.accepts_press(Press::Copy),
            Event::Cut => self.accepts_press(Press::Cut),
            Event::Paste(_) => self.accepts_press(Press::Paste),
            _ => true,
        }
    }

    fn accepts_text(&mut self, opened: bool) -> bool {
        let takes = self.press.is_none() && self.button.is_none() && !opened;
        self.typed |= takes;
        takes
    }

    /// Accepts repeated presses of a key that is held down.
    fn accepts_press(&mut self, press: Press) -> bool {
        let takes = self.press.is_none_or(|before| before == press) && !self.typed && self.button.is_none();
        self.press = self.press.or(takes.then_some(press));
        takes
    }
}

/// Keys that edit text or move the text cursor belong to typed text.
fn is_editing_key(key: Key) -> bool {
    use Key::*;
    matches!(key, Backspace | Delete | ArrowLeft | ArrowRight | ArrowUp | ArrowDown | Home | End)
}

/// Modifier keys, which are held while others are pressed.
fn is_modifier(key: Key) -> bool {
    use Key::*;
    matches!(key, ShiftLeft | ShiftRight | ControlLeft | ControlRight | AltLeft | AltRight | SuperLeft | SuperRight)
}

#[cfg(test)]
mod tests {
    use egui::PointerButton;

    use super::*;

    fn event(word: &str) -> Vec<Event> {
        let key = |key, modifiers| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
        let button = |x: f32, pressed| {
            let pos = Pos2::new(x, 0.0);
            let button = PointerButton::Primary;
            let modifiers = Modifiers::NONE;
            Event::PointerButton { pos, button, pressed, modifiers }
        };
        let (first, rest) = word.split_at(1);
        match first {
            "^" => vec![key(Key::from_name(rest).expect("a key"), Modifiers::COMMAND)],
            "<" => vec![key(Key::from_name(rest).expect("a key"), Modifiers::NONE)],
            ">" => vec![Event::PointerMoved(Pos2::new(rest.parse().expect("a place"), 0.0))],
            "v" => vec![button(rest.parse().expect("a place"), true)],
            "o" => vec![button(rest.parse().expect("a place"), false)],
            "+" => vec![Event::ModifiersChanged(Modifiers::COMMAND)],
            "=" => vec![Event::Copy],
            letter => vec![key(Key::from_name(letter).expect("a key"), Modifiers::NONE), Event::Text(letter.into())],
        }
    }

    #[test]
    fn what_belongs_to_a_later_moment_waits() {
        // For each case: whether text is edited, the events of one frame, and the events passed on per frame while any are
        // deferred.
        let cases = [
            (true, "A B <Backspace C", "A B <Backspace C"),
            (true, "^P A B", "^P | | A B"),
            (true, "A <Tab B", "A | <Tab | | B"),
            (false, "^P A", "^P | | A"),
            (false, "A B", "A | | B"),
            (false, "^Z ^Z ^Z", "^Z ^Z ^Z"),
            (false, "<ControlLeft + ^Z <ControlLeft + ^Z", "<ControlLeft + ^Z <ControlLeft + ^Z"),
            (false, "^A <Delete", "^A | <Delete"),
            (false, ">5 v5 o5 v5 o5", ">5 v5 o5 v5 o5"),
            (false, "v5 >30 >60 o60 >90", "v5 | >30 >60 o60 | >90"),
            (false, "v5 >6 o6", "v5 >6 o6"),
            (false, "o5 v60", "o5 | v60"),
            (false, "^A v5", "^A | v5"),
            (false, "v5 o5 +", "v5 o5 | +"),
            (false, "+ = +", "+ = | +"),
            (true, "v5 o5 A", "v5 o5 | | A"),
        ];
        for (editing, come, expected) in cases {
            let mut turn = InputSequencer::default();
            let mut frames = vec![turn.next(come.split(' ').flat_map(event).collect(), editing)];
            while !turn.deferred.is_empty() {
                frames.push(turn.next(Vec::new(), editing));
            }
            let expected: Vec<Vec<Event>> =
                expected.split('|').map(|frame| frame.split_whitespace().flat_map(event).collect()).collect();
            assert_eq!(frames, expected, "{come}");
        }
    }

    #[test]
    fn letters_wait_for_what_a_press_of_the_frame_before_opens() {
        let mut turn = InputSequencer::default();
        turn.next(event("^P"), false);
        assert!(turn.next(event("A"), false).is_empty());
        assert_eq!(turn.next(event("B"), true), [event("A"), event("B")].concat());
    }
}
