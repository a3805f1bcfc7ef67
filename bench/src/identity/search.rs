//! Finding among many names: right among the first ten, fast, in little memory; beside pg_trgm.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use demo::{Dice, Registered};
use identity::{Hit, Index, Page};
use vocabulary::SubjectId;

use super::{
    file::Listed,
    lore::Lore,
    pairs::{Group, Maker, Variant},
    trigram,
    verdicts::processor,
};
use crate::figures::Figures;

/// Variants of each kind that are looked for.
const VARIANTS: usize = 200;
/// Names of which the variants are made.
const SAMPLE: u64 = 20_000;
/// Searches of each of the other ways.
const TIMES: u64 = 2_000;
const TEN: Page<'static> = Page { after: None, limit: 10 };

/// Measures and prints: `identity-search SEED COUNT`.
pub(crate) fn run() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(2).collect();
    let [seed, count] = words.as_slice() else { bail!("identity-search SEED COUNT") };
    let (seed, count): (u64, u64) = (seed.parse()?, count.parse()?);
    let (numbers, sample) = sample(seed, count);
    let names: Vec<&str> = sample.iter().map(|one| one.name.as_str()).collect();
    let lore = Lore::learn(&super::python()?, &names)?;
    let variants = Maker::new(&sample, &lore, seed).positives(VARIANTS);
    let index = build(seed, count)?;
    let asked = Asked { index: &index, numbers: &numbers, sample: &sample, seed };
    asked.certain(&lore)?;
    asked.fuzzy(&variants)?;
    drop(lore);
    keep_current(index, seed, count)?;
    let wanted: Vec<(u64, &Variant)> =
        variants.iter().filter_map(|variant| Some((*numbers.get(variant.at)?, variant))).collect();
    trigram::run(seed, count, &wanted)
}

/// Some of the register, each with its number there.
fn sample(seed: u64, count: u64) -> (Vec<u64>, Vec<Listed>) {
    let mut dice = Dice::new(seed, u64::MAX);
    let numbers: Vec<u64> = (0..SAMPLE).map(|_| dice.below(count)).collect();
    let listed = |number: &u64| {
        let Registered { name, code } = demo::registered(seed, *number);
        Listed { name, code }
    };
    let sample = numbers.iter().map(listed).collect();
    (numbers, sample)
}

/// The id that stands for an organisation of the register.
fn subject(number: u64) -> Result<SubjectId> {
    let bytes = [[0; 8], number.to_be_bytes()].concat();
    SubjectId::from_slice(&bytes).context("a subject's id has another length")
}

fn build(seed: u64, count: u64) -> Result<Index> {
    let register: Vec<Registered> = (0..count).map(|at| demo::registered(seed, at)).collect();
    let before = memory("VmRSS:")?;
    let (start, busy, mut index) = (Instant::now(), processor()?, Index::new());
    for (number, one) in (0..).zip(&register) {
        put(&mut index, number, one)?;
    }
    index.settle();
    let took = start.elapsed().as_secs_f64();
    let busy = processor()? - busy;
    let held = memory("VmRSS:")? - before;
    println!("== an index of {} names", index.len());
    println!(
        "built in {took:.1} s, {busy:.1} s of the processor (≤ 60), {held:.0} MB of memory by the system (≤ 1000), {:.0} MB by its own count, at most {:.0} MB for a time",
        index.bytes() as f64 / 1e6,
        memory("VmHWM:")? - before,
    );
    Ok(index)
}

fn put(index: &mut Index, number: u64, one: &Registered) -> Result<()> {
    let names = [(one.name.as_str(), true)];
    index.put(subject(number)?, &identity::Listed { names: &names, code: Some(&one.code) });
    Ok(())
}

/// Megabytes of this program, as the system counts them.
fn memory(kind: &str) -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with(kind));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
    Ok(kilobytes.context("the system does not say")?.parse::<f64>()? * 1024.0 / 1e6)
}

struct Asked<'a> {
    index: &'a Index,
    numbers: &'a [u64],
    sample: &'a [Listed],
    seed: u64,
}

