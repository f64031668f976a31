import { batch, computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import type { ArchiveSearch } from "../archive/archive-search.ts";
import type { KeptList } from "../archive/archive-store.ts";
import { byId } from "../archive/conversations.ts";
import { asksForAnything, type HitPlace, type SearchLimit } from "../archive/search-query.ts";
import { choicesOf, type Choice } from "./choices.ts";
import { conversationsNamed } from "./conversations-found.ts";
import { noFilters, queryOf, setFilters, toggled, type FilterName, type Filters } from "./filters.ts";

/** What a search is made of. */
export interface FindNeeds {
  list: ReadonlySignal<KeptList>;
  search: Pick<ArchiveSearch, "found" | "extent" | "broken" | "search" | "show" | "near" | "close">;
  /** The conversation in view. */
  openId: ReadonlySignal<string | undefined>;
  /** Shows a conversation, and a message in it. */
  goTo: (conversation: string, message?: string) => void;
  /** Gives what leads back to where the user is now. */
  remember: () => () => void;
  /** Told that the search has ended. */
  onEnd: () => void;
}

/** What a search begins with. */
export interface FindStart {
  /** The only conversation that is searched. */
  conversation?: string | undefined;
  /** What is written already. */
  text?: string;
}

/** So much of what was found is shown at first, and so much more each time. */
const some: SearchLimit = { conversations: 8, each: 3 };
const manyOfOne: SearchLimit = { conversations: 1, each: 40 };

/** A search, from when it is opened until it is ended: the dialog, and what is left of it over the conversation. */
export class Find {
  /** What was written. */
  readonly text = signal("");
  readonly filters = signal<Filters>(noFilters);
  /** Whether the dialog is in view. */
  readonly asking = signal(true);
  /** The message that was gone to. */
  readonly at = signal<HitPlace | undefined>(undefined);
  /** The conversations that may be meant: those at the top of the list where nothing is asked for. */
  readonly conversations = computed(() => {
    const { conversation } = this.filters.value;
    // Filters alone are about messages.
    if (conversation !== undefined || (this.searches.value && this.text.value.trim() === "")) return [];
    return conversationsNamed(this.needs.list.value.conversations, this.text.value);
  });
  /** Everything that can be chosen, from the top. */
  readonly choices: ReadonlySignal<readonly Choice[]> = computed(() =>
    choicesOf({
      conversations: this.conversations.value,
      namedPages: this.namedPages.value,
      found: this.searches.value ? (this.found.value ?? "nothing yet") : undefined,
      onlyOne: this.filters.value.conversation !== undefined,
    }),
  );
  /** The one that Enter chooses. */
  readonly active: ReadonlySignal<Choice | undefined> = computed(() => {
    const choices = this.choices.value;
    return choices.find(({ key }) => key === this.wanted.value) ?? choices[0];
  });
  /** Whether all that is searched has been read: of one conversation that alone counts. */
  readonly hasAll = computed(() => {
    const { complete = 0, conversations = 1 } = this.extent.value ?? {};
    if (this.filters.value.conversation !== undefined) return complete === 1;
    return complete === conversations && !this.list.value.hasMore;
  });
  /** Whether messages are searched for. */
  readonly searches = computed(() => asksForAnything(this.query.value));
  private readonly needs: FindNeeds;
  private readonly query = computed(() => queryOf(this.text.value, this.filters.value));
  private readonly pages = signal(1);
  private readonly namedPages = signal(1);
  /** The key of the choice that was moved to. */
  private readonly wanted = signal<string | undefined>(undefined);
  private readonly stops: (() => void)[];
  private readonly goBack: () => void;
  /** What was searched for when a message was gone to. */
  private sought: { text: string; filters: Filters } | undefined;
  private ended = false;

  /** Begins it. */
  constructor(needs: FindNeeds, { conversation, text = "" }: FindStart = {}) {
    this.needs = needs;
    this.goBack = needs.remember();
    this.text.value = text;
    if (conversation !== undefined) this.filters.value = { ...noFilters, conversation };
    this.stops = [
      effect(() => {
        const query = this.query.value;
        untracked(() => {
          this.pages.value = this.namedPages.value = 1;
          needs.search.search(query, this.limit);
        });
      }),
      effect(() => {
        void needs.search.found.value;
        untracked(() => void this.lookAgain());
      }),
      this.endWhenLeft(),
    ];
  }

  /** What was found. */
  get found() {
    return this.needs.search.found;
  }

  /** What is searched. */
  get extent() {
    return this.needs.search.extent;
  }

  /** Whether messages cannot be searched. */
  get broken() {
    return this.needs.search.broken;
  }

  /** The list of conversations. */
  get list() {
    return this.needs.list;
  }

  /** A conversation of the list. */
  conversation(id: string): Session | undefined {
    return byId(this.list.value.conversations).get(id);
  }

  /** Takes what is written. */
  write(text: string): void {
    batch(() => {
      this.text.value = text;
      this.wanted.value = undefined;
    });
  }

  /** Sets a filter, or takes it away. */
  toggle(name: FilterName): void {
    this.filters.value = toggled(this.filters.value, name);
  }

  /** Takes the days, as date fields have them. */
  setDays(days: Partial<Pick<Filters, "from" | "to">>): void {
    this.filters.value = { ...this.filters.value, ...days };
  }

  /** Takes the last filter away. Gives whether there was one. */
  dropLast(): boolean {
    const last = setFilters(this.filters.value).at(-1);
    if (last) this.toggle(last);
    return last !== undefined;
  }

  /** Moves among what can be chosen, from its end to its beginning and back. */
  move(step: number): void {
    const choices = this.choices.value;
    const now = choices.findIndex(({ key }) => key === this.active.value?.key);
    if (choices.length > 0) this.wanted.value = choices.at((now + step) % choices.length)!.key;
  }

  /** Does what a choice offers. */
  async choose(choice: Choice): Promise<void> {
    switch (choice.choice) {
      case "conversation":
        this.end();
        return this.needs.goTo(choice.conversation.sessionId);
      case "allIn":
        this.filters.value = { ...this.filters.value, conversation: choice.conversation };
        return;
      case "moreNamed":
        this.namedPages.value++;
        return;
      case "more":
        this.pages.value++;
        return this.needs.search.show(this.limit);
      case "hit": {
        const { conversation, id } = choice.hit;
        // One that is not in the list any more cannot be shown.
        if (!this.conversation(conversation)) return;
        const near = await this.needs.search.near(conversation, id, choice.place, 0);
        if (this.ended) return;
        return this.goTo(near ?? { hit: choice.hit, place: choice.place, count: choice.place + 1 });
      }
    }
  }

  /** Goes to the next older message that was found in the conversation, or so many further; below 0 to newer ones. */
  async step(step: number): Promise<void> {
    const now = this.at.value;
    if (!now) return;
    const next = await this.needs.search.near(now.hit.conversation, now.hit.id, now.place, step);
    if (next && this.at.value) this.goTo(next);
  }

  /** Shows the dialog again. */
  ask(): void {
    this.asking.value = true;
  }

  /** Closes the dialog. Where nothing was gone to, that is the end. */
  leave(): void {
    const { sought } = this;
    if (!this.at.value || !sought) return this.end();
    batch(() => {
      this.asking.value = false;
      // What was gone to is one of what was found then.
      this.text.value = sought.text;
      this.filters.value = sought.filters;
    });
  }

  /** Ends it where one was before. */
  back(): void {
    this.end();
    this.goBack();
  }

  /** Ends it, here. */
  end(): void {
    if (this.ended) return;
    this.ended = true;
    for (const stop of this.stops) stop();
    this.needs.search.close();
    this.needs.onEnd();
  }

  private get limit(): SearchLimit {
    const pages = this.pages.peek();
    const { conversations, each } = this.filters.peek().conversation === undefined ? some : manyOfOne;
    return this.filters.peek().conversation === undefined
      ? { conversations: conversations * pages, each }
      : { conversations, each: each * pages };
  }

  private goTo(near: HitPlace): void {
    this.sought = { text: this.text.peek(), filters: this.filters.peek() };
    batch(() => {
      this.at.value = near;
      this.asking.value = false;
    });
    this.needs.goTo(near.hit.conversation, near.hit.id);
  }

  // Messages came or went: the one that was gone to has another place now, or is not there any more.
  private async lookAgain(): Promise<void> {
    const now = this.at.peek();
    if (!now) return;
    const near = await this.needs.search.near(now.hit.conversation, now.hit.id, now.place, 0);
    if (near && near.hit.id === now.hit.id && this.at.peek() === now) this.at.value = near;
  }

  // Who goes to another conversation has done with what was found in this one.
  private endWhenLeft(): () => void {
    let before: string | undefined;
    return effect(() => {
      const id = this.needs.openId.value;
      const left = before;
      before = id;
      if (left === undefined) return;
      untracked(() => {
        const at = this.at.value?.hit.conversation;
        if (at !== left) return;
        // The dialog stays, and what it is over is not what was gone to any more.
        if (this.asking.value) this.at.value = undefined;
        else queueMicrotask(() => this.end());
      });
    });
  }
}
