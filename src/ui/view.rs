//! Elements, made by calls and kept up to date by signals.
//!
//! Every kind of view is one type here, whatever it is made of. A view library that gives each
//! shape of view its own type was measured: it made the core a megabyte larger. Text enters the
//! document as text nodes and attribute values only.

use super::redraw::Kept;
use super::window::document;
use js_sys::Reflect;
use reactive_graph::effect::RenderEffect;
use reactive_graph::owner::{LocalStorage, Owner, StoredValue};
use wasm_bindgen::prelude::*;
use web_sys::{Event, KeyboardEvent, Node};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Draws a screen into the document, for as long as that lives.
pub fn mount<T: IntoView>(screen: impl FnOnce() -> T) {
    // Fails where it was done before, which is just as good.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    if let Some(body) = document().body() {
        owner.with(|| screen().put(&body));
    }
    std::mem::forget(owner);
}

/// Something that can be put into the document.
pub trait IntoView: Sized {
    /// Appends it to `into`.
    fn put(self, into: &Node);

    /// The same thing, its type forgotten.
    fn into_view(self) -> View {
        let fragment = Node::from(document().create_document_fragment());
        self.put(&fragment);
        View(fragment)
    }
}

/// A finished view: an element, or several nodes in a row.
pub struct View(Node);

impl IntoView for View {
    fn put(self, into: &Node) {
        append(into, &self.0);
    }

    fn into_view(self) -> View {
        self
    }
}

/// An element that is being made.
pub struct Element(web_sys::Element);

impl Element {
    /// An empty element.
    fn new(tag: &str) -> Self {
        // Fails only for a tag that is no name, and all names stand in this file.
        Self(document().create_element(tag).unwrap_or_else(|_| JsValue::UNDEFINED.unchecked_into()))
    }

    /// Adds a child, or several as a tuple.
    pub fn child(self, child: impl IntoView) -> Self {
        child.put(&self.0);
        self
    }

    /// Sets an attribute. What gives nothing takes the attribute away; a closure is asked again
    /// whenever a signal changes that it has read.
    pub fn attr(self, name: &'static str, value: impl Attribute) -> Self {
        value.set(&self.0, name);
        self
    }

    /// Sets the classes.
    pub fn class(self, names: impl Attribute) -> Self {
        self.attr("class", names)
    }

    /// Sets the id.
    pub fn id(self, id: impl Attribute) -> Self {
        self.attr("id", id)
    }

    /// Sets a property of the element, such as the `value` of a field, and keeps it up to date.
    pub fn prop<T: Into<JsValue>>(self, name: &'static str, value: impl Fn() -> T + 'static) -> Self {
        let element = self.0.clone();
        keep_up(Box::new(move || {
            let (name, value) = (name.into(), value().into());
            let same = Reflect::get(&element, &name).is_ok_and(|now| now == value);
            if !same {
                // Setting a property of an element cannot fail.
                let _ = Reflect::set(&element, &name, &value);
            }
        }));
        self
    }

    /// Runs `act` on an event.
    pub fn on(self, name: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        self.listen(name, Box::new(act));
        self
    }

    /// Runs `act` on a key.
    pub fn on_key(self, mut act: impl FnMut(KeyboardEvent) + 'static) -> Self {
        self.listen("keydown", Box::new(move |event: Event| act(event.unchecked_into())));
        self
    }

    fn listen(&self, name: &str, act: Box<dyn FnMut(Event)>) {
        // The listener belongs to the element and goes with it; a removed element may still lose the focus.
        let listener = Closure::wrap(act).into_js_value();
        // Fails only without a listener.
        let _ = self.0.add_event_listener_with_callback(name, listener.unchecked_ref());
    }
}

impl IntoView for Element {
    fn put(self, into: &Node) {
        append(into, &self.0);
    }

    fn into_view(self) -> View {
        View(self.0.into())
    }
}

/// A shape drawn with one path in a box of 16 × 16, hidden from screen readers.
pub fn shape(path: &'static str) -> View {
    let make = |name: &str, attributes: &[(&str, &str)]| {
        let element = document().create_element_ns(Some(SVG), name).ok()?;
        for (name, value) in attributes {
            element.set_attribute(name, value).ok()?;
        }
        Some(element)
    };
    let frame =
        [("viewBox", "0 0 16 16"), ("class", "shape"), ("aria-hidden", "true"), ("focusable", "false")];
    let fragment = Node::from(document().create_document_fragment());
    if let (Some(svg), Some(path)) =
        (make("svg", &frame), make("path", &[("fill-rule", "evenodd"), ("d", path)]))
    {
        append(&svg, &path);
        append(&fragment, &svg);
    }
    View(fragment)
}

