//! The page: how every decision of the registers stands, and the form that hands in another register.

use axum::{extract::State, response::Response};
use policy::model::role::Action::{ReadQuality, SubmitBatch};
use serde::{Deserialize, Serialize};
use web::{
    WebError,
    door::{
        Asked, Fields, Language, Site, Staff, Visit, page,
        tell::{Labelled, group, instant},
    },
};

use super::rows::{self, Openness};
use crate::{
    bulletins::period,
    form::{Choice, Wrongs},
    may, unit,
};

/// Decisions that a page lists; the files have them all.
const LISTED: usize = 300;
/// Registers that a page lists.
const REGISTERS: u64 = 12;

/// Whose gaps, and of which days.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    pub(super) period: Option<String>,
    pub(super) agency: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Page {
    agency: String,
    agency_title: String,
    agencies: Vec<Choice>,
    period: String,
    periods: Vec<Choice>,
    query: String,
    figures: Vec<Labelled>,
    rows: Vec<Row>,
    /// Decisions beyond those listed.
    more: u64,
    /// Missing without a reason.
    missing: u64,
    registers: Vec<Register>,
    /// Whether a register can be handed in here.
    lists: bool,
    items: Vec<Item>,
    choices: Vec<Choice>,
    item: String,
    from: String,
    until: String,
    list: String,
    errors: Wrongs,
    /// Lines of the register that could not be read.
    faults: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Row {
    document: String,
    item: String,
    decided_on: String,
    due_on: Option<String>,
    received_on: Option<String>,
    state: &'static str,
    state_tone: &'static str,
    open: &'static str,
    open_tone: &'static str,
    reason: Option<String>,
    /// Where a reason is given.
    href: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Register {
    number: String,
    item: String,
    from: String,
    until: String,
    lines: String,
    at: String,
}

/// An item with the columns of its register.
#[derive(Clone, Debug, Serialize)]
struct Item {
    title: String,
    columns: Vec<String>,
    href: String,
}

/// `GET /desk/gaps`
pub(super) async fn show(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    page(&site, visit, ("desk/gaps/index.html", "gaps"), move |site, visit| {
        view(site, visit.language, &staff, &chosen)
    })
    .await
}

/// The unit that is looked at: the own one, or any for whoever reads the quality of all.
pub(super) fn whose(site: &Site, staff: &Staff, chosen: &Chosen) -> String {
    let every = may::has(site.law(), staff, ReadQuality);
    let asked = chosen.agency.clone().filter(|id| every && unit::agency(site, id).is_some());
    asked.unwrap_or_else(|| staff.agency.clone())
}

/// The page of a unit and a period.
pub(super) fn view(
    site: &Site,
    language: Language,
    staff: &Staff,
    chosen: &Chosen,
) -> Result<Page, WebError> {
    let agency = whose(site, staff, chosen);
    let asked = chosen.period.clone().unwrap_or_else(|| site.today().strftime("%Y-%m").to_string());
    let period = period::chosen(site.today(), Some(&asked));
    let found = rows::read(site, &agency, &period.id)?;
    let own = agency == staff.agency && may::has(site.law(), staff, SubmitBatch);
    let every = may::has(site.law(), staff, ReadQuality);
    let figure = |openness: Openness| Labelled {
        label: site.word(language, &format!("desk.gap_open.{}", openness.as_str())),
        value: group(i64::try_from(rows::count(&found, openness)).unwrap_or(i64::MAX)),
        wide: false,
    };
    let kinds = [Openness::Missing, Openness::Explained, Openness::Open, Openness::Ended];
    let registers = site.intake().registers(&agency, REGISTERS)?.into_iter();
    let registers = registers.map(|line| Register {
        item: unit::item_title(site, language, &line.item),
        from: line.from.to_string(),
        until: line.until.to_string(),
        lines: group(i64::try_from(line.lines).unwrap_or(i64::MAX)),
        at: instant(line.at),
        number: line.number,
    });
    let items = if own { unit::items(site, staff) } else { Vec::new() };
    let items = items.into_iter().filter(|item| item.act.is_some() || item.report_within.is_some());
    let items: Vec<_> = items.collect();
    let mut columns = Vec::new();
    for item in &items {
        columns.push(Item {
            title: language.of(&item.title),
            columns: site.intake().register_columns(&item.id)?,
            href: format!("/desk/gaps/templates/{}", item.id),
        });
    }
    let agencies = if every { site.law().agencies() } else { &[] };
    let choice =
        |one: &policy::model::agency::Agency| Choice::new(&one.id, language.of(&one.title));
    Ok(Page {
        agency_title: unit::title(site, language, &agency),
        agencies: agencies.iter().map(choice).collect(),
        periods: period::choices(site, language),
        query: format!("?period={}&agency={agency}", period.id),
        figures: kinds.into_iter().map(figure).collect(),
        missing: rows::count(&found, Openness::Missing),
        more: found.len().saturating_sub(LISTED) as u64,
        rows: found
            .iter()
            .take(LISTED)
            .map(|(line, open)| row(site, language, (line, *open), own))
            .collect(),
        registers: registers.collect(),
        lists: own && !items.is_empty(),
        choices: items.iter().map(|one| Choice::new(&one.id, language.of(&one.title))).collect(),
        items: columns,
        item: String::new(),
        from: period.days.0.to_string(),
        until: period.days.1.to_string(),
        list: String::new(),
        errors: Wrongs::default(),
        faults: Vec::new(),
        period: period.id,
        agency,
    })
}

fn row(
    site: &Site,
    language: Language,
    (line, open): (&intake::GapLine, Openness),
    own: bool,
) -> Row {
    let late = matches!(line.state, intake::GapState::Missing | intake::GapState::Late);
    let state_tone = match line.state {
        intake::GapState::Missing | intake::GapState::Late => "bad",
        intake::GapState::Pending => "wait",
        intake::GapState::OnTime => "good",
        intake::GapState::Unclocked => "quiet",
    };
    let reason = line.reason.as_ref().map(|reason| {
        let code = site.word(language, &format!("desk.gap_reason.{}", reason.code));
        format!("{} {code} {}", reason.on, reason.text)
    });
    let href = format!("/desk/gaps/{}/{}", line.subject.to_hex(), line.digest);
    Row {
        document: line.document.clone(),
        item: unit::item_title(site, language, &line.item),
        decided_on: line.decided_on.to_string(),
        due_on: line.due_on.map(|day| day.to_string()),
        received_on: line.received_on.map(|day| day.to_string()),
        state: line.state.as_str(),
        state_tone,
        open: open.as_str(),
        open_tone: open.tone(),
        reason,
        href: (own && late).then_some(href),
    }
}

impl Page {
    /// The same with what was typed and what is wrong with it.
    pub(super) fn again(self, fields: &Fields, errors: Wrongs, faults: Vec<String>) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            item: text("item"),
            from: text("from"),
            until: text("until"),
            list: text("list"),
            errors,
            faults,
            ..self
        }
    }
}
