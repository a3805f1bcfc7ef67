//! Credit reports at the desk: at the window, for a matter, on a consent, for a list; and what is handed
//! out no more.

use std::io::{Cursor, Read};

use axum::http::StatusCode;
use disclosure::{NewConsent, PageRequest, Viewer};
use vocabulary::FactKind;

use super::{FINANCE, at_the_desk};
use crate::{
    consents::holder,
    desk::{PENALTY, REGISTRATION, code, registrations_csv, submission},
    papers::reading::whole,
    reports::partners::{neighbours, theirs},
    rows::{COMPANY, COMPANY_NAME, MARKET, person_licence, registration},
    sight::Door,
    staff::{Inside, Told},
    story,
};

const CENTRE: &str = "jinan-credit-centre";
const APPROVAL: &str = "jinan-approval-service";
const PERSON: &str = "370102198506150021";

/// The window's form about the company.
const WINDOW: [(&str, &str); 7] = [
    ("as", "counter"),
    ("template", "organisation"),
    ("presented", "营业执照"),
    ("number", COMPANY),
    ("seen", "yes"),
    ("matter_number", "窗2026-15"),
    ("purpose", "投标资格审查"),
];

/// A matter of the finance department about the company.
const MATTER: [(&str, &str); 5] = [
    ("as", "agency"),
    ("template", "organisation"),
    ("purpose", "procurement"),
    ("number", COMPANY),
    ("matter_number", "济采〔2026〕88"),
];

/// The same form with other values in some fields.
fn with<'f, const N: usize>(
    form: [(&'f str, &'f str); N],
    changed: &[(&'f str, &'f str)],
) -> Vec<(&'f str, &'f str)> {
    let other = |name: &str| changed.iter().find(|(field, _)| *field == name);
    let kept = form.into_iter().map(|pair| other(pair.0).copied().unwrap_or(pair));
    let more = changed.iter().copied().filter(|(name, _)| form.iter().all(|pair| pair.0 != *name));
    kept.chain(more).collect()
}

/// Has a report issued: the path of its page.
fn issued(door: &Door, inside: &Inside, form: &[(&str, &str)]) -> String {
    let told = inside.post(door, "/desk/reports", form);
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
    told.location().to_owned()
}

/// The number of a report, out of the path of its page.
fn number(path: &str) -> &str {
    let number = path.strip_prefix("/desk/reports/").unwrap();
    assert_eq!(number.len(), 22, "{number}");
    number
}

/// Sends a list and follows it to what came of it: the path of its answers.
fn listed(door: &Door, inside: &Inside, fields: &[(&str, &str)], file: (&str, &[u8])) -> String {
    let told = inside.upload(door, "/desk/reports/batches", fields, file);
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
    let mut path = told.location().to_owned();
    while path.starts_with("/desk/work/") {
        let told = inside.get(door, &path);
        match told.status {
            StatusCode::OK => assert!(told.text.contains("正在出具报告"), "{}", told.text),
            _ => path = told.location().to_owned(),
        }
    }
    path
}

/// What an archive holds: names and contents.
fn unpacked(bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Vec::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        files.push((file.name().unwrap().into_owned(), content));
    }
    files.sort();
    files
}

fn says(told: &Told, words: &[&str]) {
    for word in words {
        assert!(told.text.contains(word), "{word}: {}", told.text);
    }
}

