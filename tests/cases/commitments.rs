//! Commitments (C-16): checked, signed and published at once; verified in time; broken only by a decision.

use std::time::{Duration, Instant};

use policy::model::commitment::CommitmentKind;
use vocabulary::Date;
use workflow::case::{By, Input, NewCase, Page};

use super::campaigns::seen;
use crate::{
    desk::REGISTRATION,
    harness::Town,
    mine::NUMBER,
    packs::Packs,
    rows::{COMPANY, MARKET, person_licence, registration},
    sight::text,
    story,
};

const COMMITMENT: &str = "credit-commitment";

/// The company signs the commitment for a food licence.
const SIGNED: &str = "
    2026-11-20 company start:commitment item=food-business-licence unit=jinan-approval-service accepted=on place=泺源大街1号 -> performing";

/// It is verified, and does not seem to be true.
const ADVANCE: &str = "
    2026-12-01 approval-service/approval-officer propose-breach verified_on=2026-12-01 findings=现场没有排烟设施 facts=没有排烟设施 legal_basis=食品安全法第三十三条 +verification -> noticed";

fn value(town: &Town, name: &str) -> String {
    let record = town.own_record(COMMITMENT);
    record.fields.into_iter().find(|field| field.name == name).unwrap().value
}

fn fulfilment(town: &Town) -> String {
    value(town, "fulfilment")
}

fn signatory(town: &Town) -> By {
    let home = town.person_at_home();
    By::Holder {
        actor: home.holder.actor(),
        person: home.holder.person,
        acting: home.holder.acting,
    }
}

fn filled(fields: &[(&str, &str)]) -> Input {
    let pair = |(field, value): &(&str, &str)| ((*field).to_owned(), (*value).to_owned());
    Input { fields: fields.iter().map(pair).collect(), papers: Vec::new() }
}

story! {
    fn c_16_a_check_signature_and_publication_are_one_flow_within_a_minute(town) {
        town.file(REGISTRATION, MARKET, registration());
        let begun = Instant::now();
        town.over_http(SIGNED);
        let page = text(&town.page(COMPANY).unwrap());
        assert!(begun.elapsed() < Duration::from_mins(1));
        assert!(page.contains("食品经营许可告知承诺") && page.contains("履行中"), "{page}");
        let shown = town.platform.cases.announced("commitment", &Page::default()).unwrap();
        assert_eq!(shown.entries.len(), 1);
        assert_eq!(shown.entries[0].code.as_deref(), Some(COMPANY));
    }
}

