//! Registers and gaps, timeliness, bulletins: figures that equal a recount, on page, paper and workbook alike
//! (H-20, H-21, S-103).

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use axum::http::StatusCode;
use intake::TimelinessLine;
use serde_json::Value;
use vocabulary::{Date, FactKind, clock::date_in_china};

use crate::{
    desk::{ECOLOGY, PENALTY, code},
    harness::Town,
    papers::reading::whole,
    rows::{COMPANY, MARKET, licence, penalty},
    sight::Door,
    story,
};

const LICENCE: &str = "administrative-licence";
const CENTRE: &str = "jinan-credit-centre";

/// The texts of a workbook, and how many charts it draws.
fn workbook(bytes: &[u8]) -> (String, usize) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let charts = names.iter().filter(|name| name.starts_with("xl/charts/chart")).count();
    let mut text = String::new();
    archive.by_name("xl/sharedStrings.xml").unwrap().read_to_string(&mut text).unwrap();
    for name in names.iter().filter(|name| name.starts_with("xl/worksheets/sheet")) {
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    }
    (text, charts)
}

fn fetched(door: &Door, path: &str, session: &str) -> Vec<u8> {
    let (status, bytes) = door.fetch(path, session);
    assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&bytes));
    bytes
}

/// Sends a licence or a penalty of a day, with a number of its own.
fn send(town: &Town, item: &str, agency: &str, (number, decided): (u32, &str)) {
    let row = match item {
        PENALTY => penalty(),
        _ => licence().with("licence_number", format!("JY13701020{number:05}")),
    };
    let owner = town.platform.law.agency(agency).unwrap();
    let row = row
        .with("subject_code", code(number))
        .with("document_number", format!("济决〔2026〕{number}号"))
        .with("decided_on", decided)
        .with("authority_code", &*owner.code)
        .with("authority_name", &*owner.title.zh)
        .with("source_code", &*owner.code)
        .with("source_name", &*owner.title.zh);
    let receipt = town.send(item, agency, &[row]);
    assert_eq!(receipt.accepted, 1, "{item} {number}: {}", town.faults(&receipt.batch));
}

/// A season of licences and penalties, some in time, some late, some faulty.
fn season(town: &Town) {
    let day = |month, day| Date::constant(2026, month, day);
    let mut number = 100;
    for (on, decided, item, agency) in [
        (day(9, 7), "2026-09-01", LICENCE, MARKET),
        (day(9, 28), "2026-09-01", LICENCE, MARKET),
        (day(10, 9), "2026-10-08", PENALTY, MARKET),
        (day(10, 9), "2026-10-08", PENALTY, ECOLOGY),
        (day(10, 30), "2026-10-09", PENALTY, ECOLOGY),
        (day(10, 30), "2026-10-12", LICENCE, MARKET),
        (day(11, 3), "2026-11-02", LICENCE, MARKET),
        (day(11, 16), "2026-11-02", PENALTY, MARKET),
        (day(11, 17), "2026-11-13", PENALTY, ECOLOGY),
    ] {
        town.move_to(on);
        number += 1;
        send(town, item, agency, (number, decided));
    }
    let faulty = penalty().with("document_number", "济监〔2026〕坏号").with("fine", "很多");
    town.send(PENALTY, MARKET, &[faulty]);
    town.platform.gate.count(disclosure::Channel::Portal, "public", "query", 42).unwrap();
    town.move_to(Date::constant(2026, 12, 2));
}

/// In time and late of a period, counted again from the facts by agency and item.
fn recount(town: &Town, (from, until): (Date, Date)) -> BTreeMap<(String, String), (u64, u64)> {
    let calendar = town.platform.law.calendar();
    let mut counts: BTreeMap<(String, String), (u64, u64)> = BTreeMap::new();
    for fact in town.facts(FactKind::RecordFiled) {
        let on = date_in_china(fact.at);
        if on < from || until < on {
            continue;
        }
        let body: Value = serde_json::from_str(&fact.draft.body).unwrap();
        let decided: Date = body["decided_on"].as_str().unwrap().parse().unwrap();
        let due = calendar.add_working_days(decided, 7).unwrap();
        let key = (body["source"].as_str().unwrap().to_owned(), fact.draft.item.unwrap());
        let count = counts.entry(key).or_default();
        if on <= due { count.0 += 1 } else { count.1 += 1 }
    }
    counts
}

