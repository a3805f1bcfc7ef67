//! Sample pages: ordinary, empty, and longer than anybody likes.

use policy::model::basis::{Basis, Certainty, DocumentKind, Length, LengthUnit};
use vocabulary::Date;

use crate::{
    view::{
        Api, ApiGroup, ApiOperation, Figure, Frame, Home, Labelled, Latest, Pager, Signed, Stop,
        Tag, case, law, ledger, process, publicity, receipt, record, subject,
    },
    wording::Language,
};

pub(super) fn frame(language: Language) -> Frame {
    Frame {
        language,
        site: "明信".into(),
        notice: Some("示例城市：以下单位与数据均为虚构。".into()),
        place: "publicity",
        other_href: language.other().href("/"),
        indexed: true,
        ledger: Some(Signed { size: 4_218_330 }),
        door: "portal",
        signed: None,
        said: None,
        tenant: None,
    }
}

fn line(on: &str, item: &str, tone: &'static str, title: &str, authority: &str) -> subject::Line {
    subject::Line {
        href: Some("/subjects/91370102MA3C0007X1/records/00ff".into()),
        subject_href: Some("/subjects/91370102MA3C0007X1".into()),
        subject: "山东泉润餐饮管理有限公司".into(),
        item_title: item.into(),
        tone,
        title: title.into(),
        authority: authority.into(),
        document_number: Some("历市监罚〔2026〕211 号".into()),
        decided_on: on.into(),
        valid_until: None,
        class_title: None,
        public_until: None,
        repairable_from: None,
        self_declared: None,
        objected: false,
    }
}

fn lines() -> Vec<subject::Line> {
    let mut penalty = line(
        "2026-11-19",
        "行政处罚",
        "bad",
        "罚款 0.3 万元：未按规定公示食品安全等级",
        "历下区市场监管局",
    );
    penalty.class_title = Some("一般失信".into());
    penalty.public_until = Some("2027-11-19".into());
    penalty.repairable_from = Some("2027-02-19".into());
    penalty.objected = true;
    let mut declared = line("2026-03-11", "自主申报", "", "合同履约自述", "");
    declared.self_declared = Some("unchecked");
    declared.document_number = None;
    declared.href = None;
    let mut licence =
        line("2025-12-02", "行政许可", "", "食品经营许可证（变更）", "历下区行政审批服务局");
    licence.valid_until = Some("2030-12-01".into());
    let tax =
        line("2026-06-30", "纳税信用", "good", "2025 年度 A 级", "国家税务总局济南市历下区税务局");
    vec![penalty, tax, declared, licence]
}

pub(super) fn home() -> Home {
    let figure = |id, value: &str| Figure { id, value: value.into() };
    Home {
        examples: vec!["历下 恒通".into(), "91370102".into(), "恒通".into()],
        figures: vec![
            figure("subjects", "1,512,306"),
            figure("published", "3,786,700"),
            figure("agencies", "70"),
            figure("facts", "4,218,330"),
        ],
        latest: vec![
            Latest {
                place: None,
                title: "行政许可".into(),
                href: "/publicity/licence".into(),
                records: lines(),
            },
            Latest {
                place: None,
                title: "行政处罚".into(),
                href: "/publicity/penalty".into(),
                records: lines(),
            },
        ],
    }
}

pub(super) fn home_empty() -> Home {
    let latest = Latest {
        place: None,
        title: "行政许可".into(),
        href: "/publicity/licence".into(),
        records: vec![],
    };
    Home { examples: vec![], figures: vec![], latest: vec![latest] }
}

fn fact(label: &str, value: &str, wide: bool) -> Labelled {
    Labelled { label: label.into(), value: value.into(), wide }
}

fn related_to(name: &str, code: Option<&str>, period: Option<&str>) -> subject::Relation {
    let href = code.map(|code| format!("/subjects/{code}"));
    subject::Relation { name: name.into(), href, period: period.map(str::to_owned) }
}

