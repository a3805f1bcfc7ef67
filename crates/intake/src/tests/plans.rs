//! Plans, quality and coverage: what should have come, what came, and how good it was.

use vocabulary::{Clock, Date, FixedClock};

use super::desk::*;

fn at(desk: &Desk, day: Date) {
    desk.clock.set(FixedClock::on(day).now());
}

#[test]
fn c_03_a_a_missing_batch_is_late_on_the_day_after_it_was_due() {
    on_both(|desk| {
        let late = |agency: &str, item: &str| {
            let overdue = desk.intake.overdue().unwrap();
            overdue.iter().any(|line| line.agency == agency && line.item == item)
        };
        // Penalties are due weekly, by Sunday 22 November.
        at(desk, Date::constant(2026, 11, 16));
        desk.send(MARKET, "administrative-penalty", penalty(&[]).as_bytes()).unwrap();
        at(desk, Date::constant(2026, 11, 23));
        assert!(!late(MARKET, "administrative-penalty"));
        assert!(late(ECOLOGY, "administrative-penalty"));
        at(desk, Date::constant(2026, 11, 29));
        assert!(!late(MARKET, "administrative-penalty"));
        at(desk, Date::constant(2026, 11, 30));
        assert!(late(MARKET, "administrative-penalty"));
        // A file with headers only says that there was nothing.
        let nothing = desk.intake.template_csv("administrative-penalty").unwrap();
        desk.send(MARKET, "administrative-penalty", nothing.as_bytes()).unwrap();
        assert!(!late(MARKET, "administrative-penalty"));
    });
}

#[test]
fn c_04_d_the_monthly_report_has_all_its_figures() {
    on_both(|desk| {
        at(desk, Date::constant(2026, 11, 12));
        let rows = penalty(&[("decided_on", "2026-11-10")])
            + &penalty(&[
                ("document_number", "济市监处罚〔2026〕9号"),
                ("decided_on", "2026-10-09"),
            ])
            + &penalty(&[
                ("fine", "0"),
                ("document_number", "济市监处罚〔2026〕10号"),
                ("decided_on", "2026-11-10"),
            ]);
        desk.send(MARKET, "administrative-penalty", rows.as_bytes()).unwrap();
        let correction = penalty(&[("decided_on", "2026-11-10"), ("fine", "6")]);
        desk.send(MARKET, "administrative-penalty", correction.as_bytes()).unwrap();
        at(desk, Date::constant(2026, 12, 1));
        let report = desk.intake.quality(MARKET_CODE, "2026-11").unwrap();
        let line = report.items.iter().find(|line| line.item == "administrative-penalty").unwrap();
        assert_eq!((line.batches, line.received, line.accepted), (2, 4, 2));
        assert_eq!((line.rejected, line.corrected), (1, 1));
        assert_eq!(line.rejected_by_rule["R-403"], 1);
        assert_eq!((line.on_time, line.late), (1, 1));
        // Five Sundays in November; only the week of the 12th brought a batch.
        assert_eq!((line.should_report, line.reported, line.missing()), (5, 1, 4));
        assert_eq!(line.compliance(), Some(7_500));
        let quarter = desk.intake.quality(MARKET, "2026-Q4").unwrap();
        let line = quarter.items.iter().find(|line| line.item == "administrative-penalty").unwrap();
        assert_eq!(line.received, 4);
        assert!(desk.intake.quality(MARKET, "November").is_err());
    });
}

#[test]
fn c_01_d_h_64_coverage_of_every_agency_with_a_plan() {
    on_both(|desk| {
        at(desk, Date::constant(2026, 11, 12));
        desk.send(
            MARKET,
            "administrative-penalty",
            penalty(&[("decided_on", "2026-11-10")]).as_bytes(),
        )
        .unwrap();
        at(desk, Date::constant(2026, 12, 1));
        let coverage = desk.intake.coverage("2026-11").unwrap();
        let of = |agency: &str| coverage.iter().find(|line| line.agency == agency).unwrap();
        assert_eq!((of(ECOLOGY).should_report, of(ECOLOGY).reported), (5, 0));
        assert_eq!(of(MARKET).reported, 1);
    });
}
