//! Mends of portal packs: a field that was lost and that a person pointed at again, and what is switched off
//! because it is known to be broken. Both are laid over the packs, travel between colleagues as one small file,
//! and can run no code and name no address.

use super::Packs;
use super::format::{PagePack, PortalPack};
use crate::model::{Case, Order, Words};
use crate::protocol::Strategy;
use serde::{Deserialize, Serialize};

/// The most mends, and the most switch-offs, that are kept.
pub const MOST: usize = 300;
/// The longest selector, label or expression of a mend.
const LONGEST: usize = 500;
/// What the file of a mend pack says it is.
pub const KIND: &str = "dueline-mends";

/// Some mends and switch-offs, as they are kept and as they travel in a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct MendPack {
    /// What this is: `dueline-mends`.
    pub kind: String,
    /// The version of this form.
    pub version: u32,
    /// Who signs for it.
    pub by: String,
    /// When it was put together, `YYYY-MM-DD`.
    pub made: String,
    /// What the next one should know.
    pub note: String,
    /// The mends.
    #[serde(rename = "mend")]
    pub mends: Vec<Mend>,
    /// What is switched off.
    pub off: Vec<Off>,
}

impl Default for MendPack {
    fn default() -> Self {
        Self {
            kind: KIND.to_owned(),
            version: 1,
            by: String::new(),
            made: String::new(),
            note: String::new(),
            mends: Vec::new(),
            off: Vec::new(),
        }
    }
}

/// What a person pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum MendPlace {
    /// A field of the page.
    Field,
    /// A field in the rows of a list.
    Row,
    /// The rows themselves.
    Rows,
    /// The messages of the conversation.
    Messages,
    /// The reply box.
    Reply,
}

/// One place of a page, found another way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mend {
    /// The portal's id.
    pub portal: String,
    /// The page's id.
    pub page: String,
    /// What is found.
    pub place: MendPlace,
    /// The field; the place's own name where it is no field.
    pub field: String,
    /// How.
    pub strategy: Strategy,
    /// When it was made, `YYYY-MM-DD`.
    pub made: String,
}

impl Mend {
    /// Whether both are about the same place of the same page.
    pub fn same_place(&self, other: &Self) -> bool {
        (&self.portal, &self.page, self.place, &self.field)
            == (&other.portal, &other.page, other.place, &other.field)
    }
}

/// A portal, a page or a field that is known to be broken. It can only switch off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Off {
    /// The portal's id.
    pub portal: String,
    /// The page's id; all of the portal without it.
    #[serde(default)]
    pub page: Option<String>,
    /// The field; all of the page without it.
    #[serde(default)]
    pub field: Option<String>,
    /// The first version of Dueline in which it works again; all versions without it.
    #[serde(default)]
    pub until: Option<String>,
    /// Why.
    pub why: Words,
}

impl Off {
    /// Whether both are about the same place.
    pub fn same_place(&self, other: &Self) -> bool {
        (&self.portal, &self.page, &self.field) == (&other.portal, &other.page, &other.field)
    }

    /// Whether it holds for this version of Dueline.
    pub fn holds(&self) -> bool {
        let version =
            |text: &str| -> Vec<u32> { text.split('.').filter_map(|part| part.parse().ok()).collect() };
        self.until.as_deref().is_none_or(|until| version(env!("CARGO_PKG_VERSION")) < version(until))
    }
}

/// Why a mend pack cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MendError {
    /// The file is something else.
    #[error("this is no file of mends ({0}); choose one that Dueline has saved")]
    Form(String),
    /// There is more in it than any shop needs.
    #[error("the file holds more than {MOST} mends; ask for a smaller one")]
    Size,
    /// A mend that cannot be right.
    #[error("the mend of `{field}` cannot be used: {why}")]
    Wrong {
        /// The field.
        field: String,
        /// What is wrong with it.
        why: &'static str,
    },
}

/// Reads the text of a file.
///
/// # Errors
/// [`MendError`] for text of another form, or a mend that names what a pack may not name.
pub fn read(text: &str) -> Result<MendPack, MendError> {
    let pack: MendPack = serde_json::from_str(text).map_err(|error| MendError::Form(error.to_string()))?;
    if pack.kind != KIND || pack.version != 1 {
        return Err(MendError::Form(format!("it says `{}`, version {}", pack.kind, pack.version)));
    }
    check(&pack)?;
    Ok(pack)
}

