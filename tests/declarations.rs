//! What organisations declare about themselves, always said to be so, checked or not (S-112, C-07.d).

use std::collections::BTreeMap;

use disclosure::{DeclaredState, RecordAnswer};
use intake::{
    CheckState, CheckVerdict, DeclarationReceipt, IntakeError, NewDeclaration, NewEvidence, Page,
};
use vocabulary::{Actor, Date, FactKind};

use crate::{
    desk::REGISTRATION,
    harness::Town,
    rows::{COMPANY, COMPANY_NAME, MARKET, registration},
    sight::text,
    story,
};

const HONOUR: &str = "declared-honour";

fn representative() -> Actor {
    Actor::new("subject", "account representative-1")
}

fn officer() -> Actor {
    Actor::new("jinan-credit-centre", "account officer-1")
}

fn pdf() -> NewEvidence {
    NewEvidence { name: "证书.pdf".to_owned(), content: b"%PDF-1.7\nhonour".to_vec() }
}

impl Town {
    fn honour(&self) -> NewDeclaration {
        let fields = [
            ("honour_name", "诚信经营示范商户"),
            ("granted_by", "历下区商业联合会"),
            ("granted_on", "2026-01-15"),
            ("level", "行业"),
        ];
        NewDeclaration {
            subject: self.subject(COMPANY),
            code: COMPANY.to_owned(),
            name: COMPANY_NAME.to_owned(),
            item: HONOUR.to_owned(),
            fields: fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
            evidence: vec![pdf()],
            promised: true,
            reviewed: true,
        }
    }

    fn declare(&self) -> DeclarationReceipt {
        self.platform.declarations().declare(&representative(), self.honour()).unwrap()
    }
}

/// The rule of a refusal.
fn forbidden(refused: Result<DeclarationReceipt, IntakeError>) -> &'static str {
    match refused {
        Err(IntakeError::Forbidden { rule, .. }) => rule,
        other => panic!("{other:?}"),
    }
}

story! {
    fn s_112_six_kinds_are_declared_with_the_fields_that_the_catalog_asks_for(town) {
        let kinds = town.platform.declarations().kinds();
        let items: Vec<&str> = kinds.iter().map(|kind| kind.item.as_str()).collect();
        assert_eq!(items, ["declared-benefit", "declared-commitment", "declared-contract", "declared-honour", "declared-licence", "declared-operation"]);
        for kind in &kinds {
            let item = town.platform.law.item(&kind.item, town.platform.gate.today()).unwrap();
            let declared = crate::publicity::worked(item).unwrap();
            let fields: BTreeMap<String, String> = kind.fields.iter()
                .filter_map(|field| Some((field.name.clone(), declared.get(&field.name)?.as_str()?.to_owned())))
                .collect();
            assert!(!fields.is_empty() && !fields.contains_key("check_state") && !fields.contains_key("subject_code"));
            let new = NewDeclaration { item: kind.item.clone(), fields, ..town.honour() };
            town.platform.declarations().declare(&representative(), new).unwrap();
        }
        assert_eq!(town.facts(FactKind::DeclarationFiled).len(), 6);
        assert_eq!(town.page(COMPANY).unwrap().records.len(), 6);
    }
}

