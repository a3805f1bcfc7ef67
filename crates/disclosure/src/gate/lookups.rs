//! "Who looked at me": the access register of one subject.

use archive::read;
use ledger::Reader;
use serde::Deserialize;
use store::Tx;
use vocabulary::{Actor, Position, SubjectId, Timestamp, clock::date_in_china};

use super::{
    Gate,
    refuse::{Look, cited},
};
use crate::{
    AgencyView, Disclosed, GateError, LookupView, PageRequest, Paged, Viewer, queries::lookups,
};

/// What a look's fact holds, of whichever kind it is.
#[derive(Deserialize, Default)]
struct Body {
    #[serde(flatten)]
    look: Look,
    #[serde(default)]
    matter: Option<String>,
    #[serde(default)]
    hits: Vec<Hit>,
}

#[derive(Deserialize)]
struct Hit {
    item: String,
}

impl Gate {
    /// Who looked at a subject, newest first. Only the subject itself and auditors are told.
    pub fn lookups(
        &self,
        viewer: &Viewer,
        subject: SubjectId,
        page: &PageRequest,
    ) -> Result<Disclosed<Paged<LookupView>>, GateError> {
        match viewer {
            Viewer::Subject { subject: own } if *own == subject => {}
            Viewer::Auditor { .. } => {}
            Viewer::Department { actor, .. } => return Err(self.not_told(actor, subject)),
            Viewer::Public | Viewer::Subject { .. } => {
                return Err(self.not_told(&Actor::platform(), subject));
            }
        }
        let size = self.page_size(page.size);
        let before = match &page.after {
            None => u64::MAX,
            Some(text) => text.parse().map_err(|_| GateError::Cursor { cursor: text.clone() })?,
        };
        let paged = self.0.db.read(|tx| {
            let ids = read::whole(tx, subject)?.map_or_else(|| vec![subject], |whole| whole.ids);
            let mut entries = Vec::new();
            for id in ids {
                entries.append(&mut self.of_one(tx, id, Position(before), size)?);
            }
            entries.sort_by_key(|look| std::cmp::Reverse(look.position));
            entries.truncate(size as usize);
            let full = entries.len() == size as usize;
            let next = entries.last().filter(|_| full).map(|look| look.position.to_string());
            Ok::<_, GateError>(Paged { entries, next })
        })?;
        Ok(Disclosed::new(paged))
    }

    fn not_told(&self, actor: &Actor, subject: SubjectId) -> GateError {
        self.refuse(actor, Some(subject), super::refuse::not_yours(), &Look::default())
    }

    fn of_one(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
        before: Position,
        size: u32,
    ) -> Result<Vec<LookupView>, GateError> {
        let looks = lookups::of_subject(tx, subject, before, size)?;
        let keys: Vec<_> = looks.iter().map(|(position, ..)| (subject, *position)).collect();
        let bodies = Reader::bodies(tx, &keys)?;
        let views = looks.into_iter().zip(bodies).map(|((position, at, kind), body)| {
            let body: Body =
                body.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default();
            let look = body.look;
            let given = |text: String| Some(text).filter(|text| !text.is_empty());
            let title = self.0.law.agency(&look.organisation).map(|agency| agency.title.clone());
            let at = Timestamp::from_microsecond(at).unwrap_or_default();
            let of_matter = |id: &String| {
                let matter = self.0.law.matter(id, date_in_china(at))?;
                matter.basis.first().map(cited)
            };
            let basis = look.rule.or(given(look.basis));
            let mut what = look.what;
            what.extend(body.hits.into_iter().map(|hit| hit.item));
            what.dedup();
            LookupView {
                at,
                kind,
                organisation: AgencyView { code: look.organisation, title },
                purpose: given(look.purpose),
                basis: basis.or_else(|| body.matter.as_ref().and_then(of_matter)),
                matter: body.matter,
                matter_number: given(look.matter_number),
                what,
                position: position.0,
            }
        });
        Ok(views.collect())
    }
}
