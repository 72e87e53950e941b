//! Serves the replica portal until Ctrl-C, prints how a browser reaches it, and then every event as
//! it happens. Arguments: an optional port, and optional knobs (`key:value,key:value`).

use std::error::Error;
use std::time::Duration;

use replica_portal::{Options, Portal, START_HOST};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut options = Options::default();
    for argument in std::env::args().skip(1) {
        match argument.parse() {
            Ok(port) => options.port = port,
            Err(_) => options.knobs = options.knobs.overlaid(&argument)?,
        }
    }
    let portal = Portal::start(options).await?;
    let port = portal.port();
    println!("replica portal on 127.0.0.1:{port}, start page https://{START_HOST}/");
    println!(
        "chromium --host-resolver-rules=\"MAP * 127.0.0.1:{port}\" --ignore-certificate-errors-spki-list={}",
        portal.spki_hash()
    );
    println!("firefox: manual HTTPS proxy 127.0.0.1 port {port}, accept the certificate");
    let mut told = 0;
    loop {
        tokio::select! {
            stop = tokio::signal::ctrl_c() => return Ok(stop?),
            () = tokio::time::sleep(Duration::from_millis(500)) => {}
        }
        let log = portal.log();
        for event in &log[told..] {
            println!("{:?} {}: {:?} on {}", event.kind, event.what, event.text, event.url);
        }
        told = log.len();
    }
}
