//! A checked row made into a record that is ready to be filed.

use policy::Law;
use vocabulary::{Date, SiteKey, SubjectKind};

use crate::{
    batch::chunk::{Context, Prepared, Timing},
    fault::{Fault, verdict},
    identity::{Subject, identify},
    record::{
        Origin, Resolved, Sealer, add_links, content_digest, key_digest, name_mark, open_body,
        pseudonyms,
    },
    resolve::{Taken, taught},
    row::Row,
    rule::{self, Severity},
    timing::timing,
};

/// What a row needs beside itself to become a record.
pub(crate) struct Preparing<'a> {
    pub(crate) law: &'a Law,
    pub(crate) key: &'a SiteKey,
    pub(crate) context: &'a Context,
    /// Headers of columns of persons' items that have no purpose.
    pub(crate) purposeless: &'a [String],
    /// Who decided, where the row names nobody.
    pub(crate) recogniser: &'a str,
}

/// The subject, unless the row as a whole is refused already.
pub(crate) fn subject(row: &mut Row<'_>, key: &SiteKey) -> Option<Subject> {
    let hopeless = row.faults.iter().any(|fault| fault.field.is_none());
    if hopeless {
        return None;
    }
    let subject = identify(row, key);
    let refused = verdict(&row.faults) == Some(Severity::Refused);
    subject.filter(|_| !refused)
}

impl Preparing<'_> {
    /// The record of a row about `subject`; none, and a fault, if nobody answers for it.
    pub(crate) fn record(
        &self,
        row: &mut Row<'_>,
        line: u64,
        subject: &Subject,
    ) -> Option<Box<Prepared>> {
        let roles = &row.shape.roles;
        let pseudonyms = pseudonyms(row, subject, self.key);
        let digest = key_digest(row, &pseudonyms);
        let named = Some(row.at(roles.recogniser)).filter(|code| !code.is_empty());
        let recogniser = named.unwrap_or(self.recogniser);
        if recogniser.is_empty() {
            row.faults.push(Fault::of_row(&rule::NO_RECOGNISER));
            return None;
        }
        let context = self.context;
        let origin = Origin {
            batch: &context.batch,
            line,
            source: &context.agency,
            recogniser,
            dropped: self.purposeless,
        };
        let sealer = Sealer { vault: &context.vault, entropy: &*context.entropy };
        let person = subject.kind == SubjectKind::Person;
        let name = row.at(roles.name);
        let mut body = open_body(row, subject, &digest, &origin, &sealer);
        add_links(&mut body, row, self.key);
        if let Some(Taken { rule, name, value }) = &row.taken {
            Resolved { rule, name, value: *value }.add_to(&mut body);
        }
        Some(Box::new(Prepared {
            subject: subject.id,
            key: digest,
            content: content_digest(row, &pseudonyms),
            recogniser: recogniser.to_owned(),
            name: person.then(|| (name_mark(self.key, subject.id, name), row.shape.registers)),
            taught: taught(row, self.key),
            timing: self.timing(row),
            cleansed: row.slots.iter().filter_map(|slot| slot.cleansed).collect(),
            body,
        }))
    }

    fn timing(&self, row: &Row<'_>) -> Timing {
        let limit = row.shape.report_within.as_ref();
        if limit.is_none() {
            return Timing::None;
        }
        match row.at(row.shape.roles.decided_on).parse::<Date>() {
            Ok(decided) => timing(limit, decided, self.context.today, self.law.calendar()),
            Err(_) => Timing::None,
        }
    }
}
