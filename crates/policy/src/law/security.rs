//! How the doors are kept in a chain of layers: of each section the lowest word, which the checker
//! lets only be stricter.

use super::Law;
use crate::{
    model::security::{Security, SecurityFile},
    pack::Pack,
};

impl Law {
    /// How the doors are kept.
    pub fn security(&self) -> &Security {
        &self.security
    }
}

/// What holds in a chain: nothing is allowed where no layer says anything.
pub(super) fn resolve(chain: &[&Pack]) -> Security {
    let mut security = Security::default();
    for file in chain.iter().filter_map(|pack| pack.security.as_ref()) {
        let SecurityFile { password, session, lockout, invitation, alert, incident, register } =
            file.value.clone();
        security = Security {
            password: password.unwrap_or(security.password),
            session: session.unwrap_or(security.session),
            lockout: lockout.unwrap_or(security.lockout),
            invitation: invitation.unwrap_or(security.invitation),
            alert: alert.unwrap_or(security.alert),
            incident: incident.unwrap_or(security.incident),
            register: register.unwrap_or(security.register),
        };
    }
    security
}
