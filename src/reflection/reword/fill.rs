//! Fills in how something is said otherwise: verbs in the form that was found, in agreement with what was remembered.

use std::ops::Range;

use super::denies;
use super::matching::{Found, many, verbal};
use super::syntax::{Fresh, Part, Shape};
use crate::reflection::template;
use crate::reflection::voice::{Said, in_form};
use crate::words::{Form, Tag, VerbForms, lower};

/// The form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum VerbForm {
    Base,
    Third,
    Past,
    Participle,
    Ing,
}

impl Found<'_> {
    fn slot(&self, name: &str) -> Option<Range<usize>> {
        self.slots.iter().find(|(n, _)| *n == name).map(|(_, r)| r.clone())
    }

    /// The form of the first verb that was given by its dictionary form.
    fn form(&self, words: &[Said]) -> Option<VerbForm> {
        let word = &words[self.verb?];
        Some(match (word.tag, word.text.as_str()) {
            (_, "was" | "were" | "had" | "did") => VerbForm::Past,
            (_, "is" | "has" | "does") => VerbForm::Third,
            (_, "am" | "are" | "be" | "have" | "do") => VerbForm::Base,
            (_, "been" | "done") => VerbForm::Participle,
            (_, "being" | "having" | "doing") => VerbForm::Ing,
            (Tag::Base, _) => VerbForm::Base,
            (Tag::Third, _) => VerbForm::Third,
            (Tag::Past, _) => VerbForm::Past,
            (Tag::Part, _) => VerbForm::Participle,
            (Tag::Ing, _) => VerbForm::Ing,
            (Tag::Prep, "like") => VerbForm::Base,
            _ => return None,
        })
    }

    /// Whether that verb is its clause's own, with a subject and no "to", "can" or "did" before it.
    fn finite(&self, words: &[Said]) -> bool {
        let Some(verb) = self.verb else { return true };
        let free = !words[self.start..verb]
            .iter()
            .any(|w| verbal(w.tag) || w.tag == Tag::To || w.tag == Tag::Sub || w.tag == Tag::Wh);
        free && match self.form(words) {
            Some(VerbForm::Past | VerbForm::Third) => true,
            Some(VerbForm::Base) => words[verb].text != "be",
            _ => false,
        }
    }

    /// Whether it is of the past; where no verb was given by its dictionary form, by the first that was found: "did not want to".
    fn past(&self, words: &[Said]) -> bool {
        match self.verb {
            Some(_) => self.form(words) == Some(VerbForm::Past),
            None => words[self.range.clone()]
                .iter()
                .find(|w| verbal(w.tag))
                .is_some_and(|w| w.tag == Tag::Past || matches!(w.text.as_str(), "did" | "was" | "were" | "had" | "could")),
        }
    }
}

fn inflect(lemma: &str, form: VerbForm) -> Option<String> {
    let forms: VerbForms = match lemma {
        "have" => VerbForms {
            third: "has",
            past: "had",
            participle: "had",
            ing: "having",
        },
        "do" => VerbForms {
            third: "does",
            past: "did",
            participle: "done",
            ing: "doing",
        },
        "be" => VerbForms {
            third: "is",
            past: "was",
            participle: "been",
            ing: "being",
        },
        _ => Form::of(lemma)?.verb_forms()?,
    };
    Some(
        match form {
            VerbForm::Base => lemma,
            VerbForm::Third => forms.third,
            VerbForm::Past => forms.past,
            VerbForm::Participle => forms.participle,
            VerbForm::Ing => forms.ing,
        }
        .to_owned(),
    )
}

