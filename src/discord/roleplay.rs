//! A role-play of two people in a thread: proposed, agreed to by both, listened to in silence, looked over at the end.
//!
//! What is said is in memory alone. Where the bot may not read along, what is said is written in a modal, and the bot posts it.

use poise::serenity_prelude as serenity;
use serenity::ChannelType;

use super::asked::{Asked, Way};
use super::awhile::Awhile;
use super::practice::{Trainee, looked_over};
use super::reply::Reply;
use super::under::{self, ROLEPLAY, Row, act_of, name_of, quiet};
use super::{Error, Shared, error, modals, progress, selfcheck, send, text};
use crate::data::discord_rows::RolePlayRows;
use crate::practice::roleplay::{Heard, RolePlay};
use crate::session::Who;

/// More role-plays than this are not held at once.
const AT_MOST: usize = 2_000;

/// Role-plays, by the thread they are held in.
pub(super) type RolePlays = Awhile<u64, RolePlay>;

/// None yet.
pub(super) fn none_yet(idle: std::time::Duration) -> RolePlays {
    Awhile::new(idle, AT_MOST)
}

/// What is pressed in a role-play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// "I agree".
    Agree,
    /// "No, thanks".
    Decline,
    /// Opens the modal to speak in.
    Speak,
    /// The modal was sent.
    Said,
    /// Asks the one who presses whether what was said is part of the role.
    Ask,
    /// It is.
    Part,
    /// It is more than that, or may be.
    More,
    /// Ends it.
    End,
    /// Shows how it went.
    Show,
}

const ACTS: [(Act, &str); 9] = [
    (Act::Agree, "agree"),
    (Act::Decline, "decline"),
    (Act::Speak, "speak"),
    (Act::Said, "said"),
    (Act::Ask, "ask"),
    (Act::Part, "part"),
    (Act::More, "more"),
    (Act::End, "end"),
    (Act::Show, "show"),
];

/// The id of a button. Which role-play it belongs to, the thread says.
pub(super) fn id(act: Act) -> String {
    let act = name_of(&ACTS, act);
    format!("{ROLEPLAY}{act}")
}

/// What an id means, where it is one of these.
pub(super) fn read(id: &str) -> Option<Act> {
    act_of(&ACTS, id.strip_prefix(ROLEPLAY)?)
}

/// Someone proposes a role-play.
pub(super) struct Proposal {
    /// Who, and where.
    pub(super) by: Trainee,
    /// What the proposer wants to be.
    pub(super) role: Who,
    /// The other.
    pub(super) with: u64,
    /// Whether the other is a program.
    pub(super) with_a_program: bool,
    /// The kind of channel.
    pub(super) kind: Option<ChannelType>,
}

/// Proposes it. Seen by all in the thread where it can be held, else by the proposer alone.
pub(super) async fn propose(data: Shared, proposal: &Proposal) -> (Way, Reply) {
    let say = &data.say.roleplay;
    let (by, channel) = (proposal.by, proposal.by.channel);
    let only = |words: &str| (Way::ForYou, Reply::own(words));
    if let Some(refused) = by.refused(data).await {
        return (Way::ForYou, refused);
    }
    let Some(server) = by.server else { return only(&say.not_in_a_thread) };
    let threads = [ChannelType::PublicThread, ChannelType::PrivateThread];
    if !proposal.kind.is_some_and(|kind| threads.contains(&kind)) {
        return only(&say.not_in_a_thread);
    }
    let server = data.kept.server(server).await;
    if server.blocked_channels.contains(&channel) {
        return only(&data.say.plain.switched_off);
    }
    if proposal.with_a_program || proposal.with == by.person || data.kept.is_blocked(&server, proposal.with) {
        return only(&say.not_with);
    }
    if data.listening.is_in(data.kept.place(channel)) {
        return only(&say.listened);
    }
    if matches!(data.roleplays.with(channel, |play| play.goes_on()), Ok(Some(true))) {
        return only(&say.going_on);
    }
    let play = match proposal.role {
        Who::Client => RolePlay::new(by.person, proposal.with),
        Who::Listener => RolePlay::new(proposal.with, by.person),
    };
    let reply = proposed(say, &play);
    data.roleplays.put(channel, play);
    (Way::ForAll, reply)
}

