//! What a drawing shows is what its table says.

use super::*;

fn about(language: Language) -> About<'static> {
    About {
        language,
        title: "查询 <按渠道>",
        note: None,
        of: "渠道",
        measure: "次数",
        unit: " 次",
        decimals: 0,
    }
}

fn months(count: usize) -> Vec<String> {
    (1..=count).map(|month| format!("{month}月")).collect()
}

/// What stands between `before` and the next quotation mark, each time.
fn given<'t>(svg: &'t str, before: &'t str) -> Vec<&'t str> {
    svg.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn bars_are_as_long_as_their_figures_and_every_figure_is_said() {
    let chart = bars(
        &about(Language::Zh),
        &[
            Bar::new("门户", 1_000_000.0),
            Bar { target: Some((2e6, "目标".into())), ..Bar::new("接口", 250_000.0) },
        ],
    );
    let widths = given(&chart.svg, "class=\"k1\" x=\"0%\"");
    assert_eq!(widths.len(), 2);
    assert!(chart.svg.contains("width=\"37%\"") && chart.svg.contains("width=\"9.25%\""));
    assert!(chart.svg.contains("class=\"target\" x1=\"74%\""), "{}", chart.svg);
    assert_eq!(chart.table.heads, ["渠道", "次数"]);
    let rows = [["门户", "1,000,000 次"], ["接口", "250,000 次"]].map(|row| row.map(str::to_owned));
    assert_eq!(chart.table.rows, rows);
    assert!(chart.svg.contains(">1,000,000 次</text>"));
}

#[test]
fn a_drawing_names_itself_and_says_its_figures_to_those_who_hear() {
    let chart = bars(&about(Language::Zh), &[Bar::new("门户", 3.0), Bar::new("接口", 4.0)]);
    let svg = &chart.svg;
    assert!(svg.contains("role=\"img\""));
    assert!(svg.contains(">查询 &lt;按渠道&gt;</title>"), "{svg}");
    assert!(svg.contains(">门户：3 次；接口：4 次</desc>"), "{svg}");
    let [title] = given(svg, "aria-labelledby=\"")[..] else { panic!("{svg}") };
    assert!(svg.contains(&format!("<title id=\"{title}\">")));
    let other = bars(&about(Language::Zh), &[Bar::new("门户", 4.0)]);
    assert!(!other.svg.contains(title), "two drawings share no id");
}

#[test]
fn no_drawing_carries_style_or_script_of_its_own() {
    let series = [Series { name: "a".into(), values: vec![1.0, 2.0] }];
    let zh = about(Language::Zh);
    let all = [
        bars(&zh, &[Bar::new("a", 1.0)]).svg,
        columns(&zh, &months(2), &series).svg,
        lines(&zh, &months(2), &series, 0.0).svg,
        share(&zh, &[("a".into(), 1.0)]).svg,
        spark("a", &[1.0, 2.0]),
    ];
    for svg in all {
        assert!(
            !svg.contains("style=") && !svg.contains("<script") && !svg.contains("NaN"),
            "{svg}"
        );
    }
}

#[test]
fn parts_of_a_column_lie_upon_each_other_and_none_stands_out_of_the_plot() {
    let part = |name: &str, values: &[f64]| Series { name: name.into(), values: values.to_vec() };
    let series = [part("门户", &[30.0, 10.0]), part("接口", &[10.0, 50.0])];
    let chart = columns(&about(Language::Zh), &months(2), &series);
    assert_eq!(chart.legend, ["门户", "接口"]);
    assert_eq!(chart.svg.matches("<rect").count(), 4);
    // The axis reaches 60: 30 is half of 10rem, and 10 lies on it.
    assert!(chart.svg.contains("y=\"5.6rem\" width=\"9%\" height=\"5rem\""), "{}", chart.svg);
    assert!(chart.svg.contains("y=\"3.93rem\" width=\"9%\" height=\"1.67rem\""), "{}", chart.svg);
    assert_eq!(chart.table.rows.len(), 2);
    assert_eq!(chart.table.heads, ["渠道", "门户", "接口"]);
}

#[test]
fn a_line_stops_where_its_figures_stop() {
    let series = [Series { name: "及时率".into(), values: vec![96.0, 98.0, 99.0] }];
    let chart = lines(&about(Language::Zh), &months(12), &series, 90.0);
    let points = given(&chart.svg, "points=\"");
    assert_eq!(points.len(), 1);
    assert_eq!(points[0].split(' ').count(), 3);
    assert_eq!(chart.table.rows[11], ["12月", ""]);
    assert!(chart.legend.is_empty(), "one line needs no legend");
    assert!(chart.svg.contains(">90</text>"), "the axis begins at its floor");
    assert_eq!(
        chart.svg.matches("class=\"odd\"").count(),
        6,
        "a phone shows half of twelve labels"
    );
}

#[test]
fn shares_make_up_the_whole() {
    let parts = [("许可".to_owned(), 75.0), ("处罚".to_owned(), 25.0)];
    let chart = share(&about(Language::Zh), &parts);
    assert_eq!(chart.legend, ["许可 75 次 (75.0%)", "处罚 25 次 (25.0%)"]);
    assert!(chart.svg.contains("x=\"75%\""));
}

#[test]
fn nothing_to_show_is_no_fault() {
    let zh = about(Language::Zh);
    let none = [Series { name: "a".into(), values: vec![] }];
    for chart in [
        bars(&zh, &[]),
        bars(&zh, &[Bar::new("a", 0.0)]),
        columns(&zh, &[], &none),
        columns(&zh, &months(1), &[Series { name: "a".into(), values: vec![0.0] }]),
        lines(&zh, &[], &none, 0.0),
        share(&zh, &[]),
        share(&zh, &[("a".into(), 0.0)]),
    ] {
        assert!(!chart.svg.contains("NaN") && !chart.svg.contains("inf"), "{}", chart.svg);
    }
    assert!(!spark("a", &[]).contains("NaN"));
}

#[test]
fn axes_are_round_and_brief_in_both_languages() {
    let ticks = |highest| scale::Scale::new(0.0, highest).ticks().collect::<Vec<_>>();
    assert_eq!(ticks(7.0), [0.0, 2.0, 4.0, 6.0, 8.0]);
    assert_eq!(ticks(100.0), [0.0, 25.0, 50.0, 75.0, 100.0]);
    assert_eq!(ticks(4_218_331.0).last(), Some(&6_000_000.0));
    assert_eq!(scale::brief(Language::Zh, 2_500_000.0, 0), "250万");
    assert_eq!(scale::brief(Language::En, 2_500_000.0, 0), "2.5M");
    assert_eq!(scale::brief(Language::En, 0.25, 2), "0.25");
    assert_eq!(scale::figure(-1234.5, 1), "-1,234.5");
    assert_eq!(scale::figure(99.96, 1), "100.0");
}

#[test]
fn long_names_break_into_lines_and_words_stay_whole() {
    let name = "济南市历下区行政审批服务局政务服务中心综合受理窗口（第六窗口）";
    let broken = draw::lines(name, 23.0);
    assert_eq!(broken.concat(), name);
    assert_eq!(broken.len(), 2);
    let english = draw::lines("Bureau of Administrative Approval Services of Lixia District", 23.0);
    assert_eq!(english.join(" "), "Bureau of Administrative Approval Services of Lixia District");
}
