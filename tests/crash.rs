//! The program is killed at random moments of intake and checks: nothing that was acknowledged is
//! lost, nothing is doubled, the ledger verifies (issue 2, done when 4).
//!
//! The seed fixes which moments are drawn; where a kill falls is still the machine's affair.
//! `PROBITY_TEST_KILLS` sets how many kills there are over both engines: 40 if it is not set.

mod aftermath;
pub mod commands;
mod files;
pub mod siege;

use std::time::{Duration, Instant};

use serde_json::Value;
use store::Engine;
use vocabulary::{Entropy, SeededEntropy};

use crate::harness::Town;
use commands::{Ended, say};
use files::File;

const SEED: u64 = 20_261_121;
/// The matter about which the command asks.
const MATTER: &str = "government-procurement";

/// Numbers drawn by a seed.
struct Dice(SeededEntropy);

impl Dice {
    fn below(&self, limit: u64) -> u64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        u64::from_le_bytes(bytes) % limit
    }

    fn between(&self, least: Duration, most: Duration) -> Duration {
        let span = most.saturating_sub(least).as_micros() as u64;
        least + Duration::from_micros(self.below(span.max(1)))
    }
}

/// What the program said before it died, and what was still to be done.
struct Log {
    /// Every file there is, by number.
    files: Vec<File>,
    /// Files whose sender has no receipt.
    pending: Vec<usize>,
    /// Receipts that were printed or sent, by the number of their file.
    receipts: Vec<(usize, Value)>,
    /// Numbers of results that were printed or sent, with the number of the business.
    checks: Vec<(String, String)>,
    /// The last number of a business for which something was asked, answered or not.
    asked: u64,
    kills: u64,
}

impl Log {
    /// A new file, written and waiting to be sent.
    fn add(&mut self, town: &Town, file: File) -> usize {
        let number = self.files.len();
        std::fs::write(file.path(town, number), file.content()).unwrap();
        self.files.push(file);
        self.pending.push(number);
        number
    }

    fn acknowledge(&mut self, number: usize, receipt: Value) {
        self.pending.retain(|pending| *pending != number);
        self.receipts.push((number, receipt));
    }

    /// The number of a new business.
    fn business(&mut self) -> String {
        self.asked += 1;
        format!("K-{}", self.asked)
    }
}

/// How long a command takes that does next to nothing: opening the site.
fn opening(town: &Town) -> Duration {
    let check = || {
        let begun = Instant::now();
        let ended = say(town, &["check", &files::code(0), "--matter", MATTER, "--json"]);
        assert!(matches!(ended, Ended::Itself { success: true, .. }), "{ended:?}");
        begun.elapsed()
    };
    // The first one may have to fold what a killed one left.
    check();
    check().min(check())
}

/// Sends files, one after another, each until its receipt is there, and kills the sender.
fn kill_senders(town: &Town, log: &mut Log, dice: &Dice, kills: u64) {
    let open = opening(town);
    let until = log.kills + kills;
    while log.kills < until {
        if log.pending.is_empty() {
            log.add(town, File::of(log.files.len()));
        }
        let number = log.pending[dice.below(log.pending.len() as u64) as usize];
        // From the last steps of opening until after the receipt.
        let wait = dice.between(open * 2 / 3, open * 4);
        let command = log.files[number].submit(town, number);
        let printed = match commands::kill(command, wait) {
            Ended::Killed { printed } => {
                log.kills += 1;
                printed
            }
            Ended::Itself { printed, success } => {
                assert!(success, "{printed}");
                printed
            }
        };
        if let Ok(receipt) = serde_json::from_str(&printed) {
            log.acknowledge(number, receipt);
        }
        if log.kills.is_multiple_of(10) {
            aftermath::verify(town);
        }
    }
}

/// Asks checks by the command, each about its own business, and kills whoever asks.
fn kill_askers(town: &Town, log: &mut Log, dice: &Dice, kills: u64) {
    let mut open = opening(town);
    let until = log.kills + kills;
    while log.kills < until {
        let business = log.business();
        let code = files::code(dice.below(500));
        let arguments =
            ["check", &code, "--matter", MATTER, "--matter-number", &business, "--json"];
        // The fact is written in the last moments.
        let wait = dice.between(open * 4 / 5, open * 11 / 10);
        let (printed, killed) = match commands::kill(commands::probity(town, &arguments), wait) {
            Ended::Killed { printed } => (printed, 1),
            Ended::Itself { printed, .. } => (printed, 0),
        };
        // A machine that has become quicker must not outrun the kills, nor a slower one shun them.
        open = if killed == 0 { open * 9 / 10 } else { open * 51 / 50 };
        log.kills += killed;
        if let Ok(answer) = serde_json::from_str::<Value>(&printed) {
            log.checks.push((answer["number"].as_str().unwrap().to_owned(), business));
        }
    }
}

fn crash(engine: Engine) {
    let town = Town::on(engine);
    let kills = kills() / 2;
    let dice = Dice(SeededEntropy::new(SEED));
    let mut log = Log {
        files: Vec::new(),
        pending: Vec::new(),
        receipts: Vec::new(),
        checks: Vec::new(),
        asked: 0,
        kills: 0,
    };
    kill_senders(&town, &mut log, &dice, kills * 2 / 5);
    kill_askers(&town, &mut log, &dice, kills / 5);
    let left = kills - log.kills;
    siege::kill_servers(&town, &mut log, &dice, left);
    assert_eq!(log.kills, kills);
    aftermath::finish(&town, &mut log);
    aftermath::nothing_is_lost(&town, &log);
    aftermath::nothing_is_doubled(&town, &log);
    eprintln!("{engine:?}: {kills} kills; {}", aftermath::tally(&town, &log));
}

/// How many kills there are to be over both engines.
fn kills() -> u64 {
    #[expect(clippy::disallowed_methods, reason = "a longer run is asked for by it")]
    let wanted = std::env::var("PROBITY_TEST_KILLS");
    wanted.map_or(40, |text| text.parse().expect("PROBITY_TEST_KILLS is a number"))
}

#[test]
fn killed_at_random_moments_nothing_is_lost_or_doubled_on_sqlite() {
    crash(Engine::Sqlite);
}

#[test]
fn killed_at_random_moments_nothing_is_lost_or_doubled_on_postgres() {
    crash(Engine::Postgres);
}
