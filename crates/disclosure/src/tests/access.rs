//! Who looks for a purpose, and what is written down about it.

use std::sync::Arc;

use archive::ArchiveFollower;
use ledger::{Follower, LedgerError};
use store::Tx;
use vocabulary::{Actor, Fact, FactKind};

use super::{
    A, NAME, PENALTY, on_both, regulator,
    town::{self, MARKET, penalty, registration},
};
use crate::{AsOf, DisclosureFollower, GateError, Items, Limits, PageRequest, Viewer};

fn refused(error: GateError) -> &'static str {
    match error {
        GateError::Refused(refusal) => refusal.rule,
        other => panic!("{other}"),
    }
}

#[test]
fn h_78_an_agency_sees_more_and_the_subject_sees_that_it_looked() {
    on_both(|town| {
        town.file(&registration(A, NAME, &[]));
        town.file(&penalty(A, NAME, "2026-05-06"));
        let (gate, subject) = (town.gate(), town.subject(A));
        let file = gate.file(&regulator(), subject, AsOf::default()).unwrap().unwrap();
        let value = |name: &str| {
            let field = file.records[0].fields.iter().find(|field| field.name == name)?;
            Some((field.value.clone(), field.masked))
        };
        assert_eq!(value("remark"), Some(("内部说明".to_owned(), false)));
        assert_eq!(value("representative_name"), Some(("王**".to_owned(), true)));
        assert_eq!(value("clue"), None);
        let own = Viewer::Subject { subject };
        let looks = gate.lookups(&own, subject, &PageRequest::default()).unwrap();
        let [look] = looks.entries.as_slice() else { panic!("{looks:?}") };
        assert_eq!(Some(look.position), file.lookup);
        assert_eq!((look.kind.as_str(), look.organisation.code.as_str()), ("file", MARKET));
        assert_eq!(look.purpose.as_deref(), Some("supervision"));
        assert_eq!(look.matter_number.as_deref(), Some("监2026-7"));
        assert!(look.basis.is_some());
        let file = gate.file(&own, subject, AsOf::default()).unwrap().unwrap();
        assert_eq!(file.lookup, None);
        let lineage = file.records[0].lineage.as_ref().unwrap();
        assert_eq!(
            (lineage.provenance[0].batch.as_deref(), lineage.provenance[0].line),
            (Some("b1"), Some(3),)
        );
        assert_eq!(lineage.cleansed[0].original, format!("{NAME} "));
    });
}

#[test]
fn h_77_looks_beyond_authority_are_refused_and_registered() {
    on_both(|town| {
        town.file(&penalty(A, NAME, "2026-05-06"));
        let (gate, subject) = (town.gate(), town.subject(A));
        let with = |change: fn(&mut Viewer)| {
            let mut viewer = regulator();
            change(&mut viewer);
            refused(gate.file(&viewer, subject, AsOf::default()).unwrap_err())
        };
        let foreign = with(|viewer| {
            if let Viewer::Department { organisation, .. } = viewer {
                *organisation = "approval".to_owned();
            }
        });
        let nameless = with(|viewer| {
            if let Viewer::Department { matter_number, .. } = viewer {
                *matter_number = " ".to_owned();
            }
        });
        let extra = with(|viewer| {
            if let Viewer::Department { items, .. } = viewer {
                *items = Items::Only(vec![PENALTY.to_owned(), "no-such-item".to_owned()]);
            }
        });
        assert_eq!((foreign, nameless, extra), ("H-77", "H-78", "H-19"));
        let other = Viewer::Subject { subject: town.subject("91370100MA3C00022K") };
        assert_eq!(refused(gate.file(&other, subject, AsOf::default()).unwrap_err()), "H-77");
        assert_eq!(
            refused(gate.lookups(&regulator(), subject, &PageRequest::default()).unwrap_err()),
            "H-77"
        );
        assert!(gate.file(&Viewer::Public, subject, AsOf::default()).unwrap().is_none());
        let auditor = Viewer::Auditor { actor: Actor::new("platform", "auditor-1") };
        let looks = gate.lookups(&auditor, subject, &PageRequest::default()).unwrap();
        assert_eq!(looks.entries.len(), 5);
        assert!(looks.entries.iter().all(|look| look.kind == "refused" && look.basis.is_some()));
    });
}

