//! The report as a page for WeasyPrint: the same words at the same places in the same type, set in the
//! plainest way that its engine has.

use std::fmt::Write;

use report::{
    Report,
    lines::{advice, head, request},
    model::Entry,
};

const STYLE: &str = include_str!("page.css");

/// The page.
pub(crate) fn html(report: &Report) -> String {
    let mut out = String::new();
    let title = escaped(&report.template.title);
    let foot = format!("{} {}", word(report, "number"), report.number);
    let style = STYLE
        .replace("$TITLE", &report.template.title)
        .replace("$NAME", &report.subject.name)
        .replace("$FOOT", &foot);
    let mark = escaped(&report.request.mark);
    put(
        &mut out,
        &format!("<!doctype html><html lang=zh><title>{title}</title><style>{style}</style>"),
    );
    put(&mut out, &format!("<div class=mark>{}</div>", format!("<p>{mark}　{mark}</p>").repeat(8)));
    put(&mut out, &format!("<p>{}</p><h1>{title}</h1>", escaped(&report.issuer)));
    let (mut head, mut digest) = (head(report), vec![0; 64]);
    digest.fill(b'0');
    head.push((word(report, "digest"), String::from_utf8_lossy(&digest).into_owned()));
    facts(&mut out, &head);
    facts(&mut out, &request(report));
    heading(&mut out, &word(report, "summary"));
    let unit = word(report, "count_unit");
    let count =
        |count: &report::model::Count| (count.title.clone(), format!("{} {unit}", count.count));
    facts(&mut out, &report.summary.iter().map(count).collect::<Vec<_>>());
    for section in &report.sections {
        heading(&mut out, &section.title);
        if let Some(none) = &section.none {
            put(&mut out, &format!("<p>{}</p>", escaped(none)));
        }
        for (at, one) in section.entries.iter().enumerate() {
            entry(&mut out, report, at + 1, one);
        }
    }
    heading(&mut out, &word(report, "advice"));
    sentences(&mut out, &advice(report));
    heading(&mut out, &word(report, "statement"));
    sentences(&mut out, &report.statement);
    out
}

fn put(out: &mut String, text: &str) {
    // Writing into memory does not fail.
    let _ = writeln!(out, "{text}");
}

fn word(report: &Report, id: &str) -> String {
    report.words.get(id).cloned().unwrap_or_else(|| id.to_owned())
}

fn heading(out: &mut String, title: &str) {
    put(out, &format!("<h2>{}</h2>", escaped(title)));
}

fn sentences(out: &mut String, sentences: &[String]) {
    for sentence in sentences {
        put(out, &format!("<p class=text>{}</p>", escaped(sentence)));
    }
}

/// Labels and values, two beside each other where both are short.
fn facts(out: &mut String, facts: &[(String, String)]) {
    put(out, "<table>");
    let short = |value: &str| value.chars().count() <= 14;
    let mut rest = facts;
    while let Some((first, after)) = rest.split_first() {
        let cell = |(label, value): &(String, String), span: u8| {
            format!("<th>{}</th><td colspan={span}>{}</td>", escaped(label), escaped(value))
        };
        match after.split_first() {
            Some((second, left)) if short(&first.1) && short(&second.1) => {
                put(out, &format!("<tr>{}{}</tr>", cell(first, 1), cell(second, 1)));
                rest = left;
            }
            _ => {
                put(out, &format!("<tr>{}</tr>", cell(first, 3)));
                rest = after;
            }
        }
    }
    put(out, "</table>");
}

fn entry(out: &mut String, report: &Report, number: usize, entry: &Entry) {
    let marks: String =
        entry.marks.iter().map(|mark| format!(" <b>{}</b>", escaped(mark))).collect();
    put(out, &format!("<section><h3><i>{number}</i> {}{marks}</h3>", escaped(&entry.title)));
    let pair = |fact: &report::model::Fact| (fact.label.clone(), fact.value.clone());
    facts(out, &entry.facts.iter().map(pair).collect::<Vec<_>>());
    let (source, updated) = (word(report, "source"), word(report, "updated_on"));
    let source = format!("{source} {}　{updated} {}", escaped(&entry.source), entry.updated_on);
    put(out, &format!("<p class=source>{source}</p></section>"));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
