//! Sample pages: ordinary, empty, and with everything that can stand on them.

use web::{
    door::tell::{Labelled, Pager, Tag},
    view::{Refused, case::Repair},
};

use crate::view::{
    Acting, Agent, Agents, Asked, Association, Associations, Choice, Cleansed, Code, Consent,
    ConsentKind, ConsentKinds, ConsentLine, Consents, DeclarationError, DeclarationKinds,
    DeclarationLine, Declarations, Download, Due, Evidence, FieldError, Figures, Line, Look,
    Lookup, Lookups, Mandate, Messages, NewConsent, NewDeclaration, News, Record, Records, Source,
    Start, Year,
};

fn text(text: &str) -> String {
    text.to_owned()
}

fn refused() -> Option<Refused> {
    Some(Refused {
        rule: text("S-34"),
        reason: text("授权只能到 2027-11-20"),
        basis: text("《山东省社会信用条例》第21条"),
        remedy: text("请改期。"),
    })
}

fn line() -> Line {
    Line {
        href: text("/mine/records/00ff"),
        objection_href: text("/mine/cases/new/objection?digest=00ff"),
        item_title: text("行政处罚"),
        tone: "bad",
        title: text("销售过期食品"),
        source: text("济南市市场监督管理局"),
        document_number: Some(text("济市监罚〔2026〕12号")),
        decided_on: text("2026-11-16"),
        valid_until: Some(text("2027-11-15")),
        seen: text("向社会公开，至 2027-11-16。"),
        state: Some(Tag { title: text("异议处理中"), tone: "wait" }),
        self_declared: true,
        check_state: Some(text("未核实")),
        objected: true,
    }
}

fn look() -> Look {
    Look {
        href: text("/mine/lookups/12"),
        at: text("2026-11-20 10:00:00"),
        kind: text("file"),
        refused: false,
        organisation: text("济南市行政审批服务局"),
        unit: Some(text("历下区")),
        purpose: Some(text("行政许可")),
        matter: Some(text("食品经营许可")),
        matter_number: Some(text("许2026-3")),
        basis: Some(text("《山东省社会信用条例》第22条")),
        what: vec![text("行政处罚")],
        channel: Some(text("工作台")),
        consent: Some(text("A-7")),
        questioned: false,
        finding: None,
        delay: Some(text("依照某法，至 2026-12-01 起告知。")),
        position: 12,
    }
}

fn news() -> News {
    News {
        at: text("2026-11-20 10:00:00"),
        tone: "",
        text: text("新增记录：行政处罚"),
        summary: Some(text("销售过期食品")),
        href: Some(text("/mine/records/00ff")),
    }
}

pub(super) fn start() -> Start {
    let acting = |code: &str, own, current| Acting {
        code: text(code),
        name: text("济南明泉商贸有限公司"),
        own,
        current,
    };
    Start {
        name: text("济南明泉商贸有限公司"),
        code: Some(text("91370100MA3C00011J")),
        organisation: true,
        kind: "enterprise",
        sentence: text("目前有 3 条有效记录。"),
        figures: Figures { active: 3, public: 2, over: 1 },
        looked: 2,
        last_look: Some(look()),
        consents: 1,
        due: vec![Due {
            text: text("已经可以申请修复"),
            on: text("2026-11-16"),
            state: "later",
            href: text("/mine/records/00ff"),
        }],
        news: vec![news()],
        acting: vec![acting("", true, false), acting("91370100MA3C00011J", false, true)],
    }
}

pub(super) fn start_empty() -> Start {
    Start {
        name: text("王小明"),
        code: None,
        organisation: false,
        kind: "person",
        last_look: None,
        due: Vec::new(),
        news: Vec::new(),
        acting: Vec::new(),
        ..start()
    }
}

pub(super) fn records() -> Records {
    Records {
        name: text("王小明"),
        organisation: false,
        total: 1,
        over: 0,
        years: vec![Year { year: text("2026"), lines: vec![line()] }],
    }
}

pub(super) fn records_empty() -> Records {
    Records { total: 0, years: Vec::new(), ..records() }
}

