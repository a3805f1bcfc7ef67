//! The server under load, killed while it answers.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Stdio},
    sync::mpsc::{Sender, channel},
    thread,
    time::Duration,
};

use serde_json::{Value, json};

use super::{Dice, Log, MATTER, commands::probity, files};
use crate::{harness::Town, rows::MARKET};

/// Desks that ask at the same time.
const DESKS: u64 = 4;

/// Batches that a department has ready.
const BATCHES: u64 = 3;

/// What a client was told before the server died.
enum Told {
    Checked { number: String, business: String },
    Received { file: usize, receipt: Value },
}

/// Starts servers, lets desks ask and a department send, and kills them.
pub(super) fn kill_servers(town: &Town, log: &mut Log, dice: &Dice, kills: u64) {
    let desk = town.key("jinan-finance", "approval-system");
    let department = town.key(MARKET, "department-system");
    for _ in 0..kills {
        let (mut server, address) = serve(town);
        let (say, heard) = channel();
        let mut clients = Vec::new();
        for _ in 0..DESKS {
            let (say, address, key) = (say.clone(), address.clone(), desk.clone());
            let begin = log.asked;
            log.asked += 10_000;
            clients.push(thread::spawn(move || ask(&address, &key, begin, &say)));
        }
        let mut batches = Vec::new();
        for _ in 0..BATCHES {
            let number = log.add(town, files::File::short(log.files.len()));
            batches.push((number, log.files[number].content()));
        }
        let key = department.clone();
        clients.push(thread::spawn(move || send(&address, &key, &batches, &say)));
        thread::sleep(dice.between(Duration::from_millis(10), Duration::from_millis(500)));
        server.kill().unwrap();
        server.wait().unwrap();
        log.kills += 1;
        for client in clients {
            client.join().unwrap();
        }
        for told in heard {
            match told {
                Told::Checked { number, business } => log.checks.push((number, business)),
                Told::Received { file, receipt } => log.acknowledge(file, receipt),
            }
        }
    }
}

/// A server that listens, and its address.
pub fn serve(town: &Town) -> (Child, String) {
    let mut command = probity(town, &["serve", "--listen", "127.0.0.1:0"]);
    let mut server = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(server.stderr.take().unwrap()).lines();
    let address = lines
        .by_ref()
        .map(Result::unwrap)
        .find_map(|line| line.split_once("http://").map(|(_, address)| address.trim().to_owned()));
    // Read on, so that the server never waits for a reader of its log.
    thread::spawn(move || lines.count());
    (server, address.expect("the server tells its address"))
}

/// Asks one check after another until there is no more answer.
fn ask(address: &str, key: &str, begin: u64, say: &Sender<Told>) {
    for number in begin.. {
        let (business, code) = (format!("S-{number}"), files::code(number % 500));
        let body = json!({ "matter": MATTER, "matter_number": business, "code": code });
        let sent = post(address, "/api/v1/checks", key, "application/json", &body.to_string());
        let Some(answer) = sent else { return };
        let number = answer["number"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned();
        say.send(Told::Checked { number, business }).unwrap();
    }
}

/// Sends one batch after another until there is no more receipt.
fn send(address: &str, key: &str, batches: &[(usize, String)], say: &Sender<Told>) {
    let path = format!("/api/v1/batches?item={}&declaration=operator", crate::desk::PENALTY);
    for (file, content) in batches {
        let Some(receipt) = post(address, &path, key, "text/csv", content) else { return };
        assert!(receipt["batch"].is_string(), "{receipt}");
        say.send(Told::Received { file: *file, receipt }).unwrap();
    }
}

/// The JSON of an answer; none if the connection broke before all of it was there.
pub fn post(address: &str, path: &str, key: &str, kind: &str, body: &str) -> Option<Value> {
    let mut stream = TcpStream::connect(address).ok()?;
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {key}\r\n\
         Content-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()?;
    let mut answer = Vec::new();
    // A server that dies may reset the connection after all was said.
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8(answer).ok()?;
    let (_, content) = answer.split_once("\r\n\r\n")?;
    serde_json::from_str(content).ok()
}
