//! Panels around the canvas.

mod background_work;
mod broken_file_page;
mod catalogue;
mod databases;
mod disk_note;
mod guide;
mod history;
mod main_menu;
mod notices;
mod problems;
mod run_place;
mod runs;
mod selected_cells;
mod start_page;
mod status_bar;
pub mod tab_bar;
mod tool_bar;
mod written_files;

pub use broken_file_page::broken_file_page;
pub use catalogue::Catalogue;
pub use disk_note::disk_note;
pub use guide::guide;
pub use history::HistoryPanel;
pub use notices::notices;
pub use problems::problems;
pub use runs::{runs, when};
pub use start_page::start_page;
pub use status_bar::status_bar;
pub use tab_bar::TabBar;
pub use tool_bar::tool_bar;
