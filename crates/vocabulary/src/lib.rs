//! The nouns of the platform: identifiers, subjects, facts, periods, actors, the clock.
//!
//! This room does no I/O, knows no SQL and holds no text for users.

pub mod actor;
pub mod clock;
pub mod entropy;
pub mod fact;
pub mod subject;

pub use actor::Actor;
pub use clock::{Clock, FixedClock, SystemClock};
pub use entropy::{Entropy, SeededEntropy};
pub use fact::{Draft, Fact, FactKind, Position};
pub use jiff::{Timestamp, civil::Date};
pub use subject::{Identifier, IdentifierKind, SiteKey, SubjectId, SubjectKind};
