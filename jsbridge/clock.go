//go:build js && wasm

package jsbridge

import (
	"math"
	"syscall/js"

	"qqmusicpm/internal/small/time"
)

// clock is the host's clock and its timers.
type clock struct{}

func (*clock) Now() (sinceEpoch time.Duration) {
	mustRun(func() { sinceEpoch = time.Duration(now()) * time.Millisecond })
	return sinceEpoch
}

// now is Date.now, in milliseconds.
func now() float64 { return invoke(dateNow).Float() }

// elapsed is performance.now, in milliseconds: other than the time of day it never jumps.
func elapsed() float64 { return invoke(performanceNow).Float() }

func (*clock) AfterFunc(d time.Duration, f func()) func() bool {
	a := &alarm{ring: f}
	mustRun(func() {
		now := elapsed()
		a.due = now + float64(d)/float64(time.Millisecond)
		setTimer(a.due, now)
		a.at = len(alarms)
		alarms = append(alarms, a)
	})
	return a.stop
}

// alarm is a function to call when elapsed reaches due.
type alarm struct {
	due  float64
	ring func()
	// at is its place among the alarms, -1 when it is none of them any more.
	at int
}

// alarms are all that is waited for. One timer of the host is set for the first
// of them. Most are timeouts that never come, and the timer stays for the next
// ones: setting and stopping them costs no call of the host.
var (
	alarms     []*alarm
	timer      js.Value
	timerDue   = math.Inf(1)
	timerFired js.Func
)

// setTimer lets the timer fire at due, if it does not earlier.
func setTimer(due, now float64) {
	if timerDue <= due {
		return
	}
	if timerFired.IsUndefined() {
		timerFired = newCallback(func([]js.Value) any {
			ringAlarms()
			return nil
		})
	}
	unsetTimer()
	// Rounded up: a timer that is early would be set again and again.
	timer = invoke(setTimeout, timerFired.Value, number(min(math.Ceil(due-now), float64(maxTimeout/time.Millisecond))))
	timerDue = due
}

func unsetTimer() {
	quietly(func() { invoke(clearTimeout, timer) })
	timerDue = math.Inf(1)
}

// ringAlarms calls what is due and sets the timer for the rest.
func ringAlarms() {
	timerDue = math.Inf(1)
	now := elapsed()
	first := math.Inf(1)
	for i := len(alarms) - 1; i >= 0; i-- {
		if a := alarms[i]; a.due > now {
			first = min(first, a.due)
		} else {
			a.stop()
			go reporting(a.ring)
		}
	}
	setTimer(first, now)
}

// stop forgets an alarm and reports whether that was in time.
func (a *alarm) stop() bool {
	if a.at < 0 {
		return false
	}
	last := len(alarms) - 1
	alarms[a.at] = alarms[last]
	alarms[a.at].at = a.at
	alarms[last] = nil
	alarms = alarms[:last]
	a.at = -1
	if last == 0 && kindOf(timer) == js.TypeObject {
		unsetTimer() // Node's timers are objects, and a process lives as long as one of them
	}
	return true
}
