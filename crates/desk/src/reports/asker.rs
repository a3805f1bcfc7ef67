//! Who asks: the window, the unit for a purpose of the law, the unit on a consent; and what of the
//! form is missing.

use disclosure::{Channel, GateError, Look, Refusal};
use policy::model::{matter::Purpose, role::Action::FetchReports};
use report::Asker;
use vocabulary::SubjectId;
use web::door::{Fields, Language, Site, Staff};

use super::ways::Mode;
use crate::{form::Wrongs, may, unit, whence::whence};

/// Where the closed list of purposes stands.
const PURPOSES: &str = "《山东省社会信用条例》第22条";
/// The document of an organisation, as it stands in the fact.
pub(super) const LICENCE: &str = "营业执照";

/// The reports of the site, as somebody of staff comes to them: a window is a window.
pub(super) fn reports(site: &Site, staff: &Staff, mode: Mode) -> report::Reports {
    let channel = if mode == Mode::Counter { Channel::Hall } else { Channel::Desk };
    site.reports().through(whence(site, staff, channel))
}

/// Whoever asks by a form. What is missing is added to `errors`; a purpose that the role does not
/// have is refused.
pub(super) fn asker(
    site: &Site,
    language: Language,
    (staff, mode): (&Staff, Mode),
    fields: &Fields,
    errors: &mut Wrongs,
) -> Result<Asker, Refusal> {
    let mut need = |field: &str, key: &str| {
        if fields.get(field).is_empty() {
            errors.add(site, language, field, key);
        }
    };
    need("matter_number", "desk.error.matter_number_missing");
    match mode {
        Mode::Counter => {
            need("presented", "desk.error.presented_missing");
            need("seen", "desk.error.document_unseen");
        }
        Mode::Consented => need("consent", "desk.error.consent_missing"),
        Mode::Agency => need("purpose", "desk.error.purpose_missing"),
    }
    let (actor, organisation) = (staff.actor(), staff.agency.clone());
    let given = |name: &str| fields.get(name).to_owned();
    let matter_number = given("matter_number");
    Ok(match mode {
        Mode::Counter => Asker::Counter {
            actor,
            organisation,
            document: given("presented"),
            matter_number,
            purpose: given("purpose"),
        },
        Mode::Consented => {
            Asker::Consented { actor, organisation, consent: given("consent"), matter_number }
        }
        Mode::Agency => {
            let purpose = match fields.get("purpose") {
                "" => Purpose::Supervision,
                asked => purpose(site, staff, asked)?,
            };
            Asker::Agency { actor, organisation, purpose, matter_number }
        }
    })
}

/// An agency has no report of a person without the person's consent; the attempt stands in the register,
/// where the person reads it.
pub(super) fn needs_consent(
    site: &Site,
    staff: &Staff,
    subject: SubjectId,
    fields: &Fields,
) -> Result<Refusal, GateError> {
    let look = Look {
        organisation: unit::code(site, staff).to_owned(),
        purpose: fields.get("purpose").chars().take(40).collect(),
        matter_number: fields.get("matter_number").chars().take(60).collect(),
        ..Look::default()
    };
    let refusal = Refusal {
        rule: "C-08.c",
        reason: "自然人的信用报告只给本人，或者凭本人授权".to_owned(),
        basis: "《山东省社会信用条例》第21条；《个人信息保护法》第13条".to_owned(),
        remedy: "请由本人在网上或者窗口取得，或者请本人先给本单位授权，再凭授权编号调取。"
            .to_owned(),
    };
    let gate = site.gate().through(whence(site, staff, Channel::Desk));
    match gate.refuse(&staff.actor(), Some(subject), refusal, &look) {
        GateError::Refused(refusal) => Ok(refusal),
        other => Err(other),
    }
}

/// A purpose of the closed list that the role has (C-34.a, H-19).
pub(super) fn purpose(site: &Site, staff: &Staff, asked: &str) -> Result<Purpose, Refusal> {
    let role = may::own(site.law(), staff, FetchReports).ok();
    let known = Purpose::parse(asked);
    let allowed = known.filter(|one| role.is_some_and(|role| role.purposes.contains(one)));
    allowed.ok_or_else(|| Refusal {
        rule: "H-19",
        reason: "您的角色不能为这一用途调取报告".to_owned(),
        basis: PURPOSES.to_owned(),
        remedy: "请选择清单中的用途；确有需要的，请有相应职责的同事办理。".to_owned(),
    })
}
