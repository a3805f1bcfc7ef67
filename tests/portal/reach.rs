//! What is not public never leaves by a public door (H-18, C-08.c).

use std::collections::BTreeSet;

use disclosure::{RecordState, RecordView};
use policy::model::catalog::Publicity;
use vocabulary::{Date, FactKind};

use super::Portal;
use crate::{
    desk::PENALTY,
    harness::{TODAY, Town},
    publicity::worked,
    rows::{COMPANY, MARKET, penalty},
    story,
};

/// A record that is not public, and by what it would be known.
struct Hidden {
    subject: String,
    code: Option<String>,
    digest: String,
    item: String,
    words: BTreeSet<String>,
}

/// Every public address at which a record could be asked for.
fn addresses(hidden: &Hidden) -> Vec<String> {
    let Hidden { subject, digest, item, .. } = hidden;
    let mut paths = vec![
        "/".to_owned(),
        "/feed.atom".to_owned(),
        "/sitemap.xml".to_owned(),
        "/commitments".to_owned(),
        "/self-declared".to_owned(),
        "/figures".to_owned(),
        "/api/v1/changes?size=1000".to_owned(),
        "/publicity/withdrawn".to_owned(),
        "/publicity/withdrawn.atom".to_owned(),
        format!("/publicity/{item}"),
        format!("/publicity/{item}/records.csv"),
        format!("/publicity/{item}/feed.atom"),
        format!("/open-data/{item}"),
        format!("/api/v1/datasets/{item}"),
        format!("/api/v1/datasets/{item}/records.csv?size=5000"),
        format!("/api/v1/datasets/{item}/records.jsonl?size=5000"),
    ];
    for owner in hidden.code.iter().chain([subject]) {
        for page in [
            format!("/subjects/{owner}"),
            format!("/subjects/{owner}?item={item}"),
            format!("/subjects/{owner}/records.csv"),
            format!("/subjects/{owner}/records/{digest}"),
            format!("/processes/objection/new?subject={owner}&digest={digest}"),
            format!("/subjects/{owner}/code.svg"),
            format!("/api/v1/subjects/{owner}"),
            format!("/api/v1/subjects/{owner}/records"),
            format!("/api/v1/subjects/{owner}/records/{digest}"),
        ] {
            paths.push(page);
        }
    }
    for word in hidden.words.iter().chain([digest]) {
        paths.push(format!("/search?q={}", crate::sight::percent(word)));
        paths.push(format!("/api/v1/subjects?q={}", crate::sight::percent(word)));
    }
    paths
}

/// The records of the town that are not public now. What a public record says too is no word of
/// theirs.
fn hidden(town: &Town) -> Vec<Hidden> {
    let (mut hidden, mut open) = (Vec::new(), BTreeSet::new());
    for fact in town.facts(FactKind::RecordFiled) {
        let subject = fact.draft.subject.unwrap();
        let body: serde_json::Value = serde_json::from_str(&fact.draft.body).unwrap();
        let digest = body["digest"].as_str().unwrap().to_owned();
        let file = town.own_file(subject).unwrap();
        let record = file.records.iter().find(|record| record.digest == digest).unwrap();
        let number = record.fields.iter().find(|field| field.name == "document_number");
        let words: BTreeSet<String> = number.map(|field| field.value.clone()).into_iter().collect();
        if is_open(town, record) && file.head.code.is_some() {
            open.extend(words);
            continue;
        }
        let (subject, item) = (record.subject.clone(), record.item.clone());
        hidden.push(Hidden { subject, code: file.head.code.clone(), item, words, digest });
    }
    for one in &mut hidden {
        one.words.retain(|word| !open.contains(word));
    }
    hidden
}

/// Whether the law opens a record today, as the subject's own file tells it.
fn is_open(town: &Town, record: &RecordView) -> bool {
    let today = town.platform.gate.today();
    let item = town.platform.law.item(&record.item, today).unwrap();
    let active = record.state == RecordState::Valid || record.state == RecordState::InObjection;
    let over = record.public_until.is_some_and(|until| until < today);
    item.publicity == Publicity::Public && active && !over && record.severity != "minor"
}

story! {
    fn h_18_c_08_c_no_public_address_gives_what_is_not_public(town) {
        town.move_to(Date::constant(2026, 11, 21));
        let law = std::sync::Arc::clone(&town.platform.law);
        for item in law.items(TODAY) {
            if let Some(row) = worked(item) {
                town.hand_in(item, &row);
            }
        }
        town.send(PENALTY, MARKET, &[penalty()]);
        let slight = penalty()
            .with("document_number", "济〔2026〕31号")
            .with("penalty_kind", "警告")
            .with("fine", "")
            .with("content", "警告");
        town.file(PENALTY, MARKET, slight);
        town.file(PENALTY, MARKET, penalty().with("document_number", "济〔2024〕32号").with("decided_on", "2024-11-18"));
        let hidden = hidden(town);
        let items: BTreeSet<&str> = hidden.iter().map(|one| one.item.as_str()).collect();
        assert!(hidden.len() >= 8 && items.len() >= 6, "{items:?}");
        assert!(hidden.iter().any(|one| one.code.as_deref() == Some(COMPANY)));
        let portal = Portal::of(town);
        for one in &hidden {
            for path in addresses(one) {
                let answer = portal.get(&path);
                assert!(!answer.status.is_server_error(), "{path}: {}", answer.text);
                let asked = path.contains("?q=");
                for word in &one.words {
                    assert!(asked || !answer.text.contains(word.as_str()), "{path} tells {word} of {}", one.item);
                }
                if path.starts_with("/api/v1/changes") {
                    let feed = answer.json();
                    let mut entries = feed["entries"].as_array().unwrap().iter();
                    let told = entries.find(|entry| entry["digest"] == one.digest.as_str());
                    assert!(told.is_none_or(|told| told["change"] == "gone"), "{told:?}");
                    continue;
                }
                let named = answer.text.contains(&one.digest);
                assert!(asked || path.contains(&one.digest) || !named, "{path}: {}", one.item);
                if path.contains(&one.digest) && !asked {
                    let gone = answer.status == 404 || answer.status == 410;
                    assert!(gone, "{path} of {} answers {}", one.item, answer.status);
                }
            }
        }
    }
}
