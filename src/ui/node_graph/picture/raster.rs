//! Rasterises triangles like the window's shader: vertex colours multiplied with the font atlas, blended in gamma space with
//! premultiplied alpha. The triangles contain the antialiasing.

#![expect(clippy::disallowed_methods, reason = "pixels are mixed from the colours of the theme")]

use egui::epaint::{ImageData, ImageDelta, Mesh, Vertex};
use egui::{Color32, ColorImage};

/// The subpixel precision of corners, which makes shared edges exact.
const PART: f32 = 256.0;

/// The texture of all glyphs.
#[derive(Default)]
pub(super) struct Atlas(ColorImage);

impl Atlas {
    /// Applies a change of the texture.
    pub fn take(&mut self, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        match delta.pos {
            None => self.0 = (**image).clone(),
            Some([left, top]) => {
                let width = self.0.size[0];
                for (row, pixels) in image.pixels.chunks(image.size[0]).enumerate() {
                    let start = (top + row) * width + left;
                    self.0.pixels[start..start + pixels.len()].copy_from_slice(pixels);
                }
            }
        }
    }

    /// Samples the texture bilinearly, as the graphics card does.
    fn at(&self, u: f32, v: f32) -> Color32 {
        let [width, height] = self.0.size;
        if width == 0 || height == 0 {
            return Color32::WHITE;
        }
        let x = u * width as f32 - 0.5;
        let y = v * height as f32 - 0.5;
        let texel = |x: f32, y: f32| {
            let x = (x.max(0.0) as usize).min(width - 1);
            let y = (y.max(0.0) as usize).min(height - 1);
            self.0.pixels[y * width + x]
        };
        let left = x.floor();
        let top = y.floor();
        let across = x - left;
        let down = y - top;
        let row = |y: f32| match across {
            share if share < 0.004 => texel(left, y),
            share => texel(left, y).lerp_to_gamma(texel(left + 1.0, y), share),
        };
        if down < 0.004 { row(top) } else { row(top).lerp_to_gamma(row(top + 1.0), down) }
    }
}

/// Pixels with premultiplied alpha.
pub(super) struct Image {
    size: [usize; 2],
    pixels: Vec<Color32>,
}

impl Image {
    pub fn new(size: [usize; 2]) -> Image {
        Image { size, pixels: vec![Color32::TRANSPARENT; size[0] * size[1]] }
    }

    /// Three bytes per pixel; the background is opaque, so alpha is not needed.
    pub fn rgb(&self) -> Vec<u8> {
        self.pixels.iter().flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()]).collect()
    }

    pub fn fill(&mut self, mesh: &Mesh, atlas: &Atlas, scale: f32) {
        for corners in mesh.indices.chunks_exact(3) {
            let corners = [0, 1, 2].map(|n| mesh.vertices[corners[n] as usize]);
            self.triangle(corners, atlas, scale);
        }
    }

    fn triangle(&mut self, mut corners: [Vertex; 3], atlas: &Atlas, scale: f32) {
        let place = |v: &Vertex| [(v.pos.x * scale * PART).round() as i64, (v.pos.y * scale * PART).round() as i64];
        let mut at = [place(&corners[0]), place(&corners[1]), place(&corners[2])];
        let mut area = across(at[0], at[1], at[2]);
        if area == 0 {
            return;
        }
        if area < 0 {
            corners.swap(1, 2);
            at.swap(1, 2);
            area = -area;
        }
        let unit = PART as i64;
        let range = |axis: usize| {
            let least = at.iter().map(|p| p[axis]).min().unwrap_or(0).div_euclid(unit).max(0);
            let most = at.iter().map(|p| p[axis]).max().unwrap_or(0).div_euclid(unit) + 1;
            least..most.min(self.size[axis] as i64)
        };
        let columns = range(0);
        let rows = range(1);
        // An edge shared by two triangles belongs to the one to its right or below.
        let owned = [(1, 2), (2, 0), (0, 1)].map(|(a, b)| {
            let dx = at[b][0] - at[a][0];
            let dy = at[b][1] - at[a][1];
            i64::from(!(dy < 0 || (dy == 0 && dx > 0)))
        });
        let is_flat = corners.iter().all(|c| c.color == corners[0].color && c.uv == corners[0].uv);
        let flat = multiplied(corners[0].color, atlas.at(corners[0].uv.x, corners[0].uv.y));
        for y in rows {
            let mut inside = false;
            for x in columns.clone() {
                let point = [x * unit + unit / 2, y * unit + unit / 2];
                let weights = [across(at[1], at[2], point), across(at[2], at[0], point), across(at[0], at[1], point)];
                if weights.iter().zip(&owned).any(|(weight, owned)| *weight < *owned) {
                    // The covered pixels of a row are contiguous.
                    if inside {
                        break;
                    }
                    continue;
                }
                inside = true;
                let color = if is_flat { flat } else { mixed(&corners, weights, area, atlas) };
                let pixel = &mut self.pixels[y as usize * self.size[0] + x as usize];
                *pixel = over(color, *pixel);
            }
        }
    }
}

