//! The operator's log, on stderr. What people write is never in it.
//!
//! The bot's own lines are written so that they hold none. Other crates' lines are not in our
//! hands: serenity, for one, puts a message it could not read into a warning, whole. Of theirs
//! only the place is told, and only from `warn` on. A panic's words may quote a text as well, so
//! there too only the place is told.

use std::fmt;
use std::sync::Once;

use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber, level_filters::LevelFilter};
use tracing_subscriber::Layer;
use tracing_subscriber::fmt::time::{FormatTime, SystemTime};
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields, format};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;

use crate::settings::{Format, Level, Log};

/// Starts the log. A second call does nothing.
pub(super) fn start(log: &Log) {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        let wanted = Wanted { level: filter(log.level) };
        let set = match log.format {
            Format::Text => {
                let own = format().with_target(false);
                let writer = tracing_subscriber::fmt::layer()
                    .event_format(NobodysText { own })
                    .with_writer(std::io::stderr)
                    .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()));
                tracing::subscriber::set_global_default(tracing_subscriber::registry().with(writer.with_filter(wanted)))
            }
            Format::Json => {
                let writer = tracing_subscriber::fmt::layer().event_format(AsObjects).with_writer(std::io::stderr);
                tracing::subscriber::set_global_default(tracing_subscriber::registry().with(writer.with_filter(wanted)))
            }
        };
        if set.is_err() {
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

/// The same, as an object a line.
struct AsObjects;

impl<S, N> FormatEvent<S, N> for AsObjects
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, _: &FmtContext<'_, S, N>, mut writer: format::Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let metadata = event.metadata();
        let mut line = Fields::default();
        if ours(metadata) {
            event.record(&mut line);
        } else {
            line.put("message", "reported by another part; its words are left out");
            line.put("part", metadata.target());
            line.put("line", metadata.line());
        }
        let mut time = String::new();
        SystemTime.format_time(&mut format::Writer::new(&mut time))?;
        line.put("timestamp", time);
        line.put("level", metadata.level().as_str());
        writeln!(writer, "{}", Value::Object(line.0))
    }
}

/// What a line says, field by field.
#[derive(Default)]
struct Fields(Map<String, Value>);

impl Fields {
    fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.put(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field.name(), value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field.name(), value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field.name(), value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field.name(), value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field.name(), value);
    }
}
