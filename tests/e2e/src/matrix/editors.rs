//! Which editors there are, and where each stands.

/// Where the page of an editor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the tab itself.
    Page,
    /// In a frame of the same origin.
    Frame,
    /// In a frame of another site.
    StrangeFrame,
}

/// One row of the matrix.
#[derive(Debug, Clone, Copy)]
pub struct Editor {
    /// Its name in the table.
    pub name: &'static str,
    /// Its file in `tests/editors`, without `.js`.
    pub file: &'static str,
    /// Its npm package, if it is one.
    pub package: Option<&'static str>,
    /// Where it stands.
    pub place: Place,
}

const fn page(name: &'static str, file: &'static str, package: Option<&'static str>) -> Editor {
    Editor { name, file, package, place: Place::Page }
}

const fn framed(name: &'static str, place: Place) -> Editor {
    Editor { name, file: "textarea", package: None, place }
}

/// Plain fields, and where they may stand.
pub const FIELDS: &[Editor] = &[
    page("textarea", "textarea", None),
    page("input", "input", None),
    page("textarea in an open shadow root", "shadow", None),
    framed("textarea in a frame of the same origin", Place::Frame),
    framed("textarea in a frame of another site", Place::StrangeFrame),
];

/// Fields whose text a framework holds.
pub const FRAMEWORKS: &[Editor] = &[
    page("React 18, controlled", "react-18", Some("react")),
    page("React 19, controlled", "react-19", Some("react-19")),
    page("React, another element on focus", "react-remount", Some("react")),
    page("Vue 3, v-model", "vue", Some("vue")),
    page("Angular, ngModel", "angular", Some("@angular/core")),
    page("Svelte 5, bind:value", "svelte", Some("svelte")),
    page("Ant Design TextArea", "antd", Some("antd")),
    page("Element Plus el-input", "element-plus", Some("element-plus")),
];

/// Editable elements, and editors that let the browser edit and read the result.
pub const EDITABLE: &[Editor] = &[
    page("contenteditable", "contenteditable", None),
    page("contenteditable=plaintext-only", "plaintext-only", None),
    page("Quill", "quill", Some("quill")),
    page("TinyMCE (in its frame)", "tinymce", Some("tinymce")),
    page("Trix", "trix", Some("trix")),
    page("CodeMirror 6", "codemirror", Some("@codemirror/view")),
];

/// Editors with a model of their own, of which the page shows a picture.
pub const MODELS: &[Editor] = &[
    page("ProseMirror", "prosemirror", Some("prosemirror-view")),
    page("Tiptap", "tiptap", Some("@tiptap/core")),
    page("Draft.js", "draft", Some("draft-js")),
    page("Lexical", "lexical", Some("lexical")),
    page("Slate", "slate", Some("slate-react")),
    page("CKEditor 5", "ckeditor", Some("ckeditor5")),
    page("wangEditor 5", "wangeditor", Some("@wangeditor/editor")),
];

/// All rows.
pub fn editors() -> impl Iterator<Item = &'static Editor> {
    [FIELDS, FRAMEWORKS, EDITABLE, MODELS].into_iter().flatten()
}
