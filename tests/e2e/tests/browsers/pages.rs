//! Every sheet of every portal, through the extension: what it says is to be read is read, and where it has a reply
//! box, a letter arrives in the page's own editor.

use e2e::eyes::{differences, sight, truth};
use e2e::{Result, Stage, ensure, suite};
use replica_portal::scenes;

/// Reads the sheets of some portals and puts a text into each reply box.
async fn read_and_write(stage: &Stage, portals: &[&str]) -> Result<()> {
    let mut wrong = Vec::new();
    let own = scenes().into_iter().filter(|scene| scene.sheet && portals.contains(&scene.portal.as_str()));
    let scenes: Vec<_> = own.collect();
    ensure!(!scenes.is_empty(), "{portals:?} have no sheets");
    for scene in scenes {
        let drawn = stage.open_with(&scene.id, "late:0").await?;
        let look = stage.look().await?;
        let reading = serde_json::from_value(look["reading"].clone())?;
        let said = truth(stage).await?;
        wrong.extend(differences(&said, &sight(&reading)).into_iter().map(|line| format!("{}: {line}", scene.id)));
        if !said.reply {
            ensure!(drawn.bar.is_none(), "{}: a bar without a reply box", scene.id);
            continue;
        }
        let text = "Thank you for your message.\n\nWe look into it today. 谢谢 🙂";
        let mut outcome = stage.write(text).await?;
        if outcome["problem"] == "confirm" {
            // A box that no selector names is shown first, and taken at the second click.
            outcome = stage.write(text).await?;
        }
        if outcome["done"] != true {
            wrong.push(format!("{}: the letter was not inserted: {outcome}", scene.id));
            continue;
        }
        stage.until_typed(&format!("{} holds the letter", scene.id), |typed| typed == text).await?;
        stage.undo().await?;
        stage.until_typed(&format!("{} is empty again", scene.id), str::is_empty).await?;
        ensure!(stage.misdeeds().is_empty(), "{}: {:#?}", scene.id, stage.misdeeds());
        stage.portal.clear_log();
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

async fn further_pages_of_amazon_and_ebay(stage: &mut Stage) -> Result<()> {
    read_and_write(stage, &["amazon", "ebay"]).await
}

async fn pages_of_shopee_and_lazada(stage: &mut Stage) -> Result<()> {
    read_and_write(stage, &["shopee", "lazada"]).await
}

async fn pages_of_tiktok_shop_and_temu(stage: &mut Stage) -> Result<()> {
    read_and_write(stage, &["tiktok-shop", "temu"]).await
}

async fn pages_of_walmart_etsy_and_shopify(stage: &mut Stage) -> Result<()> {
    read_and_write(stage, &["walmart", "etsy", "shopify"]).await
}

async fn pages_of_mercado_libre_alibaba_and_taobao(stage: &mut Stage) -> Result<()> {
    read_and_write(stage, &["mercado-libre", "alibaba", "taobao"]).await
}

async fn every_sheet_belongs_to_a_test(_: &mut Stage) -> Result<()> {
    let tested = [
        "amazon", "ebay", "shopee", "lazada", "tiktok-shop", "temu", "walmart", "etsy", "shopify", "mercado-libre",
        "alibaba", "taobao",
    ];
    for scene in scenes().into_iter().filter(|scene| scene.sheet) {
        ensure!(tested.contains(&scene.portal.as_str()), "{} is in no test of this file", scene.portal);
    }
    Ok(())
}

suite![
    further_pages_of_amazon_and_ebay,
    pages_of_shopee_and_lazada,
    pages_of_tiktok_shop_and_temu,
    pages_of_walmart_etsy_and_shopify,
    pages_of_mercado_libre_alibaba_and_taobao,
    every_sheet_belongs_to_a_test => Chromium, "it opens no page",
];
