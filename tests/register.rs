//! The access register: complete, at once, append-only, searched, sampled, counted (H-08, H-78, H-79,
//! C-08.d, C-34.b, C-34.c, C-34.d).

use disclosure::{
    AsOf, Channel, ExportOf, ExportRequest, ExportVerdict, LookFilter, PageRequest, Viewer, Whence,
};
use ledger::verify_database;
use vocabulary::{Actor, Clock, Date, FactKind};

use crate::{
    consents::{holder, refused},
    desk::{POLICE, person_penalty},
    harness::Town,
    rows::{COMPANY, MARKET, person_licence},
    story,
};

const PERSON: &str = "370102198506150021";

fn officer(account: u32) -> Actor {
    Actor::new(MARKET, format!("account {account}"))
}

impl Town {
    fn tampered(&self, sql: &str) -> bool {
        self.platform.db.write(|tx| tx.execute(sql, &[])).unwrap();
        let report = verify_database(&self.platform.db, &self.platform.verifiers).unwrap();
        !report.holds()
    }
}

story! {
    fn h_08_h_77_h_78_c_34_b_each_access_to_personal_data_is_in_the_persons_list_at_once(town) {
        town.file("administrative-penalty-person", POLICE, person_penalty());
        let (gate, person) = (&town.platform.gate, town.person(PERSON));
        let own = Viewer::Subject { subject: person };
        let seen = || gate.lookups(&own, person, &PageRequest::default()).unwrap().into_inner().entries;
        let desk = Whence {
            channel: Channel::Desk,
            account: Some("4".to_owned()),
            division: Some("370100".to_owned()),
            ..Whence::default()
        };
        let through = gate.through(desk);
        through.file(&town.clerk(4), person, AsOf::default()).unwrap().unwrap();
        // No clock has moved: less than a minute.
        let look = &seen()[0];
        assert_eq!(look.at, town.clock.now());
        assert_eq!((look.channel.as_deref(), look.unit.as_deref()), (Some("desk"), Some("济南市")));
        assert_eq!(look.purpose.as_deref(), Some("supervision"));
        assert!(look.organisation.title.is_some() && look.basis.is_some());
        assert_eq!(look.delay, None, "no law of this place lets it be told later");
        town.file_of(&town.auditor(), person, AsOf::default()).unwrap();
        assert_eq!(seen().len(), 2);
        let none = match town.clerk(5) {
            Viewer::Department { actor, organisation, purpose, items, .. } => Viewer::Department {
                actor, organisation, purpose, matter_number: " ".to_owned(), items,
            },
            other => other,
        };
        assert_eq!(refused(through.file(&none, person, AsOf::default())), "H-78");
        assert_eq!(seen()[0].kind, "refused");
        // He asks, and whoever looked does not answer himself.
        let position = look.position;
        let asked = gate.question(&holder(), person, position, "我没有在市场监管局办理过事项。").unwrap();
        let look = seen().into_iter().find(|look| look.position == position).unwrap();
        assert_eq!(look.questioned, Some(asked));
        let key = [(person, position)];
        assert_eq!(refused(gate.review(&officer(4), &key, "没有问题。")), "H-79");
        gate.review(&officer(9), &key, "与办件核对一致。").unwrap();
        let look = seen().into_iter().find(|look| look.position == position).unwrap();
        assert_eq!(look.review.unwrap().finding, "与办件核对一致。");
    }
}

