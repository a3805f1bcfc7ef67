//! Invented figures for the specimens.

use crate::{
    chart::{self, About, Bar, Chart, Series, Table},
    wording::Language,
};

/// One chart of each kind; `say` says a message.
pub(super) fn charts(language: Language, say: &dyn Fn(&str) -> String) -> Vec<Chart> {
    let mut charts = lying(language, say);
    charts.extend(standing(language, say));
    charts.push(parted(language, say));
    charts
}

fn about<'a>(language: Language, title: &'a str, of: &'a str, measure: &'a str) -> About<'a> {
    About { language, title, note: None, of, measure, unit: "", decimals: 0 }
}

/// Bars: long names, and a figure with its target.
fn lying(language: Language, say: &dyn Fn(&str) -> String) -> Vec<Chart> {
    let bar = |key: &str, value: f64| Bar::new(say(key), value);
    let (unit, head) = (say("design.unit_times"), say("design.c_unit"));
    let (units, checks) = (say("design.c_units"), say("design.c_checks"));
    let (year, queries) = (say("design.c_year"), say("design.c_queries"));
    let most = [
        bar("design.c_hall", 18_204.0),
        bar("design.c_housing", 9_311.0),
        bar("design.c_finance", 2_870.0),
    ];
    let target = Some((5_000_000.0, say("design.c_target")));
    let whole = [Bar { target, ..bar("design.c_queries", 4_218_330.0) }];
    vec![
        chart::bars(&About { unit: &unit, ..about(language, &units, &head, &checks) }, &most),
        chart::bars(&About { unit: &unit, ..about(language, &year, &head, &queries) }, &whole),
    ]
}

/// Figures over time: columns in parts, and two lines.
fn standing(language: Language, say: &dyn Fn(&str) -> String) -> Vec<Chart> {
    let series = |key: &str, values: &[f64]| Series { name: say(key), values: values.to_vec() };
    let months: Vec<String> = (1..=12).map(|month| month.to_string()).collect();
    let (channels, month) = (say("design.c_channels"), say("design.c_month"));
    let (queries, timely) = (say("design.c_queries"), say("design.c_timely"));
    let note = say("design.c_timely_note");
    let parts = [
        series("design.c_portal", &PORTAL),
        series("design.c_api", &PORTAL.map(|queries| queries * 0.7 + 40_000.0)),
        series("design.c_hall_short", &PORTAL.map(|queries| queries * 0.2)),
    ];
    let rates = [series("design.c_city", &CITY), series("design.c_lixia", &LIXIA)];
    let rate = About {
        unit: "%",
        decimals: 1,
        note: Some(&note),
        ..about(language, &timely, &month, &timely)
    };
    vec![
        chart::columns(&about(language, &channels, &month, &queries), &months, &parts),
        chart::lines(&rate, &months, &rates, 90.0),
    ]
}

/// Shares of a whole.
fn parted(language: Language, say: &dyn Fn(&str) -> String) -> Chart {
    let part = |key: &str, value: f64| (say(key), value);
    let (title, kind) = (say("design.c_share"), say("design.c_kind"));
    let parts = [
        part("design.plain", 2_480_112.0),
        part("design.bad", 611_204.0),
        part("design.c_reward", 204_550.0),
        part("design.c_other", 490_834.0),
    ];
    chart::share(&about(language, &title, &kind, &say("design.c_records")), &parts)
}

const CITY: [f64; 11] = [95.1, 95.8, 96.0, 97.2, 97.0, 98.1, 98.4, 98.3, 98.9, 99.0, 99.2];
const LIXIA: [f64; 11] = [92.0, 93.5, 93.1, 95.0, 96.2, 96.0, 97.5, 98.8, 98.1, 98.7, 99.5];

const PORTAL: [f64; 12] = [
    310_000.0, 260_000.0, 340_000.0, 355_000.0, 372_000.0, 401_000.0, 395_000.0, 420_000.0,
    466_000.0, 512_000.0, 580_000.0, 640_000.0,
];

pub(super) fn spark(say: &dyn Fn(&str) -> String) -> String {
    chart::spark(&say("design.c_spark"), &PORTAL)
}

pub(super) fn qr(say: &dyn Fn(&str) -> String) -> String {
    let address = "https://credit.example/subjects/91370102MA3C0007X1";
    crate::qr::qr(&say("design.qr"), address).unwrap_or_default()
}

/// Three agencies, nine months.
pub(super) fn dense(say: &dyn Fn(&str) -> String) -> Table {
    let months = (1..=9).map(|month| format!("2026-0{month}"));
    let heads = std::iter::once(say("design.c_unit")).chain(months).collect();
    let agencies = ["design.authority", "design.c_housing", "design.c_finance"];
    let row = |(order, key): (u32, &str)| {
        let cells =
            (1..=9_u32).map(|month| chart::figure(f64::from(order * 1371 + month * 217), 0));
        std::iter::once(say(key)).chain(cells).collect()
    };
    Table { heads, rows: (1..).zip(agencies).map(row).collect() }
}
