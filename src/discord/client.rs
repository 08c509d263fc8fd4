//! Connects to Discord, stays connected, and stops cleanly.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use poise::serenity_prelude as serenity;
use serenity::{GatewayError, GatewayIntents, HttpBuilder, HttpError};
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

use super::kept::Kept;
use super::metrics::{Asked, Metrics};
use super::token::Token;
use super::{Data, Error, Found, NOT_SET_UP, Shared, commands, error, events, send, shards, threads, watch};
use crate::Engine;
use crate::practice::rows::PracticeRows;
use crate::settings::Settings;
use crate::store::{self, PersonKey};

/// How long a shutdown waits for the connections to close.
const CLOSING_AT_MOST: Duration = Duration::from_secs(4);
/// How long it then waits for answers that are on their way.
const ANSWERS_AT_MOST: Duration = Duration::from_secs(4);

/// What the bot asks to be told. Message content is not among it unless the operator says so: direct messages, messages that
/// mention the bot, and the targets of its commands bring theirs along.
const INTENTS: GatewayIntents = GatewayIntents::GUILDS
    .union(GatewayIntents::GUILD_MESSAGES)
    .union(GatewayIntents::DIRECT_MESSAGES);

/// Runs the bot until it is told to stop.
pub(super) async fn run(
    settings: Settings,
    engine: &'static Engine,
    practice: &'static PracticeRows,
    found: &Found,
    answering: Handle,
) -> anyhow::Result<ExitCode> {
    // From here on a signal ends the bot in order, also while it is still connecting.
    let stop = Stop::listen()?;
    let watched = match settings.metrics.address {
        Some(address) => match watch::listen(address).await {
            Ok(listener) => Some(listener),
            Err(why) => {
                eprintln!("{why}");
                return Ok(ExitCode::from(NOT_SET_UP));
            }
        },
        None => None,
    };
    let metrics = Arc::new(Metrics::new());
    let kept = match store::open(&found.store).await {
        Ok((store, secret)) => Arc::new(Kept::new(store, secret, settings.talks.at_most, metrics.clone())),
        Err(why) => {
            eprintln!("{why}");
            return Ok(ExitCode::from(NOT_SET_UP));
        }
    };
    let api = settings.discord.api.clone();
    let http = http(&settings, &found.token);
    let stopping = CancellationToken::new();
    let data = Data::new(settings, engine, practice, kept.clone(), metrics, answering.clone(), stopping.clone());
    let data: Shared = Box::leak(Box::new(data));

    let mut connecting = std::pin::pin!(connect(http, data));
    let mut stop = std::pin::pin!(stop.told());
    let mut client = tokio::select! {
        () = &mut stop => return Ok(ExitCode::SUCCESS),
        client = &mut connecting => match client {
            Ok(client) => client,
            Err(why) => return refused(&api, &why),
        },
    };
    let manager = client.shard_manager.clone();
    let http = client.http.clone();
    if let Some(listener) = watched {
        let shards = manager.clone();
        answering.spawn(async move { watch::serve(listener, data, shards).await });
    }
    // These end with the process: nothing of them must be waited for.
    answering.spawn(async move {
        // A talk is known by the person's id and not by the key: few are forgotten, so each talk's is made then.
        let forgotten = |key: PersonKey| data.talks.forget_those(|person| data.kept.key(person) == key);
        data.kept.follow_changes(forgotten).await;
    });
    answering.spawn(async move { threads::end_silent_ones(&http, data).await });
    let ended = tokio::select! {
        () = &mut stop => None,
        ended = shards::stay_connected(&mut client, data) => Some(ended),
    };
    let Some(ended) = ended else {
        tracing::info!("stopping");
        // No new events first, then the answers to those that came.
        let _ = tokio::time::timeout(CLOSING_AT_MOST, manager.shutdown_all()).await;
        // A burst that is still being written is answered as it is.
        stopping.cancel();
        data.under_way.close();
        if tokio::time::timeout(ANSWERS_AT_MOST, data.under_way.wait()).await.is_err() {
            tracing::warn!(left = data.under_way.len(), "answers were still on their way");
        }
        kept.close().await;
        return Ok(ExitCode::SUCCESS);
    };
    match ended {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(why) => refused(&api, &why),
    }
}

/// The way to the API. Where another server stands in Discord's place, that server keeps the
/// request limits: serenity's own rate limiter would pass the proxy by.
pub(super) fn http(settings: &Settings, token: &Token) -> serenity::Http {
    let builder = HttpBuilder::new(token.expose());
    if settings.discord.is_elsewhere() {
        builder.proxy(settings.discord.api.clone()).ratelimiter_disabled(true).build()
    } else {
        builder.build()
    }
}

