//! Every template of this door is rendered with samples, in both languages, strictly.

mod cases;
mod reports;
mod samples;

use std::path::Path;

use serde::Serialize;
use web::{
    door::Language,
    pages::Pages,
    view::{Frame, MenuEntry, SignedIn},
};

fn frame(language: Language) -> Frame {
    let entry = |path, key, current| MenuEntry { path, key, current };
    Frame {
        language,
        site: "明信".into(),
        notice: None,
        place: "records",
        other_href: language.other().href("/mine"),
        indexed: false,
        ledger: None,
        door: "mine",
        signed: Some(SignedIn {
            name: "王小明".into(),
            acting: None,
            home: "/mine",
            csrf: "mark".into(),
            menu: vec![
                entry("/mine", "mine.menu_start", false),
                entry("/mine/records", "mine.menu_records", true),
            ],
        }),
        said: Some("已撤回。".into()),
        tenant: None,
    }
}

/// Renders one template in both languages.
fn render(name: &str, template: &str, page: &impl Serialize) {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../templates"));
    let pages = Pages::open(Some(folder)).unwrap();
    for language in [Language::Zh, Language::En] {
        let html = pages.render(template, &frame(language), page).unwrap();
        assert_eq!(html.matches("<h1").count(), 1, "{name} has one heading");
        assert!(!html.contains("style=\""), "{name}: inline style breaks the content policy");
        assert!(!html.contains("<script"), "{name}: a script breaks the content policy");
        for form in html.split("<form").skip(1) {
            let posts = form.split('>').next().unwrap_or_default().contains("method=\"post\"");
            assert!(!posts || form.contains("name=\"csrf\" value=\"mark\""), "{name}: {form}");
        }
    }
}

#[test]
fn every_template_renders_with_samples() {
    render("start", "mine/start.html", &samples::start());
    render("start-empty", "mine/start.html", &samples::start_empty());
    render("records", "mine/records.html", &samples::records());
    render("records-empty", "mine/records.html", &samples::records_empty());
    render("record", "mine/record.html", &samples::record());
    render("lookups", "mine/lookups.html", &samples::lookups());
    render("lookups-empty", "mine/lookups.html", &samples::lookups_empty());
    for questioned in [false, true] {
        render("lookup", "mine/lookup.html", &samples::lookup(questioned));
    }
    render("messages", "mine/messages.html", &samples::messages());
    render("messages-empty", "mine/messages.html", &samples::messages_empty());
    render("consents", "mine/consents.html", &samples::consents());
    render("consents-empty", "mine/consents.html", &samples::consents_empty());
    render("consent", "mine/consent.html", &samples::consent());
    render("consent-kinds", "mine/consent-kinds.html", &samples::consent_kinds());
    for to_agency in [false, true] {
        render("consent-new", "mine/consent-new.html", &samples::consent_new(to_agency));
    }
    render("declarations", "mine/declarations.html", &samples::declarations());
    render("declaration-kinds", "mine/declaration-kinds.html", &samples::declaration_kinds());
    render("declaration-new", "mine/declaration-new.html", &samples::declaration_new());
    for leads in [false, true] {
        render("agents", "mine/agents.html", &samples::agents(leads));
    }
    for organisation in [false, true] {
        let page = samples::associations(organisation);
        render("associations", "mine/associations.html", &page);
    }
    render("download", "mine/download.html", &samples::download());
    render("code", "mine/code.html", &samples::code());
    render("code-person", "mine/code.html", &samples::code_person());
}
