//! Pages of processes and cases: ordinary, empty, with everything that can stand on them.

use policy::model::basis::{Basis, Certainty, DocumentKind};

use super::render;
use crate::{
    door::{CaseChoice, CaseField, CaseForm, CasePaper, CaseWrong},
    view::{
        Labelled, Pager, Refused,
        case::{
            About, Act, Case, Due, Find, Form, Letter, Line, Move, Notice, Notices, Open, Paper,
            Receipt, Record, Status, Step,
        },
        process::{Begin, End, Entry, Group, Guide, Index, Item, Link, Need, Silence, Stage, Term},
    },
};

fn text(text: &str) -> String {
    text.to_owned()
}

fn basis(certainty: Certainty) -> Vec<Basis> {
    vec![Basis {
        document: text("山东省社会信用条例"),
        article: Some(text("第39条")),
        kind: DocumentKind::LocalRegulation,
        certainty,
    }]
}

fn entry(title: &str, announced: bool) -> Entry {
    Entry {
        href: text("/processes/objection"),
        title: text(title),
        purpose: text("认为信用信息有错误、有遗漏或者不该公示的，提出来，由人核查。"),
        decider: Some(text("信用中心承办人")),
        within: Some(text("3 个工作日内")),
        announced_href: announced.then(|| text("/announcements/objection")),
    }
}

fn index() -> Index {
    let group = |key: &str| Group {
        key: format!("process.group.{key}"),
        entries: vec![entry("异议", false), entry("信用承诺", true)],
    };
    Index { yours: vec![group("rights")], theirs: vec![group("lists"), group("tasks")] }
}

fn guide() -> Guide {
    let need = |title: &str, required| Need {
        title: text(title),
        help: Some(text("写明有误的内容。")),
        required,
    };
    let stage = |title: &str, yours| Stage {
        title: text(title),
        said: text("已收到，正在等待受理。"),
        owner: text("信用中心承办人"),
        yours,
        terms: vec![Term {
            title: text("答复"),
            length: text("3 个工作日内"),
            from: text("从提出的次日起算"),
            extended: Some(text("可以延长 1 次，每次 10 个工作日")),
            basis: basis(Certainty::Assumed),
        }],
        going: vec![text("“答复”的期限暂停")],
        next: vec![text("受理 → 核查中"), text("不予受理 → 维持")],
    };
    Guide {
        title: text("异议"),
        purpose: text("认为信用信息有错误的，提出来。"),
        text: vec![
            text("谁可以提：本人和利害关系人。"),
            text("2026-09-30 提出的，10 月 10 日前答复。"),
        ],
        group_key: text("process.group.rights"),
        begin: Begin {
            title: text("提出异议"),
            mine_href: Some(text("/mine/cases/new/objection")),
            anyone_href: Some(text("/processes/objection/new")),
            record: true,
            staff: Vec::new(),
        },
        who: vec![text("process.party.subject"), text("process.party.anyone")],
        fields: vec![need("哪里不对", true), need("与该信息的利害关系", false)],
        papers: vec![need("证明材料", false)],
        later: vec![need("整改证明", true)],
        stages: vec![stage("待受理", false), stage("待补正", true)],
        ends: vec![End {
            title: text("已更正"),
            said: text("查实有误，已经更正。"),
            key: text("process.outcome.done"),
            tone: "good",
        }],
        silence: vec![Silence { title: text("答复"), steps: vec![text("当天提醒")] }],
        decider: Some(text("信用中心承办人")),
        within: Some(text("3 个工作日内")),
        rights: vec![text("撤回异议"), text("要求复核")],
        ends_with_record: true,
        complaints: vec![Link { href: text("/processes/complaint"), title: text("投诉") }],
        items: vec![Item {
            href: Some(text("/mine/cases/new/commitment?item=food")),
            title: text("食品经营许可告知承诺"),
            unit: text("行政审批服务局"),
            statements: vec![text("所填信息真实、准确。")],
        }],
        announced_href: Some(text("/announcements/objection")),
        since: text("2026-04-01"),
        basis: basis(Certainty::Official),
    }
}

fn bare_guide() -> Guide {
    Guide {
        decider: None,
        within: None,
        text: Vec::new(),
        begin: Begin {
            title: text("开始"),
            mine_href: None,
            anyone_href: None,
            record: false,
            staff: vec![text("认定机关")],
        },
        who: Vec::new(),
        fields: Vec::new(),
        papers: Vec::new(),
        later: Vec::new(),
        silence: Vec::new(),
        rights: Vec::new(),
        ends_with_record: false,
        complaints: Vec::new(),
        items: Vec::new(),
        announced_href: None,
        ..guide()
    }
}

