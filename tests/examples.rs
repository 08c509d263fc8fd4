//! Every row of the data files does what its own examples say: the same check as `felt check`.

use felt::data::check::check;

#[test]
fn the_data_files_are_sound_and_their_examples_hold() {
    let report = check(None);
    println!("{} files, {} entries, {} examples", report.files, report.entries, report.examples);
    assert!(report.examples > 0);
    assert!(report.faults.is_empty(), "{} faults:\n{}", report.faults.len(), report.faults.join("\n"));
}
