//! Articles: nothing is public that a second person has not reviewed, and what is public is watched
//! (C-07.a, C-07.f, H-06, H-24, H-25).

use content::{
    ArticleAnswer, ContentError, FoundKind, Language, NewArticle, Page, QueueFilter, State, Text,
    Verdict,
};
use serde_json::json;
use vocabulary::{Actor, Date, Draft, FactKind};

use crate::{
    harness::{TODAY, Town},
    story,
};

const SITE: &str = "jinan";
const COLUMN: &str = "news";
const AT_ONCE: Verdict = Verdict::Publish { from: None, until: None };

fn editor() -> Actor {
    Actor::new("jinan-credit-centre", "account editor")
}

fn reviewer() -> Actor {
    Actor::new("jinan-credit-centre", "account reviewer")
}

fn text(body: &str) -> Text {
    Text {
        title: "信用修复办理指南".to_owned(),
        summary: "怎样申请信用修复。".to_owned(),
        body: body.to_owned(),
        source: "济南市公共信用信息中心".to_owned(),
        evidence: "济信〔2026〕5号".to_owned(),
    }
}

fn new(body: &str) -> NewArticle {
    let (site, column) = (SITE.to_owned(), COLUMN.to_owned());
    NewArticle { site, column, language: Language::Zh, text: text(body) }
}

/// The rule of a refusal.
fn rule(refused: Result<impl std::fmt::Debug, ContentError>) -> String {
    match refused {
        Err(ContentError::Refused(refusal)) => {
            assert!(!refusal.reason.is_empty() && !refusal.remedy.is_empty());
            refusal.rule
        }
        other => panic!("{other:?}"),
    }
}

impl Town {
    /// Writes an article and lets the reviewer publish it.
    pub fn publish(&self, body: &str) -> u64 {
        let contents = &self.platform.contents;
        let number = contents.write(&editor(), new(body)).unwrap();
        contents.submit(&editor(), number).unwrap();
        contents.review(&reviewer(), number, AT_ONCE).unwrap();
        number
    }

    fn shown(&self, number: u64) -> Option<String> {
        match self.platform.contents.article(SITE, number).unwrap() {
            ArticleAnswer::Public { article } => Some(article.html),
            _ => None,
        }
    }

    fn shelf(&self) -> Vec<u64> {
        let shelf = self.platform.contents.published(SITE, COLUMN, None, Page::default());
        shelf.unwrap().entries.iter().map(|article| article.number).collect()
    }
}

story! {
    fn c_07_a_h_25_h_06_h_24_an_article_is_public_after_the_review_of_another_person(town) {
        let contents = &town.platform.contents;
        let number = contents.write(&editor(), new("第一步，**提交**申请。")).unwrap();
        assert_eq!(rule(contents.review(&reviewer(), number, AT_ONCE)), "H-25", "nothing is handed in");
        contents.submit(&editor(), number).unwrap();
        assert_eq!((town.shown(number), town.shelf()), (None, vec![]));
        // The author cannot approve, by whatever account of the same person; another person can.
        assert_eq!(rule(contents.review(&editor(), number, AT_ONCE)), "H-25");
        assert_eq!(town.shown(number), None);
        contents.review(&reviewer(), number, AT_ONCE).unwrap();
        assert_eq!(town.shown(number).unwrap(), "<p>第一步，<strong>提交</strong>申请。</p>\n");
        assert_eq!(town.shelf(), [number]);
        // The review stands in the ledger, with who did it.
        let reviewed = town.facts(FactKind::ArticleReviewed);
        assert_eq!((reviewed.len(), &reviewed[0].draft.actor), (1, &reviewer()));
        let steps: Vec<String> = contents.history(number).unwrap().into_iter().map(|step| step.step).collect();
        assert_eq!(steps, ["written", "submitted", "published"]);

        // A revision is public only after its own review; until then the old one stays.
        contents.revise(&reviewer(), number, text("第二版")).unwrap();
        assert!(town.shown(number).unwrap().contains("第一步"));
        contents.submit(&reviewer(), number).unwrap();
        assert_eq!(rule(contents.review(&reviewer(), number, AT_ONCE)), "H-25", "now the reviewer wrote");
        contents.review(&editor(), number, AT_ONCE).unwrap();
        assert_eq!(town.shown(number).unwrap(), "<p>第二版</p>\n");
    }
}

