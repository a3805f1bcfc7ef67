//! From a subject that was found to its line: what of its name was searched for, and how it was found.

use disclosure::FoundView;
use identity::How;

use super::{
    law::kind,
    line::{division, state_tone, subject_href},
};
use crate::{
    site::Site,
    view::search::{Hit, Piece, Suggestion},
    wording::Language,
};

/// A line among the results; none for what has no public page.
pub fn hit(site: &Site, found: &FoundView) -> Option<Hit> {
    let head = &found.head;
    let name = head.name.as_deref()?;
    let of_name = if found.matched.is_none() { found.marks.as_slice() } else { &[] };
    Some(Hit {
        href: subject_href(head)?,
        name: pieces(name, of_name),
        code: pieces(head.code.as_deref()?, found.code_part.as_slice()),
        kind: kind(head.kind),
        division: division(site, head.division.as_deref()),
        state: head.state.clone(),
        state_tone: state_tone(head.state.as_deref()),
        former: found.matched.as_deref().map(|former| pieces(former, &found.marks)),
        how: found.how.as_str(),
        slip: slip(found.how),
    })
}

/// A line below the search box.
pub(crate) fn suggestion(site: &Site, language: Language, found: &FoundView) -> Option<Suggestion> {
    let head = &found.head;
    let name = found.matched.as_deref().or(head.name.as_deref())?;
    let word = |key: String| site.word(language, &key);
    let how = word(format!("search_how.{}", found.how.as_str()));
    let how = match slip(found.how) {
        Some(slip) => {
            let slip = word(format!("identity.reason.{slip}"));
            site.words(language, "search.how_slip", &[("how", how), ("slip", slip)])
        }
        None => how,
    };
    Some(Suggestion {
        href: language.href(&subject_href(head)?),
        pieces: pieces(name, &found.marks),
        code: head.code.clone()?,
        how,
    })
}

/// How sure a way of finding is: what is exact goes before what begins so, and that before the rest.
pub(crate) fn rank(how: How) -> u8 {
    match how {
        How::Code | How::Name | How::FormerName | How::Core => 0,
        How::CodePart | How::Beginning | How::CoreBeginning => 1,
        How::Words | How::Initials | How::Pinyin | How::Short => 2,
        How::Similar(_) => 3,
    }
}

fn slip(how: How) -> Option<String> {
    match how {
        How::Similar(reason) => Some(crate::api::wire::word(&reason)),
        _ => None,
    }
}

/// A text in stretches: `marks` are ranges of its characters that were searched for, in order.
fn pieces(text: &str, marks: &[(u16, u16)]) -> Vec<Piece> {
    let marked = |at: usize| {
        marks.iter().any(|(from, before)| (usize::from(*from)..usize::from(*before)).contains(&at))
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, letter) in text.chars().enumerate() {
        let hit = marked(at);
        match pieces.last_mut() {
            Some(last) if last.hit == hit => last.text.push(letter),
            _ => pieces.push(Piece { text: letter.to_string(), hit }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, marks: &[(u16, u16)]) -> String {
        let bracket =
            |piece: Piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text };
        pieces(text, marks).into_iter().map(bracket).collect()
    }

    #[test]
    fn what_was_searched_for_is_marked_by_characters() {
        assert_eq!(shown("济南明泉商贸有限公司", &[(2, 4)]), "济南[明泉]商贸有限公司");
        assert_eq!(shown("𬭎明泉", &[(0, 1), (2, 3)]), "[𬭎]明[泉]");
        assert_eq!(shown("明泉", &[]), "明泉");
        assert_eq!(shown("", &[(0, 4)]), "");
        assert_eq!(shown("明泉", &[(1, 90)]), "明[泉]", "what reaches beyond the end is cut");
        assert_eq!(
            shown("明泉", &[(1, 1), (2, 1)]),
            "明泉",
            "nor does an empty range mark anything"
        );
    }

    #[test]
    fn what_is_exact_goes_before_what_is_like_it() {
        let order =
            [How::Name, How::Beginning, How::Pinyin, How::Similar(identity::Reason::Homophone)];
        assert!(order.windows(2).all(|pair| rank(pair[0]) < rank(pair[1])));
    }
}
