//go:build smallmodule

package context

import "errors"

// Context is the part of the standard Context that core uses; every standard one is one.
type Context interface {
	Done() <-chan struct{}
	Err() error
}

// Canceled is what Err says of a context that was cancelled.
var Canceled = errors.New("context canceled")

type background struct{}

func (*background) Done() <-chan struct{} { return nil }
func (*background) Err() error            { return nil }

// Background returns a context that never ends.
func Background() Context { return &background{} }

// Cause returns why a context ended. The module has no contexts but scopes, which know it themselves, and Background.
func Cause(Context) error { return nil }

// AfterFunc never calls f: the module has no contexts that end but scopes, which do without.
func AfterFunc(Context, func()) (stop func() bool) { return neverCalled }

func neverCalled() bool { return true }
