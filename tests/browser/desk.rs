//! The desk in Chromium, as staff work at it: by forms alone, in Chinese.

use disclosure::{PageRequest, Viewer};
use vocabulary::FactKind;

use super::{Served, driver::Browser};
use crate::{
    checks::ban,
    desk::{PENALTY, POLICE, REGISTRATION, person_penalty},
    harness::Town,
    rows::{COMPANY, COMPANY_NAME, MARKET, csv, penalty, registration},
    staff::{Inside, PASSWORD},
};

const FINANCE: &str = "jinan-finance";
/// The invented person of the rows.
const PERSON: &str = "370102198506150021";

/// A served town, and a browser in which somebody of staff has signed in with password and code.
pub(super) fn signed_in(town: Town, agency: &str, role: &str) -> (Served, Browser, Inside) {
    let inside = town.staff(agency, role);
    let served = Served::open(town, Vec::new(), None);
    let browser = Browser::open(1280, false);
    browser.go(&served.at("/desk"));
    assert!(browser.address().contains("/sign-in"), "{}", browser.address());
    browser.fill("#login", &inside.staff.login);
    browser.fill("#password", PASSWORD);
    browser.follow("main form button");
    served.town.clock.set(later(&served.town));
    let code = account::code_at(&inside.totp, vocabulary::Clock::now(&*served.town.clock));
    browser.fill("#code", &code.unwrap());
    browser.follow("main form button");
    assert_eq!(browser.address(), served.at("/desk"), "{}", browser.text("main"));
    (served, browser, inside)
}

/// A minute later: no code is taken twice.
fn later(town: &Town) -> jiff::Timestamp {
    vocabulary::Clock::now(&*town.clock) + jiff::SignedDuration::from_mins(1)
}

pub(super) fn town() -> Town {
    Town::on(store::Engine::Sqlite)
}

/// Follows a page of progress to what comes of it.
pub(super) fn wait(browser: &Browser, part: &str) {
    let begun = std::time::Instant::now();
    while !browser.address().contains(part) {
        assert!(begun.elapsed().as_secs() < 30, "{}", browser.text("main"));
    }
}

