//! The pages of coming in, with everything that can stand on them.

use super::render;
use crate::view::{
    Refused,
    session::{Enrol, Factor, Invitation, Password, Second, SignIn},
};

fn refused() -> Option<Refused> {
    Some(Refused {
        rule: "C-34".into(),
        reason: "这个密码最近用过".into(),
        basis: "平台规则".into(),
        remedy: "请换一个".into(),
    })
}

#[test]
fn every_page_of_coming_in_renders_with_samples() {
    for why in ["needed", "expired", "unsaved", "out", "unified", "late"] {
        let keys = [
            "session.why_needed",
            "session.why_expired",
            "session.why_unsaved",
            "session.why_out",
            "session.why_unified",
            "session.why_late",
        ];
        let page = SignIn {
            login: "li.ming".into(),
            next: "/mine".into(),
            why: keys.into_iter().find(|key| key.ends_with(why)),
            refused: why == "late",
            minutes: 15,
            unified_href: Some("/sign-in/unified".into()),
        };
        render(&format!("sign-in-{why}"), "session/sign-in.html", &page);
    }
    render("second", "session/second.html", &Second { next: "/mine".into(), refused: true });
    render("invitation-over", "session/invitation.html", &Invitation::default());
    let invitation = Invitation {
        action: Some("/invitations/a".into()),
        name: "李明".into(),
        login: Some("li.ming".into()),
        role: Some("部门经办人".into()),
        staff: true,
        again: true,
        length: 10,
        classes: 3,
        differ: true,
        refused: refused(),
    };
    render("invitation", "session/invitation.html", &invitation);
    let subject = Invitation { login: None, role: None, staff: false, ..invitation };
    render("invitation-subject", "session/invitation.html", &subject);
    let enrol = Enrol {
        action: "/invitations/a/confirm".into(),
        back: "/invitations/a".into(),
        code: Some("<svg></svg>".into()),
        secret: Some("ABCD EFGH".into()),
        refused: None,
    };
    render("enrol", "session/enrol.html", &enrol);
    let again = Enrol { code: None, secret: None, refused: refused(), ..enrol };
    render("enrol-again", "session/enrol.html", &again);
    let (length, classes, days) = (10, 3, 90);
    let password = Password { must: true, length, classes, days, differ: true, refused: refused() };
    render("password", "session/password.html", &password);
    let factor = Factor {
        bound: true,
        needed: false,
        code: Some("<svg></svg>".into()),
        shown: "ABCD EFGH".into(),
        secret: "ABCDEFGH".into(),
        refused: refused(),
    };
    render("factor", "session/factor.html", &factor);
}