story! {
    fn h_20_s_103_monthly_and_quarterly_figures_equal_a_recount_of_the_ledger(town) {
        season(town);
        let day = |month, day| Date::constant(2026, month, day);
        let days = [
            ("2026-09", (day(9, 1), day(9, 30))),
            ("2026-10", (day(10, 1), day(10, 31))),
            ("2026-11", (day(11, 1), day(11, 30))),
            ("2026-Q4", (day(10, 1), day(12, 31))),
        ];
        for (period, days) in days {
            let lines = town.platform.intake.timeliness(period).unwrap();
            let told: BTreeMap<_, _> = lines.iter()
                .filter(|line| line.on_time + line.late > 0)
                .map(|line| ((line.agency.clone(), line.item.clone()), (line.on_time, line.late)))
                .collect();
            assert_eq!(told, recount(town, days), "{period}");
            assert!(!told.is_empty(), "{period}");
            // What the quality report of one unit says is the same.
            for agency in [MARKET, ECOLOGY] {
                for one in town.platform.intake.quality(agency, period).unwrap().items {
                    let unit = &town.platform.law.agency(agency).unwrap().code;
                    let same = |line: &&TimelinessLine| line.agency == *unit && line.item == one.item;
                    let line = lines.iter().find(same).cloned().unwrap_or_default();
                    assert_eq!((one.on_time, one.late, one.rejected), (line.on_time, line.late, line.rejected));
                }
            }
        }
        // The board shows them by unit, red where something is missing, amber where something was late.
        let officer = town.staff(CENTRE, "credit-officer");
        let door = town.door();
        let page = officer.get(&door, "/desk/cases/boards/timeliness?period=2026-Q4").text;
        for part in ["济南市市场监督管理局", "济南市生态环境局", "50.00%", "66.66%", "tag wait"] {
            assert!(page.contains(part), "{part} in {page}");
        }
        let csv = officer.get(&door, "/desk/cases/boards/timeliness/csv?period=2026-11").text;
        assert!(csv.contains("\"50.00%\"") && csv.contains("\"100.00%\""), "{csv}");
    }
}

/// A register of three penalties of November, as a unit exports it.
fn register(rows: &[(&str, &str, &str)]) -> String {
    let mut text =
        "序号,行政处罚决定书文号,处罚决定日期,行政相对人代码_1(统一社会信用代码)\n".to_owned();
    for (number, (document, day, code)) in rows.iter().enumerate() {
        text.push_str(&format!("{number},{document},{day},{code}\n"));
    }
    text
}

