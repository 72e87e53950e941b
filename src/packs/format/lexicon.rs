//! A lexicon: how buyers word what they want, threaten, swear and thank (`packs/lexicons/*.toml`), and messages
//! by which the reading of topics is learned (`packs/lexicons/examples/*.toml`).
//!
//! A phrase begins where a word begins and ends where a word ends; a `*` at its end lets the word go on, and
//! `\*` is a star that the buyer typed. Case, accents and invisible characters do not count. A script that
//! does not part words is searched at every character.

use crate::model::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The lexicon of one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct LexiconPack {
    /// The language.
    pub language: String,
    /// Topic of the catalogue → phrases by which buyers word it. Their last word may go on.
    pub topic: BTreeMap<String, Vec<String>>,
    /// Concept → its words. What is learned of a concept in one language holds in all.
    pub concept: BTreeMap<String, Vec<String>>,
    /// Swear words, whoever they are aimed at.
    pub swearing: Vec<String>,
    /// Insults aimed at the shop, without a swear word.
    pub insults: Vec<String>,
    /// What is announced if the buyer does not get what is asked.
    pub threat: BTreeMap<Threat, Vec<String>>,
    /// Words that tie a demand to a condition, such as "otherwise".
    pub condition: Vec<String>,
    /// How a review or a rating is named.
    pub review_words: Vec<String>,
    /// What is said about pictures.
    pub photo: BTreeMap<Photo, Vec<String>>,
    /// What the buyer wants done.
    pub wants: BTreeMap<Want, Vec<String>>,
    /// Words of a mood.
    pub mood: BTreeMap<Mood, Vec<String>>,
    /// First words of a question.
    pub question: Vec<String>,
    /// Greetings and closings that say nothing.
    pub filler: Vec<String>,
    /// Abbreviations whose full stop ends no sentence.
    pub abbreviations: Vec<String>,
    /// How a time that has passed is told; `{n}` stands for a number.
    pub past: BTreeMap<Past, Vec<String>>,
    /// Small numbers as words.
    pub numbers: BTreeMap<String, u32>,
    /// Words that deny that anything was bought here.
    pub stranger: Vec<String>,
}

/// Messages of one language with the labels that they must get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExamplePack {
    /// The language.
    pub language: String,
    /// The messages.
    #[serde(rename = "example")]
    pub examples: Vec<Example>,
}

/// One message, written for the purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What the buyer writes.
    pub text: String,
    /// Topics of the catalogue, the main one first; `other` for none of them.
    pub topics: Vec<String>,
    /// What is announced.
    #[serde(default)]
    pub threat: Vec<Threat>,
    /// Whether a swear word stands in it.
    #[serde(default)]
    pub swearing: bool,
    /// Whether the shop is insulted.
    #[serde(default)]
    pub insult: bool,
    /// Whether money or goods are tied to a review.
    #[serde(default)]
    pub blackmail: bool,
    /// What is said about pictures.
    #[serde(default)]
    pub photo: Option<Photo>,
    /// What the buyer wants done.
    #[serde(default)]
    pub wants: Vec<Want>,
    /// The mood, where it is told by words.
    #[serde(default)]
    pub mood: Option<Mood>,
}

macro_rules! kinds {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $kind:ident = $en:literal, $zh:literal;)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$doc])* $kind,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// Its name.
            pub fn words(self) -> Words {
                match self {
                    $(Self::$kind => Words::new($en, $zh),)*
                }
            }
        }
    };
}

kinds! {
    /// What a buyer announces.
    Threat {
        /// A bad review.
        Review = "bad review", "差评";
        /// Taking the money back through the bank or the payment service.
        Chargeback = "chargeback", "拒付";
        /// A dispute, claim or report on the platform.
        Claim = "claim or report", "开纠纷或举报";
        /// Consumer protection or another authority.
        Authority = "authority", "投诉至主管机构";
        /// A lawyer, the police, a court.
        Court = "lawyer or court", "律师或法院";
        /// Telling the public.
        Publicity = "publicity", "公开曝光";
        /// Having the shop closed.
        Shop = "closing the shop", "封店";
    }
}

kinds! {
    /// What a message says about pictures.
    Photo {
        /// One is there, or was sent.
        Attached = "says that a picture is there", "称已附图片";
        /// There is none.
        None = "says that there is no picture", "称没有图片";
    }
}

kinds! {
    /// What a buyer wants done.
    Want {
        /// The money back.
        Refund = "refund", "退款";
        /// A part of the money back.
        PartialRefund = "partial refund", "部分退款";
        /// Another piece.
        Replacement = "replacement", "换货或补发";
        /// A repair.
        Repair = "repair", "维修";
        /// The part that is missing.
        MissingPart = "the missing part", "补寄缺件";
        /// The order cancelled.
        Cancel = "cancellation", "取消";
        /// To keep the item.
        Keep = "to keep the item", "不退货";
        /// An answer.
        Information = "an answer", "答复";
    }
}

kinds! {
    /// The mood of a message.
    Mood {
        /// Angry.
        Angry = "angry", "愤怒";
        /// Disappointed or worried.
        Sad = "disappointed", "失望";
        /// In a hurry.
        Urgent = "in a hurry", "着急";
        /// Friendly.
        Friendly = "friendly", "友好";
    }
}

kinds! {
    /// The unit of a time that has passed.
    Past {
        /// Days.
        Day = "days", "天";
        /// Weeks.
        Week = "weeks", "周";
        /// Months.
        Month = "months", "个月";
        /// Years.
        Year = "years", "年";
        /// Over three months, without a number.
        LongAgo = "long ago", "很久以前";
    }
}
