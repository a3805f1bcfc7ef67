//! The pages of cases: ordinary, empty, with everything that can stand on them.

use policy::model::basis::{Basis, Certainty, DocumentKind};
use web::{
    door::{CaseChoice, CaseField, CaseForm, CaseWrong, tell::Pager},
    view::{
        Refused,
        case::{About, Case, Due, Form, Letter, Line, Move, Paper, Record, Step},
    },
};

use super::render;
use crate::{
    cases::view::{self, Begin, Cases, Choose, Chosen, Filed, New, Show, Signing, Statement},
    view::{Acting, Choice},
};

fn text(text: &str) -> String {
    text.to_owned()
}

fn due() -> Due {
    Due {
        title: text("答复"),
        on: Some(text("2026-11-25")),
        state: "soon",
        explained: text("3 个工作日：2026-11-20 → 2026-11-25"),
    }
}

pub(super) fn line(yours: bool) -> Line {
    Line {
        href: Some(text("/mine/cases/37010020261120000001")),
        number: text("37010020261120000001"),
        title: text("异议"),
        about: Some(text("行政处罚")),
        state: text("待受理"),
        tone: "wait",
        with: Some(text("信用中心")),
        yours,
        due: Some(due()),
        filed_on: text("2026-11-20"),
        closed_on: None,
    }
}