/// Whether a pack may be laid over others.
///
/// # Errors
/// As [`read`].
pub fn check(pack: &MendPack) -> Result<(), MendError> {
    if pack.mends.len() > MOST || pack.off.len() > MOST {
        return Err(MendError::Size);
    }
    for mend in &pack.mends {
        let wrong = |why| Err(MendError::Wrong { field: mend.field.clone(), why });
        let Strategy { css, label, text, url, within, attr, pick, .. } = &mend.strategy;
        if css.is_some() == !label.is_empty() || text.is_some() || url.is_some() {
            return wrong("it needs a selector or a label, and nothing else");
        }
        let texts = css.iter().chain(label).chain(within).chain(attr).chain(pick);
        if texts.map(String::len).any(|length| length > LONGEST) {
            return wrong("a part of it is too long");
        }
        if pick.as_deref().is_some_and(|pick| regex_lite::Regex::new(pick).is_err()) {
            return wrong("its pattern is no regular expression");
        }
        let field = matches!(mend.place, MendPlace::Field | MendPlace::Row);
        if field
            && !Order::FIELDS.contains(&mend.field.as_str())
            && !Case::FIELDS.contains(&mend.field.as_str())
        {
            return wrong("there is no such field");
        }
        if !field && css.is_none() {
            return wrong("this place needs a selector");
        }
    }
    Ok(())
}

/// Lays mends and switch-offs over the packs. What names an unknown portal or page does nothing.
pub fn apply(packs: &mut Packs, pack: &MendPack) {
    for mend in &pack.mends {
        if let Some(page) = page_of(&mut packs.bundle.portals, &mend.portal, &mend.page) {
            lay(page, mend);
        }
    }
    for off in pack.off.iter().filter(|off| off.holds()) {
        let Some(portal) = packs.bundle.portals.iter_mut().find(|portal| portal.id == off.portal) else {
            continue;
        };
        match (&off.page, &off.field) {
            (None, _) => portal.pages.clear(),
            (Some(page), None) => portal.pages.retain(|known| known.id != *page),
            (Some(page), Some(field)) => {
                if let Some(page) = portal.pages.iter_mut().find(|known| known.id == *page) {
                    without(page, field);
                }
            }
        }
        packs.off.push(off.clone());
    }
}

fn page_of<'a>(portals: &'a mut [PortalPack], portal: &str, page: &str) -> Option<&'a mut PagePack> {
    let portal = portals.iter_mut().find(|known| known.id == portal)?;
    portal.pages.iter_mut().find(|known| known.id == page)
}

fn lay(page: &mut PagePack, mend: &Mend) {
    let css = || mend.strategy.css.clone().into_iter();
    match mend.place {
        MendPlace::Field => {
            page.read.fields.entry(mend.field.clone()).or_default().insert(0, mend.strategy.clone());
            page.mended.push(mend.field.clone());
        }
        MendPlace::Row => {
            if let Some(rows) = &mut page.read.rows {
                rows.fields.entry(mend.field.clone()).or_default().insert(0, mend.strategy.clone());
            }
        }
        MendPlace::Rows => {
            if let Some(rows) = &mut page.read.rows {
                rows.css.splice(0..0, css());
            }
        }
        MendPlace::Messages => {
            if let Some(thread) = &mut page.read.thread {
                thread.message.splice(0..0, css());
            }
        }
        MendPlace::Reply => page.read.reply.get_or_insert_default().css.splice(0..0, css()).for_each(drop),
    }
}

fn without(page: &mut PagePack, field: &str) {
    page.read.fields.remove(field);
    page.text.retain(|name| name != field);
    page.row_text.retain(|name| name != field);
    if let Some(rows) = &mut page.read.rows {
        rows.fields.remove(field);
    }
    if field == "reply" {
        page.read.reply = None;
    }
}

/// Lays `more` over `kept`: what is about the same place takes the place of the older one.
pub fn join(kept: &mut MendPack, more: &MendPack) {
    for mend in &more.mends {
        kept.mends.retain(|old| !old.same_place(mend));
        kept.mends.push(mend.clone());
    }
    for off in &more.off {
        kept.off.retain(|old| !old.same_place(off));
        kept.off.push(off.clone());
    }
}

