//! Names in their parts.

use proptest::prelude::*;

use super::{Kind, Name};
use crate::{Level, Part, character};

/// The parts of a name as one reads them: region, brand, industry, form, branch.
fn parts(written: &str) -> String {
    let name = Name::parse(written);
    let all = [Part::Region, Part::Brand, Part::Industry, Part::Form, Part::Branch];
    all.map(|part| name.part(part).to_owned()).join("|")
}

#[test]
fn a_name_has_place_brand_industry_and_form() {
    for (written, expected) in [
        ("济南明湖商贸有限公司", "济南|明湖|商贸|有限公司|"),
        ("山东省济南市历下区明湖餐饮店", "山东省济南市历下区|明湖|餐饮|店|"),
        ("濟南明湖（中國）科技股份有限公司", "济南中国|明湖|科技|股份有限公司|"),
        ("青岛市北隆泰经营公司", "青岛市北|隆泰|经营|公司|"),
        ("青岛市市北区隆泰经营公司", "青岛市市北区|隆泰|经营|公司|"),
        ("济宁市中区金兴油品加工厂", "济宁市中区|金兴|油品加工|厂|"),
        ("深圳南山明湖科技有限公司", "深圳南山|明湖|科技|有限公司|"),
        ("延边州明湖商贸有限公司", "延边州|明湖|商贸|有限公司|"),
        ("青岛经济技术开发区明湖机械厂", "青岛经济技术开发区|明湖|机械|厂|"),
        ("明湖（集团）有限责任公司", "|明湖||集团有限责任公司|"),
        ("济南明湖投资合伙企业（有限合伙）", "济南|明湖|投资|合伙企业有限合伙|"),
    ] {
        assert_eq!(parts(written), expected, "{written}");
    }
}

#[test]
fn a_branch_stands_behind_what_it_is_a_branch_of() {
    for (written, expected) in [
        ("明湖银行股份有限公司济南历下支行", "|明湖|银行|股份有限公司|济南历下支行"),
        ("莒南县洙边供销合作社山后供销店", "莒南县|洙边||供销合作社|山后供销店"),
        ("济南市公安局历下分局", "济南市|||公安局|历下分局"),
        ("明湖药房第四分店", "|明湖||药房|第4分店"),
        ("中国明湖保险济南分公司", "中国|明湖|保险||济南分公司"),
        ("沾化区流钟供销合作社生产门市部", "沾化区|流钟||供销合作社|生产门市部"),
    ] {
        assert_eq!(parts(written), expected, "{written}");
    }
}

#[test]
fn an_aside_belongs_to_no_part() {
    let name = Name::parse("青岛明湖机械厂（原青岛明湖农具厂）");
    assert_eq!(parts("青岛明湖机械厂（原青岛明湖农具厂）"), "青岛|明湖|机械|厂|");
    assert_eq!(name.labels().iter().filter(|label| **label == Part::Whole).count(), 10);
}

#[test]
fn words_that_only_look_like_places_stay() {
    for (written, brand) in [
        ("家家乐超市有限公司", "家家乐"),
        ("阳光小区物业服务部", "阳光小区"),
        ("北京路明湖商店", "北京路明湖"),
        ("永兴商贸有限公司", "永兴"),
        ("蓬莱市北海印花厂", "北海印花"),
        ("无棣县马山子供销社", "马山子"),
    ] {
        assert_eq!(Name::parse(written).part(Part::Brand), brand, "{written}");
    }
}

#[test]
fn places_have_codes_also_those_that_are_no_more() {
    for (written, code, now, level) in [
        ("山东省济南市历下区明湖商店", 370102, 370102, Level::County),
        ("胶南市明湖商店", 370284, 370211, Level::County),
        ("莱芜市明湖商店", 371200, 370116, Level::Prefecture),
        ("明湖（鲁）商贸有限公司", 370000, 370000, Level::Province),
        ("新疆明湖商贸有限公司", 650000, 650000, Level::Province),
        ("中国明湖商贸有限公司", 0, 0, Level::Nation),
        ("万宁明湖商贸有限公司", 469006, 469006, Level::County),
        ("德令哈明湖商贸有限公司", 632802, 632802, Level::County),
        ("朝阳明湖商贸有限公司", 211300, 211300, Level::Prefecture),
        ("莱芜明湖商贸有限公司", 370116, 370116, Level::County),
    ] {
        let region = Name::parse(written).region();
        let found = region.map(|region| (region.code, region.now, region.level));
        assert_eq!(found, Some((code, now, level)), "{written}");
    }
    let (city, gone) = (Name::parse("济南莱芜区甲店"), Name::parse("莱芜市甲店"));
    assert!(city.region().zip(gone.region()).is_some_and(|(a, b)| a.same(&b)));
    let (here, there) = (Name::parse("济南甲乙店"), Name::parse("青岛甲乙店"));
    assert!(here.region().zip(there.region()).is_some_and(|(a, b)| !a.fits(&b)));
}

