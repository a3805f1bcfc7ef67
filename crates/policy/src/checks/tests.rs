//! Every malformed pack in `fixtures/policies-refused` is refused for the reason it is there for.
//!
//! A fixture is laid over `fixtures/policies-valid`. Its `expected.txt` has a line for each finding,
//! `<rule> <file>:<line> <part of the message>`, and `remove <file>` for what the fixture takes away.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use crate::{Finding, Law, render, rule};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

fn lay_over(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            lay_over(&entry.path(), &target);
        } else if entry.file_name() != "expected.txt" {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What is wrong with a fixture: lines that no finding answers, findings that no line expects.
fn disagreements(fixture: &Path) -> Vec<String> {
    let packs = tempfile::tempdir().unwrap();
    lay_over(&fixtures().join("policies-valid"), packs.path());
    lay_over(fixture, packs.path());
    let expected = fs::read_to_string(fixture.join("expected.txt")).unwrap();
    let (removals, lines): (Vec<&str>, Vec<&str>) =
        expected.lines().partition(|line| line.starts_with("remove "));
    for removal in removals {
        fs::remove_file(packs.path().join(removal.trim_start_matches("remove "))).unwrap();
    }
    let mut findings = Law::check(packs.path()).unwrap();
    let mut faults = Vec::new();
    for line in lines {
        let mut parts = line.splitn(3, ' ');
        let mut part = || parts.next().unwrap_or_default();
        let (rule, place, message) = (part(), part(), part());
        let answers = |finding: &Finding| {
            finding.rule == rule
                && format!("{}:{}", finding.file, finding.line) == place
                && finding.message.contains(message)
        };
        match findings.iter().position(answers) {
            Some(found) => drop(findings.remove(found)),
            None => faults.push(format!("not found: {line}")),
        }
    }
    faults.extend(findings.iter().map(|finding| format!("not expected: {finding}")));
    faults
}

#[test]
fn every_malformed_pack_is_refused_for_its_reason_and_no_other() {
    let mut faults = Vec::new();
    let mut rules = BTreeSet::new();
    let mut count = 0;
    for fixture in fs::read_dir(fixtures().join("policies-refused")).unwrap().map(Result::unwrap) {
        let name = fixture.file_name().into_string().unwrap();
        rules.insert(name.split('-').take(2).collect::<Vec<_>>().join("-"));
        count += 1;
        faults
            .extend(disagreements(&fixture.path()).iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count >= 45, "{count} malformed packs");
    let without: Vec<_> = rule::ALL.iter().filter(|rule| !rules.contains(rule.number)).collect();
    assert!(without.is_empty(), "rules without a malformed pack: {without:?}");
}

#[test]
fn the_valid_pack_has_no_findings() {
    let findings = Law::check(&fixtures().join("policies-valid")).unwrap();
    assert!(findings.is_empty(), "{}", render::findings(&findings));
}

#[test]
fn the_packs_in_the_binary_have_no_findings() {
    let findings = Law::check_embedded();
    assert!(findings.is_empty(), "{}", render::findings(&findings));
}

#[test]
fn every_rule_has_its_own_number_and_says_what_to_do() {
    let numbers: BTreeSet<&str> = rule::ALL.iter().map(|rule| rule.number).collect();
    assert_eq!(numbers.len(), rule::ALL.len());
    for rule in rule::ALL {
        assert!(!rule.zh.is_empty() && !rule.remedy.is_empty() && !rule.source.is_empty());
    }
}
