//! The server is killed while it issues reports: whoever was given a number has a report that stands,
//! and no number stands for two.

use std::{collections::BTreeSet, sync::mpsc::channel, thread, time::Duration};

use report::{RegisterFilter, Verdict};
use serde_json::json;

use super::agency;
use crate::{
    crash::siege::{post, serve},
    rows::COMPANY,
    story,
};

/// How often the server dies.
const KILLS: u64 = 4;
/// Systems that ask at the same time.
const SYSTEMS: u64 = 3;

story! {
    fn c_08_b_a_number_that_was_given_out_before_the_server_was_killed_is_genuine_after_it(town) {
        town.settle();
        let key = town.key("jinan-finance", "department-system");
        let (say, heard) = channel();
        let mut given: Vec<(String, String)> = Vec::new();
        for kill in 0..KILLS {
            let (mut server, address) = serve(town);
            let systems: Vec<_> = (0..SYSTEMS)
                .map(|system| {
                    let (say, address, key) = (say.clone(), address.clone(), key.clone());
                    thread::spawn(move || {
                        for turn in 0.. {
                            let body = json!({
                                "code": COMPANY, "template": "organisation", "purpose": "procurement",
                                "matter_number": format!("采{kill}-{system}-{turn}"),
                            });
                            let sent = post(&address, "/api/v1/reports", &key, "application/json", &body.to_string());
                            let Some(answer) = sent else { return };
                            let number = answer["number"].as_str().unwrap_or_else(|| panic!("{answer}"));
                            say.send((number.to_owned(), answer["digest"].as_str().unwrap().to_owned())).unwrap();
                        }
                    })
                })
                .collect();
            // One was given out; the others are somewhere on their way.
            given.push(heard.recv().unwrap());
            thread::sleep(Duration::from_millis(37 * kill));
            server.kill().unwrap();
            server.wait().unwrap();
            for system in systems {
                system.join().unwrap();
            }
        }
        drop(say);
        given.extend(heard.iter());
        town.reopen();
        let reports = town.reports();
        for (number, digest) in &given {
            let verified = reports.verify(number).unwrap();
            assert_eq!((verified.verdict, &verified.head.unwrap().digest), (Verdict::Genuine, digest));
            let again = reports.again(&agency("jinan-finance"), number).unwrap();
            let file = reports.json(&again).unwrap();
            assert_eq!(reports.verify_file(&file).unwrap().verdict, Verdict::Genuine);
        }
        // What the ledger has is what the tables have, and each number once.
        let all = |town: &crate::harness::Town| {
            town.reports().register(&RegisterFilter::default(), 100_000).unwrap()
        };
        let before = all(town);
        let numbers: BTreeSet<&str> = before.iter().map(|line| line.number.as_str()).collect();
        assert_eq!(numbers.len(), before.len());
        assert!(given.iter().all(|(number, _)| numbers.contains(number.as_str())));
        assert_eq!(before.len(), town.facts(vocabulary::FactKind::ReportIssued).len());
        report::rebuild(&town.platform.db).unwrap();
        assert_eq!(all(town), before);
    }
}