impl Asked<'_> {
    /// What is found, and the time of the best of three: other programs of this machine do not count.
    fn asked(&self, text: &str) -> (Vec<Hit>, Duration) {
        let (mut hits, mut best) = (Vec::new(), Duration::MAX);
        for _ in 0..3 {
            let start = Instant::now();
            hits = self.index.find(text, &TEN).hits;
            best = best.min(start.elapsed());
        }
        (hits, best)
    }

    /// Whether the one at `at` of the sample, or one of the very same name, is among the first ten.
    fn finds(&self, text: &str, at: usize) -> Result<(bool, Duration)> {
        let wanted = subject(self.numbers.get(at).copied().unwrap_or_default())?;
        let name = self.sample.get(at).map(|one| one.name.as_str());
        let (hits, took) = self.asked(text);
        let right = |hit: &Hit| hit.subject == wanted || Some(hit.name.as_str()) == name;
        // Ten others that begin so are as right.
        let begin = hits.len() == TEN.limit && hits.iter().all(|hit| hit.name.starts_with(text));
        Ok((begin || hits.iter().any(right), took))
    }

    /// By the whole name, by beginnings, codes, parts of codes, words, and by how it is spoken.
    fn certain(&self, lore: &Lore) -> Result<()> {
        println!("== searches on one thread; found among the first ten");
        let name = |at: usize| self.sample.get(at).map(|one| one.name.clone()).unwrap_or_default();
        let code = |at: usize| self.sample.get(at).map(|one| one.code.clone()).unwrap_or_default();
        let spoken = |at: usize| lore.syllables(at).iter().filter(|one| !one.is_empty());
        let ways: [(&str, &dyn Fn(usize) -> String); 8] = [
            ("exact", &name),
            ("prefix", &|at| beginning(&name(at))),
            ("typing", &|at| name(at).chars().take(at % 6 + 1).collect()),
            ("code", &code),
            ("code part", &|at| code(at).chars().skip(8).take(9).collect()),
            ("words", &|at| words(&name(at))),
            ("pinyin", &|at| spoken(at).cloned().collect()),
            ("initials", &|at| spoken(at).filter_map(|one| one.chars().next()).collect()),
        ];
        for (title, way) in ways {
            let mut dice = Dice::new(self.seed, u64::MAX - 1);
            let (mut found, mut took) = (0_u64, Vec::new());
            for _ in 0..TIMES {
                let at = usize::try_from(dice.below(self.sample.len() as u64)).unwrap_or(0);
                let (right, time) = self.finds(&way(at), at)?;
                found += u64::from(right);
                took.push(time);
            }
            told(title, found as f64 / took.len().max(1) as f64, took);
        }
        Ok(())
    }

    /// By the variants, kind by kind and all together.
    fn fuzzy(&self, variants: &[Variant]) -> Result<()> {
        let mut kinds: BTreeMap<(Group, &str), (u32, Vec<Duration>)> = BTreeMap::new();
        for variant in variants {
            let (right, time) = self.finds(&variant.written, variant.at)?;
            let kind = kinds.entry((variant.group, variant.kind)).or_default();
            kind.0 += u32::from(right);
            kind.1.push(time);
        }
        let (mut found, mut all) = (0, Vec::new());
        for ((_, title), (right, took)) in kinds {
            found += right;
            all.extend_from_slice(&took);
            told(title, f64::from(right) / took.len().max(1) as f64, took);
        }
        told("all variants", f64::from(found) / all.len().max(1) as f64, all);
        Ok(())
    }
}

/// The first half, at least four characters.
fn beginning(name: &str) -> String {
    let count = name.chars().count();
    name.chars().take((count / 2).max(4)).collect()
}

/// Two stretches of the name, the later one first.
fn words(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let stretch =
        |from: usize, count: usize| chars.iter().skip(from).take(count).collect::<String>();
    format!("{} {}", stretch(chars.len() / 2, 4), stretch(0, chars.len().min(4)))
}

pub(super) fn told(title: &str, share: f64, took: Vec<Duration>) {
    let spent = took.iter().sum();
    let figures = Figures::of(took, spent);
    println!("{title:<12} {:>6.1} %  {figures}", share * 100.0);
}

/// How long a change takes after the index was built, and a search after many changes.
fn keep_current(mut index: Index, seed: u64, count: u64) -> Result<()> {
    let mut took = Vec::new();
    for number in 0..TIMES {
        let one = demo::registered(seed, count + number);
        let start = Instant::now();
        put(&mut index, number * 7 % count, &one)?;
        took.push(start.elapsed());
    }
    told("change", 1.0, took);
    Ok(())
}
