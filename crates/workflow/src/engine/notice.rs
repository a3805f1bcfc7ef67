//! Letters and messages: the templates of the process, filled in.

use archive::Subject;
use policy::{
    model::{
        basis::Title,
        process::{FieldKind, FormField, Process, Sight},
    },
    process::Running,
};
use vocabulary::{Date, SubjectKind};

use crate::{case::Given, cases::Inner, facts::Written, queries::cases::Case};

/// What letters speak of.
pub(crate) struct Matter<'m> {
    pub(crate) process: &'m Process,
    pub(crate) case: &'m Case,
    pub(crate) fields: &'m Given,
    pub(crate) subject: Option<&'m Subject>,
    pub(crate) clocks: &'m [Running],
    pub(crate) state: &'m str,
    /// Agency that writes, by its id.
    pub(crate) from: &'m str,
    pub(crate) today: Date,
}

/// A language of a title.
#[derive(Clone, Copy)]
enum Tongue {
    Zh,
    En,
}

impl Tongue {
    fn of(self, title: &Title) -> &str {
        match self {
            Self::Zh => &title.zh,
            Self::En => &title.en,
        }
    }

    fn say<'w>(self, zh: &'w str, en: &'w str) -> &'w str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

impl Inner {
    /// The letters of a step; `first` is the place of the first one.
    pub(crate) fn letters_of(
        &self,
        matter: &Matter<'_>,
        notices: &[String],
        first: u64,
    ) -> Vec<Written> {
        let notices = notices
            .iter()
            .filter_map(|id| matter.process.notice.iter().find(|notice| notice.id == *id));
        let write = |(place, notice): (u64, &policy::model::process::Notice)| {
            let (title, text) =
                (self.filled(matter, &notice.title), self.filled(matter, &notice.text));
            let (id, to) = (notice.id.clone(), notice.to.clone());
            self.written(matter, (place, id, to, notice.letter), (&title, &text))
        };
        (first..).zip(notices).map(write).collect()
    }

    /// A letter, sealed.
    pub(crate) fn written(
        &self,
        matter: &Matter<'_>,
        (place, notice, to, formal): (u64, String, String, bool),
        (title, text): (&Title, &Title),
    ) -> Written {
        let number = &matter.case.number;
        let seal = |part: &str, title: &Title| {
            let json = serde_json::to_string(title).unwrap_or_default();
            self.seal_in(number, &format!("letter/{place}/{part}"), &json)
        };
        let (title, text) = (seal("title", title), seal("text", text));
        let from = matter.from.to_owned();
        Written { place, notice, formal, to, from, title, text }
    }

    fn filled(&self, matter: &Matter<'_>, template: &Title) -> Title {
        Title {
            zh: self.fill_in(matter, &template.zh, Tongue::Zh),
            en: self.fill_in(matter, &template.en, Tongue::En),
        }
    }

    fn fill_in(&self, matter: &Matter<'_>, template: &str, tongue: Tongue) -> String {
        let mut text = String::with_capacity(template.len() * 2);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((place, behind)) = after.split_once('}') else {
                text.push('{');
                rest = after;
                continue;
            };
            text.push_str(&self.said(matter, place, tongue));
            rest = behind;
        }
        text.push_str(rest);
        text
    }

    fn said(&self, matter: &Matter<'_>, place: &str, tongue: Tongue) -> String {
        let (process, case) = (matter.process, matter.case);
        match place {
            "number" => case.number.clone(),
            "certificate" => matter.fields.get(place).cloned().unwrap_or_default(),
            "today" => matter.today.to_string(),
            "subject" => match matter.subject {
                Some(subject) if subject.kind != SubjectKind::Person => {
                    subject.name.clone().unwrap_or_else(|| tongue.say("当事人", "the party").into())
                }
                _ => tongue.say("当事人", "the party").to_owned(),
            },
            "unit" => {
                let unit = self.law.agency(matter.from).or_else(|| self.law.agency(&case.unit));
                unit.map_or_else(
                    || tongue.say("本平台", "this platform").to_owned(),
                    |unit| tongue.of(&unit.title).to_owned(),
                )
            }
            "state" => {
                process.state(matter.state).map_or("", |state| tongue.of(&state.said)).into()
            }
            "record:title" => self
                .law
                .item(&case.item, matter.today)
                .map_or(case.item.as_str(), |item| tongue.of(&item.title))
                .to_owned(),
            other => match other.split_once(':') {
                Some(("due", clock)) => due(matter, clock, tongue),
                Some(("field", id)) => process.field(id).map_or_else(String::new, |field| {
                    if field.sight == Sight::Named {
                        return tongue.say("（保密）", "(confidential)").to_owned();
                    }
                    let value = matter.fields.get(id).map_or("", String::as_str);
                    match self.titled(field, value, matter) {
                        Some(title) => tongue.of(&title).to_owned(),
                        None => value.to_owned(),
                    }
                }),
                _ => String::new(),
            },
        }
    }

    fn titled(&self, field: &FormField, value: &str, matter: &Matter<'_>) -> Option<Title> {
        let list = matter.fields.get("list").map_or("", String::as_str);
        self.title_of(field, value, (list, &matter.case.item, matter.today))
    }

    /// What a value is called, where it is an id.
    pub(crate) fn title_of(
        &self,
        field: &FormField,
        value: &str,
        (list, item, today): (&str, &str, Date),
    ) -> Option<Title> {
        let law = &self.law;
        let both = |text: &str| Title { zh: text.to_owned(), en: text.to_owned() };
        match field.kind {
            FieldKind::Choice => {
                field.choice.iter().find(|one| one.id == value).map(|one| one.title.clone())
            }
            FieldKind::Agency => law.agency(value).map(|agency| agency.title.clone()),
            FieldKind::List => law.list(value, today).map(|list| list.title.clone()),
            FieldKind::Criterion => law
                .list(list, today)
                .and_then(|list| list.criterion.iter().find(|one| one.id == value))
                .map(|one| both(&one.text)),
            FieldKind::Measure => law.measure(value, today).map(|measure| measure.title.clone()),
            FieldKind::RecordField => law
                .item(item, today)
                .and_then(|item| item.field.iter().find(|one| one.name == value))
                .map(|one| Title { zh: one.zh.clone(), en: one.name.clone() }),
            FieldKind::Commitment => law.commitment(value, today).map(|one| one.title.clone()),
            FieldKind::Plan => self.plan_entry(value).map(|(_, entry)| entry.title.clone()),
            FieldKind::Tick if value == "true" => {
                Some(Title { zh: "是".to_owned(), en: "yes".to_owned() })
            }
            _ => None,
        }
    }
}

fn due(matter: &Matter<'_>, clock: &str, tongue: Tongue) -> String {
    let running = matter.clocks.iter().find(|one| one.clock == clock);
    match running.and_then(|running| running.due) {
        Some(due) => due.to_string(),
        None => tongue
            .say("（待放假安排公布后确定）", "(to be told once the holidays are announced)")
            .to_owned(),
    }
}
