//! The local page for whoever runs the bot: `/metrics` with its numbers, `/health` with its state.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use poise::serenity_prelude as serenity;
use serenity::ShardManager;
use tokio::net::TcpListener;

use super::{Shared, metrics};

/// How Prometheus is told what it reads.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// What the pages are made of.
#[derive(Clone)]
struct Watched {
    data: Shared,
    shards: Arc<ShardManager>,
}

/// Takes the address, so that one that cannot be had is known at the start.
///
/// # Errors
/// In words for the operator.
pub(super) async fn listen(address: SocketAddr) -> Result<TcpListener, String> {
    let bound = TcpListener::bind(address).await;
    bound.map_err(|why| format!("metrics.address: {address} cannot be listened on: {}", why.kind()))
}

/// Answers for as long as the process runs.
pub(super) async fn serve(listener: TcpListener, data: Shared, shards: Arc<ShardManager>) {
    let pages = Router::new().route("/metrics", get(numbers)).route("/health", get(health));
    let pages = pages.with_state(Watched { data, shards });
    if axum::serve(listener, pages).await.is_err() {
        tracing::error!("the numbers are no longer shown");
    }
}

async fn numbers(State(of): State<Watched>) -> Response {
    let page = of.data.metrics.page(&of.shards, of.data.shards.get()).await;
    ([(header::CONTENT_TYPE, OPEN_METRICS)], page).into_response()
}

/// 200 where all of this process's shards are connected and the store answers, else 503; and which of it is not so.
async fn health(State(of): State<Watched>) -> Response {
    let shards = metrics::states(&of.shards, of.data.shards.get()).await;
    let connected = shards.iter().filter(|(_, connected, _)| *connected).count();
    let stored = of.data.kept.answers().await;
    let sound = connected == shards.len() && connected > 0 && stored.is_ok();
    let store = stored.map_or_else(|why| why.to_string(), |()| "the store answers".into());
    let page = format!("shards connected: {connected} of {}\n{store}\n", shards.len());
    let status = if sound { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, page).into_response()
}
