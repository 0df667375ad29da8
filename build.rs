//! Gives the program a name for the code it was built from, so that no output of other code is taken for
//! its own: `GONGSHENG_BUILD`.
#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a build script reads and tells cargo")]

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;

fn main() {
    let mut hasher = DefaultHasher::new();
    // The templates and the schemas are in the program. With other features a crate may make other bytes.
    for part in ["src", "templates", "docs/schema", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={part}");
        hash(Path::new(part), &mut hasher);
    }
    println!("cargo::rustc-env=GONGSHENG_BUILD={}-{:016x}", env!("CARGO_PKG_VERSION"), hasher.finish());
}

/// The name and the bytes of a file, or of every file below a folder, in the order of names.
fn hash(path: &Path, hasher: &mut DefaultHasher) {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder of the source can be listed");
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("its files can be seen").path()).collect();
        paths.sort();
        paths.iter().for_each(|path| hash(path, hasher));
        return;
    }
    let bytes = fs::read(path).expect("a file of the source can be read");
    // The same on Windows, where git may write other line ends.
    let text: Vec<u8> = bytes.into_iter().filter(|&byte| byte != b'\r').collect();
    (path.to_string_lossy().replace('\\', "/"), text).hash(hasher);
}