story! {
    fn h_21_what_should_be_open_is_open_or_has_a_dated_reason(town) {
        town.move_to(Date::constant(2026, 11, 18));
        let sent = penalty().with("document_number", "济市监罚〔2026〕21号");
        town.file(PENALTY, MARKET, sent.with("decided_on", "2026-11-16"));
        town.file(PENALTY, MARKET, penalty().with("document_number", "济市监罚〔2026〕22号"));
        town.move_to(Date::constant(2026, 11, 30));
        let clerk = town.staff(MARKET, "department-clerk");
        let officer = town.staff(CENTRE, "credit-officer");
        let door = town.door();
        let none = clerk.get(&door, "/desk/gaps?period=2026-11").text;
        assert!(none.contains("这一期间没有登记册"), "{none}");
        let list = register(&[
            ("济市监罚〔2026〕21号", "2026-11-16", COMPANY),
            ("济市监罚〔2026〕22号", "2026-11-16", COMPANY),
            ("济市监罚〔2026〕23号", "2026-11-16", COMPANY),
            ("济市监罚〔2026〕24号", "2026-11-16", COMPANY),
            ("济市监罚〔2026〕25号", "2026-11-27", COMPANY),
        ]);
        let head = [("item", PENALTY), ("from", "2026-11-01"), ("until", "2026-11-30")];
        let broken = list.replace("济市监罚〔2026〕25号,2026-11-27", "济市监罚〔2026〕25号,2025-01-27");
        let told = clerk.upload(&door, "/desk/gaps", &head, ("register.csv", broken.as_bytes()));
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.text);
        assert!(told.text.contains("已读入 4 件，1 行有误") && told.text.contains("第 6 行"), "{}", told.text);
        let told = clerk.upload(&door, "/desk/gaps", &head, ("register.csv", list.as_bytes()));
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
        let page = clerk.get(&door, "/desk/gaps?period=2026-11").text;
        for part in ["2 件应公开未公开", "公开中", "尚在期限内", "济市监罚〔2026〕23号"] {
            assert!(page.contains(part), "{part} in {page}");
        }
        // One is sent now, late; the other is explained; the queue asks for it until then.
        assert!(clerk.get(&door, "/desk").text.contains("登记册里有 2 件没有报送"));
        town.file(PENALTY, MARKET, penalty().with("document_number", "济市监罚〔2026〕23号"));
        let missing = town.platform.intake.gaps(MARKET, "2026-11").unwrap();
        let one = missing.iter().find(|line| line.document.contains("24号")).unwrap();
        let path = format!("/desk/gaps/{}/{}", one.subject.to_hex(), one.digest);
        let told = clerk.post(&door, &path, &[("code", "revoked"), ("reason", "")]);
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        let reason = [("code", "revoked"), ("reason", "济市监撤〔2026〕1号撤销")];
        assert_eq!(clerk.post(&door, &path, &reason).status, StatusCode::SEE_OTHER);
        let page = clerk.get(&door, "/desk/gaps?period=2026-11").text;
        assert!(page.contains("应公开的都已公开或者有理由") && page.contains("2026-11-30"), "{page}");
        assert!(!clerk.get(&door, "/desk").text.contains("登记册里有"));
        // What is repaired has ended by law, and is no gap.
        town.repair_document("济市监罚〔2026〕21号");
        let query = format!("?period=2026-11&agency={MARKET}");
        let pdf = whole(&fetched(&door, &format!("/desk/gaps/pdf{query}"), &officer.secret));
        for part in ["应公开信息对照情况表", "济市监罚〔2026〕21号", "已依法停止公开", "济市监撤〔2026〕1号撤销", "应公开未公开0件"] {
            assert!(pdf.contains(part), "{part} in {pdf}");
        }
        let (book, _) = workbook(&fetched(&door, &format!("/desk/gaps/xlsx{query}"), &officer.secret));
        assert!(book.contains("已依法停止公开") && book.contains("济市监罚〔2026〕25号"));
        // The monitoring counts them: one missing with a reason, one that came late.
        let line = town.platform.intake.timeliness("2026-11").unwrap();
        let line = line.iter().find(|line| line.item == PENALTY).unwrap();
        assert_eq!((line.listed, line.missing, line.explained, line.late), (5, 1, 1, 1));
        // A clerk reads the own unit only.
        let stranger = town.staff(ECOLOGY, "department-clerk");
        let page = stranger.get(&town.door(), &format!("/desk/gaps{query}")).text;
        assert!(!page.contains("济市监罚〔2026〕24号"), "{page}");
        assert_eq!(stranger.get(&town.door(), &path).status, StatusCode::NOT_FOUND);
    }
}

impl Town {
    /// Repairs the company's record of a document.
    fn repair_document(&self, document: &str) {
        let file = self.own_file(self.subject(COMPANY)).unwrap();
        let named = |record: &&disclosure::RecordView| {
            record.fields.iter().any(|field| field.value == document)
        };
        let digest = file.records.iter().find(named).unwrap().digest.clone();
        let draft = vocabulary::Draft {
            kind: FactKind::RepairGranted,
            subject: Some(self.subject(COMPANY)),
            actor: vocabulary::Actor::new(CENTRE, "story"),
            item: Some(PENALTY.to_owned()),
            policy: self.platform.law.version().to_owned(),
            body: serde_json::json!({ "digest": digest, "reason": "履行义务", "decision": "济信修〔2026〕2号" })
                .to_string(),
        };
        self.platform.pen.append(vec![draft]).unwrap();
    }
}

