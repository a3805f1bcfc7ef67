//! Who is meant, in Chromium: the review queue, a merge and its undoing, a list of names matched.

use vocabulary::FactKind;

use super::{
    Served,
    axe::{FAULTS, axe, named},
    desk::{signed_in, town, wait},
    driver::Browser,
};
use crate::{
    desk::{PENALTY, REGISTRATION},
    desks::subjects::{OTHER, OTHER_NAME, SLIPPED, two, waiting},
    rows::{COMPANY, COMPANY_NAME, MARKET, penalty, registration},
};

const CENTRE: &str = "jinan-credit-centre";
/// A branch of the company: invented, the code passes its check.
const BRANCH: &str = "91370100MA3C00038A";

/// A town with the two companies and a browser with scripts in which somebody of staff is signed in, for
/// axe-core to look.
fn looked_at(agency: &str, role: &str) -> (Served, Browser) {
    let town = town();
    two(&town);
    let branch = registration().with("subject_code", BRANCH).with("parent_code", COMPANY);
    town.file(REGISTRATION, MARKET, branch.with("subject_name", "济南明泉商贸有限公司历下分公司"));
    let inside = town.staff(agency, role);
    let served = Served::open(town, Vec::new(), None);
    let browser = Browser::open(1280, true);
    browser.bring(&axe());
    browser.go(&served.at("/"));
    browser.keep_cookie(&served.address, "probity", &inside.secret);
    (served, browser)
}

/// A page that answers a form is right at both widths; on request there is a picture.
fn looks_right(browser: &Browser, name: &str) {
    for width in [1280, 390] {
        browser.resize(width);
        assert_eq!(browser.ask(FAULTS), "", "{name} at {width}");
        assert_eq!(
            browser.ask("document.documentElement.scrollWidth <= innerWidth"),
            true,
            "{name} at {width}"
        );
        if let Some(folder) = named("PROBITY_TEST_PICTURES") {
            let path = std::path::PathBuf::from(folder).join(format!("{name}-{width}.png"));
            std::fs::write(path, browser.picture()).unwrap();
        }
    }
    browser.resize(1280);
}

#[test]
fn c_02_d_a_keeper_compares_a_held_row_with_whom_it_may_mean_and_releases_it() {
    let town = town();
    two(&town);
    waiting(&town);
    let (served, browser, inside) = signed_in(town, CENTRE, "registry-keeper");
    browser.go(&served.at("/desk/held"));
    assert!(browser.text("main").contains(COMPANY_NAME), "{}", browser.text("main"));
    browser.follow("main table a.btn");
    let page = browser.text("main");
    for word in [SLIPPED, COMPANY_NAME, COMPANY, "读音相同", "张三明"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    // Without a choice nothing is released.
    browser.fill("#reason", "与决定书所附执照一致");
    browser.follow("button[value=release]");
    assert!(browser.text("main").contains("请先选择"), "{}", browser.text("main"));
    browser.click("#meant-1");
    browser.fill("#reason", "与决定书所附执照一致");
    browser.follow("button[value=release]");
    assert!(browser.text("main").contains("已放行"), "{}", browser.text("main"));
    assert!(browser.text("main").contains("没有暂存的行"), "{}", browser.text("main"));

    browser.go(&served.at(&format!("/subjects/{COMPANY}")));
    assert!(
        browser.text("main").contains("罚款3万元")
            || browser.text("main").contains("未按规定明码标价"),
        "{}",
        browser.text("main")
    );
    let settled = served.town.facts(FactKind::RowSettled);
    assert!(
        settled[0].draft.actor.by.contains(&inside.staff.account),
        "{:?}",
        settled[0].draft.actor
    );
}

#[test]
fn c_02_b_two_subjects_are_merged_and_parted_and_their_addresses_stay() {
    let town = town();
    two(&town);
    town.file(PENALTY, MARKET, penalty());
    let (served, browser, _) = signed_in(town, CENTRE, "registry-keeper");
    browser.go(&served.at("/desk/subjects/merges"));
    browser.fill("#member", COMPANY);
    browser.fill("#into", OTHER);
    browser.follow("main form[method=get] button");
    assert!(browser.text("main").contains("不是同一主体"), "{}", browser.text("main"));
    browser.fill("#reason", "换发统一社会信用代码");
    browser.fill("#evidence", "鲁登变〔2026〕12号");
    browser.follow("main form[method=post] button.main");
    assert!(browser.text("main").contains("已合并"), "{}", browser.text("main"));

    browser.go(&served.at(&format!("/subjects/{COMPANY}")));
    assert_eq!(
        browser.address(),
        served.at(&format!("/subjects/{OTHER}")),
        "the old address leads to the whole"
    );
    assert!(browser.text("main").contains(OTHER_NAME), "{}", browser.text("main"));

    browser.go(&served.at("/desk/subjects/merges"));
    browser.click("main table summary");
    browser.fill("main table input[name=reason]", "合并有误");
    browser.fill("main table input[name=evidence]", "登记机关复函");
    browser.follow("main table button.bad");
    assert!(browser.text("main").contains("已拆分"), "{}", browser.text("main"));
    browser.go(&served.at(&format!("/subjects/{COMPANY}")));
    assert_eq!(
        browser.address(),
        served.at(&format!("/subjects/{COMPANY}")),
        "it stands for itself again"
    );
    assert!(browser.text("main").contains(COMPANY_NAME), "{}", browser.text("main"));
}

#[test]
fn c_02_a_clerk_pastes_names_and_takes_home_codes_with_reasons() {
    let town = town();
    two(&town);
    let (served, browser, _) = signed_in(town, MARKET, "department-clerk");
    browser.go(&served.at("/desk"));
    browser.follow("nav.side a[href='/desk/subjects/match']");
    browser.fill("#names", &format!("{COMPANY_NAME}\n{SLIPPED}\n青岛无此名称有限公司"));
    browser.follow("main form button");
    wait(&browser, "/desk/subjects/match/");
    let page = browser.text("main");
    for word in [COMPANY, "确定", "需要核对", "没有找到", "读音相同"] {
        assert!(page.contains(word), "{word}: {page}");
    }
}

#[test]
fn c_02_what_came_of_a_list_is_readable_for_everybody() {
    let (served, browser) = looked_at(MARKET, "department-clerk");
    browser.go(&served.at("/desk/subjects/match"));
    browser.fill("#names", &format!("{COMPANY_NAME}\n{SLIPPED}\n青岛无此名称有限公司"));
    browser.follow("main form button");
    wait(&browser, "/desk/subjects/match/");
    looks_right(&browser, "desk-subjects-matched");
}

#[test]
fn c_34_b_an_officer_sees_who_is_tied_to_a_company_drawn_and_in_a_table() {
    let (served, browser) = looked_at(MARKET, "department-officer");
    browser.go(&served.at("/desk/associations"));
    browser.choose("#purpose", "supervision");
    browser.fill("#matter_number", "监2026-7");
    browser.fill("#number", COMPANY);
    browser.click("#depth-2");
    browser.follow("main form button");
    let page = browser.text("main");
    for word in ["本次查阅已登记为第", "历下分公司", "法定代表人", "隶属"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    assert!(browser.ask("document.querySelectorAll('svg.net rect').length").as_u64().unwrap() > 2);
    looks_right(&browser, "desk-associations-shown");
}
