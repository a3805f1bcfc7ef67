//! The districts of the city (GB/T 2260), with their share of its businesses.

use crate::dice::Dice;

/// A district or county of Jinan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct District {
    /// Division code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The first part of the ids of its agencies.
    pub slug: &'static str,
    /// Its share of the city's businesses, in thousandths.
    pub weight: u64,
    /// Some of its streets.
    pub streets: &'static [&'static str],
}

/// The twelve districts and counties. The shares are ours, shaped like the city's population.
pub(crate) const DISTRICTS: [District; 12] = [
    district("370102", "历下区", "lixia", 150, &["泺源大街", "经十路", "解放东路", "山大路"]),
    district("370103", "市中区", "shizhong", 110, &["英雄山路", "纬二路", "舜耕路", "玉函路"]),
    district("370104", "槐荫区", "huaiyin", 100, &["张庄路", "经七路", "烟台路", "美里路"]),
    district("370105", "天桥区", "tianqiao", 100, &["济泺路", "北园大街", "无影山路", "标山路"]),
    district("370112", "历城区", "licheng", 160, &["工业北路", "花园路", "洪楼南路", "华信路"]),
    district("370113", "长清区", "changqing", 60, &["清河街", "大学路", "文昌街", "峰山路"]),
    district("370114", "章丘区", "zhangqiu", 100, &["双山大街", "明水大街", "汇泉路", "唐王山路"]),
    district("370115", "济阳区", "jiyang", 50, &["纬二路", "开元大街", "正安路", "富强街"]),
    district("370116", "莱芜区", "laiwu", 80, &["鲁中大街", "凤城西大街", "文化路", "汶源大街"]),
    district("370117", "钢城区", "gangcheng", 30, &["府前大街", "双泉路", "钢都大街", "友谊大街"]),
    district("370124", "平阴县", "pingyin", 30, &["青龙路", "榆山路", "锦东大街", "玫城路"]),
    district("370126", "商河县", "shanghe", 30, &["商中路", "明辉路", "青年路", "滨河路"]),
];

const fn district(
    code: &'static str,
    name: &'static str,
    slug: &'static str,
    weight: u64,
    streets: &'static [&'static str],
) -> District {
    District { code, name, slug, weight, streets }
}

impl District {
    /// A district, in proportion to the shares.
    pub fn draw(dice: &mut Dice) -> Self {
        let index = dice.weighted(DISTRICTS.iter().map(|district| district.weight));
        DISTRICTS.get(index).copied().unwrap_or_default()
    }

    /// An invented address in it.
    pub fn address(&self, dice: &mut Dice) -> String {
        let street = dice.pick(self.streets);
        let number = dice.between(1, 399);
        let room = dice.between(1, 28) * 100 + dice.between(1, 12);
        format!("山东省济南市{}{street}{number}号{room}室", self.name)
    }
}
