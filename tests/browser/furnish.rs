//! A town in which something has happened: an article, cases, a declaration, a consent,
//! a look, a batch with faults; so that every page of the list has something to show.

use std::collections::BTreeMap;

use check::Question;
use content::{Language, NewArticle, Text, Verdict};
use disclosure::{AsOf, NewConsent, Viewer};
use intake::{NewDeclaration, NewEntry, NewEvidence, NewRegister};
use policy::model::matter::Purpose;
use report::{Ask, Asker};
use vocabulary::{Actor, SubjectId};
use workflow::{By, CopyLine, CopyState, Input, NewCase, StaffBy};

use crate::{
    desk::PENALTY,
    desks::FINANCE,
    harness::Town,
    rows::{COMPANY, COMPANY_NAME, MARKET, licence, penalty},
};

/// A person of the town, by the number of the identity card.
pub(super) const PERSON: &str = "370102198506150021";

/// What is called so in every town.
const KNOWN: [(&str, &str); 5] = [
    ("board", "publicity"),
    ("move", "go-on-without"),
    ("letter", "1"),
    ("process", "designation"),
    ("bulletin", "quality"),
];

/// What was made: names for the addresses of pages, and what they stand for.
pub struct Furnished(pub Vec<(&'static str, String)>);

/// Two penalties that were published are taken back; the reason of one would tell what it said.
fn taken_back(town: &Town) {
    for (number, reason, code) in [
        ("济市监罚〔2026〕91号", "复议机关认为程序不当，决定撤销", "revoked"),
        ("济市监罚〔2026〕92号", "济市监罚〔2026〕92号被确认违法", "unlawful"),
    ] {
        let row = penalty().with("document_number", number);
        town.file(PENALTY, MARKET, row.clone());
        let withdrawal = intake::Withdrawal {
            agency: MARKET.to_owned(),
            item: PENALTY.to_owned(),
            by: "story".to_owned(),
            reason: reason.to_owned(),
            reason_code: code.to_owned(),
        };
        let rows = crate::rows::csv(&[row]);
        town.platform.intake.withdraw_file(&withdrawal, rows.as_bytes()).unwrap();
    }
}

/// Lets things happen in a settled town.
pub fn furnish(town: &Town) -> Furnished {
    let broken = penalty().with("document_number", "济市监罚〔2026〕13号").with("fine", "很多");
    let batch = town.send(PENALTY, MARKET, &[penalty(), broken]).batch;
    let article = write(town, "信用承诺怎样办理");
    let contents = &town.platform.contents;
    contents.submit(&editor(), article).unwrap();
    let verdict = Verdict::Publish { from: None, until: None };
    contents.review(&reviewer(), article, verdict).unwrap();
    let draft = write(town, "怎样申请信用修复");
    contents.submit(&editor(), draft).unwrap();
    let superseded = own_report(town, (COMPANY_NAME, town.subject(COMPANY)), "organisation");
    let case = cases(town);
    let declaration = declare(town);
    let person = town.person(PERSON);
    let new = NewConsent {
        kind: "agency-service".to_owned(),
        to: "jinan-approval-service".to_owned(),
        ..NewConsent::default()
    };
    let holder = Actor::new("subject", "account 31");
    let consent = town.platform.gate.grant(&holder, person, &new).unwrap().number;
    town.platform.gate.file(&town.clerk(4), person, AsOf::default()).unwrap();
    let own = Viewer::Subject { subject: person };
    let page = disclosure::PageRequest::default();
    let looks = town.platform.gate.lookups(&own, person, &page).unwrap().into_inner().entries;
    let alert = alarm(town);
    supervise(town);
    let question = Question {
        actor: Actor::new(FINANCE, "story"),
        organisation: FINANCE.to_owned(),
        ..town.question("government-procurement", COMPANY)
    };
    let check = town.platform.checker.check(&question).unwrap().number;
    let fetched = fetch(town);
    let report = own_report(town, ("王小明", person), "person");
    let account = town.staff("jinan-ecology", "department-clerk").staff.account;
    let mut made = super::own::cases(town);
    // What comes before has disputed and repaired what stood in the first.
    let company = own_report(town, (COMPANY_NAME, town.subject(COMPANY)), "organisation");
    let special = own_report(town, (COMPANY_NAME, town.subject(COMPANY)), "no-violation");
    let (listed, gap) = gap(town);
    let (held, line) = super::meant::meant(town);
    made.extend(super::shelves::announced(town));
    made.extend(KNOWN.map(|(name, value)| (name, value.to_owned())));
    made.extend([
        ("report", report),
        ("company-report", company),
        ("special-report", special),
        ("old-report", superseded),
        ("alert", alert),
        ("check", check),
        ("fetched", fetched),
        ("account", account),
        ("article", article.to_string()),
        ("draft", draft.to_string()),
        ("case", case),
        ("declaration", declaration),
        ("consent", consent),
        ("look", looks[0].position.to_string()),
        ("batch", batch),
        ("entry", entry(town)),
        ("held", held),
        ("held-line", line),
        ("kind", PENALTY.to_owned()),
        ("listed", listed),
        ("gap", gap),
    ]);
    Furnished(made)
}

/// A subject has a report of its own: its number.
fn own_report(town: &Town, (name, subject): (&str, SubjectId), template: &str) -> String {
    let name = name.to_owned();
    let who = Asker::Own { subject, name, purpose: "申请贷款".to_owned() };
    let template = template.to_owned();
    let ask = Ask { template, language: "zh".to_owned(), ..Ask::default() };
    town.platform.reports.issue(&who, subject, &ask).unwrap().report.number
}

/// The finance department has a report of the company: its number.
fn fetch(town: &Town) -> String {
    let who = Asker::Agency {
        actor: Actor::new(FINANCE, "account story"),
        organisation: FINANCE.to_owned(),
        purpose: Purpose::Procurement,
        matter_number: "济采〔2026〕88".to_owned(),
    };
    let ask =
        Ask { template: "organisation".to_owned(), language: "zh".to_owned(), ..Ask::default() };
    town.platform.reports.issue(&who, town.subject(COMPANY), &ask).unwrap().report.number
}

/// Somebody looks at more files in an hour than anybody needs.
fn alarm(town: &Town) -> String {
    let subject = town.subject(COMPANY);
    for _ in 0..=town.platform.law.security().alert.bulk_an_hour {
        town.platform.gate.file(&town.clerk(5), subject, AsOf::default()).unwrap();
    }
    town.alerted()[0].number.clone()
}

/// A look is refused, a partner shows what is gone, the patrol goes round; a court pushes two cases, of
/// which one is late.
fn supervise(town: &Town) {
    taken_back(town);
    let mut nosy = town.clerk(6);
    if let Viewer::Department { matter_number, .. } = &mut nosy {
        matter_number.clear();
    }
    town.platform.gate.file(&nosy, town.subject(COMPANY), AsOf::default()).unwrap_err();
    let (subject, digest) = (town.subject(COMPANY), "0".repeat(32));
    let line = CopyLine { subject, digest, state: CopyState::Shown, position: None };
    town.platform.patrol.compare("省信用平台", &[line]).unwrap();
    town.platform.walk().unwrap();
    for (unit, due_on) in [("jinan-housing", "2026-11-19"), ("jinan-finance", "2026-12-18")] {
        let court = By::Staff(StaffBy {
            actor: Actor::new("jinan-court", "account court"),
            agency: "jinan-court".to_owned(),
            role: "court-officer".to_owned(),
        });
        let fields = [
            ("unit", unit),
            ("kind", "government"),
            ("case_number", "（2026）鲁01执88号"),
            ("what", "支付工程款"),
            ("due_on", due_on),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let input = Input { fields, papers: Vec::new() };
        let process = "court-case".to_owned();
        town.platform.cases.open(&court, NewCase { process, input, ..NewCase::default() }).unwrap();
    }
}

/// A licence that a colleague entered and that waits for its review.
fn entry(town: &Town) -> String {
    let row = licence().with("document_number", "济审许〔2026〕9021号");
    let fields = row.0.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let new = NewEntry {
        agency: MARKET.to_owned(),
        item: "administrative-licence".to_owned(),
        fields,
        ..NewEntry::default()
    };
    let clerk = Actor::new(MARKET, "account 7731");
    town.platform.intake.enter(&clerk, &new).unwrap().number
}

/// A register with a decision that was never sent: its subject and its digest.
fn gap(town: &Town) -> (String, String) {
    let list = format!(
        "行政处罚决定书文号,处罚决定日期,行政相对人代码_1(统一社会信用代码)\n\
         济市监罚〔2026〕11号,2026-11-16,{COMPANY}\n济市监罚〔2026〕77号,2026-11-03,{COMPANY}\n"
    );
    let day = |day| vocabulary::Date::constant(2026, 11, day);
    let new = NewRegister {
        agency: MARKET.to_owned(),
        item: PENALTY.to_owned(),
        from: day(1),
        until: day(30),
    };
    let clerk = Actor::new(MARKET, "account 7731");
    town.platform.intake.list_register(&clerk, &new, list.as_bytes()).unwrap();
    let gaps = town.platform.intake.gaps(MARKET, "2026-11").unwrap();
    (gaps[0].subject.to_hex(), gaps[0].digest.clone())
}

fn editor() -> Actor {
    Actor::new("jinan-credit-centre", "account editor")
}

fn reviewer() -> Actor {
    Actor::new("jinan-credit-centre", "account reviewer")
}

fn write(town: &Town, title: &str) -> u64 {
    let text = Text {
        title: title.to_owned(),
        summary: "怎样办理，多久答复。".to_owned(),
        body: "# 谁可以办\n\n本人，或法定代表人。\n\n- 不收费\n- 三个工作日内答复\n".to_owned(),
        source: "济南市公共信用信息中心".to_owned(),
        evidence: "济信〔2026〕5号".to_owned(),
    };
    let (site, column) = ("jinan".to_owned(), "news".to_owned());
    let new = NewArticle { site, column, language: Language::Zh, text };
    town.platform.contents.write(&editor(), new).unwrap()
}

/// Two objections: one waits, about the other the department is asked. The number of the latter.
fn cases(town: &Town) -> String {
    for statement in
        ["公示的名称少了两个字。", "决定日期写成了送达日期。", "这条处罚已经被法院撤销。"]
    {
        town.objected(statement);
    }
    let number = town.objected("罚款金额写错了，应为 0.2 万元。\n决定书第二页写明，已附扫描件。");
    let cases = &town.platform.cases;
    let officer = By::Staff(StaffBy {
        actor: Actor::new("jinan-credit-centre", "account officer"),
        agency: "jinan-credit-centre".to_owned(),
        role: "credit-officer".to_owned(),
    });
    cases.act(&officer, &number, "accept", Input::default()).unwrap();
    cases.note(&officer, &number, "已电话联系处罚机关，对方称原始文书在档案室。").unwrap();
    let question = [("question".to_owned(), "请核对罚款金额。".to_owned())];
    let input = Input { fields: question.into(), papers: Vec::new() };
    cases.act(&officer, &number, "ask-provider", input).unwrap();
    number
}

fn declare(town: &Town) -> String {
    let fields = [
        ("honour_name", "诚信经营示范商户"),
        ("granted_by", "历下区商业联合会"),
        ("granted_on", "2026-01-15"),
        ("level", "行业"),
    ];
    let fields: BTreeMap<_, _> =
        fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let evidence = NewEvidence { name: "证书.pdf".to_owned(), content: b"%PDF-1.7\n".to_vec() };
    let new = NewDeclaration {
        subject: town.subject(COMPANY),
        code: COMPANY.to_owned(),
        name: COMPANY_NAME.to_owned(),
        item: "declared-honour".to_owned(),
        fields,
        evidence: vec![evidence],
        promised: true,
        reviewed: true,
    };
    let representative = Actor::new("subject", "account representative-1");
    town.platform.declarations().declare(&representative, new).unwrap().number
}
