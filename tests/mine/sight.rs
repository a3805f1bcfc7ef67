//! What a subject sees of itself, and that nobody else sees it.

use axum::http::{Method, StatusCode};
use disclosure::{AsOf, Viewer};
use jiff::SignedDuration;
use serde_json::Value;
use vocabulary::Clock;

use super::{NUMBER, request};
use crate::{
    desk::{PENALTY, POLICE, person_penalty},
    harness::Town,
    rows::{COMPANY, MARKET, person_licence},
    story,
};

impl Town {
    /// What is held about the person: a licence and a penalty.
    fn known_person(&self) {
        self.file("administrative-licence-person", MARKET, person_licence());
        self.file("administrative-penalty-person", POLICE, person_penalty());
    }
}

story! {
    fn c_05_d_a_person_sees_the_whole_file_and_nobody_else_any_of_it(town) {
        town.known_person();
        let (home, door) = (town.person_at_home(), town.door());
        let page = home.get(&door, "/mine/records");
        assert_eq!(page.status, StatusCode::OK);
        let own = town.own_file(home.holder.person).unwrap();
        assert_eq!(own.records.len(), 2);
        for record in &own.records {
            assert!(page.text.contains(&format!("/mine/records/{}", record.digest)));
            let whole = home.get(&door, &format!("/mine/records/{}", record.digest));
            assert_eq!(whole.status, StatusCode::OK);
            for field in record.fields.iter().filter(|field| !field.value.is_empty()) {
                assert!(whole.text.contains(&field.zh), "{} is not shown", field.zh);
            }
            assert!(whole.text.contains("这意味着什么") && whole.text.contains("从哪里来"));
        }
        // Another person with an account sees nothing of it, under no address.
        let other = account::NewHolder { name: "赵青".to_owned(), number: "370102199003070032".to_owned() };
        town.enrol(&other);
        let neighbour = town.come_home(&other.number, None);
        assert!(neighbour.get(&door, "/mine/records").text.contains("还没有记录"));
        for record in &own.records {
            let path = format!("/mine/records/{}", record.digest);
            assert_eq!(neighbour.get(&door, &path).status, StatusCode::NOT_FOUND);
            let path = format!("/mine/cases/new/objection?digest={}", record.digest);
            assert_eq!(neighbour.get(&door, &path).status, StatusCode::NOT_FOUND);
            assert_eq!(request(&door, Method::GET, &path, &[], "").status, StatusCode::SEE_OTHER);
        }
    }
}

story! {
    fn c_34_b_every_look_stands_in_the_own_list_within_a_minute(town) {
        town.known_person();
        let (home, door) = (town.person_at_home(), town.door());
        assert!(home.get(&door, "/mine/lookups").text.contains("还没有人查阅过"));
        let person = home.holder.person;
        town.file_of(&town.supervisor(), person, AsOf::default()).unwrap();
        let nobody = Viewer::Department {
            actor: vocabulary::Actor::new(MARKET, "key-1"),
            organisation: MARKET.to_owned(),
            purpose: policy::model::matter::Purpose::Supervision,
            matter_number: String::new(),
            items: disclosure::Items::All,
        };
        assert!(town.platform.gate.file(&nobody, person, AsOf::default()).is_err());
        town.clock.set(town.clock.now() + SignedDuration::from_secs(59));
        let list = home.get(&door, "/mine/lookups").text;
        for said in ["济南市市场监督管理局", "监2026-1", "日常监管", "查阅档案", "已拒绝"] {
            assert!(list.contains(said), "{said}: {list}");
        }
        assert!(home.get(&door, "/mine").text.contains("查阅了您的信息"), "it is news, too");
        assert!(home.get(&door, "/mine/messages").text.contains("已被拒绝"));
        // The subject asks why, once; the question stands with the look.
        let page = disclosure::PageRequest::default();
        let looks = town.platform.gate.lookups(&Viewer::Subject { subject: person }, person, &page).unwrap();
        let look = looks.entries.iter().find(|look| look.kind == "file").unwrap();
        let path = format!("/mine/lookups/{}", look.position);
        let empty = home.post(&door, &path, &[("statement", " ")]);
        assert!(empty.text.contains("请写下您的疑问"), "{}", empty.text);
        let asked = home.post(&door, &path, &[("statement", "我没有办过这件事，为什么查我？")]);
        assert_eq!(asked.location(), path);
        assert!(home.get(&door, &path).text.contains("您已经询问过"));
        assert!(home.get(&door, "/mine/lookups").text.contains("已询问"));
    }
}

