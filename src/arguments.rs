//! The command line: exactly what can be asked of the program.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use vocabulary::Date;

/// Probity (明信): a public credit information platform.
#[derive(Parser)]
#[command(name = "probity", version, about, propagate_version = true)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where the site keeps its things; the same for every command.
#[derive(Args, Clone, Debug)]
pub(crate) struct Site {
    /// Folder of the database, the keys and the files of the site.
    #[arg(long, global = true, env = "PROBITY_DATA", default_value = "data")]
    pub(crate) data: PathBuf,
    /// Database: `postgres://…` or `sqlite:FILE`; a SQLite file in the data folder if not given.
    /// An address with a password belongs in the environment or in `--database-file`.
    #[arg(long, global = true, env = "PROBITY_DATABASE", hide_env_values = true)]
    pub(crate) database: Option<String>,
    /// File that holds the address of the database, for an address with a password.
    #[arg(long, global = true, env = "PROBITY_DATABASE_FILE", conflicts_with = "database")]
    pub(crate) database_file: Option<PathBuf>,
    /// Folder of policy packs; those built into the program if not given.
    #[arg(long, global = true, env = "PROBITY_POLICIES")]
    pub(crate) policies: Option<PathBuf>,
    /// Layer of the packs that this site runs under.
    #[arg(long, global = true, env = "PROBITY_LAYER", default_value = "jinan")]
    pub(crate) layer: String,
}

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Build the synthetic city, send its files through the real intake, and serve it.
    Demo(Demo),
    /// Serve the API and the portal.
    Serve(Serve),
    /// Files from departments.
    #[command(subcommand)]
    Intake(Intake),
    /// Names: who is meant by them, and why.
    #[command(subcommand)]
    Identity(Identity),
    /// Answer a credit check.
    Check(Check),
    /// Show what is known about a subject, with source, rule and basis.
    Explain(Explain),
    /// The tamper-evident log.
    #[command(subcommand)]
    Ledger(Ledger),
    /// The files derived from the ledger.
    #[command(subcommand)]
    Archive(Archive),
    /// The law as data.
    #[command(subcommand)]
    Policy(Policy),
    /// Processes before any case of them exists.
    #[command(subcommand)]
    Process(ProcessCommand),
    /// Keys for the systems of departments.
    #[command(subcommand)]
    Keys(Keys),
    /// The first accounts, before anybody can sign in.
    #[command(subcommand)]
    Accounts(Accounts),
    /// Check that this site can run, and say what to mend.
    Doctor(DoctorSite),
    /// Results of cases for the upper platform.
    #[command(subcommand)]
    Results(ResultsCommand),
    /// Copies that partners hold of what is public.
    #[command(subcommand)]
    Copies(Copies),
    /// Credit reports: whether a file is genuine, and the keys that say so.
    #[command(subcommand)]
    Report(ReportCommand),
    /// Print the OpenAPI description of the API.
    Openapi,
}

/// `probity report …`.
#[derive(Subcommand)]
pub(crate) enum ReportCommand {
    /// Say whether a file, PDF or JSON, is a report as it was issued.
    Verify {
        /// The file.
        file: PathBuf,
        /// Published keys, one a line: verify with these alone, without a site. Whether the report
        /// was superseded since is told by its issuer only.
        #[arg(long)]
        keys: Option<PathBuf>,
        /// The site that issued it.
        #[command(flatten)]
        site: Site,
    },
    /// Print the keys under which reports of this site are verified.
    Keys {
        /// The site.
        #[command(flatten)]
        site: Site,
    },
}

/// `probity copies …`.
#[derive(Subcommand)]
pub(crate) enum Copies {
    /// Compare a partner's copy (CSV or JSON Lines) with what is public; for a timer, once a day.
    Compare {
        /// The file: `digest`, `state` (shown, gone), `subject` or `code`, perhaps `position`.
        file: PathBuf,
        /// Who holds the copy; the name of the file if not given.
        #[arg(long)]
        partner: Option<String>,
        /// The site.
        #[command(flatten)]
        site: Site,
    },
}

/// `probity results …`.
#[derive(Subcommand)]
pub(crate) enum ResultsCommand {
    /// Send every result whose time has come, once.
    Send {
        /// Address of the upper platform, `https://…`.
        #[arg(long, env = "PROBITY_RESULTS_TO")]
        to: String,
        /// The site.
        #[command(flatten)]
        site: Site,
    },
}

/// `probity demo`.
#[derive(Args)]
pub(crate) struct Demo {
    /// How many subjects the city has.
    #[arg(long, default_value_t = 20_000)]
    pub(crate) subjects: u64,
    /// Which city; the same seed gives the same files.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Address to serve at.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Build only.
    #[arg(long)]
    pub(crate) no_serve: bool,
    /// The site.
    #[command(flatten)]
    pub(crate) site: Site,
}

