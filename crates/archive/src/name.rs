//! The core of an organisation's name: what is left without region, legal form and brackets.
//!
//! Only for searching; two organisations may well share a core.

/// Legal forms at the end of a name, the longer before those they end with.
const FORMS: &[&str] = &[
    "集团股份有限公司",
    "集团有限责任公司",
    "集团有限公司",
    "股份有限公司",
    "有限责任公司",
    "农民专业合作社联合社",
    "农民专业合作社",
    "专业合作社",
    "有限公司",
    "总公司",
    "合伙企业",
    "个人独资企业",
    "合作社",
    "公司",
    "集团",
];

/// Provinces and the cities of Shandong as names carry them without 省 or 市.
const PLACES: &[&str] = &[
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "内蒙古",
    "广西",
    "西藏",
    "宁夏",
    "新疆",
    "济南",
    "青岛",
    "淄博",
    "枣庄",
    "东营",
    "烟台",
    "潍坊",
    "济宁",
    "泰安",
    "威海",
    "日照",
    "临沂",
    "德州",
    "聊城",
    "滨州",
    "菏泽",
    "乳山",
    "中国",
];

/// Ends of place names, and characters before them that make another word of it (超市, 小区).
const ENDS: &[(char, &str)] = &[
    ('省', ""),
    ('市', "超菜夜门股都集花城上"),
    ('区', "小社园校景街厂山库灾牧新片专"),
    ('县', ""),
    ('旗', "红国彩"),
];

/// A name for comparing: half-width, upper-case, without blanks and other marks.
pub fn plain(name: &str) -> String {
    name.chars()
        .map(|letter| match letter {
            '（' | '【' | '〔' | '[' => '(',
            '）' | '】' | '〕' | ']' => ')',
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
            _ => letter,
        })
        .filter(|letter| !letter.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect()
}

/// The core of a name. Never empty for a name that is not: if nothing were left, the plain name.
pub fn core(name: &str) -> String {
    let whole = plain(name);
    let bare = without_brackets(&whole);
    let form = FORMS.iter().find_map(|form| bare.strip_suffix(form)).filter(|rest| {
        // 「公司」 alone is no form but all there is.
        rest.chars().count() >= 2
    });
    let core = without_places(form.unwrap_or(&bare));
    if core.is_empty() { whole } else { core.to_owned() }
}

fn without_brackets(name: &str) -> String {
    let mut depth = 0_u32;
    let mut bare = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(letter),
            _ => {}
        }
    }
    bare
}

fn without_places(name: &str) -> &str {
    let mut rest = name;
    while let Some(shorter) = without_place(rest).filter(|left| left.chars().count() >= 2) {
        rest = shorter;
    }
    rest
}

fn without_place(name: &str) -> Option<&str> {
    for (index, letter) in name.char_indices().skip(2).take(3) {
        let Some((_, strange)) = ENDS.iter().find(|(end, _)| *end == letter) else { continue };
        let before = name.get(..index)?.chars().next_back()?;
        if !strange.contains(before) {
            return name.get(index + letter.len_utf8()..);
        }
    }
    PLACES.iter().find_map(|place| name.strip_prefix(place))
}

#[cfg(test)]
mod tests {
    use super::core;

    #[test]
    fn region_form_and_brackets_fall_away() {
        for (name, expected) in [
            ("济南趵突泉水务有限公司", "趵突泉水务"),
            ("山东省济南市历下区明湖餐饮店", "明湖餐饮店"),
            ("山东明湖（济南）科技股份有限公司", "明湖科技"),
            ("济南明湖投资合伙企业（有限合伙）", "明湖投资"),
            ("章丘区绣江农民专业合作社", "绣江"),
            ("ａｂｃ 科技有限公司", "ABC科技"),
        ] {
            assert_eq!(core(name), expected, "{name}");
        }
    }

    #[test]
    fn words_that_only_look_like_places_stay() {
        assert_eq!(core("家家乐超市有限公司"), "家家乐超市");
        assert_eq!(core("阳光小区物业服务部"), "阳光小区物业服务部");
        assert_eq!(core("济南"), "济南");
        assert_eq!(core("公司"), "公司");
    }
}