fn cases(some: bool) -> Cases {
    let one = |yours| if some { vec![line(yours)] } else { Vec::new() };
    let begin = Begin {
        href: text("/mine/cases/new/objection"),
        title: text("异议"),
        purpose: text("认为信用信息有错误的，提出来。"),
        guide_href: text("/processes/objection"),
    };
    Cases {
        name: text("王小明"),
        waiting: one(true),
        open: one(false),
        ended: one(false),
        pager: Pager::default(),
        begin: if some { vec![begin] } else { Vec::new() },
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

fn case(open: bool) -> Case {
    let act = |id: &str, refusal: bool| Move {
        id: text(id),
        title: text("撤回异议"),
        refused: refusal.then(refused),
    };
    let step = Step {
        on: text("2026-11-20"),
        at: text("2026-11-20 10:00:00"),
        title: text("提出"),
        by: String::new(),
        note: Some(text("金额写错")),
        position: 1_204,
        tone: "",
    };
    let letter = Letter {
        place: 1,
        title: text("补正通知书"),
        text: vec![text("请在 2026-11-27 前补充。")],
        on: text("2026-11-20"),
        formal: true,
    };
    let all = |some: bool| if some && open { 1 } else { 0 };
    Case {
        number: text("37010020261120000001"),
        title: text("异议"),
        guide_href: text("/processes/objection"),
        state: text("待补正"),
        said: text("请在 2026-11-27 前补充。"),
        tone: "wait",
        open,
        with: Some(text("信用中心")),
        yours: open,
        dues: vec![due(); all(true)],
        about: open
            .then(|| About { title: text("行政处罚"), href: Some(text("/mine/records/1")) }),
        filed_on: text("2026-11-20"),
        closed_on: (!open).then(|| text("2026-11-22")),
        facts: Vec::new(),
        papers: vec![
            Paper { place: 1, title: text("证明材料"), name: text("缴款单.pdf") };
            all(true)
        ],
        steps: vec![step],
        letters: vec![letter; all(true)],
        moves: if open { vec![act("withdraw", false), act("b", true)] } else { Vec::new() },
        children: vec![line(false); all(true)],
        receipt: open,
        noted: open,
        addable: vec![CaseChoice { id: text("evidence"), title: text("证明材料") }; all(true)],
    }
}

fn form(refusal: bool) -> Form {
    let field = CaseField {
        id: text("statement"),
        name: text("field.statement"),
        kind: "area",
        label: text("哪里不对"),
        hint: None,
        value: String::new(),
        required: true,
        longest: 2_000,
        options: Vec::new(),
    };
    let wrong =
        CaseWrong { field: text("field.statement"), text: text("请填写“哪里不对”") };
    Form {
        action: text("/mine/cases/new/objection"),
        title: text("提出异议"),
        hidden: vec![(text("digest"), text("00ff"))],
        form: CaseForm { fields: vec![field], papers: Vec::new(), errors: vec![wrong] },
        refused: refusal.then(refused),
    }
}

fn new(signing: bool) -> New {
    let basis = Basis {
        document: text("山东省社会信用条例"),
        article: Some(text("第32条")),
        kind: DocumentKind::LocalRegulation,
        certainty: Certainty::Assumed,
    };
    let signed = Signing {
        title: text("食品经营许可告知承诺"),
        kind_key: text("mine.sign_kind.approval-replacement"),
        unit: text("济南市行政审批服务局"),
        replaces: Some(text("租赁合同")),
        statements: vec![Statement {
            name: text("accept.1"),
            text: text("所填信息真实、准确。"),
            accepted: true,
        }],
        consequence: text("未修复之前不能再用承诺方式办理。"),
        verified: text("现场核实。"),
        verify_within: text("30 日"),
        valid: None,
        published: true,
        matter: Some(text("食品经营许可")),
        seen: vec![Choice { id: text("/mine/records/1"), title: text("罚款 · 2026-11-16") }],
        basis: vec![basis],
    };
    New {
        process: text("信用承诺"),
        purpose: text("用书面承诺代替材料。"),
        guide_href: text("/processes/commitment"),
        name: text("济南明泉商贸有限公司"),
        record: (!signing).then(|| Record {
            subject: text("济南明泉商贸有限公司"),
            title: text("罚款"),
            item_title: text("行政处罚"),
            subject_href: text("/mine/records"),
            href: text("/mine/records/1"),
            authority: text("市场监督管理局"),
            decided_on: text("2026-11-16"),
        }),
        asks_subject: !signing,
        subject: String::new(),
        signing: signing.then_some(signed),
        clear: signing,
        back: text("/mine/cases"),
        form: form(!signing),
    }
}

fn choose(what: &'static str, some: bool) -> Choose {
    let chosen = Chosen {
        href: Some(text("/mine/cases/new/objection?digest=1")),
        title: text("罚款"),
        note: text("2026-11-16"),
    };
    let acting = |own| Acting { code: String::new(), name: text("王小明"), own, current: own };
    Choose {
        title: text("提出异议"),
        purpose: text("提出来。"),
        guide_href: text("/processes/objection"),
        what,
        choices: if some { vec![chosen] } else { Vec::new() },
        acting: if some { vec![acting(true), acting(false)] } else { Vec::new() },
    }
}

fn filed(signed: bool) -> Filed {
    Filed {
        process: text("信用承诺"),
        signed,
        number: text("37010020261120000001"),
        code: text("ABCDEFGHJK"),
        filed_on: text("2026-11-20"),
        said: text("承诺已经生效。"),
        dues: vec![due()],
        position: 7,
        href: text("/mine/cases/37010020261120000001"),
        announced_href: signed.then(|| text("/announcements/commitment")),
    }
}

#[test]
fn the_pages_of_cases_render_with_samples() {
    for some in [true, false] {
        render("cases", "mine/cases.html", &cases(some));
        render("case-new", "mine/case-new.html", &new(some));
        render("case-filed", "mine/case-filed.html", &filed(some));
        for what in ["record", "item", "acting"] {
            render("case-choose", "mine/case-choose.html", &choose(what, some));
        }
        let wrong = CaseWrong { field: text("note"), text: text("请写下要补充的内容") };
        let errors = if some { vec![wrong] } else { Vec::new() };
        let base = text("/mine/cases/37010020261120000001");
        render("case", "mine/case.html", &Show { case: case(some), base, errors });
        let step = view::Move {
            number: text("37010020261120000001"),
            process: text("异议"),
            back: text("/mine/cases/37010020261120000001"),
            form: form(some),
        };
        render("case-move", "mine/case-move.html", &step);
    }
}

#[test]
fn a_repair_receipt_names_what_is_still_open() {
    let stop = |at: Option<&str>| view::Stop {
        place: text("信用门户"),
        at: at.map(str::to_owned),
        note: None,
    };
    for stops in [Vec::new(), vec![stop(Some("2026-11-20 10:00:00")), stop(None)]] {
        let receipt = view::Receipt {
            number: text("37010020261120000001"),
            back: text("/mine/cases/37010020261120000001"),
            name: text("济南明泉商贸有限公司"),
            about: Some(text("罚款")),
            decided_on: Some(text("2026-11-20")),
            printed_on: text("2026-11-21"),
            done: stops.len() / 2,
            open: stops.len() / 2,
            stops,
            position: 9,
        };
        render("case-receipt", "mine/case-receipt.html", &receipt);
    }
}
