//! Mends of portal packs: a field that was lost and that a person pointed at again, and what is switched off
//! because it is known to be broken. Both are laid over the packs, travel between colleagues as one small file,
//! and can run no code and name no address.

pub use super::format::{Mend, MendPack, MendPlace, Off};

use super::Packs;
use super::format::{MEND_KIND, PagePack, PortalPack};
use crate::model::{Case, Order};
use crate::protocol::Strategy;

/// The most mends, and the most switch-offs, that are kept.
pub const MOST: usize = 300;
/// The longest selector, label or expression of a mend.
const LONGEST: usize = 500;

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
    if pack.kind != MEND_KIND || pack.version != 1 {
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
        if css.is_some() != label.is_empty() || text.is_some() || url.is_some() {
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
    use crate::model::Words;
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
        assert!(read("{}").is_ok(), "an empty pack does nothing");
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