story! {
    fn h_25_a_reviewer_sends_back_with_a_note_and_the_editor_mends(town) {
        let contents = &town.platform.contents;
        let number = contents.write(&editor(), new("草稿")).unwrap();
        contents.submit(&editor(), number).unwrap();
        let silent = Verdict::SendBack { note: " ".to_owned() };
        assert_eq!(rule(contents.review(&reviewer(), number, silent)), "H-25");
        let note = "请补充依据。".to_owned();
        contents.review(&reviewer(), number, Verdict::SendBack { note: note.clone() }).unwrap();
        let draft = contents.draft(number).unwrap();
        assert_eq!((draft.line.state, draft.steps.last().unwrap().note.as_str()), (State::SentBack, note.as_str()));
        assert_eq!(rule(contents.review(&reviewer(), number, AT_ONCE)), "H-25");
        contents.revise(&editor(), number, text("依据是条例第37条。")).unwrap();
        contents.submit(&editor(), number).unwrap();
        let waiting = QueueFilter { state: Some(State::Submitted), not_by: Some(reviewer().by), ..QueueFilter::default() };
        let queue = contents.queue(&waiting, Page::default()).unwrap();
        assert_eq!((queue.entries.len(), queue.entries[0].revision), (1, 2));
        let own = QueueFilter { state: Some(State::Submitted), not_by: Some(editor().by), ..QueueFilter::default() };
        assert!(contents.queue(&own, Page::default()).unwrap().entries.is_empty());
        contents.review(&reviewer(), number, AT_ONCE).unwrap();
        assert_eq!(contents.counts(Some(SITE)).unwrap()["published"], 1);
    }
}

story! {
    fn c_07_an_article_is_public_within_its_time_and_gone_afterwards(town) {
        let contents = &town.platform.contents;
        let number = contents.write(&editor(), new("自明日起公示七日。")).unwrap();
        contents.submit(&editor(), number).unwrap();
        let (from, until) = (Date::constant(2026, 11, 21), Date::constant(2026, 11, 27));
        let backwards = Verdict::Publish { from: Some(until), until: Some(from) };
        assert_eq!(rule(contents.review(&reviewer(), number, backwards)), "C-07");
        let window = Verdict::Publish { from: Some(from), until: Some(until) };
        contents.review(&reviewer(), number, window).unwrap();
        let answer = || contents.article(SITE, number).unwrap();
        assert_eq!((answer(), town.shelf()), (ArticleAnswer::NotFound, vec![]));
        for day in [from, until] {
            town.move_to(day);
            assert!(town.shown(number).is_some() && town.shelf() == [number], "{day}");
        }
        town.move_to(Date::constant(2026, 11, 28));
        assert_eq!((answer(), town.shelf()), (ArticleAnswer::Gone, vec![]));
        // An article of one site has no address on another.
        assert_eq!(contents.article("lixia", number).unwrap(), ArticleAnswer::NotFound);
    }
}

story! {
    fn c_07_what_was_taken_down_says_so_and_a_draft_says_nothing(town) {
        let contents = &town.platform.contents;
        let number = town.publish("通知");
        assert_eq!(rule(contents.withdraw(&reviewer(), number, "")), "H-25");
        contents.withdraw(&reviewer(), number, "内容已经更新").unwrap();
        assert_eq!((contents.article(SITE, number).unwrap(), town.shelf()), (ArticleAnswer::Gone, vec![]));
        assert_eq!(rule(contents.revise(&editor(), number, text("再写"))), "C-07");
        assert_eq!(rule(contents.submit(&editor(), number)), "H-25");
        let draft = contents.write(&editor(), new("从未公开")).unwrap();
        contents.withdraw(&editor(), draft, "不写了").unwrap();
        assert_eq!(contents.article(SITE, draft).unwrap(), ArticleAnswer::NotFound);
        assert_eq!(contents.article(SITE, 999_999).unwrap(), ArticleAnswer::NotFound);
        assert!(matches!(contents.draft(999_999), Err(ContentError::NoSuchArticle { .. })));
    }
}

story! {
    fn c_07_b_an_article_stands_in_a_column_of_articles_of_its_site(town) {
        let contents = &town.platform.contents;
        for (site, column) in [("jinan", "publicity"), ("jinan", "nowhere"), ("nowhere", "news"), ("lixia", "county-news")] {
            let new = NewArticle { site: site.to_owned(), column: column.to_owned(), ..new("正文") };
            assert_eq!(rule(contents.write(&editor(), new)), "C-07.b", "{site}/{column}");
        }
        let english = NewArticle { language: Language::En, ..new("How to repair.") };
        let number = contents.write(&editor(), english).unwrap();
        contents.submit(&editor(), number).unwrap();
        contents.review(&reviewer(), number, AT_ONCE).unwrap();
        let shelf = |language| contents.published(SITE, COLUMN, language, Page::default()).unwrap().entries.len();
        assert_eq!((shelf(None), shelf(Some(Language::En)), shelf(Some(Language::Zh))), (1, 1, 0));
    }
}

story! {
    fn c_07_f_a_text_with_a_persons_number_is_refused_and_says_where(town) {
        let contents = &town.platform.contents;
        for (body, kind) in [
            ("联系人\n电话138-0000-1111", FoundKind::MobilePhone),
            ("当事人\n（37010219850615002１）", FoundKind::CitizenNumber),
            ("退款\n汇入4111 1111 1111 1111", FoundKind::BankCard),
        ] {
            let Err(ContentError::Refused(refusal)) = contents.write(&editor(), new(body)) else {
                panic!("{body} was written");
            };
            let place = &refusal.places[0];
            assert_eq!((refusal.rule.as_str(), place.part.as_str(), place.line, place.kind), ("C-07.f", "body", 2, kind));
            assert!(!refusal.reason.contains("0000") && !refusal.reason.contains("1985"), "{}", refusal.reason);
        }
        assert!(town.facts(FactKind::ArticleWritten).is_empty(), "the ledger never learns it");
        let number = contents.write(&editor(), new("咨询电话 0531-66605118。")).unwrap();
        assert_eq!(rule(contents.revise(&editor(), number, text("13800001111"))), "C-07.f");
    }
}

