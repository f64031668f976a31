//go:build js && wasm

// Command faulty is the module with ways to die, for the tests of what JavaScript does then.
// It puts them on the object faulty that a test has as a global, and says that it has that object's version. Where that
// object is foreign, it is another program, which goes on without being the module.
package main

import (
	"syscall/js"
	"unsafe"

	"qqmusicpm/jsbridge"
)

func main() {
	faulty := js.Global().Get("faulty")
	if !faulty.IsUndefined() && faulty.Get("foreign").Truthy() {
		select {}
	}
	jsbridge.Install()
	if faulty.IsUndefined() {
		return
	}
	if version := faulty.Get("version"); !version.IsUndefined() {
		js.Global().Get("QQMusicPM").Set("version", version)
	}
	end := make(chan struct{})
	on := func(name string, die func()) {
		faulty.Set(name, js.FuncOf(func(js.Value, []js.Value) any {
			die()
			return nil
		}))
	}
	on("exit", func() { close(end) })
	on("panic", func() { go panic("as the test wants it") })
	on("trap", func() {
		// Beyond the memory of any module: a trap of WebAssembly itself, which no recover sees.
		address := uintptr(0xffff_fff0)
		*(*byte)(*(*unsafe.Pointer)(unsafe.Pointer(&address))) = 1
	})
	<-end
}
