//! Roles: purposes, the three administrators, the second person, what only a person may do.

use super::World;
use crate::{
    finding::Finding,
    model::role::{Action, Duty, Role, RoleHolder},
    pack::Filed,
    rule::{
        ADMINISTRATOR_DATA, FOUR_EYES, PERSONAL_ACTION, ROLE_PURPOSE, SECOND_FACTOR,
        THREE_ADMINISTRATORS,
    },
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    let roles = || world.chain.iter().flat_map(|pack| &pack.roles);
    for role in roles() {
        purposes(role, out);
        administrators(role, out);
        held_by_persons(role, out);
        two_persons(role, roles().map(|role| &role.value), out);
    }
}

fn purposes(role: &Filed<Role>, out: &mut Vec<Finding>) {
    let looks = [Action::ReadFile, Action::MakeCheck];
    if looks.into_iter().any(|action| role.value.allows(action)) && role.value.purposes.is_empty() {
        let message = "可以查阅或核查，却没有用途";
        out.push(role.finding(&ROLE_PURPOSE, "actions", message));
    }
}

/// No role has the duties of two administrators, nor those of one and work with data.
fn administrators(role: &Filed<Role>, out: &mut Vec<Finding>) {
    let first = |duty: Duty| role.value.actions.iter().find(|action| action.duty() == duty);
    let held = [Duty::System, Duty::Security, Duty::Audit];
    let held: Vec<&Action> = held.into_iter().filter_map(first).collect();
    if let [one, other, ..] = held.as_slice() {
        let message = format!("{} 与 {} 分属不同的管理员", one.as_str(), other.as_str());
        out.push(role.finding(&THREE_ADMINISTRATORS, "actions", message));
    }
    if let (Some(duty), Some(data)) = (held.first(), first(Duty::Data)) {
        let message = format!("有 {} 的管理员又办理 {}", duty.as_str(), data.as_str());
        out.push(role.finding(&ADMINISTRATOR_DATA, "actions", message));
    }
}

fn held_by_persons(role: &Filed<Role>, out: &mut Vec<Finding>) {
    let personal = role.value.actions.iter().find(|action| action.is_personal());
    if let Some(action) = personal.filter(|_| role.value.holder != RoleHolder::Staff) {
        let message = format!("{} 要由人来做，角色却可以发给系统", action.as_str());
        out.push(role.finding(&PERSONAL_ACTION, "actions", message));
    }
    if role.value.fits_account() && !role.value.second_factor {
        out.push(role.finding(&SECOND_FACTOR, "second_factor", "工作人员的角色不用第二因素"));
    }
}

/// What one does another reviews: no role holds both, and some role holds the other.
fn two_persons<'a>(
    role: &Filed<Role>,
    roles: impl Iterator<Item = &'a Role> + Clone,
    out: &mut Vec<Finding>,
) {
    for action in &role.value.actions {
        let Some(second) = action.second_person() else { continue };
        let alone = role.value.allows(second);
        let message = if alone && action.duty() == second.duty() {
            format!("{} 与 {} 在同一角色", action.as_str(), second.as_str())
        } else if !roles.clone().any(|other| other.allows(second)) {
            format!("有人 {}，却没有角色可以 {}", action.as_str(), second.as_str())
        } else {
            continue;
        };
        out.push(role.finding(&FOUR_EYES, "actions", message));
    }
}
