//! From where staff look: the door, the account, its division and how far its role reaches. The gate
//! writes it into the register and raises alerts by it.

use disclosure::{Channel, Whence};
use policy::model::role::Reach;
use web::door::{Site, Staff};

/// The whence of an officer at one of the doors of staff.
pub(crate) fn whence(site: &Site, staff: &Staff, channel: Channel) -> Whence {
    let agency = site.law().agency(&staff.agency).map(|agency| agency.division.clone());
    let division = staff.division.clone().or(agency);
    let bounded = site.law().role(&staff.role).is_some_and(|role| role.reach == Reach::Division);
    Whence {
        channel,
        account: Some(staff.account.clone()),
        within: division.clone().filter(|_| bounded),
        division,
        name: Some(staff.name.clone()),
        ..Whence::default()
    }
}
