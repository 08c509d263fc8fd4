//! What was said when, by code, as a picture: a lane for each code, time from left to right. Tall, with large letters, to be read on a phone.
//!
//! A code is told apart by its lane and its shape as well as by its colour; the colours are Okabe and Ito's, which are told apart with any sight.
//! No word of the session is in it.

use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::drawing::{self, Area, BAND, BLUE, Drawn, INK, PAPER, RULE, SOFT, drawn, letters, write};
use super::{COMPLEX, Mark, Measures, RATIO, Session, Turn};
use crate::coach::{Asked, Depth, Main};

pub use super::drawing::{HEIGHT, PictureError, WIDTH};

// Okabe and Ito
const SKY: RGBColor = RGBColor(0x56, 0xb4, 0xe9);
const ORANGE: RGBColor = RGBColor(0xe6, 0x9f, 0x00);
const VERMILION: RGBColor = RGBColor(0xd5, 0x5e, 0x00);
const GREY: RGBColor = RGBColor(0x8a, 0x8a, 0x8a);
const GREEN: RGBColor = RGBColor(0x00, 0x9e, 0x73);

/// Where the lanes begin and end.
const LEFT: i32 = 290;
const RIGHT: i32 = 1030;
const TOP: i32 = 500;
const LANE: i32 = 118;
/// A turn is drawn no wider than this, however short the session.
const WIDEST: f64 = 46.0;
/// Words of a client's turn that make a full bar.
const FULL: f64 = 60.0;

/// The picture of a session, as the bytes of a PNG file.
///
/// # Errors
/// Where it cannot be drawn or written, which no session brings about.
pub fn png(session: &Session) -> Result<Vec<u8>, PictureError> {
    drawing::png(|area| draw(area, session))
}

/// What a listener's turn is drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lane {
    Complex,
    Simple,
    Question,
    Input,
    Other,
}

impl Lane {
    const ALL: [Lane; 5] = [Lane::Complex, Lane::Simple, Lane::Question, Lane::Input, Lane::Other];

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Lane::Complex => ("Reflection", "adds meaning"),
            Lane::Simple => ("Reflection", "stays close"),
            Lane::Question => ("Question", "open or closed"),
            Lane::Input => ("Input", "informs, advises"),
            Lane::Other => ("Other", "sounds, thanks"),
        }
    }

    fn colour(self) -> RGBColor {
        match self {
            Lane::Complex => BLUE,
            Lane::Simple => SKY,
            Lane::Question => ORANGE,
            Lane::Input => VERMILION,
            Lane::Other => GREY,
        }
    }

    /// The middle of it.
    fn y(self) -> i32 {
        TOP + LANE * self as i32 + LANE / 2
    }

    /// The lanes of a turn: one that reflects and asks is in both.
    fn of(turn: &Turn) -> impl Iterator<Item = Lane> {
        let coding = turn.coding.as_ref();
        let has = move |lane: Lane| {
            coding.is_some_and(|coding| match lane {
                Lane::Complex => coding.reflection == Some(Depth::Complex),
                Lane::Simple => coding.reflection == Some(Depth::Simple),
                Lane::Question => coding.question.is_some(),
                Lane::Input => coding.main == Main::Input,
                Lane::Other => coding.main == Main::Other,
            })
        };
        Lane::ALL.into_iter().filter(move |lane| has(*lane))
    }
}

fn draw(area: &Area<'_>, session: &Session) -> Drawn {
    let measures = Measures::of(session);
    head(area, session, &measures)?;
    lanes(area)?;
    turns(area, session)?;
    foot(area, session)
}

