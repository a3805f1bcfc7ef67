//! The city's unified login (统一身份认证), against a real OpenID provider that runs beside the test.

pub mod provider;

use account::{AccountError, Origin, UnifiedLogin, Who};
use jiff::SignedDuration;
use vocabulary::{Clock, FactKind};

use crate::{harness::Town, story};
use provider::Provider;

/// Where the provider sends people back to; nobody listens there in these stories.
const RETURN: &str = "http://127.0.0.1:9/sign-in/unified/return";

story! {
    fn c_34_s_33_a_person_comes_in_through_the_unified_login(town) {
        let provider = Provider::start(&[RETURN]);
        let unified = town.unified(&provider);
        let start = unified.start("/mine/records").unwrap();
        assert!(start.url.contains("code_challenge_method=S256"), "{}", start.url);
        let (code, state) = provider.come_back(&start.url, "lixiulan");
        let (identity, next) = unified.finish(&code, &state, &start.cookie).unwrap();
        assert_eq!((identity.name.as_str(), next.as_str()), ("李秀兰", "/mine/records"));
        assert_eq!(identity.issuer.trim_end_matches('/'), provider.issuer);
        let token = town.platform.accounts.sign_in_as(&identity, &Origin::default()).unwrap();
        let signed = town.platform.accounts.session(&token.secret).unwrap().unwrap();
        let Who::Holder(holder) = signed.who else { panic!("{signed:?}") };
        assert_eq!((holder.name.as_str(), holder.acting), ("李秀兰", holder.person));
        // The second time it is the same account; a code is good for one sign-in.
        assert!(matches!(
            unified.finish(&code, &state, &start.cookie),
            Err(AccountError::Provider { .. })
        ));
        let again = unified.start("/").unwrap();
        let (code, state) = provider.come_back(&again.url, "lixiulan");
        let (identity, _) = unified.finish(&code, &state, &again.cookie).unwrap();
        town.platform.accounts.sign_in_as(&identity, &Origin::default()).unwrap();
        assert_eq!(town.facts(FactKind::AccountOpened).len(), 1);
        assert_eq!(town.facts(FactKind::SessionOpened).len(), 2);
    }
}

story! {
    fn c_34_h_14_the_unified_login_brings_staff_but_no_minor_and_no_stranger(town) {
        let provider = Provider::start(&[RETURN]);
        let unified = town.unified(&provider);
        let officer = town.staff("jinan-credit-centre", "credit-officer");
        let come = |who: &str| {
            let start = unified.start("/").unwrap();
            let (code, state) = provider.come_back(&start.url, who);
            let (identity, _) = unified.finish(&code, &state, &start.cookie).unwrap();
            town.platform.accounts.sign_in_as(&identity, &Origin::default())
        };
        let rule = |who: &str| match come(who) {
            Err(AccountError::Refused(refused)) => refused.rule,
            other => panic!("{who}: {other:?}"),
        };
        assert_eq!(rule("xiaoming"), "H-14");
        assert_eq!(rule("nobody"), "C-34");
        assert_eq!(rule("officer"), "C-34", "no account of this login");
        let login = officer.staff.login.clone();
        let known = Provider::start_with(&[RETURN], &login);
        let unified = town.unified(&known);
        let start = unified.start("/").unwrap();
        let (code, state) = known.come_back(&start.url, "officer");
        let (identity, _) = unified.finish(&code, &state, &start.cookie).unwrap();
        let token = town.platform.accounts.sign_in_as(&identity, &Origin::default()).unwrap();
        let signed = town.platform.accounts.session(&token.secret).unwrap().unwrap();
        assert_eq!(signed.who, Who::Staff(officer.staff));
    }
}

story! {
    fn c_34_what_was_not_begun_here_or_took_too_long_is_refused(town) {
        let provider = Provider::start(&[RETURN]);
        let unified = town.unified(&provider);
        let (mine, other) = (unified.start("/").unwrap(), unified.start("/").unwrap());
        let (code, state) = provider.come_back(&mine.url, "lixiulan");
        let refused = |state: &str, cookie: &str| {
            matches!(unified.finish(&code, state, cookie), Err(AccountError::Refused(_)))
        };
        assert!(refused(&state, &other.cookie), "somebody else's sign-in");
        assert!(refused("made-up", &mine.cookie) && refused(&state, "made-up"));
        assert!(refused("", "") && refused(&state, ""));
        town.clock.set(town.clock.now() + SignedDuration::from_mins(10));
        assert!(refused(&state, &mine.cookie), "too late");
        // Another verifier than the one whose challenge was sent: the provider itself refuses.
        let (first, second) = (unified.start("/").unwrap(), unified.start("/").unwrap());
        let (_, state) = provider.come_back(&second.url, "lixiulan");
        let (stolen, _) = provider.come_back(&first.url, "lixiulan");
        let outcome = unified.finish(&stolen, &state, &second.cookie);
        assert!(matches!(outcome, Err(AccountError::Provider { .. })), "{outcome:?}");
    }
}

impl Town {
    /// The unified login of a provider, read from its file of settings.
    pub fn unified(&self, provider: &Provider) -> UnifiedLogin {
        let file = provider.settings(self.folder());
        self.platform.unified(&file, "http://127.0.0.1:9").unwrap()
    }
}
