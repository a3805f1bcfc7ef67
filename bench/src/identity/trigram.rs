//! The peer of the search: pg_trgm over the same names, driven by `psql`, which tells the time of each.

use std::{
    collections::HashMap,
    io::Write,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use demo::Dice;

use super::{pairs::Variant, search::told};

/// Fuzzy searches; it takes a fifth of a second for each.
const FUZZY: usize = 150;
/// Searches by whole names and by beginnings.
const CERTAIN: u64 = 500;
const TABLE: &str = "
    set client_min_messages = warning;
    create extension if not exists pg_trgm;
    drop table if exists bench_names;
    create table bench_names (id bigint primary key, name text not null);
    copy bench_names from stdin;
";
const INDEXES: &str = "
    set maintenance_work_mem = '512MB';
    create index on bench_names using gin (name gin_trgm_ops);
    create index on bench_names (name text_pattern_ops);
    vacuum analyze bench_names;
";

/// Loads the register, searches it in three ways, and prints.
pub(super) fn run(seed: u64, count: u64, wanted: &[(u64, &Variant)]) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "the build task tells where the peer runs")]
    let url = std::env::var("PROBITY_BENCH_POSTGRES")
        .context("run it by `cargo xtask bench identity`, which starts the peer")?;
    println!("== PostgreSQL with pg_trgm over the same names");
    let mut load = TABLE.to_owned();
    for number in 0..count {
        load.push_str(&format!("{number}\t{}\n", demo::registered(seed, number).name));
    }
    load.push_str("\\.\n");
    psql(&url, load)?;
    let start = Instant::now();
    psql(&url, INDEXES.to_owned())?;
    let size = "select pg_total_relation_size('bench_names') / 1000000;\n";
    let size = psql(&url, size.to_owned())?;
    println!("indexed in {:.1} s, {} MB on disk", start.elapsed().as_secs_f64(), size.trim());
    let mut dice = Dice::new(seed, u64::MAX - 2);
    let certain: Vec<(u64, String)> = (0..CERTAIN)
        .map(|_| dice.below(count))
        .map(|number| (number, demo::registered(seed, number).name))
        .collect();
    let exact =
        |name: &str| format!("select id from bench_names where name = $q${name}$q$ limit 10");
    ask(&url, "exact", &certain, &exact)?;
    let prefix = |name: &str| {
        let half: String = name.chars().take((name.chars().count() / 2).max(4)).collect();
        format!("select id from bench_names where name like $q${half}%$q$ order by name limit 10")
    };
    ask(&url, "prefix", &certain, &prefix)?;
    let step = wanted.len().div_ceil(FUZZY).max(1);
    let fuzzy: Vec<(u64, String)> = wanted
        .iter()
        .step_by(step)
        .map(|(number, variant)| (*number, variant.written.clone()))
        .collect();
    let similar = |name: &str| {
        format!(
            "select id from bench_names where name % $q${name}$q$ order by similarity(name, $q${name}$q$) desc, id limit 10"
        )
    };
    ask(&url, "fuzzy", &fuzzy, &similar)?;
    psql(&url, "drop table bench_names;\n".to_owned()).map(drop)
}

/// Asks one after the other on one connection and one process; prints whether the one that was meant is
/// among the first ten, and the times as `psql` tells them.
fn ask(
    url: &str,
    title: &str,
    wanted: &[(u64, String)],
    statement: &dyn Fn(&str) -> String,
) -> Result<()> {
    let mut script =
        "set max_parallel_workers_per_gather = 0;\nset jit = off;\n\\timing on\n".to_owned();
    for (_, text) in wanted {
        script.push_str(&format!("{};\n", statement(&text.replace(['\t', '\n'], " "))));
    }
    let said = psql(url, script)?;
    let (mut took, mut hits, mut found): (_, Vec<u64>, HashMap<usize, Vec<u64>>) =
        (Vec::new(), Vec::new(), HashMap::new());
    for line in said.lines() {
        if let Some(time) = line.strip_prefix("Time: ") {
            let milliseconds: f64 = time.split(' ').next().unwrap_or_default().parse()?;
            found.insert(took.len(), std::mem::take(&mut hits));
            took.push(Duration::from_secs_f64(milliseconds / 1000.0));
        } else if let Ok(id) = line.trim().parse() {
            hits.push(id);
        }
    }
    let right = |at: usize, number: &u64| {
        // Ten others that begin so are as right.
        let enough = |hits: &Vec<u64>| title == "prefix" && hits.len() == 10;
        found.get(&at).is_some_and(|hits| hits.contains(number) || enough(hits))
    };
    let right = wanted.iter().enumerate().filter(|(at, (number, _))| right(*at, number));
    told(title, right.count() as f64 / wanted.len().max(1) as f64, took);
    Ok(())
}

fn psql(url: &str, script: String) -> Result<String> {
    let mut child = Command::new("psql")
        .args([url, "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("psql is needed for the peer; install postgresql-client")?;
    let mut input = child.stdin.take().context("psql takes no input")?;
    let writer = std::thread::spawn(move || input.write_all(script.as_bytes()));
    let output = child.wait_with_output()?;
    writer.join().map_err(|_| anyhow::anyhow!("psql did not listen"))??;
    if !output.status.success() {
        bail!("the peer refused");
    }
    Ok(String::from_utf8(output.stdout)?)
}
