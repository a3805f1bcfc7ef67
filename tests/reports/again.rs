//! A report asked for again: the same bytes, under the law of its day, for whoever had it.

use disclosure::{PageRequest, Viewer};
use report::{Asker, Printed, ReportError, seal};
use vocabulary::Date;

use super::{agency, ask, consented, counter, own, refused};
use crate::{packs::Packs, rows::COMPANY, story};

const LAYOUT: &str = "national/reports/organisation.toml";

story! {
    fn c_08_b_a_past_report_is_issued_again_byte_for_byte_over_a_change_of_law_and_a_restart(town) {
        town.settle();
        let (issued, asker) = (town.own_report(), own(town.subject(COMPANY)));
        let files = |town: &crate::harness::Town, issued: &report::Issued| {
            (town.reports().json(issued).unwrap(), town.reports().pdf(issued).unwrap())
        };
        let first = files(town, &issued);
        assert_eq!(seal::read(&first.1).unwrap().seal.printed, Printed::Original);
        let packs = Packs::of_the_platform();
        packs.change(LAYOUT, "V2.0", "V2.1").change(LAYOUT, "公共信用信息报告", "公共信用报告单");
        packs.change("national/report-words.toml", "报告编号", "编号");
        packs.adopt(town, "director-1", "济信办〔2026〕9号");
        town.move_to(Date::constant(2026, 12, 7));
        let again = town.reports().again(&asker, &issued.report.number).unwrap();
        assert_eq!(again, issued);
        assert_eq!(files(town, &again), first);
        assert_ne!(again.report.policy, town.platform.law.version());
        let new = town.own_report();
        assert_eq!(new.report.policy, town.platform.law.version());
        assert_eq!((new.report.template.version.as_str(), again.report.template.version.as_str()), ("V2.1", "V2.0"));
        // The old one verifies as it was, under its old title.
        let verified = town.reports().verify_file(&first.1).unwrap();
        assert_eq!(verified.verdict, report::Verdict::Genuine);
        assert_eq!(verified.head.unwrap().title, issued.report.template.title);
    }
}

story! {
    fn another_font_makes_a_reprint_which_says_so_and_is_genuine(town) {
        let Some(font) = other_font() else { return };
        town.settle();
        let issued = town.own_report();
        let first = town.reports().pdf(&issued).unwrap();
        let config = web::Config { font: Some(font), ..web::Config::default() };
        let moved = town.platform.reports_of(&config);
        let second = moved.pdf(&issued).unwrap();
        assert_ne!(second, first);
        let said = seal::read(&second).unwrap().seal;
        assert_eq!((said.printed, &said.digest), (Printed::Reprint, &issued.digest));
        for file in [&first, &second] {
            assert_eq!(town.reports().verify_file(file).unwrap().verdict, report::Verdict::Genuine);
        }
        // JSON does not know fonts.
        assert_eq!(moved.json(&issued).unwrap(), town.reports().json(&issued).unwrap());
        assert_eq!(town.reports().pdf(&issued).unwrap(), first, "and the old one is the old one again");
    }
}

/// A font of the machine that is not the one used first.
fn other_font() -> Option<std::path::PathBuf> {
    let used = paper::Press::default().font().unwrap().to_owned();
    [
        "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    ]
    .into_iter()
    .map(std::path::PathBuf::from)
    .find(|path| *path != used && path.exists())
}

story! {
    fn a_report_is_handed_again_to_those_alone_who_had_it(town) {
        town.settle();
        let (subject, person) = (town.subject(COMPANY), town.settle_person());
        let reports = town.reports();
        let none = |asker: &Asker, number: &str| {
            matches!(reports.again(asker, number), Err(ReportError::NoSuchReport { .. }))
        };
        let bought = reports.issue(&agency("jinan-finance"), subject, &ask("organisation")).unwrap();
        let bought = bought.report.number;
        assert!(reports.again(&agency("jinan-finance"), &bought).is_ok());
        assert!(none(&agency("jinan-housing"), &bought));
        assert!(none(&own(subject), &bought), "the subject sees that it was issued, and has its own");
        assert!(none(&counter(), &bought));
        let mine = town.own_report().report.number;
        assert!(reports.again(&own(subject), &mine).is_ok());
        assert!(none(&own(person), &mine) && none(&agency("jinan-finance"), &mine));
        assert!(none(&own(subject), "20261120100000AAAAAAAA"));
        // A window prints once more on the same day, while the person is there.
        let window = reports.issue(&counter(), person, &ask("person")).unwrap().report.number;
        assert!(reports.again(&counter(), &window).is_ok());
        assert!(reports.again(&own(person), &window).is_ok(), "and the person has it at home");
        // A consent is used again on a later day, and that is one more look.
        let given = town.grant(person, "agency-service", "jinan-approval-service");
        let lender = consented("jinan-approval-service", &given.number);
        let lent = reports.issue(&lender, person, &ask("person")).unwrap().report.number;
        let looks = || {
            let viewer = Viewer::Subject { subject: person };
            let ask = PageRequest { after: None, size: 50 };
            town.platform.gate.lookups(&viewer, person, &ask).unwrap().entries.len()
        };
        let before = looks();
        assert!(reports.again(&lender, &lent).is_ok());
        assert_eq!(looks(), before, "the look of today covers it");
        town.move_to(Date::constant(2026, 11, 23));
        assert_eq!(refused(reports.again(&counter(), &window)), "C-08");
        assert!(reports.again(&lender, &lent).is_ok());
        assert_eq!(looks(), before + 1);
        let nameless = consented("jinan-approval-service", "");
        assert!(reports.again(&nameless, &lent).is_ok(), "the report knows its consent");
        assert!(none(&consented("jinan-approval-service", "A-1"), &lent));
    }
}
