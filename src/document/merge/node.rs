//! Merges one node of two versions.

use super::super::elements::{Activity, Node, Position};
use super::super::ron_text::one_line;
use super::super::settings::Settings;
use super::ron::merged_settings;
use super::rows::{Aspect, Row, Rows};
use super::view::Views;

/// Whether nodes moved by both sides get the positions of theirs.
pub(super) fn places(views: &Views, rows: &mut Rows) -> bool {
    let mut mine = 0;
    let mut theirs = 0;
    let mut clashing = 0;
    for (key, (_, old)) in &views.base.nodes {
        let place = |node: Option<&Node>| node.map_or(old.position, |node| node.position);
        let left = place(views.mine.node(key));
        let right = place(views.theirs.node(key));
        mine += usize::from(left != old.position);
        theirs += usize::from(right != old.position);
        clashing += usize::from(left != right && left != old.position && right != old.position);
    }
    if clashing == 0 {
        return false;
    }
    let sides = [None, Some(mine.to_string()), Some(theirs.to_string())];
    rows.add(Row { same: Some([false, false]), ..Row::new(None, Aspect::Places, sides) })
}

/// The node merged from the three versions; `None` if it is removed.
pub(super) fn merged_node(views: &Views, key: &str, theirs_places: bool, rows: &mut Rows) -> Option<Node> {
    let base = views.base.node(key);
    let mine = views.mine.node(key);
    let theirs = views.theirs.node(key);
    match (mine, theirs) {
        (None, None) => None,
        (Some(mine), Some(theirs)) => Some(merged(base, mine, theirs, theirs_places, rows)),
        (Some(node), None) | (None, Some(node)) => {
            let (kept, is_mine) = match mine {
                Some(_) => (&views.mine, true),
                None => (&views.theirs, false),
            };
            let is_in_use = kept.uses_anew(&views.base, key);
            // An unchanged node is removed if the other side removed it.
            let is_as_it_was = base.is_some() && kept.is_untouched(&views.base, key) && !is_in_use;
            let kind = Some(node.kind.clone());
            let sides = [base.map(|node| node.kind.clone()), mine.and(kind.clone()), theirs.and(kind)];
            let same = base.map(|_| if is_mine { [is_as_it_was, false] } else { [false, is_as_it_was] });
            let takes_theirs = rows.add(Row { same, ..Row::new(Some(&node.name), Aspect::Node, sides) });
            (takes_theirs != is_mine).then(|| node.clone())
        }
    }
}

fn merged(base: Option<&Node>, mine: &Node, theirs: &Node, theirs_places: bool, rows: &mut Rows) -> Node {
    let node = Some(mine.name.as_str());
    let mut add = |aspect: Aspect, of: &dyn Fn(&Node) -> Option<String>| {
        rows.add(Row::new(node, aspect, [base.and_then(of), of(mine), of(theirs)]))
    };
    let mut merged = mine.clone();
    if base.is_some() && add(Aspect::Name, &|node| Some(node.name.clone())) {
        merged.name = theirs.name.clone();
    }
    if add(Aspect::State, &|node| state(node.activity)) {
        merged.activity = theirs.activity;
    }
    if add(Aspect::Running, &|node| (!node.running.is_default()).then(|| node.running.text())) {
        merged.running = theirs.running;
    }
    if add(Aspect::Comment, &|node| Some(node.mark.comment.clone()).filter(|comment| !comment.is_empty())) {
        merged.mark.comment = theirs.mark.comment.clone();
    }
    if add(Aspect::Colour, &|node| node.mark.color.map(|color| format!("{color:?}"))) {
        merged.mark.color = theirs.mark.color;
    }
    let is_as_it_was = |of: fn(&Node) -> bool| base.is_some_and(|base| of(base) == of(mine));
    if is_as_it_was(|node| node.mark.sketch) {
        merged.mark.sketch = theirs.mark.sketch;
    }
    if is_as_it_was(|node| node.opened) {
        merged.opened = theirs.opened;
    }
    let old: Option<Position> = base.map(|base| base.position);
    if old == Some(mine.position) || (theirs_places && old != Some(theirs.position)) {
        merged.position = theirs.position;
    }
    what_it_does(base, mine, theirs, &mut merged, rows);
    merged
}

/// Kind and settings.
fn what_it_does(base: Option<&Node>, mine: &Node, theirs: &Node, merged: &mut Node, rows: &mut Rows) {
    let whole = |node: &Node| (node.kind.clone(), node.version, one_line(node.settings.text()));
    let name = mine.name.as_str();
    let is_alike = (&mine.kind, mine.version) == (&theirs.kind, theirs.version);
    let take = |merged: &mut Node| {
        (merged.kind, merged.version, merged.settings) = (theirs.kind.clone(), theirs.version, theirs.settings.clone());
    };
    if !is_alike {
        // Settings of different kinds are not combined.
        let old = base.map(whole);
        let same = [old == Some(whole(mine)), old == Some(whole(theirs))];
        let kind = |node: &Node| Some(node.kind.clone());
        let sides = [base.and_then(kind), kind(mine), kind(theirs)];
        if rows.add(Row { same: Some(same), ..Row::new(Some(name), Aspect::Kind, sides) }) {
            take(merged);
        }
        return;
    }
    if [mine, theirs].iter().any(|node| node.settings.is_verbatim()) {
        // Settings that the catalogue does not understand are not split.
        let text = |node: &Node| Some(node.settings.text().to_owned());
        let sides = [base.and_then(text), text(mine), text(theirs)];
        if rows.add(Row::new(Some(name), Aspect::Setting(String::new()), sides)) {
            take(merged);
        }
        return;
    }
    let old = base.filter(|base| base.kind == mine.kind).map(|base| base.settings.text());
    let text = merged_settings(name, old, mine.settings.text(), theirs.settings.text(), rows);
    let text = one_line(&text);
    if text == one_line(theirs.settings.text()) {
        take(merged);
    } else if text != one_line(mine.settings.text()) {
        merged.settings = Settings::canonical(text);
    }
}

fn state(activity: Activity) -> Option<String> {
    match activity {
        Activity::Active => None,
        Activity::Bypassed => Some("bypassed".into()),
        Activity::Disabled => Some("disabled".into()),
    }
}
