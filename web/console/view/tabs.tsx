import type { ComponentChildren } from "preact";

interface Tab {
  name: string;
  label: string;
  content: () => ComponentChildren;
}

interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  chosen: string;
  choose: (name: string) => void;
  /** Stands at the end of the row of tabs. */
  aside: ComponentChildren;
}

/** Tabs that the arrow keys move between. */
export function Tabs({ label, tabs, chosen, choose, aside }: TabsProps) {
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.name === chosen);
    const next = tabs[(at + step + tabs.length) % tabs.length]!;
    choose(next.name);
    document.getElementById(`tab-${next.name}`)?.focus();
  };
  return (
    <>
      <div class="tabs">
        <div role="tablist" aria-label={label} onKeyDown={onKey}>
          {tabs.map((tab) => (
            <button
              key={tab.name}
              id={`tab-${tab.name}`}
              type="button"
              role="tab"
              aria-selected={tab.name === chosen}
              aria-controls={`panel-${tab.name}`}
              tabIndex={tab.name === chosen ? 0 : -1}
              onClick={() => choose(tab.name)}
            >
              {tab.label}
            </button>
          ))}
        </div>
        {aside}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.name}
          id={`panel-${tab.name}`}
          class="panel"
          role="tabpanel"
          aria-labelledby={`tab-${tab.name}`}
          tabIndex={0}
          hidden={tab.name !== chosen}
        >
          {tab.name === chosen && tab.content()}
        </div>
      ))}
    </>
  );
}
