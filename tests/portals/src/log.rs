//! What happened on the pages: typed text, presses of Send, conversations opened, masked data
//! revealed, policy violations; and beside it every request the server saw. Tests read it to prove
//! what was done and, above all, what was not.

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One thing that happened on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Event {
    /// When the server heard of it.
    pub at: Timestamp,
    /// What it was.
    pub kind: EventKind,
    /// The page's address.
    pub url: String,
    /// Which box or thing: `reply`, `note`, a conversation's id, a policy directive.
    pub what: String,
    /// The text as the page's own editor state held it, or the report.
    pub text: String,
}

/// The kinds of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// Text stood in a box (debounced: the last state of a burst).
    Typed,
    /// Send was pressed, by button or by key. The replica only records it.
    Send,
    /// A conversation was opened, which marks it read on the real portals.
    Opened,
    /// Masked buyer data was made visible.
    Revealed,
    /// A tampered built-in was called by something in the page's own world.
    Tampered,
    /// The page's content security policy was violated.
    Csp,
}

/// One request as the server saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Request {
    /// When it came in.
    pub at: Timestamp,
    /// The method.
    pub method: String,
    /// The host that was asked for.
    pub host: String,
    /// Path and query.
    pub path: String,
}

/// What a page posts to `/replica/log`.
#[derive(Debug, Deserialize)]
pub(crate) struct Report {
    kind: EventKind,
    url: String,
    what: String,
    text: String,
}

/// The journal of one server.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    events: Mutex<Vec<Event>>,
    requests: Mutex<Vec<Request>>,
}

impl Journal {
    pub(crate) fn report(&self, report: Report) {
        let Report { kind, url, what, text } = report;
        self.event(Event { at: Timestamp::now(), kind, url, what, text });
    }

    pub(crate) fn violation(&self, url: String, directive: String, text: String) {
        self.event(Event { at: Timestamp::now(), kind: EventKind::Csp, url, what: directive, text });
    }

    pub(crate) fn request(&self, method: &str, host: &str, path: &str) {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(Request {
            at: Timestamp::now(),
            method: method.to_owned(),
            host: host.to_owned(),
            path: path.to_owned(),
        });
    }

    pub(crate) fn events(&self) -> Vec<Event> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn clear(&self) {
        self.events.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn event(&self, event: Event) {
        self.events.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    }
}
