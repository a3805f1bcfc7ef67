//! Alerts, the register, reviews, questions, exports, deletions, counts.

use std::sync::Arc;

use archive::{ArchiveFollower, Digest, read};
use jiff::civil::date;
use ledger::{Follower, LedgerError};
use store::Tx;
use vocabulary::{Actor, Fact, FactKind, SubjectId};

use super::{
    A, NAME, PENALTY, on_both, regulator,
    town::{self, MARKET, Town, penalty, registration},
};
use crate::{
    AlertFilter, AlertFollower, AlertKind, AsOf, Channel, DisclosureFollower, ExportOf,
    ExportRequest, ExportState, ExportVerdict, Gate, GateError, Items, LookFilter, PageRequest,
    Query, Viewer, Whence,
};

fn refused<T: std::fmt::Debug>(answer: Result<T, GateError>) -> &'static str {
    match answer {
        Err(GateError::Refused(refusal)) => refusal.rule,
        other => panic!("{other:?}"),
    }
}

fn auditor() -> Viewer {
    Viewer::Auditor { actor: Actor::new("platform", "account 3") }
}

/// A clerk of the market regulator at the desk.
fn clerk(account: &str) -> Viewer {
    match regulator() {
        Viewer::Department { organisation, purpose, matter_number, items, .. } => {
            let actor = Actor::new(MARKET, format!("account {account}"));
            Viewer::Department { actor, organisation, purpose, matter_number, items }
        }
        other => other,
    }
}

impl Town {
    fn alerted(&self) -> Vec<(AlertKind, u64)> {
        let page = PageRequest { after: None, size: 100 };
        let alerts = self.gate().alerts(&AlertFilter::default(), &page).unwrap().into_inner();
        let mut kinds: Vec<_> =
            alerts.entries.iter().map(|alert| (alert.kind, alert.times)).collect();
        kinds.sort_unstable();
        kinds
    }
}

#[test]
fn h_11_looks_in_bulk_raise_one_alert_until_it_is_closed() {
    on_both(|town| {
        town.file(&penalty(A, NAME, "2026-05-06"));
        let (gate, subject) = (town.gate(), town.subject(A));
        let look = || gate.file(&clerk("4"), subject, AsOf::default()).unwrap();
        for _ in 0..3 {
            look();
        }
        assert_eq!(town.alerted(), []);
        look();
        look();
        assert_eq!(town.alerted(), [(AlertKind::Bulk, 2)]);
        let filter = AlertFilter { open: Some(true), kind: Some(AlertKind::Bulk) };
        let open = gate.alerts(&filter, &PageRequest::default()).unwrap().into_inner().entries;
        assert_eq!(
            (open[0].organisation.code.as_str(), open[0].actor.as_str()),
            (MARKET, "account 4")
        );
        let officer = Actor::new("platform", "account 2");
        assert_eq!(refused(gate.close_alert(&officer, &open[0].number, " ")), "C-34");
        gate.close_alert(&officer, &open[0].number, "年度专项检查，已核实。").unwrap();
        assert_eq!(refused(gate.close_alert(&officer, &open[0].number, "再次")), "C-34");
        let closed = gate.alert(&open[0].number).unwrap().unwrap();
        assert_eq!(closed.finding.as_deref(), Some("年度专项检查，已核实。"));
        look();
        assert_eq!(town.alerted(), [(AlertKind::Bulk, 1), (AlertKind::Bulk, 2)]);
    });
}

