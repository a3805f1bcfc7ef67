//! Who is meant, who is one with whom, who is linked to whom.

use vocabulary::{Actor, FactKind};

use super::{
    A, NAME, on_both, regulator,
    town::{MARKET, Paper, Town, penalty, registration},
};
use crate::{AsOf, Because, GateError, PageRequest, Query, Role, Viewer};

const B: &str = "91370100MA3C00022K";
const C: &str = "91370100MA3C00033L";
const OTHER: &str = "济南清泉水务有限公司";
const PERSON: &str = "370102199001011234";

fn refused(error: &GateError) -> &'static str {
    match error {
        GateError::Refused(refusal) => refusal.rule,
        other => panic!("{other}"),
    }
}

fn tie(town: &Town, item: &'static str, code: &'static str, fields: &[(&str, &str)]) -> String {
    let (name, decided_on) = (NAME, "2020-06-01");
    town.file(&Paper { item, code, name, decided_on, until_on: None, fields })
}

#[test]
fn c_02_b_a_merge_is_told_with_reason_and_evidence_and_undone() {
    on_both(|town| {
        town.file(&registration(A, NAME, &[]));
        town.file(&registration(B, OTHER, &[]));
        let (gate, officer) = (town.gate(), Actor::new(MARKET, "account 7"));
        let (one, other) = (town.subject(A), town.subject(B));
        let because = Because { reason: "换发统一代码", evidence: "登记档案第7号" };
        let empty = Because { reason: " ", evidence: "登记档案" };
        for (member, into, why) in
            [(other, one, empty), (one, one, because), (other, town.subject(C), because)]
        {
            assert_eq!(refused(&gate.merge(&officer, member, into, why).unwrap_err()), "C-02.b");
        }
        assert_eq!(refused(&gate.part(&officer, other, because).unwrap_err()), "C-02.b");
        let merged = gate.merge(&officer, other, one, because).unwrap();
        let found = gate.search(&Query::Name(OTHER.to_owned()), &PageRequest::default()).unwrap();
        assert_eq!(found.entries[0].head.code.as_deref(), Some(A));
        assert_eq!(found.entries[0].matched.as_deref(), Some(OTHER));
        assert_eq!(gate.page(other).unwrap().unwrap().head.code.as_deref(), Some(A));
        let told = gate.merges(&PageRequest::default()).unwrap();
        let [merge] = told.entries.as_slice() else { panic!("{told:?}") };
        assert_eq!((merge.member.code.as_deref(), merge.into.code.as_deref()), (Some(B), Some(A)));
        assert_eq!(merge.member.name.as_deref(), Some(OTHER));
        let step = &merge.merged;
        assert_eq!((step.position, step.account.as_str()), (merged.0, "account 7"));
        assert_eq!(
            (step.reason.as_str(), step.evidence.as_str()),
            ("换发统一代码", "登记档案第7号")
        );
        assert!(!merge.by_registration && merge.parted.is_none());
        gate.part(&officer, other, Because { reason: "查明是两家", evidence: "来函" }).unwrap();
        let told = gate.merges(&PageRequest::default()).unwrap();
        assert_eq!(told.entries[0].parted.as_ref().unwrap().reason, "查明是两家");
        assert_eq!(gate.page(other).unwrap().unwrap().head.code.as_deref(), Some(B));
        let facts = |kind| town.facts(kind);
        assert_eq!((facts(FactKind::SubjectMerged), facts(FactKind::SubjectParted)), (1, 1));
    });
}

#[test]
fn persons_and_organisations_are_never_one() {
    on_both(|town| {
        town.file(&registration(A, NAME, &[]));
        person(town);
        let (gate, officer) = (town.gate(), Actor::new(MARKET, "account 7"));
        let because = Because { reason: "同名", evidence: "无" };
        let error =
            gate.merge(&officer, town.subject(PERSON), town.subject(A), because).unwrap_err();
        assert_eq!(refused(&error), "C-02.b");
    });
}

#[test]
fn doubtful_codes_and_names_are_told_with_their_sources() {
    on_both(|town| {
        town.file(&registration(A, NAME, &[]));
        town.file(&registration(B, "济南明泉商贸有限公司 ", &[]));
        town.file(&penalty(A, "青岛海风渔具有限公司", "2026-05-06"));
        let found = town.gate().duplicates(50).unwrap();
        assert_eq!(found.names.len(), 1);
        assert_eq!(found.names[0].heads.len(), 2);
        let [code] = found.codes.as_slice() else { panic!("{found:?}") };
        assert_eq!(code.head.code.as_deref(), Some(A));
        assert_eq!(
            (code.names[0].name.as_str(), code.names[0].source.code.as_str()),
            ("青岛海风渔具有限公司", MARKET)
        );
        assert_ne!(code.names[0].score.verdict, identity::Verdict::Same);
        assert!(!found.faulty.is_empty() && !found.more);
        assert!(town.gate().duplicates(0).unwrap().more);
    });
}

fn person(town: &Town) {
    town.file(&Paper {
        item: "administrative-penalty-person",
        code: PERSON,
        name: "张大伟",
        decided_on: "2026-05-06",
        until_on: None,
        fields: &[("document_number", "人1号")],
    });
}

