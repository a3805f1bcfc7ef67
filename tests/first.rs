//! The first start: a one-time link on the console, and no password anybody could know (C-34).

use std::{
    io::{BufRead, BufReader},
    process::{Command, Output, Stdio},
};

fn probity(folder: &std::path::Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_probity"));
    command.args(words).arg("--data").arg(folder);
    command
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[test]
fn c_34_the_console_prints_a_link_and_approves_nobody_without_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let first = ["accounts", "first", "--address", "https://credit.example.gov.cn/"];
    let link = printed(&probity(folder.path(), &first).output().unwrap());
    let token = link.strip_prefix("https://credit.example.gov.cn/invitations/").unwrap();
    assert!(token.len() >= 40, "{link}");
    let again = printed(&probity(folder.path(), &first).output().unwrap());
    assert_ne!(link, again, "each is good once, the newest counts");
    let approve = ["accounts", "approve", "administrator", "--by", "某人", "--reason", "试"];
    let refused = probity(folder.path(), &approve).output().unwrap();
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("没有这样一个待核准的账号"));
}

#[test]
fn c_34_a_new_site_that_is_served_tells_the_link_on_its_console() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = probity(folder.path(), &["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let line = BufReader::new(served.stdout.take().unwrap()).lines().next().unwrap().unwrap();
    served.kill().unwrap();
    served.wait().unwrap();
    assert!(line.contains("/invitations/"), "{line}");
}
