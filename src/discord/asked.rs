//! Someone used a command, pressed a button, chose in a menu or sent a modal, and waits for the answer to it.
//!
//! Discord wants a first answer within three seconds. Where working it out takes longer, Discord is
//! told that it will come, and the answer is then put in that place.

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use poise::serenity_prelude as serenity;
use serenity::{
    Builder, CreateInteractionResponse as Response, CreateInteractionResponseFollowup, CreateInteractionResponseMessage, EditInteractionResponse,
    InteractionResponseFlags, MessageFlags,
};

use super::reply::Reply;
use super::send::no_pings;
use super::{Context, Error, widgets};

/// An answer that is not there by then is announced.
const ANNOUNCED_AFTER: Duration = Duration::from_millis(1_500);

/// Where an answer appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// As a message that only the one who asked sees.
    ForYou,
    /// As a message that everyone in the place sees.
    ForAll,
    /// In place of the message whose button was pressed.
    InPlace,
}

/// An interaction that waits for its answer.
pub(super) struct Asked<'a> {
    http: &'a serenity::Http,
    id: serenity::InteractionId,
    token: &'a str,
    /// 0: nothing was sent yet. 1: a message was announced. 2: it was announced that a message will change.
    announced: AtomicU8,
}

impl<'a> Asked<'a> {
    /// A command.
    pub(super) fn command(ctx: Context<'a>) -> Asked<'a> {
        let asked = ctx.interaction;
        Asked::of(ctx.serenity_context().http.as_ref(), asked.id, &asked.token)
    }

    /// Any interaction, by its id and its secret.
    pub(super) fn of(http: &'a serenity::Http, id: serenity::InteractionId, token: &'a str) -> Asked<'a> {
        let announced = AtomicU8::new(0);
        Asked { http, id, token, announced }
    }

    /// Waits for what the answer is made of. Where that takes long, the answer is announced.
    ///
    /// # Errors
    /// Where Discord does not take the announcement.
    pub(super) async fn in_time<T>(&self, way: Way, work: impl Future<Output = T>) -> Result<T, Error> {
        let mut work = std::pin::pin!(work);
        tokio::select! {
            done = &mut work => return Ok(done),
            () = tokio::time::sleep(ANNOUNCED_AFTER) => {}
        }
        let (announcement, announced) = match way {
            Way::ForYou => (Response::Defer(CreateInteractionResponseMessage::new().ephemeral(true)), 1),
            Way::ForAll => (Response::Defer(CreateInteractionResponseMessage::new()), 1),
            Way::InPlace => (Response::Acknowledge, 2),
        };
        announcement.execute(self.http, (self.id, self.token)).await?;
        self.announced.store(announced, Ordering::SeqCst);
        Ok(work.await)
    }

    /// Gives the answer.
    ///
    /// # Errors
    /// Where Discord does not take it.
    pub(super) async fn answer(&self, way: Way, reply: &Reply) -> Result<(), Error> {
        match (self.announced.load(Ordering::SeqCst), way) {
            (0, _) => {
                let whole = match way {
                    Way::ForYou => Response::Message(first(reply, InteractionResponseFlags::EPHEMERAL | InteractionResponseFlags::SUPPRESS_EMBEDS)),
                    Way::ForAll => Response::Message(first(reply, InteractionResponseFlags::SUPPRESS_EMBEDS)),
                    Way::InPlace => Response::UpdateMessage(first(reply, InteractionResponseFlags::SUPPRESS_EMBEDS)),
                };
                let body = widgets::with_ids_as_text(&whole)?;
                self.http.create_interaction_response(self.id, self.token, &body, widgets::files(reply)).await?;
            }
            (1, _) | (_, Way::InPlace) => {
                let edit = EditInteractionResponse::new()
                    .content(&reply.words)
                    .allowed_mentions(no_pings())
                    .components(widgets::rows(reply));
                let edit = widgets::files(reply).into_iter().fold(edit, EditInteractionResponse::new_attachment);
                let body = widgets::with_ids_as_text(&edit)?;
                self.http.edit_original_interaction_response(self.token, &body, widgets::files(reply)).await?;
            }
            (_, Way::ForYou) => self.also(true, reply).await?,
            (_, Way::ForAll) => self.also(false, reply).await?,
        }
        Ok(())
    }

    /// Says something more, after the answer: to the one who asked alone, or to everyone in the place.
    ///
    /// # Errors
    /// Where Discord does not take it.
    pub(super) async fn also(&self, for_you: bool, reply: &Reply) -> Result<(), Error> {
        let flags = if for_you {
            MessageFlags::SUPPRESS_EMBEDS | MessageFlags::EPHEMERAL
        } else {
            MessageFlags::SUPPRESS_EMBEDS
        };
        let more = CreateInteractionResponseFollowup::new()
            .content(&reply.words)
            .allowed_mentions(no_pings())
            .flags(flags)
            .components(widgets::rows(reply));
        let more = widgets::files(reply).into_iter().fold(more, CreateInteractionResponseFollowup::add_file);
        let body = widgets::with_ids_as_text(&more)?;
        self.http.create_followup_message(self.token, &body, widgets::files(reply)).await?;
        Ok(())
    }

    /// Opens a modal.
    ///
    /// # Errors
    /// Where Discord does not take it.
    pub(super) async fn open(&self, modal: serenity::CreateModal) -> Result<(), Error> {
        Response::Modal(modal).execute(self.http, (self.id, self.token)).await?;
        Ok(())
    }
}

fn first(reply: &Reply, flags: InteractionResponseFlags) -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new()
        .content(&reply.words)
        .allowed_mentions(no_pings())
        .flags(flags)
        .components(widgets::rows(reply))
        .files(widgets::files(reply))
}
