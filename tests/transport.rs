//! How connections are kept: encrypted, by whom they are made, and not for ever.

use std::{
    path::PathBuf,
    sync::Arc,
    thread::JoinHandle,
    time::{Duration, Instant},
};

use account::{Keeper, NewKey};
use sha2::{Digest, Sha256};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{
        ClientConfig, RootCertStore, SupportedProtocolVersion,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject},
        version::{TLS12, TLS13},
    },
};
use vocabulary::Clock;
use web::{Config, Patience, Tls};

use crate::{
    harness::Town,
    rows::{MARKET, csv, penalty},
    story,
};

/// A town that is served on a port of its own until it is dropped.
struct Served {
    address: String,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    runtime: tokio::runtime::Runtime,
}

impl Served {
    fn open(town: &Town, config: Config, tls: Option<Tls>) -> Self {
        let app = town.platform.doors(config);
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                let stopped = async { stopped.await.unwrap_or_default() };
                web::serve_over(app, listener, tls, stopped).await.unwrap();
            });
        });
        let runtime = tokio::runtime::Runtime::new().unwrap();
        Self { address, stop: Some(stop), thread: Some(thread), runtime }
    }

    /// Sends bytes without encryption, and reads what comes until the connection is closed.
    fn say(&self, bytes: &[u8]) -> String {
        self.runtime.block_on(async {
            let mut stream = TcpStream::connect(&self.address).await.unwrap();
            stream.write_all(bytes).await.unwrap();
            let mut heard = Vec::new();
            stream.read_to_end(&mut heard).await.unwrap_or_default();
            String::from_utf8_lossy(&heard).into_owned()
        })
    }

    /// Asks over TLS as a client with `certificate`, and reads the answer.
    fn ask(
        &self,
        certificate: Option<&str>,
        versions: &[&'static SupportedProtocolVersion],
        request: &str,
    ) -> std::io::Result<String> {
        self.runtime.block_on(async {
            let mut stream = shake_hands(&self.address, certificate, versions).await?;
            stream.write_all(request.as_bytes()).await?;
            let mut heard = Vec::new();
            stream.read_to_end(&mut heard).await?;
            Ok(String::from_utf8_lossy(&heard).into_owned())
        })
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

async fn shake_hands(
    address: &str,
    certificate: Option<&str>,
    versions: &[&'static SupportedProtocolVersion],
) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(file("authority.pem")).unwrap()).unwrap();
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots);
    let config = match certificate {
        None => builder.with_no_client_auth(),
        Some(name) => {
            let chain = vec![CertificateDer::from_pem_file(file(&format!("{name}.pem"))).unwrap()];
            let key = PrivateKeyDer::from_pem_file(file(&format!("{name}.key.pem"))).unwrap();
            builder.with_client_auth_cert(chain, key).unwrap()
        }
    };
    let stream = TcpStream::connect(address).await?;
    let name = ServerName::try_from("localhost").unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, stream).await
}

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/tls").join(name)
}

fn tls(clients: bool) -> Tls {
    let authority = clients.then(|| file("authority.pem"));
    Tls::read(&file("server.pem"), &file("server.key.pem"), authority.as_deref()).unwrap()
}

fn request(path: &str, key: Option<&str>) -> String {
    let key = key.map(|key| format!("Authorization: Bearer {key}\r\n")).unwrap_or_default();
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{key}\r\n")
}

story! {
    fn h_81_the_program_speaks_tls_itself_and_tells_browsers_to_stay_with_it(town) {
        let config = Config { address: "https://localhost".to_owned(), ..Config::default() };
        let served = Served::open(town, config, Some(tls(false)));
        for version in [&TLS12, &TLS13] {
            let answer = served.ask(None, &[version], &request("/", None)).unwrap();
            assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
            assert!(answer.contains("strict-transport-security: max-age=31536000"));
        }
        let plain = served.say(request("/", None).as_bytes());
        assert!(!plain.contains("HTTP/1.1"), "nothing is said in the clear: {plain}");
        let plain = Served::open(town, Config::default(), None).say(request("/", None).as_bytes());
        assert!(plain.starts_with("HTTP/1.1 200") && !plain.contains("strict-transport-security"));
    }
}

