//! Random cases through every shipped process, with random moves and clocks: no case is ever stuck,
//! nothing happens twice, and the ledger replays to the same tables.

use std::collections::BTreeMap;

use ledger::Reader;
use policy::model::process::{About, ActorRule, FieldKind, Party, Process, Who};
use proptest::prelude::*;
use store::Database;
use vocabulary::{Actor, Date, Position, SubjectId, SubjectKind, period::add_days};

use super::town::{COMPANY, TODAY, Town, followers, holder, on_sqlite, staff, subject, tables};
use crate::{
    By, Input, NewCase, Paper, WorkflowError,
    case::{CaseOrNew, Given},
    engine::{
        act::Known,
        who::{ANY, named},
    },
};

/// A source of choices that proptest shrinks.
struct Dice<'d>(std::slice::Iter<'d, u16>);

impl Dice<'_> {
    fn roll(&mut self, sides: usize) -> usize {
        if sides == 0 { 0 } else { usize::from(self.0.next().copied().unwrap_or(0)) % sides }
    }
}

/// The ids of the processes under which cases begin today.
fn processes(town: &Town) -> Vec<String> {
    let all = town.law.processes(TODAY).into_iter();
    all.map(|process| process.id.clone()).filter(|id| !id.starts_with("trial")).collect()
}

/// Somebody who could be an actor of a process; `account` tells two of them apart.
fn anybody(town: &Town, actor: &ActorRule, known: Option<&Known<'_>>, account: usize) -> Vec<By> {
    if actor.who == Who::Party {
        let person = known.is_some_and(|known| known.process.subjects == [SubjectKind::Person])
            || account == PERSON;
        let blank =
            account == PRAISED || known.is_some_and(|known| known.case.subject == Some(praised()));
        let party = match (blank, person) {
            (true, _) => unblemished(),
            (false, true) => somebody(),
            (false, false) => holder(),
        };
        let staff = actor.parties.contains(&Party::Starter).then(|| starter(known)).flatten();
        return std::iter::once(party).chain(staff).collect();
    }
    let agency = known.and_then(|known| town.cases.0.agency_of(actor, &known.case, &known.fields));
    let agency = agency.filter(|agency| agency != ANY);
    let of = agency.unwrap_or_else(|| match actor.agency.as_deref() {
        Some(name) => named(&town.law, name, "370102", TODAY)
            .map_or_else(|| "jinan-credit-centre".to_owned(), |one| one.id.clone()),
        None => "jinan-market-regulation".to_owned(),
    });
    let role = actor.roles.first().map_or("credit-officer", String::as_str);
    vec![staff(&format!("account-{}-{account}", actor.id), &of, role)]
}

fn starter(known: Option<&Known<'_>>) -> Option<By> {
    let case = &known?.case;
    (case.starter.kind == "staff")
        .then(|| staff(&case.starter.account, &case.starter.agency, "credit-officer"))
}

/// Tells [`anybody`] that a person asks.
const PERSON: usize = 9;

fn testing_person() -> SubjectId {
    subject("370102199001011234")
}

/// A person, for himself.
fn somebody() -> By {
    let person = testing_person();
    By::Holder { actor: Actor::new("public", "holder-2"), person, acting: person }
}

/// Tells [`anybody`] that somebody asks of whom nothing is known: nothing speaks against praise.
const PRAISED: usize = 8;

fn praised() -> SubjectId {
    subject("370102198801011238")
}

fn unblemished() -> By {
    let person = praised();
    By::Holder { actor: Actor::new("public", "holder-3"), person, acting: person }
}

/// Something that can be filled in.
fn value(
    town: &Town,
    (process, id): (&Process, &str),
    (by, of): (&By, &CaseOrNew),
    dice: &mut Dice<'_>,
) -> String {
    let Some(field) = process.field(id) else { return String::new() };
    let today = town.clock_today();
    let day = |days| add_days(today, days).unwrap().to_string();
    match field.kind {
        FieldKind::Text | FieldKind::Paragraph => "试验内容".to_owned(),
        FieldKind::Date => {
            let days = [0, 1, 5, 30, 200, -1, -40];
            day(days[dice.roll(days.len())])
        }
        FieldKind::Number => "3".to_owned(),
        FieldKind::Money => "1000.00".to_owned(),
        FieldKind::Tick => "true".to_owned(),
        FieldKind::Code => COMPANY.to_owned(),
        _ => {
            let choices = town.cases.options(by, of, id).unwrap_or_default();
            if id == "unit" && dice.roll(2) == 0 {
                return "jinan-market-regulation".to_owned();
            }
            let at = dice.roll(choices.len());
            choices.get(at).map(|choice| choice.id.clone()).unwrap_or_default()
        }
    }
}

