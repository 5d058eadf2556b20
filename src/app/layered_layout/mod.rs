//! A layered layout: wires run from left to right with as few crossings as possible.
//!
//! After Sugiyama, Tagawa and Toda (1981): layers by the longest path, dummy points where long wires cross a layer,
//! sweeps that order each layer by the median of its neighbours, then positions close to them. Lengths are in grid
//! steps.

mod graph;
mod layers;

use std::collections::BTreeMap;

use graph::GAP;
pub(super) use graph::{Card, Link};
use layers::Layers;

/// The new position of each card. The upper left corner of all stays in place; unconnected parts are stacked
/// vertically, in their current order.
pub(super) fn tidy(cards: &[Card], links: &[Link]) -> Vec<(i32, i32)> {
    let mut places = vec![(0, 0); cards.len()];
    let left = cards.iter().map(|card| card.x).min().unwrap_or(0);
    let mut top = cards.iter().map(|card| card.y).min().unwrap_or(0);
    for part in parts(cards, links) {
        let at: BTreeMap<usize, usize> = part.iter().enumerate().map(|(n, card)| (*card, n)).collect();
        let own: Vec<Card> = part.iter().map(|card| cards[*card]).collect();
        let inner =
            links.iter().filter_map(|link| Some(Link { from: *at.get(&link.from)?, to: *at.get(&link.to)?, ..*link }));
        let found = Layers::of(&own, inner.collect()).places();
        let highest = found.iter().map(|place| place.1).min().unwrap_or(0);
        let mut bottom = top;
        for (n, (x, y)) in found.into_iter().enumerate() {
            places[part[n]] = (left + x, top + y - highest);
            bottom = bottom.max(top + y - highest + own[n].height);
        }
        top = bottom + 2 * GAP.1;
    }
    places
}

/// The cards of each connected part, the topmost part first.
fn parts(cards: &[Card], links: &[Link]) -> Vec<Vec<usize>> {
    let mut part: Vec<usize> = (0..cards.len()).collect();
    fn root(part: &mut [usize], mut card: usize) -> usize {
        while part[card] != card {
            part[card] = part[part[card]];
            card = part[card];
        }
        card
    }
    for link in links {
        let a = root(&mut part, link.from);
        let b = root(&mut part, link.to);
        part[a.max(b)] = a.min(b);
    }
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for card in 0..cards.len() {
        found.entry(root(&mut part, card)).or_default().push(card);
    }
    let mut found: Vec<Vec<usize>> = found.into_values().collect();
    found.sort_by_key(|part| part.iter().map(|card| (cards[*card].y, cards[*card].x)).min());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(x: i32, y: i32) -> Card {
        Card { x, y, width: 12, height: 4 }
    }

    fn link(from: usize, to: usize, input: usize) -> Link {
        Link { from, output: 0, to, input }
    }

    fn is_apart(places: &[(i32, i32)], cards: &[Card]) -> bool {
        let apart = |a: usize, b: usize| {
            let ((ax, ay), (bx, by)) = (places[a], places[b]);
            ax + cards[a].width <= bx
                || bx + cards[b].width <= ax
                || ay + cards[a].height <= by
                || by + cards[b].height <= ay
        };
        (0..places.len()).all(|a| (0..a).all(|b| apart(a, b)))
    }

    #[test]
    fn a_chain_is_a_straight_line_from_where_it_began() {
        let cards = [card(40, 7), card(3, 90), card(9, 30)];
        assert_eq!(tidy(&cards, &[link(0, 1, 0), link(1, 2, 0)]), [(3, 7), (21, 7), (39, 7)]);
    }

    #[test]
    fn what_feeds_a_join_stands_before_it_in_the_order_of_its_ports() {
        // 0 → 1 → 3 on the left, 2 → 3 on the right; 2 was above.
        let cards = [card(0, 20), card(0, 20), card(0, 0), card(0, 0)];
        let places = tidy(&cards, &[link(0, 1, 0), link(1, 3, 0), link(2, 3, 1)]);
        assert_eq!(places[2].0, places[1].0, "{places:?}");
        assert!(places[1].1 < places[2].1, "{places:?}");
        assert_eq!(places[0].1, places[1].1, "{places:?}");
        // A branch of two is placed there as a whole, and is horizontal.
        let cards = [card(0, 0), card(0, 0), card(0, 0), card(0, 0), card(0, 40), card(0, 40)];
        let chain = [link(0, 1, 0), link(1, 2, 0), link(2, 3, 0), link(4, 5, 0), link(5, 3, 1)];
        let places = tidy(&cards, &chain);
        assert_eq!((places[5].0, places[4].0), (places[2].0, places[1].0), "{places:?}");
        assert!(places[..3].iter().all(|place| place.1 == places[0].1) && places[4].1 == places[5].1, "{places:?}");
    }

    #[test]
    fn crossings_that_need_not_be_are_undone() {
        let cards = [card(0, 0), card(0, 10), card(20, 0), card(20, 10)];
        let places = tidy(&cards, &[link(0, 3, 0), link(1, 2, 0), link(0, 3, 1)]);
        assert_eq!((places[0].1 < places[1].1), (places[3].1 < places[2].1), "{places:?}");
    }

    #[test]
    fn nothing_lies_on_anything_and_wires_run_to_the_right() {
        // A generated project of 200 nodes: each takes one or two tables of earlier ones.
        let mut seed = 7_u64;
        let mut random = move |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        let cards: Vec<Card> = (0..200).map(|n| Card { height: 4 + (n % 3), ..card(n, n) }).collect();
        let mut links = Vec::new();
        for to in 5..200 {
            let back = 1 + random(5.min(to));
            links.push(link(to - back, to, 0));
            if to % 4 == 0 {
                links.push(link(random(to), to, 1));
            }
        }
        let places = tidy(&cards, &links);
        assert!(is_apart(&places, &cards));
        assert!(links.iter().all(|link| places[link.from].0 + cards[link.from].width < places[link.to].0));
        assert_eq!(tidy(&[], &[]), []);
    }
}