story! {
    fn h_79_a_sample_of_each_period_is_drawn_and_its_review_is_on_record(town) {
        town.settle();
        let (gate, subject) = (&town.platform.gate, town.subject(COMPANY));
        for account in 0..60 {
            gate.file(&town.clerk(account), subject, AsOf::default()).unwrap();
        }
        town.check("government-procurement", COMPANY);
        let (from, until) = (Date::constant(2026, 11, 1), Date::constant(2026, 11, 30));
        let sample = gate.sample(&town.auditor(), from, until).unwrap().into_inner();
        assert_eq!((sample.of, sample.rows.len()), (61, 20));
        let again = gate.sample(&town.auditor(), from, until).unwrap().into_inner();
        assert_eq!(again.rows, sample.rows, "whoever draws it draws the same");
        let empty = gate.sample(&town.auditor(), Date::constant(2025, 1, 1), Date::constant(2025, 1, 31));
        assert_eq!(empty.unwrap().rows, []);
        let keys: Vec<_> = sample
            .rows
            .iter()
            .map(|row| (vocabulary::SubjectId::from_hex(row.subject.as_ref().unwrap()).unwrap(), row.position))
            .collect();
        gate.review(&officer(99), &keys, "二十次查询都有办件。").unwrap();
        let reviews = gate.reviews(&PageRequest::default()).unwrap().into_inner().entries;
        assert_eq!((reviews[0].looks, reviews[0].finding.as_str()), (20, "二十次查询都有办件。"));
        assert_eq!(town.facts(FactKind::LookupReviewed).len(), 1);
        // Drawing a sample is registered, and so is each search.
        let filter = LookFilter { kind: Some("register".to_owned()), ..LookFilter::default() };
        let rows = gate.register(&town.auditor(), &filter, &PageRequest::default()).unwrap();
        assert_eq!(rows.entries.len(), 4);
        for row in &rows.entries {
            assert!(town.platform.reader.fact(vocabulary::Position(row.position)).unwrap().is_some());
        }
    }
}

story! {
    fn c_34_c_an_auditor_searches_page_by_page_and_each_line_can_be_proved(town) {
        town.settle();
        let (gate, subject) = (&town.platform.gate, town.subject(COMPANY));
        for account in 0..7 {
            gate.file(&town.clerk(account), subject, AsOf::default()).unwrap();
        }
        town.check("government-procurement", COMPANY);
        town.platform.sequencer.fold().unwrap();
        let filter = LookFilter {
            organisation: Some(MARKET.to_owned()),
            kind: Some("file".to_owned()),
            ..LookFilter::default()
        };
        let (mut page, mut found) = (PageRequest { after: None, size: 3 }, Vec::new());
        loop {
            let next = gate.register(&town.auditor(), &filter, &page).unwrap().into_inner();
            found.extend(next.entries);
            match next.next {
                Some(after) => page.after = Some(after),
                None => break,
            }
        }
        assert_eq!(found.len(), 7);
        for row in &found {
            let proof = town.platform.reader.inclusion(vocabulary::Position(row.position)).unwrap();
            assert_eq!(proof.position.0, row.position);
        }
        let one = LookFilter { actor: Some("account 3".to_owned()), ..filter.clone() };
        assert_eq!(gate.register(&town.auditor(), &one, &PageRequest::default()).unwrap().entries.len(), 1);
        let later = LookFilter { from: Some(Date::constant(2026, 11, 21)), ..filter };
        assert_eq!(gate.register(&town.auditor(), &later, &PageRequest::default()).unwrap().entries.len(), 0);
        // Only an auditor may.
        let closed = gate.register(&town.clerk(3), &LookFilter::default(), &PageRequest::default());
        assert_eq!(refused(closed), "H-77");
    }
}

story! {
    fn c_34_c_changing_one_row_of_the_register_makes_verification_fail(town) {
        town.settle();
        let subject = town.subject(COMPANY);
        let file = town.file_of(&town.supervisor(), subject, AsOf::default()).unwrap();
        let position = file.lookup.unwrap();
        town.platform.sequencer.fold().unwrap();
        let report = verify_database(&town.platform.db, &town.platform.verifiers).unwrap();
        assert!(report.holds());
        assert!(town.tampered(&format!(
            "update ledger_envelopes set salt = (select salt from ledger_envelopes where seq = 0) where seq = {position}"
        )));
    }
}

