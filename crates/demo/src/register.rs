//! Invented organisations from the whole country: a register as large as one likes, for the search and the
//! comparison of names. Nearly every name is one of its own.

use std::sync::LazyLock;

use vocabulary::SubjectKind;

use crate::{
    dice::Dice,
    nation::{Spot, spots},
    number::unified_code,
};

/// An organisation of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// Its name.
    pub name: String,
    /// Its unified code, with a right check digit.
    pub code: String,
}

struct Words {
    brands: [Vec<&'static str>; 3],
    trades: Vec<&'static str>,
    cities: Vec<Spot>,
    counties: Vec<Spot>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#'));
    let mut brands = lines(include_str!("brands.txt")).map(|line| line.split(' ').collect());
    let mut next = || brands.next().unwrap_or_default();
    let (counties, cities) = spots().iter().partition(|spot| !spot.county.is_empty());
    Words {
        brands: [next(), next(), next()],
        trades: lines(include_str!("trades.txt")).flat_map(|line| line.split(' ')).collect(),
        cities,
        counties,
    }
});

const FORMS: [(&str, u64); 6] = [
    ("有限公司", 800),
    ("有限责任公司", 90),
    ("股份有限公司", 30),
    ("集团有限公司", 20),
    ("厂", 20),
    ("合伙企业（有限合伙）", 40),
];
const PARENTS: [&str; 12] = [
    "示范银行股份有限公司",
    "明信农村商业银行股份有限公司",
    "华岱人寿保险股份有限公司",
    "泉润财产保险股份有限公司",
    "海岳石油销售有限公司",
    "示范电信股份有限公司",
    "汇川证券有限责任公司",
    "恒川邮政储蓄有限公司",
    "丰泽粮食储备集团有限公司",
    "岱云烟草有限责任公司",
    "中禾供销集团有限公司",
    "齐川电网有限公司",
];
const BRANCHES: [(&str, u64); 6] = [
    ("分公司", 300),
    ("支行", 250),
    ("营业部", 200),
    ("分理处", 120),
    ("支公司", 80),
    ("加油站", 50),
];
const VILLAGES: [&str; 16] = [
    "庄", "家庄", "村", "家村", "河", "店", "家店", "沟", "泉", "山", "屯", "寨", "家堡", "桥",
    "湾", "坡",
];
const CROPS: [&str; 14] = [
    "蔬菜",
    "果蔬",
    "苹果",
    "葡萄",
    "农机",
    "粮食",
    "花生",
    "生姜",
    "大蒜",
    "养殖",
    "生猪养殖",
    "肉鸡",
    "苗木",
    "中药材",
];
const BODIES: [&str; 20] = [
    "第一中学",
    "第二中学",
    "实验小学",
    "实验幼儿园",
    "人民医院",
    "中医医院",
    "妇幼保健院",
    "中心卫生院",
    "商会",
    "志愿服务协会",
    "餐饮行业协会",
    "羽毛球协会",
    "图书馆",
    "文化馆",
    "社会福利中心",
    "养老服务中心",
    "慈善总会",
    "科学技术协会",
    "公共就业服务中心",
    "职业技术学校",
];
const SHOPS: [&str; 16] = [
    "餐馆",
    "快餐店",
    "超市",
    "便利店",
    "五金店",
    "服装店",
    "理发店",
    "美容院",
    "药店",
    "诊所",
    "汽修厂",
    "建材经营部",
    "烟酒商行",
    "水果店",
    "照相馆",
    "家具店",
];

/// The organisation of that number in the register of `seed`.
pub fn registered(seed: u64, number: u64) -> Registered {
    let mut dice = Dice::new(seed, number);
    let spot = place(&mut dice);
    let name = match dice.below(100) {
        0..62 => company(&mut dice, &spot),
        62..74 => branch(&mut dice, &spot),
        74..82 => cooperative(&mut dice, &spot),
        82..87 => body(&mut dice, &spot),
        _ => shop(&mut dice, &spot),
    };
    Registered { name, code: unified_code(SubjectKind::Enterprise, "370100", number) }
}

/// A city or, in half of the cases, a county.
fn place(dice: &mut Dice) -> Spot {
    let words = &*WORDS;
    let city = dice.chance(5_000);
    dice.pick(if city { &words.cities } else { &words.counties })
}

