//! From what the gate disclosed to a report: pure, the same in and the same out.

mod entry;
mod refuse;
mod wish;

use std::collections::BTreeMap;

use disclosure::{FieldView, Refusal, ReportedRecord, ReportedView};
use policy::{
    Condition, Law, Values,
    model::{
        basis::Title,
        catalog::{CatalogClass, Polarity},
        report::{PRINTED_WORDS, ReportDomain, ReportLayout, ReportSection, ReportTemplate},
    },
};
use vocabulary::Timestamp;

use crate::{
    Ask, Report,
    model::{
        Cite, Count, CutOff, Domain, Entry, Label, Layout, Period, Request, Section, Subject,
        Template,
    },
    seal::FORMAT,
};

pub use refuse::refusal;
pub use wish::request;

/// What a report is compiled of.
#[derive(Clone, Copy, Debug)]
pub struct Making<'m> {
    /// The law of the day.
    pub law: &'m Law,
    /// The layout in force.
    pub template: &'m ReportTemplate,
    /// Which report is wanted.
    pub ask: &'m Ask,
    /// What the gate disclosed for it.
    pub file: &'m ReportedView,
    /// Who asked, and for what.
    pub request: &'m Request,
    /// What the room gives it.
    pub stamp: &'m Stamp,
}

/// What a report gets from the room that issues it.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// Its number.
    pub number: String,
    /// Who issues it.
    pub issuer: String,
    /// When.
    pub issued_at: Timestamp,
    /// Where it is verified.
    pub verify: String,
}

/// The report, and every record it rests on; or why the law does not let it be made.
pub fn compile(making: Making<'_>) -> Result<(Report, Vec<Cite>), Refusal> {
    let Making { law, template, ask, file, stamp, .. } = making;
    if let Some(refusal) = refusal(law, template, ask, file.head.kind, file.today) {
        return Err(refusal);
    }
    let period = refuse::period(template, ask, file.today);
    let mut shown: Vec<&ReportedRecord> = Vec::new();
    let sections: Vec<Section> =
        template.section.iter().map(|section| making.section(section, &mut shown)).collect();
    let asked = |domain: &&ReportDomain| ask.domains.is_empty() || ask.domains.contains(&domain.id);
    let domains: Vec<Domain> = template
        .domain
        .iter()
        .filter(asked)
        .map(|domain| making.domain(domain, period, &mut shown))
        .collect();
    shown.sort_by_key(|one| (&one.record.subject, &one.record.digest, one.version));
    shown.dedup_by_key(|one| (&one.record.subject, &one.record.digest, one.version));
    let report = Report {
        format: FORMAT.to_owned(),
        number: stamp.number.clone(),
        language: making.language().to_owned(),
        template: Template {
            id: template.id.clone(),
            title: making.text(&template.title),
            version: template.version.clone(),
            effective_from: template.effective_from,
        },
        policy: law.version().to_owned(),
        issuer: stamp.issuer.clone(),
        issued_at: stamp.issued_at,
        cut_off: CutOff { at: file.at, position: file.position },
        valid_until: refuse::after(file.today, template.valid),
        known_on: ask.known_on,
        period: period.filter(|_| template.is_special()),
        subject: making.subject(),
        labels: making.labels(&shown),
        request: making.request.clone(),
        summary: summary(&sections, &domains),
        sections,
        domains,
        advice: making.advice(&shown),
        statement: template.statement.iter().map(|title| making.text(title)).collect(),
        verify: stamp.verify.clone(),
        words: making.words(),
    };
    let cite = |one: &&ReportedRecord| Cite {
        subject: one.record.subject.clone(),
        digest: one.record.digest.clone(),
        version: one.version,
    };
    Ok((report, shown.iter().map(cite).collect()))
}

/// How many records each section and each field of law has that is covered.
fn summary(sections: &[Section], domains: &[Domain]) -> Vec<Count> {
    let count = |title: &String, entries: &[Entry]| Count {
        title: title.clone(),
        count: u64::try_from(entries.len()).unwrap_or(u64::MAX),
    };
    let sections = sections.iter().map(|section| count(&section.title, &section.entries));
    let covered = domains.iter().filter(|domain| domain.covered);
    sections.chain(covered.map(|domain| count(&domain.title, &domain.entries))).collect()
}

