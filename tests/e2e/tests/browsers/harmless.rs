//! What Dueline never does: send, open a conversation, reveal masked data, ask the portal for anything.

use std::collections::BTreeMap;

use e2e::{Result, Stage, ensure, json, suite};
use replica_portal::scenes;

/// How often each address of the portals was asked for, without what browsers ask on their own.
fn asked(stage: &Stage) -> BTreeMap<String, usize> {
    let hosts = ["csp.aliexpress.com", "gsp.aliexpress.com", "sellercentral.amazon.com", "www.ebay.com"];
    let mut asked = BTreeMap::new();
    for request in stage.portal.requests() {
        let typed = request.path.starts_with("/replica/log");
        if hosts.contains(&request.host.as_str()) && !typed && request.path != "/favicon.ico" {
            *asked.entry(format!("{} {}{}", request.method, request.host, request.path)).or_default() += 1;
        }
    }
    asked
}

async fn nothing_is_sent_opened_or_revealed_on_any_page(stage: &mut Stage) -> Result<()> {
    // What is done on sheets is seen in `pages`.
    for scene in scenes().into_iter().filter(|scene| !scene.sheet) {
        let drawn = stage.open_with(&scene.id, "late:0").await?;
        if drawn.bar.is_some() {
            for command in ["insert-1", "undo", "insert-2", "undo", "insert-3", "undo"] {
                stage.command(command).await?;
            }
            stage.panel(false).await?;
        }
        ensure!(stage.misdeeds().is_empty(), "{}: {:#?}", scene.id, stage.misdeeds());
    }
    Ok(())
}

async fn the_portal_hears_no_request_of_ours(stage: &mut Stage) -> Result<()> {
    const WALK: [&str; 6] = [
        "aliexpress-orders",
        "aliexpress-dispute-waiting",
        "aliexpress-chat",
        "amazon-contact",
        "ebay-messages",
        "ebay-return",
    ];
    for scene in WALK {
        let drawn = stage.open_with(scene, "late:0").await?;
        if drawn.bar.is_some() {
            stage.command("insert-1").await?;
            stage.command("undo").await?;
        }
        stage.panel(true).await?;
        stage.until_panel("the panel is there", "!!document.querySelector('h1')").await?;
        stage.panel(false).await?;
    }
    stage.page().await?.goto("about:blank").await?;
    let with = asked(stage);

    stage.change(json!({ "portals": { "aliexpress": false, "amazon": false, "ebay": false } })).await?;
    stage.portal.clear_log();
    for scene in WALK {
        stage.visit(scene, "late:0").await?;
        stage.until_page("the page is there", "return document.querySelector('main, #sc-main')?.children.length > 0 && !document.querySelector('.replica-wait')").await?;
    }
    stage.page().await?.goto("about:blank").await?;
    assert_eq!(with, asked(stage), "the portal was asked for other things with us than without us");
    Ok(())
}

async fn a_page_of_no_interest_is_left_alone(stage: &mut Stage) -> Result<()> {
    // A page of a switched-on host that is neither order, case nor message page.
    stage.page().await?.goto("https://csp.aliexpress.com/m_apps/nothing/here").await?;
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    assert!(stage.is_unread().await?);
    stage.until_gone().await?;
    Ok(())
}

suite![
    nothing_is_sent_opened_or_revealed_on_any_page,
    the_portal_hears_no_request_of_ours,
    a_page_of_no_interest_is_left_alone,
];
