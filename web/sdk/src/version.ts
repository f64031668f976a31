declare const PACKAGE_VERSION: string;

/** The version of this package, the same as the module's. */
export const version: string = PACKAGE_VERSION;