story! {
    fn c_08_a_a_report_is_issued_at_the_window_to_whoever_is_there_printed_and_had_again(town) {
        town.settle();
        let (door, clerk) = at_the_desk(town, CENTRE, "window-clerk");
        let form = clerk.get(&door, "/desk/reports");
        says(&form, &["营业执照", "证件原件已经核对", "不收费"]);
        assert!(!form.text.contains("办件调取") && !form.text.contains("name=\"consent\""), "{}", form.text);
        for (field, said) in [
            ("presented", "请选择出示的证件"),
            ("number", "请填写号码"),
            ("seen", "请"),
            ("matter_number", "请填写办件编号"),
        ] {
            let told = clerk.post(&door, "/desk/reports", &with(WINDOW, &[(field, "")]));
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {}", told.text);
            says(&told, &[said, "投标资格审查"]);
        }
        let wrong = clerk.post(&door, "/desk/reports", &with(WINDOW, &[("presented", "居民身份证")]));
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
        assert!(town.facts(FactKind::ReportIssued).is_empty());
        let path = issued(&door, &clerk, &WINDOW);
        let page = clerk.get(&door, &path);
        says(&page, &[COMPANY_NAME, "投标资格审查", "打印用 PDF", "/verify/"]);
        let (status, pdf) = door.fetch(&format!("{path}/pdf"), &clerk.secret);
        assert_eq!(status, StatusCode::OK);
        let read = whole(&pdf);
        for part in [COMPANY_NAME, "投标资格审查"] {
            assert!(read.contains(part), "{part} in {read}");
        }
        let (_, json) = door.fetch(&format!("{path}/json"), &clerk.secret);
        assert!(String::from_utf8(json).unwrap().contains(number(&path)));
        // The subject reads who was at the window for it.
        let own = Viewer::Subject { subject: town.subject(COMPANY) };
        let looks = town.platform.gate.lookups(&own, town.subject(COMPANY), &PageRequest::default());
        let looks = looks.unwrap().into_inner().entries;
        assert!(looks.iter().any(|look| look.channel.as_deref() == Some("hall")), "{looks:?}");
        // It stands in the list of the unit, and another unit knows nothing of it.
        says(&clerk.get(&door, "/desk/reports"), &[number(&path), "窗2026-15"]);
        let stranger = town.staff(FINANCE, "department-officer");
        assert_eq!(stranger.get(&town.door(), &path).status, StatusCode::NOT_FOUND);
    }
}

story! {
    fn c_08_a_a_person_at_the_window_gets_the_own_report_and_a_minor_does_not_by_itself(town) {
        town.file("administrative-licence-person", MARKET, person_licence());
        let (door, clerk) = at_the_desk(town, CENTRE, "window-clerk");
        let person = [("template", "person"), ("presented", "居民身份证"), ("number", PERSON)];
        let path = issued(&door, &clerk, &with(WINDOW, &person));
        let page = clerk.get(&door, &path);
        says(&page, &["王小明", "道路旅客运输驾驶员从业资格"]);
        assert!(!page.text.contains(PERSON), "{}", page.text);
        let child = [("template", "person"), ("presented", "居民身份证"), ("number", "370102201506150028")];
        let told = clerk.post(&door, "/desk/reports", &with(WINDOW, &child));
        assert!(told.status.is_client_error(), "{}: {}", told.status, told.text);
    }
}

story! {
    fn c_08_c_an_agency_has_reports_of_organisations_for_its_matters_and_none_of_a_person(town) {
        town.settle();
        town.file("administrative-licence-person", MARKET, person_licence());
        let (door, officer) = at_the_desk(town, FINANCE, "department-officer");
        let form = officer.get(&door, "/desk/reports");
        says(&form, &["办件调取", "凭本人授权", "政府采购", "本单位需要用报告的事项"]);
        assert!(!form.text.contains("name=\"presented\""), "the window is not its way: {}", form.text);
        let path = issued(&door, &officer, &MATTER);
        says(&officer.get(&door, &path), &[COMPANY_NAME, "济采〔2026〕88"]);
        for (changed, status, said) in [
            (("purpose", ""), StatusCode::UNPROCESSABLE_ENTITY, "请选择用途"),
            (("purpose", "remedy"), StatusCode::FORBIDDEN, "H-19"),
            (("template", "person"), StatusCode::UNPROCESSABLE_ENTITY, "请选择报告种类"),
        ] {
            let told = officer.post(&door, "/desk/reports", &with(MATTER, &[changed]));
            assert_eq!(told.status, status, "{changed:?}: {}", told.text);
            says(&told, &[said]);
        }
        let person = officer.post(&door, "/desk/reports", &with(MATTER, &[("number", PERSON)]));
        assert_eq!(person.status, StatusCode::FORBIDDEN, "{}", person.text);
        says(&person, &["C-08.c", "授权"]);
        assert!(!person.text.contains("道路旅客"), "{}", person.text);
        assert_eq!(town.facts(FactKind::LookupRefused).len(), 1, "the person reads of the attempt");
        let nobody = officer.post(&door, "/desk/reports", &with(MATTER, &[("number", &code(9))]));
        assert_eq!(nobody.status, StatusCode::NOT_FOUND, "{}", nobody.text);
        assert_eq!(town.facts(FactKind::ReportIssued).len(), 1);
    }
}

