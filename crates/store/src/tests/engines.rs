//! A fresh database on each engine.

use crate::Database;

/// Runs `trial` on a new SQLite file, and on a new PostgreSQL database if there is a server.
pub(super) fn on_both(trial: impl Fn(&Database)) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("trial.db").display());
    trial(&Database::open(&url).unwrap());
    if let Some(server) = server() {
        on_postgres(&server, &trial);
    }
}

#[expect(clippy::disallowed_methods, reason = "tests learn from the environment where a server is")]
fn server() -> Option<String> {
    std::env::var("PROBITY_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// A database of its own, dropped afterwards whatever happens.
fn on_postgres(server: &str, trial: &impl Fn(&Database)) {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("t_store_{}_{number}", std::process::id());
    let (address, _) = server.rsplit_once('/').unwrap();
    run(server, &format!("create database {name} template template0 lc_ctype 'C.UTF-8'"));
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        trial(&Database::open(&format!("{address}/{name}")).unwrap());
    }));
    run(server, &format!("drop database {name} with (force)"));
    if let Err(panic) = outcome {
        std::panic::resume_unwind(panic);
    }
}

/// Runs one command outside of any transaction.
fn run(server: &str, command: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (client, connection) =
            tokio_postgres::connect(server, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        client.batch_execute(command).await.unwrap();
    });
}
