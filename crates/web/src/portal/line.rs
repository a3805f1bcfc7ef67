//! From what the gate discloses to lines on a page.

use disclosure::{AgencyView, RecordState, RecordView, SubjectHead};
use policy::{
    RecordDates, Term,
    model::{basis::Title, disclosure::DisclosureClass},
};

use super::law::{id, tone};
use crate::{site::Site, view::subject::Line, wording::Language};

/// The public page of a subject; persons have none.
pub(crate) fn subject_href(head: &SubjectHead) -> Option<String> {
    head.code.as_ref().map(|code| format!("/subjects/{code}"))
}

/// One record as one line.
pub(crate) fn line(
    site: &Site,
    language: Language,
    head: &SubjectHead,
    record: &RecordView,
) -> Line {
    let term = term(site, record);
    let page = subject_href(head);
    Line {
        href: page.as_ref().map(|page| format!("{page}/records/{}", record.digest)),
        subject_href: page,
        subject: head.name.clone().unwrap_or_default(),
        item_title: language.of(&record.title),
        tone: tone(record.polarity),
        title: title(language, record),
        authority: authority(language, record),
        document_number: document_number(record),
        decided_on: record.decided_on.to_string(),
        valid_until: record.until_on.map(|day| day.to_string()),
        class_title: class_title(term.as_ref()).map(|title| language.of(title)),
        public_until: record.public_until.map(|day| day.to_string()),
        repairable_from: term.and_then(|term| term.repairable_from).map(|day| day.to_string()),
        self_declared: record.declared.as_ref().map(|declared| declared.state.as_str()),
        objected: record.state == RecordState::InObjection,
    }
}

/// What a field is called: by its label in the catalog, which is Chinese, or in English by its name.
pub fn label(language: Language, name: &str, zh: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    match (language, letters.next()) {
        (Language::En, Some(first)) => format!("{}{}", first.to_uppercase(), letters.as_str()),
        _ => zh.to_owned(),
    }
}

/// What a record is about: its summary, or the name of its kind.
pub fn title(language: Language, record: &RecordView) -> String {
    record.summary.clone().unwrap_or_else(|| language.of(&record.title))
}

/// The agency that decided, or else the one that sent it.
pub fn authority(language: Language, record: &RecordView) -> String {
    let written = field(record, "authority_name").map(str::to_owned);
    let agency = record.recogniser.as_ref().unwrap_or(&record.source);
    agency.title.as_ref().map(|title| language.of(title)).or(written).unwrap_or_default()
}

/// An agency by its name, or else by its code.
pub fn agency(language: Language, agency: &AgencyView) -> String {
    agency.title.as_ref().map_or_else(|| agency.code.clone(), |title| language.of(title))
}

fn document_number(record: &RecordView) -> Option<String> {
    field(record, "document_number").map(str::to_owned)
}

/// The value of a field, if it is shown.
pub fn field<'r>(record: &'r RecordView, name: &str) -> Option<&'r str> {
    record.fields.iter().find(|field| field.name == name).map(|field| field.value.as_str())
}

/// Class and periods of a record as the law explains them; none where what is shown does not lead
/// to the class that the gate decided on.
pub fn term<'law>(site: &'law Site, record: &RecordView) -> Option<Term<'law>> {
    let item = site.law.item(&record.item, record.decided_on)?;
    let values: std::collections::BTreeMap<String, String> =
        record.fields.iter().map(|field| (field.name.clone(), field.value.clone())).collect();
    let dates = RecordDates {
        decided_on: record.decided_on,
        from_on: record.from_on,
        until_on: record.until_on,
    };
    let term = site.law.term(item, &values, dates, site.today());
    (term.class_id == record.severity).then_some(term)
}

/// What the class is called, if there is more than one.
pub fn class_title<'law>(term: Option<&Term<'law>>) -> Option<&'law Title> {
    term.filter(|term| term.class_id != "all").and_then(|term| term.class_title)
}

/// For how long a class is public, in words.
pub fn period(site: &Site, language: Language, class: &DisclosureClass) -> String {
    let length = |length: policy::model::basis::Length| {
        let key = format!("length.{}", id(&length.unit));
        site.words(language, &key, &[("n", length.count.to_string())])
    };
    match (class.minimum, class.maximum) {
        (Some(minimum), Some(maximum)) => {
            let values = [("minimum", length(minimum)), ("maximum", length(maximum))];
            site.words(language, "subject.class_period", &values)
        }
        (None, Some(maximum)) => {
            site.words(language, "subject.class_maximum", &[("maximum", length(maximum))])
        }
        _ => site.word(language, "subject.class_plain"),
    }
}

/// Colour of an operating state.
pub fn state_tone(state: Option<&str>) -> &'static str {
    match state {
        Some(state) if ["吊销", "撤销", "异常"].iter().any(|word| state.contains(word)) => {
            "bad"
        }
        Some(state) if ["注销", "迁出"].iter().any(|word| state.contains(word)) => "quiet",
        Some(state)
            if ["存续", "在营", "开业", "在业", "正常"].iter().any(|w| state.contains(w)) =>
        {
            "good"
        }
        _ => "",
    }
}

/// Name of a division on this day.
pub fn division(site: &Site, code: Option<&str>) -> Option<String> {
    site.law.divisions().name_on(code?, site.today()).map(str::to_owned)
}
