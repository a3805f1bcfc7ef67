//! Sample results of a search.

use crate::view::{Pager, search};

pub(super) fn search() -> search::Search {
    let piece = |text: &str, hit| search::Piece { text: text.into(), hit };
    let hit = |name, former, how, slip: Option<&str>| search::Hit {
        href: "/subjects/91370102MA3C0007X1".into(),
        name,
        code: vec![piece("91370102MA3C0007X1", false)],
        kind: "enterprise",
        division: Some("历下区".into()),
        state: Some("存续".into()),
        state_tone: "good",
        former,
        how,
        slip: slip.map(str::to_owned),
    };
    let long = "济南市历城区䶮淼瑨犇旳环境保护与可再生资源综合利用技术研究开发推广中心（有限合伙）第二分公司";
    let former = vec![piece("济南", false), piece("泉润", true), piece("小吃店", false)];
    search::Search {
        also: Vec::new(),
        query: "泉润".into(),
        advice: None,
        hits: vec![
            hit(
                vec![piece("山东", false), piece("泉润", true), piece("餐饮管理有限公司", false)],
                None,
                "core-beginning",
                None,
            ),
            hit(vec![piece("济南小吃店", false)], Some(former), "former-name", None),
            hit(vec![piece(long, false)], None, "similar", Some("homophone")),
        ],
        pager: Pager { next: Some("/search?q=x&after=y".into()), first: None },
    }
}

pub(super) fn search_none() -> search::Search {
    search::Search {
        also: Vec::new(),
        query: "91370102MA3C0007X2".into(),
        advice: Some("code_wrong"),
        hits: vec![],
        pager: Pager::default(),
    }
}
