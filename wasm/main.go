//go:build js && wasm

// Command wasm is the WebAssembly module qqmusicpm.wasm.
package main

func main() {
	select {}
}
