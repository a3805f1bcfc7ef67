//! The numbers of the law that this room works with, as lengths of time.

use jiff::SignedDuration;
use policy::{Law, model::security::Security};

/// How long passwords, sessions and links stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rules {
    pub(crate) minimum_length: u16,
    pub(crate) classes: u16,
    /// After how long staff must change a password.
    pub(crate) rotate: SignedDuration,
    pub(crate) remembered: u16,
    pub(crate) attempts: u16,
    /// For how long an account rests after too many failed attempts.
    pub(crate) rest: SignedDuration,
    pub(crate) invitation: SignedDuration,
    staff: Stay,
    subject: Stay,
}

/// How long somebody stays signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stay {
    /// Without doing anything.
    pub(crate) idle: SignedDuration,
    /// At all.
    pub(crate) longest: SignedDuration,
}

impl Rules {
    pub(crate) fn of(law: &Law) -> Self {
        Self::from_security(law.security())
    }

    fn from_security(security: &Security) -> Self {
        let minutes = |count: u16| SignedDuration::from_mins(count.into());
        let hours = |count: u16| SignedDuration::from_hours(count.into());
        let session = &security.session;
        Self {
            minimum_length: security.password.minimum_length,
            classes: security.password.classes,
            rotate: hours(24) * i32::from(security.password.rotate_days),
            remembered: security.password.remembered,
            attempts: security.lockout.attempts,
            rest: minutes(security.lockout.minutes),
            invitation: hours(security.invitation.hours),
            staff: Stay {
                idle: minutes(session.staff_idle_minutes),
                longest: hours(session.staff_hours),
            },
            subject: Stay {
                idle: minutes(session.subject_idle_minutes),
                longest: hours(session.subject_hours),
            },
        }
    }

    /// How long staff, or a subject, stays signed in.
    pub(crate) fn stay(&self, staff: bool) -> Stay {
        if staff { self.staff } else { self.subject }
    }
}

#[cfg(test)]
impl Rules {
    /// Twelve characters of three classes.
    pub(crate) fn for_tests() -> Self {
        let mut security = Security::default();
        security.password.minimum_length = 12;
        security.password.classes = 3;
        Self::from_security(&security)
    }
}
