//! The nouns of the platform: identifiers, subjects, facts, periods, amounts, actors, the clock.
//!
//! This room does no I/O, knows no SQL and holds no text for users.

pub mod actor;
pub mod amount;
pub mod calendar;
pub mod case_number;
pub mod citizen_id;
pub mod clock;
pub mod date_text;
pub mod deadline;
pub mod division;
pub mod entropy;
pub mod fact;
pub mod garble;
pub mod id_scan;
pub mod organisation_code;
pub mod period;
pub mod person_id;
pub mod registration_number;
pub mod subject;
pub mod trace;
pub mod unified_code;
pub mod width;

pub use actor::Actor;
pub use amount::{Amount, AmountError, Currency};
pub use calendar::{CalendarError, CalendarYear, WorkCalendar};
pub use case_number::{case_number, parse_case_number};
pub use citizen_id::{CitizenId, CitizenIdError};
pub use clock::{Clock, FixedClock, SystemClock};
pub use date_text::{DateTextError, date_of_serial, parse_date};
pub use deadline::Deadline;
pub use division::{Division, DivisionError, Divisions};
pub use entropy::{Entropy, SeededEntropy};
pub use fact::{Draft, Fact, FactKind, Position};
pub use garble::looks_garbled;
pub use id_scan::{FoundNumber, NumberKind, find_numbers};
pub use jiff::{Timestamp, civil::Date};
pub use organisation_code::{OrganisationCode, OrganisationCodeError};
pub use period::{Period, Term, TermUnit};
pub use person_id::{CheckLevel, DocumentType, PersonId, PersonIdError, parse_person};
pub use registration_number::{
    RegistrationNumber, RegistrationNumberError, RegistrationNumberWarning,
};
pub use subject::{Identifier, IdentifierKind, SiteKey, SubjectId, SubjectKind};
pub use trace::{Trace, TraceKind, find_traces};
pub use unified_code::{
    CodeField, Override, Overrides, UnifiedCode, UnifiedCodeError, UnifiedCodeWarning,
};
