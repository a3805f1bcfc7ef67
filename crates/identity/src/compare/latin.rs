//! Compares names without Chinese characters: word by word, in any order.

use super::finding::Finding;
use super::parts::DECIDES;
use crate::{Name, Part, Reason};

/// What a missing word costs.
const NO_WORD: f32 = 0.18;
/// What another word costs.
const OTHER_WORD: f32 = 0.55;
/// What a missing initial costs.
const NO_LETTER: f32 = 0.16;
/// What another initial costs.
const OTHER_LETTER: f32 = 0.5;
/// What another order costs.
const ORDER: f32 = 0.02;
/// What an initial for a word costs.
const INITIAL: f32 = 0.1;
/// More words than these are not compared one by one.
const MOST: usize = 32;

/// The differences of two names of words, whole names as their places; the rules know no letters of parts.
pub(super) fn by_words(a: &Name, b: &Name) -> Finding {
    let (left, right) = (words(a.written()), words(b.written()));
    let mut finding = Finding::default();
    if left == right {
        return finding;
    }
    let (forms, others) = (forms(&left), forms(&right));
    if let (Some(one), Some(other)) = (forms.0, others.0)
        && one != other
    {
        finding.whole(a, b, Part::Form, Reason::OtherForm, DECIDES / 2.0);
    } else if forms.0 != others.0 {
        finding.whole(a, b, Part::Form, Reason::Omitted, ORDER);
    }
    let (left, right) = (forms.1, others.1);
    let joined = (left.concat(), right.concat());
    if joined.0 == joined.1 {
        return finding;
    }
    if left.len() > MOST || right.len() > MOST {
        finding.whole(a, b, Part::Whole, Reason::Other, 1.0);
        return finding;
    }
    if numbers(&left) != numbers(&right) {
        finding.whole(a, b, Part::Whole, Reason::OtherNumber, DECIDES);
        return finding;
    }
    let mut by_pairs = Finding::default();
    pair(&left, &right, a, b, &mut by_pairs);
    let glued = slip(&joined.0, &joined.1).filter(|_| left.len() != right.len());
    match glued {
        Some((reason, cost)) if cost < by_pairs.cost() => {
            finding.whole(a, b, Part::Whole, reason, cost);
        }
        _ => finding.differences.extend(by_pairs.differences),
    }
    finding
}

impl Finding {
    /// Adds a difference that is of the names as wholes.
    fn whole(&mut self, a: &Name, b: &Name, part: Part, reason: Reason, cost: f32) {
        let (left, right) = ((0, a.letters().len()), (0, b.letters().len()));
        self.differences.push(super::finding::Difference { part, reason, left, right, cost });
    }
}

