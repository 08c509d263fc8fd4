//! What is said when something fails: plain words to the user, the chain of causes to the operator.
//!
//! Causes are written by other crates, and some of them quote what they choked on: JSON errors
//! quote values, web errors quote addresses that hold an interaction's secret. [`cause`] says what
//! kind of fault it was without quoting.

use std::time::Duration;

use poise::serenity_prelude as serenity;
use serenity::{GatewayError, HttpError};

use super::metrics::Asked;
use super::reply::Reply;
use super::talks::EngineFailed;
use super::{Context, Error, Shared, send};
use crate::store::StoreError;

/// The one place where failures of commands and events end.
pub(super) async fn on_error(failure: poise::FrameworkError<'_, Shared, Error>) {
    use poise::FrameworkError as F;
    match failure {
        F::Command { error, .. } if is_too_late(&error) => {
            tracing::warn!("an answer came too late: Discord no longer waited for it");
        }
        F::Command { error, ctx, .. } => {
            ctx.data().metrics.answered(Asked::Command, Duration::ZERO, &Err::<(), _>(&error));
            tracing::error!(command = %ctx.command().name, cause = %cause(&error), "a command failed");
            tell(ctx).await;
        }
        F::CommandPanic { ctx, .. } => {
            tracing::error!(command = %ctx.command().name, "a command broke off");
            tell(ctx).await;
        }
        F::ArgumentParse { ctx, .. } => {
            tracing::warn!(command = %ctx.command().name, "a command came with what it could not read");
            tell(ctx).await;
        }
        F::CommandStructureMismatch { ctx, description, .. } => {
            tracing::warn!(command = %ctx.command().name, description, "Discord knows this command in another form");
            tell(poise::Context::Application(ctx)).await;
        }
        F::EventHandler { error, event, .. } => {
            tracing::error!(event = event.snake_case_name(), cause = %cause(&error), "an event was not answered");
        }
        // It was told why.
        F::CommandCheckFailed { error: None, .. } => {}
        F::CommandCheckFailed { error: Some(error), .. } => {
            tracing::error!(cause = %cause(&error), "a command was not carried out");
        }
        F::UnknownInteraction { .. } => {
            tracing::warn!("a command was used that this version does not have")
        }
        F::Setup { error, .. } => {
            tracing::error!(cause = %cause(&error), "the bot could not be set up")
        }
        _ => tracing::warn!("poise reported a failure of a kind that this bot does not use"),
    }
}

/// Tells the user that it did not work, as long as nothing was said yet.
async fn tell(ctx: poise::Context<'_, Shared, Error>) {
    let poise::Context::Application(ctx) = ctx else {
        return;
    };
    if ctx.has_sent_initial_response.load(std::sync::atomic::Ordering::SeqCst) {
        return;
    }
    if let Err(why) = said_that_it_failed(ctx).await {
        tracing::warn!(cause = %cause(&why), "the user could not be told either");
    }
}

async fn said_that_it_failed(ctx: Context<'_>) -> Result<(), Error> {
    send::to_command(ctx, &Reply::own(&ctx.data().say.plain.failed)).await
}

/// The chain of causes, in words that quote nobody.
pub(super) fn cause(error: &Error) -> String {
    let mut links = Vec::new();
    for error in error.chain() {
        links.push(link(error));
        // What is under a fault of serenity's is told with it.
        if error.is::<serenity::Error>() {
            break;
        }
    }
    links.join(": ")
}

/// Whether Discord no longer waits for this answer: an unknown interaction, an unknown webhook, or a secret that has run out.
pub(super) fn is_too_late(error: &Error) -> bool {
    let Some(serenity::Error::Http(HttpError::UnsuccessfulRequest(answer))) = error.downcast_ref::<serenity::Error>() else {
        return false;
    };
    // https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
    matches!(answer.error.code, 10_062 | 10_015 | 50_027)
}

/// One link of the chain. What is not known to be safe to quote is named by its kind.
fn link(error: &(dyn std::error::Error + 'static)) -> String {
    if let Some(error) = error.downcast_ref::<serenity::Error>() {
        return of_serenity(error);
    }
    if let Some(error) = error.downcast_ref::<StoreError>() {
        return error.to_string();
    }
    if let Some(error) = error.downcast_ref::<EngineFailed>() {
        return error.to_string();
    }
    if let Some(error) = error.downcast_ref::<std::io::Error>() {
        return error.kind().to_string();
    }
    "a cause of another kind".into()
}

/// A fault of serenity's, without what it quotes.
pub(super) fn of_serenity(error: &serenity::Error) -> String {
    match error {
        serenity::Error::Http(error) => of_http(error),
        serenity::Error::Gateway(GatewayError::Closed(frame)) => match frame {
            Some(frame) => format!("Discord closed the connection with code {}", u16::from(frame.code)),
            None => "Discord closed the connection".into(),
        },
        serenity::Error::Gateway(error) => format!("gateway: {error}"),
        serenity::Error::Json(error) => {
            format!("what Discord sent could not be read ({:?} at column {})", error.classify(), error.column())
        }
        serenity::Error::Io(error) => format!("the connection failed: {}", error.kind()),
        serenity::Error::Tungstenite(_) => "the gateway's connection failed".into(),
        serenity::Error::Model(error) => format!("refused before sending: {error}"),
        serenity::Error::Client(error) => format!("client: {error}"),
        _ => "another fault of the connection to Discord".into(),
    }
}

fn of_http(error: &HttpError) -> String {
    match error {
        HttpError::UnsuccessfulRequest(answer) => {
            // A field's path is named as Discord names it; its message might quote the value.
            let fields: Vec<_> = answer.error.errors.iter().map(|e| format!("{} at {}", e.code, e.path)).collect();
            let fields = if fields.is_empty() {
                String::new()
            } else {
                format!(" ({})", fields.join(", "))
            };
            let (status, code) = (answer.status_code.as_u16(), answer.error.code);
            format!("Discord answered {} with {status}, code {code}{fields}", answer.method)
        }
        HttpError::Request(error) if error.is_timeout() => "the request took too long".into(),
        HttpError::Request(error) if error.is_connect() => "Discord's API could not be reached".into(),
        HttpError::Request(error) if error.is_decode() => "what Discord's API answered could not be read".into(),
        HttpError::Request(_) => "a request could not be sent".into(),
        _ => "a request could not be made".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cause_quotes_is_left_out() {
        let quoting = serde_json::from_str::<u8>("\"my secret words\"").expect_err("no number");
        assert!(quoting.to_string().contains("my secret words"));
        let told = cause(&Error::from(serenity::Error::Json(quoting)).context("while answering"));
        assert!(told.contains("could not be read") && !told.contains("secret"), "{told}");
    }
}
