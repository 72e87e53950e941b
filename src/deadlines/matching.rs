//! Does a condition hold for what is open? Shared by rules, playbooks and letters.

use crate::model::{
    Author, Case, CaseKind, CasePhase, Field, Message, Moment, Money, Order, OrderStatus, Reading, Row,
};
use crate::packs::format::When;
use crate::triage::Topic;

/// One order or case with what surrounds it: the open page's own, or one row of a list.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The portal's id.
    pub portal: &'a str,
    /// The site's id.
    pub site: &'a str,
    /// The page's id.
    pub page: &'a str,
    /// The zone in which the portal prints its times.
    pub zone: &'a str,
    /// Whether a source gives that zone.
    pub zone_known: bool,
    /// The order.
    pub order: &'a Order,
    /// The case.
    pub case: &'a Case,
    /// The conversation, oldest first; empty for a row.
    pub thread: &'a [Message],
    /// What the buyer's message and the case's reason are about; empty where nobody has looked.
    pub topics: &'a [Topic],
}

impl<'a> Situation<'a> {
    /// What the page itself shows.
    pub fn of_page(reading: &'a Reading) -> Self {
        Self {
            portal: &reading.portal,
            site: &reading.site,
            page: &reading.page,
            zone: &reading.zone,
            zone_known: reading.zone_known,
            order: &reading.order,
            case: &reading.case,
            thread: &reading.thread,
            topics: &[],
        }
    }

    /// What one row shows.
    pub fn of_row(reading: &'a Reading, row: &'a Row) -> Self {
        Self { order: &row.order, case: &row.case, thread: &[], ..Self::of_page(reading) }
    }

    /// The same with the topics that were found.
    pub fn about(self, topics: &'a [Topic]) -> Self {
        Self { topics, ..self }
    }

    /// Whether a case is shown.
    pub fn has_case(&self) -> bool {
        self.kind().is_some() || self.phase().is_some() || self.case.case_id.value().is_some()
    }

    /// The money at stake: what the buyer asks back, else what the order came to.
    pub fn at_stake(&self) -> Option<&'a Money> {
        self.case.amount.value().or_else(|| self.order.total.value())
    }

    /// Whether the case is shown as finished.
    pub fn is_closed(&self) -> bool {
        self.phase() == Some(CasePhase::Closed) || self.case.closed_at.value().is_some()
    }

    /// The case's kind.
    pub fn kind(&self) -> Option<CaseKind> {
        self.case.kind.value().copied()
    }

    /// The case's phase.
    pub fn phase(&self) -> Option<CasePhase> {
        self.case.phase.value().copied()
    }

    /// The order's status.
    pub fn status(&self) -> Option<OrderStatus> {
        self.order.status.value().copied()
    }

    /// The oldest buyer message after the shop's last word.
    pub fn unanswered(&self) -> Option<&'a Message> {
        let ours = self.thread.iter().rposition(|message| message.author == Author::Seller);
        let since = ours.map_or(0, |position| position + 1);
        self.thread[since..].iter().find(|message| message.author == Author::Buyer)
    }

    /// A time by the name of its field; `unanswered_message` is the time of [`Self::unanswered`].
    pub fn moment(&self, name: &str) -> Option<&'a Moment> {
        self.moment_field(name)?.value()
    }

    /// A time with how it was got, by the name of its field.
    pub fn moment_field(&self, name: &str) -> Option<&'a Field<Moment>> {
        match name {
            "unanswered_message" => self.unanswered().map(|message| &message.at),
            _ => self.order.moment(name).or_else(|| self.case.moment(name)),
        }
    }

    /// Whether `name` is a time that [`Self::moment`] knows.
    pub fn is_moment(name: &str) -> bool {
        name == "unanswered_message"
            || Order::default().moment(name).is_some()
            || Case::default().moment(name).is_some()
    }

    /// Whether every part of `when` holds.
    pub fn meets(&self, when: &When) -> bool {
        let named = |list: &[String], value: &str| list.is_empty() || list.iter().any(|item| item == value);
        fn held<T: PartialEq>(list: &[T], value: Option<T>) -> bool {
            list.is_empty() || value.is_some_and(|value| list.contains(&value))
        }
        named(&when.portal, self.portal)
            && named(&when.site, self.site)
            && named(&when.page, self.page)
            && held(&when.status, self.status())
            && held(&when.kind, self.kind())
            && held(&when.phase, self.phase())
            && when.case.is_none_or(|wanted| wanted == self.has_case())
            && when.unanswered.is_none_or(|wanted| wanted == self.unanswered().is_some())
            && when.known.iter().all(|name| self.knows(name))
            && (when.topics.is_empty() || self.topics.iter().any(|topic| when.topics.contains(&topic.id)))
            && (when.mentions.is_empty() || self.mentions(&when.mentions))
    }

    fn knows(&self, name: &str) -> bool {
        self.moment(name).is_some()
            || self
                .order
                .shown()
                .iter()
                .chain(&self.case.shown())
                .any(|field| field.name == name && field.value.is_some())
    }

    fn mentions(&self, words: &[String]) -> bool {
        let message = self.thread.iter().rev().find(|message| message.author == Author::Buyer);
        let reason = self.case.reason.value().map(String::as_str);
        let texts = [message.map(|message| message.text.as_str()), reason];
        texts.into_iter().flatten().any(|text| {
            let text = text.to_lowercase();
            words.iter().any(|word| text.contains(&word.to_lowercase()))
        })
    }
}

/// How many conditions a `when` sets; a more exact one fits better.
pub(crate) fn exactness(when: &When) -> usize {
    [
        when.portal.is_empty(),
        when.site.is_empty(),
        when.page.is_empty(),
        when.status.is_empty(),
        when.kind.is_empty(),
        when.phase.is_empty(),
        when.case.is_none(),
        when.unanswered.is_none(),
        when.known.is_empty(),
        when.topics.is_empty(),
        when.mentions.is_empty(),
    ]
    .into_iter()
    .filter(|empty| !empty)
    .count()
}
