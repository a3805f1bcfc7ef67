//! A provider as a process of its own, and a person who goes through its pages.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// A running provider; it ends when dropped.
pub struct Provider {
    process: Child,
    /// Its address.
    pub issuer: String,
    redirects: Vec<String>,
}

impl Provider {
    /// A provider that sends people back to these addresses only.
    pub fn start(redirects: &[&str]) -> Self {
        Self::start_with(redirects, "the-credit-officer")
    }

    /// The same, which knows the person of staff by this login.
    pub fn start_with(redirects: &[&str], staff_login: &str) -> Self {
        #[expect(clippy::disallowed_methods, reason = "tests are told by it where packages are")]
        let packages = std::env::var("PROBITY_TEST_NODE")
            .expect("PROBITY_TEST_NODE names node_modules; `cargo xtask test` fetches them");
        let mut process = Command::new("node")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/unified/provider.mjs"))
            .args([&packages, staff_login])
            .args(redirects)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node runs the provider");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let issuer = lines.next().expect("the provider says where it listens").unwrap();
        let redirects = redirects.iter().map(|&address| address.to_owned()).collect();
        Self { process, issuer, redirects }
    }

    /// The files of our settings for it, in a folder.
    pub fn settings(&self, folder: &Path) -> PathBuf {
        let file = folder.join("unified-login.toml");
        std::fs::write(folder.join("unified.secret"), "a-secret-of-the-tests-only\n").unwrap();
        let text = format!(
            r#"issuer = "{}"
client_id = "probity"
secret_file = "unified.secret"
scopes = ["profile"]
title = {{ zh = "泉城统一身份认证", en = "Unified login of the city" }}

[claims]
name = "name"
number = "id_number"
login = "staff_login"
"#,
            self.issuer
        );
        std::fs::write(&file, text).unwrap();
        file
    }

    /// Goes through the provider's pages as a person would, from the address we send to until it
    /// sends back; gives code and state.
    pub fn come_back(&self, url: &str, who: &str) -> (String, String) {
        let mut person = Person::default();
        let mut at = url.to_owned();
        for _ in 0..20 {
            if self.redirects.iter().any(|ours| at.starts_with(ours.as_str())) {
                let value = |name: &str| {
                    let (_, query) = at.split_once('?').unwrap();
                    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
                    let found = pairs.into_iter().find(|(known, _)| *known == name);
                    found.unwrap_or_else(|| panic!("{at} has no {name}")).1.to_owned()
                };
                return (value("code"), value("state"));
            }
            let (location, page) = person.get(&at);
            let next = location.unwrap_or_else(|| person.fill_in(&at, &page, who));
            at = if next.starts_with('/') { format!("{}{next}", self.issuer) } else { next };
        }
        panic!("{who} never came back; last at {at}");
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// A browser of the simplest kind: cookies, and forms with one button.
#[derive(Default)]
struct Person {
    cookies: BTreeMap<String, String>,
}

impl Person {
    fn get(&mut self, url: &str) -> (Option<String>, String) {
        let request = ureq::http::Request::get(url).header("cookie", self.cookie());
        self.send(request.body(String::new()).unwrap())
    }

    /// Fills the form of a page: who one is, or that one agrees.
    fn fill_in(&mut self, url: &str, page: &str, who: &str) -> String {
        let form = if page.contains("name=\"login\"") {
            format!("prompt=login&login={who}&password=x")
        } else {
            "prompt=consent".to_owned()
        };
        let request = ureq::http::Request::post(url)
            .header("cookie", self.cookie())
            .header("content-type", "application/x-www-form-urlencoded");
        let (location, page) = self.send(request.body(form).unwrap());
        location.unwrap_or_else(|| panic!("the form at {url} leads nowhere: {page}"))
    }

    fn cookie(&self) -> String {
        let pairs = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    fn send(&mut self, request: ureq::http::Request<String>) -> (Option<String>, String) {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .build()
            .into();
        let mut answer = agent.run(request).unwrap();
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let location = answer.headers().get("location");
        let location = location.map(|location| location.to_str().unwrap().to_owned());
        (location, answer.body_mut().read_to_string().unwrap())
    }
}
