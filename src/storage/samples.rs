//! Kept samples: the structure of pages, with every personal word replaced by the page script before it left the
//! page. New ways to find a field are tried on them, and a person may save them for a bug report.

use crate::protocol::Refusal;
use crate::webext::{self, Area};
use futures_util::lock::Mutex;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The key under which samples are kept; the page script that tries a way reads it too.
pub const SAMPLES: &str = "samples";

/// The most samples of one kind of page; the oldest makes room.
const MOST_OF_A_KIND: usize = 5;
/// The most samples in all.
const MOST: usize = 40;
/// The largest sample, in bytes of JSON.
const LARGEST: usize = 400_000;

thread_local! {
    static CHANGING: std::rc::Rc<Mutex<()>> = std::rc::Rc::new(Mutex::new(()));
}

/// One sample.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// The portal's id.
    pub portal: String,
    /// The page's id.
    pub page: String,
    /// The structure: `[tag, attributes, children, shadow children]`, a text being a string.
    pub tree: Value,
    /// When it was kept, `YYYY-MM-DD`.
    #[serde(default)]
    pub made: String,
}

/// Keeps a sample and tells how many of its kind there are now.
///
/// # Errors
/// [`Refusal::TooLarge`] for one that is larger than any page of interest, [`Refusal::Browser`] if storage is full
/// or cannot be written.
pub async fn keep_sample(sample: Sample) -> Result<usize, Refusal> {
    let size = sample.tree.to_string().len();
    if size > LARGEST {
        return Err(Refusal::TooLarge { chars: size });
    }
    let changing = CHANGING.with(std::rc::Rc::clone);
    let _alone = changing.lock().await;
    let mut kept: Vec<Sample> = webext::read(Area::Local, SAMPLES).await?.unwrap_or_default();
    let same = |one: &Sample| (&one.portal, &one.page) == (&sample.portal, &sample.page);
    kept.retain(|one| !(same(one) && one.tree == sample.tree));
    while kept.iter().filter(|one| same(one)).count() >= MOST_OF_A_KIND {
        let oldest = kept.iter().position(same);
        oldest.map(|at| kept.remove(at));
    }
    while kept.len() >= MOST {
        kept.remove(0);
    }
    let count = kept.iter().filter(|one| same(one)).count() + 1;
    kept.push(sample);
    webext::write(Area::Local, SAMPLES, &kept).await?;
    Ok(count)
}