/// What is proposed, and who has agreed.
fn proposed(say: &RolePlayRows, play: &RolePlay) -> Reply {
    let agreed: Vec<String> = [play.client(), play.listener()]
        .into_iter()
        .filter(|person| play.has_agreed(*person))
        .map(|person| format!("<@{person}>"))
        .collect();
    let mut words = named(&say.proposed, play);
    if !agreed.is_empty() {
        words = text::with_line(&words, &format!("-# {} {}", say.agreed, agreed.join(", ")));
    }
    let buttons = vec![quiet(id(Act::Agree), &say.agree_label), quiet(id(Act::Decline), &say.decline_label)];
    Reply::with(&words, vec![Row::Buttons(buttons)])
}

/// A text with the two in their places. They are shown by name, and not called.
fn named(words: &str, play: &RolePlay) -> String {
    words
        .replace("{client}", &format!("<@{}>", play.client()))
        .replace("{listener}", &format!("<@{}>", play.listener()))
}

/// Whether the bot reads along.
fn reads_along(data: Shared) -> bool {
    data.settings.discord.message_content
}

/// The row under a role-play that goes on.
fn going_on(data: Shared) -> Row {
    let say = &data.say.roleplay;
    let mut buttons = Vec::new();
    if !reads_along(data) {
        buttons.push(quiet(id(Act::Speak), &say.speak_label));
    }
    buttons.push(quiet(id(Act::End), &say.end_label));
    Row::Buttons(buttons)
}

/// Something was written in a thread. `true` where it belongs to a role-play, and is not answered.
pub(super) fn heard(http: &std::sync::Arc<serenity::Http>, data: Shared, message: &serenity::Message) -> bool {
    let (channel, person, id) = (message.channel_id.get(), message.author.id.get(), message.id.get());
    if data.roleplays.is_empty() || message.author.bot || message.content.trim().is_empty() {
        return false;
    }
    let heard = data.roleplays.with(channel, |play| play.hear(data.engine, person, id, &message.content));
    asks(http, data, channel, id, matches!(heard, Ok(Some(Heard::Asks))));
    // What broke off was for the role-play as well.
    !matches!(heard, Ok(None | Some(Heard::NotInIt)))
}

/// A message was changed.
pub(super) fn edited(http: &std::sync::Arc<serenity::Http>, data: Shared, channel: u64, id: u64, words: &str) {
    if data.roleplays.is_empty() {
        return;
    }
    let heard = data.roleplays.with(channel, |play| play.edit(data.engine, id, words));
    asks(http, data, channel, id, matches!(heard, Ok(Some(Heard::Asks))));
}

/// A message was deleted.
pub(super) fn taken_back(data: Shared, channel: u64, id: u64) {
    if !data.roleplays.is_empty() {
        // Where it breaks off, it is forgotten altogether.
        let _ = data.roleplays.with(channel, |play| play.take_back(id));
    }
}

/// Asks for the ear of both, in one line that gives away nothing of why.
fn asks(http: &std::sync::Arc<serenity::Http>, data: Shared, channel: u64, id: u64, asks: bool) {
    if !asks {
        return;
    }
    let http = http.clone();
    let line = async move {
        let place = serenity::ChannelId::new(channel);
        if let Err(why) = send::into_after(&http, place, id, &neutral(data)).await {
            tracing::error!(cause = %error::cause(&why), "two people could not be asked");
        }
    };
    data.under_way.spawn_on(line, &data.answering);
}

fn neutral(data: Shared) -> Reply {
    let button = quiet(id(Act::Ask), &data.say.safety.private_label);
    Reply::with(&data.say.roleplay.neutral, vec![Row::Buttons(vec![button])])
}

