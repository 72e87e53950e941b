//! Takes a feature out of the list that a compiled module carries about itself.
//!
//! Rust's standard library says that it was built with reference types, and wasm-bindgen then keeps
//! JavaScript values in a second table. The wasm-opt of Debian 12 (version 108) lets the export of that
//! table point to the first one, and refuses its newer instructions
//! (<https://github.com/WebAssembly/binaryen/issues/4711>). Without the feature in the list,
//! wasm-bindgen keeps the values on the side of JavaScript, which every optimiser understands.

use anyhow::{Context, Result, ensure};

/// The feature that is taken out.
pub const REFERENCE_TYPES: &str = "reference-types";

/// The custom section with the list.
const LIST: &str = "target_features";

/// What every module begins with: the magic word and the version.
const HEADER: usize = 8;

/// The module as it was, but for the feature in its list.
pub fn without(wasm: &[u8], feature: &str) -> Result<Vec<u8>> {
    ensure!(wasm.starts_with(b"\0asm"), "cargo left something that is not WebAssembly");
    let (header, mut rest) = wasm.split_at(HEADER.min(wasm.len()));
    let mut out = header.to_vec();
    while let Some((&id, after)) = rest.split_first() {
        let (body, next) = sized(after)?;
        let whole = &rest[..rest.len() - next.len()];
        match list(id, body) {
            Some(features) => {
                let mut section = text(LIST);
                section.extend(shortened(features, feature)?);
                out.push(0);
                out.extend(number(section.len()));
                out.extend(section);
            }
            None => out.extend_from_slice(whole),
        }
        rest = next;
    }
    Ok(out)
}

/// The content of the list, if this section is the list.
fn list(id: u8, body: &[u8]) -> Option<&[u8]> {
    let (name, content) = sized(body).ok()?;
    (id == 0 && name == LIST.as_bytes()).then_some(content)
}

/// The list without the feature: a count, then a mark and a name for each.
fn shortened(features: &[u8], feature: &str) -> Result<Vec<u8>> {
    let (count, mut rest) = read_number(features)?;
    let mut kept = Vec::new();
    let mut left = 0;
    for _ in 0..count {
        let (mark, after) = rest.split_first().context(DAMAGED)?;
        let (name, next) = sized(after)?;
        if name != feature.as_bytes() {
            kept.push(*mark);
            kept.extend(number(name.len()));
            kept.extend_from_slice(name);
            left += 1;
        }
        rest = next;
    }
    let mut out = number(left);
    out.extend(kept);
    Ok(out)
}

const DAMAGED: &str = "the compiled core is cut off; delete its file and build again";

/// A run of bytes with its length before it, and what follows.
fn sized(bytes: &[u8]) -> Result<(&[u8], &[u8])> {
    let (length, rest) = read_number(bytes)?;
    rest.split_at_checked(length).context(DAMAGED)
}

fn text(text: &str) -> Vec<u8> {
    let mut out = number(text.len());
    out.extend_from_slice(text.as_bytes());
    out
}

/// Reads a number in LEB128 form.
fn read_number(bytes: &[u8]) -> Result<(usize, &[u8])> {
    let mut value = 0;
    for (at, byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Ok((value, &bytes[at + 1..]));
        }
    }
    anyhow::bail!(DAMAGED)
}

/// Writes a number in LEB128 form.
fn number(mut value: usize) -> Vec<u8> {
    let mut out = Vec::new();
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            out.push(low);
            return out;
        }
        out.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with a code-like section of 300 bytes and a list of features.
    fn module(features: &[&str]) -> Vec<u8> {
        let mut section = text(LIST);
        section.extend(number(features.len()));
        for feature in features {
            section.push(b'+');
            section.extend(text(feature));
        }
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.push(10);
        wasm.extend(number(300));
        wasm.extend([7; 300]);
        wasm.push(0);
        wasm.extend(number(section.len()));
        wasm.extend(section);
        wasm
    }

    #[test]
    fn one_feature_goes_and_the_rest_stays() {
        let before = module(&["bulk-memory", REFERENCE_TYPES, "sign-ext"]);
        assert_eq!(without(&before, REFERENCE_TYPES).unwrap(), module(&["bulk-memory", "sign-ext"]));
    }

    #[test]
    fn a_module_without_the_feature_is_left_alone() {
        let before = module(&["sign-ext"]);
        assert_eq!(without(&before, REFERENCE_TYPES).unwrap(), before);
    }

    #[test]
    fn what_is_damaged_is_an_error() {
        let whole = module(&[REFERENCE_TYPES]);
        assert!(without(&whole[..whole.len() - 3], REFERENCE_TYPES).is_err());
        assert!(without(b"<!doctype html>", REFERENCE_TYPES).is_err());
    }
}
