//! From a standing to an answer: pure, for one matter on one day.

use std::collections::HashSet;

use disclosure::{EntryView, Standing};
use jiff::ToSpan;
use policy::{
    OnDay,
    model::{
        basis::{Length, LengthUnit},
        measure::MeasureEffect,
    },
};
use vocabulary::{Date, SubjectKind};

use crate::{
    model::{Hit, MeasureDue, Outcome, SubjectState},
    plan::{PlannedItem, PlannedMatter, PlannedMeasure, Side},
};

/// Field of a commitment that says whether it was kept, and what it then holds.
const FULFILMENT: &str = "fulfilment";
const BROKEN: [&str; 4] = ["违约", "违诺", "未履行", "违背"];

/// What an answer says, before it has its number.
#[derive(Debug)]
pub(crate) struct Judgement {
    pub(crate) subject: Option<SubjectState>,
    pub(crate) outcome: Outcome,
    pub(crate) incentives: Vec<Hit>,
    pub(crate) lists: Vec<Hit>,
    pub(crate) records: Vec<Hit>,
    pub(crate) commitments_broken: Vec<Hit>,
    pub(crate) other: Vec<Hit>,
    pub(crate) measures: Vec<MeasureDue>,
    pub(crate) note: String,
}

/// Judges a standing for a matter. Measures that are `blocked` follow from nothing (C-12.b).
pub(crate) fn judge(
    matter: &PlannedMatter,
    blocked: &HashSet<String>,
    standing: Standing,
    today: Date,
) -> Judgement {
    let Standing { head, entries } = standing;
    let kind = head.as_ref().map(|head| head.kind);
    let mut judgement = Judgement {
        subject: head.map(|head| SubjectState {
            subject: head.subject,
            kind: head.kind,
            name: head.name,
            code: head.code,
            state: head.state,
            exited_on: head.exited_on,
        }),
        outcome: Outcome::Clear,
        incentives: Vec::new(),
        lists: Vec::new(),
        records: Vec::new(),
        commitments_broken: Vec::new(),
        other: Vec::new(),
        measures: Vec::new(),
        note: String::new(),
    };
    for planned in matter.measures.iter().filter(|one| !blocked.contains(&one.measure.id)) {
        for entry in &entries {
            let item = matter.items.get(&entry.item);
            let due = kind.zip(item).and_then(|(kind, item)| planned.due(item, entry, kind, today));
            judgement.measures.extend(due);
        }
    }
    for entry in entries {
        let Some(item) = matter.items.get(&entry.item) else { continue };
        if let Some(side) = judgement.side(item, &entry, today) {
            side.push(hit(item, entry));
        }
    }
    judgement.outcome = judgement.outcome_of();
    judgement.note = judgement.note_of();
    judgement
}

impl Judgement {
    /// The part of the answer in which an entry stands; none if it says nothing any more. What
    /// speaks against a subject is shown while it may be shared, lists and favours only while they
    /// are in force.
    fn side(
        &mut self,
        item: &PlannedItem,
        entry: &EntryView,
        today: Date,
    ) -> Option<&mut Vec<Hit>> {
        match item.side {
            Side::Record => Some(&mut self.records),
            _ if !is_in_force(entry, today) => None,
            Side::Incentive => Some(&mut self.incentives),
            Side::List => Some(&mut self.lists),
            Side::Other => Some(&mut self.other),
            Side::Commitment => {
                let fulfilment = entry.fields.get(FULFILMENT);
                let broken =
                    fulfilment.is_some_and(|text| BROKEN.iter().any(|word| text.contains(word)));
                broken.then_some(&mut self.commitments_broken)
            }
        }
    }

    /// Only a statutory ban stops a matter; without a measure a hit is a reference (C-09.b).
    fn outcome_of(&self) -> Outcome {
        let against =
            [&self.lists, &self.records, &self.commitments_broken].iter().any(|h| !h.is_empty());
        let restrained = |due: &MeasureDue| due.effect == MeasureEffect::Restraint;
        if self.measures.iter().any(|due| due.intercepts && restrained(due)) {
            Outcome::Intercept
        } else if against || self.measures.iter().any(restrained) {
            Outcome::Reference
        } else {
            Outcome::Clear
        }
    }

