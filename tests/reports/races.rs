//! A record that leaves while a report is being made: no report is ever handed out that still holds it.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use ledger::Signer;
use report::{Issued, ReportError, Verdict};
use serde_json::json;
use vocabulary::{Actor, Clock, Draft, FactKind, FixedClock, Timestamp};

use super::{agency, ask, consented, own, refused, says};
use crate::{consents::holder, desk::PENALTY, harness::Town, rows::COMPANY, story};

/// What a trap does, once.
type Act = Box<dyn FnOnce() + Send>;

/// A clock that does something when it is read for the n-th time.
struct Trap {
    clock: Arc<FixedClock>,
    spring: Mutex<(u32, Option<Act>)>,
}

impl Clock for Trap {
    fn now(&self) -> Timestamp {
        let mut spring = self.spring.lock().unwrap();
        spring.0 = spring.0.saturating_sub(1);
        if spring.0 == 0
            && let Some(act) = spring.1.take()
        {
            act();
        }
        self.clock.now()
    }
}

/// The repair of the company's penalty, ready to be appended.
fn repair(town: &Town) -> Draft {
    let digest = town.own_record(PENALTY).digest;
    Draft {
        kind: FactKind::RepairGranted,
        subject: Some(town.subject(COMPANY)),
        actor: Actor::new("jinan-credit-centre", "story"),
        item: Some(PENALTY.to_owned()),
        policy: town.platform.law.version().to_owned(),
        body: json!({ "digest": digest, "reason": "履行义务", "decision": "济信修〔2026〕1号" })
            .to_string(),
    }
}

story! {
    fn h_27_a_repair_that_lands_between_look_and_fact_is_seen_and_the_report_is_made_again(town) {
        town.settle();
        let (draft, pen, subject) = (repair(town), town.platform.pen.clone(), town.subject(COMPANY));
        // The first reading is the day, the second the stamp of the report that was just compiled.
        let spring: Act = Box::new(move || {
            pen.append(vec![draft]).unwrap();
        });
        let trap = Trap { clock: Arc::clone(&town.clock), spring: Mutex::new((2, Some(spring))) };
        let signer = Signer::new("probity/log", &[1; 32], &[2; 32]).unwrap();
        let reports = town.reports_by(signer, Arc::new(trap));
        let issued = reports.issue(&own(subject), subject, &ask("organisation")).unwrap();
        assert!(!says(&issued, "罚款3万元") && says(&issued, "食品经营许可证"));
        assert_eq!(reports.verify(&issued.report.number).unwrap().verdict, Verdict::Genuine);
        assert_eq!(town.facts(FactKind::ReportIssued).len(), 1, "the overtaken one was never appended");
    }
}

story! {
    fn h_27_whoever_gets_a_report_in_a_crowd_gets_none_that_a_repair_has_overtaken(town) {
        town.settle();
        let (draft, subject) = (repair(town), town.subject(COMPANY));
        let repaired = Arc::new(AtomicBool::new(false));
        let desks: Vec<_> = (0..4)
            .map(|desk| {
                let (reports, repaired) = (town.platform.reports.clone(), Arc::clone(&repaired));
                thread::spawn(move || {
                    let mut got: Vec<(bool, Issued)> = Vec::new();
                    // A few after the repair, however quick it comes.
                    let mut after = 0;
                    while after < 3 {
                        let known = repaired.load(Ordering::SeqCst);
                        after += u32::from(known);
                        let asker = if desk % 2 == 0 { own(subject) } else { agency("jinan-finance") };
                        match reports.issue(&asker, subject, &ask("organisation")) {
                            Ok(issued) => got.push((known, issued)),
                            Err(ReportError::Overtaken) => {}
                            Err(other) => panic!("{other}"),
                        }
                    }
                    got
                })
            })
            .collect();
        let issues = || town.facts(FactKind::ReportIssued).len();
        while issues() < 8 {
            thread::yield_now();
        }
        town.platform.pen.append(vec![draft]).unwrap();
        repaired.store(true, Ordering::SeqCst);
        let got: Vec<(bool, Issued)> = desks.into_iter().flat_map(|desk| desk.join().unwrap()).collect();
        assert!(got.iter().any(|(known, _)| *known) && got.iter().any(|(known, _)| !*known));
        for (known, issued) in got {
            let holds = says(&issued, "罚款3万元");
            assert!(!(known && holds), "issued after the repair was durable");
            let verdict = town.verdict(&issued.report.number);
            assert_eq!(verdict, if holds { Verdict::Superseded } else { Verdict::Genuine });
        }
        // Nor does any report of the ledger stand that holds it, handed out or not.
        for line in town.reports().register(&report::RegisterFilter::default(), 10_000).unwrap() {
            let again = town.reports().again(&own(subject), &line.number);
            assert!(again.map_or(true, |issued| !says(&issued, "罚款3万元")));
        }
    }
}

story! {
    fn h_23_a_consent_that_is_withdrawn_while_its_report_is_made_opens_nothing(town) {
        let person = town.settle_person();
        let given = town.grant(person, "agency-service", "jinan-approval-service").number;
        let (gate, number) = (town.platform.gate.clone(), given.clone());
        let spring: Act = Box::new(move || {
            gate.withdraw(&holder(), person, &number).unwrap();
        });
        let trap = Trap { clock: Arc::clone(&town.clock), spring: Mutex::new((2, Some(spring))) };
        let signer = Signer::new("probity/log", &[1; 32], &[2; 32]).unwrap();
        let reports = town.reports_by(signer, Arc::new(trap));
        let lender = consented("jinan-approval-service", &given);
        assert_eq!(refused(reports.issue(&lender, person, &ask("person"))), "H-23");
        for line in reports.register(&report::RegisterFilter::default(), 10).unwrap() {
            assert_eq!(refused(reports.again(&lender, &line.number)), "H-23");
        }
    }
}