fn related(kind: &str, shown: Vec<subject::Relation>, folded: usize) -> subject::Related {
    let folded =
        vec![related_to("山东泉润餐饮管理有限公司第二分公司", None, None); folded];
    subject::Related { kind: kind.into(), shown, folded }
}

pub(super) fn subject() -> subject::Subject {
    let filter = |title: &str, count, current| subject::Filter {
        title: title.into(),
        href: "/subjects/91370102MA3C0007X1?item=x".into(),
        count,
        current,
    };
    subject::Subject {
        name: "山东泉润餐饮管理有限公司".into(),
        code: "91370102MA3C0007X1".into(),
        kind: "enterprise",
        legal_form: false,
        state: Some("存续".into()),
        state_tone: "good",
        tags: vec![Tag { title: "纳税信用 A 级".into(), tone: "good" }],
        facts: vec![
            fact("成立", "2016-03-21", false),
            fact("登记机关", "历下区市场监管局", false),
            fact("住所", "山东省济南市历下区泉城路 188 号 3 层 301 室", true),
        ],
        former_names: vec!["济南泉润小吃店（至 2019-05-06）".into(), "泉润小吃".into()],
        relations: vec![
            related("representative", vec![related_to("王小明", None, None)], 0),
            related(
                "parent",
                vec![related_to(
                    "山东泉润集团有限公司",
                    Some("91370000MA3C0009X2"),
                    Some("自 2016-03-21"),
                )],
                0,
            ),
            related(
                "branch",
                vec![related_to(
                    "山东泉润餐饮管理有限公司历下分公司",
                    Some("91370102MA3C0007X1"),
                    None,
                )],
                3,
            ),
        ],
        total: 4,
        filters: vec![
            filter("", 4, true),
            filter("行政处罚", 1, false),
            filter("行政许可", 3, false),
        ],
        years: subject::by_year(lines()),
        pager: Pager::default(),
        more: false,
        explanations: vec![subject::Explanation {
            item_title: "行政处罚".into(),
            class_title: "一般失信".into(),
            text: "最短公示 3 个月，最长 1 年。".into(),
            repairable_from: Some("2027-02-19".into()),
        }],
        position: Some(4_218_330),
        csv_href: "/subjects/91370102MA3C0007X1/records.csv".into(),
        json_href: "/api/v1/subjects/91370102MA3C0007X1".into(),
        report_href: "/reports",
    }
}

pub(super) fn subject_empty() -> subject::Subject {
    subject::Subject {
        state: None,
        tags: vec![],
        facts: vec![],
        former_names: vec![],
        relations: vec![],
        total: 0,
        filters: vec![],
        years: vec![],
        explanations: vec![],
        position: None,
        ..subject()
    }
}

pub(super) fn subject_long() -> subject::Subject {
    let many: Vec<_> = (0..60).flat_map(|_| lines()).collect();
    let mut years = subject::by_year(many);
    years.truncate(60);
    subject::Subject {
        name: "济南市历城区䶮淼瑨犇旳环境保护与可再生资源综合利用技术研究开发推广中心（有限合伙）第二分公司".into(),
        total: 300,
        more: true,
        years,
        pager: Pager { next: Some("/subjects/x?after=y".into()), first: Some("/subjects/x".into()) },
        ..subject()
    }
}

