//! Rows without a code: taken by name, held, decided by an officer, moved.

use std::sync::Arc;

use identity::{Candidate, Directory, DirectoryError, Evidence, Part, Reason, Score, Verdict};
use vocabulary::{Actor, FactKind, SubjectId, SubjectKind, UnifiedCode};

use super::desk::*;
use crate::{Intake, IntakeError, Page};

const PENALTY: &str = "administrative-penalty";

/// A directory of a few names: the same name is the same, one other character of the same length is
/// taken for a slip, everything else is different.
pub(crate) struct Town(Vec<(String, u32)>);

impl Town {
    pub(crate) fn of(names: &[(&str, u32)]) -> Arc<Self> {
        let own = names.iter().map(|(name, number)| ((*name).to_owned(), *number));
        Arc::new(Self(own.collect()))
    }
}

impl Directory for Town {
    fn candidates(&self, name: &str, limit: usize) -> Result<Vec<Candidate>, DirectoryError> {
        let found = self.0.iter().filter_map(|(own, number)| {
            let slips: Vec<(char, char)> =
                own.chars().zip(name.chars()).filter(|(a, b)| a != b).collect();
            let length = own.chars().count() == name.chars().count();
            let (verdict, value) = match slips.len() {
                0 if length => (Verdict::Same, 1.0),
                1 if length => (Verdict::Unsure, 0.8),
                _ => return None,
            };
            let evidence = slips.iter().map(|(left, right)| Evidence {
                part: Part::Brand,
                reason: Reason::Homophone,
                left: left.to_string(),
                right: right.to_string(),
                weight: -0.2,
            });
            Some(Candidate {
                subject: SubjectId([u8::try_from(*number).unwrap(); 16]),
                kind: SubjectKind::Enterprise,
                code: Some(enterprise_code(*number)),
                name: own.clone(),
                former: None,
                division: None,
                score: Score { value, verdict, evidence: evidence.collect() },
            })
        });
        Ok(found.take(limit).collect())
    }
}

fn officer() -> Actor {
    Actor::new("11370100MB9000015F", "account officer-1")
}

fn code(number: u32) -> UnifiedCode {
    UnifiedCode::parse(&enterprise_code(number)).unwrap()
}

fn unnamed(name: &str, document: &str) -> String {
    penalty(&[("subject_code", ""), ("subject_name", name), ("document_number", document)])
}

/// A desk on each engine that knows the names of the town.
fn town(trial: impl Fn(&Desk)) {
    on_both(|desk| {
        let town = Town::of(&[("济南明泉商贸有限公司", 1), ("济南清河建材有限公司", 2)]);
        trial(&Desk::beside(desk, town));
    });
}

#[test]
fn c_02_a_row_without_code_is_filed_by_its_name_with_the_rule_that_found_it() {
    town(|desk| {
        let row = unnamed("济南明泉商贸有限公司", "济〔2026〕1号");
        let receipt = desk.send(MARKET, PENALTY, row.as_bytes()).unwrap();
        assert_eq!((receipt.accepted, receipt.warnings), (1, 1), "{receipt:?}");
        assert_eq!(receipt.cleansed_by_rule["W-114"], 1);
        let body = &desk.bodies(FactKind::RecordFiled)[0];
        assert_eq!(body["code"].as_str(), Some(&*enterprise_code(1)));
        assert_eq!(body["resolved"]["rule"], "M-1");
        assert_eq!(body["resolved"]["name"], "济南明泉商贸有限公司");
        assert_eq!(body["resolved"]["value"], 1.0);
        let filled = body["cleansed"].as_array().unwrap().iter().find(|one| one["rule"] == "W-114");
        assert_eq!(filled.unwrap()["original"], "");
        let named = desk.intake.named_rows(&receipt.batch, &Page::default()).unwrap().entries;
        assert_eq!((named.len(), named[0].rule.as_str()), (1, "M-1"));
        assert!(named[0].advice.contains(&enterprise_code(1)), "{}", named[0].advice);
        // The same decision with its code is the same record.
        let whole = penalty(&[("document_number", "济〔2026〕1号")]);
        assert_eq!(desk.send(MARKET, PENALTY, whole.as_bytes()).unwrap().duplicates, 1);
    });
}

#[test]
fn c_02_a_a_wrong_code_is_refused_however_well_the_name_fits() {
    town(|desk| {
        let row = penalty(&[("subject_code", "91370100MA3000010A")]);
        let receipt = desk.send(MARKET, PENALTY, row.as_bytes()).unwrap();
        assert_eq!((receipt.rejected, receipt.rejected_by_rule["R-301"]), (1, 1));
        assert!(desk.bodies(FactKind::RecordFiled).is_empty());
    });
}

