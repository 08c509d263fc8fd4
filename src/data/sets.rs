//! Which patterns are searched for together. `build.rs` numbers them set by set and makes each set ready; the program, which gathers them
//! anew from the rows, then finds what was made ready by the numbers, and says so where it does not while it is tested.

use super::Rows;
use crate::pattern::Pattern;

/// The patterns of every set, in the order in which the program gathers them.
pub fn sets(rows: &mut Rows) -> Vec<Vec<&mut Pattern>> {
    let feelings = rows.feelings.values_mut().flat_map(|family| &mut family.phrase);
    let frames = rows.frames.iter_mut().flat_map(|(_, file)| &mut file.frame);
    let cues = rows.coach.cues.iter_mut().flat_map(|(_, file)| &mut file.cue);
    let risk = &mut rows.risk;
    let mut signs: Vec<&mut Pattern> = risk.field.iter_mut().flat_map(|row| &mut row.r#match.0).collect();
    signs.extend(risk.cue.iter_mut().flat_map(|row| &mut row.r#match.0));
    let marks = risk.setting.iter_mut().chain(&mut risk.mark).flat_map(|row| &mut row.r#match.0);
    let beside = marks.chain(risk.guard.iter_mut().flat_map(|row| &mut row.r#match.0));
    let (mut within, mut across): (Vec<&mut Pattern>, Vec<&mut Pattern>) = (Vec::new(), Vec::new());
    for (_, file) in &mut rows.theme {
        within.extend(&mut file.unless.0);
        for row in &mut file.row {
            let set = if row.across { &mut across } else { &mut within };
            set.extend(&mut row.r#match.0);
            within.extend(&mut row.unless.0);
        }
    }
    within.extend(rows.themes.abuse.iter_mut().flat_map(|row| &mut row.r#match.0));
    within.extend(&mut rows.themes.elsewhere.0);
    vec![
        feelings.flat_map(|row| &mut row.r#match.0).collect(),
        frames.flat_map(|row| &mut row.r#match.0).collect(),
        rows.talk.talk.iter_mut().flat_map(|row| &mut row.r#match.0).collect(),
        signs,
        beside.collect(),
        within,
        across,
        rows.prompts.words.moment.iter_mut().flat_map(|row| &mut row.r#match.0).collect(),
        cues.flat_map(|row| &mut row.r#match.0).collect(),
    ]
}
