// What an answer has that no model knows, and where what could not be read stands: names and types, never a value.

import { jsonTypeOf, objectOf, type JsonType } from "../model/raw.ts";
import { wireModels, type WireField } from "../model/wire-fields.gen.ts";

/** A field that no model knows. */
export interface UnknownField {
  /** Where it is, in declared names: `sessions[].user`. A key of a map is `*`. */
  place: string;
  /** Its name, as the gateway sent it: not for a report before {@link isShownName} has seen it. */
  name: string;
  type: JsonType;
}

/** A value that could not be read, in its place. */
export interface UnreadValue {
  place: string;
  /** The type that the protocol says; "" where the answer could not be read without it, and nobody told. */
  expected: string;
  /** The type that came. */
  got: string;
}

/** An object that is kept whole is looked into so deep; one with more members than this is a map. */
const deepest = 3;
const mostMembers = 40;

/** The fields of an answer that its model does not know. */
export function unknownFields(data: unknown, model: string): UnknownField[] {
  const found: UnknownField[] = [];
  walk(data, model, "", found);
  return found;
}

function walk(value: unknown, model: string, place: string, found: UnknownField[]): void {
  if (jsonTypeOf(value) !== "object") return; // the problems tell
  const fields = wireModels[model];
  if (!fields) return lookInto(value, place, deepest, found);
  for (const [name, inner] of Object.entries(objectOf(value))) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field) walkField(inner, field, within(place, name), found);
    else found.push({ place, name, type: jsonTypeOf(inner) });
  }
}

function walkField(value: unknown, { kind, model = "" }: WireField, place: string, found: UnknownField[]): void {
  const each = (list: unknown, at: string) => {
    if (Array.isArray(list)) for (const one of list) walk(one, model, `${at}[]`, found);
  };
  if (kind === "one") walk(value, model, place, found);
  else if (kind === "list") each(value, place);
  else if (kind === "map") for (const one of Object.values(objectOf(value))) walk(one, model, `${place}.*`, found);
  else if (kind === "listMap") for (const list of Object.values(objectOf(value))) each(list, `${place}.*`);
  else if (kind === "whole") lookInto(value, place, deepest, found);
}

// What is kept whole has no model: its members are all unknown. A name that is not shown is not looked behind.
function lookInto(value: unknown, place: string, depth: number, found: UnknownField[]): void {
  if (depth === 0) return;
  if (Array.isArray(value)) {
    for (const one of value) lookInto(one, `${place}[]`, Array.isArray(one) ? depth - 1 : depth, found);
    return;
  }
  const members = Object.entries(objectOf(value));
  if (members.length > mostMembers) return;
  for (const [name, inner] of members) {
    found.push({ place, name, type: jsonTypeOf(inner) });
    if (looksDeclared(name)) lookInto(inner, within(place, name), depth - 1, found);
  }
}

function within(place: string, name: string): string {
  return place === "" ? name : `${place}.${name}`;
}

/** Whether a name is one that a programmer gave: no id, no key, nothing that a person wrote. */
export function looksDeclared(name: string): boolean {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,39}$/.test(name) || /\d{3}/.test(name) || (name.match(/\d/g)?.length ?? 0) > 4)
    return false;
  // The forms of a musickey.
  if (/^(Q_H_L|W_X)_/i.test(name)) return false;
  // Random letters change their case all the time, words do not.
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  return name.length <= 6 || name.length / words.length >= 2.5;
}

const declared = new Set(Object.values(wireModels).flatMap((fields) => Object.keys(fields ?? {})));

/** Whether a name is one that some model has. */
export function isDeclared(name: string): boolean {
  return declared.has(name);
}

/** Whether a name that no model has may be told: it looks like a programmer's, and is no text that was seen as a value. */
export function isShownName(name: string, seenTexts: ReadonlySet<string>): boolean {
  return looksDeclared(name) && !seenTexts.has(name.toLowerCase());
}

/** Every text of an answer, in lower case: the values of its fields, however deep they are. */
export function textsIn(value: unknown, into: Set<string> = new Set()): Set<string> {
  const waiting = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === "string") into.add(one.toLowerCase());
    else if (typeof one === "object" && one !== null) for (const inner of Object.values(one)) waiting.push(inner);
  }
  return into;
}

/** Where a value stands that could not be read: the declared names of its path, `*` for a key, `?` for any other name. */
export function unreadValue(
  { path, expected = "", got = "" }: { path: string; expected?: string; got?: string },
  model: string,
): UnreadValue {
  return { place: placeOf(path, model), expected, got };
}

/** The declared names of a path in the body of an answer. */
export function placeOf(path: string, model: string): string {
  const [head, ...steps] = path.split("/").slice(2); // "", "req_0"
  if (head !== "data") return head === "code" ? "code" : "?";
  let place = "";
  let fields: (typeof wireModels)[string] | undefined = wireModels[model];
  let keys: ("[]" | ".*")[] = []; // what the next steps are, before there are names again
  let inner: string | undefined;
  for (const step of steps) {
    const key = keys.shift();
    if (key) place += key;
    else {
      const field: WireField | undefined = fields && Object.hasOwn(fields, step) ? fields[step] : undefined;
      if (!field) return within(place, "?");
      place = within(place, step);
      keys = keysOf(field);
      inner = field.model;
      fields = undefined;
    }
    if (keys.length === 0) fields = inner === undefined ? undefined : wireModels[inner];
  }
  return place === "" ? "data" : place;
}

function keysOf({ kind }: WireField): ("[]" | ".*")[] {
  if (kind === "list") return ["[]"];
  if (kind === "listMap") return [".*", "[]"];
  return kind === "map" || kind === "texts" ? [".*"] : [];
}

/** Things that are the same, and how often they were there. */
export function counted<Thing>(things: readonly Thing[], nameOf: (thing: Thing) => string): [Thing, number][] {
  const counts = new Map<string, [Thing, number]>();
  for (const thing of things) {
    const name = nameOf(thing);
    counts.set(name, [thing, (counts.get(name)?.[1] ?? 0) + 1]);
  }
  return [...counts.values()];
}
