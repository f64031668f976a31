import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { languageTag } from "../../common/language.ts";
import type { Message, MetaData } from "../../sdk/src/index.ts";
import { kindOf } from "../model/kinds.ts";
import { mediumOf, type Medium as Parts } from "../model/medium.ts";
import { fit } from "../model/pictures.ts";
import { secondsOf } from "../model/times.ts";
import { CopyDetails } from "../ui/copy-details.tsx";
import { Icon } from "../ui/icon.tsx";
import { NotShown } from "../ui/not-shown.tsx";
import { OutsideLink } from "../ui/outside-link.tsx";
import { pictureQuestion } from "../ui/picture-consent.ts";
import { Video } from "../ui/video.tsx";
import { durationLabel, sizeLabel } from "../words/media-figures.ts";
import { senderName } from "../words/names.ts";
import { dayAndClock } from "../words/times.ts";
import { text } from "../words/words.ts";
import type { Thread } from "./thread.ts";

/** The width that a question needs at least, in pixels. */
const questionRoom = 320;

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
  const [failed, setFailed] = useState(false);
  const [plays, setPlays] = useState(false);
  const [unplayable, setUnplayable] = useState(false);
  const parts = mediumOf(thread.host, meta, pictureQuestion(thread.isStranger(message)));
  const { video, picture, film, link } = parts;
  const [length, size] = [durationLabel(meta.duration), sizeLabel(meta.size)];
  const label = nameOf(thread, message, video);
  const blocked = blockedPart(parts);
  const canOpen = video ? film?.fate === "show" : picture.fate === "show" && !failed;
  const [width, height] = fit(Number(meta.width), Number(meta.height));
  const place = { width: `${width}px`, aspectRatio: `${width} / ${height}` };
  // As high as what may come, so that nothing moves when it does.
  const room = { width: `${Math.max(width, blocked ? questionRoom : 0)}px`, minHeight: `${height}px` };
  // What was pressed goes when the picture comes, which gets the focus.
  const figure = useRef<HTMLElement>(null);
  const [wanted, setWanted] = useState(false);
  useLayoutEffect(() => {
    if (!wanted || !canOpen) return;
    setWanted(false);
    figure.current?.querySelector<HTMLElement>("button.picture")?.focus();
  }, [wanted, canOpen]);
  const open = (button: HTMLElement) => {
    button.focus({ preventScroll: true }); // Safari does not, and it is to get the focus back
    if (video) setPlays(true);
    else thread.look(message.id);
  };
  const isShown = picture.fate === "show" && !failed;
  const image = isShown && (
    <img
      src={picture.address}
      alt=""
      width={width}
      height={height}
      decoding="async"
      referrerpolicy="no-referrer"
      onError={() => setFailed(true)}
    />
  );
  return (
    <figure ref={figure} class="medium">
      {plays && film?.fate === "show" ? (
        <div class="picture" style={place}>
          <Video
            address={film.address}
            poster={isShown ? picture.address : ""}
            label={label}
            link={link}
            plays
            onFailed={() => setUnplayable(true)}
          />
        </div>
      ) : canOpen ? (
        <button
          type="button"
          class="picture"
          style={place}
          aria-label={label}
          onClick={({ currentTarget }) => open(currentTarget)}
        >
          {image}
          {video && (
            <span class="play">
              <Icon name="play" />
            </span>
          )}
        </button>
      ) : (
        image && (
          <div class="picture" style={place}>
            {image}
          </div>
        )
      )}
      {blocked ? (
        <div class={image ? "picture-why" : "picture waiting"} style={image ? undefined : room}>
          {!image && <Icon name={video ? "play" : "picture"} />}
          <NotShown fate={blocked} video={video} onAllow={() => setWanted(true)} />
        </div>
      ) : (
        failed &&
        !video && (
          <div class="picture waiting" style={room}>
            <Icon name="picture" />
            <p>{words.pictureFailed}</p>
            <button
              type="button"
              class="button small"
              onClick={() => {
                setWanted(true);
                setFailed(false);
              }}
            >
              {words.again}
            </button>
          </div>
        )
      )}
      <figcaption>
        {length && <span>{length}</span>}
        {size && <span>{size}</span>}
        {plays && !unplayable && (
          <button type="button" class="link" onClick={() => thread.look(message.id)}>
            {words.enlargeVideo}
          </button>
        )}
        {!canOpen && link && <OutsideLink address={link}>{video ? words.openVideo : words.openPicture}</OutsideLink>}
      </figcaption>
    </figure>
  );
}

// A video cannot be seen without itself, a picture that stands for it is not needed.
function blockedPart({ video, picture, film }: Parts) {
  const decisive = video ? film : picture;
  return decisive && decisive.fate !== "show" ? decisive : undefined;
}

function nameOf(thread: Thread, message: Message, video: boolean): string {
  const words = text.value;
  const sender = senderName(thread.sideOf(message), thread.conversation.value.user, words);
  const time = dayAndClock(secondsOf(message.time), languageTag.value);
  return video ? words.playVideo(sender, time) : words.lookAtPicture(sender, time);
}
