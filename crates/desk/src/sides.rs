//! Two sides to compare: what is known of each, and what a comparison of their names says.

use disclosure::{RecordView, SubjectHead};
use identity::{Candidate, Evidence, Score};
use policy::model::catalog::CatalogClass;
use serde::Serialize;
use vocabulary::UnifiedCode;
use web::{
    WebError,
    door::{
        Language, Site,
        tell::{division, id, kind, label},
    },
};

/// Beginnings of the names of fields that tell of an agency and not of the subject.
const OF_AGENCIES: [&str; 2] = ["authority_", "source_"];

/// A field of both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Side {
    label: String,
    left: String,
    right: String,
    /// Whether both are known and differ.
    differ: bool,
}

impl Side {
    pub(crate) fn new(label: String, left: String, right: String) -> Self {
        let differ = !left.is_empty() && !right.is_empty() && left != right;
        Self { label, left, right, differ }
    }
}

/// What a comparison says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Compared {
    /// Under `identity.verdict.*`.
    pub(crate) verdict: String,
    /// In hundredths.
    pub(crate) value: i32,
    evidence: Vec<Weighed>,
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Weighed {
    /// Under `identity.part.*`.
    part: String,
    /// Under `identity.reason.*`.
    reason: String,
    left: String,
    right: String,
    /// In hundredths.
    weight: i32,
}

impl From<&Score> for Compared {
    fn from(score: &Score) -> Self {
        Self {
            verdict: id(&score.verdict),
            value: hundredths(score.value),
            evidence: score.evidence.iter().map(Weighed::from).collect(),
        }
    }
}

impl From<&Evidence> for Weighed {
    fn from(evidence: &Evidence) -> Self {
        Self {
            part: id(&evidence.part),
            reason: id(&evidence.reason),
            left: evidence.left.clone(),
            right: evidence.right.clone(),
            weight: hundredths(evidence.weight),
        }
    }
}

/// A number of [-1, 1] as people read it.
pub(crate) fn hundredths(value: f32) -> i32 {
    (value * 100.0).round() as i32
}

/// A piece of evidence as a sentence, for tables that are taken home.
pub(crate) fn sentence(site: &Site, language: Language, evidence: &Evidence) -> String {
    let word =
        |section: &str, key: String| site.word(language, &format!("identity.{section}.{key}"));
    let side = |text: &str| match text {
        "" => site.word(language, "identity.evidence.absent"),
        text => text.to_owned(),
    };
    let values = [
        ("part", word("part", id(&evidence.part))),
        ("left", side(&evidence.left)),
        ("right", side(&evidence.right)),
        ("why", word("reason", id(&evidence.reason))),
    ];
    site.words(language, "desk.match.reason_of", &values)
}

/// What is publicly known of an organisation.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) head: SubjectHead,
    registration: Option<RecordView>,
}

/// Reads it; none if the platform knows nobody by that id, or only a person.
pub(crate) fn known(
    site: &Site,
    subject: vocabulary::SubjectId,
) -> Result<Option<Known>, WebError> {
    let page = site.gate().page(subject)?;
    Ok(page.map(|page| {
        let page = page.into_inner();
        let registration = |record: &RecordView| record.class == CatalogClass::Registration;
        Known { registration: page.records.into_iter().find(registration), head: page.head }
    }))
}

/// The same of a code, as it was typed.
pub(crate) fn of_code(site: &Site, code: &str) -> Result<Option<Known>, WebError> {
    match UnifiedCode::parse(code) {
        Ok(code) => known(site, site.site_key.subject_id(&code.identifier())),
        Err(_) => Ok(None),
    }
}

/// The candidate of a row beside what the row says: `cells` are its headers and values.
pub(crate) fn of_row(
    site: &Site,
    language: Language,
    (named, given, cells): (Option<&str>, Option<&str>, &[(String, String)]),
    candidate: &Candidate,
) -> Result<Vec<Side>, WebError> {
    let known = known(site, candidate.subject)?;
    let word = |key: &str| site.word(language, key);
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let mut sides = vec![
        Side::new(word("desk.subjects.name"), text(named), candidate.name.clone()),
        Side::new(word("desk.subjects.code"), text(given), text(candidate.code.as_deref())),
    ];
    let registration = known.as_ref().and_then(|known| known.registration.as_ref());
    let own = |name: &str| !OF_AGENCIES.iter().any(|beginning| name.starts_with(beginning));
    let fields = registration.iter().flat_map(|record| &record.fields);
    for field in fields.filter(|field| own(&field.name)) {
        let same = |(header, _): &&(String, String)| *header == field.zh || *header == field.name;
        let Some((_, value)) = cells.iter().find(same) else { continue };
        if !field.value.is_empty() && !sides.iter().any(|side| side.right == field.value) {
            let named = label(language, &field.name, &field.zh);
            sides.push(Side::new(named, value.clone(), field.value.clone()));
        }
    }
    if let Some(known) = known {
        let facts = facts(site, language, &known.head).into_iter().skip(2);
        sides.extend(facts.map(|(key, right)| Side::new(word(key), String::new(), right)));
    }
    sides.retain(|side| !side.left.is_empty() || !side.right.is_empty());
    Ok(sides)
}

/// Two organisations side by side.
pub(crate) fn of_two(site: &Site, language: Language, left: &Known, right: &Known) -> Vec<Side> {
    let (left, right) = (facts(site, language, &left.head), facts(site, language, &right.head));
    let sides = left.into_iter().zip(right);
    let sides =
        sides.map(|((key, left), (_, right))| Side::new(site.word(language, key), left, right));
    sides.filter(|side| !side.left.is_empty() || !side.right.is_empty()).collect()
}

/// Keys and values of what is known of an organisation, always the same in the same order.
fn facts(site: &Site, language: Language, head: &SubjectHead) -> Vec<(&'static str, String)> {
    let comma = site.word(language, "site.list_comma");
    vec![
        ("desk.subjects.name", head.name.clone().unwrap_or_default()),
        ("desk.subjects.code", head.code.clone().unwrap_or_default()),
        ("desk.subjects.former_name", head.former_names.join(&comma)),
        ("desk.subjects.kind", site.word(language, &format!("kind.{}", kind(head.kind)))),
        ("desk.subjects.division", division(site, head.division.as_deref()).unwrap_or_default()),
        (
            "desk.subjects.registered_on",
            head.registered_on.map(|day| day.to_string()).unwrap_or_default(),
        ),
        ("desk.subjects.state", head.state.clone().unwrap_or_default()),
    ]
}

#[cfg(test)]
mod tests {
    use identity::{Part, Reason, Verdict};

    use super::*;

    #[test]
    fn what_only_one_side_says_does_not_differ() {
        let side = |left: &str, right: &str| Side::new("名称".into(), left.into(), right.into());
        assert!(side("甲", "乙").differ);
        assert!(!side("甲", "甲").differ && !side("", "乙").differ && !side("甲", "").differ);
    }

    #[test]
    fn numbers_become_hundredths_and_words_their_keys() {
        let evidence = Evidence {
            part: Part::Brand,
            reason: Reason::LookAlike,
            left: "末".into(),
            right: "未".into(),
            weight: -0.125,
        };
        let score = Score { value: 0.876, verdict: Verdict::Unsure, evidence: vec![evidence] };
        let compared = Compared::from(&score);
        assert_eq!((compared.verdict.as_str(), compared.value), ("unsure", 88));
        let told = &compared.evidence[0];
        assert_eq!(
            (told.part.as_str(), told.reason.as_str(), told.weight),
            ("brand", "look-alike", -13)
        );
    }
}
