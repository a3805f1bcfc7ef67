//! The three-way answers by kind, beside what logic-v2 says of the same pairs.

use std::{
    collections::BTreeMap,
    hint::black_box,
    io::Write,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};
use identity::{Name, Verdict, compare, judge};

use super::pairs::{Group, Pair};

/// The score from which logic-v2 takes two for the same, as nomenklatura sets it.
const SAME: f64 = 0.7;

/// How long ours is measured.
const SECONDS: f64 = 2.0;

/// How often each answer was given.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    pairs: u32,
    same: u32,
    unsure: u32,
    different: u32,
    peer_same: u32,
}

impl Count {
    fn share(&self, of: u32) -> f64 {
        100.0 * f64::from(of) / f64::from(self.pairs.max(1))
    }

    fn plus(self, other: &Self) -> Self {
        Self {
            pairs: self.pairs + other.pairs,
            same: self.same + other.same,
            unsure: self.unsure + other.unsure,
            different: self.different + other.different,
            peer_same: self.peer_same + other.peer_same,
        }
    }
}

type Counts = BTreeMap<(Group, &'static str), Count>;

/// Asks both, prints the table and the aims.
pub(crate) fn run(python: &str, pairs: &[Pair]) -> Result<()> {
    let verdicts: Vec<Verdict> = pairs.iter().map(answer).collect();
    let (peer, peer_seconds) = peer(python, pairs)?;
    if peer.len() != pairs.len() {
        bail!("logic-v2 answered {} of {} pairs", peer.len(), pairs.len());
    }
    let mut counts = Counts::new();
    for ((pair, verdict), peer) in pairs.iter().zip(verdicts).zip(peer) {
        let count = counts.entry((pair.group, pair.kind)).or_default();
        count.pairs += 1;
        match verdict {
            Verdict::Same => count.same += 1,
            Verdict::Unsure => count.unsure += 1,
            Verdict::Different => count.different += 1,
        }
        count.peer_same += u32::from(peer >= SAME);
    }
    table(&counts);
    aims(&counts);
    speed(pairs, peer_seconds)
}

fn answer(pair: &Pair) -> Verdict {
    judge(&Name::parse(&pair.a), &Name::parse(&pair.b)).1
}

fn table(counts: &Counts) {
    println!("kind          pairs    same  unsure  different   logic-v2 same");
    for ((group, kind), count) in counts {
        let meant = if *group < Group::Stranger { "same" } else { "different" };
        println!(
            "{kind:<12} {:>6} {:>6.1}% {:>6.1}% {:>9.1}% {:>14.1}%   meant: {meant}",
            count.pairs,
            count.share(count.same),
            count.share(count.unsure),
            count.share(count.different),
            count.share(count.peer_same),
        );
    }
}

/// The aims of the room, and whether they are met.
fn aims(counts: &Counts) {
    let sum = |wanted: &dyn Fn(Group) -> bool| {
        let all = counts.iter().filter(|((group, _), _)| wanted(*group));
        all.fold(Count::default(), |sum, (_, count)| sum.plus(count))
    };
    let all = sum(&|group| group != Group::Twin);
    let positives = sum(&|group| group < Group::Stranger);
    let written = counts.iter().filter(|((group, _), _)| *group == Group::Written);
    let written = written.map(|(_, count)| count.share(count.same)).fold(100.0, f64::min);
    let slips = sum(&|group| group == Group::Slip);
    let strangers = sum(&|group| group == Group::Stranger);
    let nearest = sum(&|group| group == Group::Nearest);
    let planted = sum(&|group| group == Group::Planted);
    let told = |title: &str, is: f64, most: bool, aim: f64| {
        let met = if most { is <= aim } else { is >= aim };
        let (sign, met) = (if most { "≤" } else { "≥" }, if met { "met" } else { "MISSED" });
        println!("{title:<46} {is:>6.2} %  {sign} {aim} %  {met}");
    };
    println!("== aims");
    told("strangers called same", strangers.share(strangers.same), true, 0.5);
    told("nearest strangers called same", nearest.share(nearest.same), true, 0.5);
    told("made strangers, units called same", planted.share(planted.same), true, 0.5);
    told("positives called different", positives.share(positives.different), true, 1.0);
    told("script, region, form, width, space: least same", written, false, 99.0);
    told("one character: same", slips.share(slips.same), false, 90.0);
    told("one character: same or unsure", slips.share(slips.same + slips.unsure), false, 99.0);
    told("unsure of all", all.share(all.unsure), true, 10.0);
}

/// In time of the processor, so that other programs of this machine do not count.
fn speed(pairs: &[Pair], peer_seconds: f64) -> Result<()> {
    let per_pair = |ask: &dyn Fn(&Pair)| -> Result<f64> {
        let (start, mut rounds) = (processor()?, 0.0);
        while processor()? - start < SECONDS {
            pairs.iter().for_each(ask);
            rounds += 1.0;
        }
        Ok((processor()? - start) * 1e6 / (rounds * pairs.len().max(1) as f64))
    };
    let ours = per_pair(&|pair| {
        black_box(answer(pair));
    })?;
    let explained = per_pair(&|pair| {
        black_box(compare(&Name::parse(&pair.a), &Name::parse(&pair.b)));
    })?;
    let theirs = peer_seconds * 1e6 / pairs.len().max(1) as f64;
    println!("== a pair, parsed and compared, time of the processor");
    println!("judged {ours:.2} µs, explained {explained:.2} µs, logic-v2 {theirs:.0} µs");
    println!("== as fast as logic-v2: {:.0} ×", theirs / ours.max(f64::EPSILON));
    Ok(())
}

/// Seconds that this program has had of the processor, by the hundredth.
pub(super) fn processor() -> Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after.split_whitespace().skip(11).take(2).filter_map(|one| one.parse::<f64>().ok());
    Ok(ticks.sum::<f64>() / 100.0)
}

/// What logic-v2 scores the pairs, and the seconds of the processor that its comparisons took.
fn peer(python: &str, pairs: &[Pair]) -> Result<(Vec<f64>, f64)> {
    let mut child = Command::new(python)
        .args(["-c", include_str!("logic.py")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting {python}"))?;
    let mut input = child.stdin.take().context("Python takes no input")?;
    let plain = |name: &str| name.replace(['\t', '\n', '\r'], " ");
    let line = |pair: &Pair| format!("{}\t{}\n", plain(&pair.a), plain(&pair.b));
    let text: String = pairs.iter().map(line).collect();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output()?;
    writer.join().map_err(|_| anyhow::anyhow!("Python did not listen"))??;
    if !output.status.success() {
        bail!("logic-v2 did not end well");
    }
    let said = String::from_utf8(output.stdout)?;
    let mut figures: Vec<f64> = said.lines().filter_map(|line| line.parse().ok()).collect();
    let seconds = figures.pop().context("logic-v2 said nothing")?;
    Ok((figures, seconds))
}
