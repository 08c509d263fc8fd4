//! Buttons and menus as Discord takes them.

use poise::serenity_prelude as serenity;
use serenity::{
    ButtonStyle, ChannelId, ChannelType, CreateActionRow, CreateAttachment, CreateButton, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
    RoleId,
};

use serde::Serialize;
use serde_json::Value;

use super::Error;
use super::reply::Reply;
use super::under::{Button, Look, Menu, Of, Row};

/// The rows under a reply.
pub(super) fn rows(reply: &Reply) -> Vec<CreateActionRow> {
    reply.rows.iter().map(row).collect()
}

/// The file beside a reply.
pub(super) fn files(reply: &Reply) -> Vec<CreateAttachment> {
    let file = reply.file.iter();
    file.map(|file| CreateAttachment::bytes(file.bytes.clone(), file.name).description(&file.alt))
        .collect()
}

/// A body with the ids of what is chosen in menus, and of pictures, as text, as Discord documents them: serenity writes numbers.
pub(super) fn with_ids_as_text(body: &impl Serialize) -> Result<Value, Error> {
    let mut body = serde_json::to_value(body)?;
    let message = if body["data"].is_object() { &mut body["data"] } else { &mut body };
    for attached in message.get_mut("attachments").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(id) = attached["id"].as_u64() {
            attached["id"] = Value::String(id.to_string());
        }
    }
    let rows = message.get_mut("components").and_then(Value::as_array_mut);
    let parts = rows.into_iter().flatten().filter_map(|row| row.get_mut("components")?.as_array_mut()).flatten();
    for chosen in parts.filter_map(|part| part.get_mut("default_values")?.as_array_mut()).flatten() {
        if let Some(id) = chosen["id"].as_u64() {
            chosen["id"] = Value::String(id.to_string());
        }
    }
    Ok(body)
}

fn row(row: &Row) -> CreateActionRow {
    match row {
        Row::Buttons(buttons) => CreateActionRow::Buttons(buttons.iter().map(button).collect()),
        Row::Menu(of) => CreateActionRow::SelectMenu(menu(of)),
    }
}

fn button(button: &Button) -> CreateButton {
    let style = match button.look {
        Look::Quiet => ButtonStyle::Secondary,
        Look::Grave => ButtonStyle::Danger,
        Look::Pressed => ButtonStyle::Success,
    };
    let made = CreateButton::new(&button.id).label(&button.label).style(style);
    if button.look == Look::Pressed { made.disabled(true) } else { made }
}

fn menu(menu: &Menu) -> CreateSelectMenu {
    // Discord knows no id of 0, and serenity makes none.
    let ids = |ids: &[u64]| ids.iter().copied().filter(|id| *id != 0).collect::<Vec<_>>();
    let kind = match &menu.of {
        Of::Options(options) => CreateSelectMenuKind::String {
            options: options
                .iter()
                .map(|option| CreateSelectMenuOption::new(&option.label, &option.value).default_selection(option.chosen))
                .collect(),
        },
        Of::Channels(chosen) => CreateSelectMenuKind::Channel {
            channel_types: Some(vec![ChannelType::Text]),
            default_channels: Some(ids(chosen).into_iter().map(ChannelId::new).collect()),
        },
        Of::Roles(chosen) => CreateSelectMenuKind::Role {
            default_roles: Some(ids(chosen).into_iter().map(RoleId::new).collect()),
        },
        Of::People => CreateSelectMenuKind::User { default_users: None },
    };
    CreateSelectMenu::new(&menu.id, kind)
        .placeholder(&menu.hint)
        .min_values(menu.least)
        .max_values(menu.most)
}
