//! H-69: whoever changes one bit, in any table or tile, is found, and the place is named.

use std::{fs, path::Path};

use store::{Database, Engine, Value};

use super::city::{City, on_both, on_sqlite, signer};
use crate::{Report, export, verify_copy};

/// 700 facts under checkpoints of 300 and 700.
fn filled(city: &City) {
    for count in [300, 400] {
        city.append(count);
        city.sequencer.fold().unwrap();
    }
    assert!(city.verify().holds());
}

/// Changes a row behind the ledger's back, looks, and puts it back.
fn tampered(city: &City, change: &str, back: &str, bytes: &[Value]) -> Report {
    let run = |sql: &str, values: &[Value]| {
        let changed = city.db.write(|tx| tx.execute(sql, values)).unwrap();
        assert_eq!(changed, 1, "{sql}");
    };
    run(change, &bytes[..1]);
    let report = city.verify();
    run(back, &bytes[1..]);
    assert!(!report.holds(), "not found: {change}");
    assert_eq!(report.faults.len() as u64, report.fault_count);
    report
}

fn first(report: &Report) -> (&str, u64) {
    let fault = &report.faults[0];
    (&fault.place, fault.position)
}

fn flip(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[bit / 8] ^= 1 << (bit % 8);
    bytes
}

fn bytes(db: &Database, sql: &str) -> Vec<u8> {
    let row = db.read(|tx| tx.query_one(sql, &[])).unwrap().unwrap();
    row.bytes(0).unwrap().to_vec()
}

fn text(db: &Database, sql: &str) -> String {
    let row = db.read(|tx| tx.query_one(sql, &[])).unwrap().unwrap();
    row.text(0).unwrap().to_owned()
}

#[test]
fn h_69_a_bit_of_a_fact_is_found() {
    on_both(|city| {
        filled(city);
        for seq in [0, 299, 300, 511, 699] {
            let old =
                bytes(&city.db, &format!("select digest from ledger_facts where seq = {seq}"));
            let sql = format!("update ledger_facts set digest = $1 where seq = {seq}");
            let report = tampered(city, &sql, &sql, &[flip(&old, 77).into(), old.clone().into()]);
            assert_eq!(first(&report), ("ledger_facts", seq), "{report:?}");
            assert_eq!(report.fault_count, 1, "{report:?}");
            for (column, by) in [("at", 1 << 20), ("at", 1), ("seq", 1 << 40), ("seq", 4096)] {
                let sql = |sign: &str| {
                    let row = if column == "seq" && sign == "-" { seq + by } else { seq };
                    format!(
                        "update ledger_facts set {column} = {column} {sign} $1 where seq = {row}"
                    )
                };
                let by = by as i64;
                let report = tampered(city, &sql("+"), &sql("-"), &[by.into(), by.into()]);
                assert_eq!(first(&report), ("ledger_facts", seq), "{column} {report:?}");
            }
            let sql = format!("update ledger_facts set kind = $1 where seq = {seq}");
            let old = text(&city.db, &format!("select kind from ledger_facts where seq = {seq}"));
            let report = tampered(city, &sql, &sql, &["record.filfd".into(), old.into()]);
            assert_eq!(first(&report), ("ledger_facts", seq), "{report:?}");
        }
    });
}

#[test]
fn h_69_a_bit_of_a_body_is_found() {
    on_both(|city| {
        filled(city);
        for seq in [0, 5, 299, 300, 698] {
            let of =
                |column: &str| format!("select {column} from ledger_envelopes where seq = {seq}");
            let set = |column: &str| {
                format!("update ledger_envelopes set {column} = $1 where seq = {seq}")
            };
            for column in ["salt", "subject_id"] {
                let old = bytes(&city.db, &of(column));
                let values = [flip(&old, 100).into(), old.into()];
                let report = tampered(city, &set(column), &set(column), &values);
                assert_eq!(first(&report), ("ledger_envelopes", seq), "{column} {report:?}");
                assert_eq!(report.fault_count, 1, "{report:?}");
            }
            let old = bytes(&city.db, &of("packed"));
            for bit in [0, 7, 40, old.len() * 8 - 1] {
                let values = [flip(&old, bit).into(), old.clone().into()];
                let report = tampered(city, &set("packed"), &set("packed"), &values);
                assert_eq!(first(&report), ("ledger_envelopes", seq), "{bit} {report:?}");
            }
            let sql = |sign: &str, row: u64| {
                format!("update ledger_envelopes set seq = seq {sign} $1 where seq = {row}")
            };
            let values = [1_000_000.into(), 1_000_000.into()];
            let report = tampered(city, &sql("+", seq), &sql("-", seq + 1_000_000), &values);
            assert_eq!(first(&report), ("ledger_envelopes", seq), "{report:?}");
        }
    });
}

