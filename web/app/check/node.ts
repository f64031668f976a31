// The check for programs that run in Node: `examples/check-gateway` runs it.

export { GatewayCheck, type CheckOptions, type Connect, type Findings } from "./check.ts";
export { stepNames, type StepName, type StepState } from "./evidence.ts";
export { reportOf, type Surroundings } from "./report.ts";
export { reportWords } from "./report-languages.ts";
export { stateText } from "./state-text.ts";
export { deviceAlone } from "./device-alone.ts";
