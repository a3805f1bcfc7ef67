//! What rooms rely on, tried on SQLite and, when `PROBITY_TEST_POSTGRES` names a server, there too.

mod engines;

use std::sync::{Arc, Barrier};

use crate::{Database, Engine, StoreError, Tx, Value};
use engines::on_both;

const TABLE: &str = "create table store_trial (subject_id blob, n bigint, amount double precision,
    label text, primary key (subject_id, n))";

fn with_table(db: &Database) {
    let sql = match db.engine() {
        Engine::Sqlite => TABLE.to_owned(),
        Engine::Postgres => TABLE.replace("blob", "bytea"),
    };
    db.write(|tx| tx.execute(&sql, &[])).unwrap();
}

const INSERT: &str =
    "insert into store_trial (subject_id, n, amount, label) values ($1, $2, $3, $4)";

fn put(tx: &mut Tx, n: i64, label: Option<&str>) -> Result<u64, StoreError> {
    tx.execute(INSERT, &[[7_u8; 16].into(), n.into(), 0.5.into(), label.into()])
}

fn count(db: &Database) -> i64 {
    let sql = "select count(*), sum(n) from store_trial";
    db.read(|tx| tx.query_one(sql, &[])).unwrap().unwrap().int(0).unwrap()
}

#[test]
fn values_come_back_as_they_went() {
    on_both(|db| {
        with_table(db);
        db.write(|tx| put(tx, -5, Some("济南 'x' $1"))).unwrap();
        db.write(|tx| put(tx, i64::MAX, None)).unwrap();
        let sql = "select subject_id, n, amount, label, $2 || label, n > 0, count(*) over ()
            from store_trial where n < $1 order by n";
        let rows = db.read(|tx| tx.query(sql, &[0.into(), "<$1>".into()])).unwrap();
        let [row] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!(row.bytes(0).unwrap(), [7; 16]);
        assert_eq!((row.int(1).unwrap(), row.real(2).unwrap()), (-5, 0.5));
        assert_eq!(row.text(4).unwrap(), "<$1>济南 'x' $1");
        assert_eq!((row.int(5).unwrap(), row.int(6).unwrap()), (0, 1));
        assert!(matches!(row.int(3), Err(StoreError::Column { column: 3, .. })));
        assert!(matches!(row.text(9), Err(StoreError::Column { found: "nothing", .. })));
    });
}

#[test]
fn sums_of_integers_are_integers() {
    on_both(|db| {
        with_table(db);
        db.write(|tx| put(tx, 20_000, None).and_then(|_| put(tx, 1, None))).unwrap();
        let sql = "select sum(n), avg(n) from store_trial where n > $1";
        let row = db.read(|tx| tx.query_one(sql, &[0.into()])).unwrap().unwrap();
        assert_eq!((row.int(0).unwrap(), row.real(1).unwrap()), (20_001, 10_000.5));
    });
}

#[test]
fn a_failed_write_leaves_nothing() {
    on_both(|db| {
        with_table(db);
        let refused = db.write(|tx| {
            put(tx, 1, None)?;
            Err::<(), _>(StoreError::SealForm)
        });
        assert!(matches!(refused, Err(StoreError::SealForm)));
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            db.write(|tx| {
                put(tx, 2, None)?;
                if count(db) == 0 {
                    panic!("on purpose");
                }
                Ok::<_, StoreError>(())
            })
        }));
        assert!(panicked.is_err());
        assert_eq!(count(db), 0);
        db.write(|tx| put(tx, 3, None)).unwrap();
        assert_eq!(count(db), 1);
    });
}

#[test]
fn a_duplicate_is_survived_only_inside_a_savepoint() {
    on_both(|db| {
        with_table(db);
        db.write(|tx| {
            put(tx, 1, None)?;
            let again = tx.savepoint(|tx| put(tx, 2, None).and_then(|_| put(tx, 1, None)));
            assert!(matches!(again, Err(StoreError::Duplicate { .. })), "{again:?}");
            let inner = tx.savepoint(|tx| {
                put(tx, 4, None)?;
                let _ = tx.savepoint(|tx| put(tx, 4, None));
                put(tx, 5, None)
            });
            inner.map(drop)
        })
        .unwrap();
        assert_eq!(count(db), 3);
        let passed_over = db.write(|tx| {
            put(tx, 8, None)?;
            let _ = put(tx, 1, None);
            Ok::<_, StoreError>(())
        });
        assert!(passed_over.is_err());
        assert_eq!(count(db), 3);
    });
}

#[test]
fn a_read_is_one_snapshot() {
    on_both(|db| {
        with_table(db);
        db.read(|tx| {
            let sql = "select count(*) from store_trial";
            assert_eq!(tx.query_one(sql, &[])?.unwrap().int(0)?, 0);
            db.write(|tx| put(tx, 1, None)).unwrap();
            assert_eq!(tx.query_one(sql, &[])?.unwrap().int(0)?, 0);
            Ok::<_, StoreError>(())
        })
        .unwrap();
        assert_eq!(count(db), 1);
        let written = db.read(|tx| put(tx, 2, None));
        assert!(written.is_err(), "a reader must not write");
        assert_eq!(count(db), 1);
    });
}

#[test]
fn a_glance_sees_what_was_committed_meanwhile() {
    on_both(|db| {
        with_table(db);
        db.glance(|tx| {
            let sql = "select count(*) from store_trial";
            assert_eq!(tx.query_one(sql, &[])?.unwrap().int(0)?, 0);
            db.write(|tx| put(tx, 1, None)).unwrap();
            assert_eq!(tx.query_one(sql, &[])?.unwrap().int(0)?, 1);
            Ok::<_, StoreError>(())
        })
        .unwrap();
        assert_eq!(count(db), 1);
    });
}

