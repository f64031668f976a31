/** The module's address, where a bundler makes one of such an import; pass it to `createClient` as `wasm`. */
declare const address: string;
export default address;
