//! The server: TLS on a loopback port, and on that same port the `CONNECT` that a browser uses when
//! the portal is set as its proxy.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::{Arc, PoisonError, RwLock};

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

use crate::knobs::Knobs;
use crate::log::{Journal, Report};
use crate::pages::{self, Ask};

/// The largest body a page may post; the hostile page holds a message of one megabyte.
const MOST_BODY: usize = 8 << 20;
/// The longest `CONNECT` head.
const MOST_HEAD: usize = 8 << 10;

/// What all connections share.
pub(crate) struct Shared {
    pub(crate) knobs: RwLock<Knobs>,
    pub(crate) journal: Journal,
    acceptor: TlsAcceptor,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Shared").field("knobs", &self.knobs).finish_non_exhaustive()
    }
}

impl Shared {
    pub(crate) fn new(knobs: Knobs, acceptor: TlsAcceptor) -> Self {
        Self { knobs: RwLock::new(knobs), journal: Journal::default(), acceptor }
    }

    fn current_knobs(&self) -> Knobs {
        self.knobs.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Accepts connections until it is dropped.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let listener = match tokio::net::TcpListener::from_std(listener) {
        Ok(listener) => listener,
        Err(error) => {
            eprintln!("replica portal: cannot use its socket: {error}");
            return;
        }
    };
    loop {
        // A failed accept (too many open files) is that one client's loss.
        if let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(connection(stream, Arc::clone(&shared)));
        }
    }
}

/// The first byte of a TLS handshake record.
const HANDSHAKE: u8 = 0x16;

async fn connection(mut stream: TcpStream, shared: Arc<Shared>) {
    let mut first = [0];
    if !matches!(stream.peek(&mut first).await, Ok(1)) {
        return;
    }
    if first[0] != HANDSHAKE && !answered_connect(&mut stream).await {
        return;
    }
    // Browsers drop half-open sessions all the time; that is no error of ours.
    let Ok(session) = shared.acceptor.accept(stream).await else { return };
    let service = service_fn(move |request| {
        let shared = Arc::clone(&shared);
        async move { Ok::<_, Infallible>(answer(request, &shared).await) }
    });
    let _ = http1::Builder::new().serve_connection(TokioIo::new(session), service).await;
}

async fn answered_connect(stream: &mut TcpStream) -> bool {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) if head.len() < MOST_HEAD => head.push(byte),
            _ => return false,
        }
    }
    if head.starts_with(b"CONNECT ") {
        return stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.is_ok();
    }
    let _ = stream
        .write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 42\r\nConnection: close\r\n\r\nThis port speaks HTTPS and CONNECT only.\r\n")
        .await;
    false
}

type Answer = Response<Full<Bytes>>;

async fn answer(request: Request<Incoming>, shared: &Shared) -> Answer {
    let host = request
        .headers()
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .map(|host| host.split(':').next().unwrap_or(host).to_ascii_lowercase())
        .unwrap_or_default();
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str()).to_owned();
    shared.journal.request(request.method().as_str(), &host, &target);
    let page_url = request
        .headers()
        .get("referer")
        .and_then(|referer| referer.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let post = request.method() == Method::POST;
    if !post && request.method() != Method::GET && request.method() != Method::HEAD {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and POST are answered here.");
    }
    let body = match Limited::new(request.into_body(), MOST_BODY).collect().await {
        Ok(body) => body.to_bytes(),
        Err(_) => return plain(StatusCode::PAYLOAD_TOO_LARGE, "The body is too large."),
    };
    let ask = Ask::new(&host, &target);
    if post { posted(&ask, &body, &page_url, shared) } else { fetched(&ask, shared) }
}

fn fetched(ask: &Ask, shared: &Shared) -> Answer {
    if let Some((kind, text)) = pages::asset(ask) {
        return content(kind, text);
    }
    match pages::document(ask, &shared.current_knobs()) {
        Ok(Some(document)) => {
            let mut response = content("text/html; charset=utf-8", document.html);
            for (name, value) in document.headers {
                if let Ok(value) = HeaderValue::from_str(&value) {
                    response.headers_mut().insert(name, value);
                }
            }
            response
        }
        Ok(None) => plain(StatusCode::NOT_FOUND, "There is no such page in this replica."),
        Err(error) => plain(StatusCode::BAD_REQUEST, &error.to_string()),
    }
}

fn posted(ask: &Ask, body: &[u8], page_url: &str, shared: &Shared) -> Answer {
    match ask.path.as_str() {
        "/replica/page" => match pages::data(ask, body, &shared.current_knobs()) {
            Ok(Some(data)) => content("application/json", data.to_string()),
            Ok(None) => plain(StatusCode::NOT_FOUND, "There is no such page in this replica."),
            Err(error) => plain(StatusCode::BAD_REQUEST, &error),
        },
        "/replica/log" => match serde_json::from_slice::<Report>(body) {
            Ok(report) => {
                shared.journal.report(report);
                plain(StatusCode::NO_CONTENT, "")
            }
            Err(error) => plain(StatusCode::BAD_REQUEST, &error.to_string()),
        },
        "/replica/csp" => {
            let report: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
            let report = &report["csp-report"];
            let text = |key: &str| report[key].as_str().unwrap_or_default().to_owned();
            let url = Some(text("document-uri")).filter(|url| !url.is_empty());
            shared.journal.violation(
                url.unwrap_or_else(|| page_url.to_owned()),
                text("violated-directive"),
                report.to_string(),
            );
            plain(StatusCode::NO_CONTENT, "")
        }
        _ => plain(StatusCode::NOT_FOUND, "Nothing is posted there."),
    }
}

fn content(kind: &'static str, text: impl Into<Bytes>) -> Answer {
    let mut response = Response::new(Full::new(text.into()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn plain(status: StatusCode, text: &str) -> Answer {
    let mut response = content("text/plain; charset=utf-8", text.to_owned());
    *response.status_mut() = status;
    response
}