impl Fresh {
    /// The words to be said. `None` where a form cannot be made.
    pub fn fill(&self, words: &[Said], found: &Found) -> Option<Vec<Said>> {
        let mut out = Vec::new();
        let mut doing = false;
        for part in &self.parts {
            match part {
                Part::Word(word) => template::plain(&mut out, word),
                Part::Tensed(now, then) => {
                    if !found.finite(words) {
                        return None;
                    }
                    template::plain(&mut out, if found.past(words) { then } else { now });
                }
                Part::Same(lemma) => {
                    let several = of_you(&out);
                    let form = match found.form(words)? {
                        VerbForm::Third if several => VerbForm::Base,
                        form => form,
                    };
                    let source = &words[found.verb?];
                    let (text, tag) = if lemma == "be" {
                        let be = be(words, found, form)?;
                        let agreeing = match be.as_str() {
                            "is" if several => "are".to_owned(),
                            "was" if several => "were".to_owned(),
                            _ => be,
                        };
                        (agreeing, Tag::Be)
                    } else {
                        let tag = match (lemma.as_str(), form) {
                            ("have", _) => Tag::Have,
                            ("do", _) => Tag::Do,
                            (_, VerbForm::Base) => Tag::Base,
                            (_, VerbForm::Third) => Tag::Third,
                            (_, VerbForm::Past) => Tag::Past,
                            (_, VerbForm::Participle) => Tag::Part,
                            (_, VerbForm::Ing) => Tag::Ing,
                        };
                        (inflect(lemma, form)?, tag)
                    };
                    out.push(Said {
                        auxiliary: lemma == "be" && source.auxiliary,
                        ..Said::new(&text, tag)
                    });
                }
                Part::Agreeing(name, lemma) => {
                    let range = found.slot(name)?;
                    let slot = &words[range];
                    let past = found.past(words);
                    if found.verb.is_some() && !found.finite(words) {
                        return None;
                    }
                    let text = match (lemma.as_str(), many(slot), past) {
                        ("be", true, true) => "were".to_owned(),
                        ("be", true, false) => "are".to_owned(),
                        (_, true, false) => lemma.clone(),
                        (_, _, true) => inflect(lemma, VerbForm::Past)?,
                        (_, false, false) => inflect(lemma, VerbForm::Third)?,
                    };
                    out.push(Said::plain(&text));
                }
                Part::Slot(name, shape) => {
                    if let Some(range) = found.slot(name) {
                        let said = shaped(&words[range.clone()], *shape)?;
                        // "to read and play music" is "reading and playing music"
                        out.extend(if doing && *shape == Shape::AsSaid { all_doing(said)? } else { said });
                        doing = *shape == Shape::Ing && words[range.clone()].iter().any(|w| matches!(w.tag, Tag::Base | Tag::Be | Tag::Have | Tag::Do));
                        // "talking about it is hard": an object is not drawn together with the verb behind it
                        if let Some(last) = out.last_mut().filter(|w| range.len() > 1 && w.tag == Tag::Pron) {
                            last.tag = Tag::PronObj;
                        }
                    }
                }
            }
        }
        auxiliaries(&mut out);
        Some(out)
    }
}

/// The verbs that "and" sets beside one that became an -ing form.
fn all_doing(mut words: Vec<Said>) -> Option<Vec<Said>> {
    for at in 1..words.len() {
        let beside = matches!(words[at - 1].text.as_str(), "and" | "or") && matches!(words[at].tag, Tag::Base | Tag::Have | Tag::Do);
        if beside {
            let lemma = words[at].text.to_string();
            words[at].text = inflect(&lemma, VerbForm::Ing)?.as_str().into();
            words[at].tag = Tag::Ing;
        }
    }
    Some(words)
}

/// Whether the verb that comes next is said of "you", or of "you and" somebody.
fn of_you(said: &[Said]) -> bool {
    let passed = |w: &Said| matches!(w.tag, Tag::Adv | Tag::Not) || matches!(w.text.as_str(), "really" | "just" | "never" | "always" | "still" | "not");
    let opens = |at: usize| {
        at == 0 || said[at - 1].tag == Tag::Edge || matches!(said[at - 1].text.as_str(), "that" | "if" | "though" | "when" | "because" | "until" | "what")
    };
    let pair = said.windows(2).any(|w| w[0].text == "you" && w[1].text == "and") && !said.iter().any(|w| w.tag == Tag::Edge);
    let subject = said.iter().rposition(|w| !passed(w));
    pair || subject.is_some_and(|at| said[at].text == "you" && opens(at))
}

