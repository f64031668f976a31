import type { Call, Param } from "./calls.ts";
import { parseExact } from "./exact-json.ts";

/** What stands in one field: given with this text, the protocol's null, or not given. Text is kept as it was typed. */
export interface FieldState {
  given: "no" | "null" | "yes";
  text: string;
  /** For a config value: it is a number. */
  number: boolean;
}

/** The fields of one call by the names of its parameters. */
export type FieldStates = Readonly<Record<string, FieldState>>;

/** A field in which nothing stands. */
export const emptyField: FieldState = { given: "no", text: "", number: false };

/** The positional arguments and the named options of one call. */
export interface Arguments {
  args: unknown[];
  options: Record<string, unknown>;
}

/** A field whose text cannot be handed to the client at all. */
export class FieldError extends Error {
  override readonly name = "FieldError";
  /** The parameter whose field it is. */
  readonly param: string;

  constructor(param: string, message: string) {
    super(message);
    this.param = param;
  }
}

/** Something useful to start with where the value does not depend on the account. */
const examples: Readonly<Record<string, string>> = {
  "sendMessage.msgType": "0",
  "sendMessage.metaData": '{"content": "你好"}',
  "reportCardMessageAction.confirm": "1",
  "setConfig.configType": "5",
  "setConfig.configValue": "的耳机线",
  "getConfig.configType": "5",
  "getChatEntries.scenes": "1, 2",
  "markAllMessagesRead.cmdFlag": "1",
};

/** The fields of a call as they are at first. */
export function firstFields(call: Call): FieldStates {
  return Object.fromEntries(
    call.params.map((p) => {
      const text = examples[`${call.name}.${p.name}`];
      return [p.name, text === undefined ? emptyField : { ...emptyField, given: "yes", text }];
    }),
  );
}

/** What the client gets for the fields of a call. Whether a value is allowed is for the client to say. */
export function toArguments(call: Call, fields: FieldStates): Arguments {
  const result: Arguments = { args: [], options: {} };
  for (const param of call.params) {
    const value = toValue(param, fields[param.name] ?? emptyField);
    if (param.positional) {
      result.args.push(value);
    } else if (value !== undefined) {
      result.options[param.name] = value;
    }
  }
  return result;
}

/** The first parameter that nothing can be asked without, and that is not given. */
export function missingParam(call: Call, fields: FieldStates): Param | undefined {
  return call.params.find((param) => param.positional && (fields[param.name] ?? emptyField).given === "no");
}

function toValue(param: Param, field: FieldState): unknown {
  if (field.given === "null") return null;
  if (field.given === "no") return undefined;
  switch (param.kind) {
    case "int":
      return integer(field.text);
    case "bool":
      return field.text === "true";
    case "intlist":
      return list(field.text).map(integer);
    case "idlist":
      return list(field.text);
    case "object":
      return object(param, field.text);
    case "configvalue":
      return field.number ? integer(field.text) : field.text;
    case "id":
    case "string":
      return field.text;
  }
}

/** A bigint holds every digit. What is no integer stays text, for the client to refuse. */
function integer(text: string): bigint | string {
  return /^\s*[+-]?\d+\s*$/.test(text) ? BigInt(text.replace("+", "")) : text;
}

function list(text: string): string[] {
  return text.split(/[\s,，、]+/).filter((item) => item !== "");
}

function object(param: Param, text: string): unknown {
  try {
    return parseExact(text);
  } catch (error) {
    throw new FieldError(param.name, (error as Error).message);
  }
}