/// Twice the signed area of a triangle, positive if it turns clockwise (y points down).
fn across(a: [i64; 2], b: [i64; 2], c: [i64; 2]) -> i64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

fn mixed(corners: &[Vertex; 3], weights: [i64; 3], area: i64, atlas: &Atlas) -> Color32 {
    let shares = weights.map(|weight| weight as f32 / area as f32);
    let sum = |part: fn(&Vertex) -> f32| corners.iter().zip(&shares).map(|(c, share)| part(c) * share).sum::<f32>();
    let channel = |part: fn(&Vertex) -> f32| sum(part).round().clamp(0.0, 255.0) as u8;
    let color = Color32::from_rgba_premultiplied(
        channel(|c| f32::from(c.color.r())),
        channel(|c| f32::from(c.color.g())),
        channel(|c| f32::from(c.color.b())),
        channel(|c| f32::from(c.color.a())),
    );
    multiplied(color, atlas.at(sum(|c| c.uv.x), sum(|c| c.uv.y)))
}

fn multiplied(color: Color32, texel: Color32) -> Color32 {
    if texel == Color32::WHITE {
        return color;
    }
    let times = |a: u8, b: u8| ((u32::from(a) * u32::from(b) + 127) / 255) as u8;
    let ([r, g, b, a], [tr, tg, tb, ta]) = (color.to_array(), texel.to_array());
    Color32::from_rgba_premultiplied(times(r, tr), times(g, tg), times(b, tb), times(a, ta))
}

fn over(front: Color32, back: Color32) -> Color32 {
    match front.a() {
        255 => front,
        0 if front == Color32::TRANSPARENT => back,
        alpha => {
            let left = u32::from(255 - alpha);
            let sum = |f: u8, b: u8| (u32::from(f) + (u32::from(b) * left + 127) / 255).min(255) as u8;
            Color32::from_rgba_premultiplied(
                sum(front.r(), back.r()),
                sum(front.g(), back.g()),
                sum(front.b(), back.b()),
                sum(front.a(), back.a()),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::epaint::WHITE_UV;
    use egui::pos2;

    fn quad(corners: [(f32, f32); 4], color: Color32) -> Mesh {
        let mut mesh = Mesh::default();
        for (x, y) in corners {
            mesh.vertices.push(Vertex { pos: pos2(x, y), uv: WHITE_UV, color });
        }
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(2, 1, 3);
        mesh
    }

    #[test]
    fn two_triangles_share_an_edge_and_no_pixel() {
        let half = Color32::from_rgba_premultiplied(0, 0, 100, 128);
        for corners in
            [[(1.0, 1.0), (7.0, 1.0), (1.0, 7.0), (7.0, 7.0)], [(1.3, 0.2), (6.9, 1.7), (0.4, 6.2), (7.7, 7.1)]]
        {
            let mut image = Image::new([8, 8]);
            image.fill(&quad(corners, half), &Atlas::default(), 1.0);
            let filled = image.pixels.iter().filter(|pixel| **pixel == half).count();
            let empty = image.pixels.iter().filter(|pixel| **pixel == Color32::TRANSPARENT).count();
            assert_eq!(filled + empty, 64, "no pixel is filled twice");
            assert!((28..=40).contains(&filled), "{filled}");
        }
    }

    #[test]
    fn colours_run_and_lie_over_what_is_there() {
        let mut image = Image::new([256, 1]);
        image.fill(&quad([(0.0, 0.0), (256.0, 0.0), (0.0, 1.0), (256.0, 1.0)], Color32::WHITE), &Atlas::default(), 1.0);
        let mut run = quad([(0.0, 0.0), (256.0, 0.0), (0.0, 1.0), (256.0, 1.0)], Color32::TRANSPARENT);
        (run.vertices[1].color, run.vertices[3].color) = (Color32::BLACK, Color32::BLACK);
        image.fill(&run, &Atlas::default(), 1.0);
        let grey: Vec<u8> = image.rgb().chunks(3).map(|pixel| pixel[0]).collect();
        assert!(grey.is_sorted_by(|a, b| a >= b) && grey[0] > 250 && grey[255] < 5 && grey[128].abs_diff(128) < 3);
    }
}