/// "You have lost it" is drawn together as "you've", "you have a hold on it" is not.
fn auxiliaries(words: &mut [Said]) {
    for at in 0..words.len() {
        if !matches!(words[at].text.as_str(), "have" | "has" | "had") {
            continue;
        }
        let verb = words[at + 1..]
            .iter()
            .find(|w| !matches!(w.tag, Tag::Adv | Tag::Not) && !matches!(w.text.as_str(), "no" | "longer" | "just" | "never" | "really"));
        let participle = |w: &Said| {
            let form = Form::of(&w.text).filter(|_| !matches!(w.tag, Tag::Noun | Tag::Adj | Tag::Plural | Tag::Det | Tag::Poss));
            matches!(w.text.as_str(), "been" | "had" | "done" | "got")
                || form.is_some_and(|f| {
                    f.readings()
                        .next()
                        .is_some_and(|r| r.tag == Tag::Part || r.tag == Tag::Past && w.tag != Tag::Past)
                })
        };
        words[at].auxiliary |= verb.is_some_and(participle);
    }
}

/// The form of "be" for the subject of the verb that it stands for.
fn be(words: &[Said], found: &Found, form: VerbForm) -> Option<String> {
    let verb = found.verb?;
    if words[verb].tag == Tag::Be {
        return Some(words[verb].text.to_string());
    }
    let subject: Vec<Said> = words[found.start..verb].iter().rev().find(|w| w.tag != Tag::Adv).cloned().into_iter().collect();
    Some(
        match form {
            VerbForm::Base if found.finite(words) => "are",
            VerbForm::Base => "be",
            VerbForm::Third => "is",
            VerbForm::Past if many(&subject) => "were",
            VerbForm::Past => "was",
            VerbForm::Participle => "been",
            VerbForm::Ing => "being",
        }
        .to_owned(),
    )
}

fn shaped(words: &[Said], shape: Shape) -> Option<Vec<Said>> {
    let mut out = words.to_vec();
    let form = match shape {
        Shape::AsSaid => return Some(out),
        Shape::Subject | Shape::Object => {
            if let [one] = out.as_mut_slice() {
                in_form(one, if shape == Shape::Subject { Tag::PronSub } else { Tag::PronObj });
            }
            return Some(out);
        }
        Shape::Ing => VerbForm::Ing,
        Shape::Base => VerbForm::Base,
        Shape::Participle => VerbForm::Participle,
        Shape::Past => VerbForm::Past,
        Shape::Third => VerbForm::Third,
    };
    let at = out.iter().position(|w| verbal(w.tag))?;
    if out[..at].iter().any(denies) && matches!(shape, Shape::Past | Shape::Third) {
        return None;
    }
    let text = lower(&out[at].text);
    let lemma = match text.as_str() {
        "am" | "is" | "are" | "was" | "were" | "be" | "been" | "being" => "be",
        "has" | "had" | "have" | "having" => "have",
        "do" | "does" | "did" | "done" | "doing" => "do",
        other => Form::of(other)?
            .readings()
            .find(|r| verbal(r.tag) && r.lemma.verb_forms().is_some())?
            .lemma
            .text(),
    };
    let made = match (lemma, form) {
        ("be", VerbForm::Past) => "were".to_owned(),
        _ => inflect(lemma, form)?,
    };
    out[at].text = made.as_str().into();
    out[at].tag = match form {
        VerbForm::Base => Tag::Base,
        VerbForm::Third => Tag::Third,
        VerbForm::Past => Tag::Past,
        VerbForm::Participle => Tag::Part,
        VerbForm::Ing => Tag::Ing,
    };
    Some(out)
}
