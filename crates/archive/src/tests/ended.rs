//! What has ended stays ended: entries that gave way, repairs and withdrawals whose fact was erased.

use std::sync::Arc;

use vocabulary::{Actor, FactKind, Position};

use super::{
    on_both,
    town::{Paper, Town, penalty},
};
use crate::{AsOf, RecordState, fingerprint, rebuild};

const CODE: &str = "91370100MA3C00011J";
const NAME: &str = "济南明泉商贸有限公司";

fn trusted<'a>() -> Paper<'a> {
    Paper {
        item: "trusted",
        code: CODE,
        name: NAME,
        decided_on: "2026-01-01",
        until_on: Some("2027-12-31"),
        fields: &[("document_number", "红1号"), ("title", "守信企业")],
    }
}

fn serious<'a>(number: &'a [(&'a str, &'a str)], until_on: Option<&'a str>) -> Paper<'a> {
    let (item, decided_on) = ("serious-market-violation", "2026-05-06");
    Paper { item, code: CODE, name: NAME, decided_on, until_on, fields: number }
}

fn state(town: &Town, item: &str) -> RecordState {
    let records = town.records(CODE, AsOf::default());
    records.iter().find(|record| record.item == item).unwrap().state
}

/// Whether nobody is told of the red entry any more.
fn is_gone(town: &Town) -> bool {
    let entries = town.standing(CODE).entries;
    let listed = town.db.read(|tx| {
        let query = crate::read::ListQuery {
            items: &["trusted"],
            from_on: None,
            until_on: None,
            after: None,
            place: crate::Place::Anywhere,
            authority: None,
            today: jiff::civil::date(2026, 11, 20),
            limit: 10,
        };
        crate::read::newest(tx, &query)
    });
    listed.unwrap().is_empty() && entries.iter().all(|entry| entry.item != "trusted")
}

fn rebuilds_equal(town: &Town) {
    let before = fingerprint(&town.db).unwrap();
    rebuild(&town.db, Arc::clone(&town.law), |_, _| {}).unwrap();
    assert_eq!(fingerprint(&town.db).unwrap(), before);
}

const FIRST: [(&str, &str); 2] = [("document_number", "列1号"), ("reason", "生产禁止食品")];
const SECOND: [(&str, &str); 2] = [("document_number", "列2号"), ("reason", "生产禁止食品")];

#[test]
fn c_10_f_a_red_entry_gives_way_at_once_to_a_serious_entry_of_the_same_subject() {
    on_both(|town| {
        town.file(&trusted());
        assert!(!is_gone(town));
        let listed = town.file(&serious(&FIRST, None));
        assert_eq!(state(town, "trusted"), RecordState::Yielded);
        assert!(is_gone(town));
        // Sent again by its source, it stays out; so does one that comes later.
        town.correct(&trusted());
        assert!(is_gone(town));
        // The serious entry ends by repair: the honour was lost all the same.
        town.turn(FactKind::RepairGranted, CODE, "serious-market-violation", &listed);
        assert_eq!(state(town, "trusted"), RecordState::Yielded);
        rebuilds_equal(town);
    });
}

#[test]
fn c_10_f_a_red_entry_comes_back_only_if_no_serious_entry_should_ever_have_been() {
    on_both(|town| {
        let item = "serious-market-violation";
        let first = town.file(&serious(&FIRST, None));
        let second = town.file(&serious(&SECOND, None));
        town.file(&trusted());
        assert!(is_gone(town) && state(town, "trusted") == RecordState::Yielded);
        town.turn(FactKind::RecordWithdrawn, CODE, item, &first);
        assert!(is_gone(town), "the other one stands");
        town.turn(FactKind::RecordWithdrawn, CODE, item, &second);
        assert_eq!(state(town, "trusted"), RecordState::Valid);
        assert!(!is_gone(town));
        rebuilds_equal(town);
    });
}

#[test]
fn c_10_f_an_entry_past_its_last_day_drives_nothing_out() {
    on_both(|town| {
        town.file(&serious(&FIRST, Some("2026-11-19")));
        town.file(&trusted());
        assert_eq!(state(town, "trusted"), RecordState::Valid);
        rebuilds_equal(town);
    });
}

#[test]
fn h_29_what_was_repaired_or_withdrawn_does_not_stand_again_when_the_body_of_that_fact_is_erased() {
    on_both(|town| {
        let item = "administrative-penalty";
        for (number, kind, wanted) in [
            ("济处〔2026〕1号", FactKind::RepairGranted, RecordState::Repaired),
            ("济处〔2026〕2号", FactKind::RecordWithdrawn, RecordState::Withdrawn),
            ("济处〔2026〕3号", FactKind::RecordExpired, RecordState::Expired),
        ] {
            let paper = penalty(CODE, NAME, "2026-05-06");
            let mut fields = paper.fields.to_vec();
            fields[0].1 = number;
            let digest = town.file(&Paper { fields: &fields, ..paper });
            town.turn(kind, CODE, item, &digest);
            let of = |town: &Town| {
                let records = town.records(CODE, AsOf::default());
                records.into_iter().find(|record| record.digest.to_hex() == digest).unwrap()
            };
            let end: Position = of(town).version;
            let (actor, version) = (Actor::platform(), town.law.version().to_owned());
            town.pen.erase(Some(town.subject(CODE)), end, actor, version, "依法销毁").unwrap();
            assert_eq!(of(town).state, wanted);
            assert!(town.standing(CODE).entries.iter().all(|entry| entry.digest != digest));
            rebuilds_equal(town);
            assert_eq!(of(town).state, wanted);
        }
    });
}
