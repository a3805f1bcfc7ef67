//! The net around a subject as an officer sees it: drawn, and tie by tie in a table.

use std::collections::HashMap;

use disclosure::{AssociateView, Associations, LinkView};
use serde::Serialize;
use vocabulary::SubjectKind;
use web::door::{Language, Site, tell::instant};

use super::draw::{self, Around};
use crate::lookups::Asked;

/// The page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Page {
    name: String,
    /// The number asked for, masked for persons.
    number: String,
    /// Position of the fact by which this look was registered.
    lookup: u64,
    purpose: String,
    matter_number: String,
    unit: String,
    officer: String,
    at: String,
    svg: String,
    /// How many the drawing shows, and whether it leaves some out.
    drawn: usize,
    left_out: bool,
    /// Whether the gate cut the answer.
    more: bool,
    ties: Vec<Tie>,
}

/// One tie.
#[derive(Clone, Debug, Serialize)]
struct Tie {
    from: Party,
    to: Party,
    role: String,
    address: Option<String>,
    mutual: bool,
    period: String,
    /// Whether it does not hold today.
    ended: bool,
    position: u64,
}

/// One side of a tie.
#[derive(Clone, Debug, Serialize)]
struct Party {
    name: String,
    code: Option<String>,
    href: Option<String>,
    person: bool,
}

/// The page of a net.
pub(super) fn page(site: &Site, language: Language, asked: Asked, net: &Associations) -> Page {
    let parties: HashMap<&str, &AssociateView> =
        net.associates.iter().map(|one| (one.key.as_str(), one)).collect();
    let party = |key: &str| party(parties.get(key).copied());
    let ties = net.links.iter().map(|link| Tie {
        from: party(&link.from),
        to: party(&link.to),
        role: role(site, language, link),
        address: link.address.clone(),
        mutual: link.mutual,
        period: period(site, language, link),
        ended: !link.holds,
        position: link.position,
    });
    let ties: Vec<Tie> = ties.collect();
    let name = net.associates.first().map(party_name).unwrap_or_default();
    let title = site.words(language, "desk.associations.graph_text", &[("name", name.clone())]);
    let around = around(site, language, net);
    let drawn = around.len().min(draw::MOST);
    Page {
        number: asked.number,
        lookup: net.lookup.unwrap_or_default(),
        purpose: asked.purpose,
        matter_number: asked.matter_number,
        unit: asked.unit,
        officer: asked.officer,
        at: instant(site.clock().now()),
        svg: draw::svg(&title, &around),
        left_out: around.len() > drawn,
        drawn,
        more: net.more,
        name,
        ties,
    }
}

/// What is drawn: everybody, each with the tie by which it came in.
fn around(site: &Site, language: Language, net: &Associations) -> Vec<Around> {
    let place: HashMap<&str, usize> =
        net.associates.iter().enumerate().map(|(at, one)| (one.key.as_str(), at)).collect();
    let depth = |key: &str| {
        place.get(key).and_then(|at| net.associates.get(*at)).map_or(u8::MAX, |one| one.depth)
    };
    let drawn = |one: &AssociateView| {
        let nearer = |link: &&LinkView| {
            let other = if link.from == one.key { &link.to } else { &link.from };
            (link.from == one.key || link.to == one.key) && depth(other) < one.depth
        };
        let ways: Vec<&LinkView> = net.links.iter().filter(nearer).collect();
        let mut roles: Vec<String> = Vec::new();
        for way in &ways {
            let role = role(site, language, way);
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        let words = roles.join(&site.word(language, "site.list_comma"));
        let ended = !ways.is_empty() && ways.iter().all(|link| !link.holds);
        let to = |link: &LinkView| {
            let other = if link.from == one.key { &link.to } else { &link.from };
            place.get(other.as_str()).copied()
        };
        Around {
            name: party_name(one),
            words,
            depth: one.depth,
            person: one.kind == Some(SubjectKind::Person),
            ended,
            ties: ways.into_iter().filter_map(to).collect(),
        }
    };
    net.associates.iter().map(drawn).collect()
}

fn role(site: &Site, language: Language, link: &LinkView) -> String {
    site.word(language, &format!("relation.{}", link.role.as_str()))
}

fn party_name(one: &AssociateView) -> String {
    one.name.clone().or_else(|| one.code.clone()).unwrap_or_else(|| "–".to_owned())
}

fn party(one: Option<&AssociateView>) -> Party {
    let code = one.and_then(|one| one.code.clone());
    let known = one.is_some_and(|one| one.kind.is_some_and(|kind| kind != SubjectKind::Person));
    Party {
        name: one.map(party_name).unwrap_or_default(),
        href: code.as_ref().filter(|_| known).map(|code| format!("/subjects/{code}")),
        code,
        person: one.is_some_and(|one| one.kind == Some(SubjectKind::Person)),
    }
}

fn period(site: &Site, language: Language, link: &LinkView) -> String {
    let say = |key: &str, values: &[(&'static str, String)]| {
        site.words(language, &format!("desk.associations.{key}"), values)
    };
    match (link.from_on, link.until_on) {
        (Some(from), Some(to)) => {
            say("between", &[("from", from.to_string()), ("to", to.to_string())])
        }
        (Some(from), None) => say("since", &[("from", from.to_string())]),
        (None, Some(to)) => say("until", &[("to", to.to_string())]),
        (None, None) => say("unknown_period", &[]),
    }
}
