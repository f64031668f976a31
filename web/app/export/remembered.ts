/** So much is remembered: names of people, of whom a conversation has two. */
const most = 100;

/** The same function, which remembers what it made of the texts that it was given last. */
export function remembered(make: (text: string) => string): (text: string) => string {
  const made = new Map<string, string>();
  return (text) => {
    let known = made.get(text);
    if (known === undefined) {
      known = make(text);
      if (made.size >= most) made.clear();
      made.set(text, known);
    }
    return known;
  };
}
