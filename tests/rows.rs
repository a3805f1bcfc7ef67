//! Rows of stories: good ones, to be changed field by field.

use std::collections::BTreeMap;

use intake::{Progress, Receipt, Submission};

use crate::harness::Town;

/// A company of most stories.
pub const COMPANY: &str = "91370100MA3C00011J";
pub const COMPANY_NAME: &str = "济南明泉商贸有限公司";
/// The agency that registers and fines in most stories.
pub const MARKET: &str = "jinan-market-regulation";

/// A row: field name to value.
#[derive(Clone, Debug, Default)]
pub struct Row(pub BTreeMap<&'static str, String>);

impl Row {
    /// The same row with one field changed; an empty value leaves the field out.
    pub fn with(mut self, field: &'static str, value: impl Into<String>) -> Self {
        self.0.insert(field, value.into());
        self
    }

    fn of(pairs: &[(&'static str, &str)]) -> Self {
        Self(pairs.iter().map(|(field, value)| (*field, (*value).to_owned())).collect())
    }
}

/// The registration of the company.
pub fn registration() -> Row {
    Row::of(&[
        ("subject_name", COMPANY_NAME),
        ("subject_code", COMPANY),
        ("representative_name", "张三明"),
        ("enterprise_type", "有限责任公司"),
        ("registered_capital", "100"),
        ("business_scope", "日用百货销售。"),
        ("address", "山东省济南市历下区泺源大街1号"),
        ("division", "370102"),
        ("registered_on", "2016-03-21"),
        ("operating_state", "存续"),
    ])
}

/// A licence of the company, decided on 2026-11-16.
pub fn licence() -> Row {
    Row::of(&[
        ("subject_name", COMPANY_NAME),
        ("subject_category", "法人及非法人组织"),
        ("subject_code", COMPANY),
        ("representative_name", "张三明"),
        ("document_name", "准予行政许可决定书"),
        ("document_number", "济审许〔2026〕7号"),
        ("licence_kind", "普通"),
        ("certificate_name", "食品经营许可证"),
        ("licence_number", "JY13701020000007"),
        ("content", "食品销售经营"),
        ("decided_on", "2026-11-16"),
        ("valid_from", "2026-11-16"),
        ("valid_until", "2031-11-15"),
        ("state", "1"),
        ("authority_name", "济南市市场监督管理局"),
        ("authority_code", "11370100MB9000015F"),
        ("source_name", "济南市市场监督管理局"),
        ("source_code", "11370100MB9000015F"),
    ])
}

/// A fine of 3 万元 on the company, decided on 2026-11-16: a general penalty.
pub fn penalty() -> Row {
    Row::of(&[
        ("subject_name", COMPANY_NAME),
        ("subject_category", "法人及非法人组织"),
        ("subject_code", COMPANY),
        ("representative_name", "张三明"),
        ("document_number", "济市监罚〔2026〕11号"),
        ("violation_kind", "未按规定明码标价"),
        ("violation_facts", "经现场检查，当事人销售的商品未明码标价。"),
        ("penalty_basis", "《中华人民共和国价格法》第四十二条"),
        ("penalty_kind", "罚款"),
        ("content", "罚款3万元"),
        ("fine", "3"),
        ("decided_on", "2026-11-16"),
        ("procedure", "普通程序"),
        ("authority_name", "济南市市场监督管理局"),
        ("authority_code", "11370100MB9000015F"),
        ("source_name", "济南市市场监督管理局"),
        ("source_code", "11370100MB9000015F"),
    ])
}

/// A licence of a person (invented; the number passes its check).
pub fn person_licence() -> Row {
    Row::of(&[
        ("subject_name", "王小明"),
        ("subject_category", "自然人"),
        ("subject_document", "身份证"),
        ("subject_number", "370102198506150021"),
        ("document_name", "准予行政许可决定书"),
        ("document_number", "济交许〔2026〕9号"),
        ("licence_kind", "普通"),
        ("certificate_name", "从业资格证"),
        ("licence_number", "370100202600009"),
        ("content", "道路旅客运输驾驶员从业资格"),
        ("decided_on", "2026-11-16"),
        ("valid_from", "2026-11-16"),
        ("valid_until", "2032-11-15"),
        ("state", "1"),
        ("authority_name", "济南市市场监督管理局"),
        ("authority_code", "11370100MB9000015F"),
        ("source_name", "济南市市场监督管理局"),
        ("source_code", "11370100MB9000015F"),
    ])
}

/// Rows as a CSV file with field names as headers.
pub fn csv(rows: &[Row]) -> String {
    let mut headers: Vec<&str> = rows.iter().flat_map(|row| row.0.keys().copied()).collect();
    headers.sort_unstable();
    headers.dedup();
    let mut text = headers.join(",") + "\n";
    for row in rows {
        let cells = headers.iter().map(|header| row.0.get(header).map_or("", String::as_str));
        let quoted: Vec<String> =
            cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        text += &(quoted.join(",") + "\n");
    }
    text
}

impl Town {
    /// Sends rows as a file of `agency` through the real intake, reviewed.
    pub fn send(&self, item: &str, agency: &str, rows: &[Row]) -> Receipt {
        let submission = Submission {
            item: item.to_owned(),
            agency: agency.to_owned(),
            file_name: format!("{item}.csv"),
            by: "story".to_owned(),
            reviewed: Some("story".to_owned()),
            ..Submission::default()
        };
        let file = std::io::Cursor::new(csv(rows).into_bytes());
        self.platform.intake.submit(&submission, file, &mut Progress::silent()).unwrap()
    }

    /// Registers the company and files one licence and one penalty of it.
    pub fn settle(&self) {
        for (item, row) in [
            ("enterprise-registration", registration()),
            ("administrative-licence", licence()),
            ("administrative-penalty", penalty()),
        ] {
            let receipt = self.send(item, MARKET, &[row]);
            assert_eq!(receipt.accepted, 1, "{item}: {receipt:?}");
        }
    }
}
