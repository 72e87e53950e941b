//! From host and path to a page: the thin document that a browser loads, the scripts and styles it
//! asks for, and the data that its script then draws.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::knobs::{Csp, KnobError, Knobs, Language};
use crate::scenes::{START_HOST, scenes};
use crate::sheets::{self, Sheets};
use crate::view::{View, merge};
use crate::{aliexpress, amazon, ebay, hostile};

/// The hosts of AliExpress that are served.
const ALIEXPRESS_HOSTS: [&str; 2] = ["csp.aliexpress.com", "gsp.aliexpress.com"];
/// The hosts of eBay that are served.
const EBAY_HOSTS: [&str; 3] = ["www.ebay.com", "www.ebay.de", "www.ebay.co.uk"];

/// Every host that the certificate must name.
pub(crate) fn hosts() -> Vec<String> {
    let own = [START_HOST].into_iter().chain(ALIEXPRESS_HOSTS).chain(amazon::hosts()).chain(EBAY_HOSTS);
    let mut hosts: Vec<String> = own.map(str::to_owned).collect();
    hosts.extend(sheets::all().iter().flat_map(|sheets| sheets.hosts.iter().cloned()));
    hosts.sort();
    hosts.dedup();
    hosts
}

/// What a browser asks for.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) host: String,
    pub(crate) path: String,
    /// Path and query.
    pub(crate) target: String,
    query: Vec<(String, String)>,
}

impl Ask {
    /// From a host and a target such as `/path?key=value`; a fragment is dropped.
    pub(crate) fn new(host: &str, target: &str) -> Self {
        let target = target.split('#').next().unwrap_or(target);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let query = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        Self { host: host.to_owned(), path: path.to_owned(), target: target.to_owned(), query }
    }

    /// The value of a query parameter, whatever the case of its name.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    fn portal(&self) -> Option<&'static str> {
        let host = self.host.as_str();
        if ALIEXPRESS_HOSTS.contains(&host) {
            return Some("aliexpress");
        }
        if EBAY_HOSTS.contains(&host) {
            return Some("ebay");
        }
        if amazon::hosts().any(|known| known == host) {
            return Some("amazon");
        }
        let sheets = sheets::all().iter().find(|sheets| sheets.hosts.iter().any(|known| known == host));
        sheets.map(|sheets| sheets.portal.as_str())
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
    let (Some(portal), Some(page)) = (ask.portal(), page(ask, &knobs)) else {
        return Ok(None);
    };
    let language = knobs.language.unwrap_or(native(portal));
    let nonce = nonce();
    // The outer page and the inner one have the same address but for this parameter, because a
    // browser does not load a page into itself.
    let shell = knobs.framed && ask.parameter("frame").is_none();
    let sheet = page["sheet"] == true;
    let template = match (shell, portal) {
        (true, _) => include_str!("../shared/shell.html"),
        (_, "aliexpress") => include_str!("../aliexpress/page.html"),
        (_, "amazon") => include_str!("../amazon/page.html"),
        (_, "ebay") => include_str!("../ebay/page.html"),
        _ if sheet => include_str!("../shared/sheet.html"),
        _ => return Ok(None),
    };
    Ok(Some(filled(&template.replace("%PORTAL%", portal), &nonce, language, &knobs)))
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
    let path = ask.path.strip_prefix("/replica/").unwrap_or(&ask.path);
    if let Some(portal) = path.strip_suffix(".js").and_then(script_of) {
        return Some((SCRIPT, portal));
    }
    match ask.path.as_str() {
        "/replica/start.js" => Some((SCRIPT, include_str!("../start/start.js").to_owned())),
        "/replica/shell.js" => Some((SCRIPT, include_str!("../shared/shell.js").to_owned())),
        "/replica/aliexpress.css" => Some((STYLE, include_str!("../aliexpress/page.css").to_owned())),
        "/replica/amazon.css" => Some((STYLE, include_str!("../amazon/page.css").to_owned())),
        "/replica/ebay.css" => Some((STYLE, include_str!("../ebay/page.css").to_owned())),
        "/replica/start.css" => Some((STYLE, include_str!("../start/page.css").to_owned())),
        "/replica/shell.css" => Some((STYLE, include_str!("../shared/shell.css").to_owned())),
        "/replica/sheet.css" => Some((STYLE, include_str!("../shared/sheet.css").to_owned())),
        "/favicon.ico" => Some(("image/svg+xml", include_str!("../shared/favicon.svg").to_owned())),
        _ => {
            let portal = path.strip_suffix(".css").filter(|portal| Sheets::of(portal).is_some())?;
            Some((STYLE, sheets::file(portal, "sheets.css").unwrap_or_default()))
        }
    }
}

