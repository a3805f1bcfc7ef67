//! Cases of the demo: the plans are imported, and a few cases of every process begin and go some way,
//! each by whoever may.

use std::collections::BTreeMap;

use anyhow::Result;
use archive::read;
use demo::{City, Resident};
use policy::model::process::{About, FieldKind, FormField, Process, Who};
use probity::Platform;
use vocabulary::{
    Actor, Date, Identifier, IdentifierKind, SubjectId, SubjectKind, period::add_days,
};
use workflow::{
    By, Input, NewCase, Paper, StaffBy,
    case::{CaseOrNew, CaseView, FigureFilter, MoveView},
};

/// Cases of each process.
const CASES: u64 = 3;
/// Moves of a case at most.
const MOVES: u64 = 4;
/// Records that are tried for a case about one.
const RECORDS: u32 = 40;

/// Begins the cases at the first start; how many. Nothing on later starts.
pub(super) fn begin(platform: &Platform, city: City) -> Result<u64> {
    if !platform.cases.figures(&FigureFilter::default())?.is_empty() {
        return Ok(0);
    }
    let mut begun = 0;
    for plan in platform.law.plans() {
        let process = platform.law.process(&plan.process, city.today);
        let importers = process.into_iter().flat_map(|process| &process.actor);
        let importers = importers.filter(|actor| actor.who == Who::Staff);
        for role in importers.flat_map(|actor| &actor.roles) {
            let by = staff("jinan-development-reform", role);
            if let Ok(imported) = platform.cases.import(&by, &plan.id) {
                begun += imported.opened;
                break;
            }
        }
    }
    let people = People::of(platform, city);
    for process in platform.law.processes(city.today) {
        let records = records(platform, process, city.today)?;
        for turn in 0..CASES {
            let whom = whom(process, &people, &records, turn);
            let started = whom.and_then(|whom| start(platform, process, whom, turn));
            let Some((starter, number)) = started else { continue };
            begun += 1;
            go_on(platform, process, (&people, &starter), (&number, turn));
        }
    }
    Ok(begun)
}

/// Whom cases are about: an organisation and a person of age, of the city.
struct People {
    company: SubjectId,
    person: SubjectId,
}

impl People {
    fn of(platform: &Platform, city: City) -> Self {
        let mut residents = (0..city.subjects).map(|n| Resident::nth(city.seed, n, city.today));
        let person = residents.by_ref().find(|one| one.kind == SubjectKind::Person);
        let company = residents.find(|one| one.kind == SubjectKind::Enterprise && !one.ended);
        let id = |kind, number: String| platform.site_key.subject_id(&Identifier { kind, number });
        let number = |of: Option<Resident>, number: fn(Resident) -> String| of.map(number);
        Self {
            company: id(
                IdentifierKind::UnifiedCode,
                number(company, |one| one.code).unwrap_or_default(),
            ),
            person: id(
                IdentifierKind::IdentityCard,
                number(person, |one| one.identity_card).unwrap_or_default(),
            ),
        }
    }
}

/// Public records that a case of a process can be about.
fn records(
    platform: &Platform,
    process: &Process,
    today: Date,
) -> Result<Vec<(SubjectId, String)>> {
    if process.about != About::Record {
        return Ok(Vec::new());
    }
    let any = ["administrative-penalty", "serious-market-violation"];
    let items: Vec<&str> = match process.items.as_slice() {
        [] => any.to_vec(),
        items => items.iter().map(String::as_str).collect(),
    };
    let query = read::ListQuery {
        items: &items,
        from_on: None,
        until_on: None,
        after: None,
        place: archive::Place::Anywhere,
        authority: None,
        today,
        limit: RECORDS,
    };
    let found = platform.db.read(|tx| read::newest(tx, &query))?;
    Ok(found.into_iter().map(|one| (one.subject, one.digest.to_hex())).collect())
}

/// Whom and which record the cases of a turn are tried with.
fn whom(
    process: &Process,
    people: &People,
    records: &[(SubjectId, String)],
    turn: u64,
) -> Option<Vec<(Option<SubjectId>, Option<String>)>> {
    let tried = match process.about {
        About::Record => {
            let spread = records.iter().skip(usize::try_from(turn).ok()?).step_by(3);
            spread.map(|(subject, digest)| (Some(*subject), Some(digest.clone()))).collect()
        }
        About::Subject if process.subjects == [SubjectKind::Person] => {
            vec![(Some(people.person), None)]
        }
        About::Subject => vec![(Some(people.company), None)],
        About::Agency | About::Nothing => vec![(None, None)],
    };
    Some(tried)
}

/// Begins a case as the first who may; none if nobody may.
fn start(
    platform: &Platform,
    process: &Process,
    whom: Vec<(Option<SubjectId>, Option<String>)>,
    turn: u64,
) -> Option<(By, String)> {
    for (subject, digest) in whom {
        for by in starters(platform, process, subject) {
            let mut new = NewCase {
                process: process.id.clone(),
                subject,
                digest: digest.clone(),
                input: Input::default(),
            };
            let Ok(form) = platform.cases.start(&by, &new) else { continue };
            if form.refused.is_some() {
                continue;
            }
            let of = CaseOrNew::New(new.clone());
            new.input = filled(platform, process, (&by, &of), &form, turn);
            if let Ok(receipt) = platform.cases.open(&by, new) {
                return Some((by, receipt.number));
            }
        }
    }
    None
}

