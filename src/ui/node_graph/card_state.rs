//! The interaction and run state of a card, and the background that follows from it.

use egui::Color32;

use crate::app::NodeRunState;
use crate::ui::theme::Palette;

use super::canvas_painter::mix;
use super::heat;
use super::scene::{Port, SceneNode};
use super::wire_drag::{WireDrag, WireTarget};

/// Interaction and run state of a card.
#[derive(Clone, Copy, Default)]
pub struct CardState<'a> {
    pub hovered: bool,
    pub port: Option<Port>,
    /// In the selection box.
    pub boxed: bool,
    pub wire_drag: Option<(&'a WireDrag, &'a WireTarget)>,
    /// The output whose table an expanded node shows.
    pub tab: usize,
    /// The colour of the heat map.
    pub heat: Option<Color32>,
    /// The value behind that colour, as text.
    pub measured: Option<&'a str>,
    /// The state of the node in the current run.
    pub run: Option<NodeRunState>,
    /// The rows that a sink wrote in the last run.
    pub written: Option<u64>,
}

/// The background of a card, before dimming.
pub fn background(node: &SceneNode, palette: &Palette, card_state: &CardState) -> Color32 {
    let ground = node.mark.color.map_or(palette.surface, |color| palette.card(color));
    match card_state.heat {
        Some(heat) => heat::tint(palette, heat),
        None if card_state.hovered => mix(ground, palette.hover, 0.6),
        None => ground,
    }
}