pub(super) fn record() -> record::Record {
    let day = |text: &str| text.parse::<Date>().unwrap();
    record::Record {
        title: "罚款 0.3 万元：未按规定公示食品安全等级".into(),
        subject: "山东泉润餐饮管理有限公司".into(),
        subject_href: "/subjects/91370102MA3C0007X1".into(),
        item_title: "行政处罚".into(),
        item_href: "/items/administrative-penalty".into(),
        tone: "bad",
        class_title: Some("一般失信".into()),
        self_declared: None,
        objected: true,
        fields: vec![
            fact("行政处罚决定书文号", "历市监罚〔2026〕211 号", false),
            fact(
                "违法事实",
                &"当事人未按照规定在经营场所显著位置公示食品安全等级。".repeat(6),
                false,
            ),
        ],
        period: record::Period::draw(
            day("2026-08-19"),
            day("2027-08-19"),
            Some(day("2026-11-19")),
            day("2026-11-21"),
        ),
        repair: Some(case::Repair {
            class: Some("一般失信".into()),
            from: "2027-02-19".into(),
            now: false,
            needs: vec!["缴款凭证".into()],
            begin_href: "/mine/cases/new/repair?digest=00ff".into(),
            guide_href: "/processes/repair".into(),
        }),
        meaning: "这是一项行政决定的公示。".into(),
        basis: Some("《信用修复管理办法》".into()),
        source: "历下区市场监管局".into(),
        objection_href: Some("/processes/objection/new?subject=1&digest=00ff".into()),
        position: 4_218_330,
    }
}

pub(super) fn publicity() -> publicity::Overview {
    let kind = |id: &str, title: &str| publicity::Kind {
        id: id.into(),
        title: title.into(),
        count: 120_345,
    };
    let acts = [
        ("licence", "行政许可"),
        ("penalty", "行政处罚"),
        ("coercion", "行政强制"),
        ("confirmation", "行政确认"),
        ("levy", "行政征收"),
        ("payment", "行政给付"),
        ("ruling", "行政裁决"),
        ("compensation", "行政补偿"),
        ("reward", "行政奖励"),
        ("inspection", "行政监督检查"),
    ];
    publicity::Overview {
        acts: acts.iter().map(|(id, title)| kind(id, title)).collect(),
        others: vec![kind("tax-grade-a", "纳税信用 A 级纳税人"), kind("honour", "表彰荣誉")],
        notices: vec![process::Link {
            href: "/announcements/commitment".into(),
            title: "信用承诺".into(),
        }],
    }
}

pub(super) fn publicity_list() -> publicity::List {
    let choice = |id: &str, title: &str, chosen| publicity::Choice {
        id: id.into(),
        title: title.into(),
        chosen,
    };
    publicity::List {
        items: Vec::new(),
        title: "行政处罚".into(),
        href: "/publicity/penalty".into(),
        item_href: "/items/administrative-penalty".into(),
        csv_href: "/publicity/penalty/records.csv".into(),
        from: "2026-01-01".into(),
        until: String::new(),
        divisions: vec![choice("370102", "历下区", true), choice("370103", "市中区", false)],
        agencies: vec![choice("a", "国家税务总局济南市历下区税务局", false)],
        records: lines(),
        pager: Pager { next: Some("/publicity/penalty?after=x".into()), first: None },
    }
}

pub(super) fn withdrawn() -> publicity::Withdrawn {
    let notice = |reason: Option<&str>| publicity::TakenBack {
        reference: "0a1b2c3d4e5f".into(),
        kind: "行政处罚".into(),
        agency: "济南市历下区市场监督管理局".into(),
        on: "2026-11-20".into(),
        why: "决定已被撤销".into(),
        reason: reason.map(str::to_owned),
    };
    publicity::Withdrawn {
        notices: vec![notice(Some("行政复议认为程序不当。")), notice(None)],
        pager: Pager { next: Some("/publicity/withdrawn?after=7".into()), first: None },
    }
}

pub(super) fn publicity_none() -> publicity::List {
    publicity::List { records: vec![], pager: Pager::default(), ..publicity_list() }
}

const NOTE: &str = "probity.example/jinan\n4218330\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
    — probity.example/jinan 8yN1XwEpkY1P3IyQ4wqDJ0z0G3s8cQ5qXnV1b0lq3Zk1mC0Q6v0x6m4yT9l0S8c2N0z9b5nQ==\n";

