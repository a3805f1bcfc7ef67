//! Processes before any case of them exists: the checker, the simulation and the page, on the command line.

use std::{
    path::Path,
    process::{Command, Output},
};

use policy::Law;

use crate::packs::Packs;

fn probity(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_probity"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(words).output().unwrap()
}

fn printed(words: &[&str]) -> String {
    let output = probity(words);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn agreed(name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/processes").join(name);
    std::fs::read_to_string(file).unwrap()
}

#[test]
fn c_10_a_file_is_simulated_before_it_stands_in_a_pack() {
    let file = "fixtures/policies-valid/national/processes/objection.toml";
    let small = ["--policies", "fixtures/policies-valid", "--layer", "shandong"];
    let mut words = vec!["process", "simulate", file, "--from", "2026-09-29"];
    words.extend(small);
    assert_eq!(printed(&words), agreed("objection.paths.txt"));
    words.push("--picture");
    assert_eq!(printed(&words), agreed("objection.picture.txt"));
}

#[test]
fn c_10_the_shipped_repair_explains_its_days_over_the_national_holiday() {
    let text = printed(&["process", "simulate", "repair", "--from", "2026-09-28"]);
    assert!(text.contains("路径 1："), "{text}");
    assert!(text.contains("2026-10-01 至 2026-10-07 放假"), "{text}");
    assert!(text.contains("2026-10-10 调休上班"), "{text}");
    assert!(text.contains("没有人办时"), "{text}");
    let page = printed(&["policy", "show", "repair"]);
    assert!(page.contains("费用：无") && page.contains("一步一步"), "{page}");
}

#[test]
fn c_10_a_malformed_file_is_refused_with_line_rule_and_remedy() {
    let file =
        "fixtures/policies-refused/P-102-review-without-end/national/processes/objection.toml";
    let output = probity(&["process", "simulate", file]);
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("objection.toml:36: P-102") && said.contains("怎么办"), "{said}");
    let unknown = probity(&["process", "simulate", "no-such-process"]);
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("policy list"));
}

/// Twenty ways to write a process wrongly, one for each way a case could go astray.
#[test]
fn h_30_h_44_malformed_processes_are_refused_with_their_reason() {
    let fixtures =
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/policies-refused"));
    let names = fixtures.unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let of_processes = names.filter(|name| {
        let number = name.split('-').nth(1).and_then(|number| number.parse().ok());
        number.is_some_and(|number: u16| (100..=128).contains(&number))
    });
    let mut count = 0;
    for name in of_processes {
        let rule = name.split('-').take(2).collect::<Vec<_>>().join("-");
        let findings = Packs::findings_of(&name);
        assert!(findings.iter().any(|finding| finding.rule == rule), "{name}: {findings:?}");
        count += 1;
    }
    assert!(count >= 20, "{count}");
}

#[test]
fn h_46_a_changed_process_shows_as_a_difference_of_the_law() {
    let before = Packs::small();
    let after = Packs::small();
    let file = "national/processes/removal.toml";
    let text = after.read(file).replace("count = 10", "count = 5");
    after.write(file, &text);
    let law = |packs: &Packs| Law::load(packs.folder(), "shandong").unwrap();
    let changes = Law::diff(&law(&before), &law(&after));
    assert_eq!(changes.len(), 1, "{changes:?}");
    let said = policy::render::changes(&changes);
    assert!(said.starts_with("改动流程 removal 的 clock.decide.within.count：10 → 5"), "{said}");
    assert!(said.contains("涉及已存记录：serious"), "{said}");
}
