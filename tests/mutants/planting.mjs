/** Small faults of a module: `node planting.mjs acorn < module`, gives [kind, start, stop, new, first line, last line]. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { parse } = createRequire(import.meta.url)(process.argv[2]);
const text = readFileSync(0, "utf8");
const SWAPS = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "&&": "||",
  "||": "&&",
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
};
const KINDS = { BinaryExpression: "operator", LogicalExpression: "and/or" };
const found = [];

const isWords = (node) =>
  node.type === "TemplateLiteral" ||
  (node.type === "Literal" && typeof node.value === "string") ||
  (node.type === "BinaryExpression" && node.operator === "+" && (isWords(node.left) || isWords(node.right)));

function plant(node, kind, start, stop, made) {
  found.push([kind, start, stop, made, node.loc.start.line, node.loc.end.line]);
}

function between(node, kind) {
  const made = SWAPS[node.operator];
  if (!made || (node.operator === "+" && isWords(node))) return;
  const start = text.indexOf(node.operator, node.left.end);
  plant(node, kind, start, start + node.operator.length, made);
}

function decide(test) {
  for (const word of ["true", "false"]) plant(test, "if", test.start, test.end, word);
}

const PLANTERS = {
  BinaryExpression: (node) => between(node, /[<>=]/.test(node.operator) ? "comparison" : KINDS[node.type]),
  LogicalExpression: (node) => between(node, KINDS[node.type]),
  UnaryExpression: (node) => {
    if (node.operator === "!") plant(node, "not", node.start, node.start + 1, "");
  },
  Literal: (node) => {
    if (typeof node.value === "boolean") plant(node, "constant", node.start, node.end, String(!node.value));
    if (typeof node.value !== "number") return;
    plant(node, "constant", node.start, node.end, String(node.value + 1));
    if (node.value > 0) plant(node, "constant", node.start, node.end, String(node.value - 1));
  },
  IfStatement: (node) => decide(node.test),
  ConditionalExpression: (node) => decide(node.test),
  ReturnStatement: (node) => {
    if (node.argument) plant(node, "return", node.argument.start, node.argument.end, "undefined");
  },
  ArrowFunctionExpression: ({ body }) => {
    if (body.type !== "BlockStatement") plant(body, "return", body.start, body.end, "undefined");
  },
};

function walk(node) {
  if (!node || typeof node.type !== "string") return;
  if (PLANTERS[node.type]) PLANTERS[node.type](node);
  for (const child of Object.values(node)) {
    if (Array.isArray(child)) child.forEach(walk);
    else if (child && typeof child === "object") walk(child);
  }
}

walk(parse(text, { ecmaVersion: "latest", sourceType: "module", locations: true }));
process.stdout.write(JSON.stringify(found));
