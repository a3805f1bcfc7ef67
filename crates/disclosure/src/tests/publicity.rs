//! What anyone sees, and until when.

use vocabulary::{Clock, FactKind};

use super::{
    A, NAME, PENALTY, on_both,
    town::{Paper, Town, penalty, registration},
};
use crate::{
    AsOf, EventKind, Filter, ListOf, PageRequest, Query, RecordAnswer, RecordState, Viewer,
};

impl Town {
    /// Digests of the records on the public page.
    fn page(&self) -> Vec<String> {
        let page = self.gate().page(self.subject(A)).unwrap().unwrap().into_inner();
        page.records.into_iter().map(|record| record.digest).collect()
    }

    fn address(&self, digest: &str) -> RecordAnswer {
        self.gate().record(self.subject(A), digest).unwrap().into_inner()
    }

    fn list(&self) -> usize {
        let list = ListOf::Item(PENALTY.to_owned());
        let (filter, page) = (Filter::default(), PageRequest::default());
        self.gate().recent(&list, &filter, &page).unwrap().entries.len()
    }
}

#[test]
fn h_18_the_public_sees_public_fields_of_public_records_only() {
    on_both(|town| {
        town.file(&registration(A, NAME, &[("registered_on", "2015-03-01")]));
        let digest = town.file(&penalty(A, NAME, "2026-05-06"));
        let page = town.gate().page(town.subject(A)).unwrap().unwrap();
        assert_eq!(page.head.name.as_deref(), Some(NAME));
        assert_eq!((page.records.len(), page.counts[PENALTY]), (2, 1));
        let record = &page.records[0];
        assert_eq!(
            (record.digest.as_str(), record.summary.as_deref()),
            (digest.as_str(), Some("销售过期食品"),)
        );
        assert_eq!(record.lineage, None);
        let fields: Vec<&str> = record.fields.iter().map(|field| field.name.as_str()).collect();
        assert!(!fields.contains(&"representative_name"));
        assert!(!fields.contains(&"remark") && !fields.contains(&"clue"));
        assert!(fields.contains(&"fine"));
        let kinds: Vec<EventKind> = page.timeline.iter().map(|event| event.kind).collect();
        assert_eq!(kinds, [EventKind::Entered, EventKind::Decided, EventKind::Decided]);
        assert!(page.timeline.iter().skip(1).all(|event| event.source.is_some()));
        let RecordAnswer::Public { record: found, .. } = town.address(&digest) else { panic!() };
        assert_eq!(&*found, record);
    });
}

#[test]
fn what_the_law_does_not_publish_has_no_address() {
    on_both(|town| {
        let paper = penalty(A, NAME, "2026-05-06");
        let mut fields = paper.fields.to_vec();
        fields[2].1 = "警告";
        let digest = town.file(&Paper { fields: &fields, ..paper });
        assert_eq!(town.page(), Vec::<String>::new());
        assert_eq!(town.address(&digest), RecordAnswer::NotFound);
        assert_eq!(town.address("zz"), RecordAnswer::NotFound);
        assert_eq!(town.list(), 0);
    });
}

#[test]
fn h_17_c_06_c_on_the_day_after_its_end_a_record_is_nowhere_public() {
    on_both(|town| {
        let digest = town.file(&penalty(A, NAME, "2026-05-06"));
        town.move_to("2027-05-06");
        assert_eq!((town.page().len(), town.list()), (1, 1));
        town.move_to("2027-05-07");
        assert_eq!((town.page().len(), town.list()), (0, 0));
        assert_eq!(town.address(&digest), RecordAnswer::Gone);
    });
}

#[test]
fn h_26_c_06_f_a_repaired_record_is_gone_at_once_and_says_no_more_than_that() {
    on_both(|town| {
        let digest = town.file(&penalty(A, NAME, "2026-05-06"));
        let before = town.clock.now();
        town.move_to("2026-11-21");
        town.turn(FactKind::RepairGranted, A, PENALTY, &digest);
        assert_eq!((town.page().len(), town.list()), (0, 0));
        assert_eq!(town.address(&digest), RecordAnswer::Gone);
        let figures = town.gate().figures().unwrap();
        assert_eq!((figures.repaired, figures.published.get(PENALTY)), (1, None));
        let viewer = Viewer::Subject { subject: town.subject(A) };
        let own = town.gate().file(&viewer, town.subject(A), AsOf::default()).unwrap().unwrap();
        assert_eq!(own.records[0].state, RecordState::Repaired);
        let other = town.gate().file(&super::regulator(), town.subject(A), AsOf::default());
        assert_eq!(other.unwrap().unwrap().records, []);
        let then = AsOf { known_at: Some(before), valid_on: None };
        let past = |viewer: &Viewer| {
            let file = town.gate().file(viewer, town.subject(A), then).unwrap().unwrap();
            file.records.iter().map(|record| record.state).collect::<Vec<_>>()
        };
        assert_eq!((past(&super::regulator()), past(&viewer)), (vec![], vec![RecordState::Valid]));
    });
}

#[test]
fn an_objection_is_shown_as_a_mark() {
    on_both(|town| {
        let digest = town.file(&penalty(A, NAME, "2026-05-06"));
        town.turn(FactKind::ObjectionMarked, A, PENALTY, &digest);
        let RecordAnswer::Public { record, .. } = town.address(&digest) else { panic!() };
        assert_eq!(record.state, RecordState::InObjection);
    });
}

#[test]
fn search_answers_with_heads() {
    on_both(|town| {
        town.file(&registration(A, "济南清泉商贸有限公司", &[]));
        town.correct(&registration(A, NAME, &[]));
        let search = |query: Query| {
            town.gate().search(&query, &PageRequest::default()).unwrap().into_inner().entries
        };
        let by_number = search(Query::Subject(town.subject(A)));
        assert_eq!(by_number[0].head.former_names, ["济南清泉商贸有限公司"]);
        let former = search(Query::Name("济南清泉商贸有限公司".to_owned()));
        assert_eq!(former[0].matched.as_deref(), Some("济南清泉商贸有限公司"));
        assert_eq!(search(Query::Name(NAME.to_owned()))[0].matched, None);
    });
}