#[test]
fn h_11_an_actor_opens_so_many_files_a_day() {
    on_both(|town| {
        town.file(&penalty(A, NAME, "2026-05-06"));
        let gate = town.gate_with(Limits { files_a_day: 2, ..Limits::default() });
        let look = || gate.file(&regulator(), town.subject(A), AsOf::default());
        assert!(look().is_ok() && look().is_ok());
        assert_eq!(refused(look().unwrap_err()), "H-11");
        town.move_to("2026-11-21");
        assert!(look().is_ok());
    });
}

#[test]
fn an_auditor_reads_every_version_and_leaves_a_trace() {
    on_both(|town| {
        let digest = town.file(&penalty(A, NAME, "2026-05-06"));
        town.turn(FactKind::RecordWithdrawn, A, PENALTY, &digest);
        let auditor = Viewer::Auditor { actor: Actor::new("platform", "auditor-1") };
        let file = town.gate().file(&auditor, town.subject(A), AsOf::default());
        let file = file.unwrap().unwrap();
        assert_eq!(file.records.len(), 2);
        assert!(file.lookup.is_some());
        let name = file.records[0].fields.iter().find(|f| f.name == "representative_name");
        assert_eq!(name.unwrap().value, "王**");
    });
}

/// Breaks the register, as a full disk would.
struct Broken;

impl Follower for Broken {
    fn name(&self) -> &'static str {
        "broken"
    }

    fn apply(&self, _: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError> {
        if facts.iter().any(|fact| fact.draft.kind == FactKind::LookupMade) {
            return Err(LedgerError::Follower { name: "broken", reason: "on purpose".to_owned() });
        }
        Ok(())
    }
}

#[test]
fn h_78_a_look_that_cannot_be_registered_is_not_answered() {
    town::on_both(
        |law| {
            vec![
                Box::new(ArchiveFollower::new(Arc::clone(law))),
                Box::new(DisclosureFollower),
                Box::new(Broken),
            ]
        },
        |town| {
            town.file(&penalty(A, NAME, "2026-05-06"));
            let answer = town.gate().file(&regulator(), town.subject(A), AsOf::default());
            assert!(matches!(answer, Err(GateError::Ledger(_))));
        },
    );
}

#[test]
fn c_34_b_a_look_is_told_later_only_where_the_law_of_its_matter_says_so_and_with_the_rule() {
    on_both(|town| {
        town.file(&penalty(A, NAME, "2026-05-06"));
        let (gate, subject) = (town.gate(), town.subject(A));
        for matter in ["social-assistance", "honours-selection"] {
            let body = serde_json::json!({
                "organisation": MARKET, "matter": matter, "purpose": "coercion",
                "matter_number": "强2026-1", "outcome": "clear", "hits": [],
            });
            town.say(FactKind::CheckMade, subject, None, &body);
        }
        let own = Viewer::Subject { subject };
        let told = |viewer: &Viewer| {
            let looks = gate.lookups(viewer, subject, &PageRequest::default()).unwrap();
            let of = |look: &crate::LookupView| (look.matter.clone().unwrap(), look.delay.clone());
            looks.entries.iter().map(of).collect::<Vec<_>>()
        };
        let auditor = Viewer::Auditor { actor: Actor::new("platform", "auditor-1") };
        assert_eq!((told(&own).len(), told(&auditor).len()), (1, 2));
        assert_eq!(told(&own)[0], ("honours-selection".to_owned(), None));
        let news = gate.news(&own, subject, &PageRequest::default()).unwrap();
        assert_eq!(news.entries.len(), 2, "one check and one record: {news:?}");
        town.move_to("2026-12-20");
        let later = told(&own);
        let delay = later[1].1.as_ref().unwrap();
        assert_eq!(delay.until_on, jiff::civil::date(2026, 12, 20));
        assert_eq!(delay.basis.article.as_deref(), Some("第9条"));
    });
}