/// The title, the counts, and the two measures with their marks.
fn head(area: &Area<'_>, session: &Session, m: &Measures) -> Drawn {
    write(area, "What the listener did", (50, 66), &letters(58, FontStyle::Bold, INK, HPos::Left))?;
    let counts = format!(
        "{} turns, {} replies: {} with a reflection, {} with a question",
        session.turns.len(),
        m.replies,
        m.reflections,
        m.questions
    );
    write(area, &counts, (50, 126), &letters(34, FontStyle::Normal, SOFT, HPos::Left))?;
    let ratio = m.ratio().map_or_else(|| "no question".into(), |r| format!("{r:.1}"));
    measure(area, 190, "Reflections to a question", &ratio, m.ratio().map(|r| r / 3.0), RATIO, 3.0, |v| {
        format!("{v}")
    })?;
    let share = m.complex_share();
    let text = share.map_or_else(|| "no reflection".into(), |s| format!("{:.0}%", s * 100.0));
    measure(area, 320, "Reflections that add meaning", &text, share, COMPLEX, 1.0, |v| {
        format!("{:.0}%", v * 100.0)
    })?;
    write(area, "What was said when", (50, TOP - 36), &letters(40, FontStyle::Bold, INK, HPos::Left))
}

/// A measure as a bar, with experts' marks on it. `filled` is its share of the bar; `most` is what a full bar stands for.
#[allow(clippy::too_many_arguments, reason = "a drawing has many sides")]
fn measure(area: &Area<'_>, y: i32, name: &str, value: &str, filled: Option<f32>, mark: Mark, most: f32, show: impl Fn(f32) -> String) -> Drawn {
    write(area, name, (50, y), &letters(36, FontStyle::Normal, INK, HPos::Left))?;
    write(area, value, (RIGHT, y), &letters(42, FontStyle::Bold, INK, HPos::Right))?;
    let (top, bottom) = (y + 30, y + 58);
    let at = |share: f32| 50 + ((RIGHT - 50) as f32 * share.clamp(0.0, 1.0)) as i32;
    drawn(area.draw(&Rectangle::new([(50, top), (RIGHT, bottom)], RULE.filled())))?;
    if let Some(filled) = filled {
        drawn(area.draw(&Rectangle::new([(50, top), (at(filled), bottom)], GREEN.filled())))?;
    }
    for (value, word) in [(mark.fair, "fair"), (mark.good, "good")] {
        let x = at(value / most);
        drawn(area.draw(&Rectangle::new([(x - 2, top - 6), (x + 2, bottom + 8)], INK.filled())))?;
        let across = if word == "fair" { HPos::Right } else { HPos::Left };
        let shift = if word == "fair" { -8 } else { 8 };
        let text = format!("{word} {}", show(value));
        write(area, &text, (x + shift, bottom + 22), &letters(27, FontStyle::Normal, SOFT, across))?;
    }
    Ok(())
}

/// The lanes, their names and signs.
fn lanes(area: &Area<'_>) -> Drawn {
    for (n, lane) in Lane::ALL.into_iter().enumerate() {
        let (top, y) = (TOP + LANE * n as i32, lane.y());
        let ground = if n % 2 == 0 { BAND } else { PAPER };
        drawn(area.draw(&Rectangle::new([(0, top), (WIDTH as i32, top + LANE)], ground.filled())))?;
        let (name, what) = lane.names();
        write(area, name, (50, y - 20), &letters(36, FontStyle::Bold, INK, HPos::Left))?;
        write(area, what, (50, y + 22), &letters(28, FontStyle::Normal, SOFT, HPos::Left))?;
    }
    let y = TOP + LANE * 5 + LANE / 2;
    write(area, "Client", (50, y - 20), &letters(36, FontStyle::Bold, INK, HPos::Left))?;
    write(area, "how many words", (50, y + 22), &letters(28, FontStyle::Normal, SOFT, HPos::Left))
}

/// Every turn, where it was.
fn turns(area: &Area<'_>, session: &Session) -> Drawn {
    let step = f64::from(RIGHT - LEFT) / session.turns.len().max(1) as f64;
    // listener and client take turns: a turn may be drawn a little wider than its own place
    let half = ((step.min(WIDEST) * 0.6).max(1.5)) as i32;
    let ground = TOP + LANE * 6 - 14;
    for (n, turn) in session.turns.iter().enumerate() {
        let x = LEFT + (step * (n as f64 + 0.5)) as i32;
        if turn.coding.is_none() {
            let words = turn.text.split_whitespace().count() as f64;
            let tall = ((words / FULL).min(1.0) * f64::from(LANE - 28)).max(4.0) as i32;
            drawn(area.draw(&Rectangle::new([(x - half, ground - tall), (x + half, ground)], SOFT.mix(0.55).filled())))?;
        }
        for lane in Lane::of(turn) {
            sign(area, lane, x, half, turn)?;
        }
        if turn.coding.as_ref().is_some_and(|coding| !coding.faults.is_empty())
            && let Some(lane) = Lane::of(turn).next()
        {
            let y = lane.y() + LANE / 2 - 14;
            let wide = half.max(4);
            drawn(area.draw(&Polygon::new(
                vec![(x, y - wide), (x - wide, y + wide / 2), (x + wide, y + wide / 2)],
                INK.filled(),
            )))?;
        }
    }
    Ok(())
}

