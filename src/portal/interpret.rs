//! Snapshot → [`Reading`]: texts become ids, dates, amounts and statuses, each with its provenance.

use super::health;
use super::paste::{self, PASTED};
use super::printed::{self, Clock, Direction};
use super::site::Locale;
use crate::advice::Settings;
use crate::model::{
    Aim, Author, Case, CaseKind, CasePhase, Field, FieldVisitor, Message, Missing, Moment, Money, Order,
    OrderStatus, Reading, ReplyBox, Row,
};
use crate::packs::Packs;
use crate::packs::format::{LabelPack, PagePack, PortalPack};
use crate::protocol::{
    FieldText, MAX_MESSAGES, MAX_ROWS, MAX_SNAPSHOT_CHARS, MessageText, Refusal, Snapshot, Strategy, VERSION,
};
use jiff::Timestamp;
use regex_lite::Regex;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Understands a snapshot.
///
/// # Errors
/// A [`Refusal`] for another version, an oversized snapshot, an unknown portal or page, a portal that
/// is switched off, or an impossible time of reading. A page on which nothing can be read is no error:
/// its fields say so.
pub fn interpret(packs: &Packs, settings: &Settings, snapshot: &Snapshot) -> Result<Reading, Refusal> {
    check_limits(snapshot)?;
    if !settings.is_on(&snapshot.portal) {
        return Err(Refusal::SwitchedOff);
    }
    let portal = packs.portal(&snapshot.portal).ok_or(Refusal::SwitchedOff)?;
    let pasted;
    let page = if snapshot.page == PASTED {
        pasted = paste::page();
        &pasted
    } else {
        portal.pages.iter().find(|page| page.id == snapshot.page).ok_or_else(|| Refusal::NotUnderstood {
            why: format!("the portal has no page `{}`; reload the page", snapshot.page),
        })?
    };
    let taken = Timestamp::from_millisecond(snapshot.taken_ms)
        .map_err(|_| Refusal::NotUnderstood { why: "the time of reading is impossible".to_owned() })?;
    let named = snapshot.fields.get("site").map(|field| field.text.trim());
    let locale = Locale::of(portal, &snapshot.url, named, settings);
    let context = Context { packs, portal, page, locale: &locale, taken, known: KnownWords::default() };

    let (order, case) = context.subject(&snapshot.fields, &page.read.fields, &page.text, &page.fixed);
    let thread = context.thread(&snapshot.thread);
    let reply = snapshot.reply.as_ref().map(|reply| ReplyBox {
        kind: reply.kind,
        limit: least(reply.max, page.read.reply.as_ref().and_then(|plan| plan.limit)),
        length: reply.length,
        derived: reply.derived,
    });
    let rows = context.rows(snapshot);
    let mut reading = Reading {
        portal: portal.id.clone(),
        page: page.id.clone(),
        url: snapshot.url.clone(),
        taken,
        site: locale.site.clone(),
        zone: locale.zone.clone(),
        zone_known: locale.zone_known,
        order,
        case,
        thread,
        reply,
        rows,
        aim: Aim {
            heading: snapshot.header.clone(),
            conversations: snapshot.threads,
            address: in_address(page, &snapshot.url),
        },
        health: crate::model::Health::default(),
    };
    reading.health = health::of(page, settings, snapshot, &reading);
    Ok(reading)
}

/// The order number that the page's address gives.
fn in_address(page: &PagePack, url: &str) -> Option<String> {
    let strategies = page.read.fields.get("order_id")?;
    let mut found = strategies.iter().filter_map(|strategy| {
        let hit = Regex::new(strategy.url.as_deref()?).ok()?.captures(url)?;
        hit.get(1).or_else(|| hit.get(0)).map(|number| number.as_str().to_owned())
    });
    found.next_back()
}

fn check_limits(snapshot: &Snapshot) -> Result<(), Refusal> {
    if snapshot.v != VERSION {
        return Err(Refusal::Version);
    }
    let fields =
        |fields: &BTreeMap<String, FieldText>| fields.values().map(|field| field.text.len()).sum::<usize>();
    let rows: usize = snapshot.rows.iter().map(|row| row.key.len() + fields(&row.fields)).sum();
    let thread: usize = snapshot.thread.iter().map(|message| message.text.len()).sum();
    let chars = fields(&snapshot.fields) + rows + thread + snapshot.url.len() + snapshot.title.len();
    // Lengths are in UTF-8 bytes, of which a character has at most four.
    if chars > 4 * MAX_SNAPSHOT_CHARS
        || snapshot.rows.len() > MAX_ROWS
        || snapshot.thread.len() > MAX_MESSAGES
    {
        return Err(Refusal::TooLarge { chars });
    }
    Ok(())
}

fn least(one: Option<u32>, two: Option<u32>) -> Option<u32> {
    match (one, two) {
        (Some(one), Some(two)) => Some(one.min(two)),
        (one, two) => one.or(two),
    }
}

