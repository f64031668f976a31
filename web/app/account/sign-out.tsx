import { ask } from "../ui/question.tsx";
import { text } from "../words/words.ts";

/** Asks before somebody is signed out, and says what is forgotten with it and what stays. */
export function askToSignOut(name: string): Promise<boolean> {
  const { signOut, signOutTitle, signOutForgets, signOutKeeps } = text.value;
  const body = (
    <>
      <p>{signOutForgets}</p>
      <p class="soft">{signOutKeeps}</p>
    </>
  );
  return ask({ title: signOutTitle(name), body, confirm: signOut, danger: true });
}
