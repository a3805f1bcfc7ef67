//! Plays: whole cases told line by line — the day, who, what he does, what he fills in, what comes of
//! it — played on the engine itself, over HTTP, or in Chromium.
//!
//! ```text
//! 2026-11-20 company start:repair@administrative-penalty corrected=已缴清 +correction-proof -> submitted
//! 2026-11-20 credit-centre/credit-officer forward -> forwarded
//! 2026-11-30 clock pass -> forwarded
//! 2026-11-30 market-regulation/office-head grant -/> 本人
//! ```
//!
//! `company` and `person` are signed-in subjects, `anyone` has no account, `code` holds number and code;
//! staff are `agency/role`, with `#2` behind it a second person. `child:<process>` turns to a case that
//! the case has made, `parent` back; `sees` looks at the page of the case for the words behind the arrow.
//! `-/>` leads to a refusal that says the words behind it.
//! A line that does not begin with a day goes on with the one before.

pub mod cast;
pub mod doors;
pub mod engine;
pub mod forms;
pub mod script;

pub use cast::Cast;
pub use forms::{multipart, number_in, plain};
pub use script::{Deed, Expect, Line};

use crate::{harness::Town, rows::COMPANY};

/// What a deed came to.
#[derive(Debug)]
pub enum Told {
    /// A case began: its number, and the code that follows it.
    Begun(String, Option<String>),
    /// It is done.
    Done,
    /// It is not done, and this was said.
    Refused(String),
}

/// Where a play is played.
pub trait Stage {
    /// Begins a case.
    fn start(&mut self, town: &Town, cast: &mut Cast, begin: &Begin<'_>, line: &Line<'_>) -> Told;
    /// Makes a move, or extends a clock.
    fn act(&mut self, town: &Town, cast: &mut Cast, number: &str, line: &Line<'_>) -> Told;
    /// The page of a case as somebody sees it; none on a stage without pages.
    fn page(&mut self, town: &Town, cast: &mut Cast, who: &str, number: &str) -> Option<String>;
}

impl Stage for Box<dyn Stage> {
    fn start(&mut self, town: &Town, cast: &mut Cast, begin: &Begin<'_>, line: &Line<'_>) -> Told {
        self.as_mut().start(town, cast, begin, line)
    }

    fn act(&mut self, town: &Town, cast: &mut Cast, number: &str, line: &Line<'_>) -> Told {
        self.as_mut().act(town, cast, number, line)
    }

    fn page(&mut self, town: &Town, cast: &mut Cast, who: &str, number: &str) -> Option<String> {
        self.as_mut().page(town, cast, who, number)
    }
}

/// What a case is about.
pub struct Begin<'l> {
    pub process: &'l str,
    /// Unified code of the organisation, if about one.
    pub code: Option<&'static str>,
    /// The record, if about one.
    pub digest: Option<String>,
}

/// A play under way.
pub struct Run<'t, S> {
    pub town: &'t Town,
    pub stage: S,
    pub cast: Cast,
    /// The case that the next line is about, and those that made it.
    pub numbers: Vec<String>,
}

impl<'t, S: Stage> Run<'t, S> {
    /// An empty stage.
    pub fn new(town: &'t Town, stage: S) -> Self {
        let cast = std::mem::take(&mut *town.cast.lock().unwrap());
        Self { town, stage, cast, numbers: Vec::new() }
    }

    /// The number of the case.
    pub fn number(&self) -> &str {
        self.numbers.last().expect("the play has begun a case")
    }

    /// Somebody, as the engine knows him in this case.
    pub fn by(&mut self, who: &str) -> workflow::case::By {
        let number = self.numbers.last().cloned().unwrap_or_default();
        self.cast.by(self.town, who, &number)
    }

    /// Somebody of staff, as the queues know him.
    pub fn seat(&mut self, who: &str) -> workflow::case::StaffBy {
        match self.by(who) {
            workflow::case::By::Staff(staff) => staff,
            other => panic!("{other:?}"),
        }
    }

    /// Plays the lines, one after the other.
    pub fn play(&mut self, script: &str) -> &mut Self {
        for text in script::joined(script) {
            let line = Line::parse(&text);
            if self.town.today() != line.day {
                self.town.move_to(line.day);
                self.town.platform.cases.tick().unwrap();
            }
            self.line(&line, &text);
        }
        self
    }

