//! Whether the right conversation is open: reasons not to insert anything on a page.

use super::Settings;
use crate::model::{Reading, Words};
use crate::packs::Packs;
use crate::portal::printed::{normalise, same_text};
use regex_lite::Regex;

/// Why nothing may be inserted on a page just now, if there is a reason.
pub(super) fn hold(packs: &Packs, reading: &Reading, settings: &Settings) -> Option<Words> {
    reading.reply.as_ref()?;
    several(reading)
        .or_else(|| other_address(reading))
        .or_else(|| other_heading(packs, reading))
        .or_else(|| other_shop(reading, settings))
}

fn several(reading: &Reading) -> Option<Words> {
    let count = reading.aim.conversations;
    (count > 1).then(|| {
        Words::new(
            format!("{count} conversations are open at once. Close the others, so that the letter reaches the right buyer."),
            format!("同时打开了 {count} 个会话。请只保留一个，避免发给错误的买家。"),
        )
    })
}

fn other_address(reading: &Reading) -> Option<Words> {
    let (address, order) = (reading.aim.address.as_ref()?, reading.order.order_id.value()?);
    (address != order).then(|| {
        Words::new(
            format!("The address is of order {address}, but the page shows {order}. Wait until it has loaded, or reload it."),
            format!("网址对应订单 {address}，页面显示的却是 {order}。请等待加载完成或刷新页面。"),
        )
    })
}

/// The heading names a buyer or an order other than those of the card.
fn other_heading(packs: &Packs, reading: &Reading) -> Option<Words> {
    let heading = reading.aim.heading.as_deref().filter(|heading| !heading.trim().is_empty())?;
    let portal = packs.portal(&reading.portal)?;
    let number = Regex::new(&portal.order_id).ok()?.find(heading).map(|hit| hit.as_str());
    let said = |here: &str, there: &str| {
        Words::new(
            format!(
                "The conversation is with {here}, the order card is of {there}. Check which one is meant."
            ),
            format!("会话对象是 {here}，订单信息却属于 {there}，请核对。"),
        )
    };
    if let (Some(number), Some(order)) = (number, reading.order.order_id.value()) {
        return (number != order).then(|| said(number, order));
    }
    let buyer = reading.order.buyer.value()?;
    // A masked name can be compared with nothing.
    let masked = |name: &str| name.contains('*') || name.contains('…');
    let (one, two) = (normalise(heading).to_lowercase(), normalise(buyer).to_lowercase());
    let same = same_text(heading, buyer) || one.contains(&two) || two.contains(&one);
    (!same && !masked(heading) && !masked(buyer)).then(|| said(heading, buyer))
}

/// The page is another shop's than the one for which the agent works.
fn other_shop(reading: &Reading, settings: &Settings) -> Option<Words> {
    let shown = reading.order.shop.value()?;
    let chosen = settings.working.get(&reading.portal)?;
    let shop = settings.shops_of(&reading.portal).find(|shop| shop.key() == chosen)?;
    let other = settings.shops_of(&reading.portal).find(|other| other.is_called(shown));
    let shown = other.map_or(shown.as_str(), |other| other.name.as_str());
    (!shop.is_called(shown)).then(|| {
        Words::new(
            format!(
                "This page is of the shop {shown}; you work for {}. Choose the shop at the top of the panel.",
                shop.name
            ),
            format!("此页面属于店铺 {shown}，而您当前选择的是 {}。请在面板顶部切换店铺。", shop.name),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::Shop;
    use crate::model::{Aim, Field};
    use crate::portal::pasted;
    use jiff::Timestamp;

    fn page(buyer: &str, aim: Aim) -> (Packs, Reading) {
        let packs = Packs::shipped().unwrap();
        let on = Settings { portals: [("ebay".to_owned(), true)].into(), ..Settings::default() };
        let text = format!("Order number: 12-11873-40562\nBuyer: {buyer}");
        let mut reading = pasted(&packs, &on, "ebay", &text, Timestamp::UNIX_EPOCH).unwrap();
        reading.aim = aim;
        reading.reply = Some(crate::model::ReplyBox {
            kind: crate::protocol::EditorKind::Textarea,
            limit: None,
            length: 0,
            derived: false,
        });
        (packs, reading)
    }

    #[track_caller]
    fn held(buyer: &str, heading: &str) -> bool {
        let (packs, reading) = page(buyer, Aim { heading: Some(heading.to_owned()), ..Aim::default() });
        hold(&packs, &reading, &Settings::default()).is_some()
    }

    #[test]
    fn a_heading_that_names_another_buyer_holds_the_letter() {
        assert!(held("emcarter_21", "berger-tom"));
        assert!(!held("emcarter_21", "Conversation with EMCARTER_21"));
        assert!(!held("e***1", "berger-tom"), "a masked name says nothing");
        assert!(!held("emcarter_21", ""));
        assert!(held("emcarter_21", "About order 12-99999-40562"));
        assert!(!held("emcarter_21", "About order 12-11873-40562"));
    }

    #[test]
    fn two_conversations_at_once_hold_it() {
        let (packs, reading) = page("a", Aim { conversations: 2, ..Aim::default() });
        assert!(hold(&packs, &reading, &Settings::default()).is_some());
        let (packs, reading) =
            page("a", Aim { address: Some("12-00000-00000".to_owned()), ..Aim::default() });
        assert!(hold(&packs, &reading, &Settings::default()).is_some());
    }

    #[test]
    fn another_shop_than_the_chosen_one_holds_it() {
        let (packs, mut reading) = page("a", Aim::default());
        reading.order.shop = Field::Read { value: "222".to_owned(), text: "222".to_owned(), strategy: 0 };
        let shop = |number: &str, name: &str| Shop {
            portal: "ebay".to_owned(),
            number: number.to_owned(),
            name: name.to_owned(),
        };
        let mut settings =
            Settings { shops: vec![shop("111", "North"), shop("222", "South")], ..Settings::default() };
        assert_eq!(hold(&packs, &reading, &settings), None, "nobody has chosen a shop");
        settings.working.insert("ebay".to_owned(), "111".to_owned());
        let why = hold(&packs, &reading, &settings).unwrap();
        assert!(why.en.contains("South") && why.en.contains("North"), "{}", why.en);
        settings.working.insert("ebay".to_owned(), "222".to_owned());
        assert_eq!(hold(&packs, &reading, &settings), None);
    }
}
