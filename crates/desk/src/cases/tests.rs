//! The pages of cases with the longest things they can hold: thirty steps, long names, every state.

use std::path::Path;

use serde_json::{Value, json};
use web::{
    door::Language,
    pages::Pages,
    view::{Frame, MenuEntry, SignedIn},
};

const LONG: &str = "济南市历下区明湖路农副产品综合批发市场经营管理股份有限公司（个人独资，原济南市历下区第三蔬菜果品采购供应站）";

fn frame(language: Language) -> Frame {
    let entry = |path, key, current| MenuEntry { path, key, current };
    Frame {
        language,
        site: "明信".into(),
        notice: None,
        place: "cases",
        other_href: language.other().href("/desk/cases"),
        indexed: false,
        ledger: None,
        door: "desk",
        signed: Some(SignedIn {
            name: "李明".into(),
            acting: None,
            home: "/desk",
            csrf: "mark".into(),
            menu: vec![
                entry("/desk", "desk.menu.queue", false),
                entry("/desk/cases", "desk.menu.cases", true),
            ],
        }),
        said: None,
        tenant: None,
    }
}

/// Renders one template in both languages.
fn render(name: &str, template: &str, page: &Value) {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../templates"));
    let pages = Pages::open(Some(folder)).unwrap();
    for language in [Language::Zh, Language::En] {
        let html = pages.render(template, &frame(language), page).unwrap();
        assert_eq!(html.matches("<h1").count(), 1, "{name} has one heading");
        assert!(!html.contains("style=\""), "{name}: inline style breaks the content policy");
        for form in html.split("<form").skip(1) {
            let posts = form.split('>').next().unwrap_or_default().contains("method=\"post\"");
            assert!(!posts || form.contains("name=\"csrf\" value=\"mark\""), "{name}: {form}");
        }
    }
}

fn refused() -> Value {
    json!({
        "reason": "同一案件的提出人不得审核",
        "remedy": "请由本单位另一名法制审核人办理。",
        "basis": "《山东省社会信用条例》第24条",
        "rule": "C-10.b",
    })
}

fn line(number: &str, clock: &str, words: &str, due: Option<&str>) -> Value {
    json!({
        "number": number, "process": "异议", "about": "行政处罚：未按规定公示食品安全等级",
        "name": LONG, "state": "核查中", "tone": "", "who": "济南市公共信用信息中心",
        "due": due, "clock": clock, "words": words, "escalated": clock == "late",
    })
}

fn lines() -> Vec<Value> {
    vec![
        line("26370100112000000018", "late", "已超期 2 个工作日", Some("2026-11-18")),
        line("26370100112000000026", "today", "今天到期", Some("2026-11-20")),
        line("26370100112000000034", "soon", "还有 1 个工作日", Some("2026-11-23")),
        line("26370100112000000042", "later", "还有 6 个工作日", Some("2026-11-30")),
        line("26370100112000000059", "later", "工作日历未公布", None),
    ]
}

fn chip(title: &str, count: u64, current: bool) -> Value {
    json!({ "title": title, "href": "/desk/cases", "count": count, "current": current })
}

fn hue(title: &str, count: u64, mark: Option<&str>) -> Value {
    let current = mark.is_none();
    json!({ "title": title, "href": "/desk/cases", "count": count, "current": current, "mark": mark })
}

fn list() -> Value {
    let choice = |id: &str, title: &str| json!({ "id": id, "title": title });
    json!({
        "begins": true, "late_results": 2,
        "ways": [chip("办件统计", 0, false), chip("任务与治理方案", 0, false), chip("措施适用查询", 0, false)],
        "groups": [chip("全部", 128, true), chip("异议与修复", 98, false), chip("名单", 12, false),
            chip("联合奖惩", 9, false), chip("信用承诺", 7, false), chip("政务诚信", 2, false)],
        "group": "",
        "colours": [hue("全部期限", 128, None), hue("已超期", 3, Some("red")), hue("快到期", 11, Some("amber")),
            hue("期限内", 104, Some("green")), hue("暂停或无期限", 10, Some("grey"))],
        "colour": "",
        "processes": [choice("objection", "异议"), choice("repair", "信用修复")],
        "process": "", "states": [choice("filed", "待受理")], "state": "",
        "total": 128, "filtered": false, "cases": lines(),
        "moves": [choice("objection/accept", "异议 · 受理")], "move": "", "picked": [],
        "number": "", "errors": [], "next": "/desk/cases?after=x", "first": null,
    })
}