    fn line(&mut self, line: &Line<'_>, text: &str) {
        let before = self.numbers.last().cloned();
        let told = match &line.deed {
            Deed::Pass => {
                self.town.platform.cases.tick().unwrap();
                Told::Done
            }
            Deed::Child(process) => {
                let number = self.child(line.who, process);
                self.numbers.push(number);
                Told::Done
            }
            Deed::Parent => {
                self.numbers.pop();
                Told::Done
            }
            Deed::Sees => return self.sees(line, text),
            Deed::Start { process, item } => {
                let begin = self.begin(process, *item);
                self.stage.start(self.town, &mut self.cast, &begin, line)
            }
            Deed::Move(_) | Deed::Extend(_) => {
                let number = self.number().to_owned();
                self.stage.act(self.town, &mut self.cast, &number, line)
            }
        };
        match (told, &line.expect) {
            (Told::Refused(said), Expect::Refused(why)) => {
                assert!(said.contains(why), "{text}\n… but it said: {said}");
                assert_eq!(before.as_ref(), self.numbers.last(), "{text}: nothing has begun");
            }
            (Told::Begun(number, code), Expect::State(_)) => {
                if let Some(code) = code {
                    self.cast.codes.insert(number.clone(), code);
                }
                self.numbers = vec![number];
                self.stands(line, text);
            }
            (Told::Done, Expect::State(_)) => self.stands(line, text),
            (told, expected) => panic!("{text}\n… came to {told:?}, not to {expected:?}"),
        }
    }

    /// The case is in the state of the line, and whoever made the move reads so.
    fn stands(&mut self, line: &Line<'_>, text: &str) {
        let Expect::State(expected) = line.expect else { return };
        let number = self.number().to_owned();
        let who = self.cast.who(line.who);
        let by = self.cast.by(self.town, &who, &number);
        let case = self.town.platform.cases.view(&by, &number).unwrap();
        assert_eq!(case.line.state, expected, "{text}\n{:#?}", case.steps.last());
        if let Some(last) = case.letters.last() {
            let letter = self.town.platform.cases.letter(&by, &number, last.place).unwrap();
            for text in [&letter.text.zh, &letter.text.en] {
                assert!(!text.contains(['{', '}']), "a place stays empty: {text}");
            }
        }
        if let Some(page) = self.stage.page(self.town, &mut self.cast, &who, &number) {
            let read = [&case.line.said.zh, &case.line.state_title.zh].into_iter();
            assert!(read.into_iter().any(|said| page.contains(said)), "{text}\n{page}");
        }
    }

    fn sees(&mut self, line: &Line<'_>, text: &str) {
        let Expect::State(words) = line.expect else { panic!("{text}") };
        let number = self.number().to_owned();
        if let Some(page) = self.stage.page(self.town, &mut self.cast, line.who, &number) {
            assert!(page.contains(words), "{text}\n{page}");
        }
    }

    fn child(&mut self, who: &str, process: &str) -> String {
        let number = self.number().to_owned();
        let who = self.cast.who(who);
        let by = self.cast.by(self.town, &who, &number);
        let case = self.town.platform.cases.view(&by, &number).unwrap();
        let mut made = case.children.iter().filter(|one| one.process == process);
        let open = made.clone().find(|one| one.outcome.is_none());
        let found = open.or_else(|| made.next_back());
        found.unwrap_or_else(|| panic!("no {process} in {:#?}", case.children)).number.clone()
    }

    fn begin<'l>(&self, process: &'l str, item: Option<&str>) -> Begin<'l> {
        let law = &self.town.platform.law;
        let rule = law.process(process, self.town.today());
        let rule = rule.unwrap_or_else(|| panic!("no process {process} begins today"));
        use policy::model::process::About;
        let oneself = rule.subjects == [vocabulary::SubjectKind::Person];
        let company = matches!(rule.about, About::Record | About::Subject) && !oneself;
        let code = company.then_some(COMPANY);
        Begin { process, code, digest: item.map(|item| self.town.own_record(item).digest) }
    }
}

impl<S> Drop for Run<'_, S> {
    /// Whoever has come in is known to the next play.
    fn drop(&mut self) {
        if let Ok(mut cast) = self.town.cast.lock() {
            cast.join(std::mem::take(&mut self.cast));
        }
    }
}

impl Town {
    /// The day it is.
    pub fn today(&self) -> vocabulary::Date {
        vocabulary::Clock::today(&*self.clock)
    }
}