story! {
    fn c_07_d_a_declaration_is_marked_with_its_check_state_wherever_it_is_shown(town) {
        town.file(REGISTRATION, MARKET, registration());
        let receipt = town.declare();
        assert!(receipt.number.starts_with("SB370100261120") && receipt.number.len() == 20);
        let states = || {
            let own = town.own_record(HONOUR).declared.unwrap();
            let page = town.page(COMPANY).unwrap().records;
            let page = page.into_iter().find(|record| record.item == HONOUR).unwrap();
            assert_eq!(page.recogniser, None, "nobody recognises it but the subject");
            assert_eq!(page.declared.as_ref(), Some(&own));
            own
        };
        assert_eq!(states().state, DeclaredState::Unchecked);
        let (door, path) = (town.door(), format!("/subjects/{COMPANY}/records/{}", receipt.digest));
        let api = format!("/api/v1/subjects/{COMPANY}/records");
        let list = format!("/publicity/{HONOUR}");
        let seen = |word: &str, english: &str| {
            for path in [format!("/subjects/{COMPANY}"), path.clone(), list.clone()] {
                let (status, page) = door.get(&path);
                assert!(status.is_success() && page.contains(&format!("自主申报，{word}")), "{path}: {page}");
                let (_, page) = door.get(&format!("/en{path}"));
                assert!(page.contains(&format!("self-declared, {english}")), "/en{path}: {page}");
            }
        };
        seen("未核实", "not checked");
        assert!(door.get(&api).1.contains(r#""declared":{"state":"unchecked""#));

        let declarations = town.platform.declarations();
        assert_eq!(declarations.to_check(&Page::default()).unwrap().entries.len(), 1);
        declarations.check(&officer(), &receipt.number, CheckVerdict::Checked, "已与授予单位核对").unwrap();
        let checked = states();
        assert_eq!((checked.state, checked.checked_on), (DeclaredState::Checked, Some(Date::constant(2026, 11, 20))));
        assert!(checked.checked_by.unwrap().contains("信用"));
        seen("已核实", "checked");
        assert!(door.get(&api).1.contains(r#""declared":{"state":"checked","checked_on":"2026-11-20""#));
        assert!(declarations.to_check(&Page::default()).unwrap().entries.is_empty());
        let again = declarations.check(&officer(), &receipt.number, CheckVerdict::Checked, "");
        assert!(matches!(again, Err(IntakeError::State { .. })), "{again:?}");
    }
}

story! {
    fn c_07_d_a_false_statement_is_withdrawn_with_the_reason(town) {
        town.file(REGISTRATION, MARKET, registration());
        let declarations = town.platform.declarations();
        let receipt = town.declare();
        let silent = declarations.check(&officer(), &receipt.number, CheckVerdict::Refuted, " ");
        assert!(matches!(silent, Err(IntakeError::NoReason)));
        declarations.check(&officer(), &receipt.number, CheckVerdict::Checked, "").unwrap();
        declarations.check(&officer(), &receipt.number, CheckVerdict::Refuted, "授予单位称未授予").unwrap();
        assert!(town.page(COMPANY).unwrap().records.iter().all(|record| record.item != HONOUR));
        let address = town.platform.gate.record(town.subject(COMPANY), &receipt.digest).unwrap().into_inner();
        assert_eq!(address, RecordAnswer::Gone);
        // The subject itself reads what was found, by whom, when and why.
        let own = declarations.of_subject(town.subject(COMPANY), &Page::default()).unwrap().entries;
        assert_eq!((own[0].state, own[0].note.as_deref()), (CheckState::Refuted, Some("授予单位称未授予")));
        assert_eq!(own[0].checked_on, Some(Date::constant(2026, 11, 20)));
        let withdrawn = town.bodies(FactKind::RecordWithdrawn);
        assert_eq!((withdrawn[0]["reason"].as_str(), withdrawn[0]["reason_code"].as_str()), (Some("授予单位称未授予"), Some("untrue")));
    }
}

story! {
    fn s_112_a_subject_takes_its_own_declaration_back_and_nobody_elses(town) {
        let declarations = town.platform.declarations();
        let receipt = town.declare();
        let stranger = town.person("370102198506150021");
        assert!(declarations.take_back(&representative(), stranger, &receipt.number).is_err());
        declarations.take_back(&representative(), town.subject(COMPANY), &receipt.number).unwrap();
        let own = declarations.declaration(&receipt.number).unwrap().unwrap();
        assert_eq!((own.state, own.summary.as_deref()), (CheckState::Withdrawn, Some("诚信经营示范商户")));
        assert!(town.page(COMPANY).unwrap().records.is_empty());
        let late = declarations.check(&officer(), &receipt.number, CheckVerdict::Checked, "");
        assert!(matches!(late, Err(IntakeError::State { .. })));
    }
}

story! {
    fn s_112_a_declaration_ends_with_its_validity(town) {
        let mut new = town.honour();
        new.fields.insert("valid_until".to_owned(), "2026-11-30".to_owned());
        town.platform.declarations().declare(&representative(), new).unwrap();
        assert_eq!(town.page(COMPANY).unwrap().records.len(), 1);
        town.move_to(Date::constant(2026, 12, 1));
        assert!(town.page(COMPANY).unwrap().records.is_empty());
    }
}

story! {
    fn h_06_h_24_a_declaration_needs_promise_review_and_sound_values(town) {
        let declarations = town.platform.declarations();
        let declare = |new| declarations.declare(&representative(), new);
        assert_eq!(forbidden(declare(NewDeclaration { promised: false, ..town.honour() })), "S-112");
        assert_eq!(forbidden(declare(NewDeclaration { reviewed: false, ..town.honour() })), "H-24");
        assert_eq!(forbidden(declare(NewDeclaration { item: "honour".to_owned(), ..town.honour() })), "S-112");
        assert_eq!(forbidden(declare(NewDeclaration { subject: town.person("370102198506150021"), ..town.honour() })), "S-112");
        let with = |field: &str, value: &str| {
            let mut new = town.honour();
            new.fields.insert(field.to_owned(), value.to_owned());
            match declare(new) {
                Err(IntakeError::Faulty { faults }) => faults[0].rule.code,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(with("level", "宇宙级"), "R-204");
        assert_eq!(with("honour_name", ""), "R-201");
        assert_eq!(with("granted_by", "电话13800001111"), "R-405");
        assert_eq!(with("honour_name", "证号11010519491231002X"), "R-404");
        // What the platform says is not the subject's to fill in.
        let mut forged = town.honour();
        forged.fields.insert("check_state".to_owned(), "已核实".to_owned());
        forged.fields.insert("checked_by".to_owned(), "济南市公共信用信息中心".to_owned());
        declare(forged).unwrap();
        let declared = town.own_record(HONOUR).declared.unwrap();
        assert_eq!((declared.state, declared.checked_by), (DeclaredState::Unchecked, None));
        assert_eq!(town.bodies(FactKind::DeclarationFiled)[0]["reviewed_by"], "account representative-1");
    }
}

story! {
    fn s_112_evidence_is_small_of_known_types_sealed_and_readable_by_the_desk(town) {
        let declarations = town.platform.declarations();
        let with = |evidence| declarations.declare(&representative(), NewDeclaration { evidence, ..town.honour() });
        let file = |content: Vec<u8>| NewEvidence { name: "a.pdf".to_owned(), content };
        assert_eq!(forbidden(with(vec![file(b"<html>".to_vec())])), "S-112", "the name does not tell the type");
        let mut large = b"%PDF-".to_vec();
        large.resize((5 << 20) + 1, 0);
        assert_eq!(forbidden(with(vec![file(large)])), "S-112");
        assert_eq!(forbidden(with(vec![pdf(); 6])), "S-112");
        let png = NewEvidence { name: "照片.png".to_owned(), content: b"\x89PNG\r\n\x1a\n\0".to_vec() };
        let receipt = with(vec![pdf(), png]).unwrap();
        let shown = declarations.declaration(&receipt.number).unwrap().unwrap();
        let names: Vec<&str> = shown.evidence.iter().map(|line| line.name.as_str()).collect();
        assert_eq!(names, ["证书.pdf", "照片.png"]);
        let read = declarations.evidence(&receipt.number, 1).unwrap().unwrap();
        assert_eq!((read.content.as_slice(), read.line.kind.media_type()), (&b"%PDF-1.7\nhonour"[..], "application/pdf"));
        assert!(declarations.evidence(&receipt.number, 3).unwrap().is_none());
        // The ledger knows the digest and nothing else of it; the public sees none of it.
        let body = town.facts(FactKind::DeclarationFiled)[0].draft.body.clone();
        assert!(body.contains(&read.line.sha256) && !body.contains("证书"), "{body}");
        assert!(!text(&town.page(COMPANY).unwrap()).contains("证书.pdf"));
        // Erased with the declaration by order of law.
        let position = vocabulary::Position(receipt.position);
        let version = town.platform.law.version().to_owned();
        town.platform.pen.erase(Some(town.subject(COMPANY)), position, officer(), version, "济信令1号").unwrap();
        assert!(declarations.evidence(&receipt.number, 1).unwrap().is_none());
    }
}
