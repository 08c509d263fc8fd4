//! Numbers of practice over time: kept only after a yes, shown to nobody but the one who practised, gone at once after a no.

use super::asked::{Asked, Way};
use super::practice::Trainee;
use super::reply::{File, Reply};
use super::under::{Button, PROGRESS, Row, quiet};
use super::{Error, Shared, buttons, text};
use crate::data::discord_rows::DiscordRows;
use crate::session::{Numbers, progress};
use crate::store::Practised;

/// One statement after the other.
pub(super) const STATEMENTS: &str = "statements";
/// A client over several turns.
pub(super) const CLIENT: &str = "client";
/// The listener's part of a role-play.
pub(super) const ROLEPLAY: &str = "roleplay";
const KINDS: [&str; 3] = [STATEMENTS, CLIENT, ROLEPLAY];

/// What is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Asks what keeping numbers means; these are the first.
    Keep(Counted),
    /// Yes, from now on, and these too where there are any.
    Yes(Option<Counted>),
    /// Puts the picture where everyone in the place sees it.
    Post,
    /// No more, and what is kept goes.
    Stop,
}

/// A practice, as a button can hold it: numbers alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counted {
    kind: &'static str,
    numbers: Numbers,
}

impl Counted {
    fn written(&self) -> String {
        let n = self.numbers;
        format!("{}.{}.{}.{}.{}.{}", self.kind, n.replies, n.reflections, n.complex, n.questions, n.flagged)
    }

    fn read(written: &str) -> Option<Counted> {
        let mut parts = written.split('.');
        let named = parts.next()?;
        let kind = KINDS.into_iter().find(|kind| *kind == named)?;
        let counts: Vec<u32> = parts.map(str::parse).collect::<Result<_, _>>().ok()?;
        let [replies, reflections, complex, questions, flagged] = counts[..] else {
            return None;
        };
        let numbers = Numbers {
            replies,
            reflections,
            complex,
            questions,
            flagged,
        };
        Some(Counted { kind, numbers })
    }
}

/// The id of a button.
pub(super) fn id(act: Act) -> String {
    match act {
        Act::Keep(counted) => format!("{PROGRESS}keep:{}", counted.written()),
        Act::Yes(Some(counted)) => format!("{PROGRESS}yes:{}", counted.written()),
        Act::Yes(None) => format!("{PROGRESS}yes"),
        Act::Post => format!("{PROGRESS}post"),
        Act::Stop => format!("{PROGRESS}stop"),
    }
}

/// What an id means, where it is one of these.
pub(super) fn read(id: &str) -> Option<Act> {
    let rest = id.strip_prefix(PROGRESS)?;
    match rest.split_once(':') {
        Some(("keep", counted)) => Counted::read(counted).map(Act::Keep),
        Some(("yes", counted)) => Counted::read(counted).map(|counted| Act::Yes(Some(counted))),
        None if rest == "yes" => Some(Act::Yes(None)),
        None if rest == "post" => Some(Act::Post),
        None if rest == "stop" => Some(Act::Stop),
        _ => None,
    }
}

/// A report, with what becomes of its numbers: kept where the person has said yes before, else a button that asks.
pub(super) async fn after(data: Shared, person: u64, kind: &'static str, numbers: Numbers, report: Reply) -> (Reply, Option<Button>) {
    match data.kept.practised(person, kind, numbers).await {
        Ok(true) => (report.under(&data.say.progress.kept), None),
        Ok(false) => {
            let keep = quiet(id(Act::Keep(Counted { kind, numbers })), &data.say.progress.keep_label);
            (report, Some(keep))
        }
        Err(why) => {
            tracing::error!(cause = %why, "the numbers of a practice could not be kept");
            (report.under(&data.say.progress.not_kept), None)
        }
    }
}

/// What `/progress show` and `/progress share` show.
pub(super) async fn show(data: Shared, person: u64) -> Reply {
    let say = &data.say.progress;
    let practised = match data.kept.practices(person).await {
        Ok(practised) => practised,
        Err(why) => return buttons::failed(&why, &data.say.plain.not_read),
    };
    if !data.kept.person(person).await.progress {
        return asks(data.say, None);
    }
    let stop = quiet(id(Act::Stop), &say.stop_label);
    if practised.is_empty() {
        return Reply::with(&say.nothing_yet, vec![Row::Buttons(vec![stop])]);
    }
    let mut reply = drawn(data, &practised).await;
    reply.rows.push(Row::Buttons(vec![quiet(id(Act::Post), &say.post_label), stop]));
    reply
}

