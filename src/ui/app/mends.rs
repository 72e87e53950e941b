//! What was mended by pointing and what is switched off: the list, the file that goes to a colleague, and the file
//! that comes from one, which is shown before anything of it counts.

use crate::packs::mend::{self, Mend, MendPack, MendPlace, Off};
use crate::protocol::FromScreen;
use crate::ui::bridge;
use crate::ui::controls::words_button;
use crate::ui::desk::Desk;
use crate::ui::download;
use crate::ui::i18n;
use crate::ui::mending::{describe, place_name};
use crate::ui::upload;
use crate::ui::view::{IntoView, View, code, div, h3, input, label, li, p, span, ul};
use crate::webext;
use jiff::tz::TimeZone;
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use wasm_bindgen_futures::spawn_local;

pub(super) fn view(desk: Desk) -> View {
    let incoming = RwSignal::new(None::<MendPack>);
    let list = move || {
        let kept = desk.mends.get();
        if kept.mends.is_empty() && kept.off.is_empty() {
            return p().class("hint").child(desk.t(i18n::MENDS_NONE)).into_view();
        }
        let mends: Vec<_> = kept.mends.into_iter().map(|mend| mend_row(desk, mend)).collect();
        let off: Vec<_> = kept.off.into_iter().map(|off| off_row(desk, off)).collect();
        ul().class("plain mends").child((mends, off)).into_view()
    };
    let nothing = move || desk.mends.with(|kept| kept.mends.is_empty() && kept.off.is_empty());
    let export =
        move || (!nothing()).then(|| words_button("", desk.t(i18n::MENDS_EXPORT), move || save(desk)));
    let file = input()
        .id("mends-file")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .on("change", move |event| take(desk, incoming, &event));
    let import = div()
        .class("field")
        .child((label().attr("for", "mends-file").child(move || desk.t(i18n::MENDS_IMPORT)), file));
    let preview = move || incoming.get().map(|pack| preview(desk, incoming, pack));
    (
        p().class("hint").child(move || desk.t(i18n::MENDS_HINT)),
        list,
        div().class("buttons").child(export),
        import,
        preview,
    )
        .into_view()
}

/// The place of a mend in words.
fn place(desk: Desk, mend: &Mend) -> String {
    format!("{} · {} · {}", mend.portal, mend.page, place_name(desk, mend.place, &mend.field))
}

fn mend_row(desk: Desk, mend: Mend) -> View {
    let words = place(desk, &mend);
    let how = describe(&mend.strategy);
    let made = mend.made.clone();
    let gone = MendPack { mends: vec![mend], ..MendPack::default() };
    let remove = words_button("small", desk.t(i18n::REMOVE), move || change(desk, gone.clone(), true));
    li().child((
        span().child(words),
        " ",
        code().class("wrap").child(how),
        " ",
        span().class("hint").child(made),
        " ",
        remove,
    ))
    .into_view()
}

fn off_row(desk: Desk, off: Off) -> View {
    let words = off_words(desk, &off);
    let gone = MendPack { off: vec![off], ..MendPack::default() };
    let remove = words_button("small", desk.t(i18n::REMOVE), move || change(desk, gone.clone(), true));
    li().child((span().child(words), " ", remove)).into_view()
}

