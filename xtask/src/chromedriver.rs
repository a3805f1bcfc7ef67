//! The program through which the browser tests drive Chromium.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{machine, run};

/// How long it may take to start or to stop.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running chromedriver. Dropped, it stops and its browsers with it.
pub(crate) struct Chromedriver {
    process: Child,
    port: u16,
}

impl Chromedriver {
    /// Starts it on a free port of this machine.
    pub(crate) fn start(program: &Path) -> Result<Self> {
        let port = machine::free_port()?;
        let log = fs::File::create(run::target().join("chromedriver.log"))?;
        let process = Command::new(program)
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("starting chromedriver")?;
        let driver = Self { process, port };
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if started.elapsed() > PATIENCE {
                bail!("chromedriver did not start; see target/chromedriver.log");
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(driver)
    }

    /// The URL the browser tests speak to.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks it to close its browsers and itself; killed outright, it would leave them behind.
    fn shut_down(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let host = format!("127.0.0.1:{}", self.port);
        write!(stream, "GET /shutdown HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        let started = Instant::now();
        if self.shut_down().is_ok() {
            while started.elapsed() < PATIENCE && matches!(self.process.try_wait(), Ok(None)) {
                thread::sleep(Duration::from_millis(20));
            }
        }
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
