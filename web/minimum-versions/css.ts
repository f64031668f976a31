// The features that a style sheet uses, as MDN's data names them.

import { parse, walk } from "css-tree";
import { featuresBelow, feature, isKnown } from "./compat.ts";

const viewportUnits = /^[sld]v(?:[hwib]|min|max)$/;
const containerUnits = /^cq(?:[whib]|min|max)$/;

const types = typesByName("css.types");

/** Reads a style sheet. */
export function featuresOfStyles(name: string, css: string): Set<string> {
  const used = new Set<string>();
  const use = (...candidates: string[]) => {
    const known = candidates.find(isKnown);
    if (known) used.add(known);
  };
  const tree = parse(css, {
    filename: name,
    parseCustomProperty: true,
    onParseError: (error) => {
      throw new Error(`${name}: ${error.message}`);
    },
  });
  walk(tree, function (node) {
    const property = this.declaration?.property;
    switch (node.type) {
      case "Declaration":
        use(`css.properties.${node.property.startsWith("--") ? "custom-property" : node.property}`);
        break;
      case "Identifier":
        if (property) use(`css.properties.${property}.${node.name}`);
        break;
      case "Function":
        use(...(property ? [`css.properties.${property}.${node.name}`] : []), ...(types.get(node.name) ?? []));
        break;
      case "Dimension":
        if (viewportUnits.test(node.unit)) use("css.types.length.viewport_percentage_units_dynamic");
        if (containerUnits.test(node.unit)) use("css.types.length.container_query_length_units");
        break;
      case "PseudoClassSelector":
      case "PseudoElementSelector":
        use(`css.selectors.${node.name}`);
        break;
      case "NestingSelector":
        use("css.selectors.nesting");
        break;
      case "Atrule":
        use(`css.at-rules.${node.name}`);
        break;
      case "Feature":
        use(`css.at-rules.media.${node.name.replace(/^(?:min|max)-/, "")}`);
        break;
      case "FeatureRange":
        use("css.at-rules.media.range_syntax");
        break;
    }
  });
  return used;
}

function typesByName(parent: string, found = new Map<string, string[]>()): Map<string, string[]> {
  for (const name of featuresBelow(parent)) {
    const path = `${parent}.${name}`;
    if (feature(path)?.__compat) found.set(name, [...(found.get(name) ?? []), path]);
    typesByName(path, found);
  }
  return found;
}
