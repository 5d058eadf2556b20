//! Which columns of a join descend from which of its two tables, and how its keys change when those are renamed.

use super::settings::{How, Join, KeyPair};
use crate::nodes::lineage::descent::{Descends, Descent, Given, Named, Origin, Part, Renames, passes, renamed};

impl Join {
    pub(super) fn columns(&self, given: &Given) -> Vec<Descent> {
        let (Some(left), Some(right)) = (given.input(0), given.input(1)) else { return vec![None; 3] };
        let joined = match self.how {
            How::Semi | How::Anti => passes(given, 0),
            _ => self.keys_of(left, right).map(|keys| self.both_sides(left, right, &keys)),
        };
        vec![joined, passes(given, 0), passes(given, 1)]
    }

    /// The keys, as far as they are determined by names.
    fn keys_of(&self, left: &[String], right: &[String]) -> Option<Vec<KeyPair>> {
        let chosen: Vec<KeyPair> = self.keys.iter().filter(|pair| !pair.left.is_empty()).cloned().collect();
        if !chosen.is_empty() {
            return Some(chosen);
        }
        let mut common = left.iter().filter(|name| right.contains(name));
        let only = common.next()?;
        common.next().is_none().then(|| vec![KeyPair { left: only.clone(), right: String::new() }])
    }

    fn both_sides(&self, left: &[String], right: &[String], keys: &[KeyPair]) -> Vec<Descends> {
        let mut leaving: Vec<Descends> = left.iter().map(|name| Descends::passed(0, name)).collect();
        if self.coalesce && matches!(self.how, How::Right | How::Full) {
            for column in &mut leaving {
                let pair = keys.iter().find(|pair| pair.left == column.name);
                column.from.extend(pair.map(|pair| Origin::new(1, pair.right(), Part::Carry)));
            }
        }
        for name in right {
            if self.coalesce && keys.iter().any(|pair| pair.right() == name) {
                continue;
            }
            let suffix = if left.contains(name) { self.suffix.as_str() } else { "" };
            let from = vec![Origin::new(1, name, Part::Name)];
            leaving.push(Descends { name: format!("{name}{suffix}"), named: Named::Kept, from });
        }
        leaving
    }

    /// A key that was implicit, because both tables had a column of that name, becomes explicit.
    pub(super) fn follow(&mut self, given: &Given, renames: &Renames) {
        let (Some(left), Some(right)) = (given.input(0), given.input(1)) else { return };
        let before = self.keys_of(left, right);
        let new = |port: usize, name: &str| renames.get(port, name).unwrap_or(name).to_owned();
        let follow = |pair: &KeyPair| {
            let left = new(0, &pair.left);
            let right = new(1, pair.right());
            let right = if pair.right.is_empty() && left == right { String::new() } else { right };
            KeyPair { left, right }
        };
        let is_said = self.keys.iter().any(|pair| !pair.left.is_empty());
        if is_said {
            for pair in self.keys.iter_mut().filter(|pair| !pair.left.is_empty()) {
                *pair = follow(pair);
            }
            return;
        }
        let meant = before.map(|keys| keys.iter().map(follow).collect::<Vec<_>>());
        let found = self.keys_of(&renamed(left, renames.at(0)), &renamed(right, renames.at(1)));
        if let Some(meant) = meant
            && found.as_ref() != Some(&meant)
        {
            self.keys = meant;
        }
    }
}
