//! Invented names: companies by region, brand, industry and form; people by family and given name.

use vocabulary::SubjectKind;

use crate::{dice::Dice, place::District, trade::Trade};

const FIRST: [&str; 36] = [
    "鑫", "泉", "恒", "润", "云", "华", "瑞", "德", "盛", "嘉", "明", "齐", "鲁", "泰", "远", "安",
    "宏", "汇", "佳", "信", "诚", "博", "科", "创", "新", "金", "晨", "景", "福", "康", "绿", "海",
    "天", "中", "顺", "和",
];
const SECOND: [&str; 36] = [
    "源", "润", "通", "达", "帆", "鼎", "丰", "隆", "泽", "邦", "诺", "轩", "宇", "航", "辰", "茂",
    "昌", "祥", "益", "凯", "腾", "阳", "林", "晟", "禾", "野", "程", "森", "川", "岳", "语", "途",
    "象", "谷", "桥", "屿",
];
const THIRD: [&str; 12] = ["", "", "", "", "", "", "兴", "合", "元", "利", "百", "尚"];
const FAMILY: [&str; 30] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭",
    "何", "林", "高", "罗", "郑", "梁", "宋", "谢", "韩", "唐", "冯", "于", "董", "孔",
];
const GIVEN: [&str; 32] = [
    "明", "丽", "强", "静", "伟", "芳", "磊", "洋", "勇", "艳", "杰", "娟", "涛", "敏", "超", "霞",
    "刚", "平", "辉", "玲", "桂", "建", "文", "志", "海", "晓", "春", "国", "永", "立", "思", "佳",
];
const FORMS: [(&str, u64); 5] = [
    ("有限公司", 820),
    ("股份有限公司", 30),
    ("有限责任公司", 90),
    ("合伙企业（有限合伙）", 40),
    ("厂", 20),
];

/// The name of a subject of `kind` in `district`.
pub(crate) fn organisation(
    dice: &mut Dice,
    kind: SubjectKind,
    district: &District,
    trade: &Trade,
) -> String {
    let brand = brand(dice);
    let place = district.name;
    match kind {
        SubjectKind::Enterprise => enterprise(dice, &brand, district, trade),
        SubjectKind::SelfEmployed => format!("{place}{brand}{}", trade.shop),
        SubjectKind::Cooperative => format!("济南市{place}{brand}蔬菜种植专业合作社"),
        SubjectKind::SocialOrganisation => format!("济南市{place}{brand}志愿服务协会"),
        SubjectKind::PublicInstitution => format!("济南市{place}{brand}公共服务中心"),
        _ => format!("济南市{place}{brand}管理办公室"),
    }
}

fn enterprise(dice: &mut Dice, brand: &str, district: &District, trade: &Trade) -> String {
    let form = FORMS.get(dice.weighted(FORMS.iter().map(|form| form.1))).map_or("", |form| form.0);
    match dice.below(4) {
        0 => format!("山东{brand}{}{form}", trade.word),
        1 => format!(
            "济南{}{brand}{}{form}",
            district.name.trim_end_matches(['区', '县']),
            trade.word
        ),
        2 => format!("{brand}（济南）{}{form}", trade.word),
        _ => format!("济南{brand}{}{form}", trade.word),
    }
}

fn brand(dice: &mut Dice) -> String {
    format!("{}{}{}", dice.pick(&FIRST), dice.pick(&SECOND), dice.pick(&THIRD))
}

/// The name of an invented person.
pub(crate) fn person(dice: &mut Dice) -> String {
    let second = if dice.chance(7_000) { dice.pick(&GIVEN) } else { "" };
    format!("{}{}{second}", dice.pick(&FAMILY), dice.pick(&GIVEN))
}
