//! "That's it", "Not quite" and "Say more", pressed under a reflection.
//!
//! A talk knows by which rule its last answers were made. After a restart it does not, and no words
//! were kept: the message that was answered is then read again from Discord, where Discord still has
//! it for the bot, and heard anew; where it has not, the person is asked.

use poise::serenity_prelude as serenity;

use super::asked::{Asked, Way};
use super::message::without_mention;
use super::reply::{Manner, Reply};
use super::talks::Key;
use super::under::{Reflected, Verdict};
use super::{Error, Shared, modals, text};
use crate::safety::AT_RISK;

/// A press under a reflection.
pub(super) struct Judged<'a> {
    pub(super) http: &'a serenity::Http,
    pub(super) data: Shared,
    pub(super) press: &'a serenity::ComponentInteraction,
    pub(super) verdict: Verdict,
    pub(super) reflected: Reflected,
}

impl Judged<'_> {
    /// Answers it.
    pub(super) async fn answer(self) -> Result<(), Error> {
        let Judged { http, data, press, .. } = &self;
        let asked = Asked::of(http, press.id, &press.token);
        let person = press.user.id.get();
        if data.kept.mark(person) != self.reflected.mark {
            return asked.answer(Way::ForYou, &Reply::own(&data.say.plain.not_yours)).await;
        }
        if self.verdict == Verdict::More {
            return asked.open(modals::say_more(data.say, &self.reflected)).await;
        }
        let manner = data.manner(person, press.guild_id.map(serenity::GuildId::get)).await;
        // While someone's safety is in question, nothing else is talked about.
        let (private, public) = (self.key(true), self.key(false));
        if [private, public].iter().any(|key| data.talks.tier(*key).is_some_and(|tier| tier >= AT_RISK)) {
            let numbers = data.talks.numbers_of_either(private, public, &manner.wishes);
            return asked.answer(Way::ForYou, &Reply::at_risk(data.say, &numbers)).await;
        }
        match self.verdict {
            Verdict::Hit => {
                let landed = Reply::with(&press.message.content, vec![self.reflected.landed(data.say)]);
                asked.answer(Way::InPlace, &landed).await?;
                self.count(&manner, true).await;
                Ok(())
            }
            _ => self.missed(&asked, &manner).await,
        }
    }

    /// Another focus, in place of the one that was not it.
    async fn missed(&self, asked: &Asked<'_>, manner: &Manner<'_>) -> Result<(), Error> {
        let (data, to, key) = (self.data, self.reflected.to, self.its_key());
        let rule = data.talks.rule(key, to);
        if let Some(other) = data.talks.not_quite(key, to, &manner.wishes) {
            let mut reply = Reply::private(manner, to, &other);
            reply.introduces = false;
            asked.answer(Way::InPlace, &reply).await?;
            if let Some(rule) = rule {
                data.kept.landed(&rule, false).await;
            }
            return Ok(());
        }
        let Some(words) = asked.in_time(Way::InPlace, self.read_again()).await? else {
            return asked.answer(Way::ForYou, &self.gone()).await;
        };
        let again = data.talks.again(key, to, &words, &manner.wishes)?;
        if again.first.tier >= AT_RISK {
            return asked.answer(Way::ForYou, &Reply::at_risk(data.say, &again.first.response)).await;
        }
        let shown = self.press.message.content.starts_with(&text::literal(&again.first.response));
        // What is heard now may differ from what was said then: then that is the other focus.
        let other = if shown || !again.first.can_miss { &again.other } else { &again.first };
        asked.answer(Way::InPlace, &Reply::private(manner, to, other)).await?;
        if let Some(rule) = rule.or_else(|| shown.then_some(again.rule)) {
            data.kept.landed(&rule, false).await;
        }
        Ok(())
    }

    /// Counts the verdict, where it is still known or can be heard again which rule it is on.
    async fn count(&self, manner: &Manner<'_>, hit: bool) {
        let (data, to, key) = (self.data, self.reflected.to, self.its_key());
        let mut rule = data.talks.rule(key, to);
        if rule.is_none()
            && data.talks.tier(key).is_none()
            && let Some(words) = self.read_again().await
            && let Ok(again) = data.talks.again(key, to, &words, &manner.wishes)
            && self.press.message.content.starts_with(&text::literal(&again.first.response))
        {
            rule = Some(again.rule);
        }
        if let Some(rule) = rule {
            data.kept.landed(&rule, hit).await;
        }
    }

    /// The words that were answered, read again from Discord. Without the Message Content intent it tells those that were
    /// written in direct messages or mention the bot, and what was written in a command it never tells.
    async fn read_again(&self) -> Option<String> {
        let reference = self.press.message.message_reference.as_ref()?;
        let message = reference.message_id?;
        let read = self.http.get_message(self.press.channel_id, message).await;
        let read = read.ok().filter(|read| read.author.id == self.press.user.id)?;
        let words = without_mention(&read.content, self.press.message.author.id.get());
        (!words.is_empty()).then_some(words)
    }

    /// Nothing can be heard again: the person is asked.
    fn gone(&self) -> Reply {
        let mut buttons = self.reflected.buttons(self.data.say);
        buttons.retain(|button| button.id == self.reflected.id(Verdict::More));
        Reply::with(&self.data.say.reflection.gone, vec![super::under::Row::Buttons(buttons)])
    }

    /// The talk that the reflection belongs to: what others can read is a talk of its own.
    fn its_key(&self) -> Key {
        let ephemeral = self.press.message.flags.is_some_and(|flags| flags.contains(serenity::MessageFlags::EPHEMERAL));
        self.key(ephemeral || self.press.guild_id.is_none())
    }

    fn key(&self, private: bool) -> Key {
        Key {
            person: self.press.user.id.get(),
            channel: self.press.channel_id.get(),
            private,
        }
    }
}
