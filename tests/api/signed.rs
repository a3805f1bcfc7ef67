//! Keys that are bound: to a certificate, or to an SM2 key that signs each request.

use account::{Keeper, NewKey};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use jiff::SignedDuration;
use vocabulary::Clock;
use web::Config;

use super::{Answer, Doors};
use crate::{harness::Town, rows::MARKET, story};

/// A key pair, and a request at ten in the morning of the day on which stories begin: made with
/// OpenSSL 3, `openssl dgst -sm3 -sign … -sigopt distid:1234567812345678`.
const PUBLIC: &str =
    "BH63v0LBri+TGf9fF1nOUYX+uORaRa3CuGFQtq/SRv/ybXcy0wMe1aa7fwt1KjGKdlk+KRkJ82VRXntE+740f/8=";
const TARGET: &str = "/api/v1/batches?state=open";
const AT: &str = "1795140000";
const NONCE: &str = "0123456789abcdef";
const SIGNATURE: &str =
    "cH5jsX3oXhjtNYs/ereFEsLhakgF34nLBEsKk41EYpo8PlZpvAyfdKUz2NzTsmdIa4CHsc2uMVg7ivypPBaH/Q==";

fn bound(town: &Town, certificate: Option<&str>, public_key: Option<&str>) -> String {
    let new = NewKey {
        agency: MARKET.to_owned(),
        role: "department-system".to_owned(),
        certificate: certificate.map(str::to_owned),
        public_key: public_key.map(str::to_owned),
        expires_at: Some(town.clock.now() + SignedDuration::from_hours(24)),
        ..NewKey::default()
    };
    town.platform.keys().make(Keeper::Console, new).unwrap().secret
}

fn ask(doors: &Doors, key: &str, target: &str, signature: &str) -> Answer {
    let headers = [
        ("x-probity-key", key),
        ("x-probity-timestamp", AT),
        ("x-probity-nonce", NONCE),
        ("x-probity-signature", signature),
    ];
    doors.send(Method::GET, target, &headers, Body::empty())
}

story! {
    fn c_34_a_key_that_signs_is_nothing_without_a_fresh_signature_over_this_request(town) {
        let doors = town.doors(Config::default());
        let key = bound(town, None, Some(PUBLIC));
        let refused = |answer: Answer, what: &str| {
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}: {}", answer.text());
        };
        refused(doors.get_as(&key, TARGET), "a stolen key alone");
        refused(ask(&doors, &key, "/api/v1/batches?state=closed", SIGNATURE), "another address");
        let other = SIGNATURE.replacen("cH5j", "cH5k", 1);
        refused(ask(&doors, &key, TARGET, &other), "another signature");
        assert_eq!(ask(&doors, &key, TARGET, SIGNATURE).status, StatusCode::OK);
        refused(ask(&doors, &key, TARGET, SIGNATURE), "the same request again");
        town.clock.set(town.clock.now() + SignedDuration::from_mins(6));
        refused(ask(&doors, &key, TARGET, SIGNATURE), "an old request");
    }
}

story! {
    fn c_34_a_proxy_of_ours_tells_which_certificate_came_and_nobody_else(town) {
        let fingerprint = "ab".repeat(32);
        let key = bound(town, Some(&fingerprint), None);
        let ask = |behind_proxy: bool, told: &str| {
            let doors = town.doors(Config { behind_proxy, ..Config::default() });
            let headers = [("x-probity-key", key.as_str()), ("x-client-certificate", told)];
            doors.send(Method::GET, "/api/v1/batches", &headers, Body::empty()).status
        };
        assert_eq!(ask(true, &fingerprint), StatusCode::OK);
        assert_eq!(ask(true, &"cd".repeat(32)), StatusCode::UNAUTHORIZED);
        assert_eq!(ask(false, &fingerprint), StatusCode::UNAUTHORIZED, "anybody can say that");
    }
}
