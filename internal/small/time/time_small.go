//go:build smallmodule

package time

// Duration counts nanoseconds, as the standard one does.
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
