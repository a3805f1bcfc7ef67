//! One report in three forms: the page, the text of the PDF and the JSON say the same, line by line and
//! in the same order.

use std::{fs, path::Path, process::Command};

use report::{Ask, Issued, Report, lines, model::Period};
use vocabulary::Date;

use super::{PERSON, ask, own};
use crate::{
    archives::{commitment, inspection, listing},
    desk::{ECOLOGY, PENALTY},
    harness::Town,
    plays::plain,
    rows::{COMPANY, MARKET, licence, penalty},
    story,
};

/// A text without what only sets it: spaces, breaks.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// The text of a PDF as its tags give it, in reading order, without what runs along every page.
pub fn text_of(pdf: &[u8], folder: &Path) -> String {
    let file = folder.join("report.pdf");
    fs::write(&file, pdf).unwrap();
    let told = Command::new("pdfinfo").arg("-struct-text").arg(&file).output();
    let told = told.expect("poppler-utils; `cargo xtask test` installs them");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    quoted(&String::from_utf8(told.stdout).unwrap())
}

/// The words of a page, without its tags.
pub fn words_of(page: &str) -> String {
    let texts = page.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    plain(&texts.collect::<String>()).replace("&#39;", "'")
}

/// What stands between the quotes of a tree of tags: `    P (block)\n      "…"`.
fn quoted(tree: &str) -> String {
    let lines = tree.lines().map(str::trim);
    let inner = |line: &str| line.strip_prefix('"')?.strip_suffix('"').map(str::to_owned);
    lines.filter_map(inner).collect()
}

/// The lines of a report that a text does not hold in their order.
pub fn missing(report: &Report, text: &str) -> Vec<String> {
    let text = squeezed(text);
    let (mut rest, mut missing) = (text.as_str(), Vec::new());
    for line in lines(report) {
        for printed in line.printed() {
            let printed = squeezed(printed);
            match rest.split_once(&printed) {
                Some((_, after)) => rest = after,
                None => missing.push(format!("{} / {printed}", line.section)),
            }
        }
    }
    missing
}

/// Every form of a report holds its lines.
fn agree(town: &Town, issued: &Issued, page: &str) {
    let reports = town.reports();
    let pdf = text_of(&reports.pdf(issued).unwrap(), town.folder());
    let json = reports.json(issued).unwrap();
    let file: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let read: Report = serde_json::from_value(file["report"].clone()).unwrap();
    assert_eq!(lines(&read), lines(&issued.report), "JSON");
    assert_eq!(missing(&issued.report, &pdf), Vec::<String>::new(), "PDF: {pdf}");
    assert_eq!(missing(&issued.report, page), Vec::<String>::new(), "page: {page}");
}

fn company(town: &Town) {
    town.settle();
    town.file("credit-commitment", MARKET, commitment("履行中"));
    town.file("administrative-inspection", MARKET, inspection());
    town.file("serious-market-violation", MARKET, listing());
    for number in 0..30 {
        let row =
            licence().with("document_number", format!("济审许〔2026〕{}号", 700 + number)).with(
                "content",
                "预包装食品（含冷藏冷冻食品）销售；散装食品（不含熟食）销售。".repeat(4),
            );
        town.file(
            "administrative-licence",
            MARKET,
            row.with("licence_number", format!("JY1{number:013}")),
        );
    }
    let row = penalty()
        .with("document_number", "济环罚〔2026〕3号")
        .with("authority_name", "济南市生态环境局")
        .with("authority_code", town.platform.law.agency(ECOLOGY).unwrap().code.clone());
    town.file(PENALTY, ECOLOGY, row);
}

story! {
    fn c_08_page_pdf_and_json_agree_line_by_line_whatever_is_asked_for(town) {
        company(town);
        let (home, door, subject) = (town.company_at_home(), town.door(), town.subject(COMPANY));
        let period = Period { from: Date::constant(2024, 1, 1), until: Date::constant(2026, 11, 20) };
        let asked = [
            ask("organisation"),
            Ask { language: "en".to_owned(), ..ask("organisation") },
            Ask { known_on: Some(Date::constant(2026, 11, 1)), ..ask("organisation") },
            Ask { period: Some(period), ..ask("no-violation") },
        ];
        for ask in asked {
            let issued = town.reports().issue(&own(subject), subject, &ask).unwrap();
            let page = home.get(&door, &format!("/mine/reports/{}", issued.report.number));
            agree(town, &issued, &words_of(&page.text));
        }
    }
}

story! {
    fn c_08_a_report_without_a_record_agrees_too_and_says_none_in_each_section(town) {
        town.file("enterprise-registration", MARKET, crate::rows::registration());
        let (home, door, subject) = (town.company_at_home(), town.door(), town.subject(COMPANY));
        let issued = town.reports().issue(&own(subject), subject, &ask("organisation")).unwrap();
        let page = home.get(&door, &format!("/mine/reports/{}", issued.report.number));
        agree(town, &issued, &words_of(&page.text));
        let empty = issued.report.sections.iter().filter(|one| one.none.as_deref() == Some("无"));
        assert_eq!(empty.count(), issued.report.sections.len() - 1, "all but the registration");
    }
}

story! {
    fn c_08_a_persons_report_agrees_and_so_does_the_occupational_one(town) {
        let person = town.settle_person();
        let (home, door) = (town.person_at_home(), town.door());
        for template in ["person", "occupation"] {
            let issued = town.reports().issue(&own(person), person, &ask(template)).unwrap();
            let page = home.get(&door, &format!("/mine/reports/{}", issued.report.number));
            agree(town, &issued, &words_of(&page.text));
            let told = serde_json::to_string(&issued.report).unwrap();
            assert!(!told.contains(PERSON), "the number of a document is masked on paper");
            assert!(told.contains("王小明") && told.contains("370102********0021"));
        }
    }
}
