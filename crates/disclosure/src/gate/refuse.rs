//! Refusals, and the facts that register looks.

use policy::{Law, model::basis::Basis};
use serde::{Deserialize, Serialize};
use vocabulary::{Actor, Date, Draft, FactKind, SubjectId};

use super::{
    Gate, Inner,
    refusals::{no_document, no_matter_number},
};
use crate::{GateError, Refusal, Viewer, Whence, model::Items, view::is_shared};

/// Where the closed list of purposes stands.
pub(super) const PURPOSES: &str = "《山东省社会信用条例》第22条";
/// Where the register of looks stands.
pub(super) const REGISTER: &str = "信用信息查询使用登记制度";

/// Body of `lookup.made` and `lookup.refused`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Code of the organisation that looks.
    #[serde(default)]
    pub organisation: String,
    /// Purpose of the closed list.
    #[serde(default)]
    pub purpose: String,
    /// Number of the business.
    #[serde(default)]
    pub matter_number: String,
    /// The provision relied on.
    #[serde(default)]
    pub basis: String,
    /// Catalog items, or `all`.
    #[serde(default)]
    pub what: Vec<String>,
    /// The rule that refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The door: `desk`, `api`, `hall`, `mine`, `portal`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// Division for which the account works that looks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub division: Option<String>,
    /// The account, if a person of staff looks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Number of the consent on which somebody looks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<String>,
    /// What links the looker to whom he looks at: `self`, `represents`, `same-name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Whether the subject is at home outside of the looker's division.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub elsewhere: bool,
}

impl Look {
    /// The same look, come through a door.
    pub(super) fn through(mut self, whence: Option<&Whence>) -> Self {
        if let Some(whence) = whence {
            self.channel = Some(whence.channel.as_str().to_owned());
            self.division.clone_from(&whence.division);
            self.account.clone_from(&whence.account);
        }
        self
    }
}

impl Gate {
    /// Appends `lookup.refused` and returns the refusal as an error; or the ledger's error, if not
    /// even that could be written.
    pub fn refuse(
        &self,
        actor: &Actor,
        subject: Option<SubjectId>,
        refusal: Refusal,
        look: &Look,
    ) -> GateError {
        let inner = &*self.0;
        let rule = Some(refusal.rule);
        let look = look.clone().through(self.whence());
        let draft = inner.draft(FactKind::LookupRefused, actor, subject, &look, rule);
        match inner.pen.append(vec![draft]) {
            Ok(_) => GateError::Refused(refusal),
            Err(error) => GateError::Ledger(error),
        }
    }
}

impl Inner {
    /// What is registered of a look.
    pub(super) fn look(&self, viewer: &Viewer) -> Look {
        match viewer {
            Viewer::Department { organisation, purpose, matter_number, items, .. } => Look {
                organisation: self.code_of(organisation),
                purpose: purpose.as_str().to_owned(),
                matter_number: matter_number.clone(),
                basis: department_basis(&self.law, organisation, purpose.as_str(), self.today()),
                what: match items {
                    Items::All => vec!["all".to_owned()],
                    Items::Only(items) => items.clone(),
                },
                ..Look::default()
            },
            Viewer::Auditor { actor } => Look {
                organisation: actor.agency.clone(),
                purpose: "audit".to_owned(),
                basis: REGISTER.to_owned(),
                what: vec!["all".to_owned()],
                ..Look::default()
            },
            Viewer::Consented { organisation, consent, matter_number, .. } => Look {
                organisation: self.code_of(organisation),
                matter_number: matter_number.clone(),
                consent: Some(consent.clone()),
                ..Look::default()
            },
            Viewer::Counter { organisation, document, matter_number, .. } => Look {
                organisation: self.code_of(organisation),
                matter_number: matter_number.clone(),
                basis: format!("本人到场，查验{document}"),
                what: vec!["all".to_owned()],
                ..Look::default()
            },
            Viewer::Public | Viewer::Subject { .. } => Look::default(),
        }
    }