#[test]
fn c_02_an_unsure_row_waits_and_an_officer_says_who_is_meant() {
    town(|desk| {
        let row = unnamed("济南明全商贸有限公司", "济〔2026〕2号");
        let batch = desk.send(MARKET, PENALTY, row.as_bytes()).unwrap().batch;
        let held = desk.intake.held(None, &Page::default()).unwrap().entries;
        assert_eq!((held.len(), held[0].faults[0].rule.as_str()), (1, "R-310"));
        assert!(held[0].faults[0].advice.contains("济南明泉商贸有限公司"));
        assert_eq!(
            (held[0].named.as_deref(), held[0].given.as_deref()),
            (Some("济南明全商贸有限公司"), None)
        );
        let one = desk.intake.held_row(&batch, held[0].line).unwrap();
        assert_eq!(
            (one.rule.as_deref(), one.person, one.candidates.len()),
            (Some("M-2"), false, 1)
        );
        let line = one.line;
        let nobody = desk.intake.release(&officer(), &batch, line, "核对了营业执照", None);
        assert!(matches!(nobody, Err(IntakeError::Forbidden { rule: "C-02", .. })), "{nobody:?}");
        desk.intake
            .release(&officer(), &batch, line, "核对了营业执照", Some(&code(1)))
            .unwrap()
            .unwrap();
        let settled = &desk.bodies(FactKind::RowSettled)[0];
        assert_eq!(settled["meant"]["code"].as_str(), Some(&*enterprise_code(1)));
        assert_eq!(settled["meant"]["shown"][0]["evidence"][0]["reason"], "homophone");
        let body = &desk.bodies(FactKind::RecordFiled)[0];
        assert_eq!(
            (body["resolved"]["rule"].as_str(), body["resolved"]["value"].as_f64()),
            (Some("decided"), Some(0.8))
        );
        assert_eq!(body["name"], "济南明全商贸有限公司", "the name stands as it was sent");
        assert_eq!(desk.intake.held_count(None).unwrap(), 0);
    });
}

#[test]
fn c_02_d_a_row_of_nobody_waits_and_is_dismissed_under_its_own_rule() {
    town(|desk| {
        let row = unnamed("青岛海风渔业有限公司", "济〔2026〕3号");
        let receipt = desk.send(MARKET, PENALTY, row.as_bytes()).unwrap();
        assert_eq!((receipt.held, receipt.accepted), (1, 0));
        let line = desk.intake.held(None, &Page::default()).unwrap().entries[0].line;
        assert_eq!(
            desk.intake.held_row(&receipt.batch, line).unwrap().rule.as_deref(),
            Some("M-3")
        );
        desk.intake.dismiss(&officer(), &receipt.batch, line, "外地单位").unwrap();
        let receipt = desk.intake.receipt(&receipt.batch).unwrap();
        assert_eq!((receipt.held, receipt.rejected_by_rule["R-311"]), (0, 1));
    });
}

#[test]
fn h_13_a_persons_row_is_never_looked_up_nor_given_to_an_organisation() {
    town(|desk| {
        let (item, number) = ("administrative-penalty-person", "370102198506150021");
        let send = |name, number, document| {
            desk.send(POLICE, item, person_penalty(name, number, document).as_bytes()).unwrap()
        };
        assert_eq!(send("济南明泉商贸有限公司", "", "济公〔2026〕1号").accepted, 0);
        assert_eq!(send("张三丰", number, "济公〔2026〕2号").accepted, 1);
        let held = send("李四光", number, "济公〔2026〕3号");
        assert_eq!(held.held, 1);
        let entry = desk.intake.held(None, &Page::default()).unwrap().entries.remove(0);
        let one = desk.intake.held_row(&held.batch, entry.line).unwrap();
        assert!(one.person && one.candidates.is_empty() && one.rule.is_none());
        let given = desk.intake.release(&officer(), &held.batch, entry.line, "x", Some(&code(1)));
        assert!(matches!(given, Err(IntakeError::Forbidden { rule: "H-13", .. })), "{given:?}");
    });
}

