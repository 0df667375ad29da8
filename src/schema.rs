//! A JSON Schema (draft-07) of what people type, made from the tables of fields: with it an editor completes the
//! keys in both languages, shows what they mean and underlines what is wrong.
//!
//! An editor takes YAML as it is; the program forgives more (a full-width colon, `Title` for `title`). What the
//! editor underlines may therefore be fine for `check`; what it leaves alone, `check` may still find wrong.

use crate::config;
use crate::fields::{FLAGS, Field, Form, Synonyms};
use crate::header;
use crate::kind::{Kind, KindInfo};
use serde_json::{Map, Value, json};

/// Of `content/site.yaml`.
pub fn site() -> Value {
    schema("site.yaml", config::FIELDS)
}

/// Of a file in `content/rankings/`.
pub fn ranking() -> Value {
    front_matter(Kind::Ranking.info())
}

/// Of the fields of an entry of a kind.
pub fn front_matter(kind: &KindInfo) -> Value {
    let fields: Vec<&Field> = header::FIELDS.iter().chain(kind.fields).copied().collect();
    schema(kind.label.0, &fields)
}

fn schema(title: &str, fields: &[&Field]) -> Value {
    let mut definitions = Map::new();
    let mut schema = mapping(fields, "", &mut definitions);
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema["title"] = title.into();
    schema["definitions"] = definitions.into();
    schema
}

/// A mapping with these fields. Each is defined once, by its path of English keys, and stands under both keys.
fn mapping(fields: &[&Field], path: &str, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for field in fields {
        let path = if path.is_empty() { field.en.to_owned() } else { format!("{path}.{}", field.en) };
        let mut definition = form(field, &path, definitions);
        definition["description"] = field.note.0.into();
        for key in [field.zh, field.en] {
            properties.insert(key.to_owned(), json!({ "$ref": format!("#/definitions/{path}") }));
        }
        definitions.insert(path, definition);
    }
    let required: Vec<Value> = fields.iter().filter(|field| field.required).map(|field| required(field)).collect();
    let names: Vec<&str> = fields.iter().map(|field| field.zh).collect();
    let mut mapping = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "errorMessage": format!("这里可以写的字段：{}", names.join("、")),
    });
    if !required.is_empty() {
        mapping["allOf"] = required.into();
    }
    mapping
}

fn required(field: &Field) -> Value {
    let told = format!("缺少“{}”", field.name());
    json!({ "anyOf": [
        { "required": [field.zh], "errorMessage": told },
        { "required": [field.en], "errorMessage": told },
    ] })
}

/// What stands in a field. One that need not be there may be left empty. `errorMessage` is no part of JSON
/// Schema: the language server of YAML shows it instead of its own.
fn form(field: &Field, path: &str, definitions: &mut Map<String, Value>) -> Value {
    let types = |types: &[&str]| -> Value {
        let empty = (!field.required).then_some("null");
        types.iter().copied().chain(empty).collect()
    };
    match field.form {
        Form::Text | Form::Sentence => json!({ "type": types(&["string", "number"]), "errorMessage": "应是一行文字" }),
        // To YAML, 20170308 is a number.
        Form::Time => {
            json!({ "type": types(&["string", "integer"]), "errorMessage": "应是日期或时间，如 2026-3-8 9:00" })
        }
        Form::Count => number(types(&["string", "integer"])),
        Form::Number => number(types(&["string", "number"])),
        Form::Flag => words(FLAGS, types(&["string", "boolean", "integer"])),
        Form::Choice(choices) => words(choices, types(&["string", "integer"])),
        Form::Words => json!({
            "type": types(&["array", "string", "number"]),
            "items": { "type": ["string", "number", "null"] },
            "errorMessage": "应是几个词，用顿号分开",
        }),
        Form::Map(fields) => {
            let mut mapping = mapping(fields, path, definitions);
            mapping["type"] = types(&["object"]);
            mapping
        }
        // Both ends as text: what a mapping must hold, text need not.
        Form::Span(fields) => {
            let mut span = mapping(fields, path, definitions);
            span["type"] = types(&["object", "string", "integer"]);
            span
        }
        Form::Spans(fields) => {
            let mut span = mapping(fields, path, definitions);
            span["type"] = types(&["object", "string", "integer"]);
            json!({ "type": types(&["array", "string", "integer"]), "items": span, "errorMessage": field.note.0 })
        }
        Form::Maps(fields) => json!({
            "type": types(&["array"]),
            "items": mapping(fields, path, definitions),
            "errorMessage": format!("每一项从 - 开始写：- {}: …", fields.first().map_or("", |field| field.zh)),
        }),
        Form::Free => json!({
            "type": types(&["object"]),
            "additionalProperties": { "type": ["string", "number", "boolean", "null"] },
            "errorMessage": "另起行，缩进两格，每行写一个名字和它的值",
        }),
    }
}

