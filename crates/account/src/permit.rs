//! What a role permits: action, and whose affairs it reaches.

use policy::{
    Law,
    model::role::{Action, Reach, Role},
};
use vocabulary::Date;

use crate::{Staff, error::Refused};

/// Whose affairs are concerned. What is unknown is not limited.
#[derive(Clone, Copy, Debug, Default)]
pub struct Target<'t> {
    /// Agency, by its id or unified code.
    pub agency: Option<&'t str>,
    /// Division (GB/T 2260).
    pub division: Option<&'t str>,
}

/// The role of a person of staff, if it permits an act in somebody's affairs.
pub fn permit<'law>(
    law: &'law Law,
    staff: &Staff,
    action: Action,
    target: &Target,
) -> Result<&'law Role, Refused> {
    let role = law.role(&staff.role).filter(|role| role.fits_account() && role.allows(action));
    let Some(role) = role else {
        let title = law.role(&staff.role).map_or(staff.role.as_str(), |role| &role.title.zh);
        return Err(Refused::duty(
            format!("岗位“{title}”的职责不包括这项操作"),
            "请由有此职责的人员办理，或向系统管理员申请调整岗位",
        ));
    };
    if reaches(law, role.reach, staff, target) {
        return Ok(role);
    }
    let what = match role.reach {
        Reach::Own => "本单位",
        Reach::Division => "本行政区域",
        Reach::All => "本平台",
    };
    Err(Refused::beyond(format!("岗位“{}”只办理{what}的事", role.title.zh), "请由管辖的单位办理"))
}

fn reaches(law: &Law, reach: Reach, staff: &Staff, target: &Target) -> bool {
    match reach {
        Reach::All => true,
        Reach::Own => target.agency.is_none_or(|agency| is_agency(law, &staff.agency, agency)),
        Reach::Division => {
            let agency = target.agency.and_then(|agency| law.agency(agency));
            let wanted = target.division.or(agency.map(|agency| agency.division.as_str()));
            let own = || law.agency(&staff.agency).map(|agency| agency.division.as_str());
            match (wanted, staff.division.as_deref().or_else(own)) {
                (None, _) => target.agency.is_none(),
                (Some(wanted), Some(own)) => is_below(own, wanted),
                (Some(_), None) => false,
            }
        }
    }
}

fn is_agency(law: &Law, own: &str, other: &str) -> bool {
    let id = |name: &str| law.agency(name).map_or(name, |agency| agency.id.as_str()).to_owned();
    id(own) == id(other)
}

/// Whether a division is another or lies below it: 370102 below 370100 below 370000.
pub fn is_below(above: &str, division: &str) -> bool {
    let significant = above.trim_end_matches('0');
    let length = significant.len().div_ceil(2) * 2;
    above.get(..length).is_some_and(|prefix| division.starts_with(prefix))
}

/// Whether a link, a mandate or a key with a last day still stands.
pub(crate) fn stands_on(until: Option<Date>, today: Date) -> bool {
    until.is_none_or(|until| today <= until)
}

#[cfg(test)]
mod tests {
    use super::is_below;

    #[test]
    fn h_77_a_county_lies_below_its_city_and_its_province() {
        assert!(is_below("370100", "370102") && is_below("370000", "370102"));
        assert!(is_below("370102", "370102"));
        assert!(!is_below("370102", "370100") && !is_below("370100", "371002"));
        assert!(is_below("371000", "371083"), "a city whose code ends in a nought more");
        assert!(!is_below("", "x") || is_below("", "370100"));
    }
}
