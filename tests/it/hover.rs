//! A hand that comes near moves nothing: what is under it stays where it is.

use std::collections::{BTreeSet, HashMap};

use egui::Rect;
use egui_kittest::kittest::{NodeT, Queryable, by};

use crate::everywhere::INTERACTIVE;
use crate::tour;
use crate::window::Window;

type Places = HashMap<egui::accesskit::NodeId, (String, Rect)>;

/// Where every control is.
fn places(harness: &Window) -> Places {
    let controls = harness.query_all(by().predicate(|node| INTERACTIVE.contains(&node.role())));
    let place = |node: egui_kittest::Node<'_>| {
        let rect = node.rect();
        let node = node.accesskit_node();
        let id = node.locate().0;
        (id, (format!("{:?} {:?}", node.role(), node.label().unwrap_or_default()), rect))
    };
    controls.map(place).collect()
}

#[test]
fn nothing_moves_under_the_hand() {
    let (mut known, mut wrong) = (BTreeSet::new(), BTreeSet::new());
    let window = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1360.0, 860.0));
    tour::tour(|stop, harness| {
        harness.hover_at(egui::pos2(700.0, 849.0));
        harness.run_steps(3);
        let before = places(harness);
        for (name, rect) in before.values() {
            if !window.contains_rect(*rect) || !rect.is_positive() || !known.insert(name.clone()) {
                continue;
            }
            harness.hover_at(rect.center());
            harness.run_steps(2);
            for (id, (name, now)) in places(harness) {
                let moved = before
                    .get(&id)
                    .filter(|(_, then)| (then.min - now.min).length() + (then.max - now.max).length() > 0.5);
                wrong.extend(moved.map(|(_, then)| format!("{name} at {then:?} goes to {now:?} ({stop})")));
            }
        }
    });
    assert!(known.len() > 150, "only {} controls were seen", known.len());
    assert!(wrong.is_empty(), "{} moved\n{}", wrong.len(), wrong.into_iter().collect::<Vec<_>>().join("\n"));
}
