//! The portal in Chromium, as people meet it: by keyboard, on a phone, without scripts, in English.

mod axe;
mod cases;
mod desk;
mod driver;
mod duties;
pub mod furnish;
mod keyboard;
mod meant;
mod mine;
mod own;
mod pages;
mod places;
mod portal;
mod reports;
mod search;
mod shelves;
mod subjects;
mod tender;
mod unified;
mod visitors;

use std::thread::JoinHandle;

use store::Engine;
use web::{Allowance, Config};

use crate::{
    desk::PENALTY,
    harness::{TODAY, Town},
    rows::{COMPANY, MARKET, penalty, person_licence},
};

const LICENCE: &str = "administrative-licence-person";

/// A settled town that is served on a port of its own until it is dropped.
struct Served {
    town: Town,
    address: String,
    visitors: Vec<visitors::Visitor>,
    furnished: Option<furnish::Furnished>,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Served {
    /// A town with a company, its licence, a penalty, one more that was repaired, and a checkpoint.
    fn settled() -> (Self, String) {
        let (town, gone) = Self::town();
        (Self::open(town, Vec::new(), None), gone)
    }

    /// The same, in which things have happened, with people signed in.
    fn with_visitors<'w>(who: impl Iterator<Item = &'w places::Who>) -> (Self, String) {
        let (town, gone) = Self::town();
        let furnished = furnish::furnish(&town);
        let visitors = visitors::enter(&town, who);
        town.platform.sequencer.fold().unwrap();
        (Self::open(town, visitors, Some(furnished)), gone)
    }

    /// For pictures it is a whole city.
    fn town() -> (Town, String) {
        let town = Town::on(Engine::Sqlite);
        if axe::named("PROBITY_TEST_PICTURES").is_some() {
            let city = demo::City { seed: 1, subjects: 400, today: TODAY };
            let (law, intake) = (&town.platform.law, &town.platform.intake);
            demo::build(city, law, intake, &town.folder().join("files"), |_, _| {}).unwrap();
        }
        town.settle();
        let repaired = town.own_record(PENALTY).digest;
        town.repair(PENALTY);
        let second = penalty()
            .with("document_number", "济市监罚〔2026〕12号")
            .with("violation_kind", "销售过期食品");
        assert_eq!(town.send(PENALTY, MARKET, &[second]).accepted, 1);
        town.platform.sequencer.fold().unwrap();
        let gone = format!("/subjects/{COMPANY}/records/{repaired}");
        assert_eq!(town.send(LICENCE, MARKET, &[person_licence()]).accepted, 1);
        (town, gone)
    }

    fn open(
        town: Town,
        visitors: Vec<visitors::Visitor>,
        furnished: Option<furnish::Furnished>,
    ) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        // Named, the templates are read anew for every page: a change shows without recompiling.
        let templates = axe::named("PROBITY_TEST_TEMPLATES").map(Into::into);
        let config = Config { templates, ..Config::default() };
        Self::serve(town, (visitors, furnished), listener, config)
    }

    fn serve(
        town: Town,
        (visitors, furnished): (Vec<visitors::Visitor>, Option<furnish::Furnished>),
        listener: std::net::TcpListener,
        mut config: Config,
    ) -> Self {
        config.limits.anonymous = Allowance { per_minute: 60_000, burst: 60_000 };
        listener.set_nonblocking(true).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let app = town.platform.doors(config);
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
        Self { town, address, visitors, furnished, stop: Some(stop), thread: Some(thread) }
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
