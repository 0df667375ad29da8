// Opens the settings and the rankings of the demo in the language server of VS Code's YAML extension, with the
// settings of docs/vscode-settings.json, and looks whether docs/编辑器.md says what one then gets.
//
//     node editor.mjs
//
// All that is wrong is told at once; the exit status is 1 if there is anything.

import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const read = (file) => readFileSync(path.join(root, file), "utf8");
const uri = (file) => pathToFileURL(path.join(root, file)).href;

// {"yaml.schemas": …} as a file has it, {yaml: {schemas: …}} as the server asks for it.
const settings = {};
for (const [key, value] of Object.entries(JSON.parse(read("docs/vscode-settings.json")))) {
  const parts = key.split(".");
  const last = parts.pop();
  parts.reduce((inner, part) => (inner[part] ??= {}), settings)[last] = value;
}

const program = createRequire(import.meta.url).resolve("yaml-language-server/bin/yaml-language-server");
const server = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const deadline = setTimeout(() => stop("the language server does not answer"), 60_000);
const answers = new Map();
const diagnoses = new Map();
const opened = new Set();
let count = 0;
let received = Buffer.alloc(0);

function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
  server.stdin.write(body);
}

const tell = (method, params) => send({ method, params });

function ask(method, params) {
  const id = ++count;
  send({ id, method, params });
  return new Promise((answer) => answers.set(id, answer));
}

function take(message) {
  if (message.method === "workspace/configuration") {
    send({ id: message.id, result: message.params.items.map((item) => settings[item.section] ?? null) });
  } else if (message.method && message.id !== undefined) {
    send({ id: message.id, result: null });
  } else if (message.method === "textDocument/publishDiagnostics") {
    diagnoses.get(message.params.uri)?.(message.params.diagnostics);
  } else if (message.id !== undefined) {
    answers.get(message.id)?.(message.result);
  }
}

server.stdout.on("data", (data) => {
  received = Buffer.concat([received, data]);
  for (;;) {
    const head = received.indexOf("\r\n\r\n");
    if (head < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(received.subarray(0, head).toString())[1]);
    if (received.length < head + 4 + length) return;
    const body = received.subarray(head + 4, head + 4 + length).toString();
    received = received.subarray(head + 4 + length);
    take(JSON.parse(body));
  }
});

// Each text under a name of its own: a text that was closed may still be worked on.
async function open(file, text) {
  const name = uri(opened.has(file) ? `${++count}/${file}` : file);
  opened.add(file);
  const diagnosis = new Promise((told) => diagnoses.set(name, told));
  tell("textDocument/didOpen", { textDocument: { uri: name, languageId: "yaml", version: 1, text } });
  return { name, told: (await diagnosis).map(({ range, message }) => `${range.start.line + 1}: ${message}`) };
}

// A text with ‸ where the cursor stands.
async function at(file, marked) {
  const before = marked.slice(0, marked.indexOf("‸")).split("\n");
  const { name, told } = await open(file, marked.replace("‸", ""));
  const position = { line: before.length - 1, character: before.at(-1).length };
  const where = { textDocument: { uri: name }, position };
  const labels = async () => (await ask("textDocument/completion", where)).items.map((item) => item.label);
  const hover = async () => (await ask("textDocument/hover", where))?.contents?.value ?? "";
  return { told, labels, hover };
}

let passed = 0;
const wrong = [];

function expect(what, holds, found) {
  if (holds) passed += 1;
  else wrong.push(`${what}: ${JSON.stringify(found)}`);
}

function stop(why) {
  clearTimeout(deadline);
  server.kill();
  if (why) wrong.push(why);
  for (const line of wrong) console.log(line);
  console.log(`${passed} passed, ${wrong.length} failed`);
  process.exit(wrong.length > 0 ? 1 : 0);
}

await ask("initialize", {
  processId: process.pid,
  rootUri: uri(""),
  workspaceFolders: [{ uri: uri(""), name: "demo" }],
  capabilities: {
    workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
    textDocument: {
      completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown"] } },
      hover: { contentFormat: ["markdown"] },
      publishDiagnostics: {},
    },
  },
});
tell("initialized", {});
tell("workspace/didChangeConfiguration", { settings });

const site = "content/site.yaml";
const rankings = readdirSync(path.join(root, "content/rankings")).filter((file) => file.endsWith(".yaml"));
for (const file of [site, ...rankings.map((file) => `content/rankings/${file}`)]) {
  const { told } = await open(file, read(file));
  expect(`${file} has no red line`, told.length === 0, told);
}

const two = "名称: 某县总工会\n网址: https://a.example.cn\n";
const ranking = "content/rankings/a.yaml";
for (const [what, file, text, wanted] of [
  ["an empty line", site, `${two}‸\n`, ["栏目", "columns", "微信", "wechat"]],
  ["inside 栏目", site, `${two}栏目:\n  - 名称: 法吧\n    ‸\n`, ["宗旨", "purpose", "线下地点", "place"]],
  ["behind 不收录", site, `${two}不收录: ‸\n`, ["是", "否"]],
  ["inside 条目", ranking, "标题: 榜\n条目:\n  - 账号: 甲\n    ‸\n", ["主办单位", "host", "得分", "score"]],
  ["behind 方式", ranking, "标题: 榜\n方式: ‸\n", ["名单", "评分"]],
]) {
  const labels = await (await at(file, text)).labels();
  expect(`${what} is completed`, wanted.every((label) => labels.includes(label)), labels);
}

const hover = await (await at(site, "名称: 某县总工会\n网‸址: https://a.example.cn\n")).hover();
expect("网址 is explained", hover.includes("以 https:// 开头"), hover);

for (const [what, file, text, wanted] of [
  ["an unknown key", site, `${two}电画: 1\n`, "3: 这里可以写的字段：名称、"],
  ["a missing field", site, "网址: https://a.example.cn\n", "1: 缺少“名称（title）”"],
  ["neither yes nor no", site, `${two}不收录: 也许\n`, "3: 可以写：是 / 否"],
  ["a mode that does not exist", ranking, "标题: 榜\n方式: 排名\n", "2: 可以写：名单 / 评分"],
]) {
  const { told } = await open(file, text);
  expect(`${what} is told`, told.length === 1 && told[0].startsWith(wanted), told);
}
stop();
