//! The catalog: what makes an item effective, editions, national catalogs, banned kinds (C-01, H-03,
//! H-66).

use policy::{ChangeKind, Law};
use probity::adoption;
use vocabulary::FactKind;

use crate::{
    desk::{PENALTY, REGISTRATION, submission},
    harness::TODAY,
    packs::{Packs, refused_by},
    rows::{COMPANY, COMPANY_NAME, MARKET, Row, csv, penalty, registration},
    story,
};

const ITEM: &str = "national/catalogs/serious.toml";

#[test]
fn c_01_a_an_item_without_basis_source_publicity_or_retention_is_not_effective() {
    for (key, rule) in
        [("basis", "P-01"), ("publicity", "P-03"), ("retention", "P-04"), ("providers", "P-04")]
    {
        let packs = Packs::small();
        packs.drop_line(ITEM, key);
        let findings = packs.findings();
        assert!(findings.iter().any(|f| f.rule == rule && f.file == ITEM), "{key}: {findings:?}");
        assert!(findings.iter().all(|found| !found.remedy.is_empty()));
        assert!(packs.law("national").is_err(), "{key}");
    }
    let packs = Packs::small();
    let providers = "providers = [\"authority-with-penalty-power\"]";
    packs.change(ITEM, providers, "providers = []");
    assert!(refused_by(&packs.findings(), "P-17", "第10条"));
}

#[test]
fn c_01_e_banned_kinds_are_refused_with_the_number_of_the_rule() {
    for (fixture, source) in [
        ("P-07-family-planning-item", "K-06"),
        ("P-07-online-behaviour-item", "K-05"),
        ("P-07-biometrics-by-field-name", "K-30"),
        ("P-07-religion-by-label", "K-30"),
        ("P-07-students-school-conduct", "K-11"),
    ] {
        let findings = Packs::findings_of(fixture);
        assert!(refused_by(&findings, "P-07", source), "{fixture}: {findings:?}");
    }
}

/// The same over the platform's own packs, in whichever layer somebody tries it.
#[test]
fn c_01_e_banned_kinds_are_refused_in_the_packs_of_the_platform_too() {
    let good = Packs::of_the_platform();
    let item = good.read("national/catalogs/professional-qualification.toml");
    for (title, source) in
        [("计划生育情况", "K-06"), ("个人网上行为", "K-05"), ("人脸信息", "K-30")]
    {
        let packs = Packs::of_the_platform();
        let title = format!("title = {{ zh = \"{title}\", en = \"Local\" }}");
        let line = item.lines().find(|line| line.starts_with("title = ")).unwrap();
        packs.write("jinan/catalogs/local-item.toml", &item.replacen(line, &title, 1));
        let findings = packs.findings();
        assert!(refused_by(&findings, "P-07", source), "{source}: {findings:#?}");
    }
}

#[test]
fn h_03_a_persons_item_is_not_public_without_law_or_regulation() {
    for fixture in
        ["P-09-person-item-public", "P-09-person-field-public", "P-09-publication-by-ministry-rule"]
    {
        assert!(refused_by(&Packs::findings_of(fixture), "P-09", "H-03"), "{fixture}");
    }
    for item in Law::embedded("jinan").unwrap().items(TODAY) {
        let person = item.subjects.contains(&vocabulary::SubjectKind::Person);
        let public = item.publicity == policy::model::catalog::Publicity::Public;
        let basis = item.publication_basis.is_some();
        assert!(!person || !public || basis, "{}", item.id);
    }
}

/// The platform's packs with one item changed: a further edition of penalties' profile.
fn changed() -> Packs {
    let packs = Packs::of_the_platform();
    let item = "national/catalogs/administrative-penalty.toml";
    packs.change(item, "zh = \"处罚程序\"", "zh = \"处罚适用程序\"");
    packs
}

