//! The spine: intake, durable checks at the library's door and through HTTP, bytes a record.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, Result};
use check::Question;
use vocabulary::{Actor, Identifier, IdentifierKind};

use crate::{clients, figures::Figures, http::Connection, peer::Peer, site::Site};

/// Subjects of the small and the large city; about 3 records a subject.
const SIZES: [(&str, u64); 2] = [("0.2 M records", 70_000), ("2 M records", 700_000)];
const CLIENTS: [u64; 3] = [1, 16, 64];
const LASTING: Duration = Duration::from_secs(5);
const MATTER: &str = "government-procurement";
const UNIT: &str = "jinan-finance";

/// Measures and prints.
pub(crate) fn run() -> Result<()> {
    let small_only = std::env::args().any(|argument| argument == "--small");
    let mut rates = Vec::new();
    for (title, subjects) in SIZES.iter().take(if small_only { 1 } else { 2 }) {
        let folder = tempfile::tempdir()?;
        println!("== SQLite, {title}");
        let site = Site::build(folder.path(), None, *subjects)?;
        intake(&site);
        rates.push(checks(&site)?);
    }
    if let [small, large] = rates.as_slice() {
        println!("== 2 M against 0.2 M at 64 clients: {:.0} %", 100.0 * large / small);
    }
    peer(rates.first().copied().unwrap_or_default())
}

fn intake(site: &Site) {
    let rate = site.rows as f64 / site.seconds.max(f64::EPSILON);
    println!("intake      {:>9.0} rows/s ({} rows in {:.1} s)", rate, site.rows, site.seconds);
    let bytes = site.bytes / site.records.max(1);
    println!("storage     {bytes:>9} bytes a record ({} records)", site.records);
}

/// Checks at the library's door and through HTTP; gives the rate of 64 clients at the library's.
fn checks(site: &Site) -> Result<f64> {
    let codes: Vec<String> = (0..20_000).map(|number| site.code(number)).collect();
    let code = |number: u64| {
        let index = usize::try_from(number).unwrap_or(0) % codes.len().max(1);
        codes.get(index).cloned().unwrap_or_default()
    };
    let mut last = 0.0;
    for count in CLIENTS {
        let figures = clients::run(count, LASTING, || Ok(|number| ask(site, code(number))))?;
        println!("library {count:>3} {figures}");
        last = figures.rate;
    }
    through_http(site, &code)?;
    Ok(last)
}

fn ask(site: &Site, number: String) -> Result<()> {
    let subject = Identifier { kind: IdentifierKind::UnifiedCode, number };
    site.platform.checker.check(&Question {
        actor: Actor::new(UNIT, "bench"),
        organisation: UNIT.to_owned(),
        matter: MATTER.to_owned(),
        matter_number: "B-1".to_owned(),
        subject,
    })?;
    Ok(())
}

fn through_http(site: &Site, code: &(impl Fn(u64) -> String + Sync)) -> Result<()> {
    let key = site.platform.keys().issue(UNIT, "approval-system", "", None)?.secret;
    let mut config = web::Config::default();
    config.limits.key = web::config::Allowance { per_minute: 60_000_000, burst: 1_000_000 };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let address: SocketAddr = listener.local_addr()?;
    let app = Arc::clone(&site.platform).doors(config);
    let server = runtime.spawn(web::serve(app, listener, std::future::pending()));
    for count in CLIENTS {
        let figures = clients::run(count, LASTING, || {
            let mut connection = Connection::open(address, &key)?;
            Ok(move |number| {
                let code = code(number);
                let body =
                    format!(r#"{{"code":"{code}","matter":"{MATTER}","matter_number":"B-1"}}"#);
                connection.post("/api/v1/checks", &body)
            })
        })?;
        println!("HTTP    {count:>3} {figures}");
    }
    server.abort();
    Ok(())
}

fn peer(ours: f64) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "the build task tells where the peer runs")]
    let url = std::env::var("PROBITY_BENCH_POSTGRES")
        .context("run it by `cargo xtask bench spine`, which starts the peer")?;
    println!("== PostgreSQL 15 by pgbench: point read and durable insert");
    let folder = tempfile::tempdir()?;
    let peer = Peer::new(&url, 70_000)?;
    let mut figures: Option<Figures> = None;
    for count in CLIENTS {
        let measured = peer.run(count, LASTING, folder.path())?;
        println!("pgbench {count:>3} {measured}");
        figures = Some(measured);
    }
    if let Some(figures) = figures {
        println!("== checks at 64 clients against pgbench: {:.2} ×", ours / figures.rate);
    }
    Ok(())
}
