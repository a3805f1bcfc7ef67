//! Search by name, and public lists.

use jiff::civil::date;
use vocabulary::Position;

use super::{
    on_both,
    town::{Paper, Town, penalty, registration},
};
use crate::{Finder, read};
use identity::How;

const A: &str = "91370100MA3C00011J";

impl Town {
    fn find(&self, text: &str) -> Vec<(Option<String>, How)> {
        let (found, _) = Finder::new(self.db.clone()).search(text, None, 20).unwrap();
        found.into_iter().map(|found| (found.subject.name, found.how)).collect()
    }
}

#[test]
fn organisations_are_found_by_present_and_former_name_core_and_beginning() {
    on_both(|town| {
        let name = "济南明泉商贸有限公司";
        town.file(&registration(A, "济南清泉商贸有限公司", &[]));
        town.correct(&registration(A, name, &[("former_name", "历城清泉门市部")]));
        let found = |how| vec![(Some(name.to_owned()), how)];
        assert_eq!(town.find(name), found(How::Name));
        assert_eq!(town.find("济南清泉商贸有限公司"), found(How::FormerName));
        assert_eq!(town.find("历城清泉门市部"), found(How::FormerName));
        assert_eq!(town.find("明泉商贸"), found(How::Core));
        assert_eq!(town.find("济南明"), found(How::Beginning));
        assert_eq!(town.find("明泉"), found(How::CoreBeginning));
        assert_eq!(town.find("山东明泉商贸股份有限公司"), found(How::Core));
        assert!(town.find("黄河").is_empty());
        assert!(town.find("%").is_empty());
    });
}

#[test]
fn c_02_persons_are_in_no_search() {
    on_both(|town| {
        town.file(&Paper {
            item: "administrative-penalty-person",
            code: "370102199001011234",
            name: "赵无名",
            decided_on: "2026-05-06",
            until_on: None,
            fields: &[("document_number", "人1号")],
        });
        assert!(town.find("赵无名").is_empty());
        assert!(town.find("赵").is_empty());
        let standing = town.standing("370102199001011234");
        assert_eq!((standing.subject.name, standing.subject.code), (None, None));
    });
}

#[test]
fn pages_of_a_search_follow_one_another_without_gap_or_repeat() {
    on_both(|town| {
        let codes: Vec<String> = (10..35).map(|n| format!("91370100MA3C000{n}X")).collect();
        for (index, code) in codes.iter().enumerate() {
            let name = format!("济南明泉{index:02}号商贸有限公司");
            town.file(&registration(code, &name, &[]));
        }
        let finder = Finder::new(town.db.clone());
        let (mut names, mut after) = (Vec::new(), None);
        for _ in 0..20 {
            let (found, next) = finder.search("济南明泉", after.as_deref(), 7).unwrap();
            names.extend(found.into_iter().map(|found| found.matched));
            after = next;
            if after.is_none() {
                break;
            }
        }
        let expected: Vec<String> =
            (0..25).map(|n| format!("济南明泉{n:02}号商贸有限公司")).collect();
        assert_eq!(names, expected);
        assert!(finder.search("济南明泉", Some("x"), 7).is_err());
    });
}

#[test]
fn many_of_one_core_are_all_found() {
    on_both(|town| {
        let codes: Vec<String> = (10..22).map(|n| format!("91370100MA3C000{n}X")).collect();
        for (index, code) in codes.iter().enumerate() {
            town.file(&registration(code, &format!("济南明泉商贸（{index}）有限公司"), &[]));
        }
        let finder = Finder::new(town.db.clone());
        let (mut subjects, mut after) = (std::collections::BTreeSet::new(), None);
        for _ in 0..9 {
            let (found, next) = finder.search("明泉商贸", after.as_deref(), 5).unwrap();
            subjects.extend(found.into_iter().map(|found| found.subject.id));
            after = next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(subjects.len(), 12);
    });
}

#[test]
fn public_lists_are_newest_first_and_page() {
    on_both(|town| {
        let days = ["2026-01-05", "2026-03-05", "2026-02-05", "2026-04-05"];
        for (index, day) in days.iter().enumerate() {
            let document = format!("{index}号");
            let paper = penalty(A, "济南明泉商贸有限公司", day);
            let mut fields = paper.fields.to_vec();
            fields[0].1 = &document;
            town.file(&Paper { fields: &fields, ..paper });
        }
        let list = |after: Option<(_, Position)>, today| {
            let items = ["administrative-penalty", "administrative-licence"];
            let query = read::ListQuery {
                items: &items,
                from_on: None,
                until_on: Some(date(2026, 3, 31)),
                after,
                place: crate::Place::Anywhere,
                authority: None,
                today,
                limit: 2,
            };
            town.db.read(|tx| read::newest(tx, &query)).unwrap()
        };
        let first = list(None, date(2026, 11, 20));
        let days: Vec<_> = first.iter().map(|line| line.decided_on).collect();
        assert_eq!(days, [date(2026, 3, 5), date(2026, 2, 5)]);
        let last = first.last().map(|line| (line.decided_on, line.position));
        assert_eq!(list(last, date(2026, 11, 20)).len(), 1);
        assert!(list(None, date(2027, 3, 6)).is_empty());
    });
}
