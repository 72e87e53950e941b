//! A value together with how it was got.

use super::{CaseKind, CasePhase, Moment, Money, OrderStatus};
use serde::{Deserialize, Serialize};

/// A value that a page may hold. It cannot be looked at without its provenance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "kebab-case")]
pub enum Field<T> {
    /// Printed on the page.
    Read {
        /// The value.
        value: T,
        /// The words on the page, as they stood.
        text: String,
        /// Which strategy of the reading plan found it, counted from 0.
        strategy: u8,
    },
    /// Worked out from other values.
    Derived {
        /// The value.
        value: T,
        /// What it was worked out from.
        from: String,
    },
    /// Not known, and why.
    NotFound {
        /// Why there is no value.
        reason: Missing,
    },
}

/// Why a field has no value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Missing {
    /// This kind of page does not show the field.
    NotOnThisPage,
    /// The page should show it, but no strategy of the plan found it.
    NothingMatched,
    /// Found, but the words could not be understood.
    Unreadable {
        /// The words on the page.
        text: String,
    },
}

/// How a field was got, without its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// Printed on the page.
    Read,
    /// Worked out.
    Derived,
    /// Not known.
    NotFound,
}

/// A field made ready to be shown: text and provenance in one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// The field's name, for example `placed_at`.
    pub name: String,
    /// How it was got.
    pub provenance: Provenance,
    /// The value as text, or nothing where it is not known.
    pub value: Option<String>,
    /// The words on the page, what it was derived from, or why it is missing.
    pub detail: String,
    /// Whether this kind of page should show it at all.
    pub expected: bool,
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self::NotFound { reason: Missing::NotOnThisPage }
    }
}

impl<T> Field<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Read { value, .. } | Self::Derived { value, .. } => Some(value),
            Self::NotFound { .. } => None,
        }
    }

    /// How the field was got.
    pub fn provenance(&self) -> Provenance {
        match self {
            Self::Read { .. } => Provenance::Read,
            Self::Derived { .. } => Provenance::Derived,
            Self::NotFound { .. } => Provenance::NotFound,
        }
    }
}

impl<T: Value> Field<T> {
    /// The field ready to be shown under `name`.
    pub fn shown(&self, name: &str) -> Shown {
        let (value, detail, expected) = match self {
            Self::Read { value, text, .. } => (Some(value.show()), text.clone(), true),
            Self::Derived { value, from } => (Some(value.show()), from.clone(), true),
            Self::NotFound { reason } => match reason {
                Missing::NotOnThisPage => (None, String::new(), false),
                Missing::NothingMatched => (None, String::new(), true),
                Missing::Unreadable { text } => (None, text.clone(), true),
            },
        };
        Shown { name: name.to_owned(), provenance: self.provenance(), value, detail, expected }
    }
}

/// A type that can stand in a [`Field`].
pub trait Value: Sized {
    /// The value as plain text, without language or zone of the reader.
    fn show(&self) -> String;
    /// Hands the field to the visitor's method for this type.
    fn accept(name: &'static str, field: &mut Field<Self>, visitor: &mut dyn FieldVisitor);
    /// The field as a point in time, if it is one.
    fn as_moment(_field: &Field<Self>) -> Option<&Field<Moment>> {
        None
    }
    /// As [`Self::as_moment`], to be changed.
    fn as_moment_mut(_field: &mut Field<Self>) -> Option<&mut Field<Moment>> {
        None
    }
}

/// Something that walks over all fields of an order or a case and may change them.
pub trait FieldVisitor {
    /// A piece of text, such as an id or a name.
    fn text(&mut self, name: &'static str, field: &mut Field<String>);
    /// A whole number.
    fn count(&mut self, name: &'static str, field: &mut Field<u32>);
    /// A point in time.
    fn moment(&mut self, name: &'static str, field: &mut Field<Moment>);
    /// An amount.
    fn money(&mut self, name: &'static str, field: &mut Field<Money>);
    /// An order's status.
    fn status(&mut self, name: &'static str, field: &mut Field<OrderStatus>);
    /// A case's kind.
    fn kind(&mut self, name: &'static str, field: &mut Field<CaseKind>);
    /// A case's phase.
    fn phase(&mut self, name: &'static str, field: &mut Field<CasePhase>);
}

macro_rules! value {
    ($type:ty, $method:ident, $show:expr $(, $more:item)*) => {
        impl Value for $type {
            fn show(&self) -> String {
                $show(self)
            }
            fn accept(name: &'static str, field: &mut Field<Self>, visitor: &mut dyn FieldVisitor) {
                visitor.$method(name, field);
            }
            $($more)*
        }
    };
}

value!(String, text, Clone::clone);
value!(u32, count, u32::to_string);
value!(
    Moment,
    moment,
    Moment::to_string,
    fn as_moment(field: &Field<Self>) -> Option<&Field<Moment>> {
        Some(field)
    },
    fn as_moment_mut(field: &mut Field<Self>) -> Option<&mut Field<Moment>> {
        Some(field)
    }
);
value!(Money, money, Money::to_string);
value!(OrderStatus, status, |status: &OrderStatus| status.key().to_owned());
value!(CaseKind, kind, |kind: &CaseKind| kind.key().to_owned());
value!(CasePhase, phase, |phase: &CasePhase| phase.key().to_owned());

/// Declares a struct whose members are all [`Field`]s, with the walks over them.
macro_rules! fields {
    ($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name { $($(#[$fdoc])* pub $field: $crate::model::Field<$type>,)* }

        impl $name {
            /// The names of all fields, in the order in which they are shown.
            pub const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];

            /// Hands every field to `visitor`.
            pub fn visit(&mut self, visitor: &mut dyn $crate::model::FieldVisitor) {
                $(<$type as $crate::model::Value>::accept(stringify!($field), &mut self.$field, visitor);)*
            }

            /// The point in time with this name.
            pub fn moment(&self, name: &str) -> Option<&$crate::model::Field<$crate::model::Moment>> {
                match name {
                    $(stringify!($field) => <$type as $crate::model::Value>::as_moment(&self.$field),)*
                    _ => None,
                }
            }

            /// As [`Self::moment`], to be changed.
            pub fn moment_mut(
                &mut self,
                name: &str,
            ) -> Option<&mut $crate::model::Field<$crate::model::Moment>> {
                match name {
                    $(stringify!($field) => <$type as $crate::model::Value>::as_moment_mut(&mut self.$field),)*
                    _ => None,
                }
            }

            /// Every field ready to be shown, in order.
            pub fn shown(&self) -> Vec<$crate::model::Shown> {
                vec![$(self.$field.shown(stringify!($field))),*]
            }
        }
    };
}
pub(super) use fields;