/// A number, nowhere below 0. What has a unit or full-width digits is text to YAML.
fn number(types: Value) -> Value {
    json!({
        "type": types,
        "minimum": 0,
        "pattern": "[0-9０-９]",
        "errorMessage": "应是一个不小于0的数，用阿拉伯数字写",
    })
}

/// A few words: the first of each row is completed, any of them is right.
fn words(choices: &[Synonyms], types: Value) -> Value {
    let all: Vec<&str> = choices.iter().copied().flatten().copied().collect();
    let offered: Vec<&str> = choices.iter().filter_map(|words| words.first().copied()).collect();
    json!({
        "type": types,
        "pattern": format!("^({})$", all.join("|")),
        "examples": offered,
        "errorMessage": format!("可以写：{}", offered.join(" / ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::KINDS;

    #[test]
    fn a_field_stands_under_both_keys_with_its_note() {
        let schema = site();
        assert_eq!(schema["properties"]["网址"], json!({ "$ref": "#/definitions/base_url" }));
        assert_eq!(schema["properties"]["base_url"], schema["properties"]["网址"]);
        assert_eq!(
            schema["definitions"]["base_url"],
            json!({
                "type": ["string", "number"],
                "description": config::BASE_URL.note.0,
                "errorMessage": "应是一行文字",
            })
        );
        assert_eq!(schema["additionalProperties"], false);
    }

    #[test]
    fn what_must_be_there_may_stand_under_either_key() {
        let schema = ranking();
        let told = "缺少“标题（title）”";
        let title = json!({ "anyOf": [
            { "required": ["标题"], "errorMessage": told },
            { "required": ["title"], "errorMessage": told },
        ] });
        assert_eq!(schema["allOf"], json!([title]));
    }

    #[test]
    fn fields_within_others_have_the_path_of_their_keys() {
        let schema = ranking();
        let account = &schema["definitions"]["groups.entries"]["items"]["properties"]["账号"];
        assert_eq!(*account, json!({ "$ref": "#/definitions/groups.entries.account" }));
        assert_eq!(schema["definitions"]["groups.entries.account"]["description"], "账号名称");
    }

    #[test]
    fn a_choice_offers_one_word_for_each_value_and_takes_all() {
        assert_eq!(
            ranking()["definitions"]["mode"],
            json!({
                "type": ["string", "integer", "null"],
                "description": "名单（发布单位定的顺序），或评分",
                "pattern": "^(名单|list|评分|scored)$",
                "examples": ["名单", "评分"],
                "errorMessage": "可以写：名单 / 评分",
            })
        );
    }

    #[test]
    fn no_word_of_a_choice_means_something_else_in_a_pattern() {
        fn plain(fields: &[&Field]) -> bool {
            let signs =
                |word: &&str| word.contains(['\\', '.', '*', '+', '?', '(', ')', '[', ']', '{', '}', '|', '^', '$']);
            fields.iter().all(|field| match field.form {
                Form::Map(fields) | Form::Maps(fields) | Form::Span(fields) | Form::Spans(fields) => plain(fields),
                Form::Choice(choices) => !choices.iter().copied().flatten().any(signs),
                _ => true,
            })
        }
        assert!(plain(config::FIELDS) && plain(header::FIELDS) && KINDS.iter().all(|kind| plain(kind.fields)));
    }

    #[test]
    fn every_reference_leads_to_a_definition() {
        let mut schemas: Vec<Value> = KINDS.iter().map(front_matter).collect();
        schemas.push(site());
        for schema in schemas {
            let text = schema.to_string();
            let references = text.split("\"#/definitions/").skip(1).filter_map(|rest| rest.split('"').next());
            for reference in references {
                assert!(schema["definitions"][reference].is_object(), "{reference}");
            }
        }
    }
}
