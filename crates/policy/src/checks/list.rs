//! List types: basis, authority, criteria, procedure, end, persons (H-41…H-46).

use super::{World, any_kind, blank, is_statute, is_statute_or_centre};
use crate::{
    finding::Finding,
    model::{
        basis::DocumentKind,
        list::{ListKind, ListType, ProcedureStep},
    },
    pack::Filed,
    rule::{LIST_AUTHORITY, LIST_BASIS, LIST_CRITERIA, LIST_END, LIST_PERSONS, LIST_PROCEDURE},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    for list in world.lists() {
        based(list, out);
        designated(list, out);
        ended(list, out);
        if list.value.persons_published && !any_kind(&list.value.basis, is_statute) {
            let message = "公布自然人，却没有法律、法规依据";
            out.push(list.finding(&LIST_PERSONS, "persons_published", message));
        }
    }
}

/// A red list (K-25) is no list of dishonesty; for it any basis does.
fn based(list: &Filed<ListType>, out: &mut Vec<Finding>) {
    let ListType { kind, basis, authorities, .. } = &list.value;
    if *kind == ListKind::Red || basis.is_empty() || any_kind(basis, is_statute_or_centre) {
        return;
    }
    let courts = !authorities.is_empty() && authorities.iter().all(|name| name.contains("court"));
    if courts && any_kind(basis, |kind| kind == DocumentKind::JudicialInterpretation) {
        return;
    }
    let documents: Vec<&str> = basis.iter().map(|basis| basis.document.as_str()).collect();
    let message = format!("《{}》不足以设列名单", documents.join("》《"));
    out.push(list.finding(&LIST_BASIS, "basis", message));
}

fn designated(list: &Filed<ListType>, out: &mut Vec<Finding>) {
    if list.value.authorities.is_empty() {
        out.push(list.finding(&LIST_AUTHORITY, "authorities", "没有写认定单位"));
    }
    let criteria = &list.value.criterion;
    if criteria.is_empty() || criteria.iter().any(|criterion| blank(&criterion.text)) {
        out.push(list.finding(&LIST_CRITERIA, "criterion", "没有认定标准，或标准是空的"));
    }
    let wanted: &[ProcedureStep] = match list.value.kind {
        ListKind::Serious => {
            &[ProcedureStep::Notice, ProcedureStep::Defence, ProcedureStep::Decision]
        }
        ListKind::Abnormal | ListKind::Red => &[ProcedureStep::Decision],
    };
    let mut steps = list.value.procedure.iter();
    let missing = wanted.iter().find(|step| !steps.any(|found| found == *step));
    if let Some(missing) = missing {
        let step = match missing {
            ProcedureStep::Notice => "事先告知",
            ProcedureStep::Defence => "陈述申辩",
            ProcedureStep::Decision => "决定",
            ProcedureStep::Delivery => "送达",
        };
        let message = format!("认定程序缺少“{step}”，或次序不对");
        out.push(list.finding(&LIST_PROCEDURE, "procedure", message));
    }
}

fn ended(list: &Filed<ListType>, out: &mut Vec<Finding>) {
    if list.value.kind == ListKind::Serious && list.value.term.is_none() {
        out.push(list.finding(&LIST_END, "term", "严重失信主体名单没有期限"));
    }
    if blank(&list.value.removal) {
        out.push(list.finding(&LIST_END, "removal", "没有移出的途径"));
    }
}
