//! The table of the desk: every route, every role of staff, its answer.

use axum::http::StatusCode;
use policy::model::role::Action;

use crate::{
    browser::furnish::furnish,
    harness::Town,
    rows::{COMPANY, MARKET, person_licence},
    staff::Inside,
    story,
};

/// Things of the town that are there, so that only the role decides.
struct Things {
    made: Vec<(&'static str, String)>,
    check: String,
}

impl Things {
    fn of(town: &Town) -> Self {
        let person = person_licence();
        assert_eq!(town.send("administrative-licence-person", MARKET, &[person]).accepted, 1);
        let made = furnish(town).0;
        let check = town.check("food-business-licence", COMPANY).number;
        town.platform.sequencer.fold().unwrap();
        Self { made, check }
    }

    fn made(&self, name: &str) -> &str {
        let made = self.made.iter().find(|(known, _)| *known == name);
        &made.unwrap_or_else(|| panic!("nothing was made that is called {name}")).1
    }

    /// A route as it is asked for. A route with a part that is not known here fails the test. What is
    /// settled once and for all is asked for where there is nothing: 404 is for those who may.
    fn path(&self, route: &str) -> String {
        let known = [
            ("/work/{number}", "0"),
            ("/checks/lists/{number}", "0"),
            ("/checks/{number}", &self.check),
            ("/reports/batches/{number}", "0"),
            ("/reports/{number}", "20261120100000AAAAAAAA"),
            ("/batches/{id}", self.made("batch")),
            ("/faults/{id}", self.made("batch")),
            ("/records/new/{item}", "administrative-licence"),
            ("/records/{number}", self.made("entry")),
            ("/gaps/templates/{item}", "administrative-licence"),
            ("/gaps/{subject}/{digest}", "nothing/nothing"),
            ("/bulletins/{name}", "publicity"),
            ("/held/{batch}/{line}", "nothing/1"),
            ("/match/{number}", "0"),
            ("/cases/boards/{name}", "publicity"),
            ("/cases/{number}/letters/{place}/pdf", "nothing/letters/1"),
            ("/cases/{number}/moves/{move}", "nothing/moves/accept"),
            ("/cases/{number}/papers/{place}", "nothing/papers/1"),
            ("/cases/{number}/letters/{place}", "nothing/letters/1"),
            ("/cases/{number}/extend", "nothing"),
            ("/cases/{number}/hand-over", "nothing"),
            ("/cases/{number}/notes", "nothing"),
            ("/cases/{number}/reveal", "nothing"),
            ("/cases/{number}", self.made("case")),
            ("/cases/new/{process}", "designation"),
            ("/declarations/{number}/files/{file}", "nothing/files/1"),
            ("/declarations/{number}", self.made("declaration")),
            ("/articles/{number}", self.made("draft")),
            ("/accounts/{id}", self.made("account")),
            ("/alerts/{number}", self.made("alert")),
            ("/exports/{number}", "0"),
            ("/keys/{id}", "nothing"),
        ];
        let path = known.iter().fold(route.to_owned(), |path, (part, value)| {
            let (before, after) = part.split_at(part.find('{').unwrap());
            let (_, rest) = after.rsplit_once('}').unwrap();
            path.replace(part, &format!("{before}{value}{rest}"))
        });
        assert!(!path.contains('{'), "{route} is not covered: say here what it is asked with");
        path
    }
}

story! {
    fn h_80_c_34_every_route_of_the_desk_answers_every_role_as_the_table_says(town) {
        town.settle();
        let things = Things::of(town);
        let law = town.platform.law.clone();
        let mut roles: Vec<&str> =
            law.roles().filter(|role| role.fits_account()).map(|role| role.id.as_str()).collect();
        roles.sort_unstable();
        let mut staff: Vec<Inside> = Vec::new();
        for role in &roles {
            staff.push(town.staff(MARKET, role));
            // Each sign-in takes a minute: nobody's session may fall asleep over the others'.
            for inside in &staff {
                town.platform.accounts.session(&inside.secret).unwrap().unwrap();
            }
        }
        let door = town.door();
        let mut table = format!("{:<46}{:>8}", "route", "nobody");
        for role in &roles {
            table += &format!("{role:>22}");
        }
        table += "\n";
        for route in desk::routes() {
            let path = things.path(route.path);
            let nobody = Inside { secret: "none".to_owned(), ..staff[0].clone() };
            let name = format!("{} {}", route.method, route.path);
            table += &format!("{name:<46}{:>8}", knock(&door, &nobody, route.method, &path));
            for (role, inside) in roles.iter().zip(&staff) {
                let status = knock(&door, inside, route.method, &path);
                let role = law.role(role).unwrap();
                let allowed =
                    route.needs.is_empty() || route.needs.iter().any(|need| role.allows(*need));
                assert!(allowed || status == 403, "{name} as {}: {status}", role.id);
                table += &format!("{status:>22}");
            }
            table += "\n";
        }
        let golden = include_str!("../golden/desk.txt");
        assert!(table == golden, "tests/golden/desk.txt should be, if this is meant:\n{table}");
    }
}

/// What a route answers: a page is read, a form is sent empty.
fn knock(door: &crate::sight::Door, inside: &Inside, method: &str, path: &str) -> u16 {
    let mut told = match method {
        "GET" => inside.get(door, path),
        "POST" => inside.post(door, path, &[]),
        other => panic!("{other}"),
    };
    if told.status == StatusCode::UNSUPPORTED_MEDIA_TYPE {
        told = inside.upload(door, path, &[], ("", b""));
    }
    let status = told.status.as_u16();
    assert!(status < 500, "{method} {path}: {}", told.text);
    status
}

story! {
    fn h_77_whoever_may_not_enter_is_told_who_may(town) {
        let inside = town.staff(MARKET, "department-clerk");
        let door = town.door();
        let told = inside.get(&door, "/desk/lookups");
        assert_eq!(told.status, StatusCode::FORBIDDEN);
        let law = &town.platform.law;
        let may = |role: &&policy::model::role::Role| role.fits_account() && role.allows(Action::ReadFile);
        for role in law.roles().filter(may) {
            assert!(told.text.contains(&role.title.zh), "{}: {}", role.id, told.text);
        }
        assert!(told.text.contains("查阅") && !told.text.contains("name=\"purpose\""), "{}", told.text);
        let english = inside.get(&door, "/en/desk/lookups");
        assert_eq!(english.status, StatusCode::FORBIDDEN);
        assert!(english.text.contains("Department officer"), "{}", english.text);
    }
}

story! {
    fn h_77_nobody_without_a_session_reads_a_page_of_the_desk(town) {
        let inside = town.staff(MARKET, "department-clerk");
        let door = town.door();
        let nobody = Inside { secret: "none".to_owned(), ..inside };
        for route in desk::routes().iter().filter(|route| !route.path.contains('{')) {
            let told = match route.method {
                "GET" => nobody.get(&door, route.path),
                _ => nobody.post(&door, route.path, &[]),
            };
            assert_eq!(told.status, StatusCode::SEE_OTHER, "{} {}", route.method, route.path);
            assert!(told.location().starts_with("/sign-in?"), "{}", told.location());
        }
    }
}
