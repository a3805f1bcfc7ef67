//! The cases of an officer's unit and role, the most urgent first; and what of them stands in the
//! queue of the day.

use std::collections::BTreeMap;

use axum::{extract::State, http::StatusCode, response::Response};
use policy::model::{
    process::{Process, ProcessGroup},
    role::Action,
};
use serde::{Deserialize, Serialize};
use web::{
    WebError,
    door::{Asked, Language, Site, Staff, Visit, page, see_other, tell::id},
};
use workflow::case::{CaseLine, Colour, Count, Page as Part, QueueFilter};

use super::{
    bulk, by,
    line::{Told, clock, told},
    staff_by,
};
use crate::{
    chip::Chip,
    form::{Choice, Wrongs, again},
    may,
    queue::Task,
};

/// Cases of one page.
const SIZE: u32 = 30;
/// Cases in the queue of a day.
const DUE: u32 = 50;

/// Which cases.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    group: Option<String>,
    process: Option<String>,
    colour: Option<String>,
    state: Option<String>,
    after: Option<String>,
    number: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Page {
    begins: bool,
    /// Results that the upper platform has not acknowledged in time (C-17.d).
    late_results: u64,
    ways: Vec<Chip>,
    groups: Vec<Chip>,
    group: String,
    colours: Vec<Hue>,
    colour: String,
    processes: Vec<Choice>,
    process: String,
    states: Vec<Choice>,
    state: String,
    total: u64,
    filtered: bool,
    cases: Vec<Told>,
    moves: Vec<Choice>,
    r#move: String,
    picked: Vec<String>,
    number: String,
    errors: Wrongs,
    next: Option<String>,
    first: Option<String>,
}

/// A colour of clocks, and how many there are.
#[derive(Clone, Debug, Serialize)]
struct Hue {
    title: String,
    href: String,
    count: u64,
    current: bool,
    /// Class of its mark; none for all of them.
    mark: Option<&'static str>,
}

/// `GET /desk/cases`: the list, or with a number the case itself.
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    let language = visit.language;
    let number = chosen.number.as_deref().map(str::trim).unwrap_or_default().to_owned();
    let wanted = number.clone();
    let (view, known) = site
        .ask(move |site| {
            let known = !wanted.is_empty() && site.cases().view(&by(&staff), &wanted).is_ok();
            Ok((view(site, language, &staff, &chosen)?, known))
        })
        .await?;
    if known {
        return Ok(see_other(&visit, &format!("/desk/cases/{number}")));
    }
    let missing = !number.is_empty();
    let list = page(&site, visit, ("desk/cases/index.html", "cases"), move |site, _| {
        let mut view = Page { number, ..view };
        if missing {
            view.errors.add(site, language, "number", "desk.error.no_such_case");
        }
        Ok(view)
    });
    Ok(again(list.await?, if missing { StatusCode::NOT_FOUND } else { StatusCode::OK }))
}

impl Page {
    /// The same with what is missing for a move of many.
    pub(super) fn again(self, one: &str, picked: Vec<String>, errors: Wrongs) -> Self {
        Self { r#move: one.to_owned(), picked, errors, ..self }
    }
}

/// The page of what was chosen.
pub(super) fn view(
    site: &Site,
    language: Language,
    staff: &Staff,
    chosen: &Chosen,
) -> Result<Page, WebError> {
    let by = staff_by(staff);
    let counts = site.cases().counts(&by)?;
    let filter = filter(site, chosen);
    let part = Part { after: chosen.after.clone(), size: SIZE };
    let found = site.cases().queue(&by, &filter, &part)?;
    let link = |wanted: Chosen| address(&wanted);
    let bare = Chosen { after: None, ..chosen.clone() };
    let choice = |process: &&Process| Choice::new(&process.id, language.of(&process.title));
    let mine = processes(site, &counts);
    let within = |process: &&Process| filter.group.is_none_or(|group| group == process.group);
    let colours = colours(site, language, &counts, &filter, &bare);
    Ok(Page {
        begins: !super::start::startable(site, staff).is_empty(),
        late_results: late_results(site, &by.agency)?,
        ways: ways(site, language),
        groups: groups(site, language, &counts, &bare),
        group: chosen.group.clone().unwrap_or_default(),
        total: counts.iter().map(|count| count.count).sum(),
        colours,
        colour: chosen.colour.clone().unwrap_or_default(),
        processes: mine.iter().copied().filter(within).map(|one| choice(&one)).collect(),
        states: states(site, language, filter.process.as_deref()),
        process: filter.process.clone().unwrap_or_default(),
        state: filter.state.clone().unwrap_or_default(),
        filtered: address(&bare) != "/desk/cases",
        moves: bulk::offered(site, language, staff, &found.entries),
        cases: found.entries.iter().map(|line| told(site, language, line)).collect(),
        r#move: String::new(),
        picked: Vec::new(),
        number: String::new(),
        errors: Wrongs::default(),
        next: found.next.map(|after| link(Chosen { after: Some(after), ..bare.clone() })),
        first: chosen.after.as_ref().map(|_| link(bare.clone())),
    })
}

/// Results that are late, for the credit office, which sends them.
fn late_results(site: &Site, agency: &str) -> Result<u64, WebError> {
    let office = site.law().agency(agency);
    let sends = office.is_some_and(|one| one.groups.iter().any(|group| group == "credit-office"));
    if sends { Ok(site.cases().overdue_results()?) } else { Ok(0) }
}

fn filter(site: &Site, chosen: &Chosen) -> QueueFilter {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let process =
        given(&chosen.process).filter(|id| site.law().process(id, site.today()).is_some());
    QueueFilter {
        group: chosen.group.as_deref().and_then(group),
        colour: chosen.colour.as_deref().and_then(Colour::parse),
        state: given(&chosen.state).filter(|_| process.is_some()),
        process,
    }
}

/// The group of a text form.
fn group(text: &str) -> Option<ProcessGroup> {
    super::start::GROUPS.into_iter().find(|group| id(group) == text)
}

/// The address of what is chosen.
fn address(chosen: &Chosen) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let parts = [
        ("group", &chosen.group),
        ("process", &chosen.process),
        ("colour", &chosen.colour),
        ("state", &chosen.state),
        ("after", &chosen.after),
    ];
    for (name, value) in parts {
        if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
            query.append_pair(name, value);
        }
    }
    let query = query.finish();
    if query.is_empty() { "/desk/cases".to_owned() } else { format!("/desk/cases?{query}") }
}

