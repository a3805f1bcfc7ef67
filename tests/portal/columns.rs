//! Articles as everyone reads them: by column, with search, inherited from the site above, gone.

use content::{Language, NewArticle, Text, Verdict};
use vocabulary::Actor;

use super::Portal;
use crate::{harness::Town, story};

fn editor() -> Actor {
    Actor::new("jinan-credit-centre", "account editor-1")
}

fn reviewer() -> Actor {
    Actor::new("jinan-credit-centre", "account reviewer-1")
}

/// An article of a site's news, written by one and let out by another.
fn publish(town: &Town, site: &str, title: &str) -> u64 {
    let contents = &town.platform.contents;
    let number = contents
        .write(
            &editor(),
            NewArticle {
                site: site.to_owned(),
                column: "news".to_owned(),
                language: Language::Zh,
                text: Text {
                    title: title.to_owned(),
                    summary: "一句话说明。".to_owned(),
                    body: "第一段。\n\n<script>alert(1)</script>".to_owned(),
                    source: "市信用中心".to_owned(),
                    evidence: "济信办〔2026〕1号".to_owned(),
                },
            },
        )
        .unwrap();
    contents.submit(&editor(), number).unwrap();
    number
}

fn let_out(town: &Town, number: u64) {
    let verdict = Verdict::Publish { from: None, until: None };
    town.platform.contents.review(&reviewer(), number, verdict).unwrap();
}

story! {
    fn c_07_a_columns_show_what_a_second_person_let_out_and_nothing_else(town) {
        let portal = Portal::of(town);
        let news = |host: &str, query: &str| portal.at(host, &format!("/columns/news{query}")).text;
        let (city, county) = ("jinan.probity.example", "lixia.probity.example");
        assert!(news(city, "").contains("这里还没有文章"));
        let number = publish(town, "jinan", "信用修复有了新办法");
        let own = publish(town, "lixia", "历下区开展信用宣传");
        assert!(news(city, "").contains("这里还没有文章"), "nobody has reviewed it");
        assert_eq!(portal.get(&format!("/articles/{number}")).status, 404);
        let_out(town, number);
        let_out(town, own);

        // The city has its own, the county its own and the city's, each with where it comes from.
        assert!(news(city, "").contains("信用修复有了新办法") && !news(city, "").contains("历下区开展"));
        let shown = news(county, "");
        assert!(shown.contains("信用修复有了新办法") && shown.contains("历下区开展信用宣传"));
        assert!(shown.contains("信用中国（山东济南）</span>"), "{shown}");
        let found = news(county, &format!("?q={}", crate::sight::percent("宣传")));
        assert!(found.contains("历下区开展") && !found.contains("信用修复有了新办法"));
        assert!(news(city, &format!("?q={}", crate::sight::percent("宣传"))).contains("没有找到"));

        let article = portal.at(county, &format!("/articles/{number}"));
        assert_eq!(article.status, 200);
        assert!(article.text.contains("第一段。") && !article.text.contains("<script>"), "{}", article.text);
        assert_eq!(portal.at(city, &format!("/articles/{own}")).status, 404, "the county's own");
        assert_eq!(portal.get("/columns/publicity").status, 404, "a page is no column of articles");

        town.platform.contents.withdraw(&reviewer(), number, "内容有误").unwrap();
        let gone = portal.get(&format!("/articles/{number}"));
        assert_eq!(gone.status, 410);
        assert!(gone.text.contains("已不再公开") && !gone.text.contains("新办法"));
        assert!(!news(county, "").contains("新办法"));
    }
}
