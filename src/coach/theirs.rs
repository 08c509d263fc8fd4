//! Whose a cue's words are: the listener's own, or the person's given back. Words that are given back are no fault.

use super::CueHit;
use super::codes::{Fault, Main};
use super::hearing::Heard;
use crate::Engine;
use crate::understanding::{Link, Person};
use crate::words::Tag;

/// Words by which a person says what is to be done.
const OWED: [&str; 9] = ["should", "must", "ought", "need", "supposed", "could", "better", "try", "want"];

impl Heard<'_> {
    /// Whether a cue that shows a fault is none here. `reflects` says whether its utterance reads as a reflection, `asks` whether it asks.
    pub(super) fn is_theirs(&self, engine: &Engine, hit: &CueHit, fault: Fault, main: Main, reflects: bool) -> bool {
        let view = self.their_view(engine, hit);
        let given_back = self.gives_back(hit) || view;
        match fault {
            Fault::Advice => {
                let name = engine.coach.cues.rows[hit.row].name.as_str();
                let order = name == "advice_do";
                let supposed = self.supposes(hit) && !order && !matches!(name, "advice_should" | "advice_need" | "advice_have_to");
                let said_so = !order && self.gives_back(hit) && self.said_any(&OWED);
                self.advice_asked() || supposed || self.leans(hit) || view || said_so || reflects && self.stemmed(engine, hit)
            }
            Fault::OverReach => main == Main::Question || given_back || reflects && self.stemmed(engine, hit),
            // "you're not a bad friend" says the contrary of what they said
            Fault::Reassurance => view || given_back && !self.reply.tokens()[hit.tokens.clone()].iter().any(|t| t.tag == Tag::Not),
            Fault::Label => given_back,
            _ => false,
        }
    }

    /// Whether a cue's words of weight were all said before by the speaker.
    pub(super) fn gives_back(&self, hit: &CueHit) -> bool {
        let mut inside = self.brought.reply.iter().filter(|(token, _)| hit.tokens.contains(token)).peekable();
        inside.peek().is_some() && inside.all(|(_, tie)| *tie >= 1.0)
    }

    /// Whether the cue stands in what the person holds, says or feels: "You tell yourself it'll be fine".
    fn their_view(&self, engine: &Engine, hit: &CueHit) -> bool {
        let tokens = self.reply.tokens();
        let mut at = self.reply.clause_at(hit.tokens.start);
        while let Some(number) = at {
            let clause = &self.reply.clauses[number];
            // "it feels like it might be easier"
            let seems = clause.person == Person::Other && clause.verb.as_ref().is_some_and(|v| matches!(tokens[v.head].lemma_text(), "feel" | "seem"));
            let holds = seems
                || clause
                    .verb
                    .as_ref()
                    .filter(|v| v.head < hit.tokens.start && clause.person == Person::You)
                    .is_some_and(|v| {
                        let adjective = tokens[v.head + 1..clause.range.end.max(v.head + 1)].iter().find(|t| !t.is_mark());
                        engine.coach.views.contains(tokens[v.head].lemma_text())
                            || tokens[v.head].lemma_text() == "be" && adjective.is_some_and(|t| engine.coach.views.contains(t.word.as_str()))
                    });
            if holds {
                return true;
            }
            at = clause.parent.filter(|parent| *parent < number && clause.link.inner());
        }
        false
    }

    /// Whether the cue's sentence begins with "if": what would be, not what to do ("If you could find a way, you might want to").
    fn supposes(&self, hit: &CueHit) -> bool {
        let sentence = self.reply.statement.sentences.iter().find(|s| s.range.contains(&hit.tokens.start));
        let mut opening = sentence
            .into_iter()
            .flat_map(|s| &self.reply.tokens()[s.range.clone()])
            .filter(|t| !t.is_any(&["so", "and", "but", "maybe"]));
        // "if I were you" is another matter
        opening.next().is_some_and(|t| t.is("if")) && !opening.next().is_some_and(|t| t.is("i"))
    }

    /// Whether the cue stands in a clause that leans on another, and is said of something rather than to somebody: "there's nothing you can do",
    /// "you hear them and put your headphones on". What the listener thinks ("I think you should") is the listener's.
    fn leans(&self, hit: &CueHit) -> bool {
        let Some(clause) = self.reply.clause_at(hit.tokens.start).map(|number| &self.reply.clauses[number]) else {
            return false;
        };
        let thinker = clause.parent.map(|parent| self.reply.clauses[parent].person);
        match clause.link {
            Link::Relative => true,
            Link::Complement => !matches!(thinker, Some(Person::Me | Person::Us)),
            Link::Because | Link::When | Link::Though | Link::If => clause.subject.is_some(),
            _ => clause.elided && clause.person != Person::None,
        }
    }

    /// Whether the sentence opens with words that give back ("It sounds like you should have …").
    fn stemmed(&self, engine: &Engine, hit: &CueHit) -> bool {
        let sentence = self.reply.statement.sentences.iter().find(|s| s.range.contains(&hit.tokens.start));
        sentence.is_some_and(|s| engine.coach.stems.opening(&self.reply.tokens()[s.range.clone()]).is_some())
    }
}
