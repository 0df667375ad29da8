// The vocabulary of schema.org, as the package schema-dts writes it down: which types there are, which properties
// each has, and what may stand in them.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

const { resolve } = createRequire(import.meta.url);

const DATE = /^\d{4}-\d{2}-\d{2}$/;
// An instant without an offset would be another one in every reader's zone.
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/;
const ADDRESS = /^https?:\/\/[^\s"<>]+$/;
const WORDS = new Set(["Text", "URL", "Date", "DateTime", "Time", "Number", "Integer", "Float", "Boolean", "IdReference"]);

export async function vocabulary() {
  const file = path.join(path.dirname(resolve("schema-dts/package.json")), "dist/schema.d.ts");
  const text = await readFile(file, "utf8");
  const bases = new Map();
  const leaves = new Map();
  for (const [, name, parents, body] of text.matchAll(/^(?:export )?interface (\w+) extends ([^{]+) \{\n([\s\S]*?)^\}/gm)) {
    const above = parents.split(",").map((parent) => parent.trim());
    const type = body.match(/^ {4}"@type": "([^"]+)";/m);
    if (type) leaves.set(type[1], above);
    const properties = new Map();
    for (const [, property, range] of body.matchAll(/^ {4}"([^"@]+)"\?: SchemaValue<(.+), "[^"]+">;/gm)) {
      properties.set(property, range.split("|").map((part) => part.trim()));
    }
    bases.set(name, { above, properties });
  }
  const unions = new Map();
  for (const [, name, members] of text.matchAll(/^export type (\w+) = (.+);$/gm)) {
    unions.set(name, members.split("|").map((member) => member.trim()));
  }
  if (leaves.size < 500 || unions.size < 500) throw new Error("the vocabulary of schema-dts is written otherwise than known");
  return new Vocabulary(bases, leaves, unions);
}

class Vocabulary {
  constructor(bases, leaves, unions) {
    Object.assign(this, { bases, leaves, unions });
  }

  // What may stand in a property of a type; null where the type has no such property.
  range(type, property) {
    const open = [...(this.leaves.get(type) ?? [])];
    for (let name = open.pop(); name; name = open.pop()) {
      const base = this.bases.get(name);
      if (base?.properties.has(property)) return base.properties.get(property);
      open.push(...(base?.above ?? []));
    }
    return null;
  }

  // Every name that a range comes down to: types with those below them, words of enumerations.
  within(range) {
    const all = new Set();
    const open = [...range];
    for (let name = open.pop(); name; name = open.pop()) {
      const plain = name.replace(/Leaf$/, "");
      if (all.has(plain)) continue;
      all.add(plain);
      if (!WORDS.has(plain)) open.push(...(this.unions.get(name) ?? []));
    }
    return all;
  }

  // What is wrong with a thing and all that stands in it, told by `tell(where, message)`.
  check(thing, where, tell) {
    const type = thing["@type"];
    if (!this.leaves.has(type)) return tell(where, `there is no type ${JSON.stringify(type)}`);
    for (const [property, value] of Object.entries(thing)) {
      if (property.startsWith("@")) continue;
      const at = `${where}.${property}`;
      const range = this.range(type, property);
      if (!range) {
        tell(at, `${type} has no such property`);
        continue;
      }
      for (const one of Array.isArray(value) ? value : [value]) this.value(one, range, at, tell);
    }
  }

  value(value, range, at, tell) {
    const allowed = this.within(range);
    const wrong = () => tell(at, `${JSON.stringify(value).slice(0, 80)} is none of ${range.join(", ")}`);
    switch (typeof value) {
      case "object": {
        if (value === null) return wrong();
        if (!value["@type"]) return Object.keys(value).join() === "@id" && allowed.has("IdReference") ? null : wrong();
        if (!allowed.has(value["@type"])) return wrong();
        return this.check(value, at, tell);
      }
      case "number":
        return ["Number", "Integer", "Float"].some((name) => allowed.has(name)) ? null : wrong();
      case "boolean":
        return allowed.has("Boolean") ? null : wrong();
      default: {
        if (value.trim() === "") return tell(at, "is empty");
        if (allowed.has(`"${value}"`)) return null;
        // An address of the vocabulary is a word of an enumeration: that one it must be.
        if (value.startsWith("https://schema.org/")) return wrong();
        if (allowed.has("Date") && DATE.test(value)) return null;
        if (allowed.has("DateTime") && INSTANT.test(value)) return null;
        if (allowed.has("Text") || allowed.has("string")) return null;
        if (allowed.has("URL")) return ADDRESS.test(value) ? null : tell(at, `${JSON.stringify(value)} is no whole address`);
        return wrong();
      }
    }
  }
}
