//! Masks: how a value looks to others than its subject (H-05).

use policy::{Law, model::mask::Mask};

/// The value with its middle hidden. A value too short to hide anything in is hidden whole.
pub(crate) fn masked(mask: &Mask, value: &str) -> String {
    hide(value, mask.keep_start.into(), mask.keep_end.into(), mask.stars.map(Into::into))
}

/// A person's name as others than the person may read it: by the mask of the packs, or by its first
/// character where they name none.
pub fn masked_name(law: &Law, name: &str) -> String {
    match law.mask("person-name") {
        Some(mask) => masked(mask, name),
        None => hide(name, 1, 0, None),
    }
}

fn hide(value: &str, keep_start: usize, keep_end: usize, stars: Option<usize>) -> String {
    let letters: Vec<char> = value.chars().collect();
    let kept = keep_start + keep_end;
    let (keep_start, keep_end) = if letters.len() > kept { (keep_start, keep_end) } else { (0, 0) };
    let hidden = letters.len() - keep_start - keep_end;
    let start = letters.iter().take(keep_start);
    let end = letters.iter().skip(letters.len() - keep_end);
    let stars = std::iter::repeat_n(&'*', stars.unwrap_or(hidden).max(1));
    start.chain(stars).chain(end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h_05_the_middle_is_hidden_and_short_values_are_hidden_whole() {
        assert_eq!(hide("370102199001010011", 6, 4, None), "370102********0011");
        assert_eq!(hide("张三丰", 1, 0, Some(2)), "张**");
        assert_eq!(hide("李", 1, 0, None), "*");
        assert_eq!(hide("1234", 3, 4, None), "****");
        assert_eq!(hide("", 1, 1, None), "*");
    }
}
