//! The peer: PostgreSQL 15 doing the same two statements, driven by its own `pgbench`.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, bail};

use crate::figures::Figures;

/// Where the two tables of the peer stand.
pub(crate) struct Peer {
    url: String,
    subjects: u64,
}

const TABLES: &str = "
    set client_min_messages = warning;
    drop table if exists bench_standing, bench_facts;
    create table bench_standing (subject_id bytea primary key, summary text not null);
    create table bench_facts (seq bigint generated always as identity primary key,
        at bigint not null, body text not null);
    insert into bench_standing
        select decode(lpad(to_hex(n), 32, '0'), 'hex'), repeat('x', 400)
        from generate_series(1, :subjects) n;
    analyze bench_standing;
";

const SCRIPT: &str = "
\\set n random(1, :subjects)
select summary from bench_standing where subject_id = decode(lpad(to_hex((:n)::bigint), 32, '0'), 'hex');
insert into bench_facts (at, body) values ((:n)::bigint, repeat('y', 300));
";

impl Peer {
    /// Makes the tables for `subjects` subjects in the database at `url`.
    pub(crate) fn new(url: &str, subjects: u64) -> Result<Self> {
        let mut psql = Command::new("psql")
            .args([url, "-q", "-v", "ON_ERROR_STOP=1", "-v", &format!("subjects={subjects}")])
            .stdin(Stdio::piped())
            .spawn()
            .context("psql is needed for the peer; install postgresql-client")?;
        let mut input = psql.stdin.take().context("psql takes no input")?;
        std::io::Write::write_all(&mut input, TABLES.as_bytes())?;
        drop(input);
        if !psql.wait()?.success() {
            bail!("the peer's tables could not be made");
        }
        Ok(Self { url: url.to_owned(), subjects })
    }

    /// Lets `clients` of pgbench run both statements for `lasting`.
    pub(crate) fn run(&self, clients: u64, lasting: Duration, folder: &Path) -> Result<Figures> {
        let script = folder.join("peer.sql");
        fs::write(&script, SCRIPT)?;
        let prefix = folder.join(format!("peer-{clients}"));
        let done = Command::new(pgbench())
            .args(["-n", "-M", "prepared", "-j", &clients.min(2).to_string()])
            .args(["-c", &clients.to_string(), "-T", &lasting.as_secs().to_string()])
            .args(["-D", &format!("subjects={}", self.subjects), "-l", "--log-prefix"])
            .arg(&prefix)
            .arg("-f")
            .arg(&script)
            .arg(&self.url)
            .stdout(Stdio::null())
            .status()
            .context("pgbench is needed for the peer; install postgresql-15")?;
        if !done.success() {
            bail!("pgbench did not end well");
        }
        let latencies = latencies(folder, &format!("peer-{clients}."))?;
        Ok(Figures::of(latencies, lasting))
    }
}

fn pgbench() -> &'static str {
    let debian = "/usr/lib/postgresql/15/bin/pgbench";
    if Path::new(debian).exists() { debian } else { "pgbench" }
}

/// The third word of each line of pgbench's logs is the latency in microseconds.
fn latencies(folder: &Path, prefix: &str) -> Result<Vec<Duration>> {
    let mut latencies = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        if !name.is_some_and(|name| name.starts_with(prefix)) {
            continue;
        }
        let text = fs::read_to_string(path)?;
        let words = text.lines().filter_map(|line| line.split(' ').nth(2));
        latencies.extend(words.filter_map(|word| word.parse().ok()).map(Duration::from_micros));
    }
    Ok(latencies)
}
