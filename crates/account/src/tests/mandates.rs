//! Who may act for an organisation: its representative, and agents he names until a day.

use jiff::civil::date;
use vocabulary::{Clock as _, FactKind, FixedClock};

use super::{
    holders::{come_back, come_in, holder, person},
    house::{House, LI, Person, on_both, refused},
};
use crate::{Capacity, Organisation, Token};

const AGENT: (&str, &str) = ("赵办事", "37010219850615003X");
const CODE: &str = "91370100MA3C00011J";

fn company() -> Organisation {
    Organisation { code: CODE.to_owned(), name: "济南明泉商贸有限公司".to_owned() }
}

/// A clerk, and the representative of a company, who acts for it.
fn represented(house: &House) -> (Person, Token) {
    let (system, security) = house.administrators();
    let clerk = house.hire((&system, &security), "window-clerk");
    house.accounts.confirm_representative(&clerk.staff, &person(LI), &company()).unwrap();
    let token = come_in(house, &clerk, LI);
    house.accounts.act_for(&token.secret, Some(CODE)).unwrap();
    (clerk, token)
}

#[test]
fn c_34_a_representative_acts_for_the_organisation_and_for_himself() {
    on_both(|house| {
        let (clerk, token) = represented(house);
        let acting = holder(house, &token);
        assert_ne!(acting.acting, acting.person);
        assert_eq!(acting.acting_code.as_deref(), Some(CODE));
        assert_eq!((acting.actor().agency, acting.acting_name), (CODE.into(), company().name));
        house.accounts.act_for(&token.secret, None).unwrap();
        let own = holder(house, &token);
        assert_eq!((own.acting, own.acting_code), (own.person, None));
        refused(house.accounts.act_for(&token.secret, Some("91370100MA3C00000X")));
        refused(house.accounts.act_for(&clerk.token.secret, Some(CODE)));
    });
}

#[test]
fn c_34_an_agent_acts_until_the_day_the_representative_named() {
    on_both(|house| {
        let (clerk, token) = represented(house);
        let by = holder(house, &token);
        let until = date(2026, 12, 31);
        refused(house.accounts.grant_mandate(&by, &person(AGENT), date(2026, 11, 19)));
        house.accounts.grant_mandate(&by, &person(AGENT), until).unwrap();
        // The agent has had no account until now.
        let agent = come_in(house, &clerk, AGENT);
        house.accounts.act_for(&agent.secret, Some(CODE)).unwrap();
        let acting = holder(house, &agent);
        let mandate = acting.mandate().unwrap();
        assert_eq!((mandate.capacity, mandate.until), (Capacity::Agent, Some(until)));
        refused(house.accounts.grant_mandate(&acting, &person(LI), until));
        let named = house.accounts.mandates(&by).unwrap();
        assert!(named.iter().any(|named| named.person_name == AGENT.0), "{named:?}");
        house.clock.set(FixedClock::on(date(2026, 12, 31)).now());
        let agent = come_back(house, AGENT);
        house.accounts.act_for(&agent.secret, Some(CODE)).unwrap();
        house.clock.set(FixedClock::on(date(2027, 1, 1)).now());
        let agent = come_back(house, AGENT);
        refused(house.accounts.act_for(&agent.secret, Some(CODE)));
        let everything = house.everything();
        assert!(!everything.contains(AGENT.0) && !everything.contains(AGENT.1));
    });
}

#[test]
fn c_34_a_mandate_that_is_ended_ends_what_acts_under_it() {
    on_both(|house| {
        let (clerk, token) = represented(house);
        let by = holder(house, &token);
        let until = date(2026, 12, 31);
        let number = house.accounts.grant_mandate(&by, &person(AGENT), until).unwrap();
        let agent = come_in(house, &clerk, AGENT);
        house.accounts.act_for(&agent.secret, Some(CODE)).unwrap();
        let acting = holder(house, &agent);
        let own = by.mandate().unwrap().number.clone();
        assert_eq!(refused(house.accounts.end_mandate(&acting, &own)).rule, "H-77");
        house.accounts.end_mandate(&by, &number).unwrap();
        let back = holder(house, &agent);
        assert_eq!((back.acting, back.acting_code), (back.person, None));
        refused(house.accounts.end_mandate(&by, &number));
        // The representative of yesterday: the window ends his mandate.
        let organisation = by.acting;
        house.accounts.withdraw_mandate(&clerk.staff, organisation, &own).unwrap();
        assert_eq!(holder(house, &token).acting_code, None);
        let whats: Vec<String> = house
            .facts(FactKind::AccountChanged)
            .iter()
            .filter_map(|(_, body)| body["what"].as_str().map(str::to_owned))
            .filter(|what| what.starts_with("mandate"))
            .collect();
        assert_eq!(whats.join(" "), "mandate-granted mandate-granted mandate-ended mandate-ended");
    });
}

#[test]
fn h_14_a_minor_is_no_agent() {
    on_both(|house| {
        let (clerk, token) = represented(house);
        let by = holder(house, &token);
        let child = person(("小明", "370102201003070016"));
        let named = house.accounts.grant_mandate(&by, &child, date(2026, 12, 31));
        assert_eq!(refused(named).rule, "H-14");
        let confirmed = house.accounts.confirm_representative(&clerk.staff, &child, &company());
        assert_eq!(refused(confirmed).rule, "H-14");
        let registered = house.accounts.recognise_representative(&by, &company(), 7);
        assert!(registered.is_ok());
    });
}
