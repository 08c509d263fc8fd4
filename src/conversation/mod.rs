//! A talk: what was said before, so that nothing is reflected twice and "that's not it" is taken well.

mod memory;
mod rules;

pub use rules::{TalkHit, TalkRules};

use std::sync::Arc;
use std::time::Duration;

use crate::Engine;
use crate::data::rows::TalkRow;
use crate::prompts::{self, Offer, Sitting};
use crate::reflection::choice::{self, Best, Candidate, Finish};
use crate::reflection::clauses::Clauses;
use crate::reflection::{self, Kind, Proposal, kinds};
use crate::safety::help::HelpLines;
use crate::safety::{self, Watch};
use crate::understanding::{ThemeHit, Understanding, Weightiest};
use crate::words::{Form, Tag, lower};
use memory::{Felt, Memory};

/// A turn about the talk ("thank you") gives way to a reflection that weighs at least this.
const YIELDS: f32 = 1.5;
/// What is said besides a "thank you" is reflected where it weighs at least this.
const BESIDES: f32 = -0.4;
/// What is said besides weighs at least this as a thing to say back, if it tells something.
const TOLD: f32 = 0.6;
/// A reflection that weighs less adds nothing: the moment for a summary, where one is due.
const IDLE: f32 = 0.5;
/// What a fragment beside an agreement must weigh to be given back.
const FRAGMENT: f32 = -2.2;
/// The row of `responses/en/talk.toml` that answers a mere "yes".
const AGREEMENT: &str = "agreement";

/// One person's talk with Felt. Lives in memory only.
#[derive(Debug, Clone)]
pub struct Talk {
    seed: u64,
    turn: u64,
    memory: Memory,
    /// The risk over the talk.
    watch: Watch,
    /// Whether what is said back stays close to the words.
    close: bool,
    /// The lines of help that are given in this talk, where they are others than the engine's.
    help: Option<Arc<HelpLines>>,
    /// The attachment themes touched, and the prompts given.
    pub sitting: Sitting,
}

/// What Felt says to one message, and how it came to it.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What is said, whatever it is.
    pub response: String,
    /// The reflection in it, without the soft note of risk tier 1.
    pub reflection: Option<String>,
    /// Its kind.
    pub kind: Kind,
    /// The weightiest feeling understood, and whether the response says it.
    pub feeling: Option<(Weightiest, bool)>,
    /// The attachment themes heard, the weightiest first; none at tier 1 and above, and none after abuse was told of.
    pub themes: Vec<ThemeHit>,
    /// Something to sit with that may be offered beside the response, where prompts are wanted.
    pub offer: Option<Offer>,
    /// The risk tier of the talk after this message, 0 to 4.
    pub tier: u8,
    /// What kind of risk.
    pub category: Option<&'static str>,
    /// The rule or template that made it.
    pub rule: String,
}

impl Answer {
    /// Words for safety's sake: no reflection.
    fn safe(response: String, rule: &str) -> Answer {
        Answer {
            response,
            reflection: None,
            kind: Kind::Safety,
            feeling: None,
            themes: Vec::new(),
            offer: None,
            tier: 0,
            category: None,
            rule: rule.to_string(),
        }
    }
}

impl Talk {
    /// Begins a talk. `seed` decides between wordings of equal worth.
    pub fn new(seed: u64) -> Self {
        Talk {
            seed,
            turn: 0,
            memory: Memory::default(),
            watch: Watch::default(),
            close: false,
            help: None,
            sitting: Sitting::default(),
        }
    }

    /// Whether what is said back stays close to the words from now on: no meaning and no next sentence is guessed.
    pub fn stay_close(&mut self, close: bool) {
        self.close = close;
    }

    /// The lines of help to give from now on; none for the engine's own.
    pub fn help_from(&mut self, help: Option<Arc<HelpLines>>) {
        self.help = help;
    }

    fn help<'a>(&'a self, engine: &'a Engine) -> &'a HelpLines {
        self.help.as_deref().unwrap_or(&engine.safety.help)
    }

