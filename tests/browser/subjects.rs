//! Who is meant, in Chromium: the review queue, a merge and its undoing, a list of names matched.

use vocabulary::FactKind;

use super::desk::{signed_in, town, wait};
use crate::{
    desk::PENALTY,
    desks::subjects::{OTHER, OTHER_NAME, SLIPPED, two, waiting},
    rows::{COMPANY, COMPANY_NAME, MARKET, penalty},
};

const CENTRE: &str = "jinan-credit-centre";

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
    assert!(browser.text("main").contains("罚款3万元") || browser.text("main").contains("未按规定明码标价"), "{}", browser.text("main"));
    let settled = served.town.facts(FactKind::RowSettled);
    assert!(settled[0].draft.actor.by.contains(&inside.staff.account), "{:?}", settled[0].draft.actor);
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
    assert_eq!(browser.address(), served.at(&format!("/subjects/{OTHER}")), "the old address leads to the whole");
    assert!(browser.text("main").contains(OTHER_NAME), "{}", browser.text("main"));

    browser.go(&served.at("/desk/subjects/merges"));
    browser.click("main table summary");
    browser.fill("main table input[name=reason]", "合并有误");
    browser.fill("main table input[name=evidence]", "登记机关复函");
    browser.follow("main table button.bad");
    assert!(browser.text("main").contains("已拆分"), "{}", browser.text("main"));
    browser.go(&served.at(&format!("/subjects/{COMPANY}")));
    assert_eq!(browser.address(), served.at(&format!("/subjects/{COMPANY}")), "it stands for itself again");
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
    browser.resize(390);
    browser.go(&browser.address());
    assert_eq!(browser.ask("document.documentElement.scrollWidth <= innerWidth"), true, "no sideways scrolling");
}
