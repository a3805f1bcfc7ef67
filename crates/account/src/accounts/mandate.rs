//! Mandates: who may act for an organisation, granted, listed and ended.

use policy::model::role::Action;
use serde_json::json;
use vocabulary::{Actor, Date, FactKind, SubjectId, UnifiedCode};

use super::{Accounts, holder::Identified};
use crate::{
    AccountError, Capacity, Holder, Mandate, Named, NewHolder, Staff,
    error::Refused,
    permit::{Target, permit, stands_on},
    queries::{mandates, mandates::Paper},
    secret,
};

/// An organisation, as its registration tells.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Unified code.
    pub code: String,
    /// What it is called.
    pub name: String,
}

impl Accounts {
    /// A clerk who has seen document and registration confirms a person as legal representative.
    pub fn confirm_representative(
        &self,
        by: &Staff,
        person: &NewHolder,
        organisation: &Organisation,
    ) -> Result<String, AccountError> {
        let target = Target { agency: Some(&by.agency), division: by.division.as_deref() };
        permit(&self.0.law, by, Action::ProveIdentity, &target)?;
        let identified = self.0.identify(&person.name, &person.number)?;
        let paper = (Capacity::Representative, None);
        self.grant(identified, organisation, paper, by.actor())
    }

    /// The registration record names the person as legal representative: whoever has read that at
    /// the gate says so, with the position of the record's fact.
    pub fn recognise_representative(
        &self,
        holder: &Holder,
        organisation: &Organisation,
        position: u64,
    ) -> Result<String, AccountError> {
        let identified = Identified { person: holder.person, name: holder.name.clone() };
        let paper = (Capacity::Representative, None);
        let actor = Actor::new("platform", format!("registration {position}"));
        self.grant(identified, organisation, paper, actor)
    }

    /// The legal representative names an agent until a day. Whether that person has an account is
    /// not told; the mandate waits for him.
    pub fn grant_mandate(
        &self,
        by: &Holder,
        agent: &NewHolder,
        until: Date,
    ) -> Result<String, AccountError> {
        let Some(own) = by.mandate().filter(|own| own.capacity == Capacity::Representative) else {
            return Err(Refused::beyond(
                "只有法定代表人可以授权经办人",
                "请由法定代表人登录后，选择代表本单位，再授权",
            )
            .into());
        };
        if !stands_on(Some(until), self.0.clock.today()) {
            return Err(Refused::given("授权的截止日期已过", "请填写今天以后的日期").into());
        }
        let identified = self.0.identify(&agent.name, &agent.number)?;
        let organisation = Organisation { code: own.code.clone(), name: own.name.clone() };
        self.grant(identified, &organisation, (Capacity::Agent, Some(until)), by.actor())
    }

    /// Ends a mandate of the organisation one acts for, or one's own.
    pub fn end_mandate(&self, by: &Holder, number: &str) -> Result<(), AccountError> {
        let own = by.mandates.iter().find(|mandate| mandate.number == number);
        let led = by.mandate().filter(|led| led.capacity == Capacity::Representative);
        let Some(organisation) = own.or(led).map(|mandate| mandate.organisation) else {
            return Err(Refused::beyond("没有终止这项授权的权利", "请由法定代表人终止").into());
        };
        self.end_paper(organisation, number, by.actor())
    }

    /// Ends the mandate of a representative who is none any more, at a window.
    pub fn withdraw_mandate(
        &self,
        by: &Staff,
        organisation: SubjectId,
        number: &str,
    ) -> Result<(), AccountError> {
        let target = Target { agency: Some(&by.agency), division: by.division.as_deref() };
        permit(&self.0.law, by, Action::ProveIdentity, &target)?;
        self.end_paper(organisation, number, by.actor())
    }

    /// Whom the organisation one acts for has named, the newest first.
    pub fn mandates(&self, by: &Holder) -> Result<Vec<Named>, AccountError> {
        if by.mandate().is_none() {
            return Err(Refused::beyond("现在只代表本人", "请先选择要代表的单位").into());
        }
        let papers = self.0.db.glance(|tx| mandates::of_organisation(tx, by.acting))?;
        let named = |paper: &Paper| {
            let Some(mandate) = mandate(paper) else { return Ok(None) };
            let person_name = self.0.unseal("mandate", &paper.number, &paper.person_name)?;
            let (granted_at, ended_at) = (paper.granted_at, paper.ended_at);
            Ok(Some(Named { mandate, person_name, granted_at, ended_at }))
        };
        papers.iter().filter_map(|paper| named(paper).transpose()).collect()
    }

    fn grant(
        &self,
        person: Identified,
        organisation: &Organisation,
        (capacity, until): (Capacity, Option<Date>),
        actor: Actor,
    ) -> Result<String, AccountError> {
        let code = UnifiedCode::parse(&organisation.code)
            .map_err(|error| Refused::given(error.to_string(), "请核对统一社会信用代码"))?;
        let subject = self.0.site_key.subject_id(&code.identifier());
        let number = secret::fresh_id(&*self.0.entropy);
        let paper = Paper {
            organisation: subject,
            person: person.person,
            person_name: self.0.seal("mandate", &number, &person.name),
            code: code.as_str().to_owned(),
            name: organisation.name.trim().to_owned(),
            capacity: capacity.as_str().to_owned(),
            granted_by: actor.by.clone(),
            granted_at: self.0.clock.now(),
            until: until.map(|day| day.to_string()),
            ended_at: None,
            number: number.clone(),
        };
        self.transact(move |inner, scribe| {
            mandates::insert(scribe.tx(), &paper)?;
            let body = json!({
                "what": "mandate-granted", "mandate": paper.number, "capacity": paper.capacity,
                "until_on": paper.until, "person": paper.person.to_hex(),
            });
            scribe.append(inner.draft(FactKind::AccountChanged, actor, Some(subject), &body));
            Ok(())
        })?;
        Ok(number)
    }

    fn end_paper(
        &self,
        organisation: SubjectId,
        number: &str,
        actor: Actor,
    ) -> Result<(), AccountError> {
        let number = number.to_owned();
        self.transact(move |inner, scribe| {
            let now = scribe.now();
            if mandates::end(scribe.tx(), organisation, &number, now)? == 0 {
                return Err(Refused::given("没有这项有效的授权", "请刷新授权列表").into());
            }
            let body = json!({ "what": "mandate-ended", "mandate": number });
            scribe.append(inner.draft(FactKind::AccountChanged, actor, Some(organisation), &body));
            Ok(())
        })
    }
}

/// The paper of a row.
pub(super) fn mandate(paper: &Paper) -> Option<Mandate> {
    Some(Mandate {
        number: paper.number.clone(),
        organisation: paper.organisation,
        code: paper.code.clone(),
        name: paper.name.clone(),
        capacity: Capacity::parse(&paper.capacity)?,
        until: paper.until.as_deref().and_then(|day| day.parse().ok()),
    })
}
