//! A verifier downloads the log from the doors and needs nothing else.

use std::fs;

use axum::http::StatusCode;
use ledger::{TilePath, verify_copy};
use web::Config;

use super::Doors;
use crate::{
    desk::{REGISTRATION, registrations},
    harness::Town,
    rows::MARKET,
    story,
};

/// Downloads checkpoint and tiles of `size` facts as a folder that `verify_copy` reads.
fn download(town: &Town, doors: &Doors, size: u64) -> std::path::PathBuf {
    let folder = town.folder().join("copy");
    let save = |path: &str, bytes: &[u8]| {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    };
    save("checkpoint", &doors.get("/checkpoint").bytes);
    for tile in TilePath::all(size) {
        let answer = doors.get(&format!("/{tile}"));
        assert_eq!(answer.status, StatusCode::OK, "{tile}");
        assert_eq!(answer.header("content-type"), "application/octet-stream");
        save(&tile.to_string(), &answer.bytes);
    }
    folder
}

story! {
    fn h_71_a_downloaded_copy_verifies_without_the_database(town) {
        town.settle();
        town.send(REGISTRATION, MARKET, &registrations(300));
        let mut config = Config::default();
        config.limits.anonymous = web::Allowance { per_minute: 6_000, burst: 6_000 };
        let doors = town.doors(config);
        assert_eq!(doors.get("/checkpoint").status, StatusCode::NOT_FOUND, "none is signed yet");
        town.platform.sequencer.fold().unwrap();
        let checkpoint = doors.get("/checkpoint");
        assert_eq!(checkpoint.header("content-type"), "text/plain; charset=utf-8");
        assert!(!checkpoint.header("cache-control").contains("immutable"));
        let mut lines = checkpoint.text().lines();
        assert_eq!(lines.next(), Some(probity::platform::LOG_NAME));
        let size: u64 = lines.next().unwrap().parse().unwrap();
        assert!(size > 300, "more than one full tile");
        assert!(checkpoint.text().lines().any(|line| line.starts_with("— probity/log ")));

        let folder = download(town, &doors, size);
        let report = verify_copy(&folder, &town.platform.verifiers).unwrap();
        assert!(report.holds(), "{:?}", report.faults);
        assert_eq!(report.signed, size);
        assert!(doors.get("/tile/0/000").header("cache-control").contains("immutable"));

        let bundle = folder.join("tile/entries/000");
        let mut bytes = fs::read(&bundle).unwrap();
        bytes[40] ^= 1;
        fs::write(&bundle, bytes).unwrap();
        let report = verify_copy(&folder, &town.platform.verifiers).unwrap();
        assert!(!report.holds(), "an altered copy is found out");
    }
}

story! {
    fn h_71_the_ledger_has_only_grown_and_each_fact_is_proved_to_anyone(town) {
        town.settle();
        let doors = town.doors(Config::default());
        town.platform.sequencer.fold().unwrap();
        let size = |doors: &Doors| -> u64 {
            doors.get("/checkpoint").text().lines().nth(1).unwrap().parse().unwrap()
        };
        let old = size(&doors);
        let path = format!("/api/v1/ledger/inclusion/{old}");
        doors.get(&path).problem(404, "missing");
        town.send(REGISTRATION, MARKET, &registrations(3));
        let early = doors.get(&path);
        early.problem(404, "missing");
        assert_eq!(early.header("retry-after"), "1", "it is written and not yet signed");
        town.platform.sequencer.fold().unwrap();
        let new = size(&doors);
        let grown = doors.get(&format!("/api/v1/ledger/consistency?from={old}")).json();
        assert_eq!((&grown["from"], &grown["to"]), (&old.into(), &new.into()));
        assert!(!grown["path"].as_array().unwrap().is_empty());
        let plain = [("accept", "text/plain")];
        let proof = doors.send(axum::http::Method::GET, &path, &plain, axum::body::Body::empty());
        let inclusion = ledger::Inclusion::parse(proof.text()).unwrap();
        let checkpoint = inclusion.check(&town.platform.verifiers).unwrap();
        assert_eq!((inclusion.position.0, checkpoint.size), (old, new));
        for path in [
            "/tile/0/999",
            "/tile/9/000",
            "/tile/x/000",
            "/tile/0/000.p/0",
            "/tile/../checkpoint",
            "/api/v1/ledger/inclusion/minus",
        ] {
            assert_eq!(doors.get(path).status, StatusCode::NOT_FOUND, "{path}");
        }
        let shrunk = doors.get(&format!("/api/v1/ledger/consistency?from={new}&to={old}"));
        assert!(shrunk.status.is_client_error(), "{} {}", shrunk.status, shrunk.json());
        let future = doors.get(&format!("/api/v1/ledger/consistency?from={}", new + 10));
        assert!(future.status.is_client_error(), "{} {}", future.status, future.json());
    }
}
