//! A department's list of names, matched by the room and by the command.

use identity::Reason;
use intake::{RosterLine, RosterOutcome};
use serde_json::{Value, json};

use super::{OTHER_NAME, other};
use crate::{
    crash::commands::{self, Ended},
    rows::{COMPANY, COMPANY_NAME},
    story,
};

const LIST: &str = "单位名称,统一社会信用代码
濟南明泉商貿有限公司,
济南明全商贸有限公司,
清河建材,
泰安海风渔业有限公司,
明泉,91370100MA3C00011J
明泉,91370100MA3C00011K
";

fn first(line: &RosterLine) -> Option<&str> {
    line.candidates.first().map(|one| one.name.as_str())
}

story! {
    fn s_44_a_list_of_names_comes_back_with_candidates_and_reasons(town) {
        town.settle_companies();
        let mut lines = Vec::new();
        let mut keep = |line| {
            lines.push(line);
            Ok(())
        };
        town.platform.intake.match_list(LIST.as_bytes(), 100, &mut keep).unwrap();
        let told: Vec<_> = lines.iter().map(|line| (line.outcome, first(line))).collect();
        assert_eq!(told[0], (RosterOutcome::Sure, Some(COMPANY_NAME)));
        assert_eq!(told[1], (RosterOutcome::Unsure, Some(COMPANY_NAME)));
        assert_eq!(told[2], (RosterOutcome::Unsure, Some(OTHER_NAME)));
        assert_eq!(told[3], (RosterOutcome::Nobody, None));
        assert_eq!(told[4].0, RosterOutcome::Code);
        assert_eq!(told[5].0, RosterOutcome::BadCode);
        assert_eq!(lines[0].candidates[0].code.as_deref(), Some(COMPANY));
        assert_eq!(lines[2].candidates[0].code.as_deref(), Some(other().as_str()));
        assert!(lines.iter().all(|line| line.line >= 2));
        // Nothing was written: neither records nor held rows.
        assert_eq!(town.platform.intake.held_count(None).unwrap(), 0);
    }
}

story! {
    fn s_44_a_list_of_codes_comes_back_with_names(town) {
        town.settle_companies();
        let list = format!("单位名称,统一社会信用代码\n{COMPANY},\n,{COMPANY}\n某某公司,{COMPANY}\n91370100MA3C00011K,\n");
        let mut lines = Vec::new();
        let mut keep = |line| {
            lines.push(line);
            Ok(())
        };
        town.platform.intake.match_list(list.as_bytes(), 100, &mut keep).unwrap();
        for line in &lines[..3] {
            assert_eq!((line.outcome, first(line)), (RosterOutcome::Code, Some(COMPANY_NAME)));
            assert_eq!(line.candidates[0].score.evidence[0].reason, Reason::SameCode);
        }
        assert_eq!(lines[3].outcome, RosterOutcome::BadCode);
    }
}

story! {
    fn s_44_the_command_prints_json_and_writes_tables(town) {
        town.settle_companies();
        let list = town.folder().join("list.csv");
        std::fs::write(&list, LIST).unwrap();
        let list = list.display().to_string();
        let say = |arguments: &[&str]| match commands::say(town, arguments) {
            Ended::Itself { printed, success: true } => printed,
            other => panic!("{other:?}"),
        };
        let rows: Value = serde_json::from_str(&say(&["identity", "match", &list, "--json"])).unwrap();
        assert_eq!(rows.as_array().unwrap().len(), 6);
        assert_eq!((&rows[0]["outcome"], &rows[0]["rule"]), (&json!("sure"), &json!("M-1")));
        assert_eq!(rows[0]["candidates"][0]["code"], COMPANY);
        assert!(!rows[1]["candidates"][0]["evidence"].as_array().unwrap().is_empty());
        let table = town.folder().join("out.xlsx").display().to_string();
        say(&["identity", "match", &list, "--out", &table]);
        assert!(std::fs::read(&table).unwrap().starts_with(b"PK"));
        assert!(say(&["identity", "match", &list]).contains(COMPANY_NAME));
    }
}
