import { choose, language, text, type Language } from "../language.ts";

const names: [Language, string, string][] = [
  ["zh", "中文", "zh-CN"],
  ["en", "English", "en"],
];

/** Chooses between Chinese and English. */
export function LanguageSwitch() {
  return (
    <div class="segments" role="group" aria-label={text.value.language}>
      {names.map(([name, label, tag]) => (
        <button key={name} type="button" lang={tag} aria-pressed={language.value === name} onClick={() => choose(name)}>
          {label}
        </button>
      ))}
    </div>
  );
}