struct Context<'a> {
    packs: &'a Packs,
    portal: &'a PortalPack,
    page: &'a PagePack,
    locale: &'a Locale,
    taken: Timestamp,
    known: KnownWords,
}

/// What the words printed on this page mean: the rows of a list repeat a handful of them.
#[derive(Default)]
struct KnownWords {
    status: Known<OrderStatus>,
    kind: Known<CaseKind>,
    phase: Known<CasePhase>,
}

/// A plain list: it is short, and three more maps would cost more of the core than they save.
type Known<K> = RefCell<Vec<(String, Option<K>)>>;

impl Context<'_> {
    fn clock(&self) -> Clock {
        Clock { taken: self.taken, zone: self.locale.zone.clone(), dates: self.locale.dates }
    }

    fn subject(
        &self,
        found: &BTreeMap<String, FieldText>,
        asked: &BTreeMap<String, Vec<Strategy>>,
        text: &[String],
        fixed: &BTreeMap<String, String>,
    ) -> (Order, Case) {
        let mut filler = Filler { context: self, clock: self.clock(), found, asked, text, fixed };
        let mut order = Order::default();
        let mut case = Case::default();
        order.visit(&mut filler);
        case.visit(&mut filler);
        (order, case)
    }

    fn rows(&self, snapshot: &Snapshot) -> Vec<Row> {
        let Some(plan) = &self.page.read.rows else {
            return Vec::new();
        };
        let nothing = BTreeMap::new();
        let rows = snapshot.rows.iter().filter_map(|row| {
            let (order, mut case) = self.subject(&row.fields, &plan.fields, &self.page.row_text, &nothing);
            // A fixed value of the page describes a row's case only where the row shows one.
            let shows_case = case.shown().iter().any(|field| field.value.is_some());
            if shows_case && case.kind.value().is_none() {
                let fixed = &self.page.fixed;
                case = self.subject(&row.fields, &plan.fields, &self.page.row_text, fixed).1;
            }
            // Marketplaces number cases and orders alike. Digits that nothing on the row calls an order's number, such
            // as those of a row that has not come in full, are none.
            let another = plan.fields.contains_key("order_id")
                && order.order_id.value() != Some(&row.key)
                && row.key.bytes().all(|byte| byte.is_ascii_digit());
            (!another).then(|| Row { key: row.key.clone(), order, case })
        });
        rows.collect()
    }

    /// Whether a message says itself that a robot of the platform wrote it.
    fn is_automatic(&self, text: &str) -> bool {
        let words = self.page.read.thread.iter().flat_map(|plan| &plan.platform_words);
        words.into_iter().any(|word| text.contains(word.as_str()))
    }

    fn thread(&self, messages: &[MessageText]) -> Vec<Message> {
        let clock = self.clock();
        let mut thread: Vec<Message> = messages
            .iter()
            .map(|message| Message {
                author: match message.from.as_str() {
                    _ if self.is_automatic(&message.text) => Author::Platform,
                    "buyer" => Author::Buyer,
                    "seller" => Author::Seller,
                    "platform" => Author::Platform,
                    _ => Author::Unknown,
                },
                at: match &message.time {
                    None => Field::NotFound { reason: Missing::NothingMatched },
                    Some(text) => read(text, 0, |text| printed::moment(text, &clock, Direction::Past)),
                },
                text: message.text.clone(),
                cut: message.cut,
            })
            .collect();
        if self.page.read.thread.as_ref().is_some_and(|plan| plan.newest_first) {
            thread.reverse();
        }
        let times: Option<Vec<Timestamp>> =
            thread.iter().map(|message| message.at.value().map(|moment| moment.at)).collect();
        // The printed times decide over the order of the document wherever all of them are known.
        if times.is_some_and(|times| !times.is_sorted()) {
            thread.sort_by_key(|message| message.at.value().map(|moment| moment.at));
        }
        thread
    }
}

struct Filler<'a> {
    context: &'a Context<'a>,
    clock: Clock,
    found: &'a BTreeMap<String, FieldText>,
    asked: &'a BTreeMap<String, Vec<Strategy>>,
    text: &'a [String],
    fixed: &'a BTreeMap<String, String>,
}