fn refused() -> Refused {
    Refused {
        rule: text("C-17"),
        reason: text("2027-02-19 起才可以申请"),
        basis: text("信用修复管理办法"),
        remedy: text("请到期再来。"),
    }
}

fn form() -> CaseForm {
    let field = |id: &str, kind, required| CaseField {
        id: text(id),
        name: format!("field.{id}"),
        kind,
        label: format!("字段 {id}"),
        hint: Some(text("请写明。")),
        value: String::new(),
        required,
        longest: 2_000,
        options: vec![CaseChoice { id: text("a"), title: text("甲") }],
    };
    let kinds = ["text", "area", "date", "number", "money", "tick", "radio", "select", "code"];
    CaseForm {
        fields: kinds.iter().map(|kind| field(kind, kind, *kind != "text")).collect(),
        papers: vec![CasePaper {
            id: text("evidence"),
            name: text("paper.evidence"),
            label: text("证明材料"),
            hint: None,
            required: false,
        }],
        errors: vec![CaseWrong {
            field: text("field.area"), text: text("请填写“字段 area”")
        }],
    }
}

fn shown(refusal: bool) -> Form {
    Form {
        action: text("/processes/objection/new"),
        title: text("提出异议"),
        hidden: vec![(text("digest"), text("00ff"))],
        form: if refusal { CaseForm::default() } else { form() },
        refused: refusal.then(refused),
    }
}

fn open(record: bool) -> Open {
    Open {
        process: text("异议"),
        purpose: text("认为信用信息有错误的，提出来。"),
        guide_href: text("/processes/objection"),
        record: record.then(|| Record {
            subject: text("山东泉润餐饮管理有限公司"),
            title: text("罚款 0.3 万元"),
            item_title: text("行政处罚"),
            subject_href: text("/subjects/91370102MA3C0007X1"),
            href: text("/subjects/91370102MA3C0007X1/records/00ff"),
            authority: text("历下区市场监管局"),
            decided_on: text("2026-11-19"),
        }),
        asks_subject: !record,
        asks_who: record,
        subject: text("91370102MA3C0007X1"),
        name: text("赵无名"),
        contact: String::new(),
        mine_href: record.then(|| text("/mine/cases/new/objection?digest=00ff")),
        form: shown(!record),
    }
}

fn due(on: Option<&str>, state: &'static str) -> Due {
    Due {
        title: text("答复"),
        on: on.map(str::to_owned),
        state,
        explained: text("3 个工作日：2026-11-20 → 2026-11-25"),
    }
}

fn line(yours: bool) -> Line {
    Line {
        href: None,
        number: text("37010020261120000001"),
        title: text("异议"),
        about: Some(text("行政处罚")),
        state: text("待受理"),
        tone: "wait",
        with: Some(text("信用中心")),
        yours,
        due: Some(due(Some("2026-11-25"), "soon")),
        filed_on: text("2026-11-20"),
        closed_on: (!yours).then(|| text("2026-11-22")),
    }
}

fn case() -> Case {
    let act = |id: &str, refusal: bool| Move {
        id: text(id),
        title: text("撤回异议"),
        refused: refusal.then(refused),
    };
    let step = |title: &str, note: Option<&str>| Step {
        on: text("2026-11-20"),
        at: text("2026-11-20 10:00:00"),
        title: text(title),
        by: text("信用中心"),
        note: note.map(str::to_owned),
        position: 1_204,
        tone: "",
    };
    Case {
        number: text("37010020261120000001"),
        title: text("异议"),
        guide_href: text("/processes/objection"),
        state: text("待补正"),
        said: text("还缺一些内容，请在 2026-11-27 前补充。"),
        tone: "wait",
        open: true,
        with: Some(text("信用中心")),
        yours: true,
        dues: vec![due(Some("2026-11-27"), "today"), due(None, "paused"), due(None, "unknown")],
        about: Some(About {
            title: text("行政处罚"), href: Some(text("/subjects/1/records/2"))
        }),
        filed_on: text("2026-11-20"),
        closed_on: None,
        facts: vec![Labelled {
            label: text("哪里不对"), value: text("金额写错"), wide: true
        }],
        papers: vec![Paper { place: 1, title: text("证明材料"), name: text("缴款单.pdf") }],
        steps: vec![step("提出", None), step("一次性告知补正", Some("请附缴款单"))],
        letters: vec![Letter {
            place: 1,
            title: text("补正通知书"),
            text: vec![text("请在 2026-11-27 前补充。")],
            on: text("2026-11-20"),
            formal: true,
        }],
        moves: vec![act("withdraw", false), act("repair", true)],
        children: vec![line(true), line(false)],
        receipt: true,
        noted: true,
        addable: vec![CaseChoice { id: text("evidence"), title: text("证明材料") }],
    }
}