story! {
    fn c_16_a_whoever_does_not_accept_every_sentence_or_asks_the_wrong_authority_is_refused(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.on_engine("
            2026-11-20 company start:commitment item=food-business-licence unit=jinan-approval-service -/> accepted
            2026-11-20 company start:commitment item=food-business-licence unit=jinan-water accepted=on -/> C-16.a
            2026-11-20 company start:commitment item=teacher-integrity unit=jinan-education accepted=on -/> C-16.a");
        assert_eq!(town.platform.cases.announced("commitment", &Page::default()).unwrap().entries.len(), 0);
    }
}

story! {
    fn c_16_b_each_commitment_has_its_verification_with_a_day_and_the_result_is_on_record(town) {
        town.file(REGISTRATION, MARKET, registration());
        let mut run = town.over_http(SIGNED);
        let case = seen(&mut run, "approval-service/approval-officer");
        assert_eq!(case.due[0].clock, "verification");
        assert_eq!(case.due[0].on, Some(Date::constant(2026, 12, 21)), "thirty days, then a Monday");
        assert_eq!(case.line.number.len(), 20);
        assert_eq!(value(town, "document_number"), run.number());
        run.play("
            2026-12-10 approval-service/approval-officer verify-kept verified_on=2026-12-10 findings=现场与承诺一致 -/> verification
            2026-12-10 approval-service/approval-officer verify-kept verified_on=2026-12-10 findings=现场与承诺一致 +verification -> fulfilled
            2026-12-10 company sees -> 已履行");
        assert_eq!(fulfilment(town), "已履行");
        assert_eq!(town.own_record(COMMITMENT).decided_on, Date::constant(2026, 11, 20));
    }
}

story! {
    fn c_16_b_a_verification_that_nobody_makes_is_reminded_and_reported(town) {
        town.file(REGISTRATION, MARKET, registration());
        let mut run = town.on_engine(SIGNED);
        run.play("2026-12-30 clock pass -> performing");
        let case = seen(&mut run, "approval-service/office-head");
        let told: Vec<_> = case.steps.iter().map(|step| step.step.as_str()).collect();
        assert_eq!(told.iter().filter(|step| **step == "escalated").count(), 2, "{told:?}");
    }
}

story! {
    fn c_16_b_what_is_missing_is_put_right_extended_or_settled_in_part(town) {
        town.file(REGISTRATION, MARKET, registration());
        let mut run = town.on_engine(SIGNED);
        run.play("
            2026-11-24 approval-service/approval-officer verify-partly verified_on=2026-11-24 findings=缺公示牌 shortfall=没有公示牌 +verification -> rectifying
            2026-12-10 approval-service/approval-officer extend:rectification reason=店面装修 -> rectifying
            2026-12-22 clock pass -> rectifying
            2026-12-23 company send-proof rectified=已经挂牌 +rectification -> rechecking
            2026-12-24 approval-service/approval-officer settle-partly verified_on=2026-12-24 findings=公示牌内容不全 shortfall=内容不全 +verification -> partly");
        assert_eq!(fulfilment(town), "部分履行");
    }
}

story! {
    fn c_16_c_a_breach_needs_basis_notice_defence_and_a_decision_by_another(town) {
        town.file(REGISTRATION, MARKET, registration());
        let mut run = town.over_http(SIGNED);
        run.play(ADVANCE);
        assert_eq!(fulfilment(town), "履行中", "a proposal is no record");
        run.play("
            2026-12-01 company sees -> 陈述、申辩
            2026-12-02 approval-service/office-head find-breach decision_number=济审服诺认〔2026〕3号 decision_reason=属实 +decision -/>
            2026-12-02 company defend defence=设备在途 -> deciding
            2026-12-03 approval-service/office-head find-breach decision_number=济审服诺认〔2026〕3号 decision_reason=申辩理由不成立 -/> decision
            2026-12-03 approval-service/office-head find-breach decision_number=济审服诺认〔2026〕3号 decision_reason=申辩理由不成立 +decision -> broken
            2026-12-03 company sees -> 行政复议");
        assert_eq!(fulfilment(town), "违背承诺");
        assert_eq!(value(town, "breach_decision"), "济审服诺认〔2026〕3号");
        run.play("2026-12-04 company start:commitment item=market-entry unit=jinan-market-regulation accepted=on -/> C-16");
    }
}

story! {
    fn c_16_c_silence_is_no_admission_and_a_row_cannot_say_broken_by_itself(town) {
        town.file(REGISTRATION, MARKET, registration());
        let mut run = town.on_engine(SIGNED);
        run.play(ADVANCE).play("
            2026-12-08 clock pass -> noticed
            2026-12-09 clock pass -> deciding
            2026-12-10 approval-service/office-head find-no-breach decision_reason=设备已到位 -> rechecking
            2026-12-11 approval-service/approval-officer verify-kept verified_on=2026-12-11 findings=已经安装 +verification -> fulfilled");
        let broken = crate::archives::commitment("违背承诺").with("breach_decision", "");
        assert_eq!(town.refused(COMMITMENT, MARKET, broken), "R-202", "no decision, no breach");
    }
}

story! {
    fn c_16_d_all_eight_kinds_are_files_and_each_can_be_signed(town) {
        let law = &town.platform.law;
        let today = town.today();
        let kinds: std::collections::BTreeSet<_> =
            law.commitments(today).iter().map(|item| item.kind).collect();
        assert_eq!(kinds.len(), 8, "{kinds:?}");
        assert!(kinds.contains(&CommitmentKind::DeficiencyTolerant));
        town.file(REGISTRATION, MARKET, registration());
        town.on_engine("
            2026-11-20 company start:commitment item=certificate-of-premises unit=jinan-market-regulation accepted=on -> performing
            2026-11-20 company start:commitment item=association-member unit=jinan-civil-affairs accepted=on -> performing
            2026-11-20 company start:commitment item=voluntary-integrity unit=jinan-credit-centre accepted=on -> performing
            2026-11-20 company start:commitment item=repair-commitment unit=jinan-market-regulation accepted=on -> performing
            2026-11-20 company start:commitment item=deficiency-tolerant unit=jinan-approval-service accepted=on missing=消防安全检查合格证明 -> performing
            2026-11-20 company start:commitment item=market-entry unit=jinan-market-regulation accepted=on -> performing
            2026-11-20 company start:commitment item=environment-permit unit=jinan-ecology accepted=on -> performing
            2026-11-20 credit-centre/credit-officer start:promise unit=jinan-culture-tourism item=government-service field_of=service what=旅游投诉三日办结 source=政府网站公告 due_on=2027-06-30 -> performing");
    }
}

story! {
    fn c_16_d_a_new_item_of_a_city_is_one_file_and_can_be_signed_at_once(town) {
        town.file(REGISTRATION, MARKET, registration());
        let packs = Packs::of_the_platform();
        let model = packs.read("shandong/commitments/voluntary-integrity.toml");
        let item = model.replace("诚信经营主动承诺", "夜市摊主诚信承诺");
        packs.write("jinan/commitments/night-market.toml", &item);
        packs.adopt(town, "keeper-1", "新增承诺事项");
        town.over_http("
            2026-11-20 company start:commitment item=night-market unit=jinan-credit-centre accepted=on -> performing");
        assert!(text(&town.page(COMPANY).unwrap()).contains("夜市摊主诚信承诺"));
    }
}

story! {
    fn c_16_b_a_commitment_can_be_taken_back_with_the_authority_agreeing(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.over_http(SIGNED).play("
            2026-11-23 company ask-withdrawal withdrawal_reason=不再开店 -> withdrawing
            2026-11-24 approval-service/approval-officer refuse-withdrawal refusal_reason=许可证已经发出 -> performing
            2026-11-25 company ask-withdrawal withdrawal_reason=许可证已经交回 -> withdrawing
            2026-11-26 approval-service/approval-officer grant-withdrawal -> withdrawn");
        assert!(!text(&town.page(COMPANY).unwrap()).contains("食品经营许可告知承诺"));
        assert!(town.platform.cases.announced("commitment", &Page::default()).unwrap().entries.is_empty());
    }
}

story! {
    fn c_16_f_a_persons_commitment_is_shown_with_consent_only_without_name_and_number(town) {
        town.file("administrative-licence-person", MARKET, person_licence());
        let by = signatory(town);
        let cases = &town.platform.cases;
        let input = filled(&[
            ("item", "key-occupation"),
            ("unit", "jinan-transport"),
            ("accepted", "on"),
            ("post", "客运驾驶员"),
        ]);
        let wrong = NewCase {
            process: "commitment-person".to_owned(),
            subject: Some(town.person(NUMBER)),
            digest: None,
            input,
        };
        assert!(cases.open(&by, wrong.clone()).is_err(), "made to another authority");
        let mut new = wrong;
        new.input.fields.insert("item".to_owned(), "certificate-person-residence".to_owned());
        new.input.fields.insert("unit".to_owned(), "jinan-civil-affairs".to_owned());
        let number = cases.open(&by, new).unwrap().number;
        let shown = || cases.announced("commitment-person", &Page::default()).unwrap().entries;
        assert!(shown().is_empty(), "signing is no consent");
        let page = town.platform.gate.page(town.person(NUMBER)).unwrap();
        assert!(page.is_none(), "a person has no public page");
        assert!(cases.act(&by, &number, "publish", filled(&[])).is_err());
        cases.act(&by, &number, "publish", filled(&[("consent", "on")])).unwrap();
        let told = text(&shown());
        assert!(told.contains("客运驾驶员") && !told.contains("王小明") && !told.contains(NUMBER), "{told}");
        cases.act(&by, &number, "hide", filled(&[])).unwrap();
        assert!(shown().is_empty(), "withdrawn at once");
        let own = text(&town.own_file(town.person(NUMBER)).unwrap());
        assert!(own.contains("居住情况告知承诺"), "{own}");
    }
}

/// A person's commitment, shown, hidden, verified, proposed broken and taken back.
pub const OF_A_PERSON: [&str; 2] = [
    "2026-11-20 person start:commitment-person item=certificate-person-residence unit=jinan-civil-affairs accepted=on post=客运驾驶员 -> performing
    2026-11-20 person publish -/> 同意
    2026-11-20 person publish consent=on -> performing
    2026-11-23 person hide -> performing
    2026-11-24 civil-affairs/department-officer propose-breach verified_on=2026-11-24 findings=未在此居住 facts=未在此居住 legal_basis=条例第三十二条 +verification -> noticed
    2026-12-02 clock pass -> deciding
    2026-12-03 civil-affairs/office-head find-no-breach decision_reason=已提供居住证 -> rechecking
    2026-12-04 civil-affairs/department-officer verify-kept verified_on=2026-12-04 findings=属实 +verification -> fulfilled
    2026-12-04 person sees -> 您本人的档案",
    "2026-12-07 person start:commitment-person item=certificate-person-residence unit=jinan-civil-affairs accepted=on -> performing
    2026-12-07 person take-back -> withdrawn",
];

story! {
    fn c_16_f_a_person_signs_shows_hides_and_takes_back_at_home(town) {
        town.file("administrative-licence-person", MARKET, person_licence());
        let mut run = town.over_http(OF_A_PERSON[0]);
        run.play(OF_A_PERSON[1]);
    }
}