    pub(super) fn draft(
        &self,
        kind: FactKind,
        actor: &Actor,
        subject: Option<SubjectId>,
        look: &Look,
        rule: Option<&str>,
    ) -> Draft {
        let look = Look { rule: rule.map(str::to_owned), ..look.clone() };
        Draft {
            kind,
            subject,
            actor: actor.clone(),
            item: None,
            policy: self.law.version().to_owned(),
            body: serde_json::to_value(&look).unwrap_or_default().to_string(),
        }
    }

    /// Why a viewer may not look at non-public data; none if he may.
    pub(super) fn why_not(&self, viewer: &Viewer) -> Result<Option<Refusal>, GateError> {
        let none = Items::All;
        let (actor, organisation, matter_number, items) = match viewer {
            Viewer::Department { actor, organisation, matter_number, items, .. } => {
                (actor, organisation, matter_number, items)
            }
            Viewer::Counter { document, .. } if document.trim().is_empty() => {
                return Ok(Some(no_document()));
            }
            Viewer::Counter { actor, organisation, matter_number, .. } => {
                (actor, organisation, matter_number, &none)
            }
            Viewer::Consented { actor, organisation, matter_number, .. } => {
                // Whether a consent holds is asked beside the look itself.
                return Ok(self.foreign(actor, organisation, matter_number));
            }
            Viewer::Public | Viewer::Subject { .. } | Viewer::Auditor { .. } => return Ok(None),
        };
        let own = self.law.agency(&actor.agency).map(|agency| &agency.id);
        let asked = self.law.agency(organisation).map(|agency| &agency.id);
        if asked.is_none() || own != asked {
            return Ok(Some(Refusal {
                rule: "H-77",
                reason: format!("账号不属于“{organisation}”，或者平台没有登记这个机关"),
                basis: PURPOSES.to_owned(),
                remedy: "请用本机关的账号查询；机关尚未登记的，联系信用中心。".to_owned(),
            }));
        }
        if matter_number.trim().is_empty() {
            return Ok(Some(no_matter_number()));
        }
        if let Items::Only(items) = items {
            let closed = |id: &&String| !self.law.item(id, self.today()).is_some_and(is_shared);
            if let Some(extra) = items.iter().find(closed) {
                return Ok(Some(Refusal {
                    rule: "H-19",
                    reason: format!("“{extra}”不在可以共享给机关的目录之内"),
                    basis: PURPOSES.to_owned(),
                    remedy: "请去掉这一项再查；确有需要的，请当事人自行提供或授权。".to_owned(),
                }));
            }
        }
        Ok(None)
    }

    /// Why an actor does not act for an organisation; none if it does. Whoever looks on a consent
    /// need not be an agency of the packs.
    fn foreign(&self, actor: &Actor, organisation: &str, matter_number: &str) -> Option<Refusal> {
        if self.code_of(&actor.agency) != self.code_of(organisation) {
            return Some(Refusal {
                rule: "H-77",
                reason: format!("账号不属于“{organisation}”"),
                basis: PURPOSES.to_owned(),
                remedy: "请用本单位的账号查询。".to_owned(),
            });
        }
        matter_number.trim().is_empty().then(no_matter_number)
    }

    pub(super) fn code_of(&self, organisation: &str) -> String {
        self.law.agency(organisation).map_or_else(|| organisation.to_owned(), |a| a.code.clone())
    }

    fn today(&self) -> Date {
        self.clock.today()
    }
}

/// The provision on which an agency looks for a purpose: that of its first matter with that
/// purpose, or else the closed list of purposes itself.
pub fn department_basis(law: &Law, organisation: &str, purpose: &str, today: Date) -> String {
    let Some(agency) = law.agency(organisation) else { return PURPOSES.to_owned() };
    let handles = |unit: &String| *unit == agency.id || agency.groups.contains(unit);
    law.matters(today)
        .into_iter()
        .filter(|matter| matter.purpose.as_str() == purpose)
        .find(|matter| matter.units.iter().any(handles))
        .and_then(|matter| matter.basis.first())
        .map_or_else(|| PURPOSES.to_owned(), cited)
}

/// A basis as it is cited.
pub(super) fn cited(basis: &Basis) -> String {
    let article = basis.article.as_deref().unwrap_or_default();
    format!("《{}》{article}", basis.document)
}
