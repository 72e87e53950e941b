//! What the buyer writes: the message itself with the words that told something marked, and what they told.

use super::Bench;
use crate::model::Words;
use crate::packs::format::{Mood, Photo};
use crate::triage::{Anger, EntityKind, Label, Span, Triage, Understood};
use crate::ui::desk::Desk;
use crate::ui::i18n::{self, Phrase};
use crate::ui::view::{IntoView, View, blockquote, dd, details, div, dl, dt, li, mark, p, span, summary, ul};
use reactive_graph::prelude::*;

/// From so many UTF-16 units on, a message with a gist is folded.
const LONG: usize = 600;

/// The section of the buyer's message; nothing on a page without one.
pub(super) fn section(bench: Bench) -> View {
    (move || {
        let messages = bench.page(|view| {
            let text =
                |message: &Understood| view.reading.thread.get(message.place).map(|said| said.text.clone());
            let shown = view
                .advice
                .messages
                .iter()
                .filter_map(|message| Some((text(message)?, message.triage.clone())));
            shown.collect::<Vec<_>>()
        });
        let messages = messages.filter(|messages| !messages.is_empty())?;
        let desk = bench.desk;
        let all =
            move || messages.iter().map(|(text, triage)| message(desk, text, triage)).collect::<Vec<_>>();
        Some(super::named_section("message", move || desk.t(i18n::MESSAGE), all))
    })
    .into_view()
}

fn message(desk: Desk, text: &str, triage: &Triage) -> View {
    let whole = quote(desk, text, triage);
    let length = text.encode_utf16().count();
    let shown = if triage.gist.is_empty() || length < LONG {
        whole
    } else {
        let lines: Vec<_> = triage.gist.iter().map(|span| li().child(span.of(text))).collect();
        let gist = div()
            .class("gist")
            .child((p().class("hint").child(desk.t(i18n::MESSAGE_GIST)), ul().child(lines)));
        let fold = details().class("fold").child((summary().child(desk.t(i18n::MESSAGE_WHOLE)), whole));
        (gist, fold).into_view()
    };
    div()
        .class("message")
        .child((shown, warnings(desk, triage), labels(desk, text, triage), questions(desk, text, triage)))
        .into_view()
}

/// The message with its marks. Its words are data and become text, whatever they say.
fn quote(desk: Desk, text: &str, triage: &Triage) -> View {
    let units: Vec<u16> = text.encode_utf16().collect();
    let words = |range: std::ops::Range<u32>| {
        units.get(range.start as usize..range.end as usize).map(String::from_utf16_lossy).unwrap_or_default()
    };
    let mut parts: Vec<View> = Vec::new();
    let mut at = 0;
    for (place, class, why) in marks(desk, triage) {
        if place.start < at {
            continue;
        }
        parts.push(words(at..place.start).into_view());
        let said = words(place.start..place.end);
        parts.push(mark().class(class).attr("title", why).child(said).into_view());
        at = place.end;
    }
    let end = u32::try_from(units.len()).unwrap_or(u32::MAX);
    parts.push(words(at..end).into_view());
    let language = triage.language.as_ref().map(|spoken| spoken.language.clone());
    blockquote().attr("lang", language.unwrap_or_default()).attr("dir", "auto").child(parts).into_view()
}

