//! The layers of one part: the order and the positions of its cards.

use std::collections::BTreeMap;

use super::graph::{Card, GAP, Link};

/// The offset of the first port below the top of its card.
const FIRST_PORT: f64 = 3.0;
const SWEEPS: usize = 12;

/// One end of a wire: the index of its card in the layer, and the port.
type End = (usize, usize);

/// The cards of one part, and the dummy points of long wires, in layers.
pub(super) struct Layers {
    /// Cards first, then dummy points.
    cards: Vec<Card>,
    real: usize,
    layers: Vec<Vec<usize>>,
    /// Between neighbouring layers only.
    links: Vec<Link>,
    /// The incoming and the outgoing links of each card, by their indices.
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
}

impl Layers {
    pub fn of(cards: &[Card], links: Vec<Link>) -> Layers {
        let layer = layers(cards.len(), &links);
        let mut all = Layers {
            cards: cards.to_vec(),
            real: cards.len(),
            layers: vec![Vec::new(); layer.iter().max().map_or(0, |last| last + 1)],
            links: Vec::new(),
            before: Vec::new(),
            after: Vec::new(),
        };
        for link in links {
            let mut last = Link { ..link };
            for between in layer[link.from] + 1..layer[link.to] {
                let point = all.cards.len();
                let share = f64::from(u32::try_from(between - layer[link.from]).unwrap_or(1))
                    / f64::from(u32::try_from(layer[link.to] - layer[link.from]).unwrap_or(1));
                let from = cards[link.from].y;
                let to = cards[link.to].y;
                let y = from + (f64::from(to - from) * share) as i32;
                all.cards.push(Card { x: 0, y, width: 0, height: 1 });
                all.layers[between].push(point);
                all.links.push(Link { to: point, input: 0, ..last });
                last = Link { from: point, output: 0, ..link };
            }
            all.links.push(last);
        }
        (0..cards.len()).for_each(|card| all.layers[layer[card]].push(card));
        let Layers { cards, layers, .. } = &mut all;
        layers.iter_mut().for_each(|layer| layer.sort_by_key(|card| (cards[*card].y, *card)));
        all.before = vec![Vec::new(); all.cards.len()];
        all.after = all.before.clone();
        for (index, link) in all.links.iter().enumerate() {
            all.before[link.to].push(index);
            all.after[link.from].push(index);
        }
        all.order();
        all
    }

    /// Sweeps back and forth, and keeps the order with the fewest crossings.
    fn order(&mut self) {
        let mut best = self.layers.clone();
        let mut fewest = self.crossings();
        for sweep in 0..SWEEPS {
            let forth = sweep % 2 == 0;
            let count = self.layers.len();
            for n in 1..count {
                let (fixed, free) = if forth { (n - 1, n) } else { (count - n, count - n - 1) };
                let rank = self.ranks(fixed);
                let mut keyed: Vec<(f64, usize)> = Vec::new();
                for (place, card) in self.layers[free].iter().enumerate() {
                    let near: Vec<f64> =
                        self.near(*card, forth).filter_map(|key| rank.get(&key.0).map(|r| r + key.1)).collect();
                    let middle = near.iter().sum::<f64>() / near.len() as f64;
                    keyed.push((if near.is_empty() { place as f64 } else { middle }, *card));
                }
                keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
                self.layers[free] = keyed.into_iter().map(|(_, card)| card).collect();
            }
            let crossings = self.crossings();
            if crossings < fewest {
                (best, fewest) = (self.layers.clone(), crossings);
            }
        }
        self.layers = best;
    }

    fn ranks(&self, layer: usize) -> BTreeMap<usize, f64> {
        self.layers[layer].iter().enumerate().map(|(place, card)| (*card, place as f64)).collect()
    }

