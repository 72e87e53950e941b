//! Which country edition of a portal is open, and what follows from it for zone, currency and dates.

use crate::advice::Settings;
use crate::packs::format::{DateOrder, PortalPack, Site};

/// How the open page writes times and amounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locale {
    /// The site's id, such as `amazon.de`; the portal's id where it has no sites.
    pub site: String,
    /// The IANA zone.
    pub zone: String,
    /// Whether a source, or the agent, says so.
    pub zone_known: bool,
    /// The ISO 4217 currency of an amount without a sign.
    pub currency: String,
    /// How a date of three numbers is read.
    pub dates: DateOrder,
}

impl Locale {
    /// The locale of `portal` at `url`. A site printed on the page (`named`, such as "Amazon.de")
    /// goes before the one of the host; a zone in the settings goes before both.
    pub fn of(portal: &PortalPack, url: &str, named: Option<&str>, settings: &Settings) -> Self {
        let host = host_of(url);
        let named = named.map(str::to_lowercase);
        let site = portal
            .sites
            .iter()
            .find(|site| named.as_deref() == Some(site.id.as_str()))
            .or_else(|| portal.sites.iter().find(|site| site.host == host && is_at(site, url)));
        let mut locale = match site {
            Some(site) => Self {
                site: site.id.clone(),
                zone: site.zone.clone(),
                zone_known: site.zone_known,
                currency: site.currency.clone(),
                dates: site.dates,
            },
            None => Self {
                site: portal.id.clone(),
                zone: portal.zone.clone(),
                zone_known: portal.zone_known,
                currency: portal.currency.clone(),
                dates: portal.dates,
            },
        };
        if let Some(zone) = settings.zone_of(&locale.site, &portal.id) {
            zone.clone_into(&mut locale.zone);
            locale.zone_known = true;
        }
        locale
    }
}

/// Whether an address is one of a site that shares its host with others.
fn is_at(site: &Site, url: &str) -> bool {
    let fits = |address: &String| regex_lite::Regex::new(address).is_ok_and(|address| address.is_match(url));
    site.address.as_ref().is_none_or(fits)
}

/// The host part of an address.
pub(crate) fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = &rest[..end];
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    host.split_once(':').map_or(host, |(host, _)| host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::Packs;

    #[test]
    fn the_host_says_which_site_and_the_address_where_a_host_has_several() {
        let packs = Packs::shipped().unwrap();
        let site = |portal: &str, url: &str| {
            let locale = Locale::of(packs.portal(portal).unwrap(), url, None, &Settings::default());
            (locale.site, locale.currency)
        };
        let is = |site: &str, currency: &str| (site.to_owned(), currency.to_owned());
        assert_eq!(site("amazon", "https://sellercentral.amazon.de/orders-v3/"), is("amazon.de", "EUR"));
        assert_eq!(
            site("shopee", "https://seller.shopee.co.th/portal/sale/order"),
            is("shopee.co.th", "THB")
        );
        let global = "https://seller.tiktokshopglobalselling.com/order";
        assert_eq!(
            site("tiktok-shop", &format!("{global}?tab=all&shop_region=MY")),
            is("tiktokshop.my", "MYR")
        );
        assert_eq!(site("tiktok-shop", global), is("tiktokshop.global", "USD"));
    }

    #[test]
    fn a_zone_that_no_source_gives_is_known_once_the_agent_has_set_it() {
        let packs = Packs::shipped().unwrap();
        let temu = packs.portal("temu").unwrap();
        let zone = |settings: &Settings| {
            let locale = Locale::of(temu, "https://seller.temu.com/order-detail.html", None, settings);
            (locale.zone, locale.zone_known)
        };
        assert!(!zone(&Settings::default()).1);
        let set = Settings {
            portal_zones: [("temu".to_owned(), "Asia/Karachi".to_owned())].into(),
            ..Settings::default()
        };
        assert_eq!(zone(&set), ("Asia/Karachi".to_owned(), true));
    }
}
