//! Who takes part in a play: people of staff, subjects at home, anybody.

use std::collections::BTreeMap;

use workflow::case::{By, StaffBy};

use crate::{
    harness::Town,
    mine::{Home, NUMBER},
    rows::COMPANY,
    staff::Inside,
};

/// Everybody who has come in, by the name they have in the play.
#[derive(Default)]
pub struct Cast {
    staff: BTreeMap<String, Inside>,
    homes: BTreeMap<String, (vocabulary::Date, Home)>,
    /// The last of them who did something, for lines of the clock.
    last: String,
    /// Codes of cases, by number.
    pub codes: BTreeMap<String, String>,
    enrolled: Vec<String>,
}

impl Cast {
    /// Takes in everybody of another play.
    pub fn join(&mut self, other: Self) {
        self.staff.extend(other.staff);
        self.homes.extend(other.homes);
        self.codes.extend(other.codes);
        self.enrolled.extend(other.enrolled);
    }

    /// Who looks: whoever is named, or, in lines of the clock, whoever did something last.
    pub fn who(&mut self, who: &str) -> String {
        if who != "clock" {
            self.last = if who == "anyone" { "code" } else { who }.to_owned();
        }
        self.last.clone()
    }

    /// A person of staff with a session of today.
    pub fn staff(&mut self, town: &Town, who: &str) -> &Inside {
        if !self.staff.contains_key(who) {
            let (place, nth) = who.split_once('#').unwrap_or((who, ""));
            let (agency, role) = place.split_once('/').unwrap_or_else(|| panic!("who is {who}?"));
            let inside = town.staff_as(&format!("jinan-{agency}"), role, &login(agency, role, nth));
            self.staff.insert(who.to_owned(), inside);
        }
        let known = self.staff.get_mut(who).unwrap();
        if town.platform.accounts.session(&known.secret).ok().flatten().is_none() {
            *known = town.sign_in(&known.staff.login.clone(), known.totp.clone());
        }
        known
    }

    /// A subject at home with a session of today.
    pub fn home(&mut self, town: &Town, who: &str) -> &Home {
        let today = town.today();
        let stale = self.homes.get(who).is_none_or(|(day, _)| *day != today);
        if stale {
            let acting = (who == "company").then_some(COMPANY);
            let known = self.enrolled.iter().any(|one| one == who);
            let home = match (known, self.enrolled.is_empty(), acting) {
                (true, _, _) => town.come_home(NUMBER, acting),
                (false, true, Some(_)) => town.company_at_home(),
                (false, true, None) => town.person_at_home(),
                (false, false, Some(_)) => {
                    town.represent_company();
                    town.come_home(NUMBER, acting)
                }
                (false, false, None) => town.come_home(NUMBER, None),
            };
            self.enrolled.push(who.to_owned());
            self.homes.insert(who.to_owned(), (today, home));
        }
        &self.homes[who].1
    }

    /// The same for the engine.
    pub fn by(&mut self, town: &Town, who: &str, number: &str) -> By {
        match who {
            "company" | "person" => {
                let holder = &self.home(town, who).holder;
                By::Holder { actor: holder.actor(), person: holder.person, acting: holder.acting }
            }
            "anyone" => By::Anyone { name: "赵青".to_owned(), contact: "见信封".to_owned() },
            "code" => By::Coded { number: number.to_owned(), code: self.codes[number].clone() },
            _ => {
                let staff = &self.staff(town, who).staff;
                let (agency, role) = (staff.agency.clone(), staff.role.clone());
                By::Staff(StaffBy { actor: staff.actor(), agency, role })
            }
        }
    }
}

/// A login that no two of a play share.
fn login(agency: &str, role: &str, nth: &str) -> String {
    let short = |text: &str| -> String {
        text.split('-').map(|word| word.chars().take(3).collect::<String>()).collect()
    };
    format!("{}.{}{nth}", short(role), short(agency))
}