story! {
    fn h_23_on_a_consent_its_holder_has_a_report_of_what_it_opens_and_nobody_else(town) {
        town.file("administrative-licence-person", MARKET, person_licence());
        let person = town.person(PERSON);
        let (to, kind) = (APPROVAL.to_owned(), "agency-service".to_owned());
        let new = NewConsent { kind, to, ..NewConsent::default() };
        let consent = town.platform.gate.grant(&holder(), person, &new).unwrap().number;
        let asked = [
            ("as", "consented"),
            ("template", "person"),
            ("consent", consent.as_str()),
            ("number", PERSON),
            ("matter_number", "济审2026-7"),
        ];
        let (door, officer) = at_the_desk(town, APPROVAL, "approval-officer");
        let missing = officer.post(&door, "/desk/reports", &with(asked, &[("consent", "")]));
        says(&missing, &["请填写授权编号"]);
        let path = issued(&door, &officer, &asked);
        let page = officer.get(&door, &path);
        says(&page, &["道路旅客运输驾驶员从业资格", &consent]);
        assert!(!page.text.contains(PERSON), "{}", page.text);
        // Without a consent to it, an agency gets nothing, and the attempt is registered.
        let other = town.staff(FINANCE, "department-officer");
        let refused = other.post(&town.door(), "/desk/reports", &asked);
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
        assert!(!refused.text.contains("道路旅客"), "{}", refused.text);
        // Withdrawn, not even the old one is handed out again.
        town.platform.gate.withdraw(&holder(), person, &consent).unwrap();
        let again = officer.get(&door, &path);
        assert!(again.status.is_client_error() && !again.text.contains("道路旅客"), "{}", again.text);
        let told = officer.post(&door, "/desk/reports", &asked);
        assert_eq!(told.status, StatusCode::FORBIDDEN, "{}", told.text);
        says(&told, &["H-23"]);
    }
}

story! {
    fn h_29_a_report_is_handed_out_no_more_once_something_in_it_is_repaired(town) {
        town.settle();
        let (door, officer) = at_the_desk(town, FINANCE, "department-officer");
        let path = issued(&door, &officer, &MATTER);
        says(&officer.get(&door, &path), &["济市监罚〔2026〕11号"]);
        town.repair(PENALTY);
        let gone = officer.get(&door, &path);
        assert_eq!(gone.status, StatusCode::GONE, "{}", gone.text);
        says(&gone, &["已被取代", number(&path)]);
        assert!(!gone.text.contains("济市监罚"), "{}", gone.text);
        for kind in ["pdf", "json"] {
            let (status, bytes) = door.fetch(&format!("{path}/{kind}"), &officer.secret);
            assert_eq!(status, StatusCode::GONE);
            assert!(!String::from_utf8_lossy(&bytes).contains("济市监罚"), "{kind}");
        }
        says(&officer.get(&door, "/desk/reports"), &["已被取代"]);
    }
}