    /// Takes one message and answers it. `at` is the time since the talk began; a batch, which has no clock, gives `None`.
    pub fn hear(&mut self, engine: &Engine, text: &str, at: Option<Duration>) -> Answer {
        self.take(engine, text, at, true)
    }

    /// Takes the last message of a talk and answers it as [`Talk::hear`] does; what else could be said, which only a next message could ask for, is not worked out.
    pub fn hear_last(mut self, engine: &Engine, text: &str) -> Answer {
        self.take(engine, text, None, false)
    }

    fn take(&mut self, engine: &Engine, text: &str, at: Option<Duration>, goes_on: bool) -> Answer {
        let parsed = engine.reader.parse(text);
        let risk = engine.safety.hear(&engine.reader, &engine.feelings, text, &parsed);
        let risen = self.watch.hear(risk.as_ref(), text, &engine.safety.signs, at);
        if let Some(mut answer) = self.safe_answer(engine, risen) {
            let abuse = risk.is_some_and(|r| r.category.is_abuse());
            self.sitting.hear(&engine.prompts, prompts::Heard::risk(abuse), &mut answer);
            return answer;
        }
        let heard = Understanding::of(parsed, &engine.feelings, &engine.frames);
        let touched = prompts::Heard::of(engine, text, &heard, &self.sitting, goes_on);
        let mut answer = self.reflect(engine, heard, goes_on);
        self.watched(engine, risen, &mut answer);
        self.sitting.hear(&engine.prompts, touched, &mut answer);
        answer
    }

    /// "That's not what I meant": back to listening at once, with one sentence.
    pub fn not_what_i_meant(&mut self, engine: &Engine) -> Answer {
        self.watch.not_meant();
        let mut answer = Answer::safe(engine.safety.words.not_meant().to_string(), "not meant");
        self.watched(engine, safety::Heard::Calm, &mut answer);
        answer
    }

    /// The numbers again, for whatever the talk's tier is.
    pub fn numbers(&self, engine: &Engine) -> String {
        engine.safety.words.numbers(self.watch.category(), self.watch.tier(), self.help(engine))
    }

    /// What is said instead of a reflection while there is a risk.
    fn safe_answer(&mut self, engine: &Engine, risen: safety::Heard) -> Option<Answer> {
        let (response, rule) = engine.safety.words.to(risen, &self.watch, self.help(engine))?;
        let mut answer = Answer::safe(response, rule);
        self.watched(engine, risen, &mut answer);
        Some(answer)
    }

    /// Notes the talk's tier in an answer, and adds the soft note where it is due.
    fn watched(&self, engine: &Engine, risen: safety::Heard, answer: &mut Answer) {
        answer.tier = self.watch.tier();
        answer.category = self.watch.category().map(safety::Category::name);
        if risen == (safety::Heard::Soft { note: true }) {
            answer.response = format!("{}\n\n{}", answer.response, engine.safety.words.note());
        }
    }

    /// Takes what was in fact said to the latest message, where a talk is replayed.
    pub fn said(&mut self, text: &str) {
        self.memory.take_back();
        self.memory.know(text);
    }

    /// "That's not it": owns it and offers another focus, in one line.
    pub fn not_quite(&mut self, engine: &Engine) -> Answer {
        self.sitting.missed();
        self.memory.take_back();
        let others = std::mem::take(&mut self.memory.others);
        let next = others.into_iter().find(|other| !self.memory.knows(other));
        let words = &engine.kinds.missed;
        match next {
            Some(other) => {
                self.memory.keep(&other, Kind::Rephrase, 1.0);
                let response = words.other.replace("{other}", &other);
                Answer {
                    reflection: Some(other),
                    kind: Kind::Rephrase,
                    ..Answer::talk(response, "not quite, another focus")
                }
            }
            None => Answer::talk(words.none.clone(), "not quite"),
        }
    }