/// A and B are led by one person and guarantee one another; C is a branch of A at its address.
fn net(town: &Town) {
    let led = [("representative_name", "张大伟"), ("representative_number", PERSON)];
    let place = ("address", "济南市历下区泉城路18号");
    town.file(&registration(A, NAME, &[led[0], led[1], place]));
    town.file(&registration(B, OTHER, &led));
    town.file(&registration(C, "济南明泉商贸有限公司历下分公司", &[("parent_code", A), place]));
    tie(town, "guarantee", A, &[("document_number", "保1"), ("related_code", B)]);
    tie(town, "guarantee", B, &[("document_number", "保2"), ("related_code", A)]);
    let shares = [("document_number", "股1"), ("related_name", "李小海")];
    tie(town, "shareholding", A, &shares);
}

#[test]
fn associations_are_for_a_purpose_registered_and_name_no_person() {
    on_both(|town| {
        net(town);
        let (gate, subject) = (town.gate(), town.subject(A));
        assert!(gate.associations(&Viewer::Public, subject, 2, None).unwrap().is_none());
        let net = gate.associations(&regulator(), subject, 2, None).unwrap().unwrap();
        assert_eq!(town.facts(FactKind::LookupMade), 1);
        let own = Viewer::Subject { subject };
        let looks = gate.lookups(&own, subject, &PageRequest::default()).unwrap();
        assert_eq!(Some(looks.entries[0].position), net.lookup);
        let key = |code: &str| {
            let one = net.associates.iter().find(|one| one.code.as_deref() == Some(code));
            one.unwrap().key.clone()
        };
        let between = |from: &str, to: &str, role| {
            net.links.iter().find(|link| link.from == from && link.to == to && link.role == role)
        };
        assert!(between(&key(A), &key(B), Role::Guarantor).unwrap().mutual);
        assert!(between(&key(B), &key(A), Role::Guarantor).unwrap().mutual);
        assert!(between(&key(C), &key(A), Role::Parent).unwrap().holds);
        let address = net.links.iter().find(|link| link.role == Role::Address).unwrap();
        assert_eq!(address.address.as_deref(), Some("济南市历下区泉城路18号"));
        let led: Vec<_> =
            net.links.iter().filter(|link| link.role == Role::Representative).collect();
        assert_eq!(led.len(), 2);
        assert_eq!(led[0].to, led[1].to, "one person, by the number");
        let text = serde_json::to_string(&*net).unwrap();
        for hidden in ["李小海", PERSON, &town.subject(PERSON).to_hex()] {
            assert!(!text.contains(hidden), "{hidden} {text}");
        }
        // Nobody without a matter's number looks, and the attempt is written down.
        let Viewer::Department { actor, organisation, purpose, items, .. } = regulator() else {
            panic!()
        };
        let matter_number = String::new();
        let silent = Viewer::Department { actor, organisation, purpose, items, matter_number };
        assert_eq!(refused(&gate.associations(&silent, subject, 1, None).unwrap_err()), "H-78");
        assert_eq!(town.facts(FactKind::LookupRefused), 1);
    });
}

#[test]
fn a_subject_sees_its_own_links_and_no_further() {
    on_both(|town| {
        net(town);
        person(town);
        let gate = town.gate();
        let own = Viewer::Subject { subject: town.subject(PERSON) };
        let mine = gate.associations(&own, town.subject(PERSON), 2, None).unwrap().unwrap();
        assert_eq!((mine.lookup, mine.associates.len(), mine.links.len()), (None, 3, 2));
        assert_eq!(mine.associates[0].name.as_deref(), Some("张大伟"));
        let error = gate.associations(&own, town.subject(A), 1, None).unwrap_err();
        assert_eq!(refused(&error), "H-77");
        // Of a person an agency learns what it is on the day it asks for, masked.
        let led = gate.associations(&regulator(), town.subject(PERSON), 1, None).unwrap().unwrap();
        assert_eq!(led.associates[0].name.as_deref(), Some("张**"));
        assert_eq!(led.links.len(), 2);
        let before = Some(jiff::civil::date(2010, 1, 1));
        let none =
            gate.associations(&regulator(), town.subject(PERSON), 1, before).unwrap().unwrap();
        assert_eq!(none.links, []);
    });
}

#[test]
fn anyone_sees_branches_and_successions_and_nobody_else_s_shares() {
    on_both(|town| {
        net(town);
        let roles = |viewer: Option<&Viewer>| {
            let gate = town.gate();
            let mut roles: Vec<String> = match viewer {
                None => gate.page(town.subject(A)).unwrap().unwrap().into_inner().relations,
                Some(viewer) => {
                    let file = gate.file(viewer, town.subject(A), AsOf::default());
                    file.unwrap().unwrap().into_inner().relations
                }
            }
            .into_iter()
            .map(|relation| relation.role)
            .collect();
            roles.sort();
            roles
        };
        assert_eq!(roles(None), ["branch", "representative"]);
        let all = ["branch", "guaranteed", "guarantor", "representative", "shareholder"];
        assert_eq!(roles(Some(&regulator())), all);
    });
}
