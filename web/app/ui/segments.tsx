interface SegmentsProps<Value extends string> {
  label: string;
  value: Value;
  choices: [Value, string][];
  choose: (value: Value) => void;
}

/** A choice of a few. */
export function Segments<Value extends string>({ label, value, choices, choose }: SegmentsProps<Value>) {
  return (
    <div class="segments" role="group" aria-label={label}>
      {choices.map(([choice, name]) => (
        <button key={choice} type="button" aria-pressed={choice === value} onClick={() => choose(choice)}>
          {name}
        </button>
      ))}
    </div>
  );
}
