package wire

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWhichCallsHavePages(t *testing.T) {
	pages := []string{"getSessions", "getMessages"}
	for _, name := range append(CallNames(), "getSession", "") {
		assert.Equal(t, slices.Contains(pages, name), HasPages(name), "%q", name)
	}
}
