//! Natural persons: never public without a law, masked where a law publishes them.

use super::{
    on_both, regulator,
    town::{Paper, Town},
};
use crate::{AsOf, Filter, GateError, ListOf, PageRequest, Query, RecordAnswer, Viewer};

const ADULT: &str = "370102199001011234";
const MINOR: &str = "370102201501011231";

impl Town {
    fn debt(&self, number: &str, item: &str) -> String {
        self.file(&Paper {
            item,
            code: number,
            name: "赵无名",
            decided_on: "2026-05-06",
            until_on: None,
            fields: &[("document_number", "（2026）鲁01执8号"), ("violation_kind", "无证经营")],
        })
    }
}

#[test]
fn h_03_a_persons_record_is_public_nowhere() {
    on_both(|town| {
        let digest = town.debt(ADULT, "administrative-penalty-person");
        let (gate, subject) = (town.gate(), town.subject(ADULT));
        assert!(gate.page(subject).unwrap().is_none());
        assert_eq!(*gate.record(subject, &digest).unwrap(), RecordAnswer::NotFound);
        let page = PageRequest::default();
        assert_eq!(gate.search(&Query::Subject(subject), &page).unwrap().entries, []);
        assert_eq!(gate.search(&Query::Name("赵无名".to_owned()), &page).unwrap().entries, []);
        let list = ListOf::Item("administrative-penalty-person".to_owned());
        assert_eq!(gate.recent(&list, &Filter::default(), &page).unwrap().entries, []);
    });
}

#[test]
fn h_05_what_a_law_publishes_of_a_person_is_masked() {
    on_both(|town| {
        town.debt(ADULT, "judgment-debt-person");
        let list = ListOf::Item("judgment-debt-person".to_owned());
        let page = town.gate().recent(&list, &Filter::default(), &PageRequest::default()).unwrap();
        let [line] = page.entries.as_slice() else { panic!("{page:?}") };
        assert_eq!(line.head.name, None);
        let text = serde_json::to_string(&line).unwrap();
        assert!(text.contains("赵**") && !text.contains("赵无名"));
        assert!(!text.contains(ADULT) && !text.contains("s1."));
    });
}

#[test]
fn c_05_d_a_person_sees_the_whole_own_file_and_others_what_their_purpose_needs() {
    on_both(|town| {
        town.debt(ADULT, "administrative-penalty-person");
        let (gate, subject) = (town.gate(), town.subject(ADULT));
        let own = gate.file(&Viewer::Subject { subject }, subject, AsOf::default());
        let own = serde_json::to_string(&own.unwrap().unwrap()).unwrap();
        assert!(own.contains(ADULT) && own.contains("赵无名"));
        let other = gate.file(&regulator(), subject, AsOf::default()).unwrap().unwrap();
        assert_eq!(other.head.name.as_deref(), Some("赵**"));
        let other = serde_json::to_string(&other).unwrap();
        assert!(!other.contains(ADULT) && !other.contains("赵无名") && other.contains("无证经营"));
    });
}

#[test]
fn h_14_nobody_looks_at_a_minor() {
    on_both(|town| {
        town.debt(MINOR, "administrative-penalty-person");
        let answer = town.gate().file(&regulator(), town.subject(MINOR), AsOf::default());
        let Err(GateError::Refused(refusal)) = answer else { panic!("{answer:?}") };
        assert_eq!(refusal.rule, "H-14");
        // Not even where a law publishes persons: no list, no publicity.
        let digest = town.debt(MINOR, "judgment-debt-person");
        let list = ListOf::Item("judgment-debt-person".to_owned());
        let page = PageRequest::default();
        let listed = town.gate().recent(&list, &Filter::default(), &page).unwrap();
        assert_eq!(listed.entries, []);
        let answer = town.gate().record(town.subject(MINOR), &digest).unwrap().into_inner();
        assert!(!matches!(answer, RecordAnswer::Public { .. }), "{answer:?}");
    });
}
