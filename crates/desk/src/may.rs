//! What a role may do at the desk.

use account::{Refused, Target, permit};
use policy::{
    Law,
    model::role::{Action, Role},
};
use web::door::{Language, Site, Staff};

use crate::form::Choice;

/// The role of a person of staff, if it may do this for its own unit.
pub(crate) fn own<'law>(
    law: &'law Law,
    staff: &account::Staff,
    action: Action,
) -> Result<&'law Role, Refused> {
    let division = staff.division.as_deref();
    permit(law, staff, action, &Target { agency: Some(&staff.agency), division })
}

/// Whether it may.
pub(crate) fn has(law: &Law, staff: &account::Staff, action: Action) -> bool {
    own(law, staff, action).is_ok()
}

/// The purposes for which the role may do this, to choose from.
pub(crate) fn purposes(
    site: &Site,
    language: Language,
    staff: &account::Staff,
    action: Action,
) -> Vec<Choice> {
    let role = own(site.law(), staff, action).ok();
    let purposes = role.map(|role| role.purposes.as_slice()).unwrap_or_default().iter();
    let title = |id: &str| site.word(language, &format!("purpose.{id}"));
    purposes.map(|purpose| Choice::new(purpose.as_str(), title(purpose.as_str()))).collect()
}

/// Whether rows of an agency are within reach of whoever keeps subjects.
pub(crate) fn reaches(law: &Law, staff: &account::Staff, agency: &str) -> bool {
    let target = Target { agency: Some(agency), division: None };
    permit(law, staff, Action::KeepSubjects, &target).is_ok()
}

/// Whether a page may be entered that needs one of some actions; the refusal of the first if not.
pub(crate) fn enter(law: &Law, staff: &Staff, needs: &[Action]) -> Result<(), Refused> {
    let mut refused = None;
    for action in needs {
        match own(law, staff, *action) {
            Ok(_) => return Ok(()),
            Err(why) => refused = refused.or(Some(why)),
        }
    }
    refused.map_or(Ok(()), Err)
}
