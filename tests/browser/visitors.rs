//! People who are signed in before the town is served: staff by role and agency, a person, and
//! the same person for the company.

use account::{NewHolder, Organisation, Origin, SignIn, Staff};

use super::places::Who;
use crate::{
    harness::Town,
    rows::{COMPANY, COMPANY_NAME},
    staff::{Inside, PASSWORD},
};

/// A visitor and the secret of the session, as it stands in the cookie.
pub(super) type Visitor = (Who, Option<String>);

/// Signs in each of `who`, once.
pub(super) fn enter<'w>(town: &Town, who: impl Iterator<Item = &'w Who>) -> Vec<Visitor> {
    let mut visitors: Vec<Visitor> = Vec::new();
    let mut inside: Vec<(Who, Inside)> = Vec::new();
    let mut staff = |who: &Who| {
        let Who::Staff { role, agency } = who else { panic!("{who:?} is not of staff") };
        if let Some((_, known)) = inside.iter().find(|(known, _)| known == who) {
            return known.clone();
        }
        let new = town.staff(agency, role);
        inside.push((who.clone(), new.clone()));
        new
    };
    let mut enrolled = false;
    for who in who {
        if visitors.iter().any(|(known, _)| known == who) {
            continue;
        }
        let secret = match who {
            Who::Anyone => None,
            Who::Staff { .. } => Some(staff(who).secret),
            Who::Person | Who::Company => {
                if !enrolled {
                    enrol(town, &staff(&CLERK).staff);
                    enrolled = true;
                }
                Some(open(town, *who == Who::Company))
            }
        };
        visitors.push((who.clone(), secret));
    }
    visitors
}

/// The clerk at the window where persons prove who they are.
const CLERK: Who = Who::Staff { role: "window-clerk", agency: "jinan-credit-centre" };

/// The person of the licence, who also stands for the company.
fn resident() -> NewHolder {
    NewHolder { name: "王小明".to_owned(), number: "370102198506150021".to_owned() }
}

fn enrol(town: &Town, clerk: &Staff) {
    let accounts = &town.platform.accounts;
    let company = Organisation { code: COMPANY.to_owned(), name: COMPANY_NAME.to_owned() };
    let link = accounts.invite_holder(clerk, &resident()).unwrap();
    accounts.accept(&link.token, PASSWORD).unwrap();
    accounts.confirm_representative(clerk, &resident(), &company).unwrap();
}

fn open(town: &Town, for_company: bool) -> String {
    let accounts = &town.platform.accounts;
    let opened = accounts.sign_in(&resident().number, PASSWORD, &Origin::default()).unwrap();
    let SignIn::Opened(token) = opened else { panic!("a subject needs no second factor") };
    if for_company {
        accounts.act_for(&token.secret, Some(COMPANY)).unwrap();
    }
    token.secret
}
