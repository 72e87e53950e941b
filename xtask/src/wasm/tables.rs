//! Mends one thing that wasm-opt before version 109 gets wrong (Debian 12 has 108): it lets the export
//! of a second table point to the first. wasm-bindgen exports the second, in which it keeps
//! JavaScript values, and the core would not start.
//! See <https://github.com/WebAssembly/binaryen/issues/4711>.

use anyhow::{Context, Result, anyhow};
use walrus::{ExportItem, Module, ModuleConfig, RefType};

/// The name under which wasm-bindgen exports its table of JavaScript values.
const VALUES: &str = "__wbindgen_externrefs";

/// Returns the mended module, or nothing if it is as it should be.
pub fn mend(wasm: &[u8]) -> Result<Option<Vec<u8>>> {
    let mut module = ModuleConfig::new()
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(wasm)
        .map_err(|error| anyhow!("the optimised core is not valid: {error}"))?;
    if !points_to_the_wrong_table(&module) {
        return Ok(None);
    }
    let values = module
        .tables
        .iter()
        .find(|table| table.element_ty == RefType::EXTERNREF)
        .map(|table| table.id())
        .context("the optimised core has lost its table of JavaScript values")?;
    for export in module.exports.iter_mut() {
        if export.name == VALUES {
            export.item = ExportItem::Table(values);
        }
    }
    Ok(Some(module.emit_wasm()))
}

fn points_to_the_wrong_table(module: &Module) -> bool {
    module.exports.iter().any(|export| {
        export.name == VALUES
            && matches!(export.item, ExportItem::Table(table)
                if module.tables.get(table).element_ty != RefType::EXTERNREF)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with a table of functions and one of values, the export pointing to either.
    fn module(right: bool) -> Vec<u8> {
        let mut module = Module::default();
        let functions = module.tables.add_local(false, 1, Some(1), RefType::FUNCREF);
        let values = module.tables.add_local(false, 4, None, RefType::EXTERNREF);
        module.exports.add(VALUES, if right { values } else { functions });
        module.emit_wasm()
    }

    #[test]
    fn a_wrong_export_is_mended() {
        let mended = mend(&module(false)).unwrap().expect("was wrong");
        let module = Module::from_buffer(&mended).unwrap();
        assert!(!points_to_the_wrong_table(&module));
        assert!(mend(&mended).unwrap().is_none());
    }

    #[test]
    fn a_right_export_is_left_alone() {
        assert!(mend(&module(true)).unwrap().is_none());
    }
}
