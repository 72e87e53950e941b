//! scratch
use e2e::{Browser, Kind, browser::fresh_profile, json};
fn main() {
    let rt = tokio::runtime::Runtime::new().unwrap();
    rt.block_on(async {
        let portal = replica_portal::Portal::start(Default::default()).await.unwrap();
        let b = Browser::start_keeping_windows(Kind::Chromium, &portal, fresh_profile().unwrap(), json!({})).await.unwrap();
        let began = std::time::Instant::now();
        for _ in 0..20 {
            let w = b.session().windows().await.unwrap();
            let mut urls = vec![];
            for h in &w { b.session().switch_to_window(h.clone()).await.unwrap(); urls.push(b.session().current_url().await.unwrap().to_string()); }
            println!("{:?} {urls:?}", began.elapsed());
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        }
        let mut s = b.socket().await.unwrap();
        println!("{}", s.call(None, "Target.getTargets", json!({})).await.unwrap());
        b.quit().await.unwrap();
    });
}
