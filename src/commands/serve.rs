//! `probity serve`: the API and the portal.

use std::{net::SocketAddr, process::ExitCode, sync::Arc};

use anyhow::{Context, Result};
use probity::Platform;
use web::Config;

use crate::arguments::Serve;

/// Serves until it is told to stop.
pub(crate) fn run(serve: &Serve) -> Result<ExitCode> {
    let platform = Arc::new(super::open(&serve.site)?);
    let config = Config { address: format!("http://{}", serve.listen), ..Config::default() };
    listen(&platform, serve.listen, config)?;
    Ok(ExitCode::SUCCESS)
}

/// Serves `platform` at `address`, with its timers.
pub(crate) fn listen(platform: &Arc<Platform>, address: SocketAddr, config: Config) -> Result<()> {
    let timers = platform.start_timers();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let app = platform.doors(config);
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await.with_context(|| {
            format!("{address} cannot be listened at; give another by --listen")
        })?;
        eprintln!("明信 Probity  http://{}", listener.local_addr()?);
        web::serve(app, listener, told_to_stop()).await?;
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
