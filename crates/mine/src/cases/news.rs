//! Letters and messages of cases, among what happened with one's own data.

use web::{
    WebError,
    door::{Language, Site, tell},
};
use workflow::case::LetterLine;

use super::{all, by};
use crate::view::News;

/// Letters to the holder that lie between two positions of the ledger, the newest first.
pub(crate) fn letters(
    site: &Site,
    language: Language,
    holder: &account::Holder,
    (from, before): (u64, u64),
) -> Result<Vec<(u64, News)>, WebError> {
    let (by, mut news) = (by(holder), Vec::new());
    for line in all(site, holder)? {
        let process = language.of(&line.title);
        for letter in site.cases().letters(&by, &line.number)? {
            if (from..before).contains(&letter.position) {
                news.push((letter.position, told(language, (&process, &line.number), &letter)));
            }
        }
    }
    news.sort_by_key(|(position, _)| std::cmp::Reverse(*position));
    Ok(news)
}

fn told(language: Language, (process, number): (&str, &str), letter: &LetterLine) -> News {
    News {
        at: tell::instant(letter.at),
        tone: if letter.letter { "wait" } else { "" },
        text: format!("{process} · {}", language.of(&letter.title)),
        summary: Some(number.to_owned()),
        href: Some(format!("/mine/cases/{number}")),
    }
}