/// `probity serve`.
#[derive(Args)]
pub(crate) struct Serve {
    /// Address to serve at.
    #[arg(long, env = "PROBITY_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Address under which people reach the site, `https://…` without slash at the end; the
    /// address served at if not given.
    #[arg(long, env = "PROBITY_ADDRESS")]
    pub(crate) address: Option<String>,
    /// PEM file of the certificate, with those between it and the root: serve TLS.
    #[arg(long, env = "PROBITY_TLS_CERTIFICATE", requires = "tls_key")]
    pub(crate) tls_certificate: Option<PathBuf>,
    /// PEM file of the key of the certificate.
    #[arg(long, env = "PROBITY_TLS_KEY", requires = "tls_certificate")]
    pub(crate) tls_key: Option<PathBuf>,
    /// PEM file of the authority that signs the certificates of clients; needed for keys that are
    /// bound to one.
    #[arg(long, env = "PROBITY_CLIENT_CA", requires = "tls_certificate")]
    pub(crate) client_ca: Option<PathBuf>,
    /// Font of letters (with Chinese glyphs); the machine's own if not given.
    #[arg(long, env = "PROBITY_FONT")]
    pub(crate) font: Option<PathBuf>,
    /// File of settings of the city's unified login (OpenID Connect).
    #[arg(long, env = "PROBITY_UNIFIED_LOGIN")]
    pub(crate) unified_login: Option<PathBuf>,
    /// Address of the upper platform to which results of cases go, `https://…`; they wait if not
    /// given.
    #[arg(long, env = "PROBITY_RESULTS_TO")]
    pub(crate) results_to: Option<String>,
    /// A proxy of ours stands before: believe the last address of `X-Forwarded-For`.
    #[arg(long, env = "PROBITY_BEHIND_PROXY")]
    pub(crate) behind_proxy: bool,
    /// The site.
    #[command(flatten)]
    pub(crate) site: Site,
}

