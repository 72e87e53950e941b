//! axe-core, the accessibility checker, run inside a page.

use anyhow::{Context, Result};

use crate::browser::workspace;

/// An expression that runs axe on the document and gives a list of violations in words.
pub fn check() -> Result<String> {
    let path = workspace().join("tests/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&path).with_context(|| {
        format!("axe-core is not there ({}); run `npm ci` in tests/, or `cargo xtask test`", path.display())
    })?;
    Ok(format!(
        "(async () => {{ const module = {{ exports: {{}} }}; const exports = module.exports; {axe}\n\
         const axe = module.exports; \
         const found = await axe.run(document, {{ resultTypes: ['violations'] }}); \
         return found.violations.map(v => `${{v.id}}: ${{v.help}} — ` + v.nodes.map(n => n.target.join(' ') + ' ' + n.html.slice(0, 160)).join(' | ')); }})()"
    ))
}
