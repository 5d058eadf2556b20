//! Plans the sizes of panels: the user's share or a default, as far as the canvas keeps its minimum.

use egui::Vec2;

use crate::app::window_layout::Part;

/// The share of the window's width and height that the canvas keeps.
pub const CANVAS: f32 = 0.4;
/// In narrower windows, the history replaces the inspector, in points.
const BOTH: f32 = 1200.0;
/// The height of the tabs of panels that share one place.
pub const TABS: f32 = 28.0;

/// The size of a panel and its limits, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub part: Part,
    pub size: f32,
    pub least: f32,
    pub most: f32,
}

/// The layout of the visible panels.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub beside: Vec<Size>,
    pub below: Below,
}

/// The panels below the canvas.
#[derive(Clone, Debug, PartialEq)]
pub enum Below {
    /// One above the other, the lowest first.
    Stacked(Vec<Size>),
    /// They do not fit together, so they share one place with tabs.
    Tabs(Size),
}

/// Plans the panels of a window of `size` points, of whose height `bars` is taken by bars. `share` is set by the user.
pub fn plan_panels(size: Vec2, bars: f32, shown: &[Part], share: impl Fn(Part) -> Option<f32>) -> Plan {
    let is_shown = |part: &Part| shown.contains(part);
    let instead = size.x < BOTH && is_shown(&Part::History);
    let beside = [Part::Catalogue, Part::Inspector, Part::History].into_iter().filter(is_shown);
    let beside: Vec<Part> = beside.filter(|part| !(instead && *part == Part::Inspector)).collect();
    let below: Vec<Part> = [Part::Problems, Part::Runs, Part::Table].into_iter().filter(is_shown).collect();
    let wanted = |part: Part| {
        let whole = if below.contains(&part) { size.y } else { size.x };
        share(part).map_or_else(|| default_size(part, size), |share| share * whole).max(minimum(part))
    };
    let beside = fit(&beside, &wanted, size.x * (1.0 - CANVAS));
    let room = size.y * (1.0 - CANVAS) - bars;
    let needed: f32 = below.iter().map(|part| minimum(*part)).sum();
    let below = match below.as_slice() {
        [_, _, ..] if needed > room => Below::Tabs(tabbed_size(size, bars, &beside, &below, &wanted)),
        _ => Below::Stacked(fit(&below, &wanted, room)),
    };
    Plan { beside, below }
}

/// The size of panels that share one place, as far as the canvas keeps its share.
fn tabbed_size(size: Vec2, bars: f32, beside: &[Size], below: &[Part], wanted: &impl Fn(Part) -> f32) -> Size {
    let across = size.x - beside.iter().map(|size| size.size).sum::<f32>();
    let most = (size.y * (1.0 - CANVAS) - bars).max(0.0);
    let area = size.y - bars - CANVAS * size.x * size.y / across.max(1.0);
    let part = below.last().copied().unwrap_or(Part::Table);
    let least = (TABS + 84.0).min(most);
    let high = wanted(part).min(area.max(least)).clamp(least, most.max(least));
    Size { part, size: high.floor(), least, most: most.max(least) }
}

/// The wanted sizes if they fit; else each panel gives way in proportion to its size above the minimum.
fn fit(parts: &[Part], wanted: &impl Fn(Part) -> f32, room: f32) -> Vec<Size> {
    let all: f32 = parts.iter().map(|part| wanted(*part)).sum();
    let least_of_all: f32 = parts.iter().map(|part| minimum(*part)).sum();
    let kept = ((room - least_of_all) / (all - least_of_all).max(1.0)).clamp(0.0, 1.0);
    // If the minimum sizes do not fit, all shrink alike.
    let tight = (room / least_of_all.max(1.0)).clamp(0.0, 1.0);
    let size = |part: Part| {
        let least = minimum(part) * tight;
        if all <= room { wanted(part) } else { least + (wanted(part) - least).max(0.0) * kept }
    };
    let used: f32 = parts.iter().map(|part| size(*part)).sum();
    let spare = (room - used).max(0.0);
    let of = |part: &Part| {
        let size = size(*part).floor();
        Size { part: *part, size, least: (minimum(*part) * tight).floor(), most: size + spare.floor() }
    };
    parts.iter().map(of).collect()
}