fn input(
    town: &Town,
    (process, by, of): (&Process, &By, &CaseOrNew),
    (needs, asks, documents): (&[String], &[String], &[String]),
    dice: &mut Dice<'_>,
) -> Input {
    let mut fields = BTreeMap::new();
    for id in needs {
        fields.insert(id.clone(), value(town, (process, id), (by, of), dice));
    }
    for id in asks {
        if dice.roll(2) == 1 {
            fields.insert(id.clone(), value(town, (process, id), (by, of), dice));
        }
    }
    // A criterion is one of the list that was chosen.
    if let Some(list) = fields.get("list").and_then(|list| town.law.list(list, TODAY)) {
        for field in process.field.iter().filter(|field| field.kind == FieldKind::Criterion) {
            if let (Some(kept), Some(one)) = (fields.get_mut(&field.id), list.criterion.first()) {
                kept.clone_from(&one.id);
            }
        }
    }
    // A commitment is made to the agency that it names.
    let promised = fields.values().find_map(|value| town.law.commitment(value, TODAY));
    if let Some(unit) = promised.and_then(|item| named(&town.law, &item.unit, "370102", TODAY)) {
        for field in process.field.iter().filter(|field| field.kind == FieldKind::Agency) {
            if let Some(kept) = fields.get_mut(&field.id) {
                kept.clone_from(&unit.id);
            }
        }
    }
    let paper = |document: &String| Paper {
        document: document.clone(),
        name: "试验.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: b"%PDF-1.7".to_vec(),
    };
    Input { fields, papers: documents.iter().map(paper).collect() }
}

/// Begins a case of a process as anybody who may; none if no record here fits it.
fn begin(town: &Town, process: &Process, dice: &mut Dice<'_>) -> Option<String> {
    let digest = (process.about == About::Record).then(|| {
        let any = ["administrative-penalty", "serious-market-violation"];
        let item = process.items.get(dice.roll(process.items.len()));
        let item = item.map_or_else(|| any[dice.roll(2)], String::as_str);
        let on = add_days(TODAY, [-40, -400, -1_000][dice.roll(3)]).unwrap();
        let number = format!("试〔2026〕{}号", dice.roll(1_000));
        town.file(item, on, &[("document_number", &number), ("penalty_kind", "罚款")])
    });
    let subject = (process.about != About::Nothing).then(|| subject(COMPANY));
    let subject = subject.filter(|_| process.about != About::Agency);
    let person = process.subjects == [SubjectKind::Person];
    // What earlier processes left about the others is no praise.
    let praise = process.on_serious.is_some() || (person && process.shelf.is_some());
    let subject = match (praise, person) {
        (true, _) => Some(praised()),
        (false, true) => Some(testing_person()),
        (false, false) => subject,
    };
    let account = match (praise, person) {
        (true, _) => PRAISED,
        (false, true) => PERSON,
        (false, false) => 0,
    };
    announce_first(town, process);
    for actor in process.start.by.iter().filter_map(|id| process.actor(id)) {
        for by in anybody(town, actor, None, account) {
            let mut new = NewCase {
                process: process.id.clone(),
                subject,
                digest: digest.clone(),
                input: Input::default(),
            };
            let of = CaseOrNew::New(new.clone());
            let start = &process.start;
            let asked = (&start.needs[..], &start.asks[..], &start.documents[..]);
            new.input = input(town, (process, &by, &of), asked, dice);
            match town.cases.open(&by, new) {
                Ok(receipt) => return Some(receipt.number),
                Err(error) => expected(&error),
            }
        }
    }
    None
}