#[test]
fn c_34_a_unusual_looks_and_looks_beyond_authority_are_alarmed() {
    on_both(|town| {
        town.file(&penalty(A, NAME, "2026-05-06"));
        let fields = [("representative_name", "钱有德"), ("division", "370102")];
        town.file(&registration(A, NAME, &fields));
        let subject = town.subject(A);
        let from = |whence: Whence| town.gate().through(whence);
        // A Saturday, and an evening.
        town.move_to("2026-11-21");
        from(Whence::default()).file(&clerk("4"), subject, AsOf::default()).unwrap();
        assert_eq!(town.alerted(), [(AlertKind::OutOfHours, 1)]);
        // Its own kind, its own name, another district.
        town.move_to("2026-11-23");
        let own = Whence { represents: vec![subject], ..Whence::default() };
        from(own).file(&clerk("5"), subject, AsOf::default()).unwrap();
        let namesake = Whence { name: Some("钱有德".to_owned()), ..Whence::default() };
        from(namesake).file(&clerk("6"), subject, AsOf::default()).unwrap();
        let elsewhere = Whence { division: Some("371083".to_owned()), ..Whence::default() };
        from(elsewhere.clone()).file(&clerk("7"), subject, AsOf::default()).unwrap();
        assert_eq!(
            town.alerted(),
            [
                (AlertKind::OutOfHours, 1),
                (AlertKind::OutsideDistrict, 1),
                (AlertKind::OwnRelatives, 1),
                (AlertKind::OwnRelatives, 1),
            ]
        );
        // A role that ends at its division gets nothing.
        let bound = Whence { within: Some("371083".to_owned()), ..elsewhere };
        assert_eq!(refused(from(bound).file(&clerk("7"), subject, AsOf::default())), "H-77");
        let extra = match clerk("8") {
            Viewer::Department { actor, organisation, purpose, matter_number, .. } => {
                let items = Items::Only(vec!["no-such-item".to_owned()]);
                Viewer::Department { actor, organisation, purpose, matter_number, items }
            }
            other => other,
        };
        for _ in 0..3 {
            assert_eq!(refused(town.gate().file(&extra, subject, AsOf::default())), "H-19");
        }
        let alerts = town.alerted();
        assert!(alerts.contains(&(AlertKind::OverAuthority, 3)), "{alerts:?}");
        assert!(alerts.contains(&(AlertKind::RefusedOften, 1)), "{alerts:?}");
        // The same facts give the same alerts.
        crate::rebuild(&town.db, Arc::clone(&town.law)).unwrap();
        assert_eq!(town.alerted(), alerts);
        let night = date(2026, 11, 24).at(3, 0, 0, 0);
        town.clock.set(jiff::tz::Offset::constant(8).to_timestamp(night).unwrap());
        let key = regulator();
        town.gate().file(&key, subject, AsOf::default()).unwrap();
        assert_eq!(town.alerted(), alerts, "a system works at night too");
    });
}

#[test]
fn h_79_the_register_is_searched_sampled_questioned_and_reviewed() {
    on_both(|town| {
        town.file(&penalty(A, NAME, "2026-05-06"));
        let (gate, subject) = (town.gate(), town.subject(A));
        let file = gate.file(&clerk("4"), subject, AsOf::default()).unwrap().unwrap();
        let position = file.lookup.unwrap();
        let holder = Actor::new("subject", "account 9");
        let ask = |text: &str| gate.question(&holder, subject, position, text);
        assert_eq!(refused(ask("我的电话13800000000")), "H-08");
        assert_eq!(refused(gate.question(&holder, subject, 9_999, "为什么")), "H-08");
        let asked = ask("我没有在这个局办过事").unwrap();
        assert_eq!(refused(ask("再问一次")), "H-08");
        let own = Viewer::Subject { subject };
        let looks = || gate.lookups(&own, subject, &PageRequest::default()).unwrap().into_inner();
        assert_eq!(looks().entries[0].questioned, Some(asked));
        // The search of the register is a look itself.
        let page = PageRequest::default();
        let filter =
            LookFilter { questioned: true, subject: Some(subject), ..LookFilter::default() };
        let rows = gate.register(&auditor(), &filter, &page).unwrap().into_inner().entries;
        assert_eq!((rows.len(), rows[0].position), (1, position));
        assert_eq!(rows[0].statement.as_deref(), Some("我没有在这个局办过事"));
        let kinds: Vec<String> = looks().entries.into_iter().map(|look| look.kind).collect();
        assert_eq!(kinds, ["register", "file"]);
        assert_eq!(refused(gate.register(&clerk("4"), &filter, &page)), "H-77");
        let of = LookFilter { organisation: Some("market".to_owned()), ..LookFilter::default() };
        let rows = gate.register(&auditor(), &of, &page).unwrap().into_inner().entries;
        assert!(rows.iter().any(|row| row.position == position && row.actor == "account 4"));
        let (from, until) = (date(2026, 11, 1), date(2026, 11, 30));
        let sample = gate.sample(&auditor(), from, until).unwrap().into_inner();
        assert_eq!((sample.of, sample.rows.len()), (1, 1));
        assert_eq!(gate.sample(&auditor(), from, until).unwrap().into_inner().rows, sample.rows);
        let key = [(subject, position)];
        let reviewed = |by: &str| gate.review(&Actor::new(MARKET, by), &key, "核对办件，属实。");
        assert_eq!(refused(reviewed("account 4")), "H-79");
        reviewed("account 3").unwrap();
        assert_eq!(gate.reviews(&page).unwrap().entries[0].looks, 1);
        let answered = looks().entries.into_iter().find(|look| look.position == position).unwrap();
        assert_eq!(answered.review.unwrap().finding, "核对办件，属实。");
    });
}

fn wanted(unmasked: bool, subject: SubjectId) -> ExportRequest {
    ExportRequest {
        what: ExportOf::File { subject },
        unmasked,
        reason: "移交案件".to_owned(),
        purpose: "supervision".to_owned(),
        matter_number: "监2026-8".to_owned(),
    }
}

