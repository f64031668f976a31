//go:build !smallmodule

// Package time has the names of the standard package that core is written with.
//
// In a Go program they are the standard ones. With the build tag smallmodule, which only the
// WebAssembly module for pages is built with, they are stand-ins: the standard package would
// make its download 37 KB larger.
package time

import "time"

// Duration is the standard Duration.
type Duration = time.Duration

// Units of Duration.
const (
	Nanosecond  = time.Nanosecond
	Millisecond = time.Millisecond
	Second      = time.Second
)
