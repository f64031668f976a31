import { choose, language, type Language } from "./language.ts";

const names: [Language, string, string][] = [
  ["zh", "中文", "zh-CN"],
  ["en", "English", "en"],
];

/** Chooses between Chinese and English. */
export function LanguageSwitch({ label }: { label: string }) {
  return (
    <div class="segments" role="group" aria-label={label}>
      {names.map(([name, text, tag]) => (
        <button key={name} type="button" lang={tag} aria-pressed={language.value === name} onClick={() => choose(name)}>
          {text}
        </button>
      ))}
    </div>
  );
}
