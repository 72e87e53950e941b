//! The page scripts' eyes alone: reads a page of the replica with the files of `extension/page/` and the packs of
//! `packs/` as they are on disk, and understands it natively. Nothing needs to be built between a change of a pack
//! and a look at what it reads.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use dueline::advice::Settings;
use dueline::model::{Moment, Precision, Reading, Shape};
use dueline::packs::{Packs, check, load};
use dueline::portal;
use dueline::protocol::Snapshot;
use jiff::Timestamp;
use replica_portal::Scene;
use serde_json::{Value, json};

use crate::Stage;

/// What looks at the page once.
const LOOK: &str = "const own = window.dueline, plan = window.duelinePlan; \
    const look = async () => { own.read.forget(); const page = own.read.pick(plan); \
    return page ? (await own.read.read(plan.portal, page, true)).snapshot : null };";

/// Reads pages without the extension.
#[derive(Debug)]
pub struct Eyes {
    /// The packs as they are on disk.
    pub packs: Packs,
    settings: Settings,
    script: String,
}

/// Field → what a page says of it, in a form that can be compared.
pub type Said = BTreeMap<String, Told>;

/// One value, and how far it may differ and still be the same.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// Words, numbers, amounts.
    Words(String),
    /// A day.
    Day(String),
    /// An instant, known to so many seconds.
    Instant(Timestamp, i64),
}

impl Told {
    /// Whether the two say the same.
    pub fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Words(one), Self::Words(two)) | (Self::Day(one), Self::Day(two)) => one == two,
            (Self::Instant(one, exact), Self::Instant(two, other)) => {
                one.duration_since(*two).as_secs().abs() <= *exact.max(other)
            }
            _ => false,
        }
    }

    fn of_moment(moment: &Moment) -> Self {
        match (moment.precision, moment.shape) {
            (Precision::Day, Shape::Date) => Self::Day(moment.to_string()),
            (Precision::Day, _) => Self::Instant(moment.at, 86_400),
            (Precision::Hour, _) => Self::Instant(moment.at, 3_600),
            _ => Self::Instant(moment.at, 120),
        }
    }

    /// From what a sheet says: a day, an instant in UTC, or words.
    fn of_truth(text: &str) -> Self {
        match text.parse::<Timestamp>() {
            Ok(at) if text.contains('T') => Self::Instant(at, 120),
            _ if text.parse::<jiff::civil::Date>().is_ok() => Self::Day(text.to_owned()),
            _ => Self::Words(text.to_owned()),
        }
    }
}

/// Everything on a page that can be read right or wrong.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sight {
    /// The page's id; empty where no page of the portal is seen.
    pub page: String,
    /// The fields of the page's own order and case.
    pub fields: Said,
    /// Row → its fields.
    pub rows: BTreeMap<String, Said>,
    /// Author and words of each message, oldest first.
    pub thread: Vec<(String, String)>,
    /// Whether there is a reply box.
    pub reply: bool,
}

impl Eyes {
    /// With the page scripts and packs of this checkout.
    ///
    /// # Errors
    /// If a file cannot be read or a pack is no pack.
    pub fn open() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut packs = Packs::default();
        for file in check::files(&[root.join("packs")])? {
            let text = std::fs::read_to_string(&file)?;
            packs.overlay(load::read(&file, &text).map_err(|problem| anyhow::anyhow!("{problem}"))?.bundle());
        }
        let portals = packs.portals().iter().map(|portal| (portal.id.clone(), true)).collect();
        let settings = Settings { portals, ..Settings::default() };
        let part = |name: &str| {
            let path: PathBuf = root.join("extension/page").join(name);
            std::fs::read_to_string(&path).with_context(|| path.display().to_string())
        };
        let script = format!("globalThis.dueline = {{}};\n{}\n{}", part("dom.js")?, part("read.js")?);
        Ok(Self { packs, settings, script })
    }

    /// Opens a scene and brings the eyes to it.
    ///
    /// # Errors
    /// If the page is not drawn within the usual patience.
    pub async fn visit(&self, stage: &Stage, scene: &Scene, knobs: &str) -> Result<()> {
        // From a blank page, so that an address which differs in its fragment alone is loaded too.
        stage.page().await?.goto("about:blank").await?;
        stage.visit(&scene.id, knobs).await?;
        stage.until_page("the page is drawn", "return window.replicaDrawn === true").await?;
        // Custom elements and late parts of a page come within a few frames.
        tokio::time::sleep(Duration::from_millis(60)).await;
        let portal =
            self.packs.portal(&scene.portal).with_context(|| format!("there is no pack {}", scene.portal))?;
        let plan = portal::lean_plan(&self.packs, portal)?;
        // A script of the page's own: what a driver's script leaves behind is not there for the next one everywhere.
        let script = format!("{}\nglobalThis.duelinePlan = {plan};", self.script);
        let put = format!(
            "const script = document.createElement('script'); script.textContent = {}; document.head.append(script); script.remove()",
            json!(script)
        );
        stage.script(&put).await?;
        Ok(())
    }

    /// Reads what is on the page now.
    ///
    /// # Errors
    /// If the page scripts fail or the snapshot is refused.
    pub async fn read(&self, stage: &Stage) -> Result<Option<Reading>> {
        let found =
            stage.async_at(&stage.browser.page_window, &format!("{LOOK} return await look()")).await?;
        self.understand(found)
    }

    /// Changes the page in each of these ways, reads it, and puts it back, all in one turn. A way that changes
    /// nothing on this page gives nothing.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub async fn see_changed(&self, stage: &Stage, ways: &[(&str, String)]) -> Result<Vec<Option<Sight>>> {
        let script = format!(
            "{LOOK} const seen = []; for (const [kind, argument] of {}) {{ const applied = window.replicaDrift.apply(kind, argument); \
             seen.push(applied ? {{ snapshot: await look() }} : null); window.replicaDrift.restore(); }} return seen",
            json!(ways)
        );
        let found = stage.async_at(&stage.browser.page_window, &script).await?;
        let list = found.as_array().cloned().unwrap_or_default();
        let each = list.into_iter().map(|mut one| match one.is_null() {
            true => Ok(None),
            false => Ok(Some(
                self.understand(one["snapshot"].take())?.map(|reading| sight(&reading)).unwrap_or_default(),
            )),
        });
        each.collect()
    }

    /// Draws the page anew with other knobs and reads it, without loading its document again.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub async fn see_redrawn(&self, stage: &Stage, knobs: &str) -> Result<Sight> {
        let redraw = format!(
            "await window.replicaRedraw({}); await new Promise((go) => setTimeout(go, 30));",
            json!(knobs)
        );
        let script = format!("{LOOK} {redraw} return await look()");
        let found = stage.async_at(&stage.browser.page_window, &script).await?;
        Ok(self.understand(found)?.map(|reading| sight(&reading)).unwrap_or_default())
    }

    fn understand(&self, found: Value) -> Result<Option<Reading>> {
        if found.is_null() {
            return Ok(None);
        }
        let snapshot: Snapshot = serde_json::from_value(found)?;
        match portal::interpret(&self.packs, &self.settings, &snapshot) {
            Ok(reading) => Ok(Some(reading)),
            Err(refusal) => bail!("the snapshot was refused: {refusal}"),
        }
    }

    /// What is seen on the page now, made ready to be compared.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub async fn see(&self, stage: &Stage) -> Result<Sight> {
        Ok(self.read(stage).await?.map(|reading| sight(&reading)).unwrap_or_default())
    }
}

