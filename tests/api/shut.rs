//! Doors that are shut in an emergency (C-34.f).

use axum::http::StatusCode;
use jiff::SignedDuration;
use vocabulary::{Clock, FactKind};
use web::Config;

use crate::{rows::MARKET, story};
use account::Door;

const DESK: &str = "department-system";

story! {
    fn c_34_f_from_the_alarm_to_the_shut_door_takes_less_than_the_plan_allows(town) {
        let doors = town.doors(Config::default());
        let officer = town.staff("jinan-credit-centre", "security-officer");
        let key = town.platform.keys().issue(MARKET, DESK, "", None).unwrap();
        let path = "/api/v1/batches";
        assert_eq!(doors.get_as(&key.secret, path).status, StatusCode::OK);
        let alarm = town.clock.now();
        let shutters = &town.platform.shutters;
        shutters.freeze(&officer.staff, &Door::Api, "应急演练：批量查询异常").unwrap();
        // The very next request, whoever sends it, is told why; people are served on.
        for refused in [doors.get_as(&key.secret, path), doors.get("/api/v1/policies")] {
            refused.problem(503, "unavailable");
            assert!(refused.text().contains("应急演练：批量查询异常"), "{}", refused.text());
        }
        assert_eq!(doors.get("/").status, StatusCode::OK);
        let frozen = town.facts(FactKind::DoorFrozen);
        let plan = town.platform.law.security().incident.freeze_minutes;
        let took = frozen[0].at.duration_since(alarm);
        assert!(plan > 0 && took < SignedDuration::from_mins(plan.into()), "{took:?}");
        shutters.thaw(&officer.staff, &Door::Api, "演练结束").unwrap();
        assert_eq!(doors.get_as(&key.secret, path).status, StatusCode::OK);
    }
}

story! {
    fn c_34_f_an_agency_and_a_key_are_shut_out_while_others_work_on(town) {
        let doors = town.doors(Config::default());
        let officer = town.staff("jinan-credit-centre", "security-officer");
        let keys = town.platform.keys();
        let stolen = keys.issue(MARKET, DESK, "", None).unwrap();
        let (own, other) = (
            keys.issue(MARKET, DESK, "", None).unwrap(),
            keys.issue("jinan-finance", DESK, "", None).unwrap(),
        );
        let status = |key: &account::Issued| doors.get_as(&key.secret, "/api/v1/batches").status;
        let shutters = &town.platform.shutters;
        shutters.freeze(&officer.staff, &Door::Key(stolen.id.clone()), "密钥外泄").unwrap();
        doors.get_as(&stolen.secret, "/api/v1/batches").problem(403, "refused");
        assert_eq!((status(&own), status(&other)), (StatusCode::OK, StatusCode::OK));
        shutters.freeze(&officer.staff, &Door::Agency(MARKET.to_owned()), "系统被入侵").unwrap();
        assert_eq!((status(&own), status(&other)), (StatusCode::FORBIDDEN, StatusCode::OK));
        // The portal can be shut as well; who has to open it again still gets in.
        shutters.freeze(&officer.staff, &Door::Door("portal".to_owned()), "页面被篡改").unwrap();
        assert_eq!(doors.get("/").status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(doors.get("/sign-in").status, StatusCode::OK);
        let desk = officer.get(&town.door(), "/desk");
        assert_ne!(desk.status, StatusCode::SERVICE_UNAVAILABLE);
    }
}