/// The sign of a code: a tall bar and a short one for what reflects, a diamond for a question (hollow where it is open), a triangle, a square.
fn sign(area: &Area<'_>, lane: Lane, x: i32, half: i32, turn: &Turn) -> Drawn {
    let (y, colour) = (lane.y() - 6, lane.colour());
    let tall = half.max(14);
    match lane {
        Lane::Complex => {
            drawn(area.draw(&Rectangle::new([(x - half, y - tall - 12), (x + half, y + tall + 12)], colour.filled())))?;
        }
        Lane::Simple => {
            drawn(area.draw(&Rectangle::new([(x - half, y - tall / 2 - 4), (x + half, y + tall / 2 + 4)], colour.filled())))?;
        }
        Lane::Question => {
            let corners = [(x, y - tall - 4), (x + half.max(5), y), (x, y + tall + 4), (x - half.max(5), y)];
            drawn(area.draw(&Polygon::new(corners.to_vec(), colour.filled())))?;
            if turn.coding.as_ref().is_some_and(|coding| coding.question == Some(Asked::Open)) {
                hollow(area, (x, y), (half.max(5), tall + 4), BAND)?;
            }
        }
        Lane::Input => {
            let side = half.max(5);
            drawn(area.draw(&Polygon::new(vec![(x - side, y - tall), (x + side, y - tall), (x, y + tall)], colour.filled())))?;
        }
        Lane::Other => {
            let side = half.clamp(3, 10);
            drawn(area.draw(&Rectangle::new([(x - side, y - side), (x + side, y + side)], colour.filled())))?;
        }
    }
    Ok(())
}

/// Takes the inside out of a diamond.
fn hollow(area: &Area<'_>, (x, y): (i32, i32), (wide, tall): (i32, i32), ground: RGBColor) -> Drawn {
    let (wide, tall) = (wide * 11 / 20, tall * 11 / 20);
    let corners = vec![(x, y - tall), (x + wide, y), (x, y + tall), (x - wide, y)];
    drawn(area.draw(&Polygon::new(corners, ground.filled())))
}

/// What the signs and marks mean.
fn foot(area: &Area<'_>, session: &Session) -> Drawn {
    let y = TOP + LANE * 6 + 34;
    let small = letters(28, FontStyle::Normal, SOFT, HPos::Left);
    drawn(area.draw(&Rectangle::new([(LEFT, y - 34), (RIGHT, y - 31)], SOFT.filled())))?;
    write(area, "start", (LEFT, y - 8), &small)?;
    write(
        area,
        &format!("turn {}", session.turns.len()),
        (RIGHT, y - 8),
        &letters(28, FontStyle::Normal, SOFT, HPos::Right),
    )?;
    let y = y + 44;
    drawn(area.draw(&Polygon::new(vec![(64, y - 12), (52, y + 8), (76, y + 8)], INK.filled())))?;
    write(area, "something there to mend", (92, y), &small)?;
    let x = 500;
    let diamond = |x: i32| vec![(x, y - 16), (x + 12, y), (x, y + 16), (x - 12, y)];
    drawn(area.draw(&Polygon::new(diamond(x), ORANGE.filled())))?;
    hollow(area, (x, y), (12, 16), PAPER)?;
    write(area, "open question", (x + 26, y), &small)?;
    let x = 800;
    drawn(area.draw(&Polygon::new(diamond(x), ORANGE.filled())))?;
    write(area, "closed", (x + 26, y), &small)?;
    write(
        area,
        "\u{201c}Fair\u{201d} and \u{201c}good\u{201d} are experts' opinion (MITI), no grade.",
        (50, y + 48),
        &small,
    )
}