fn show() -> Value {
    let step = |n: u64| {
        json!({
            "on": "2026-11-20", "at": "2026-11-20 10:00:00", "title": "请提供单位核查", "tone": "",
            "state": "核查中", "who": "济南市公共信用信息中心",
            "note": "已电话联系处罚机关，对方称原始文书在档案室，下周一可以调阅。".repeat(2),
            "position": 4_218_330 + n,
        })
    };
    let clock = json!({
        "title": "答复异议", "due": "2026-11-23", "clock": "soon", "words": "还有 1 个工作日",
        "explained": "自 2026-11-18 的次日起 3 个工作日，为 2026-11-23：11月21日、22日是周末，不计入。",
    });
    let field = |id: &str, label: &str, value: &str, sealed: bool| {
        json!({
            "id": id, "label": label, "value": value, "sealed": sealed, "show": sealed, "opened": false,
        })
    };
    let button = |title: &str, tone: &str, refused: Value| {
        json!({
            "href": "/desk/cases/26370100112000000018/moves/x", "title": title, "tone": tone, "refused": refused,
        })
    };
    let fact = |label: &str, value: &str, wide: bool| json!({ "label": label, "value": value, "wide": wide });
    json!({
        "number": "26370100112000000018", "title": "异议", "href": "/desk/cases/26370100112000000018",
        "queue": "/desk/cases?process=objection", "subject": LONG, "state": "核查中", "tone": "",
        "verdict": "stop", "said": "已受理，承办人正在核查；核查期间，该记录在所有页面标注“异议中”。", "open": true,
        "who": "济南市公共信用信息中心", "closed": null, "clocks": [clock, clock],
        "moves": [button("提出更正意见", "main", Value::Null), button("请提供单位核查", "", Value::Null), button("不予更改", "bad", Value::Null)],
        "barred": [button("同意并办结", "", refused())],
        "facts": [fact("主体", LONG, true), fact("事由", "行政处罚：未按规定公示食品安全等级", true), fact("提出人", "主体本人", false), fact("收到日期", "2026-11-18", false), fact("适用版本", "2020-10-01 起施行的版本", false)],
        "record": { "href": "/subjects/91370100MA3C00011J/records/00ff", "title": "罚款 0.3 万元：未按规定公示食品安全等级", "whose": LONG },
        "hidden": false,
        "fields": [field("statement", "哪里不对", "罚款金额写错了，应为 0.2 万元。\n决定书第二页写明。", false), field("contact", "姓名和联系方式", "", true)],
        "sealed": true,
        "papers": [{ "href": "/desk/cases/1/papers/1", "title": "证明材料", "name": "处罚决定书扫描件（第二页）.pdf", "size": "312 KB", "on": "2026-11-18", "sha256": "9f86d081884c7d65" }],
        "letters": [{ "href": "/desk/cases/1/letters/1", "title": "异议受理通知书", "to": "异议人", "on": "2026-11-18" }],
        "receipt": [{ "place": "门户公示", "text": null, "at": "2026-11-20 10:00:00" }, { "place": "信用中国（山东）", "text": "已送出，等待回执", "at": null }],
        "waiting": 1, "parent": "26370100112000000026", "children": lines(),
        "steps": (18..30).map(step).collect::<Vec<_>>(), "earlier": (0..18).map(step).collect::<Vec<_>>(),
        "notes": true, "noting": false, "note": "",
        "extensions": [{ "clock": "answer", "title": "答复异议", "length": "3 个工作日", "times": 1, "reason": "", "open": true }],
        "heirs": [{ "id": "lixia-credit-centre", "title": "济南市历下区公共信用信息中心" }],
        "handing": { "open": true, "agency": "", "reason": "" },
        "errors": [{ "field": "reason-answer", "text": "请写明延长的理由，当事人会看到" }], "refused": refused(),
    })
}

