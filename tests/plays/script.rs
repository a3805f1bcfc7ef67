//! The lines of a play.

use vocabulary::Date;

/// One line.
#[derive(Debug)]
pub struct Line<'s> {
    pub day: Date,
    pub who: &'s str,
    pub deed: Deed<'s>,
    pub fields: Vec<(&'s str, &'s str)>,
    pub papers: Vec<&'s str>,
    pub expect: Expect<'s>,
}

/// What somebody does.
#[derive(Debug)]
pub enum Deed<'s> {
    /// Begins a case, perhaps about the company's record of an item.
    Start { process: &'s str, item: Option<&'s str> },
    /// Makes a move.
    Move(&'s str),
    /// Extends a clock.
    Extend(&'s str),
    /// Lets the clocks run.
    Pass,
    /// Turns to a case that the case has made.
    Child(&'s str),
    /// Turns back.
    Parent,
    /// Looks at the page of the case.
    Sees,
}

/// What comes of it.
#[derive(Debug)]
pub enum Expect<'s> {
    /// The state that the case is in then; with `sees`, the words.
    State(&'s str),
    /// It is refused, and this is part of what is said.
    Refused(&'s str),
}

/// The lines of a script, each with those that go on with it.
pub fn joined(script: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for text in script.lines().map(str::trim).filter(|text| !text.is_empty()) {
        if text.starts_with(|first: char| first.is_ascii_digit()) {
            lines.push(text.to_owned());
        } else if !text.starts_with('#') {
            let last = lines.last_mut().expect("a script begins with a day");
            *last += " ";
            *last += text;
        }
    }
    lines
}

impl<'s> Line<'s> {
    /// Reads a line.
    pub fn parse(text: &'s str) -> Self {
        let (said, expect) = match (text.split_once(" -/>"), text.split_once(" -> ")) {
            (Some((said, why)), _) => (said, Expect::Refused(why.trim())),
            (None, Some((said, state))) => (said, Expect::State(state.trim())),
            (None, None) => panic!("no arrow: {text}"),
        };
        let mut words = said.split_whitespace();
        let mut next = || words.next().unwrap_or_else(|| panic!("too short: {text}"));
        let day = next().parse().unwrap_or_else(|_| panic!("no day: {text}"));
        let who = next();
        let deed = next();
        let (mut fields, mut papers) = (Vec::new(), Vec::new());
        for word in words {
            match (word.strip_prefix('+'), word.split_once('=')) {
                (Some(paper), _) => papers.push(paper),
                (None, Some(pair)) => fields.push(pair),
                (None, None) => panic!("{word} in {text}"),
            }
        }
        Self { day, who, deed: Deed::parse(deed), fields, papers, expect }
    }
}

impl<'s> Deed<'s> {
    fn parse(text: &'s str) -> Self {
        match text.split_once(':') {
            Some(("start", what)) => match what.split_once('@') {
                Some((process, item)) => Self::Start { process, item: Some(item) },
                None => Self::Start { process: what, item: None },
            },
            Some(("extend", clock)) => Self::Extend(clock),
            Some(("child", process)) => Self::Child(process),
            _ if text == "pass" => Self::Pass,
            _ if text == "parent" => Self::Parent,
            _ if text == "sees" => Self::Sees,
            _ => Self::Move(text),
        }
    }
}
