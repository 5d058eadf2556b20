//! Small questions: save changes, names.

use std::path::Path;

use egui::{Key, RichText, WidgetInfo, WidgetType};

use crate::app::view::Closing;
use crate::app::{
    App, Command, NodeCommand, ProjectCommand, RollbackTo, RunCommand, Unsaved, WindowCommand, Workspace,
};
use crate::base::name;
use crate::document::NodeId;
use crate::ui::panels::when;
use crate::ui::theme;
use crate::ui::widgets::{button, primary_button};

use super::card::{answers, card};

/// A question with an explanation and its answers with their commands. The first answer is the default: Enter chooses it unless
/// another button has the focus.
pub(super) fn question<const N: usize>(
    ctx: &egui::Context,
    app: &App,
    (title, about): (&str, &str),
    choices: [(&str, Vec<Command>); N],
    out: &mut Vec<Command>,
) {
    let colours = theme::palette(app.person.preferences.theme);
    card(ctx, app, 420.0, out, |ui, out| {
        ui.label(RichText::new(title).heading().color(colours.text));
        ui.add_space(4.0);
        ui.label(RichText::new(about).color(colours.weak));
        ui.add_space(12.0);
        answers(ui, |ui| {
            let mut chosen = None;
            for (index, (words, _)) in choices.iter().enumerate().filter(|(_, (_, commands))| !commands.is_empty()) {
                let response = if index == 0 { primary_button(ui, "", words) } else { button(ui, "", words) };
                if response.clicked() {
                    chosen = Some(index);
                }
            }
            let usual = ui.input(|i| i.key_pressed(Key::Enter)).then_some(0);
            let chosen = chosen.or(usual).and_then(|index| choices.into_iter().nth(index));
            out.extend(chosen.into_iter().flat_map(|(_, commands)| commands));
        });
    });
}

pub(super) fn unsaved(ctx: &egui::Context, workspace: &Workspace, then: Closing, out: &mut Vec<Command>) {
    let app = workspace.app();
    let is_one_of_several = workspace.tabs().iter().filter(|tab| workspace.project(tab).is_unsaved()).count() > 1;
    let answer = |answer| vec![Command::Project(ProjectCommand::ResolveUnsaved(answer))];
    // Offered if there are other unsaved projects.
    let all = if then == Closing::Window && is_one_of_several { answer(Unsaved::SaveAll) } else { Vec::new() };
    let choices = [
        (tr!("save"), answer(Unsaved::Save)),
        (tr!("save-all"), all),
        (tr!("cancel"), answer(Unsaved::Cancel)),
        (tr!("do-not-save"), answer(Unsaved::Discard)),
    ];
    let title = tr!("save-changes-of", name = app.project.name());
    question(ctx, app, (&title, tr!("not-saved-is-lost")), choices, out);
}

/// Asks before discarding recovery data of an earlier session, the only copy of those changes.
pub(super) fn discard(ctx: &egui::Context, app: &App, journal: &Path, out: &mut Vec<Command>) {
    let Some(recovery) = app.person.recoveries.iter().find(|recovery| recovery.path == journal) else {
        return out.push(Command::Window(WindowCommand::CloseDialog));
    };
    let choices = [
        (tr!("discard-keep"), vec![Command::Window(WindowCommand::CloseDialog)]),
        (
            tr!("recovery-discard"),
            vec![
                Command::Project(ProjectCommand::DiscardRecovery(journal.to_owned())),
                Command::Window(WindowCommand::CloseDialog),
            ],
        ),
    ];
    let title = tr!("discard-question", name = recovery.name());
    question(ctx, app, (&title, tr!("discard-about")), choices, out);
}

pub(super) fn roll_back(ctx: &egui::Context, app: &App, to: &RollbackTo, out: &mut Vec<Command>) {
    let choices = [
        (tr!("runs-put-back"), vec![Command::Run(RunCommand::RollBack(to.clone()))]),
        (tr!("runs-keep-as-is"), vec![Command::Window(WindowCommand::CloseDialog)]),
    ];
    let title = match to {
        RollbackTo::Run(run) => tr!("runs-roll-back-question", run = *run),
        RollbackTo::Before => tr!("runs-roll-back-first-question").to_owned(),
        RollbackTo::Previous => tr!("runs-roll-back-previous-question").to_owned(),
        RollbackTo::Id(id) => {
            let at = app.project.run_history.kept.others.iter().find(|kept| kept.id == *id).map(|kept| kept.at);
            tr!("runs-roll-back-version-question", time = at.map_or_else(|| id.clone(), when))
        }
    };
    question(ctx, app, (&title, tr!("runs-roll-back-about")), choices, out);
}

pub(super) fn rename(
    text: &mut String,
    ctx: &egui::Context,
    app: &App,
    node: NodeId,
    fresh: bool,
    out: &mut Vec<Command>,
) {
    let colours = theme::palette(app.person.preferences.theme);
    let Some(old) = app.document().node(node) else { return out.push(Command::Window(WindowCommand::CloseDialog)) };
    if fresh {
        text.clone_from(&old.name);
    }
    card(ctx, app, 360.0, out, |ui, out| {
        ui.label(RichText::new(tr!("name-of-node")).color(colours.weak));
        let field = egui::TextEdit::singleline(text).desired_width(f32::INFINITY);
        let mut output = field.margin(egui::Margin::symmetric(8, 6)).show(ui);
        let response = &output.response.response;
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, tr!("name-of-node")));
        if fresh {
            response.request_focus();
            let all = egui::text::CCursorRange::two(output.galley.begin(), output.galley.end());
            output.state.cursor.set_char_range(Some(all));
            output.state.clone().store(ctx, response.id);
        }
        // Typed text is converted to a valid name.
        let wanted = if text.trim().is_empty() { String::new() } else { name::slug(text) };
        let refused = refusal(app, node, &wanted);
        if let Some(words) = refused {
            ui.label(RichText::new(words).small().color(colours.error));
        } else if wanted != text.trim() {
            ui.label(RichText::new(tr!("name-will-be", name = wanted)).small().color(colours.weak));
        }
        if refused.is_none() && ui.input(|i| i.key_pressed(Key::Enter)) {
            out.push(Command::Node(NodeCommand::Rename { node, name: wanted }));
        }
    });
}

/// Why a node cannot have this name.
fn refusal(app: &App, node: NodeId, wanted: &str) -> Option<&'static str> {
    if wanted.is_empty() {
        return Some(tr!("node-needs-name"));
    }
    let other = app.document().find(wanted).filter(|id| *id != node);
    other.map(|_| tr!("name-is-taken"))
}