/// The places that told something, in their order; the graver one first where two begin together.
fn marks(desk: Desk, triage: &Triage) -> Vec<(Span, &'static str, String)> {
    let named =
        |phrase: Phrase, what: &Words| format!("{}{}{}", desk.t(phrase), desk.t(i18n::COLON), desk.w(what));
    let mut marks: Vec<(Span, &'static str, String)> = Vec::new();
    for sign in &triage.threats {
        marks.push((sign.at, "grave", named(i18n::MESSAGE_THREATS, &sign.kind.words())));
    }
    for sign in &triage.anger {
        marks.push((sign.at, "grave", desk.t(anger(sign.kind)).to_owned()));
    }
    for sign in &triage.wants {
        marks.push((sign.at, "want", named(i18n::MESSAGE_WANTS, &sign.kind.words())));
    }
    for label in &triage.topics {
        let name = topic(desk, &label.id);
        marks.extend(label.why.iter().map(|place| (*place, "topic", name.clone())));
    }
    if let Some(ago) = triage.ago {
        marks.push((ago.at, "want", i18n::AGO.with(desk.language.get(), &[("n", &ago.days.to_string())])));
    }
    marks.retain(|(place, _, _)| place.start < place.end);
    let grave = |class: &str| class != "grave";
    marks.sort_by_key(|(place, class, _)| (place.start, grave(class), std::cmp::Reverse(place.end)));
    marks
}

/// What an agent must not overlook.
fn warnings(desk: Desk, triage: &Triage) -> View {
    let days = triage.ago.filter(|ago| ago.days > 30).map(|ago| ago.days.to_string());
    let no_picture = triage.photos.iter().any(|sign| sign.kind == Photo::None);
    let told = [
        triage.blackmail.is_some().then(|| desk.t(i18n::BLACKMAIL).to_owned()),
        (!triage.stranger.is_empty()).then(|| desk.t(i18n::STRANGER).to_owned()),
        days.map(|days| i18n::AGO.with(desk.language.get(), &[("n", &days)])),
        no_picture.then(|| desk.t(i18n::NO_PICTURE).to_owned()),
        (!triage.hidden.is_empty()).then(|| desk.t(i18n::HIDDEN).to_owned()),
        triage.cut.then(|| desk.t(i18n::CUT).to_owned()),
    ];
    let none = triage.topics.is_empty().then(|| p().class("hint").child(desk.t(i18n::MESSAGE_NO_TOPIC)));
    let told: Vec<_> = told.into_iter().flatten().map(|words| p().class("caution").child(words)).collect();
    (told, none).into_view()
}

fn labels(desk: Desk, text: &str, triage: &Triage) -> View {
    let list = |title: Phrase, words: Vec<String>| {
        let tags = |words: Vec<String>| {
            words.into_iter().map(|words| span().class("tag").child(words)).collect::<Vec<_>>()
        };
        (!words.is_empty()).then(|| (dt().child(desk.t(title)), dd().class("tags").child(tags(words))))
    };
    let topics = triage.topics.iter().map(|label| told(desk, label));
    let threats = triage.threats.iter().map(|sign| desk.w(&sign.kind.words()));
    let anger_signs = triage.anger.iter().map(|sign| desk.t(anger(sign.kind)).to_owned());
    let wants = triage.wants.iter().map(|sign| desk.w(&sign.kind.words()));
    let mood = triage.mood().filter(|mood| *mood != Mood::Friendly || triage.threats.is_empty());
    let language = triage.language.as_ref().map(|spoken| {
        let name = desk.packs(|packs| packs.language(&spoken.language).map(|pack| pack.name.clone()));
        name.map_or_else(|| spoken.language.to_uppercase(), |name| desk.w(&name))
    });
    let names = triage
        .entities
        .iter()
        .map(|entity| format!("{} {}", desk.t(name_of(entity.kind)), entity.at.of(text)));
    dl().class("labels")
        .child((
            list(i18n::MESSAGE_TOPICS, topics.collect()),
            list(i18n::MESSAGE_WANTS, distinct(wants)),
            list(i18n::MESSAGE_THREATS, distinct(threats)),
            list(i18n::MESSAGE_ANGER, distinct(anger_signs)),
            list(i18n::MESSAGE_MOOD, mood.map(|mood| desk.w(&mood.words())).into_iter().collect()),
            list(i18n::MESSAGE_NAMES, distinct(names)),
            list(i18n::MESSAGE_LANGUAGE, language.into_iter().collect()),
        ))
        .into_view()
}

fn questions(desk: Desk, text: &str, triage: &Triage) -> View {
    let items: Vec<_> = triage
        .questions
        .iter()
        .map(|question| {
            let about = question.topic.as_ref().map(|id| span().class("tag").child(topic(desk, id)));
            li().child((span().attr("dir", "auto").child(question.at.of(text)), " ", about))
        })
        .collect();
    (items.len() > 1)
        .then(|| {
            div()
                .class("questions")
                .child((p().class("hint").child(desk.t(i18n::MESSAGE_QUESTIONS)), ul().child(items)))
        })
        .into_view()
}

fn told(desk: Desk, label: &Label) -> String {
    let likely = i18n::MESSAGE_LIKELY.with(desk.language.get(), &[("n", &label.likely.to_string())]);
    format!("{} · {likely}", topic(desk, &label.id))
}

fn topic(desk: Desk, id: &str) -> String {
    let words = desk.packs(|packs| {
        packs.catalogue().topics.iter().find(|known| known.id == id).map(|known| known.words.clone())
    });
    words.map_or_else(|| id.to_owned(), |words| desk.w(&words))
}

fn distinct(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for words in words {
        if !distinct.contains(&words) {
            distinct.push(words);
        }
    }
    distinct
}

fn anger(kind: Anger) -> Phrase {
    match kind {
        Anger::Swearing => i18n::ANGER_SWEARING,
        Anger::Insult => i18n::ANGER_INSULT,
        Anger::Capitals => i18n::ANGER_CAPITALS,
    }
}

fn name_of(kind: EntityKind) -> Phrase {
    match kind {
        EntityKind::Order => i18n::NAMES_ORDER,
        EntityKind::Tracking => i18n::NAMES_TRACKING,
        EntityKind::Amount => i18n::NAMES_AMOUNT,
        EntityKind::Date => i18n::NAMES_DATE,
        EntityKind::Item => i18n::NAMES_ITEM,
    }
}
