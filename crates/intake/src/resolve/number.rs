//! Numbers from before the unified code: the organisation code (GB 11714) that the unified code
//! carries inside it, and the registration number (GS 15) that a row once gave beside a code.

use identity::Candidate;
use policy::model::catalog::FieldType;
use store::Database;
use vocabulary::{OrganisationCode, RegistrationNumber, SiteKey, SubjectId, UnifiedCode};

use crate::{IntakeError, fault::Fault, queries::numbers, row::Row, rule};

/// An old number of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Old {
    Organisation(OrganisationCode),
    /// Keyed id of the registration number.
    Registration(SubjectId),
}

/// The old numbers that a row gives: in columns of their own, or where the unified code belongs.
pub(super) fn old_numbers(row: &Row<'_>, key: &SiteKey) -> Vec<Old> {
    let shape = row.shape;
    let own = |kind| shape.fields.iter().position(|field| field.kind == kind);
    let usable = |place: &usize| !row.is_broken(*place);
    let code = in_place_of_code(row);
    let organisation = own(FieldType::OrganisationCode).filter(usable).map(|at| row.at(Some(at)));
    let registration = shape.roles.registration.filter(usable).map(|at| row.at(Some(at)));
    let organisations = [organisation, Some(code)].into_iter().flatten().filter_map(|text| {
        let code = OrganisationCode::parse(text).ok().filter(OrganisationCode::check_passes);
        code.map(Old::Organisation)
    });
    let registrations = [registration, Some(code)].into_iter().flatten().filter_map(|text| {
        let number = RegistrationNumber::parse(text).ok()?;
        Some(Old::Registration(key.subject_id(&number.identifier())))
    });
    organisations.chain(registrations).collect()
}

/// What stands in the column of the code and is none.
fn in_place_of_code<'r>(row: &'r Row<'_>) -> &'r str {
    let name = row.shape.roles.code.and_then(|place| row.shape.fields.get(place));
    let name = name.map(|field| field.name.as_str());
    let wrong =
        |fault: &&Fault| fault.rule == &rule::UNIFIED_CODE && fault.field.as_deref() == name;
    row.faults.iter().find(wrong).map_or("", |fault| fault.value.trim())
}

/// The one code that the numbers lead to; none if they lead nowhere, or to two.
pub(super) fn code_of(
    old: &[Old],
    candidates: &[Candidate],
    db: &Database,
) -> Result<Option<String>, IntakeError> {
    let mut codes: Vec<String> = Vec::new();
    for number in old {
        match number {
            Old::Organisation(inner) => {
                let bears = |code: &&String| {
                    let whole = UnifiedCode::parse(code);
                    whole.is_ok_and(|whole| whole.organisation_code() == *inner)
                };
                let of = candidates.iter().filter_map(|one| one.code.as_ref());
                codes.extend(of.filter(bears).cloned());
            }
            Old::Registration(number) => {
                codes.extend(db.read(|tx| numbers::codes_of(tx, *number))?);
            }
        }
    }
    codes.sort_unstable();
    codes.dedup();
    Ok(if codes.len() == 1 { codes.pop() } else { None })
}

/// What a row teaches: its registration number and the unified code beside it.
pub(crate) fn taught(row: &Row<'_>, key: &SiteKey) -> Option<(SubjectId, String)> {
    if row.taken.is_some() {
        return None;
    }
    let number = RegistrationNumber::parse(row.at(row.shape.roles.registration)).ok()?;
    let code = UnifiedCode::parse(row.at(row.shape.roles.code)).ok()?;
    Some((key.subject_id(&number.identifier()), code.as_str().to_owned()))
}
