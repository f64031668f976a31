// The features that a JavaScript file uses: its syntax, the globals with their members, and the names of the members of
// everything else, whose kind only a run would tell.

import { parseSync, Visitor, type ESTree } from "rolldown/utils";

/** What a file uses. */
export interface Usage {
  /** Features of the language, as MDN's data names them. */
  syntax: Set<string>;
  /** Globals, and members of globals: `URL`, `URL.canParse`, `chrome.storage.session`. */
  globals: Set<string>;
  /** Names of members that are read of other values. */
  members: Set<string>;
  /** Names of members that the file itself gives to its objects and classes. */
  ownMembers: Set<string>;
  /** The files that it imports. */
  imports: string[];
  /** Names of scripts and style sheets in it: what it loads later, and its workers. */
  mentions: Set<string>;
}

/** An empty usage. */
export function noUsage(): Usage {
  return {
    syntax: new Set(),
    globals: new Set(),
    members: new Set(),
    ownMembers: new Set(),
    imports: [],
    mentions: new Set(),
  };
}

const globalObjects = new Set(["globalThis", "window", "self"]);

/** Reads a JavaScript module or script. */
export function usageOf(name: string, code: string): Usage {
  const { program, errors } = parseSync(name, code);
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]!.message}`);
  const usage = noUsage();
  const use = (feature: string) => usage.syntax.add(feature);
  const declared = declaredNames(program);
  // Names of members and labels, and what is only asked for by typeof and may be missing.
  const notRead = new Set<ESTree.Node>();
  let functions = 0;
  const enter = (node: ESTree.Function | ESTree.ArrowFunctionExpression) => {
    functions++;
    if (node.async && node.generator) use("javascript.statements.async_generator_function");
    else if (node.async) use("javascript.statements.async_function");
  };
  const leave = () => void functions--;
  const mention = (node: ESTree.Node) => {
    const name = constant(node);
    if (name && /^[\w./-]+\.(?:js|css)$/.test(name)) usage.mentions.add(name);
  };

  new Visitor({
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
    // What a class body computes when it is made is not at the top level of the module.
    StaticBlock() {
      use("javascript.classes.static.initialization_blocks");
      functions++;
    },
    "StaticBlock:exit": leave,
    ChainExpression: () => use("javascript.operators.optional_chaining"),
    LogicalExpression(node) {
      if (node.operator === "??") use("javascript.operators.nullish_coalescing");
    },
    BinaryExpression(node) {
      if (node.operator === "**") use("javascript.operators.exponentiation");
      if ((node.left as ESTree.Node).type === "PrivateIdentifier") use("javascript.classes.private_class_fields_in");
    },
    AssignmentExpression(node) {
      const named: Record<string, string> = {
        "**=": "exponentiation_assignment",
        "??=": "nullish_coalescing_assignment",
        "||=": "logical_or_assignment",
        "&&=": "logical_and_assignment",
      };
      if (named[node.operator]) use(`javascript.operators.${named[node.operator]}`);
      if (node.left.type === "MemberExpression") own(node.left);
    },
    PropertyDefinition(node) {
      use(`javascript.classes.${node.key.type === "PrivateIdentifier" ? "private" : "public"}_class_fields`);
      if (node.static) use("javascript.classes.static.class_fields");
      define(node.key, node.computed);
    },
    MethodDefinition(node) {
      if (node.key.type === "PrivateIdentifier") use("javascript.classes.private_class_methods");
      define(node.key, node.computed);
    },
    AwaitExpression() {
      if (functions === 0) use("javascript.operators.await.top_level");
    },
    ForOfStatement(node) {
      if (node.await) use("javascript.statements.for_await_of");
    },
    VariableDeclaration(node) {
      if (node.kind === "using") use("javascript.statements.using");
      if (node.kind === "await using") use("javascript.statements.await_using");
    },
    ImportExpression: () => use("javascript.operators.import"),
    MetaProperty(node) {
      if (node.meta.name === "import") use("javascript.operators.import_meta");
      notRead.add(node.meta).add(node.property);
    },
    ImportDeclaration(node) {
      use("javascript.statements.import");
      if (node.attributes.length > 0) use("javascript.statements.import.import_attributes");
      usage.imports.push(node.source.value);
    },
    ExportNamedDeclaration(node) {
      use("javascript.statements.export");
      if (node.source) usage.imports.push(node.source.value);
    },
    ExportAllDeclaration(node) {
      use(node.exported ? "javascript.statements.export.namespace" : "javascript.statements.export");
      usage.imports.push(node.source.value);
    },
    ExportSpecifier: (node) => void notRead.add(node.exported),
    ImportSpecifier: (node) => void notRead.add(node.imported),
    LabeledStatement: (node) => void notRead.add(node.label),
    BreakStatement: (node) => void (node.label && notRead.add(node.label)),
    ContinueStatement: (node) => void (node.label && notRead.add(node.label)),
    CatchClause(node) {
      if (!node.param) use("javascript.statements.try_catch.optional_catch_binding");
    },
    ObjectExpression(node) {
      for (const property of node.properties) {
        if (property.type === "SpreadElement") use("javascript.operators.spread.spread_in_object_literals");
        else define(property.key, property.computed);
      }
    },
    ObjectPattern(node) {
      for (const property of node.properties) {
        if (property.type === "RestElement") use("javascript.operators.destructuring.rest_in_objects");
        else if (!property.computed && property.key.type === "Identifier") {
          notRead.add(property.key);
          usage.members.add(property.key.name);
        }
      }
    },
    Literal(node) {
      if ("bigint" in node) usage.globals.add("BigInt");
      else if ("regex" in node) regularExpression(node.regex.pattern, node.regex.flags);
      else mention(node);
      if (typeof node.value === "number" && node.raw?.includes("_")) use("javascript.grammar.numeric_separators");
    },
    TemplateLiteral: (node) => mention(node),
    NewExpression(node) {
      const [pattern, flags] = node.arguments;
      if (node.callee.type === "Identifier" && node.callee.name === "RegExp") {
        regularExpression(constant(pattern) ?? "", constant(flags) ?? "");
      }
    },
    UnaryExpression(node) {
      if (node.operator === "typeof") notRead.add(node.argument);
    },
    Identifier(node) {
      if (!declared.has(node.name) && !globalObjects.has(node.name) && !notRead.has(node)) usage.globals.add(node.name);
    },
    MemberExpression(node) {
      if (!node.computed) notRead.add(node.property);
      const path = pathOf(node, declared);
      if (path && !notRead.has(node)) usage.globals.add(path);
      else if (!path) {
        const name = memberName(node);
        if (name !== undefined) usage.members.add(name);
      }
    },
  }).visit(program);
  return usage;

  function define(key: ESTree.Node, computed: boolean) {
    if (!computed) notRead.add(key);
    if (key.type === "Identifier" && !computed) usage.ownMembers.add(key.name);
    else if (key.type === "Literal" && typeof key.value === "string") usage.ownMembers.add(key.value);
  }

  // Only a member of this is the file's own for certain: `element.scrollTop = …` uses one of the browser's.
  function own(member: ESTree.MemberExpression) {
    const name = memberName(member);
    if (name !== undefined && member.object.type === "ThisExpression") usage.ownMembers.add(name);
  }

  function regularExpression(pattern: string, flags: string) {
    const literal = "javascript.regular_expressions";
    if (flags.includes("s")) use("javascript.builtins.RegExp.dotAll");
    if (flags.includes("d")) use("javascript.builtins.RegExp.hasIndices");
    if (flags.includes("v")) use("javascript.builtins.RegExp.unicodeSets");
    if (/\(\?<[=!]/.test(pattern)) use(`${literal}.lookbehind_assertion`);
    if (/\(\?<[^=!]/.test(pattern)) use(`${literal}.named_capturing_group`);
    if (/\(\?[ims-]+:/.test(pattern)) use(`${literal}.modifier`);
    if (/\\[pP]\{/.test(pattern)) use(`${literal}.unicode_character_class_escape`);
  }
}

function constant(node: ESTree.Node | undefined): string | undefined {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  return node?.type === "TemplateLiteral" && node.quasis.length === 1 ? node.quasis[0]!.value.raw : undefined;
}

function memberName(node: ESTree.MemberExpression): string | undefined {
  return node.computed ? constant(node.property) : node.property.type === "Identifier" ? node.property.name : undefined;
}

/** `a.b.c` when a is a global, without the global object in front. */
function pathOf(node: ESTree.MemberExpression, declared: Set<string>): string | undefined {
  const name = memberName(node);
  const object = node.object.type === "ChainExpression" ? node.object.expression : node.object;
  if (name === undefined) return undefined;
  if (object.type === "Identifier" && !declared.has(object.name)) {
    return globalObjects.has(object.name) ? name : `${object.name}.${name}`;
  }
  const parent = object.type === "MemberExpression" ? pathOf(object, declared) : undefined;
  return parent && `${parent}.${name}`;
}

/** The names that stand for something of the file, wherever in it they do. */
function declaredNames(program: ESTree.Program): Set<string> {
  const names = new Set<string>();
  const declare = (node: ESTree.Node | null | undefined): void => {
    if (!node) return;
    if (node.type === "Identifier") names.add(node.name);
    else if (node.type === "ArrayPattern") node.elements.forEach(declare);
    else if (node.type === "ObjectPattern") {
      for (const property of node.properties) declare(property.type === "RestElement" ? property : property.value);
    } else if (node.type === "AssignmentPattern") declare(node.left);
    else if (node.type === "RestElement") declare(node.argument);
  };
  const declareFunction = (node: ESTree.Function | ESTree.ArrowFunctionExpression) => {
    declare(node.id);
    for (const parameter of node.params) declare(parameter as ESTree.Node);
  };
  new Visitor({
    VariableDeclarator: (node) => declare(node.id),
    FunctionDeclaration: declareFunction,
    FunctionExpression: declareFunction,
    ArrowFunctionExpression: declareFunction,
    ClassDeclaration: (node) => declare(node.id),
    ClassExpression: (node) => declare(node.id),
    CatchClause: (node) => declare(node.param),
    ImportSpecifier: (node) => declare(node.local),
    ImportDefaultSpecifier: (node) => declare(node.local),
    ImportNamespaceSpecifier: (node) => declare(node.local),
  }).visit(program);
  return names;
}
