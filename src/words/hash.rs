//! The hash index over the word tables, made by `build.rs` and read by the program: the same function on both sides.

/// FNV-1a, 32 bits: short keys, no state, the same on every machine.
pub fn hash(key: &str) -> u32 {
    key.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// Open addressing at under half full; a slot holds the key's number plus one, 0 is empty.
#[allow(dead_code, reason = "build.rs makes the index, the program reads it")]
pub fn slots<'a>(keys: impl ExactSizeIterator<Item = &'a str>) -> Vec<u32> {
    let size = (keys.len() * 2).next_power_of_two().max(2);
    let mut slots = vec![0; size];
    for (i, key) in keys.enumerate() {
        let mut at = hash(key) as usize & (size - 1);
        while slots[at] != 0 {
            at = (at + 1) & (size - 1);
        }
        slots[at] = i as u32 + 1;
    }
    slots
}