pub(super) fn record() -> Record {
    let labelled =
        |label: &str, value: &str| Labelled { label: text(label), value: text(value), wide: false };
    Record {
        line: line(),
        meaning: vec![text("这是一项行政决定的记录。")],
        period: None,
        fields: vec![labelled("处罚内容", "罚款 0.3 万元")],
        basis: Some(text("《行政处罚法》第四十八条")),
        item_href: text("/items/administrative-penalty"),
        sources: vec![Source {
            agency: text("济南市市场监督管理局"),
            received_at: text("2026-11-20 10:00:00"),
            batch: Some(text("B-1")),
            line: Some(2),
            position: 3,
        }],
        cleansed: vec![Cleansed {
            field: text("决定日期"),
            original: text("2026年11月16日"),
            value: text("2026-11-16"),
            rule: text("Q-102"),
            undone: true,
        }],
        position: 3,
        repair: Some(Repair {
            class: Some(text("一般失信")),
            from: text("2026-11-16"),
            now: true,
            needs: vec![text("缴款凭证")],
            begin_href: text("/mine/cases/new/repair?digest=00ff"),
            guide_href: text("/processes/repair"),
        }),
        cases: vec![super::cases::line(false)],
        begin: vec![Choice {
            id: text("/mine/cases/new/revocation?digest=00ff"),
            title: text("申请撤销"),
        }],
    }
}

pub(super) fn lookups() -> Lookups {
    let refused = Look { kind: text("refused"), refused: true, questioned: true, ..look() };
    let pager = Pager { next: Some(text("/mine/lookups?after=3")), first: None };
    Lookups { looks: vec![look(), refused], pager }
}

pub(super) fn lookups_empty() -> Lookups {
    Lookups { looks: Vec::new(), pager: Pager::default() }
}

pub(super) fn lookup(questioned: bool) -> Lookup {
    let finding = questioned.then(|| text("查阅有据。"));
    Lookup { look: Look { questioned, finding, ..look() }, empty: !questioned }
}

pub(super) fn messages() -> Messages {
    Messages { news: vec![news(), News { href: None, ..news() }], pager: Pager::default() }
}

pub(super) fn messages_empty() -> Messages {
    Messages { news: Vec::new(), pager: Pager::default() }
}

fn consent_line(standing: bool) -> ConsentLine {
    ConsentLine {
        number: text("A-7"),
        href: text("/mine/consents/A-7"),
        title: text("办事查阅授权"),
        to: text("济南市行政审批服务局"),
        to_code: text("11370100MB2856370G"),
        purpose: text("办理本人事项"),
        given_at: text("2026-11-20 10:00:00"),
        until: text("2027-02-18"),
        withdrawn_at: (!standing).then(|| text("2026-11-21 09:00:00")),
        state: text(if standing { "in-force" } else { "withdrawn" }),
        standing,
    }
}

pub(super) fn consents() -> Consents {
    Consents { standing: vec![consent_line(true)], past: vec![consent_line(false)] }
}

pub(super) fn consents_empty() -> Consents {
    Consents { standing: Vec::new(), past: Vec::new() }
}

pub(super) fn consent() -> Consent {
    Consent {
        brief: consent_line(true),
        text: text("我同意所选机关查阅。"),
        edition: text("2026-01-01"),
        items: vec![text("行政许可（个人）")],
        basis: Some(text("《个人信息保护法》第十四条")),
        uses: vec![look()],
    }
}

fn consent_kind(to_agency: bool) -> ConsentKind {
    ConsentKind {
        id: text("agency-service"),
        title: text("办事查阅授权"),
        items: vec![text("行政许可（个人）")],
        to_agency,
        purpose: text("办理本人事项"),
        longest: text("90 日"),
    }
}

pub(super) fn consent_kinds() -> ConsentKinds {
    ConsentKinds { kinds: vec![consent_kind(true), consent_kind(false)] }
}

fn choice() -> Choice {
    Choice { id: text("a"), title: text("甲") }
}

pub(super) fn consent_new(to_agency: bool) -> NewConsent {
    NewConsent {
        kind: consent_kind(to_agency),
        text: text("我同意所选机关查阅。"),
        edition: text("2026-01-01"),
        basis: None,
        to_agency,
        agencies: vec![choice()],
        items: vec![choice()],
        chosen: vec![text("a")],
        to: text("a"),
        until: text("2026-12-31"),
        today: text("2026-11-20"),
        agreed: false,
        errors: vec![FieldError { field: "agreed", text: text("请勾选同意。") }],
        refused: refused(),
    }
}

