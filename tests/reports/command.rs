//! `probity report …`: a file verified on another machine with the published keys alone.

use std::{fs, path::Path};

use super::NAME;
use crate::{
    crash::commands::{Ended, run, say},
    desk::PENALTY,
    harness::Town,
    story,
};

/// What the program printed, and whether it succeeded.
fn told(ended: Ended) -> (String, bool) {
    match ended {
        Ended::Itself { printed, success } => (printed, success),
        killed => panic!("{killed:?}"),
    }
}

/// The program on a machine that has the file and the keys, and nothing else.
fn elsewhere(town: &Town, file: &Path, keys: &Path) -> (String, bool) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_probity"));
    command.args(["report", "verify"]).arg(file).arg("--keys").arg(keys);
    command.args(["--data", "/nowhere"]).current_dir(town.folder());
    command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::piped());
    told(run(command))
}

story! {
    fn c_08_b_a_file_is_verified_offline_with_only_the_published_keys_and_at_home_with_its_fate(town) {
        town.settle();
        let issued = town.own_report();
        let (folder, number) = (town.folder().to_owned(), issued.report.number.clone());
        let keys = folder.join("keys.txt");
        let (printed, well) = told(say(town, &["report", "keys"]));
        assert!(well && printed.lines().count() == 2);
        fs::write(&keys, &printed).unwrap();
        let files = [("report.json", town.reports().json(&issued)), ("report.pdf", town.reports().pdf(&issued))];
        let files = files.map(|(name, bytes)| {
            fs::write(folder.join(name), bytes.unwrap()).unwrap();
            folder.join(name)
        });
        let at_home = |file: &Path| told(say(town, &["report", "verify", file.to_str().unwrap()]));
        for file in &files {
            let (printed, well) = elsewhere(town, file, &keys);
            assert!(well && printed.contains(&number) && printed.contains(&issued.digest), "{printed}");
            let (printed, well) = at_home(file);
            assert!(well && printed.starts_with("genuine") && printed.contains(NAME), "{printed}");
        }
        // One byte more, and other keys.
        let altered = folder.join("altered.pdf");
        fs::write(&altered, [fs::read(&files[1]).unwrap(), b" ".to_vec()].concat()).unwrap();
        assert!(!elsewhere(town, &altered, &keys).1);
        assert!(at_home(&altered).0.starts_with("ALTERED"));
        let other = ledger::Signer::new("probity/log", &[1; 32], &[2; 32]).unwrap().verifier_keys();
        let foreign = folder.join("foreign.txt");
        fs::write(&foreign, other.join("\n")).unwrap();
        let (printed, well) = elsewhere(town, &files[0], &foreign);
        assert!(!well && printed.starts_with("NOT GENUINE"), "{printed}");
        // Superseded is known at home only; the seal holds everywhere.
        town.repair(PENALTY);
        assert!(elsewhere(town, &files[0], &keys).1);
        let (printed, well) = at_home(&files[0]);
        assert!(!well && printed.contains("SUPERSEDED"), "{printed}");
    }
}
