package native

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

var retryAfters = map[string]time.Duration{
	"": 0, "0": 0, "1": time.Second, "120": 2 * time.Minute, "007": 7 * time.Second,
	"9223372036":                       9223372036 * time.Second,
	"9223372037":                       math.MaxInt64,
	"99999999999999999999":             math.MaxInt64,
	"Sat, 14 Mar 2026 12:01:00 GMT":    time.Minute,
	"Sat, 14 Mar 2026 12:00:00 GMT":    0,
	"Sat, 14 Mar 2026 11:59:00 GMT":    0,
	"Saturday, 14-Mar-26 12:01:00 GMT": time.Minute,
	"Sat Mar 14 12:01:00 2026":         time.Minute,
	"Sun, 06 Nov 1994 08:49:37 GMT":    0,
	"-1":                               0, "+1": 0, "1.5": 0, " 1": 0, "soon": 0, "1s": 0,
}

func TestRetryAfter(t *testing.T) {
	for header, want := range retryAfters {
		assert.Equal(t, want, retryAfter(header, noon), header)
	}
}

func FuzzRetryAfter(f *testing.F) {
	for header := range retryAfters {
		f.Add(header)
	}
	f.Fuzz(func(t *testing.T, header string) {
		if wait := retryAfter(header, noon); wait < 0 {
			t.Fatalf("%q asks to wait %v", header, wait)
		}
	})
}
