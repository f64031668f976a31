import { text } from "../words/words.ts";

/** Says where the two parts of a login are found, and where nobody has to look for them. */
export function WhereLoginIs({ inExtension }: { inExtension: boolean }) {
  const { whereLoginIs, whereLoginSteps, whereLoginOrAll, extensionNeedsNeither, openSite } = text.value;
  return (
    <details class="where-login-is">
      <summary>{whereLoginIs}</summary>
      <ol>
        {whereLoginSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>
        {whereLoginOrAll}{" "}
        <a href="https://y.qq.com/" target="_blank" rel="noreferrer">
          {openSite}
        </a>
      </p>
      {!inExtension && <p>{extensionNeedsNeither}</p>}
    </details>
  );
}
