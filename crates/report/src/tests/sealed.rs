//! Seals: read back with the published keys alone, and not a byte can be another.

use ledger::{Signer, Verifiers};
use proptest::prelude::*;
use serde_json::json;

use crate::{
    Printed, Report, Seal, SealFault, seal,
    seal::{TITLE, on_json, on_pdf, sha256},
    verify_offline,
};

/// The model of a report of an invented company.
pub(crate) fn model() -> Report {
    let entry = json!({ "title": "行政处罚", "facts": [{ "label": "处罚内容", "value": "罚款3万元" }],
        "source": "济南市市场监督管理局", "updated_on": "2026-11-18", "marks": ["异议处理中"] });
    serde_json::from_value(json!({
        "format": seal::FORMAT, "number": "20261120100000ABCD0123", "language": "zh",
        "template": { "id": "organisation", "title": "公共信用信息报告", "version": "V2.0",
            "effective_from": "2026-01-01" },
        "policy": "sm3:00", "issuer": "信用中心", "issued_at": "2026-11-20T02:00:00Z",
        "cut_off": { "at": "2026-11-20T01:59:59.5Z", "position": 41 },
        "valid_until": "2026-12-20", "known_on": null, "period": null,
        "subject": { "name": "济南㵘泉商贸有限公司", "told": "济南㵘泉商贸有限公司",
            "number": "91370100MA3C00011J", "kind": "enterprise", "kind_title": "企业",
            "state": "存续" },
        "labels": [{ "title": "守信激励对象", "against": false }], "request": { "asker": "own", "requester": "王\"晓\\明\u{1}", "purpose": "投标",
            "consent": null, "matter_number": null, "mark": "仅供王晓明用于投标", "lookup": null },
        "summary": [{ "title": "行政管理", "count": 1 }],
        "sections": [{ "id": "administration", "title": "行政管理", "layout": "facts",
            "entries": [entry], "none": null },
            { "id": "honesty", "title": "诚实守信", "layout": "table", "entries": [], "none": "无" }],
        "domains": [{ "id": "tax", "title": "税务领域", "owner": "税务部门", "covered": false,
            "entries": [], "said": "未涵盖" }],
        "advice": ["按期履行"], "statement": ["完"],
        "verify": "http://127.0.0.1:8080/verify/20261120100000ABCD0123", "words": {}
    }))
    .unwrap()
}

fn signer() -> Signer {
    Signer::new("probity/log", &[3; 32], &[4; 32]).unwrap()
}

fn note_on(bytes: &[u8], printed: Printed) -> String {
    let report = model();
    let model = seal::canonical(&report).unwrap();
    let seal = Seal {
        number: report.number,
        template: report.template.id,
        valid_until: report.valid_until,
        digest: seal::sm3(model.as_bytes()),
        bytes: sha256(bytes),
        printed,
    };
    signer().attest(TITLE, &seal.text()).unwrap()
}

fn json_file() -> Vec<u8> {
    let model = seal::canonical(&model()).unwrap();
    on_json(&model, &note_on(model.as_bytes(), Printed::Original)).into_bytes()
}

fn pdf_file() -> Vec<u8> {
    let pdf = seal::pdf_bytes(b"%PDF-1.7\n1 0 obj\n<< /A (%%EOF) >>\nendobj\n%%EOF".to_vec());
    let note = note_on(&pdf, Printed::Reprint);
    on_pdf(pdf, &note)
}

fn keys() -> Verifiers {
    // What stands on the page of keys, and nothing else.
    Verifiers::parse(&signer().verifier_keys()).unwrap()
}

#[test]
fn a_sealed_file_is_read_back_with_the_published_keys_alone() {
    let json = verify_offline(&json_file(), &keys()).unwrap();
    assert_eq!(json.report.as_deref(), Some(&model()));
    let pdf = verify_offline(&pdf_file(), &keys()).unwrap();
    assert_eq!((pdf.seal.number.as_str(), pdf.report), ("20261120100000ABCD0123", None));
    assert_eq!((json.seal.printed, pdf.seal.printed), (Printed::Original, Printed::Reprint));
    assert_eq!(json.seal.digest, pdf.seal.digest);
    // The same again, signatures and all.
    assert_eq!((json_file(), pdf_file()), (json_file(), pdf_file()));
}

#[test]
fn a_file_that_was_sealed_long_ago_is_read_as_it_was_written() {
    // Papers are in people's hands: this file stands for them and is never made anew. A change of the
    // model that it does not survive is another format.
    let golden = include_bytes!("golden.json");
    let file = verify_offline(golden, &keys()).unwrap();
    assert_eq!(file.report.as_deref(), Some(&model()));
    assert_eq!(golden.as_slice(), json_file());
}

