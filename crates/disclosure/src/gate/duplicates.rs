//! 重错码: names that several codes bear, codes that bear several names, codes that are wrong.

use std::collections::HashMap;

use archive::{Stranger, Subject, doubtful, read};
use identity::{Name, Verdict, compare, judge};
use store::Tx;
use vocabulary::SubjectId;

use super::{Gate, Inner};
use crate::{
    AgencyView, Disclosed, GateError, SubjectHead,
    meant::{Duplicates, SharedCode, SharedName, StrangeName},
    view::subject::brief,
};

/// Strange names looked at at a time.
const STEP: u32 = 1_000;

impl Gate {
    /// Doubtful pairs of code and name among organisations, each list cut at `limit`. It reads
    /// through all names: for reports.
    ///
    /// # Errors
    ///
    /// [`GateError`] if they cannot be read.
    pub fn duplicates(&self, limit: u32) -> Result<Disclosed<Duplicates>, GateError> {
        let (inner, limit) = (&*self.0, limit as usize);
        let found = inner.db.read(|tx| {
            let (shared, more_names) = doubtful::shared_names(tx, limit)?;
            let (faulty, more_faulty) = doubtful::faulty_codes(tx, limit)?;
            let mut names = Vec::with_capacity(shared.len());
            for (name, subjects) in shared {
                names.push(SharedName { name, heads: heads(tx, &subjects)? });
            }
            let faulty = heads(tx, &faulty)?;
            let (codes, more_codes) = inner.shared_codes(tx, limit)?;
            let more = more_names || more_faulty || more_codes;
            Ok::<_, GateError>(Duplicates { names, codes, faulty, more })
        })?;
        Ok(Disclosed::new(found))
    }
}

fn heads(tx: &mut Tx, subjects: &[SubjectId]) -> Result<Vec<SubjectHead>, GateError> {
    Ok(read::subjects(tx, subjects)?.iter().flatten().map(brief).collect())
}

impl Inner {
    /// Codes under which records came that name somebody else than the code's holder. Slips of the
    /// holder's own names are no other name.
    fn shared_codes(
        &self,
        tx: &mut Tx,
        limit: usize,
    ) -> Result<(Vec<SharedCode>, bool), GateError> {
        let (mut codes, mut after) = (Vec::new(), SubjectId([0; 16]));
        loop {
            let found = read::strangers(tx, after, STEP)?;
            let full = found.len() == STEP as usize;
            let Some(last) = found.last().map(|one| one.subject) else { break };
            let mut of_subject: Vec<(SubjectId, Vec<Stranger>)> = Vec::new();
            for one in found {
                match of_subject.last_mut() {
                    Some((subject, names)) if *subject == one.subject => names.push(one),
                    _ => of_subject.push((one.subject, vec![one])),
                }
            }
            // The last one may be cut in two: it comes again with the next step.
            if full && of_subject.len() > 1 {
                of_subject.pop();
            }
            after = of_subject.last().map_or(last, |(subject, _)| *subject);
            for (subject, strangers) in of_subject {
                codes.extend(self.shared_code(tx, subject, strangers)?);
                if codes.len() > limit {
                    codes.truncate(limit);
                    return Ok((codes, true));
                }
            }
            if !full {
                break;
            }
        }
        Ok((codes, false))
    }

    fn shared_code(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
        strangers: Vec<Stranger>,
    ) -> Result<Option<SharedCode>, GateError> {
        let Some(whole) = read::whole(tx, subject)? else { return Ok(None) };
        let Some(present) = whole.subject.name.as_deref().map(Name::parse) else {
            return Ok(None);
        };
        let own: Vec<Name> =
            read::names(tx, &whole)?.iter().map(|name| Name::parse(&name.name)).collect();
        let mut names: HashMap<String, StrangeName> = HashMap::new();
        for one in strangers {
            let parsed = Name::parse(&one.name);
            if own.iter().any(|own| judge(own, &parsed).1 == Verdict::Same) {
                continue;
            }
            let title = self.law.agency(&one.source).map(|agency| agency.title.clone());
            let score = compare(&present, &parsed);
            let source = AgencyView { code: one.source, title };
            let (name, position) = (one.name, one.position.0);
            names.insert(name.clone(), StrangeName { name, source, position, score });
        }
        let mut names: Vec<StrangeName> = names.into_values().collect();
        names.sort_by_key(|one| one.position);
        let holder: &Subject = &whole.subject;
        Ok((!names.is_empty()).then(|| SharedCode { head: brief(holder), names }))
    }
}
