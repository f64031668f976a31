//go:build js && wasm

package jsbridge

import (
	"math"
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/assert"

	"qqmusicpm/internal/small/time"
)

// hostClock stands for the host's clock and timers: time passes when a test says so.
type hostClock struct{ object js.Value }

// newHostClock puts one in place until the test ends. In Node timers are objects.
func newHostClock(t *testing.T, timersAreObjects bool) hostClock {
	t.Helper()
	own := []js.Value{performanceNow, setTimeout, clearTimeout, timer}
	ownDue, ownAlarms := timerDue, alarms
	object := js.Global().Call("eval", `(timersAreObjects) => {
		const host = { now: 1000, timers: new Map(), asked: [] };
		let last = 0;
		host.performanceNow = () => host.now;
		host.setTimeout = (fire, ms) => {
			const timer = timersAreObjects ? { id: ++last } : ++last;
			host.timers.set(timer, { fire, due: host.now + ms });
			host.asked.push(ms);
			return timer;
		};
		host.clearTimeout = (timer) => { host.timers.delete(timer); };
		host.fire = (early) => { for (const [timer, { fire, due }] of [...host.timers]) if (early || due <= host.now) { host.timers.delete(timer); fire(); } };
		return host; }`).Invoke(timersAreObjects)
	performanceNow, setTimeout, clearTimeout = object.Get("performanceNow"), object.Get("setTimeout"), object.Get("clearTimeout")
	timerDue, alarms, timer = math.Inf(1), nil, js.Undefined()
	t.Cleanup(func() {
		performanceNow, setTimeout, clearTimeout, timer = own[0], own[1], own[2], own[3]
		timerDue, alarms = ownDue, ownAlarms
	})
	return hostClock{object}
}

// at lets the host's timers fire that are due when its clock shows ms after the start.
func (c hostClock) at(t *testing.T, ms float64) {
	t.Helper()
	c.fire(t, ms, false)
}

// early lets all timers fire, also those that are not due.
func (c hostClock) early(t *testing.T, ms float64) {
	t.Helper()
	c.fire(t, ms, true)
}

func (c hostClock) fire(t *testing.T, ms float64, early bool) {
	t.Helper()
	c.object.Set("now", 1000+ms)
	c.object.Call("fire", early)
	for range 10 { // alarms ring in goroutines of their own
		run(t, ``)
	}
}

// asked is what timers were set to so far, in milliseconds.
func (c hostClock) asked() (ms []float64) {
	for _, v := range items(c.object.Get("asked")) {
		ms = append(ms, v.Float())
	}
	return ms
}

func (c hostClock) timers() int { return c.object.Get("timers").Get("size").Int() }

// setAlarms sets alarms that note their name when they ring.
func setAlarms(rung *string, after map[string]time.Duration) (stop map[string]func() bool) {
	stop = map[string]func() bool{}
	for name, d := range after {
		stop[name] = (&clock{}).AfterFunc(d, func() { *rung += name })
	}
	return stop
}

func TestAlarmsRingWhenTheyAreDue(t *testing.T) {
	host := newHostClock(t, false)
	rung := ""
	// In the order of their list: whichever is first is not the first that is due.
	for _, alarm := range []struct {
		name  string
		after time.Duration
	}{{"a", 30}, {"b", 10}, {"c", 20}, {"d", 40}} {
		setAlarms(&rung, map[string]time.Duration{alarm.name: alarm.after * time.Millisecond})
	}
	for _, step := range []struct {
		ms   float64
		want string
	}{{9, ""}, {10, "b"}, {11, "b"}, {20, "bc"}, {29.5, "bc"}, {30, "bca"}, {39, "bca"}, {40, "bcad"}, {1000, "bcad"}} {
		host.at(t, step.ms)
		assert.Equal(t, step.want, rung, "at %v", step.ms)
	}
	assert.Empty(t, alarms)
	assert.Zero(t, host.timers())
}

func TestATimerThatIsEarlyIsSetAgain(t *testing.T) {
	host := newHostClock(t, false)
	rung := ""
	setAlarms(&rung, map[string]time.Duration{"a": 100 * time.Millisecond})
	host.early(t, 99.25)
	assert.Equal(t, "", rung)
	assert.Equal(t, []float64{100, 1}, host.asked(), "for the rest, rounded up")
	host.at(t, 100.25)
	assert.Equal(t, "a", rung)
}

func TestAClockThatJumpsRingsWhatIsDueAndKeepsTheRest(t *testing.T) {
	host := newHostClock(t, false)
	rung := ""
	setAlarms(&rung, map[string]time.Duration{"a": 10 * time.Millisecond, "b": 20 * time.Millisecond, "c": 3600 * time.Second})
	host.at(t, 60000) // the machine slept
	assert.Len(t, rung, 2)
	assert.NotContains(t, rung, "c")
	host.at(t, 3540000)
	assert.NotContains(t, rung, "c")
	host.at(t, 3600000)
	assert.Contains(t, rung, "c")
	stop := setAlarms(&rung, map[string]time.Duration{"d": 10 * time.Millisecond})["d"]
	host.early(t, 0) // back to before the alarm was set
	assert.NotContains(t, rung, "d")
	assert.Equal(t, 1, host.timers(), "it is still waited for")
	assert.True(t, stop())
}

