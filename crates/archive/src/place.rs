//! An address in one form: two ways to write it have one key.

use identity::character;

/// Marks that say nothing in an address.
const MARKS: [char; 14] = ['(', ')', ',', '.', '-', ';', ':', '"', '\'', '/', '、', '。', '#', '·'];

/// The key of an address: width, script, marks and the words of numbers aside. None of one too short
/// to tell a place (济南市).
pub(crate) fn key(address: &str) -> Option<String> {
    let plain = character::plain(address);
    let mut key = String::with_capacity(plain.len());
    for letter in plain.chars().filter(|letter| !MARKS.contains(letter)) {
        key.push(if letter == '号' || letter == '號' { '号' } else { letter });
    }
    for word in ["中华人民共和国", "中国"] {
        if let Some(rest) = key.strip_prefix(word) {
            key = rest.to_owned();
        }
    }
    let telling = key.chars().count() >= 6
        && key
            .chars()
            .any(|letter| letter.is_ascii_digit() || "一二三四五六七八九十".contains(letter));
    telling.then_some(key)
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn two_ways_to_write_an_address_have_one_key() {
        let one = key("山东省济南市历下区泉城路１８号").unwrap();
        assert_eq!(key(" 山东省济南市历下区泉城路18号。"), Some(one.clone()));
        assert_eq!(key("中国山东省济南市历下区泉城路18号"), Some(one.clone()));
        assert_ne!(key("山东省济南市历下区泉城路19号"), Some(one));
    }

    #[test]
    fn what_is_no_address_has_no_key() {
        assert_eq!(key("济南市"), None);
        assert_eq!(key("山东省济南市历下区"), None);
        assert_eq!(key(""), None);
    }
}
