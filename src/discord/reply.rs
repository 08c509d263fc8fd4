//! What is said where. Knows no Discord: an answer of the engine in, words and a place for them out.

use super::talks::{Heard, Wishes};
use super::text;
use super::under::{self, Reflected, Row};
use crate::data::discord_rows::DiscordRows;
use crate::safety::AT_RISK;
use crate::store::{Export, Practised};

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    /// The words: safe, within the limit, never empty.
    pub(super) words: String,
    /// What stands under them.
    pub(super) rows: Vec<Row>,
    /// Whether it tells a person for the first time what to expect.
    pub(super) introduces: bool,
    /// A file beside them: a picture, a table.
    pub(super) file: Option<File>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct File {
    /// Its name.
    pub(super) name: &'static str,
    /// What is in it, for those who do not see it.
    pub(super) alt: String,
    /// What it holds.
    pub(super) bytes: Vec<u8>,
}

/// How a person is answered in a place.
#[derive(Debug, Clone)]
pub(super) struct Manner<'a> {
    /// What the bot says of itself.
    pub(super) say: &'a DiscordRows,
    /// A few signs that tell this person's buttons from another's; none where the person wants no buttons.
    pub(super) mark: Option<String>,
    /// Whether the person was never told what to expect.
    pub(super) new: bool,
    /// Written on the button that gives something to sit with.
    pub(super) offer: &'a str,
    /// What the engine is asked for.
    pub(super) wishes: Wishes,
}

impl Reply {
    /// Words of the bot's own, with nothing in them that a person typed.
    pub(super) fn own(words: &str) -> Reply {
        Reply {
            words: text::within_limit(words),
            rows: Vec::new(),
            introduces: false,
            file: None,
        }
    }

    /// The same, with other words under those it has.
    pub(super) fn under(mut self, words: &str) -> Reply {
        if !words.is_empty() {
            self.words = text::within_limit(&format!("{}\n\n{words}", self.words));
        }
        self
    }

    /// The same, with other words before those it has.
    pub(super) fn after(mut self, words: &str) -> Reply {
        if !words.is_empty() {
            self.words = text::within_limit(&format!("{words}\n\n{}", self.words));
        }
        self
    }

    /// The same, with rows under them.
    pub(super) fn with(words: &str, rows: Vec<Row>) -> Reply {
        Reply { rows, ..Reply::own(words) }
    }

    /// What is kept and what is not, with the buttons that show it and delete it.
    pub(super) fn privacy(say: &DiscordRows) -> Reply {
        Reply::with(&say.privacy.says, vec![under::privacy(say)])
    }

    /// All that is kept of a person, in words.
    pub(super) fn export(say: &DiscordRows, kept: &Export) -> Reply {
        let say = &say.privacy;
        let mut lines = Vec::new();
        if let Some(settings) = &kept.settings {
            let either = |yes: bool, one: &str, other: &str| if yes { one.to_owned() } else { other.to_owned() };
            lines.push(either(settings.listening, &say.answered, &say.not_answered));
            lines.push(either(settings.deeper, &say.deeper, &say.gentle));
            lines.push(either(settings.prompts, &say.prompts_on, &say.prompts_off));
            lines.push(either(settings.buttons, &say.buttons_on, &say.buttons_off));
            if settings.progress {
                lines.push(say.progress_on.clone());
            }
            if settings.met {
                lines.push(say.met.clone());
            }
        }
        let count = |line: &str, many: usize| line.replace("{count}", &many.to_string());
        if !kept.opt_ins.is_empty() {
            lines.push(count(&say.listened_to, kept.opt_ins.len()));
        }
        if !kept.blocked_on.is_empty() {
            lines.push(count(&say.blocked, kept.blocked_on.len()));
        }
        if !kept.practised.is_empty() {
            lines.push(count(&say.practised, kept.practised.len()));
        }
        if let Some(day) = kept.day {
            lines.push(say.day.replace("{day}", &text::day(day)));
        }
        if lines.is_empty() {
            Reply::own(&say.nothing)
        } else {
            let mut reply = Reply::own(&format!("{}\n- {}", say.kept, lines.join("\n- ")));
            reply.file = table(&say.practised_file, &kept.practised);
            reply
        }
    }

    /// The words for someone at risk, with their buttons.
    pub(super) fn at_risk(say: &DiscordRows, words: &str) -> Reply {
        Reply::with(words, vec![under::at_risk(say)])
    }

    /// Said to someone who called and wrote nothing else.
    pub(super) fn called(manner: &Manner<'_>) -> Reply {
        Reply::own(&manner.say.plain.only_called).introducing(manner)
    }

    /// An answer that only the person sees: a direct message, an ephemeral reply. `to` is the id of what it answers.
    pub(super) fn private(manner: &Manner<'_>, to: u64, answer: &Heard) -> Reply {
        if answer.response.trim().is_empty() {
            return Reply::called(manner);
        }
        // The safe messages are the project's own words and may hold addresses; the rest holds the person's.
        if answer.tier >= AT_RISK {
            return Reply::at_risk(manner.say, &answer.response);
        }
        let mut reply = Reply::own(&text::literal(&answer.response)).introducing(manner);
        if answer.long && !reply.introduces {
            reply.words = text::with_line(&reply.words, &manner.say.about.reminder);
        }
        if let Some(mark) = manner.mark.clone().filter(|_| answer.tier == 0) {
            let mut buttons = Vec::new();
            if answer.can_miss {
                buttons = Reflected { mark, to }.buttons(manner.say);
            }
            if answer.offers {
                buttons.push(under::quiet(under::SIT, manner.offer));
            }
            if !buttons.is_empty() {
                reply.rows.push(Row::Buttons(buttons));
            }
        }
        reply
    }

