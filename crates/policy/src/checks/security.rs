//! How the doors are kept: complete where staff signs in, sensible, and never laxer below.

use super::World;
use crate::{
    finding::Finding,
    model::security::SecurityFile,
    pack::Filed,
    rule::{SECURITY_LAXER, SECURITY_MISSING, SECURITY_VALUE},
};

pub(super) fn check(world: &World<'_>, out: &mut Vec<Finding>) {
    complete(world, out);
    let mut above: Vec<&Filed<SecurityFile>> = Vec::new();
    for file in world.chain.iter().filter_map(|pack| pack.security.as_ref()) {
        for value in values(&file.value) {
            sensible(file, &value, out);
            let mut upper = above.iter().flat_map(|upper| values(&upper.value));
            let laxer = |upper: &Value| upper.key == value.key && value.is_laxer_than(upper);
            if let Some(upper) = upper.rfind(laxer) {
                let message = format!("{} 比上级的 {} 宽", value.shown(), upper.shown());
                out.push(file.finding(&SECURITY_LAXER, value.key, message));
            }
        }
        above.push(file);
    }
}

/// Whoever lets staff sign in says how.
fn complete(world: &World<'_>, out: &mut Vec<Finding>) {
    let mut roles = world.chain.iter().flat_map(|pack| &pack.roles);
    if !roles.any(|role| role.value.holder == crate::model::role::RoleHolder::Staff) {
        return;
    }
    let files: Vec<&SecurityFile> =
        world.chain.iter().filter_map(|pack| Some(&pack.security.as_ref()?.value)).collect();
    let given = |of: fn(&SecurityFile) -> bool| files.iter().any(|file| of(file));
    let sections = [
        ("password", given(|file| file.password.is_some())),
        ("session", given(|file| file.session.is_some())),
        ("lockout", given(|file| file.lockout.is_some())),
        ("invitation", given(|file| file.invitation.is_some())),
        ("alert", given(|file| file.alert.is_some())),
        ("incident", given(|file| file.incident.is_some())),
        ("register", given(|file| file.register.is_some())),
    ];
    let missing: Vec<&str> =
        sections.into_iter().filter(|(_, given)| !given).map(|(name, _)| name).collect();
    if missing.is_empty() {
        return;
    }
    let layer = world.chain.first().map_or("national", |pack| &pack.name);
    let message = format!("有工作人员的角色，却没有写 {}", missing.join("、"));
    out.push(Finding::new(&SECURITY_MISSING, &format!("{layer}/security.toml"), 1, message));
}

/// Which way is stricter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stricter {
    More,
    Less,
}

/// One number of the file; a time of day as minutes.
struct Value {
    key: &'static str,
    number: Option<u32>,
    stricter: Stricter,
    /// Whether it is a time of day.
    time: bool,
}

impl Value {
    fn is_laxer_than(&self, upper: &Self) -> bool {
        match (self.number, upper.number) {
            (Some(own), Some(upper)) if self.stricter == Stricter::More => own < upper,
            (Some(own), Some(upper)) => own > upper,
            _ => false,
        }
    }

    fn shown(&self) -> String {
        match self.number {
            Some(minutes) if self.time => format!("{:02}:{:02}", minutes / 60, minutes % 60),
            Some(number) => number.to_string(),
            None => "（读不懂）".to_owned(),
        }
    }
}

fn values(file: &SecurityFile) -> Vec<Value> {
    use Stricter::{Less, More};
    let mut values = Vec::new();
    let mut put = |key, number: u32, stricter| {
        values.push(Value { key, number: Some(number), stricter, time: false });
    };
    if let Some(rules) = &file.password {
        put("password.minimum_length", rules.minimum_length.into(), More);
        put("password.classes", rules.classes.into(), More);
        put("password.rotate_days", rules.rotate_days.into(), Less);
        put("password.remembered", rules.remembered.into(), More);
    }
    if let Some(rules) = &file.session {
        put("session.staff_idle_minutes", rules.staff_idle_minutes.into(), Less);
        put("session.staff_hours", rules.staff_hours.into(), Less);
        put("session.subject_idle_minutes", rules.subject_idle_minutes.into(), Less);
        put("session.subject_hours", rules.subject_hours.into(), Less);
    }
    if let Some(rules) = &file.lockout {
        put("lockout.attempts", rules.attempts.into(), Less);
        put("lockout.minutes", rules.minutes.into(), More);
    }
    if let Some(rules) = &file.invitation {
        put("invitation.hours", rules.hours.into(), Less);
    }
    if let Some(rules) = &file.alert {
        put("alert.bulk_an_hour", rules.bulk_an_hour, Less);
        put("alert.bulk_a_day", rules.bulk_a_day, Less);
        put("alert.refusals_an_hour", rules.refusals_an_hour, Less);
    }
    if let Some(rules) = &file.incident {
        put("incident.freeze_minutes", rules.freeze_minutes.into(), Less);
    }
    if let Some(rules) = &file.register {
        put("register.keep_years", rules.keep_years.into(), More);
        put("register.review_days", rules.review_days.into(), Less);
    }
    if let Some(rules) = &file.alert {
        let from = ("alert.from_time", &rules.from_time, More);
        let until = ("alert.until_time", &rules.until_time, Less);
        for (key, text, stricter) in [from, until] {
            values.push(Value { key, number: minutes(text), stricter, time: true });
        }
    }
    values
}

/// The minutes since midnight of `HH:MM`.
fn minutes(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':').filter(|_| text.len() == 5)?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

fn sensible(file: &Filed<SecurityFile>, value: &Value, out: &mut Vec<Finding>) {
    let least = match value.key {
        "password.minimum_length" => 8,
        "password.classes" => 3,
        _ => 1,
    };
    let message = match value.number {
        None => "时刻要写成 HH:MM".to_owned(),
        Some(number) if !value.time && number < least => format!("{number} 太小，至少 {least}"),
        Some(number) if value.key == "password.classes" && number > 4 => {
            "字符只有四类：小写、大写、数字、其他".to_owned()
        }
        _ => return,
    };
    out.push(file.finding(&SECURITY_VALUE, value.key, message));
}
