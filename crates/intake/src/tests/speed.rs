//! How many rows a second: `cargo test --release -p intake speed -- --ignored --nocapture`.

use std::{fmt::Write, time::Instant};

use super::desk::*;

#[test]
#[ignore = "a measurement, not a check"]
fn speed() {
    let desk = desk();
    let scope =
        "日用百货、五金交电、计算机软硬件及配件的销售；信息技术咨询服务；货物及技术进出口。"
            .repeat(3);
    let mut file =
        String::from("企业名称,统一社会信用代码,成立日期,企业类型,注册资本原文,住所,经营范围\n");
    let rows = 99_000;
    for number in 0..rows {
        let code = enterprise_code(number);
        let _ = writeln!(
            file,
            "济南第{number}号商贸有限公司,{code},2020-01-02,有限责任公司,500万元,济南市历下区某路{number}号,{scope}"
        );
    }
    let mut lines = String::new();
    for number in 0..rows {
        let document = format!("济市监处罚〔2026〕{number}号");
        lines.push_str(&penalty(&[("document_number", &document)]));
    }
    for (item, bytes) in [
        ("enterprise-registration", file.as_bytes()),
        ("enterprise-registration", file.as_bytes()),
        ("administrative-penalty", lines.as_bytes()),
        ("administrative-penalty", lines.as_bytes()),
    ] {
        let (start, before) = (Instant::now(), processor());
        let receipt = desk.send(MARKET, item, bytes).unwrap();
        let (seconds, busy) = (start.elapsed().as_secs_f64(), processor() - before);
        let rows = receipt.received as f64;
        println!(
            "{item}: {} new, {} duplicates: {:.0} rows/s, {:.0} rows/s a busy core",
            receipt.accepted,
            receipt.duplicates,
            rows / seconds,
            rows / busy,
        );
    }
}

/// Seconds of processor time this process has used.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let after = stat.rsplit(')').next().unwrap();
    let fields: Vec<&str> = after.split_whitespace().collect();
    let ticks: f64 = fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap();
    ticks / 100.0
}