/// Pairs words, the most alike first; what stays alone is missing, or another word.
fn pair(left: &[String], right: &[String], a: &Name, b: &Name, finding: &mut Finding) {
    let mut pairs = Vec::new();
    for (i, x) in left.iter().enumerate() {
        for (j, y) in right.iter().enumerate() {
            if let Some((reason, cost)) = alike(x, y) {
                pairs.push((cost, i, j, reason));
            }
        }
    }
    pairs.sort_by(|x, y| {
        x.0.total_cmp(&y.0)
            .then((x.1 + x.2, x.1.abs_diff(x.2)).cmp(&(y.1 + y.2, y.1.abs_diff(y.2))))
    });
    let (mut of_left, mut of_right) = (vec![None; left.len()], vec![false; right.len()]);
    for (cost, i, j, reason) in pairs {
        let (Some(partner), Some(taken)) = (of_left.get_mut(i), of_right.get_mut(j)) else {
            continue;
        };
        if partner.is_some() || *taken {
            continue;
        }
        (*partner, *taken) = (Some(j), true);
        if cost > 0.0 {
            finding.whole(a, b, Part::Whole, reason, cost);
        }
    }
    let order: Vec<usize> = of_left.iter().filter_map(|partner| *partner).collect();
    if order.windows(2).any(|two| matches!(two, [x, y] if x > y)) {
        finding.whole(a, b, Part::Whole, Reason::Order, ORDER);
    }
    let alone = |words: &[String], free: &mut dyn Iterator<Item = bool>, others: &[String]| {
        let lonely = words.iter().zip(free).filter(|(word, free)| *free && !others.contains(word));
        let (letters, words): (Vec<_>, Vec<_>) =
            lonely.partition(|(word, _)| word.chars().count() == 1);
        (letters.len(), words.len())
    };
    let (letters_left, lonely_left) = alone(left, &mut of_left.iter().map(Option::is_none), right);
    let (letters_right, lonely_right) =
        alone(right, &mut of_right.iter().map(|taken| !taken), left);
    let met = order.len();
    for _ in 0..lonely_left.min(lonely_right) {
        finding.whole(a, b, Part::Whole, Reason::Other, OTHER_WORD);
    }
    for _ in 0..letters_left.min(letters_right) {
        finding.whole(a, b, Part::Whole, Reason::Other, OTHER_LETTER);
    }
    for _ in 0..letters_left.abs_diff(letters_right) {
        finding.whole(a, b, Part::Whole, Reason::Omitted, NO_LETTER);
    }
    let missing = NO_WORD * if met < 2 { 2.0 } else { 1.0 };
    for _ in 0..lonely_left.abs_diff(lonely_right) {
        finding.whole(a, b, Part::Whole, Reason::Omitted, missing);
    }
    if met == 0 {
        finding.whole(a, b, Part::Whole, Reason::Other, DECIDES);
    }
}

