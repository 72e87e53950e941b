//! What must survive when a part of the screen is drawn again: the keyboard's place and the folds
//! that stand open. A person must never lose either because a clock on the page has moved.

use super::window::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlElement, Node};

const FOCUSABLE: &str = "a, button, input, select, summary, textarea, [tabindex]";

/// The nodes of one drawing, and what a person did with them.
pub struct Kept {
    nodes: Vec<Node>,
    /// Fold by fold, whether it stands open.
    open: Vec<bool>,
    /// Which of the elements that take the keyboard has it.
    focus: Option<usize>,
}

impl Kept {
    /// The nodes between two marks.
    pub fn between(start: &Node, end: &Node) -> Self {
        let mut nodes = Vec::new();
        let mut next = start.next_sibling();
        while let Some(node) = next.filter(|node| node != end) {
            next = node.next_sibling();
            nodes.push(node);
        }
        let mut kept = Self { nodes, open: Vec::new(), focus: None };
        kept.open = kept.all::<HtmlDetailsElement>("details").iter().map(HtmlDetailsElement::open).collect();
        let active = document().active_element();
        kept.focus =
            active.and_then(|active| kept.all::<Element>(FOCUSABLE).iter().position(|one| *one == active));
        kept
    }

    /// Where the old drawing and the `fresh` one are one piece of text each, the old one takes over
    /// the new words. Spares the document a change where only a clock ticks, or where nothing does.
    pub fn becomes(&self, fresh: &Node) -> bool {
        let ([old], Some(new), 1) =
            (self.nodes.as_slice(), fresh.first_child(), fresh.child_nodes().length())
        else {
            return false;
        };
        let text = Node::TEXT_NODE;
        if old.node_type() != text || new.node_type() != text {
            return false;
        }
        let words = new.node_value();
        if old.node_value() != words {
            old.set_node_value(words.as_deref());
        }
        true
    }

    /// Takes the nodes out of the document.
    pub fn remove(&self) {
        for node in &self.nodes {
            if let Some(parent) = node.parent_node() {
                // Fails only where the node is no child of its own parent.
                let _ = parent.remove_child(node);
            }
        }
    }

    /// Gives `fresh` the open folds and the keyboard, where it has the same ones.
    pub fn restore(&self, fresh: &Self) {
        let folds = fresh.all::<HtmlDetailsElement>("details");
        if folds.len() == self.open.len() {
            for (fold, open) in folds.iter().zip(&self.open).filter(|(_, open)| **open) {
                fold.set_open(*open);
            }
        }
        let place = self.focus.and_then(|place| fresh.all::<HtmlElement>(FOCUSABLE).into_iter().nth(place));
        if let Some(element) = place {
            // An element that takes no focus leaves the keyboard where it is.
            let _ = element.focus();
        }
    }

    fn all<T: JsCast>(&self, selector: &str) -> Vec<T> {
        let mut found = Vec::new();
        for element in self.nodes.iter().filter_map(|node| node.dyn_ref::<Element>()) {
            if element.matches(selector).unwrap_or(false) {
                found.extend(element.clone().dyn_into().ok());
            }
            if let Ok(list) = element.query_selector_all(selector) {
                found.extend((0..list.length()).filter_map(|place| list.get(place)?.dyn_into().ok()));
            }
        }
        found
    }
}
