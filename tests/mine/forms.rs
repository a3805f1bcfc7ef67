//! Forms are taken from our own pages only, and with the mark of the session they were made for.

use axum::http::{Method, StatusCode};

use super::{NUMBER, cookies, form, request};
use crate::story;

story! {
    fn a_form_without_the_mark_of_its_session_does_nothing(town) {
        let (home, door) = (town.person_at_home(), town.door());
        let cookie = home.cookie();
        let send = |csrf: &str, extra: &[(&str, &str)]| {
            let headers = [&[("cookie", cookie.as_str())], extra].concat();
            let body = form(&[("csrf", csrf), ("kind", "agency-service"), ("to", "jinan-approval-service"),
                ("items", "administrative-licence-person"), ("agreed", "yes")]);
            request(&door, Method::POST, "/mine/consents/new", &headers, &body)
        };
        let other = town.come_home(NUMBER, None);
        for wrong in ["", "0", other.csrf.as_str()] {
            assert_eq!(send(wrong, &[]).status, StatusCode::FORBIDDEN, "{wrong:?}");
        }
        let foreign: [&[(&str, &str)]; 4] = [
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
        ];
        for from in foreign {
            let refused = send(&home.csrf, from);
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{from:?}");
            assert!(refused.text.contains("没有处理这次提交"), "{}", refused.text);
        }
        let none = town.platform.gate.consents(&disclosure::Viewer::Subject { subject: home.holder.person }, home.holder.person);
        assert!(none.unwrap().is_empty(), "nothing was granted");
        let own = [("origin", "http://credit.example"), ("sec-fetch-site", "same-origin")];
        assert_eq!(send(&home.csrf, &own).status, StatusCode::SEE_OTHER);
    }
}

story! {
    fn signing_in_from_another_site_is_refused(town) {
        town.enrol_resident();
        let door = town.door();
        let body = form(&[("login", NUMBER), ("password", crate::staff::PASSWORD)]);
        let from = [("origin", "https://evil.example")];
        let told = request(&door, Method::POST, "/sign-in", &from, &body);
        assert_eq!(told.status, StatusCode::FORBIDDEN);
        assert!(cookies(&told).is_empty());
    }
}

story! {
    fn what_an_act_has_to_say_is_said_once(town) {
        let (home, door) = (town.company_at_home(), town.door());
        let told = home.post(&door, "/account/acting", &[("organisation", "")]);
        assert_eq!(told.location(), "/mine");
        let said = cookies(&told).into_iter().find(|cookie| cookie.starts_with("probity-said=")).unwrap();
        let said = said.split(';').next().unwrap().to_owned();
        let cookie = format!("{}; {said}", home.cookie());
        let page = request(&door, Method::GET, "/mine", &[("cookie", &cookie)], "");
        assert!(page.text.contains("已切换"), "{}", page.text);
        assert!(cookies(&page).iter().any(|cookie| cookie.starts_with("probity-said=;")));
        // A word that is no message is not repeated.
        let cookie = format!("{}; probity-said=<b>evil", home.cookie());
        let page = request(&door, Method::GET, "/mine", &[("cookie", &cookie)], "");
        assert!(!page.text.contains("evil"));
    }
}
