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
func now() float64 { return invoke(dateNow).Float() }

var dateNow = static("Date", "now")

func (clock) AfterFunc(d core.Duration, f func()) func() bool {
	t := takeTimer()
	t.f = f
	turn := t.turn
	// Rounded up: a timer that is early would be set again and again.
	id := invoke(setTimeout, t.fire.Value, number(math.Ceil(float64(d)/float64(scope.Millisecond))))
	return func() bool {
		if t.turn != turn {
			return false
		}
		invoke(clearTimeout, id)
		t.giveBack()
		return true
	}
}

var setTimeout, clearTimeout = global("setTimeout"), global("clearTimeout")

// timer is a function for setTimeout, used again when its time has passed or
// it was stopped: making functions is slow.
type timer struct {
	fire js.Func
	f    func()
	// turn counts its uses.
	turn int
}

var idleTimers []*timer

func takeTimer() *timer {
	if last := len(idleTimers) - 1; last >= 0 {
		t := idleTimers[last]
		idleTimers = idleTimers[:last]
		return t
	}
	t := new(timer)
	t.fire = newCallback(func([]js.Value) any {
		go t.f()
		t.giveBack()
		return nil
	})
	return t
}

func (t *timer) giveBack() {
	t.turn++
	t.f = nil
	if len(idleTimers) < maxIdle {
		idleTimers = append(idleTimers, t)
	} else {
		release(t.fire)
	}
}
