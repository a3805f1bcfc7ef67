//! Whom a row is about that names an organisation without a valid code: by its name, under the rules
//! of the packs (`resolution.toml`). Persons are never looked up.

mod decide;
mod list;
mod number;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use identity::{Candidate, Directory, Verdict};
use number::{code_of, old_numbers};
use policy::{
    Law,
    model::resolution::{Given, Outcome, ResolutionRule},
};
use store::Database;
use vocabulary::{Date, SiteKey, SubjectKind};

use crate::{
    IntakeError,
    check::check,
    fault::{Fault, verdict},
    format::RawRow,
    header::Mapping,
    row::Row,
    rule::{self, RuleRef, Severity},
    settle::PROPOSED,
};
pub(crate) use decide::decide;
pub use list::NamedRow;
pub(crate) use number::taught;

/// How many names are remembered within one file: the same ones come again and again.
const REMEMBERED: usize = 4_096;

/// For whom a row was taken, though it has no code.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Taken {
    /// Rule of the packs, or `decided` by an officer.
    pub(crate) rule: String,
    /// The name as the row gives it.
    pub(crate) name: String,
    /// How near it is, in [0, 1]; none if nobody compared.
    pub(crate) value: Option<f32>,
}

/// What a row gives in place of a valid code.
struct Asked {
    given: Given,
    name: String,
}

/// Looks for the subjects of one file's rows.
pub(crate) struct Resolver<'a> {
    law: &'a Law,
    directory: &'a dyn Directory,
    memory: (&'a Database, &'a SiteKey),
    today: Date,
    seen: HashMap<String, Vec<Candidate>>,
}

impl<'a> Resolver<'a> {
    /// A resolver for rows received on a day.
    pub(crate) fn new(
        law: &'a Law,
        directory: &'a dyn Directory,
        memory: (&'a Database, &'a SiteKey),
        today: Date,
    ) -> Self {
        Self { law, directory, memory, today, seen: HashMap::new() }
    }

    /// Checks a row, and looks for its subject where it has no valid code and nothing else is wrong.
    pub(crate) fn check(
        &mut self,
        row: &mut Row<'_>,
        raw: &RawRow,
        mapping: &Mapping,
    ) -> Result<(), IntakeError> {
        row.meant = None;
        row.taken = None;
        check(row, raw, mapping);
        let Some(asked) = asked(row) else { return Ok(()) };
        let subjects = &row.shape.subjects;
        let candidates = self.candidates(&asked.name)?;
        let mut admitted: Vec<Candidate> =
            candidates.iter().filter(|one| subjects.contains(&one.kind)).cloned().collect();
        let mut rules = self.law.resolution(asked.given, self.today);
        let by_number = self.law.resolution(Given::OldNumber, self.today);
        let old = old_numbers(row, self.memory.1);
        if !by_number.is_empty()
            && let Some(code) = code_of(&old, &admitted, self.memory.0)?
        {
            admitted.retain(|one| one.code.as_ref() == Some(&code));
            rules = by_number;
        }
        match decide(&rules, &admitted) {
            Some((rule, Some((code, value)))) => {
                let advice = format!("{}{}", rule.advice, told("已归集到：", admitted.get(..1)));
                row.meant = Some(code);
                let (rule, name) = (rule.id.clone(), asked.name);
                row.taken = Some(Taken { rule: rule.clone(), name: name.clone(), value });
                check(row, raw, mapping);
                if let Some(place) = row.shape.roles.name {
                    let fault = Fault::of_field(row.shape, place, &rule::BY_NAME, &name);
                    row.faults.push(fault.advise(&advice).detail(&rule));
                }
            }
            Some((rule, None)) => turn_away(row, rule, &admitted),
            None => {}
        }
        Ok(())
    }

    /// Who may be meant by a name.
    pub(crate) fn candidates(&mut self, name: &str) -> Result<&[Candidate], IntakeError> {
        if self.seen.len() >= REMEMBERED {
            self.seen.clear();
        }
        if !self.seen.contains_key(name) {
            let mut found = self.directory.candidates(name, PROPOSED)?;
            found.retain(|one| one.kind != SubjectKind::Person);
            self.seen.insert(name.to_owned(), found);
        }
        Ok(self.seen.get(name).map_or(&[], Vec::as_slice))
    }
}

/// What to look for, if a row names an organisation and lacks nothing but its code.
fn asked(row: &Row<'_>) -> Option<Asked> {
    let (shape, roles) = (row.shape, &row.shape.roles);
    let (code, name) = (roles.code?, roles.name?);
    let given = row.at(Some(name));
    let category = row.at(roles.category);
    let person = shape.is_of_persons() || category == "自然人" || !row.at(roles.number).is_empty();
    if person || given.is_empty() || row.is_broken(name) {
        return None;
    }
    // A household is known by its registration number, and says so in the column of the code.
    if category == "个体工商户" && !row.at(roles.registration).is_empty() {
        return None;
    }
    let label = shape.fields.get(code).map(|field| field.name.as_str());
    let refused = row.faults.iter().filter(|fault| fault.rule.severity == Severity::Refused);
    let mut wrong = false;
    for fault in refused {
        let missing = [&rule::REQUIRED, &rule::REQUIRED_WHEN].contains(&fault.rule);
        let broken = fault.rule == &rule::UNIFIED_CODE;
        if fault.field.as_deref() != label || !(missing || broken) {
            return None;
        }
        wrong |= broken;
    }
    let absent = row.at(Some(code)).is_empty();
    let given_code = if wrong { Some(Given::Wrong) } else { absent.then_some(Given::Missing) };
    given_code.map(|code| Asked { given: code, name: given.to_owned() })
}

/// Holds a row or lets it go back, with those who come nearest.
fn turn_away(row: &mut Row<'_>, law: &ResolutionRule, candidates: &[Candidate]) {
    let near = law.verdict.is_some() || law.given == Given::OldNumber;
    let nearest =
        if near { told("名称最接近的单位：", Some(candidates)) } else { String::new() };
    let advice = format!("{}{nearest}", law.advice);
    if law.then == Outcome::Refuse && verdict(&row.faults) == Some(Severity::Refused) {
        let refused = row.faults.iter_mut().filter(|it| it.rule.severity == Severity::Refused);
        for fault in refused {
            fault.advice.clone_from(&advice);
            fault.detail = Some(law.id.clone());
        }
        return;
    }
    let rule: RuleRef = match law.then {
        Outcome::Refuse => &rule::NO_SUBJECT,
        _ if near => &rule::NAME_UNSURE,
        _ => &rule::NAME_UNKNOWN,
    };
    row.faults.retain(|fault| fault.rule.severity != Severity::Refused);
    row.faults.push(Fault::of_row(rule).advise(&advice).detail(&law.id));
}

/// The names and codes of the nearest, in a sentence; nothing if there is nobody.
fn told(opening: &str, candidates: Option<&[Candidate]>) -> String {
    let near = |one: &&Candidate| one.score.verdict != Verdict::Different;
    let near = candidates.unwrap_or_default().iter().filter(near);
    let named = near.take(3).map(|one| {
        let code = one.code.as_deref().unwrap_or("无代码");
        format!("{}（{code}）", one.name)
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() { String::new() } else { format!("{opening}{}。", named.join("、")) }
}