#[test]
fn h_69_a_bit_of_a_tile_or_a_checkpoint_is_found() {
    on_both(|city| {
        filled(city);
        let tiles = [(0, 0, 0), (0, 0, 255), (0, 1, 44), (0, 2, 187), (1, 0, 0), (1, 0, 1)];
        for (level, number, hash) in tiles {
            let which = format!("where level = {level} and number = {number}");
            let old = bytes(&city.db, &format!("select hashes from ledger_tiles {which}"));
            let sql = format!("update ledger_tiles set hashes = $1 {which}");
            for bit in [0, 131, 255] {
                let values = [flip(&old, hash * 256 + bit).into(), old.clone().into()];
                let report = tampered(city, &sql, &sql, &values);
                let place = format!("ledger_tiles level {level} number {number}");
                let position = if level == 0 { number * 256 + hash } else { hash * 256 };
                assert_eq!(first(&report), (place.as_str(), position as u64), "{report:?}");
                assert_eq!(report.fault_count, 1, "{report:?}");
            }
            let values = [old[..old.len() - 1].into(), old.clone().into()];
            let report = tampered(city, &sql, &sql, &values);
            assert!(first(&report).0.starts_with("ledger_tiles"), "{report:?}");
        }
        for size in [300, 700] {
            let old =
                text(&city.db, &format!("select note from ledger_checkpoints where size = {size}"));
            let sql = format!("update ledger_checkpoints set note = $1 where size = {size}");
            for (index, letter) in old.char_indices().filter(|(_, letter)| letter.is_ascii()) {
                if index % 7 != 0 {
                    continue;
                }
                let other = if letter == 'x' { 'y' } else { 'x' };
                let new = [&old[..index], &other.to_string(), &old[index + 1..]].concat();
                let report = tampered(city, &sql, &sql, &[new.into(), old.clone().into()]);
                assert!(
                    report.faults.iter().any(|fault| {
                        fault.place == "ledger_checkpoints" && fault.position == size
                    }),
                    "{report:?}"
                );
            }
            let sql =
                |row: u64| format!("update ledger_checkpoints set size = $1 where size = {row}");
            let moved = size ^ 8;
            let report = tampered(city, &sql(size), &sql(moved), &[moved.into(), size.into()]);
            let found = report.faults.iter().any(|fault| fault.place == "ledger_checkpoints");
            assert!(found, "{report:?}");
        }
    });
}

#[test]
fn h_69_missing_and_added_rows_are_found() {
    on_both(|city| {
        filled(city);
        let run = |sql: &str| city.db.write(|tx| tx.execute(sql, &[])).unwrap();
        let blob = match city.db.engine() {
            Engine::Sqlite => "x'00'",
            Engine::Postgres => "'\\x00'",
        };
        run(&format!("insert into ledger_tiles (level, number, hashes) values (0, 9, {blob})"));
        assert_eq!(city.verify().faults[0].place, "ledger_tiles");
        run("delete from ledger_tiles where number = 9");
        run("delete from ledger_envelopes where seq = 77");
        let report = city.verify();
        assert_eq!(first(&report), ("ledger_envelopes", 77), "{report:?}");
        run("delete from ledger_facts where seq = 77");
        let report = city.verify();
        assert_eq!(first(&report), ("ledger_facts", 77), "{report:?}");
        assert_eq!(report.fault_count, 1, "{report:?}");
        run("delete from ledger_facts where seq >= 690");
        let report = city.verify();
        assert!(
            report
                .faults
                .iter()
                .any(|fault| (fault.place.as_str(), fault.position) == ("ledger_facts", 690)),
            "{report:?}"
        );
    });
}

#[test]
fn h_69_a_rewritten_history_does_not_give_the_signed_root() {
    on_sqlite(|city| {
        filled(city);
        let run = |sql: &str| city.db.write(|tx| tx.execute(sql, &[])).unwrap();
        run("update ledger_facts set at = at + 1 where seq = 5");
        run("delete from ledger_checkpoints");
        run("delete from ledger_tiles");
        let stranger = crate::Signer::new("credit.city.example/log", &[1; 32], &[2; 32]).unwrap();
        crate::Sequencer::new(city.db.clone(), stranger).fold().unwrap();
        let report = city.verify();
        assert_eq!(first(&report).0, "ledger_checkpoints", "{report:?}");
    });
}

#[test]
fn h_69_a_bit_of_any_file_of_a_copy_is_found() {
    on_sqlite(|city| {
        filled(city);
        let folder = tempfile::tempdir().unwrap();
        export(&city.db, folder.path()).unwrap();
        let keys = signer().verifiers().unwrap();
        let mut files = Vec::new();
        walk(folder.path(), &mut files);
        assert_eq!(files.len(), 8);
        for path in files {
            let old = fs::read(&path).unwrap();
            for part in 0..40 {
                let bit = part * (old.len() * 8 - 1) / 39;
                fs::write(&path, flip(&old, bit)).unwrap();
                let Ok(report) = verify_copy(folder.path(), &keys) else { continue };
                assert!(!report.holds(), "bit {bit} of {}", path.display());
                let name = path.strip_prefix(folder.path()).unwrap().display().to_string();
                let bundle = name.replace("tile/entries/", "tile/entries, bundle ");
                let place = &report.faults[0].place;
                assert!(
                    name == *place || bundle.replace("00", "").starts_with(place.as_str()),
                    "{name}: {report:?}"
                );
            }
            fs::remove_file(&path).unwrap();
            let found = verify_copy(folder.path(), &keys);
            assert!(found.is_err() || found.is_ok_and(|report| !report.holds()));
            fs::write(&path, old).unwrap();
        }
        assert!(verify_copy(folder.path(), &keys).unwrap().holds());
    });
}

fn walk(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
    }
}