/// `probity identity …`.
#[derive(Subcommand)]
pub(crate) enum Identity {
    /// Match a list of names (CSV, XLSX, JSON Lines, or one name a line) with the organisations of this
    /// site: for each line who may be meant, and why. Nothing is written into the site.
    Match(Match),
    /// Compare two names.
    Compare {
        /// One name.
        left: String,
        /// The other.
        right: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// `probity identity match`.
#[derive(Args)]
pub(crate) struct Match {
    /// The list.
    pub(crate) file: PathBuf,
    /// Print JSON: a list with an object a line.
    #[arg(long)]
    pub(crate) json: bool,
    /// Write a table: `.csv` or `.xlsx`.
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    /// The site.
    #[command(flatten)]
    pub(crate) site: Site,
}

/// `probity intake …`.
#[derive(Subcommand)]
pub(crate) enum Intake {
    /// Check a file, file its good rows and give back the faulty ones with reasons.
    Submit(Submit),
    /// Write the template of an item, for departments to fill in.
    Template(Template),
}

/// `probity intake submit`.
#[derive(Args)]
pub(crate) struct Submit {
    /// Catalog item of the rows.
    #[arg(long)]
    pub(crate) item: String,
    /// Agency that sends: id or unified code; the first that may send the item if not given.
    #[arg(long)]
    pub(crate) agency: Option<String>,
    /// Profile of foreign headers; found from the headers if not given.
    #[arg(long)]
    pub(crate) profile: Option<String>,
    /// Print the receipt as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// Where to write the faulty rows; beside the file as `….faults.csv` if not given.
    #[arg(long)]
    pub(crate) faults: Option<PathBuf>,
    /// The file: CSV, XLSX or JSON Lines, gzipped or not.
    pub(crate) file: PathBuf,
    /// The site.
    #[command(flatten)]
    pub(crate) site: Site,
}

/// `probity intake template`.
#[derive(Args)]
pub(crate) struct Template {
    /// Catalog item.
    #[arg(long)]
    pub(crate) item: String,
    /// The file to write: `.xlsx` or `.csv`.
    pub(crate) file: PathBuf,
    /// The site.
    #[command(flatten)]
    pub(crate) site: Site,
}

/// `probity check`.
#[derive(Args)]
pub(crate) struct Check {
    /// Unified code of the subject.
    pub(crate) code: String,
    /// The matter for which the check is made.
    #[arg(long)]
    pub(crate) matter: String,
    /// Number of the case at the approval desk.
    #[arg(long, default_value = "CLI")]
    pub(crate) matter_number: String,
    /// Print the answer as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// The site.
    #[command(flatten)]
    pub(crate) site: Site,
}

/// `probity explain`.
#[derive(Args)]
pub(crate) struct Explain {
    /// Unified code of the subject.
    pub(crate) code: String,
    /// What the platform showed on that day.
    #[arg(long)]
    pub(crate) on: Option<Date>,
    /// The site.
    #[command(flatten)]
    pub(crate) site: Site,
}

/// `probity ledger …`.
#[derive(Subcommand)]
pub(crate) enum Ledger {
    /// Prove that nothing in the log was altered.
    Verify(Verify),
    /// Write the log as static files that anyone can verify without the database.
    Export {
        /// Folder to write to.
        folder: PathBuf,
        /// The site.
        #[command(flatten)]
        site: Site,
    },
}

/// `probity ledger verify`.
#[derive(Args)]
pub(crate) struct Verify {
    /// A downloaded copy of the log, verified without the database.
    #[arg(long)]
    pub(crate) copy: Option<PathBuf>,
    /// Verifier key of the log (printed by `doctor`); needed with `--copy`.
    #[arg(long)]
    pub(crate) key: Option<String>,
    /// The site.
    #[command(flatten)]
    pub(crate) site: Site,
}

/// `probity archive …`.
#[derive(Subcommand)]
pub(crate) enum Archive {
    /// Throw the derived files away and make them anew from the ledger.
    Rebuild {
        /// The site.
        #[command(flatten)]
        site: Site,
    },
}

/// `probity policy …`.
#[derive(Subcommand)]
pub(crate) enum Policy {
    /// Check the packs; names file, line, rule and remedy.
    Check {
        /// Folder of packs; those built in if not given.
        folder: Option<PathBuf>,
    },
    /// List what the packs hold.
    List {
        /// Only what is not seen in an official text.
        #[arg(long)]
        not_official: bool,
        /// The site.
        #[command(flatten)]
        site: Site,
    },
    /// Show what a new edition changes, and which stored records it touches.
    Diff {
        /// Folder of the packs in force.
        old: PathBuf,
        /// Folder of the new packs.
        new: PathBuf,
        /// The site.
        #[command(flatten)]
        site: Site,
    },
    /// Approve the packs, so that the site works under them from now on (H-66).
    Adopt {
        /// Who approves.
        #[arg(long)]
        by: String,
        /// Why: the decision, its number.
        #[arg(long)]
        reason: String,
        /// The site.
        #[command(flatten)]
        site: Site,
    },
    /// Show a catalog item or a process as a citizen would read it.
    Show {
        /// Catalog item or process.
        item: String,
        /// The site.
        #[command(flatten)]
        site: Site,
    },
}

/// `probity process …`.
#[derive(Subcommand)]
pub(crate) enum ProcessCommand {
    /// Play every path from the start to an end with its days, and what happens on silence.
    Simulate {
        /// File of a process, or the id of one of the packs.
        file: PathBuf,
        /// Day on which it begins; today if not given.
        #[arg(long)]
        from: Option<Date>,
        /// Print the states and moves as a mermaid diagram instead.
        #[arg(long)]
        picture: bool,
        /// The site.
        #[command(flatten)]
        site: Site,
    },
}

/// `probity keys …`.
#[derive(Subcommand)]
pub(crate) enum Keys {
    /// Make a key for a department's system; it is shown once.
    Issue {
        /// Agency: id or unified code.
        #[arg(long)]
        agency: String,
        /// Role of the key (`policies/…/roles`).
        #[arg(long)]
        role: String,
        /// Matters it may ask for, joined by `;`; all of the agency's if not given.
        #[arg(long, default_value = "")]
        scope: String,
        /// Days until it ends.
        #[arg(long, default_value_t = 365)]
        days: u16,
        /// SHA-256 of the client certificate that must come with it, in hexadecimal digits.
        #[arg(long)]
        certificate: Option<String>,
        /// SM2 public key (65 bytes, Base64) under which each request must be signed.
        #[arg(long)]
        public_key: Option<String>,
        /// The site.
        #[command(flatten)]
        site: Site,
    },
    /// Make the successor of a key; the old one stands a while longer.
    Rotate {
        /// Id of the key.
        id: String,
        /// Days until the new key ends.
        #[arg(long, default_value_t = 365)]
        days: u16,
        /// Hours for which the old key stands beside it.
        #[arg(long, default_value_t = 168)]
        overlap_hours: u16,
        /// The site.
        #[command(flatten)]
        site: Site,
    },
    /// End a key at once.
    End {
        /// Id of the key.
        id: String,
        /// The site.
        #[command(flatten)]
        site: Site,
    },
    /// List the keys: id, agency, role, when they end.
    List {
        /// The site.
        #[command(flatten)]
        site: Site,
    },
}

/// `probity accounts …`.
#[derive(Subcommand)]
pub(crate) enum Accounts {
    /// Print the one-time link of the first system administrator.
    First {
        /// Address under which the site is reached.
        #[arg(long, env = "PROBITY_ADDRESS", default_value = "http://127.0.0.1:8080")]
        address: String,
        /// The site.
        #[command(flatten)]
        site: Site,
    },
    /// Approve an account when no security officer can: the first one of them.
    Approve {
        /// Login of the account.
        login: String,
        /// Who approves.
        #[arg(long)]
        by: String,
        /// Why: the decision, its number.
        #[arg(long)]
        reason: String,
        /// The site.
        #[command(flatten)]
        site: Site,
    },
}

/// `probity doctor`.
#[derive(Args)]
pub(crate) struct DoctorSite {
    /// Font of letters; the machine's own if not given.
    #[arg(long, env = "PROBITY_FONT")]
    pub(crate) font: Option<PathBuf>,
    /// The site.
    #[command(flatten)]
    pub(crate) site: Site,
}
