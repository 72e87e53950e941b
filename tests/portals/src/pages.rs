//! From host and path to a page: the thin document that a browser loads, the scripts and styles it
//! asks for, and the data that its script then draws.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::knobs::{Csp, KnobError, Knobs, Language};
use crate::scenes::{Marketplace, START_HOST, scenes};
use crate::view::{View, merge};
use crate::{aliexpress, amazon, ebay, hostile};

/// The hosts of AliExpress that are served.
const ALIEXPRESS_HOSTS: [&str; 2] = ["csp.aliexpress.com", "gsp.aliexpress.com"];
/// The hosts of eBay that are served.
const EBAY_HOSTS: [&str; 3] = ["www.ebay.com", "www.ebay.de", "www.ebay.co.uk"];

/// Every host that the certificate must name.
pub(crate) fn hosts() -> Vec<&'static str> {
    let mut hosts = vec![START_HOST];
    hosts.extend(ALIEXPRESS_HOSTS);
    hosts.extend(amazon::hosts());
    hosts.extend(EBAY_HOSTS);
    hosts
}

/// What a browser asks for.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) host: String,
    pub(crate) path: String,
    query: Vec<(String, String)>,
}

impl Ask {
    /// From a host and a target such as `/path?key=value`; a fragment is dropped.
    pub(crate) fn new(host: &str, target: &str) -> Self {
        let target = target.split('#').next().unwrap_or(target);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let query = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        Self { host: host.to_owned(), path: path.to_owned(), query }
    }

    /// The value of a query parameter, whatever the case of its name.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    fn marketplace(&self) -> Option<Marketplace> {
        let host = self.host.as_str();
        if ALIEXPRESS_HOSTS.contains(&host) {
            Some(Marketplace::Aliexpress)
        } else if EBAY_HOSTS.contains(&host) {
            Some(Marketplace::Ebay)
        } else {
            amazon::hosts().any(|known| known == host).then_some(Marketplace::Amazon)
        }
    }

    fn knobs(&self, knobs: &Knobs) -> Result<Knobs, KnobError> {
        knobs.overlaid(self.parameter("replica").unwrap_or_default())
    }
}

/// A document and the headers that go with it.
pub(crate) struct Document {
    pub(crate) html: String,
    pub(crate) headers: Vec<(&'static str, String)>,
}

/// The document at an address, or nothing when the replica has no such page.
pub(crate) fn document(ask: &Ask, knobs: &Knobs) -> Result<Option<Document>, KnobError> {
    let knobs = ask.knobs(knobs)?;
    if ask.host == START_HOST {
        let nonce = nonce();
        return Ok(Some(filled(include_str!("../start/page.html"), &nonce, Language::En, &knobs)));
    }
    let (Some(marketplace), true) = (ask.marketplace(), page(ask, &knobs).is_some()) else {
        return Ok(None);
    };
    let language = knobs.language.unwrap_or(native(marketplace));
    let nonce = nonce();
    // The outer page and the inner one have the same address but for this parameter, because a
    // browser does not load a page into itself.
    let shell = knobs.framed && ask.parameter("frame").is_none();
    let template = match (shell, marketplace) {
        (true, _) => include_str!("../shared/shell.html"),
        (_, Marketplace::Aliexpress) => include_str!("../aliexpress/page.html"),
        (_, Marketplace::Amazon) => include_str!("../amazon/page.html"),
        (_, Marketplace::Ebay) => include_str!("../ebay/page.html"),
    };
    Ok(Some(filled(template, &nonce, language, &knobs)))
}

fn filled(template: &str, nonce: &str, language: Language, knobs: &Knobs) -> Document {
    let html = template
        .replace("%NONCE%", nonce)
        .replace("%LANG%", language.tag())
        .replace("%THEME%", if knobs.dark { "dark" } else { "light" });
    let mut headers = Vec::new();
    let policy = match knobs.csp {
        Csp::None => None,
        Csp::Strict => {
            Some("default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'".to_owned())
        }
        Csp::NoneAll => Some(closed_policy(nonce)),
        Csp::TrustedTypes => Some(format!(
            "{}; require-trusted-types-for 'script'; trusted-types 'none'",
            closed_policy(nonce)
        )),
    };
    if let Some(policy) = policy {
        headers.push(("content-security-policy", format!("{policy}; report-uri /replica/csp")));
    }
    if knobs.isolated {
        headers.push(("cross-origin-opener-policy", "same-origin".to_owned()));
        headers.push(("cross-origin-embedder-policy", "require-corp".to_owned()));
    }
    Document { html, headers }
}

fn closed_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; \
         frame-src 'self'; base-uri 'none'; form-action 'none'"
    )
}