#[test]
fn c_03_c_04_a_clerk_uploads_a_faulty_file_mends_two_rows_and_all_are_taken() {
    let (served, browser, _) = signed_in(town(), MARKET, "department-clerk");
    let rows = [
        penalty(),
        penalty().with("document_number", "济市监罚〔2026〕21号").with("decided_on", "昨天"),
        penalty().with("document_number", "济市监罚〔2026〕22号").with("penalty_kind", "口头教育"),
    ];
    let file = served.town.folder().join("处罚.csv");
    std::fs::write(&file, csv(&rows)).unwrap();

    browser.go(&served.at("/desk/batches"));
    browser.choose("#item", PENALTY);
    browser.fill("#file", file.to_str().unwrap());
    browser.click("#reviewed");
    browser.follow("main form button");
    wait(&browser, "/desk/batches/");
    let receipt = browser.text("main");
    assert!(receipt.contains("2 行没有收下，请改正"), "{receipt}");

    browser.follow("main a.main");
    let page = browser.text("main");
    for word in ["第 3 行", "第 4 行", "处罚决定日期", "处罚类别"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    let field = |line: u64, name: &str| {
        let column = csv(&rows).lines().next().unwrap().split(',').position(|one| one == name);
        format!("[name=c-{line}-{}]", column.unwrap())
    };
    browser.fill(&field(3, "decided_on"), "2026-11-17");
    browser.fill(&field(4, "penalty_kind"), "罚款");
    browser.follow("main form button");
    let receipt = browser.text("main");
    assert!(receipt.contains("改正的行已重新报送"), "{receipt}");
    assert!(receipt.contains("全部收下"), "{receipt}");
    assert_eq!(served.town.facts(FactKind::RecordFiled).len(), 3);
    // Nothing waits any more.
    browser.go(&served.at("/desk"));
    assert!(!browser.text("main").contains("行没有收下"), "{}", browser.text("main"));
}

#[test]
fn c_09_a_c_09_c_an_approval_officer_checks_reads_the_verdict_prints_and_records_the_outcome() {
    let town = town();
    town.file(REGISTRATION, MARKET, registration());
    town.file(PENALTY, MARKET, penalty());
    town.file("government-procurement-violation", FINANCE, ban());
    let (served, browser, _) = signed_in(town, FINANCE, "approval-officer");

    browser.go(&served.at("/desk/checks"));
    browser.choose("#matter", "government-procurement");
    browser.fill("#matter_number", "济采〔2026〕88");
    browser.fill("#number", COMPANY);
    browser.follow("main form button");
    let verdict = browser.text(".verdict");
    for word in ["依法不得办理", "2028-02-08", "政府采购法", "济财采罚〔2026〕9号", "下一步"]
    {
        assert!(verdict.contains(word), "{word}: {verdict}");
    }
    let page = browser.text("main");
    assert!(page.find("激励").unwrap() < page.find("依法不得办理").unwrap(), "{page}");
    assert!(page.contains(COMPANY_NAME));

    let sheet = browser.print();
    assert!(sheet.starts_with(b"%PDF-") && sheet.len() > 5_000, "{} bytes", sheet.len());

    browser.follow(".verdict a.main");
    browser.click("input[value=refused]");
    browser.follow("main form.form button");
    let wrong = browser.text("main");
    assert!(wrong.contains("请写明理由"), "{wrong}");
    browser.fill("#reason", "在禁止参加政府采购期限内");
    browser.follow("main form.form button");
    let done = browser.text("main");
    assert!(done.contains("处理结果已记录") && done.contains("不予办理"), "{done}");
    assert_eq!(served.town.facts(FactKind::CheckDecided).len(), 1);
}

#[test]
fn c_34_b_a_department_officer_looks_up_a_person_with_a_purpose_and_the_person_sees_it() {
    let town = town();
    town.file("administrative-penalty-person", POLICE, person_penalty());
    let (served, browser, _) = signed_in(town, POLICE, "department-officer");
    let looks = || {
        let subject = served.town.person(PERSON);
        let (viewer, page) = (Viewer::Subject { subject }, PageRequest::default());
        served.town.platform.gate.lookups(&viewer, subject, &page).unwrap().into_inner().entries
    };

    // Without a purpose it is refused, and the person sees that too (C-34.a).
    browser.go(&served.at("/desk/lookups"));
    browser.fill("#matter_number", "济公裁〔2026〕5");
    browser.fill("#number", PERSON);
    browser.follow("main form button");
    let refused = browser.text("main");
    assert!(refused.contains("没有选择查询用途") && refused.contains("请选择用途"), "{refused}");
    assert!(!refused.contains("扰乱公共场所秩序"), "{refused}");
    assert_eq!((looks().len(), looks()[0].kind.as_str()), (1, "refused"));

    browser.choose("#purpose", "penalty");
    browser.follow("main form button");
    let file = browser.text("main");
    let look = looks().remove(0);
    assert_eq!((look.kind.as_str(), look.purpose.as_deref()), ("file", Some("penalty")));
    assert!(file.contains(&format!("本次查阅已登记为第 {} 号", look.position)), "{file}");
    assert!(file.contains("扰乱公共场所秩序"), "{file}");
    let source = browser.source();
    assert!(!source.contains(PERSON) && !source.contains("王小明"), "what is masked stays so");
    assert!(!browser.address().contains(PERSON), "no address says whose");
}

#[test]
fn h_09_an_objection_is_taken_up_and_the_record_says_so_everywhere() {
    let town = town();
    town.settle();
    let digest = town.own_record(PENALTY).digest;
    let number = town.objected("处罚对象不是这家公司。");
    let (served, browser, _) = signed_in(town, "jinan-credit-centre", "credit-officer");
    // The queue says what is due, and by which clock.
    let queue = browser.text("main");
    assert!(queue.contains("异议") && queue.contains("个工作日"), "{queue}");
    browser.follow(&format!("a[href$=\"/desk/cases/{number}\"]"));
    let case = browser.text("main");
    assert!(case.contains("处罚对象不是这家公司") && case.contains("2026-11-25"), "{case}");
    assert!(case.contains(COMPANY_NAME) && case.contains("未按规定明码标价"), "{case}");
    assert!(!browser.source().contains("zhao@example.cn"), "the contact is read on purpose only");
    browser.follow(&format!("a[href$=\"{number}/moves/accept\"]"));
    assert!(browser.text("main").contains("办理后的状态：核查中"), "{}", browser.text("main"));
    browser.follow("main form.form button");
    let case = browser.text("main");
    assert!(case.contains("已办理") && case.contains("核查中"), "{case}");
    // Another unit must help: the term becomes seven working days.
    browser.follow(&format!("a[href$=\"{number}/moves/ask-provider\"]"));
    browser.fill("textarea", "请核对处罚对象的名称和代码。");
    browser.follow("main form.form button");
    let case = browser.text("main");
    assert!(case.contains("7 个工作日") && case.contains("请核对处罚对象"), "{case}");
    browser.go(&served.at(&format!("/subjects/{COMPANY}/records/{digest}")));
    assert!(browser.text("main").contains("异议"), "{}", browser.text("main"));
}