#[test]
fn c_34_d_h_70_an_export_has_a_number_two_persons_and_masks_unless_allowed_without() {
    on_both(|town| {
        town.file(&penalty(A, NAME, "2026-05-06"));
        let (gate, subject) = (town.gate(), town.subject(A));
        let (one, two) = (Actor::new(MARKET, "account 4"), Actor::new(MARKET, "account 5"));
        let nameless = ExportRequest { reason: String::new(), ..wanted(false, subject) };
        assert_eq!(refused(gate.ask_export(&one, &nameless)), "H-70");
        let asked = gate.ask_export(&one, &wanted(false, subject)).unwrap();
        assert_eq!(asked.state, ExportState::Asked);
        let number = asked.number.as_str();
        assert_eq!(refused(gate.take_export(&one, number)), "H-70");
        let decide =
            |by: &Actor, number: &str, verdict| gate.decide_export(by, number, verdict, "同意");
        assert_eq!(refused(decide(&one, number, ExportVerdict::Masked)), "H-70");
        assert_eq!(refused(decide(&two, number, ExportVerdict::Unmasked)), "H-70");
        decide(&two, number, ExportVerdict::Masked).unwrap();
        assert_eq!(refused(gate.take_export(&two, number)), "H-70");
        let taken = gate.take_export(&one, number).unwrap().into_inner();
        let text = serde_json::to_string(&taken).unwrap();
        assert!(taken.masked && text.contains(number) && text.contains("王**"), "{text}");
        assert_eq!(refused(gate.take_export(&one, number)), "H-70");
        let asked = gate.ask_export(&one, &wanted(true, subject)).unwrap();
        decide(&two, &asked.number, ExportVerdict::Unmasked).unwrap();
        let taken = gate.take_export(&one, &asked.number).unwrap().into_inner();
        assert!(!taken.masked && serde_json::to_string(&taken).unwrap().contains("王小明"));
        assert!(town.alerted().contains(&(AlertKind::Unmasked, 1)));
        // The subject sees that its data was taken out.
        let own = Viewer::Subject { subject };
        let looks = gate.lookups(&own, subject, &PageRequest::default()).unwrap();
        assert_eq!(looks.entries[0].kind, "export");
        assert!(looks.entries[0].basis.as_ref().unwrap().contains(&asked.number));
        assert_eq!(gate.exports(&PageRequest::default()).unwrap().entries.len(), 2);
    });
}

#[test]
fn c_34_e_a_deletion_leaves_a_certificate_and_no_copy() {
    on_both(|town| {
        let digest = town.file(&penalty(A, NAME, "2026-05-06"));
        town.correct(&penalty(A, NAME, "2026-05-07"));
        let held = registration(A, NAME, &[("representative_name", "钱有德")]);
        let registered = town.file(&held);
        let (gate, subject) = (town.gate(), town.subject(A));
        let (by, other) =
            (Actor::new("platform", "account 3"), Actor::new("platform", "account 4"));
        let erase = |digest: &str, other: &Actor, order: &str| {
            gate.erase(&by, other, subject, digest, order)
        };
        assert_eq!(refused(erase(&digest, &by, "济信销〔2026〕1号")), "H-70");
        assert_eq!(refused(erase(&digest, &other, "")), "H-70");
        let certificate = erase(&digest, &other, "济信销〔2026〕1号").unwrap();
        assert_eq!((certificate.positions.len(), certificate.recorded.len()), (2, 2));
        let cleared =
            |place: &str| certificate.cleared.iter().find(|one| one.place == place).unwrap().rows;
        assert_eq!(
            (cleared("ledger bodies"), cleared("records"), cleared("public lists")),
            (2, 2, 1)
        );
        let certificate = erase(&registered, &other, "济信销〔2026〕2号").unwrap();
        let rows: u64 = certificate.cleared.iter().map(|one| one.rows).sum();
        assert!(rows >= 4, "{certificate:?}");
        assert_eq!(refused(erase(&registered, &other, "济信销〔2026〕3号")), "H-70");
        let left = town.db.read(|tx| read::traces(tx, subject)).unwrap();
        assert!(left.iter().all(|(place, rows)| *rows == 0 || *place == "changes"), "{left:?}");
        let page = PageRequest::default();
        assert!(gate.search(&Query::Name(NAME.to_owned()), &page).unwrap().entries.is_empty());
        assert!(gate.page(subject).unwrap().is_none());
        let own = Viewer::Subject { subject };
        let kept = gate.certificates(&own, subject).unwrap().into_inner();
        assert_eq!(kept.len(), 2);
        assert_eq!(kept[0], certificate);
        assert!(Digest::from_hex(&kept[0].digest).is_some());
        // What stands is what a rebuild would make.
        let before = archive::fingerprint(&town.db).unwrap();
        archive::rebuild(&town.db, Arc::clone(&town.law), |_, _| {}).unwrap();
        assert_eq!(archive::fingerprint(&town.db).unwrap(), before);
    });
}

