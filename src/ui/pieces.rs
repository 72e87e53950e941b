//! A letter in pieces: values marked, gaps named.

use super::desk::Desk;
use crate::templates::{Piece, variable_name};
use crate::ui::view::{IntoView, View, mark, span};
use reactive_graph::prelude::*;

/// The pieces one after the other.
pub fn pieces(desk: Desk, pieces: Vec<Piece>) -> View {
    pieces.into_iter().map(|piece| drawn(desk, piece)).collect::<Vec<_>>().into_view()
}

fn drawn(desk: Desk, piece: Piece) -> View {
    match piece {
        Piece::Plain { text } => span().child(text).into_view(),
        Piece::Value { text, .. } => mark().child(text).into_view(),
        Piece::Gap { name } => {
            let name = desk.w(&desk.packs(|packs| variable_name(packs, &name)));
            span().class("gap").attr("lang", desk.language.get().tag()).child(name).into_view()
        }
    }
}
