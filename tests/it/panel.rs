//! A panel of the window under test, with the program's fonts and style.

use egui_kittest::Harness;
use tablewire::app::view::Theme;
use tablewire::ui::accesskit_focus::AccesskitFocus;
use tablewire::ui::popups::PopupKeyboard;
use tablewire::ui::{fonts, style};

/// A harness of this size around `state`, drawn by `frame`, after its first frames.
pub fn panel<S: 'static>(
    size: egui::Vec2,
    state: S,
    frame: impl Fn(&mut S, &mut egui::Ui) + 'static,
) -> Harness<'static, S> {
    let mut set_up = false;
    let mut harness = Harness::builder().with_size(size).build_ui_state(
        move |ui, state: &mut S| {
            if !set_up {
                fonts::install(ui.ctx());
                ui.ctx().add_plugin(PopupKeyboard::default());
                ui.ctx().add_plugin(AccesskitFocus);
                style::apply(ui.ctx(), Theme::Dark, false);
                set_up = true;
            }
            frame(state, ui);
        },
        state,
    );
    harness.run_steps(3);
    harness
}
