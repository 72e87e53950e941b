//! The replica portal: pages of seller portals, rebuilt from public evidence and served on
//! loopback under the portals' real host names, with believable cases whose dates are relative to
//! now. It is the stage for the tests, the demo and the screenshots. It records what was typed and
//! whether Send was pressed, so that tests can prove that nothing is ever sent.
//!
//! A browser reaches it in one of two ways, both through the same port:
//! Chromium with `--host-resolver-rules="MAP * 127.0.0.1:PORT"`, Firefox with a manual HTTPS proxy
//! at `127.0.0.1:PORT` (a plain `CONNECT host:443` opens a TLS session with this same server).
//!
//! ```no_run
//! # async fn show() -> Result<(), replica_portal::StartError> {
//! let portal = replica_portal::Portal::start(replica_portal::Options::default()).await?;
//! println!("{} {}", portal.address(), portal.spki_hash());
//! # Ok(()) }
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod aliexpress;
mod amazon;
mod cast;
mod certificate;
mod clock;
mod ebay;
mod hostile;
mod knobs;
mod log;
mod pages;
mod scenes;
mod server;
mod sheets;
mod view;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, PoisonError};
use std::thread::JoinHandle;

use thiserror::Error;
use tokio::sync::oneshot;

pub use knobs::{Csp, FIELDS, KnobError, Knobs, Language, MOST_ROWS, OTHERS};
pub use log::{Event, EventKind, Request};
pub use scenes::{START_HOST, Scene, scenes};

use server::Shared;

/// How to start a portal. The default takes any free port and turns no knob.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The loopback port; 0 takes a free one.
    pub port: u16,
    /// The knobs to begin with.
    pub knobs: Knobs,
}

/// Why a portal could not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The port could not be taken.
    #[error("cannot listen on 127.0.0.1:{port}: {source}; give another port, or 0 for a free one")]
    Listen {
        /// The port that was asked for.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// The server's thread could not be set up.
    #[error("cannot start the server: {0}")]
    Run(#[from] std::io::Error),
    /// The certificate could not be made.
    #[error("cannot make a certificate: {0}")]
    Certificate(#[from] rcgen::Error),
    /// The certificate was not accepted by the TLS library.
    #[error("cannot use the certificate: {0}")]
    Tls(#[from] tokio_rustls::rustls::Error),
}

/// The interface languages in which a portal's pages can be printed, its usual one first.
pub fn languages(portal: &str) -> Vec<String> {
    pages::languages(portal)
}

/// A running portal. Dropping it stops the server and closes every connection.
///
/// The server has a thread and a runtime of its own, so that one portal can serve several tests,
/// each of which brings up and tears down its own runtime.
#[derive(Debug)]
pub struct Portal {
    address: SocketAddr,
    spki_hash: String,
    certificate: Vec<u8>,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Portal {
    /// Starts a portal on loopback; it answers when this returns.
    ///
    /// # Errors
    /// When the port is taken or the machine gives no randomness, thread or socket.
    #[expect(clippy::unused_async, reason = "callers await it like every other thing they start")]
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))
            .map_err(|source| StartError::Listen { port: options.port, source })?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let certificate = certificate::Certificate::for_hosts(&pages::hosts())?;
        let shared = Arc::new(Shared::new(options.knobs, certificate.acceptor));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let serving = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("replica-portal".to_owned()).spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    () = server::serve(listener, serving) => {}
                    _ = stopped => {}
                }
            });
        })?;
        Ok(Self {
            address,
            spki_hash: certificate.spki_hash,
            certificate: certificate.der,
            shared,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// The loopback port that serves HTTPS.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The loopback port that answers `CONNECT`; the same one.
    pub fn proxy_port(&self) -> u16 {
        self.address.port()
    }

    /// The loopback address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Base64 of the SHA-256 of the certificate's public key, as Chromium's
    /// `--ignore-certificate-errors-spki-list` wants it.
    pub fn spki_hash(&self) -> &str {
        &self.spki_hash
    }

    /// The certificate in DER form, for a client that wants to trust it.
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// Sets the knobs for every page loaded from now on.
    pub fn knobs(&self, knobs: Knobs) {
        *self.shared.knobs.write().unwrap_or_else(PoisonError::into_inner) = knobs;
    }

    /// What happened on the pages so far, oldest first.
    pub fn log(&self) -> Vec<Event> {
        self.shared.journal.events()
    }

    /// The requests that came in so far, oldest first.
    pub fn requests(&self) -> Vec<Request> {
        self.shared.journal.requests()
    }

    /// Forgets events and requests.
    pub fn clear_log(&self) {
        self.shared.journal.clear();
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // The thread may already have ended; then nobody listens, which is as good.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