/// The default size in points, larger in a large window.
fn default_size(part: Part, size: Vec2) -> f32 {
    match part {
        Part::Catalogue => (size.x * 0.1354).clamp(140.0, 240.0),
        Part::Inspector => (size.x * 0.224).clamp(240.0, 420.0),
        Part::History => (size.x * 0.165).clamp(200.0, 320.0),
        Part::Table => size.y * 0.349,
        Part::Runs => size.y * 0.2885,
        Part::Problems => (size.y * 0.1305).clamp(96.0, 200.0),
    }
}

/// The minimum useful size of a panel, in points.
fn minimum(part: Part) -> f32 {
    match part {
        Part::Catalogue => 120.0,
        Part::Inspector => 200.0,
        Part::History => 160.0,
        Part::Table => 168.0,
        Part::Runs => 148.0,
        Part::Problems => 72.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Part; 6] = [Part::Catalogue, Part::Inspector, Part::History, Part::Table, Part::Runs, Part::Problems];
    const USUAL: [Part; 3] = [Part::Catalogue, Part::Inspector, Part::Table];

    /// Width and height of the canvas.
    fn canvas(size: Vec2, bars: f32, plan: &Plan) -> Vec2 {
        let across: f32 = plan.beside.iter().map(|size| size.size).sum();
        let down: f32 = match &plan.below {
            Below::Stacked(sizes) => sizes.iter().map(|size| size.size).sum(),
            Below::Tabs(size) => size.size,
        };
        egui::vec2(size.x - across, size.y - bars - down)
    }

    #[test]
    fn with_everything_open_a_small_window_keeps_its_canvas() {
        let size = egui::vec2(1024.0, 700.0);
        for bars in [64.0, 92.0] {
            let plan = plan_panels(size, bars, &ALL, |_| None);
            let canvas = canvas(size, bars, &plan);
            assert!(canvas.x * canvas.y >= CANVAS * size.x * size.y || bars > 64.0, "{canvas} {plan:?}");
            assert!(canvas.y >= 0.4 * size.y && canvas.x >= 0.4 * size.x, "{canvas} {plan:?}");
            assert!(matches!(plan.below, Below::Tabs(strip) if strip.size >= 110.0), "{plan:?}");
        }
    }

    #[test]
    fn whatever_is_open_and_set_the_canvas_keeps_its_part() {
        for size in
            [(760.0, 480.0), (1024.0, 700.0), (1360.0, 860.0), (1920.0, 1080.0), (2560.0, 1440.0), (5120.0, 1400.0)]
        {
            let size = egui::vec2(size.0, size.1);
            for mask in 0..64 {
                let shown: Vec<Part> =
                    ALL.iter().enumerate().filter(|(n, _)| mask >> n & 1 == 1).map(|(_, p)| *p).collect();
                for set in [None, Some(0.05), Some(0.3), Some(0.95)] {
                    let plan = plan_panels(size, 64.0, &shown, |_| set);
                    let canvas = canvas(size, 64.0, &plan);
                    assert!(
                        canvas.x >= 0.39 * size.x && canvas.y >= 0.39 * size.y,
                        "{size} {shown:?} {set:?}: {canvas} {plan:?}"
                    );
                    let sizes = match &plan.below {
                        Below::Stacked(sizes) => sizes.clone(),
                        Below::Tabs(size) => vec![*size],
                    };
                    for size in plan.beside.iter().chain(&sizes) {
                        assert!(size.size > 30.0 && size.least <= size.size && size.size <= size.most, "{size:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_table_has_its_share_of_every_window() {
        let table = |size: (f32, f32), set: Option<f32>| {
            let plan =
                plan_panels(egui::vec2(size.0, size.1), 64.0, &USUAL, |part| set.filter(|_| part == Part::Table));
            let Below::Stacked(sizes) = plan.below else { panic!("one panel needs no tabs") };
            sizes[0].size
        };
        for size in [(1360.0, 860.0), (1920.0, 1080.0), (2560.0, 1440.0)] {
            assert!(table(size, None) > 0.34 * size.1, "{size:?}");
            assert_eq!(table(size, Some(0.25)), (0.25_f32 * size.1).floor());
        }
        assert!(table((2560.0, 1440.0), None) > 500.0);
    }
}
