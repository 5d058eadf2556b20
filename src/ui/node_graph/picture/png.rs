//! Writes a drawing as PNG: the triangles of the window, rasterised without a graphics card.

use super::drawing::Drawing;
use super::raster::Image;

/// The contents of the file.
pub(super) fn write(sheet: &Drawing) -> Vec<u8> {
    let size = [
        (sheet.size.x * sheet.scale).floor().max(1.0) as usize,
        (sheet.size.y * sheet.scale).floor().max(1.0) as usize,
    ];
    let mut image = Image::new(size);
    for primitive in sheet.ctx.tessellate(sheet.output.clone(), sheet.scale) {
        if let egui::epaint::Primitive::Mesh(mesh) = &primitive.primitive {
            image.fill(mesh, &sheet.atlas, sheet.scale);
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, size[0] as u32, size[1] as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let per_metre = (f64::from(sheet.scale) * 96.0 / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    // Writing to memory cannot fail, and the size of the picture is limited.
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&image.rgb()));
    debug_assert!(written.is_ok());
    bytes
}
