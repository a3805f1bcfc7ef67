//! Models, events, courses and contests (C-33), played by all who take part: on the engine and over HTTP.

use axum::http::StatusCode;
use vocabulary::Date;
use workflow::{Standing, case::Page};

use crate::{
    archives::listing,
    desk::REGISTRATION,
    harness::Town,
    plays::{Run, Stage},
    rows::{COMPANY, COMPANY_NAME, MARKET, registration},
    sight::text,
    story,
};

const SERIOUS: &str = "serious-market-violation";

/// A model that is proposed, shown, and named after the time for objections.
pub const NAMED: &str = "
    2026-11-02 company start:selection kind=private-enterprise deeds=连续五年按时履行全部合同 truthful=on -> checking
    2026-11-03 credit-centre/credit-officer propose opinion=没有严重失信记录 -> publicising
    2026-11-13 clock pass -> deciding
    2026-11-16 credit-centre/credit-reviewer list -> listed";

/// An event that is open for sign-up.
pub const EVENT: &str = "
    2026-11-02 credit-centre/credit-officer start:event unit=jinan-credit-centre heading=诚信兴商宣传月启动 -> drafting
    2026-11-02 credit-centre/credit-officer submit kind=themed-day what=现场讲解信用修复 place=泉城广场 starts_on=2026-11-26
        ends_on=2026-11-27 sign_until=2026-11-20 places=2 place_type=public -> reviewing
    2026-11-03 credit-centre/credit-reviewer publish -> open";

/// A course that is open for sign-up.
pub const COURSE: &str = "
    2026-11-02 credit-centre/credit-officer start:course unit=jinan-credit-centre heading=信用管理师初级班 -> drafting
    2026-11-02 credit-centre/credit-officer submit kind=manager what=信用管理基础 audience=企业信用管理人员 hours=24 place=线上
        starts_on=2026-11-23 ends_on=2026-11-25 sign_until=2026-11-20 -> reviewing
    2026-11-03 credit-centre/credit-reviewer publish -> open";

/// A contest that is open for works.
pub const CONTEST: &str = "
    2026-11-02 credit-centre/credit-officer start:contest unit=jinan-credit-centre heading=诚信征文 -> drafting
    2026-11-02 credit-centre/credit-officer submit kind=essay what=征集诚信故事 starts_on=2026-11-05 ends_on=2026-12-10
        sign_until=2026-11-30 -> reviewing
    2026-11-03 credit-centre/credit-reviewer publish -> open";

impl Town {
    /// The company is registered on the day on which these stories begin.
    pub fn registered_early(&self) {
        self.move_to(Date::constant(2026, 11, 2));
        self.file(REGISTRATION, MARKET, registration());
    }

    /// What everybody reads on a page of the portal.
    fn reads(&self, path: &str) -> String {
        let (status, text) = self.door().get(path);
        assert_eq!(status, StatusCode::OK, "{path}: {text}");
        text
    }

    /// What is announced of a process.
    fn announces(&self, process: &str) -> String {
        text(&self.platform.cases.announced(process, &Page::default()).unwrap().entries)
    }
}

/// Plays lines in which `{of}` is the case of the lines before; gives its number.
pub fn belonging<S: Stage>(run: &mut Run<'_, S>, script: &str) -> String {
    let of = run.number().to_owned();
    run.play(&script.replace("{of}", &of));
    of
}

