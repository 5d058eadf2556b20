//! The text of a note: simple Markdown laid out at its size on the screen.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Context, FontId, Stroke};
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::ui::fonts;
use crate::ui::theme::Palette;

/// The font size at zoom 1, in points.
pub const SIZE: f32 = 13.0;

/// The style of the following text.
#[derive(Clone, Copy, Default)]
struct Style {
    heading: Option<HeadingLevel>,
    strong: usize,
    emphasis: usize,
    link: usize,
    code: bool,
}

/// Lays out `text` in lines of `width` points.
pub fn job(ctx: &Context, palette: &Palette, text: &str, zoom: f32, width: f32) -> LayoutJob {
    let mut job = LayoutJob { wrap: egui::text::TextWrapping::wrap_at_width(width), ..LayoutJob::default() };
    let mut style = Style::default();
    // The next item number of each open list; `None` for bullets.
    let mut lists: Vec<Option<u64>> = Vec::new();
    let append = |job: &mut LayoutJob, text: &str, style: Style| {
        job.append(text, 0.0, format(ctx, palette, style, zoom));
    };
    let new_line = |job: &mut LayoutJob, blank: bool| {
        if job.text.is_empty() {
            return;
        }
        let plain = format(ctx, palette, Style::default(), zoom);
        if !job.text.ends_with('\n') {
            job.append("\n", 0.0, plain.clone());
        }
        if blank {
            job.append("\n", 0.0, TextFormat { font_id: FontId::proportional(SIZE * zoom * 0.5), ..plain });
        }
    };
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                new_line(&mut job, true);
                style.heading = Some(level);
            }
            Event::Start(Tag::Paragraph) => new_line(&mut job, lists.is_empty()),
            Event::Start(Tag::CodeBlock(_)) => {
                new_line(&mut job, true);
                style.code = true;
            }
            Event::Start(Tag::List(first)) => {
                new_line(&mut job, lists.is_empty());
                lists.push(first);
            }
            Event::Start(Tag::Item) => {
                new_line(&mut job, false);
                let indent = "   ".repeat(lists.len().saturating_sub(1));
                let mark = match lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{indent}{}. ", *number - 1)
                    }
                    _ => format!("{indent}•  "),
                };
                append(&mut job, &mark, Style::default());
            }
            Event::Start(Tag::Strong) => style.strong += 1,
            Event::Start(Tag::Emphasis) => style.emphasis += 1,
            Event::Start(Tag::Link { .. }) => style.link += 1,
            Event::End(TagEnd::Heading(_)) => style.heading = None,
            Event::End(TagEnd::CodeBlock) => style.code = false,
            Event::End(TagEnd::List(_)) => drop(lists.pop()),
            Event::End(TagEnd::Strong) => style.strong = style.strong.saturating_sub(1),
            Event::End(TagEnd::Emphasis) => style.emphasis = style.emphasis.saturating_sub(1),
            Event::End(TagEnd::Link) => style.link = style.link.saturating_sub(1),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => append(&mut job, &text, style),
            Event::Code(text) => append(&mut job, &text, Style { code: true, ..style }),
            // A single line break in a note is meant as one.
            Event::SoftBreak | Event::HardBreak => append(&mut job, "\n", style),
            Event::Rule => {
                new_line(&mut job, false);
                append(&mut job, "———", Style::default());
            }
            _ => {}
        }
    }
    job
}

/// The first heading or line without markup, shown when zoomed out.
pub fn headline(text: &str) -> String {
    let mut line = String::new();
    for event in Parser::new(text) {
        match event {
            Event::Text(text) | Event::Code(text) => line.push_str(&text),
            // The end of bold text or a link does not end the line.
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {}
            Event::SoftBreak | Event::HardBreak | Event::End(_) if !line.trim().is_empty() => break,
            _ => {}
        }
    }
    line.trim().to_owned()
}

/// The addresses of the links in a text.
pub fn links(text: &str) -> Vec<String> {
    let link = |event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    };
    Parser::new(text).filter_map(link).filter(|url| url.starts_with("http")).collect()
}

fn format(ctx: &Context, palette: &Palette, style: Style, zoom: f32) -> TextFormat {
    let size = SIZE
        * zoom
        * match style.heading {
            Some(HeadingLevel::H1) => 1.5,
            Some(HeadingLevel::H2) => 1.25,
            Some(_) => 1.1,
            None => 1.0,
        };
    let font = match () {
        () if style.code => FontId::monospace(size * 0.95),
        () if style.heading.is_some() || style.strong > 0 => fonts::strong(ctx, size),
        () => FontId::proportional(size),
    };
    let color = if style.link > 0 { palette.accent } else { palette.text };
    TextFormat {
        color,
        italics: style.emphasis > 0,
        underline: if style.link > 0 { Stroke::new(1.0, color) } else { Stroke::NONE },
        background: if style.code { palette.background } else { Color32::TRANSPARENT },
        ..TextFormat::simple(font, color)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::DARK;

    fn laid_out(text: &str) -> LayoutJob {
        let ctx = Context::default();
        fonts::install(&ctx);
        let mut found = LayoutJob::default();
        ctx.run_ui(Default::default(), |ui| found = job(ui.ctx(), &DARK, text, 1.0, 200.0))
            .drop_without_applying_deltas();
        found
    }

    #[test]
    fn the_headline_is_the_first_line_without_marks() {
        for (text, expected) in [
            ("# What *this* is\n\nand more", "What this is"),
            ("**Late** by `carrier`\n- one", "Late by carrier"),
            ("- one\n- two", "one"),
            ("first\nsecond", "first"),
            (" \n", ""),
        ] {
            assert_eq!(headline(text), expected, "{text:?}");
        }
    }

    #[test]
    fn marks_become_looks_and_not_letters() {
        let cases = [
            ("# Head\ntext", "Head\n\ntext"),
            ("**bold** and *slanted*", "bold and slanted"),
            ("- a\n- b\n  - c", "•  a\n•  b\n   •  c"),
            ("3. x\n4. y", "3. x\n4. y"),
            ("one\ntwo\n\nthree", "one\ntwo\n\nthree"),
            ("`code` [site](https://a.b)", "code site"),
            ("", ""),
        ];
        for (text, shown) in cases {
            assert_eq!(laid_out(text).text, shown, "{text:?}");
        }
        let job = laid_out("plain **bold** *slanted* [site](https://a.b) `x`");
        let has = |test: fn(&TextFormat) -> bool| job.sections.iter().any(|section| test(&section.format));
        assert!(has(|f| f.italics) && has(|f| f.underline != Stroke::NONE) && has(|f| f.background == DARK.background));
        assert_eq!(links("[a](https://a.b) [b](file:x)"), ["https://a.b"]);
    }
}