/// Answers a press.
pub(super) async fn pressed(asked: &Asked<'_>, data: Shared, who: Trainee, act: Act) -> Result<(), Error> {
    let say = &data.say.roleplay;
    let known = data.roleplays.with(who.channel, |play| (play.who(who.person), play.clone()))?;
    let Some((role, play)) = known else {
        return asked.answer(Way::ForYou, &Reply::own(&say.gone)).await;
    };
    let Some(role) = role else {
        return asked.answer(Way::ForYou, &Reply::own(&say.not_in_it)).await;
    };
    match act {
        Act::Agree | Act::Speak => {
            if let Some(refused) = who.refused(data).await {
                return asked.answer(Way::ForYou, &refused).await;
            }
            if play.is_over() || (act == Act::Speak && !play.goes_on()) {
                return asked.answer(Way::ForYou, &Reply::own(&say.gone)).await;
            }
            if act == Act::Agree {
                return agree(asked, data, who).await;
            }
            let label = if role == Who::Client { &say.client_field } else { &say.listener_field };
            asked.open(modals::speak(say, id(Act::Said), label)).await
        }
        Act::Decline => {
            if play.goes_on() || play.is_over() {
                return asked.answer(Way::ForYou, &Reply::own(&say.gone)).await;
            }
            data.roleplays.take(who.channel);
            asked.answer(Way::InPlace, &Reply::own(&say.declined)).await
        }
        Act::Ask | Act::Said => asked.answer(Way::ForYou, &ask(data, who, &play).await).await,
        Act::Part => part(asked, data, who).await,
        Act::More => more(asked, data, who).await,
        Act::End => {
            let end = end(data, who.channel)?;
            asked.answer(Way::InPlace, &end).await?;
            if play.waits() || !play.goes_on() {
                return Ok(());
            }
            asked.also(true, &show(data, who).await).await
        }
        Act::Show => {
            let shown = asked.in_time(Way::ForYou, show(data, who)).await?;
            asked.answer(Way::ForYou, &shown).await
        }
    }
}

async fn agree(asked: &Asked<'_>, data: Shared, who: Trainee) -> Result<(), Error> {
    let say = &data.say.roleplay;
    let agreed = data.roleplays.with(who.channel, |play| {
        play.agree(who.person);
        if !play.goes_on() {
            return proposed(say, play);
        }
        let words = if reads_along(data) { &say.begun } else { &say.begun_to_speak };
        Reply::with(&named(words, play), vec![going_on(data)])
    })?;
    asked.answer(Way::InPlace, &agreed.unwrap_or_else(|| Reply::own(&say.gone))).await
}

/// Takes what was written in the modal, and posts it.
pub(super) async fn said(asked: &Asked<'_>, data: Shared, who: Trainee, sent: u64, words: &str) -> Result<(), Error> {
    let say = &data.say.roleplay;
    if let Some(refused) = who.refused(data).await {
        return asked.answer(Way::ForYou, &refused).await;
    }
    let heard = data
        .roleplays
        .with(who.channel, |play| (play.hear(data.engine, who.person, sent, words), play.clone()))?;
    match heard {
        Some((Heard::Taken, play)) => {
            let reply = Reply::with(&spoken(data, &play, who.person, words), vec![going_on(data)]);
            asked.answer(Way::ForAll, &reply).await
        }
        Some((Heard::Asks, play)) => asked.answer(Way::ForYou, &ask(data, who, &play).await).await,
        Some((Heard::Waits, _)) => asked.answer(Way::ForYou, &Reply::own(&say.waits)).await,
        Some((Heard::NotInIt, _)) | None => asked.answer(Way::ForYou, &Reply::own(&say.gone)).await,
    }
}

/// What somebody says in the role-play, where the bot posts it.
fn spoken(data: Shared, play: &RolePlay, person: u64, words: &str) -> String {
    let say = &data.say.roleplay;
    let role = if play.who(person) == Some(Who::Client) { &say.client } else { &say.listener };
    format!("**{role}** <@{person}>\n> {}", text::literal(words.trim()).replace('\n', "\n> "))
}

