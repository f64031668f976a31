//go:build js && wasm

// Command wasm is the WebAssembly module qqmusicpm.wasm. It puts
// globalThis.QQMusicPM in place before go.run returns and then stays.
package main

import "qqmusicpm/jsbridge"

func main() {
	jsbridge.Install()
	select {}
}
