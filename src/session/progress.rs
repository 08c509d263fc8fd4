//! Practices over time, as a picture and in words: three measures, one under the other, each practice a dot from left to right.
//!
//! There is no word of any practice in it, and no name.

use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::drawing::{self, Area, BAND, BLUE, Drawn, INK, PictureError, RULE, SOFT, drawn, letters, write};
use super::{COMPLEX, Mark, Numbers, RATIO};

/// Where the charts begin and end.
const LEFT: i32 = 120;
const RIGHT: i32 = 1020;
const TOP: i32 = 270;
/// How tall a chart is, and how far one is from the next.
const TALL: i32 = 200;
const STEP: i32 = 335;
/// A dot is the mean of itself and so many practices before it: single ones say little.
const SMOOTH: usize = 4;
/// More dots than this are too many to tell apart; the latest are drawn.
pub const DRAWN: usize = 100;

/// One of the measures.
struct Measure {
    name: &'static str,
    of: fn(&Numbers) -> Option<f32>,
    /// What the top of its chart stands for.
    most: f32,
    mark: Option<Mark>,
    show: fn(f32) -> String,
}

const MEASURES: [Measure; 3] = [
    Measure {
        name: "Reflections to a question",
        of: Numbers::ratio,
        most: 4.0,
        mark: Some(RATIO),
        show: |value| format!("{value:.1}"),
    },
    Measure {
        name: "Reflections that add meaning",
        of: Numbers::complex_share,
        most: 1.0,
        mark: Some(COMPLEX),
        show: percent,
    },
    Measure {
        name: "Replies with nothing to mend",
        of: Numbers::clean_share,
        most: 1.0,
        mark: None,
        show: percent,
    },
];

fn percent(share: f32) -> String {
    format!("{:.0}%", share * 100.0)
}

/// The picture, as the bytes of a PNG file. `days` are the first and the last day, as people write them.
///
/// # Errors
/// Where it cannot be drawn or written, which no numbers bring about.
pub fn png(practices: &[Numbers], days: (&str, &str)) -> Result<Vec<u8>, PictureError> {
    let latest = &practices[practices.len().saturating_sub(DRAWN)..];
    drawing::png(|area| draw(area, practices.len(), latest, days))
}