/// Asks one of the two whether what was said is part of the role. Numbers are at hand.
async fn ask(data: Shared, who: Trainee, play: &RolePlay) -> Reply {
    let manner = data.manner(who.person, who.server).await;
    let numbers = data.talks.help_now(&manner.wishes);
    match play.waiting() {
        Some((speaker, _)) => question(&data.say.roleplay, speaker == who.person, &numbers),
        None => Reply::at_risk(data.say, &numbers),
    }
}

fn question(say: &RolePlayRows, spoke: bool, numbers: &str) -> Reply {
    let (words, more) = if spoke {
        (&say.ask_speaker, &say.about_me_label)
    } else {
        (&say.ask_other, &say.not_sure_label)
    };
    let buttons = vec![quiet(id(Act::Part), &say.part_label), quiet(id(Act::More), more)];
    Reply::with(&format!("{words}\n\n{numbers}"), vec![Row::Buttons(buttons)])
}

/// One of the two says that it is part of the role.
async fn part(asked: &Asked<'_>, data: Shared, who: Trainee) -> Result<(), Error> {
    let say = &data.say.roleplay;
    let known = data.roleplays.with(who.channel, |play| {
        let before = play.clone();
        let waited = play.waits();
        (before, waited, play.part_of_role(who.person))
    })?;
    match known {
        Some((_, true, true)) => asked.answer(Way::ForAll, &Reply::with(&say.resumed, vec![going_on(data)])).await,
        // Where it was written in a modal, nobody else has seen it yet.
        Some((play, true, false)) if !reads_along(data) && play.waiting().is_some_and(|(speaker, _)| speaker == who.person) => {
            if play.says_it_is_part(who.person) {
                return asked.answer(Way::InPlace, &Reply::own(&say.part_once)).await;
            }
            let words = play.waiting().map(|(speaker, words)| spoken(data, &play, speaker, words)).unwrap_or_default();
            asked.answer(Way::ForAll, &neutral(data).after(&words)).await
        }
        Some((_, true, false)) => asked.answer(Way::InPlace, &Reply::own(&say.part_once)).await,
        Some((_, false, _)) => asked.answer(Way::InPlace, &Reply::own(&say.nothing_waits)).await,
        None => asked.answer(Way::ForYou, &Reply::own(&say.gone)).await,
    }
}

/// It is more than a role, or may be: it ends, and there is help.
async fn more(asked: &Asked<'_>, data: Shared, who: Trainee) -> Result<(), Error> {
    let manner = data.manner(who.person, who.server).await;
    let known = data.roleplays.with(who.channel, |play| {
        let speaker = play.waiting().map(|(speaker, _)| speaker);
        (speaker, play.more_than_a_role())
    })?;
    let words = match known {
        Some((Some(speaker), Some(words))) if speaker == who.person => {
            let heard = data.talks.hear(who.key(true), speaker, &words, &manner.wishes);
            heard.map_or_else(|_| data.talks.help_now(&manner.wishes), |heard| heard.response)
        }
        Some((Some(_), Some(_))) => data.talks.for_a_helper(&manner.wishes),
        _ => data.talks.help_now(&manner.wishes),
    };
    asked.answer(Way::InPlace, &Reply::at_risk(data.say, &words)).await?;
    asked.also(false, &ended_early(data)).await
}

/// Said in the thread where nothing is looked over.
fn ended_early(data: Shared) -> Reply {
    Reply::with(&data.say.roleplay.ended_early, vec![under::private(data.say)])
}

/// Ends it. Gives back what is said in the thread.
pub(super) fn end(data: Shared, channel: u64) -> Result<Reply, Error> {
    let say = &data.say.roleplay;
    let ended = data.roleplays.with(channel, |play| {
        let (waits, went_on) = (play.waits(), play.goes_on());
        play.end();
        match (went_on, waits) {
            (_, true) => ended_early(data),
            (false, _) => Reply::own(&say.declined),
            (true, _) => over(data, &named(&say.over, play)),
        }
    })?;
    Ok(ended.unwrap_or_else(|| Reply::own(&say.gone)))
}