story! {
    fn s_134_a_special_report_covers_its_days_and_names_what_it_does_not_cover(town) {
        town.settle();
        let (door, officer) = at_the_desk(town, FINANCE, "department-officer");
        let form = officer.get(&door, "/desk/reports?as=agency&template=no-violation");
        says(&form, &["期间自", "领域", "平台未涵盖"]);
        let special = with(MATTER, &[("template", "no-violation"), ("from", "2025-01-01"), ("until", "2026-11-20")]);
        let path = issued(&door, &officer, &special);
        says(&officer.get(&door, &path), &["2025-01-01"]);
        for (field, value, said) in [("from", "", "起止日"), ("until", "前天", "日期不对")] {
            let special: Vec<_> = special.iter().map(|pair| if pair.0 == field { (field, value) } else { *pair }).collect();
            let told = officer.post(&door, "/desk/reports", &special);
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.text);
            says(&told, &[said]);
        }
    }
}

story! {
    fn s_134_a_list_for_a_tender_comes_home_as_papers_with_a_summary_and_reasons(town) {
        town.settle();
        assert_eq!(town.submit(&submission(REGISTRATION, MARKET), &registrations_csv(12)).unwrap().accepted, 12);
        let (door, officer) = at_the_desk(town, FINANCE, "department-officer");
        let mut list = String::from("统一社会信用代码,投标人\n");
        for bidder in 0..12 {
            list += &format!("{},投标人{bidder}\n", code(bidder));
        }
        list += &format!("{COMPANY}\n{PERSON}\n{}\n91370100MA3C00011K\n{COMPANY}\n", code(40));
        let fields = [("template", "organisation"), ("purpose", "procurement"), ("matter_number", "济采〔2026〕90")];
        let path = listed(&door, &officer, &fields, ("名单.csv", list.as_bytes()));
        let page = officer.get(&door, &path);
        says(&page, &["济采〔2026〕90", COMPANY_NAME, "自然人的报告须凭本人授权", "没有以这个号码登记", "与第 14 行相同", "不是有效的"]);
        assert_eq!(town.facts(FactKind::ReportIssued).len(), 13);
        let (status, zipped) = door.fetch(&format!("{path}/reports.zip"), &officer.secret);
        assert_eq!(status, StatusCode::OK);
        let files = unpacked(zipped);
        let papers = |files: &[(String, Vec<u8>)]| files.iter().filter(|(name, _)| name.ends_with(".pdf")).count();
        assert_eq!((files.len(), papers(&files)), (15, 13), "{:?}", files.iter().map(|file| &file.0).collect::<Vec<_>>());
        let company = files.iter().find(|(name, _)| name.starts_with("0014-")).unwrap();
        assert!(whole(&company.1).contains(COMPANY_NAME));
        let summary = String::from_utf8(files.iter().find(|file| file.0 == "summary.csv").unwrap().1.clone()).unwrap();
        let lines: Vec<&str> = summary.lines().collect();
        assert_eq!(lines.len(), 18, "{summary}");
        assert!(lines[13].contains(COMPANY_NAME) && lines[13].contains("/verify/"), "{}", lines[13]);
        assert!(lines[14].contains("未出具") && lines[14].contains("授权"), "{}", lines[14]);
        assert_eq!(door.fetch(&format!("{path}/summary.csv"), &officer.secret).1, summary.into_bytes());
        let (_, book) = door.fetch(&format!("{path}/summary.xlsx"), &officer.secret);
        assert!(book.starts_with(b"PK"), "a table for table programs");
        // It is the account's own; and what is repaired before it is taken home stays here.
        let other = town.staff(FINANCE, "approval-officer");
        assert_eq!(other.get(&town.door(), &path).status, StatusCode::NOT_FOUND);
        town.repair(PENALTY);
        let files = unpacked(door.fetch(&format!("{path}/reports.zip"), &officer.secret).1);
        assert_eq!(papers(&files), 12);
        let summary = String::from_utf8_lossy(&files.iter().find(|file| file.0 == "summary.csv").unwrap().1).into_owned();
        assert!(summary.contains("下载前已被取代"), "{summary}");
    }
}

