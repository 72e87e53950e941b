//! `cargo xtask letters`: every letter in every language, filled for three cases, on one page for reading.

use std::fmt::Write;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::project::Project;

/// Makes the page under target/ and says where it lies.
pub fn run(project: &Project) -> Result<()> {
    let output = project
        .cargo()
        .args(["run", "--quiet", "--bin", "dueline", "--", "letters"])
        .stderr(std::process::Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    if !output.status.success() {
        bail!("the letters cannot be filled; cargo says why above");
    }
    let library: Value = serde_json::from_slice(&output.stdout).context("the letters are no JSON")?;
    let file = project.scratch().join("letters.html");
    std::fs::create_dir_all(project.scratch())?;
    std::fs::write(&file, page(&library))?;
    println!("Open {} in a browser.", project.relative(&file));
    Ok(())
}

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;margin:0;color:#1b1f24;background:#fff}\
nav{position:sticky;top:0;background:#f4f6f8;border-bottom:1px solid #d5dae0;padding:8px 16px;display:flex;flex-wrap:wrap;gap:4px 12px;align-items:center}\
main{padding:0 16px 48px}h2{margin-top:32px}article{border-top:1px solid #d5dae0;padding:8px 0}\
article>h3{margin:8px 0 0}.meaning{color:#525c68;margin:2px 0 8px}.texts{display:grid;grid-template-columns:repeat(auto-fill,minmax(280px,1fr));gap:8px}\
.text{white-space:pre-wrap;border:1px solid #d5dae0;border-radius:6px;padding:8px;overflow-wrap:anywhere}.text small{display:block;color:#525c68}\
label{white-space:nowrap}code{font-size:12px;color:#525c68}";

/// Shows and hides languages and cases; the page is whole without it.
const SCRIPT: &str = "const show=()=>{for(const box of document.querySelectorAll('nav input'))\
for(const text of document.querySelectorAll(`[data-${box.name}=\"${box.value}\"]`))text.classList.toggle('off-'+box.name,!box.checked)};\
document.querySelector('nav').addEventListener('change',show);show()";

fn page(library: &Value) -> String {
    let empty = Vec::new();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| escape(value.as_str().unwrap_or_default());
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Letters</title>\
         <style>{STYLE}.off-language,.off-case{{display:none}}</style><nav>"
    );
    let box_ = |name: &str, value: &str, label: &str, checked: bool| {
        let checked = if checked { " checked" } else { "" };
        format!("<label><input type=\"checkbox\" name=\"{name}\" value=\"{value}\"{checked}> {label}</label>")
    };
    for language in list(&library["languages"]) {
        let code = text(&language[0]);
        let first = matches!(code.as_str(), "en" | "zh");
        page.push_str(&box_("language", &code, &format!("{code} {}", text(&language[1]["zh"])), first));
    }
    for (place, case) in list(&library["cases"]).iter().enumerate() {
        page.push_str(&box_("case", &place.to_string(), &text(case), place == 0));
    }
    page += "</nav><main>";
    for group in list(&library["groups"]) {
        let _ = write!(page, "<h2>{} · {}</h2>", text(&group["name"]["en"]), text(&group["name"]["zh"]));
        for letter in list(&group["letters"]) {
            let (en, zh) = (text(&letter["title"]["en"]), text(&letter["title"]["zh"]));
            let _ = write!(
                page,
                "<article id=\"{0}\"><h3>{en} · {zh} <code>{0}</code></h3><p class=\"meaning\">{1}</p><div class=\"texts\">",
                text(&letter["id"]),
                text(&letter["meaning"]),
            );
            for language in letter["texts"].as_array().unwrap_or(&empty) {
                let code = text(&language[0]);
                for (wording, cases) in list(&language[1]).iter().enumerate() {
                    for (case, filled) in list(cases).iter().enumerate() {
                        let _ = write!(
                            page,
                            "<div class=\"text\" data-language=\"{code}\" data-case=\"{case}\"><small>{code} · {}</small>\
                             <div lang=\"{code}\" dir=\"auto\">{}</div></div>",
                            wording + 1,
                            text(filled),
                        );
                    }
                }
            }
            page += "</div></article>";
        }
    }
    page.push_str(&format!("</main><script>{SCRIPT}</script></html>"));
    page
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_text_and_no_markup() {
        let library = serde_json::json!({
            "languages": [["en", { "en": "English", "zh": "英语" }, "ltr"]],
            "cases": ["one"],
            "groups": [{ "name": { "en": "A", "zh": "甲" }, "letters": [{
                "id": "x", "title": { "en": "<b>", "zh": "乙" }, "meaning": "",
                "texts": [["en", [["1 < 2 & \"3\""]]]],
            }] }],
        });
        let page = page(&library);
        assert!(page.contains("1 &lt; 2 &amp; &quot;3&quot;") && page.contains("&lt;b&gt;"));
        assert!(!page.contains("<b>"));
    }
}
