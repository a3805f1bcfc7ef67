//! How cases go: begun, moved, paused, extended, late, ended; who may do what and see what.

use jiff::civil::date;
use vocabulary::FactKind;

use super::town::{Town, asked, holder, input, officer, on_both, staff};
use crate::{
    By, NewCase, Paper, WorkflowError,
    case::{Colour, Page, QueueFilter, Why},
};

fn refused(error: WorkflowError) -> String {
    match error {
        WorkflowError::Refused(refusal) => refusal.reason,
        other => panic!("{other}"),
    }
}

fn pdf(document: &str) -> Paper {
    Paper {
        document: document.to_owned(),
        name: "凭证.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: b"%PDF-1.7 trial".to_vec(),
    }
}

fn queue(town: &Town, by: &By, filter: &QueueFilter) -> Vec<(String, Why, Colour)> {
    let By::Staff(staff) = by else { return Vec::new() };
    let page = town.cases.queue(staff, filter, &Page::default()).unwrap();
    page.entries.into_iter().map(|line| (line.number, line.why, line.colour)).collect()
}

#[test]
fn a_case_is_begun_and_decided_by_two_persons() {
    on_both(|town| {
        let digest = town.penalty("济处〔2026〕8号");
        let receipt = town.ask(&digest);
        assert_eq!((receipt.number.len(), receipt.state.as_str()), (20, "filed"));
        assert!(receipt.number.bytes().all(|mark| mark.is_ascii_digit()));
        assert_eq!(receipt.due[0].on, Some(date(2026, 11, 25)));
        let number = receipt.number.as_str();
        let again = town.cases.open(&holder(), asked(&digest)).unwrap_err();
        assert!(refused(again).contains(number), "one open case for a record");
        let (one, two) = (officer("officer-1"), officer("officer-2"));
        assert_eq!(queue(town, &one, &QueueFilter::default()).len(), 1);
        assert_eq!(town.act(&one, number, "propose", &[("opinion", "属实")]), "deciding");
        let twice = town.cases.act(&one, number, "propose", input(&[("opinion", "属实")]));
        assert_eq!(refused(twice.unwrap_err()), "这个事项已经办理过这一步");
        let same = town.cases.act(&one, number, "grant", input(&[("reason", "核实")]));
        assert!(refused(same.unwrap_err()).contains("另一人"));
        assert_eq!(town.act(&two, number, "grant", &[("reason", "核实无误")]), "granted");
        assert!(queue(town, &one, &QueueFilter::default()).is_empty());
        let view = town.view(&holder(), number);
        assert_eq!(view.line.state, "granted");
        assert_eq!(view.letters.len(), 2);
        let letter = town.cases.letter(&holder(), number, 2).unwrap();
        assert!(letter.text.zh.contains("理由：核实无误"), "{}", letter.text.zh);
        // Ended, the same can be asked again.
        town.ask(&digest);
    });
}

#[test]
fn fields_are_refused_one_by_one_and_seen_by_whom_they_are_for() {
    on_both(|town| {
        let digest = town.penalty("济处〔2026〕9号");
        let new = NewCase {
            input: input(&[("statement", " "), ("kind", "three"), ("secret", "一\n二")]),
            ..asked(&digest)
        };
        let faults = match town.cases.open(&holder(), new).unwrap_err() {
            WorkflowError::Faulty(faults) => faults,
            other => panic!("{other}"),
        };
        let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["statement", "secret", "kind"]);
        let receipt = town.ask(&digest);
        let number = receipt.number.as_str();
        let shown = |by: &By| -> Vec<(String, Option<String>)> {
            let view = town.view(by, number);
            view.fields.into_iter().map(|field| (field.id, field.value)).collect()
        };
        let statement = ("statement".to_owned(), Some("罚款已经缴清".to_owned()));
        assert_eq!(shown(&holder()), std::slice::from_ref(&statement));
        let reviewer = staff("reviewer-1", "jinan-credit-centre", "credit-reviewer");
        assert_eq!(shown(&reviewer), [statement, ("secret".to_owned(), None)]);
        let facts = town.view(&reviewer, number).steps.len();
        let secret = town.cases.reveal(&reviewer, number, "secret").unwrap();
        assert_eq!(secret, "证人王某");
        let steps = town.view(&reviewer, number).steps;
        assert_eq!((steps.len(), steps.last().unwrap().step.as_str()), (facts + 1, "revealed"));
        assert_eq!(town.view(&holder(), number).steps.len(), 1, "parties do not read of looks");
        let provider = staff("d-1", "jinan-market-regulation", "department-officer");
        let no = town.cases.reveal(&provider, number, "secret").unwrap_err();
        assert!(refused(no).contains("保密"));

        for stranger in [
            staff("x", "jinan-ecology", "department-officer"),
            staff("y", "jinan-credit-centre", "editor"),
            By::Coded { number: number.to_owned(), code: "AAAAAAAAAA".to_owned() },
        ] {
            let hidden = town.cases.view(&stranger, number).unwrap_err();
            assert!(matches!(hidden, WorkflowError::NoSuchCase { .. }));
        }
        let coded = By::Coded { number: number.to_owned(), code: receipt.code };
        assert_eq!(town.view(&coded, number).line.number, number);
    });
}