pub(super) fn ledger() -> ledger::Ledger {
    ledger::Ledger {
        address: "http://127.0.0.1:8080".into(),
        checkpoint: Some(ledger::Checkpoint {
            size: 4_218_330,
            newest_at: Some("2026-11-21 10:03:21".into()),
            root: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=".into(),
            note: NOTE.into(),
        }),
        example: 2_109_165,
    }
}

pub(super) fn ledger_none() -> ledger::Ledger {
    ledger::Ledger { checkpoint: None, ..ledger() }
}

pub(super) fn position() -> ledger::Position {
    ledger::Position {
        position: 4_218_330,
        kind: Some("record.filed"),
        at: Some("2026-11-21 10:03:20".into()),
        proof: Some(ledger::Proof {
            entry: format!("record.filed 1795226600000000 {}", "c3".repeat(32)),
            leaf: "0f".repeat(32),
            root: "a1".repeat(32),
            path: vec!["77".repeat(32); 22],
            size: 4_218_331,
        }),
    }
}

pub(super) fn position_waiting() -> ledger::Position {
    ledger::Position { kind: None, at: None, proof: None, ..position() }
}

pub(super) fn receipt() -> receipt::Receipt {
    let count = |id, value| receipt::Count { id, value };
    receipt::Receipt {
        id: "20261121-000042".into(),
        state: "done",
        tone: "good",
        item: "administrative-penalty".into(),
        item_title: "行政处罚".into(),
        agency: "历下区市场监管局".into(),
        complete: true,
        counts: vec![
            count("received", 20_000),
            count("accepted", 19_211),
            count("duplicates", 180),
            count("corrected", 9),
            count("rejected", 600),
        ],
        bars: Some(970),
        rules: vec![receipt::Rule {
            rule: "R-201".into(),
            title: "统一社会信用代码校验位不符".into(),
            advice: "统一社会信用代码的校验位不符，请对照营业执照核对。".into(),
            count: 412,
        }],
        cleansed: vec![receipt::Rule {
            rule: "W-101".into(),
            title: "全角转半角".into(),
            advice: String::new(),
            count: 35,
        }],
        dropped: vec!["备注二".into()],
        positions: Some((4_199_001, 4_218_330)),
        faults: "http://127.0.0.1:8080/api/v1/batches/20261121-000042/faults".into(),
    }
}

pub(super) fn receipt_running() -> receipt::Receipt {
    receipt::Receipt {
        state: "open",
        tone: "wait",
        complete: false,
        bars: None,
        rules: vec![],
        cleansed: vec![],
        dropped: vec![],
        positions: None,
        ..receipt()
    }
}

fn basis(certainty: Certainty) -> Basis {
    Basis {
        document: "山东省社会信用条例".into(),
        article: Some("第十三条".into()),
        kind: DocumentKind::LocalRegulation,
        certainty,
    }
}

pub(super) fn law_index() -> law::Index {
    let entry = law::Entry {
        href: "/items/administrative-penalty".into(),
        title: "行政处罚".into(),
        subjects: vec!["enterprise", "self-employed"],
        mark_key: "publicity_class.public".into(),
        tone: "good",
        basis: "发改办财金〔2018〕424号".into(),
    };
    law::Index {
        noun: "items",
        groups: vec![law::Group {
            title_key: "catalog.administrative-management".into(),
            entries: vec![entry; 3],
        }],
        version: "jinan-0123456789ab".into(),
    }
}