#[test]
fn many_sets_of_parameters_give_results_in_their_order() {
    on_both(|db| {
        with_table(db);
        let rows: Vec<Vec<Value>> = (0..3000)
            .map(|n: i64| vec![[7; 16].into(), n.into(), 1.5.into(), n.to_string().into()])
            .collect();
        assert_eq!(db.write(|tx| tx.execute_each(INSERT, &rows)).unwrap(), 3000);
        let again = format!("{INSERT} on conflict (subject_id, n) do nothing");
        assert_eq!(db.write(|tx| tx.execute_each(&again, &rows)).unwrap(), 0);
        let update = "update store_trial set label = $1 where subject_id = $2 and n = $3";
        let sets: Vec<Vec<Value>> =
            (0..700).map(|n: i64| vec!["new".into(), [7; 16].into(), n.into()]).collect();
        assert_eq!(db.write(|tx| tx.execute_each(update, &sets)).unwrap(), 700);
        let asked: Vec<Vec<Value>> = (0..5000).rev().map(|n: i64| vec![n.into()]).collect();
        let sql = "select label from store_trial where n = $1";
        let found = db.read(|tx| tx.query_each(sql, &asked)).unwrap();
        assert_eq!(found.len(), 5000);
        assert!(found[0].is_empty() && found[4999][0].text(0).unwrap() == "new");
        assert_eq!(found[2100][0].text(0).unwrap(), "2899");
        let mut last = -1;
        db.read(|tx| {
            tx.stream("select n from store_trial order by n", &[], |row| {
                last = row.int(0)?;
                if last == 999 { Err(StoreError::SealForm) } else { Ok(()) }
            })
        })
        .unwrap_err();
        assert_eq!((last, count(db)), (999, 3000));
    });
}

#[test]
fn an_update_that_meets_its_own_row_twice_takes_the_last() {
    on_both(|db| {
        with_table(db);
        let sql =
            format!("{INSERT} on conflict (subject_id, n) do update set label = excluded.label");
        let row = |label: &str| vec![[7; 16].into(), 1.into(), Value::Null, label.into()];
        db.write(|tx| tx.execute_each(&sql, &[row("a"), row("b")])).unwrap();
        let found = db.read(|tx| tx.query("select label from store_trial", &[])).unwrap();
        assert_eq!(found[0].text(0).unwrap(), "b");
    });
}

#[test]
fn writers_of_many_threads_take_turns() {
    on_both(|db| {
        with_table(db);
        let start = Arc::new(Barrier::new(8));
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let start = Arc::clone(&start);
                scope.spawn(move || {
                    start.wait();
                    for n in 0..25 {
                        db.write(|tx| put(tx, thread * 100 + n, None)).unwrap();
                        assert!(count(db) > n);
                    }
                });
            }
        });
        assert_eq!(count(db), 200);
    });
}

#[test]
fn text_with_a_nul_is_refused_alike() {
    on_both(|db| {
        with_table(db);
        let refused = db.write(|tx| put(tx, 1, Some("a\0b"))).unwrap_err().to_string();
        assert!(refused.contains("NUL"), "{refused}");
    });
}

#[test]
fn migrations_run_once_and_may_not_change() {
    on_both(|db| {
        db.migrate().unwrap();
        db.migrate().unwrap();
        let files = "select count(*) from store_migrations";
        let row = db.read(|tx| tx.query_one(files, &[])).unwrap().unwrap();
        assert!(row.int(0).unwrap() > 0);
        let change = "update store_migrations set script = 'x' where file like '0001%'";
        db.write(|tx| tx.execute(change, &[])).unwrap();
        assert!(matches!(db.migrate(), Err(StoreError::MigrationChanged { .. })));
    });
}

#[test]
fn the_engine_tells_its_facts() {
    on_both(|db| {
        let facts = db.facts().unwrap();
        assert_eq!(facts.engine, db.engine());
        assert!(facts.durability.iter().any(|(name, _)| name.starts_with("sync")), "{facts:?}");
        assert_eq!(facts.faults, [""; 0]);
    });
}

#[test]
fn other_processes_may_write_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("city.db").display());
    let (here, there) = (Database::open(&url).unwrap(), Database::open(&url).unwrap());
    with_table(&here);
    std::thread::scope(|scope| {
        for (db, offset) in [(&here, 0), (&there, 1000)] {
            scope.spawn(move || {
                for n in 0..50 {
                    db.write(|tx| put(tx, offset + n, None)).unwrap();
                }
            });
        }
    });
    assert_eq!((count(&here), count(&there)), (100, 100));
}

#[test]
fn addresses_that_are_none_are_refused_without_showing_a_password() {
    for url in ["mysql://u:secret@h/d", "sqlite:", "sqlite::memory:", "city.db"] {
        let Err(error) = Database::open(url) else { panic!("{url} was opened") };
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}

#[test]
fn a_lost_connection_is_replaced() {
    on_both(|db| {
        if db.engine() == Engine::Sqlite {
            return;
        }
        let own = "select pg_backend_pid()";
        let pid = db.read(|tx| tx.query_one(own, &[])).unwrap().unwrap().int(0).unwrap();
        let end = "select pg_terminate_backend(pid) from pg_stat_activity where pid = $1";
        db.write(|tx| tx.query(end, &[pid.into()])).unwrap();
        let first = db.read(|tx| tx.query_one(own, &[]));
        assert!(matches!(first, Err(StoreError::Lost { .. })), "{first:?}");
        let now = db.read(|tx| tx.query_one(own, &[])).unwrap().unwrap().int(0).unwrap();
        assert_ne!(now, pid);
        db.write(|tx| tx.query(end, &[now.into()])).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(1100));
        db.read(|tx| tx.query_one(own, &[])).unwrap();
    });
}