#[test]
fn a_clock_stands_still_while_papers_are_awaited_and_gives_up() {
    on_both(|town| {
        let digest = town.penalty("济处〔2026〕10号");
        let number = town.ask(&digest).number;
        let by = officer("officer-1");
        town.act(&by, &number, "return", &[("reason", "缺少缴款凭证")]);
        let view = town.view(&holder(), &number);
        assert_eq!(view.due.len(), 2);
        assert!(view.due.iter().any(|due| due.paused && due.clock == "answer"));
        assert!(queue(town, &by, &QueueFilter::default()).is_empty(), "it waits for the party");
        town.move_to(date(2026, 11, 26));
        let fields = input(&[("statement", "补上了")]);
        let missing = town.cases.act(&holder(), &number, "supplement", fields.clone());
        assert!(
            matches!(missing, Err(WorkflowError::Faulty(faults)) if faults[0].field == "evidence")
        );
        let mut gif = pdf("evidence");
        gif.bytes = b"GIF89a".to_vec();
        let with = |paper: Paper| crate::Input { papers: vec![paper], ..fields.clone() };
        let odd = town.cases.act(&holder(), &number, "supplement", with(gif));
        assert!(matches!(odd, Err(WorkflowError::Faulty(_))));
        town.cases.act(&holder(), &number, "supplement", with(pdf("evidence"))).unwrap();
        let paper = town.cases.paper(&by, &number, 1).unwrap();
        assert_eq!((paper.name.as_str(), paper.bytes), ("凭证.pdf", b"%PDF-1.7 trial".to_vec()));
        let view = town.view(&by, &number);
        // Three working days from the 20th, four of which it stood still: 23, 24, 25, 26.
        assert_eq!(view.due[0].on, Some(date(2026, 12, 1)));
        let twice = town.cases.act(&by, &number, "return", input(&[("reason", "再补")]));
        assert!(refused(twice.unwrap_err()).contains("最多 1 次"));
        let other = town.penalty("济处〔2026〕11号");
        let number = town.ask(&other).number;
        town.act(&by, &number, "return", &[("reason", "缺少缴款凭证")]);
        assert_eq!(town.move_to(date(2026, 12, 3)).expired, 0);
        assert_eq!(town.move_to(date(2026, 12, 4)).expired, 1);
        assert_eq!(town.view(&holder(), &number).line.state, "lapsed");
    });
}

#[test]
fn lateness_is_told_step_by_step_once_each() {
    on_both(|town| {
        let digest = town.penalty("济处〔2026〕12号");
        let number = town.ask(&digest).number;
        let by = officer("officer-1");
        let provider = staff("d-1", "jinan-market-regulation", "department-officer");
        assert_eq!(queue(town, &by, &QueueFilter::default())[0].2, Colour::Green);
        assert_eq!(town.move_to(date(2026, 11, 24)).alarms, 1);
        assert_eq!(queue(town, &by, &QueueFilter::default())[0].2, Colour::Amber);
        assert_eq!(town.move_to(date(2026, 11, 26)).steps, 1);
        assert_eq!(town.move_to(date(2026, 11, 26)).steps, 0, "once");
        assert_eq!(queue(town, &by, &QueueFilter::default())[0].2, Colour::Red);
        assert!(queue(town, &provider, &QueueFilter::default()).is_empty());
        assert_eq!(town.move_to(date(2026, 11, 27)).steps, 1);
        let told = queue(town, &provider, &QueueFilter::default());
        assert_eq!(told[0].1, Why::Escalated);
        let filter = |colour| QueueFilter { colour: Some(colour), ..QueueFilter::default() };
        assert_eq!(queue(town, &by, &filter(Colour::Red)).len(), 1);
        for colour in [Colour::Amber, Colour::Green, Colour::Grey] {
            assert!(queue(town, &by, &filter(colour)).is_empty());
        }
        let By::Staff(staff) = &by else { return };
        let counts = town.cases.counts(staff).unwrap();
        assert_eq!((counts.len(), counts[0].colour, counts[0].count), (1, Colour::Red, 1));
        let steps = town.view(&by, &number).steps;
        let steps: Vec<&str> = steps.iter().map(|step| step.step.as_str()).collect();
        assert_eq!(steps, ["opened", "alarm", "overdue", "escalated", "escalated"]);
        assert_eq!(town.view(&holder(), &number).steps.len(), 1);
        let late = town.cases.figures(&crate::case::FigureFilter::default()).unwrap();
        assert_eq!((late[0].open, late[0].overdue, late[0].late), (1, 1, 1));
    });
}