fn bare_case() -> Case {
    Case {
        tone: "good",
        open: false,
        with: None,
        yours: false,
        dues: Vec::new(),
        about: Some(About { title: text("行政处罚"), href: None }),
        closed_on: Some(text("2026-11-22")),
        facts: Vec::new(),
        papers: Vec::new(),
        steps: Vec::new(),
        letters: Vec::new(),
        moves: Vec::new(),
        children: Vec::new(),
        receipt: false,
        noted: false,
        addable: Vec::new(),
        ..case()
    }
}

fn receipt() -> Receipt {
    Receipt {
        process: text("异议"),
        about: Some(About { title: text("行政处罚"), href: Some(text("/subjects/1")) }),
        number: text("37010020261120000001"),
        code: text("ABCDEFGHJK"),
        filed_on: text("2026-11-20"),
        said: text("已收到，正在等待受理。"),
        dues: vec![due(Some("2026-11-25"), "soon")],
        position: 1_204,
        address: text("https://credit.example/cases?number=37010020261120000001"),
        qr: Some(text("<svg></svg>")),
    }
}

fn notices(found: usize, query: &str) -> Notices {
    let notice = |number: usize| Notice {
        number: format!("3701002026112000000{number}"),
        on: text("2026-11-20"),
        state: Some(text("待核实")),
        tone: "wait",
        subject: Some(About { title: text("济南明泉商贸有限公司"), href: None }),
        facts: vec![Labelled {
            label: text("承诺事项"), value: text("食品经营"), wide: false
        }],
    };
    Notices {
        process: text("信用承诺"),
        href: text("/announcements/commitment"),
        guide_href: text("/processes/commitment"),
        csv_href: text("/announcements/commitment/notices.csv"),
        query: text(query),
        notices: (0..found).map(notice).collect(),
        pager: Pager { next: Some(text("/announcements/commitment?after=1")), first: None },
    }
}

#[test]
fn pages_of_processes_render_with_samples() {
    render("processes", "portal/process/index.html", &index());
    let none = Index { yours: Vec::new(), theirs: Vec::new() };
    render("processes-none", "portal/process/index.html", &none);
    render("guide", "portal/process/guide.html", &guide());
    render("guide-bare", "portal/process/guide.html", &bare_guide());
}

#[test]
fn pages_of_cases_render_with_samples() {
    let wrong =
        vec![CaseWrong { field: text("number"), text: text("编号与查询码不相符") }];
    let find = Find { number: text("3701"), errors: wrong.clone() };
    render("case-find", "portal/case/find.html", &find);
    render("case-new", "portal/case/new.html", &open(true));
    render("case-new-bare", "portal/case/new.html", &open(false));
    let link = Link { href: text("/processes/objection"), title: text("提出异议") };
    render("case-record", "portal/case/record.html", &link);
    render("case-receipt", "portal/case/receipt.html", &receipt());
    for case in [case(), bare_case()] {
        let noted =
            vec![CaseWrong { field: text("note"), text: text("请写下要补充的内容") }];
        let errors = if case.noted { noted } else { Vec::new() };
        let said = Some(text("已办理。"));
        let status = Status { case, code: text("ABCDEFGHJK"), said, errors };
        render("case-status", "portal/case/status.html", &status);
    }
    for refusal in [false, true] {
        let act = Act {
            number: text("37010020261120000001"),
            code: text("ABCDEFGHJK"),
            process: text("异议"),
            form: shown(refusal),
        };
        render("case-move", "portal/case/move.html", &act);
    }
    render("notices", "portal/announcements.html", &notices(2, ""));
    render("notices-none", "portal/announcements.html", &notices(0, ""));
    render("notices-none-found", "portal/announcements.html", &notices(0, "烧烤"));
}