    /// Reflects what was understood, or answers what is about the talk itself.
    fn reflect(&mut self, engine: &Engine, heard: Understanding, goes_on: bool) -> Answer {
        self.memory.listen();
        self.turn += 1;
        let seed = self.seed.wrapping_add(self.turn - 1);
        let clauses = Clauses::of(&heard);
        let memory = &self.memory;
        let talk = engine.talk.hear(&heard.parsed);
        // a "thank you" is answered, not given back; what stands beside it is
        let covered = |clause: Option<usize>| talk.as_ref().zip(clause).is_some_and(|(t, c)| t.clauses.contains(&c));
        let less = |proposal: &Proposal, text: &str| {
            let thanks = || {
                talk.as_ref()
                    .is_some_and(|t| matches!(engine.talk.rows[t.row].name.as_str(), "thanks" | "goodbye"))
            };
            let polite = covered(proposal.clause) && (proposal.weight < YIELDS || thanks());
            let guessed = self.close && matches!(proposal.kind, Kind::Meaning | Kind::Continuing);
            (!memory.knows(text) && !polite && !guessed).then(|| memory.sameness(proposal.kind, text))
        };
        let mut candidates = Best::of(Finish::of(engine, &heard, seed), choice::drafts(engine, &clauses, seed), less);
        let best = candidates.next();
        let weighs_less = |than: f32| best.as_ref().is_none_or(|b| b.proposal.weight < than);
        // however well it can be said: somebody who tells something is not answered with a "you're welcome"
        let told = |clause: usize| heard.focus[clause] >= TOLD && heard.focus[clause].is_finite();
        let nothing_besides = |hit: &TalkHit| {
            best.as_ref()
                .and_then(|b| b.proposal.clause)
                .is_none_or(|c| hit.clauses.contains(&c) || !told(c))
        };
        // "Yeah. A few times a week.": what stands beside an agreement is what was said
        let beside_agreement = |hit: &TalkHit| {
            engine.talk.rows[hit.row].name == AGREEMENT
                && best.as_ref().is_some_and(|b| {
                    let own = b.proposal.clause.is_some_and(|c| !hit.clauses.contains(&c));
                    own && b.proposal.kind == Kind::Repeat && b.proposal.weight >= FRAGMENT && crate::reflection::clauses::count(&b.proposal.words) >= 3
                })
        };
        let about_talk = match &talk {
            Some(hit) => Some(&engine.talk.rows[hit.row]).filter(|row| !row.yields || weighs_less(BESIDES) && nothing_besides(hit) && !beside_agreement(hit)),
            None => None,
        };
        let asks_listener = || (0..heard.parsed.clauses.len()).any(|n| heard.parsed.clauses[n].asks && kinds::wish::about_listener(&heard.parsed, n));
        let about_talk = about_talk.or_else(|| engine.talk.of_listener().filter(|_| best.is_none() && asks_listener()));
        let others = match &best {
            Some(best) if about_talk.is_none() && goes_on => others(best, candidates),
            _ => Vec::new(),
        };
        if let Some(row) = about_talk {
            return self.about_the_talk(engine, row);
        }
        if weighs_less(IDLE)
            && self.memory.stretched()
            && let Some(answer) = self.summary(engine)
        {
            return answer;
        }
        // a real question, asked again: say plainly what can be done here; its wish may have been said already
        let asks = match &best {
            Some(best) => best.proposal.kind == Kind::Wish,
            None => heard.parsed.clauses.iter().any(|clause| clause.asks),
        };
        if std::mem::replace(&mut self.memory.wished, false) && asks {
            return Answer::talk(engine.kinds.asked_again.clone(), "asked again");
        }
        let Some(Candidate { text, proposal: chosen, .. }) = best else {
            let sound = kinds::sound::sound(engine, &heard, seed);
            return Answer::reflected(sound.text(), &sound, self.feeling(engine, &heard, ""));
        };
        self.memory.wished = chosen.kind == Kind::Wish;
        self.memory.others = others;
        let text = self.linked(engine, &heard, text);
        self.memory.keep(&text, chosen.kind, chosen.weight);
        let feeling = self.feeling(engine, &heard, &text);
        Answer::reflected(text, &chosen, feeling)
    }