/// The same in words: a line for each measure, over the latest practices and over those before.
pub fn text(practices: &[Numbers]) -> String {
    let (before, latest) = practices.split_at(practices.len().saturating_sub(SMOOTH + 1));
    let lines = MEASURES.iter().map(|measure| {
        let told = |of: &[Numbers]| mean(of, measure.of).map_or_else(|| "-".to_owned(), measure.show);
        if before.is_empty() {
            format!("{}: {}", measure.name, told(latest))
        } else {
            format!("{}: {} lately, {} before", measure.name, told(latest), told(before))
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn mean(of: &[Numbers], measure: fn(&Numbers) -> Option<f32>) -> Option<f32> {
    let values: Vec<f32> = of.iter().filter_map(measure).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f32>() / values.len() as f32)
}

fn draw(area: &Area<'_>, count: usize, practices: &[Numbers], days: (&str, &str)) -> Drawn {
    let soft = |size, across| letters(size, FontStyle::Normal, SOFT, across);
    write(area, "Practice over time", (50, 66), &letters(58, FontStyle::Bold, INK, HPos::Left))?;
    let replies: u32 = practices.iter().map(|numbers| numbers.replies).sum();
    let plural = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let latest = if count > practices.len() {
        format!(", the latest {} drawn", practices.len())
    } else {
        String::new()
    };
    let counts = format!(
        "{}{latest}, {}",
        plural(count, "practice", "practices"),
        plural(replies as usize, "reply", "replies")
    );
    write(area, &counts, (50, 130), &soft(34, HPos::Left))?;
    for (n, measure) in MEASURES.iter().enumerate() {
        chart(area, TOP + STEP * n as i32, measure, practices)?;
    }
    let y = TOP + STEP * 2 + TALL + 34;
    write(area, days.0, (LEFT, y), &soft(28, HPos::Left))?;
    if practices.len() > 1 {
        write(area, days.1, (RIGHT, y), &soft(28, HPos::Right))?;
    }
    let y = y + 58;
    drawn(area.draw(&Circle::new((64, y), 8, BLUE.mix(0.45).filled())))?;
    write(area, "one practice", (88, y), &soft(28, HPos::Left))?;
    drawn(area.draw(&Rectangle::new([(310, y - 4), (370, y + 4)], BLUE.filled())))?;
    write(area, &format!("the mean of {} in a row", SMOOTH + 1), (388, y), &soft(28, HPos::Left))?;
    let y = y + 46;
    write(
        area,
        "\u{201c}Fair\u{201d} and \u{201c}good\u{201d} are experts' opinion (MITI), no grade.",
        (50, y),
        &soft(28, HPos::Left),
    )
}

/// One measure: experts' marks as lines, a dot for each practice, a line for the mean.
fn chart(area: &Area<'_>, top: i32, measure: &Measure, practices: &[Numbers]) -> Drawn {
    let bottom = top + TALL;
    write(area, measure.name, (50, top - 44), &letters(38, FontStyle::Bold, INK, HPos::Left))?;
    if let Some(last) = mean(&practices[practices.len().saturating_sub(SMOOTH + 1)..], measure.of) {
        let value = format!("{} lately", (measure.show)(last));
        write(area, &value, (RIGHT, top - 44), &letters(38, FontStyle::Bold, INK, HPos::Right))?;
    }
    drawn(area.draw(&Rectangle::new([(LEFT, top), (RIGHT, bottom)], BAND.filled())))?;
    let y = |value: f32| bottom - ((value / measure.most).clamp(0.0, 1.0) * TALL as f32) as i32;
    let small = letters(26, FontStyle::Normal, SOFT, HPos::Right);
    for value in [0.0, measure.most] {
        drawn(area.draw(&Rectangle::new([(LEFT, y(value) - 1), (RIGHT, y(value) + 1)], RULE.filled())))?;
        // a share ends at its top; a ratio may be more, and is drawn there
        let more = if value > 1.0 { "+" } else { "" };
        write(area, &format!("{}{more}", (measure.show)(value)), (LEFT - 12, y(value)), &small)?;
    }
    for (value, word) in measure.mark.iter().flat_map(|mark| [(mark.fair, "fair"), (mark.good, "good")]) {
        drawn(area.draw(&Rectangle::new([(LEFT, y(value) - 1), (RIGHT, y(value) + 1)], SOFT.filled())))?;
        write(area, word, (LEFT - 12, y(value)), &small)?;
    }
    let step = f64::from(RIGHT - LEFT) / practices.len().max(1) as f64;
    let x = |n: usize| LEFT + (step * (n as f64 + 0.5)) as i32;
    let mut line = Vec::new();
    for (n, numbers) in practices.iter().enumerate() {
        if let Some(value) = (measure.of)(numbers) {
            drawn(area.draw(&Circle::new((x(n), y(value)), 8, BLUE.mix(0.45).filled())))?;
        }
        if let Some(value) = mean(&practices[n.saturating_sub(SMOOTH)..=n], measure.of) {
            line.push((x(n), y(value)));
        }
    }
    drawn(area.draw(&PathElement::new(line, BLUE.stroke_width(5))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(reflections: u32, complex: u32, questions: u32, flagged: u32) -> Numbers {
        Numbers {
            replies: reflections + questions,
            reflections,
            complex,
            questions,
            flagged,
        }
    }

    #[test]
    fn the_latest_are_told_beside_those_before() {
        let earlier = [numbers(1, 0, 2, 3); 5];
        let later = [numbers(4, 2, 2, 0); 5];
        let told = text(&[earlier, later].concat());
        assert_eq!(
            told,
            "Reflections to a question: 2.0 lately, 0.5 before\nReflections that add meaning: 50% lately, 0% before\nReplies with nothing to mend: 100% lately, 0% before"
        );
        assert!(text(&later[..1]).starts_with("Reflections to a question: 2.0\n"));
        assert!(text(&[numbers(0, 0, 0, 0)]).contains("question: -"));
    }

    #[test]
    fn any_numbers_can_be_drawn() {
        for practices in [vec![], vec![numbers(0, 0, 0, 0)], vec![numbers(900, 900, 1, 0); 300]] {
            let picture = png(&practices, ("2026-01-01", "2026-02-01")).expect("drawn");
            assert!(picture.starts_with(b"\x89PNG"));
        }
    }
}