    /// The neighbours of a card on one side, each with a fraction for its port.
    fn near(&self, card: usize, before: bool) -> impl Iterator<Item = (usize, f64)> + '_ {
        let links = if before { &self.before[card] } else { &self.after[card] };
        links
            .iter()
            .map(|index| &self.links[*index])
            .map(move |link| if before { (link.from, part(link.output)) } else { (link.to, part(link.input)) })
    }

    fn crossings(&self) -> usize {
        let place: BTreeMap<usize, (usize, usize)> = (self.layers.iter().enumerate())
            .flat_map(|(layer, cards)| cards.iter().enumerate().map(move |(at, card)| (*card, (layer, at))))
            .collect();
        let mut ends: Vec<Vec<(End, End)>> = vec![Vec::new(); self.layers.len()];
        for link in &self.links {
            let (layer, at) = place[&link.from];
            ends[layer].push(((at, link.output), (place[&link.to].1, link.input)));
        }
        let cross = |ends: &Vec<(End, End)>| {
            let pairs = ends.iter().enumerate().flat_map(|(n, a)| ends[n + 1..].iter().map(move |b| (a, b)));
            pairs.filter(|(a, b)| (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1)).count()
        };
        ends.iter().map(cross).sum()
    }

    /// Positions close to the neighbours', in the order found.
    pub fn places(&self) -> Vec<(i32, i32)> {
        let mut y = vec![0.0; self.cards.len()];
        for layer in &self.layers {
            settle(layer, &self.cards, &vec![0.0; layer.len()], &mut y);
        }
        for sweep in 0..SWEEPS {
            let forth = sweep % 2 == 0;
            let order: Vec<usize> = if forth {
                (1..self.layers.len()).collect()
            } else {
                (0..self.layers.len().saturating_sub(1)).rev().collect()
            };
            for n in order {
                let layer = &self.layers[n];
                let targets: Vec<f64> =
                    layer.iter().map(|card| self.target_height(*card, forth, &y).unwrap_or(y[*card])).collect();
                settle(layer, &self.cards, &targets, &mut y);
            }
        }
        let mut x = 0;
        let mut places = vec![(0, 0); self.real];
        for layer in &self.layers {
            for card in layer.iter().filter(|card| **card < self.real) {
                places[*card] = (x, y[*card].round() as i32);
            }
            x += layer.iter().map(|card| self.cards[*card].width).max().unwrap_or(0).max(1) + GAP.0;
        }
        places
    }

    /// The height at which the wires of one side would be horizontal.
    fn target_height(&self, card: usize, before: bool, y: &[f64]) -> Option<f64> {
        let port = |card: usize, index: usize| if card < self.real { FIRST_PORT + index as f64 } else { 0.5 };
        let links = if before { &self.before[card] } else { &self.after[card] };
        let level = |link: &Link| {
            if before {
                y[link.from] + port(link.from, link.output) - port(card, link.input)
            } else {
                y[link.to] + port(link.to, link.input) - port(card, link.output)
            }
        };
        let mut found: Vec<f64> = links.iter().map(|index| level(&self.links[*index])).collect();
        found.sort_by(f64::total_cmp);
        // The median, so that most wires are straight rather than all slightly bent.
        found.get(found.len().saturating_sub(1) / 2).copied()
    }
}

/// The offset of a port within a card: always less than the distance to the next card.
fn part(port: usize) -> f64 {
    port as f64 / (port as f64 + 10.0)
}

/// The layer of each card: directly after its sources, or directly before its targets.
fn layers(count: usize, links: &[Link]) -> Vec<usize> {
    let mut layer = vec![0; count];
    // At most as many rounds as cards: there should be no cycles, but the loop must terminate.
    for _ in 0..count {
        let mut changed = false;
        for link in links {
            if layer[link.to] <= layer[link.from] && layer[link.from] + 1 < count {
                layer[link.to] = layer[link.from] + 1;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    // A branch that only feeds a later layer is placed directly before it, from its end to its start.
    let ends = |card: usize| links.iter().filter(move |link| link.from == card);
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|card| std::cmp::Reverse(layer[*card]));
    for card in order {
        let is_branch = links.iter().filter(|link| link.to == card).all(|link| ends(link.from).count() == 1);
        let next = ends(card).map(|link| layer[link.to]).min();
        if let (true, Some(next)) = (is_branch, next) {
            layer[card] = next.saturating_sub(1);
        }
    }
    layer
}

/// Assigns heights to the cards of a layer, as close as possible to `targets`, without overlaps.
fn settle(layer: &[usize], cards: &[Card], targets: &[f64], y: &mut [f64]) {
    let step = |card: usize| f64::from(cards[card].height + GAP.1);
    // From above and from below; the mean of the two is unbiased.
    let mut down: Vec<f64> = Vec::with_capacity(layer.len());
    for (n, card) in layer.iter().enumerate() {
        let least = n.checked_sub(1).map_or(f64::NEG_INFINITY, |last| down[last] + step(layer[last]));
        down.push(targets[n].max(least));
        y[*card] = down[n];
    }
    let mut below = f64::INFINITY;
    for (n, card) in layer.iter().enumerate().rev() {
        let up = targets[n].min(below - step(*card));
        below = up;
        y[*card] = ((down[n] + up) / 2.0).round();
    }
    // Rounding may have moved two cards too close together.
    for pair in layer.windows(2) {
        y[pair[1]] = y[pair[1]].max(y[pair[0]] + step(pair[0]));
    }
}
