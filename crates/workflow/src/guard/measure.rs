//! Conditions about measures: only of the list, lawful, not blocked, on the right object, by the right
//! body, after a warning where the rule asks for one.

use policy::model::{measure::Measure, process::FieldKind};
use store::Tx;

use super::{Ask, LISTS, refuse, told};
use crate::{
    WorkflowError,
    measure::{Held, attaches, is_or_belongs},
    queries::measures,
};

impl Ask<'_, '_> {
    /// The id of the measure: of the field, else of the first field of that kind.
    fn measure_id(&self) -> Option<&str> {
        self.value().or_else(|| self.doing.field(&self.first(FieldKind::Measure)?.id))
    }

    fn measure(&self) -> Result<&Measure, WorkflowError> {
        let id = self.measure_id().unwrap_or_default();
        self.doing.inner.law.measure(id, self.doing.today).ok_or_else(|| {
            let what = if id.is_empty() {
                "没有选择措施".to_owned()
            } else {
                format!("“{id}”不在现行措施清单中")
            };
            let remedy = "措施只能从清单中选择，清单之外不得采取。";
            refuse("H-47", what, LISTS, remedy)
        })
    }
}

/// H-47, H-48, H-61, C-12.
pub(super) fn lawful(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    let (law, today) = (&ask.doing.inner.law, ask.doing.today);
    let measure = ask.measure()?;
    let title = &measure.title.zh;
    if let Some(number) = measures::blocked_by(tx, &measure.id)? {
        let reason = format!("“{title}”在失信约束措施台账中已经停用（{number}）");
        let remedy = "请等整改完成、恢复匹配之后再采取。";
        return Err(refuse("C-12.b", reason, told(&measure.basis), remedy));
    }
    if !law.is_listed(measure, today) {
        let reason = format!("“{title}”所依据的全国基础清单条目已经取消");
        let remedy = "请修订本地措施，对应到现行全国清单后再采取。";
        return Err(refuse("C-12.d", reason, "全国失信惩戒措施基础清单", remedy));
    }
    if [&measure.lawful, &measure.relevant, &measure.proportionate]
        .iter()
        .any(|answer| answer.trim().is_empty())
    {
        let reason = format!("“{title}”没有回答合法、关联、比例三个问题");
        let remedy = "请在措施台账中补齐后再采取。";
        return Err(refuse("H-48", reason, told(&measure.basis), remedy));
    }
    let Some((record, content)) = ask.record(tx)? else { return Ok(()) };
    let (Some(kind), Some(content)) = (ask.kind(tx)?, content) else { return Ok(()) };
    let held = Held {
        item: &record.item,
        decided_on: record.decided_on,
        from_on: record.from_on,
        until_on: record.until_on,
        shared_until: record.shared_until,
        values: &content.filing.fields,
    };
    if attaches(law, measure, (&held, kind), today) {
        return Ok(());
    }
    let of = law.item(&record.item, today).map_or(record.item.as_str(), |item| &item.title.zh);
    let whom = if measure.object.subjects.contains(&kind) {
        ""
    } else {
        "，也不适用于这一类主体"
    };
    let reason = format!("“{title}”不附着于“{of}”的这条记录{whom}");
    let remedy = "措施必须与失信行为相关联；请从这条记录能引起的措施中选择。";
    Err(refuse("H-48", reason, told(&measure.basis), remedy))
}

/// Whether the agency of the mover carries the measure out.
pub(super) fn body(ask: &Ask<'_, '_>) -> Result<(), WorkflowError> {
    let measure = ask.measure()?;
    let agency = ask.doing.agency();
    let carries = agency
        .is_some_and(|agency| measure.bodies.iter().any(|named| is_or_belongs(agency, named)));
    if carries {
        return Ok(());
    }
    let who = agency.map_or("当前单位", |agency| agency.title.zh.as_str());
    let reason = format!("{who}不是“{}”的实施单位", measure.title.zh);
    let remedy = "措施由清单写明的单位实施；请退回发起单位改派。";
    Err(refuse("H-47", reason, told(&measure.basis), remedy))
}

/// C-11.d, H-51: a warning and its term first, where the list or the measure asks for it.
pub(super) fn warned(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    let (law, today) = (&ask.doing.inner.law, ask.doing.today);
    // The guard's field is a day, so the measure is found by its kind.
    let of_kind = ask.first(FieldKind::Measure).and_then(|field| ask.doing.field(&field.id));
    let measure = of_kind.and_then(|id| law.measure(id, today));
    let record = ask.record(tx)?;
    let item = record.as_ref().and_then(|(record, _)| law.item(&record.item, today));
    let list = item.and_then(|item| law.list(item.list.as_deref()?, today));
    let (first, basis) = match (measure, list) {
        (Some(measure), _) if measure.warning_first => (true, told(&measure.basis)),
        (_, Some(list)) if list.warning_first => (true, told(&list.basis)),
        _ => (false, String::new()),
    };
    if !first {
        return Ok(());
    }
    let day = |field: &Option<String>| ask.doing.day(field.as_deref()?);
    let (on, until) = (day(&ask.guard.field), day(&ask.guard.or));
    let reason = match (on, until) {
        (Some(on), Some(until)) if on < until && until < today => return Ok(()),
        (Some(_), Some(until)) if today <= until => format!("警示的期限到 {until} 才满"),
        (Some(_), _) => "没有记录警示给出的期限".to_owned(),
        (None, _) => "没有记录警示".to_owned(),
    };
    let remedy = "规则要求先警示、后惩戒：请先发出警示、给出改正期限，期满未改正的再采取措施。";
    Err(refuse("C-11.d", reason, basis, remedy))
}