story! {
    fn s_103_bulletins_say_the_same_on_the_page_on_paper_and_in_the_workbook(town) {
        season(town);
        let officer = town.staff(CENTRE, "credit-officer");
        let door = town.door();
        let list = officer.get(&door, "/desk/bulletins").text;
        for name in ["quality", "publicity", "joint", "queries"] {
            assert!(list.contains(&format!("/desk/bulletins/{name}?period=2026-Q4")), "{name}: {list}");
            for period in ["2026-11", "2026-Q4"] {
                let query = format!("?period={period}");
                let page = officer.get(&door, &format!("/desk/bulletins/{name}{query}"));
                assert_eq!(page.status, StatusCode::OK, "{name} {period}: {}", page.text);
                assert!(page.text.contains("统计方法") && page.text.contains("数据截至"), "{name}");
                let bytes = fetched(&door, &format!("/desk/bulletins/{name}/pdf{query}"), &officer.secret);
                let paper = whole(&bytes);
                assert!(paper.contains("统计方法") && paper.contains("济南市"), "{name} {paper}");
                let file = fetched(&door, &format!("/desk/bulletins/{name}/xlsx{query}"), &officer.secret);
                let (book, charts) = workbook(&file);
                assert!(book.contains("统计方法"), "{name}");
                assert!(charts > 0 || name == "joint", "{name} draws charts of the table program");
                // The same again gives the same paper.
                let again = fetched(&door, &format!("/desk/bulletins/{name}/pdf{query}"), &officer.secret);
                assert!(bytes == again, "{name}");
            }
        }
        let asked = officer.get(&door, "/desk/bulletins/queries?period=2026-11").text;
        for part in ["平台受理查询42次", "5,000,000", "公开网站", "公众查询"] {
            assert!(asked.contains(part), "{part} in {asked}");
        }
        // Sentences made from the figures, the same in all three.
        let query = "?period=2026-11";
        let page = officer.get(&door, &format!("/desk/bulletins/publicity{query}")).text;
        let paper = whole(&fetched(&door, &format!("/desk/bulletins/publicity/pdf{query}"), &officer.secret));
        let (book, _) = workbook(&fetched(&door, &format!("/desk/bulletins/publicity/xlsx{query}"), &officer.secret));
        let sentence = "2个单位报送行政许可和行政处罚信息3条，及时率66.66%";
        for (told, text) in [("page", &page), ("paper", &paper), ("book", &book)] {
            assert!(text.contains(sentence), "{told}: {text}");
            assert!(text.contains("比上期上升16.66个百分点"), "{told}: {text}");
            assert!(text.contains("7 个工作日") && text.contains("转引"), "{told} says how sure we are: {text}");
        }
        // In the workbook a share is a number, not a text.
        assert!(book.contains("<v>0.6666</v>"), "{book}");
        // Whoever reads figures of the own unit only gets that of the own unit.
        let clerk = town.staff(ECOLOGY, "department-clerk");
        let own = clerk.get(&town.door(), &format!("/desk/bulletins/quality{query}&agency={MARKET}")).text;
        assert!(own.contains("济南市生态环境局") && !own.contains("济南市市场监督管理局"), "{own}");
        let editor = town.staff(CENTRE, "editor");
        assert_eq!(editor.get(&town.door(), "/desk/bulletins/quality").status, StatusCode::FORBIDDEN);
    }
}

story! {
    fn s_103_c_04_c_the_quality_of_one_department_names_its_refusals_and_the_remedy(town) {
        season(town);
        let officer = town.staff(CENTRE, "credit-officer");
        let door = town.door();
        let query = format!("?period=2026-11&agency={MARKET}");
        let paper = whole(&fetched(&door, &format!("/desk/bulletins/quality/pdf{query}"), &officer.secret));
        for part in ["济南市市场监督管理局", "退回1条", "R-208", "合规率66.66%", "只填数字"] {
            assert!(paper.contains(part), "{part} in {paper}");
        }
        let english = officer.get(&door, &format!("/en/desk/bulletins/quality{query}"));
        assert!(english.text.contains("Compliance was 66.66%"), "{}", english.text);
        let empty = officer.get(&door, "/desk/bulletins/quality?period=2026-06").text;
        assert!(empty.contains("没有收到报送的数据"), "{empty}");
    }
}
