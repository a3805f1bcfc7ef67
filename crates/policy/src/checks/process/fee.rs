//! No process of remedies asks for money, by a field or by a word (H-30).

use crate::{
    checks::{World, banned},
    finding::Finding,
    model::{
        basis::Title,
        layer::BannedScope,
        process::{FieldKind, Process, ProcessGroup},
    },
    pack::Filed,
    rule::FEE,
};

pub(super) fn check(world: &World<'_>, process: &Filed<Process>, out: &mut Vec<Finding>) {
    if process.value.group != ProcessGroup::Rights {
        return;
    }
    for (index, field) in process.value.field.iter().enumerate() {
        if field.kind == FieldKind::Money {
            let message = format!("“{}”是金额栏目", field.title.zh);
            out.push(process.finding(&FEE, &format!("field.{index}.kind"), message));
        }
    }
    let words = banned::of_scope(world, BannedScope::Remedy);
    for (key, text) in texts(&process.value) {
        for text in [&text.zh, &text.en] {
            if let Some(word) = banned::found(text, &words) {
                let message = format!("“{}”提到收费（词：{word}）", shortened(text));
                out.push(process.finding(&FEE, &key, message));
            }
        }
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(30).collect()
}

/// Every text that people read in it.
fn texts(process: &Process) -> Vec<(String, &Title)> {
    let Process { title, purpose, guide, start, field, document, state, moves, notice, .. } =
        process;
    let mut texts = vec![
        ("title".to_owned(), title),
        ("purpose".to_owned(), purpose),
        ("start.title".to_owned(), &start.title),
    ];
    texts.extend(guide.iter().map(|guide| ("guide".to_owned(), guide)));
    for (index, one) in field.iter().enumerate() {
        texts.push((format!("field.{index}.title"), &one.title));
        texts.extend(one.help.iter().map(|help| (format!("field.{index}.help"), help)));
        texts.extend(
            one.choice.iter().map(|choice| (format!("field.{index}.choice"), &choice.title)),
        );
    }
    for (index, one) in document.iter().enumerate() {
        texts.push((format!("document.{index}.title"), &one.title));
        texts.extend(one.help.iter().map(|help| (format!("document.{index}.help"), help)));
    }
    for (index, one) in state.iter().enumerate() {
        texts.push((format!("state.{index}.title"), &one.title));
        texts.push((format!("state.{index}.said"), &one.said));
    }
    texts.extend(
        moves.iter().enumerate().map(|(index, one)| (format!("move.{index}.title"), &one.title)),
    );
    for (index, one) in notice.iter().enumerate() {
        texts.push((format!("notice.{index}.title"), &one.title));
        texts.push((format!("notice.{index}.text"), &one.text));
    }
    texts
}
