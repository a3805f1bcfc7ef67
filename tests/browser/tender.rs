//! Reports for a tender and for whoever stands at the window, in Chromium: by forms alone.

use super::desk::{signed_in, town, wait};
use crate::{
    desk::{REGISTRATION, code, registrations_csv, submission},
    rows::{COMPANY, COMPANY_NAME, MARKET},
};

#[test]
fn s_134_an_officer_pastes_the_list_of_a_tender_sees_it_done_and_opens_a_report() {
    let town = town();
    town.settle();
    let sent = town.submit(&submission(REGISTRATION, MARKET), &registrations_csv(30)).unwrap();
    assert_eq!(sent.accepted, 30);
    let (served, browser, _) = signed_in(town, "jinan-finance", "department-officer");
    browser.go(&served.at("/desk/reports/batches"));
    browser.choose("#purpose", "procurement");
    browser.fill("#matter_number", "济采〔2026〕90");
    let list = served.town.folder().join("投标人.csv");
    let bidders: Vec<String> = (0..30).map(code).chain([COMPANY.to_owned()]).collect();
    std::fs::write(&list, format!("代码\n{}\n不是代码1\n", bidders.join("\n"))).unwrap();
    browser.fill("#file", list.to_str().unwrap());
    browser.follow("main form button");
    wait(&browser, "/desk/reports/batches/");
    let page = browser.text("main");
    for word in ["济采〔2026〕90", COMPANY_NAME, "不是有效的", "下载全部（ZIP）"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    // The report of the company, and the way to where anyone verifies it.
    browser.follow("main table tr:nth-child(31) td:last-child a");
    assert!(browser.text("main").contains(COMPANY_NAME), "{}", browser.text("main"));
    browser.follow("main .acts a[href*='/verify/']");
    assert!(browser.text("main").contains(COMPANY_NAME), "{}", browser.text("main"));
}

#[test]
fn c_08_a_a_clerk_at_the_window_sees_the_licence_and_prints_the_report() {
    let town = town();
    town.settle();
    let (served, browser, _) = signed_in(town, "jinan-credit-centre", "window-clerk");
    browser.go(&served.at("/desk/reports"));
    browser.choose("#presented", "营业执照");
    browser.fill("#number", COMPANY);
    browser.fill("#matter_number", "窗2026-15");
    browser.follow("main form button");
    let page = browser.text("main");
    assert!(page.contains("证件") && browser.address().ends_with("/desk/reports"), "{page}");
    browser.click("#seen");
    browser.follow("main form button");
    let page = browser.text("main");
    assert!(page.contains(COMPANY_NAME) && page.contains("打印用 PDF"), "{page}");
    let sheet = browser.print();
    assert!(sheet.starts_with(b"%PDF-") && sheet.len() > 5_000, "{} bytes", sheet.len());
}