#[test]
fn c_02_a_record_on_the_wrong_organisation_is_moved_and_moved_back() {
    town(|desk| {
        let row = unnamed("济南明泉商贸有限公司", "济〔2026〕4号");
        desk.send(MARKET, PENALTY, row.as_bytes()).unwrap();
        let filed = desk.facts(FactKind::RecordFiled).remove(0);
        let (subject, body) =
            (filed.draft.subject.unwrap(), &desk.bodies(FactKind::RecordFiled)[0]);
        let digest = body["digest"].as_str().unwrap().to_owned();
        let intake = Arc::new(rebuilt(desk));
        let silent = intake.relink(&officer(), subject, &digest, &code(2), " ");
        assert!(matches!(silent, Err(IntakeError::NoReason)));
        let same = intake.relink(&officer(), subject, &digest, &code(1), "x");
        assert!(matches!(same, Err(IntakeError::Forbidden { .. })), "{same:?}");

        let moved =
            intake.relink(&officer(), subject, &digest, &code(2), "处罚决定书载明").unwrap();
        let withdrawn = &desk.bodies(FactKind::RecordWithdrawn)[0];
        assert_eq!(withdrawn["relinked_to"]["digest"].as_str(), Some(&*moved.digest));
        assert_eq!(withdrawn["relinked_to"]["subject"].as_str(), Some(&*moved.subject.to_hex()));
        let again = &desk.bodies(FactKind::RecordFiled)[1];
        assert_eq!(again["code"].as_str(), Some(&*enterprise_code(2)));
        assert_eq!(again["resolved"]["from"]["withdrawn"].as_u64(), Some(moved.withdrawn.0));
        assert_eq!(again["resolved"]["from"]["digest"].as_str(), Some(&*digest));
        let twice = intake.relink(&officer(), subject, &digest, &code(2), "x");
        assert!(matches!(twice, Err(IntakeError::State { .. })), "{twice:?}");

        let back =
            intake.relink(&officer(), moved.subject, &moved.digest, &code(1), "看错了").unwrap();
        assert_eq!((back.subject, back.digest.as_str()), (subject, &*digest));
        let corrected = &desk.bodies(FactKind::RecordCorrected)[0];
        assert_eq!(corrected["replaces"].as_u64(), Some(filed.position.0));
    });
}

/// The same intake, shared.
fn rebuilt(desk: &Desk) -> Intake {
    Desk::beside(desk, Town::of(&[])).intake
}

#[test]
fn s_44_an_old_number_leads_to_its_code_where_the_name_agrees() {
    town(|desk| {
        let send = |changes: &[(&str, &str)]| {
            desk.send(MARKET, PENALTY, penalty(changes).as_bytes()).unwrap()
        };
        let (old, second) = ("370102200012348", "370102200012356");
        let taught = [("registration_number", old), ("document_number", "济〔2026〕5号")];
        assert_eq!(send(&taught).accepted, 1, "a row with both teaches the number");
        let document = ("document_number", "济〔2026〕6号");
        let by_number = send(&[("subject_code", ""), ("registration_number", old), document]);
        assert_eq!(by_number.accepted, 1, "{}", desk.faults(&by_number.batch));
        assert_eq!(desk.bodies(FactKind::RecordFiled)[1]["resolved"]["rule"], "M-6");
        // In place of the code, with a slip in the name.
        let slip = ("subject_name", "济南明全商贸有限公司");
        let in_place = send(&[("subject_code", old), slip, ("document_number", "济〔2026〕7号")]);
        assert_eq!(in_place.accepted, 1, "{}", desk.faults(&in_place.batch));
        assert_eq!(
            desk.bodies(FactKind::RecordFiled)[2]["code"].as_str(),
            Some(&*enterprise_code(1))
        );
        // The nine digits inside the unified code.
        let inner = enterprise_code(1)[8..17].to_owned();
        let organisation =
            send(&[("subject_code", &inner), slip, ("document_number", "济〔2026〕8号")]);
        assert_eq!(organisation.accepted, 1, "{}", desk.faults(&organisation.batch));
        // Another name under the number waits; a number that nobody knows says nothing.
        let other = ("subject_name", "济南清河建材有限公司");
        let held = send(&[
            ("subject_code", ""),
            ("registration_number", old),
            other,
            ("document_number", "济〔2026〕9号"),
        ]);
        assert_eq!(held.held, 1, "{held:?}");
        assert!(desk.faults(&held.batch).contains("R-310"));
        let unknown = send(&[("subject_code", second), ("document_number", "济〔2026〕10号")]);
        assert_eq!(unknown.rejected_by_rule["R-301"], 1, "{unknown:?}");
    });
}
