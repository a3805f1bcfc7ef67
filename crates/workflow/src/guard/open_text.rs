//! Whether what everybody would read names nobody (C-33.d, H-63).

use archive::read;
use policy::model::process::{FieldKind, Sight};
use store::Tx;
use vocabulary::{TraceKind, find_traces};

use super::{Ask, refuse, told};
use crate::WorkflowError;

/// Characters of a name below which a match is chance.
const SHORTEST: usize = 2;
/// Places that a refusal names.
const NAMED: usize = 6;

pub(super) fn anonymised(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<(), WorkflowError> {
    let process = ask.doing.process;
    let known = known(ask, tx)?;
    let mut found = Vec::new();
    for field in process.field.iter().filter(|field| field.sight == Sight::Public) {
        if !matches!(field.kind, FieldKind::Text | FieldKind::Paragraph) {
            continue;
        }
        let text = ask.doing.field(&field.id).unwrap_or_default();
        let label = &field.title.zh;
        for trace in find_traces(text) {
            let organisations = [TraceKind::Organisation, TraceKind::UnifiedCode];
            if process.unnamed || !organisations.contains(&trace.kind) {
                let shown = text.get(trace.span).unwrap_or_default();
                found.push(format!("“{label}”中的{}“{shown}”", in_words(trace.kind)));
            }
        }
        let compact: String = text.split_whitespace().collect();
        for (what, name) in known.iter().filter(|(_, name)| compact.contains(name.as_str())) {
            found.push(format!("“{label}”中的{what}“{name}”"));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    found.sort();
    found.dedup();
    let more = if found.len() > NAMED { "等" } else { "" };
    found.truncate(NAMED);
    let rule = if process.unnamed { "H-63" } else { "C-33.d" };
    let reason = format!("公开的内容会暴露身份：{}{more}", found.join("；"));
    let remedy =
        "请改写为“某”“张某”“化名”等说法，删去号码、住址、年级班级后再提交；改写后仍须逐字复核。";
    Err(refuse(rule, reason, told(&process.basis), remedy))
}

/// What must occur nowhere: the values of the fields that the condition names, and the subject itself.
fn known(ask: &Ask<'_, '_>, tx: &mut Tx) -> Result<Vec<(String, String)>, WorkflowError> {
    let fields = [(&ask.guard.field, ask.value()), (&ask.guard.or, ask.other())];
    let mut known: Vec<(String, String)> = fields
        .into_iter()
        .filter_map(|(field, value)| Some((ask.label(field.as_deref()), value?.to_owned())))
        .collect();
    if let Some(id) = ask.doing.case.subject.filter(|_| ask.doing.process.unnamed)
        && let Some(whole) = read::whole(tx, id)?
    {
        known.extend(whole.subject.name.map(|name| ("主体名称".to_owned(), name)));
        known.extend(whole.subject.code.map(|code| ("主体代码".to_owned(), code)));
    }
    let compact =
        |(what, name): (String, String)| (what, name.split_whitespace().collect::<String>());
    let known = known.into_iter().map(compact);
    Ok(known.filter(|(_, name)| name.chars().count() >= SHORTEST).collect())
}

fn in_words(kind: TraceKind) -> &'static str {
    match kind {
        TraceKind::CitizenNumber => "身份证号码",
        TraceKind::Contact => "电话或者邮箱",
        TraceKind::UnifiedCode => "统一社会信用代码",
        TraceKind::Plate => "车牌号",
        TraceKind::Address => "住址",
        TraceKind::SchoolClass => "年级、班级",
        TraceKind::Person => "姓名",
        TraceKind::Organisation => "单位名称",
    }
}
