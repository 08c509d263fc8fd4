//! The operator's log, on stderr. What people write is never in it.
//!
//! The bot's own lines are written so that they hold none. Other crates' lines are not in our
//! hands: serenity, for one, puts a message it could not read into a warning, whole. Of theirs
//! only the place is told, and only from `warn` on. A panic's words may quote a text as well, so
//! there too only the place is told.

use std::fmt;
use std::sync::Once;

use tracing::{Event, Metadata, Subscriber, level_filters::LevelFilter};
use tracing_subscriber::Layer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields, format};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;

use crate::settings::Level;

/// Starts the log. A second call does nothing.
pub(super) fn start(level: Level) {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        let writer = tracing_subscriber::fmt::layer()
            .event_format(NobodysText {
                own: format().with_target(false),
            })
            .with_writer(std::io::stderr)
            .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
            .with_filter(Wanted { level: filter(level) });
        let log = tracing_subscriber::registry().with(writer);
        if tracing::subscriber::set_global_default(log).is_err() {
            eprintln!("a log was already set up; it is used as it is");
        }
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            tracing::error!(place, "a fault in the program");
        }));
    });
}

fn filter(level: Level) -> LevelFilter {
    match level {
        Level::Error => LevelFilter::ERROR,
        Level::Warn => LevelFilter::WARN,
        Level::Info => LevelFilter::INFO,
        Level::Debug => LevelFilter::DEBUG,
    }
}

/// Whether a line was written in this crate.
fn ours(metadata: &Metadata<'_>) -> bool {
    let target = metadata.target();
    target == "felt" || target.starts_with("felt::")
}

/// Lets through the bot's own lines up to the level, and other crates' warnings. Spans are none of
/// ours, and theirs hold arguments: none is let through.
struct Wanted {
    level: LevelFilter,
}

impl<S> tracing_subscriber::layer::Filter<S> for Wanted {
    fn enabled(&self, metadata: &Metadata<'_>, _: &tracing_subscriber::layer::Context<'_, S>) -> bool {
        let least = if ours(metadata) { self.level } else { self.level.min(LevelFilter::WARN) };
        metadata.is_event() && *metadata.level() <= least
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(self.level)
    }
}

/// Writes the bot's own lines as they are, and of other crates' lines only where they come from.
struct NobodysText<F> {
    own: F,
}

impl<S, N, F> FormatEvent<S, N> for NobodysText<F>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
    F: FormatEvent<S, N>,
{
    fn format_event(&self, ctx: &FmtContext<'_, S, N>, mut writer: format::Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let metadata = event.metadata();
        if ours(metadata) {
            return self.own.format_event(ctx, writer, event);
        }
        let line = metadata.line().unwrap_or_default();
        writeln!(
            writer,
            "{:>5} reported by {} (line {line}); its words are left out",
            metadata.level(),
            metadata.target()
        )
    }
}