impl Filler<'_> {
    fn fill<T>(&self, name: &str, field: &mut Field<T>, parse: impl Fn(&str) -> Option<T>) {
        *field = match (self.found.get(name), self.fixed.get(name)) {
            (Some(found), _) => match read(&found.text, found.by, parse) {
                Field::Read { value, .. } if self.by_text(name, found.by) => {
                    Field::Derived { value, from: found.text.clone() }
                }
                field => field,
            },
            (None, Some(fixed)) => match parse(fixed) {
                Some(value) => Field::Derived { value, from: format!("page {}", self.context.page.id) },
                None => Field::NotFound { reason: Missing::Unreadable { text: fixed.clone() } },
            },
            (None, None) if self.asked.contains_key(name) || self.text.iter().any(|field| field == name) => {
                Field::NotFound { reason: Missing::NothingMatched }
            }
            (None, None) => Field::default(),
        };
    }

    /// Whether a strategy is one of text mode, which stands behind those of the pack.
    fn by_text(&self, name: &str, strategy: u8) -> bool {
        usize::from(strategy) >= self.asked.get(name).map_or(0, Vec::len)
    }

    fn word<K: Copy + PartialEq + Ord>(
        &self,
        text: &str,
        all: &[K],
        key: impl Fn(K) -> &'static str,
        lists: &BTreeMap<K, Vec<String>>,
        common: fn(&LabelPack) -> &BTreeMap<K, Vec<String>>,
        known: &Known<K>,
    ) -> Option<K> {
        if let Some((_, meaning)) = known.borrow().iter().find(|(word, _)| word == text) {
            return *meaning;
        }
        let exact = all.iter().copied().find(|word| key(*word) == text);
        // The portal's own word goes before all others where it is the whole text; a longer usual one goes
        // before a part of it, so that "not yet delivered" is not taken for "delivered".
        let own = || printed::exactly(text, lists);
        let packs = self.context.packs.labels(self.context.portal);
        let meaning = exact
            .or_else(own)
            .or_else(|| printed::closest(text, std::iter::once(lists).chain(packs.map(common))));
        known.borrow_mut().push((text.to_owned(), meaning));
        meaning
    }
}

fn read<T>(text: &str, strategy: u8, parse: impl Fn(&str) -> Option<T>) -> Field<T> {
    match parse(text) {
        Some(value) => Field::Read { value, text: text.to_owned(), strategy },
        None if text.trim().is_empty() => Field::NotFound { reason: Missing::NothingMatched },
        None => Field::NotFound { reason: Missing::Unreadable { text: text.to_owned() } },
    }
}

/// Times that lie ahead; all others are in the past.
const AHEAD: [&str; 5] = ["respond_by", "pay_by", "ship_by", "deliver_by", "confirm_by"];

impl FieldVisitor for Filler<'_> {
    fn text(&mut self, name: &'static str, field: &mut Field<String>) {
        self.fill(name, field, |text| Some(printed::normalise(text)).filter(|text| !text.is_empty()));
    }

    fn count(&mut self, name: &'static str, field: &mut Field<u32>) {
        self.fill(name, field, |text| {
            let digits: String = printed::normalise(text)
                .chars()
                .skip_while(|character| !character.is_ascii_digit())
                .take_while(char::is_ascii_digit)
                .collect();
            digits.parse().ok()
        });
    }

    fn moment(&mut self, name: &'static str, field: &mut Field<Moment>) {
        let direction = if AHEAD.contains(&name) { Direction::Future } else { Direction::Past };
        self.fill(name, field, |text| printed::moment(text, &self.clock, direction));
    }

    fn money(&mut self, name: &'static str, field: &mut Field<Money>) {
        self.fill(name, field, |text| printed::money(text, &self.context.locale.currency));
    }

    fn status(&mut self, name: &'static str, field: &mut Field<OrderStatus>) {
        let lists = &self.context.portal.words.status;
        let known = &self.context.known.status;
        self.fill(name, field, |text| {
            self.word(text, OrderStatus::ALL, OrderStatus::key, lists, |pack| &pack.status, known)
        });
    }

    fn kind(&mut self, name: &'static str, field: &mut Field<CaseKind>) {
        let lists = &self.context.portal.words.kind;
        let known = &self.context.known.kind;
        self.fill(name, field, |text| {
            self.word(text, CaseKind::ALL, CaseKind::key, lists, |pack| &pack.kind, known)
        });
    }

    fn phase(&mut self, name: &'static str, field: &mut Field<CasePhase>) {
        let lists = &self.context.portal.words.phase;
        let known = &self.context.known.phase;
        self.fill(name, field, |text| {
            self.word(text, CasePhase::ALL, CasePhase::key, lists, |pack| &pack.phase, known)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_without_words_is_a_message_that_waits_for_an_answer() {
        let packs = Packs::shipped().unwrap();
        let settings = Settings { portals: [("ebay".to_owned(), true)].into(), ..Settings::default() };
        let said = |from: &str, text: &str| MessageText {
            from: from.to_owned(),
            time: None,
            text: text.to_owned(),
            cut: false,
        };
        let snapshot = Snapshot {
            page: "messages".to_owned(),
            // The document of this page holds the newest message first.
            thread: vec![said("buyer", ""), said("seller", "Please send a photo.")],
            ..Snapshot::empty("ebay")
        };
        let reading = interpret(&packs, &settings, &snapshot).unwrap();
        assert_eq!(reading.thread.len(), 2);
        assert_eq!(reading.thread.last().map(|message| message.author), Some(Author::Buyer));
    }
}