/// The processes of which there are cases, in the order of the groups.
fn processes<'s>(site: &'s Site, counts: &[Count]) -> Vec<&'s Process> {
    let has = |process: &&Process| counts.iter().any(|count| count.process == process.id);
    let mut all: Vec<_> = site.law().processes(site.today()).into_iter().filter(has).collect();
    all.sort_by_key(|process| process.group);
    all
}

fn ways(site: &Site, language: Language) -> Vec<Chip> {
    let way = |path: &str, key: &str| Chip::new(site.word(language, key), path, false);
    vec![
        way("/desk/cases/figures", "desk.cases.figures"),
        way("/desk/cases/plans", "desk.cases.plans"),
        way("/desk/cases/applied", "desk.cases.applied"),
    ]
}

fn groups(site: &Site, language: Language, counts: &[Count], chosen: &Chosen) -> Vec<Chip> {
    let of = |process: &str| site.law().process(process, site.today()).map(|one| one.group);
    let mut sums: BTreeMap<ProcessGroup, u64> = BTreeMap::new();
    for count in counts {
        if let Some(group) = of(&count.process) {
            *sums.entry(group).or_default() += count.count;
        }
    }
    let link = |group: Option<String>| {
        address(&Chosen { group, colour: chosen.colour.clone(), ..Chosen::default() })
    };
    let current = chosen.group.as_deref().filter(|group| !group.is_empty());
    let all = Chip::new(site.word(language, "desk.cases.all"), link(None), current.is_none());
    let all = all.counted(sums.values().sum());
    let each = sums.iter().map(|(group, sum)| {
        let name = id(group);
        let title = site.word(language, &format!("desk.group.{name}"));
        Chip::new(title, link(Some(name.clone())), current == Some(name.as_str())).counted(*sum)
    });
    std::iter::once(all).chain(each).collect()
}

fn colours(
    site: &Site,
    language: Language,
    counts: &[Count],
    filter: &QueueFilter,
    chosen: &Chosen,
) -> Vec<Hue> {
    let group = |process: &str| site.law().process(process, site.today()).map(|one| one.group);
    let within = |count: &&Count| {
        filter.process.as_ref().is_none_or(|process| *process == count.process)
            && filter.group.is_none_or(|wanted| group(&count.process) == Some(wanted))
    };
    let sum = |colour: Option<Colour>| -> u64 {
        let fits = |count: &&Count| colour.is_none_or(|colour| colour == count.colour);
        counts.iter().filter(within).filter(fits).map(|count| count.count).sum()
    };
    let link = |colour: Option<Colour>| {
        let colour = colour.map(|colour| colour.as_str().to_owned());
        address(&Chosen { colour, ..chosen.clone() })
    };
    let hue = |colour: Option<Colour>| {
        let name = colour.map_or("all", Colour::as_str);
        Hue {
            title: site.word(language, &format!("desk.colour.{name}")),
            href: link(colour),
            count: sum(colour),
            current: filter.colour == colour,
            mark: colour.map(Colour::as_str),
        }
    };
    let some = Colour::ALL.into_iter().map(Some).filter(|colour| sum(*colour) > 0);
    std::iter::once(None).chain(some).map(hue).collect()
}

/// The states of a process in which there is something to do.
fn states(site: &Site, language: Language, process: Option<&str>) -> Vec<Choice> {
    let process = process.and_then(|id| site.law().process(id, site.today()));
    let states = process.map(|process| process.state.as_slice()).unwrap_or_default().iter();
    let open = states.filter(|state| !state.is_final());
    open.map(|state| Choice::new(&state.id, language.of(&state.title))).collect()
}

/// The most urgent cases, for the queue of the day.
pub(crate) fn tasks(site: &Site, language: Language, staff: &Staff) -> Result<Vec<Task>, WebError> {
    if !may::has(site.law(), staff, Action::HandleCases) {
        return Ok(Vec::new());
    }
    let part = Part { after: None, size: DUE };
    let found = site.cases().queue(&staff_by(staff), &QueueFilter::default(), &part)?;
    Ok(found.entries.iter().map(|line| task(site, language, line)).collect())
}

fn task(site: &Site, language: Language, line: &CaseLine) -> Task {
    let (state, words) = clock(site, language, line);
    let one = told(site, language, line);
    let values = [("process", one.process.clone()), ("state", one.state)];
    Task {
        kind: "case",
        title: one.about.unwrap_or(one.process),
        detail: one.name.unwrap_or(one.number),
        whose: one.who.unwrap_or_default(),
        due: one.due,
        state,
        words,
        why: site.words(language, "desk.task_why.case", &values),
        href: format!("/desk/cases/{}", line.number),
    }
}