story! {
    fn c_08_d_queries_are_counted_by_channel_unit_and_purpose_against_five_million(town) {
        town.settle();
        let (gate, subject) = (&town.platform.gate, town.subject(COMPANY));
        gate.count(Channel::Portal, "public", "search", 1_200).unwrap();
        gate.count(Channel::Portal, "public", "page", 300).unwrap();
        let hall = Whence { channel: Channel::Hall, ..Whence::default() };
        gate.through(hall.clone()).file(&town.clerk(4), subject, AsOf::default()).unwrap();
        town.platform.checker.through(hall).check(&town.question("government-procurement", COMPANY)).unwrap();
        town.move_to(Date::constant(2026, 12, 1));
        gate.file(&town.supervisor(), subject, AsOf::default()).unwrap();
        town.own_file(subject).unwrap();
        town.platform.gate.settle().unwrap();
        town.reopen();
        let figures = town.platform.gate.queries(2026).unwrap().into_inner();
        assert_eq!((figures.total, figures.target), (1_504, Some(5_000_000)));
        assert_eq!((figures.by_channel["portal"], figures.by_channel["hall"]), (1_500, 2));
        assert_eq!((figures.by_purpose["search"], figures.by_purpose["procurement"]), (1_200, 1));
        assert_eq!((figures.by_month["2026-11"], figures.by_month["2026-12"]), (1_502, 2));
        let market = town.platform.law.agency(MARKET).unwrap().code.clone();
        assert_eq!(figures.by_unit[&market], 3, "two looks and a check");
    }
}

story! {
    fn c_34_d_h_70_personal_data_is_sealed_at_rest_and_leaves_masked_unless_two_persons_say_otherwise(town) {
        town.file("administrative-penalty-person", POLICE, person_penalty());
        town.file("administrative-licence-person", MARKET, person_licence());
        // No table of the archive and no body of the ledger holds the number.
        for fact in town.platform.reader.facts_from(vocabulary::Position(0), 1_000).unwrap() {
            assert!(!fact.draft.body.contains(PERSON), "{}", fact.draft.body);
        }
        let (gate, person) = (&town.platform.gate, town.person(PERSON));
        let request = |unmasked| ExportRequest {
            what: ExportOf::File { subject: person },
            unmasked,
            reason: "法院调取证据".to_owned(),
            purpose: "supervision".to_owned(),
            matter_number: "调2026-1".to_owned(),
        };
        let asked = gate.ask_export(&officer(4), &request(true)).unwrap();
        assert_eq!(refused(gate.take_export(&officer(4), &asked.number)), "H-70");
        gate.decide_export(&officer(5), &asked.number, ExportVerdict::Masked, "脱敏即可").unwrap();
        let taken = gate.take_export(&officer(4), &asked.number).unwrap().into_inner();
        let text = serde_json::to_string(&taken).unwrap();
        assert!(taken.masked && !text.contains(PERSON) && !text.contains("王小明"), "{text}");
        assert!(text.contains(&asked.number), "the number stands on what leaves");
        // Taken once; the same again needs another number.
        assert_eq!(refused(gate.take_export(&officer(4), &asked.number)), "H-70");
        let asked = gate.ask_export(&officer(4), &request(true)).unwrap();
        gate.decide_export(&officer(5), &asked.number, ExportVerdict::Unmasked, "调取令已核对").unwrap();
        let taken = gate.take_export(&officer(4), &asked.number).unwrap().into_inner();
        let text = serde_json::to_string(&taken).unwrap();
        assert!(!taken.masked && text.contains("王小明"));
        assert!(!text.contains(PERSON), "a number that is kept for matching leaves never");
        let kinds = [FactKind::ExportAsked, FactKind::ExportDecided, FactKind::ExportTaken];
        assert!(kinds.iter().all(|kind| town.facts(*kind).len() == 2));
        let own = Viewer::Subject { subject: person };
        let looks = gate.lookups(&own, person, &PageRequest::default()).unwrap();
        assert_eq!(looks.entries.iter().filter(|look| look.kind == "export").count(), 2);
    }
}