story! {
    fn c_01_b_h_66_h_46_a_new_edition_needs_approver_and_reason_and_records_keep_theirs(town) {
        town.file(PENALTY, MARKET, penalty());
        let packs = changed();
        let first = town.platform.law.version().to_owned();
        town.place.policies = Some(packs.folder().to_owned());
        let refused = town.open_again().err().unwrap().to_string();
        assert!(refused.contains("was not approved") && refused.contains(&first), "{refused}");
        let site = town.inspect();
        let second = site.law.version().to_owned();
        assert_ne!(second, first);
        assert!(adoption::adopt(&site, " ", "济信办〔2026〕3号").is_err());
        assert!(adoption::adopt(&site, "director-1", "").is_err());
        drop(site);
        packs.adopt(town, "director-1", "济信办〔2026〕3号");
        let later = penalty().with("document_number", "济市监罚〔2026〕12号");
        town.file(PENALTY, MARKET, later);
        let filed = town.facts(FactKind::RecordFiled);
        let versions: Vec<&str> = filed.iter().map(|fact| &*fact.draft.policy).collect();
        assert_eq!(versions, [&*first, &*second]);
        let adopted = &town.bodies(FactKind::PolicyAdopted)[1];
        assert_eq!((&adopted["version"], &adopted["before"]), (&second.into(), &first.into()));
        assert_eq!((&adopted["by"], &adopted["reason"]), (&"director-1".into(), &"济信办〔2026〕3号".into()));
        // Going back is a change of the law as well.
        town.place.policies = None;
assert!(town.open_again().is_err());
    }
}

#[test]
fn c_01_b_editions_follow_each_other_and_each_day_has_one() {
    for fixture in [
        "P-31-overlapping-editions",
        "P-31-gap-between-editions",
        "P-31-overlapping-matter-editions",
    ] {
        assert!(refused_by(&Packs::findings_of(fixture), "P-31", ""), "{fixture}");
    }
}

/// An item of the city that the national catalog does not have.
const LOCAL: &str = "jinan/catalogs/local-honour.toml";

fn honour(number: &str) -> Row {
    Row::default()
        .with("subject_name", COMPANY_NAME)
        .with("subject_code", COMPANY)
        .with("document_number", format!("济发改〔2026〕{number}号"))
        .with("honour_name", "诚信经营示范单位")
        .with("honour_level", "市级")
        .with("decided_on", "2026-11-16")
        .with("authority_name", "济南市发展和改革委员会")
        .with("authority_code", "11370100MB9000015F")
        .with("source_name", "济南市发展和改革委员会")
        .with("source_code", "11370100MB9000015F")
}

fn with_local_item() -> Packs {
    let packs = Packs::of_the_platform();
    let honour = packs.read("national/catalogs/honour.toml");
    packs.write(LOCAL, &honour);
    packs
}

story! {
    fn c_01_c_a_new_national_catalog_gives_a_difference_list_and_local_items_stop_at_the_keeper_s_word(town) {
        let before = with_local_item();
        let old = before.good("jinan");
        let local = |law: &Law| -> Vec<String> {
            let items = law.items(TODAY).into_iter().filter(|item| law.is_local(&item.id));
            items.map(|item| item.id.clone()).collect()
        };
        // Flagged as not covered by the national catalog, beside the province's self-declared kinds.
        let flagged: Vec<String> = local(&old).into_iter().filter(|id| !id.starts_with("declared-")).collect();
        assert_eq!(flagged, ["commitment-person", "local-honour"]);

        // The new national catalog: one item more, one gone, one with another label.
        let after = with_local_item();
        let model = after.read("national/catalogs/honour.toml");
        after.write("national/catalogs/model-enterprise.toml", &model);
        after.change("national/catalogs/honour.toml", "荣誉名称", "荣誉称号");
        let new = after.good("jinan");
        let changes = Law::diff(&old, &new);
        let of = |id: &str| changes.iter().filter(|change| change.id == id).collect::<Vec<_>>();
        assert_eq!(of("model-enterprise")[0].kind, ChangeKind::Added);
        assert!(of("honour").iter().all(|change| change.kind == ChangeKind::Changed));
        assert!(of("honour").iter().all(|change| change.items == ["honour"]));
        assert!(of("local-honour").is_empty());

        // The keeper says so: the last day of the local item is yesterday.
        before.adopt(town, "keeper-1", "试行目录");
        let sent = submission("local-honour", "jinan-development-reform");
        assert_eq!(town.submit(&sent, csv(&[honour("1")]).as_bytes()).unwrap().accepted, 1);
        after.change(LOCAL, "effective_from = ", "until = 2026-11-19\neffective_from = ");
        after.adopt(town, "keeper-1", "全国目录2026年版未列");
        let refused = town.submit(&sent, csv(&[honour("2")]).as_bytes()).unwrap_err().to_string();
        assert!(refused.contains("R-502"), "{refused}");
        // What is covered goes on.
        town.file(REGISTRATION, MARKET, registration());
    }
}