pub(super) fn declarations() -> Declarations {
    Declarations {
        organisation: true,
        declarations: vec![DeclarationLine {
            number: text("SB370100261120000017"),
            title: text("自主申报：荣誉"),
            summary: Some(text("诚信经营示范商户")),
            state: "checked",
            tone: "good",
            declared_on: text("2026-11-20"),
            checked_on: Some(text("2026-11-21")),
            checked_by: Some(text("济南市信用中心")),
            note: Some(text("与证书一致")),
            fields: vec![Labelled { label: text("级别"), value: text("行业"), wide: false }],
            evidence: vec![Evidence {
                href: text("/mine/declarations/SB1/evidence/1"),
                name: text("证书.pdf"),
                kilobytes: 12,
            }],
            record_href: Some(text("/mine/records/00ff")),
            withdraw_href: Some(text("/mine/declarations/SB1/withdraw")),
        }],
    }
}

pub(super) fn declaration_kinds() -> DeclarationKinds {
    DeclarationKinds { organisation: true, kinds: vec![choice()] }
}

pub(super) fn declaration_new() -> NewDeclaration {
    let kinds = ["text", "area", "date", "amount", "integer", "code", "choice"];
    let asked = kinds.map(|kind| Asked {
        name: text(kind),
        label: text("名称"),
        kind,
        required: kind == "text",
        options: vec![choice()],
        max_length: Some(200),
        help: Some(text("只填单位名称。")),
        public: true,
        value: String::new(),
    });
    NewDeclaration {
        item: text("declared-honour"),
        title: text("自主申报：荣誉"),
        name: text("济南明泉商贸有限公司"),
        asked: asked.into(),
        promised: true,
        reviewed: false,
        errors: vec![DeclarationError { field: text("text"), text: text("请填写。") }],
        refused: refused(),
    }
}

pub(super) fn agents(leads: bool) -> Agents {
    let agent = |stands: bool| Agent {
        number: text("7f"),
        name: text("赵青"),
        capacity: "agent",
        granted_at: text("2026-11-20 10:00:00"),
        until: Some(text("2026-11-30")),
        ended_at: (!stands).then(|| text("2026-11-21 10:00:00")),
        stands,
    };
    Agents {
        organisation: true,
        name: text("济南明泉商贸有限公司"),
        leads,
        named: vec![agent(true), agent(false)],
        own: vec![Mandate {
            number: text("8a"),
            name: text("济南明泉商贸有限公司"),
            code: text("91370100MA3C00011J"),
            capacity: "representative",
            until: None,
        }],
        given_name: String::new(),
        given_until: String::new(),
        today: text("2026-11-20"),
        errors: vec![FieldError { field: "until", text: text("请写成日期。") }],
        refused: refused(),
    }
}

pub(super) fn download() -> Download {
    Download { name: text("王小明"), records: 3 }
}

pub(super) fn code() -> Code {
    Code {
        name: text("济南明泉商贸有限公司"),
        svg: Some(text("<svg></svg>")),
        code: Some(text("91370100MA3C00011J")),
        path: Some(text("/subjects/91370100MA3C00011J")),
        address: Some(text("https://credit.example/subjects/91370100MA3C00011J")),
    }
}

pub(super) fn code_person() -> Code {
    Code { svg: None, code: None, path: None, address: None, ..code() }
}

pub(super) fn associations(organisation: bool) -> Associations {
    let link = |role, name: &str, code: Option<&str>, period: Option<&str>| Association {
        role,
        name: text(name),
        code: code.map(text),
        address: None,
        period: period.map(text),
        holds: true,
        mutual: false,
        position: 4_218,
    };
    let company = Some("91370102MA3C0007X1");
    let shared = Association {
        address: Some(text("山东省济南市历下区泉城路 188 号 3 层")),
        ..link(
            "address",
            "济南市历下区䶮淼瑨犇环境保护技术研究开发推广中心（有限合伙）",
            company,
            None,
        )
    };
    let ended = Association {
        holds: false,
        ..link("guarantor", "山东泉润餐饮管理有限公司", company, Some("2021-03-01 至 2024-02-29"))
    };
    let mutual = Association {
        mutual: true,
        ..link("guaranteed", "山东恒通物流有限公司", company, None)
    };
    let links =
        vec![link("representative", "王小明", None, Some("自 2016-03-21")), shared, mutual, ended];
    Associations {
        organisation,
        links: if organisation { links } else { vec![] },
        more: organisation,
    }
}
