package modulesize_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/modulesize"
)

func TestMeasureCompresses(t *testing.T) {
	s, err := modulesize.Measure(bytes.Repeat([]byte("private message "), 1000))
	require.NoError(t, err)
	assert.Equal(t, 16000, s.Raw)
	assert.Less(t, s.Gzip, 200)
	assert.Less(t, s.Brotli, s.Gzip)
	assert.Positive(t, s.Brotli)
}

func TestBudgetIsTheLargestAllowedRatio(t *testing.T) {
	report := func(brotli int) modulesize.Report {
		return modulesize.Report{
			Module: modulesize.Sizes{Raw: 1, Gzip: 1, Brotli: brotli},
			Empty:  modulesize.Sizes{Raw: 1, Gzip: 1, Brotli: 1000},
			Budget: 1.5,
		}
	}
	assert.True(t, report(1500).Within())
	assert.Contains(t, report(1400).String(), "within its budget of 1.50 by 100 bytes")
	assert.False(t, report(1501).Within())
	assert.Contains(t, report(1501).String(), "OVER its budget of 1.50 by 1 bytes")
}

func TestBuildEmptyUsesTheFlags(t *testing.T) {
	module, err := modulesize.BuildEmpty([]string{"-trimpath", "-ldflags=-s -w"})
	require.NoError(t, err)
	assert.True(t, bytes.HasPrefix(module, []byte("\x00asm")))

	_, err = modulesize.BuildEmpty([]string{"-no-such-flag"})
	require.Error(t, err)
	assert.True(t, strings.Contains(err.Error(), "no-such-flag"), "the compiler's own words are kept: %v", err)
}
