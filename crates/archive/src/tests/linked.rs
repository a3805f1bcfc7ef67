//! Links between subjects, successions, merges by registration, and the index that follows them.

use std::sync::Arc;

use jiff::civil::date;
use serde_json::json;
use vocabulary::{Actor, Date, FactKind, SubjectId};

use super::{
    on_both,
    town::{Paper, Town, penalty, registration},
};
use crate::{Finder, Link, Role, content, doubtful, fingerprint, links::net, read, rebuild};

const A: &str = "91370100MA3C00011J";
const B: &str = "91370100MA3C00022K";
const OLD: &str = "91370100MA3C00099X";
const NAME: &str = "济南明泉商贸有限公司";
const OTHER: &str = "济南清泉水务有限公司";
const CHANGE: &str = "subject-succession";

impl Town {
    fn change(&self, code: &str, name: &str, fields: &[(&str, &str)]) -> String {
        let decided_on = "2020-06-01";
        self.file(&Paper { item: CHANGE, code, name, decided_on, until_on: None, fields })
    }

    fn whole(&self, code: &str) -> read::Whole {
        self.db.read(|tx| read::whole(tx, self.subject(code))).unwrap().unwrap()
    }

    fn links(&self, code: &str) -> Vec<Link> {
        self.links_of(&self.whole(code).ids)
    }

    fn links_of(&self, ids: &[SubjectId]) -> Vec<Link> {
        self.db.read(|tx| net(tx, ids, 100)).unwrap().0
    }

    fn rebuilt(&self) {
        let before = fingerprint(&self.db).unwrap();
        rebuild(&self.db, Arc::clone(&self.law), |_, _| {}).unwrap();
        assert_eq!(fingerprint(&self.db).unwrap(), before);
    }

    fn names_of(&self, code: &str) -> Vec<(String, bool, Option<Date>, Option<Date>)> {
        let whole = self.whole(code);
        let names = self.db.read(|tx| read::names(tx, &whole)).unwrap();
        names.into_iter().map(|n| (n.name, n.present, n.from_on, n.until_on)).collect()
    }
}

#[test]
fn c_02_b_a_change_of_code_makes_one_subject_until_it_is_withdrawn() {
    on_both(|town| {
        let finder = Finder::new(town.db.clone());
        town.file(&registration(OLD, OTHER, &[]));
        town.file(&penalty(OLD, OTHER, "2016-05-06"));
        town.file(&registration(A, NAME, &[]));
        let fields =
            [("document_number", "变1"), ("change_kind", "代码变更"), ("related_code", OLD)];
        let digest = town.change(A, NAME, &fields);
        assert_eq!(town.whole(OLD).subject.code.as_deref(), Some(A));
        let under = |code: &str| {
            let whole = town.whole(code);
            town.db.read(|tx| read::records(tx, &whole, Default::default())).unwrap().len()
        };
        assert_eq!((under(A), under(OLD)), (4, 4));
        let found = finder.search(OTHER, None, 5).unwrap().0;
        assert_eq!(
            found[0].subject.code.as_deref(),
            Some(A),
            "by its old name, under its new code"
        );
        let merges = town.db.read(|tx| read::merges(tx, None, 9)).unwrap();
        assert_eq!(merges.len(), 1);
        assert!(merges[0].digest.is_some() && merges[0].parted.is_none());
        town.rebuilt();
        // A correction that names another code parts the first.
        let other = [("document_number", "变1"), ("change_kind", "代码变更"), ("related_code", B)];
        let paper = Paper {
            item: CHANGE,
            code: A,
            name: NAME,
            decided_on: "2020-06-01",
            until_on: None,
            fields: &other,
        };
        town.correct(&paper);
        assert_eq!(town.whole(OLD).subject.code.as_deref(), Some(OLD));
        assert_eq!(town.whole(B).subject.code.as_deref(), Some(A));
        town.turn(FactKind::RecordWithdrawn, A, CHANGE, &digest);
        assert_eq!((under(OLD), town.whole(B).subject.code.as_deref()), (2, Some(B)));
        let found = finder.search(OTHER, None, 5).unwrap().0;
        assert_eq!(found[0].subject.code.as_deref(), Some(OLD));
        town.rebuilt();
    });
}

