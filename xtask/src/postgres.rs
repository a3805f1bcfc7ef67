//! A private PostgreSQL cluster, made for one run and removed after it.

use std::{
    fs,
    os::unix::{
        fs::{MetadataExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{machine, run};

/// What the folders of clusters are called: this, then the number of the process that made them.
const PREFIX: &str = "probity-postgres-";
/// How long the server may take to start or to stop.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running cluster. Dropped, it stops and its files go.
pub(crate) struct Cluster {
    bin: PathBuf,
    folder: PathBuf,
    account: Option<(u32, u32)>,
    server: Child,
    port: u16,
}

impl Cluster {
    /// Makes a cluster and starts its server on a free port of this machine, durable as by default.
    /// PostgreSQL refuses to run as root: then its own account runs it.
    pub(crate) fn start(bin: &Path) -> Result<Self> {
        let account = if machine::is_root() { Some(machine::account("postgres")?) } else { None };
        let home = home(account.is_some())?;
        remove_stale(bin, &home, account);
        let folder = home.join(format!("{PREFIX}{}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        if let Some((user, group)) = account {
            chown(&folder, Some(user), Some(group))?;
        }
        let port = machine::free_port()?;
        let server =
            create(bin, &folder, account).and_then(|()| serve(bin, &folder, account, port));
        let server = server.inspect_err(|_| {
            fs::remove_dir_all(&folder).ok();
        })?;
        let mut cluster = Self { bin: bin.to_owned(), folder, account, server, port };
        cluster.wait()?;
        Ok(cluster)
    }

    /// The URL of its first database.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&mut self) -> Result<()> {
        let port = self.port.to_string();
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            let ready = program(&self.bin, "pg_isready", &self.folder, self.account)
                .args(["-q", "-h", "127.0.0.1", "-U", "postgres", "-p", &port])
                .status()?;
            if ready.success() {
                return Ok(());
            }
            if self.server.try_wait()?.is_some() {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        bail!("PostgreSQL did not start; it said:\n{log}")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        stop(&self.bin, &self.folder, self.account, "fast");
        let started = Instant::now();
        while started.elapsed() < PATIENCE && matches!(self.server.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(20));
        }
        self.server.kill().ok();
        self.server.wait().ok();
        fs::remove_dir_all(&self.folder).ok();
    }
}

/// Where the cluster may lie: the target folder, or, when PostgreSQL's account cannot enter that
/// (a clone in a private folder), the machine's temporary folder.
fn home(as_other: bool) -> Result<PathBuf> {
    let target = run::target();
    fs::create_dir_all(&target)?;
    let target = target.canonicalize()?;
    let enterable = target
        .ancestors()
        .all(|folder| fs::metadata(folder).is_ok_and(|entry| entry.mode() & 0o001 != 0));
    Ok(if as_other && !enterable { std::env::temp_dir() } else { target })
}

fn create(bin: &Path, folder: &Path, account: Option<(u32, u32)>) -> Result<()> {
    let made = program(bin, "initdb", folder, account)
        .args(["--pgdata=data", "--username=postgres", "--auth=trust", "--no-sync"])
        .args(["--encoding=UTF8", "--locale=C.UTF-8"])
        .output()
        .context("starting initdb")?;
    if !made.status.success() {
        bail!("initdb failed:\n{}", String::from_utf8_lossy(&made.stderr));
    }
    Ok(())
}

/// Starts the server as our child, so that an interrupt from the keyboard reaches it as well.
fn serve(bin: &Path, folder: &Path, account: Option<(u32, u32)>, port: u16) -> Result<Child> {
    let log = fs::File::create(folder.join("log"))?;
    program(bin, "postgres", folder, account)
        .args(["-D", "data", "-p", &port.to_string()])
        .args(["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="])
        .args(["-c", "max_connections=300"])
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
        .context("starting postgres")
}

fn stop(bin: &Path, folder: &Path, account: Option<(u32, u32)>, mode: &str) {
    program(bin, "pg_ctl", folder, account)
        .args(["stop", "-D", "data", "-m", mode, "-t", "60"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .ok();
}

/// A program of PostgreSQL, run in the cluster's folder under the cluster's account.
fn program(bin: &Path, name: &str, folder: &Path, account: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(bin.join(name));
    command.current_dir(folder).stdin(Stdio::null());
    if let Some((user, group)) = account {
        command.uid(user).gid(group);
    }
    command
}

/// Stops and removes the clusters of runs that were killed before they could.
fn remove_stale(bin: &Path, home: &Path, account: Option<(u32, u32)>) {
    for entry in fs::read_dir(home).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(process) = name.strip_prefix(PREFIX) else { continue };
        if !Path::new("/proc").join(process).exists() {
            stop(bin, &entry.path(), account, "immediate");
            fs::remove_dir_all(entry.path()).ok();
        }
    }
}
