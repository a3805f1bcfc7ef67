//! Why a report cannot be made as it is asked for.

use disclosure::Refusal;
use jiff::{Span, ToSpan};
use policy::{
    Law,
    model::{
        basis::{Length, LengthUnit},
        report::ReportTemplate,
    },
};
use vocabulary::{Date, SubjectKind};

use crate::{Ask, model::Period};

/// Why the law does not let this report be made today; none if it does.
pub fn refusal(
    law: &Law,
    template: &ReportTemplate,
    ask: &Ask,
    kind: SubjectKind,
    today: Date,
) -> Option<Refusal> {
    let title = &template.title.zh;
    let basis = template.basis.first().map_or_else(String::new, |basis| {
        format!("《{}》{}", basis.document, basis.article.as_deref().unwrap_or_default())
    });
    let no = |reason: String, remedy: &str| {
        Some(Refusal { rule: "C-08", reason, basis: basis.clone(), remedy: remedy.to_owned() })
    };
    if !template.subjects.contains(&kind) {
        let other = law.reports_about(kind, today);
        let other: Vec<&str> = other.iter().map(|report| report.title.zh.as_str()).collect();
        let remedy = format!("这一类主体可以申请：{}。", other.join("、"));
        return no(format!("“{title}”不适用于这一类主体"), &remedy);
    }
    if ask.known_on.is_some_and(|day| day >= today) {
        return no("比对日期要早于今天".to_owned(), "请填写今天以前的日期，或者不比对。");
    }
    if !template.is_special() && (ask.period.is_some() || !ask.domains.is_empty()) {
        return no(format!("“{title}”不分领域和期间"), "需要分领域和期间的，请申请专项信用报告。");
    }
    let unknown = |id: &&String| !template.domain.iter().any(|domain| domain.id == **id);
    if let Some(unknown) = ask.domains.iter().find(unknown) {
        return no(format!("“{title}”没有编号为“{unknown}”的领域"), "请在列出的领域中选择。");
    }
    let longest = template.longest?;
    let Period { from, until } = period(template, ask, today)?;
    if until > today || from > until {
        return no("期间要在今天以前开始和结束，先开始后结束".to_owned(), "请改正起止日期。");
    }
    if from < before(until, longest) {
        return no(
            format!("期间超过了 {}", longest.in_words()),
            "请缩短期间；更早的信息已经超过公示期限，不再提供。",
        );
    }
    None
}

/// The days a special report covers: those asked for, or as far back as it may reach.
pub(super) fn period(template: &ReportTemplate, ask: &Ask, today: Date) -> Option<Period> {
    let longest = template.longest?;
    Some(ask.period.unwrap_or_else(|| Period { from: before(today, longest), until: today }))
}

fn span(length: Length) -> Span {
    let count = i64::from(length.count);
    match length.unit {
        LengthUnit::Year => count.years(),
        LengthUnit::Month => count.months(),
        LengthUnit::Day | LengthUnit::WorkingDay => count.days(),
    }
}

/// The day a length before another.
fn before(day: Date, length: Length) -> Date {
    day.checked_sub(span(length)).unwrap_or(Date::MIN)
}

/// The day a length after another. The checker lets no validity be counted in working days.
pub(super) fn after(day: Date, length: Length) -> Date {
    day.checked_add(span(length)).unwrap_or(Date::MAX)
}
