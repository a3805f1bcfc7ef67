//! The head of the paper: what it is, about whom, for whom, and how it is compared with the record.

use paper::{Badge, Block, Cover, Fact, Tone};

use super::{instant, word};
use crate::{Report, model::Period};

/// Everything before the first section.
pub(super) fn blocks(report: &Report, digest: &str) -> Vec<Block> {
    let subject = &report.subject;
    let mut blocks = vec![
        Block::Cover(Cover {
            issuer: report.issuer.clone(),
            title: report.template.title.clone(),
            note: format!("{} {}", word(report, "number"), grouped_number(&report.number)),
            name: subject.name.clone(),
            code: Some((report.verify.clone(), word(report, "verify").to_owned())),
        }),
    ];
    if !report.labels.is_empty() {
        let badge = |label: &crate::model::Label| Badge {
            text: label.title.clone(),
            tone: if label.against { Tone::Against } else { Tone::For },
        };
        blocks.push(Block::Badges(report.labels.iter().map(badge).collect()));
    }
    blocks.push(Block::Grid(about(report)));
    blocks.push(Block::Grid(request(report)));
    blocks.push(Block::Grid(issue(report, digest)));
    if !report.summary.is_empty() {
        let title = word(report, "summary").to_owned();
        blocks.push(Block::Section { title, aside: String::new() });
        let figure = |count: &crate::model::Count| (count.title.clone(), count.count.to_string());
        blocks.push(Block::Figures(report.summary.iter().map(figure).collect()));
    }
    blocks
}

/// Whom it is about.
fn about(report: &Report) -> Vec<Fact> {
    let subject = &report.subject;
    let label = if subject.kind == "person" { "document" } else { "code" };
    let number = subject.number.as_ref().map(|number| Fact::new(word(report, label), number));
    let kind = Fact::new(word(report, "kind"), &subject.kind_title);
    let state = subject.state.as_ref().map(|state| Fact::new(word(report, "state"), state));
    number.into_iter().chain([kind]).chain(state).collect()
}

/// Who asked, and for what.
fn request(report: &Report) -> Vec<Fact> {
    let request = &report.request;
    let fact = |id: &str, value: &str| Fact::new(word(report, id), value);
    let mut facts = vec![fact("requester", &request.requester)];
    if !request.purpose.is_empty() {
        facts.push(fact("purpose", &request.purpose));
    }
    facts.extend(request.consent.as_ref().map(|consent| fact("consent", consent)));
    facts.extend(request.matter_number.as_ref().map(|number| fact("matter_number", number)));
    facts.extend(request.lookup.map(|lookup| fact("lookup", &lookup.to_string())));
    facts
}

/// When and under what it was issued, and the digest.
fn issue(report: &Report, digest: &str) -> Vec<Fact> {
    let fact = |id: &str, value: String| Fact::new(word(report, id), value);
    let days = |period: Period| format!("{} – {}", period.from, period.until);
    let mut facts = vec![
        fact("issued_at", instant(report.issued_at)),
        fact("valid_until", report.valid_until.to_string()),
        fact("cut_off", instant(report.cut_off.at)),
        fact("version", report.template.version.clone()),
    ];
    facts.extend(report.known_on.map(|day| fact("known_on", day.to_string())));
    facts.extend(report.period.map(|period| fact("period", days(period))));
    facts.push(fact("policy", report.policy.clone()));
    facts.push(fact("digest", grouped(digest, 8)));
    facts
}

/// A digest in groups, so that two can be compared by eye.
fn grouped(digest: &str, size: usize) -> String {
    let characters: Vec<char> = digest.chars().collect();
    let groups: Vec<String> = characters.chunks(size).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// Day, time and what chance added.
fn grouped_number(number: &str) -> String {
    match (number.get(..8), number.get(8..14), number.get(14..)) {
        (Some(day), Some(time), Some(rest)) => format!("{day} {time} {rest}"),
        _ => number.to_owned(),
    }
}