    /// Answers a turn that is about the talk.
    fn about_the_talk(&mut self, engine: &Engine, row: &TalkRow) -> Answer {
        match row.does.as_deref() {
            Some("correction") => return self.not_quite(engine),
            Some("summary") => {
                if let Some(answer) = self.summary(engine) {
                    return answer;
                }
            }
            _ if row.yields && self.memory.stretched() && row.does.is_none() => {
                if let Some(answer) = self.summary(engine) {
                    return answer;
                }
            }
            _ => {}
        }
        let response = reflection::pick(&row.say, self.seed.wrapping_add(self.turn), self.turn as usize)
            .cloned()
            .unwrap_or_default();
        Answer::talk(response, &row.name)
    }

    /// The weightiest things drawn together.
    fn summary(&mut self, engine: &Engine) -> Option<Answer> {
        let pieces = self.memory.summary()?;
        let joined = pieces.iter().map(|p| lower_first(p.trim_end_matches('.'))).collect::<Vec<_>>().join("; ");
        let text = engine.kinds.summary.replace("{all}", &joined);
        self.memory.know(&text);
        Some(Answer {
            reflection: Some(text.clone()),
            kind: Kind::Summary,
            ..Answer::talk(text, "summary")
        })
    }

    /// A feeling that has turned since it was last named is said with what it was: "Earlier you were worried. Now …".
    fn linked(&mut self, engine: &Engine, heard: &Understanding, text: String) -> String {
        let now = heard
            .weightiest_feeling(&engine.feelings, &engine.frames)
            // only what the person said in so many words: "perfect" is not "earlier you were happy"
            .filter(|w| w.named && w.holder == crate::understanding::Holder::Person && heard.parsed.tokens().iter().any(|t| t.is(&w.word)));
        let Some(now) = now else { return text };
        let valence = engine.feelings.families[now.family].valence;
        let before = self.memory.felt.replace(Felt {
            word: now.word.clone(),
            valence,
        });
        match before {
            Some(before) if before.valence * valence < 0 && text.to_lowercase().contains(&now.word) => {
                // "and now you feel lighter now"
                let text = text.strip_suffix(" now.").map_or(text.clone(), |text| format!("{text}."));
                engine.kinds.turned.replace("{before}", &before.word).replace("{now}", &lower_first(&text))
            }
            _ => text,
        }
    }

    fn feeling(&self, engine: &Engine, heard: &Understanding, said: &str) -> Option<(Weightiest, bool)> {
        let lower = said.to_lowercase();
        heard.weightiest_feeling(&engine.feelings, &engine.frames).map(|w| {
            let voiced = lower.contains(&w.word);
            (w, voiced)
        })
    }
}

impl Answer {
    fn reflected(text: String, chosen: &Proposal, feeling: Option<(Weightiest, bool)>) -> Answer {
        Answer {
            response: text.clone(),
            reflection: Some(text),
            kind: chosen.kind,
            feeling,
            themes: Vec::new(),
            offer: None,
            tier: 0,
            category: None,
            rule: chosen.rule.clone(),
        }
    }

    fn talk(response: String, rule: &str) -> Answer {
        Answer {
            response,
            reflection: None,
            kind: Kind::Talk,
            feeling: None,
            themes: Vec::new(),
            offer: None,
            tier: 0,
            category: None,
            rule: rule.to_string(),
        }
    }
}

/// What else could be said, with another focus than what is said.
fn others(said: &Candidate, rest: impl Iterator<Item = Candidate>) -> Vec<String> {
    rest.take_while(|other| other.proposal.weight > -1.0)
        .filter(|other| other.proposal.clause != said.proposal.clause)
        .map(|other| other.text)
        .take(3)
        .collect()
}

/// For the middle of a sentence; "I" and names keep their capital.
fn lower_first(text: &str) -> String {
    let first = text.split([' ', '\'', ',']).next().unwrap_or_default();
    let common = Form::of(&lower(first)).and_then(Form::likeliest).is_some_and(|tag| tag != Tag::Name);
    let mut chars = text.chars();
    match chars.next().filter(|_| common && first != "I") {
        Some(capital) => capital.to_lowercase().collect::<String>() + chars.as_str(),
        None => text.to_string(),
    }
}
