//! `probity serve`: the API and the portal.

use std::{net::SocketAddr, process::ExitCode, sync::Arc};

use anyhow::{Context, Result};
use probity::{Platform, entropy::SystemEntropy, results::Results};
use web::{Config, Tls};

use crate::arguments::Serve;

/// Serves until it is told to stop.
pub(crate) fn run(serve: &Serve) -> Result<ExitCode> {
    let tls = tls(serve)?;
    let platform = Arc::new(super::open(&serve.site)?);
    let scheme = if tls.is_some() { "https" } else { "http" };
    let address = serve.address.as_deref().map(|address| address.trim_end_matches('/').to_owned());
    let address = address.unwrap_or_else(|| format!("{scheme}://{}", serve.listen));
    let unified = serve.unified_login.as_ref().map(|file| platform.unified(file, &address));
    let config = Config {
        address,
        behind_proxy: serve.behind_proxy,
        font: serve.font.clone(),
        unified: unified.transpose()?,
        ..Config::default()
    };
    if platform.accounts.is_new()? {
        super::accounts::tell_first(&platform, &config.address)?;
    }
    let results = serve.results_to.as_ref().map(|to| {
        let place = super::place(&serve.site)?;
        Results::new(&place, platform.cases.clone(), to, &SystemEntropy)
    });
    let results = results.transpose()?.map(Results::start);
    listen(&platform, serve.listen, config, tls)?;
    drop(results);
    Ok(ExitCode::SUCCESS)
}

/// What connections are encrypted with, if a certificate is given.
fn tls(serve: &Serve) -> Result<Option<Tls>> {
    let Some((certificate, key)) = serve.tls_certificate.as_ref().zip(serve.tls_key.as_ref())
    else {
        return Ok(None);
    };
    Ok(Some(Tls::read(certificate, key, serve.client_ca.as_deref())?))
}

/// Serves `platform` at `address`, with its timers; encrypted if `tls` is given.
pub(crate) fn listen(
    platform: &Arc<Platform>,
    address: SocketAddr,
    config: Config,
    tls: Option<Tls>,
) -> Result<()> {
    let timers = platform.start_timers();
    let names = platform.finder.clone();
    // Whoever asks before it is done waits for it.
    std::thread::spawn(move || match names.warm() {
        Ok((organisations, bytes)) => tracing::info!(organisations, bytes, "names ready"),
        Err(fault) => tracing::error!(%fault, "the names could not be read"),
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    let app = platform.doors(config);
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await.with_context(|| {
            format!("{address} cannot be listened at; give another by --listen")
        })?;
        eprintln!("明信 Probity  {scheme}://{}", listener.local_addr()?);
        web::serve_over(app, listener, tls, told_to_stop()).await?;
        Ok::<_, anyhow::Error>(())
    })?;
    drop(timers);
    Ok(())
}

async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    let Ok(mut terminated) =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
    else {
        let _ = interrupted.await;
        return;
    };
    tokio::select! {
        _ = interrupted => {}
        _ = terminated.recv() => {}
    }
}