story! {
    fn c_08_a_everything_is_taken_home_for_nothing(town) {
        town.known_person();
        let (home, door) = (town.person_at_home(), town.door());
        let own = town.own_file(home.holder.person).unwrap();
        let json = home.get(&door, "/mine/download.json");
        assert!(json.headers["content-disposition"].to_str().unwrap().contains("my-credit-file.json"));
        let taken: Value = serde_json::from_str(&json.text).unwrap();
        assert_eq!(taken["file"]["records"], serde_json::to_value(&own.records).unwrap());
        let csv = home.get(&door, "/mine/download.csv").text;
        assert!(csv.starts_with('\u{feff}'), "a spreadsheet reads it as UTF-8");
        for record in &own.records {
            for field in record.fields.iter().filter(|field| !field.value.is_empty()) {
                let value = field.value.replace('"', "\"\"");
                assert!(csv.contains(&value), "{}: {csv}", field.name);
            }
        }
        let page = home.get(&door, "/mine/download").text;
        assert!(page.contains("免费"));
        for word in ["支付", "缴费", "价格", "￥"] {
            assert!(!page.contains(word), "{word}");
        }
    }
}

story! {
    fn c_07_c_page_and_interface_tell_the_same_of_an_organisation(town) {
        town.settle();
        let (home, door) = (town.company_at_home(), town.door());
        let taken: Value = serde_json::from_str(&home.get(&door, "/mine/download.json").text).unwrap();
        let (_, told) = door.get(&format!("/api/v1/subjects/{COMPANY}/records"));
        let told: Value = serde_json::from_str(&told).unwrap();
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let public: Vec<Value> = list(&told);
        assert!(!public.is_empty(), "{told:#}");
        let own = list(&taken["file"]["records"]);
        for record in public {
            let twin = own.iter().find(|own| own["digest"] == record["digest"]);
            let twin = twin.unwrap_or_else(|| panic!("{record:#} is not among {own:#?}"));
            for same in ["item", "decided_on", "position"] {
                assert_eq!(twin[same], record[same], "{same}");
            }
            let page = home.get(&door, &format!("/mine/records/{}", record["digest"].as_str().unwrap()));
            assert_eq!(page.status, StatusCode::OK);
        }
        // A phone gets the very same page; its width is the style's affair.
        let cookie = home.cookie();
        let phone = [("cookie", cookie.as_str()), ("user-agent", "Mozilla/5.0 (Linux; Android 14) Mobile")];
        let phone = request(&door, Method::GET, "/mine/records", &phone, "");
        assert_eq!(phone.text, home.get(&door, "/mine/records").text);
    }
}

story! {
    fn every_page_of_a_subject_is_there_in_both_languages_and_kept_by_no_cache(town) {
        town.settle();
        town.known_person();
        let door = town.door();
        let record = town.own_record(PENALTY).digest;
        let pages = ["", "/records", "/lookups", "/consents", "/consents/new", "/consents/new?kind=financing",
            "/declarations", "/declarations/new", "/cases", "/cases/new/objection", "/cases/new/repair", "/cases/new/commitment", "/messages", "/agents", "/download", "/code"];
        let company = town.company_at_home();
        let person = town.come_home(NUMBER, None);
        for home in [&company, &person] {
            for page in pages {
                let zh = home.get(&door, &format!("/mine{page}"));
                let en = home.get(&door, &format!("/en/mine{page}"));
                assert_eq!((zh.status, en.status), (StatusCode::OK, StatusCode::OK), "{page}: {}", zh.text);
                assert!(zh.text.contains("lang=\"zh-CN\"") && en.text.contains("<html lang=\"en\""), "{page}");
                for page in [zh, en] {
                    assert_eq!(page.headers["cache-control"], "no-store");
                    assert!(!page.headers.contains_key("etag"));
                    assert!(page.text.contains("name=\"robots\" content=\"noindex\""));
                }
            }
        }
        let whole = company.get(&door, &format!("/mine/records/{record}")).text;
        assert!(whole.contains("公示至") || whole.contains("公开"), "until when it is public");
        assert!(company.get(&door, "/mine/code").text.contains("<svg"), "a code to show");
        assert!(person.get(&door, "/mine/code").text.contains("个人没有公示页"));
    }
}
