import { useEffect, useState } from "preact/hooks";
import type { Message, MetaData } from "../../sdk/src/index.ts";
import { pictures } from "../ui/preferences.ts";
import { CopyDetails } from "../ui/copy-details.tsx";
import { Icon } from "../ui/icon.tsx";
import { OutsideLink } from "../ui/outside-link.tsx";
import { durationLabel, sizeLabel } from "../words/media-figures.ts";
import { text } from "../words/words.ts";
import { kindOf } from "../model/kinds.ts";
import { fit, pictureFate } from "../model/pictures.ts";
import type { Thread } from "./thread.ts";

/** Pictures that the user wanted to see although they were not shown by themselves. */
const wanted = new Set<string>();

/** A picture or a video. */
export function MediaView({ thread, message }: { thread: Thread; message: Message }) {
  const words = text.value;
  const own = kindOf(message);
  const complete = own.kind === "media" && own.complete;
  const detail = thread.media.details.value.get(message.id);
  useEffect(() => {
    if (!complete) thread.media.want(message.id);
  }, [message.id, complete]);
  if (complete) return <Medium thread={thread} message={message} meta={own.meta} />;
  return (
    <div class="picture waiting">
      <Icon name="picture" />
      {detail?.state === "missing" ? (
        <p>{words.detailsMissing}</p>
      ) : detail?.state === "failed" ? (
        <>
          <p>{words.detailsFailed}</p>
          <button type="button" class="button small" onClick={() => thread.media.retry(message.id)}>
            {words.again}
          </button>
          <CopyDetails problem={detail.problem} />
        </>
      ) : (
        <p>{words.loadingDetails}</p>
      )}
    </div>
  );
}

/** A picture or a video whose address is known: as a stranger's pictures are shown, or as the account's own. */
export function Medium({ thread, message, meta }: { thread: Thread; message: Message; meta: MetaData }) {
  const words = text.value;
  const [, redraw] = useState(0);
  const [failed, setFailed] = useState(false);
  const video = Number(meta.duration) > 0;
  const peer = thread.conversation.value.user;
  const stranger = !thread.isMine(message) && Number(peer?.isConcern ?? 0) === 0;
  const fate = pictureFate(thread.host, meta.pic || (video ? "" : meta.url), stranger, pictures.value);
  const [length, size] = [durationLabel(meta.duration), sizeLabel(meta.size)];
  const label = video ? words.video : words.picture;
  const show = fate.fate === "show" || (fate.fate === "ask" && wanted.has(fate.address));
  const address = thread.host.absolute(meta.url || meta.pic)?.href ?? "";
  return (
    <figure class="medium">
      {show && !failed ? (
        <Picture source={fate.address} meta={meta} label={label} video={video} onError={() => setFailed(true)} />
      ) : (
        <div class="picture waiting">
          <Icon name={video ? "play" : "picture"} />
          {failed ? (
            <p>{words.pictureFailed}</p>
          ) : fate.fate === "ask" ? (
            <>
              <p>{words.pictureFrom(fate.host)}</p>
              <button
                type="button"
                class="button small"
                onClick={() => {
                  wanted.add(fate.address);
                  redraw((count) => count + 1);
                }}
              >
                {words.showPicture}
              </button>
            </>
          ) : (
            <p>{fate.fate === "never" ? words.pictureHidden : words.pictureAway}</p>
          )}
        </div>
      )}
      <figcaption>
        {length && <span>{length}</span>}
        {size && <span>{size}</span>}
        {address && fate.fate !== "never" && (
          <OutsideLink address={address}>{video ? words.openVideo : words.openPicture}</OutsideLink>
        )}
      </figcaption>
    </figure>
  );
}

interface PictureProps {
  source: string;
  meta: MetaData;
  label: string;
  video: boolean;
  onError: () => void;
}

// The place is as large as the picture before it is there, so that nothing moves when it comes.
function Picture({ source, meta, label, video, onError }: PictureProps) {
  const [width, height] = fit(Number(meta.width), Number(meta.height));
  return (
    <div class="picture" style={{ width: `${width}px`, aspectRatio: `${width} / ${height}` }}>
      <img
        src={source}
        alt={label}
        width={width}
        height={height}
        decoding="async"
        referrerpolicy="no-referrer"
        onError={onError}
      />
      {video && (
        <span class="play">
          <Icon name="play" />
        </span>
      )}
    </div>
  );
}
