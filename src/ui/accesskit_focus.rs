//! Keeps the focus that is reported to screen readers valid.

use egui::{Context, FullOutput, Plugin};

/// Corrects the accessibility tree of each frame. An AccessKit consumer panics if the focused id is not in the tree, which
/// happens when the focused cell has scrolled out of view or its panel has closed.
pub struct AccesskitFocus;

impl Plugin for AccesskitFocus {
    fn debug_name(&self) -> &'static str {
        "spoken"
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        let Some(update) = &mut output.platform_output.accesskit_update else { return };
        if !update.nodes.iter().any(|(id, _)| *id == update.focus)
            && let Some(tree) = &update.tree
        {
            update.focus = tree.root;
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Id, RawInput};

    use super::*;

    #[test]
    fn a_focus_that_is_nowhere_is_the_windows() {
        let ctx = Context::default();
        ctx.enable_accesskit();
        ctx.add_plugin(AccesskitFocus);
        let mut field = String::new();
        for (focus, is_there) in [(Some("field"), true), (Some("gone"), false)] {
            // The second frame takes the focus that the first one set.
            for _ in 0..2 {
                let output = ctx.run_ui(RawInput::default(), |ui| {
                    ui.memory_mut(|memory| memory.request_focus(Id::new(focus)));
                    ui.add(egui::TextEdit::singleline(&mut field).id(Id::new(Some("field"))));
                });
                let update = output.platform_output.accesskit_update.unwrap();
                let root = update.tree.as_ref().unwrap().root;
                assert!(update.nodes.iter().any(|(id, _)| *id == update.focus), "{focus:?}");
                assert_eq!(update.focus != root, is_there, "{focus:?}");
            }
        }
    }
}