fn over(data: Shared, words: &str) -> Reply {
    let check = quiet(selfcheck::id(selfcheck::Act::Begin, 0), &data.say.selfcheck.begin_label);
    Reply::with(words, vec![Row::Buttons(vec![quiet(id(Act::Show), &data.say.roleplay.show_label), check])])
}

/// How it went, for one of the two.
pub(super) async fn show(data: Shared, who: Trainee) -> Reply {
    let say = &data.say.roleplay;
    let known = data.roleplays.with(who.channel, |play| play.clone());
    let Ok(Some(play)) = known else { return Reply::own(&say.gone) };
    if play.who(who.person).is_none() {
        return Reply::own(&say.not_in_it);
    }
    if !play.is_over() {
        return Reply::own(&say.still_going_on);
    }
    let is_listener = play.listener() == who.person;
    let about = if is_listener { String::new() } else { named(&say.about_the_listener, &play) };
    let looked = data
        .answering
        .spawn_blocking(move || looked_over(data, &play.session(data.engine), who.channel))
        .await;
    match looked {
        Ok(Some((report, _))) if !is_listener => report.after(&about),
        Ok(Some((report, numbers))) => {
            // Once, however often it is looked at.
            if !matches!(data.roleplays.with(who.channel, RolePlay::count), Ok(Some(true))) {
                return report;
            }
            let (mut report, keep) = progress::after(data, who.person, progress::ROLEPLAY, numbers, report).await;
            report.rows.extend(keep.map(|keep| Row::Buttons(vec![keep])));
            report
        }
        Ok(None) => Reply::own(&say.nothing_said),
        Err(_) => Reply::own(&data.say.plain.failed),
    }
}

/// Someone uses the command to end it. Seen by all where there is one, and the report by the one who ended it.
pub(super) async fn end_by_command(asked: &Asked<'_>, data: Shared, who: Trainee) -> Result<(), Error> {
    let say = &data.say.roleplay;
    let known = data
        .roleplays
        .with(who.channel, |play| (play.who(who.person).is_some(), play.goes_on(), play.waits()))?;
    match known {
        Some((true, true, waits)) => {
            asked.answer(Way::ForAll, &end(data, who.channel)?).await?;
            if waits { Ok(()) } else { asked.also(true, &show(data, who).await).await }
        }
        Some((false, true, _)) => asked.answer(Way::ForYou, &Reply::own(&say.not_in_it)).await,
        _ => asked.answer(Way::ForYou, &Reply::own(&say.none_here)).await,
    }
}

/// Ends role-plays in which nothing was said for long. What was said is held a while longer, to be looked over.
pub(super) async fn end_silent_ones(http: &serenity::Http, data: Shared) {
    for (channel, play) in data.roleplays.take_idle() {
        if !play.goes_on() {
            continue;
        }
        data.roleplays.put(channel, play);
        let said = match end(data, channel) {
            Ok(reply) => send::into_after(http, serenity::ChannelId::new(channel), channel, &reply).await,
            Err(why) => Err(why),
        };
        if let Err(why) = said {
            tracing::warn!(cause = %error::cause(&why), "the end of a role-play could not be told");
        }
    }
}

/// A proposal, and the question to the one who spoke, for the drawings of the documentation.
#[cfg(test)]
pub(super) fn for_drawing(say: &RolePlayRows, numbers: &str) -> (Reply, Reply) {
    let mut play = RolePlay::new(1, 2);
    play.agree(1);
    (proposed(say, &play), question(say, true, numbers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_button_says_what_it_does() {
        for (act, _) in ACTS {
            assert_eq!(read(&id(act)), Some(act));
        }
        assert!(read("felt:role:else").is_none() && read("felt:p:said").is_none());
    }
}
