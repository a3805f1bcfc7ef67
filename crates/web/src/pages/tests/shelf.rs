//! Pages that gather announcements, and certificates.

use super::render;
use crate::view::{
    Labelled,
    case::About,
    process::Link,
    shelf::{Certificate, Certified, Shelf, ShelfEntry, Tab, Way},
};

fn pair(label: &str, value: &str) -> Labelled {
    Labelled { label: label.into(), value: value.into(), wide: value.len() > 60 }
}

fn way(title: &str) -> Way {
    Way { title: title.into(), href: "/processes/selection".into() }
}

fn shelf(key: &'static str, full: bool) -> Shelf {
    let entry = ShelfEntry {
        number: "00370100261120000019".into(),
        on: "2026-11-20".into(),
        heading: "济南明泉商贸有限公司".into(),
        process: "诚信典型选树".into(),
        state: Some("公示中".into()),
        subject: Some(About {
            title: "91370100MA3C00011J".into(),
            href: Some("/subjects/9".into()),
        }),
        facts: vec![pair("主要事迹", &"连续五年按时履行合同，".repeat(30))],
        dues: vec![pair("公示和异议", "2026-12-01")],
        acts: vec![way("提出异议")],
    };
    Shelf {
        key,
        tabs: vec![Tab { key: "models", href: "/models", current: true }],
        ways: vec![way("申报")],
        entries: if full { vec![entry; 3] } else { Vec::new() },
        all: vec![Link {
            href: "/announcements/selection".into(), title: "诚信典型选树".into()
        }],
    }
}

#[test]
fn c_33_pages_of_models_events_courses_and_contests_render() {
    for key in ["models", "cases", "events", "courses", "contests"] {
        render(&format!("shelf-{key}"), "portal/shelf.html", &shelf(key, true));
        render(&format!("shelf-{key}-none"), "portal/shelf.html", &shelf(key, false));
    }
}

#[test]
fn c_33_c_the_page_of_a_certificate_says_how_it_stands() {
    let found = |standing, tone, revoked: Option<&str>| Certified {
        number: "C20261120ABCDEFGHJK".into(),
        standing,
        tone,
        process: "课程报名".into(),
        holder: "孙**".into(),
        unit: Some("济南市公共信用信息中心".into()),
        facts: vec![pair("课程", "信用管理师初级班")],
        issued_on: "2026-11-20".into(),
        until_on: revoked.is_none().then(|| "2029-11-20".into()),
        revoked_on: revoked.map(Into::into),
        position: 812,
    };
    let page =
        |found: Option<Certified>| Certificate { number: "C20261120ABCDEFGHJK".into(), found };
    let valid = page(Some(found("valid", "clear", None)));
    let [chinese, english] = render("certificate", "portal/certificate.html", &valid);
    assert!(chinese.contains("证书真实有效") && english.contains("Genuine and valid"));
    let revoked = page(Some(found("revoked", "stop", Some("2026-12-01"))));
    render("certificate-revoked", "portal/certificate.html", &revoked);
    let expired = page(Some(found("expired", "wait", None)));
    render("certificate-expired", "portal/certificate.html", &expired);
    render("certificate-unknown", "portal/certificate.html", &page(None));
    let form = Certificate { number: String::new(), found: None };
    render("certificate-form", "portal/certificate.html", &form);
}
