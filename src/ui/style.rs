//! The egui style: quiet, dense, one accent colour, hairlines instead of boxes.

use std::sync::Arc;

use egui::epaint::Shadow;
use egui::style::{ScrollAnimation, ScrollStyle, Selection, Spacing, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, Context, CornerRadius, FontFamily, FontId, Margin, Stroke, Style, TextStyle, Visuals, vec2};

use super::theme::{self, Palette, ROW, UNIT};
use crate::app::view::Theme;

/// Text in panels.
pub const BODY: f32 = 13.0;
/// Labels, hints, units.
pub const SMALL: f32 = 12.0;
/// Titles of panels and dialogs.
pub const HEADING: f32 = 15.0;
/// Cells and formulas.
pub const TABLE: f32 = 12.5;
/// Icons next to body text.
pub const ICON: f32 = 16.0;

/// Applies the style of `theme`. Transitions are instant if motion is reduced. Too slow for every frame.
pub fn apply(ctx: &Context, theme: Theme, reduces_motion: bool) {
    let wanted = match theme {
        Theme::Dark => egui::Theme::Dark,
        Theme::Light => egui::Theme::Light,
    };
    for (of, palette) in [(egui::Theme::Dark, &theme::DARK), (egui::Theme::Light, &theme::LIGHT)] {
        let mut style = style(palette);
        if reduces_motion {
            style.animation_time = 0.0;
            style.scroll_animation = ScrollAnimation::none();
            style.visuals.text_cursor.blink = false;
        }
        ctx.set_style_of(of, Arc::new(style));
    }
    ctx.set_theme(wanted);
}

/// The font of table cells.
pub fn table_font() -> FontId {
    FontId::proportional(TABLE)
}

/// A hairline in the palette's line colour.
pub fn hairline(palette: &Palette) -> Stroke {
    Stroke::new(1.0, palette.line)
}

fn style(palette: &Palette) -> Style {
    let font = |size| FontId::new(size, FontFamily::Proportional);
    Style {
        text_styles: [
            (TextStyle::Body, font(BODY)),
            (TextStyle::Button, font(BODY)),
            (TextStyle::Small, font(SMALL)),
            (TextStyle::Heading, font(HEADING)),
            (TextStyle::Monospace, FontId::new(TABLE, FontFamily::Monospace)),
        ]
        .into(),
        drag_value_text_style: TextStyle::Body,
        spacing: spacing(),
        visuals: visuals(palette),
        animation_time: 0.1,
        explanation_tooltips: false,
        url_in_tooltip: true,
        ..Style::default()
    }
}

fn spacing() -> Spacing {
    Spacing {
        item_spacing: vec2(UNIT * 2.0, UNIT),
        window_margin: Margin::same(12),
        button_padding: vec2(UNIT * 2.0, UNIT / 2.0),
        menu_margin: Margin::same(6),
        menu_spacing: 0.0,
        indent: UNIT * 4.0,
        interact_size: vec2(ROW, ROW),
        slider_width: 120.0,
        combo_width: 64.0,
        combo_height: 320.0,
        text_edit_width: 200.0,
        icon_width: ICON,
        icon_width_inner: 8.0,
        icon_spacing: UNIT * 1.5,
        tooltip_width: 320.0,
        scroll: ScrollStyle {
            floating: true,
            bar_width: 8.0,
            floating_width: 4.0,
            floating_allocated_width: 0.0,
            handle_min_length: 24.0,
            bar_inner_margin: 2.0,
            bar_outer_margin: 2.0,
            foreground_color: true,
            dormant_handle_opacity: 0.25,
            active_handle_opacity: 0.45,
            interact_handle_opacity: 0.7,
            dormant_background_opacity: 0.0,
            active_background_opacity: 0.0,
            interact_background_opacity: 0.0,
            ..ScrollStyle::floating()
        },
        ..Spacing::default()
    }
}

fn visuals(palette: &Palette) -> Visuals {
    let base = if palette.dark { Visuals::dark() } else { Visuals::light() };
    let shadow =
        Shadow { offset: [0, 6], blur: 20, spread: 0, color: theme::shade(if palette.dark { 110 } else { 38 }) };
    Visuals {
        dark_mode: palette.dark,
        override_text_color: None,
        weak_text_color: Some(palette.weak),
        widgets: widgets(palette),
        selection: Selection { bg_fill: palette.selected(), stroke: Stroke::new(1.0, palette.accent) },
        hyperlink_color: palette.accent,
        faint_bg_color: theme::mix(palette.panel, palette.hover, 0.4),
        extreme_bg_color: palette.background,
        text_edit_bg_color: Some(theme::field(palette)),
        code_bg_color: palette.background,
        warn_fg_color: palette.warning,
        error_fg_color: palette.error,
        window_corner_radius: CornerRadius::same(8),
        window_shadow: shadow,
        window_fill: palette.panel,
        window_stroke: Stroke::new(1.0, palette.line),
        window_highlight_topmost: false,
        menu_corner_radius: CornerRadius::same(6),
        panel_fill: palette.panel,
        popup_shadow: shadow,
        text_cursor: TextCursorStyle { stroke: Stroke::new(1.5, palette.accent), ..base.text_cursor.clone() },
        collapsing_header_frame: false,
        indent_has_left_vline: false,
        striped: false,
        slider_trailing_fill: true,
        disabled_alpha: 0.45,
        ..base
    }
}

fn widgets(palette: &Palette) -> Widgets {
    let widget = |fill: Color32, weak_fill: Color32, line: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: weak_fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: CornerRadius::same(theme::RADIUS),
        fg_stroke: Stroke::new(1.25, palette.text),
        expansion: 0.0,
    };
    let pressed = theme::mix(palette.hover, palette.accent, 0.1);
    Widgets {
        noninteractive: WidgetVisuals {
            fg_stroke: Stroke::new(1.0, palette.text),
            ..widget(palette.panel, palette.panel, palette.line)
        },
        inactive: widget(palette.background, palette.surface, palette.edge()),
        hovered: widget(palette.hover, palette.hover, theme::mix(palette.edge(), palette.weak, 0.5)),
        active: widget(palette.hover, pressed, palette.accent),
        open: widget(palette.hover, palette.hover, palette.accent),
    }
}
