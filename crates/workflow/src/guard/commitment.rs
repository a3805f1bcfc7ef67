//! Conditions about promises: who may make them, and whether a ban stands in the way.

use archive::{AsOf, Record, contents, read};
use policy::model::{
    catalog::CatalogClass,
    list::ListKind,
    process::{FieldKind, ProcessGroup},
};
use store::Tx;

use super::{Ask, is_ticked, refuse, told};
use crate::{
    WorkflowError,
    measure::{Held, bans, is_or_belongs},
    queries::measures,
};

/// What a commitment says that was not kept.
const BROKEN: [&str; 5] = ["违约", "违诺", "未履行", "违背", "虚假"];

/// No unrepaired serious entry, no broken promise.
pub(super) fn eligible(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    let law = &ask.doing.inner.law;
    for (record, content) in standing(ask, tx)? {
        let Some(item) = law.item(&record.item, ask.doing.today) else { continue };
        let list = item.list.as_deref().and_then(|list| law.list(list, ask.doing.today));
        let title = &item.title.zh;
        if list.is_some_and(|list| list.kind == ListKind::Serious) {
            let reason = format!("主体在“{title}”中，尚未移出");
            return Err(refuse(
                rule(ask),
                reason,
                told(&item.basis),
                remedy(ask, "移出或者期满之后"),
            ));
        }
        let fulfilment = content.filing.fields.get("fulfilment").unwrap_or_default();
        let broken = BROKEN.iter().any(|word| fulfilment.contains(word));
        if item.class == CatalogClass::Commitments && broken {
            let reason = format!("主体 {} 的承诺没有履行，尚未修复", record.decided_on);
            return Err(refuse(rule(ask), reason, told(&item.basis), remedy(ask, "修复之后")));
        }
    }
    Ok(())
}

/// The rule by which it is refused: of a promise, or of praise.
fn rule(ask: &Ask<'_, '_>) -> &'static str {
    if ask.doing.process.group == ProcessGroup::Publicity { "C-33.a" } else { "C-16.e" }
}

fn remedy(ask: &Ask<'_, '_>, then: &str) -> String {
    if ask.doing.process.group == ProcessGroup::Publicity {
        return format!("{then}可以再次申报；认为记录有误的，可以提出异议。");
    }
    format!("{then}可以承诺；也可以按一般程序提交材料办理。")
}

/// C-16.a: the item can be signed today by such a subject, every statement was accepted, and no
/// statutory ban stands in its matter.
pub(super) fn open(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    let (law, today) = (&ask.doing.inner.law, ask.doing.today);
    let of_kind = ask.first(FieldKind::Commitment);
    let id = ask.value().or_else(|| ask.doing.field(&of_kind?.id)).unwrap_or_default();
    let Some(item) = law.commitment(id, today) else {
        let reason = if id.is_empty() {
            "没有选择承诺事项"
        } else {
            "这个承诺事项今天不能签署"
        };
        let remedy = "请从现行承诺事项中选择。";
        return Err(refuse("C-16.a", reason, "鲁政办字〔2020〕156号", remedy));
    };
    let kind = ask.kind(tx)?;
    if kind.is_some_and(|kind| !item.subjects.contains(&kind)) {
        let reason = format!("“{}”不适用于这一类主体", item.title.zh);
        return Err(refuse("C-16.a", reason, told(&item.basis), "请核对承诺事项的适用对象。"));
    }
    if ask.guard.or.is_some() && !is_ticked(ask.other()) {
        let reason = format!("没有逐条确认承诺内容（共 {} 条）", item.statement.len());
        return Err(refuse("C-16.a", reason, told(&item.basis), "请逐条阅读并确认后再签署。"));
    }
    let unit = ask.doing.field("unit").and_then(|unit| law.agency(unit));
    if unit.is_some_and(|unit| !is_or_belongs(unit, &item.unit)) {
        let reason = format!("“{}”不是向所选机关作出的承诺", item.title.zh);
        let remedy = "请选择办理这一事项的机关。";
        return Err(refuse("C-16.a", reason, told(&item.basis), remedy));
    }
    let matter = item.matter.as_deref().and_then(|matter| law.matter(matter, today));
    let (Some(matter), Some(kind)) = (matter, kind) else { return Ok(()) };
    let blocked = measures::all_blocked(tx)?;
    for (record, content) in standing(ask, tx)? {
        if !matter.items.contains(&record.item) {
            continue;
        }
        let held = Held {
            item: &record.item,
            decided_on: record.decided_on,
            from_on: record.from_on,
            until_on: record.until_on,
            shared_until: record.shared_until,
            values: &content.filing.fields,
        };
        let measures = matter.measures.iter().filter(|id| !blocked.contains(id));
        let measures = measures.filter_map(|id| law.measure(id, today));
        if let Some(ban) = bans(law, measures, (&held, kind), today) {
            let reason = format!("“{}”有法定禁止措施：{}", matter.title.zh, ban.title.zh);
            let remedy = ban.lifts_when.clone();
            return Err(refuse("C-16.a", reason, told(&ban.basis), remedy));
        }
    }
    Ok(())
}

/// The records of the subject that are in force, with what they say.
fn standing(
    ask: &Ask<'_, '_>,
    tx: &mut Tx,
) -> Result<Vec<(Record, archive::Content)>, WorkflowError> {
    let Some(id) = ask.doing.case.subject else { return Ok(Vec::new()) };
    let Some(whole) = read::whole(tx, id)? else { return Ok(Vec::new()) };
    let today = ask.doing.today;
    let mut records = read::records(tx, &whole, AsOf { valid_on: Some(today), known_at: None })?;
    records.retain(|record| record.is_shared_on(today));
    let bodies = contents(tx, &records.iter().collect::<Vec<_>>())?;
    let told = records.into_iter().zip(bodies);
    Ok(told.filter_map(|(record, content)| Some((record, content?))).collect())
}
