//! The window, and nothing but the window: draws from `&App`, pushes commands.

pub mod fonts;
pub mod style;
pub mod theme;