    fn note_of(&self) -> String {
        let Some(subject) = &self.subject else {
            return "平台没有以这个号码登记的记录。".to_owned();
        };
        let mut note = match self.outcome {
            Outcome::Clear => "本事项应当查看的范围内，没有需要参考的失信信息。".to_owned(),
            Outcome::Reference => {
                "有信息可供参考。没有法定禁止措施，不得仅凭这些信息拒绝办理。".to_owned()
            }
            Outcome::Intercept => {
                let bans = self.measures.iter().filter(|due| due.intercepts);
                let bans: Vec<String> = bans.map(ban).collect();
                format!("有法定禁止措施：{}。请依法处理，并反馈办理结果。", bans.join("；"))
            }
        };
        if let Some(on) = subject.exited_on {
            note.push_str(&format!("该主体已于 {on} 终止。"));
        }
        note
    }
}

fn ban(due: &MeasureDue) -> String {
    let basis = due.basis.first().map_or(String::new(), |basis| {
        format!("，依据《{}》{}", basis.document, basis.article.as_deref().unwrap_or_default())
    });
    let until = due.until_on.map_or(String::new(), |until| format!("，至 {until}"));
    format!("{}{basis}{until}", due.title.zh)
}

fn is_in_force(entry: &EntryView, today: Date) -> bool {
    entry.from_on.is_none_or(|from| from <= today)
        && entry.until_on.is_none_or(|until| today <= until)
}

impl PlannedMeasure {
    /// The measure as it follows from an entry, if it does and still runs.
    fn due(
        &self,
        item: &PlannedItem,
        entry: &EntryView,
        kind: SubjectKind,
        today: Date,
    ) -> Option<MeasureDue> {
        let measure = &self.measure;
        let object = &measure.object;
        let carries = object.items.contains(&entry.item)
            || item.item.list.as_ref().is_some_and(|list| object.lists.contains(list));
        if !carries || !object.subjects.contains(&kind) || !is_in_force(entry, today) {
            return None;
        }
        let values = OnDay::new(&entry.fields, today);
        if !self.when.as_ref().is_none_or(|when| when.holds(&values)) {
            return None;
        }
        let begins = entry.from_on.unwrap_or(entry.decided_on);
        let ends = measure.term.map(|term| after(begins, term));
        let until_on = [ends, entry.until_on, entry.shared_until].into_iter().flatten().min();
        if until_on.is_some_and(|until| until < today) {
            return None;
        }
        Some(MeasureDue {
            id: measure.id.clone(),
            title: measure.title.clone(),
            effect: measure.effect,
            class: measure.class,
            national: measure.national.clone(),
            act: measure.act.clone(),
            intercepts: measure.intercepts,
            digest: entry.digest.clone(),
            until_on,
            lifts_when: measure.lifts_when.clone(),
            basis: measure.basis.clone(),
        })
    }
}

/// The last day of a period that begins on a day. No measure is counted in working days; such a
/// term would be taken as days, which is shorter.
fn after(begins: Date, length: Length) -> Date {
    let count = i64::from(length.count);
    begins.saturating_add(match length.unit {
        LengthUnit::Year => count.years(),
        LengthUnit::Month => count.months(),
        LengthUnit::Day | LengthUnit::WorkingDay => count.days(),
    })
}

fn hit(item: &PlannedItem, mut entry: EntryView) -> Hit {
    let mut take = |name: Option<&str>| name.and_then(|name| entry.fields.remove(name));
    let summary = take(item.summary.as_deref());
    let authority = take(item.authority.as_deref());
    let document_number = take(Some("document_number"));
    Hit {
        title: item.item.title.clone(),
        polarity: item.item.polarity,
        list: item.item.list.clone(),
        summary,
        document_number,
        authority,
        basis: item.item.basis.clone(),
        item: entry.item,
        digest: entry.digest,
        decided_on: entry.decided_on,
        until_on: entry.until_on,
        in_objection: entry.in_objection,
        position: entry.position,
    }
}
