//! The pen: order, durability, all or nothing.

use std::{sync::Barrier, thread};

use store::StoreError;
use vocabulary::{Actor, FactKind, Position};

use super::city::{City, draft, on_both, subject};
use crate::LedgerError;

fn note(city: &City, n: i64) -> Result<Position, LedgerError> {
    city.pen.transact(move |scribe| {
        let seen = scribe.tx().query("select n from ledger_trial where label = 'job'", &[])?;
        let sql = "insert into ledger_trial (n, label) values ($1, 'job')";
        scribe.tx().execute(sql, &[n.into()])?;
        let position = scribe.append(draft(seen.len() as u64));
        if n < 0 { Err(LedgerError::Closed) } else { Ok(position) }
    })
}

fn jobs(city: &City) -> i64 {
    let sql = "select count(*) from ledger_trial where label = 'job'";
    city.db.read(|tx| tx.query_one(sql, &[])).unwrap().unwrap().int(0).unwrap()
}

#[test]
fn facts_come_back_as_they_were_drafted() {
    on_both(|city| {
        let positions = city.pen.append((0..5).map(draft).collect()).unwrap();
        assert_eq!(positions, (0..5).map(Position).collect::<Vec<_>>());
        let facts = city.reader.facts_from(Position(1), 3).unwrap();
        assert_eq!(facts.iter().map(|fact| fact.position.0).collect::<Vec<_>>(), [1, 2, 3]);
        assert!(facts.iter().all(|fact| fact.draft == draft(fact.position.0)));
        assert_eq!(city.reader.fact(Position(5)).unwrap(), None);
        assert_eq!(city.followed(), 5);
        let keys =
            [(subject(4), Position(4)), (subject(4), Position(3)), (subject(0), Position(0))];
        let bodies = city.db.read(|tx| crate::Reader::bodies(tx, &keys)).unwrap();
        assert_eq!(bodies, [Some(draft(4).body), None, Some(draft(0).body)]);
    });
}

#[test]
fn callers_at_the_same_time_get_dense_positions_next_to_one_another() {
    on_both(|city| {
        let start = Barrier::new(8);
        let positions: Vec<Vec<Position>> = thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|n| {
                    let start = &start;
                    scope.spawn(move || {
                        start.wait();
                        let batches = (0..20).map(|m| vec![draft(n); 1 + m % 3]);
                        batches.map(|batch| city.pen.append(batch).unwrap()).collect::<Vec<_>>()
                    })
                })
                .collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        assert!(positions.iter().all(|batch| batch.windows(2).all(|two| two[1].0 == two[0].0 + 1)));
        let mut all: Vec<u64> =
            positions.into_iter().flatten().map(|position| position.0).collect();
        all.sort_unstable();
        assert_eq!(all, (0..all.len() as u64).collect::<Vec<_>>());
        assert_eq!(city.followed(), all.len() as i64);
        assert!(city.verify().holds());
    });
}

#[test]
fn a_job_that_fails_undoes_only_itself() {
    on_both(|city| {
        let start = Barrier::new(6);
        thread::scope(|scope| {
            for n in 0..6_i64 {
                let start = &start;
                scope.spawn(move || {
                    start.wait();
                    for m in 1..=10 {
                        let number = if n % 2 == 0 { n * 100 + m } else { -n * 100 - m };
                        assert_eq!(note(city, number).is_ok(), n % 2 == 0);
                    }
                });
            }
        });
        assert_eq!((jobs(city), city.reader.size().unwrap(), city.followed()), (30, 30, 30));
        assert!(matches!(note(city, 1), Err(LedgerError::Store(StoreError::Duplicate { .. }))));
        let again = city.pen.transact(|scribe| {
            scribe.append(draft(1));
            let sql = "insert into ledger_trial (n, label) values (1, 'job')";
            let _ = scribe.tx().execute(sql, &[]);
            Ok::<_, LedgerError>(())
        });
        assert!(again.is_err(), "a statement that failed was passed over");
        assert_eq!(city.reader.size().unwrap(), 30);
    });
}

