//! The one place that knows the engine's side of a talk.

use std::time::Duration;

use super::{Heard, Rule, Wishes};
use crate::prompts::{Asked, SelfCheck, Step};
use crate::reflection::Kind;
use crate::understanding::Theme;
use crate::{Engine, conversation};

pub(super) type Talk = conversation::Talk;

pub(super) fn begin(_: &'static Engine, seed: u64) -> Talk {
    Talk::new(seed)
}

pub(super) fn hear(engine: &'static Engine, talk: &mut Talk, text: &str, at: Duration, wishes: &Wishes) -> (Heard, Rule) {
    talk.stay_close(wishes.close);
    talk.help_from(wishes.help.clone());
    if wishes.prompts {
        talk.sitting.turn_on();
    } else {
        talk.sitting.turn_off();
    }
    let answer = talk.hear(engine, text, Some(at));
    heard(engine, answer, wishes)
}

pub(super) fn not_quite(engine: &'static Engine, talk: &mut Talk, wishes: &Wishes) -> (Heard, Rule) {
    let answer = talk.not_quite(engine);
    heard(engine, answer, wishes)
}

fn heard(engine: &'static Engine, answer: conversation::Answer, wishes: &Wishes) -> (Heard, Rule) {
    let heard = Heard {
        can_miss: answer.reflection.is_some() && !matches!(answer.kind, Kind::Sound | Kind::Talk | Kind::Safety),
        response: answer.response,
        reflection: answer.reflection,
        tier: answer.tier,
        for_a_helper: for_a_helper(engine, wishes),
        goodbye: answer.kind == Kind::Talk
            && engine
                .talk
                .rows
                .iter()
                .any(|row| row.name == answer.rule && row.does.as_deref() == Some("goodbye")),
        long: false,
        offers: answer.offer.is_some(),
    };
    let rule = Rule {
        kind: answer.kind.name(),
        rule: answer.rule,
    };
    (heard, rule)
}

pub(super) fn prompt(engine: &'static Engine, talk: &mut Talk, theme: Option<Theme>, seed: u64) -> Asked {
    talk.sitting.prompt(&engine.prompts, theme, seed)
}

pub(super) fn begin_selfcheck(engine: &'static Engine, talk: &Talk, seed: u64) -> Option<String> {
    SelfCheck::begin(engine, talk, seed).map(|(_, opening)| opening)
}

pub(super) fn selfcheck(engine: &'static Engine, around: &mut Talk, mut check: SelfCheck, text: Option<&str>, at: Duration, wishes: &Wishes) -> Step {
    around.help_from(wishes.help.clone());
    match text {
        Some(text) => check.answer(engine, around, text, Some(at)),
        None => check.skip(engine),
    }
}

pub(super) fn not_meant(engine: &'static Engine, talk: &mut Talk) -> (String, u8) {
    let answer = talk.not_what_i_meant(engine);
    (answer.response, answer.tier)
}

pub(super) fn numbers(engine: &'static Engine, talk: &Talk) -> String {
    talk.numbers(engine)
}

pub(super) fn for_a_helper(engine: &'static Engine, wishes: &Wishes) -> String {
    engine.safety.words.helper(wishes.help.as_deref().unwrap_or(&engine.safety.help))
}

pub(super) fn help_now(engine: &'static Engine, wishes: &Wishes) -> String {
    engine.safety.words.help_now(wishes.help.as_deref().unwrap_or(&engine.safety.help))
}