fn form() -> Value {
    let field = |id: &str, kind: &str, label: &str| {
        json!({
            "id": id, "name": format!("field.{id}"), "kind": kind, "label": label, "hint": "写明依据的条文。",
            "value": "", "required": id != "more", "longest": 2000,
            "options": [{ "id": "a", "title": LONG }, { "id": "b", "title": "更正" }],
        })
    };
    json!({
        "fields": [field("facts", "area", "认定的事实"), field("list", "select", "名单"), field("wish", "radio", "希望怎样处理"),
            field("amount", "money", "涉及金额"), field("count", "number", "人数"), field("on", "date", "决定日期"),
            field("code", "code", "统一社会信用代码"), field("sure", "tick", "已核对原始文书"), field("more", "text", "文号")],
        "papers": [{ "id": "evidence", "name": "paper.evidence", "label": "证据", "hint": null, "required": true }],
        "errors": [{ "field": "field.facts", "text": "请填写“认定的事实”" }, { "field": "paper.evidence", "text": "请附上“证据”" }],
    })
}

fn step(stage: &str) -> Value {
    json!({
        "title": "列入名单", "purpose": "有权机关依法定标准和程序，把严重失信或者守信的主体列入名单。", "button": "拟列入名单",
        "stages": ["对谁办理", "针对哪一条记录", "填写内容"], "at": 2, "stage": stage, "action": "/desk/cases/new/designation",
        "nobody": true, "number": "", "documents": [], "document": "", "purposes": [{ "id": "remedy", "title": "异议、修复与申诉" }],
        "chosen_purpose": "", "matter_number": "", "subject": LONG, "record": "罚款 0.3 万元",
        "records": [{ "digest": "00ff", "on": "2026-11-16", "title": "罚款 0.3 万元：未按规定公示食品安全等级", "item": "行政处罚", "authority": "济南市市场监督管理局" }],
        "kept": { "subject": "00", "shown": LONG }, "effects": ["列入名单，依法公开。"], "ends": true, "form": form(),
        "errors": [], "refused": null,
    })
}

#[test]
fn every_page_of_cases_renders_with_long_things() {
    render("list", "desk/cases/index.html", &list());
    render("show", "desk/cases/show.html", &show());
    for stage in ["whom", "which", "ask"] {
        render(stage, "desk/cases/begin.html", &step(stage));
    }
    render(
        "move",
        "desk/cases/move.html",
        &json!({
            "number": "26370100112000000018", "title": "同意更正", "process": "异议", "subject": LONG,
            "effects": ["按“有误的栏目”和“正确的内容”更正记录，所有页面立即更新。", "办理后的状态：已更正", "这件事就此办结，不能再改。"],
            "ends": true, "form": form(), "refused": refused(), "barred": false,
            "action": "/desk/cases/26370100112000000018/moves/agree", "back": "/desk/cases/26370100112000000018",
        }),
    );
    let bulk = |results: Value| {
        json!({
            "title": "受理", "process": "异议", "move": "objection/accept", "effects": ["办理后的状态：核查中"], "ends": false,
            "cases": lines(), "form": form(), "results": results, "done": 2, "left": 1,
        })
    };
    render("bulk", "desk/cases/bulk.html", &bulk(json!([])));
    let results = json!([
        { "number": "26370100112000000018", "name": LONG, "state": "核查中", "refused": null },
        { "number": "26370100112000000026", "name": null, "state": "", "refused": refused() },
    ]);
    render("bulk-results", "desk/cases/bulk.html", &bulk(results));
    render(
        "letter",
        "desk/cases/letter.html",
        &json!({
            "number": "26370100112000000018", "title": "不予更改告知书", "to": "异议人", "from": "济南市公共信用信息中心", "on": "2026-11-20",
            "paragraphs": ["您好：", "经核查，该记录与原始文书一致。".repeat(8)], "position": 12, "pdf": "/desk/cases/1/letters/1/pdf", "back": "/desk/cases/1",
        }),
    );
}
