//! What the law of `fixtures/policies-valid` answers on which day.

use std::{collections::BTreeMap, path::Path};

use vocabulary::Date;

use super::{
    Law,
    compare::{Change, ChangeKind},
    term::{RecordDates, Term},
};
use crate::{
    model::{catalog::Audience, site::Site},
    render,
};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/policies-valid")
}

fn law(layer: &str) -> Law {
    Law::load(&folder(), layer).unwrap()
}

/// The decision on a penalty decided on a day, asked on another.
fn penalty<'law>(law: &'law Law, decided: &str, until: Option<&str>, today: &str) -> Term<'law> {
    let item = law.item("penalty", date("2026-11-21")).unwrap();
    let fields = BTreeMap::from([("penalty_kind".to_owned(), "罚款;警告".to_owned())]);
    let dates = RecordDates { decided_on: date(decided), from_on: None, until_on: until.map(date) };
    law.term(item, &fields, dates, date(today))
}

#[test]
fn c_17_the_edition_of_the_day_of_recognition_decides() {
    let law = law("national");
    let before = penalty(&law, "2026-03-31", None, "2026-03-31");
    assert_eq!(before.class_id, "all");
    assert_eq!(before.public_until, Some(date("2029-03-31")));
    let after = penalty(&law, "2026-04-01", None, "2026-11-21");
    assert_eq!((after.class_id, after.edition_from), ("general", Some(date("2026-04-01"))));
    assert_eq!(after.public_until, Some(date("2027-04-01")));
    assert_eq!(after.repairable_from, Some(date("2026-07-01")));
    assert_eq!(after.rule_id, "negative");
}

#[test]
fn c_17_the_more_favourable_edition_ends_an_older_publication_earlier() {
    let law = law("national");
    let old = penalty(&law, "2025-05-31", None, "2026-11-21");
    assert_eq!((old.class_id, old.public_until), ("general", Some(date("2026-05-31"))));
    assert!(!old.is_public_on(date("2026-11-21")) && old.is_public_on(date("2026-05-31")));
}

#[test]
fn a_period_ends_on_the_last_day_of_a_shorter_month() {
    let law = law("national");
    let term = penalty(&law, "2026-11-30", None, "2026-12-01");
    assert_eq!(term.repairable_from, Some(date("2027-02-28")));
}

#[test]
fn h_17_the_province_discloses_nothing_longer_than_five_years_after_the_conduct() {
    let (nation, province) = (law("national"), law("shandong"));
    assert_eq!(penalty(&nation, "2026-05-06", None, "2026-11-21").shared_until, None);
    let shared = |until| penalty(&province, "2026-05-06", until, "2026-11-21").shared_until;
    assert_eq!(shared(None), Some(date("2031-05-06")));
    assert_eq!(shared(Some("2026-08-06")), Some(date("2031-08-06")));
    assert_eq!(shared(Some("2099-12-31")), Some(date("2031-05-06")));
}

#[test]
fn h_03_an_item_that_is_not_public_is_never_published() {
    let law = law("national");
    let item = law.item("penalty-person", date("2026-11-21")).unwrap();
    let dates = RecordDates { decided_on: date("2026-05-06"), from_on: None, until_on: None };
    let term = law.term(item, &BTreeMap::new(), dates, date("2026-11-21"));
    assert!(!term.published && term.public_until.is_none());
    assert!(!term.is_public_on(date("2026-11-21")));
}

#[test]
fn a_lower_layer_narrows_fields_subjects_and_periods() {
    let law = law("shandong");
    let item = law.item("penalty", date("2026-11-21")).unwrap();
    assert_eq!(item.subjects.len(), 1);
    let fine = item.field.iter().find(|field| field.name == "fine").unwrap();
    assert_eq!(fine.audience, Audience::Department);
    let before = penalty(&law, "2026-03-31", None, "2026-03-31");
    assert_eq!(before.public_until, Some(date("2027-03-31")));
}

#[test]
fn agencies_are_found_by_id_and_code_and_provide_what_their_groups_may() {
    let law = law("shandong");
    let market = law.agency("jinan-market-regulation").unwrap();
    assert_eq!(law.agency("11370100MB9000015F").unwrap().id, market.id);
    let item = law.item("penalty", date("2026-11-21")).unwrap();
    assert!(law.may_provide(market, item));
    assert!(!law.may_provide(law.agency("jinan-court").unwrap(), item));
    assert_eq!(law.divisions().name_on("370100", date("2026-11-21")), Some("济南市"));
    assert_eq!(law.calendar().years().collect::<Vec<_>>(), [2026]);
}

#[test]
fn things_are_in_force_from_their_first_day() {
    let law = law("shandong");
    assert!(law.item("penalty", date("2018-06-30")).is_none());
    assert!(law.item("penalty", date("2018-07-01")).is_some());
    assert!(law.matter("subsidy", date("2021-12-31")).is_none());
    assert_eq!(law.items(date("2026-11-21")).len(), law.items_ever().count());
    assert!(law.compiled("penalty", date("2026-11-21")).unwrap().exclusions.len() == 1);
}

#[test]
fn the_version_follows_the_content_and_nothing_else() {
    assert_eq!(law("shandong").version(), law("shandong").version());
    assert!(law("shandong").version().starts_with("shandong-"));
    assert_eq!(law("shandong").version().len(), "shandong-".len() + 12);
    assert_ne!(law("national").version(), law("shandong").version());
}

