import { computed, signal } from "@preact/signals";
import { callNamed, calls, type Call } from "./calls.ts";
import { emptyField, firstFields, missingParam, type FieldState, type FieldStates } from "./field-state.ts";

/** What applies to every call alike. */
export interface Settings {
  raw: boolean;
  sign: "auto" | "always" | "never";
  /** Milliseconds as typed in, "" for the client's own. */
  timeout: string;
}

/** What applies to every call alike. */
export const settings = signal<Settings>({ raw: false, sign: "auto", timeout: "" });

const fieldsByCall = signal<Readonly<Record<string, FieldStates>>>({});

/** The call in view. */
export const selected = signal<Call>(callOfAddress());

/** The fields of the call in view. */
export const fields = computed<FieldStates>(() => fieldsOf(selected.value));

/** What is wrong with a parameter: it is missing, or what the client or the page says about it. */
export interface Complaint {
  param: string;
  /** Why it is wrong; nothing where it is missing. */
  message?: string;
}

/** The parameter that is wrong in the call in view. */
export const complaint = signal<Complaint | undefined>(undefined);

/** Complains of the first parameter that has to be given and is not. Gives whether there is one. */
export function complainOfMissing(): boolean {
  const missing = missingParam(selected.value, fields.value);
  complaint.value = missing && { param: missing.name };
  return missing !== undefined;
}

function fieldsOf(call: Call): FieldStates {
  return fieldsByCall.value[call.name] ?? firstFields(call);
}

/** Puts a call in view; its address can be kept and sent to others. */
export function select(call: Call): void {
  if (call !== selected.value) location.hash = call.name;
}

/** Changes one field of the call in view. */
export function change(param: string, state: FieldState): void {
  if (complaint.value?.param === param) complaint.value = undefined;
  fill(selected.value, { ...fields.value, [param]: state });
}

/** Changes all fields of a call. */
export function fill(call: Call, states: FieldStates): void {
  fieldsByCall.value = { ...fieldsByCall.value, [call.name]: states };
}

/** Makes the fields of the call in view what they were at first. */
export function clear(): void {
  complaint.value = undefined;
  fill(selected.value, firstFields(selected.value));
}

/** The field of a parameter in the call in view. */
export function fieldOf(param: string): FieldState {
  return fields.value[param] ?? emptyField;
}

function callOfAddress(): Call {
  return callNamed(location.hash.slice(1)) ?? calls[0]!;
}

addEventListener("hashchange", () => {
  complaint.value = undefined;
  selected.value = callOfAddress();
});