story! {
    fn s_134_a_list_may_be_pasted_and_lacks_nothing(town) {
        town.file(REGISTRATION, MARKET, registration());
        let (door, officer) = at_the_desk(town, FINANCE, "department-officer");
        let fields = [("template", "organisation"), ("purpose", "bidding"), ("matter_number", "招2026-1"), ("list", COMPANY)];
        let path = listed(&door, &officer, &fields, ("", b""));
        says(&officer.get(&door, &path), &[COMPANY_NAME]);
        for (field, said) in [("list", "请粘贴名单"), ("purpose", "请选择用途"), ("matter_number", "请填写办件编号")] {
            let told = officer.upload(&door, "/desk/reports/batches", &with(fields, &[(field, "")]), ("", b""));
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.text);
            says(&told, &[said]);
        }
        let long = "91370100MA3C00011J\n".repeat(1_001);
        let told = officer.upload(&door, "/desk/reports/batches", &fields[..3], ("名单.csv", long.as_bytes()));
        says(&told, &["名单太长"]);
        let foreign = officer.upload(&door, "/desk/reports/batches", &with(fields, &[("purpose", "audit")]), ("", b""));
        assert_eq!(foreign.status, StatusCode::FORBIDDEN, "{}", foreign.text);
    }
}

story! {
    fn s_135_the_number_of_a_report_is_kept_with_what_a_check_led_to(town) {
        town.settle();
        let (door, officer) = at_the_desk(town, FINANCE, "department-officer");
        let report = issued(&door, &officer, &MATTER);
        let asked = [("matter", "government-procurement"), ("matter_number", "济采〔2026〕88"), ("number", COMPANY)];
        let answer = officer.post(&door, "/desk/checks", &asked);
        says(&answer, &["办这件事要用信用报告", "template=organisation", "purpose=procurement"]);
        assert!(!answer.text.contains(&format!("code={COMPANY}")), "no address says about whom");
        let at = answer.text.find("C-").unwrap();
        let check: String = answer.text[at..].chars().take_while(|one| one.is_ascii_alphanumeric() || *one == '-').collect();
        let path = format!("/desk/checks/{check}/decision");
        let decide = |report: &str| officer.post(&door, &path, &[("decision", "granted"), ("report", report)]);
        let wrong = decide("20261120100000AAAAAAAA");
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
        says(&wrong, &["没有这个编号的信用报告"]);
        assert_eq!(decide(number(&report)).status, StatusCode::SEE_OTHER);
        says(&officer.get(&door, &format!("/desk/checks/{check}")), &[number(&report)]);
        assert_eq!(town.bodies(FactKind::CheckDecided)[0]["report"], number(&report));
    }
}

story! {
    fn h_78_an_auditor_reads_who_had_which_report_and_nothing_of_what_it_holds(town) {
        town.settle();
        let (door, officer) = at_the_desk(town, FINANCE, "department-officer");
        let path = issued(&door, &officer, &MATTER);
        let auditor = town.staff(CENTRE, "auditor");
        let door = town.door();
        let page = auditor.get(&door, "/desk/audit/reports");
        says(&page, &[number(&path), "济采〔2026〕88", "政府采购", &officer.staff.account]);
        assert!(!page.text.contains(COMPANY_NAME) && !page.text.contains(COMPANY), "{}", page.text);
        let none = auditor.get(&door, "/desk/audit/reports?until=2026-11-01");
        assert!(!none.text.contains(number(&path)), "{}", none.text);
        assert_eq!(auditor.get(&door, &path).status, StatusCode::FORBIDDEN);
        assert_eq!(officer.get(&door, "/desk/audit/reports").status, StatusCode::FORBIDDEN);
    }
}