/// Whether two words are one, but for a slip or an initial, and what that costs.
fn alike(a: &str, b: &str) -> Option<(Reason, f32)> {
    if a == b {
        return Some((Reason::Equal, 0.0));
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if short.chars().count() == 1 && long.starts_with(short) {
        return Some((Reason::Short, INITIAL));
    }
    slip(a, b)
}

/// The slips that make one word of the other, if they are few for its length.
fn slip(a: &str, b: &str) -> Option<(Reason, f32)> {
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longest = x.len().max(y.len());
    let distance = distance(&x, &y);
    let reason = match x.len().cmp(&y.len()) {
        std::cmp::Ordering::Equal => Reason::LookAlike,
        _ => Reason::Dropped,
    };
    match distance {
        1 if longest >= 7 => Some((reason, 0.08)),
        1 if longest >= 5 => Some((reason, 0.14)),
        1 if longest >= 3 => Some((reason, 0.25)),
        2 if longest >= 8 => Some((reason, 0.2)),
        2 if longest >= 6 => Some((reason, 0.3)),
        3 if longest >= 10 => Some((reason, 0.3)),
        _ => None,
    }
}

/// How many letters must be put, taken, changed or swapped to make one word of the other.
fn distance(a: &[char], b: &[char]) -> usize {
    if a.len().abs_diff(b.len()) > 3 || a.len().min(b.len()) > 64 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let mut least = at(&last, j) + usize::from(x != y);
            least = least.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let crossed = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if crossed {
                least = least.min(at(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

/// The words of a name: runs of letters and digits in upper case without marks; an apostrophe joins, single
/// letters with dots between them are one word (S.R.L.).
fn words(written: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    let mut single = false;
    for sign in written.chars().take(512) {
        match sign {
            '\'' | '’' | '‘' | '`' | 'ʼ' => {}
            '.' => {
                single =
                    words.last().is_some_and(|word| word.chars().count() == 1) || (single && open);
                open = single;
            }
            _ if sign.is_alphanumeric() => {
                if !open {
                    words.push(String::new());
                }
                (open, single) = (true, single);
                if let Some(word) = words.last_mut() {
                    word.extend(bare(sign));
                }
            }
            _ => (open, single) = (false, false),
        }
    }
    words
}

/// A letter in upper case and half width, without its marks.
fn bare(sign: char) -> impl Iterator<Item = char> {
    const MARKED: [(&str, char); 20] = [
        ("ÀÁÂÃÅĀĂĄ", 'A'),
        ("ÇĆĈĊČ", 'C'),
        ("ĎĐÐ", 'D'),
        ("ÈÉÊËĒĔĖĘĚ", 'E'),
        ("ĜĞĠĢ", 'G'),
        ("ĤĦ", 'H'),
        ("ÌÍÎÏĨĪĬĮİ", 'I'),
        ("Ĵ", 'J'),
        ("Ķ", 'K'),
        ("ĹĻĽŁ", 'L'),
        ("ÑŃŅŇ", 'N'),
        ("ÒÓÔÕØŌŎŐ", 'O'),
        ("ŔŖŘ", 'R'),
        ("ŚŜŞŠȘ", 'S'),
        ("ŢŤŦȚ", 'T'),
        ("ÙÚÛŨŪŬŮŰŲ", 'U'),
        ("ÝŶŸ", 'Y'),
        ("ŹŻŽ", 'Z'),
        ("ÄÆ", 'A'),
        ("ÖŒ", 'O'),
    ];
    crate::character::fold(sign).to_uppercase().map(|upper| match upper {
        'Ü' => 'U',
        _ if upper.is_ascii() => upper,
        _ => MARKED
            .iter()
            .find(|(marked, _)| marked.contains(upper))
            .map_or(upper, |(_, plain)| *plain),
    })
}

/// The kind of form a name of words has, and its words without it.
fn forms(words: &[String]) -> (Option<bool>, Vec<String>) {
    /// Words of forms whose members answer with their shares; `true` where the shares are shares of stock.
    const FORMS: [(&str, Option<bool>); 44] = [
        ("LTD", Some(false)),
        ("LIMITED", Some(false)),
        ("LLC", Some(false)),
        ("GMBH", Some(false)),
        ("SRL", Some(false)),
        ("SARL", Some(false)),
        ("OOO", Some(false)),
        ("ООО", Some(false)),
        ("BV", Some(false)),
        ("PTY", None),
        ("PTE", None),
        ("LIABILITY", None),
        ("CO", None),
        ("COMPANY", None),
        ("CORP", None),
        ("CORPORATION", None),
        ("INC", None),
        ("INCORPORATED", None),
        ("AG", Some(true)),
        ("AKTIENGESELLSCHAFT", Some(true)),
        ("PLC", Some(true)),
        ("SA", Some(true)),
        ("SPA", Some(true)),
        ("NV", Some(true)),
        ("AB", Some(true)),
        ("AS", Some(true)),
        ("ASA", Some(true)),
        ("OYJ", Some(true)),
        ("SE", Some(true)),
        ("KGAA", Some(true)),
        ("JSC", Some(true)),
        ("OJSC", Some(true)),
        ("PJSC", Some(true)),
        ("CJSC", Some(true)),
        ("OAO", Some(true)),
        ("ZAO", Some(true)),
        ("PAO", Some(true)),
        ("JOINT", Some(true)),
        ("STOCK", Some(true)),
        ("OPEN", None),
        ("SAS", Some(true)),
        ("KK", Some(true)),
        ("BHD", None),
        ("SDN", None),
    ];
    let form = |word: &String| FORMS.iter().find(|(form, _)| form == word).map(|(_, kind)| *kind);
    let stock = words.iter().any(|word| word == "STOCK");
    let is_form = |word: &String| {
        form(word).is_some() && (stock || !matches!(word.as_str(), "JOINT" | "OPEN"))
    };
    let rest: Vec<String> = words.iter().filter(|word| !is_form(word)).cloned().collect();
    if rest.is_empty() {
        return (None, words.to_vec());
    }
    (words.iter().filter(|word| is_form(word)).find_map(|word| form(word).flatten()), rest)
}

/// The words that are numbers, sorted.
fn numbers(words: &[String]) -> Vec<&String> {
    let digits = |word: &&String| word.chars().all(|sign| sign.is_ascii_digit());
    let mut numbers: Vec<&String> = words.iter().filter(digits).collect();
    numbers.sort();
    numbers
}
