//! Who is who in a case: which agency an actor is, and which actors somebody is.

use archive::read;
use policy::{
    Law,
    model::{
        agency::Agency,
        process::{ActorRule, AgencyOf, Move, Party, Process, Who},
    },
};
use store::Tx;
use vocabulary::{Date, SubjectId};

use crate::{
    By, WorkflowError,
    case::Given,
    cases::Inner,
    number,
    queries::{cases::Case, story},
};

/// Any agency.
pub(crate) const ANY: &str = "*";

/// The agency of a name: the one of this id, or the one of the group in the division, in those above it,
/// or else in the site's own and those above that.
pub(crate) fn named<'l>(law: &'l Law, name: &str, division: &str, on: Date) -> Option<&'l Agency> {
    if let Some(agency) = law.agency(name) {
        return Some(agency);
    }
    let group: Vec<&Agency> =
        law.agencies().iter().filter(|one| one.groups.iter().any(|group| group == name)).collect();
    let own = law.sites().first().and_then(|site| site.division.as_deref()).unwrap_or_default();
    [division, own].into_iter().find_map(|division| {
        let above = law.divisions().parents_on(division, on);
        let codes = std::iter::once(division).chain(above.into_iter().map(|one| one.code.as_str()));
        codes
            .into_iter()
            .find_map(|code| group.iter().find(|agency| agency.division == code).copied())
    })
}

impl Inner {
    /// The agency that an actor is in a case: an id, `*` for any; none if it is a party or nobody is.
    pub(crate) fn agency_of(
        &self,
        actor: &ActorRule,
        case: &Case,
        fields: &Given,
    ) -> Option<String> {
        if actor.who == Who::Party {
            return None;
        }
        if let Some(handed) = case.handed.get(&actor.id) {
            return Some(handed.clone());
        }
        let known = |id: &str| self.law.agency(id).map(|agency| agency.id.clone());
        match actor.of {
            // Any agency may begin; once one has, the case is its own and no other's.
            Some(AgencyOf::Any) => known(&case.starter.agency).or_else(|| Some(ANY.to_owned())),
            Some(AgencyOf::Named) => {
                let name = actor.agency.as_deref()?;
                named(&self.law, name, &case.division, case.filed_on).map(|one| one.id.clone())
            }
            Some(AgencyOf::Field) => known(fields.get(actor.field.as_deref()?)?),
            Some(AgencyOf::Starter) => known(&case.starter.agency),
            Some(AgencyOf::RecordSource) => known(&case.source),
            Some(AgencyOf::RecordRecogniser) => known(&case.author),
            None => None,
        }
    }

    /// The actors that somebody is in a case.
    pub(crate) fn seats(
        &self,
        tx: &mut Tx,
        by: &By,
        (process, case, fields): (&Process, &Case, &Given),
    ) -> Result<Vec<String>, WorkflowError> {
        let parties = self.parties(tx, by, case)?;
        let sits = |actor: &&ActorRule| match (actor.who, by) {
            (Who::Party, _) => actor.parties.iter().any(|party| parties.contains(party)),
            (Who::Staff, By::Staff(staff)) => {
                actor.roles.contains(&staff.role)
                    && self
                        .agency_of(actor, case, fields)
                        .is_some_and(|agency| agency == ANY || agency == staff.agency)
            }
            (Who::Staff, _) => false,
        };
        Ok(process.actor.iter().filter(sits).map(|actor| actor.id.clone()).collect())
    }

    /// As which party somebody takes part.
    fn parties(&self, tx: &mut Tx, by: &By, case: &Case) -> Result<Vec<Party>, WorkflowError> {
        let mut parties = Vec::new();
        match by {
            By::Staff(staff) => {
                if case.starter.kind == "staff" && case.starter.agency == staff.agency {
                    parties.push(Party::Starter);
                }
            }
            By::Holder { actor, acting, .. } => {
                if self.is_subject(tx, case.subject, *acting)? {
                    parties.push(Party::Subject);
                }
                let started =
                    case.starter.account == actor.by && case.starter.acting == acting.to_hex();
                if started {
                    parties.push(Party::Starter);
                    parties.extend(
                        (case.starter.kind == "holder")
                            .then_some([Party::Interested, Party::Anyone])
                            .into_iter()
                            .flatten(),
                    );
                }
            }
            By::Coded { number, code } => {
                let known = self.open_in(&case.number, "code", &case.code)?;
                let same = number::parse(number).as_deref() == Some(case.number.as_str());
                if same && number::same_code(&known, code) {
                    parties.push(Party::Starter);
                    parties.push(match case.starter.kind.as_str() {
                        "subject" => Party::Subject,
                        "holder" => Party::Interested,
                        _ => Party::Anyone,
                    });
                }
            }
            By::Anyone { .. } | By::Clock => {}
        }
        Ok(parties)
    }

    /// Whether somebody is the subject, or was found to be it.
    pub(crate) fn is_subject(
        &self,
        tx: &mut Tx,
        subject: Option<SubjectId>,
        acting: SubjectId,
    ) -> Result<bool, WorkflowError> {
        let Some(subject) = subject else { return Ok(false) };
        if subject == acting {
            return Ok(true);
        }
        Ok(read::whole(tx, subject)?.is_some_and(|whole| whole.ids.contains(&acting)))
    }

    /// Refuses whoever may not make a move although he is one of its actors.
    pub(crate) fn not_barred(
        &self,
        tx: &mut Tx,
        by: &By,
        (process, case): (&Process, &Case),
        one: &Move,
    ) -> Result<(), WorkflowError> {
        let account = by.actor().by;
        for not in &one.not {
            let barred = match not.as_str() {
                "starter" => !account.is_empty() && case.starter.account == account,
                "record-author" => by.agency().is_some_and(|agency| {
                    agency == case.author || (case.author.is_empty() && agency == case.source)
                }),
                other => match other.strip_prefix("mover:") {
                    Some(earlier) => story::of(tx, case.key())?.iter().any(|step| {
                        step.step == "moved" && step.what == earlier && step.account == account
                    }),
                    None => false,
                },
            };
            if barred {
                let remedy = "请由本单位或者有权单位的另一名工作人员办理。";
                return Err(self.refused(process, "C-18", barred_by(not), remedy));
            }
        }
        Ok(())
    }

    /// A refusal of the engine itself, on the basis of the process.
    pub(crate) fn refused(
        &self,
        process: &Process,
        rule: &str,
        reason: impl Into<String>,
        remedy: &str,
    ) -> WorkflowError {
        let basis = process.basis.first().map_or_else(String::new, |basis| {
            format!("《{}》{}", basis.document, basis.article.as_deref().unwrap_or_default())
        });
        WorkflowError::barred(rule, reason, basis, remedy)
    }
}

fn barred_by(not: &str) -> &'static str {
    match not {
        "starter" => "发起人不能办理这一步",
        "record-author" => "作出原记录的单位不能办理这一步",
        _ => "办理过前一步的人不能办理这一步，应当由另一人复核",
    }
}