#[test]
fn a_term_is_extended_once_with_a_reason_that_the_parties_read() {
    on_both(|town| {
        let digest = town.penalty("济处〔2026〕13号");
        let number = town.ask(&digest).number;
        let by = officer("officer-1");
        let unsaid = town.cases.extend(&by, &number, "answer", "  ");
        assert!(matches!(unsaid, Err(WorkflowError::Faulty(_))));
        let party = town.cases.extend(&holder(), &number, "answer", "要求").unwrap_err();
        assert!(refused(party).contains("不能延长"));
        town.cases.extend(&by, &number, "answer", "需要外地协查").unwrap();
        let view = town.view(&holder(), &number);
        assert_eq!(view.due[0].on, Some(date(2026, 12, 2)));
        assert!(view.due[0].explained.zh.contains("延长 1 次"));
        assert_eq!(view.steps.last().unwrap().note.as_deref(), Some("需要外地协查"));
        let letters = town.cases.letters(&holder(), &number).unwrap();
        assert_eq!(letters.last().unwrap().notice, "extended");
        let twice = town.cases.extend(&by, &number, "answer", "再延").unwrap_err();
        assert!(refused(twice).contains("最多延长 1 次"));
    });
}

#[test]
fn a_case_ends_with_its_record_in_the_same_transaction() {
    on_both(|town| {
        let (digest, kept) = (town.penalty("济处〔2026〕14号"), town.penalty("济处〔2026〕15号"));
        let (number, other) = (town.ask(&digest).number, town.ask(&kept).number);
        let body = serde_json::json!({ "digest": digest, "batch": "b2", "reason": "撤销" });
        town.say(FactKind::RecordWithdrawn, "administrative-penalty", &body);
        let view = town.view(&holder(), &number);
        assert_eq!((view.line.state.as_str(), view.due.len()), ("ended", 0));
        assert_eq!(view.steps.last().unwrap().step, "ended");
        assert_eq!(town.view(&holder(), &other).line.state, "filed");
        assert_eq!(queue(town, &officer("o"), &QueueFilter::default()).len(), 1);
        let moved = town.cases.act(&officer("o"), &number, "propose", input(&[("opinion", "晚")]));
        assert!(moved.is_err());
    });
}

#[test]
fn notes_of_staff_stay_inside_and_a_case_is_handed_over_within_its_group_only() {
    on_both(|town| {
        let digest = town.penalty("济处〔2026〕16号");
        let number = town.ask(&digest).number;
        let by = officer("officer-1");
        town.cases.note(&by, &number, "内部：电话已打").unwrap();
        town.cases.note(&holder(), &number, "请尽快").unwrap();
        town.cases.add_paper(&holder(), &number, pdf("evidence")).unwrap();
        town.cases.add_paper(&by, &number, pdf("original")).unwrap();
        let (party, desk) = (town.view(&holder(), &number), town.view(&by, &number));
        let notes = |view: &crate::case::CaseView| {
            view.steps.iter().filter_map(|step| step.note.clone()).collect::<Vec<_>>()
        };
        assert_eq!(notes(&party), ["请尽快"]);
        assert_eq!(notes(&desk), ["内部：电话已打", "请尽快"]);
        assert_eq!((party.papers.len(), desk.papers.len()), (1, 2));
        assert!(town.cases.paper(&holder(), &number, 2).is_err());
        let no = town.cases.hand_over(&by, &number, "jinan-ecology", "不归我管").unwrap_err();
        assert!(refused(no).contains("不能移交"));
        assert!(town.cases.hand_over(&holder(), &number, "jinan-ecology", "转").is_err());
    });
}

#[test]
fn h_36_what_nobody_could_handle_does_not_begin() {
    on_both(|town| {
        let digest = town.file_of("no-such-agency", "济处〔2026〕17号");
        let new = NewCase { process: "trial-unit".to_owned(), ..asked(&digest) };
        let error = town.cases.open(&holder(), new).unwrap_err();
        assert!(matches!(&error, WorkflowError::NoOwner { owner, .. } if owner == "提供单位"));
        assert!(error.to_string().contains("没有承办单位"), "{error}");
        let known = town.penalty("济处〔2026〕18号");
        let new = NewCase { process: "trial-unit".to_owned(), ..asked(&known) };
        assert_eq!(town.cases.open(&holder(), new).unwrap().state, "filed");
    });
}

#[test]
fn a_case_ends_under_the_edition_under_which_it_began() {
    on_both(|town| {
        let (old, new) = (town.penalty("济处〔2026〕19号"), town.penalty("济处〔2026〕20号"));
        town.move_to(date(2026, 11, 30));
        let before = town.ask(&old);
        town.move_to(date(2026, 12, 1));
        let after = town.ask(&new);
        let due = |number: &str| town.view(&holder(), number).due[0].on.unwrap();
        assert_eq!(due(&before.number), date(2026, 12, 3));
        assert_eq!(due(&after.number), date(2026, 12, 14));
        town.act(&officer("officer-1"), &before.number, "propose", &[("opinion", "属实")]);
        assert_eq!(due(&before.number), date(2026, 12, 3));
        let view = town.view(&holder(), &before.number);
        assert_eq!(view.edition, date(2020, 1, 1));
    });
}
