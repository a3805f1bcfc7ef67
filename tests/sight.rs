//! Where people look for a record, and where they find it: every public channel, the departments,
//! the subject, the auditor.

use std::collections::BTreeSet;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use check::{Answer, Question};
use disclosure::{
    AsOf, FileView, Filter, Items, ListOf, PageRequest, Query, RecordAnswer, RecordState, Viewer,
};
use policy::model::matter::Purpose;
use serde_json::{Value, json};
use tower::ServiceExt;
use vocabulary::{Actor, SubjectId, UnifiedCode};
use web::{Allowance, Config, Limits};

use crate::{harness::Town, rows::MARKET};

/// The doors of a town, opened once for many requests and without limits of rate.
pub struct Door {
    router: Router,
    runtime: tokio::runtime::Runtime,
}

impl Door {
    /// The doors of a router.
    pub fn open(router: Router) -> Self {
        Self { router, runtime: tokio::runtime::Runtime::new().unwrap() }
    }

    /// The file at a path, for whoever holds a session.
    pub fn fetch(&self, path: &str, session: &str) -> (StatusCode, Vec<u8>) {
        let request = Request::get(path).header("cookie", format!("probity={session}"));
        self.runtime.block_on(async {
            let request = request.body(Body::empty()).unwrap();
            let response = self.router.clone().oneshot(request).await.unwrap();
            let status = response.status();
            (status, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
        })
    }

    /// The status and the text of an answer.
    pub fn ask(&self, request: Request<Body>) -> (StatusCode, String) {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let status = response.status();
            let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            (status, String::from_utf8_lossy(&bytes).into_owned())
        })
    }

    /// The same with its headers.
    pub fn tell(&self, request: Request<Body>) -> crate::staff::Told {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (status, headers) = (response.status(), response.headers().clone());
            let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            crate::staff::Told { status, headers, text }
        })
    }

    /// What anyone gets at a path.
    pub fn get(&self, path: &str) -> (StatusCode, String) {
        self.ask(Request::get(path).body(Body::empty()).unwrap())
    }

    /// What the holder of a key gets for JSON.
    pub fn post(&self, path: &str, key: &str, body: &Value) -> (StatusCode, Value) {
        let request = Request::post(path)
            .header("authorization", format!("Bearer {key}"))
            .header("content-type", "application/json");
        let (status, text) = self.ask(request.body(Body::from(body.to_string())).unwrap());
        (status, serde_json::from_str(&text).unwrap_or(Value::Null))
    }
}

/// A text as it stands in a query or a path.
pub fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// A record: whose, of which item, its address, and its document number.
#[derive(Clone, Debug)]
pub struct Trace {
    pub code: String,
    pub item: String,
    pub digest: String,
    pub document: String,
}

impl Trace {
    fn is_in(&self, text: &str) -> bool {
        text.contains(&self.digest) || text.contains(&self.document)
    }
}

/// Every public channel in which a record in force is found.
pub const PUBLIC: [&str; 12] = [
    "API page",
    "API record",
    "API records",
    "act",
    "address",
    "list",
    "page",
    "portal download",
    "portal list",
    "portal list download",
    "portal page",
    "portal record",
];

impl Town {
    /// The doors, without limits of rate.
    pub fn door(&self) -> Door {
        let open = Allowance { per_minute: 10_000_000, burst: 10_000_000 };
        let limits = Limits { anonymous: open, suggestions: open, key: open, ..Limits::default() };
        let config = Config { limits, ..Config::default() };
        let router = web::router(self.platform.doors(config)).unwrap();
        Door::open(router)
    }

    /// The trace of the company's one record of an item.
    pub fn trace(&self, item: &str) -> Trace {
        let record = self.own_record(item);
        let document = record.fields.iter().find(|field| field.name == "document_number");
        Trace {
            code: crate::rows::COMPANY.to_owned(),
            item: item.to_owned(),
            digest: record.digest.clone(),
            document: document.unwrap().value.clone(),
        }
    }

    /// The public channels in which a record is found.
    pub fn public_sight(&self, trace: &Trace) -> BTreeSet<&'static str> {
        let Trace { code, item, digest, .. } = trace;
        let gate = &self.platform.gate;
        let subject = self.subject(code);
        let ask = PageRequest { after: None, size: 100 };
        let mut found = BTreeSet::new();
        let mut look = |channel, there: bool| {
            if there {
                found.insert(channel);
            }
        };
        look("page", gate.page(subject).unwrap().is_some_and(|page| trace.is_in(&text(&*page))));
        let answer = gate.record(subject, digest).unwrap().into_inner();
        look("address", matches!(answer, RecordAnswer::Public { .. }));
        let law = self.platform.law.item(item, gate.today()).unwrap();
        let list =
            |of: &ListOf| trace.is_in(&text(&*gate.recent(of, &Filter::default(), &ask).unwrap()));
        look("list", list(&ListOf::Item(item.clone())));
        look("act", law.act.is_some_and(|act| list(&ListOf::Act(act))));
        for query in [Query::Subject(subject), Query::Name(trace.document.clone())] {
            look("search", trace.is_in(&text(&*gate.search(&query, &ask).unwrap())));
        }

