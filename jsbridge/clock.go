//go:build js && wasm

package jsbridge

import (
	"math"
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/core/scope"
)

// clock is the host's clock and its timers.
type clock struct{}

func (clock) Now() core.Duration {
	return core.Duration(now()) * scope.Millisecond
}

// now is Date.now, in milliseconds.
func now() float64 { return call(builtin("Date"), "now").Float() }

func (clock) AfterFunc(d core.Duration, f func()) func() bool {
	pending := true
	var fire js.Func
	fire = newCallback(func([]js.Value) any {
		pending = false
		release(fire)
		go f()
		return nil
	})
	// Rounded up: a timer that is early would be set again and again.
	timer := invoke(global("setTimeout"), fire.Value, number(math.Ceil(float64(d)/float64(scope.Millisecond))))
	return func() bool {
		if !pending {
			return false
		}
		pending = false
		invoke(global("clearTimeout"), timer)
		release(fire)
		return true
	}
}