story! {
    fn c_33_a_a_selection_looks_at_serious_lists_hears_objections_and_ends_on_a_serious_entry(town) {
        town.registered_early();
        let earlier = listing().with("decided_on", "2026-10-20");
        let earlier = earlier.with("document_number", "济市监严列〔2026〕2号");
        town.file(SERIOUS, MARKET, earlier);
        let mut run = town.over_http("
            2026-11-02 company start:selection kind=private-enterprise deeds=连续五年按时履行合同 truthful=on -/> 尚未移出");
        town.repair(SERIOUS);
        run.play("
            2026-11-02 company start:selection kind=private-enterprise deeds=法人代表王大明连续五年守信 truthful=on -> checking
            2026-11-03 credit-centre/credit-officer propose opinion=没有严重失信记录 -/> 王大明
            2026-11-03 credit-centre/credit-officer refuse reason=事迹中请不要写个人姓名 -> not-chosen
            2026-11-03 company start:selection kind=private-enterprise deeds=连续五年按时履行合同 truthful=on -> checking
            2026-11-03 credit-centre/credit-officer propose opinion=没有严重失信记录 -> publicising
            2026-11-04 company sees -> 2026-11-12");
        let shown = town.reads("/models");
        assert!(shown.contains(COMPANY_NAME) && shown.contains("selection-objection/new?of="), "{shown}");
        let model = belonging(&mut run, "
            2026-11-05 anyone start:selection-objection proposal={of} what=拖欠两家供应商货款 -> weighing");
        let objection = std::mem::replace(&mut run.numbers, vec![model.clone()]);
        run.play("
            2026-11-16 credit-centre/credit-reviewer list -/> 没有办结");
        run.numbers = objection;
        run.play("
            2026-11-17 credit-centre/credit-officer dismiss answer=货款已于十月付清，凭证在卷 -> dismissed
            2026-11-17 code sees -> 货款已于十月付清");
        run.numbers = vec![model];
        run.play("
            2026-11-17 credit-centre/credit-reviewer list -> listed");
        assert!(town.reads("/models").contains(COMPANY_NAME));
        town.move_to(Date::constant(2026, 11, 20));
        town.file(SERIOUS, MARKET, listing());
        assert!(!town.reads("/models").contains(COMPANY_NAME), "gone at once");
        assert!(!town.announces("selection").contains(COMPANY));
        run.play("
            2026-11-20 clock pass -> delisted
            2026-11-20 company sees -> 严重失信主体名单
            2026-11-20 company start:selection kind=shop deeds=明码标价 truthful=on -/> 尚未移出");
    }
}

story! {
    fn c_33_a_persons_are_models_with_their_consent_only_and_may_withdraw_it(town) {
        town.registered_early();
        let mut run = town.over_http("
            2026-11-02 person start:selection-person kind=teacher shown_name=孙老师 deeds=二十年诚信从教 -> checking
            2026-11-03 credit-centre/credit-officer propose opinion=无 -/> 同意
            2026-11-03 credit-centre/credit-officer refuse reason=没有同意公示 -> not-chosen
            2026-11-03 person start:selection-person kind=teacher shown_name=孙老师 deeds=二十年诚信从教 consent=on -> checking
            2026-11-04 credit-centre/credit-officer propose opinion=无 -> publicising");
        assert!(town.reads("/models").contains("孙老师"));
        run.play("2026-11-05 person withdraw -> left");
        assert!(!town.reads("/models").contains("孙老师"));
    }
}

story! {
    fn c_33_b_a_model_without_its_yearly_re_check_is_a_model_no_more(town) {
        town.registered_early();
        let mut run = town.on_engine(NAMED);
        run.play("
            2027-11-10 company recheck recheck_report=没有处罚，合同全部履行 -> rechecking
            2027-11-15 credit-centre/credit-officer recheck-passed opinion=属实 -> listed");
        assert!(town.reads("/models").contains("2028-11-15"), "the next re-check");
        run.play("
            2028-11-15 clock pass -> listed
            2028-11-16 clock pass -> removed");
        assert!(!town.reads("/models").contains(COMPANY_NAME));
        run.play("2028-11-16 company sees -> 已经撤下");
    }
}

story! {
    fn c_33_c_whoever_passes_gets_a_certificate_that_anybody_verifies(town) {
        town.registered_early();
        let mut run = town.over_http(COURSE);
        assert!(town.reads("/courses").contains("信用管理师初级班"));
        belonging(&mut run, "
            2026-11-04 anyone start:course-place course={of} learner_name=孙晓梅 contact_way=站前路七号信箱 -> enrolled
            2026-11-26 credit-centre/credit-officer note-passed attended_hours=24 -/>
            2026-11-26 credit-centre/credit-officer note-passed attended_hours=24 passed=on -> certifying
            2026-11-26 credit-centre/credit-officer certify -/>
            2026-11-27 credit-centre/credit-reviewer certify -> certified");
        let issued = town.platform.cases.certificates_of(run.number()).unwrap();
        let [certificate] = issued.as_slice() else { panic!("{issued:?}") };
        run.play(&format!("2026-11-27 code sees -> {certificate}"));
        let page = town.reads(&format!("/certificates/{}", certificate.to_lowercase()));
        for said in ["证书真实有效", "孙**", "信用管理师初级班", "2029-11-27"] {
            assert!(page.contains(said), "{said} in {page}");
        }
        assert!(!page.contains("孙晓梅") && !page.contains("站前路"));
        let english = town.reads(&format!("/en/certificates/{certificate}"));
        assert!(english.contains("Genuine and valid"), "{english}");
        let other = format!("{}2", certificate.get(..18).unwrap());
        let unknown = if other == *certificate { certificate.replace('C', "D") } else { other };
        let (status, text) = town.door().get(&format!("/certificates/{unknown}"));
        assert!(status == StatusCode::NOT_FOUND && text.contains("没有这个编号的证书"), "{text}");
        let (status, _) = town.door().get(&format!("/certificates?number={certificate}"));
        assert_eq!(status, StatusCode::SEE_OTHER);
        run.play("2026-12-01 credit-centre/credit-reviewer revoke reason=代考 -> revoked");
        assert!(town.reads(&format!("/certificates/{certificate}")).contains("证书已经撤销"));
        let found = town.platform.cases.certificate(certificate).unwrap().unwrap();
        assert_eq!(found.standing, Standing::Revoked);
    }
}

story! {
    fn c_33_d_works_of_minors_show_with_a_guardians_consent_and_neither_full_name_nor_class(town) {
        town.registered_early();
        let mut run = town.over_http(CONTEST);
        belonging(&mut run, "
            2026-11-04 person start:contest-entry-minor contest={of} guardian=on child_name=王小雨 school_class=泉城小学三年二班
                shown_name=王小雨 heading=守信的一天 work=我答应妈妈按时还书 -> judging
            2026-12-01 credit-centre/credit-officer judge award=first -> reviewing
            2026-12-02 credit-centre/credit-reviewer publish -/> 王小雨
            2026-12-02 credit-centre/credit-reviewer ask-mend reason=展示用名请用化名 -> mending
            2026-12-03 person mend shown_name=小雨 heading=守信的一天 work=我们三年二班都答应按时还书 -> reviewing
            2026-12-04 credit-centre/credit-reviewer publish -/> 三年二班
            2026-12-04 credit-centre/credit-reviewer ask-mend reason=请不要写班级 -> mending
            2026-12-04 person mend shown_name=小雨 heading=守信的一天 work=我们都答应按时还书 -> reviewing
            2026-12-07 credit-centre/credit-reviewer publish -/> 同意
            2026-12-07 credit-centre/credit-reviewer ask-mend reason=展示须监护人同意 -> mending
            2026-12-07 person mend shown_name=小雨 heading=守信的一天 work=我们都答应按时还书 guardian_consent=on -> reviewing
            2026-12-08 credit-centre/credit-reviewer publish -> shown");
        for shown in [town.reads("/contests"), town.reads("/announcements/contest-entry-minor")] {
            assert!(shown.contains("小雨") && shown.contains("按时还书"), "{shown}");
            assert!(!shown.contains("王小雨") && !shown.contains("三年二班") && !shown.contains("泉城小学"));
        }
        run.play("2026-12-09 person withdraw -> withdrawn");
        assert!(!town.reads("/contests").contains("小雨"));
    }
}

story! {
    fn c_33_d_works_of_adults_give_nobody_away_either(town) {
        town.registered_early();
        let mut run = town.on_engine(CONTEST);
        belonging(&mut run, "
            2026-11-04 anyone start:contest-entry contest={of} author_name=赵青 contact_way=站前路七号信箱 shown_name=青山
                heading=微视频 work=联系作者13800000017 -/> adult
            2026-11-04 anyone start:contest-entry contest={of} adult=on author_name=赵青 contact_way=站前路七号信箱 shown_name=青山
                heading=微视频 work=联系作者13800000017 -> judging
            2026-12-01 credit-centre/credit-officer judge award=shown -> reviewing
            2026-12-02 credit-centre/credit-reviewer publish -/> 电话
            2026-12-02 credit-centre/credit-reviewer ask-mend reason=请删去电话 -> mending
            2026-12-03 code mend shown_name=青山 heading=微视频 work=讲一家老店的故事 -> reviewing
            2026-12-04 credit-centre/credit-reviewer publish -> shown");
        let shown = town.reads("/contests");
        assert!(shown.contains("青山") && !shown.contains("赵青"), "{shown}");
    }
}

story! {
    fn c_33_events_take_as_many_as_they_have_places_until_the_last_day_and_are_reviewed_twice(town) {
        town.registered_early();
        let mut run = town.over_http(EVENT);
        let event = belonging(&mut run, "
            2026-11-04 anyone start:event-sign-up event={of} name=赵青 contact_way=站前路七号信箱 -> signed
            2026-11-04 anyone start:event-sign-up event={of} name=孙晓梅 contact_way=站前路七号信箱 -> signed
            2026-11-04 anyone start:event-sign-up event={of} name=周三 contact_way=站前路七号信箱 -/> 名额已满
            2026-11-05 code cancel -> cancelled
            2026-11-05 anyone start:event-sign-up event={of} name=周三 contact_way=站前路七号信箱 -> signed");
        let again = format!("2026-11-23 anyone start:event-sign-up event={event} name=吴四 contact_way=信箱 -/>");
        run.numbers = vec![event];
        run.play(&again);
        assert!(!town.reads("/events").contains("event-sign-up/new"));
        run.play("
            2026-11-30 credit-centre/credit-officer report attended=40 report=三年二班的王小雨作了发言 -/> 班级
            2026-11-30 credit-centre/credit-officer report attended=40 report=现场解答修复问题四十人次 -> reporting
            2026-12-01 credit-centre/credit-reviewer confirm -> shown");
        let shown = town.reads("/events");
        assert!(shown.contains("四十人次") && !shown.contains("赵青") && !shown.contains("站前路"), "{shown}");
    }
}

story! {
    fn h_63_a_typical_case_that_names_anybody_is_not_handed_in(town) {
        town.fined_in_june_on(Date::constant(2026, 11, 2));
        let named = format!("
            2026-11-02 credit-centre/credit-officer start:typical-case@administrative-penalty field_of=价格 heading=不明码标价 -> drafting
            2026-11-03 credit-centre/credit-officer submit case_text={COMPANY_NAME}未明码标价 anonymised=on source_document=2026年处罚决定书 -/> 主体名称
            2026-11-03 credit-centre/credit-officer submit case_text=当事人孙晓梅住站前路7号 anonymised=on source_document=2026年处罚决定书 -/> 住址
            2026-11-03 credit-centre/credit-officer submit case_text=车辆鲁A12F45拒检 anonymised=on source_document=2026年处罚决定书 -/> 车牌号
            2026-11-03 credit-centre/credit-officer submit case_text=某商店未明码标价 anonymised=on source_document=2026年处罚决定书 -> reviewing
            2026-11-04 credit-centre/credit-reviewer publish -> shown");
        let _run = town.over_http(&named);
        let shown = town.reads("/typical-cases");
        assert!(shown.contains("某商店未明码标价") && !shown.contains(COMPANY_NAME), "{shown}");
        town.repair(crate::desk::PENALTY);
        assert!(!town.reads("/typical-cases").contains("某商店"), "gone with its record");
    }
}