fn nonce() -> String {
    let random = ring::rand::SystemRandom::new();
    let mut bytes = [0; 12];
    // Without randomness the nonce is guessable, which on loopback harms nobody.
    let _ = ring::rand::SecureRandom::fill(&random, &mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A script or style under `/replica/`, with its content type.
pub(crate) fn asset(ask: &Ask) -> Option<(&'static str, String)> {
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    const STYLE: &str = "text/css; charset=utf-8";
    let common = include_str!("../shared/app.js");
    let hostile = include_str!("../shared/hostile.js");
    let script = |own: &[&str]| Some((SCRIPT, format!("{common}\n{hostile}\n{}", own.join("\n"))));
    match ask.path.as_str() {
        "/replica/aliexpress.js" => script(&[
            include_str!("../aliexpress/orders.js"),
            include_str!("../aliexpress/disputes.js"),
            include_str!("../aliexpress/portal.js"),
        ]),
        "/replica/amazon.js" => script(&[
            include_str!("../amazon/katal.js"),
            include_str!("../amazon/orders.js"),
            include_str!("../amazon/cases.js"),
            include_str!("../amazon/portal.js"),
        ]),
        "/replica/ebay.js" => script(&[include_str!("../ebay/orders.js"), include_str!("../ebay/portal.js")]),
        "/replica/start.js" => Some((SCRIPT, include_str!("../start/start.js").to_owned())),
        "/replica/shell.js" => Some((SCRIPT, include_str!("../shared/shell.js").to_owned())),
        "/replica/aliexpress.css" => Some((STYLE, include_str!("../aliexpress/page.css").to_owned())),
        "/replica/amazon.css" => Some((STYLE, include_str!("../amazon/page.css").to_owned())),
        "/replica/ebay.css" => Some((STYLE, include_str!("../ebay/page.css").to_owned())),
        "/replica/start.css" => Some((STYLE, include_str!("../start/page.css").to_owned())),
        "/replica/shell.css" => Some((STYLE, include_str!("../shared/shell.css").to_owned())),
        "/favicon.ico" => Some(("image/svg+xml", include_str!("../shared/favicon.svg").to_owned())),
        _ => None,
    }
}

/// The data of the page whose target (`/path?query`) is the posted body.
pub(crate) fn data(ask: &Ask, body: &[u8], knobs: &Knobs) -> Result<Option<Value>, String> {
    let target = std::str::from_utf8(body).map_err(|_| "post the page's path and query as text")?;
    let ask = Ask::new(&ask.host, target);
    let knobs = ask.knobs(knobs).map_err(|error| error.to_string())?;
    if ask.host == START_HOST {
        return Ok(Some(json!({ "scenes": scenes(), "now": Timestamp::now().as_millisecond() })));
    }
    Ok(page(&ask, &knobs))
}

fn native(marketplace: Marketplace) -> Language {
    match marketplace {
        Marketplace::Aliexpress => Language::Zh,
        Marketplace::Amazon | Marketplace::Ebay => Language::En,
    }
}

fn page(ask: &Ask, knobs: &Knobs) -> Option<Value> {
    let marketplace = ask.marketplace()?;
    let view = View::new(knobs, native(marketplace));
    let (data, labels) = match marketplace {
        Marketplace::Aliexpress => (aliexpress::page(ask, &view)?, include_str!("../aliexpress/labels.json")),
        Marketplace::Amazon => (amazon::page(ask, &view)?, include_str!("../amazon/labels.json")),
        Marketplace::Ebay => (ebay::page(ask, &view)?, include_str!("../ebay/labels.json")),
    };
    let data = merge(view.common(), data);
    let mut data = merge(data, json!({ "labels": labelled(labels, view.language), "portal": marketplace }));
    if knobs.hostile {
        hostile::poison(&mut data);
    }
    Some(data)
}

/// The labels of one language, from a file whose entries are `[English, Chinese, German]`; an entry
/// with one word is the same in all.
fn labelled(file: &str, language: Language) -> Value {
    let column = match language {
        Language::En => 0,
        Language::Zh => 1,
        Language::De => 2,
    };
    let countries: Value = serde_json::from_str(include_str!("../shared/countries.json")).unwrap_or_default();
    let labels: Value = serde_json::from_str(file).unwrap_or_default();
    let mut chosen = serde_json::Map::new();
    for source in [&countries, &labels] {
        for (key, words) in source.as_object().into_iter().flatten() {
            let word = words.get(column).or_else(|| words.get(0)).cloned().unwrap_or_default();
            chosen.insert(key.clone(), word);
        }
    }
    Value::Object(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_has_every_language() {
        for file in [
            include_str!("../shared/countries.json"),
            include_str!("../aliexpress/labels.json"),
            include_str!("../amazon/labels.json"),
            include_str!("../ebay/labels.json"),
        ] {
            let labels: Value = serde_json::from_str(file).unwrap();
            for (key, words) in labels.as_object().unwrap() {
                let words = words.as_array().unwrap_or_else(|| panic!("{key} is no list"));
                assert!(words.len() == 3 || words.len() == 1, "{key} has {} words", words.len());
                assert!(words.iter().all(|word| word.as_str().is_some_and(|word| !word.is_empty())), "{key}");
            }
        }
    }

    #[test]
    fn policies_carry_the_documents_own_nonce() {
        let ask = Ask::new("www.ebay.com", "/sh/ord?replica=csp:trusted-types");
        let document = document(&ask, &Knobs::default()).unwrap().unwrap();
        let policy = &document.headers[0].1;
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        assert!(document.html.contains(&format!("nonce=\"{nonce}\"")));
        assert!(policy.contains("require-trusted-types-for 'script'"));
    }
}
