//go:build !smallmodule

// Package context has the names of the standard package that core is written with.
//
// In a Go program they are the standard ones. With the build tag smallmodule, which only the
// WebAssembly module for pages is built with, they are stand-ins: the standard package would
// make its download 29 KB larger.
package context

import "context"

// Context is the standard Context.
type Context = context.Context

// Canceled is what Err says of a context that was cancelled.
var Canceled = context.Canceled

// Background returns a context that never ends.
func Background() Context { return context.Background() }

// Cause returns why a context ended, nil while it has not.
func Cause(ctx Context) error { return context.Cause(ctx) }

// AfterFunc calls f in a goroutine of its own when ctx ends, unless it is stopped before.
func AfterFunc(ctx Context, f func()) (stop func() bool) { return context.AfterFunc(ctx, f) }
