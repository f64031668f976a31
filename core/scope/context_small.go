//go:build smallmodule

package scope

import "sync/atomic"

// Context is the part of context.Context that core uses; every context.Context is one.
type Context interface {
	Done() <-chan struct{}
	Err() error
}

// Duration counts nanoseconds, as time.Duration does.
type Duration int64

// Units of Duration.
const (
	Nanosecond  Duration = 1
	Millisecond          = 1e6 * Nanosecond
	Second               = 1e9 * Nanosecond
)

// Milliseconds returns the duration in whole milliseconds.
func (d Duration) Milliseconds() int64 { return int64(d / Millisecond) }

// Seconds returns the duration in seconds.
func (d Duration) Seconds() float64 { return float64(d) / float64(Second) }

type text string

func (t text) Error() string { return string(t) }

// Canceled is what Err says of a context that was cancelled.
var Canceled error = text("context canceled")

type background struct{}

func (background) Done() <-chan struct{} { return nil }
func (background) Err() error            { return nil }

// Background returns a context that never ends.
func Background() Context { return background{} }

func foreignCause(ctx Context) error { return ctx.Err() }

// whenDone has a goroutine that stays until ctx ends. The module has no contexts but scopes.
func whenDone(ctx Context, f func()) (stop func()) {
	var stopped atomic.Bool
	go func() {
		<-ctx.Done()
		if !stopped.Load() {
			f()
		}
	}()
	return func() { stopped.Store(true) }
}
