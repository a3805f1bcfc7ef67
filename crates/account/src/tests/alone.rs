//! No sequence of operations by one administrator alone makes an active account with rights (H-80).

use proptest::{prelude::*, test_runner::Config};

use super::house::{House, PASSWORD, Person, new_staff, on_both};
use crate::{AccountFilter, Invitation, State, code_at};

/// Something somebody can try with the powers he has.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Invite(usize),
    InviteAgain(usize),
    Approve(usize),
    Change(usize, usize),
    Lock(usize),
    Unlock(usize),
    End(usize),
    Enrol(usize),
    First,
}

const ROLES: [&str; 5] =
    ["department-officer", "security-officer", "system-administrator", "auditor", "credit-officer"];

fn deed() -> impl Strategy<Value = Deed> {
    let any = || 0_usize..12;
    prop_oneof![
        (0..ROLES.len()).prop_map(Deed::Invite),
        any().prop_map(Deed::InviteAgain),
        any().prop_map(Deed::Approve),
        (any(), 0..ROLES.len()).prop_map(|(account, role)| Deed::Change(account, role)),
        any().prop_map(Deed::Lock),
        any().prop_map(Deed::Unlock),
        any().prop_map(Deed::End),
        any().prop_map(Deed::Enrol),
        Just(Deed::First),
    ]
}

/// One administrator, and every link he got hold of.
struct Lone<'h> {
    house: &'h House,
    by: &'h Person,
    links: Vec<Invitation>,
    invited: usize,
}

impl Lone<'_> {
    fn ids(&self) -> Vec<String> {
        // Whoever knows the ids of all accounts, from whatever source.
        let sql = "select id from account_accounts order by id";
        let rows = self.house.db.read(|tx| tx.query(sql, &[])).unwrap();
        rows.iter().map(|row| row.text(0).unwrap().to_owned()).collect()
    }

    fn id(&self, index: usize) -> String {
        let ids = self.ids();
        ids[index % ids.len()].clone()
    }

    fn attempt(&mut self, deed: Deed) {
        let (accounts, staff) = (&self.house.accounts, &self.by.staff);
        match deed {
            Deed::Invite(role) => {
                self.invited += 1;
                let login = format!("friend-{}", "x".repeat(self.invited));
                self.links.extend(accounts.invite_staff(staff, new_staff(&login, ROLES[role])));
            }
            Deed::InviteAgain(index) => {
                let link = accounts.invite_again(staff, &self.id(index));
                self.links.extend(link);
            }
            Deed::First => self.links.extend(accounts.invite_first()),
            Deed::Approve(index) => drop(accounts.approve(staff, &self.id(index))),
            Deed::Change(index, role) => {
                drop(accounts.change(staff, &self.id(index), new_staff("x", ROLES[role])));
            }
            Deed::Lock(index) => drop(accounts.lock(staff, &self.id(index), "试")),
            Deed::Unlock(index) => drop(accounts.unlock(staff, &self.id(index), "试")),
            Deed::End(index) => drop(accounts.end(staff, &self.id(index), "试")),
            Deed::Enrol(index) => {
                let Some(link) = self.links.get(index) else { return };
                let Ok(enrolment) = accounts.accept(&link.token, PASSWORD) else { return };
                let Some(second) = enrolment.totp else { return };
                let code = code_at(&second.base32, self.house.now()).unwrap();
                drop(accounts.confirm(&link.token, &code));
            }
        }
    }
}

/// An account as far as it decides who may do what.
#[derive(Clone, Debug, PartialEq)]
struct Standing {
    id: String,
    role: String,
    /// The sealed hash: whoever sets a password, holds the account.
    password: String,
    proposed_by: String,
    approved_by: String,
}

fn all(house: &House) -> Vec<Standing> {
    let sql = "select id, coalesce(role, ''), coalesce(password, ''), proposed_by,
        coalesce(approved_by, '') from account_accounts";
    let rows = house.db.read(|tx| tx.query(sql, &[])).unwrap();
    let text = |row: &store::Row, column| row.text(column).unwrap().to_owned();
    rows.iter()
        .map(|row| Standing {
            id: text(row, 0),
            role: text(row, 1),
            password: text(row, 2),
            proposed_by: text(row, 3),
            approved_by: text(row, 4),
        })
        .collect()
}

/// Accounts with rights that work now.
fn working(house: &House, by: &Person) -> Vec<Standing> {
    let filter = AccountFilter { state: Some(State::Active), limit: 200, ..Default::default() };
    let active = house.accounts.list(&by.staff, &filter).unwrap().accounts;
    let is_active = |id: &str| active.iter().any(|account| account.account == id);
    all(house).into_iter().filter(|account| is_active(&account.id)).collect()
}

#[test]
fn h_80_no_administrator_alone_makes_an_account_with_rights() {
    on_both(|house| {
        let (system, security) = house.administrators();
        let auditor = house.hire((&system, &security), "auditor");
        house.hire((&system, &security), "department-officer");
        let mut runner =
            proptest::test_runner::TestRunner::new(Config { cases: 12, ..Config::default() });
        let deeds = prop::collection::vec(deed(), 1..40);
        let who = 0_usize..3;
        let people = [&system, &security, &auditor];
        runner
            .run(&(who, deeds), |(who, deeds)| {
                let (before, by) = (all(house), people[who]);
                let mut lone = Lone { house, by, links: Vec::new(), invited: 0 };
                for deed in &deeds {
                    lone.attempt(*deed);
                }
                for account in working(house, &auditor) {
                    // The same hands and the same role as before; and either approved before, or
                    // now, of what somebody else had proposed.
                    let stood = before.iter().any(|old| {
                        let same = old.role == account.role && old.password == account.password;
                        let approved = old.approved_by == account.approved_by
                            || old.proposed_by != by.staff.account;
                        old.id == account.id && same && approved
                    });
                    prop_assert!(stood, "{account:?} works after {deeds:?}");
                }
                Ok(())
            })
            .unwrap();
    });
}
