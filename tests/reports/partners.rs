//! Reports of other regions: accepted for the matters that were agreed on, refused with the reason
//! (C-08.f, S-136).

use std::sync::Arc;

use ledger::Signer;
use report::{Issued, Recognised, Reports};
use vocabulary::{Actor, Date, FactKind};

use super::{NAME, ask, own, refused};
use crate::{harness::Town, packs::Packs, rows::COMPANY, story};

const MATTER: &str = "government-procurement";

/// The keys of an invented platform in another region.
fn partner() -> Signer {
    Signer::new("credit.qingyuan.example", &[21; 32], &[22; 32]).unwrap()
}

fn agreement(signer: &Signer, dates: &str) -> String {
    let keys = signer.verifier_keys();
    format!(
        "title = {{ zh = \"清源市信用平台\", en = \"Qingyuan\" }}\n{dates}\nkeys = [\"{}\", \"{}\"]\n\
         reports = [\"organisation\"]\nmatters = [\"{MATTER}\"]\n\
         basis = [{{ document = \"区域信用合作协议（虚构）\", kind = \"normative-document\", certainty = \"assumed\" }}]\n",
        keys[0], keys[1]
    )
}

/// A town that recognises an invented region's reports in 2026 and 2027, and that region's reports.
pub fn neighbours(town: &mut Town) -> Reports {
    let packs = Packs::of_the_platform();
    let dates = "effective_from = 2026-01-01\nuntil = 2027-12-31";
    packs.write("shandong/partners/qingyuan.toml", &agreement(&partner(), dates));
    packs.adopt(town, "director-1", "济信办〔2026〕5号");
    town.settle();
    town.reports_by(partner(), Arc::clone(&town.clock) as _)
}

pub fn theirs(town: &Town, reports: &Reports) -> Issued {
    let subject = town.subject(COMPANY);
    reports.issue(&own(subject), subject, &ask("organisation")).unwrap()
}

fn buyer() -> Actor {
    Actor::new("jinan-finance", "account 21")
}

fn handed(town: &Town, file: &[u8]) -> Recognised {
    town.reports().recognise(&buyer(), file, MATTER, "采2026-7").unwrap()
}

story! {
    fn c_08_f_a_partners_report_is_accepted_for_the_matter_and_an_unsigned_or_expired_one_refused(town) {
        let reports = neighbours(town);
        let issued = theirs(town, &reports);
        let (json, pdf) = (reports.json(&issued).unwrap(), reports.pdf(&issued).unwrap());
        for file in [&json, &pdf] {
            let taken = handed(town, file);
            assert!(taken.accepted, "{taken:?}");
            assert_eq!((taken.partner.as_deref(), taken.reason), (Some("qingyuan"), None));
            let head = taken.head.unwrap();
            assert_eq!((&head.number, head.valid_until), (&issued.report.number, issued.report.valid_until));
            assert_eq!(head.issued_at, issued.report.issued_at);
        }
        // Unsigned: the bare model, a picture of the paper.
        let bare = serde_json::to_vec(&issued.report).unwrap();
        let unsealed = pdf.split(|byte| *byte == b'%').next().unwrap();
        for file in [bare.as_slice(), b"%PDF-1.7\n%%EOF\n", unsealed, b""] {
            let refused = handed(town, file);
            assert_eq!((refused.accepted, refused.rule.as_deref(), &refused.head), (false, Some("C-08.f"), &None));
            assert!(refused.reason.unwrap().contains('，'), "what happened and what to do");
        }
        let mut altered = json.clone();
        let fine = "罚款".as_bytes();
        let at = altered.windows(fine.len()).position(|window| window == fine).unwrap();
        altered[at] ^= 1;
        assert!(handed(town, &altered).reason.unwrap().contains("改动"));
        // Our own report is nobody else's.
        let ours = town.own_report();
        let ours = handed(town, &town.reports().json(&ours).unwrap());
        assert!(!ours.accepted && ours.partner.is_none());
        // Expired.
        town.move_to(issued.report.valid_until.tomorrow().unwrap());
        let late = handed(town, &json);
        assert!(!late.accepted && late.reason.unwrap().contains("过期"));
        assert!(late.head.unwrap().is_over);
        // Every one of them is a fact and stands in the list of the unit.
        let lines = town.reports().recognised(Some("jinan-finance"), 50).unwrap();
        assert_eq!((lines.len(), lines.iter().filter(|line| line.accepted).count()), (9, 2));
        assert_eq!(town.facts(FactKind::ReportRecognised).len(), 9);
        assert!(lines.iter().all(|line| line.matter_number == "采2026-7" && line.by == "account 21"));
        assert!(town.reports().recognised(Some("jinan-housing"), 50).unwrap().is_empty());
        for body in town.bodies(FactKind::ReportRecognised) {
            assert!(!body.to_string().contains(NAME), "no name stands in the ledger");
        }
    }
}

story! {
    fn c_08_f_an_agreement_counts_for_its_reports_its_matters_its_days_and_both_keys(town) {
        let reports = neighbours(town);
        let file = reports.json(&theirs(town, &reports)).unwrap();
        let told = |matter: &str| town.reports().recognise(&buyer(), &file, matter, "采2026-7");
        assert_eq!(refused(told("no-such-matter")), "H-77");
        assert_eq!(refused(told("social-assistance")), "H-77", "another unit's matter");
        assert_eq!(refused(town.reports().recognise(&buyer(), &file, MATTER, " ")), "H-78");
        let other = told("fiscal-subsidy").unwrap();
        assert!(!other.accepted && other.reason.unwrap().contains("事项"), "not agreed on");
        // A report of another kind.
        let person = town.settle_person();
        let kind = reports.issue(&own(person), person, &ask("person")).unwrap();
        let kind = handed(town, &reports.json(&kind).unwrap());
        assert!(!kind.accepted && kind.reason.unwrap().contains("种类"));
        // One key of two.
        let half = Signer::new("credit.qingyuan.example", &[21; 32], &[23; 32]).unwrap();
        let half = town.reports_by(half, Arc::clone(&town.clock) as _);
        let half = handed(town, &half.json(&theirs(town, &half)).unwrap());
        assert!(!half.accepted && half.partner.is_none());
        // After the agreement, the partner is still named.
        town.move_to(Date::constant(2028, 1, 3));
        let late = handed(town, &reports.json(&theirs(town, &reports)).unwrap());
        assert_eq!((late.accepted, late.partner.as_deref()), (false, Some("qingyuan")));
        assert!(late.reason.unwrap().contains("到期"));
    }
}
