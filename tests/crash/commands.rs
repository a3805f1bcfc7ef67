//! The program as a process: started, left alone, killed.

use std::{
    os::unix::process::ExitStatusExt,
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::harness::Town;

/// How a process came to its end, and what it had printed until then.
#[derive(Debug)]
pub enum Ended {
    Killed { printed: String },
    Itself { printed: String, success: bool },
}

/// The program with arguments, on a town's site.
pub fn probity(town: &Town, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_probity"));
    command.args(arguments);
    command.arg("--data").arg(&town.place.data);
    command.arg("--database").arg(town.place.database());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// Runs the program to its end.
pub fn say(town: &Town, arguments: &[&str]) -> Ended {
    run(probity(town, arguments))
}

/// Runs a command to its end.
pub fn run(mut command: Command) -> Ended {
    ended(command.spawn().unwrap())
}

/// Starts a command and kills it after `wait`, unless it has ended before.
pub fn kill(mut command: Command, wait: Duration) -> Ended {
    let mut child = command.spawn().unwrap();
    std::thread::sleep(wait);
    child.kill().unwrap();
    ended(child)
}

fn ended(child: Child) -> Ended {
    let output = child.wait_with_output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    match output.status.signal() {
        Some(9) => Ended::Killed { printed },
        other => {
            assert_eq!(other, None, "{printed}");
            Ended::Itself { printed, success: output.status.success() }
        }
    }
}