pub(super) fn law_item() -> law::Item {
    let months = |count| Some(Length { count, unit: LengthUnit::Month });
    let field = |label: &str, audience: &str, purpose: Option<&str>| law::Field {
        label: label.into(),
        required: true,
        sealed: purpose.is_some(),
        masked: purpose.is_some(),
        audience: audience.into(),
        tone: "",
        purpose: purpose.map(str::to_owned),
        help: None,
    };
    law::Item {
        id: "administrative-penalty".into(),
        title: "行政处罚".into(),
        polarity: "negative".into(),
        tone: "bad",
        publicity: "public".into(),
        class: "administrative-management".into(),
        subjects: vec!["enterprise", "self-employed", "cooperative"],
        cycle: "daily".into(),
        report_within: Some(Length { count: 7, unit: LengthUnit::WorkingDay }),
        retention: Length { count: 5, unit: LengthUnit::Year },
        effective_from: "2026-04-01".into(),
        until: None,
        fields: vec![
            field("行政处罚决定书文号", "public", None),
            field("法定代表人证件号码", "nobody", Some("识别同一主体，仅用于比对")),
        ],
        excluded: vec![law::Excluded {
            advice: "简易程序作出的处罚不得归集。".into(),
            basis: "山东省社会信用条例 第十三条".into(),
        }],
        examples: vec![law::Example {
            on: "2026-11-19".into(),
            situation: "对餐饮企业罚款 0.3 万元，普通程序".into(),
            expect: "public until 2027-11-19".into(),
        }],
        disclosure_basis: Some("信用修复管理办法 第九条".into()),
        ceilings: vec!["失信行为终止后最长披露 5 年".into()],
        measures: vec![law::Point {
            text: "限制参加政府采购".into(),
            href: Some("/measures/2-07".into()),
        }],
        classes: vec![
            law::Class {
                title: "轻微".into(),
                published: false,
                minimum: None,
                maximum: None,
                shared_for: months(60),
            },
            law::Class {
                title: "一般".into(),
                published: true,
                minimum: months(3),
                maximum: months(12),
                shared_for: None,
            },
        ],
        basis: vec![basis(Certainty::Official), basis(Certainty::Assumed)],
        providers: vec!["有处罚权的机关".into()],
        publicity_href: Some("/publicity/penalty".into()),
        version: "jinan-0123456789ab".into(),
    }
}

pub(super) fn law_rule() -> law::Rule {
    let point = |text: &str| law::Point { text: text.into(), href: None };
    law::Rule {
        noun: "lists",
        title: "失信被执行人名单".into(),
        tags: vec![law::KeyTag { key: "list_kind.serious".into(), tone: "bad" }],
        subjects: vec!["enterprise", "person"],
        effective_from: "2013-10-01".into(),
        until: None,
        term: Some(Length { count: 2, unit: LengthUnit::Year }),
        parts: vec![
            law::Part { id: "domain", text: Some("司法执行".into()), ..Default::default() },
            law::Part {
                id: "criteria",
                points: vec![point("有履行能力而拒不履行生效法律文书确定义务的")],
                ..Default::default()
            },
            law::Part {
                id: "procedure",
                points: vec![point("事先告知"), point("决定"), point("送达")],
                numbered: true,
                ..Default::default()
            },
        ],
        basis: vec![basis(Certainty::Official)],
        publicity_href: Some("/publicity/judgment-defaulter".into()),
        version: "jinan-0123456789ab".into(),
    }
}

pub(super) fn api() -> Api {
    let operation = |method: &str, path: &str, key| ApiOperation {
        method: method.into(),
        path: path.into(),
        id: "ask_check".into(),
        key,
    };
    Api {
        address: "http://127.0.0.1:8080".into(),
        per_minute_anonymous: 60,
        per_minute_key: 6_000,
        groups: vec![ApiGroup {
            tag: "subjects".into(),
            operations: vec![
                operation("get", "/api/v1/subjects", false),
                operation("post", "/api/v1/checks/{number}/decision", true),
            ],
        }],
    }
}

pub(super) fn stop(kind: &'static str) -> Stop {
    Stop {
        status: 404,
        kind,
        detail: (kind == "invalid").then(|| "日期应写成 2026-11-21 的样子。".to_owned()),
        remedy: (kind == "refused").then(|| "请在办理业务时注明用途。".to_owned()),
        request: (kind == "fault").then(|| "7f3a9c21".to_owned()),
    }
}