#[test]
fn c_02_b_records_that_come_later_under_an_old_code_stand_under_the_new_one() {
    on_both(|town| {
        town.file(&registration(A, NAME, &[]));
        let fields =
            [("document_number", "变1"), ("change_kind", "代码变更"), ("related_code", OLD)];
        town.change(A, NAME, &fields);
        town.file(&penalty(OLD, OTHER, "2016-05-06"));
        let whole = town.whole(OLD);
        assert_eq!(whole.subject.code.as_deref(), Some(A));
        let records = town.db.read(|tx| read::records(tx, &whole, Default::default())).unwrap();
        assert_eq!(records.len(), 3);
        assert_eq!(town.totals()["subjects:enterprise"], 1);
        town.rebuilt();
        // An officer finds that they are two.
        let body = json!({ "reason": "登记有误", "evidence": "档案" });
        town.say(FactKind::SubjectParted, town.subject(OLD), None, &body);
        assert_eq!(town.whole(OLD).subject.code.as_deref(), Some(OLD));
        town.rebuilt();
        // The body of the change is destroyed: whatever it did is gone, now and after a rebuild.
        let position = records.iter().find(|record| record.item == CHANGE).unwrap().position;
        let (actor, version) = (Actor::platform(), town.law.version().to_owned());
        town.pen.erase(Some(town.subject(A)), position, actor, version, "依法销毁").unwrap();
        assert_eq!(town.db.read(|tx| read::merges(tx, None, 9)).unwrap(), []);
        town.rebuilt();
    });
}

#[test]
fn a_change_of_name_dates_the_former_name() {
    on_both(|town| {
        town.file(&registration(A, NAME, &[("registered_on", "2015-03-01")]));
        let fields =
            [("document_number", "变1"), ("change_kind", "名称变更"), ("former_name", NAME)];
        town.change(A, OTHER, &fields);
        let changed = Some(date(2020, 6, 1));
        let expected = [
            (OTHER.to_owned(), true, changed, None),
            (NAME.to_owned(), false, Some(date(2015, 3, 1)), changed),
        ];
        assert_eq!(town.names_of(A), expected);
        assert_eq!(town.whole(A).subject.name.as_deref(), Some(OTHER));
        let finder = Finder::new(town.db.clone());
        let found = finder.search(NAME, None, 5).unwrap().0;
        assert_eq!(
            (found[0].subject.name.as_deref(), found[0].how.as_str()),
            (Some(OTHER), "former-name")
        );
        // Told again, and by registration: nothing moves.
        town.correct(&registration(A, OTHER, &[("registered_on", "2015-03-01")]));
        assert_eq!(town.names_of(A), expected);
        town.rebuilt();
    });
}

#[test]
fn who_was_absorbed_is_linked_and_never_merged() {
    on_both(|town| {
        town.file(&registration(OLD, OTHER, &[("operating_state", "注销")]));
        town.file(&registration(A, NAME, &[]));
        let fields =
            [("document_number", "变1"), ("change_kind", "吸收合并"), ("related_code", OLD)];
        let digest = town.change(A, NAME, &fields);
        assert_eq!(town.whole(OLD).subject.code.as_deref(), Some(OLD));
        let role = |code: &str| {
            let links = town.links(code);
            links
                .iter()
                .map(|l| (l.relation.role, l.relation.code.clone(), l.relation.from_on))
                .collect::<Vec<_>>()
        };
        let on = Some(date(2020, 6, 1));
        assert_eq!(role(A), [(Role::Predecessor, Some(OLD.to_owned()), on)]);
        assert_eq!(role(OLD), [(Role::Successor, Some(A.to_owned()), on)]);
        town.rebuilt();
        town.turn(FactKind::RecordWithdrawn, A, CHANGE, &digest);
        assert_eq!((role(A), role(OLD)), (vec![], vec![]));
        town.rebuilt();
    });
}

