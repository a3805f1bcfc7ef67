//! Samples of the pages of reports: the form, the list, a report whole, one of which little is told.

use web::{
    door::tell::{Labelled, Tag},
    view::{
        Refused,
        report::{Counted, Entry, Paper, Section},
    },
};

use super::render;
use crate::view::{
    Choice,
    report::{FieldError, Form, Known, Line, Other, Report, Reports},
};

fn text(text: &str) -> String {
    text.to_owned()
}

fn fact(label: &str, value: &str) -> Labelled {
    Labelled { label: text(label), value: text(value), wide: value.len() > 60 }
}

fn form(special: bool) -> Form {
    let choice = |id: &str, title: &str| Choice { id: text(id), title: text(title) };
    Form {
        template: text("person"),
        title: text("公共信用信息报告（个人）"),
        href: text("/reports/person"),
        special,
        opened: false,
        purpose: text(""),
        language: text("zh"),
        known_on: text(""),
        longest: special.then(|| text("3 年")),
        from: text("2023-11-21"),
        until: text("2026-11-20"),
        today: text("2026-11-20"),
        domains: if special {
            vec![choice("tax", "税务"), choice("customs", "海关")]
        } else {
            vec![]
        },
        chosen: vec![text("tax")],
        error: None,
        refused: None,
    }
}

fn line(state: &'static str) -> Line {
    Line {
        href: text("/mine/reports/20261120173015A1B2C3D4"),
        number: text("20261120 173015 A1B2C3D4"),
        title: text("公共信用信息报告（个人）"),
        issued_at: text("2026-11-20 17:30:15"),
        valid_until: text("2026-12-20"),
        requester: text("您自己"),
        state,
    }
}

fn paper() -> Paper {
    let counted = |title: &str, count| Counted {
        title: text(title),
        href: Some(text("#part-administration")),
        count,
        words: format!("{count} 条"),
    };
    let entry = Entry {
        title: text("行政处罚"),
        marks: vec![text("异议处理中")],
        facts: vec![fact("决定书文号", "济公罚〔2026〕8号")],
        from: vec![fact("数据来源", "济南市公安局"), fact("更新日期", "2026-11-20")],
    };
    Paper {
        lang: "zh-CN",
        title: text("公共信用信息报告（个人）"),
        issuer: text("信用泉城"),
        subject: text("王小明"),
        labels: vec![Tag { title: text("守信激励对象"), tone: "good" }],
        number: text("20261120 173015 A1B2C3D4"),
        verify: fact("扫码核验", "https://credit.example/verify/20261120173015A1B2C3D4"),
        code: web::qr::qr("核验", "https://credit.example/verify/20261120173015A1B2C3D4"),
        mark: text("仅供王小明用于本人查询"),
        head: vec![vec![fact("报告编号", "20261120173015A1B2C3D4")], vec![fact("名称", "王小明")]],
        digest: Some(fact("摘要", "0123456789abcdef")),
        summary_title: text("信息概览"),
        summary: vec![counted("行政管理", 1), counted("信用承诺", 0)],
        sections: vec![Section {
            id: Some(text("part-administration")),
            title: text("行政管理"),
            entries: vec![entry],
            ..Section::default()
        }],
    }
}

fn list(form: Option<Form>, issued: Vec<Line>) -> Reports {
    let other = Other {
        href: text("/mine/reports?template=no-violation"),
        title: text("专项信用报告"),
        text: text("一份代替多个部门的无违法违规证明"),
    };
    Reports { name: text("王小明"), form, others: vec![other], issued }
}

#[test]
fn the_pages_of_reports_render_with_samples() {
    let issued = ["valid", "over", "superseded"].map(line).to_vec();
    render("reports", "mine/reports.html", &list(Some(form(false)), issued));
    render("reports-special", "mine/reports.html", &list(Some(form(true)), vec![]));
    render("reports-none", "mine/reports.html", &list(None, vec![]));
    let refused = Refused {
        rule: text("C-08"),
        reason: text("期间超过了 3 年"),
        basis: text("某标准"),
        remedy: text("请缩短期间。"),
    };
    let error = FieldError { field: "known_on", text: text("请写成 2026-11-21 的样子。") };
    let wrong = Form { refused: Some(refused), error: Some(error), opened: true, ..form(false) };
    render("reports-refused", "mine/reports.html", &list(Some(wrong), vec![]));
    for is_over in [false, true] {
        let (href, verify_href) = (text("/mine/reports/1"), text("/verify/1"));
        let report = Report { href, verify_href, is_over, position: 12, paper: paper() };
        render("report", "mine/report.html", &report);
    }
    for superseded in [true, false] {
        let known = Known { superseded, line: line("superseded") };
        render("report-known", "mine/report-known.html", &known);
    }
}
