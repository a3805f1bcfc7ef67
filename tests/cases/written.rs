//! Plays that are written down: a process that is added as a file brings its stories along as files, one
//! for each way a case can go, `fixtures/plays/<process>.<what>.txt`.

use std::path::Path;

use crate::{harness::Town, plays::script, story};

story! {
    fn c_26_every_play_that_is_written_down_comes_out(town) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/plays");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> = files.collect();
        files.sort();
        assert!(!files.is_empty());
        for file in files {
            let script = std::fs::read_to_string(&file).unwrap();
            let town = Town::on(town.engine());
            let first = script::joined(&script);
            let day = first.first().and_then(|line| line.get(..10)?.parse().ok());
            town.fined_in_june_on(day.unwrap_or_else(|| panic!("{} begins on no day", file.display())));
            town.over_http(&script);
        }
    }
}
