import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { text } from "../words/words.ts";
import { OutsideLink } from "./outside-link.tsx";

interface VideoProps {
  address: string;
  /** The picture that stands for it until it plays; "" for none. */
  poster: string;
  /** What it is called for a screen reader. */
  label: string;
  /** Where it can be opened when it does not play. */
  link: string;
  /** Whether it plays at once, and gets the focus. */
  plays?: boolean;
  /** Told when it does not play. */
  onFailed?: () => void;
}

/** A video with the browser's own controls. Nothing of it is loaded before it plays; one that does not play says so. */
export function Video({ address, poster, label, link, plays = false, onFailed }: VideoProps) {
  const { videoFailed, openVideo } = text.value;
  const [failed, setFailed] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    if (!plays) return;
    video.current?.focus();
    void video.current?.play().catch(() => {}); // forbidden: its controls are there
  }, []);
  if (failed) {
    return (
      <div
        ref={(place) => {
          if (hadFocus.current) place?.querySelector("a")?.focus();
          hadFocus.current = false;
        }}
        class="video-failed"
        role="alert"
      >
        <p>{videoFailed}</p>
        <OutsideLink address={link}>{openVideo}</OutsideLink>
      </div>
    );
  }
  return (
    <video
      ref={video}
      src={address}
      poster={poster || undefined}
      aria-label={label}
      controls
      preload="none"
      playsInline
      onError={({ currentTarget }) => {
        hadFocus.current = document.activeElement === currentTarget;
        setFailed(true);
        onFailed?.();
      }}
    />
  );
}
