//! The form of a case: what a process asks for, as the fields of a page, and back. Every door that
//! begins or moves cases asks in this way; `components/case.html` draws it.

use std::collections::BTreeMap;

use policy::model::process::{DocumentRule, FieldKind, FormField, Process};
use serde::Serialize;
use vocabulary::{Date, UnifiedCode};

use super::{Fields, Sent, Upload};
use crate::{WebError, site::Site, wording::Language};

/// Largest paper, in bytes.
pub const PAPER_BYTES: u64 = 5 << 20;

/// Up to so many choices stand open, one below the other.
const OPEN: usize = 5;

/// What a process asks for at its beginning or with a move.
#[derive(Clone, Copy, Debug)]
pub struct Asks<'p> {
    /// The process.
    pub process: &'p Process,
    /// Fields that must be filled in.
    pub needs: &'p [String],
    /// Fields that may be.
    pub asks: &'p [String],
    /// Papers that must be there.
    pub documents: &'p [String],
    /// Papers that may be.
    pub attaches: &'p [String],
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseChoice {
    /// What is sent.
    pub id: String,
    /// What is read.
    pub title: String,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseField {
    /// Its id in the process.
    pub id: String,
    /// Its name in the form: `field.<id>`.
    pub name: String,
    /// `text`, `area`, `date`, `number`, `money`, `tick`, `radio`, `select`, `code`.
    pub kind: &'static str,
    /// Its label.
    pub label: String,
    /// A word of help.
    pub hint: Option<String>,
    /// What was typed.
    pub value: String,
    /// Whether it must be filled in.
    pub required: bool,
    /// Longest text, in characters.
    pub longest: u32,
    /// What to choose from.
    pub options: Vec<CaseChoice>,
}

/// One paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CasePaper {
    /// Its id in the process.
    pub id: String,
    /// Its name in the form: `paper.<id>`.
    pub name: String,
    /// Its label.
    pub label: String,
    /// A word of help.
    pub hint: Option<String>,
    /// Whether it must be there.
    pub required: bool,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseWrong {
    /// Its name in the form.
    pub field: String,
    /// What to do.
    pub text: String,
}

/// The form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CaseForm {
    /// The fields, in the order of the process.
    pub fields: Vec<CaseField>,
    /// The papers.
    pub papers: Vec<CasePaper>,
    /// What is wrong.
    pub errors: Vec<CaseWrong>,
}

impl CaseForm {
    /// The form with what was typed; `options` says what a field can be chosen from that the packs or
    /// the case know (agencies, lists, measures), and is not asked for the choices of the process itself.
    pub fn of<E>(
        language: Language,
        asks: Asks<'_>,
        typed: &Fields,
        mut options: impl FnMut(&FormField) -> Result<Vec<CaseChoice>, E>,
    ) -> Result<Self, E> {
        let mut form = Self::default();
        for field in &asks.process.field {
            let required = asks.needs.contains(&field.id);
            if !required && !asks.asks.contains(&field.id) {
                continue;
            }
            let options = match field.kind {
                FieldKind::Choice => field.choice.iter().map(|one| choice(language, one)).collect(),
                kind if chosen(kind) => options(field)?,
                _ => Vec::new(),
            };
            let name = format!("field.{}", field.id);
            form.fields.push(CaseField {
                kind: drawn(field.kind, options.len()),
                value: typed.get(&name).to_owned(),
                label: language.of(&field.title),
                hint: field.help.as_ref().map(|help| language.of(help)),
                id: field.id.clone(),
                name,
                required,
                longest: field.longest,
                options,
            });
        }
        let asked = |paper: &&DocumentRule| {
            asks.documents.contains(&paper.id) || asks.attaches.contains(&paper.id)
        };
        let paper = |paper: &DocumentRule| CasePaper {
            id: paper.id.clone(),
            name: format!("paper.{}", paper.id),
            label: language.of(&paper.title),
            hint: paper.help.as_ref().map(|help| language.of(help)),
            required: asks.documents.contains(&paper.id),
        };
        form.papers = asks.process.document.iter().filter(asked).map(paper).collect();
        Ok(form)
    }

    /// Looks through what was sent and keeps what is wrong; whether nothing is.
    pub fn check(&mut self, site: &Site, language: Language, files: &[Sent]) -> bool {
        let say = |key: &str, label: &str| {
            let key = format!("case_form.{key}");
            site.words(language, &key, &[("label", label.to_owned())])
        };
        let fields = self.fields.iter().filter_map(|field| {
            let text = say(wrong(field)?, &field.label);
            Some(CaseWrong { field: field.name.clone(), text })
        });
        let papers = self.papers.iter().filter_map(|paper| {
            let sent = files.iter().find(|sent| sent.field == paper.name);
            let text = say(unfit(sent, paper.required)?, &paper.label);
            Some(CaseWrong { field: paper.name.clone(), text })
        });
        self.errors = fields.chain(papers).collect();
        self.errors.is_empty()
    }

