//! The WebSocket: HELLO, IDENTIFY, READY, RESUME, heartbeats.

use std::io::Write;
use std::sync::Arc;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use super::TOKEN;
use super::state::{Out, Shared};
use super::world;

/// What is longer goes compressed to a bot that takes compressed frames, as Discord may send any.
const LONG: usize = 600;
/// What the bot may not ask for: members, presences.
const PRIVILEGED: u64 = 1 << 1 | 1 << 8;
/// What it may ask for where it is switched on.
const MESSAGE_CONTENT: u64 = 1 << 15;

/// Takes connections for as long as the stand-in runs.
pub async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(connection(stream, shared.clone()));
    }
}

async fn connection(stream: TcpStream, shared: Arc<Shared>) {
    let Ok(mut ws) = tokio_tungstenite::accept_async(stream).await else {
        return;
    };
    let (out, mut going_out) = mpsc::unbounded_channel();
    let number = shared.new_connection();
    let heartbeat = shared.heartbeat;
    let interval = u64::try_from(heartbeat.as_millis()).expect("short");
    let mut compresses = false;
    let _ = out.send(Out::Text(json!({"op": 10, "d": {"heartbeat_interval": interval}}).to_string()));
    let mut session = None;
    let mut overdue = Box::pin(tokio::time::sleep(heartbeat * 2));
    loop {
        tokio::select! {
            sent = going_out.recv() => match sent {
                // A connection that has gone silent is still there, and nothing comes on it.
                Some(Out::Text(_)) if shared.is_silent(number) => {}
                Some(Out::Text(frame)) => {
                    let sent = if compresses && frame.len() > LONG { Message::Binary(compressed(&frame)) } else { Message::Text(frame) };
                    if ws.send(sent).await.is_err() { return }
                }
                Some(Out::HangUp) | None => return,
            },
            came = ws.next() => {
                let Some(Ok(came)) = came else { return };
                let Message::Text(text) = came else { continue };
                if shared.is_silent(number) {
                    continue;
                }
                compresses |= text.contains("\"compress\":true");
                match received(&shared, &out, &mut session, &text) {
                    Ok(Heard::SignOfLife) => overdue = Box::pin(tokio::time::sleep(heartbeat * 2)),
                    Ok(Heard::Else) => {}
                    Err(code) => {
                        let frame = CloseFrame { code: code.into(), reason: "".into() };
                        let _ = ws.close(Some(frame)).await;
                        return;
                    }
                }
            },
            () = &mut overdue => {
                if shared.is_silent(number) {
                    return;
                }
                shared.breach("gateway: no heartbeat for twice the interval");
                return;
            }
        }
    }
}

fn compressed(frame: &str) -> Vec<u8> {
    let mut into = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    into.write_all(frame.as_bytes()).expect("memory takes it");
    into.finish().expect("memory takes it")
}

enum Heard {
    SignOfLife,
    Else,
}

/// Handles one frame of the bot's. An error is the code the connection is closed with.
fn received(shared: &Shared, out: &mpsc::UnboundedSender<Out>, session: &mut Option<String>, text: &str) -> Result<Heard, u16> {
    let Ok(frame) = serde_json::from_str::<Value>(text) else {
        shared.breach("gateway: a frame that is no JSON");
        return Err(4002);
    };
    if text.len() > 4096 {
        shared.breach("gateway: a frame of more than 4,096 bytes");
        return Err(4002);
    }
    let data = &frame["d"];
    match frame["op"].as_u64() {
        Some(1) => {
            let _ = out.send(Out::Text(json!({"op": 11}).to_string()));
            return Ok(Heard::SignOfLife);
        }
        Some(2) => {
            if session.is_some() {
                shared.breach("gateway: identifies twice");
                return Err(4005);
            }
            *session = Some(identify(shared, out, data)?);
        }
        Some(3) => {}
        Some(6) => {
            check_token(shared, data)?;
            let name = data["session_id"].as_str().unwrap_or_default();
            if shared.resume_session(name, data["seq"].as_u64().unwrap_or(0), out.clone()) {
                *session = Some(name.to_owned());
            } else {
                let _ = out.send(Out::Text(json!({"op": 9, "d": false}).to_string()));
            }
        }
        other => {
            shared.breach(format!("gateway: unknown opcode {other:?}"));
            return Err(4001);
        }
    }
    Ok(Heard::Else)
}

fn identify(shared: &Shared, out: &mpsc::UnboundedSender<Out>, data: &Value) -> Result<String, u16> {
    check_token(shared, data)?;
    let Some(intents) = data["intents"].as_u64() else {
        shared.breach("gateway: IDENTIFY without intents");
        return Err(4013);
    };
    if intents & PRIVILEGED != 0 || (intents & MESSAGE_CONTENT != 0 && !shared.content) {
        shared.breach(format!("gateway: IDENTIFY asks for privileged intents: {intents:#b}"));
        return Err(4014);
    }
    for field in ["os", "browser", "device"] {
        if !data["properties"][field].is_string() {
            shared.breach(format!("gateway: IDENTIFY without properties.{field}"));
        }
    }
    let shard = if data["shard"].is_array() { data["shard"].clone() } else { json!([0, 1]) };
    let (number, total) = (shard[0].as_u64().unwrap_or(0), shard[1].as_u64().unwrap_or(0));
    if number >= total {
        shared.breach(format!("gateway: IDENTIFY as shard {number} of {total}"));
        return Err(4010);
    }
    let session = shared.begin_session((number, total), out.clone());
    shared.dispatch_to(&session, "READY", &world::ready(&session, &shared.ws, &shard));
    if (world::GUILD >> 22) % total == number {
        shared.dispatch_to(&session, "GUILD_CREATE", &world::guild());
    }
    Ok(session)
}

fn check_token(shared: &Shared, data: &Value) -> Result<(), u16> {
    // serenity writes "Bot " before the token here too, and Discord takes it.
    if data["token"].as_str().is_some_and(|token| token.trim_start_matches("Bot ") == TOKEN) {
        return Ok(());
    }
    shared.breach("gateway: a wrong token");
    Err(4004)
}
