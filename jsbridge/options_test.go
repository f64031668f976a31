//go:build js && wasm

package jsbridge

import (
	"math"
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/assert"

	"qqmusicpm/internal/small/time"
)

func TestTimeoutsAreMilliseconds(t *testing.T) {
	for _, c := range []struct {
		given float64
		want  time.Duration
	}{
		{15000, 15 * time.Second},
		{1, time.Millisecond},
		{0.5, time.Millisecond / 2},
		{0, -1}, // core takes 0 for the default, and less for none
		{math.Copysign(0, -1), -1},
		{1<<31 - 1, maxTimeout},
		{1 << 31, maxTimeout}, // the most that a host's timers can wait
		{math.MaxFloat64, maxTimeout},
	} {
		var got time.Duration
		assert.NoError(t, readInto(&got, js.ValueOf(c.given), "timeout"), "%v", c.given)
		assert.Equal(t, c.want, got, "%v", c.given)
	}
}

func TestWhatIsNoTimeoutIsRefused(t *testing.T) {
	for _, given := range []string{`-1`, `-0.001`, `NaN`, `Infinity`, `-Infinity`, `"5"`, `5n`, `null`, `true`, `({})`, `[5]`, `() => 5`, `Symbol()`, `new Number(5)`} {
		var got time.Duration
		err := readInto(&got, js.Global().Call("eval", "["+given+"]").Index(0), "timeout")
		assert.EqualError(t, err, "timeout must be a number of milliseconds, 0 for none", given)
		assert.Zero(t, got, given)
	}
}

func TestDeviceFieldsAreSent(t *testing.T) {
	got := object(t, `
		const { c, sent } = await client({ dialect: "14.9", device: { openUdid: "u", openUdid2: "ignored there", androidId: "a", osVersion: "14", model: "M", sdkLevel: 34, fingerprint: "f", qimei: "q", qimei36: "Q" } });
		await c.getConfig(1);
		return sent[0].body.comm`)
	for field, want := range map[string]string{"OpenUDID": "u", "aid": "a", "os_ver": "14", "phonetype": "M", "devicelevel": "34", "rom": "f", "QIMEI": "q", "QIMEI36": "Q"} {
		assert.Equal(t, want, got[field], field)
	}
}