/// The script of a portal: what all share, then its own, then its sheets.
fn script_of(portal: &str) -> Option<String> {
    let own = match portal {
        "aliexpress" => [
            include_str!("../aliexpress/orders.js"),
            include_str!("../aliexpress/disputes.js"),
            include_str!("../aliexpress/portal.js"),
        ]
        .as_slice(),
        "amazon" => &[
            include_str!("../amazon/katal.js"),
            include_str!("../amazon/orders.js"),
            include_str!("../amazon/cases.js"),
            include_str!("../amazon/portal.js"),
        ],
        "ebay" => &[include_str!("../ebay/orders.js"), include_str!("../ebay/portal.js")],
        _ => &[],
    };
    let sheets = Sheets::of(portal).and_then(|_| sheets::file(portal, "sheets.js"));
    if own.is_empty() && sheets.is_none() {
        return None;
    }
    let shared = [
        include_str!("../shared/app.js"),
        include_str!("../shared/times.js"),
        include_str!("../shared/drift.js"),
        include_str!("../shared/hostile.js"),
    ];
    let sheets = sheets.unwrap_or_default();
    // A portal's own script starts it, so its sheets stand before that.
    let parts = shared.into_iter().chain([sheets.as_str()]).chain(own.iter().copied());
    Some(parts.collect::<Vec<_>>().join("\n"))
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

/// The interface languages of a portal, its usual one first.
pub(crate) fn languages(portal: &str) -> Vec<String> {
    let own = match portal {
        "aliexpress" => ["zh", "en", "de"],
        _ => ["en", "zh", "de"],
    };
    match Sheets::of(portal) {
        Some(sheets) if !matches!(portal, "aliexpress" | "amazon" | "ebay") => sheets.languages.clone(),
        _ => own.map(str::to_owned).to_vec(),
    }
}

fn native(portal: &str) -> Language {
    match portal {
        "aliexpress" => Language::Zh,
        "amazon" | "ebay" => Language::En,
        _ => Sheets::of(portal).map_or(Language::En, Sheets::native),
    }
}

fn page(ask: &Ask, knobs: &Knobs) -> Option<Value> {
    let portal = ask.portal()?;
    let view = View::new(knobs, native(portal));
    let own = match portal {
        "aliexpress" => aliexpress::page(ask, &view),
        "amazon" => amazon::page(ask, &view),
        "ebay" => ebay::page(ask, &view),
        _ => None,
    };
    let file = match portal {
        "aliexpress" => include_str!("../aliexpress/labels.json"),
        "amazon" => include_str!("../amazon/labels.json"),
        "ebay" => include_str!("../ebay/labels.json"),
        _ => "{}",
    };
    let sheets = Sheets::of(portal);
    let data = own.or_else(|| sheets?.page(ask, &view))?;
    let mut labels = labelled(file, view.language);
    if let Some(sheets) = sheets {
        let column = sheets.languages.iter().position(|key| key == view.language.key()).unwrap_or(0);
        labels = merge(labels, chosen(&sheets.labels, column));
    }
    let data = merge(view.common(), data);
    let mut data = merge(data, json!({ "labels": labels, "portal": portal }));
    if knobs.hostile {
        hostile::poison(&mut data);
    }
    Some(data)
}

/// The labels of one language, from a file whose entries are `[English, Chinese, German]`; an entry
/// with one word is the same in all.
fn labelled(file: &str, language: Language) -> Value {
    let column = match language {
        Language::En | Language::Other(_) => 0,
        Language::Zh => 1,
        Language::De => 2,
    };
    let read = |text| serde_json::from_str::<serde_json::Map<String, Value>>(text).unwrap_or_default();
    let countries = read(include_str!("../shared/countries.json"));
    merge(chosen(&countries, column), chosen(&read(file), column))
}

/// One column of a table of labels; a label with one word is the same in all.
fn chosen(labels: &serde_json::Map<String, Value>, column: usize) -> Value {
    let word = |words: &Value| words.get(column).or_else(|| words.get(0)).cloned().unwrap_or_default();
    Value::Object(labels.iter().map(|(key, words)| (key.clone(), word(words))).collect())
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
