//! Lists and measures: only what a law provides for, by whom it names, on criteria, by procedure
//! (H-41 to H-47).

use policy::model::{basis::DocumentKind, measure::MeasureEffect};

use crate::{
    harness::TODAY,
    packs::{Packs, refused_by},
    rows::{COMPANY, COMPANY_NAME, MARKET, Row},
    story,
};

const SERIOUS: &str = "serious-market-violation";

/// An entry of the market regulator's serious list.
fn entry() -> Row {
    Row::default()
        .with("subject_name", COMPANY_NAME)
        .with("subject_code", COMPANY)
        .with("document_number", "济市监列〔2026〕1号")
        .with("criterion", "破坏公平竞争秩序和扰乱市场秩序，性质恶劣、情节严重，受到较重行政处罚。")
        .with("content", "串通投标，被处以吊销营业执照以外的较重处罚。")
        .with("decided_on", "2026-11-16")
        .with("valid_until", "2029-11-16")
        .with("authority_name", "济南市市场监督管理局")
        .with("authority_code", "11370100MB9000015F")
        .with("source_name", "济南市市场监督管理局")
        .with("source_code", "11370100MB9000015F")
}

/// Every fixture is refused by the rule it is named after.
fn refused(fixtures: &[&str], source: &str) {
    for fixture in fixtures {
        let findings = Packs::findings_of(fixture);
        let rule = fixture.get(..4).unwrap();
        assert!(refused_by(&findings, rule, source), "{fixture}: {findings:#?}");
        assert!(findings.iter().all(|found| found.line > 0 && !found.remedy.is_empty()));
    }
}

#[test]
fn h_41_a_list_or_measure_outside_the_lawful_lists_cannot_be_created() {
    refused(
        &[
            "P-50-measure-off-the-national-list",
            "P-50-measure-without-list-or-law",
            "P-21-serious-item-without-list",
        ],
        "H-41",
    );
    refused(&["P-16-unknown-list"], "");
}

#[test]
fn h_42_a_list_names_who_may_designate_and_nobody_else_does() {
    refused(&["P-41-list-without-authority"], "H-42");
    refused(&["P-86-plan-without-power"], "H-42");
    let law = Packs::of_the_platform().good("jinan");
    for list in law.lists(TODAY) {
        assert!(!list.authorities.is_empty(), "{}", list.id);
        // Whoever may send the entries of a list may designate, or belongs to who may.
        for item in law.items(TODAY).into_iter().filter(|item| item.list.as_ref() == Some(&list.id))
        {
            for agency in law.agencies().iter().filter(|agency| law.may_provide(agency, item)) {
                let named = |who: &String| *who == agency.id || agency.groups.contains(who);
                assert!(list.authorities.iter().any(named), "{} sends {}", agency.id, item.id);
            }
        }
    }
}

story! {
    fn h_42_h_43_an_entry_of_another_unit_or_without_criterion_or_facts_is_refused(town) {
        let outsider = town.submit(&crate::desk::submission(SERIOUS, "jinan-ecology"), b"x\n1\n");
        assert!(outsider.unwrap_err().to_string().contains("R-501"));
        assert_eq!(town.refused(SERIOUS, MARKET, entry().with("criterion", "")), "R-201");
        assert_eq!(town.refused(SERIOUS, MARKET, entry().with("content", "")), "R-201");
        assert!(town.page(COMPANY).is_none());
        town.file(SERIOUS, MARKET, entry());
        let page = town.page(COMPANY).unwrap();
        assert_eq!(page.records[0].list.as_deref(), Some(SERIOUS));
    }
}

#[test]
fn h_43_a_list_has_written_criteria() {
    refused(&["P-42-list-without-criteria"], "H-43");
    for list in Packs::of_the_platform().good("jinan").lists(TODAY) {
        assert!(list.criterion.iter().all(|criterion| !criterion.text.is_empty()), "{}", list.id);
        assert!(!list.criterion.is_empty(), "{}", list.id);
    }
}

#[test]
fn h_44_a_list_without_a_step_of_the_procedure_does_not_take_effect() {
    refused(&["P-43-list-without-defence", "P-43-decision-before-notice"], "H-44");
    for step in ["\"notice\", ", "\"defence\", ", "\"decision\", "] {
        let packs = Packs::of_the_platform();
        packs.change("national/lists/serious-market-violation.toml", step, "");
        let refusal = packs.law("jinan").unwrap_err();
        assert!(refused_by(refusal.findings(), "P-43", "H-44"), "{step}: {refusal}");
    }
}

#[test]
fn h_45_a_list_rests_on_law_regulation_or_centre_document_only() {
    refused(&["P-40-list-by-ministry-notice"], "H-45");
    refused(&["P-01-list-with-empty-basis"], "");
    use DocumentKind::*;
    for list in Packs::of_the_platform().good("jinan").lists(TODAY) {
        let carries = |kind| {
            let court = list.authorities.iter().any(|who| who == "court");
            matches!(
                kind,
                Law | AdministrativeRegulation
                    | LocalRegulation
                    | CentreDocument
                    | StateCouncilDecision
            ) || court && kind == JudicialInterpretation
        };
        let red = list.kind == policy::model::list::ListKind::Red;
        assert!(red || list.basis.iter().any(|basis| carries(basis.kind)), "{}", list.id);
    }
}

#[test]
fn h_46_no_lower_layer_widens_what_an_upper_one_set() {
    refused(
        &[
            "P-70-closed-item-opened",
            "P-70-higher-ceiling",
            "P-70-longer-publication",
            "P-70-more-subjects",
            "P-70-wider-audience",
            "P-71-item-replaced-below",
        ],
        "H-46",
    );
    // A city may not write its own edition of a national list, in its own packs, either.
    let packs = Packs::of_the_platform();
    let list = packs.read("national/lists/serious-market-violation.toml");
    let wider = list.replacen("term = { count = 3", "term = { count = 5", 1);
    packs.write("jinan/lists/serious-market-violation.toml", &wider);
    let refusal = packs.law("jinan").unwrap_err();
    assert!(refused_by(refusal.findings(), "P-71", "H-46"), "{refusal}");
}

#[test]
fn h_47_measures_come_from_the_list_only() {
    refused(&["P-50-measure-off-the-national-list", "P-50-measure-of-another-class"], "H-47");
    // What a matter names must be a measure that exists: free text is none.
    refused(&["P-16-matter-with-unknown-measure"], "");
    let packs = Packs::of_the_platform();
    let matter = "shandong/matters/fiscal-subsidy.toml";
    let line =
        packs.read(matter).lines().find(|l| l.starts_with("measures = ")).unwrap().to_owned();
    packs.change(matter, &line, "measures = [\"通报批评并在电视台曝光\"]");
    let refusal = packs.law("jinan").unwrap_err();
    assert!(refused_by(refusal.findings(), "P-16", ""), "{refusal}");
    let law = Packs::of_the_platform().good("jinan");
    for measure in law.measures(TODAY) {
        let restraint = measure.effect == MeasureEffect::Restraint;
        let statute = measure.basis.iter().any(|basis| {
            use DocumentKind::*;
            matches!(basis.kind, Law | AdministrativeRegulation | LocalRegulation)
        });
        assert!(!restraint || measure.national.is_some() || statute, "{}", measure.id);
    }
}
