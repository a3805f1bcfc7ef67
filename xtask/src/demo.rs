//! A small demo city, served for tools that look at it from outside.

use std::{
    io::{BufRead, BufReader},
    net::TcpStream,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    machine,
    run::{cargo, target},
};

/// How long the demo may take to listen once its city stands.
const PATIENCE: Duration = Duration::from_secs(20);

/// A demo that is served; dropped, it stops.
pub(crate) struct Demo {
    process: Child,
    /// Address without slash at the end.
    pub(crate) address: String,
    /// Code of a company.
    pub(crate) company: String,
    /// A key for the demo's API.
    pub(crate) key: String,
    /// Held open: the demo may say more.
    _output: BufReader<ChildStdout>,
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

impl Demo {
    /// Builds the city if it is not there yet, and serves it on a free port.
    pub(crate) fn start(data: &Path) -> Result<Self> {
        let built = cargo(&["build", "--quiet", "--bin", "probity"]).status()?;
        if !built.success() {
            bail!("what does not build cannot be looked at");
        }
        let probity = target().join("debug/probity");
        let listen = format!("127.0.0.1:{}", machine::free_port()?);
        let mut process = Command::new(&probity)
            .args(["demo", "--subjects", "400", "--listen", &listen, "--data"])
            .arg(data)
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("starting {}", probity.display()))?;
        let output = process.stdout.take().context("the demo's output is piped")?;
        let mut output = BufReader::new(output);
        let (mut line, mut company, mut key) = (String::new(), String::new(), String::new());
        while key.is_empty() && output.read_line(&mut line)? > 0 {
            if let Some((_, code)) = line.split_once("/subjects/") {
                code.trim().clone_into(&mut company);
            }
            let secret = line.split_whitespace().find(|word| word.starts_with("pk_"));
            secret.unwrap_or_default().clone_into(&mut key);
            line.clear();
        }
        let address = format!("http://{listen}");
        let demo = Self { process, address, company, key, _output: output };
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if TcpStream::connect(&listen).is_ok() {
                return Ok(demo);
            }
            thread::sleep(Duration::from_millis(50));
        }
        bail!("the demo did not come up")
    }
}
