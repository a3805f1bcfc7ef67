//! Visits are counted and shown, by day and section only (C-07.e, C-08.d).

use disclosure::Channel;
use vocabulary::Date;

use super::Portal;
use crate::{rows::COMPANY, story};

/// The figure under a label of the page of figures.
fn figure(portal: &Portal, label: &str) -> String {
    let page = portal.get("/figures");
    assert_eq!(page.status, 200, "{}", page.text);
    let (_, rest) = page.text.split_once(&format!("<dt>{label}</dt><dd>")).unwrap();
    rest.split('<').next().unwrap().trim().to_owned()
}

story! {
    fn c_07_e_c_08_d_visits_and_queries_are_counted_and_shown(town) {
        town.settle();
        let portal = Portal::of(town);
        assert_eq!(figure(&portal, "访问量"), "0", "the page itself counts once it is shown");
        let company = format!("/subjects/{COMPANY}");
        for path in ["/", "/en", "/search?q=明泉", &company, "/services", "/api/v1/policies", "/no-such-page"] {
            let path = path.replace("明泉", &crate::sight::percent("明泉"));
            portal.get(&path);
        }
        // Five pages and the page of figures before; neither the API nor what is not there.
        assert_eq!(figure(&portal, "访问量"), "6");
        assert_eq!(figure(&portal, "今日访问"), "7");
        town.move_to(Date::constant(2026, 11, 21));
        assert_eq!(figure(&portal, "访问量"), "8");
        assert_eq!(figure(&portal, "今日访问"), "1", "the page before");
        // Written by the day, another process sees them; nobody's address is in the table.
        for _ in 0..3 {
            portal.get("/about");
        }
        town.move_to(Date::constant(2026, 11, 22));
        portal.get("/about");
        let other = Portal::of(town);
        assert_eq!(figure(&other, "访问量"), "14");
        let row = town.platform.db.read(|tx| tx.query("select * from web_visits", &[])).unwrap();
        assert!(!row.is_empty() && row.iter().all(|row| row.clone().into_values().len() == 4));
        // What asked for data counts as a query of the public.
        let queries = town.platform.gate.queries(2026).unwrap().into_inner();
        assert_eq!(queries.by_channel.get(Channel::Portal.as_str()), Some(&2), "{queries:?}");
        assert_eq!(queries.by_unit.get("public"), Some(&2));
        portal.get(&format!("/api/v1/subjects/{COMPANY}"));
        let queries = town.platform.gate.queries(2026).unwrap().into_inner();
        assert_eq!(queries.by_channel.get(Channel::Api.as_str()), Some(&1), "{queries:?}");
    }
}
