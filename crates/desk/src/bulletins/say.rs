//! Sentences made from figures.

use policy::model::{basis::Basis, catalog::CatalogItem};
use web::door::{Language, Site, tell::id};

use super::model::share_of;

/// The words of bulletins in a language.
#[derive(Clone, Copy)]
pub(crate) struct Say<'s> {
    pub(crate) site: &'s Site,
    pub(crate) language: Language,
}

impl Say<'_> {
    /// A word below `desk.bulletin_word`.
    pub(crate) fn word(self, key: &str) -> String {
        self.site.word(self.language, &format!("desk.bulletin_word.{key}"))
    }

    /// A sentence below `desk.bulletin_say`.
    pub(crate) fn say(self, key: &str, values: &[(&str, String)]) -> String {
        self.site.words(self.language, &format!("desk.bulletin_say.{key}"), values)
    }

    /// Sentences below `desk.bulletin_method`.
    pub(crate) fn method(self, keys: &[&str]) -> Vec<String> {
        let sentence =
            |key: &&str| self.site.word(self.language, &format!("desk.bulletin_method.{key}"));
        keys.iter().map(sentence).collect()
    }

    /// How a share stands to the one before: up, down, the same, or nothing to compare with.
    pub(crate) fn change(self, now: Option<u64>, before: Option<u64>) -> String {
        let (Some(now), Some(before)) = (now, before) else {
            return self.say("no_change", &[]);
        };
        let key = match now.cmp(&before) {
            std::cmp::Ordering::Greater => "up",
            std::cmp::Ordering::Less => "down",
            std::cmp::Ordering::Equal => return self.say("same", &[]),
        };
        let points = share_of(Some(now.abs_diff(before)));
        self.say(key, &[("points", points.trim_end_matches('%').to_owned())])
    }

    /// How a count stands to the one before.
    pub(crate) fn growth(self, now: u64, before: u64) -> String {
        let Some(share) = (now.abs_diff(before) * 10_000).checked_div(before) else {
            return self.say("no_change", &[]);
        };
        let key = match now.cmp(&before) {
            std::cmp::Ordering::Greater => "more",
            std::cmp::Ordering::Less => "fewer",
            std::cmp::Ordering::Equal => return self.say("same", &[]),
        };
        self.say(key, &[("share", share_of(Some(share)))])
    }

    /// Names with what is counted of each, joined: 甲（3）、乙（2）.
    pub(crate) fn list(self, named: &[(String, String)]) -> String {
        let (open, close, join) = match self.language {
            Language::Zh => ("（", "）", "、"),
            Language::En => (" (", ")", ", "),
        };
        let one = |(name, value): &(String, String)| format!("{name}{open}{value}{close}");
        named.iter().map(one).collect::<Vec<_>>().join(join)
    }

    /// What a basis says of itself: document, article.
    pub(crate) fn cite(self, basis: &Basis) -> String {
        format!("{}{}", basis.document, basis.article.as_deref().unwrap_or_default())
    }

    /// How sure we are of a basis.
    pub(crate) fn certainty(self, basis: &Basis) -> String {
        self.site.word(self.language, &format!("certainty.{}", id(&basis.certainty)))
    }

    /// The rules by which items must be reported, one a term and basis, with the items it is for.
    pub(crate) fn terms<'i>(
        self,
        items: impl IntoIterator<Item = &'i CatalogItem>,
    ) -> Vec<[String; 4]> {
        let mut rules: Vec<([String; 3], Vec<String>)> = Vec::new();
        for item in items {
            let (Some(limit), Some(basis)) = (&item.report_within, item.basis.first()) else {
                continue;
            };
            let unit = format!("within_{}", id(&limit.unit).replace('-', "_"));
            let term = self.say(&unit, &[("count", limit.count.to_string())]);
            let rule = [term, self.cite(basis), self.certainty(basis)];
            let title = self.language.of(&item.title);
            match rules.iter_mut().find(|(known, _)| *known == rule) {
                Some((_, titles)) => titles.push(title),
                None => rules.push((rule, vec![title])),
            }
        }
        let join = if self.language == Language::Zh { "、" } else { ", " };
        let line = |([term, basis, sure], titles): ([String; 3], Vec<String>)| {
            [titles.join(join), term, basis, sure]
        };
        rules.into_iter().map(line).collect()
    }
}
