import { computed } from "@preact/signals";
import { language } from "../../common/language.ts";
import { exportWords } from "./words.ts";

/** All that the export says, in the language in use. */
export const exportText = computed(() => exportWords[language.value]);