/// Takes back what `gone` names.
pub fn part(kept: &mut MendPack, gone: &MendPack) {
    kept.mends.retain(|mend| !gone.mends.contains(mend));
    kept.off.retain(|off| !gone.off.contains(off));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::plan;

    fn mend() -> Mend {
        Mend {
            portal: "ebay".to_owned(),
            page: "order-detail".to_owned(),
            place: MendPlace::Field,
            field: "ship_by".to_owned(),
            strategy: Strategy { css: Some(".new-place".to_owned()), ..Strategy::default() },
            made: "2026-11-22".to_owned(),
        }
    }

    fn pack(mends: Vec<Mend>, off: Vec<Off>) -> MendPack {
        MendPack { mends, off, by: "Mei".to_owned(), ..MendPack::default() }
    }

    fn off(page: Option<&str>, field: Option<&str>, until: Option<&str>) -> Off {
        Off {
            portal: "ebay".to_owned(),
            page: page.map(str::to_owned),
            field: field.map(str::to_owned),
            until: until.map(str::to_owned),
            why: Words::new("changed", "已改版"),
        }
    }

    #[test]
    fn a_mend_goes_before_what_the_pack_says() {
        let mut packs = Packs::shipped().unwrap();
        let before = packs.portal("ebay").unwrap().pages[1].read.fields["ship_by"].len();
        apply(&mut packs, &pack(vec![mend()], vec![]));
        let plan = plan(&packs, packs.portal("ebay").unwrap());
        let page = plan.pages.iter().find(|page| page.id == "order-detail").unwrap();
        assert_eq!(page.fields["ship_by"][0].css.as_deref(), Some(".new-place"));
        assert!(page.fields["ship_by"].len() > before);
    }

    #[test]
    fn what_is_switched_off_is_not_read() {
        let mut packs = Packs::shipped().unwrap();
        apply(&mut packs, &pack(vec![], vec![off(Some("order-detail"), Some("ship_by"), None)]));
        let page =
            |packs: &Packs| packs.portal("ebay").unwrap().pages.iter().any(|page| page.id == "order-detail");
        let detail =
            packs.portal("ebay").unwrap().pages.iter().find(|page| page.id == "order-detail").unwrap();
        assert!(!detail.read.fields.contains_key("ship_by"));
        apply(&mut packs, &pack(vec![], vec![off(Some("order-detail"), None, None)]));
        assert!(!page(&packs));
        apply(&mut packs, &pack(vec![], vec![off(None, None, None)]));
        assert!(packs.portal("ebay").unwrap().pages.is_empty());
        assert_eq!(packs.off().len(), 3);
    }

    #[test]
    fn a_switch_off_ends_with_the_version_that_mends_it() {
        let mut packs = Packs::shipped().unwrap();
        apply(&mut packs, &pack(vec![], vec![off(None, None, Some("0.0.9"))]));
        assert!(!packs.portal("ebay").unwrap().pages.is_empty() && packs.off().is_empty());
        assert!(off(None, None, Some("99.0.0")).holds());
    }

    #[test]
    fn a_file_goes_out_and_comes_back() {
        let out = pack(vec![mend()], vec![off(None, None, None)]);
        let text = serde_json::to_string(&out).unwrap();
        assert_eq!(read(&text), Ok(out));
    }

    #[test]
    fn what_a_pack_may_not_name_is_refused() {
        let wrong = |change: fn(&mut Mend)| {
            let mut bad = mend();
            change(&mut bad);
            read(&serde_json::to_string(&pack(vec![bad], vec![])).unwrap()).unwrap_err().to_string()
        };
        assert!(wrong(|mend| mend.strategy.url = Some("x".to_owned())).contains("a selector or a label"));
        assert!(wrong(|mend| mend.strategy.css = None).contains("a selector or a label"));
        assert!(wrong(|mend| mend.field = "constructor".to_owned()).contains("no such field"));
        assert!(wrong(|mend| mend.strategy.pick = Some("(".to_owned())).contains("no regular expression"));
        assert!(wrong(|mend| mend.strategy.css = Some("a".repeat(501))).contains("too long"));
        assert!(matches!(read("{}"), Ok(_)), "an empty pack does nothing");
        assert!(matches!(read("[1]"), Err(MendError::Form(_))));
        assert!(matches!(read(r#"{"kind":"other"}"#), Err(MendError::Form(_))));
        assert_eq!(check(&pack(vec![mend(); MOST + 1], vec![])), Err(MendError::Size));
    }

    #[test]
    fn a_newer_mend_of_the_same_place_takes_the_older_ones() {
        let mut kept = pack(vec![mend()], vec![]);
        let newer =
            Mend { strategy: Strategy { css: Some("#x".to_owned()), ..Strategy::default() }, ..mend() };
        join(&mut kept, &pack(vec![newer.clone()], vec![]));
        assert_eq!(kept.mends, std::slice::from_ref(&newer));
        part(&mut kept, &pack(vec![newer], vec![]));
        assert!(kept.mends.is_empty());
    }
}
