//! The real program and the real client, each killed while the other works.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use vocabulary::{Entropy, SeededEntropy};

use super::client::{Mirror, holds};
use crate::{
    desk::{PENALTY, REGISTRATION, code, registrations},
    harness::Town,
    rows::{MARKET, licence},
    story,
};

const ROUNDS: u32 = 6;

/// The program, serving a town's site.
fn serve(town: &Town) -> (Child, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_probity"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&town.place.data);
    command.arg("--database").arg(town.place.database());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut server = command.spawn().unwrap();
    let mut lines = BufReader::new(server.stderr.take().unwrap()).lines();
    let address = lines
        .by_ref()
        .map(Result::unwrap)
        .find_map(|line| line.split_once("http://").map(|(_, rest)| rest.trim().to_owned()));
    thread::spawn(move || lines.count());
    (server, format!("http://{}", address.expect("the server tells its address")))
}

fn publish(town: &Town, number: u32) {
    let row = licence()
        .with("subject_code", code(number % 40))
        .with("subject_name", format!("济南第{}商贸有限公司", number % 40))
        .with("document_number", format!("济审许〔2026〕{number:05}号"))
        .with("licence_number", format!("JY{number:05}"));
    town.file("administrative-licence", MARKET, row);
}

story! {
    fn c_06_c_h_26_killed_on_both_sides_mirror_and_source_end_equal(town) {
        town.settle();
        town.send(REGISTRATION, MARKET, &registrations(40));
        let dice = SeededEntropy::new(5);
        let below = |n: u64| {
            let mut bytes = [0; 8];
            dice.fill(&mut bytes);
            u64::from_le_bytes(bytes) % n
        };
        let mirror = Mirror::of(town).by_its_own_clock();
        let repaired = town.trace(PENALTY).document;
        for round in 0..ROUNDS {
            let (mut server, address) = serve(town);
            let mut client = mirror.command("sync", &address).spawn().unwrap();
            for number in 0..4 {
                publish(town, round * 4 + number);
            }
            if round == 2 {
                town.repair(PENALTY);
            }
            thread::sleep(Duration::from_millis(below(400)));
            // One of them dies first; the other hears nothing of it.
            if below(2) == 0 {
                server.kill().unwrap();
                client.wait().unwrap();
            } else {
                client.kill().unwrap();
                server.kill().unwrap();
            }
            server.wait().unwrap();
            client.wait().unwrap();
        }
        let (mut server, address) = serve(town);
        let proof = mirror.proof(&address);
        assert!(proof["records"].as_u64().unwrap() > 40, "{proof}");
        assert!(!holds(&mirror.bytes(), &repaired), "repaired");
        server.kill().unwrap();
        server.wait().unwrap();
    }
}
