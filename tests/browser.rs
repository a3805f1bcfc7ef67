//! The portal in Chromium, as people meet it: by keyboard, on a phone, without scripts, in English.

mod driver;
mod pages;
mod search;

use std::thread::JoinHandle;

use store::Engine;
use web::{Allowance, Config};

use crate::{
    desk::PENALTY,
    harness::Town,
    rows::{COMPANY, MARKET, penalty},
};

/// A settled town that is served on a port of its own until it is dropped.
struct Served {
    town: Town,
    address: String,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Served {
    /// A town with a company, its licence, a penalty, one more that was repaired, and a checkpoint.
    fn settled() -> (Self, String) {
        let town = Town::on(Engine::Sqlite);
        town.settle();
        let repaired = town.own_record(PENALTY).digest;
        town.repair(PENALTY);
        let second = penalty()
            .with("document_number", "济市监罚〔2026〕12号")
            .with("violation_kind", "销售过期食品");
        assert_eq!(town.send(PENALTY, MARKET, &[second]).accepted, 1);
        town.platform.sequencer.fold().unwrap();
        let gone = format!("/subjects/{COMPANY}/records/{repaired}");
        (Self::open(town), gone)
    }

    fn open(town: Town) -> Self {
        let mut config = Config::default();
        config.limits.anonymous = Allowance { per_minute: 60_000, burst: 60_000 };
        let app = town.platform.doors(config);
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                let shutdown = async { stopped.await.unwrap_or_default() };
                // A browser holds its connection open: it is not waited for.
                tokio::select! {
                    done = web::serve(app, listener, std::future::pending()) => done.unwrap(),
                    () = shutdown => {}
                }
            });
        });
        Self { town, address, stop: Some(stop), thread: Some(thread) }
    }

    /// The address of a path.
    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stop.take().map(|stop| stop.send(()));
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}
