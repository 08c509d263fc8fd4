//! What every picture is drawn with: paper and colours, letters from a font that is built in, PNG at the end. Tall, with large letters, to be read
//! on a phone.

use std::sync::OnceLock;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::register_font;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// A picture's width in pixels.
pub const WIDTH: u32 = 1080;
/// A picture's height in pixels.
pub const HEIGHT: u32 = 1350;

pub(super) const INK: RGBColor = RGBColor(0x22, 0x22, 0x22);
pub(super) const SOFT: RGBColor = RGBColor(0x5c, 0x5c, 0x5c);
pub(super) const RULE: RGBColor = RGBColor(0xe4, 0xe2, 0xdd);
pub(super) const BAND: RGBColor = RGBColor(0xf4, 0xf2, 0xee);
pub(super) const PAPER: RGBColor = RGBColor(0xff, 0xfe, 0xfb);
/// Okabe and Ito's, as the other colours of what is told apart.
pub(super) const BLUE: RGBColor = RGBColor(0x00, 0x72, 0xb2);

static FONTS: [(FontStyle, &[u8]); 2] = [
    (FontStyle::Normal, include_bytes!("../../config/fonts/OpenSans-Regular.ttf")),
    (FontStyle::Bold, include_bytes!("../../config/fonts/OpenSans-Semibold.ttf")),
];
const FAMILY: &str = "felt";

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The font that is built in cannot be read.
    #[error("the picture's font cannot be read")]
    Font,
    /// It could not be drawn.
    #[error("the picture could not be drawn: {0}")]
    Draw(String),
    /// It could not be written as PNG.
    #[error("the picture could not be written: {0}")]
    Png(#[from] png::EncodingError),
}

pub(super) type Area<'b> = DrawingArea<BitMapBackend<'b>, Shift>;
pub(super) type Drawn = Result<(), PictureError>;

pub(super) fn drawn<E: std::error::Error + Send + Sync>(result: Result<(), DrawingAreaErrorKind<E>>) -> Drawn {
    result.map_err(|why| PictureError::Draw(why.to_string()))
}

/// A picture, as the bytes of a PNG file. `draw` is given the empty paper.
pub(super) fn png(draw: impl FnOnce(&Area<'_>) -> Drawn) -> Result<Vec<u8>, PictureError> {
    fonts()?;
    let mut pixels = vec![0; (WIDTH * HEIGHT * 3) as usize];
    {
        let area = BitMapBackend::with_buffer(&mut pixels, (WIDTH, HEIGHT)).into_drawing_area();
        drawn(area.fill(&PAPER))?;
        draw(&area)?;
        drawn(area.present())?;
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(file)
}

/// Makes the fonts known, once.
fn fonts() -> Drawn {
    static KNOWN: OnceLock<bool> = OnceLock::new();
    let known = KNOWN.get_or_init(|| FONTS.iter().all(|(style, bytes)| register_font(FAMILY, *style, bytes).is_ok()));
    if *known { Ok(()) } else { Err(PictureError::Font) }
}

pub(super) fn letters(size: i32, style: FontStyle, colour: RGBColor, across: HPos) -> TextStyle<'static> {
    let mut style = TextStyle::from((FAMILY, size, style).into_font());
    style.color = colour.to_backend_color();
    style.pos(Pos::new(across, VPos::Center))
}

pub(super) fn write(area: &Area<'_>, text: &str, at: (i32, i32), style: &TextStyle<'_>) -> Drawn {
    drawn(area.draw(&Text::new(text.to_owned(), at, style.clone())))
}
