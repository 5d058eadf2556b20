//! Alignment of the selection by edges and middles: nodes, notes, and frames with their content.

use super::App;
use super::alignment::{Align, Axis, Card, Item, aligned, distributed};
use super::placement::PROBLEM_ROWS;
use crate::base::Text;
use crate::document::{self, AnnotationId, NodeId, Picked, Position, Shape};

impl App {
    pub(super) fn align(&mut self, align: Align) {
        let cards = self.selected_cards();
        let moved = aligned(&cards, align);
        self.move_cards(say!("step-align", what = self.named_cards(&cards)), &cards, moved);
    }

    pub(super) fn distribute(&mut self, axis: Axis) {
        let cards = self.selected_cards();
        let moved = distributed(cards.clone(), axis);
        self.move_cards(say!("step-distribute", what = self.named_cards(&cards)), &cards, moved);
    }

    /// The number of things that can be aligned: the content of a selected frame moves with it.
    pub fn arrangeable(&self) -> usize {
        self.selected_cards().len()
    }

    fn selected_cards(&self) -> Vec<Card> {
        let document = self.document();
        let picked = self.picked();
        let frames =
            || picked.annotations.iter().filter_map(|id| document.annotation(*id).filter(|t| t.shape == Shape::Frame));
        let node = |id: &NodeId| {
            let at = document.node(*id)?.position;
            let (width, height) = self.size_of(*id);
            let height = height - PROBLEM_ROWS;
            frames().all(|frame| !frame.holds(at)).then_some(Card { item: Item::Node(*id), at, width, height })
        };
        let annotation = |id: &AnnotationId| {
            let annotation = document.annotation(*id)?;
            let alone = frames().all(|frame| frame == annotation || !frame.holds_whole(annotation));
            let (width, height) = annotation.size;
            alone.then_some(Card { item: Item::Annotation(*id), at: annotation.at, width, height })
        };
        picked.nodes.iter().filter_map(node).chain(picked.annotations.iter().filter_map(annotation)).collect()
    }

    fn move_cards(&mut self, label: Text, cards: &[Card], places: Vec<(Item, Position)>) {
        let document = self.document();
        let moves = places.into_iter().filter_map(|(item, to)| {
            let at = cards.iter().find(|card| card.item == item)?.at;
            let picked = match item {
                Item::Node(id) => Picked { nodes: [id].into(), ..Picked::default() },
                Item::Annotation(id) => document.carried(&Picked { annotations: [id].into(), ..Picked::default() }),
            };
            (to != at).then_some((picked, (to.x - at.x, to.y - at.y)))
        });
        let edits = document::move_each(document, &moves.collect::<Vec<_>>());
        self.edit(label, None, edits);
    }

    fn named_cards(&self, cards: &[Card]) -> Text {
        let mut picked = Picked::default();
        for card in cards {
            match card.item {
                Item::Node(id) => picked.nodes.insert(id),
                Item::Annotation(id) => picked.annotations.insert(id),
            };
        }
        self.items_label(&picked)
    }
}
