//! What people read of a process, compared with what was agreed.

use std::path::{Path, PathBuf};

use crate::{Law, Refusal, model::process::Process, render};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

fn law() -> Law {
    Law::load(&fixtures().join("policies-valid"), "shandong").unwrap()
}

/// Compares a text with a file; with `PROBITY_BLESS` set the file is written anew.
fn agreed(name: &str, text: &str) {
    let file = fixtures().join("processes").join(name);
    if std::env::var_os("PROBITY_BLESS").is_some() {
        std::fs::write(&file, text).unwrap();
    }
    let agreed = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text, agreed, "{} is not what was agreed", file.display());
}

#[test]
fn a_simulation_prints_every_path_with_its_days_and_what_silence_does() {
    let law = law();
    let from = "2026-09-29".parse().unwrap();
    for id in ["objection", "duty"] {
        let process = law.process(id, from).unwrap();
        let text = render::simulation(process, law.calendar(), from).unwrap();
        agreed(&format!("{id}.paths.txt"), &text);
    }
}

#[test]
fn a_process_is_shown_as_a_page_and_as_a_picture() {
    let law = law();
    let process = law.process("objection", "2026-09-29".parse().unwrap()).unwrap();
    agreed("objection.page.txt", &render::process(process, &law).replace(law.version(), "VERSION"));
    agreed("objection.picture.txt", &render::picture(process));
}

#[test]
fn every_process_of_the_packs_can_be_simulated() {
    for layer in ["jinan", "rushan"] {
        let law = Law::embedded(layer).unwrap();
        for process in law.processes_ever() {
            let from = "2026-09-29".parse().unwrap();
            let text = render::simulation(process, law.calendar(), from).unwrap();
            assert!(text.contains("路径 1："), "{}: {text}", process.id);
            assert!(text.contains("没有人办时"), "{}", process.id);
        }
    }
}

#[test]
fn a_file_outside_the_packs_is_read_and_refused_with_its_reason() {
    let good = fixtures().join("policies-valid/national/processes/objection.toml");
    assert_eq!(Process::read(&good).unwrap().id, "objection");
    let bad = fixtures()
        .join("policies-refused/P-101-state-never-reached/national/processes/objection.toml");
    let Err(Refusal::Refused(findings)) = Process::read(&bad) else { panic!("not refused") };
    assert_eq!(findings.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["P-101"]);
    let missing = Process::read(Path::new("nowhere.toml"));
    assert!(matches!(missing, Err(Refusal::Unreadable { .. })));
}

#[test]
fn the_layout_of_a_report_is_shown_as_a_page() {
    let law = law();
    let on = "2026-09-29".parse().unwrap();
    for id in ["organisation", "special"] {
        let page = render::report(law.report(id, on).unwrap(), &law, on);
        agreed(&format!("{id}.report.txt"), &page.replace(law.version(), "VERSION"));
    }
}

#[test]
fn a_changed_word_of_the_paper_is_a_change_of_the_law() {
    let folder = tempfile::tempdir().unwrap();
    let file = "national/report-words.toml";
    copy(&fixtures().join("policies-valid"), folder.path());
    let words = std::fs::read_to_string(folder.path().join(file)).unwrap();
    let words = words.replace("zh = \"无\"", "zh = \"没有\"");
    std::fs::write(folder.path().join(file), words).unwrap();
    let after = Law::load(folder.path(), "shandong").unwrap();
    let changes = Law::diff(&law(), &after);
    let told = render::changes(&changes);
    assert_eq!(changes.len(), 1, "{told}");
    assert!(told.contains("报告用语") && told.contains("没有"), "{told}");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
