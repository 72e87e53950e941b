//! Real editors from npm in the place of the portal's reply box: a letter goes in at the caret, the draft stays,
//! the editor's own state holds both, and undo brings the draft back.

use e2e::browser::workspace;
use e2e::{Result, Stage, ensure, json, suite};

/// Where the editor goes.
const PLACE: &str = "document.querySelector('.imageupload__inputmultiline')";

/// An editor: its files in `tests/node_modules`, the script that mounts it into `place` and leaves
/// `editorText()`, and where a person clicks to write.
struct Editor {
    files: &'static [&'static str],
    mount: &'static str,
    box_: &'static str,
}

const REACT: Editor = Editor {
    files: &["react/umd/react.production.min.js", "react-dom/umd/react-dom.production.min.js"],
    // A controlled field: React puts back whatever did not come through its own change event.
    mount: "let state = ''; const { createElement: h, useState } = React; \
        const Box = () => { const [text, set] = useState(''); state = text; \
          return h('textarea', { id: 'editor', rows: 6, value: text, onChange: (event) => set(event.target.value) }) }; \
        ReactDOM.createRoot(place).render(h(Box)); window.editorText = () => state",
    box_: "#editor",
};

const VUE: Editor = Editor {
    files: &["vue/dist/vue.global.prod.js"],
    mount: "const text = Vue.ref(''); \
        Vue.createApp({ render: () => Vue.h('textarea', { id: 'editor', rows: 6, value: text.value, onInput: (event) => { text.value = event.target.value } }) }).mount(place); \
        window.editorText = () => text.value",
    box_: "#editor",
};

const QUILL: Editor = Editor {
    files: &["quill/dist/quill.js"],
    mount: "const box = document.createElement('div'); place.append(box); const quill = new Quill(box); \
        window.editorText = () => quill.getText().replace(/\\n$/, '')",
    box_: ".ql-editor",
};

const TINYMCE: Editor = Editor {
    files: &[
        "tinymce/tinymce.min.js",
        "tinymce/models/dom/model.min.js",
        "tinymce/themes/silver/theme.min.js",
        "tinymce/icons/default/icons.min.js",
    ],
    mount: "const box = document.createElement('div'); box.id = 'editor'; box.style.minHeight = '100px'; place.append(box); \
        tinymce.init({ target: box, inline: true, license_key: 'gpl', skin: false, content_css: false, menubar: false, toolbar: false, promotion: false }); \
        window.editorText = () => (tinymce.activeEditor?.getContent({ format: 'text' }) ?? '').replaceAll('\\u00a0', ' ')",
    box_: "#editor",
};

/// Runs a script in the page's own world.
async fn in_page(stage: &Stage, source: &str) -> Result<()> {
    let script = format!(
        "const script = document.createElement('script'); script.textContent = {}; document.head.append(script); script.remove()",
        json!(source)
    );
    stage.script(&script).await?;
    Ok(())
}

async fn write_and_undo(stage: &mut Stage, editor: Editor) -> Result<()> {
    stage.open("ebay-messages").await?;
    for file in editor.files {
        in_page(stage, &std::fs::read_to_string(workspace().join("tests/node_modules").join(file))?).await?;
    }
    let mount = format!("{{ const place = {PLACE}; place.replaceChildren(); {} }}", editor.mount);
    in_page(stage, &mount).await?;
    let at = format!("document.querySelector('{}')", editor.box_);
    stage.until_page("the editor stands there", &format!("return !!{at}")).await?;

    stage.click(&stage.place(&at).await?).await?;
    stage.type_text("Dear Olivia, thank you.").await?;
    stage
        .until_page(
            "the draft is in the editor",
            "return (window.wrappedJSObject ?? window).editorText().trim() === 'Dear Olivia, thank you.'",
        )
        .await?;
    let drawn = stage
        .until("the bar stands at the new box", |drawn| {
            drawn.bar.is_some() && drawn.draft().contains("Dear Olivia") && drawn.settled
        })
        .await?;

    stage.click(&drawn.letters()[0].rect).await?;
    // The box grows with the letter, and the bar follows it; a person waits until it stands still.
    let mut before = None;
    let both = stage
        .until("the letter is in, and the bar stands still", |drawn| {
            let undo = drawn.bar.as_ref().and_then(|bar| bar.button("undo")).map(|button| button.rect);
            let still = undo.is_some() && undo == before;
            before = undo;
            still && drawn.settled && drawn.draft().len() > 90
        })
        .await?;
    ensure!(
        both.draft().starts_with("Dear Olivia, thank you."),
        "the draft stays in front: {:?}",
        both.draft()
    );
    // The editor's own state, not only what stands on the page, holds the whole.
    stage
        .until_page(
            "the editor's own state holds draft and letter",
            "const text = (window.wrappedJSObject ?? window).editorText(); return text.startsWith('Dear Olivia, thank you.') && text.length > 90",
        )
        .await?;

    let undo = both.bar.as_ref().unwrap().button("undo").expect("the bar offers to undo").rect;
    stage.click(&undo).await?;
    stage
        .until_page(
            "the editor holds the draft alone",
            "return (window.wrappedJSObject ?? window).editorText().trim() === 'Dear Olivia, thank you.'",
        )
        .await?;
    assert!(stage.misdeeds().is_empty(), "{:#?}", stage.misdeeds());
    Ok(())
}

async fn a_field_that_react_controls(stage: &mut Stage) -> Result<()> {
    write_and_undo(stage, REACT).await
}

async fn a_field_that_vue_controls(stage: &mut Stage) -> Result<()> {
    write_and_undo(stage, VUE).await
}

async fn quill(stage: &mut Stage) -> Result<()> {
    write_and_undo(stage, QUILL).await
}

async fn tinymce(stage: &mut Stage) -> Result<()> {
    write_and_undo(stage, TINYMCE).await
}

suite![a_field_that_react_controls, a_field_that_vue_controls, quill, tinymce];
