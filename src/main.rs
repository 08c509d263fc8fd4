//! The `felt` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    felt::terminal::run()
}
