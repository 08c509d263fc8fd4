//! How long the search for signs of risk takes a message, apart from reading it.
//!
//! `cargo run --release --no-default-features --example detection_time < lines.txt`

use std::hint::black_box;
use std::io::BufRead;
use std::time::Instant;

use felt::Engine;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let engine = Engine::built_in()?;
    let lines: Vec<String> = std::io::stdin().lock().lines().collect::<Result<_, _>>()?;
    let parsed: Vec<_> = lines.iter().map(|line| engine.reader.parse(line)).collect();
    let all = || {
        for (line, parsed) in lines.iter().zip(&parsed) {
            black_box(engine.safety.hear(&engine.reader, &engine.feelings, line, parsed));
        }
    };
    all();
    let mut times: Vec<f64> = (0..7)
        .map(|_| {
            let start = Instant::now();
            all();
            start.elapsed().as_secs_f64() * 1e6 / lines.len().max(1) as f64
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{} messages, {:.2} µs each (median of {})", lines.len(), times[times.len() / 2], times.len());
    Ok(())
}
