//! One-time links for the demo's visitors: people of staff in each role, and a resident.

use account::{NewHolder, NewStaff, Organisation, Staff};
use anyhow::Result;
use demo::{City, Resident};
use probity::Platform;
use vocabulary::SubjectKind;

/// Roles to try, and the agency in which each works.
const STAFF: [(&str, &str); 13] = [
    ("department-clerk", "jinan-market-regulation"),
    ("department-officer", "jinan-market-regulation"),
    ("office-head", "jinan-market-regulation"),
    ("approval-officer", "jinan-finance"),
    ("supervision-officer", "jinan-development-reform"),
    ("legality-reviewer", "jinan-market-regulation"),
    ("court-officer", "jinan-court"),
    ("reward-officer", CENTRE),
    ("credit-officer", CENTRE),
    ("credit-reviewer", CENTRE),
    ("system-administrator", CENTRE),
    ("security-officer", CENTRE),
    ("auditor", CENTRE),
];
const CENTRE: &str = "jinan-credit-centre";

/// Somebody of staff who stands for the installation: the demo opens accounts on its own word,
/// which no real site does.
fn installation(role: &str) -> Staff {
    Staff {
        account: format!("demo-{role}"),
        login: role.to_owned(),
        name: role.to_owned(),
        agency: CENTRE.to_owned(),
        division: None,
        role: role.to_owned(),
    }
}

/// Opens the accounts at the first start and prints their links; nothing on later starts.
pub(super) fn tell(platform: &Platform, city: City, address: &str) -> Result<()> {
    let accounts = &platform.accounts;
    if !accounts.is_new()? {
        return Ok(());
    }
    println!(
        "to sign in  open one of these links, once: it asks for a password and shows a code to scan"
    );
    for (role, agency) in STAFF {
        let new = NewStaff {
            login: role.to_owned(),
            name: "演示人员".to_owned(),
            agency: agency.to_owned(),
            division: None,
            role: role.to_owned(),
        };
        let link = accounts.invite_staff(&installation("system-administrator"), new)?;
        accounts.approve(&installation("security-officer"), &link.account)?;
        println!("  {role:<21} {address}/invitations/{}", link.token);
    }
    let clerk = installation("window-clerk");
    let Some((person, company)) = resident(city) else { return Ok(()) };
    let link = accounts.invite_holder(&clerk, &person)?;
    accounts.confirm_representative(&clerk, &person, &company)?;
    println!("  {:<21} {address}/invitations/{}", "a resident", link.token);
    println!(
        "                        {} signs in as {}, and represents {}",
        person.name, person.number, company.name
    );
    Ok(())
}

/// The first person of age of the city, and the first enterprise.
fn resident(city: City) -> Option<(NewHolder, Organisation)> {
    let mut residents = (0..city.subjects).map(|n| Resident::nth(city.seed, n, city.today));
    let person = residents.by_ref().find(|one| one.kind == SubjectKind::Person)?;
    let company = residents.find(|one| one.kind == SubjectKind::Enterprise && !one.ended)?;
    let person = NewHolder { name: person.name, number: person.identity_card };
    Some((person, Organisation { code: company.code, name: company.name }))
}
