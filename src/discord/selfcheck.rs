//! The check for listeners: three short steps, each answered in a modal and reflected. Seen only by the one who does it, and kept nowhere:
//! how far it has come stands in the buttons' ids.

use super::asked::{Asked, Way};
use super::practice::Trainee;
use super::reply::Reply;
use super::under::{CHECK, Row, act_of, name_of, quiet};
use super::{Error, Shared, modals, text};
use crate::prompts::{SelfCheck, Step};
use crate::safety::AT_RISK;

/// What is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Begins it.
    Begin,
    /// Opens the modal to write in.
    Write,
    /// The modal was sent.
    Said,
    /// Leaves a step out.
    Skip,
    /// Ends it.
    Stop,
}

const ACTS: [(Act, &str); 5] = [
    (Act::Begin, "begin"),
    (Act::Write, "write"),
    (Act::Said, "said"),
    (Act::Skip, "skip"),
    (Act::Stop, "stop"),
];

/// The id of a button, when so many steps are behind somebody.
pub(super) fn id(act: Act, answered: usize) -> String {
    let act = name_of(&ACTS, act);
    format!("{CHECK}{act}:{answered}")
}

/// What an id means, where it is one of these.
pub(super) fn read(id: &str) -> Option<(Act, usize)> {
    let (act, answered) = id.strip_prefix(CHECK)?.split_once(':')?;
    Some((act_of(&ACTS, act)?, answered.parse().ok()?))
}

/// The first step.
pub(super) async fn begin(data: Shared, trainee: Trainee, seed: u64) -> Reply {
    if let Some(refused) = trainee.refused(data).await {
        return refused;
    }
    let silent = || Reply::own(&data.engine.prompts.words.silent);
    if data.talks.tier(trainee.key(false)).is_some_and(|tier| tier >= 1) {
        return silent();
    }
    match data.talks.begin_selfcheck(trainee.key(true), seed) {
        Some(opening) => Reply::with(&opening, vec![buttons(data, 0)]),
        None => silent(),
    }
}

/// Answers a press.
pub(super) async fn pressed(asked: &Asked<'_>, data: Shared, trainee: Trainee, press: u64, act: Act, answered: usize) -> Result<(), Error> {
    let words = &data.engine.prompts.words.selfcheck;
    match act {
        Act::Begin => asked.answer(Way::ForYou, &begin(data, trainee, press).await).await,
        Act::Stop => asked.answer(Way::InPlace, &Reply::own(&words.left)).await,
        Act::Write => {
            let step = words.steps.get(answered).map_or("", String::as_str);
            asked.open(modals::selfcheck(&data.say.selfcheck, id(Act::Said, answered), step)).await
        }
        _ => step(asked, data, trainee, press, answered, None).await,
    }
}

/// Takes the answer to a step; none where it is left out.
pub(super) async fn step(asked: &Asked<'_>, data: Shared, trainee: Trainee, to: u64, answered: usize, written: Option<&str>) -> Result<(), Error> {
    if let Some(refused) = trainee.refused(data).await {
        return asked.answer(Way::ForYou, &refused).await;
    }
    let wishes = data.manner(trainee.person, trainee.server).await.wishes;
    let check = SelfCheck::after(answered, to);
    let step = data.talks.selfcheck(trainee.key(true), check, written, &wishes)?;
    asked.answer(Way::InPlace, &shown(data, &step, answered + 1)).await
}

fn shown(data: Shared, step: &Step, answered: usize) -> Reply {
    let said = step.response.as_deref().unwrap_or_default();
    if step.tier >= AT_RISK {
        return Reply::at_risk(data.say, said);
    }
    let parts: Vec<String> = [text::literal(said), step.next.clone().unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let mut reply = Reply::own(&parts.join("\n\n"));
    if step.goes_on {
        reply.rows.push(buttons(data, answered));
    }
    reply
}

fn buttons(data: Shared, answered: usize) -> Row {
    let say = &data.say.selfcheck;
    Row::Buttons(vec![
        quiet(id(Act::Write, answered), &say.write_label),
        quiet(id(Act::Skip, answered), &say.skip_label),
        quiet(id(Act::Stop, answered), &say.stop_label),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buttons_id_says_how_far_it_has_come() {
        for (act, _) in ACTS {
            assert_eq!(read(&id(act, 2)), Some((act, 2)));
        }
        for other in ["felt:check:write", "felt:check:else:1", "felt:check:write:x", "felt:p:write:1"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
