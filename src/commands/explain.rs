//! `probity explain`: what is known about a subject, from the fact to its rule and basis.

use std::process::ExitCode;

use anyhow::Result;
use disclosure::{AsOf, RecordView, Viewer};
use jiff::tz::Offset;
use vocabulary::{Actor, Date, Timestamp, UnifiedCode};

use crate::arguments::Explain;

/// Reads the file as an auditor does: the look is registered and shown to the subject.
pub(crate) fn run(explain: &Explain) -> Result<ExitCode> {
    let platform = super::open(&explain.site)?;
    let code = UnifiedCode::parse(&explain.code)?;
    let subject = platform.site_key.subject_id(&code.identifier());
    let viewer = Viewer::Auditor { actor: Actor::new("platform", "command") };
    let as_of = AsOf { known_at: explain.on.map(end_of), valid_on: explain.on };
    let Some(file) = platform.gate.file(&viewer, subject, as_of)? else {
        println!("nothing is recorded under {}", explain.code);
        return Ok(ExitCode::FAILURE);
    };
    let name = file.head.name.as_deref().unwrap_or("—");
    println!("{}  {name}  {}", explain.code, file.head.state.as_deref().unwrap_or_default());
    for record in &file.records {
        print(record);
    }
    Ok(ExitCode::SUCCESS)
}

fn print(record: &RecordView) {
    println!("\n{}  {}  [{:?}]", record.decided_on, record.title.zh, record.state);
    if let Some(summary) = &record.summary {
        println!("  {summary}");
    }
    let source =
        record.source.title.as_ref().map_or(record.source.code.as_str(), |t| t.zh.as_str());
    println!("  来源：{source}；账本位置 {}；档次 {}", record.position, record.severity);
    match record.public_until {
        Some(day) => println!("  公示至 {day}"),
        None => println!("  不公示或公示无截止日"),
    }
    for basis in &record.basis {
        println!("  依据：{} {}", basis.document, basis.article.as_deref().unwrap_or_default());
    }
    for provenance in record.lineage.iter().flat_map(|lineage| &lineage.provenance) {
        let batch = provenance.batch.as_deref().unwrap_or("—");
        let line = provenance.line.unwrap_or_default();
        println!("  批次 {batch} 第 {line} 行，{} 收到", provenance.received_at);
    }
}

/// The last instant of a day in China.
fn end_of(day: Date) -> Timestamp {
    let evening = day.at(23, 59, 59, 999_999_999);
    Offset::constant(8).to_timestamp(evening).unwrap_or(Timestamp::MAX)
}
