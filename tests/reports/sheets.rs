//! Reports on paper: what a bank's counter looks at. Rendered and read back by the programs that
//! people use: poppler draws and reads the pages, zbar decodes the code.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use report::{Ask, Issued, Report, model::Period};
use vocabulary::{Date, SubjectId};

use super::{agree::squeezed, ask, own};
use crate::{
    archives::commitment,
    harness::Town,
    rows::{COMPANY, MARKET, licence, registration},
    story,
};

/// A name such as people have, that old systems print as boxes.
const RARE: &str = "䶮㛃𬱖𠅤𫖯";

/// What a program says of a file.
fn told(program: &str, words: &[&str], file: &Path) -> String {
    let output = Command::new(program).args(words).arg(file).arg("-").output();
    let output = output.expect("poppler-utils; `cargo xtask test` installs them");
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What a telephone reads on a page, photographed so finely.
fn decoded(pdf: &Path, dots: u32) -> String {
    let page = pdf.with_extension("");
    let drawn = Command::new("pdftoppm")
        .args(["-png", "-singlefile", "-f", "1", "-l", "1", "-r", &dots.to_string()])
        .args([pdf, &page])
        .status();
    assert!(drawn.expect("poppler-utils").success());
    let read = Command::new("zbarimg")
        .args(["--quiet", "--raw"])
        .arg(page.with_extension("png"))
        .output()
        .expect("zbar-tools; `cargo xtask test` installs them");
    String::from_utf8(read.stdout).unwrap().trim().to_owned()
}

/// A report of a subject about itself in a file of that name, and its model. The file is kept under
/// `target/tmp`, to be looked at.
fn of(town: &Town, subject: SubjectId, ask: &Ask, name: &str) -> (PathBuf, Issued) {
    let issued = town.reports().issue(&own(subject), subject, ask).unwrap();
    let pdf = town.reports().pdf(&issued).unwrap();
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{name}.pdf")), &pdf)
        .unwrap();
    let file = town.folder().join("report.pdf");
    fs::write(&file, pdf).unwrap();
    (file, issued)
}

/// The report of the company.
fn printed(town: &Town, name: &str) -> (PathBuf, Report) {
    let (file, issued) = of(town, town.subject(COMPANY), &ask("organisation"), name);
    (file, issued.report)
}

/// The words of a PDF that stand over the edge of their page, or under its foot.
fn outside(pdf: &Path) -> Vec<String> {
    let boxes = told("pdftotext", &["-bbox"], pdf);
    let number = |line: &str, key: &str| -> f64 {
        let (_, rest) = line.split_once(&format!("{key}=\"")).unwrap();
        rest.split('"').next().unwrap().parse().unwrap()
    };
    let words = boxes.lines().filter(|line| line.contains("<word "));
    let over = |line: &&str| {
        number(line, "xMin") < 50.0
            || number(line, "xMax") > 545.5
            || number(line, "yMin") < 25.0
            || number(line, "yMax") > 820.0
    };
    words.filter(over).map(str::to_owned).collect()
}

fn many(town: &Town, count: usize) {
    town.file("enterprise-registration", MARKET, registration().with("representative_name", RARE));
    for number in 0..count {
        let row = licence()
            .with("document_number", format!("济审许〔2026〕{}号", 1000 + number))
            .with("licence_number", format!("JY1{number:013}"));
        let item = "administrative-licence";
        town.file(
            item,
            MARKET,
            if number % 7 == 3 { row.with("representative_name", RARE) } else { row },
        );
    }
}

story! {
    fn c_08_the_code_on_the_paper_leads_to_the_page_that_verifies_it(town) {
        town.settle();
        let (file, report) = printed(town, "company");
        // As sharp as a print, and as blurred as a copy seen by a telephone.
        for dots in [300, 150, 90] {
            assert_eq!(decoded(&file, dots), report.verify, "{dots} dots an inch");
        }
        assert!(report.verify.ends_with(&format!("/verify/{}", report.number)));
    }
}

story! {
    fn c_08_three_hundred_records_are_pages_that_a_counter_accepts(town) {
        many(town, 299);
        town.file("credit-commitment", MARKET, commitment("履行中"));
        let (file, report) = printed(town, "300");
        let records: usize = report.sections.iter().map(|section| section.entries.len()).sum();
        assert!(records >= 300, "{records}");
        let text = told("pdftotext", &["-layout"], &file);
        let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
        assert!(pages.len() > 20, "{} pages", pages.len());
        for (at, page) in pages.iter().enumerate() {
            let page = squeezed(page);
            let count = format!("第{}页，共{}页", at + 1, pages.len());
            assert!(page.contains(&count), "{count}: {page}");
            assert!(page.contains(&report.number), "the number stands on page {}", at + 1);
            assert!(page.contains(&squeezed(&report.template.title)), "the title on page {}", at + 1);
        }
        let whole = squeezed(&text);
        assert!(whole.contains(RARE) && !whole.contains("〔U+"), "a name is printed as it is written");
        for number in [1000, 1150, 1298] {
            assert!(whole.contains(&format!("济审许〔2026〕{number}号")), "{number}");
        }
        let fonts = Command::new("pdffonts").arg(&file).output().unwrap();
        let fonts = String::from_utf8(fonts.stdout).unwrap();
        for font in fonts.lines().skip(2) {
            let says: Vec<&str> = font.split_whitespace().rev().skip(2).take(3).collect();
            assert_eq!(says, ["yes", "yes", "yes"], "embedded, a subset, back to Unicode: {font}");
        }
    }
}

story! {
    fn c_08_the_paper_is_tagged_and_the_digest_can_be_compared_by_eye(town) {
        many(town, 12);
        let (file, issued) = of(town, town.subject(COMPANY), &ask("organisation"), "tagged");
        let facts = Command::new("pdfinfo").arg(&file).output().unwrap();
        let facts = String::from_utf8(facts.stdout).unwrap();
        assert!(facts.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")));
        assert!(facts.contains(&issued.report.template.title), "{facts}");
        let tree = Command::new("pdfinfo").arg("-struct-text").arg(&file).output().unwrap();
        assert!(tree.stderr.is_empty(), "{}", String::from_utf8_lossy(&tree.stderr));
        let tree = String::from_utf8(tree.stdout).unwrap();
        for part in ["Document", "H1 (block)", "H2 (block)", "H3 (block)", "L (block)", "LI (block)", "Figure"] {
            assert!(tree.contains(part), "{part} in {tree}");
        }
        let groups: Vec<&str> = (0..8).filter_map(|at| issued.digest.get(at * 8..at * 8 + 8)).collect();
        assert_eq!(groups.len(), 8);
        assert!(tree.contains(&groups.join(" ")), "eight groups of eight: {tree}");
        // What runs along every page, and the mark behind the text, is not read to anybody.
        assert!(!tree.contains("页，共") && !tree.contains(&issued.report.request.mark));
    }
}

story! {
    fn c_08_nothing_stands_over_the_edge_of_a_page_whatever_the_report(town) {
        town.file("enterprise-registration", MARKET, registration());
        let (company, person) = (town.subject(COMPANY), town.settle_person());
        let period = Period { from: Date::constant(2024, 1, 1), until: Date::constant(2026, 11, 20) };
        let english = |ask: Ask| Ask { language: "en".to_owned(), ..ask };
        let special = Ask { period: Some(period), ..ask("no-violation") };
        let unlike = |number: usize| "A".repeat(20 + number * 40);
        let papers = [
            (company, ask("organisation"), "empty"),
            (company, english(ask("organisation")), "empty-en"),
            (company, special.clone(), "special"),
            (company, english(special), "special-en"),
            (person, ask("person"), "person"),
        ];
        for (subject, ask, name) in papers {
            let (file, _) = of(town, subject, &ask, name);
            assert_eq!(outside(&file), Vec::<String>::new(), "{name}");
        }
        for number in 0..4 {
            let row = licence()
                .with("document_number", format!("济审许〔2026〕{number}号"))
                .with("content", format!("{}{}", unlike(number), "许可内容，".repeat(number * 200)));
            town.file("administrative-licence", MARKET, row);
        }
        let (file, _) = printed(town, "long");
        assert_eq!(outside(&file), Vec::<String>::new());
    }
}
