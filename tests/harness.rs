//! A town for each story: a whole platform on a fresh database, with a clock that stands still.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU32, Ordering},
};

use probity::{Place, Platform};
use store::Engine;
use tempfile::TempDir;
use vocabulary::{Clock, Date, Entropy, FixedClock, SeededEntropy};

use crate::plays::{Cast, Stage};

/// What opens a stage.
pub type Window = Box<dyn Fn() -> Box<dyn Stage> + Send + Sync>;

/// The day on which stories begin, unless they say otherwise: a Friday and a working day.
pub const TODAY: Date = Date::constant(2026, 11, 20);

/// The day on which a town is founded: instants of the ledger never go back, stories may begin before
/// [`TODAY`].
const FOUNDED: Date = Date::constant(2026, 1, 5);

/// A platform on one engine, gone when dropped.
pub struct Town {
    pub platform: Arc<Platform>,
    pub clock: Arc<FixedClock>,
    pub place: Place,
    /// Who has come in, between two plays.
    pub cast: Mutex<Cast>,
    /// Opens the stage of plays, if another than the doors over HTTP.
    pub window: Option<Window>,
    folder: TempDir,
    database: Option<PostgresDatabase>,
}

impl Town {
    /// A new town on `engine`.
    pub fn on(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut place = Place::in_folder(folder.path());
        place.cost = account::Cost::LIGHT;
        let database = (engine == Engine::Postgres).then(PostgresDatabase::create);
        place.database = database.as_ref().map(|database| database.url.clone());
        let clock = Arc::new(FixedClock::on(FOUNDED));
        let platform = Arc::new(open(&place, &clock));
        clock.set(FixedClock::on(TODAY).now());
        Self { platform, clock, place, cast: Mutex::default(), window: None, folder, database }
    }

    /// Moves the clock to ten in the morning of `day`.
    pub fn move_to(&self, day: Date) {
        self.clock.set(FixedClock::on(day).now());
    }

    /// Closes the platform and opens it again on the same data, as after a restart.
    pub fn reopen(&mut self) {
        self.platform = Arc::new(open(&self.place, &self.clock));
    }

    /// A folder for files of the story.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The engine the town stands on.
    pub fn engine(&self) -> Engine {
        if self.database.is_some() { Engine::Postgres } else { Engine::Sqlite }
    }
}

fn open(place: &Place, clock: &Arc<FixedClock>) -> Platform {
    let clock: Arc<dyn Clock> = Arc::clone(clock) as Arc<dyn Clock>;
    let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(7));
    Platform::open(place, clock, entropy).unwrap()
}

/// A database of its own on the server that `PROBITY_TEST_POSTGRES` names.
struct PostgresDatabase {
    url: String,
    name: String,
    admin: String,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl PostgresDatabase {
    fn create() -> Self {
        #[expect(clippy::disallowed_methods, reason = "tests are told by it where the server is")]
        let admin = std::env::var("PROBITY_TEST_POSTGRES")
            .expect("PROBITY_TEST_POSTGRES names the server; `cargo xtask test` starts one");
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("town_{}_{number}", std::process::id());
        statement(&admin, &format!("create database {name}"));
        let (server, _) = admin.rsplit_once('/').unwrap();
        Self { url: format!("{server}/{name}"), name, admin }
    }
}

impl Drop for PostgresDatabase {
    fn drop(&mut self) {
        let name = &self.name;
        statement(&self.admin, &format!("drop database if exists {name} with (force)"));
    }
}

fn statement(url: &str, sql: &str) {
    let done = std::process::Command::new("psql").args([url, "-q", "-c", sql]).status().unwrap();
    assert!(done.success(), "{sql}");
}

/// Makes two tests of one story, `on_sqlite` and `on_postgres`.
#[macro_export]
macro_rules! story {
    ($(#[doc = $doc:literal])* fn $name:ident($town:ident) $body:block) => {
        pub mod $name {
            #[allow(unused_imports, reason = "a story of lines alone names nothing")]
            use super::*;

            $(#[doc = $doc])*
            pub fn story($town: &mut $crate::harness::Town) $body

            #[test]
            fn on_sqlite() {
                story(&mut $crate::harness::Town::on(store::Engine::Sqlite));
            }

            #[test]
            fn on_postgres() {
                story(&mut $crate::harness::Town::on(store::Engine::Postgres));
            }
        }
    };
}
