import type { MetaData } from "../../sdk/src/index.ts";
import type { Host } from "../host.ts";
import { emptyMeta, type Kind } from "./kinds.ts";
import { pictureFate, type PictureFate, type PictureQuestion } from "./pictures.ts";

/** What can be shown of a picture or a video. */
export interface Medium {
  video: boolean;
  /** The picture; of a video the one that stands for it. */
  picture: PictureFate;
  /** The picture in its full size, where it is at an address of its own that may be loaded. */
  full: string | undefined;
  /** The video itself; undefined of a picture. */
  film: PictureFate | undefined;
  /** Where all of it can be opened; "" where no address is given. */
  link: string;
}

/** Says what can be shown of a picture or a video. */
export function mediumOf(host: Host, meta: MetaData, question: PictureQuestion): Medium {
  const video = Number(meta.duration) > 0;
  const fate = (address: string) => pictureFate(host, address, question);
  const picture = fate(meta.pic || (video ? "" : meta.url));
  const whole = fate(meta.url);
  const link = meta.url || meta.pic;
  const isOther = whole.fate === "show" && picture.fate === "show" && whole.address !== picture.address;
  return {
    video,
    picture,
    full: !video && isOther ? whole.address : undefined,
    film: video ? whole : undefined,
    // At no address there is the page itself.
    link: (link && host.absolute(link)?.href) ?? "",
  };
}

/** What there is to look at in a message; undefined where there is nothing. */
export function toLookAt(kind: Kind): MetaData | undefined {
  if (kind.kind === "media") return kind.meta;
  if (kind.kind !== "unknown" || kind.meta.pic === "") return undefined;
  // What else is in it belongs to whatever it is.
  const { pic, width, height } = kind.meta;
  return { ...emptyMeta, pic, width, height };
}
