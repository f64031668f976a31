package jsondoc

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// The words of plain come to what its bytes do, wherever it starts and ends.
func TestPlainStopsAtTheFirstByteThatNeedsCare(t *testing.T) {
	for _, special := range []string{"", " ", `"`, `\`, "\x00", "\x1f", "\"\xff", "\x80", "é"} {
		for length := range 20 {
			for at := range length + 1 {
				text := []byte(strings.Repeat(`"`, 3) + strings.Repeat("a", at) + special + strings.Repeat("z", length-at))
				for start := range len(text) + 1 {
					want, high := start, false
					for want < len(text) && text[want] >= ' ' && text[want] != '"' && text[want] != '\\' {
						high = high || text[want] >= 0x80
						want++
					}
					end, seen := plain(text, start)
					assert.Equal(t, want, end, "%q from %d", text, start)
					if high {
						assert.NotZero(t, seen&tops, "%q from %d", text, start)
					}
				}
			}
		}
	}
}
