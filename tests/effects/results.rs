//! Results go to the upper platform, signed, again and again until it has acknowledged (C-17.d, H-33).

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::mpsc::{Receiver, channel},
};

use ledger::attested;
use probity::results::{Results, Round, TITLE};
use serde_json::Value;
use vocabulary::{Date, FactKind, SeededEntropy};
use workflow::{Place, case::By};

use super::{REMOVED, REPAIRED};
use crate::{
    cases::lists::{LISTED, PROPOSED},
    harness::Town,
    story,
};

const OBJECTED: &str = "
    2026-11-20 company start:objection@administrative-penalty statement=罚款已减为两万元 wish=correct +evidence -> filed";

/// An upper platform that answers with these, one after the other, and passes on what it got.
fn upper(answers: Vec<(u16, &'static str)>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/results", listener.local_addr().unwrap());
    let (sender, got) = channel();
    std::thread::spawn(move || {
        for (status, body) in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let (mut text, mut part) = (Vec::new(), [0; 4096]);
            loop {
                let read = stream.read(&mut part).unwrap();
                text.extend_from_slice(&part[..read]);
                let whole = String::from_utf8_lossy(&text).into_owned();
                let Some((head, rest)) = whole.split_once("\r\n\r\n") else { continue };
                let length = head.to_lowercase().lines().find_map(|line| {
                    line.strip_prefix("content-length:")
                        .and_then(|n| n.trim().parse::<usize>().ok())
                });
                let chunked_end =
                    head.to_lowercase().contains("chunked") && rest.ends_with("0\r\n\r\n");
                if length.is_some_and(|length| rest.len() >= length) || chunked_end || read == 0 {
                    sender.send(rest.to_owned()).unwrap();
                    break;
                }
            }
            let length = body.len();
            let answer = format!(
                "HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
            );
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    (address, got)
}

fn way(town: &Town, address: &str) -> Results {
    Results::new(&town.place, town.platform.cases.clone(), address, &SeededEntropy::new(1)).unwrap()
}

story! {
    fn c_17_d_h_33_a_result_goes_up_signed_is_retried_and_its_receipt_closes_the_last_place(town) {
        town.fined_in_june();
        let mut run = town.on_engine(REPAIRED);
        let cases = &town.platform.cases;
        let due = cases.due_dispatches().unwrap();
        assert_eq!((due.len(), due[0].kind.as_str(), due[0].attempts), (1, "repair", 0));
        // The platform above is down: the result waits, and is tried again after a while.
        let (address, got) = upper(vec![(503, "busy"), (200, r#"{"receipt":"SD-2026-1"}"#)]);
        assert_eq!(way(town, &address).send().unwrap(), Round { sent: 0, failed: 1 });
        assert_eq!(cases.due_dispatches().unwrap(), []);
        assert!(cases.overdue_dispatches().unwrap().is_empty(), "there is a working day for it");
        // Two working days later it is overdue, which the desk is told.
        town.move_to(Date::constant(2026, 11, 24));
        let late = cases.overdue_dispatches().unwrap();
        assert_eq!((late.len(), late[0].due_on), (1, Some(Date::constant(2026, 11, 23))));
        assert_eq!(cases.overdue_results().unwrap(), 1);
        assert_eq!(way(town, &address).send().unwrap(), Round { sent: 1, failed: 0 });
        assert!(cases.overdue_dispatches().unwrap().is_empty() && cases.due_dispatches().unwrap().is_empty());
        assert_eq!(cases.overdue_results().unwrap(), 0);
        let all = cases.dispatches(&Default::default()).unwrap().entries;
        assert_eq!((all[0].attempts, all[0].receipt.as_deref()), (2, Some("SD-2026-1")));
        assert_eq!(town.facts(FactKind::ResultSent).len(), 2);

        // What went up is signed by the keys of the log, and says nothing of what the record said.
        let sent: Value = got.iter().take(2).map(|text| serde_json::from_str(&text).unwrap()).last().unwrap();
        let text = attested(sent["note"].as_str().unwrap(), TITLE, &town.platform.verifiers).unwrap();
        let told: Value = serde_json::from_str(text).unwrap();
        assert_eq!(told, sent["result"]);
        assert_eq!((told["kind"].as_str(), told["item"].as_str()), (Some("repair"), Some("administrative-penalty")));
        assert_eq!(told["document_number"], "济市监罚〔2026〕11号");
        assert!(!text.contains("未按规定明码标价"));

        let number = run.number().to_owned();
        let company: By = run.cast.by(town, "company", &number);
        let stops = cases.stops(&company, &number).unwrap();
        let upper = stops.iter().find(|stop| stop.place == Place::UpperPlatform).unwrap();
        assert!(upper.stopped_at.is_some(), "the receipt has no open place any more");
    }
}

story! {
    fn h_33_results_of_objections_and_removals_go_up_as_well(town) {
        town.registered_on(Date::constant(2026, 11, 2));
        town.on_engine(PROPOSED).play(LISTED).play(REMOVED);
        let kinds: Vec<String> =
            town.platform.cases.due_dispatches().unwrap().into_iter().map(|one| one.kind).collect();
        assert_eq!(kinds, ["removal"]);
    }
}

story! {
    fn h_33_h_38_what_an_objection_came_to_goes_up_too(town) {
        town.fined_in_june();
        let mut run = town.on_engine(OBJECTED);
        run.play("
            2026-11-20 credit-centre/credit-officer decline reason=与该信息没有利害关系 -> dismissed");
        let kinds = |town: &Town| -> Vec<String> {
            let due = town.platform.cases.due_dispatches().unwrap();
            due.into_iter().map(|one| one.kind).collect()
        };
        assert_eq!(kinds(town), ["objection"]);
        run.play("
            2026-11-20 company request-review grounds=金额有误 -> re-reviewing
            2026-11-20 credit-centre/credit-reviewer review-correct wrong=fine right=2 reason=罚款已依法减为两万元 -> corrected");
        assert_eq!(kinds(town), ["objection", "correction"]);
        // What its subject takes back is no result.
        run.play(OBJECTED).play("2026-11-20 company withdraw -> withdrawn");
        assert_eq!(kinds(town).len(), 2);
    }
}

#[test]
fn results_go_nowhere_in_the_clear() {
    let town = Town::on(store::Engine::Sqlite);
    let entropy = SeededEntropy::new(1);
    let to =
        |address: &str| Results::new(&town.place, town.platform.cases.clone(), address, &entropy);
    assert!(to("http://upper.example/results").is_err());
    assert!(to("https://upper.example/results").is_ok());
}
