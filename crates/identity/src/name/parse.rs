//! From a written name to its parts.

use super::{Form, Name, PARTS, bracket, bracket::Held, head, industry};
use crate::{Part, Region, character, place::front};

/// A name on its way: its letters, and those of them that stand in no bracket.
struct Work {
    letters: Vec<char>,
    labels: Vec<Part>,
    bare: Vec<char>,
    at: Vec<usize>,
    regions: Vec<Region>,
    form: Option<Form>,
    group: bool,
}

/// Parses a name.
pub(super) fn parse(written: &str) -> Name {
    let letters: Vec<char> =
        character::letters(written).into_iter().map(|(letter, _)| letter).collect();
    let mut work = Work {
        labels: vec![Part::Brand; letters.len()],
        bare: Vec::with_capacity(letters.len()),
        at: Vec::with_capacity(letters.len()),
        letters,
        regions: Vec::new(),
        form: None,
        group: false,
    };
    work.read_brackets();
    work.read_bare();
    work.finish(written)
}

impl Work {
    /// Labels what stands in brackets, and keeps the rest as bare letters.
    fn read_brackets(&mut self) {
        let mut index = 0;
        while let Some(letter) = self.letters.get(index) {
            let rest = self.letters.get(index + 1..).unwrap_or(&[]);
            let close = rest.iter().position(|letter| *letter == ')');
            let (true, Some(close)) = (*letter == '(', close) else {
                self.bare.push(*letter);
                self.at.push(index);
                index += 1;
                continue;
            };
            let held = bracket::read(rest.get(..close).unwrap_or(&[]));
            let part = held.part();
            match held {
                Held::Place(placed) => self.regions.extend(placed.regions()),
                Held::Form(form) => {
                    self.group |= form.group;
                    self.form = Some(form);
                }
                Held::Branch | Held::Aside | Held::Other => {}
            }
            let end = index + close + 2;
            self.labels.iter_mut().take(end).skip(index).for_each(|label| *label = part);
            index = end;
        }
    }

    /// Labels the bare letters.
    fn read_bare(&mut self) {
        let placed = front(&self.bare);
        let start = placed.end + zone(self.bare.get(placed.end..).unwrap_or(&[]), placed.end > 0);
        let (brand, head) = self.read_from(start);
        let (start, head) = if brand == 0 && placed.weak {
            (0, self.read_from(0).1)
        } else {
            self.regions.splice(0..0, placed.regions());
            (start, head)
        };
        self.label(0, start, Part::Region);
        let (from, until) = (start + head.start, start + head.end);
        let core = self.bare.get(start..from).unwrap_or(&[]);
        let industry = from - industry::length(core);
        self.label(industry, from, Part::Industry);
        self.label(from, until, Part::Form);
        self.label(until, self.bare.len(), Part::Branch);
        if let Some(mut form) = head.form {
            form.group |= self.group;
            self.form = Some(form);
        }
    }

    /// How long the brand is, and where the form stands, if the places end at `start`.
    fn read_from(&self, start: usize) -> (usize, head::Head) {
        let rest = self.bare.get(start..).unwrap_or(&[]);
        let head = head::find(rest);
        let core = rest.get(..head.start).unwrap_or(&[]);
        (core.len() - industry::length(core), head)
    }

    fn label(&mut self, from: usize, until: usize, part: Part) {
        for index in self.at.iter().take(until).skip(from) {
            if let Some(label) = self.labels.get_mut(*index) {
                *label = part;
            }
        }
    }

    /// Puts the letters of each part together.
    fn finish(self, written: &str) -> Name {
        let mut grouped = String::with_capacity(written.len());
        let mut ends = [0; 5];
        for (part, end) in PARTS.iter().zip(ends.iter_mut()) {
            for (letter, label) in self.letters.iter().zip(&self.labels) {
                if label == part && !matches!(letter, '(' | ')') {
                    grouped.push(*letter);
                }
            }
            *end = u32::try_from(grouped.len()).unwrap_or(u32::MAX);
        }
        Name {
            written: written.to_owned(),
            plain: self.letters.iter().collect(),
            letters: self.letters,
            labels: self.labels,
            grouped,
            ends,
            regions: self.regions,
            form: self.form,
        }
    }
}

/// Zones that follow a place as part of it, the longer first.
const ZONES: [&str; 20] = [
    "高科技工业园区",
    "高科技工业园",
    "高新技术产业开发区",
    "经济技术开发区",
    "高新技术开发区",
    "国家级经济开发区",
    "旅游度假区",
    "经济开发区",
    "工业园区",
    "综合保税区",
    "出口加工区",
    "科技园区",
    "保税港区",
    "示范区",
    "高新区",
    "开发区",
    "经开区",
    "保税区",
    "自贸区",
    "度假区",
];

/// How many letters of a zone `rest` begins with. Without a place before it none is one.
fn zone(rest: &[char], placed: bool) -> usize {
    let begins = |zone: &&&str| {
        let mut letters = rest.iter();
        zone.chars().all(|letter| letters.next() == Some(&letter))
    };
    match ZONES.iter().find(begins) {
        Some(zone) if placed => zone.chars().count(),
        _ => 0,
    }
}