#[test]
fn c_02_e_shareholders_guarantors_and_branches_have_periods_and_two_sides() {
    on_both(|town| {
        let address = [("address", "济南市历下区泉城路１８号"), ("registered_on", "2015-03-01")];
        town.file(&registration(A, NAME, &address));
        let branch = [("parent_code", A), ("address", "济南市历下区泉城路18号。")];
        town.file(&registration(B, OTHER, &branch));
        let tie = |item: &'static str, code: &'static str, fields: &[(&str, &str)], until_on| {
            let (name, decided_on) = (NAME, "2020-06-01");
            town.file(&Paper { item, code, name, decided_on, until_on, fields })
        };
        tie(
            "shareholding",
            A,
            &[("document_number", "股1"), ("related_code", OLD), ("related_name", "泉城投资")],
            Some("2024-12-31"),
        );
        tie("guarantee", A, &[("document_number", "保1"), ("related_code", B)], None);
        let guarantee =
            tie("guarantee", B, &[("document_number", "保2"), ("related_code", A)], None);
        let roles = |code: &str| {
            let mut roles: Vec<Role> =
                town.links(code).iter().map(|link| link.relation.role).collect();
            roles.sort_unstable();
            roles
        };
        assert_eq!(
            roles(A),
            [Role::Branch, Role::Shareholder, Role::Guarantor, Role::Guaranteed, Role::Address]
        );
        assert_eq!(roles(B), [Role::Parent, Role::Guarantor, Role::Guaranteed, Role::Address]);
        let links = town.links(A);
        let share =
            &links.iter().find(|link| link.relation.role == Role::Shareholder).unwrap().relation;
        assert!(share.holds_on(date(2024, 12, 31)) && !share.holds_on(date(2025, 1, 1)));
        assert!(!share.holds_on(date(2020, 5, 31)));
        town.turn(FactKind::RecordWithdrawn, B, "guarantee", &guarantee);
        assert_eq!(roles(A), [Role::Branch, Role::Shareholder, Role::Guarantor, Role::Address]);
        town.rebuilt();
        town.move_to("2026-12-05");
        // It moved: the address was shared until then, and nobody shares the new one.
        town.correct(&registration(
            B,
            OTHER,
            &[("parent_code", A), ("address", "济南市市中区经七路9号")],
        ));
        let links = town.links(A);
        let shared =
            &links.iter().find(|link| link.relation.role == Role::Address).unwrap().relation;
        assert_eq!(shared.until_on, Some(date(2026, 12, 5)));
        town.rebuilt();
    });
}

#[test]
fn two_representatives_of_one_name_are_one_only_by_their_number() {
    on_both(|town| {
        let codes = [A, B, OLD];
        let number = "370102199001011234";
        for (index, code) in codes.iter().enumerate() {
            let name = format!("济南第{index}泉商贸有限公司");
            let fields = [("representative_name", "张伟"), ("representative_number", number)];
            let fields = if index == 2 { &fields[..1] } else { &fields[..] };
            town.file(&registration(code, &name, fields));
        }
        let person = town.subject(number);
        assert_eq!(town.links(A)[0].other, Some(person));
        assert_eq!(town.links(OLD)[0].other, None);
        let represented: Vec<_> = town
            .links_of(&[person])
            .into_iter()
            .map(|link| (link.relation.role, link.other.unwrap()))
            .collect();
        assert_eq!(represented.len(), 2);
        assert!(
            represented
                .iter()
                .all(|(role, other)| *role == Role::Represented && *other != town.subject(OLD))
        );
        // The number was sent later: nobody took over.
        town.correct(&registration(
            OLD,
            "济南第2泉商贸有限公司",
            &[("representative_name", "张伟"), ("representative_number", number)],
        ));
        let links = town.links(OLD);
        assert_eq!(
            (links.len(), links[0].other, links[0].relation.until_on),
            (1, Some(person), None)
        );
        town.rebuilt();
    });
}

