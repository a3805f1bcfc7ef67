//! TLS 1.2 and 1.3 in the binary, with the certificates of clients if an authority of theirs is
//! named.

use std::{path::Path, sync::Arc};

use sha2::{Digest, Sha256};
use tokio::net::TcpStream;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        RootCertStore, ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
        server::WebPkiClientVerifier,
    },
    server::TlsStream,
};

use crate::WebError;

/// The certificate a client presented, and proved to hold: its SHA-256, 64 small hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate(pub String);

/// What connections are encrypted with; cheap to clone.
#[derive(Clone)]
pub struct Tls(TlsAcceptor);

impl Tls {
    /// Reads the server's certificate (with those between it and the root) and its key, both PEM;
    /// and, if clients may present certificates, the certificates of the authority that signs them.
    ///
    /// Errors: files that cannot be read, hold nothing, or do not fit each other.
    pub fn read(
        certificate: &Path,
        key: &Path,
        client_authority: Option<&Path>,
    ) -> Result<Self, WebError> {
        let chain = certificates(certificate)?;
        let secret =
            PrivateKeyDer::from_pem_file(key).map_err(|error| unfit(key, &error.to_string()))?;
        let provider = Arc::new(ring::default_provider());
        let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .map_err(|error| unfit(certificate, &error.to_string()))?;
        let builder = match client_authority {
            None => builder.with_no_client_auth(),
            Some(path) => {
                let mut roots = RootCertStore::empty();
                for root in certificates(path)? {
                    roots.add(root).map_err(|error| unfit(path, &error.to_string()))?;
                }
                let verifier =
                    WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider)
                        .allow_unauthenticated()
                        .build()
                        .map_err(|error| unfit(path, &error.to_string()))?;
                builder.with_client_cert_verifier(verifier)
            }
        };
        let mut config = builder
            .with_single_cert(chain, secret)
            .map_err(|error| unfit(certificate, &error.to_string()))?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self(TlsAcceptor::from(Arc::new(config))))
    }

    /// The encrypted stream, and the certificate of the client if it presented one.
    pub(super) async fn shake_hands(
        &self,
        stream: TcpStream,
    ) -> std::io::Result<(TlsStream<TcpStream>, Option<Certificate>)> {
        let stream = self.0.accept(stream).await?;
        let presented = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
        let presented = presented.map(|one| Certificate(hex::encode(Sha256::digest(one.as_ref()))));
        Ok((stream, presented))
    }
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, WebError> {
    let read = CertificateDer::pem_file_iter(path)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| unfit(path, &error.to_string()))?;
    if read.is_empty() { Err(unfit(path, "there is no certificate in it")) } else { Ok(read) }
}

fn unfit(path: &Path, reason: &str) -> WebError {
    WebError::Machine(format!(
        "{} cannot be used for TLS: {reason}. Give a PEM file",
        path.display()
    ))
}