story! {
    fn c_34_a_key_bound_to_a_certificate_opens_nothing_without_it(town) {
        let certificate = CertificateDer::from_pem_file(file("department.pem")).unwrap();
        let new = NewKey {
            agency: MARKET.to_owned(),
            role: "department-system".to_owned(),
            certificate: Some(hex::encode(Sha256::digest(&certificate))),
            expires_at: Some(town.clock.now() + jiff::SignedDuration::from_hours(24)),
            ..NewKey::default()
        };
        let key = town.platform.keys().make(Keeper::Console, new).unwrap().secret;
        let served = Served::open(town, Config::default(), Some(tls(true)));
        let ask = |certificate: Option<&str>| {
            let answer = served.ask(certificate, &[&TLS13], &request("/api/v1/batches", Some(&key)));
            answer.unwrap().split(' ').nth(1).unwrap_or_default().to_owned()
        };
        assert_eq!(ask(Some("department")), "200");
        assert_eq!(ask(Some("stranger")), "401", "another certificate of the same authority");
        assert_eq!(ask(None), "401", "a stolen key alone");
        // Who has no certificate still reads what is public.
        let public = served.ask(None, &[&TLS13], &request("/api/v1/policies", None)).unwrap();
        assert!(public.starts_with("HTTP/1.1 200"), "{public}");
    }
}

story! {
    fn h_81_whoever_stops_talking_is_left_and_others_are_served(town) {
        let short = Duration::from_millis(300);
        let patience =
            Patience { handshake: short, head: short, body: short, ..Patience::default() };
        let config = || Config { patience, ..Config::default() };
        let key = town.key(MARKET, "department-system");
        let begun = Instant::now();
        let served = Served::open(town, config(), None);
        assert_eq!(served.say(b"GET / HTTP/1.1\r\nHost: loc"), "", "half a head");
        assert_eq!(served.say(b""), "", "nothing at all");
        let rows = csv(&[penalty()]);
        let head = format!(
            "POST /api/v1/batches?item=administrative-penalty&declaration=r HTTP/1.1\r\n\
             Host: localhost\r\nAuthorization: Bearer {key}\r\nContent-Type: text/csv\r\n\
             Connection: close\r\nContent-Length: {}\r\n\r\n",
            rows.len() + 1
        );
        let answer = served.say(format!("{head}{rows}").as_bytes());
        assert!(answer.starts_with("HTTP/1.1 422"), "a body that never ends: {answer}");
        let batches = served.say(request("/api/v1/batches", Some(&key)).as_bytes());
        assert!(batches.ends_with("[]"), "nothing of it was taken: {batches}");
        drop(served);
        let served = Served::open(town, config(), Some(tls(false)));
        assert_eq!(served.say(b"\x16\x03\x01"), "", "half a handshake");
        let answer = served.ask(None, &[&TLS13], &request("/healthz", None)).unwrap();
        assert!(answer.ends_with("ok"));
        assert!(begun.elapsed() < Duration::from_secs(20));
    }
}

story! {
    fn h_81_a_crowd_of_connections_does_not_keep_others_out_for_long(town) {
        let head = Duration::from_millis(400);
        let patience = Patience { connections: 4, head, ..Patience::default() };
        let served = Served::open(town, Config { patience, ..Config::default() }, None);
        let crowd: Vec<_> =
            (0..16).map(|_| std::net::TcpStream::connect(&served.address).unwrap()).collect();
        let answer = served.say(request("/healthz", None).as_bytes());
        assert!(answer.ends_with("ok"), "{answer}");
        drop(crowd);
    }
}

story! {
    fn h_81_files_that_are_no_certificate_are_named(town) {
        let broken = town.folder().join("broken.pem");
        std::fs::write(&broken, "not a certificate").unwrap();
        let Err(refused) = Tls::read(&broken, &file("server.key.pem"), None) else {
            panic!("it was taken");
        };
        assert!(refused.to_string().contains("broken.pem"), "{refused}");
        let Err(refused) = Tls::read(&file("server.pem"), &file("stranger.key.pem"), None) else {
            panic!("a key that does not fit was taken");
        };
        assert!(refused.to_string().contains("server.pem"), "{refused}");
    }
}