macro_rules! elements {
    ($($name:ident)*) => { $(
        #[doc = concat!("A `", stringify!($name), "` element.")]
        pub fn $name() -> Element {
            Element::new(stringify!($name))
        }
    )* };
}

elements! {
    a blockquote button code datalist dd details div dl dt fieldset h1 h2 h3 header img input kbd label legend li main mark nav
    ol option p pre section select span summary table tbody td textarea th thead tr ul
}

/// A value of an attribute.
pub trait Attribute {
    /// Sets the attribute called `name`.
    fn set(self, element: &web_sys::Element, name: &'static str);
}

/// Text that may be missing.
pub trait Text {
    /// Hands the text to `take`; nothing where there is none.
    fn hand(self, take: &mut dyn FnMut(Option<&str>));
}

impl Text for &'static str {
    fn hand(self, take: &mut dyn FnMut(Option<&str>)) {
        take(Some(self));
    }
}

impl Text for String {
    fn hand(self, take: &mut dyn FnMut(Option<&str>)) {
        take(Some(&self));
    }
}

impl<T: AsRef<str>> Text for Option<T> {
    fn hand(self, take: &mut dyn FnMut(Option<&str>)) {
        take(self.as_ref().map(AsRef::as_ref));
    }
}

macro_rules! fixed_attributes {
    ($($type:ty)*) => { $(
        impl Attribute for $type {
            fn set(self, element: &web_sys::Element, name: &'static str) {
                self.hand(&mut |text| set_attribute(element, name, text));
            }
        }
    )* };
}
fixed_attributes! { &'static str String Option<&'static str> Option<String> }

impl<F: Fn() -> T + 'static, T: Text> Attribute for F {
    fn set(self, element: &web_sys::Element, name: &'static str) {
        let element = element.clone();
        keep_up(Box::new(move || self().hand(&mut |text| set_attribute(&element, name, text))));
    }
}

fn set_attribute(element: &web_sys::Element, name: &str, text: Option<&str>) {
    // Fails only for a name that is none, and all names are written in the code.
    let _ = match text {
        Some(text) if element.get_attribute(name).as_deref() == Some(text) => Ok(()),
        Some(text) => element.set_attribute(name, text),
        None => element.remove_attribute(name),
    };
}

impl IntoView for &str {
    fn put(self, into: &Node) {
        append(into, &document().create_text_node(self));
    }
}

impl IntoView for String {
    fn put(self, into: &Node) {
        self.as_str().put(into);
    }
}

impl<T: IntoView> IntoView for Option<T> {
    fn put(self, into: &Node) {
        if let Some(view) = self {
            view.put(into);
        }
    }
}

impl<T: IntoView> IntoView for Vec<T> {
    fn put(self, into: &Node) {
        for view in self {
            view.put(into);
        }
    }
}

impl<F: Fn() -> T + 'static, T: IntoView> IntoView for F {
    fn put(self, into: &Node) {
        changing(into, Box::new(move |into| self().put(into)));
    }
}

macro_rules! tuples {
    ($(($($part:ident)+))*) => { $(
        impl<$($part: IntoView),+> IntoView for ($($part,)+) {
            #[allow(non_snake_case)]
            fn put(self, into: &Node) {
                let ($($part,)+) = self;
                $($part.put(into);)+
            }
        }
    )* };
}
tuples! { (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H) (A B C D E F G H I) }

/// A part of the document that is drawn again whenever a signal changes that it has read.
fn changing(into: &Node, draw: Box<dyn Fn(&Node)>) {
    let start = Node::from(document().create_comment(""));
    let end = Node::from(document().create_comment(""));
    append(into, &start);
    append(into, &end);
    let effect = RenderEffect::new(move |again: Option<()>| {
        let fresh = Node::from(document().create_document_fragment());
        draw(&fresh);
        let kept = again.map(|()| Kept::between(&start, &end));
        if kept.as_ref().is_some_and(|kept| kept.becomes(&fresh)) {
            return;
        }
        if let Some(parent) = end.parent_node() {
            if let Some(kept) = &kept {
                kept.remove();
            }
            // Fails only where the end mark is no child of its own parent.
            let _ = parent.insert_before(&fresh, Some(&end));
        }
        if let Some(kept) = kept {
            kept.restore(&Kept::between(&start, &end));
        }
    });
    StoredValue::<_, LocalStorage>::new_local(effect);
}

/// Runs `work` now and again whenever a signal changes that it has read, as long as the part of the
/// screen lives in which it was called.
fn keep_up(work: Box<dyn Fn()>) {
    let effect = RenderEffect::new(move |_: Option<()>| work());
    StoredValue::<_, LocalStorage>::new_local(effect);
}

fn append(into: &Node, child: &Node) {
    // Fails only where a node is put into itself.
    let _ = into.append_child(child);
}
