//! Which departments of the city file which items, about whom, how often.

use vocabulary::SubjectKind::{self, *};

/// Who sends an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sender {
    /// The agency of the subject's district with this duty (`lixia-…`).
    District(&'static str),
    /// The agency of the city with this duty (`jinan-…`).
    City(&'static str),
    /// The agency in charge of the subject's trade.
    Trade,
}

/// One line of the city's plan.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// Catalog item.
    pub item: &'static str,
    /// Kinds of subjects it is about.
    pub kinds: &'static [SubjectKind],
    /// Who sends it.
    pub sender: Sender,
    /// Expected records of a subject of these kinds, in hundredths.
    pub rate: u64,
}

const BUSINESS: &[SubjectKind] = &[Enterprise, SelfEmployed, Cooperative];
const COMPANY: &[SubjectKind] = &[Enterprise];
const ALL_ORGANISATIONS: &[SubjectKind] =
    &[Enterprise, SelfEmployed, Cooperative, SocialOrganisation, PublicInstitution];

/// The plan: registration first, since the rest refers to it.
pub(crate) const LINES: &[Line] = &[
    line("enterprise-registration", COMPANY, Sender::District("market-regulation"), 100),
    line("self-employed-registration", &[SelfEmployed], Sender::District("market-regulation"), 100),
    line("cooperative-registration", &[Cooperative], Sender::District("market-regulation"), 100),
    line(
        "social-organisation-registration",
        &[SocialOrganisation],
        Sender::City("civil-affairs"),
        100,
    ),
    line("administrative-licence", BUSINESS, Sender::District("approval-service"), 140),
    line("administrative-penalty", BUSINESS, Sender::Trade, 14),
    line("administrative-inspection", BUSINESS, Sender::Trade, 45),
    line("administrative-confirmation", COMPANY, Sender::City("science"), 6),
    line("administrative-reward", ALL_ORGANISATIONS, Sender::City("development-reform"), 2),
    line("administrative-licence-person", &[Person], Sender::City("transport"), 40),
    line("administrative-penalty-person", &[Person], Sender::City("transport"), 12),
    line("tax-grade-a", COMPANY, Sender::City("tax"), 28),
    line("abnormal-operations", COMPANY, Sender::City("market-regulation"), 5),
    line("judgment-defaulter", COMPANY, Sender::City("court"), 1),
    line("serious-market-violation", COMPANY, Sender::City("market-regulation"), 1),
    line("wage-arrears", COMPANY, Sender::City("human-resources"), 1),
    line("credit-commitment", BUSINESS, Sender::District("approval-service"), 50),
    line("contract-fulfilment", COMPANY, Sender::City("public-resource-trading"), 6),
    line("honour", ALL_ORGANISATIONS, Sender::City("development-reform"), 3),
    line("shareholding", COMPANY, Sender::District("market-regulation"), 20),
    line("guarantee", COMPANY, Sender::District("market-regulation"), 8),
];

const fn line(
    item: &'static str,
    kinds: &'static [SubjectKind],
    sender: Sender,
    rate: u64,
) -> Line {
    Line { item, kinds, sender, rate }
}
