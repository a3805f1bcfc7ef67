//! What a subject does: consents, objects, declares, names an agent.

use axum::http::{Method, StatusCode};
use disclosure::{AsOf, Viewer};
use vocabulary::Actor;

use super::{NUMBER, request};
use crate::{
    desk::PENALTY,
    rows::{COMPANY, MARKET, person_licence},
    sight::Door,
    staff::Told,
    story,
};

/// Somebody of the approval hall on a consent.
fn hall(number: &str) -> Viewer {
    Viewer::Consented {
        actor: Actor::new("jinan-approval-service", "account 12"),
        organisation: "jinan-approval-service".to_owned(),
        consent: number.to_owned(),
        matter_number: "办2026-3".to_owned(),
    }
}

story! {
    fn s_34_a_consent_is_given_read_at_every_use_and_withdrawn_at_once(town) {
        town.file("administrative-licence-person", MARKET, person_licence());
        let (home, door) = (town.person_at_home(), town.door());
        assert!(home.get(&door, "/mine/consents/new").text.contains("办事查阅授权"));
        let form = home.get(&door, "/mine/consents/new?kind=agency-service").text;
        assert!(form.contains("我同意所选机关") && form.contains("文本版本"), "the full text stands there");
        let nothing = [("kind", "agency-service"), ("to", "jinan-approval-service"), ("agreed", "yes")];
        let refused = home.post(&door, "/mine/consents/new", &nothing);
        assert!(refused.text.contains("请至少勾选一项"), "no tick is not every tick");
        let unread = [
            ("kind", "agency-service"),
            ("to", "jinan-approval-service"),
            ("items", "administrative-licence-person"),
        ];
        let refused = home.post(&door, "/mine/consents/new", &unread);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("请读完授权书并勾选同意"));
        let asked = [unread.as_slice(), &[("agreed", "yes"), ("until", "2026-12-31")]].concat();
        let given = home.post(&door, "/mine/consents/new", &asked);
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text);
        let path = given.location().to_owned();
        let number = path.rsplit('/').next().unwrap();
        let person = home.holder.person;
        let look = || town.platform.gate.file(&hall(number), person, AsOf::default());
        assert_eq!(look().unwrap().unwrap().records.len(), 1);
        let page = home.get(&door, &path).text;
        assert!(page.contains("办2026-3"), "its use is told: {page}");
        assert!(page.contains("2026-12-31") && page.contains("撤回授权"));
        let back = home.post(&door, &format!("{path}/withdraw"), &[]);
        assert_eq!(back.location(), path);
        assert!(look().is_err(), "the very next look is refused");
        assert!(home.get(&door, &path).text.contains("已撤回"));
        assert!(home.get(&door, "/mine/consents").text.contains("没有有效的授权"));
        assert!(home.get(&door, "/mine/lookups").text.contains("已拒绝"), "and stands in the list");
    }
}

story! {
    fn h_09_every_record_can_be_objected_to_from_where_its_subject_sees_it(town) {
        town.settle();
        let (home, door) = (town.company_at_home(), town.door());
        let own = town.own_file(home.holder.acting).unwrap();
        let list = home.get(&door, "/mine/records").text;
        assert!(own.records.len() >= 3);
        for record in &own.records {
            let entry = format!("/mine/cases/new/objection?digest={}", record.digest);
            assert!(list.contains(&entry), "{} has no entry", record.item);
            let whole = home.get(&door, &format!("/mine/records/{}", record.digest)).text;
            assert!(whole.contains(&entry));
            assert_eq!(home.get(&door, &entry).status, StatusCode::OK);
        }
        let penalty = town.own_record(PENALTY);
        let path = "/mine/cases/new/objection";
        let fields = [("digest", penalty.digest.as_str()), ("field.statement", ""), ("field.wish", "delete")];
        let empty = home.upload(&door, path, &fields);
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text.contains("请填写“哪里不对”") && empty.text.contains("value=\"delete\" checked"), "what was chosen stays: {}", empty.text);
        let fields = [fields[0], ("field.statement", "罚款已经缴清。"), fields[2]];
        let filed = home.upload(&door, path, &fields);
        assert_eq!(filed.status, StatusCode::OK, "{}", filed.text);
        for said in ["已收到", "查询码", "2026-11-25", "3 个工作日"] {
            assert!(filed.text.contains(said), "{said}: {}", filed.text);
        }
        let number = crate::plays::number_in(&filed.text).unwrap();
        for page in ["/mine/cases", "/mine"] {
            let text = home.get(&door, page).text;
            assert!(text.contains(&format!("/mine/cases/{number}")) && text.contains("待受理"), "{page}: {text}");
        }
        assert!(home.get(&door, "/mine/messages").text.contains("异议受理回执"), "the receipt is told of");
        let case = home.get(&door, &format!("/mine/cases/{number}")).text;
        for said in ["济南市公共信用信息中心", "2026-11-25", "罚款已经缴清。", "撤回异议", "异议受理回执"] {
            assert!(case.contains(said), "{said}: {case}");
        }
        assert!(home.get(&door, &format!("/mine/records/{}", penalty.digest)).text.contains(&number));
        assert!(home.get(&door, "/mine/records").text.contains("异议处理中"));
        let (_, public) = door.get(&format!("/subjects/{COMPANY}"));
        assert!(public.contains("异议处理中"), "marked wherever it is shown");
    }
}

