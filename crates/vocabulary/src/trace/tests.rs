//! What gives somebody away, and what does not.

use super::{TraceKind::*, find_traces};

fn kinds(text: &str) -> Vec<super::TraceKind> {
    find_traces(text).into_iter().map(|trace| trace.kind).collect()
}

#[test]
fn c_33_d_names_and_classes_are_found_however_they_are_written() {
    for name in [
        "王小雨",
        "作者：李明",
        "欧阳小雨同学",
        "指导教师 张建国，",
        "孙晓梅因拖欠货款",
        "张小红在比赛中",
        "法人代表王大明连续五年守信",
        "许可馨",
    ] {
        assert_eq!(kinds(name), [Person], "{name}");
    }
    for class in ["三年级", "五（2）班", "高一3班", "2023级", "三年二班的同学们", "初二（４）班"]
    {
        assert!(kinds(class).contains(&SchoolClass), "{class}");
    }
}

#[test]
fn h_63_numbers_plates_and_addresses_are_found() {
    assert_eq!(kinds("车辆鲁A·12F45停在门口"), [Plate]);
    assert_eq!(kinds("住站前路17号3单元"), [Address, Address]);
    assert_eq!(kinds("地址在和平村十二号"), [Address]);
    assert_eq!(kinds("致电0531-66778899"), [Contact]);
    assert_eq!(kinds("手机13800000017"), [Contact]);
    assert_eq!(kinds("写信到 someone@example.cn"), [Contact]);
    assert_eq!(kinds("济南明信建材有限公司被处罚"), [Organisation]);
}

#[test]
fn h_63_what_is_hidden_or_general_is_left_alone() {
    let plain = [
        "某建材公司未按期履行承诺",
        "当事人张某某已经改正",
        "王**同学的作品",
        "小雨（化名）",
        "依据鲁政办字〔2020〕156号和第36号令",
        "高质量发展，平安建设，文明城市",
        "负责人高度重视",
        "消费者向商店索赔，学生和家长参加",
        "经营者应当明码标价，职工关心企业",
        "某市某路的一家食品店",
        "分三个班次生产，班车每天三十班次",
        "一家有限公司",
        "各年级均可参加",
        "2026年级别调整",
        "任何同学都可以报名",
        "许可",
        "查处过期食品",
    ];
    let found = plain.map(|text| (text, kinds(text)));
    let wrong: Vec<_> = found.into_iter().filter(|(_, kinds)| !kinds.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

proptest::proptest! {
    #[test]
    fn spans_lie_on_characters(text in "\\PC{0,40}") {
        for trace in find_traces(&text) {
            proptest::prop_assert!(text.get(trace.span.clone()).is_some());
        }
    }
}
