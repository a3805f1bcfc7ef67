//! The client as a process of its own, and the source on a port.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Output, Stdio},
    thread::JoinHandle,
    time::Duration,
};

use serde_json::Value;
use tempfile::TempDir;
use vocabulary::Clock;
use web::{Allowance, Config, Limits};

use crate::harness::Town;

/// A town that is served on a port until it is dropped.
pub struct Served {
    pub address: String,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Served {
    pub fn open(town: &Town) -> Self {
        let open = Allowance { per_minute: 10_000_000, burst: 10_000_000 };
        let limits = Limits { anonymous: open, key: open, ..Limits::default() };
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let app = town.platform.doors(Config { limits, ..Config::default() });
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                let stopped = async { stopped.await.unwrap_or_default() };
                web::serve_over(app, listener, None, stopped).await.unwrap();
            });
        });
        Self { address, stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stop.take().map(|stop| stop.send(()));
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

/// A mirror in a folder of its own.
pub struct Mirror {
    folder: TempDir,
    key: String,
    /// The day that it takes for today; its own clock's if none.
    today: Option<String>,
}

impl Mirror {
    pub fn of(town: &Town) -> Self {
        let [key, _] = town.platform.verifier_keys.clone();
        let mut mirror = Self { folder: tempfile::tempdir().unwrap(), key, today: None };
        mirror.wake(town);
        mirror
    }

    /// One that trusts another key.
    pub fn trusting(self, key: &str) -> Self {
        Self { key: key.to_owned(), ..self }
    }

    /// One that goes by its own clock.
    pub fn by_its_own_clock(self) -> Self {
        Self { today: None, ..self }
    }

    /// Its day is the town's.
    pub fn wake(&mut self, town: &Town) {
        self.today = Some(town.clock.today().to_string());
    }

    pub fn command(&self, act: &str, source: &str) -> Command {
        let mut command = Command::new("python3");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/mirror/probity_mirror.py");
        command.arg(script).arg(act).arg(self.folder.path());
        command.args(["--source", source, "--key", &self.key]);
        if let Some(today) = &self.today {
            command.args(["--today", today]);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, act: &str, source: &str) -> Output {
        self.command(act, source).output().expect("python3 runs")
    }

    /// Brings it to where the source stands.
    pub fn sync(&self, source: &str) {
        let ended = self.run("sync", source);
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }

    /// Begins to, and is killed after a while, if it has not ended before.
    pub fn killed(&self, source: &str, wait: Duration) {
        let mut child = self.command("sync", source).spawn().unwrap();
        std::thread::sleep(wait);
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// What comparing with the source's manifest says; it must be equal.
    pub fn proof(&self, source: &str) -> Value {
        let ended = self.run("verify", source);
        let printed = String::from_utf8_lossy(&ended.stdout).into_owned();
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(ended.status.success(), "{printed}{told}");
        let found: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(
            (&found["equal"], &found["source"]),
            (&true.into(), &found["mirror"]),
            "{found}"
        );
        found
    }

    /// Every byte that it keeps on disk.
    pub fn bytes(&self) -> Vec<u8> {
        let files = std::fs::read_dir(self.folder.path()).unwrap();
        files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
    }

    /// The site that shows it, as a process.
    pub fn serve(&self, source: &str, fresh: &str) -> Shown {
        let mut command = self.command("serve", source);
        command.args(["--listen", "127.0.0.1:0", "--fresh", fresh]).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap().to_owned();
        Shown { child, address }
    }
}

/// Whether a text stands among bytes.
pub fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// A mirror's site, killed when dropped.
pub struct Shown {
    child: Child,
    address: String,
}

impl Shown {
    /// Status and text of a page.
    pub fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.0\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        (text.split(' ').nth(1).unwrap().parse().unwrap(), text)
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
