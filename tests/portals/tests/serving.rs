//! The portal as a browser meets it: TLS under the real host names, `CONNECT`, every scene, the
//! knobs, and the journal of what was typed and requested.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::sync::Arc;

use replica_portal::{EventKind, Knobs, Options, Portal, START_HOST, scenes};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

struct Reply {
    status: u16,
    head: String,
    body: String,
}

async fn connector(portal: &Portal) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    roots.add(portal.certificate().to_vec().into()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    TlsConnector::from(Arc::new(config))
}

async fn speak(portal: &Portal, stream: TcpStream, host: &str, request: &str) -> Reply {
    let name = ServerName::try_from(host.to_owned()).unwrap();
    let mut session = connector(portal).await.connect(name, stream).await.unwrap();
    session.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    // The server may end the connection without TLS's own goodbye.
    let _ = session.read_to_end(&mut bytes).await;
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    Reply {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

async fn call(portal: &Portal, host: &str, method: &str, path: &str, body: &str) -> Reply {
    let stream = TcpStream::connect(portal.address()).await.unwrap();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    speak(portal, stream, host, &request).await
}

fn split(url: &str) -> (&str, &str) {
    let rest = url.strip_prefix("https://").unwrap();
    let at = rest.find('/').unwrap();
    (&rest[..at], rest[at..].split('#').next().unwrap())
}

async fn data(portal: &Portal, host: &str, target: &str) -> Value {
    let reply = call(portal, host, "POST", "/replica/page", target).await;
    assert_eq!(reply.status, 200, "{target}: {}", reply.body);
    serde_json::from_str(&reply.body).unwrap()
}

#[tokio::test]
async fn every_scene_answers_under_its_own_host() {
    let portal = Portal::start(Options::default()).await.unwrap();
    for scene in scenes() {
        let (host, target) = split(&scene.url);
        let reply = call(&portal, host, "GET", target, "").await;
        assert_eq!(reply.status, 200, "{}", scene.id);
        assert!(reply.body.contains("/replica/"), "{}", scene.id);
        assert!(!reply.body.contains('%') || !reply.body.contains("%NONCE%"), "{}", scene.id);
        for language in ["zh", "en", "de"] {
            let joiner = if target.contains('?') { '&' } else { '?' };
            let page = data(&portal, host, &format!("{target}{joiner}replica=language:{language}")).await;
            assert_eq!(page["language"], language, "{}", scene.id);
            assert!(page["page"].is_string(), "{}", scene.id);
        }
    }
}

#[tokio::test]
async fn assets_are_there_and_strangers_are_not() {
    let portal = Portal::start(Options::default()).await.unwrap();
    for name in ["aliexpress", "amazon", "ebay", "start", "shell"] {
        for kind in ["js", "css"] {
            let reply = call(&portal, START_HOST, "GET", &format!("/replica/{name}.{kind}"), "").await;
            assert_eq!(reply.status, 200, "{name}.{kind}");
        }
    }
    assert_eq!(call(&portal, START_HOST, "GET", "/anything", "").await.status, 200);
    assert_eq!(call(&portal, "www.ebay.com", "GET", "/nowhere", "").await.status, 404);
    assert_eq!(call(&portal, "www.ebay.com", "GET", "/rt/ReturnDetails?returnId=1", "").await.status, 404);
    let wrong = call(&portal, "www.ebay.com", "GET", "/sh/ord?replica=language:xx", "").await;
    assert_eq!(wrong.status, 400);
    assert!(wrong.body.contains("zh, en, de or pt"), "{}", wrong.body);
}

#[tokio::test]
async fn connect_opens_a_session_on_the_same_port() {
    let portal = Portal::start(Options::default()).await.unwrap();
    assert_eq!(portal.port(), portal.proxy_port());
    let mut stream = TcpStream::connect(portal.address()).await.unwrap();
    stream.write_all(b"CONNECT www.ebay.com:443 HTTP/1.1\r\nHost: www.ebay.com:443\r\n\r\n").await.unwrap();
    let mut reply = [0; 39];
    stream.read_exact(&mut reply).await.unwrap();
    assert_eq!(&reply, b"HTTP/1.1 200 Connection established\r\n\r\n");
    let request = "GET /sh/ord HTTP/1.1\r\nHost: www.ebay.com:443\r\nConnection: close\r\n\r\n";
    let reply = speak(&portal, stream, "www.ebay.com", request).await;
    assert_eq!(reply.status, 200);
    assert!(reply.body.contains("/replica/ebay.js"));
}

#[tokio::test]
async fn plain_http_is_refused() {
    let portal = Portal::start(Options::default()).await.unwrap();
    let mut stream = TcpStream::connect(portal.address()).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: www.ebay.com\r\n\r\n").await.unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).await.unwrap();
    assert!(reply.starts_with("HTTP/1.1 400 "), "{reply}");
    let (head, body) = reply.split_once("\r\n\r\n").unwrap();
    assert!(head.contains(&format!("Content-Length: {}", body.len())), "{head}");
}

#[tokio::test]
async fn the_journal_keeps_what_was_typed_sent_and_violated() {
    let portal = Portal::start(Options::default()).await.unwrap();
    let host = "gsp.aliexpress.com";
    for (kind, text) in [("typed", "Dear Ana 😀"), ("send", "Dear Ana 😀")] {
        let report =
            json!({ "kind": kind, "what": "reply", "text": text, "url": "https://gsp.aliexpress.com/x" });
        assert_eq!(call(&portal, host, "POST", "/replica/log", &report.to_string()).await.status, 204);
    }
    let violation = json!({ "csp-report": { "document-uri": "https://gsp.aliexpress.com/y", "violated-directive": "script-src" } });
    assert_eq!(call(&portal, host, "POST", "/replica/csp", &violation.to_string()).await.status, 204);
    let log = portal.log();
    assert_eq!(
        log.iter().map(|event| event.kind).collect::<Vec<_>>(),
        [EventKind::Typed, EventKind::Send, EventKind::Csp]
    );
    assert_eq!(log[0].text, "Dear Ana 😀");
    assert_eq!((log[2].url.as_str(), log[2].what.as_str()), ("https://gsp.aliexpress.com/y", "script-src"));
    assert_eq!(portal.requests().len(), 3);
    assert_eq!(call(&portal, host, "POST", "/replica/log", "{\"kind\":\"unheard\"}").await.status, 400);
    portal.clear_log();
    assert!(portal.log().is_empty() && portal.requests().is_empty());
}

#[tokio::test]
async fn knobs_reach_the_page_from_server_and_address() {
    let portal = Portal::start(Options::default()).await.unwrap();
    portal.knobs(Knobs::default().overlaid("rows:7,now:2026-11-01T08:30:00Z,framed,csp:none-all").unwrap());
    let list = data(&portal, "csp.aliexpress.com", "/m_apps/order-manage/orderList?channelId=1").await;
    assert_eq!(list["rows"].as_array().unwrap().len(), 7);
    // The clocks go back within these five days; what is left is elapsed time all the same.
    assert_eq!(list["rows"][0]["clock"]["left"], 411_900_000);
    let longer = data(&portal, "csp.aliexpress.com", "/m_apps/order-manage/orderList?replica=rows:500").await;
    assert_eq!(longer["rows"].as_array().unwrap().len(), 500);

    let outer = call(&portal, "www.ebay.com", "GET", "/sh/ord", "").await;
    assert!(outer.body.contains("/replica/shell.js") && !outer.body.contains("/replica/ebay.js"));
    assert!(
        outer.head.to_ascii_lowercase().contains("content-security-policy: default-src 'none'"),
        "{}",
        outer.head
    );
    let inner = call(&portal, "www.ebay.com", "GET", "/sh/ord?frame=1", "").await;
    assert!(inner.body.contains("/replica/ebay.js"));
}

#[tokio::test]
async fn a_dropped_portal_is_gone_and_frees_its_port() {
    let portal = Portal::start(Options::default()).await.unwrap();
    let port = portal.port();
    let taken = Portal::start(Options { port, ..Options::default() }).await.unwrap_err();
    assert!(taken.to_string().contains("give another port"), "{taken}");
    drop(portal);
    assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err());
    Portal::start(Options { port, ..Options::default() }).await.unwrap();
}