        let door = self.door();
        let kind = law.act.map_or(item.clone(), |act| {
            serde_json::to_value(act).unwrap().as_str().unwrap().to_owned()
        });
        for (channel, path) in [
            ("API page", format!("/api/v1/subjects/{code}")),
            ("API records", format!("/api/v1/subjects/{code}/records")),
            ("API record", format!("/api/v1/subjects/{code}/records/{digest}")),
            ("API search", format!("/api/v1/subjects?q={}", percent(&trace.document))),
            ("suggestions", format!("/search/suggest?q={}", percent(&trace.document))),
            ("home", "/".to_owned()),
            ("portal page", format!("/subjects/{code}")),
            ("portal download", format!("/subjects/{code}/records.csv")),
            ("portal record", format!("/subjects/{code}/records/{digest}")),
            ("portal list", format!("/publicity/{kind}")),
            ("portal list download", format!("/publicity/{kind}/records.csv")),
        ] {
            let (status, text) = door.get(&path);
            look(channel, status == StatusCode::OK && trace.is_in(&text));
        }
        found
    }

    /// A department that supervises, with a business of its own.
    pub fn supervisor(&self) -> Viewer {
        Viewer::Department {
            actor: Actor::new(MARKET, "key-1"),
            organisation: MARKET.to_owned(),
            purpose: Purpose::Supervision,
            matter_number: "监2026-1".to_owned(),
            items: Items::All,
        }
    }

    /// Somebody who audits.
    pub fn auditor(&self) -> Viewer {
        Viewer::Auditor { actor: Actor::new("jinan-credit-centre", "auditor-1") }
    }

    /// A file as a viewer sees it.
    pub fn file_of(&self, viewer: &Viewer, subject: SubjectId, as_of: AsOf) -> Option<FileView> {
        let file = self.platform.gate.file(viewer, subject, as_of).unwrap();
        file.map(|file| file.into_inner())
    }

    /// The answer to a matter's question about a company, asked by a unit that handles it.
    pub fn check(&self, matter: &str, code: &str) -> Answer {
        self.platform.checker.check(&self.question(matter, code)).unwrap()
    }

    /// A matter's question about a company, of the first unit that handles it.
    pub fn question(&self, matter: &str, code: &str) -> Question {
        let law = &self.platform.law;
        let units = &law.matter(matter, self.platform.gate.today()).unwrap().units;
        let handles = |agency: &&policy::model::agency::Agency| {
            units.iter().any(|unit| *unit == agency.id || agency.groups.contains(unit))
        };
        let unit = law.agencies().iter().find(handles).unwrap().id.clone();
        Question {
            actor: Actor::new(unit.clone(), "story"),
            organisation: unit,
            matter: matter.to_owned(),
            matter_number: "办2026-1".to_owned(),
            subject: UnifiedCode::parse(code).unwrap().identifier(),
        }
    }

    /// The places in which a department finds a record: file, checks one by one and by list, API.
    pub fn department_sight(&self, trace: &Trace) -> BTreeSet<&'static str> {
        let Trace { code, item, .. } = trace;
        let mut found = BTreeSet::new();
        let mut look = |channel, text: &str| {
            if trace.is_in(text) {
                found.insert(channel);
            }
        };
        let file = self.file_of(&self.supervisor(), self.subject(code), AsOf::default());
        look("file", &text(&file.unwrap()));
        let door = self.door();
        let key = self.key(MARKET, "department-system");
        let body = json!({ "code": code, "purpose": "supervision", "matter_number": "监2026-2" });
        look("API file", &door.post("/api/v1/files", &key, &body).1.to_string());
        let today = self.platform.gate.today();
        for matter in self.platform.law.matters(today) {
            let concerned = matter.subjects.contains(&vocabulary::SubjectKind::Enterprise);
            if !concerned || !matter.items.contains(item) {
                continue;
            }
            look("check", &text(&self.check(&matter.id, code)));
            let question = self.question(&matter.id, code);
            let lines = self.platform.checker.check_list(&question, code).unwrap();
            look("check of a list", &text(&lines));
            let key = self.key(&question.organisation, "department-system");
            let body = json!({ "matter": matter.id, "matter_number": "办2026-2", "code": code });
            let (status, answer) = door.post("/api/v1/checks", &key, &body);
            assert_eq!(status, StatusCode::CREATED, "{answer}");
            look("API check", &answer.to_string());
        }
        found
    }

    /// The state in which the subject and the auditor find a record; none where it is not found.
    pub fn archive_sight(&self, trace: &Trace) -> [Option<RecordState>; 2] {
        let subject = self.subject(&trace.code);
        [Viewer::Subject { subject }, self.auditor()].map(|viewer| {
            let file = self.file_of(&viewer, subject, AsOf::default()).unwrap();
            let of = file.records.iter().filter(|record| record.digest == trace.digest);
            of.max_by_key(|record| record.lineage.as_ref().unwrap().version)
                .map(|record| record.state)
        })
    }
}

/// Whatever is shown, as the text in which it goes over the wire.
pub fn text(shown: &impl serde::Serialize) -> String {
    serde_json::to_string(shown).unwrap()
}
