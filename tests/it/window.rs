//! The whole window with a sample open, driven without a screen.

use egui_kittest::{Harness, HarnessBuilder};
use tablewire::app::{App, Command, samples};
use tablewire::engine::Engine;
use tablewire::ui::dialogs::system_chooser;
use tablewire::ui::main_window::MainWindow;

pub type Window = Harness<'static, Option<MainWindow>>;

/// The window as `builder` sizes it, with the first sample open and `set_up` done to it.
pub fn opened(builder: HarnessBuilder<Option<MainWindow>>, set_up: impl Fn(&mut App) + 'static) -> Window {
    builder.build_ui_state(
        move |ui, window: &mut Option<MainWindow>| {
            let window = window.get_or_insert_with(|| {
                let mut app = App::without_state(Engine::inline());
                app.open(&samples().into_iter().next().expect("a sample").path);
                set_up(&mut app);
                MainWindow::new(ui.ctx(), app, system_chooser())
            });
            window.frame(ui);
        },
        None,
    )
}

pub fn app(window: &mut Window) -> &mut App {
    window.state_mut().as_mut().expect("a window").workspace.app_mut()
}

pub fn ask(window: &mut Window, command: Command) {
    app(window).handle(command);
    window.run_steps(4);
}
