//! A browser that is driven over WebDriver (W3C), through the chromedriver the tests are given.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use base64::Engine;
use serde_json::{Value, json};

/// The name under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One browser with one window, closed when dropped.
pub(super) struct Browser {
    host: String,
    session: String,
}

impl Browser {
    /// A new browser with a window of `width` by 900; `scripts` tells whether pages may run any.
    pub(super) fn open(width: u32, scripts: bool) -> Self {
        #[expect(clippy::disallowed_methods, reason = "tests are told by it where the driver is")]
        let driver = std::env::var("PROBITY_TEST_CHROMEDRIVER")
            .expect("PROBITY_TEST_CHROMEDRIVER names chromedriver; `cargo xtask test` starts one");
        let host = driver.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let scripts = if scripts { 1 } else { 2 };
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage",
                         "--disable-gpu", "--no-first-run", "--window-size=1280,900", "--hide-scrollbars",
                         "--host-resolver-rules=MAP *.probity.example 127.0.0.1",
                         "--force-prefers-reduced-motion"],
                "prefs": { "profile.managed_default_content_settings.javascript": scripts },
            },
        } } });
        let made = exchange(&host, "POST", "/session", Some(&capabilities));
        let session = made["sessionId"].as_str().unwrap_or_else(|| panic!("{made:#}")).to_owned();
        let browser = Self { host, session };
        browser.resize(width);
        browser
    }

    /// Makes the window `width` by 900; below 600 it is a phone's.
    pub(super) fn resize(&self, width: u32) {
        let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1,
                              "mobile": width < 600 });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// Tells pages that the reader likes it dark.
    pub(super) fn darken(&self) {
        let dark = json!([{ "name": "prefers-color-scheme", "value": "dark" }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": dark }));
    }

    /// Gives the browser a cookie of a site, as if it had signed in there.
    pub(super) fn keep_cookie(&self, address: &str, name: &str, value: &str) {
        let cookie = json!({ "url": address, "name": name, "value": value, "httpOnly": true });
        self.devtools("Network.setCookie", cookie);
    }

    /// Has every page run a script of ours first; it may do what the page itself may not.
    pub(super) fn bring(&self, script: &str) {
        let script = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", script);
    }

    /// A picture of the whole page, as PNG.
    pub(super) fn picture(&self) -> Vec<u8> {
        let size = &self.devtools("Page.getLayoutMetrics", json!({}))["cssContentSize"];
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"],
                           "scale": 1 });
        let asked = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let taken = self.devtools("Page.captureScreenshot", asked);
        let text = taken["data"].as_str().unwrap();
        base64::engine::general_purpose::STANDARD.decode(text).unwrap()
    }

    /// Goes to an address.
    pub(super) fn go(&self, address: &str) {
        self.post("url", json!({ "url": address }));
    }

    /// Where the browser is.
    pub(super) fn address(&self) -> String {
        self.get("url").as_str().unwrap().to_owned()
    }

    /// The title of the page.
    pub(super) fn title(&self) -> String {
        self.get("title").as_str().unwrap().to_owned()
    }

    /// The page as it came.
    pub(super) fn source(&self) -> String {
        self.get("source").as_str().unwrap().to_owned()
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub(super) fn press(&self, keys: &str) {
        let mut actions = Vec::new();
        for key in keys.chars() {
            actions.push(json!({ "type": "keyDown", "value": key.to_string() }));
            actions.push(json!({ "type": "keyUp", "value": key.to_string() }));
        }
        let keyboard = json!([{ "type": "key", "id": "keyboard", "actions": actions }]);
        self.post("actions", json!({ "actions": keyboard }));
    }

    /// The value of an expression in the page, asked from outside of it: it works where the page
    /// itself may run nothing. A promise is waited for.
    pub(super) fn ask(&self, expression: &str) -> Value {
        let asked =
            json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let told = self.devtools("Runtime.evaluate", asked);
        assert!(told.get("exceptionDetails").is_none(), "{expression}: {told:#}");
        told["result"]["value"].clone()
    }

    /// The text of the first element that a selector names.
    pub(super) fn text(&self, selector: &str) -> String {
        let id = self.element(selector);
        self.get(&format!("element/{id}/text")).as_str().unwrap().to_owned()
    }

    /// Clicks the first element that a selector names, and waits for the page it leads to.
    pub(super) fn click(&self, selector: &str) {
        let id = self.element(selector);
        self.post(&format!("element/{id}/click"), json!({}));
    }

    /// Clicks what leads to another page, and waits until that page is there: what the page before
    /// already said is never taken for the answer.
    pub(super) fn follow(&self, selector: &str) {
        self.ask("window.here = true");
        self.click(selector);
        let begun = std::time::Instant::now();
        while self.ask("window.here === true || document.readyState !== 'complete'") == true {
            let waited = begun.elapsed().as_secs();
            assert!(waited < 30, "{selector} leads nowhere: {}", self.address());
        }
    }

    /// Writes into a field as a person does: what stood there goes first. A file field takes a path.
    pub(super) fn fill(&self, selector: &str, text: &str) {
        let id = self.element(selector);
        if self.ask(&format!("document.querySelector({selector:?}).type")) != "file" {
            self.post(&format!("element/{id}/clear"), json!({}));
        }
        self.post(&format!("element/{id}/value"), json!({ "text": text }));
    }

    /// Chooses an option of a drop-down by what is sent for it.
    pub(super) fn choose(&self, selector: &str, value: &str) {
        self.click(&format!("{selector} option[value=\"{value}\"]"));
    }

    /// The page as it is printed, PDF.
    pub(super) fn print(&self) -> Vec<u8> {
        let printed = self.post("print", json!({}));
        base64::engine::general_purpose::STANDARD.decode(printed.as_str().unwrap()).unwrap()
    }

    fn element(&self, selector: &str) -> String {
        let element = self.post("element", json!({ "using": "css selector", "value": selector }));
        element[ELEMENT].as_str().unwrap().to_owned()
    }

    /// What the console said since it was last asked.
    pub(super) fn console(&self) -> Vec<String> {
        let said = self.post("se/log", json!({ "type": "browser" }));
        let message = |entry: &Value| entry["message"].as_str().unwrap_or_default().to_owned();
        said.as_array().unwrap().iter().map(message).collect()
    }

    fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.post("goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }

    fn get(&self, command: &str) -> Value {
        exchange(&self.host, "GET", &format!("/session/{}/{command}", self.session), None)
    }

    fn post(&self, command: &str, body: Value) -> Value {
        exchange(&self.host, "POST", &format!("/session/{}/{command}", self.session), Some(&body))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // While a failed test unwinds, a second failure would hide the first.
        if !std::thread::panicking() {
            exchange(&self.host, "DELETE", &format!("/session/{}", self.session), None);
        } else if let Ok(mut stream) = TcpStream::connect(&self.host) {
            let (session, host) = (&self.session, &self.host);
            let line = format!("DELETE /session/{session} HTTP/1.1\r\nHost: {host}\r\n\r\n");
            stream.write_all(line.as_bytes()).ok();
        }
    }
}

/// One command and what it gives.
fn exchange(host: &str, method: &str, path: &str, body: Option<&Value>) -> Value {
    let body = body.map(Value::to_string).unwrap_or_default();
    let (status, text) = request(host, method, path, &body);
    let answer: Value =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(status, 200, "{method} {path}: {answer:#}");
    answer["value"].clone()
}

/// Status and body of one HTTP exchange.
pub(super) fn request(host: &str, method: &str, path: &str, body: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(&[head.as_bytes(), body.as_bytes()].concat()).unwrap();
    let mut answer = Vec::new();
    let mut buffer = [0; 8192];
    loop {
        let read = stream.read(&mut buffer).unwrap();
        answer.extend_from_slice(&buffer[..read]);
        let text = String::from_utf8_lossy(&answer);
        let Some((head, rest)) = text.split_once("\r\n\r\n") else {
            assert_ne!(read, 0, "{method} {path}: the answer broke off");
            continue;
        };
        let announced = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
        });
        let whole = announced.is_some_and(|length: usize| answer.len() >= head.len() + 4 + length);
        if whole || read == 0 {
            let status = head.split(' ').nth(1).unwrap().parse().unwrap();
            return (status, rest.to_owned());
        }
    }
}
