//! The patrol: what it finds, what it lets go, and partners' copies (C-18.b, C-18.d, H-38).

use serde_json::json;
use vocabulary::{Date, FactKind};
use workflow::FindingKind;

use crate::{
    desk::PENALTY,
    effects::REPAIRED,
    harness::Town,
    rows::{COMPANY, MARKET, penalty},
    story,
};

/// What the patrol has found of a kind: the detail of each.
fn found(town: &Town, kind: FindingKind) -> Vec<String> {
    let page = town.platform.patrol.findings(kind, &Default::default()).unwrap();
    page.entries.into_iter().map(|one| one.detail).collect()
}

fn compare(town: &Town, partner: &str, rows: &str) -> workflow::Round {
    let file = town.folder().join(format!("{partner}.csv"));
    std::fs::write(&file, rows).unwrap();
    let lines = probity::copies::read(&file, &town.platform.site_key).unwrap();
    town.platform.patrol.compare(partner, &lines).unwrap()
}

story! {
    fn c_18_b_h_38_a_partner_copy_that_still_shows_a_repaired_record_is_found_and_let_go_once_mended(town) {
        town.fined_in_june();
        let digest = town.own_record(PENALTY).digest;
        let shown = format!("code,digest,state\n{COMPANY},{digest},公示\n");
        assert_eq!(compare(town, "province", &shown).differing, 0);
        town.on_engine(REPAIRED);
        let round = compare(town, "province", &shown);
        assert_eq!((round.seen, round.differing), (1, 1));
        assert_eq!(found(town, FindingKind::Copy), ["still-shown"]);
        // Another partner took it down, one shows what never was here: each is told apart.
        assert_eq!(compare(town, "county", &format!("code,digest,state\n{COMPANY},{digest},已撤下\n")).differing, 0);
        let never = json!({ "code": COMPANY, "digest": "0".repeat(32), "state": "shown" });
        assert_eq!(compare(town, "partner-site", &format!("{never}\n")).differing, 1);
        assert_eq!(found(town, FindingKind::Copy).len(), 2);
        let gone = compare(town, "province", &format!("code,digest,state\n{COMPANY},{digest},gone\n"));
        assert_eq!(gone.differing, 0);
        assert_eq!(found(town, FindingKind::Copy), ["unknown"]);
        let rounds = town.platform.patrol.rounds().unwrap();
        assert_eq!(rounds.iter().map(|one| one.whose.as_str()).collect::<Vec<_>>(), ["county", "partner-site", "province"]);
    }
}

story! {
    fn c_18_b_a_partner_copy_behind_a_correction_or_without_what_is_public_is_found(town) {
        town.fined_in_june();
        let record = town.own_record(PENALTY);
        let row = |state: &str, position: u64| format!("code,digest,state,position\n{COMPANY},{},{state},{position}\n", record.digest);
        assert_eq!(compare(town, "province", &row("shown", record.position)).differing, 0);
        let corrected = penalty().with("decided_on", "2026-06-10").with("fine", "4");
        assert_eq!(town.send(PENALTY, MARKET, &[corrected]).corrected, 1);
        assert_eq!(compare(town, "province", &row("shown", record.position)).differing, 1);
        assert_eq!(found(town, FindingKind::Copy), ["stale"]);
        assert_eq!(compare(town, "province", &row("gone", record.position)).differing, 1);
        assert_eq!(found(town, FindingKind::Copy), ["missing"]);
    }
}

story! {
    fn c_18_d_withdrawals_without_basis_and_refused_looks_are_found_when_they_happen(town) {
        town.fined_in_june();
        town.decide(FactKind::RecordWithdrawn, PENALTY, json!({ "reason": "弄错了", "source": "jinan-market-regulation" }));
        assert_eq!(found(town, FindingKind::Baseless), ["withdrawn"]);
        let mut nosy = town.supervisor();
        if let disclosure::Viewer::Department { matter_number, .. } = &mut nosy {
            matter_number.clear();
        }
        town.platform.gate.file(&nosy, town.subject(COMPANY), Default::default()).unwrap_err();
        assert_eq!(found(town, FindingKind::Look), ["H-78"]);
        let looks = town.platform.patrol.findings(FindingKind::Look, &Default::default()).unwrap();
        assert_eq!(looks.entries[0].subject, None, "who was looked at is told to auditors only");
        // A look stays for thirty days.
        town.move_to(Date::constant(2026, 12, 22));
        town.platform.walk().unwrap();
        assert!(found(town, FindingKind::Look).is_empty());
        assert_eq!(found(town, FindingKind::Baseless), ["withdrawn"]);
    }
}

story! {
    fn c_18_d_a_withdrawal_that_names_its_basis_is_no_finding(town) {
        town.fined_in_june();
        let reason = "复议决定书济政复〔2026〕8号撤销";
        town.decide(FactKind::RecordWithdrawn, PENALTY, json!({ "reason": reason }));
        assert!(found(town, FindingKind::Baseless).is_empty());
    }
}

story! {
    fn c_18_d_publication_past_its_day_is_found_and_leaves_the_list_once_it_has_ended(town) {
        town.fined_in_june();
        // Fourteen months later, and the timer that ends publication has not run.
        town.move_to(Date::constant(2027, 12, 20));
        let round = town.platform.patrol.walk().unwrap();
        assert_eq!(round.differing, 1);
        assert_eq!(found(town, FindingKind::Overdue), ["2027-06-10"]);
        // The round of the day runs it first.
        assert_eq!(town.platform.walk().unwrap().differing, 0);
        assert!(found(town, FindingKind::Overdue).is_empty());
        assert_eq!(town.facts(FactKind::PatrolMade).len(), 2);
        assert!(town.platform.patrol.went_today().unwrap());
    }
}

story! {
    fn c_18_d_each_finding_can_be_made_a_rectification_with_unit_and_basis_filled_in(town) {
        town.fined_in_june();
        town.decide(FactKind::RecordWithdrawn, PENALTY, json!({ "reason": "弄错了", "source": "jinan-market-regulation" }));
        let door = town.door();
        let officer = town.staff("jinan-credit-centre", "credit-officer");
        assert_eq!(officer.post(&door, "/desk/patrol", &[]).status.as_u16(), 303);
        let page = officer.get(&door, "/desk/patrol?kind=baseless").text;
        let from = page.find("/desk/cases/new/").expect("a finding leads to an order");
        let href = page[from..].split('"').next().unwrap().replace("&amp;", "&");
        let form = officer.get(&door, &href).text;
        for part in ["撤销时没有写明依据", "jinan-market-regulation", "鲁信用办〔2021〕5号"] {
            assert!(form.contains(part), "{part} in {form}");
        }
        let auditor = town.staff("jinan-credit-centre", "auditor");
        let seen = auditor.get(&door, "/desk/patrol?kind=baseless").text;
        assert!(seen.contains("撤销时没有写明依据") && !seen.contains("/desk/cases/new/"));
    }
}
