//! The `felt` program.
fn main() {}
