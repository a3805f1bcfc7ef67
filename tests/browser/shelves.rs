//! What the pages of models, cases, events, courses and contests show in a furnished town.

use std::collections::BTreeMap;

use vocabulary::Actor;
use workflow::{By, Input, NewCase, StaffBy};

use crate::{
    desk::PENALTY,
    harness::Town,
    rows::{COMPANY, MARKET, penalty},
};

const CENTRE: &str = "jinan-credit-centre";

fn input(fields: &[(&str, &str)]) -> Input {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Input { fields: fields.iter().map(owned).collect::<BTreeMap<_, _>>(), papers: Vec::new() }
}

fn staff(role: &str) -> By {
    let actor = Actor::new(CENTRE, format!("account {role}"));
    By::Staff(StaffBy { actor, agency: CENTRE.to_owned(), role: role.to_owned() })
}

/// Cases begun and moved on.
struct Maker<'t>(&'t Town);

impl Maker<'_> {
    fn begin(&self, by: &By, process: &str, fields: &[(&str, &str)]) -> String {
        let new =
            NewCase { process: process.to_owned(), input: input(fields), ..NewCase::default() };
        self.0.platform.cases.open(by, new).unwrap().number
    }

    fn go(&self, number: &str, role: &str, step: &str, fields: &[(&str, &str)]) {
        self.0.platform.cases.act(&staff(role), number, step, input(fields)).unwrap();
    }

    /// Something that an organiser writes and a reviewer publishes.
    fn published(&self, process: &str, heading: &str, fields: &[(&str, &str)]) -> String {
        let start = [("unit", CENTRE), ("heading", heading)];
        let number = self.begin(&staff("credit-officer"), process, &start);
        self.go(&number, "credit-officer", "submit", fields);
        self.go(&number, "credit-reviewer", "publish", &[]);
        number
    }
}

/// Names of pages, and the numbers that they stand for.
pub(super) fn announced(town: &Town) -> Vec<(&'static str, String)> {
    let make = Maker(town);
    let nobody = By::Anyone { name: String::new(), contact: String::new() };
    let days =
        [("starts_on", "2026-12-02"), ("ends_on", "2026-12-03"), ("sign_until", "2026-11-30")];
    let with = |fields: &[(&'static str, &'static str)]| {
        fields.iter().chain(&days).copied().collect::<Vec<_>>()
    };
    let event = with(&[
        ("kind", "themed-day"),
        ("what", "现场讲解信用修复和异议怎样办理，发放办事手册。"),
        ("place", "泉城广场"),
        ("place_type", "public"),
        ("places", "200"),
    ]);
    let event = make.published("event", "诚信兴商宣传月启动仪式", &event);
    let course = with(&[
        ("kind", "manager"),
        ("what", "信用管理基础、合同管理、信用修复实务。"),
        ("audience", "企业信用管理人员"),
        ("hours", "24"),
        ("place", "线上"),
    ]);
    let course = make.published("course", "信用管理师初级班", &course);
    let place = [("course", course.as_str()), ("learner_name", "孙晓梅"), ("contact_way", "信箱")];
    let place = make.begin(&nobody, "course-place", &place);
    let passed = [("attended_hours", "24"), ("passed", "true")];
    make.go(&place, "credit-officer", "note-passed", &passed);
    make.go(&place, "credit-reviewer", "certify", &[]);
    let certificate = town.platform.cases.certificates_of(&place).unwrap().remove(0);
    let contest = with(&[("kind", "essay"), ("what", "征集发生在身边的诚信故事，不超过两千字。")]);
    let contest = make.published("contest", "我身边的诚信征文", &contest);
    let work = [
        ("contest", contest.as_str()),
        ("adult", "true"),
        ("author_name", "赵青"),
        ("contact_way", "信箱"),
        ("shown_name", "青山"),
        ("heading", "老店的秤"),
        (
            "work",
            "街口的老店开了三十年，秤杆上的星子磨平了又重新刻过。\n老板说，秤准了，人才站得稳。",
        ),
    ];
    let work = make.begin(&nobody, "contest-entry", &work);
    make.go(&work, "credit-officer", "judge", &[("award", "first")]);
    make.go(&work, "credit-reviewer", "publish", &[]);
    typical(town, &make);
    model(town, &make);
    vec![("event", event), ("certificate", certificate)]
}

/// A case that rests on a penalty, without any name.
fn typical(town: &Town, make: &Maker<'_>) {
    town.send(PENALTY, MARKET, &[penalty().with("document_number", "济市监罚〔2026〕61号")]);
    let file = town.platform.gate.page(town.subject(COMPANY)).unwrap().unwrap().into_inner();
    let record = file.records.iter().find(|record| record.item == PENALTY).unwrap();
    let new = NewCase {
        process: "typical-case".to_owned(),
        subject: Some(town.subject(COMPANY)),
        digest: Some(record.digest.clone()),
        input: input(&[("field_of", "价格"), ("heading", "不明码标价受处罚一案")]),
    };
    let number = town.platform.cases.open(&staff("credit-officer"), new).unwrap().number;
    let written = [
        ("case_text", "某商店出售商品没有标明价格，经责令改正后仍未改正，被处罚款。"),
        ("source_document", "2026年行政处罚决定书，济南市市场监督管理局"),
        ("anonymised", "true"),
    ];
    make.go(&number, "credit-officer", "submit", &written);
    make.go(&number, "credit-reviewer", "publish", &[]);
}

/// A model that is shown for objections.
fn model(town: &Town, make: &Maker<'_>) {
    let company = town.subject(COMPANY);
    let actor = Actor::new("subject", "account representative-1");
    let by = By::Holder { actor, person: town.person(super::furnish::PERSON), acting: company };
    let new = NewCase {
        process: "selection".to_owned(),
        subject: Some(company),
        digest: None,
        input: input(&[
            ("kind", "private-enterprise"),
            ("deeds", "连续五年按时履行全部采购合同，从不拖欠中小企业账款。"),
            ("truthful", "true"),
        ]),
    };
    let number = town.platform.cases.open(&by, new).unwrap().number;
    make.go(&number, "credit-officer", "propose", &[("opinion", "没有严重失信记录")]);
}