story! {
    fn c_08_f_a_file_without_a_partners_seal_is_refused_with_the_reason_and_stands_in_the_ledger(town) {
        town.settle();
        let (door, officer) = at_the_desk(town, FINANCE, "department-officer");
        let page = officer.get(&door, "/desk/reports/recognised");
        says(&page, &["签约地区", "政府采购供应商资格审查"]);
        let fields = [("matter", "government-procurement"), ("matter_number", "济采〔2026〕88")];
        let told = officer.upload(&door, "/desk/reports/recognised", &fields, ("报告.pdf", b"%PDF-1.7 nothing"));
        assert_eq!(told.status, StatusCode::OK, "{}", told.text);
        says(&told, &["不予认可"]);
        assert_eq!(town.facts(FactKind::ReportRecognised).len(), 1);
        for (field, said) in [("matter", "请选择事项"), ("matter_number", "请填写办件编号")] {
            let told = officer.upload(&door, "/desk/reports/recognised", &with(fields, &[(field, "")]), ("a.pdf", b"%PDF-"));
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.text);
            says(&told, &[said]);
        }
        let none = officer.upload(&door, "/desk/reports/recognised", &fields, ("", b""));
        says(&none, &["请选择对方出具的报告文件"]);
    }
}

story! {
    fn c_08_f_a_report_that_a_partner_signed_is_recognised_for_the_matter_that_was_agreed_on(town) {
        let region = neighbours(town);
        let issued = theirs(town, &region);
        let (door, officer) = at_the_desk(town, FINANCE, "department-officer");
        says(&officer.get(&door, "/desk/reports/recognised"), &["清源市信用平台", "2027-12-31"]);
        let hand_in = |matter: &str, file: &[u8]| {
            let fields = [("matter", matter), ("matter_number", "采2026-7")];
            officer.upload(&door, "/desk/reports/recognised", &fields, ("报告.pdf", file))
        };
        let pdf = region.pdf(&issued).unwrap();
        let told = hand_in("government-procurement", &pdf);
        says(&told, &["予以认可", "清源市信用平台", &issued.report.number]);
        let told = hand_in("government-procurement", &region.json(&issued).unwrap());
        says(&told, &["予以认可", COMPANY_NAME]);
        let mut altered = pdf.clone();
        let middle = altered.len() / 2;
        altered[middle] ^= 1;
        let refused = hand_in("government-procurement", &altered);
        assert!(refused.text.contains("不予认可") && !refused.text.contains("可以用于本事项"), "{}", refused.text);
        town.move_to(issued.report.valid_until.tomorrow().unwrap());
        let (door, officer) = (town.door(), town.staff(FINANCE, "approval-officer"));
        let fields = [("matter", "government-procurement"), ("matter_number", "采2026-8")];
        let late = officer.upload(&door, "/desk/reports/recognised", &fields, ("报告.pdf", &pdf));
        says(&late, &["不予认可", "过期"]);
        assert_eq!(town.facts(FactKind::ReportRecognised).len(), 4);
    }
}

story! {
    fn c_08_d_reports_are_counted_among_the_queries_by_channel_unit_and_purpose(town) {
        town.settle();
        let (door, officer) = at_the_desk(town, FINANCE, "department-officer");
        issued(&door, &officer, &MATTER);
        let clerk = town.staff(CENTRE, "window-clerk");
        issued(&town.door(), &clerk, &WINDOW);
        let figures = town.platform.gate.queries(2026).unwrap().into_inner();
        let finance = town.platform.law.agency(FINANCE).unwrap().code.clone();
        assert_eq!((figures.total, figures.by_unit[&finance]), (2, 1), "{figures:?}");
        assert_eq!((figures.by_channel["desk"], figures.by_channel["hall"]), (1, 1), "{figures:?}");
        assert_eq!(figures.by_purpose["procurement"], 1, "{figures:?}");
        let chief = town.staff(CENTRE, "credit-officer");
        let page = chief.get(&town.door(), "/desk/figures");
        says(&page, &["按单位", "按用途", "5,000,000", "政府采购"]);
    }
}
