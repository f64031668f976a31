import { useState } from "preact/hooks";
import { text } from "../words/words.ts";

/** A JSON value whose objects and lists open and close; as many levels as depth are open at first. */
export function JsonTree({ value, depth }: { value: unknown; depth: number }) {
  return (
    <div class="tree">
      <Node value={value} depth={depth} />
    </div>
  );
}

interface NodeProps {
  name?: string;
  value: unknown;
  depth: number;
}

function Node({ name, value, depth }: NodeProps) {
  if (typeof value !== "object" || value === null) {
    return (
      <div class="leaf">
        {name !== undefined && <Name name={name} />}
        <Leaf value={value} />
      </div>
    );
  }
  return <Branch {...(name !== undefined && { name })} value={value} depth={depth} />;
}

/** What is inside is drawn when it is opened for the first time: an answer may hold thousands of values. */
function Branch({ name, value, depth }: NodeProps & { value: object }) {
  const members = Object.entries(value);
  const [open, setOpen] = useState(depth > 0);
  const isList = Array.isArray(value);
  if (members.length === 0) {
    return (
      <div class="leaf">
        {name !== undefined && <Name name={name} />}
        <span class="nothing">{isList ? "[ ]" : "{ }"}</span>
      </div>
    );
  }
  return (
    <details open={open} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        {name !== undefined && <Name name={name} />}
        <span class="size">{isList ? text.value.items(members.length) : text.value.members(members.length)}</span>
        {!open && <Gist value={value} />}
      </summary>
      {open && (
        <div class="inside">
          {members.map(([key, member]) => (
            <Node key={key} name={key} value={member} depth={depth - 1} />
          ))}
        </div>
      )}
    </details>
  );
}

function Name({ name }: { name: string }) {
  return (
    <span class="name">
      <bdi>{name}</bdi>
    </span>
  );
}

function Leaf({ value }: { value: unknown }) {
  if (typeof value === "string") {
    return <bdi class="string">{JSON.stringify(value)}</bdi>;
  }
  return <span class={value === null ? "nothing" : typeof value}>{String(value)}</span>;
}

/** Each text stands in a direction of its own: a right-to-left one must not turn its neighbour around. */
function Gist({ value }: { value: unknown }) {
  return (
    <span class="gist">
      {gist(value).map((words, i) => (
        <span key={i}>
          {i > 0 && " · "}
          <bdi>{words}</bdi>
        </span>
      ))}
    </span>
  );
}

const telling = ["nick", "title", "content", "tips", "hint"];

/** The words by which one tells a closed object from its neighbours. */
function gist(value: unknown, depth = 3): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const found = telling
    .map((name) => (value as Record<string, unknown>)[name])
    .filter((text): text is string => typeof text === "string" && text !== "");
  if (depth > 0) {
    for (const member of Object.values(value)) {
      if (found.length >= 2) break;
      found.push(...gist(member, depth - 1));
    }
  }
  return found.slice(0, 2);
}
