//! One pass over a text: what needs tidying, what may be broken, what may hide in it.
//!
//! The pass decides which texts the thorough and slow tests of `vocabulary` have to look at.

use vocabulary::{NumberKind, find_numbers};

/// What a pass over the bytes of a text found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scan {
    /// Tidying may change it: outer or double blanks, invisible or full-width characters.
    pub(crate) untidy: bool,
    /// It holds control characters other than tab and line breaks.
    pub(crate) control: bool,
    /// It holds `<`, as of a tag.
    pub(crate) angle: bool,
    /// It holds characters that wrongly read text is full of.
    pub(crate) suspect: bool,
    /// It holds enough digits together for a phone number.
    pub(crate) digits: bool,
}

/// Digits of the shortest personal number.
const SHORTEST: u32 = 11;
/// Bytes that may stand between two digits of one number.
const GAP: u32 = 6;

/// Looks a text over.
pub(crate) fn scan(text: &str) -> Scan {
    let mut found = Scan { untidy: text.trim().len() != text.len(), ..Scan::default() };
    let (mut run, mut gap, mut window) = (0_u32, 0_u32, 0_u32);
    let (mut before, mut lead) = (b'a', 0_u8);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                run += 1;
                gap = 0;
                found.digits |= run >= SHORTEST;
            }
            b' ' | b'\t' | b'\r' | b'\n' => {
                found.untidy |= byte != b' ' || before == b' ';
                gap += 1;
            }
            b'-' | b'_' | b'\'' => gap += 1,
            b'<' => (found.angle, run) = (true, 0),
            0..0x20 | 0x7F => (found.control, found.untidy) = (true, true),
            // Leads of Latin letters and marks, of dashes and invisible characters, of the ideographic
            // space, of private characters, of full-width forms and U+FFFD.
            0xC2 | 0xE2 => {
                (found.untidy, found.suspect, gap) = (true, found.suspect | (byte == 0xC2), gap + 1)
            }
            0xC3..=0xC6 | 0xEE => (found.suspect, run) = (true, 0),
            0xE3 => (found.untidy, run) = (true, 0),
            0xEF => (found.untidy, run) = (true, 0),
            0x80..=0xBF if matches!(lead, 0xC2 | 0xE2) => gap += 1,
            0x80..=0xBF => {}
            _ => run = 0,
        }
        // U+9340 to U+943F: what UTF-8 becomes when it is read as GBK.
        window = (window << 8 | u32::from(byte)) & 0xFF_FFFF;
        found.suspect |= (0xE9_8D..=0xE9_90).contains(&(window & 0xFFFF));
        found.suspect |= matches!(window, 0xEF_BF_BD | 0xE9_94_9F | 0xE7_83_AB);
        if gap > GAP {
            run = 0;
        }
        if !(0x80..0xC0).contains(&byte) {
            lead = byte;
        }
        before = byte;
    }
    found
}

/// Whether a `<` opens a tag: a letter, `/` or `!` follows and a `>` closes it.
pub(crate) fn has_markup(text: &str) -> bool {
    text.match_indices('<').any(|(place, _)| {
        let rest = text.get(place + 1..).unwrap_or_default();
        let tag =
            rest.starts_with(|first: char| first.is_ascii_alphabetic() || "/!".contains(first));
        tag && rest.contains('>')
    })
}

/// What personal number hides in a text; a citizen number rather than a phone number.
pub(crate) fn hidden_number(text: &str) -> Option<NumberKind> {
    if !scan(text).digits {
        return None;
    }
    let found = find_numbers(text);
    let citizen = found.iter().find(|number| number.kind != NumberKind::MobilePhone);
    citizen.or(found.first()).map(|number| number.kind)
}

/// A value as it may be shown in a list of faults: the middle of long numbers starred.
pub(crate) fn masked(text: &str) -> String {
    let mut masked: Vec<char> = text.chars().take(60).collect();
    let mut start = 0;
    while start < masked.len() {
        let run = masked.iter().skip(start).take_while(|c| c.is_ascii_alphanumeric()).count();
        if run >= 7 {
            let middle = masked.iter_mut().skip(start + 3).take(run - 5);
            middle.for_each(|character| *character = '*');
        }
        start += run.max(1);
    }
    masked.into_iter().collect()
}

/// A name as it may be shown: the first character and a star for each other.
pub(crate) fn masked_name(name: &str) -> String {
    name.chars().enumerate().map(|(place, c)| if place == 0 { c } else { '*' }).take(12).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use vocabulary::{looks_garbled, width::tidy_text};

    use super::*;

    #[test]
    fn numbers_hide_in_text() {
        let citizen = Some(NumberKind::CitizenNumber);
        assert_eq!(hidden_number("当事人张某（身份证号370102198506150021）违法"), citizen);
        assert_eq!(hidden_number("电话13812345678，号码11010519491231002X。"), citizen);
        assert_eq!(hidden_number("代码91370100MA3C00011J的公司"), None);
        assert_eq!(hidden_number("电话138 1234 5678联系"), Some(NumberKind::MobilePhone));
        assert_eq!(hidden_number("0531-88012345"), None);
    }

    #[test]
    fn tags_are_told_from_comparisons() {
        assert!(has_markup("罚款<br/>两千元"));
        assert!(!has_markup("温度<5℃，湿度>60%"));
    }

    #[test]
    fn masks_leave_the_ends() {
        assert_eq!(masked("370102198506150021"), "370*************21");
        assert_eq!(masked("电话13812345678"), "电话138******78");
        assert_eq!(masked_name("王小明"), "王**");
    }

    #[test]
    fn proper_text_is_not_suspect() {
        for text in
            ["济南市历下区甲乙餐饮店", "未按规定建立食品进货查验记录制度，责令改正。", "鑫铭钢铁"]
        {
            assert!(!scan(text).suspect, "{text}");
        }
        for text in ["灞变笢鐪佹祹鍗楀競", "å±±ä¸œçœ", "济南\u{FFFD}公司"] {
            assert!(scan(text).suspect && looks_garbled(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn scanning_never_panics(text in ".*") {
            let _ = (scan(&text), has_markup(&text), hidden_number(&text), masked(&text));
        }

        #[test]
        fn what_tidying_changes_is_found_untidy(text in ".*") {
            if tidy_text(&text) != text {
                prop_assert!(scan(&text).untidy);
            }
        }

        #[test]
        fn the_quick_look_misses_no_number(text in "[0-9xX a年-]{0,40}") {
            if !find_numbers(&text).is_empty() {
                prop_assert!(scan(&text).digits);
            }
        }
    }
}
