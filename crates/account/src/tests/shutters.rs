//! Doors are shut to the very next request (C-34.f).

use jiff::SignedDuration;
use vocabulary::{Clock as _, FactKind};

use super::house::{MARKET, on_both, refused};
use crate::{Door, Shutters};

#[test]
fn c_34_f_a_frozen_door_is_shut_at_once_and_says_why() {
    on_both(|house| {
        let (system, security) = house.administrators();
        let (shutters, by) = (&house.shutters, &security.staff);
        let code = house.law.agency(MARKET).unwrap().code.clone();
        assert_eq!(shutters.shut(&[Door::Api]).unwrap(), None);
        assert_eq!(refused(shutters.freeze(&system.staff, &Door::Api, "演练")).rule, "H-80");
        let alarm = house.clock.now();
        shutters.freeze(by, &Door::Api, "批量查询异常").unwrap();
        let shut = shutters.shut(&[Door::Api, Door::Key("1".into())]).unwrap().unwrap();
        assert_eq!((shut.reason.as_str(), shut.by), ("批量查询异常", by.account.clone()));
        let plan = SignedDuration::from_mins(house.law.security().incident.freeze_minutes.into());
        assert!(shut.since.duration_since(alarm) < plan);
        assert_eq!(shutters.shut(&[Door::Door("portal".into())]).unwrap(), None);
        refused(shutters.freeze(by, &Door::Api, "再次"));
        shutters.thaw(by, &Door::Api, "已排除").unwrap();
        assert_eq!(shutters.shut(&[Door::Api]).unwrap(), None);
        refused(shutters.thaw(by, &Door::Api, "已排除"));
        // An agency is the same by its id and by its code.
        shutters.freeze(by, &Door::Agency(MARKET.into()), "密钥外泄").unwrap();
        assert!(shutters.shut(&[Door::Agency(code.clone())]).unwrap().is_some());
        assert!(shutters.shut(&[Door::Agency(MARKET.into())]).unwrap().is_some());
        refused(shutters.freeze(by, &Door::Key("1".into()), ""));
        refused(shutters.freeze(by, &Door::Door("desk".into()), "全部停用"));
        let frozen = house.facts(FactKind::DoorFrozen);
        assert_eq!(frozen.len(), 2);
        assert_eq!(frozen[1].1["door"], format!("agency:{code}"));
        assert_eq!(house.facts(FactKind::DoorThawed).len(), 1);
    });
}

#[test]
fn c_34_f_another_process_obeys_within_a_second() {
    on_both(|house| {
        let (_, security) = house.administrators();
        let other = Shutters::new(
            house.db.clone(),
            house.pen.clone(),
            house.law.clone(),
            house.clock.clone(),
        );
        let door = Door::Key("k".into());
        assert_eq!(other.shut(std::slice::from_ref(&door)).unwrap(), None);
        house.shutters.freeze(&security.staff, &door, "外泄").unwrap();
        house.wait(SignedDuration::from_secs(1));
        assert!(other.shut(&[door]).unwrap().is_some());
    });
}