impl<'m> Making<'m> {
    fn language(&self) -> &'static str {
        if self.ask.language == "en" { "en" } else { "zh" }
    }

    /// A title in the language of the paper.
    fn text(&self, title: &Title) -> String {
        if self.language() == "en" { title.en.clone() } else { title.zh.clone() }
    }

    /// A word of the paper; its id if the packs lack it, which the checker refuses.
    fn word(&self, id: &str) -> String {
        self.law.report_word(id).map_or_else(|| id.to_owned(), |title| self.text(title))
    }

    fn words(&self) -> BTreeMap<String, String> {
        PRINTED_WORDS.iter().map(|id| ((*id).to_owned(), self.word(id))).collect()
    }

    fn subject(&self) -> Subject {
        let head = &self.file.head;
        let kind = kind_id(head.kind);
        let nameless = || self.word("nameless");
        Subject {
            name: head.name.clone().unwrap_or_else(nameless),
            told: self.file.told.clone().unwrap_or_else(nameless),
            number: head.code.clone().or_else(|| self.file.number.clone()),
            kind_title: self.word(&format!("kind-{kind}")),
            kind,
            state: head.state.clone(),
        }
    }

    fn section(&self, section: &ReportSection, shown: &mut Vec<&'m ReportedRecord>) -> Section {
        let of_section = self.file.records.iter().filter(|one| belongs(section, one));
        let of_section: Vec<&ReportedRecord> = of_section.collect();
        let entries: Vec<Entry> =
            of_section.iter().map(|one| self.entry(one, &section.fields, section.layout)).collect();
        shown.extend(of_section);
        let none = section.none.as_ref().map(|title| self.text(title));
        Section {
            id: section.id.clone(),
            title: self.text(&section.title),
            layout: match section.layout {
                ReportLayout::Facts => Layout::Facts,
                ReportLayout::Table => Layout::Table,
            },
            none: entries.is_empty().then(|| none.unwrap_or_else(|| self.word("none"))),
            entries,
        }
    }

    fn domain(
        &self,
        domain: &ReportDomain,
        period: Option<Period>,
        shown: &mut Vec<&'m ReportedRecord>,
    ) -> Domain {
        let within = |one: &&ReportedRecord| {
            let on = one.record.decided_on;
            period.is_none_or(|period| period.from <= on && on <= period.until)
        };
        let here = |one: &&ReportedRecord| {
            !one.record.market && self.field_of(one) == Some(domain.id.as_str())
        };
        let records: Vec<&ReportedRecord> =
            self.file.records.iter().filter(here).filter(within).collect();
        let covered = !domain.items.is_empty();
        let sentence = match (covered, records.len()) {
            (false, _) => self.word("domain-uncovered"),
            (true, 0) => self.word("domain-none"),
            (true, found) => self.word("domain-found").replace("{count}", &found.to_string()),
        };
        let day =
            |day: Option<vocabulary::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let title = self.text(&domain.title);
        let said = sentence
            .replace("{domain}", &title)
            .replace("{from}", &day(period.map(|period| period.from)))
            .replace("{until}", &day(period.map(|period| period.until)));
        let note = domain.note.as_ref().map(|note| self.text(note)).unwrap_or_default();
        let entries = records.iter().map(|one| self.entry(one, &[], ReportLayout::Facts)).collect();
        shown.extend(records);
        Domain {
            id: domain.id.clone(),
            title,
            owner: self.unit(&domain.owner),
            covered,
            entries,
            said: format!("{said}{note}"),
        }
    }

    /// The field of law under which a record stands: that of the agency that decided, or else the
    /// last one that has its item.
    fn field_of(&self, one: &ReportedRecord) -> Option<&'m str> {
        let record = &one.record;
        let mut fields =
            self.template.domain.iter().filter(|domain| domain.items.contains(&record.item));
        let decided = record.recogniser.as_ref().unwrap_or(&record.source);
        let agency = self.law.agency(&decided.code);
        let answers = |domain: &&ReportDomain| {
            agency.is_some_and(|agency| {
                agency.id == domain.owner || agency.groups.contains(&domain.owner)
            })
        };
        let last = fields.clone().next_back();
        fields.find(answers).or(last).map(|domain| domain.id.as_str())
    }

    /// An agency, or a group of agencies, as it is called.
    fn unit(&self, id: &str) -> String {
        let agency = self.law.agency(id).map(|agency| &agency.title);
        agency
            .or_else(|| self.law.group(id))
            .map_or_else(|| id.to_owned(), |title| self.text(title))
    }

    fn labels(&self, shown: &[&ReportedRecord]) -> Vec<Label> {
        let there = |label: &&policy::model::report::ReportLabel| {
            any(shown, &label.items, &label.classes, &[])
        };
        let labels = self.template.label.iter().filter(there);
        labels
            .map(|label| Label {
                title: self.text(&label.title),
                against: label.polarity == Polarity::Negative,
            })
            .collect()
    }

    fn advice(&self, shown: &[&ReportedRecord]) -> Vec<String> {
        let there = |advice: &&policy::model::report::ReportAdvice| {
            any(shown, &advice.items, &advice.classes, &advice.polarity)
        };
        let advice = self.template.advice.iter().filter(there);
        advice.map(|advice| self.text(&advice.title)).collect()
    }
}

/// Whether a record stands in a section; what comes from the market stands in none (C-03.e). A condition that cannot be read holds for nothing; the
/// checker refuses it.
fn belongs(section: &ReportSection, one: &ReportedRecord) -> bool {
    let record = &one.record;
    let holds = |when: &String| {
        Condition::parse(when).is_ok_and(|condition| condition.holds(&Seen(&record.fields)))
    };
    !record.market
        && section.takes(&record.item, record.class, record.polarity)
        && section.when.as_ref().is_none_or(holds)
}

/// The fields of a record as a condition asks for them.
struct Seen<'r>(&'r [FieldView]);

impl Values for Seen<'_> {
    fn value(&self, name: &str) -> Option<&str> {
        let seen = self.0.iter().find(|field| field.name == name && !field.masked);
        seen.map(|field| field.value.as_str())
    }
}

fn any(
    shown: &[&ReportedRecord],
    items: &[String],
    classes: &[CatalogClass],
    polarity: &[Polarity],
) -> bool {
    shown.iter().map(|one| &one.record).any(|record| {
        (items.contains(&record.item) || classes.contains(&record.class))
            && (polarity.is_empty() || polarity.contains(&record.polarity))
    })
}

/// The text form of a kind of subject: `self-employed`.
fn kind_id(kind: vocabulary::SubjectKind) -> String {
    serde_json::to_value(kind)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
