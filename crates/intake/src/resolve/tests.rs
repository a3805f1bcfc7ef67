//! Decisions by the rules of the packs, with scores made by hand.

use identity::{Candidate, Evidence, Part, Reason, Score, Verdict};
use policy::model::resolution::{Given, Outcome, ResolutionRule};
use vocabulary::{Date, SubjectId, SubjectKind};

use super::*;
use crate::tests::desk::{enterprise_code, law};

fn candidate(number: u32, verdict: Verdict, evidence: &[(Part, Reason)]) -> Candidate {
    let evidence = evidence.iter().map(|(part, reason)| Evidence {
        part: *part,
        reason: *reason,
        left: "甲".into(),
        right: "乙".into(),
        weight: -0.1,
    });
    Candidate {
        subject: SubjectId([u8::try_from(number).unwrap(); 16]),
        kind: SubjectKind::Enterprise,
        code: Some(enterprise_code(number)),
        name: format!("济南第{number}商贸有限公司"),
        former: None,
        division: None,
        score: Score { value: 0.9, verdict, evidence: evidence.collect() },
    }
}

fn decided(candidates: &[Candidate]) -> (String, Outcome, Option<String>) {
    let law = law();
    let rules: Vec<&ResolutionRule> = law.resolution(Given::Missing, Date::constant(2026, 11, 20));
    let (rule, taken) = decide(&rules, candidates).unwrap();
    (rule.id.clone(), rule.then, taken.map(|(code, _)| code))
}

#[test]
fn c_02_one_of_the_same_name_is_taken_and_two_are_not() {
    let same = candidate(1, Verdict::Same, &[(Part::Whole, Reason::Width)]);
    let (rule, then, code) = decided(std::slice::from_ref(&same));
    assert_eq!((rule.as_str(), then, code), ("M-1", Outcome::File, Some(enterprise_code(1))));
    let twin = candidate(2, Verdict::Same, &[(Part::Form, Reason::Equivalent)]);
    let (rule, then, code) = decided(&[same.clone(), twin]);
    assert_eq!((rule.as_str(), then, code), ("M-2", Outcome::Hold, None));
    // Whoever is near only by a slip is no rival of the one whose name it is.
    let near = candidate(3, Verdict::Same, &[(Part::Brand, Reason::Homophone)]);
    assert_eq!(decided(&[same, near]).0, "M-1");
}

#[test]
fn c_02_a_doubt_about_the_name_is_left_to_a_person() {
    for (part, reason) in [
        (Part::Region, Reason::Omitted),
        (Part::Brand, Reason::Homophone),
        (Part::Brand, Reason::LookAlike),
        (Part::Industry, Reason::Dropped),
        (Part::Brand, Reason::Swapped),
    ] {
        let near = candidate(1, Verdict::Same, &[(part, reason)]);
        assert_eq!(decided(&[near]).1, Outcome::Hold, "{reason:?}");
    }
    assert_eq!(decided(&[candidate(1, Verdict::Unsure, &[])]).0, "M-2");
    assert_eq!(decided(&[candidate(1, Verdict::Different, &[])]).0, "M-3");
    assert_eq!(decided(&[]).0, "M-3");
}

#[test]
fn c_02_households_and_whoever_has_no_code_are_never_taken_by_name() {
    let mut household = candidate(1, Verdict::Same, &[]);
    household.kind = SubjectKind::SelfEmployed;
    assert_eq!(decided(&[household]).1, Outcome::Hold);
    let mut nameless = candidate(1, Verdict::Same, &[]);
    nameless.code = None;
    assert_eq!(decided(&[nameless]).0, "M-2");
}
