//! Text read in the wrong encoding (乱码): noticed, never repaired by guess.

use encoding_rs::{GBK, WINDOWS_1252};

/// Texts that come from reading lost characters, or memory never written, as GBK.
const TRACES: [&str; 4] = ["锟斤拷", "锟斤", "烫烫烫", "屯屯屯"];

/// Whether a text looks as if it had been read in the wrong encoding: replacement characters, private
/// characters, or letters that make Chinese when the wrong reading is undone.
pub fn looks_garbled(text: &str) -> bool {
    if text.is_ascii() {
        return text.bytes().any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace());
    }
    text.chars().any(is_trace)
        || TRACES.iter().any(|trace| text.contains(trace))
        || is_chinese_read_as_latin(text)
        || is_utf8_read_as_gbk(text)
}

/// U+FFFD, the private use area, and control characters that are no white space.
fn is_trace(character: char) -> bool {
    matches!(character, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}')
        || (character.is_control() && !character.is_whitespace())
}

/// `å±±ä¸œ` (UTF-8) or `É½¶«` (GBK): bytes shown one by one, most of them high.
fn is_chinese_read_as_latin(text: &str) -> bool {
    let Some(bytes) = text.chars().map(latin_byte).collect::<Option<Vec<u8>>>() else {
        return false;
    };
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    if high < 4 || high <= letters {
        return false;
    }
    if let Ok(decoded) = str::from_utf8(&bytes) {
        return mostly_chinese(decoded, high / 3);
    }
    let (decoded, lost) = GBK.decode_without_bom_handling(&bytes);
    !lost && mostly_chinese(&decoded, high / 2)
}

/// `灞变笢`: Chinese in UTF-8 taken for GBK.
fn is_utf8_read_as_gbk(text: &str) -> bool {
    let (bytes, _, lost) = GBK.encode(text);
    let chinese = text.chars().filter(|character| is_chinese(*character)).count();
    !lost && str::from_utf8(&bytes).is_ok_and(|decoded| mostly_chinese(decoded, chinese * 2 / 3))
}

/// The byte a character stands for in Windows-1252, under which browsers and tools read Latin-1.
fn latin_byte(character: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(character) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    let (bytes, _, lost) = WINDOWS_1252.encode(character.encode_utf8(&mut buffer));
    bytes.first().copied().filter(|_| !lost)
}

/// Whether a decoded text holds at least two Chinese characters and as many as its bytes promise.
fn mostly_chinese(decoded: &str, promised: usize) -> bool {
    let chinese = decoded.chars().filter(|character| is_chinese(*character)).count();
    chinese >= 2 && chinese * 4 >= promised * 3
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}')
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_8;

    use super::*;

    const NAMES: [&str; 6] = [
        "山东示例食品有限公司",
        "济南市历下区甲乙餐饮店",
        "青岛明信机械制造有限公司",
        "行政处罚决定书",
        "未按规定建立食品进货查验记录制度，责令改正。",
        "章丘示例农民专业合作社（普通合伙）",
    ];

    #[test]
    fn proper_text_is_left_alone() {
        for text in NAMES {
            assert!(!looks_garbled(text), "{text}");
        }
        for text in
            ["", "ABC-123", "Café Müller", "Société Générale", "甲公司 A\tB\n", "联通", "№ 12 · α"]
        {
            assert!(!looks_garbled(text), "{text}");
        }
    }

    #[test]
    fn utf8_read_as_latin_is_seen() {
        for text in NAMES {
            let wrong = WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0;
            assert!(looks_garbled(&wrong), "{wrong}");
            let strict: String = text.bytes().map(char::from).collect();
            assert!(looks_garbled(&strict), "{strict}");
        }
    }

    #[test]
    fn gbk_read_as_latin_or_utf8_is_seen() {
        for text in NAMES {
            let bytes = GBK.encode(text).0;
            let latin = WINDOWS_1252.decode_without_bom_handling(&bytes).0;
            assert!(looks_garbled(&latin), "{latin}");
            let wrong = UTF_8.decode_without_bom_handling(&bytes).0;
            assert!(looks_garbled(&wrong), "{wrong}");
        }
    }

    #[test]
    fn utf8_read_as_gbk_is_seen() {
        for text in NAMES {
            let wrong = GBK.decode_without_bom_handling(text.as_bytes()).0;
            assert!(looks_garbled(&wrong), "{wrong}");
        }
    }

    #[test]
    fn traces_are_seen() {
        for text in
            ["锟斤拷锟斤拷", "甲公司\u{FFFD}", "烫烫烫烫", "甲\u{7}乙", "a\u{1}", "\u{E001}甲"]
        {
            assert!(looks_garbled(text), "{text:?}");
        }
    }
}
