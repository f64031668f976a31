// All of the export, as it is loaded when it is first opened.

import "../style/export.css";

export { ExportDialog, openExport } from "./export-dialog.tsx";