#[test]
fn a_district_that_many_cities_have_may_be_any_of_them_until_a_city_is_named() {
    let (alone, nanjing) = (Name::parse("鼓楼区明湖商店"), Name::parse("南京市鼓楼区明湖商店"));
    assert_eq!(nanjing.region().map(|region| region.code), Some(320106));
    assert!(alone.region().zip(nanjing.region()).is_some_and(|(a, b)| a.same(&b)));
    assert_eq!(nanjing.region().map(|region| region.others.len()), Some(0));
}

#[test]
fn forms_that_mean_the_same_are_one_kind() {
    let kind = |written: &str| Name::parse(written).form().map(|form| form.kind);
    assert_eq!(kind("济南甲乙有限公司"), kind("济南甲乙有限责任公司"));
    assert_ne!(kind("济南甲乙有限公司"), kind("济南甲乙股份有限公司"));
    for (written, expected) in [
        ("历下区甲乙经营部", Kind::Shop),
        ("甲乙农民专业合作社", Kind::Cooperative),
        ("济南甲乙协会", Kind::Association),
        ("济南市第三十六中学", Kind::School),
        ("济南市甲乙医院", Kind::Hospital),
        ("济南市财政局", Kind::Office),
        ("甲乙村村民委员会", Kind::Village),
        ("山东甲乙律师事务所", Kind::Law),
    ] {
        assert_eq!(kind(written), Some(expected), "{written}");
    }
}

#[test]
fn the_core_is_what_tells_it_from_others() {
    for (written, expected) in [
        ("济南趵突泉水务有限公司", "趵突泉水务"),
        ("章丘区绣江农民专业合作社", "绣江"),
        ("济南", "济南"),
        ("公司", "公司"),
        ("", ""),
    ] {
        assert_eq!(Name::parse(written).core(), expected, "{written}");
    }
}

#[test]
fn a_name_is_read_aloud() {
    let name = Name::parse("济南三联ＡＢ36店");
    assert_eq!(name.initials(), "jnslab36d");
    let syllables = Name::parse("济南").syllables();
    let spelt: Vec<&str> = syllables.into_iter().map(character::syllable).collect();
    assert_eq!(spelt, ["ji", "nan"]);
    assert_eq!(Name::parse("第 三十六 中学").as_written(1, 3), "三十六");
}

/// Text as names are made of: words of names, and anything at all between them.
fn name_like() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("济南市"),
        Just("(中国)"),
        Just("（原"),
        Just("）"),
        Just("有限公司"),
        Just("分公司"),
        Just("供销合作社"),
        Just("第三十"),
        Just("百货"),
        Just("二〇"),
        Just("店"),
        Just("商贸"),
        Just("公司"),
        Just("历下"),
        Just("高新区"),
    ];
    let piece =
        prop_oneof![3 => word.prop_map(str::to_owned), 1 => any::<String>(), 2 => "[一-龥]{1,3}"];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_a_name_whose_parts_make_it_up(written in name_like()) {
        let name = Name::parse(&written);
        prop_assert_eq!(name.letters().iter().collect::<String>(), name.plain());
        prop_assert_eq!(name.letters().len(), name.labels().len());
        let parts = [Part::Region, Part::Brand, Part::Industry, Part::Form, Part::Branch];
        for part in parts {
            let labelled = name.letters().iter().zip(name.labels());
            let letters: String = labelled
                .filter(|(letter, label)| **label == part && !matches!(letter, '(' | ')'))
                .map(|(letter, _)| *letter)
                .collect();
            prop_assert_eq!(name.part(part), letters);
        }
        let count = name.letters().len();
        name.as_written(0, count);
        name.initials();
        prop_assert!(name.core().is_empty() == name.plain().is_empty());
    }

    #[test]
    fn a_plain_name_is_read_as_the_written_one(written in name_like()) {
        let name = Name::parse(&written);
        let again = Name::parse(name.plain());
        prop_assert_eq!(again.plain(), name.plain());
        prop_assert_eq!(again.labels(), name.labels());
        prop_assert_eq!(again.regions(), name.regions());
        prop_assert_eq!(again.form(), name.form());
    }
}