/// Two characters mostly; the first of a list are drawn oftener.
fn brand(dice: &mut Dice) -> String {
    let [first, second, third] = &WORDS.brands;
    let often = |dice: &mut Dice, all: &[&'static str]| {
        let reach = if dice.chance(5_000) { all.len() / 4 } else { all.len() };
        dice.pick(all.get(..reach).unwrap_or(all))
    };
    let (one, two) = (often(dice, first), often(dice, second));
    match dice.below(10) {
        0..7 => format!("{one}{two}"),
        7..9 => format!("{one}{two}{}", often(dice, third)),
        _ => format!("{one}{two}{}{}", often(dice, first), often(dice, third)),
    }
}

fn company(dice: &mut Dice, spot: &Spot) -> String {
    let brand = brand(dice);
    let reach = if dice.chance(5_000) { 60 } else { WORDS.trades.len() };
    let trade = dice.pick(WORDS.trades.get(..reach).unwrap_or_default());
    let form = weighted(dice, &FORMS);
    let (city, province) = (bare(spot.city), bare(spot.province));
    match dice.below(20) {
        0..10 => format!("{city}{brand}{trade}{form}"),
        10..12 => format!("{}{brand}{trade}{form}", spot.city),
        12..15 => format!("{province}{brand}{trade}{form}"),
        15..17 => format!("{}{brand}{trade}{form}", near(spot)),
        17 => format!("{brand}（{city}）{trade}{form}"),
        18 => format!("{brand}{trade}（{city}）{form}"),
        _ => format!("{}{brand}{trade}{form}", spot.province),
    }
}

fn branch(dice: &mut Dice, spot: &Spot) -> String {
    let kind = weighted(dice, &BRANCHES);
    let parent = if dice.chance(7_000) {
        dice.pick(&PARENTS).to_owned()
    } else {
        let other = place(dice);
        company(dice, &other)
    };
    let here = if spot.county.is_empty() { bare(spot.city) } else { bare(spot.county) };
    let street = match dice.below(3) {
        0 => String::new(),
        1 => format!("{}路", brand(dice)),
        _ => format!("{}{}", brand(dice), dice.pick(&["街", "园", "广场", "镇", "新区"])),
    };
    let number = if dice.chance(1_500) {
        format!("第{}", dice.pick(&["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]))
    } else {
        String::new()
    };
    format!("{parent}{here}{street}{number}{kind}")
}

fn cooperative(dice: &mut Dice, spot: &Spot) -> String {
    let (brand, crop) = (brand(dice), dice.pick(&CROPS));
    let village = format!("{}{}", dice.pick(&WORDS.brands[0]), dice.pick(&VILLAGES));
    match dice.below(3) {
        0 => format!("{}{village}{brand}{crop}专业合作社", near(spot)),
        1 => format!("{}{village}供销合作社{brand}门市部", near(spot)),
        _ => format!("{}{brand}{crop}专业合作社", near(spot)),
    }
}

fn body(dice: &mut Dice, spot: &Spot) -> String {
    let body = dice.pick(&BODIES);
    let brand = brand(dice);
    match dice.below(4) {
        0 => format!("{}{body}", near(spot)),
        1 => format!("{}{brand}{body}", near(spot)),
        _ => format!("{}{brand}镇{body}", near(spot)),
    }
}

fn shop(dice: &mut Dice, spot: &Spot) -> String {
    let brand = brand(dice);
    let village = format!("{}{}", dice.pick(&WORDS.brands[1]), dice.pick(&VILLAGES));
    format!("{}{village}{brand}{}", near(spot), dice.pick(&SHOPS))
}

/// A district after its city, a county or a city alone.
fn near(spot: &Spot) -> String {
    match spot.county {
        "" => spot.city.to_owned(),
        county if county.ends_with('区') => format!("{}{county}", spot.city),
        county => county.to_owned(),
    }
}

/// A place without its suffix; whole where one character would be left.
fn bare(full: &'static str) -> &'static str {
    for long in ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区"] {
        if let Some(bare) = full.strip_suffix(long) {
            return bare;
        }
    }
    match full.strip_suffix(['省', '市', '区', '县']) {
        Some(bare) if bare.chars().count() > 1 => bare,
        _ => full,
    }
}

fn weighted(dice: &mut Dice, choices: &[(&'static str, u64)]) -> &'static str {
    choices.get(dice.weighted(choices.iter().map(|choice| choice.1))).map_or("", |choice| choice.0)
}
