package wire

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

var jsonNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// integerOf is what math/big says about a JSON number; known is false when it would take it too long to say.
func integerOf(text string) (n int64, ok, known bool) {
	mantissa, exponent, found := strings.Cut(strings.ToLower(text), "e")
	if found {
		if e, err := strconv.Atoi(exponent); err != nil || e > 1000 || e < -1000 {
			zero := strings.Trim(mantissa, "-0.") == ""
			return 0, zero, zero || len(mantissa) < 500
		}
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok || !r.IsInt() || !r.Num().IsInt64() {
		return 0, false, true
	}
	return r.Num().Int64(), true, true
}

var numbers = []string{
	"0", "-0", "1", "-1", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
	"1.0", "1.5", "-1.50", "0.0", "-0.0", "1e3", "1E3", "1e+3", "1e-3", "1000e-3", "1.25e2", "1.255e2", "0.001e3", "0.0010e3", "10e0", "100000000000000000000e-2",
	"9.223372036854775807e18", "9.223372036854775808e18", "-9.223372036854775808e18", "92233720368547758070e-1", "1e18", "1e19", "1e400", "-1e400", "1e-400",
	"0e0", "0e400", "0e-400", "0.000e99999999999999999999", "1e99999999999999999999", "1e-99999999999999999999",
	"1e9223372036854775807", "10e9223372036854775807", "1.05e-9223372036854775808", "1.0e-9223372036854775808", "105e9223372036854775800", "1e1048576", "1e-1048576",
	"0." + strings.Repeat("0", 400) + "1e401", "1" + strings.Repeat("0", 400) + "e-400",
}

func checkExactInteger(t *testing.T, text string) {
	want, wantOK, known := integerOf(text)
	got, ok := exactInteger(text)
	if known {
		assert.Equal(t, wantOK, ok, "is %.60s an integer of 64 bits?", text)
		assert.Equal(t, want, got, "%.60s", text)
	}
}

func TestExactIntegerIsWhatMathBigSays(t *testing.T) {
	for _, text := range numbers {
		assert.NotPanics(t, func() { checkExactInteger(t, text) }, text)
	}
}

func TestZeroesBeforeALargeExponentCount(t *testing.T) {
	n, ok := exactInteger("0." + strings.Repeat("0", 2_000_000) + "7e2000001")
	assert.True(t, ok)
	assert.Equal(t, int64(7), n)
}

func FuzzExactInteger(f *testing.F) {
	for _, text := range numbers {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if jsonNumber.MatchString(text) {
			checkExactInteger(t, text)
		}
	})
}
