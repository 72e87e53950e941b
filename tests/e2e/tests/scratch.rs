//! scratch
use e2e::{Kind, Stage, json};
fn main() {
    let rt = tokio::runtime::Runtime::new().unwrap();
    rt.block_on(async {
        let mut s = Stage::start(Kind::Firefox).await.unwrap();
        s.reset().await.unwrap();
        s.open("aliexpress-dispute-waiting").await.unwrap();
        s.panel(true).await.unwrap();
        s.until_panel("case", "document.querySelectorAll('.field-row').length > 3").await.unwrap();
        println!("{:?}", s.in_panel("(() => { const w = globalThis.wrappedJSObject ?? globalThis; globalThis.got = []; chrome.runtime.onMessage.addListener((m) => { document.title += JSON.stringify(m); }); return [typeof chrome.runtime.onMessage, location.href] })()").await);
        s.in_door("globalThis.got = []; chrome.runtime.onMessage.addListener((m) => { document.title += JSON.stringify(m); })").await.unwrap();
        s.script("document.querySelector('main').append(' x ')", vec![]).await.unwrap();
        let link = "document.querySelector('.next-nav a[href*=\"orderList\"]')";
        s.click(&s.place(link).await.unwrap()).await.unwrap();
        s.settle().await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(2000)).await;
        println!("panel title {:?}", s.in_panel("document.title").await);
        println!("door title {:?}", s.in_door("return document.title").await);
        let tab = s.tab().await.unwrap();
        println!("tabs send {:?}", s.in_door(&format!("return await chrome.tabs.sendMessage({tab}, {{v:1,kind:'changed',tab:{tab},from:'door'}}).catch(String)")).await);
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        println!("panel title {:?}", s.in_panel("document.title").await);
        println!("frames {:?}", s.in_door(&format!("return typeof chrome.webNavigation")).await);
        s.in_panel("chrome.storage.onChanged.addListener((c, a) => { document.title += a + JSON.stringify(Object.keys(c)); }) ?? 1").await.unwrap();
        s.in_door("await chrome.storage.session.set({ping: Date.now()})").await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        println!("panel title {:?}", s.in_panel("document.title").await);
        s.browser.quit().await.unwrap();
    });
}
