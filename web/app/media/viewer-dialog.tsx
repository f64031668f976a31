import { useEffect, useMemo, useRef } from "preact/hooks";
import { languageTag } from "../../common/language.ts";
import { mediumOf } from "../model/medium.ts";
import { secondsOf } from "../model/times.ts";
import { CopyDetails } from "../ui/copy-details.tsx";
import { Icon } from "../ui/icon.tsx";
import { useModal } from "../ui/modal.ts";
import { NotShown } from "../ui/not-shown.tsx";
import { OutsideLink } from "../ui/outside-link.tsx";
import { pictureQuestion } from "../ui/picture-consent.ts";
import { Video } from "../ui/video.tsx";
import { dayAndClock } from "../words/times.ts";
import { text } from "../words/words.ts";
import "../style/media.css";
import { Grip } from "./grip.ts";
import { pictureName } from "./keep-picture.ts";
import { holdBy, PictureStage, whenLoaded } from "./picture-stage.tsx";
import { Viewer, type Viewed, type ViewedConversation } from "./viewer.ts";
import { RoundButton, ViewerTools } from "./viewer-tools.tsx";
import { viewerText } from "./words.ts";
import { zoomStep } from "./zoom.ts";

interface ViewerDialogProps {
  conversation: ViewedConversation;
  /** Where it opens. */
  messageId: string;
  /** Told when it was closed. */
  onClose: () => void;
}

/** The viewer of a conversation's pictures and videos. */
export function ViewerDialog({ conversation, messageId, onClose }: ViewerDialogProps) {
  const viewer = useMemo(() => new Viewer(conversation, messageId), []);
  const dialog = useRef<HTMLDialogElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const viewed = viewer.viewed.value;
  const close = () => dialog.current?.close();
  useModal(dialog, { opened: () => stage.current?.focus(), gone: () => viewer.close() });
  useEffect(() => {
    if (!viewed) close();
  }, [viewed]);
  const grip = useMemo(() => new Grip({ go: (step) => void viewer.go(step), close }), [viewer, viewed?.message.id]);
  return (
    <dialog
      ref={dialog}
      class="viewer"
      aria-label={viewerText.value.viewer}
      onKeyDown={(event) => onKey(event, viewer, grip)}
      onClose={onClose}
    >
      {viewed && <Shown viewer={viewer} viewed={viewed} grip={grip} stage={stage} close={close} />}
    </dialog>
  );
}

interface ShownProps {
  viewer: Viewer;
  viewed: Viewed;
  grip: Grip;
  stage: { current: HTMLDivElement | null };
  close: () => void;
}

function Shown({ viewer, viewed, grip, stage, close }: ShownProps) {
  const words = viewerText.value;
  const { conversation } = viewer;
  const { message, meta, number, count } = viewed;
  const medium = mediumOf(conversation.host, meta, pictureQuestion(conversation.isStranger(message)));
  const isLoaded = medium.video || grip.zoom.value !== undefined;
  useLoaded(isLoaded ? viewer.ahead((one) => pictureQuestion(conversation.isStranger(one))) : []);
  const sender = conversation.senderOf(message);
  const seconds = secondsOf(message.time);
  const time = dayAndClock(seconds, languageTag.value);
  const name = (medium.video ? words.video : words.picture)(sender, time, number, count);
  return (
    <>
      <header class="viewer-head">
        <p class="viewer-caption" aria-hidden="true">
          <strong>{sender}</strong>
          <span>{time}</span>
          <span class="viewer-count">{words.counted(number, count)}</span>
        </p>
        <ViewerTools host={conversation.host} medium={medium} grip={grip} fileName={pictureName(sender, seconds)} />
        <RoundButton icon="close" label={text.value.close} press={close} />
      </header>
      <div
        ref={stage}
        class="viewer-stage"
        tabIndex={0}
        role="group"
        aria-label={name}
        aria-describedby="viewer-keys"
        {...holdBy(grip)}
      >
        <Content
          key={message.id}
          viewer={viewer}
          viewed={viewed}
          medium={medium}
          grip={grip}
          stage={stage}
          name={name}
        />
      </div>
      <p id="viewer-keys" class="unseen">
        {words.keys}
      </p>
      <p class="unseen" role="status">
        {name}
      </p>
      <Looking viewer={viewer} />
      <RoundButton
        icon="back"
        class="viewer-previous"
        label={words.previous}
        disabled={!viewer.hasBeside(-1)}
        press={() => void viewer.go(-1)}
      />
      <RoundButton
        icon="forward"
        class="viewer-next"
        label={words.next}
        disabled={!viewer.hasBeside(1)}
        press={() => void viewer.go(1)}
      />
    </>
  );
}