/// Everybody who could begin a case.
fn starters(platform: &Platform, process: &Process, subject: Option<SubjectId>) -> Vec<By> {
    let mut starters = Vec::new();
    for actor in process.start.by.iter().filter_map(|id| process.actor(id)) {
        if actor.who == Who::Party {
            starters.extend(subject.map(holder));
            starters.push(By::Anyone {
                name: "演示人员".to_owned(),
                contact: "0531-00000000".to_owned(),
            });
            continue;
        }
        for role in &actor.roles {
            let agencies = platform.law.agencies().iter();
            starters.extend(agencies.map(|agency| staff(&agency.id, role)));
        }
    }
    starters
}

/// Lets whoever has a case make some moves; different cases go differently far.
fn go_on(
    platform: &Platform,
    process: &Process,
    (people, starter): (&People, &By),
    (number, turn): (&str, u64),
) {
    for step in 0..turn.saturating_mul(2).min(MOVES) {
        let Some((by, view)) = owner(platform, process, (people, starter), number) else { return };
        let open = view.moves.iter().filter(|one| one.refused.is_none());
        let moves: Vec<&MoveView> = open.collect();
        let at = usize::try_from(turn + step).unwrap_or_default() % moves.len().max(1);
        let Some(one) = moves.get(at) else { return };
        let of = CaseOrNew::Case(number.to_owned());
        let input = filled(platform, process, (&by, &of), one, turn);
        if platform.cases.act(&by, number, &one.id, input).is_err() {
            return;
        }
    }
}

/// Whoever must do the next thing, and what he sees.
fn owner(
    platform: &Platform,
    process: &Process,
    (people, starter): (&People, &By),
    number: &str,
) -> Option<(By, CaseView)> {
    let line = platform.cases.view(starter, number).ok()?.line;
    let owner = process.actor(process.state(&line.state)?.owner.as_deref()?)?;
    let unit = line.unit.as_deref().unwrap_or("jinan-credit-centre");
    let roles = owner.roles.iter().map(|role| staff(unit, role));
    let parties = [people.company, people.person].map(holder);
    for by in roles.chain(parties).chain([starter.clone()]) {
        if let Ok(view) = platform.cases.view(&by, number)
            && view.moves.iter().any(|one| one.refused.is_none())
        {
            return Some((by, view));
        }
    }
    None
}

fn filled(
    platform: &Platform,
    process: &Process,
    (by, of): (&By, &CaseOrNew),
    form: &MoveView,
    turn: u64,
) -> Input {
    let mut fields = BTreeMap::new();
    for field in process.field.iter().filter(|field| form.needs.contains(&field.id)) {
        fields.insert(field.id.clone(), value(platform, field, (by, of), turn));
    }
    // A commitment is made to the agency that it names, a criterion is one of the list.
    let today = platform.clock.today();
    let promised = fields.values().find_map(|value| platform.law.commitment(value, today));
    let unit = promised.and_then(|item| {
        let named = |agency: &&policy::model::agency::Agency| {
            agency.id == item.unit || agency.groups.contains(&item.unit)
        };
        platform.law.agencies().iter().find(named)
    });
    let list = fields.get("list").and_then(|list| platform.law.list(list, today));
    for field in &process.field {
        let Some(kept) = fields.get_mut(&field.id) else { continue };
        match (field.kind, unit, list) {
            (FieldKind::Agency, Some(unit), _) => kept.clone_from(&unit.id),
            (FieldKind::Criterion, _, Some(list)) => {
                let first = list.criterion.first();
                *kept = first.map(|one| one.id.clone()).unwrap_or_default();
            }
            _ => {}
        }
    }
    let paper = |document: &String| Paper {
        document: document.clone(),
        name: "演示材料.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
            .to_vec(),
    };
    Input { fields, papers: form.documents.iter().map(paper).collect() }
}

fn value(platform: &Platform, field: &FormField, (by, of): (&By, &CaseOrNew), turn: u64) -> String {
    let day = |days| add_days(platform.clock.today(), days);
    match field.kind {
        FieldKind::Text => format!("演示{}", field.title.zh),
        FieldKind::Paragraph => {
            format!("{}：这是演示办件中填写的内容，单位和人员均为虚构。", field.title.zh)
        }
        FieldKind::Date => day(15).map(|day| day.to_string()).unwrap_or_default(),
        FieldKind::Number => "3".to_owned(),
        FieldKind::Money => "120000.00".to_owned(),
        FieldKind::Tick => "true".to_owned(),
        FieldKind::Code => "91370102MB9000301H".to_owned(),
        FieldKind::Agency => "jinan-market-regulation".to_owned(),
        _ => {
            let choices = platform.cases.options(by, of, &field.id).unwrap_or_default();
            let at = usize::try_from(turn).unwrap_or_default() % choices.len().max(1);
            choices.get(at).map(|choice| choice.id.clone()).unwrap_or_default()
        }
    }
}

fn holder(acting: SubjectId) -> By {
    By::Holder { actor: Actor::new("subject", "account demo-holder"), person: acting, acting }
}

fn staff(agency: &str, role: &str) -> By {
    By::Staff(StaffBy {
        actor: Actor::new(agency, format!("account demo-{role}")),
        agency: agency.to_owned(),
        role: role.to_owned(),
    })
}
