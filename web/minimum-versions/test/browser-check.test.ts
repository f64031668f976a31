import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { parseSync, Visitor, type ESTree } from "rolldown/utils";
import { fromRoot } from "../parts.ts";

const pages = ["index.html", "console.html"].map((name) => `dist/site/${name}`);
for (const folder of ["dist/extension", "dist/extension-firefox"]) {
  for (const name of readdirSync(fromRoot(folder))) if (name.endsWith(".html")) pages.push(`${folder}/${name}`);
}

const scripts = new Set<string>();

describe("the script for older browsers", () => {
  for (const page of pages) {
    it(`comes before the modules of ${page}`, () => {
      const html = readFileSync(fromRoot(page), "utf8");
      const [first, ...others] = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
      const path = /^<script src="\.\/(assets\/browser-check-\w+\.js)">$/.exec(first!)?.[1];
      assert.ok(path, first);
      scripts.add(page.replace(/[^/]+$/, path));
      assert.ok(others.length > 0 && others.every((tag) => tag.includes('type="module"')));
    });
  }

  it("has the syntax of 2009", () => {
    assert.equal(scripts.size, 4);
    for (const path of scripts) {
      const { program, errors } = parseSync(path, readFileSync(fromRoot(path), "utf8"));
      assert.deepEqual(errors, []);
      const newer = (node: ESTree.Node) => assert.fail(`${path} has a ${node.type}`);
      new Visitor({
        VariableDeclaration: (node) => assert.equal(node.kind, "var"),
        FunctionExpression: (node) => assert.ok(!node.async && !node.generator && node.params.every(isPlain)),
        Property: (node) => assert.ok(!node.shorthand && !node.method && !node.computed),
        ArrowFunctionExpression: newer,
        ArrayPattern: newer,
        ChainExpression: newer,
        ClassDeclaration: newer,
        ClassExpression: newer,
        ForOfStatement: newer,
        ObjectPattern: newer,
        SpreadElement: newer,
        TemplateLiteral: newer,
      }).visit(program);
    }
  });
});

const isPlain = (parameter: ESTree.Node) => parameter.type === "Identifier";
