//! The built program as a process: what goes in, what comes out.

use std::io::Write;
use std::process::{Child, Command, Output, Stdio};
use std::thread;

/// The program with these arguments, and none of the caller's settings for Rust or colours.
pub fn felt(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_felt"));
    command.args(arguments);
    for name in [
        "RUST_BACKTRACE",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "NO_COLOR",
        "DISCORD_TOKEN",
        "DISCORD_TOKEN_FILE",
    ] {
        command.env_remove(name);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Starts the program.
pub fn start(arguments: &[&str]) -> Child {
    felt(arguments).spawn().expect("the program was built")
}

/// Runs the program to its end on this input.
pub fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = start(arguments);
    let mut stdin = child.stdin.take().expect("stdin is a pipe");
    let input = input.to_vec();
    // a program that has heard enough closes its input: what it has not read is no fault
    let writer = thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends");
    output
}

/// What was written to stdout.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("stdout is UTF-8")
}

/// What was written to stderr.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("stderr is UTF-8")
}
