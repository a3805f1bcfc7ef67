//! Conditions about whom a case is about.

use archive::{Role, contents, links, read};
use disclosure::is_minor;
use policy::model::catalog::FieldRole;
use store::Tx;
use vocabulary::{Identifier, IdentifierKind, SubjectKind};

use super::{Ask, REGULATION, is_ticked, refuse, responsible};
use crate::WorkflowError;

/// Offices of one person that are read, at most.
const ALL_OFFICES: u32 = 500;

/// C-26: about organisations only.
pub(super) fn organisation(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    if ask.kind(tx)? != Some(SubjectKind::Person) {
        return Ok(());
    }
    let remedy = "涉及个人的线索请依法向有权机关反映；本平台不受理对个人的举报。";
    Err(refuse("C-26", "这项办理只针对法人和其他组织", REGULATION, remedy))
}

/// H-14: nothing is done about minors.
pub(super) fn of_age(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    let Some(id) = ask.doing.case.subject else { return Ok(()) };
    let Some(whole) = read::whole(tx, id)? else { return Ok(()) };
    if whole.subject.kind != SubjectKind::Person {
        return Ok(());
    }
    let records = read::records(tx, &whole, archive::AsOf::default())?;
    let bodies = contents(tx, &records.iter().collect::<Vec<_>>())?;
    for (record, content) in records.iter().zip(bodies) {
        let Some(sealed) = content.and_then(|content| content.filing.number) else { continue };
        let item = ask.doing.inner.law.item(&record.item, ask.doing.today);
        let field = item.and_then(|item| {
            item.field.iter().find(|field| field.role == Some(FieldRole::SubjectNumber))
        });
        let Some(field) = field else { continue };
        let place = format!("record/{}/{}", field.name, record.subject.to_hex());
        let plain = ask.doing.inner.vault.open(&sealed, place.as_bytes())?;
        let number = String::from_utf8(plain).unwrap_or_default();
        let holder = Identifier { kind: IdentifierKind::IdentityCard, number };
        if is_minor(&holder, ask.doing.today) {
            let remedy = "未成年人不是信用主体，不列入名单，也不采取措施；请撤销这项办理。";
            return Err(refuse("H-14", "主体未满十八周岁", format!("{REGULATION} 第2条"), remedy));
        }
        return Ok(());
    }
    Ok(())
}

/// H-57: a person is reached only by a lawful decision that names it, in a capacity.
pub(super) fn decision_names(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    if ask.kind(tx)? != Some(SubjectKind::Person) {
        return Ok(());
    }
    let basis = "国办发〔2020〕49号；鲁信用办〔2021〕5号";
    let remedy =
        "惩戒落实到人，以生效法律文书指明该人及其责任身份为前提；没有指明的，不得采取措施。";
    let (Some(decision), Some(capacity)) = (ask.value(), ask.other()) else {
        let reason = format!(
            "没有写明指向本人的决定（{}）和责任身份（{}）",
            ask.label(ask.guard.field.as_deref()),
            ask.label(ask.guard.or.as_deref())
        );
        return Err(refuse("H-57", reason, basis, remedy));
    };
    // The record is about this very person: its decision is the one that names it.
    let record = ask.record(tx)?;
    let named = record
        .as_ref()
        .and_then(|(_, content)| content.as_ref()?.filing.fields.get("document_number"));
    match named {
        Some(named) if named.trim() != decision.trim() => {
            let reason = format!("所写决定“{decision}”不是这条记录的决定");
            Err(refuse("H-57", reason, basis, remedy))
        }
        _ => in_office(ask, tx, capacity),
    }
}

/// Capacities that an office gives, and that registration knows.
const OFFICES: [&str; 2] = ["法定代表人", "负责人"];

/// C-02.e: whoever is reached in the capacity of an office held it on the day of the decision, as far
/// as the platform knows by number what offices the person held.
fn in_office(ask: &Ask<'_, '_>, tx: &mut Tx, capacity: &str) -> Result<(), WorkflowError> {
    if !OFFICES.iter().any(|office| capacity.contains(office)) {
        return Ok(());
    }
    let (Some(id), Some((record, _))) = (ask.doing.case.subject, ask.record(tx)?) else {
        return Ok(());
    };
    let ids = read::whole(tx, id)?.map_or_else(|| vec![id], |whole| whole.ids);
    let (links, _) = links(tx, &ids, ALL_OFFICES)?;
    let mut offices = links.iter().filter(|link| link.relation.role == Role::Represented);
    let day = record.decided_on;
    if offices.clone().next().is_none() || offices.any(|link| link.relation.holds_on(day)) {
        return Ok(());
    }
    let reason = format!("登记显示，本人在决定之日（{day}）不担任所写职务（{capacity}）");
    let remedy = "责任身份按决定之日的任职确定，不随换届转移；请核对决定和责任身份。";
    Err(refuse("C-02.e", reason, REGULATION, remedy))
}

/// C-16.f: what a person promises is published only with its consent.
pub(super) fn consented(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    if ask.kind(tx)? != Some(SubjectKind::Person) || is_ticked(ask.value()) {
        return Ok(());
    }
    let reason = format!("没有同意公开（{}）", ask.label(ask.guard.field.as_deref()));
    let remedy = "个人的承诺只在本人同意后公开；不同意公开不影响办理。";
    Err(refuse("C-16.f", reason, "个人信息保护法 第25条", remedy))
}

/// C-21.d: whoever is held responsible was so on that day.
pub(super) fn responsible_then(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    let day = ask.guard.or.as_deref().and_then(|field| ask.doing.day(field));
    let (Some(name), Some(day)) = (ask.value(), day) else {
        let reason = format!(
            "没有写明责任人（{}）或者行为发生之日（{}）",
            ask.label(ask.guard.field.as_deref()),
            ask.label(ask.guard.or.as_deref())
        );
        let remedy = "请写明行为发生时的责任人和日期。";
        return Err(refuse("C-21.d", reason, REGULATION, remedy));
    };
    let Some(id) = ask.doing.case.subject else {
        return responsible::by_story(ask, tx, (name, day));
    };
    let Some(whole) = read::whole(tx, id)? else { return Ok(()) };
    let mut known = read::relations(tx, &whole)?;
    known.retain(|relation| relation.role == Role::Representative && relation.name.is_some());
    let then = |relation: &archive::Relation| {
        relation.from_on.is_none_or(|from| from <= day)
            && relation.until_on.is_none_or(|until| day <= until)
    };
    let fits = known
        .iter()
        .any(|relation| then(relation) && relation.name.as_deref() == Some(name.trim()));
    if fits || !known.iter().any(then) {
        return Ok(());
    }
    let reason = format!("登记显示，所写责任人在 {day} 不是该单位的负责人");
    let remedy = "责任按行为发生时的任职确定，不随换届转移；请核对责任人和日期。";
    Err(refuse("C-21.d", reason, REGULATION, remedy))
}
