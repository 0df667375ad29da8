//! The schemas in docs/schema are those of the program's own fields. `ACCEPT=1 cargo test` writes them.
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use gongsheng::schema;
use serde_json::Value;
use std::fs;
use support::{accepting, repository};

fn is_the_file(name: &str, schema: &Value) {
    let path = repository().join("docs/schema").join(name);
    let text = serde_json::to_string_pretty(schema).unwrap() + "\n";
    if accepting() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        return;
    }
    let file = fs::read_to_string(&path).unwrap_or_default();
    assert!(file == text, "docs/schema/{name} is not what the fields say now (ACCEPT=1 cargo test writes it)");
}

#[test]
fn the_schema_of_site_yaml_is_that_of_its_fields() {
    is_the_file("site.schema.json", &schema::site());
}

#[test]
fn the_schema_of_rankings_is_that_of_their_fields() {
    is_the_file("ranking.schema.json", &schema::ranking());
}