/// What keeping numbers means, with the yes.
pub(super) fn asks(say: &DiscordRows, first: Option<Counted>) -> Reply {
    let say = &say.progress;
    Reply::with(&say.asks, vec![Row::Buttons(vec![quiet(id(Act::Yes(first)), &say.yes_label)])])
}

/// The numbers in words and as a picture.
async fn drawn(data: Shared, practised: &[Practised]) -> Reply {
    let say = &data.say.progress;
    let day = |at: Option<&Practised>| at.map_or_else(String::new, |practised| text::day(practised.day));
    let (first, last) = (practised[practised.len().saturating_sub(progress::DRAWN)..].first(), practised.last());
    let days = (day(first), day(last));
    let numbers: Vec<Numbers> = practised.iter().map(|practised| practised.numbers).collect();
    let told = progress::text(&numbers);
    let mut reply = Reply::own(&format!("{}\n{told}", say.says.replace("{count}", &numbers.len().to_string())));
    let png = data.answering.spawn_blocking(move || progress::png(&numbers, (&days.0, &days.1)));
    match png.await {
        Ok(Ok(bytes)) => {
            reply.file = Some(File {
                name: "progress.png",
                alt: told,
                bytes,
            });
        }
        Ok(Err(why)) => tracing::error!(cause = %why, "progress could not be drawn"),
        Err(_) => tracing::error!("drawing progress broke off"),
    }
    reply
}

/// Answers a press.
pub(super) async fn pressed(asked: &Asked<'_>, data: Shared, who: Trainee, act: Act) -> Result<(), Error> {
    let say = &data.say.progress;
    match act {
        Act::Keep(counted) => asked.answer(Way::ForYou, &asks(data.say, Some(counted))).await,
        Act::Yes(first) => {
            let said_yes = async {
                data.kept.change_person(who.person, |settings| settings.progress = true).await?;
                match first {
                    Some(first) => data.kept.practised(who.person, first.kind, first.numbers).await,
                    None => Ok(true),
                }
            };
            match asked.in_time(Way::InPlace, said_yes).await? {
                Ok(_) => asked.answer(Way::InPlace, &Reply::own(&say.said_yes)).await,
                Err(why) => asked.answer(Way::ForYou, &buttons::failed(&why, &data.say.plain.not_saved)).await,
            }
        }
        Act::Post => {
            let drawn = asked.in_time(Way::ForAll, posted(data, who.person)).await?;
            match drawn {
                Ok(reply) => asked.answer(Way::ForAll, &reply).await,
                Err(reply) => asked.answer(Way::ForYou, &reply).await,
            }
        }
        Act::Stop => match asked.in_time(Way::InPlace, data.kept.forget_practices(who.person)).await? {
            Ok(()) => asked.answer(Way::InPlace, &Reply::own(&say.stopped)).await,
            Err(why) => asked.answer(Way::ForYou, &buttons::failed(&why, &data.say.plain.not_saved)).await,
        },
    }
}

/// The picture for everyone in a place; or why there is none, for the one who asked.
async fn posted(data: Shared, person: u64) -> Result<Reply, Reply> {
    let say = &data.say.progress;
    match data.kept.practices(person).await {
        Ok(practised) if practised.is_empty() => Err(Reply::own(&say.nothing_yet)),
        Ok(practised) => {
            let reply = drawn(data, &practised).await;
            // A picture, and no more.
            Ok(Reply {
                words: text::within_limit(&say.posted.replace("{person}", &format!("<@{person}>"))),
                ..reply
            })
        }
        Err(why) => Err(buttons::failed(&why, &data.say.plain.not_read)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_holds_numbers_and_nothing_else() {
        let numbers = Numbers {
            replies: u32::MAX,
            reflections: 2,
            complex: 1,
            questions: 3,
            flagged: u32::MAX,
        };
        for kind in KINDS {
            let counted = Counted { kind, numbers };
            for act in [Act::Keep(counted), Act::Yes(Some(counted)), Act::Yes(None), Act::Post, Act::Stop] {
                assert!(id(act).len() <= 100);
                assert_eq!(read(&id(act)), Some(act));
            }
        }
        for other in [
            "felt:progress:keep:else.1.2.3.4.5",
            "felt:progress:yes:client.1.2",
            "felt:progress:keep:client.1.2.3.4.x",
            "felt:p:yes",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