#[test]
fn an_unknown_layer_is_named_with_the_known_ones() {
    let refusal = Law::load(&folder(), "weihai").unwrap_err();
    assert!(refusal.to_string().contains("national、shandong"), "{refusal}");
}

#[test]
fn what_is_not_official_is_listed_with_its_place() {
    let law = law("national");
    let doubts = law.not_official();
    let order = doubts.iter().find(|doubt| doubt.document == "第36号令").unwrap();
    assert_eq!((order.file.as_str(), order.line), ("national/disclosure/negative.toml", 20));
    assert_eq!(order.key, "edition.1.basis.0");
    assert!(render::doubts(doubts).contains("间接得知"));
}

#[test]
fn a_difference_names_what_changed_and_whose_records_it_touches() {
    let (nation, province) = (law("national"), law("shandong"));
    assert!(Law::diff(&nation, &nation).is_empty());
    let changes = Law::diff(&nation, &province);
    let find = |noun: &str, key: &str| -> &Change {
        changes.iter().find(|change| change.noun == noun && change.key == key).unwrap()
    };
    let audience = find("item", "field.fine.audience");
    assert_eq!(audience.items, ["penalty"]);
    assert_eq!(audience.after.as_ref().unwrap(), "department");
    let layer = changes.iter().find(|change| change.id == "shandong").unwrap();
    assert_eq!(layer.kind, ChangeKind::Added);
    assert_eq!(layer.items, ["penalty", "penalty-person", "serious"]);
    let text = render::changes(&changes);
    assert!(text.contains("改动目录项 penalty 的 field.fine.audience：public → department"));
}

#[test]
fn the_page_of_an_item_says_what_why_who_and_until_when() {
    let law = law("shandong");
    let page = law.show("penalty", date("2026-11-21")).unwrap();
    assert_eq!(page.matters, [("subsidy", "财政补贴")]);
    assert_eq!(page.providers, ["济南市市场监督管理局"]);
    let text = render::item(&page);
    for part in [
        "公开属性：主动公开",
        "《行政处罚法》第48条（见于原文）",
        "一般：自认定（决定）之日起最长公示 1 年，满 3 个月 可申请修复",
        "上限：失信行为终止后最长披露 5 年",
        "限制申请财政性资金项目",
        "法定代表人证件号码（representative_number）：选填，任何人不可见，加密保存",
    ] {
        assert!(text.contains(part), "{part} not in\n{text}");
    }
    assert!(law.show("penalty", date("2000-01-01")).is_none());
}

#[test]
fn c_07_b_a_site_inherits_colour_mark_and_base_columns_and_adds_its_own() {
    let law = law("shandong");
    let own = &law.sites()[0];
    assert_eq!((own.id.as_str(), own.parent.as_deref()), ("jinan", Some("nation")));
    assert_eq!((own.theme.as_str(), own.seal.as_str()), ("ink", "信"));
    let columns = |site: &Site| -> Vec<String> {
        site.columns.iter().map(|column| column.id.clone()).collect()
    };
    assert_eq!(columns(own), ["news", "lists"]);
    let nation = law.site("nation").unwrap();
    assert_eq!(columns(nation), ["news", "cases", "lists"]);
    assert_eq!(law.site_of_host("JINAN.example:8443").unwrap().id, "jinan");
    assert!(law.site_of_host("elsewhere.example").is_none());
}

#[test]
fn c_35_c_a_layer_without_a_site_file_has_a_site_of_its_name() {
    let law = Law::load(&folder(), "national").unwrap();
    assert_eq!(law.sites().len(), 1);
    let bare = tempfile::tempdir().unwrap();
    let national = bare.path().join("national");
    std::fs::create_dir_all(&national).unwrap();
    for file in ["layer.toml", "banned.toml"] {
        std::fs::copy(folder().join("national").join(file), national.join(file)).unwrap();
    }
    let law = Law::load(bare.path(), "national").unwrap();
    let site = &law.sites()[0];
    assert_eq!((site.id.as_str(), site.title.zh.as_str()), ("national", "全国"));
    assert_eq!((site.seal.as_str(), site.columns.len()), ("全", 0));
    // Where no layer says how the doors are kept, nobody comes in.
    assert_eq!(law.security().session.staff_hours, 0);
    assert_eq!(law.security().password.minimum_length, u16::MAX);
}

#[test]
fn c_34_consents_security_and_targets_are_of_the_day_and_the_chain() {
    let law = law("shandong");
    assert!(law.consent_kind("financing", date("2025-12-31")).is_none());
    let kind = law.consent_kind("financing", date("2026-11-21")).unwrap();
    let item = |id: &str| law.item(id, date("2026-11-21")).unwrap();
    assert!(kind.covers(item("penalty")) && !kind.covers(item("evaluation")));
    assert_eq!((kind.youngest, law.consent_kinds(date("2026-11-21")).len()), (18, 1));
    assert_eq!(law.security().password.minimum_length, 10);
    assert_eq!(law.target("queries-a-year").unwrap().value, 5_000_000);
    let changes = Law::diff(&Law::load(&folder(), "national").unwrap(), &law);
    assert!(changes.iter().any(|change| change.noun == "site" && change.id == "jinan"));
}
