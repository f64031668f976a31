package wire

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Texts that share an allocation stay what they were, whatever comes behind them and whatever becomes of their source.
func TestTextsKeepWhatTheyWereGiven(t *testing.T) {
	var kept texts
	var want, got []string
	for length := range 3 * textsSize / 8 {
		text := strings.Repeat(string(rune('a'+length%26)), length)
		source := []byte(text)
		want, got = append(want, text), append(got, kept.keep(source))
		clear(source)
	}
	assert.Equal(t, want, got)
}

// None of them keeps more than an allocation of textsSize alive.
func TestShortTextsShareAnAllocationUntilItIsFull(t *testing.T) {
	var kept texts
	for range textsSize / 8 {
		kept.keep(make([]byte, 8))
	}
	assert.Len(t, kept.room, textsSize)
	kept.keep(make([]byte, 8))
	assert.Len(t, kept.room, 8)
	assert.Equal(t, textsSize, cap(kept.room))
}

func TestLongTextsStandAlone(t *testing.T) {
	var kept texts
	kept.keep(make([]byte, textsSize))
	assert.Empty(t, kept.room, "a short text beside it would keep it")
}