/// A form with a file, as a browser sends it.
fn upload(
    home: &super::Home,
    door: &Door,
    path: &str,
    fields: &[(&str, &str)],
    file: &[u8],
) -> Told {
    let mut body = String::new();
    for (name, value) in [("csrf", home.csrf.as_str())].iter().chain(fields) {
        body += &format!(
            "--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
    }
    body += "--edge\r\ncontent-disposition: form-data; name=\"evidence\"; filename=\"证书.pdf\"\r\ncontent-type: application/pdf\r\n\r\n";
    body += &String::from_utf8_lossy(file);
    body += "\r\n--edge--\r\n";
    let sent = axum::http::Request::post(path)
        .header("accept", "text/html")
        .header("cookie", home.cookie())
        .header("content-type", "multipart/form-data; boundary=edge");
    door.tell(sent.body(axum::body::Body::from(body)).unwrap())
}

story! {
    fn c_07_d_what_is_declared_with_evidence_is_marked_everywhere(town) {
        town.settle();
        let (home, door) = (town.company_at_home(), town.door());
        assert!(home.get(&door, "/mine/declarations/new").text.contains("declared-honour"));
        let form = home.get(&door, "/mine/declarations/new?item=declared-honour").text;
        assert!(form.contains("multipart/form-data") && form.contains("证明材料"));
        let fields = [("item", "declared-honour"), ("honour_name", "诚信经营示范商户"), ("granted_by", "历下区商业联合会"),
            ("granted_on", "2026-01-15"), ("level", "行业"), ("reviewed", "yes")];
        let path = "/mine/declarations/new";
        let unpromised = upload(&home, &door, path, &fields, b"%PDF-1.7\nhonour");
        assert_eq!(unpromised.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unpromised.text.contains("没有承诺") && unpromised.text.contains("诚信经营示范商户"));
        let promised = [fields.as_slice(), &[("promised", "yes")]].concat();
        let wrong = upload(&home, &door, path, &promised, b"MZ not a document");
        assert!(wrong.text.contains("不是 PDF"), "{}", wrong.text);
        let declared = upload(&home, &door, path, &promised, b"%PDF-1.7\nhonour");
        assert_eq!(declared.location(), "/mine/declarations", "{}", declared.text);
        let list = home.get(&door, "/mine/declarations").text;
        for said in ["自主申报", "未核实", "证书.pdf", "诚信经营示范商户"] {
            assert!(list.contains(said), "{said}: {list}");
        }
        assert!(home.get(&door, "/mine/records").text.contains("未核实"));
        let (_, public) = door.get(&format!("/subjects/{COMPANY}"));
        assert!(public.contains("自主申报"));
        // The evidence is the organisation's own and nobody else's.
        let at = list.find("/mine/declarations/SB").unwrap();
        let file: String = list[at..].chars().take_while(|letter| *letter != '"').collect();
        assert_eq!(home.get(&door, &file).text, "%PDF-1.7\nhonour");
        assert_eq!(town.come_home(NUMBER, None).get(&door, &file).status, StatusCode::NOT_FOUND);
        let number = file.split('/').nth(3).unwrap();
        let back = home.post(&door, &format!("/mine/declarations/{number}/withdraw"), &[]);
        assert_eq!(back.location(), "/mine/declarations");
        let (_, public) = door.get(&format!("/subjects/{COMPANY}"));
        assert!(!public.contains("诚信经营示范商户"), "taken back, gone");
    }
}

story! {
    fn s_33_an_agent_acts_until_the_day_he_was_named_for_and_no_longer(town) {
        town.settle();
        let (home, door) = (town.company_at_home(), town.door());
        let agent = account::NewHolder { name: "赵青".to_owned(), number: "370102199003070032".to_owned() };
        town.enrol(&agent);
        let fields = [("name", "赵青"), ("number", agent.number.as_str()), ("until", "2026-11-30")];
        let wrong = home.post(&door, "/mine/agents", &[fields[0], fields[1], ("until", "明天")]);
        assert!(wrong.text.contains("请写成 2026-11-21 的样子"), "{}", wrong.text);
        assert_eq!(home.post(&door, "/mine/agents", &fields).location(), "/mine/agents");
        let acting = town.come_home(&agent.number, Some(COMPANY));
        assert!(acting.get(&door, "/mine/records").text.contains("/mine/records/"));
        assert!(acting.get(&door, "/mine/agents").text.contains("只有法定代表人可以指定"));
        let list = home.get(&door, "/mine/agents").text;
        assert!(list.contains("赵青") && !list.contains(&agent.number), "the number is not shown");
        town.move_to(vocabulary::Date::constant(2026, 12, 1));
        assert!(town.platform.accounts.act_for(&town.come_home(&agent.number, None).secret, Some(COMPANY)).is_err());
    }
}

story! {
    fn the_switch_shows_the_file_of_whom_one_acts_for(town) {
        town.settle();
        town.file("administrative-licence-person", MARKET, person_licence());
        let (home, door) = (town.company_at_home(), town.door());
        assert!(home.get(&door, "/mine").text.contains(COMPANY));
        home.post(&door, "/account/acting", &[("organisation", "")]);
        let own = home.get(&door, "/mine/records").text;
        assert!(own.contains("从业资格证") || own.contains("道路旅客运输"), "{own}");
        assert!(!own.contains(&town.own_record(PENALTY).digest));
        let refused = home.post(&door, "/account/acting", &[("organisation", "91370100MA3C00022K")]);
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "no mandate, no switch");
        assert_eq!(request(&door, Method::POST, "/account/acting", &[], "").status, StatusCode::SEE_OTHER);
    }
}
