//! Gives the program a name for the code it was built from, so that no output of other code is taken for
//! its own: `GONGSHENG_BUILD`.
#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a build script reads and tells cargo")]

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=docs/schema");
    println!("cargo::rerun-if-changed=Cargo.lock");
    let mut hasher = DefaultHasher::new();
    // The templates and the schemas are in the program.
    for folder in ["src", "templates", "docs/schema"] {
        hash(Path::new(folder), &mut hasher);
    }
    fs::read("Cargo.lock").unwrap_or_default().hash(&mut hasher);
    println!("cargo::rustc-env=GONGSHENG_BUILD={}-{:016x}", env!("CARGO_PKG_VERSION"), hasher.finish());
}

/// Names and bytes of every file below a folder, in the order of names.
fn hash(folder: &Path, hasher: &mut DefaultHasher) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            hash(&path, hasher);
        } else if let Ok(bytes) = fs::read(&path) {
            // The same on Windows, where git may write other line ends.
            let text: Vec<u8> = bytes.into_iter().filter(|&byte| byte != b'\r').collect();
            (path.to_string_lossy().replace('\\', "/"), text).hash(hasher);
        }
    }
}
