//! Lists of reports: of a subject, of an organisation, the whole register, the figures of a year.

use vocabulary::{Date, SubjectId};

use crate::{
    IssuedLine, RecognisedLine, RegisterFilter, RegisterLine, ReportCount, ReportError, Reports,
    kept::holds_of,
    queries::{
        issues::{self, Issue, Narrow},
        recognised,
    },
};

impl Reports {
    /// The reports about a subject, the newest first, whoever asked for them.
    pub fn of(&self, subject: SubjectId) -> Result<Vec<IssuedLine>, ReportError> {
        let ids = self.gate.ids(subject)?;
        let found = self.inner.db.read(|tx| {
            let mut found = Vec::new();
            for id in ids {
                found.append(&mut issues::of_subject(tx, id)?);
            }
            Ok::<_, ReportError>(found)
        })?;
        let mut lines = Vec::with_capacity(found.len());
        for issue in found {
            let opened = self.opened(&issue)?;
            let requester =
                opened.as_ref().map(|opened| opened.issued.report.request.requester.clone());
            let stands = match opened {
                Some(opened) => self.stands(holds_of(&issue.holds), &opened.cites)?,
                None => false,
            };
            lines.push((issue.position, line(issue, requester.unwrap_or_default(), !stands)));
        }
        lines.sort_by_key(|(position, _)| std::cmp::Reverse(*position));
        Ok(lines.into_iter().map(|(_, line)| line).collect())
    }

    /// The reports that an organisation (id or unified code) had issued, the newest first.
    pub fn issued_by(
        &self,
        organisation: &str,
        limit: u32,
    ) -> Result<Vec<RegisterLine>, ReportError> {
        let organisation = Some(organisation.to_owned());
        self.register(&RegisterFilter { organisation, ..RegisterFilter::default() }, limit)
    }

    /// The register of issued reports, the newest first; for auditors.
    pub fn register(
        &self,
        filter: &RegisterFilter,
        limit: u32,
    ) -> Result<Vec<RegisterLine>, ReportError> {
        let narrow = Narrow {
            from: filter.from,
            until: filter.until,
            organisation: filter
                .organisation
                .as_deref()
                .map_or_else(String::new, |id| self.code_of(id)),
            template: filter.template.clone().unwrap_or_default(),
            number: filter.number.clone().unwrap_or_default(),
        };
        let found = self.inner.db.glance(|tx| issues::register(tx, &narrow, limit))?;
        found.into_iter().map(|issue| self.registered(issue)).collect()
    }

    fn registered(&self, issue: Issue) -> Result<RegisterLine, ReportError> {
        let superseded = self.superseded(&issue)?;
        Ok(RegisterLine {
            number: issue.number,
            template: issue.template,
            issued_at: issue.issued_at,
            valid_until: issue.valid_until,
            asker: issue.asker,
            organisation: issue.organisation,
            by: issue.actor,
            channel: issue.channel,
            purpose: issue.purpose,
            matter_number: issue.matter_number,
            consent: issue.consent,
            position: issue.position.0,
            superseded,
        })
    }

    /// The reports of other regions that an organisation (id or unified code) handled, or all of
    /// them; the newest first.
    pub fn recognised(
        &self,
        organisation: Option<&str>,
        limit: u32,
    ) -> Result<Vec<RecognisedLine>, ReportError> {
        let code = organisation.map(|id| self.code_of(id)).unwrap_or_default();
        self.inner.db.glance(|tx| Ok(recognised::list(tx, &code, limit)?))
    }

    /// Reports issued in a year, by channel, organisation and purpose (C-08.d).
    pub fn counts(&self, year: i16) -> Result<Vec<ReportCount>, ReportError> {
        let (Ok(first), Ok(last)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) else {
            return Ok(Vec::new());
        };
        self.inner.db.glance(|tx| Ok(issues::count(tx, (first, last))?))
    }
}

fn line(issue: Issue, requester: String, superseded: bool) -> IssuedLine {
    IssuedLine {
        number: issue.number,
        template: issue.template,
        issued_at: issue.issued_at,
        valid_until: issue.valid_until,
        asker: issue.asker,
        requester,
        superseded,
    }
}
