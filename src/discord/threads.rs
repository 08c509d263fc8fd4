//! Opens and ends threads in which a person is listened to.

use std::time::Duration;

use poise::serenity_prelude as serenity;
use serenity::{AutoArchiveDuration, ChannelId, ChannelType, CreateThread, EditThread, Permissions};

use super::reply::Reply;
use super::{Error, Shared, buttons, error, roleplay, send};
use crate::store::{OptIn, PlaceKey, Threads};

/// Silent threads are looked for so often.
const LOOKED_FOR: Duration = Duration::from_secs(20);

/// What is known of someone who asks for a thread.
pub(super) struct Wanted {
    /// The person.
    pub(super) person: u64,
    /// The server.
    pub(super) server: u64,
    /// The channel in which it was asked.
    pub(super) channel: u64,
    /// What kind of channel that is.
    pub(super) kind: Option<ChannelType>,
    /// The person's roles.
    pub(super) roles: Vec<u64>,
    /// What the bot may do in the channel.
    pub(super) may: Permissions,
}

/// Opens a thread, where the bot can listen in it, the moderators allow it and Discord lets it.
pub(super) async fn open(http: &serenity::Http, data: Shared, wanted: &Wanted) -> Reply {
    let say = &data.say.listen;
    if !data.settings.discord.message_content {
        return Reply::own(&say.no_intent);
    }
    if wanted.kind != Some(ChannelType::Text) {
        return Reply::own(&say.in_private);
    }
    let server = data.kept.server(wanted.server).await;
    let settings = &server.settings;
    if server.blocked_channels.contains(&wanted.channel) || !settings.channels.contains(&wanted.channel) {
        return Reply::own(&say.not_here);
    }
    if !settings.roles.is_empty() && !settings.roles.iter().any(|role| wanted.roles.contains(role)) {
        return Reply::own(&say.not_your_role);
    }
    let (kind, needed) = match settings.threads {
        Threads::Private => (ChannelType::PrivateThread, Permissions::CREATE_PRIVATE_THREADS),
        Threads::Public => (ChannelType::PublicThread, Permissions::CREATE_PUBLIC_THREADS),
    };
    if !wanted.may.contains(needed | Permissions::SEND_MESSAGES_IN_THREADS) {
        return Reply::own(&say.not_possible);
    }
    match begin(http, data, wanted, kind).await {
        Ok(reply) => reply,
        Err(why) => {
            tracing::warn!(cause = %error::cause(&why), "a thread could not be opened");
            Reply::own(&say.not_possible)
        }
    }
}

async fn begin(http: &serenity::Http, data: Shared, wanted: &Wanted, kind: ChannelType) -> Result<Reply, Error> {
    let say = &data.say.listen;
    let mut asked_for = CreateThread::new(&say.thread_name)
        .kind(kind)
        .auto_archive_duration(AutoArchiveDuration::OneHour);
    if kind == ChannelType::PrivateThread {
        asked_for = asked_for.invitable(false);
    }
    let thread = ChannelId::new(wanted.channel).create_thread(http, asked_for).await?.id;
    http.add_thread_channel_member(thread, serenity::UserId::new(wanted.person)).await?;
    let opt_in = OptIn {
        place: data.kept.place(thread.get()),
        server: wanted.server,
        person: data.kept.key(wanted.person),
    };
    if let Err(why) = data.kept.opt_in(&opt_in).await {
        archive(http, Some(thread.get())).await;
        return Ok(buttons::failed(&why, &data.say.plain.not_saved));
    }
    data.listening.open(opt_in.place, opt_in.person, thread.get());
    send::into(http, thread, &Reply::own(&say.begin)).await?;
    // What to expect stands at the thread's beginning.
    data.met(wanted.person);
    Ok(Reply::own(&say.opened.replace("{thread}", &format!("<#{thread}>"))))
}

/// Ends listening in a thread. The thread itself is put away, not deleted: it is the people's.
pub(super) async fn end(http: &serenity::Http, data: Shared, place: PlaceKey, channel: Option<u64>) {
    data.listening.close(place);
    if let Err(why) = data.kept.opt_out(place).await {
        tracing::error!(cause = %why, "the end of a talk in a thread could not be kept");
    }
    archive(http, channel).await;
}

async fn archive(http: &serenity::Http, channel: Option<u64>) {
    let Some(channel) = channel else { return };
    if let Err(why) = ChannelId::new(channel).edit_thread(http, EditThread::new().archived(true)).await {
        tracing::debug!(cause = %error::of_serenity(&why), "a thread could not be put away");
    }
}

/// Ends talks in which nothing was said for long, for as long as the bot runs.
pub(super) async fn end_silent_ones(http: &serenity::Http, data: Shared) {
    let often = LOOKED_FOR.min(data.settings.talks.idle / 2).max(Duration::from_millis(50));
    loop {
        tokio::time::sleep(often).await;
        for silent in data.listening.take_silent() {
            end(http, data, silent.place, silent.channel).await;
        }
        roleplay::end_silent_ones(http, data).await;
    }
}
