//! Every template is rendered with samples, in both languages, strictly.

use super::*;
use crate::guard::headers::SCRIPTED;

mod cases;
mod reports;
mod samples;
mod search;
mod session;
mod shelf;

/// Renders one template in both languages; with `PROBITY_PAGES` set, keeps the pages to be looked at.
fn render(name: &str, template: &str, page: &impl Serialize) -> [String; 2] {
    let pages = Pages::open(None).unwrap();
    [Language::Zh, Language::En].map(|language| {
        let html = pages.render(template, &samples::frame(language), page).unwrap();
        assert!(html.contains("<h1"), "{name} has no heading");
        assert!(!html.contains("style=\""), "{name}: inline style breaks the content policy");
        let scripts: Vec<_> = html.split("<script").skip(1).collect();
        let admitted = usize::from(SCRIPTED.contains(&template));
        assert_eq!(scripts.len(), admitted, "{name}: a script breaks the content policy");
        let own = |script: &&str| script.starts_with(" src=\"/assets/search.js?v=");
        assert!(scripts.iter().all(own), "{name}: {scripts:?}");
        keep(name, language, &html);
        html
    })
}

fn keep(name: &str, language: Language, html: &str) {
    let Some(folder) = option_env!("PROBITY_PAGES") else { return };
    let suffix = if language == Language::Zh { "" } else { "-en" };
    let assets = concat!("file://", env!("CARGO_MANIFEST_DIR"), "/../../assets/");
    let html = html.replace("/assets/", assets);
    std::fs::write(Path::new(folder).join(format!("{name}{suffix}.html")), html).unwrap();
}

#[test]
fn every_template_renders_with_samples() {
    render("home", "portal/home.html", &samples::home());
    render("home-empty", "portal/home.html", &samples::home_empty());
    render("search", "portal/search.html", &search::search());
    render("search-none", "portal/search.html", &search::search_none());
    render("subject", "portal/subject.html", &samples::subject());
    render("subject-empty", "portal/subject.html", &samples::subject_empty());
    render("subject-long", "portal/subject.html", &samples::subject_long());
    render("record", "portal/record.html", &samples::record());
    render("publicity", "portal/publicity/index.html", &samples::publicity());
    render("publicity-list", "portal/publicity/list.html", &samples::publicity_list());
    render("publicity-none", "portal/publicity/list.html", &samples::publicity_none());
    let none = crate::view::publicity::Withdrawn { notices: vec![], pager: Default::default() };
    render("withdrawn", "portal/publicity/withdrawn.html", &samples::withdrawn());
    render("withdrawn-none", "portal/publicity/withdrawn.html", &none);
    render("ledger", "portal/ledger/index.html", &samples::ledger());
    render("ledger-none", "portal/ledger/index.html", &samples::ledger_none());
    render("position", "portal/ledger/position.html", &samples::position());
    render("position-waiting", "portal/ledger/position.html", &samples::position_waiting());
    render("receipt", "portal/receipt.html", &samples::receipt());
    render("receipt-running", "portal/receipt.html", &samples::receipt_running());
    render("law-index", "portal/law/index.html", &samples::law_index());
    render("law-item", "portal/law/item.html", &samples::law_item());
    render("law-rule", "portal/law/rule.html", &samples::law_rule());
    render("api", "api/index.html", &samples::api());
    for (name, parts) in crate::portal::texts::ALL {
        render(name, "portal/text.html", &crate::view::Text { name, parts });
    }
    for kind in ["missing", "gone", "invalid", "busy", "refused", "fault"] {
        render(kind, "portal/problem.html", &samples::stop(kind));
    }
}

#[test]
fn values_are_escaped() {
    let mut page = search::search_none();
    page.query = "<b>\"&".into();
    let [html, _] = render("search-escaped", "portal/search.html", &page);
    assert!(!html.contains("<b>\""), "the query is not escaped");
}

#[test]
fn dates_in_a_sentence_are_kept_whole_and_the_rest_is_escaped() {
    let said = dated("公开至 2027-11-16。<b> 12-1 2026-1".into());
    let kept = "公开至 <time datetime=\"2027-11-16\">2027-11-16</time>。&lt;b&gt; 12-1 2026-1";
    assert_eq!(said.as_str(), Some(kept));
}

#[test]
fn thousands_are_grouped() {
    let said = [0, 12, 999, 1_000, 1_512_306, -4_000].map(group);
    assert_eq!(said, ["0", "12", "999", "1,000", "1,512,306", "-4,000"]);
}
