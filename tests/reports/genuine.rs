//! What a report has, and that it verifies: by number, by file, for anyone (C-08.a, C-08.b, C-08.c).

use disclosure::{PageRequest, Viewer};
use report::{Asker, ReportError, Verdict, Verified};
use vocabulary::{Actor, Date, FactKind};

use super::{NAME, PERSON, agency, ask, consented, counter, own, refused, says};
use crate::{
    desk::code,
    rows::{COMPANY, registration},
    story,
};

story! {
    fn c_08_b_a_report_has_number_version_cut_off_and_code_and_its_page_says_genuine_altered_or_unknown(town) {
        town.settle();
        let issued = town.own_report();
        let report = &issued.report;
        assert_eq!((report.number.len(), &report.number[..14]), (22, "20261120100000"));
        assert_eq!(report.template.version, "V2.0");
        let last = town.platform.reader.size().unwrap() - 1;
        assert_eq!((report.cut_off.position, issued.position), (last, last), "all that was there");
        assert!(report.verify.ends_with(&format!("/verify/{}", report.number)));
        assert!(says(&issued, "罚款3万元") && says(&issued, "食品经营许可证"));
        for word in ["score", "grade", "price", "fee"] {
            assert!(!says(&issued, &format!("\"{word}")), "{word}");
        }
        // By number, however it is typed.
        let typed = format!(" {} ", report.number.to_lowercase());
        let Verified { verdict, head, sealed } = town.reports().verify(&typed).unwrap();
        let head = head.unwrap();
        assert_eq!((verdict, sealed), (Verdict::Genuine, None));
        assert_eq!((head.subject.as_str(), &head.digest), (NAME, &issued.digest));
        assert_eq!((head.valid_until, head.is_over), (Date::constant(2027, 2, 20), false));
        assert_eq!(head.cut_off, report.cut_off.at);
        for other in ["20261120100000AAAAAAAA", "", "<script>", "一二三四五六七八九十一二三四五六七八九十一二"] {
            assert_eq!(town.verdict(other), Verdict::Unknown, "{other}");
        }
        // By file.
        let (json, pdf) = (town.reports().json(&issued).unwrap(), town.reports().pdf(&issued).unwrap());
        for file in [&json, &pdf] {
            let verified = town.reports().verify_file(file).unwrap();
            assert_eq!((verified.verdict, verified.sealed), (Verdict::Genuine, Some(true)));
            assert_eq!(verified.head.unwrap().number, report.number);
            let mut altered = file.clone();
            let middle = altered.len() / 2;
            altered[middle] ^= 1;
            let verified = town.reports().verify_file(&altered).unwrap();
            assert_eq!((verified.verdict, verified.head), (Verdict::Altered, None));
        }
        let other = town.reports().verify_file("甲方：某公司".as_bytes()).unwrap();
        assert_eq!((other.verdict, other.sealed), (Verdict::Unknown, Some(false)));
        // Its day passes: it is what it was, and may be relied on no more.
        town.move_to(Date::constant(2027, 2, 21));
        let late = town.reports().verify(&report.number).unwrap();
        assert!(late.verdict == Verdict::Genuine && late.head.unwrap().is_over);
    }
}

story! {
    fn every_byte_of_the_files_of_a_report_counts(town) {
        town.settle();
        let issued = town.own_report();
        let (json, pdf) = (town.reports().json(&issued).unwrap(), town.reports().pdf(&issued).unwrap());
        for file in [json, pdf] {
            // The whole seal, and samples of all before it.
            let seal = file.len() - 700;
            for at in (0..seal).step_by(file.len() / 120 + 1).chain(seal..file.len()) {
                let mut altered = file.clone();
                altered[at] ^= 0x04;
                let verdict = town.reports().verify_file(&altered).unwrap().verdict;
                assert!(matches!(verdict, Verdict::Altered | Verdict::Unknown), "{at}: {verdict:?}");
                // Whoever changes a letter of it is told so, not that nobody knows the file.
                assert!(verdict == Verdict::Altered || at < 6, "{at}: {verdict:?}");
            }
        }
    }
}

story! {
    fn c_08_c_a_third_party_gets_what_is_public_and_of_a_person_nothing_without_consent(town) {
        town.settle();
        let (subject, person) = (town.subject(COMPANY), town.settle_person());
        let reports = town.reports();
        // Of a company: whoever asks, the same records, which are those of its page.
        let theirs = reports.issue(&agency("jinan-finance"), subject, &ask("organisation")).unwrap();
        let its = town.own_report();
        assert_eq!((&theirs.report.sections, &theirs.report.summary), (&its.report.sections, &its.report.summary));
        let entries: usize = its.report.sections.iter().map(|section| section.entries.len()).sum();
        assert_eq!(entries, town.page(COMPANY).unwrap().records.len());
        assert!(says(&theirs, "采2026-7") && !says(&its, "采2026-7"));
        // Of a person: no agency, no stranger, and no organisation that the person did not choose.
        assert_eq!(refused(reports.issue(&agency("jinan-finance"), person, &ask("person"))), "C-08.c");
        assert_eq!(refused(reports.issue(&own(subject), person, &ask("person"))), "H-77");
        let asked = |to: &str, number: &str| reports.issue(&consented(to, number), person, &ask("person"));
        assert_eq!(refused(asked("jinan-approval-service", "A-7")), "H-23");
        let given = town.grant(person, "agency-service", "jinan-approval-service");
        assert_eq!(refused(asked("jinan-tax", &given.number)), "H-23");
        let opened = asked("jinan-approval-service", &given.number).unwrap();
        assert!(says(&opened, "道路旅客运输驾驶员从业资格"));
        assert!(!says(&opened, "扰乱公共场所秩序") && !says(&opened, "王小明") && !says(&opened, PERSON));
        assert_eq!(opened.report.request.consent, Some(given.number.clone()));
        // The subject reads who it was, and has the report in its list.
        let viewer = Viewer::Subject { subject: person };
        let looks = town.platform.gate.lookups(&viewer, person, &PageRequest::default()).unwrap();
        assert!(looks.entries.iter().any(|look| Some(look.position) == opened.report.request.lookup));
        let lines = reports.of(person).unwrap();
        assert_eq!(lines.iter().map(|line| line.asker.as_str()).collect::<Vec<_>>(), ["consented"]);
        // Withdrawn: no report any more, nor the old one once more.
        town.platform.gate.withdraw(&crate::consents::holder(), person, &given.number).unwrap();
        assert_eq!(refused(asked("jinan-approval-service", &given.number)), "H-23");
        let again = reports.again(&consented("jinan-approval-service", &given.number), &opened.report.number);
        assert_eq!(refused(again), "H-23");
    }
}