    /// What is made of someone else's message, for the one who asked about it.
    pub(super) fn of_anothers_words(say: &DiscordRows, answer: &Heard) -> Reply {
        if answer.tier >= AT_RISK {
            return Reply::own(&answer.for_a_helper);
        }
        // Without the soft note of tier 1: it is meant for the one who wrote.
        let said = answer.reflection.as_ref().unwrap_or(&answer.response);
        if said.trim().is_empty() {
            return Reply::own(&say.plain.no_words);
        }
        Reply::own(&format!("{}\n{}", say.plain.one_way, text::literal(said)))
    }

    /// An answer that others can read.
    pub(super) fn public(manner: &Manner<'_>, to: u64, answer: &Heard) -> Reply {
        if answer.tier >= AT_RISK {
            return Reply::with(&manner.say.safety.neutral, vec![under::private(manner.say)]);
        }
        Reply::private(manner, to, answer)
    }

    /// With what to expect, for someone who was never told.
    fn introducing(mut self, manner: &Manner<'_>) -> Reply {
        if manner.new {
            self.words = text::with_line(&self.words, &manner.say.about.first);
            self.introduces = true;
        }
        self
    }
}

/// The numbers of practices as a table; none where there are none.
fn table(alt: &str, practised: &[Practised]) -> Option<File> {
    if practised.is_empty() {
        return None;
    }
    let mut lines = String::from("day,kind,replies,reflections,complex,questions,with_something_to_mend\n");
    for Practised { day, kind, numbers: n } in practised {
        lines += &format!(
            "{},{kind},{},{},{},{},{}\n",
            text::day(*day),
            n.replies,
            n.reflections,
            n.complex,
            n.questions,
            n.flagged
        );
    }
    Some(File {
        name: "practice.csv",
        alt: alt.to_owned(),
        bytes: lines.into_bytes(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Engine;

    fn say() -> DiscordRows {
        Engine::built_in().expect("the built-in data is sound").discord
    }

    fn manner(say: &DiscordRows) -> Manner<'_> {
        Manner {
            say,
            mark: Some("00".into()),
            new: false,
            offer: "Something to sit with?",
            wishes: Wishes::default(),
        }
    }

    fn answer(tier: u8, response: &str) -> Heard {
        Heard {
            response: response.into(),
            reflection: None,
            tier,
            for_a_helper: "Ask whether they're thinking about killing themselves.".into(),
            can_miss: false,
            long: false,
            goodbye: false,
            offers: false,
        }
    }

    #[test]
    fn in_public_risk_gets_one_neutral_line_and_a_button() {
        let say = say();
        for tier in 2..=4 {
            let reply = Reply::public(&manner(&say), 1, &answer(tier, "Are you thinking about killing yourself?"));
            assert_eq!(reply, Reply::with(&say.safety.neutral, vec![under::private(&say)]));
        }
        let reply = Reply::public(&manner(&say), 1, &answer(1, "You're *so* tired."));
        assert_eq!(reply, Reply::own(r"You're \*so\* tired."));
    }

    #[test]
    fn in_private_risk_gets_the_words_themselves() {
        let say = say();
        let reply = Reply::private(&manner(&say), 1, &answer(3, "Please look at https://find_a_line.org"));
        assert_eq!(reply, Reply::at_risk(&say, "Please look at https://find_a_line.org"));
    }

    #[test]
    fn buttons_stand_under_a_reflection_where_there_is_no_risk_and_they_are_wanted() {
        let say = say();
        let reflection = |tier| Heard {
            can_miss: true,
            ..answer(tier, "You're worn out.")
        };
        assert_eq!(Reply::private(&manner(&say), 1, &reflection(0)).rows.len(), 1);
        assert!(Reply::private(&manner(&say), 1, &reflection(1)).rows.is_empty());
        assert!(Reply::private(&manner(&say), 1, &answer(0, "Hello.")).rows.is_empty());
        let unwanted = Manner { mark: None, ..manner(&say) };
        assert!(Reply::private(&unwanted, 1, &reflection(0)).rows.is_empty());
    }

    #[test]
    fn what_to_expect_is_told_once_and_never_beside_words_for_someone_at_risk() {
        let say = say();
        let new = Manner { new: true, ..manner(&say) };
        let first = Reply::private(&new, 1, &answer(0, "You're worn out."));
        assert!(first.introduces && first.words.ends_with(&say.about.first));
        let at_risk = Reply::private(&new, 1, &answer(2, "Are you safe?"));
        assert!(!at_risk.introduces && at_risk.words == "Are you safe?");
        let known = Reply::private(&manner(&say), 1, &answer(0, "You're worn out."));
        assert!(!known.introduces && known.words == "You're worn out.");
    }

    #[test]
    fn of_anothers_words_nothing_is_said_as_if_to_the_one_who_asks() {
        let say = say();
        let soft = Heard {
            reflection: Some("You're worn out.".into()),
            ..answer(1, "You're worn out. If it gets worse, call.")
        };
        assert!(Reply::of_anothers_words(&say, &soft).words.ends_with("\nYou're worn out."));
        let at_risk = Reply::of_anothers_words(&say, &answer(3, "Are you thinking about killing yourself?"));
        assert!(at_risk.words.contains("they're thinking about") && !at_risk.words.contains("Are you thinking"));
    }

    #[test]
    fn nothing_empty_is_ever_sent() {
        let say = say();
        assert!(!Reply::public(&manner(&say), 1, &answer(0, " \n")).words.trim().is_empty());
        assert!(!Reply::private(&manner(&say), 1, &answer(3, "")).words.trim().is_empty());
    }
}