/// Makes the client, with all commands.
async fn connect(http: serenity::Http, data: Shared) -> serenity::Result<serenity::Client> {
    let intents = if data.settings.discord.message_content {
        INTENTS | GatewayIntents::MESSAGE_CONTENT
    } else {
        INTENTS
    };
    let framework = poise::Framework::builder()
        .options(options(data))
        .setup(move |ctx, _ready, framework| {
            let wanted = poise::builtins::create_application_commands(&framework.options().commands);
            let http = ctx.http.clone();
            // The list is the whole bot's: of many processes one gives it. In its own task, so that nobody's message waits
            // until Discord has taken it.
            if data.shards.get().is_some_and(|own| own.range.contains(&0)) {
                data.under_way.spawn(async move { register(&http, wanted).await });
            }
            Box::pin(async move { Ok(data) })
        })
        .build();
    serenity::ClientBuilder::new_with_http(http, intents).framework(framework).await
}

fn options(data: Shared) -> poise::FrameworkOptions<Shared, Error> {
    poise::FrameworkOptions {
        commands: commands::all(&data.engine.commands, data.say, data.practice),
        command_check: Some(|ctx| Box::pin(commands::may(ctx))),
        pre_command: |ctx| Box::pin(async move { ctx.set_invocation_data(Instant::now()).await }),
        post_command: |ctx| {
            Box::pin(async move {
                if let Some(began) = ctx.invocation_data::<Instant>().await {
                    ctx.data().metrics.answered(Asked::Command, began.elapsed(), &Ok::<(), Error>(()));
                }
            })
        },
        on_error: |failure| Box::pin(error::on_error(failure)),
        event_handler: |framework, event| Box::pin(events::handle(framework, event)),
        // For whatever poise itself would say.
        allowed_mentions: Some(send::no_pings()),
        initialize_owners: false,
        prefix_options: poise::PrefixFrameworkOptions {
            mention_as_prefix: false,
            ..Default::default()
        },
        ..Default::default()
    }
}

/// Gives Discord the list of commands. A failure leaves the list of the last time in force.
async fn register(http: &serenity::Http, wanted: Vec<serenity::CreateCommand>) {
    match serenity::Command::set_global_commands(http, wanted).await {
        Ok(taken) => tracing::info!(commands = taken.len(), "commands registered"),
        Err(why) => {
            tracing::error!(cause = %error::cause(&why.into()), "the commands could not be registered")
        }
    }
}

/// Says in plain words why Discord would not have the bot, where the operator can do something.
fn refused(api: &str, why: &serenity::Error) -> anyhow::Result<ExitCode> {
    match why {
        serenity::Error::Gateway(GatewayError::InvalidAuthentication) => {
            eprintln!("Discord refused the token. Reset it in the developer portal and start the bot with the new one.");
            Ok(ExitCode::from(NOT_SET_UP))
        }
        serenity::Error::Http(HttpError::UnsuccessfulRequest(answer)) if answer.status_code.as_u16() == 401 => {
            eprintln!("Discord refused the token. Reset it in the developer portal and start the bot with the new one.");
            Ok(ExitCode::from(NOT_SET_UP))
        }
        serenity::Error::Gateway(GatewayError::DisallowedGatewayIntents | GatewayError::InvalidGatewayIntents) => {
            eprintln!(
                "Discord refused the intents the bot asks for. It needs none of the privileged ones, unless discord.message_content is set: \
                 then switch Message Content on in the developer portal, under \"Bot\"."
            );
            Ok(ExitCode::from(NOT_SET_UP))
        }
        // Not the error itself: what it quotes is not for a terminal either.
        _ => anyhow::bail!("the bot could not go on at {api}: {}", error::of_serenity(why)),
    }
}

/// Being told to stop: SIGTERM or Ctrl-C.
struct Stop {
    #[cfg(unix)]
    terminated: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupted: tokio::signal::unix::Signal,
}

impl Stop {
    #[cfg(unix)]
    fn listen() -> std::io::Result<Stop> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Stop {
            terminated: signal(SignalKind::terminate())?,
            interrupted: signal(SignalKind::interrupt())?,
        })
    }

    #[cfg(unix)]
    async fn told(mut self) {
        tokio::select! {
            _ = self.terminated.recv() => {}
            _ = self.interrupted.recv() => {}
        }
    }

    #[cfg(not(unix))]
    fn listen() -> std::io::Result<Stop> {
        Ok(Stop {})
    }

    #[cfg(not(unix))]
    async fn told(self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