/// A reading made ready to be compared.
pub fn sight(reading: &Reading) -> Sight {
    let said = |order: &dueline::model::Order, case: &dueline::model::Case| {
        let mut said = Said::new();
        for shown in order.shown().into_iter().chain(case.shown()) {
            let Some(value) = shown.value else { continue };
            let moment = order
                .moment(&shown.name)
                .or_else(|| case.moment(&shown.name))
                .and_then(|field| field.value());
            said.insert(shown.name, moment.map_or(Told::Words(value), Told::of_moment));
        }
        said
    };
    let author =
        |message: &dueline::model::Message| json!(message.author).as_str().unwrap_or_default().to_owned();
    Sight {
        page: reading.page.clone(),
        fields: said(&reading.order, &reading.case),
        rows: reading.rows.iter().map(|row| (row.key.clone(), said(&row.order, &row.case))).collect(),
        thread: reading.thread.iter().map(|message| (author(message), message.text.clone())).collect(),
        reply: reading.reply.is_some(),
    }
}

/// What a sheet says is to be read on it.
///
/// # Errors
/// If the page says nothing, or not in the agreed form.
pub async fn truth(stage: &Stage) -> Result<Sight> {
    let told = stage.script("return window.replicaTruth ?? null").await?;
    let page = told["page"].as_str().context("the sheet does not say its truth")?.to_owned();
    let said = |value: &Value| -> Result<Said> {
        let members = value.as_object().into_iter().flatten();
        members
            .map(|(name, value)| {
                let text = value.as_str().with_context(|| format!("the truth of {name} is no text"))?;
                Ok((name.clone(), Told::of_truth(text)))
            })
            .collect()
    };
    let rows = told["rows"].as_object().into_iter().flatten();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Ok(Sight {
        page,
        fields: said(&told["fields"])?,
        rows: rows.map(|(key, row)| Ok((key.clone(), said(row)?))).collect::<Result<_>>()?,
        thread: told["thread"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|message| (text(&message[0]), text(&message[1])))
            .collect(),
        reply: told["reply"] == true,
    })
}

/// What is otherwise than it should be, a line each.
pub fn differences(wanted: &Sight, seen: &Sight) -> Vec<String> {
    let mut otherwise = Vec::new();
    if wanted.page != seen.page {
        otherwise.push(format!("page {:?} instead of {:?}", seen.page, wanted.page));
    }
    let mut compare = |place: &str, wanted: &Said, seen: &Said| {
        for (name, value) in wanted {
            match seen.get(name) {
                Some(found) if found.agrees(value) => {}
                found => otherwise.push(format!("{place}{name}: {found:?} instead of {value:?}")),
            }
        }
        for (name, found) in seen.iter().filter(|(name, _)| !wanted.contains_key(*name)) {
            otherwise.push(format!("{place}{name}: {found:?}, of which the truth says nothing"));
        }
    };
    compare("", &wanted.fields, &seen.fields);
    for (key, row) in &wanted.rows {
        compare(&format!("row {key}, "), row, seen.rows.get(key).unwrap_or(&Said::new()));
    }
    for key in seen.rows.keys().filter(|key| !wanted.rows.contains_key(*key)) {
        otherwise.push(format!("row {key}, of which the truth says nothing"));
    }
    if wanted.thread != seen.thread {
        otherwise.push(format!("messages {:?} instead of {:?}", seen.thread, wanted.thread));
    }
    if wanted.reply != seen.reply {
        otherwise.push(format!("reply box {} instead of {}", seen.reply, wanted.reply));
    }
    otherwise
}
