//! `felt doctor`: whether all is there that the bot needs, asked without signing in: no shard identifies.

use std::path::Path;
use std::time::{Duration, SystemTime};

use ::serenity::http::{LightMethod, Request, Route};
use poise::serenity_prelude as serenity;
use serenity::{ApplicationFlags, GuildInfo, Http, HttpError, Permissions};

use super::token::Token;
use super::{client, error, token};
use crate::data::check::check;
use crate::settings::Settings;
use crate::store::{self, Location};

/// A clock that is further off than this is named: Discord ids and sessions are times.
const OFF_AT_MOST: Duration = Duration::from_secs(5);
/// Discord, or the store, that has not answered by then is not there.
const ANSWERS_AT_MOST: Duration = Duration::from_secs(15);
/// What the bot needs on a server to answer mentions.
const NEEDED: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::SEND_MESSAGES)
    .union(Permissions::SEND_MESSAGES_IN_THREADS)
    .union(Permissions::READ_MESSAGE_HISTORY);

/// How one thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As it must be.
    Sound,
    /// The bot runs, and something may be missed.
    Notice,
    /// The bot does not run, or not as it should.
    Wrong,
}

/// One thing that was looked at.
#[derive(Debug)]
pub struct Finding {
    /// How it is.
    pub state: State,
    /// What it is.
    pub what: &'static str,
    /// What was found, and where it is wrong, what would be right.
    pub found: String,
}

/// Looks at everything.
pub async fn examine(settings: &Settings, responses: Option<&Path>) -> Vec<Finding> {
    let mut all = vec![data_files(responses), secret_and_store(settings).await];
    match token::find() {
        Err(why) => all.push(wrong("token", why.to_string().lines().next().unwrap_or_default())),
        Ok(token) => {
            all.push(form(&token));
            all.extend(discord(settings, &token).await);
        }
    }
    all
}

fn data_files(responses: Option<&Path>) -> Finding {
    let report = check(responses);
    match report.faults.first() {
        None => sound("data files", format!("{} files, {} examples", report.files, report.examples)),
        Some(first) => wrong("data files", format!("{} faults; the first: {first}", report.faults.len())),
    }
}

async fn secret_and_store(settings: &Settings) -> Finding {
    let found = async {
        let location = Location::find(settings.store.file.as_deref()).map_err(|why| why.to_string())?;
        if settings.discord.shards.is_a_part() && matches!(location, Location::File(_)) {
            return Err("a part of the shards needs PostgreSQL: set DATABASE_URL".into());
        }
        let (store, _) = store::open(&location).await.map_err(|why| why.to_string())?;
        let whole = store.is_whole().await.map_err(|why| why.to_string());
        store.close().await;
        whole.map(|()| match location {
            Location::File(file) => format!("SQLite, {}", file.display()),
            Location::Database(_) => "PostgreSQL, by DATABASE_URL".into(),
        })
    };
    match tokio::time::timeout(ANSWERS_AT_MOST, found).await {
        Ok(Ok(place)) => sound("store", place),
        Ok(Err(why)) => wrong("store", why),
        Err(_) => wrong("store", "it does not answer"),
    }
}

/// A token is three parts with dots between; what they hold only Discord can judge.
fn form(token: &Token) -> Finding {
    let parts: Vec<&str> = token.expose().split('.').collect();
    let sound_part = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if parts.len() == 3 && parts.iter().all(sound_part) {
        sound("token", "it has the form of one")
    } else {
        wrong(
            "token",
            "a bot's token is three parts with dots between; this may be a client secret or a public key",
        )
    }
}

async fn discord(settings: &Settings, token: &Token) -> Vec<Finding> {
    let http = client::http(settings, token);
    let reached = tokio::time::timeout(ANSWERS_AT_MOST, reach(settings, &http)).await;
    match reached {
        Ok(Ok(findings)) => findings,
        Ok(Err(serenity::Error::Http(HttpError::UnsuccessfulRequest(answer)))) if answer.status_code.as_u16() == 401 => {
            vec![wrong("Discord", "it refused the token: reset it in the developer portal")]
        }
        Ok(Err(why)) => vec![wrong("Discord", format!("{}: {}", settings.discord.api, error::of_serenity(&why)))],
        Err(_) => vec![wrong("Discord", format!("{} does not answer", settings.discord.api))],
    }
}

