// What a soak looks at, and what may become of it.

/** How a figure is told: as a size, or as a number of things. */
export type Unit = "bytes" | "count";

/** Something that is looked at again and again. */
export interface Subject {
  id: string;
  what: string;
  unit: Unit;
  /** Whether it has to stay as it was, or grows with what is kept and is told for that reason. */
  expected: "flat" | "grows";
}

/** What was found at one time: a number for each subject, by its id. */
export interface Mark {
  /** Minutes since the beginning. */
  minute: number;
  figures: Record<string, number>;
}

/** One side of a soak: what it looked at, and what it found, in order. */
export interface Side {
  id: string;
  what: string;
  subjects: readonly Subject[];
  marks: Mark[];
  /** What was done meanwhile, such as calls or messages. */
  done: Record<string, number>;
}

/** A figure that stays within so much of its first one is flat. */
export const flatWithin = 0.05;

/** Of a few things, one more may be there by chance, such as a timer between two looks. */
const oneMore = 1;

/** A subject with its figures in the order of the marks. */
export interface Row extends Subject {
  side: string;
  figures: number[];
  /** The last figure divided by the first; 1 when both are 0. */
  ratio: number;
  /** Whether it is flat as it has to be; undefined where it may grow. */
  flat: boolean | undefined;
}

/** The rows of a side. One whose subject is missing in a mark is an error. */
export function rowsOf({ id, subjects, marks }: Side): Row[] {
  return subjects.map((subject) => {
    const figures = marks.map(({ figures, minute }) => {
      const figure = figures[subject.id];
      if (figure === undefined) throw new Error(`nothing was found of ${subject.id} at minute ${minute}`);
      return figure;
    });
    const [first, last] = [figures[0] ?? 0, figures.at(-1) ?? 0];
    const ratio = first === last ? 1 : last / first;
    const most = Math.max(...figures.slice(1), 0);
    const slack = subject.unit === "count" ? oneMore : 0;
    const flat = subject.expected === "flat" ? most <= first * (1 + flatWithin) + slack : undefined;
    return { ...subject, side: id, figures, ratio, flat };
  });
}