/// Leads a case to where it is announced, for processes whose cases belong to one.
fn announce_first(town: &Town, process: &Process) {
    let chosen = process.field.iter().filter(|field| field.kind == FieldKind::Announced);
    for of in chosen.flat_map(|field| &field.of) {
        let (id, state) = of.split_once(':').unwrap_or((of, ""));
        let Some(parent) = town.law.process(id, TODAY) else { continue };
        let there = || town.cases.announced(id, &crate::case::Page::default()).unwrap().entries;
        for seed in 0..80_u16 {
            if there().iter().any(|one| one.state == state) {
                break;
            }
            let rolls: Vec<u16> =
                (0..300_u16).map(|place| place.wrapping_mul(37) ^ seed.wrapping_mul(211)).collect();
            let mut dice = Dice(rolls.iter());
            let Some(number) = begin(town, parent, &mut dice) else { continue };
            for _ in 0..8 {
                step(town, &number, &mut dice);
                if there().iter().any(|one| one.state == state) {
                    break;
                }
            }
        }
    }
}

/// What a door can be told; anything else is a defect.
fn expected(error: &WorkflowError) {
    let told = matches!(
        error,
        WorkflowError::Refused(_)
            | WorkflowError::Faulty(_)
            | WorkflowError::NoSuchCase { .. }
            | WorkflowError::NoOwner { .. }
    );
    assert!(told, "{error:?}");
}

/// Tries one move of a case by whoever could make it; whether it was made.
fn step(town: &Town, number: &str, dice: &mut Dice<'_>) -> bool {
    let known = town.db.read(|tx| town.cases.0.known(tx, number)).unwrap();
    if !known.case.is_open() {
        return false;
    }
    let moves: Vec<_> =
        known.process.moves_from(&known.case.state).filter(|one| !one.by.is_empty()).collect();
    let Some(one) = moves.get(dice.roll(moves.len())) else { return false };
    let actor = one.by.get(dice.roll(one.by.len())).and_then(|id| known.process.actor(id));
    let Some(actor) = actor else { return false };
    let of = CaseOrNew::Case(number.to_owned());
    for by in anybody(town, actor, Some(&known), dice.roll(3)) {
        let asked = (&one.needs[..], &one.asks[..], &one.documents[..]);
        let given = input(town, (known.process, &by, &of), asked, dice);
        let before = facts(town);
        match town.cases.act(&by, number, &one.id, given.clone()) {
            Ok(acted) => {
                if acted.state != known.case.state && !one.from.contains(&acted.state) {
                    let now = facts(town);
                    let again = town.cases.act(&by, number, &one.id, given);
                    assert!(again.is_err(), "{} twice", one.id);
                    assert_eq!(facts(town), now, "what is refused leaves nothing");
                }
                return true;
            }
            Err(error) => {
                expected(&error);
                assert_eq!(facts(town), before, "what is refused leaves nothing");
            }
        }
    }
    false
}

fn facts(town: &Town) -> u64 {
    Reader::new(town.db.clone()).size().unwrap()
}

/// Whether an open case can go on: somebody has it, and a clock or a move leads on.
fn goes_on(town: &Town, number: &str) {
    let known = town.db.read(|tx| town.cases.0.known(tx, number)).unwrap();
    if !known.case.is_open() {
        assert!(known.clocks.is_empty());
        return;
    }
    let process = known.process;
    let owner = process.actor(&known.case.owner).expect("an owner");
    assert_eq!(known.case.unit.is_empty(), owner.who == Who::Party, "{}", known.case.state);
    let leads = process.moves_from(&known.case.state).next().is_some();
    assert!(leads, "{} of {} leads nowhere", known.case.state, process.id);
    let state = process.state(&known.case.state).unwrap();
    assert_eq!(
        state.clocks.len(),
        known.clocks.iter().filter(|one| one.running.paused_on.is_none()).count()
    );
}

/// The tables of a fresh database into which the ledger is replayed.
fn replayed(town: &Town) -> Vec<(String, Vec<String>)> {
    let folder = tempfile::tempdir().unwrap();
    let fresh =
        Database::open(&format!("sqlite:{}", folder.path().join("r.db").display())).unwrap();
    fresh.migrate().unwrap();
    let facts = Reader::new(town.db.clone()).facts_from(Position(0), 1_000_000).unwrap();
    let followers = followers(&town.law);
    for chunk in facts.chunks(7) {
        fresh
            .write(|tx| followers.iter().try_for_each(|follower| follower.apply(tx, chunk)))
            .unwrap();
    }
    tables(&fresh)
}

