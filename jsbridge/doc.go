//go:build js && wasm

// Package jsbridge puts core into JavaScript: globalThis.QQMusicPM with
// version and createClient. It is the only package, with main, that knows
// syscall/js, and no value of that package leaves it.
//
// The names, arguments, results and errors of what it exports are the public
// contract of the npm package. Arguments are read before a call returns its
// Promise, each call runs in a goroutine of its own (blocking inside a callback
// would deadlock the page), an answer crosses into JavaScript once, as one JSON
// text, and whatever goes wrong rejects the call's Promise and no other.
package jsbridge