story! {
    fn c_08_a_a_person_gets_its_own_report_with_every_record_in_force(town) {
        let person = town.settle_person();
        let issued = town.reports().issue(&own(person), person, &ask("person")).unwrap();
        assert!(says(&issued, "道路旅客运输驾驶员从业资格") && says(&issued, "扰乱公共场所秩序"));
        assert_eq!(issued.report.request.lookup, None, "nobody else looked");
        // Who has the number alone is not told the name.
        let head = town.reports().verify(&issued.report.number).unwrap().head.unwrap();
        assert!(!head.subject.contains("小明") && head.subject.contains('*'), "{}", head.subject);
        // At a window it is a look that the person reads about.
        let paper = town.reports().issue(&counter(), person, &ask("person")).unwrap();
        let looked = town.facts(FactKind::LookupMade);
        assert_eq!(paper.report.request.lookup, looked.last().map(|fact| fact.position.0));
        assert_eq!(town.reports().of(person).unwrap().len(), 2);
        // What stands in the ledger names nobody.
        for fact in town.facts(FactKind::ReportIssued) {
            assert!(!fact.draft.body.contains("王小明") && !fact.draft.body.contains("张三明"));
        }
    }
}

story! {
    fn c_08_d_reports_are_counted_by_channel_unit_and_purpose_and_stand_in_the_register(town) {
        town.settle();
        let (subject, person) = (town.subject(COMPANY), town.settle_person());
        let reports = town.reports();
        town.own_report();
        let bought = reports.issue(&agency("jinan-finance"), subject, &ask("organisation")).unwrap();
        reports.issue(&agency("jinan-finance"), subject, &ask("organisation")).unwrap();
        reports.issue(&counter(), person, &ask("person")).unwrap();
        let counts = reports.counts(2026).unwrap();
        let finance = town.platform.law.agency("jinan-finance").unwrap().code.clone();
        let told: Vec<_> = counts
            .iter()
            .map(|one| (one.channel.as_str(), one.organisation == finance, one.purpose.as_str(), one.reports, one.registered))
            .collect();
        assert_eq!(told, [
            ("desk", true, "procurement", 2, 0),
            ("hall", false, "own", 1, 1),
            ("mine", false, "own", 1, 0),
        ]);
        assert!(reports.counts(2025).unwrap().is_empty());
        let lines = reports.issued_by("jinan-finance", 10).unwrap();
        assert_eq!((lines.len(), lines[1].number.as_str()), (2, bought.report.number.as_str()));
        assert_eq!((lines[1].by.as_str(), lines[1].matter_number.as_deref()), ("account 21", Some("采2026-7")));
        assert_eq!(reports.register(&report::RegisterFilter::default(), 10).unwrap().len(), 4);
        let day = report::RegisterFilter { until: Some(Date::constant(2026, 11, 19)), ..Default::default() };
        assert!(reports.register(&day, 10).unwrap().is_empty());
    }
}

story! {
    fn what_cannot_be_issued_says_why(town) {
        town.settle();
        let (subject, person) = (town.subject(COMPANY), town.settle_person());
        let reports = town.reports();
        let none = reports.issue(&own(subject), subject, &ask("no-such-report"));
        assert!(matches!(none, Err(ReportError::NoSuchTemplate { .. })));
        let nobody = town.subject(&code(88));
        let none = reports.issue(&own(nobody), nobody, &ask("organisation"));
        assert!(matches!(none, Err(ReportError::NoSuchSubject)));
        let wrong = reports.issue(&own(person), person, &ask("organisation"));
        assert!(wrong.is_err(), "natural persons have no public report");
        let silent = Asker::Agency {
            actor: Actor::new("jinan-finance", "account 21"),
            organisation: "jinan-finance".to_owned(),
            purpose: policy::model::matter::Purpose::Procurement,
            matter_number: " ".to_owned(),
        };
        assert_eq!(refused(reports.issue(&silent, subject, &ask("organisation"))), "H-78");
        assert!(town.facts(FactKind::ReportIssued).is_empty());
        // A company of which nothing but its registration is known has a report too.
        town.file("enterprise-registration", crate::rows::MARKET,
            registration().with("subject_code", code(5)).with("subject_name", "济南五号商贸有限公司"));
        let other = town.subject(&code(5));
        let issued = reports.issue(&own(other), other, &ask("organisation")).unwrap();
        assert!(issued.report.sections.iter().filter(|section| section.none.is_some()).count() > 5);
    }
}
