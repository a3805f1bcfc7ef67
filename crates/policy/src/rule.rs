//! The rules of the checker: number, sense, source, remedy. One row a rule; `docs` and the command
//! `policy check` print from this table, so it is the only place where a rule is worded.

/// One rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Rule {
    /// `P-01` …; never given to another rule.
    pub number: &'static str,
    /// The rule in one Chinese sentence; also the "why" of a finding.
    pub zh: &'static str,
    /// The rule in one English sentence.
    pub en: &'static str,
    /// Law, hard rule (H) or conflict (K) it rests on.
    pub source: &'static str,
    /// What to do, in Chinese.
    pub remedy: &'static str,
}

/// Declares the rules as constants and the table of all of them.
macro_rules! rules {
    ($($name:ident = $number:literal, $source:literal, $zh:literal, $en:literal, $remedy:literal;)*) => {
        $(
            #[doc = $en]
            pub const $name: Rule =
                Rule { number: $number, zh: $zh, en: $en, source: $source, remedy: $remedy };
        )*
        /// Every rule, by number.
        pub const ALL: &[Rule] = &[$($name),*];
    };
}

rules! {
    NO_BASIS = "P-01", "山东省社会信用条例第10条",
        "任何目录、名单、措施、期限都要写明依据，没有依据的信息不得归集、措施不得实施。",
        "Every rule cites the provision it rests on.",
        "补上 [[basis]]：document、article、kind、certainty。";
    UNKNOWN_CLASS = "P-02", "全国公共信用信息基础目录（2024年版）",
        "目录项只能属于全国基础目录十三类之一。",
        "An item belongs to one of the 13 classes of the national catalog.",
        "把 class 改为十三类之一；哪一类都不属于的信息不得归集。";
    PUBLICITY_CLASS = "P-03", "H-22",
        "每个目录项恰有一个公开属性：主动公开、依申请公开或内部共享。",
        "An item has exactly one publicity class.",
        "publicity 只写一个值：public、on-request 或 internal。";
    UNREADABLE = "P-04", "law-as-data",
        "写错的规则等于没有规则，所以缺项、多项、错值的文件一律不用。",
        "A file with a missing, unknown or wrong key is not used.",
        "按提示改正该行；允许的键和值见 crates/policy/src/model。";
    UNKNOWN_FILE = "P-05", "law-as-data",
        "放错位置的文件不会生效，因此不允许存在。",
        "A file in no known place is refused.",
        "移到 catalogs、disclosure、lists、measures、matters、roles、calendars 之一，或删除。";
    EDITIONS = "P-31", "law-as-data",
        "同一规则的各版本要首尾相接，每一天恰有一个版本。",
        "Editions follow each other without overlap or gap.",
        "让前一版的 until 是后一版 effective_from 的前一天。";
}
