/** How a page of messages looks, on a screen and on paper. */
export const htmlStyle = `
:root { color-scheme: light dark; --soft: #595f5c; }
@media (prefers-color-scheme: dark) { :root { --soft: #a3aaa7; } }
body { max-width: 46rem; margin: 0 auto; padding: 1rem; font: 16px/1.6 system-ui, sans-serif; }
header p, .meta, time { color: var(--soft); font-size: 0.85rem; }
h1, h2, h3, p, a { overflow-wrap: anywhere; }
h2 { margin-top: 3rem; }
h3 { margin: 2rem 0 1rem; font-size: 1rem; text-align: center; }
article { width: fit-content; max-width: 85%; margin: 0.6rem 0; padding: 0.4rem 0.9rem; border: 1px solid #8886; border-radius: 1rem; }
article.me { margin-inline-start: auto; background: #0b7a5522; }
article.unknown { margin-inline: auto; }
article.nobody { margin-inline: auto; border: 0; text-align: center; }
article p { margin: 0.2rem 0; white-space: pre-wrap; }
article img { display: block; max-width: 100%; max-height: 30rem; margin: 0.3rem 0; border-radius: 0.5rem; }
.meta { margin: 0; }
.label { color: var(--soft); }
@media print {
  @page { margin: 18mm 15mm; }
  :root { color-scheme: light; --soft: #444; }
  body { max-width: none; padding: 0 1px; font-size: 10.5pt; line-height: 1.45; color: #000; background: #fff; }
  a { color: inherit; }
  h1 { font-size: 18pt; }
  h2 { margin-top: 0; }
  h2, h3, .meta { break-after: avoid; }
  section + section { break-before: page; }
  article { max-width: 80%; margin: 2mm 0; border-color: #999; orphans: 3; widows: 3; }
  article.short { break-inside: avoid; }
  article.me { background: none; border-color: #0b7a55; }
  article img { max-height: 12cm; break-inside: avoid; }
}
`;
