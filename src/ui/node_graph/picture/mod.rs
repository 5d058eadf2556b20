//! Exports the canvas as a picture at natural size. The painters of the window draw it offscreen; the result becomes an SVG with
//! text or the pixels of a PNG.

mod drawing;
mod png;
mod raster;
mod svg;
mod svg_text;

use std::path::Path;

use egui::Id;

use crate::app::App;
use crate::base::Problem;

use super::scene::Scene;
pub use drawing::PictureScope;
use drawing::{Drawing, DrawnItems};

/// The default number of pixels per canvas unit.
pub const SCALE: f32 = 2.0;
/// The number of passes after which all fonts are loaded and all bounds are known.
const PASSES: usize = 3;

/// The file format of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Format {
    Svg,
    /// Pixels per canvas unit.
    Png(f32),
}

impl Format {
    /// Determines the format from the file name; "plan@3x.png" is three times the natural size. `None` for other extensions.
    pub fn of(path: &Path, scale: f32) -> Option<Format> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            None | Some("svg") => Some(Format::Svg),
            Some("png") => {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                let named = stem.strip_suffix('x').and_then(|stem| stem.rsplit_once('@')?.1.parse::<f32>().ok());
                Some(Format::Png(named.filter(|scale| *scale > 0.0).unwrap_or(scale).clamp(0.1, 8.0)))
            }
            Some(_) => None,
        }
    }
}

/// The problem of a file name without a picture extension.
pub fn unknown(path: &Path) -> Problem {
    Problem::error(say!("no-picture-format", file = path.display())).remedy(say!("no-picture-format-remedy"))
}

/// The contents of the file: the whole canvas, or a part of it with the wires inside. `None` if there is nothing to draw.
pub fn draw(app: &App, part: Option<PictureScope>, format: Format) -> Option<Vec<u8>> {
    let mut scene = Scene::default();
    scene.follow(app, Id::new("picture"));
    let drawn = DrawnItems::of(&scene, part);
    let rough = drawn.bounds(&scene)?.expand(400.0);
    let wanted = match format {
        Format::Svg => 1.0,
        Format::Png(scale) => scale,
    };
    let mut sheet = Drawing::new(app, wanted);
    let mut bounds = rough;
    for _ in 0..PASSES {
        sheet.draw(app, &scene, &drawn, bounds);
        bounds = sheet.bounds;
    }
    Some(match format {
        Format::Svg => svg::write(&sheet).into_bytes(),
        Format::Png(_) => png::write(&sheet),
    })
}

#[cfg(test)]
mod tests {
    use super::super::scene::tests::app_of;
    use egui::{Color32, vec2};

    use super::*;
    use crate::app::view::Theme;
    use crate::app::{Action, AnnotationCommand, Command, Writing};
    use crate::ui::theme;

    fn svg(app: &App, part: Option<PictureScope>) -> Option<String> {
        draw(app, part, Format::Svg).map(|bytes| String::from_utf8(bytes).expect("text"))
    }

    #[test]
    fn every_node_and_wire_is_in_the_picture() {
        let mut app = app_of(&["early", "late", "alone"], &[("early", "late")]);
        let all = svg(&app, None).unwrap();
        assert!(["early", "late", "alone"].iter().all(|name| all.contains(&format!(">{name}</text>"))), "{all}");
        assert_eq!(all.matches("class=\"wire\"").count(), 1);
        app.project.view.selection = [app.document().find("late").unwrap()].into();
        let part = svg(&app, Some(PictureScope::selected(&app))).unwrap();
        assert!(part.contains(">late</text>") && !part.contains(">early</text>"), "{part}");
        assert_eq!(part.matches("class=\"wire\"").count(), 0);
    }

    #[test]
    fn nothing_is_no_picture_and_a_note_is_one() {
        let mut app = App::default();
        assert_eq!((svg(&app, None), Action::ExportPicture.is_enabled(&app)), (None, false));
        app.handle(Command::Annotation(AnnotationCommand::AddNote { at: crate::document::Position::new(0, 0) }));
        assert!(svg(&app, None).is_some() && Action::ExportPicture.is_enabled(&app));
    }

    #[test]
    fn frames_notes_comments_and_what_takes_no_part_are_in_the_picture() {
        let mut app = app_of(&["early", "late"], &[("early", "late")]);
        let plain = svg(&app, None).unwrap();
        let at = crate::document::Position::new(40, 0);
        app.handle(Command::Annotation(AnnotationCommand::AddNote { at }));
        let (id, _) = app.document().annotations().into_iter().next().expect("a note");
        let text = "See **here**".to_owned();
        app.handle(Command::Annotation(AnnotationCommand::Write { what: Writing::Annotation(id), text }));
        let what = Writing::Comment(app.document().find("early").unwrap());
        app.handle(Command::Annotation(AnnotationCommand::Write { what, text: "first of all".into() }));
        app.project.view.selection = [app.document().find("late").unwrap()].into();
        app.handle(Command::Do(Action::ToggleBypass));
        let all = svg(&app, None).unwrap();
        assert!(all.contains(">first of all</text>"), "{all}");
        assert!(all.contains(">See </text>") && all.contains(">here</text>"), "{all}");
        assert!(all.contains("font-weight=\"600\""), "{all}");
        assert!(all.len() > plain.len() + 500, "the dashes of a bypassed node");
    }

    #[test]
    fn pixels_are_those_of_the_scale_and_of_the_theme() {
        let mut app = app_of(&["early", "late"], &[("early", "late")]);
        for (theme, scale) in [(Theme::Dark, 1.0), (Theme::Light, 2.0)] {
            app.person.preferences.theme = theme;
            let bytes = draw(&app, None, Format::Png(scale)).unwrap();
            let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            let frame = reader.next_frame(&mut pixels).unwrap();
            let card = paint_size(&app);
            assert_eq!((frame.width, frame.height), ((card.x * scale) as u32, (card.y * scale) as u32));
            let palette = theme::palette(theme);
            assert_eq!(pixels[..3], palette.background.to_array()[..3]);
            let has = |color: Color32| pixels.chunks_exact(3).any(|pixel| *pixel == color.to_array()[..3]);
            assert!(has(palette.surface) && has(palette.text), "cards and letters");
        }
    }

    /// The natural size of the picture, taken from its SVG.
    fn paint_size(app: &App) -> egui::Vec2 {
        let text = svg(app, None).unwrap();
        let side = |name: &str| {
            let (_, rest) = text.split_once(&format!(" {name}=\"")).unwrap();
            rest.split('"').next().unwrap().parse::<f32>().unwrap()
        };
        vec2(side("width"), side("height"))
    }

    #[test]
    fn the_name_tells_the_format() {
        let format = |name: &str| Format::of(Path::new(name), SCALE);
        assert_eq!(format("plan"), Some(Format::Svg));
        assert_eq!(format("plan.SVG"), Some(Format::Svg));
        assert_eq!(format("plan.png"), Some(Format::Png(2.0)));
        assert_eq!(format("plan@3x.png"), Some(Format::Png(3.0)));
        assert_eq!(format("plan@x.png"), Some(Format::Png(2.0)));
        assert_eq!(format("plan.jpg"), None);
    }
}