story! {
    fn c_07_f_the_watch_holds_a_public_page_with_a_persons_number(town) {
        let clean = town.publish("清白的正文");
        // A text that came to be public before the watch knew this form of number.
        let leaked = town.leak("请致电 13800001111 咨询");
        assert!(town.shown(leaked).is_some());
        assert_eq!(town.platform.watch().unwrap(), [leaked]);
        let contents = &town.platform.contents;
        assert_eq!(contents.article(SITE, leaked).unwrap(), ArticleAnswer::Gone);
        assert_eq!(town.shelf(), [clean]);
        let held = town.facts(FactKind::ArticleHeld);
        assert_eq!(held[0].draft.actor, Actor::platform());
        assert!(held[0].draft.body.contains("正文第 1 行的手机号码") && !held[0].draft.body.contains("0000"));
        assert_eq!(contents.draft(leaked).unwrap().line.state, State::Held);
        assert!(town.platform.watch().unwrap().is_empty(), "once is enough");
        // It cannot come back as it is; mended and reviewed it can.
        assert_eq!(rule(contents.submit(&editor(), leaked)), "C-07.f");
        contents.revise(&editor(), leaked, text("请致电 0531-66605118 咨询")).unwrap();
        contents.submit(&editor(), leaked).unwrap();
        assert_eq!(contents.article(SITE, leaked).unwrap(), ArticleAnswer::Gone);
        contents.review(&reviewer(), leaked, AT_ONCE).unwrap();
        assert!(town.shown(leaked).unwrap().contains("66605118"));
    }
}

story! {
    fn c_07_f_the_watch_runs_by_itself_every_day(town) {
        let leaked = town.leak("身份证 11010519491231002X");
        let timers = town.platform.start_timers();
        let held = || town.platform.contents.draft(leaked).unwrap().line.state == State::Held;
        let begun = std::time::Instant::now();
        while !held() && begun.elapsed().as_secs() < 20 {
            std::thread::yield_now();
        }
        assert!(held());
        // The next one appears after midnight only: a page that leaks today is found tomorrow.
        let next = town.leak("再次 11010519491231002X");
        town.move_to(TODAY.tomorrow().unwrap());
        while town.shown(next).is_some() && begun.elapsed().as_secs() < 40 {
            std::thread::yield_now();
        }
        assert!(town.shown(next).is_none());
        drop(timers);
    }
}

impl Town {
    /// Puts a text before the public as an older edition of the platform might have done.
    fn leak(&self, body: &str) -> u64 {
        let draft = |kind, body: serde_json::Value| Draft {
            kind,
            subject: None,
            actor: editor(),
            item: None,
            policy: self.platform.law.version().to_owned(),
            body: body.to_string(),
        };
        let written = json!({ "step": "written", "site": SITE, "column": COLUMN, "language": "zh", "text": text(body) });
        let number =
            self.platform.pen.append(vec![draft(FactKind::ArticleWritten, written)]).unwrap()[0].0;
        let review =
            json!({ "article": number, "step": "published", "revision": 1, "from": TODAY });
        self.platform.pen.append(vec![draft(FactKind::ArticleReviewed, review)]).unwrap();
        number
    }
}

story! {
    fn h_63_a_column_without_names_takes_no_names_and_reviewers_of_others_are_told_of_them(town) {
        let packs = crate::packs::Packs::of_the_platform();
        let columns = "column = [{ id = \"open-data\" }, { id = \"models\" }";
        packs.change("shandong/sites/shandong.toml", columns, &format!("{columns}, {{ id = \"cases\" }}"));
        packs.adopt(town, "keeper-1", "案例栏目");
        let contents = &town.platform.contents;
        let of = |body: &str| NewArticle { column: "cases".to_owned(), ..new(body) };
        for named in ["当事人孙晓梅未按期缴纳罚款", "住站前路7号的一位店主", "车辆鲁A12F45停在路口"] {
            assert_eq!(rule(contents.write(&editor(), of(named))), "H-63", "{named}");
        }
        let number = contents.write(&editor(), of("某商店未明码标价被处罚")).unwrap();
        assert_eq!(rule(contents.revise(&editor(), number, text("经营者孙晓梅已经改正"))), "H-63");
        let elsewhere = contents.write(&editor(), new("联系人孙晓梅")).unwrap();
        let hints = contents.draft(elsewhere).unwrap().hints;
        assert!(hints.iter().any(|hint| hint.kind == FoundKind::Person), "{hints:?}");
    }
}