#[test]
fn a_file_that_other_keys_sealed_or_only_one_of_ours_is_refused() {
    let other = Signer::new("probity/log", &[5; 32], &[6; 32]).unwrap();
    let half = Signer::new("probity/log", &[3; 32], &[6; 32]).unwrap();
    let more = [signer().verifier_keys(), other.verifier_keys()].concat();
    let first = &signer().verifier_keys()[..1];
    for keys in [&other.verifier_keys()[..], &half.verifier_keys()[..], &more[..], first, &[]] {
        let keys = Verifiers::parse(keys).unwrap();
        for file in [json_file(), pdf_file()] {
            assert_eq!(verify_offline(&file, &keys), Err(SealFault::Signature));
        }
    }
}

#[test]
fn every_byte_that_is_changed_left_out_or_put_in_is_told() {
    let keys = keys();
    for file in [json_file(), pdf_file()] {
        let told = |changed: Vec<u8>, at: usize| {
            if changed != file {
                assert!(verify_offline(&changed, &keys).is_err(), "{at}");
            }
        };
        for at in 0..file.len() {
            for mask in [0x01, 0x20, 0x80] {
                let mut changed = file.clone();
                changed[at] ^= mask;
                told(changed, at);
            }
            let mut shorter = file.clone();
            shorter.remove(at);
            told(shorter, at);
            for put in [b' ', b'\n', b'%', b'='] {
                let mut longer = file.clone();
                longer.insert(at, put);
                told(longer, at);
            }
            told(file[..at].to_vec(), at);
        }
        for tail in ["\n", "%\n", "%%EOF\n", " ", "\0"] {
            told([&file, tail.as_bytes()].concat(), file.len());
        }
    }
}

#[test]
fn one_seal_does_not_fit_another_file() {
    let (json, pdf) = (json_file(), pdf_file());
    let model = seal::canonical(&model()).unwrap();
    let of_pdf = seal::read(&pdf).unwrap().note;
    let crossed = on_json(&model, &of_pdf);
    assert!(matches!(seal::read(crossed.as_bytes()), Err(SealFault::Altered { .. })));
    let of_json = seal::read(&json).unwrap().note;
    let crossed = on_pdf(b"%PDF-1.7\n%%EOF\n".to_vec(), &of_json);
    assert!(matches!(seal::read(&crossed), Err(SealFault::Altered { .. })));
    // A line of a key that nobody knows, which signed-note would pass over.
    let padded = format!("{of_json}— probity/log AAAAAAAA\n");
    let padded = on_json(&model, &padded);
    assert_eq!(verify_offline(padded.as_bytes(), &keys()), Err(SealFault::Signature));
    assert_eq!(seal::read(b"%PDF-1.7\nsomething else\n%%EOF\n"), Err(SealFault::None));
    assert_eq!(seal::read(b"{\"name\":\"somebody\"}"), Err(SealFault::None));
    assert_eq!(seal::read(b""), Err(SealFault::None));
}

proptest! {
    #[test]
    fn a_line_is_read_only_as_it_is_written(line in "[0-9A-Za-z -]{0,220}") {
        prop_assert!(Seal::parse(&line).is_none_or(|seal| seal.text() == line));
    }

    #[test]
    fn every_line_that_is_written_is_read(
        number in "[0-9]{14}[0-9A-Z]{8}", template in "[a-z0-9-]{1,30}",
        digest in "[0-9a-f]{64}", bytes in "[0-9a-f]{64}", day in 0..80_000_i32, again: bool,
    ) {
        let printed = if again { Printed::Reprint } else { Printed::Original };
        let first = vocabulary::Date::constant(1950, 1, 1);
        let valid_until = vocabulary::period::add_days(first, day).unwrap();
        let seal = Seal { number, template, valid_until, digest, bytes, printed };
        prop_assert_eq!(Seal::parse(&seal.text()), Some(seal));
    }

    #[test]
    fn any_bytes_are_read_without_harm(bytes: Vec<u8>) {
        prop_assert!(seal::read(&bytes).is_err());
    }

    #[test]
    fn bytes_between_the_parts_of_a_seal_are_told(
        pdf: bool, at in 0..4_000_usize, gone in 0..40_usize, put in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let file = if pdf { pdf_file() } else { json_file() };
        let at = at % file.len();
        let end = (at + gone).min(file.len());
        let spliced = [&file[..at], &put, &file[end..]].concat();
        prop_assert_eq!(seal::read(&spliced).is_ok(), spliced == file || only_signatures(&file, &spliced));
    }
}

/// Whether two files differ in their signatures alone, which `seal::read` does not look at.
fn only_signatures(file: &[u8], other: &[u8]) -> bool {
    let (Ok(one), Ok(two)) = (seal::read(file), seal::read(other)) else { return false };
    (one.seal, one.report) == (two.seal, two.report) && verify_offline(other, &keys()).is_err()
}
