//! Doors that are shut in an emergency are shut to the very next request (C-34.f).

use account::{Door, KeyHolder};

use crate::{WebError, site::Site};

/// Refuses a request to a door that is shut, or of an agency or key that is shut out.
pub(crate) fn refuse(site: &Site, path: &str, holder: Option<&KeyHolder>) -> Result<(), WebError> {
    let mut doors: Vec<Door> = door(path).into_iter().collect();
    if let Some(holder) = holder {
        doors.push(Door::Agency(holder.agency.clone()));
        doors.push(Door::Key(holder.id.clone()));
    }
    match site.shutters.shut(&doors)? {
        None => Ok(()),
        Some(frozen) => Err(WebError::Shut {
            own: matches!(frozen.door, Door::Agency(_) | Door::Key(_)),
            reason: frozen.reason,
        }),
    }
}

/// The door a path leads through. Who signs in to open it again must get in: those have none.
fn door(path: &str) -> Option<Door> {
    let path = path.strip_prefix("/en").filter(|rest| rest.starts_with('/')).unwrap_or(path);
    let first = path.split('/').nth(1).unwrap_or_default();
    match first {
        "api" => Some(Door::Api),
        "mine" => Some(Door::Door("mine".to_owned())),
        "desk" | "sign-in" | "sign-out" | "invitations" | "account" => None,
        _ => Some(Door::Door("portal".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c_34_f_each_path_leads_through_one_door_and_the_way_in_through_none() {
        assert_eq!(door("/api/v1/checks"), Some(Door::Api));
        assert_eq!(door("/en/mine/records"), Some(Door::Door("mine".into())));
        for portal in ["/", "/en/", "/english", "/search", "/checkpoint"] {
            assert_eq!(door(portal), Some(Door::Door("portal".into())), "{portal}");
        }
        for none in ["/desk/alerts", "/en/sign-in", "/account/password", "/invitations/x"] {
            assert_eq!(door(none), None, "{none}");
        }
    }
}
