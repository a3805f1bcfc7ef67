//! The tables of reports are made anew from the ledger, with the same rows.

use report::{RecognisedLine, RegisterFilter, RegisterLine, ReportCount};

use super::{agency, ask, counter, own};
use crate::{desk::PENALTY, harness::Town, rows::COMPANY, story};

type Seen = (Vec<RegisterLine>, Vec<RecognisedLine>, Vec<ReportCount>, Vec<String>);

fn seen(town: &Town) -> Seen {
    let reports = town.reports();
    let register = reports.register(&RegisterFilter::default(), 1_000).unwrap();
    let verdicts =
        register.iter().map(|line| format!("{:?}", reports.verify(&line.number).unwrap()));
    let verdicts = verdicts.collect();
    (register, reports.recognised(None, 1_000).unwrap(), reports.counts(2026).unwrap(), verdicts)
}

story! {
    fn the_tables_of_reports_made_anew_have_the_same_rows(town) {
        town.settle();
        let (subject, person) = (town.subject(COMPANY), town.settle_person());
        town.own_report();
        town.reports().issue(&agency("jinan-finance"), subject, &ask("organisation")).unwrap();
        town.reports().issue(&counter(), person, &ask("person")).unwrap();
        town.reports().issue(&own(person), person, &ask("person")).unwrap();
        let buyer = vocabulary::Actor::new("jinan-finance", "account 21");
        let unsigned = town.reports().recognise(&buyer, b"{}", "government-procurement", "ZC-1").unwrap();
        assert!(!unsigned.accepted);
        // One is destroyed with its record, one superseded.
        let digest = town.own_file(person).unwrap().records[0].digest.clone();
        let (by, other) = (actor("account 1"), actor("account 2"));
        town.platform.erase(&by, &other, (person, &digest), "济信销〔2026〕1号").unwrap();
        town.repair(PENALTY);
        let before = seen(town);
        assert_eq!((before.0.len(), before.1.len()), (4, 1));
        let facts = report::rebuild(&town.platform.db).unwrap();
        assert_eq!(facts, town.platform.reader.size().unwrap());
        assert_eq!(seen(town), before);
        town.reopen();
        assert_eq!(seen(town), before);
    }
}

fn actor(by: &str) -> vocabulary::Actor {
    vocabulary::Actor::new("jinan-credit-centre", by)
}