#[test]
fn an_index_answers_as_the_tables_stand_whoever_wrote_them() {
    on_both(|town| {
        let (one, other) = (Finder::new(town.db.clone()), Finder::new(town.db.clone()));
        let found = |finder: &Finder, name: &str| -> Vec<String> {
            let found = finder.search(name, None, 5).unwrap().0;
            found.into_iter().map(|found| found.subject.code.unwrap()).collect()
        };
        assert!(found(&one, NAME).is_empty());
        town.file(&registration(A, NAME, &[]));
        assert_eq!(
            (found(&one, NAME), found(&other, NAME)),
            (vec![A.to_owned()], vec![A.to_owned()])
        );
        assert_eq!(found(&Finder::new(town.db.clone()), NAME), [A], "after a restart");
        town.correct(&registration(A, OTHER, &[]));
        assert_eq!(found(&other, OTHER), [A]);
        town.file(&registration(B, "青岛海风渔具有限公司", &[]));
        let merged =
            json!({ "into": town.subject(A).to_hex(), "reason": "换发", "evidence": "档案" });
        town.say(FactKind::SubjectMerged, town.subject(B), None, &merged);
        assert_eq!(found(&one, "青岛海风渔具有限公司"), [A]);
        town.say(
            FactKind::SubjectParted,
            town.subject(B),
            None,
            &json!({ "reason": "误", "evidence": "档案" }),
        );
        assert_eq!(found(&one, "青岛海风渔具有限公司"), [B]);
        // Made anew under its hands.
        town.rebuilt();
        assert_eq!(
            (found(&one, OTHER), found(&one, NAME)),
            (vec![A.to_owned()], vec![A.to_owned()])
        );
        // Whoever is erased is found no more.
        let records = town.records(B, Default::default());
        for record in records {
            let (actor, version) = (Actor::platform(), town.law.version().to_owned());
            town.pen
                .erase(Some(town.subject(B)), record.position, actor, version, "依法销毁")
                .unwrap();
        }
        assert!(
            found(&one, "青岛海风渔具有限公司").is_empty()
                && found(&other, "青岛海风渔具有限公司").is_empty()
        );
        town.rebuilt();
    });
}

#[test]
fn names_that_several_bear_and_names_that_are_strange_are_told() {
    on_both(|town| {
        town.file(&registration(A, NAME, &[]));
        town.file(&registration(B, "济南明泉商贸（有限公司）", &[]));
        town.file(&registration(OLD, "济南明泉商贸(有限公司)", &[]));
        town.file(&penalty(A, OTHER, "2026-05-06"));
        let (shared, more) = town.db.read(|tx| doubtful::shared_names(tx, 9)).unwrap();
        assert_eq!((shared.len(), shared[0].1.len(), more), (1, 2, false));
        let strange = town.db.read(|tx| read::strangers(tx, SubjectId([0; 16]), 9)).unwrap();
        assert_eq!((strange.len(), strange[0].name.as_str()), (1, OTHER));
        let (faulty, _) = town.db.read(|tx| doubtful::faulty_codes(tx, 9)).unwrap();
        assert!(!faulty.is_empty(), "the codes of this town are made up");
        assert_eq!(town.names_of(A).len(), 1, "a name that is none of its own is no former name");
        town.rebuilt();
    });
}

#[test]
fn an_old_body_without_links_still_reads() {
    on_both(|town| {
        town.file(&registration(A, NAME, &[]));
        town.file(&registration(B, OTHER, &[]));
        let digest = super::town::digest("enterprise-registration\0old");
        let body = json!({
            "digest": digest, "source": super::town::MARKET, "decided_on": "2015-03-01", "name": OTHER,
            "kind": "enterprise", "code": B, "fields": { "parent_code": A },
        });
        town.say(FactKind::RecordFiled, town.subject(B), Some("enterprise-registration"), &body);
        let parent = town.links(B).remove(0);
        assert_eq!((parent.relation.role, parent.other), (Role::Parent, Some(town.subject(A))));
        assert_eq!(parent.relation.name.as_deref(), Some(NAME));
        assert_eq!(town.links(A)[0].relation.role, Role::Branch);
        let records = town.records(B, Default::default());
        let contents =
            town.db.read(|tx| content::contents(tx, &records.iter().collect::<Vec<_>>()));
        assert!(contents.unwrap().iter().all(Option::is_some));
    });
}