#[test]
fn a_panic_or_a_bad_body_undoes_only_its_job_and_the_pen_lives() {
    on_both(|city| {
        let panicked = city.pen.transact(|scribe| {
            scribe.append(draft(1));
            if scribe.now().as_second() > 0 {
                panic!("on purpose");
            }
            Ok::<_, LedgerError>(())
        });
        assert!(
            matches!(panicked, Err(LedgerError::Panicked { reason }) if reason == "on purpose")
        );
        for body in ["", "{", "1 ", r#"{}, "policy":"x""#, "\u{feff}1"] {
            let mut bad = draft(1);
            bad.body = body.to_owned();
            let refused = city.pen.append(vec![draft(0), bad.clone()]);
            assert!(matches!(refused, Err(LedgerError::Body { .. })), "{body}");
            let refused = city.pen.transact(move |scribe| {
                scribe.append(draft(0));
                scribe.append(bad);
                Ok::<_, LedgerError>(())
            });
            assert!(matches!(refused, Err(LedgerError::Body { .. })), "{body}");
        }
        assert_eq!(city.reader.size().unwrap(), 0);
        city.append(1);
        assert_eq!(city.reader.size().unwrap(), 1);
    });
}

#[test]
fn a_follower_that_refuses_undoes_everything() {
    on_both(|city| {
        for by in ["nobody", "panic"] {
            let mut refused = draft(1);
            refused.actor = Actor::new("370100-sjj", by);
            let answer = city.pen.append(vec![draft(0), refused]);
            let Err(LedgerError::Undone { reason }) = answer else { panic!("{answer:?}") };
            assert!(reason.contains("trial could not follow") || reason.contains("on purpose"));
        }
        assert_eq!((city.reader.size().unwrap(), city.followed()), (0, 0));
        city.append(2);
        assert_eq!((city.reader.size().unwrap(), city.followed()), (2, 2));
    });
}

#[test]
fn instants_never_go_backwards() {
    on_both(|city| {
        city.append(1);
        city.clock.set(jiff::Timestamp::UNIX_EPOCH);
        city.append(1);
        let facts = city.reader.facts_from(Position(0), 2).unwrap();
        assert_eq!(facts[0].at, facts[1].at);
    });
}

#[test]
fn an_erased_body_is_gone_and_the_log_still_holds() {
    on_both(|city| {
        city.append(10);
        city.sequencer.fold().unwrap();
        let before = city.reader.inclusion(Position(4)).unwrap();
        let erase = |subject, position| {
            let actor = Actor::new("370100-fgw", "officer-1");
            city.pen.erase(subject, Position(position), actor, "2026.1".to_owned(), "court order")
        };
        assert!(matches!(erase(Some(subject(9)), 4), Err(LedgerError::NoFact { .. })));
        assert_eq!(erase(Some(subject(4)), 4).unwrap(), Position(10));
        assert_eq!(erase(None, 5).unwrap(), Position(11));
        assert!(matches!(erase(Some(subject(4)), 4), Err(LedgerError::NoFact { .. })));
        assert!(matches!(erase(Some(subject(4)), 10), Err(LedgerError::ErasureStays { .. })));
        city.sequencer.fold().unwrap();
        assert_eq!(city.reader.fact(Position(4)).unwrap(), None);
        assert_eq!(city.reader.opening(Some(subject(4)), Position(4)).unwrap(), None);
        let facts = city.reader.facts_from(Position(3), 9).unwrap();
        assert_eq!(facts.len(), 7);
        assert_eq!(facts.last().unwrap().draft.kind, FactKind::BodyErased);
        let after = city.reader.inclusion(Position(4)).unwrap();
        assert_eq!(before.entry, after.entry);
        after.check(&super::city::signer().verifiers().unwrap()).unwrap();
        let report = city.verify();
        assert!(report.holds(), "{report:?}");
        assert_eq!((report.facts, report.bodies, report.erased, report.signed), (12, 10, 2, 12));
    });
}

#[test]
fn dropping_the_pen_finishes_what_it_was_given() {
    on_both(|city| {
        let pen = city.pen.clone();
        thread::scope(|scope| {
            for n in 0..4 {
                let pen = pen.clone();
                scope.spawn(move || pen.append(vec![draft(n)]).unwrap());
            }
        });
        drop(pen);
        city.append(1);
        assert_eq!(city.reader.size().unwrap(), 5);
    });
}
