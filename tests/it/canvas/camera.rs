//! The camera under a hand: wheel, touchpad, pinch, and the buttons that pan.

use super::*;

#[test]
fn the_wheel_pans_and_zooms_at_the_pointer() {
    let mut harness = bench(app_of(&["early", "late"], &[]));
    let before = harness.state().app.project.view.camera;
    harness.hover_at(VOID);
    let wheel = |modifiers| Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 60.0),
        phase: egui::TouchPhase::Move,
        modifiers,
    };
    harness.event(wheel(Modifiers::NONE));
    harness.run_steps(40);
    let panned = harness.state().app.project.view.camera;
    assert!(panned.y < before.y - 30.0 && panned.zoom == before.zoom, "{before:?} {panned:?}");
    harness.event_modifiers(wheel(Modifiers::COMMAND), Modifiers::COMMAND);
    harness.run_steps(40);
    assert!(harness.state().app.project.view.camera.zoom > panned.zoom * 1.1);
}

#[test]
fn a_pinch_zooms_at_the_pointer_and_two_fingers_pan_both_ways() {
    let mut harness = bench(app_of(&["early", "late"], &[]));
    let early = middle(&harness, "input in of early");
    harness.hover_at(early);
    let before = harness.state().app.project.view.camera;
    harness.event(Event::Zoom(0.5));
    harness.run_steps(3);
    let after = harness.state().app.project.view.camera;
    assert!((after.zoom / before.zoom - 0.5).abs() < 1e-3, "{before:?} {after:?}");
    let moved = middle(&harness, "early, Filter, waiting").x - early.x;
    assert!(moved > 0.0 && moved < 60.0, "what is under the pointer stays there, {moved}");
    let phase = egui::TouchPhase::Move;
    let (unit, modifiers) = (egui::MouseWheelUnit::Point, Modifiers::NONE);
    harness.event(Event::MouseWheel { unit, delta: vec2(50.0, -30.0), phase, modifiers });
    harness.run_steps(40);
    let panned = harness.state().app.project.view.camera;
    assert!(panned.zoom == after.zoom && panned.x < after.x - 20.0 && panned.y > after.y + 20.0, "{panned:?}");
}

#[test]
fn the_middle_and_the_second_button_and_space_pan_also_over_a_node() {
    let button = |pos, button, pressed| Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE };
    for (which, space) in
        [(PointerButton::Middle, false), (PointerButton::Secondary, false), (PointerButton::Primary, true)]
    {
        let mut harness = bench(app_of(&["early", "late"], &[]));
        let from = middle(&harness, "early, Filter, waiting");
        let before = harness.state().app.project.view.camera;
        let space_key = |pressed| Event::Key {
            key: Key::Space,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        harness.hover_at(from);
        harness.run_steps(1);
        if space {
            harness.event(space_key(true));
            harness.run_steps(1);
        }
        harness.event(button(from, which, true));
        harness.hover_at(from + vec2(20.0, 10.0));
        harness.hover_at(from + vec2(60.0, -40.0));
        harness.event(button(from + vec2(60.0, -40.0), which, false));
        if space {
            harness.event(space_key(false));
        }
        harness.run_steps(2);
        let after = harness.state().app.project.view.camera;
        let moved = vec2(before.x - after.x, before.y - after.y) * before.zoom;
        assert!((moved - vec2(60.0, -40.0)).length() < 0.1, "{which:?}: {moved}");
        assert_eq!(said(&mut harness), [], "{which:?}: nothing is selected, moved or opened");
    }
}