fn off_words(desk: Desk, off: &Off) -> String {
    let parts: Vec<&str> = [Some(off.portal.as_str()), off.page.as_deref(), off.field.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    format!("{}: {} ({})", parts.join(" · "), desk.t(i18n::MENDS_OFF), desk.w(&off.why))
}

fn change(desk: Desk, pack: MendPack, undo: bool) {
    spawn_local(async move {
        match bridge::ask_plain(FromScreen::Mend { pack: Box::new(pack), undo }).await {
            Ok(_) => desk.say(i18n::MENDS_TAKEN.get(desk.language.get_untracked())),
            Err(trouble) => desk.say(&desk.explain(&trouble)),
        }
    });
}

/// Saves everything that was mended as a file that is signed with the agent's name and the date.
fn save(desk: Desk) {
    let kept = desk.mends.get_untracked();
    let by = desk.settings.with_untracked(|settings| settings.agent.name.clone());
    let made = webext::now().to_zoned(TimeZone::UTC).date().to_string();
    let name = format!("dueline-mends-{made}.json");
    let text = serde_json::to_string_pretty(&MendPack { by, made, ..kept }).unwrap_or_default();
    if !download::save(&name, &text) {
        desk.say(i18n::SAVE_FAILED.get(desk.language.get_untracked()));
    }
}

/// Reads the chosen file; nothing of it counts before the person has seen it.
fn take(desk: Desk, incoming: RwSignal<Option<MendPack>>, event: &web_sys::Event) {
    let Some(file) = upload::chosen(event) else { return };
    spawn_local(async move {
        let language = desk.language.get_untracked();
        match upload::text_of(&file).await {
            None => desk.say(i18n::MENDS_UNREADABLE.get(language)),
            Some(text) => match mend::read(&text) {
                Ok(pack) => drop(incoming.try_set(Some(pack))),
                Err(error) => desk.say(&error.to_string()),
            },
        }
    });
}

/// What a file would change: how each place is found now, and how it would be found.
fn preview(desk: Desk, incoming: RwSignal<Option<MendPack>>, pack: MendPack) -> View {
    let language = desk.language.get();
    let count = (pack.mends.len() + pack.off.len()).to_string();
    let signed = (!pack.by.is_empty()).then(|| {
        p().class("hint").child(i18n::MENDS_SIGN.with(language, &[("name", &pack.by), ("date", &pack.made)]))
    });
    let note = (!pack.note.is_empty()).then(|| p().child(pack.note.clone()));
    let mends: Vec<_> = pack
        .mends
        .iter()
        .map(|mend| {
            let line = |words: &'static str, how: String| {
                p().child((span().class("hint").child(words), " ", code().class("wrap").child(how)))
            };
            li().child((
                h3().child(place(desk, mend)),
                line(desk.t(i18n::MENDS_BEFORE), before(desk, mend)),
                line(desk.t(i18n::MENDS_AFTER), describe(&mend.strategy)),
            ))
        })
        .collect();
    let off: Vec<_> = pack.off.iter().map(|off| li().child(off_words(desk, off))).collect();
    let accept = move || {
        change(desk, pack.clone(), false);
        incoming.set(None);
    };
    div()
        .id("mends-preview")
        .class("preview")
        .child((
            p().child(i18n::MENDS_CHANGES.with(language, &[("n", &count)])),
            signed,
            note,
            ul().class("plain").child((mends, off)),
            div().class("buttons").child((
                words_button("primary", desk.t(i18n::MENDS_ACCEPT), accept),
                words_button("", desk.t(i18n::MENDS_REFUSE), move || incoming.set(None)),
            )),
        ))
        .into_view()
}

/// How a place is found until now, by what the packs say first.
fn before(desk: Desk, mend: &Mend) -> String {
    desk.packs(|packs| {
        let portal = packs.portal(&mend.portal)?;
        let page = portal.pages.iter().find(|page| page.id == mend.page)?;
        let rows = page.read.rows.as_ref();
        let first = |list: Option<&Vec<String>>| list.and_then(|list| list.first()).cloned();
        match mend.place {
            MendPlace::Field => page.read.fields.get(&mend.field).and_then(|list| list.first()).map(describe),
            MendPlace::Row => rows?.fields.get(&mend.field).and_then(|list| list.first()).map(describe),
            MendPlace::Rows => first(rows.map(|rows| &rows.css)),
            MendPlace::Messages => first(page.read.thread.as_ref().map(|thread| &thread.message)),
            MendPlace::Reply => first(page.read.reply.as_ref().map(|reply| &reply.css)),
        }
    })
    .unwrap_or_else(|| "–".to_owned())
}

/// The kept samples: how many of which page, to be saved or deleted.
pub(super) fn samples(desk: Desk) -> View {
    let kept = RwSignal::new(None::<Vec<crate::storage::Sample>>);
    let refresh = move || {
        spawn_local(async move {
            match bridge::samples().await {
                Ok(found) => drop(kept.try_set(Some(found))),
                Err(trouble) => desk.say(&desk.explain(&trouble)),
            }
        });
    };
    refresh();
    let content = move || {
        let found = kept.get()?;
        if found.is_empty() {
            return Some(p().class("hint").child(desk.t(i18n::SAMPLES_NONE)).into_view());
        }
        let mut kinds: Vec<(String, usize)> = Vec::new();
        for sample in &found {
            let name = format!("{} · {}", sample.portal, sample.page);
            match kinds.iter_mut().find(|(known, _)| *known == name) {
                Some((_, count)) => *count += 1,
                None => kinds.push((name, 1)),
            }
        }
        let items: Vec<_> = kinds
            .into_iter()
            .map(|(name, count)| {
                let count = i18n::SAMPLES_COUNT.with(desk.language.get(), &[("n", &count.to_string())]);
                li().child((name, " ", span().class("hint").child(count)))
            })
            .collect();
        let save = move || {
            let text = serde_json::to_string(&found).unwrap_or_default();
            if !download::save("dueline-samples.json", &text) {
                desk.say(i18n::SAVE_FAILED.get(desk.language.get_untracked()));
            }
        };
        let drop_all = move || {
            spawn_local(async move {
                if let Err(trouble) = bridge::drop_samples().await {
                    desk.say(&desk.explain(&trouble));
                }
                kept.try_set(Some(Vec::new()));
            });
        };
        let buttons = div().class("buttons").child((
            words_button("", desk.t(i18n::SAMPLES_SAVE), save),
            words_button("", desk.t(i18n::SAMPLES_DROP), drop_all),
        ));
        Some((ul().class("plain").child(items), buttons).into_view())
    };
    (p().class("hint").child(move || desk.t(i18n::SAMPLE_HINT)), content).into_view()
}
