//! A record that is destroyed by order of law is in no report any more, nor in the ledger (H-70, C-34.e).

use report::{ReportError, Verdict};
use vocabulary::{Actor, Date, FactKind, Position};

use super::{ask, own, refused, says};
use crate::{
    desk::PENALTY,
    rows::{COMPANY, MARKET, penalty},
    story,
};

fn keeper(by: &str) -> Actor {
    Actor::new("jinan-credit-centre", by)
}

story! {
    fn h_70_c_34_e_a_record_that_is_destroyed_takes_what_reports_said_of_it_with_it(town) {
        town.settle();
        let subject = town.subject(COMPANY);
        let asker = own(subject);
        let (first, second) = (town.own_report(), town.own_report());
        let pdf = town.reports().pdf(&first).unwrap();
        let person = town.settle_person();
        let beside = town.reports().issue(&own(person), person, &ask("person")).unwrap();
        let digest = town.own_record(PENALTY).digest;
        let erase = |approver: &str, order: &str| {
            town.reports().erase(&keeper("account 1"), &keeper(approver), (subject, &digest), order)
        };
        assert_eq!(refused(erase("account 1", "济信销〔2026〕1号")), "H-70");
        assert_eq!(refused(erase("account 2", " ")), "H-70");
        let (by, other) = (keeper("account 1"), keeper("account 2"));
        let order = "济信销〔2026〕1号";
        let (certificate, numbers) = town.platform.erase(&by, &other, (subject, &digest), order).unwrap();
        assert_eq!(certificate.digest, digest);
        let mut expected = [first.report.number.clone(), second.report.number.clone()];
        expected.sort();
        let mut numbers = numbers;
        numbers.sort();
        assert_eq!(numbers, expected);
        // Their bodies are gone, every proof holds.
        for issued in [&first, &second] {
            assert!(town.platform.reader.fact(Position(issued.position)).unwrap().is_none());
            assert!(matches!(town.reports().again(&asker, &issued.report.number), Err(ReportError::Superseded { .. })));
        }
        town.platform.sequencer.fold().unwrap();
        let sound = ledger::verify_database(&town.platform.db, &town.platform.verifiers).unwrap();
        assert!(sound.holds(), "{:?}", sound.faults);
        // That they were issued is still known, and nothing else of them.
        let verified = town.reports().verify_file(&pdf).unwrap();
        let head = verified.head.unwrap();
        assert_eq!((verified.verdict, head.subject.as_str()), (Verdict::Superseded, ""));
        assert_eq!((head.title.as_str(), head.valid_until), (first.report.template.title.as_str(), Date::constant(2027, 2, 20)));
        assert_eq!(town.reports().of(subject).unwrap().iter().filter(|line| line.superseded).count(), 2);
        assert_eq!(town.verdict(&beside.report.number), Verdict::Genuine, "reports of others stay");
        assert_eq!(town.bodies(FactKind::BodyErased).iter().filter(|body| body["report"].is_object()).count(), 2);
        // A second order finds nothing more, and a new report goes on.
        assert!(erase("account 2", order).unwrap().is_empty());
        assert!(!says(&town.own_report(), "罚款3万元"));
        town.file(PENALTY, MARKET, penalty().with("document_number", "济市监罚〔2026〕15号"));
        assert!(says(&town.own_report(), "罚款3万元"));
    }
}

story! {
    fn h_70_one_report_is_destroyed_by_order_and_its_number_stays_known(town) {
        town.settle();
        let (issued, other) = (town.own_report(), town.own_report());
        let number = &issued.report.number;
        let (by, second) = (keeper("account 1"), keeper("account 2"));
        let erase = |number: &str, order: &str| town.reports().erase_one(&by, &second, number, order);
        assert_eq!(refused(town.reports().erase_one(&by, &by, number, "济信销〔2026〕3号")), "H-70");
        assert!(matches!(erase("20261120100000AAAAAAAA", "济信销〔2026〕3号"), Err(ReportError::NoSuchReport { .. })));
        erase(number, "济信销〔2026〕3号").unwrap();
        assert!(matches!(erase(number, "济信销〔2026〕3号"), Err(ReportError::NoSuchReport { .. })), "once");
        assert_eq!((town.verdict(number), town.verdict(&other.report.number)), (Verdict::Superseded, Verdict::Genuine));
        assert!(town.platform.reader.fact(Position(issued.position)).unwrap().is_none());
    }
}
