const paths = {
  back: "M15 5l-7 7 7 7",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM20 20l-4-4",
  searchMessages:
    "M4 5h16v12h-9l-4 3.500v-3.500H4zM11.500 8a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM15 14l-1.700-1.700",
  refresh: "M20 11a8 8 0 0 0-14.3-4M4 4v4h4M4 13a8 8 0 0 0 14.3 4M20 20v-4h-4",
  settings:
    "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v2M12 19v2M4.2 7.5l1.7 1M18.100 15.500l1.700 1M4.200 16.500l1.700-1M18.100 8.500l1.700-1",
  send: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9.500h.01",
  play: "M9 6l9 6-9 6z",
  note: "M9 18V6l10-2v12M9 18a3 2.500 0 1 1-6 0 3 2.500 0 0 1 6 0zM19 16a3 2.500 0 1 1-6 0 3 2.500 0 0 1 6 0z",
  shield: "M12 3l8 3v6c0 4.500-3.300 7.800-8 9-4.700-1.200-8-4.500-8-9V6zM12 8v5M12 16h.01",
  warning: "M12 4l9 16H3zM12 10v4M12 17h.01",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 20c1-4 4-6 8-6s7 2 8 6",
  check: "M5 12l5 5 9-10",
  smile: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM8.500 14.200c1.800 2.400 5.200 2.400 7 0M9.500 10h.01M14.500 10h.01",
  message: "M4 5h16v11h-9l-4 4v-4H4z",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v6",
  mute: "M6 16h12l-2-3v-3a4 4 0 0 0-8 0v3zM10.500 19a1.500 1.500 0 0 0 3 0M4 4l16 16",
  write: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  forward: "M9 5l7 7-7 7",
  larger: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM20 20l-4-4M8 11h6M11 8v6",
  smaller: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM20 20l-4-4M8 11h6",
  original: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  fit: "M9 4v5H4M15 4v5h5M9 20v-5H4M15 20v-5h5",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  save: "M12 4v11M7 11l5 5 5-5M5 20h14",
  outside: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
} as const;

/** The name of a drawing. */
export type IconName = keyof typeof paths;

/** A drawing beside or instead of words; the words are the control's own name. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
