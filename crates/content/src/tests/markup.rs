//! The markup never lets anything through that is not its own.

use proptest::prelude::*;

use crate::markup::html;

const TAGS: &[&str] = &[
    "<h2>",
    "</h2>",
    "<h3>",
    "</h3>",
    "<p>",
    "</p>",
    "<br>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<li>",
    "</li>",
    "<blockquote>",
    "</blockquote>",
    "<strong>",
    "</strong>",
    "</a>",
];

/// The output without its own tags; none if a tag is not one of ours.
fn without_tags(mut html: &str) -> Option<String> {
    let mut text = String::new();
    while let Some(at) = html.find('<') {
        text.push_str(&html[..at]);
        let rest = &html[at..];
        let tag = match TAGS.iter().find(|tag| rest.starts_with(**tag)) {
            Some(tag) => tag.len(),
            None => {
                let inside = rest.strip_prefix("<a href=\"")?;
                let (address, after) = inside.split_once('"')?;
                let end = after.strip_prefix(" rel=\"noopener\"").unwrap_or(after);
                let own = address.starts_with('/') && !address.starts_with("//");
                let web = address.starts_with("https://") || address.starts_with("http://");
                if !(own || web) || !end.starts_with('>') {
                    return None;
                }
                rest.len() - end.len() + 1
            }
        };
        html = &rest[tag..];
    }
    text.push_str(html);
    Some(text)
}

#[test]
fn blocks_and_lines_become_what_they_look_like() {
    let text = "# 通知\n请各单位**按时**报送，见[办法](/laws/1)。\n第二行\n\n- 一\n- 二\n\n1. 甲\n2. 乙\n\n> 引文\n## 附则";
    let expected = "<h2>通知</h2>\n<p>请各单位<strong>按时</strong>报送，见<a href=\"/laws/1\">办法</a>。<br>\n第二行</p>\n\
        <ul>\n<li>一</li>\n<li>二</li>\n</ul>\n<ol>\n<li>甲</li>\n<li>乙</li>\n</ol>\n\
        <blockquote><p>引文</p></blockquote>\n<h3>附则</h3>\n";
    assert_eq!(html(text), expected);
    assert_eq!(html(""), "");
}

#[test]
fn what_only_looks_like_markup_is_text() {
    assert_eq!(html("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
    assert_eq!(html("[x](javascript:alert(1))"), "<p>[x](javascript:alert(1))</p>\n");
    for address in [
        "//evil.example",
        "/\\evil.example",
        "https://a\"onclick=x",
        "data:text/html,x",
        "http:///x",
    ] {
        assert!(!html(&format!("[x]({address})")).contains("<a "), "{address}");
    }
    assert_eq!(html("**  ** 2 * 3"), "<p>**  ** 2 * 3</p>\n");
    assert!(
        html("[外](https://www.gov.cn/a?b=1&c=2)")
            .contains("href=\"https://www.gov.cn/a?b=1&amp;c=2\" rel")
    );
}

proptest! {
    #[test]
    fn no_input_leaves_unescaped(text in "([<>&\"'*#\\[\\]()/: .\\-\n0-9a-z=中]|<script>|javascript:|https://|\\]\\(|\\*\\*){0,80}") {
        let out = html(&text);
        let plain = without_tags(&out);
        prop_assert!(plain.is_some(), "{out}");
        let plain = plain.unwrap();
        prop_assert!(!plain.contains(['<', '>', '"', '\'']), "{out}");
        for (at, _) in plain.match_indices('&') {
            let rest = &plain[at..];
            prop_assert!(["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"].iter().any(|one| rest.starts_with(one)), "{out}");
        }
        for tag in ["p", "ul", "ol", "li", "h2", "h3", "blockquote", "strong"] {
            let opened = out.matches(&format!("<{tag}>")).count();
            prop_assert_eq!(opened, out.matches(&format!("</{tag}>")).count());
        }
    }

    #[test]
    fn any_text_at_all_renders(text in any::<String>()) {
        prop_assert!(without_tags(&html(&text)).is_some());
    }
}
