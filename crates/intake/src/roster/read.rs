//! Reading a roster: which column holds the names, which the codes; line by line.

use identity::{Candidate, Verdict};
use policy::{
    Law,
    model::resolution::{Given, Outcome},
};
use vocabulary::{Date, UnifiedCode};

use super::{RosterLine, RosterOutcome};
use crate::{
    IntakeError,
    format::{RawRow, Sink},
    header::plain,
    resolve::{Resolver, decide},
    rule,
};

/// Headers of the column of names, the likeliest first.
const NAMES: [&str; 14] = [
    "名称",
    "单位名称",
    "企业名称",
    "主体名称",
    "信用主体名称",
    "机构名称",
    "公司名称",
    "行政相对人名称",
    "纳税人名称",
    "供应商名称",
    "申请单位",
    "单位",
    "NAME",
    "SUBJECT_NAME",
];
/// What the header of the column of codes contains.
const CODES: [&str; 4] = ["信用代码", "SUBJECT_CODE", "CODE", "USCC"];
/// Longest name that is looked for, in characters.
const LONGEST: usize = 200;

/// Takes the lines of a roster.
pub(super) struct Reading<'r> {
    law: &'r Law,
    today: Date,
    resolver: Resolver<'r>,
    most: u64,
    tell: &'r mut dyn FnMut(RosterLine) -> Result<(), IntakeError>,
    name: Option<usize>,
    code: Option<usize>,
    pub(super) lines: u64,
}

impl<'r> Reading<'r> {
    /// A reading of at most `most` lines.
    pub(super) fn new(
        (law, today): (&'r Law, Date),
        resolver: Resolver<'r>,
        most: u64,
        tell: &'r mut dyn FnMut(RosterLine) -> Result<(), IntakeError>,
    ) -> Self {
        Self { law, today, resolver, most, tell, name: None, code: None, lines: 0 }
    }

    /// Matches one line.
    fn line(&mut self, line: u64, name: &str, code: &str) -> Result<(), IntakeError> {
        if self.lines >= self.most {
            return Err(IntakeError::TooLarge { what: "名单的行数", limit: self.most });
        }
        self.lines += 1;
        let name: String = name.trim().chars().take(LONGEST).collect();
        let code = Some(code.trim().to_owned()).filter(|code| !code.is_empty());
        // Codes often stand where names should.
        let (name, code) = if code.is_none() && is_code(&name) {
            (String::new(), Some(name))
        } else {
            (name, code)
        };
        let found = self.matched(&name, code.as_deref())?;
        let (outcome, rule, candidates) = found;
        (self.tell)(RosterLine { line, name, code, outcome, rule, candidates })
    }

    fn matched(&mut self, name: &str, code: Option<&str>) -> Result<Matched, IntakeError> {
        let mut candidates = match name {
            "" => Vec::new(),
            name => self.resolver.candidates(name)?.to_vec(),
        };
        let valid = code.map(UnifiedCode::parse);
        if let Some(Ok(code)) = valid {
            candidates.retain(|one| {
                let own = one.code.as_deref() == Some(code.as_str());
                own && one.score.verdict != Verdict::Different
            });
            if candidates.is_empty() {
                candidates = self.resolver.candidates(code.as_str())?.to_vec();
            }
            return Ok((RosterOutcome::Code, None, candidates));
        }
        let given = if code.is_some() { Given::Wrong } else { Given::Missing };
        if name.is_empty() {
            let outcome =
                if code.is_some() { RosterOutcome::BadCode } else { RosterOutcome::Unreadable };
            return Ok((outcome, None, candidates));
        }
        let rules = self.law.resolution(given, self.today);
        let decided = decide(&rules, &candidates);
        let rule = decided.as_ref().map(|(rule, _)| rule.id.clone());
        candidates.retain(|one| one.score.verdict != Verdict::Different);
        let sure = decided.is_some_and(|(rule, _)| rule.then == Outcome::File);
        let outcome = match given {
            Given::Wrong => RosterOutcome::BadCode,
            _ if sure => RosterOutcome::Sure,
            _ if candidates.is_empty() => RosterOutcome::Nobody,
            _ => RosterOutcome::Unsure,
        };
        Ok((outcome, rule, candidates))
    }

    /// A file without headers, or names pasted: the code is what reads as one, the name the longest of
    /// the other cells.
    fn guess(&mut self, cells: &[String]) {
        let code = cells.iter().position(|cell| UnifiedCode::parse(cell.trim()).is_ok());
        let others = cells.iter().enumerate().filter(|(place, _)| Some(*place) != code);
        let chinese = |cell: &str| cell.chars().filter(|one| *one > '\u{2E7F}').count();
        self.name = others.max_by_key(|(_, cell)| chinese(cell)).map(|(place, _)| place);
        self.code = code;
    }
}

/// Outcome, rule of the packs, candidates.
type Matched = (RosterOutcome, Option<String>, Vec<Candidate>);

impl Sink for Reading<'_> {
    fn headers(&mut self, headers: &[String], complete: bool) -> Result<(), IntakeError> {
        let plain: Vec<String> = headers.iter().map(|header| plain(header)).collect();
        let known = NAMES.iter().find_map(|name| plain.iter().position(|one| one == name));
        let like = || plain.iter().position(|one| one.ends_with("名称"));
        let name = known.or_else(like);
        let code = |one: &String| CODES.iter().any(|code| one.contains(code));
        match name {
            Some(_) => {
                self.name = name;
                self.code = plain.iter().position(code);
                Ok(())
            }
            None if complete => {
                self.guess(headers);
                let cell = |place: Option<usize>| {
                    place.and_then(|place| headers.get(place)).cloned().unwrap_or_default()
                };
                let (name, code) = (cell(self.name), cell(self.code));
                self.line(1, &name, &code)
            }
            // Objects may bring the key later; until then their lines say nothing.
            None => Ok(()),
        }
    }

    fn row(&mut self, raw: &RawRow) -> Result<(), IntakeError> {
        if self.name.is_none() && !raw.is_damaged() {
            return Err(IntakeError::Refused {
                rule: &rule::COLUMNS,
                message: "名单里没有“名称”一栏".to_owned(),
            });
        }
        let cell = |place: Option<usize>| place.map_or("", |place| raw.cell(place));
        let (name, code) = if raw.is_damaged() {
            (String::new(), String::new())
        } else {
            (cell(self.name).to_owned(), cell(self.code).to_owned())
        };
        self.line(raw.line(), &name, &code)
    }
}

/// Whether a text is written like a unified code, right or wrong.
fn is_code(text: &str) -> bool {
    text.len() == 18 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
