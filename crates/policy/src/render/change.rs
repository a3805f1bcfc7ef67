//! Differences between two laws, one line each.

use serde_json::Value;

use crate::law::compare::{Change, ChangeKind};

/// The longest content that a line shows, in characters.
const CONTENT_MAX: usize = 60;

/// Changes as text; what came and went whole is named, what changed is shown before and after.
pub fn changes(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "没有差异\n".to_owned();
    }
    changes.iter().map(line).collect()
}

fn line(change: &Change) -> String {
    let kind = match change.kind {
        ChangeKind::Added => "新增",
        ChangeKind::Dropped => "删去",
        ChangeKind::Changed => "改动",
    };
    let noun = noun_zh(change.noun);
    let place = match change.key.as_str() {
        "" => change.id.clone(),
        key => format!("{} 的 {key}", change.id),
    };
    let content = match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!("：{} → {}", short(before), short(after)),
        (Some(one), None) | (None, Some(one)) if !change.key.is_empty() => {
            format!("：{}", short(one))
        }
        _ => String::new(),
    };
    let touched = match change.items.as_slice() {
        [] => "不涉及已存记录".to_owned(),
        items => format!("涉及已存记录：{}", items.join("、")),
    };
    format!("{kind}{noun} {place}{content}（{touched}）\n")
}

fn noun_zh(noun: &str) -> &'static str {
    match noun {
        "item" => "目录项",
        "disclosure" => "公开期限规则",
        "list" => "名单",
        "measure" => "措施",
        "matter" => "事项",
        "role" => "角色",
        "mask" => "脱敏方式",
        "agency" => "机关",
        "security" => "安全规则",
        "resolution" => "名称关联规则",
        "site" => "站点",
        "consent" => "授权",
        "target" => "目标",
        "report" => "信用报告",
        "report-word" => "报告用语",
        "report-use" => "报告应用事项",
        "partner" => "互认地区",
        "process" => "流程",
        "commitment" => "承诺事项",
        "plan" => "任务分工",
        _ => "层",
    }
}

fn short(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if text.chars().count() <= CONTENT_MAX {
        return text;
    }
    let start: String = text.chars().take(CONTENT_MAX).collect();
    format!("{start}…")
}
