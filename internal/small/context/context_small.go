//go:build smallmodule

package context

import "sync/atomic"

// Context is the part of the standard Context that core uses; every standard one is one.
type Context interface {
	Done() <-chan struct{}
	Err() error
}

type text string

func (t text) Error() string { return string(t) }

// Canceled is what Err says of a context that was cancelled.
var Canceled error = text("context canceled")

type background struct{}

func (background) Done() <-chan struct{} { return nil }
func (background) Err() error            { return nil }

// Background returns a context that never ends.
func Background() Context { return background{} }

// Cause returns why a context ended. The module has no contexts that know more than Err.
func Cause(ctx Context) error { return ctx.Err() }

// AfterFunc has a goroutine that stays until ctx ends. The module has no contexts but scopes, which do without.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	var over atomic.Bool
	go func() {
		<-ctx.Done()
		if !over.Swap(true) {
			f()
		}
	}()
	return func() bool { return !over.Swap(true) }
}