    /// What was filled in, by the ids of the process.
    pub fn values(&self) -> BTreeMap<String, String> {
        let given = self.fields.iter().filter(|field| !field.value.is_empty());
        given.map(|field| (field.id.clone(), field.value.clone())).collect()
    }

    /// The papers that were sent: id, name of the file, content. Nothing else that came along.
    pub fn papers(&self, upload: &Upload) -> Result<Vec<(String, String, Vec<u8>)>, WebError> {
        let sent = |paper: &CasePaper| {
            let sent = upload.files.iter().find(|sent| sent.field == paper.name)?;
            let read = |bytes| (paper.id.clone(), sent.name.clone(), bytes);
            Some(sent.read().map(read))
        };
        self.papers.iter().filter_map(sent).collect()
    }
}

fn choice(language: Language, one: &policy::model::process::Choice) -> CaseChoice {
    CaseChoice { id: one.id.clone(), title: language.of(&one.title) }
}

/// Whether a field is chosen from what the packs or the case know.
fn chosen(kind: FieldKind) -> bool {
    use FieldKind::{Agency, Announced, Commitment, Criterion, List, Measure, Plan, RecordField};
    matches!(
        kind,
        Agency | List | Criterion | Measure | RecordField | Commitment | Plan | Announced
    )
}

fn drawn(kind: FieldKind, options: usize) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::Paragraph => "area",
        FieldKind::Date => "date",
        FieldKind::Number => "number",
        FieldKind::Money => "money",
        FieldKind::Tick => "tick",
        FieldKind::Code => "code",
        FieldKind::Choice if options <= OPEN => "radio",
        FieldKind::Announced => "select",
        _ if options == 0 => "text",
        _ => "select",
    }
}

/// Key of what is wrong with a field, if something is.
fn wrong(field: &CaseField) -> Option<&'static str> {
    let value = field.value.as_str();
    if value.is_empty() {
        let key = match field.kind {
            "tick" => "tick_missing",
            "radio" | "select" => "choice_missing",
            _ => "missing",
        };
        return field.required.then_some(key);
    }
    let fits = match field.kind {
        "date" => value.parse::<Date>().is_ok(),
        "number" => value.parse::<i64>().is_ok(),
        "money" => is_money(value),
        "code" => UnifiedCode::parse(value).is_ok(),
        "tick" => true,
        "radio" | "select" => field.options.iter().any(|option| option.id == value),
        _ => value.chars().count() <= field.longest as usize,
    };
    let key = match field.kind {
        "date" => "date_wrong",
        "number" => "number_wrong",
        "money" => "money_wrong",
        "code" => "code_wrong",
        "radio" | "select" => "choice_missing",
        _ => "too_long",
    };
    (!fits).then_some(key)
}

/// Yuan, with at most two decimals.
fn is_money(value: &str) -> bool {
    let (yuan, decimals) = value.split_once('.').unwrap_or((value, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(yuan) && yuan.len() <= 13 && digits(decimals) && decimals.len() <= 2
}

/// Key of what is wrong with a paper, if something is.
fn unfit(sent: Option<&Sent>, required: bool) -> Option<&'static str> {
    let Some(sent) = sent else { return required.then_some("paper_missing") };
    if sent.bytes > PAPER_BYTES {
        return Some("paper_large");
    }
    let content = sent.read().unwrap_or_default();
    let known: [&[u8]; 3] = [b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff"];
    let fits = known.iter().any(|head| content.starts_with(head));
    (!fits).then_some("paper_kind")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_have_at_most_two_decimals() {
        for good in ["0", "12", "12.5", "12.50"] {
            assert!(is_money(good), "{good}");
        }
        for bad in ["", "-1", "1,000", "12.505", ".5", "5.", "1e3"] {
            assert!(!is_money(bad), "{bad}");
        }
    }

    #[test]
    fn a_needed_field_is_missed_and_one_that_may_be_left_out_is_not() {
        let field = CaseField {
            id: "facts".to_owned(),
            name: "field.facts".to_owned(),
            kind: "area",
            label: "事实".to_owned(),
            hint: None,
            value: String::new(),
            required: true,
            longest: 3,
            options: Vec::new(),
        };
        assert_eq!(wrong(&field), Some("missing"));
        assert_eq!(wrong(&CaseField { required: false, ..field.clone() }), None);
        let typed = |value: &str| CaseField { value: value.to_owned(), ..field.clone() };
        assert_eq!(wrong(&typed("一二三")), None);
        assert_eq!(wrong(&typed("一二三四")), Some("too_long"));
        let day = CaseField { kind: "date", value: "2026-02-30".to_owned(), ..field };
        assert_eq!(wrong(&day), Some("date_wrong"));
    }
}
