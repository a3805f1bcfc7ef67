//! Names of people, by surname and by what stands around them.

use super::{Read, Trace, TraceKind, is_han};

/// Usual surnames of one character; those that are everyday words first of all are left out.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程魏苏吕丁\
任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤阎穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";
/// Surnames of two characters.
const DOUBLE: [&str; 12] = [
    "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯",
];
/// What follows a name.
const TITLES: [&str; 8] = ["先生", "女士", "小姐", "同志", "同学", "小朋友", "老师", "老人"];
/// What a name follows.
const LABELS: [&str; 34] = [
    "法人代表",
    "校长",
    "书记",
    "主任",
    "姓名",
    "当事人",
    "法定代表人",
    "代表人",
    "负责人",
    "联系人",
    "经营者",
    "被执行人",
    "申请人",
    "举报人",
    "投诉人",
    "作者",
    "学生",
    "家长",
    "监护人",
    "指导教师",
    "店主",
    "业主",
    "车主",
    "村民",
    "居民",
    "职工",
    "员工",
    "司机",
    "男子",
    "女子",
    "消费者",
    "同学",
    "选手",
    "父亲",
];
/// What goes on after a name that stands at the beginning of a sentence.
const VERBS: &str = "于在因被向与将称说获经系从违拒欠";
/// Surnames that are everyday words too: a label before them is not enough.
const WEAK: &str = "于向和项解连应安成管明万任关常高方时";
/// What only looks like a name.
const WORDS: &[&str] = &[
    "安全", "高度", "高质", "高标", "高水", "高新", "高效", "方面", "方便", "方法", "方式", "时间",
    "和谐", "平安", "文明", "文化", "文书", "金融", "金额", "成本", "成立", "成果", "成功", "万元",
    "万余", "常态", "常见", "常年", "任何", "任务", "任职", "应当", "应该", "全国", "全市", "全省",
    "全面", "全部", "全体", "单位", "单独", "明确", "明显", "明知", "党员", "党组", "商业", "商品",
    "商户", "商家", "向上", "关于", "关系", "关注", "连续", "项目", "管理", "师生", "解决", "路边",
    "华东", "农民", "程序", "程度", "范围", "范本", "符合", "查处", "查封", "查询", "包装", "包括",
    "包含", "车辆", "车间", "车站", "农业", "农药", "农村", "农资", "石油", "石化", "石材", "金属",
    "成品", "成交", "成员", "成绩", "应急", "应用", "毕业", "简易", "纪律", "纪委", "司法", "管辖",
    "管道", "管控", "关闭", "关键", "方案", "温度", "游客", "路线", "路面", "古城", "白酒", "党建",
    "全程", "连锁", "高校", "高速", "常住", "时限", "时效", "任意", "任免",
];
/// What is a word when it stands alone, and may begin a name when it does not.
const ALONE: [&str; 5] = ["许可", "许多", "黄金", "方向", "简单"];

pub(super) fn names(read: &Read) -> Vec<Trace> {
    let mut found: Vec<Trace> = Vec::new();
    let mut place = 0;
    while place < read.len() {
        match name_at(read, place) {
            Some(length) => {
                found.push(read.trace(place..place + length, TraceKind::Person));
                place += length;
            }
            None => place += 1,
        }
    }
    found
}

/// How long the name is that begins at a place, if one does.
fn name_at(read: &Read, place: usize) -> Option<usize> {
    let surname = surname_at(read, place)?;
    let alone = |word: &&str| read.len() == 2 && read.says(place, word);
    if WORDS.iter().any(|word| read.says(place, word)) || ALONE.iter().any(alone) {
        return None;
    }
    let given = |length: usize| {
        (0..length).all(|offset| {
            let mark = read.at(place + surname + offset);
            is_han(mark) && mark != '某'
        })
    };
    let lengths = [2, 1].into_iter().filter(|length| given(*length));
    lengths.map(|length| surname + length).find(|length| {
        let end = place + length;
        let titled = TITLES.iter().any(|title| read.says(end, title));
        let closed =
            !is_han(read.at(end)) && !is_mask(read.at(end)) && !read.at(end).is_alphanumeric();
        let goes_on = closed || VERBS.contains(read.at(end));
        let whole = *length > surname + 1 || length_of_all(read) == *length;
        let sure = *length > surname + 1 && !WEAK.contains(read.at(place));
        titled
            || (labelled(read, place) && (goes_on || sure))
            || (begins(read, place) && whole && goes_on)
    })
}

fn surname_at(read: &Read, place: usize) -> Option<usize> {
    if DOUBLE.iter().any(|surname| read.says(place, surname)) {
        return Some(2);
    }
    SURNAMES.contains(read.at(place)).then_some(1).filter(|_| is_han(read.at(place)))
}

/// Whether it is said before that a name follows.
fn labelled(read: &Read, place: usize) -> bool {
    let mut start = place;
    while start > 0 && ":为是系 ".contains(read.before(start)) {
        start -= 1;
    }
    LABELS.iter().any(|label| read.ends(start, label))
}

/// Whether a sentence, a part of it, or an entry of a list begins at a place.
fn begins(read: &Read, place: usize) -> bool {
    !is_han(read.before(place)) && !is_mask(read.before(place))
}

fn is_mask(mark: char) -> bool {
    "*×xX○●□〇＊某".contains(mark)
}

/// Characters of the whole text.
fn length_of_all(read: &Read) -> usize {
    read.len()
}
