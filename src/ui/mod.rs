//! The window: draws from `&App` and pushes commands.

pub mod accesskit_focus;
mod appearance;
mod caret_blink;
mod column_menu;
mod control_list;
pub mod dialogs;
mod font_scripts;
pub mod fonts;
mod hidden_pointer;
mod highlight;
mod input_sequencer;
pub mod inspector;
pub mod keys;
pub mod main_window;
mod measurement;
pub mod node_graph;
pub mod panel_layout;
pub mod panels;
pub mod panes;
pub mod picker;
pub mod popups;
mod stable_layout;
pub mod style;
pub mod table;
pub mod theme;
pub mod widgets;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

use crate::app::view::Theme;
use crate::app::{App, Workspace, keep_memory_of_frames, write_picture};
use crate::engine::Engine;

use node_graph::picture::{Format, SCALE, draw, unknown};

/// Draws the canvas of a project into a file without opening a window. Returns the path that was written.
///
/// # Errors
/// Returns a message if the project cannot be opened, has no nodes, or the picture cannot be written.
pub fn picture(file: &Path, out: PathBuf, scale: Option<f32>, theme: Theme) -> Result<PathBuf, String> {
    let format = Format::of(&out, scale.unwrap_or(SCALE)).ok_or_else(|| unknown(&out).to_string())?;
    let mut app = App::without_state(Engine::inline());
    app.open(file);
    while app.poll() {}
    if app.project.file.is_none() {
        return Err(app.project.view.status.unwrap_or_default().to_string());
    }
    app.person.preferences.theme = theme;
    let picture = draw(&app, None, format);
    let picture = picture.ok_or_else(|| tr!("nothing-to-draw", file = file.display()))?;
    write_picture(out, &picture).map_err(|problem| problem.to_string())
}

/// Opens the window with the given projects and returns when it is closed. With `safe` they are
/// listed, not opened.
///
/// # Errors
/// Returns a message if no window can be created (no display, no graphics).
pub fn main(files: Vec<PathBuf>, safe: bool) -> Result<ExitCode, String> {
    keep_memory_of_frames();
    let window = egui::ViewportBuilder::default()
        .with_title("Tablewire")
        .with_app_id("tablewire")
        .with_inner_size([1360.0, 860.0])
        .with_min_inner_size([760.0, 480.0])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions {
        viewport: panel_layout::window_geometry::restored(window),
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    // The engine's process starts while the system makes the window.
    let drawn: Arc<OnceLock<egui::Context>> = Arc::default();
    let waking = drawn.clone();
    let engine = Engine::process(Arc::new(move || waking.get().into_iter().for_each(egui::Context::request_repaint)));
    let make: eframe::AppCreator<'_> = Box::new(move |creation| {
        // What has woken it before is taken in with the first frame.
        let _ = drawn.set(creation.egui_ctx.clone());
        let workspace = Workspace::start(engine, &files, safe);
        let (monitors, now) = panel_layout::window_geometry::monitors(creation);
        let placement = workspace.app().person.preferences.placement(&monitors, now.unwrap_or_default());
        let window = main_window::MainWindow::new(&creation.egui_ctx, workspace, dialogs::system_chooser());
        Ok(Box::new(window.with_geometry(placement)))
    });
    eframe::run_native("tablewire", options, make).map_err(|error| error.to_string())?;
    Ok(ExitCode::SUCCESS)
}
