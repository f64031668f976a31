import { useEffect, useState } from "preact/hooks";
import type { Gateway } from "../gateway/gateway.ts";
import type { Problem } from "../model/problem.ts";
import { ProblemPanel } from "../ui/problem-view.tsx";
import { text } from "../words/words.ts";

/** The settings of private messages that the gateway keeps: two numbers and a text. */
const configs = [
  { type: 1, number: true },
  { type: 2, number: true },
  { type: 5, number: false },
] as const;

type Config = (typeof configs)[number];
type Values = Record<Config["type"], string>;

/** The settings of private messages that the gateway keeps. */
export function GatewayConfigs({ gateway }: { gateway: Gateway }) {
  const words = text.value;
  const [values, setValues] = useState<Values | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const read = async () => {
    setProblem(undefined);
    try {
      const answers = await gateway.call((client) =>
        client.batch([
          { call: "getConfig", args: [1] },
          { call: "getConfig", args: [2] },
          { call: "getConfig", args: [5] },
        ]),
      );
      const [one, two, five] = answers;
      setValues({ 1: String(one.configValue), 2: String(two.configValue), 5: five.configValueStr });
    } catch (error) {
      setProblem(gateway.problem(error));
    }
  };
  useEffect(() => void read(), []);
  return (
    <section>
      <h3>{words.gatewaySettings}</h3>
      <p class="soft">{words.gatewaySettingsNote}</p>
      {problem && (
        <ProblemPanel problem={problem}>
          <button type="button" class="button small" onClick={() => void read()}>
            {words.again}
          </button>
        </ProblemPanel>
      )}
      {values &&
        configs.map((config) => (
          <Field key={config.type} gateway={gateway} config={config} before={values[config.type]} />
        ))}
    </section>
  );
}

function Field({ gateway, config, before }: { gateway: Gateway; config: Config; before: string }) {
  const words = text.value;
  const [kept, setKept] = useState(before);
  const [value, setValue] = useState(before);
  const [outcome, setOutcome] = useState<"" | "saved" | "wrong">("");
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const save = async (event: Event) => {
    event.preventDefault();
    setProblem(undefined);
    if (config.number && !/^-?\d{1,18}$/.test(value.trim())) return setOutcome("wrong");
    const given = config.number ? BigInt(value.trim()) : value;
    const failed = await gateway.attempt((client) => client.setConfig(config.type, given));
    setProblem(failed);
    setOutcome(failed ? "" : "saved");
    if (!failed) setKept(value);
  };
  const id = `config-${config.type}`;
  return (
    <form class="config" onSubmit={(event) => void save(event)}>
      <label for={id}>
        {words.configs[config.type]} <small class="soft">{words.configType(config.type)}</small>
      </label>
      <div class="config-line">
        <input
          id={id}
          inputMode={config.number ? "numeric" : undefined}
          autoComplete="off"
          aria-invalid={outcome === "wrong" ? "true" : undefined}
          value={value}
          onInput={(event) => {
            setValue(event.currentTarget.value);
            setOutcome("");
          }}
        />
        <button type="submit" class="button small" aria-disabled={value === kept}>
          {words.save}
        </button>
      </div>
      <p class="soft" role="status">
        {outcome === "saved" ? words.saved : outcome === "wrong" ? words.configNumber : ""}
      </p>
      {problem && <ProblemPanel problem={problem}>{null}</ProblemPanel>}
    </form>
  );
}
