//! Reads the text of a PDF back, page by page, as a program that copies text does.

use std::{collections::BTreeMap, io::Read};

/// The text of each page, a line each run.
pub(crate) fn pages(pdf: &[u8]) -> Vec<String> {
    let objects = objects(pdf);
    let fonts: BTreeMap<&str, BTreeMap<u16, char>> = ["/R", "/B"]
        .into_iter()
        .filter_map(|name| Some((name, meanings(&objects, referred(&all(&objects), name)?))))
        .collect();
    let mut pages: Vec<&(usize, Vec<u8>)> =
        objects.iter().filter(|(_, body)| text(body).contains("/Contents")).collect();
    pages.sort_by_key(|(number, _)| *number);
    let content = |(_, body): &&(usize, Vec<u8>)| {
        let number = referred(&text(body), "/Contents").expect("a page has content");
        shown(&stream(&objects, number), &fonts)
    };
    pages.iter().map(content).collect()
}

/// All text, runs joined without lines.
pub(crate) fn whole(pdf: &[u8]) -> String {
    pages(pdf).concat().replace('\n', "")
}

fn text(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

fn all(objects: &[(usize, Vec<u8>)]) -> String {
    let plain = objects.iter().filter(|(_, body)| !text(body).contains("stream"));
    plain.map(|(_, body)| text(body)).collect()
}

fn objects(pdf: &[u8]) -> Vec<(usize, Vec<u8>)> {
    let whole = text(pdf);
    let mut objects = Vec::new();
    let mut at = 0;
    while let Some(found) = whole[at..].find(" 0 obj") {
        let head = &whole[..at + found];
        let number = head.rsplit(['\n', '\r']).next().and_then(|number| number.parse().ok());
        let begin = at + found + " 0 obj".len();
        let end = begin + whole[begin..].find("endobj").expect("an object ends");
        // Each byte is one character, of one or two bytes in this text; counted as characters.
        let body = whole[begin..end].chars().map(|one| one as u8).collect();
        objects.extend(number.map(|number| (number, body)));
        at = end;
    }
    objects
}

fn referred(dictionary: &str, key: &str) -> Option<usize> {
    let at = dictionary.find(&format!("{key} "))? + key.len() + 1;
    dictionary[at..].split(' ').next()?.parse().ok()
}

fn stream(objects: &[(usize, Vec<u8>)], number: usize) -> Vec<u8> {
    let (_, body) = objects.iter().find(|(one, _)| *one == number).expect("the object is there");
    let begin = body.windows(7).position(|part| part == b"stream\n").expect("a stream") + 7;
    let mut data = Vec::new();
    flate2::read::ZlibDecoder::new(&body[begin..]).read_to_end(&mut data).expect("packed data");
    data
}

fn meanings(objects: &[(usize, Vec<u8>)], font: usize) -> BTreeMap<u16, char> {
    let (_, body) = objects.iter().find(|(one, _)| *one == font).expect("the font is there");
    let cmap = referred(&text(body), "/ToUnicode").expect("a font leads back to Unicode");
    let cmap = text(&stream(objects, cmap));
    let pair = |line: &str| {
        let (code, meaning) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
        let units: Vec<u16> = meaning
            .as_bytes()
            .chunks(4)
            .filter_map(|unit| u16::from_str_radix(std::str::from_utf8(unit).ok()?, 16).ok())
            .collect();
        let character = char::decode_utf16(units).next()?.ok()?;
        Some((u16::from_str_radix(code, 16).ok()?, character))
    };
    cmap.lines().filter_map(pair).collect()
}

/// The runs of a content stream.
fn shown(content: &[u8], fonts: &BTreeMap<&str, BTreeMap<u16, char>>) -> String {
    let mut font = None;
    let mut shown = String::new();
    let mut at = 0;
    while let Some(byte) = content.get(at) {
        match byte {
            b'/' => {
                let rest = &content[at + 1..];
                let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric());
                let end = at + 1 + end.unwrap_or(rest.len());
                let name = text(&content[at..end]);
                font = fonts.iter().find(|(key, _)| **key == name).map(|(_, font)| font).or(font);
                at = end;
            }
            b'<' if content.get(at + 1) == Some(&b'<') => at += 2,
            b'(' | b'<' => {
                let (codes, end) = string(content, at);
                for code in codes.chunks(2) {
                    let code = u16::from_be_bytes([code[0], code[1]]);
                    shown.extend(font.and_then(|font| font.get(&code)));
                }
                shown.push('\n');
                at = end;
            }
            _ => at += 1,
        }
    }
    shown
}

/// The bytes of a string, literal or hexadecimal, and where it ends.
fn string(content: &[u8], begin: usize) -> (Vec<u8>, usize) {
    let mut at = begin + 1;
    let mut bytes = Vec::new();
    if content[begin] == b'<' {
        let end = at + content[at..].iter().position(|byte| *byte == b'>').expect("it ends");
        let digits = text(&content[at..end]);
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).expect("ascii"), 16);
        bytes.extend(digits.as_bytes().chunks(2).map(|pair| byte(pair).expect("digits")));
        return (bytes, end + 1);
    }
    let mut depth = 0;
    loop {
        match content[at] {
            b'\\' => {
                at += 1;
                bytes.push(match content[at] {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    b'0'..=b'3' => {
                        let byte = u8::from_str_radix(&text(&content[at..at + 3]), 8);
                        at += 2;
                        byte.expect("octal digits")
                    }
                    other => other,
                });
            }
            b')' if depth == 0 => return (bytes, at + 1),
            byte => {
                depth += i32::from(byte == b'(') - i32::from(byte == b')');
                bytes.push(byte);
            }
        }
        at += 1;
    }
}
