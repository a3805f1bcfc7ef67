//! How the doors are kept: passwords, sessions, lock-out, alerts, the register.

use serde::{Deserialize, Serialize};

use super::basis::Basis;

/// The file `security.toml`. Each section stands whole in the highest layer that has it; a lower
/// layer gives a section again only to be stricter.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecurityFile {
    /// `[password]`
    pub password: Option<PasswordRules>,
    /// `[session]`
    pub session: Option<SessionRules>,
    /// `[lockout]`
    pub lockout: Option<LockoutRules>,
    /// `[invitation]`
    pub invitation: Option<InvitationRules>,
    /// `[alert]`
    pub alert: Option<AlertRules>,
    /// `[incident]`
    pub incident: Option<IncidentRules>,
    /// `[register]`
    pub register: Option<RegisterRules>,
}

/// What holds in a chain of layers: the strictest of each section. Where no layer says anything,
/// nothing is allowed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Security {
    /// Passwords.
    pub password: PasswordRules,
    /// How long somebody stays signed in.
    pub session: SessionRules,
    /// What failed attempts lead to.
    pub lockout: LockoutRules,
    /// One-time links.
    pub invitation: InvitationRules,
    /// From when on looks are unusual.
    pub alert: AlertRules,
    /// Incidents.
    pub incident: IncidentRules,
    /// The access register.
    pub register: RegisterRules,
}

macro_rules! section {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty = $closed:expr,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)*
            /// Legal bases.
            pub basis: Vec<Basis>,
        }

        impl Default for $name {
            /// The value under which nothing is allowed.
            fn default() -> Self {
                Self { $($field: $closed,)* basis: Vec::new() }
            }
        }
    };
}

section! {
    /// What a password must be.
    PasswordRules {
        /// Shortest password, in characters.
        minimum_length: u16 = u16::MAX,
        /// How many of the four classes (small, capital, digit, other) it has at least.
        classes: u16 = 4,
        /// Days after which staff choose a new one.
        rotate_days: u16 = 0,
        /// How many former passwords may not be taken again.
        remembered: u16 = u16::MAX,
    }
}

section! {
    /// How long somebody stays signed in.
    SessionRules {
        /// Minutes of rest after which a session of staff ends.
        staff_idle_minutes: u16 = 0,
        /// Hours after which a session of staff ends in any case.
        staff_hours: u16 = 0,
        /// Minutes of rest after which a subject's session ends.
        subject_idle_minutes: u16 = 0,
        /// Hours after which a subject's session ends in any case.
        subject_hours: u16 = 0,
    }
}

section! {
    /// What failed attempts lead to.
    LockoutRules {
        /// Failed attempts in a row after which the account rests.
        attempts: u16 = 0,
        /// For how many minutes it rests.
        minutes: u16 = u16::MAX,
    }
}

section! {
    /// One-time links.
    InvitationRules {
        /// Hours for which a link works.
        hours: u16 = 0,
    }
}

section! {
    /// From when on looks are unusual.
    AlertRules {
        /// Looks of one account or key within an hour beyond which it is in bulk.
        bulk_an_hour: u32 = 0,
        /// The same within a day.
        bulk_a_day: u32 = 0,
        /// Refused looks within an hour beyond which somebody is trying doors.
        refusals_an_hour: u32 = 0,
        /// Before this time of day a look of staff is out of hours: `HH:MM`.
        from_time: String = "24:00".to_owned(),
        /// After this time of day, and on days that are no working days, as well: `HH:MM`.
        until_time: String = "00:00".to_owned(),
    }
}

section! {
    /// Incidents.
    IncidentRules {
        /// Minutes from alarm to frozen interface that the emergency plan allows (C-34.f).
        freeze_minutes: u16 = 0,
    }
}

section! {
    /// The access register.
    RegisterRules {
        /// Years for which its entries are kept.
        keep_years: u16 = u16::MAX,
        /// Days within which a sample of it is reviewed (H-79).
        review_days: u16 = 0,
    }
}
