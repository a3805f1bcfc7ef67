//! The engine itself as a stage.

use workflow::{
    WorkflowError,
    case::{Input, NewCase, Paper},
};

use super::{Begin, Cast, Deed, Line, Stage, Told};
use crate::harness::Town;

/// Calls of the room, without a door.
pub struct Engine;

impl Stage for Engine {
    fn start(&mut self, town: &Town, cast: &mut Cast, begin: &Begin<'_>, line: &Line<'_>) -> Told {
        let by = cast.by(town, line.who, "");
        let new = NewCase {
            process: begin.process.to_owned(),
            subject: begin.code.map(|code| town.subject(code)),
            digest: begin.digest.clone(),
            input: input(line),
        };
        match town.platform.cases.open(&by, new) {
            Ok(receipt) => Told::Begun(receipt.number, Some(receipt.code)),
            Err(error) => Told::Refused(said(&error)),
        }
    }

    fn act(&mut self, town: &Town, cast: &mut Cast, number: &str, line: &Line<'_>) -> Told {
        let by = cast.by(town, line.who, number);
        let cases = &town.platform.cases;
        let done = match line.deed {
            Deed::Move(id) => cases.act(&by, number, id, input(line)).map(|_| ()),
            Deed::Extend(clock) => cases.extend(&by, number, clock, reason(line)).map(|_| ()),
            _ => unreachable!("{line:?}"),
        };
        done.map_or_else(|error| Told::Refused(said(&error)), |()| Told::Done)
    }

    fn page(&mut self, _: &Town, _: &mut Cast, _: &str, _: &str) -> Option<String> {
        None
    }
}

/// What is filled in.
fn input(line: &Line<'_>) -> Input {
    let pair = |(field, value): &(&str, &str)| ((*field).to_owned(), (*value).to_owned());
    let paper = |document: &&str| Paper {
        document: (*document).to_owned(),
        name: format!("{document}.pdf"),
        media_type: "application/pdf".to_owned(),
        bytes: super::forms::paper(document),
    };
    Input {
        fields: line.fields.iter().map(pair).collect(),
        papers: line.papers.iter().map(paper).collect(),
    }
}

/// The reason of an extension.
pub fn reason<'l>(line: &Line<'l>) -> &'l str {
    line.fields.iter().find(|(field, _)| *field == "reason").map_or("", |(_, reason)| reason)
}

/// Everything that a refusal says.
fn said(error: &WorkflowError) -> String {
    match error {
        WorkflowError::Refused(refusal) => {
            let refusal = refusal.as_ref();
            [&refusal.rule, &refusal.reason, &refusal.basis, &refusal.remedy]
                .map(String::as_str)
                .join("；")
        }
        WorkflowError::Faulty(faults) => format!("{faults:?}"),
        other => other.to_string(),
    }
}
