//! The gap report as a paper and as a workbook.

use axum::{extract::State, response::Response};
use intake::GapLine;
use web::{
    WebError,
    door::{Asked, Language, Site, Staff, Visit, file, papers},
};

use super::{
    rows::{self, Openness},
    show::{Chosen, whose},
};
use crate::{
    bulletins::{
        self,
        model::{Bulletin, Cell, Grid, Part, count_of},
        period,
        say::Say,
    },
    unit,
};

/// `GET /desk/gaps/pdf`
pub(super) async fn pdf(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    let language = visit.language;
    site.ask(move |site| {
        let (name, bulletin) = made(site, language, &staff, &chosen)?;
        let document = bulletins::print::document(Say { site, language }, &bulletin);
        papers::print(site, &document, &name)
    })
    .await
}

/// `GET /desk/gaps/xlsx`
pub(super) async fn xlsx(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Asked(chosen): Asked<Chosen>,
) -> Result<Response, WebError> {
    let language = visit.language;
    site.ask(move |site| {
        let (name, bulletin) = made(site, language, &staff, &chosen)?;
        let bytes = bulletins::book::workbook(Say { site, language }, &bulletin)?;
        Ok(file(&format!("{name}.xlsx"), bulletins::XLSX, bytes))
    })
    .await
}

/// The report of a unit and a period.
fn made(
    site: &Site,
    language: Language,
    staff: &Staff,
    chosen: &Chosen,
) -> Result<(String, Bulletin), WebError> {
    let say = Say { site, language };
    let agency = whose(site, staff, chosen);
    let period = period::chosen(site.today(), chosen.period.as_deref());
    let found = rows::read(site, &agency, &period.id)?;
    let title = unit::title(site, language, &agency);
    let count = |openness| count_of(rows::count(&found, openness));
    let values = [
        ("span", period.span(site, language)),
        ("unit", title.clone()),
        ("listed", count_of(found.len() as u64)),
        ("open", count(Openness::Open)),
        ("ended", count(Openness::Ended)),
        ("explained", count(Openness::Explained)),
        ("missing", count(Openness::Missing)),
        ("pending", count(Openness::Pending)),
    ];
    let key = if found.is_empty() { "gap_nothing" } else { "gap_all" };
    let all = [
        Openness::Missing,
        Openness::Explained,
        Openness::Pending,
        Openness::Open,
        Openness::Ended,
        Openness::Closed,
    ];
    let word =
        |openness: Openness| site.word(language, &format!("desk.gap_open.{}", openness.as_str()));
    let said = period.said(site, language);
    let heading = [("period", said.clone()), ("unit", title)];
    let mut items: Vec<&str> = found.iter().map(|(line, _)| line.item.as_str()).collect();
    items.sort_unstable();
    items.dedup();
    let items = items.into_iter().filter_map(|id| site.law().item(id, site.today()));
    let bulletin = Bulletin {
        title: site.words(language, "desk.bulletin_title.gaps", &heading),
        findings: vec![say.say(key, &values)],
        figures: all.map(|openness| (word(openness), count(openness))).into(),
        parts: vec![part(say, &found)],
        method: say.method(&["register", "missing", "open", "reasons", "untouched"]),
        rules: say.terms(items),
        ..bulletins::headed(say, staff, &period)
    };
    Ok((format!("gaps-{}-{agency}", period.id), bulletin))
}

fn part(say: Say<'_>, found: &[(GapLine, Openness)]) -> Part {
    let word = |key: String| say.site.word(say.language, &key);
    let row = |(line, open): &(GapLine, Openness)| {
        let reason = line.reason.as_ref().map_or_else(String::new, |reason| {
            let code = word(format!("desk.gap_reason.{}", reason.code));
            format!("{} {code} {}", reason.on, reason.text)
        });
        vec![
            Cell::Text(line.document.clone()),
            Cell::Text(unit::item_title(say.site, say.language, &line.item)),
            Cell::Day(Some(line.decided_on)),
            Cell::Day(line.due_on),
            Cell::Day(line.received_on),
            Cell::Text(word(format!("desk.gap_state.{}", line.state.as_str()))),
            Cell::Text(word(format!("desk.gap_open.{}", open.as_str()))),
            Cell::Text(reason),
        ]
    };
    let heads = [
        ("document", 40),
        ("item", 30),
        ("decided_on", 20),
        ("due_on", 20),
        ("received_on", 20),
        ("state", 20),
        ("openness", 20),
        ("reason", 40),
    ];
    let some = !found.is_empty();
    Part {
        title: say.word("gap_list"),
        text: if some { Vec::new() } else { vec![say.say("gap_no_register", &[])] },
        grid: some.then(|| Grid {
            heads: heads.map(|(key, width)| (say.word(key), width)).into(),
            rows: found.iter().map(row).collect(),
            total: None,
        }),
        ..Part::default()
    }
}
