//! Forms of organisations, and which are written in more than one way.

use std::sync::LazyLock;

use serde::Serialize;

use crate::{
    character::{lines, plain},
    lexicon::Lexicon,
};

/// A form, as one name has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Form {
    /// What it comes to: equal for forms that mean the same (有限公司, 有限责任公司).
    pub kind: Kind,
    /// Whether it calls itself a group (集团有限公司).
    pub group: bool,
}

/// Kinds of forms. Two names of different kinds are mostly different organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 公司 without more: any company.
    Company,
    /// 有限公司, 有限责任公司.
    Limited,
    /// 股份有限公司, 股份公司.
    Shares,
    /// 总公司.
    Head,
    /// 集团.
    Group,
    /// A branch whose head is named without a form: 中国人寿济南分公司.
    Branch,
    /// 合伙企业 and its kinds.
    Partnership,
    /// 个人独资企业.
    Sole,
    /// 供销合作社, 农民专业合作社 and their kinds.
    Cooperative,
    /// 联合社.
    Union,
    /// 店, 经营部, 商行, 超市 …: mostly one person's business.
    Shop,
    /// 厂, 场, 矿.
    Factory,
    /// 中心, 站, 所, 部 …
    Centre,
    /// 银行 and its houses.
    Bank,
    /// 协会, 商会, 学会, 联合会.
    Association,
    /// 基金会.
    Foundation,
    /// 学校, 大学, 学院, 幼儿园 …
    School,
    /// 医院, 卫生院, 诊所 …
    Hospital,
    /// 局, 委员会, 人民政府, 法院 …
    Office,
    /// 村民委员会, 居民委员会.
    Village,
    /// 律师事务所 and other offices of professions.
    Law,
    /// 研究院, 图书馆, 剧团, 旅行社 …
    Institute,
    /// 庙, 观 …
    Temple,
}

impl Kind {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "partnership" => Self::Partnership,
            "sole" => Self::Sole,
            "cooperative" => Self::Cooperative,
            "union" => Self::Union,
            "shop" => Self::Shop,
            "factory" => Self::Factory,
            "centre" => Self::Centre,
            "bank" => Self::Bank,
            "association" => Self::Association,
            "foundation" => Self::Foundation,
            "school" => Self::School,
            "hospital" => Self::Hospital,
            "office" => Self::Office,
            "village" => Self::Village,
            "law" => Self::Law,
            "institute" => Self::Institute,
            "temple" => Self::Temple,
            _ => return None,
        })
    }
}

/// A word that ends names.
pub(super) struct Ending {
    letters: Vec<char>,
    pub(super) kind: Kind,
    /// Whether a branch may follow.
    pub(super) heads: bool,
    /// Whether it is the word of a branch when it follows such a form.
    pub(super) branch: bool,
}

impl Ending {
    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// Whether only branches have it: 分店, 支行.
    pub(super) fn is_parted(&self) -> bool {
        self.branch && matches!(self.letters.first(), Some('分' | '支'))
    }
}

/// Endings by their last letter, the longer before the shorter.
static ENDINGS: LazyLock<Lexicon<Ending>> = LazyLock::new(|| {
    let mut endings: Vec<Ending> = Vec::new();
    for line in lines(include_str!("../../data/forms.txt")) {
        let mut words = line.split(' ');
        let (Some(kind), Some(role)) = (words.next().and_then(Kind::named), words.next()) else {
            continue;
        };
        let (heads, branch) = (role == "c", role == "b");
        endings.extend(words.map(|word| {
            let letters = plain(word).chars().collect();
            Ending { letters, kind, heads, branch }
        }));
    }
    endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
    let last = |ending: Ending| Some((*ending.letters.last()?, ending));
    Lexicon::new(endings.into_iter().filter_map(last))
});

/// The endings that stand at the end of `letters`, the longest first.
pub(super) fn endings(letters: &[char]) -> impl Iterator<Item = &'static Ending> {
    let last = letters.last().map_or(&[] as &[Ending], |last| ENDINGS.of(*last));
    last.iter().filter(move |ending| letters.ends_with(&ending.letters))
}

/// What may stand before 公司 as part of its form, the longer first, and what that makes it.
const COMPANIES: [(&[char], Kind); 8] = [
    (&['股', '份', '有', '限', '责', '任'], Kind::Shares),
    (&['股', '份', '有', '限'], Kind::Shares),
    (&['有', '限', '责', '任'], Kind::Limited),
    (&['股', '份'], Kind::Shares),
    (&['有', '限'], Kind::Limited),
    (&['总'], Kind::Head),
    (&['分'], Kind::Branch),
    (&['支'], Kind::Branch),
];

const GROUP: &[char] = &['集', '团'];

/// The form of a company that ends where `letters` end (with 公司), and how many letters it has.
pub(super) fn company(letters: &[char]) -> Option<(Form, usize)> {
    let before = letters.strip_suffix(&['公', '司'])?;
    let found = COMPANIES.iter().find(|(word, _)| before.ends_with(word));
    let (kind, length) = found.map_or((Kind::Company, 0), |(word, kind)| (*kind, word.len()));
    let rest = before.get(..before.len() - length).unwrap_or(&[]);
    let group = rest.ends_with(GROUP);
    let kind = if group && kind == Kind::Company { Kind::Group } else { kind };
    Some((Form { kind, group }, 2 + length + if group { GROUP.len() } else { 0 }))
}

/// The form a name without 公司 ends with.
pub(super) fn group(letters: &[char]) -> Option<(Form, usize)> {
    letters.ends_with(GROUP).then_some((Form { kind: Kind::Group, group: true }, GROUP.len()))
}