fn play(town: &Town, process: &str, dice: &mut Dice<'_>) -> Option<String> {
    let process = town.law.process(process, TODAY)?;
    let number = begin(town, process, dice)?;
    let mut today = TODAY;
    for _ in 0..14 {
        match dice.roll(4) {
            0 => {
                today = add_days(today, [1, 3, 10, 40][dice.roll(4)]).unwrap();
                // Nobody guesses working days of years that are not announced.
                if today < Date::constant(2026, 12, 31) {
                    town.move_to(today);
                    let ticked = facts(town);
                    town.move_to(today);
                    assert_eq!(facts(town), ticked, "the daily run does nothing twice");
                }
            }
            _ => drop(step(town, &number, dice)),
        }
        goes_on(town, &number);
    }
    Some(number)
}

#[test]
fn every_process_is_begun_and_led_to_an_end() {
    on_sqlite(|town| {
        let mut never = Vec::new();
        for id in processes(town) {
            let process = town.law.process(&id, TODAY).unwrap();
            if process.start.by.is_empty() {
                continue;
            }
            let mut ended = false;
            for seed in 0..30_u16 {
                let rolls: Vec<u16> = (0..400_u16)
                    .map(|place| {
                        place.wrapping_mul(31).wrapping_add(seed.wrapping_mul(101)) ^ (place >> 3)
                    })
                    .collect();
                let mut dice = Dice(rolls.iter());
                town.clock.set(vocabulary::Clock::now(&vocabulary::FixedClock::on(TODAY)));
                let Some(number) = begin(town, process, &mut dice) else { continue };
                for _ in 0..25 {
                    step(town, &number, &mut dice);
                    goes_on(town, &number);
                }
                ended |=
                    !town.db.read(|tx| town.cases.0.known(tx, &number)).unwrap().case.is_open();
                if ended {
                    break;
                }
            }
            if !ended {
                never.push(id);
            }
        }
        assert_eq!(never, Vec::<String>::new(), "these never came to an end");
        for (here, there) in town.tables().into_iter().zip(replayed(town)) {
            assert_eq!(here, there);
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn random_cases_are_never_stuck_and_replay_the_same(
        picks in prop::collection::vec(any::<u16>(), 3),
        rolls in prop::collection::vec(any::<u16>(), 300),
    ) {
        on_sqlite(|town| {
            let all = processes(town);
            let mut dice = Dice(rolls.iter());
            for pick in &picks {
                if let Some(id) = all.get(usize::from(*pick) % all.len().max(1)) {
                    town.clock.set(vocabulary::Clock::now(&vocabulary::FixedClock::on(TODAY)));
                    play(town, id, &mut dice);
                }
            }
            for (here, there) in town.tables().into_iter().zip(replayed(town)) {
                assert_eq!(here, there);
            }
        });
    }

    #[test]
    fn whatever_is_sent_is_answered(
        number in "\\PC{0,30}",
        step in "\\PC{0,12}",
        fields in prop::collection::btree_map("[a-z]{1,9}|statement|kind|secret|list", "\\PC{0,120}", 0..6),
        bytes in prop::collection::vec(any::<u8>(), 0..64),
    ) {
        on_sqlite(|town| {
            let fields: Given = fields;
            let document = "evidence".to_owned();
            let paper = Paper { document, name: step.clone(), media_type: String::new(), bytes };
            let input = Input { fields, papers: vec![paper] };
            let digest = town.penalty("试〔2026〕1号");
            let new = NewCase {
                process: "trial".to_owned(),
                subject: Some(subject(COMPANY)),
                digest: Some(digest),
                input: input.clone(),
            };
            if let Err(error) = town.cases.open(&holder(), new.clone()) {
                expected(&error);
            }
            let odd = NewCase { process: step.clone(), digest: Some(number.clone()), ..new };
            assert!(town.cases.open(&holder(), odd).is_err());
            for by in [holder(), By::Coded { number: number.clone(), code: step.clone() }] {
                assert!(town.cases.act(&by, &number, &step, input.clone()).is_err());
                assert!(town.cases.view(&by, &number).is_err());
            }
        });
    }
}
