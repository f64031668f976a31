//go:build !smallmodule

package scope

import (
	"context"
	"time"
)

// Context is context.Context.
type Context = context.Context

// Duration is time.Duration.
type Duration = time.Duration

// Units of Duration.
const (
	Nanosecond  = time.Nanosecond
	Millisecond = time.Millisecond
	Second      = time.Second
)

// Canceled is context.Canceled.
var Canceled = context.Canceled

// Background returns context.Background.
func Background() Context { return context.Background() }

func foreignCause(ctx Context) error { return context.Cause(ctx) }

func whenDone(ctx Context, f func()) (stop func()) {
	forget := context.AfterFunc(ctx, f)
	return func() { forget() }
}
