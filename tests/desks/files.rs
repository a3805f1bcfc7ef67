//! Batches through the desk: a file is sent, read, receipted; a faulty one is refused in words.

use axum::http::StatusCode;

use super::at_the_desk;
use crate::{
    desk::{PENALTY, REGISTRATION, registrations_csv},
    rows::{COMPANY, MARKET, csv, penalty, registration},
    sight::Door,
    staff::{Inside, Told},
    story,
};

/// Sends a file and follows it to what came of it.
pub fn send(door: &Door, inside: &Inside, item: &str, file: &[u8]) -> Told {
    let fields = [("item", item), ("reviewed", "yes")];
    let told = inside.upload(door, "/desk/batches", &fields, ("数据.csv", file));
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
    let mut path = told.location().to_owned();
    loop {
        let told = inside.get(door, &path);
        match told.status {
            StatusCode::SEE_OTHER => path = told.location().to_owned(),
            _ if told.headers.contains_key("refresh") => {}
            _ => return told,
        }
    }
}

story! {
    fn c_03_a_clerk_sends_a_file_and_reads_the_receipt_in_plain_words(town) {
        let (door, inside) = at_the_desk(town, MARKET, "department-clerk");
        let form = inside.get(&door, "/desk/batches");
        assert!(form.text.contains("企业") && !form.text.contains("法院"), "{}", form.text);
        let told = send(&door, &inside, REGISTRATION, csv(&[registration()]).as_bytes());
        assert_eq!(told.status, StatusCode::OK);
        assert!(told.text.contains("全部收下"), "{}", told.text);
        assert!(town.page(COMPANY).is_some());
        let faulty = [penalty(), penalty().with("decided_on", "昨天").with("document_number", "济市监罚〔2026〕19号")];
        let told = send(&door, &inside, PENALTY, csv(&faulty).as_bytes());
        assert!(told.text.contains("1 行没有收下") && told.text.contains("在网页上改正"), "{}", told.text);
        // The queue reminds of the faulty row, and of what the plan still wants.
        let queue = inside.get(&door, "/desk").text;
        assert!(queue.contains("1 行没有收下") && queue.contains("应报批次"), "{queue}");
        let quality = inside.get(&door, "/desk/batches/quality").text;
        assert!(quality.contains("66.66 %") || quality.contains("50.00 %"), "{quality}");
    }
}

story! {
    fn c_03_a_file_that_cannot_be_read_is_refused_in_words(town) {
        let (door, inside) = at_the_desk(town, MARKET, "department-clerk");
        let told = send(&door, &inside, PENALTY, b"");
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.text.contains("文件是空的"), "{}", told.text);
        let none = inside.upload(&door, "/desk/batches", &[("item", "")], ("a.csv", b"a"));
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.text.contains("请选择目录事项"), "{}", none.text);
        let unreviewed = inside.upload(&door, "/desk/batches", &[("item", PENALTY)], ("a.csv", b"a"));
        assert!(unreviewed.text.contains("保密和隐私审查"), "{}", unreviewed.text);
        // An item that another agency provides.
        let told = send(&door, &inside, "judgment-defaulter", &registrations_csv(1));
        assert!(told.text.contains("不是") && told.text.contains("数源单位"), "{}", told.text);
        let other = town.staff("jinan-ecology", "department-clerk");
        let sent = town.send(PENALTY, MARKET, &[penalty()]);
        let hidden = other.get(&town.door(), &format!("/desk/batches/{}", sent.batch));
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    }
}
