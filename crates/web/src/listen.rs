//! Connections: accepted up to a number, encrypted if a certificate is given, and given time, but
//! not all of it.

pub mod tls;

mod patience;

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::timeout,
};
use tower::ServiceExt as _;

use patience::{Hurried, Patient};
use tls::{Certificate, Tls};

/// How long connections are waited for, and how many there are at once.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Connections at once; more wait in the queue of the system.
    pub connections: usize,
    /// For a TLS handshake.
    pub handshake: Duration,
    /// For the head of a request, and for the next request on the same connection.
    pub head: Duration,
    /// For the next piece of a body.
    pub body: Duration,
    /// For the answer to a question (GET); what changes something is never cut off.
    pub answer: Duration,
    /// For the other side to take what is sent.
    pub write: Duration,
    /// For requests under way when the program is told to stop.
    pub farewell: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            connections: 8_192,
            handshake: seconds(10),
            head: seconds(20),
            body: seconds(30),
            answer: seconds(60),
            write: seconds(60),
            farewell: seconds(30),
        }
    }
}

/// What a connection hands to each of its requests.
#[derive(Clone)]
struct Known {
    router: Router,
    peer: SocketAddr,
    certificate: Option<Certificate>,
    patience: Patience,
}

/// Talks on every connection of `listener` until `shutdown` is done.
pub(crate) async fn listen(
    router: Router,
    listener: TcpListener,
    tls: Option<Tls>,
    patience: Patience,
    shutdown: impl Future<Output = ()> + Send + 'static,
) {
    let room = Arc::new(Semaphore::new(patience.connections));
    let graceful = GracefulShutdown::new();
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let accepted = async {
            let place = Arc::clone(&room).acquire_owned().await;
            (place, accept(&listener).await)
        };
        let (place, (stream, peer)) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut shutdown => break,
        };
        let known = Known { router: router.clone(), peer, certificate: None, patience };
        let (tls, watcher) = (tls.clone(), graceful.watcher());
        tokio::spawn(async move {
            let _place = place;
            match tls {
                None => talk(stream, known, watcher).await,
                Some(tls) => {
                    let handshake = timeout(patience.handshake, tls.shake_hands(stream));
                    if let Ok(Ok((stream, certificate))) = handshake.await {
                        talk(stream, Known { certificate, ..known }, watcher).await;
                    }
                }
            }
        });
    }
    drop(listener);
    // Who does not let go of the connection in time is left.
    timeout(patience.farewell, graceful.shutdown()).await.unwrap_or_default();
}

async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                stream.set_nodelay(true).unwrap_or_default();
                return (stream, peer);
            }
            // Out of descriptors, most likely: those that end make room.
            Err(error) => {
                tracing::warn!(%error, "connection refused");
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}

async fn talk<S>(stream: S, known: Known, watcher: Watcher)
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let patience = known.patience;
    let service = service_fn(move |request: Request<Incoming>| {
        let known = known.clone();
        async move { known.router.clone().oneshot(introduced(request, &known)).await }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience.head).max_headers(64);
    let io = TokioIo::new(Patient::new(stream, patience.write));
    let connection = watcher.watch(http.serve_connection(io, service));
    // A connection that breaks is the other side's affair.
    connection.await.unwrap_or_default();
}

/// A request with who sends it, and a body that is waited for only so long.
fn introduced(request: Request<Incoming>, known: &Known) -> Request<Body> {
    let mut request = request.map(|body| Body::new(Hurried::new(body, known.patience.body)));
    let extensions = request.extensions_mut();
    extensions.insert(ConnectInfo(known.peer));
    if let Some(certificate) = &known.certificate {
        extensions.insert(certificate.clone());
    }
    request
}