// What is gone to next is there then.
function useLoaded(addresses: readonly string[]): void {
  useEffect(() => {
    for (const address of addresses) whenLoaded(address, () => {});
  }, [addresses.join("\n")]);
}

// Where nothing is known before, or messages are missing in between, pages are read.
function Looking({ viewer }: { viewer: Viewer }) {
  const looking = viewer.looking.value;
  return (
    <div class="viewer-looking" role="status">
      {looking !== "idle" && <p>{viewerText.value.looking[looking]}</p>}
    </div>
  );
}

interface ContentProps extends Omit<ShownProps, "close"> {
  medium: ReturnType<typeof mediumOf>;
  name: string;
}

function Content({ viewer, viewed: { message, complete }, medium, grip, stage, name }: ContentProps) {
  const { video, picture, full, film, link } = medium;
  if (!complete) return <Missing viewer={viewer} id={message.id} />;
  const decisive = film ?? picture;
  if (decisive.fate !== "show") {
    return (
      <div class="viewer-plain">
        <Icon name={video ? "play" : "picture"} />
        <NotShown fate={decisive} video={video} onAllow={() => stage.current?.focus()} />
        {link && (
          <OutsideLink address={link}>{video ? text.value.openVideo : viewerText.value.openOriginal}</OutsideLink>
        )}
      </div>
    );
  }
  if (video) {
    const poster = picture.fate === "show" ? picture.address : "";
    return <Video address={decisive.address} poster={poster} label={name} link={link} />;
  }
  return <PictureStage grip={grip} stage={stage} address={decisive.address} full={full} label={name} />;
}

// Its address has to be asked for first.
function Missing({ viewer, id }: { viewer: Viewer; id: string }) {
  const { details } = viewer.conversation;
  const words = text.value;
  const detail = details.details.value.get(id);
  useEffect(() => details.want(id), [id]);
  return (
    <div class="viewer-plain">
      <Icon name="picture" />
      {detail?.state === "failed" ? (
        <>
          <p>{words.detailsFailed}</p>
          <button type="button" class="button" onClick={() => details.retry(id)}>
            {words.again}
          </button>
          <CopyDetails problem={detail.problem} />
        </>
      ) : (
        <p>{detail?.state === "missing" ? words.detailsMissing : words.loadingDetails}</p>
      )}
    </div>
  );
}

/** How far a key moves a picture, in pixels. */
const keyWay = 80;

function onKey(event: KeyboardEvent, viewer: Viewer, grip: Grip): void {
  // The keys of a video are its own, and the browser's are the browser's.
  if (event.target instanceof HTMLVideoElement || event.ctrlKey || event.metaKey || event.altKey) return;
  const move = (x: number, y: number) => () => grip.change((zoom) => zoom.movedBy({ x, y }));
  const scale = (factor: number) => () => grip.change((zoom) => zoom.scaledBy(factor));
  const keys: Record<string, (() => void) | undefined> = {
    ArrowLeft: event.shiftKey ? move(keyWay, 0) : () => void viewer.go(-1),
    ArrowRight: event.shiftKey ? move(-keyWay, 0) : () => void viewer.go(1),
    ArrowUp: move(0, keyWay),
    ArrowDown: move(0, -keyWay),
    Home: () => viewer.goToEnd("oldest"),
    End: () => viewer.goToEnd("newest"),
    "+": scale(zoomStep),
    "=": scale(zoomStep),
    "-": scale(1 / zoomStep),
    _: scale(1 / zoomStep),
    "0": () => grip.change((zoom) => zoom.fitted()),
    "1": () => grip.change((zoom) => zoom.original()),
  };
  const run = keys[event.key];
  if (!run) return;
  event.preventDefault();
  event.stopPropagation();
  run();
}