func TestOneTimerServesAllAlarms(t *testing.T) {
	host := newHostClock(t, false)
	rung := ""
	setAlarms(&rung, map[string]time.Duration{"a": 50 * time.Millisecond})
	setAlarms(&rung, map[string]time.Duration{"b": 50 * time.Millisecond})
	setAlarms(&rung, map[string]time.Duration{"c": 70 * time.Millisecond})
	assert.Equal(t, []float64{50}, host.asked(), "what is due later needs no timer yet")
	setAlarms(&rung, map[string]time.Duration{"d": 20 * time.Millisecond})
	assert.Equal(t, []float64{50, 20}, host.asked())
	assert.Equal(t, 1, host.timers(), "the first is no longer needed")
}

func TestAWaitLongerThanAnyTimerIsWaitedToItsEnd(t *testing.T) {
	host := newHostClock(t, false)
	rung := ""
	const most = float64(maxTimeout / time.Millisecond)
	setAlarms(&rung, map[string]time.Duration{"a": maxTimeout + time.Second})
	host.at(t, most)
	assert.Equal(t, "", rung)
	host.at(t, most+1000)
	assert.Equal(t, "a", rung)
	assert.Equal(t, []float64{most, 1000}, host.asked())
}

func TestStopTellsWhetherItWasInTime(t *testing.T) {
	host := newHostClock(t, false)
	rung := ""
	stop := setAlarms(&rung, map[string]time.Duration{"a": 10 * time.Millisecond, "b": 20 * time.Millisecond, "c": 30 * time.Millisecond})
	assert.True(t, stop["b"]())
	assert.False(t, stop["b"](), "it was stopped before")
	assert.Len(t, alarms, 2)
	host.at(t, 20)
	assert.Equal(t, "a", rung)
	assert.False(t, stop["a"](), "it has rung")
	assert.True(t, stop["c"]())
	host.at(t, 40)
	assert.Equal(t, "a", rung)
	assert.Empty(t, alarms)
}

// A process of Node lives as long as one of its timers; a page's timer can stay for the next alarm.
func TestTheLastAlarmStopsATimerThatKeepsAProcessAlive(t *testing.T) {
	for _, inNode := range []bool{true, false} {
		host := newHostClock(t, inNode)
		rung := ""
		stop := setAlarms(&rung, map[string]time.Duration{"a": 10 * time.Millisecond, "b": 20 * time.Millisecond})
		assert.True(t, stop["a"]())
		assert.Equal(t, 1, host.timers(), "another alarm needs it")
		assert.True(t, stop["b"]())
		assert.Equal(t, map[bool]int{true: 0, false: 1}[inNode], host.timers())
		setAlarms(&rung, map[string]time.Duration{"c": 15 * time.Millisecond})
		assert.Equal(t, 1, host.timers())
		host.at(t, 15)
		assert.Equal(t, "c", rung)
	}
}

func TestAnAlarmThatPanicsHurtsNoOther(t *testing.T) {
	host := newHostClock(t, false)
	rung := ""
	uncaught := run(t, `
		globalThis.uncaught = [];
		globalThis.onUncaught = (e) => { uncaught.push(e.error.message); e.preventDefault(); };
		addEventListener("error", onUncaught);
		return uncaught`)
	defer run(t, `removeEventListener("error", onUncaught)`)
	(&clock{}).AfterFunc(10*time.Millisecond, func() { panic("mine") })
	setAlarms(&rung, map[string]time.Duration{"a": 10 * time.Millisecond})
	host.at(t, 10)
	assert.Equal(t, "a", rung)
	assert.Equal(t, 1, uncaught.Length(), "it is told as an uncaught error")
}

func TestAClockThatThrowsIsAnErrorOfTheCall(t *testing.T) {
	throwing := map[string]string{
		"an Error":                     `() => { throw new Error("no clock"); }`,
		"a number":                     `() => { throw 5; }`,
		"null":                         `() => { throw null; }`,
		"an Error that throws in turn": `() => { throw { get message() { throw new Error("x"); } }; }`,
	}
	for part, f := range map[string]*js.Value{"the time": &dateNow, "the time that passed": &performanceNow, "the timer": &setTimeout} {
		for what, code := range throwing {
			t.Run(part+" throws "+what, func(t *testing.T) {
				newHostClock(t, false)
				run(t, `globalThis.kept = (await client({ maxRetries: 0, rateLimit: undefined, sign: "always" }, data({ config_value: 7 }))).c`)
				own := *f
				defer func() { *f = own }()
				*f = js.Global().Call("eval", code)
				got := object(t, `return rejection(kept.getConfig(1))`)
				assert.Equal(t, "ModuleError", got["name"])
				assert.Empty(t, alarms, "nothing is left behind")
				*f = own
				assert.EqualValues(t, 7, object(t, `return kept.getConfig(1)`)["configValue"])
			})
		}
	}
}