async fn reach(settings: &Settings, http: &Http) -> serenity::Result<Vec<Finding>> {
    let answer = http.request(Request::new(Route::GatewayBot, LightMethod::Get)).await?;
    let date = answer.headers().get("date").and_then(|date| date.to_str().ok()).map(str::to_owned);
    let gateway = http.get_bot_gateway().await?;
    let mut findings = vec![clock(date.as_deref(), SystemTime::now())];
    let (left, of) = (gateway.session_start_limit.remaining, gateway.session_start_limit.total);
    let advised = gateway.shards;
    let total = settings.discord.shards.total.unwrap_or(advised);
    let found = format!(
        "{}; it advises {advised} shards, {left} of {of} sign-ins are left for today",
        settings.discord.api
    );
    findings.push(if left < u64::from(total) {
        notice("Discord", found)
    } else {
        sound("Discord", found)
    });
    if total < advised {
        let found = format!("discord.shards.total is {total}; Discord advises {advised}");
        findings.push(notice("shards", found));
    }
    let flags = http.get_current_application_info().await?.flags.unwrap_or_default();
    findings.push(intents(settings.discord.message_content, flags));
    findings.push(permissions(&http.get_guilds(None, None).await?));
    Ok(findings)
}

fn intents(wanted: bool, flags: ApplicationFlags) -> Finding {
    let on = flags.intersects(ApplicationFlags::GATEWAY_MESSAGE_CONTENT | ApplicationFlags::GATEWAY_MESSAGE_CONTENT_LIMITED);
    match (wanted, on) {
        (true, false) => wrong(
            "intents",
            "discord.message_content is set; switch Message Content on in the developer portal, under \"Bot\"",
        ),
        (false, true) => notice(
            "intents",
            "Message Content is switched on in the developer portal, and discord.message_content is not set",
        ),
        (true, true) => sound("intents", "Message Content, as the settings say"),
        (false, false) => sound("intents", "none that are privileged"),
    }
}

fn permissions(servers: &[GuildInfo]) -> Finding {
    let lacks = |server: &&GuildInfo| !server.permissions.contains(Permissions::ADMINISTRATOR) && !server.permissions.contains(NEEDED);
    let lacking: Vec<String> = servers.iter().filter(lacks).map(|server| server.id.to_string()).collect();
    if lacking.is_empty() {
        return sound("permissions", format!("looked at {} servers (200 at most): none lacks any", servers.len()));
    }
    let found = format!(
        "View Channels, Send Messages, Send Messages in Threads or Read Message History is missing on {} of {} servers: {}",
        lacking.len(),
        servers.len(),
        lacking.join(", ")
    );
    notice("permissions", found)
}

fn clock(date: Option<&str>, now: SystemTime) -> Finding {
    let Some(theirs) = date.and_then(|date| httpdate::parse_http_date(date).ok()) else {
        return notice("clock", "Discord's answer held no time to compare with");
    };
    let off = now.duration_since(theirs).unwrap_or_else(|why| why.duration());
    if off > OFF_AT_MOST {
        wrong("clock", format!("{} s away from Discord's: set it by the network", off.as_secs()))
    } else {
        sound("clock", "as Discord's")
    }
}

fn sound(what: &'static str, found: impl Into<String>) -> Finding {
    let (state, found) = (State::Sound, found.into());
    Finding { state, what, found }
}

fn notice(what: &'static str, found: impl Into<String>) -> Finding {
    let (state, found) = (State::Notice, found.into());
    Finding { state, what, found }
}

fn wrong(what: &'static str, found: impl Into<String>) -> Finding {
    let (state, found) = (State::Wrong, found.into());
    Finding { state, what, found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_off_is_named() {
        let then = "Sun, 06 Nov 1994 08:49:37 GMT";
        let at = httpdate::parse_http_date(then).expect("a date");
        assert_eq!(clock(Some(then), at + Duration::from_secs(3)).state, State::Sound);
        assert_eq!(clock(Some(then), at - Duration::from_secs(90)).state, State::Wrong);
        assert_eq!(clock(Some("soon"), at).state, State::Notice);
    }

    #[test]
    fn the_intent_must_be_on_where_it_is_wanted() {
        let (on, off) = (ApplicationFlags::GATEWAY_MESSAGE_CONTENT_LIMITED, ApplicationFlags::empty());
        assert_eq!(intents(true, off).state, State::Wrong);
        assert_eq!(intents(true, on).state, State::Sound);
        assert_eq!(intents(false, on).state, State::Notice);
        assert_eq!(intents(false, off).state, State::Sound);
    }
}
