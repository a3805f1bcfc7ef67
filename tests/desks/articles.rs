//! Articles at the desk: written by one, reviewed by another, taken down.

use axum::http::StatusCode;

use super::at_the_desk;
use crate::story;

const CENTRE: &str = "jinan-credit-centre";

const TEXT: [(&str, &str); 7] = [
    ("place", "jinan/news"),
    ("language", "zh"),
    ("title", "信用修复办理指南"),
    ("summary", "怎样申请信用修复。"),
    ("body", "## 第一步\n\n登录“我的信用”，选择记录。\n\n- 免费\n- 三个工作日受理"),
    ("source", "济南市公共信用信息中心"),
    ("evidence", "济信〔2026〕5号"),
];

story! {
    fn c_07_a_h_25_nothing_is_public_that_only_its_writer_has_seen(town) {
        let (door, editor) = at_the_desk(town, CENTRE, "editor");
        let reviewer = town.staff(CENTRE, "credit-reviewer");
        let written = editor.post(&door, "/desk/articles", &TEXT);
        assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text);
        let address = written.location().to_owned();
        let number = address.rsplit('/').next().unwrap().to_owned();
        let draft = editor.get(&door, &address);
        assert!(draft.text.contains("第一步") && draft.text.contains("草稿"), "{}", draft.text);
        assert_eq!(door.get(&format!("/articles/{number}")).0, StatusCode::NOT_FOUND);
        let handed = editor.post(&door, &format!("{address}/submission"), &[]);
        assert_eq!(handed.status, StatusCode::SEE_OTHER);
        // The writer's role cannot review; the reviewer finds it in the queue.
        let own = editor.post(&door, &format!("{address}/review"), &[("verdict", "publish")]);
        assert_eq!(own.status, StatusCode::FORBIDDEN);
        assert!(reviewer.get(&door, "/desk").text.contains("信用修复办理指南"));
        let unsaid = reviewer.post(&door, &format!("{address}/review"), &[("verdict", "")]);
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = reviewer.post(&door, &format!("{address}/review"), &[("verdict", "publish")]);
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        let (status, page) = door.get(&format!("/articles/{number}"));
        assert!(status == StatusCode::OK && page.contains("三个工作日受理"), "{page}");
        // Taken down: gone, with the steps kept at the desk.
        let reason = [("reason", "内容已过时")];
        let down = reviewer.post(&door, &format!("{address}/withdrawal"), &reason);
        assert_eq!(down.status, StatusCode::SEE_OTHER, "{}", down.text);
        let (status, page) = door.get(&format!("/articles/{number}"));
        assert!(status == StatusCode::GONE && !page.contains("三个工作日受理"), "{page}");
        assert!(editor.get(&door, &address).text.contains("内容已过时"));
    }
}

story! {
    fn c_07_f_a_text_with_a_personal_number_is_not_taken_and_says_where_it_stands(town) {
        let (door, editor) = at_the_desk(town, CENTRE, "editor");
        let with: Vec<(&str, &str)> = TEXT
            .into_iter()
            .map(|(name, value)| match name {
                "body" => (name, "联系人王小明，电话 13800138000。"),
                _ => (name, value),
            })
            .collect();
        let refused = editor.post(&door, "/desk/articles", &with);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        assert!(refused.text.contains("个人号码") && refused.text.contains("C-07.f"), "{}", refused.text);
        assert!(refused.text.contains("信用修复办理指南"), "what was typed is still there");
    }
}

story! {
    fn c_35_a_an_editor_of_a_district_does_not_reach_the_citys_site(town) {
        let (door, editor) = at_the_desk(town, CENTRE, "editor");
        let written = editor.post(&door, "/desk/articles", &TEXT);
        let address = written.location().to_owned();
        let district = town.staff("lixia-approval-service", "editor");
        assert_eq!(district.get(&door, &address).status, StatusCode::NOT_FOUND);
        let form = district.get(&door, "/desk/articles/new").text;
        assert!(!form.contains("value=\"jinan/news\""), "{form}");
    }
}