#[test]
fn c_08_d_queries_are_counted_by_door_unit_purpose_and_month() {
    on_both(|town| {
        town.file(&penalty(A, NAME, "2026-05-06"));
        let (gate, subject) = (town.gate(), town.subject(A));
        gate.count(Channel::Portal, "public", "search", 40).unwrap();
        gate.count(Channel::Portal, "public", "search", 2).unwrap();
        gate.file(&clerk("4"), subject, AsOf::default()).unwrap();
        gate.file(&Viewer::Subject { subject }, subject, AsOf::default()).unwrap();
        let figures = gate.queries(2026).unwrap().into_inner();
        assert_eq!(figures.total, 44);
        assert_eq!((figures.by_channel["portal"], figures.by_channel["desk"]), (42, 1));
        assert_eq!((figures.by_unit[MARKET], figures.by_unit["subject"]), (1, 1));
        assert_eq!((figures.by_purpose["supervision"], figures.by_month["2026-11"]), (1, 44));
        assert_eq!(gate.queries(2025).unwrap().total, 0);
    });
}

/// Breaks whatever would register a look.
struct Broken;

impl Follower for Broken {
    fn name(&self) -> &'static str {
        "broken"
    }

    fn apply(&self, _: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError> {
        let looks = [FactKind::LookupMade, FactKind::ExportTaken, FactKind::CheckMade];
        if facts.iter().any(|fact| looks.contains(&fact.draft.kind)) {
            return Err(LedgerError::Follower { name: "broken", reason: "on purpose".to_owned() });
        }
        Ok(())
    }
}

#[test]
fn h_78_nothing_that_is_not_public_is_answered_without_a_line_in_the_register() {
    town::on_both(
        |law| {
            vec![
                Box::new(ArchiveFollower::new(Arc::clone(law))),
                Box::new(DisclosureFollower),
                Box::new(AlertFollower::new(Arc::clone(law))),
                Box::new(Broken),
            ]
        },
        |town| {
            town.file(&penalty(A, NAME, "2026-05-06"));
            let (gate, subject, page) = (town.gate(), town.subject(A), PageRequest::default());
            let (one, two) = (Actor::new(MARKET, "account 4"), Actor::new(MARKET, "account 5"));
            let asked = gate.ask_export(&one, &wanted(false, subject)).unwrap();
            gate.decide_export(&two, &asked.number, ExportVerdict::Masked, "同意").unwrap();
            let days = (date(2026, 1, 1), date(2026, 12, 31));
            let closed = |answer: Option<GateError>| matches!(answer, Some(GateError::Ledger(_)));
            let looks: [(&str, Option<GateError>); 7] = [
                ("department", gate.file(&clerk("4"), subject, AsOf::default()).err()),
                ("auditor", gate.file(&auditor(), subject, AsOf::default()).err()),
                ("register", gate.register(&auditor(), &LookFilter::default(), &page).err()),
                ("sample", gate.sample(&auditor(), days.0, days.1).err()),
                ("consents", gate.consents(&auditor(), subject).err()),
                ("export", gate.take_export(&one, &asked.number).err()),
                ("certificates", gate.certificates(&auditor(), subject).err()),
            ];
            for (name, answer) in looks {
                assert!(closed(answer), "{name}");
            }
            // What was not registered was not counted, and the export can still be taken.
            assert_eq!(gate.exports(&page).unwrap().entries[0].state, ExportState::Allowed);
            let check = gate.weigh(&clerk("4"), &[subject], |_, _| {
                let draft = vocabulary::Draft {
                    kind: FactKind::CheckMade,
                    subject: Some(subject),
                    actor: one.clone(),
                    item: None,
                    policy: String::new(),
                    body: "{}".to_owned(),
                };
                Ok(crate::Weighed { draft, answer: PENALTY })
            });
            assert!(closed(check.err()));
        },
    );
}

#[test]
fn h_11_the_daily_limit_holds_in_a_race() {
    on_both(|town| {
        town.file(&penalty(A, NAME, "2026-05-06"));
        let limits = crate::Limits { files_a_day: 5, ..crate::Limits::default() };
        let (gate, subject): (Gate, SubjectId) = (town.gate_with(limits), town.subject(A));
        let answered: usize = std::thread::scope(|scope| {
            let look = || gate.file(&clerk("4"), subject, AsOf::default()).is_ok();
            let threads: Vec<_> = (0..24).map(|_| scope.spawn(look)).collect();
            threads.into_iter().map(|one| usize::from(one.join().unwrap())).sum()
        });
        assert_eq!(answered, 5);
    });
}
