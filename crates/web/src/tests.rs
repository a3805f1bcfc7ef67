//! The doors over a small town, from the request to the answer, on both engines.

#[path = "../../archive/src/tests/town.rs"]
mod town;

mod checks;
mod limits;
mod pages;
mod subjects;

use std::{path::Path, sync::Arc};

use archive::ArchiveFollower;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode},
};
use check::{CheckFollower, Checker};
use disclosure::{DisclosureFollower, Gate};
use intake::{Intake, IntakeFollower};
use ledger::{Follower, Reader, Sequencer, Signer};
use policy::Law;
use report::{Issuer, Reports};
use serde_json::Value;
use tower::ServiceExt;
use town::Town;
use vocabulary::SeededEntropy;

use account::{Accounts, Keys, Shutters};
use content::Contents;
use workflow::{Cases, Patrol};

use crate::{App, Config};

const A: &str = "91370100MA3C00011J";
const NAME: &str = "济南明泉商贸有限公司";

fn followers(law: &Arc<Law>) -> Vec<Box<dyn Follower>> {
    vec![
        Box::new(IntakeFollower),
        Box::new(ArchiveFollower::new(Arc::clone(law))),
        Box::new(DisclosureFollower),
        Box::new(CheckFollower),
    ]
}

/// Runs a story on each engine there is.
fn on_both(story: impl Fn(&Doors<'_>)) {
    town::on_both(followers, |town| story(&Doors::of(town, Config::default())));
}

/// A town with its doors open.
struct Doors<'t> {
    town: &'t Town,
    keys: Keys,
    router: Router,
    sequencer: Sequencer,
    runtime: tokio::runtime::Runtime,
}

/// The keeper of records where no case writes any.
struct NoRegistrar;

impl workflow::Registrar for NoRegistrar {
    fn file(
        &self,
        _: &mut ledger::Scribe<'_>,
        _: &workflow::NewRecord,
    ) -> Result<workflow::Filed, workflow::WorkflowError> {
        Err(workflow::WorkflowError::Damaged { what: "a town without records" })
    }

    fn correct(
        &self,
        _: &mut ledger::Scribe<'_>,
        _: &workflow::OfRecord<'_>,
        _: &std::collections::BTreeMap<String, String>,
    ) -> Result<workflow::Filed, workflow::WorkflowError> {
        Err(workflow::WorkflowError::Damaged { what: "a town without records" })
    }

    fn withdraw(
        &self,
        _: &mut ledger::Scribe<'_>,
        _: &workflow::OfRecord<'_>,
        _: &str,
    ) -> Result<vocabulary::Position, workflow::WorkflowError> {
        Err(workflow::WorkflowError::Damaged { what: "a town without records" })
    }
}

/// An answer, read to its end.
struct Answered {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answered {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl<'t> Doors<'t> {
    fn of(town: &'t Town, config: Config) -> Self {
        let (db, law, pen) = (town.db.clone(), Arc::new(law_with_roles()), town.pen.clone());
        let entropy = Arc::new(SeededEntropy::new(11));
        let chance = || (town.clock.clone() as _, entropy.clone() as _);
        let (of_law, vault) = (|| Arc::clone(&law), || Arc::clone(&town.vault));
        let (key, clock) = (town.key.clone(), town.clock.clone());
        let keys = Keys::new(db.clone(), pen.clone(), of_law(), chance());
        let shutters = Shutters::new(db.clone(), pen.clone(), of_law(), clock.clone());
        let limits = disclosure::Limits::default();
        let both = (db.clone(), archive::Finder::new(db.clone()));
        let gate = Gate::new(both, of_law(), vault(), pen.clone(), clock.clone(), limits);
        let checker = Checker::new(
            db.clone(),
            gate.clone(),
            pen.clone(),
            key.clone(),
            clock.clone(),
            check::Limits::default(),
        );
        let (secrets, cost) = ((vault(), key.clone()), account::Cost::LIGHT);
        let accounts = Accounts::new(db.clone(), pen.clone(), of_law(), secrets, chance(), cost);
        let contents = Contents::new(db.clone(), pen.clone(), of_law(), clock.clone());
        let patrol = Patrol::new(db.clone(), pen.clone(), gate.clone(), of_law(), clock.clone());
        let keeper = Arc::new(NoRegistrar);
        let cases = Cases::new(db.clone(), pen.clone(), of_law(), vault(), keeper, chance());
        let signer = || Signer::new("example.org/town", &[3; 32], &[4; 32]).unwrap();
        let reports = Reports::new(
            gate.clone(),
            (db.clone(), pen.clone()),
            (of_law(), vault()),
            signer(),
            paper::Press::default(),
            chance(),
            Issuer { name: "信用中心".to_owned(), address: config.address.clone() },
        )
        .unwrap();
        let intake = Intake::new(db.clone(), pen, of_law(), key, vault(), chance());
        let app = App {
            reports,
            accounts,
            contents,
            cases,
            patrol,
            doors: Vec::new(),
            gate,
            checker,
            intake: Arc::new(intake),
            reader: Reader::new(db.clone()),
            seal: Arc::new(signer()),
            law,
            clock: town.clock.clone(),
            keys: keys.clone(),
            shutters: shutters.clone(),
            db: db.clone(),
            site_key: town.key.clone(),
            config,
        };
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let router = crate::router(app).unwrap();
        Self { town, keys, router, sequencer: Sequencer::new(db, signer()), runtime }
    }

    fn key(&self, agency: &str, role: &str) -> String {
        self.keys.issue(agency, role, "", None).unwrap().secret
    }

    fn send(&self, request: Request<Body>) -> Answered {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.unwrap();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Answered { status: parts.status, headers: parts.headers, text }
        })
    }

    fn get(&self, path: &str) -> Answered {
        self.send(Request::get(path).body(Body::empty()).unwrap())
    }

    fn get_with(&self, path: &str, key: &str) -> Answered {
        let request = Request::get(path).header("authorization", format!("Bearer {key}"));
        self.send(request.body(Body::empty()).unwrap())
    }

    fn post(&self, path: &str, key: &str, headers: &[(&str, &str)], body: &str) -> Answered {
        let request = Request::builder().method(Method::POST).uri(path);
        let mut request = request.header("authorization", format!("Bearer {key}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.to_owned())).unwrap())
    }

    fn post_json(&self, path: &str, key: &str, body: &Value) -> Answered {
        self.post(path, key, &[("content-type", "application/json")], &body.to_string())
    }
}

/// The trial law with roles for keys, which the rooms below do not need.
fn law_with_roles() -> Law {
    let trial = Path::new(env!("CARGO_MANIFEST_DIR")).join("../archive/src/tests/law");
    let folder = tempfile::tempdir().unwrap();
    copy(&trial, folder.path());
    let roles = folder.path().join("national/roles");
    std::fs::create_dir_all(&roles).unwrap();
    let basis =
        "[{ document = \"试验法\", article = \"第1条\", kind = \"law\", certainty = \"assumed\" }]";
    for (id, actions, purposes) in [
        ("source", "\"submit-batch\", \"read-receipts\"", ""),
        ("desk", "\"make-check\", \"decide-check\", \"read-file\"", "\"licensing\""),
        ("office", "\"read-quality\"", ""),
        ("auditor", "\"audit\"", "\"audit\""),
    ] {
        let role = format!(
            "title = {{ zh = \"{id}\", en = \"{id}\" }}\nactions = [{actions}]\n\
             purposes = [{purposes}]\nbasis = {basis}\n"
        );
        std::fs::write(roles.join(format!("{id}.toml")), role).unwrap();
    }
    Law::load(folder.path(), "national").unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}
