package wire

import (
	"math"
	"strconv"
)

// Digits returns the decimal digits of an integer.
//
//go:noinline // it stands in many places
func Digits(n int64) string { return strconv.FormatInt(n, 10) }

// ParseInteger reads decimal digits with an optional minus sign as a signed
// 64-bit integer. It is stricter than strconv, which takes a plus sign and
// whose errors would bring the tables of Unicode into the WebAssembly module.
func ParseInteger(text string) (n int64, ok bool) {
	negative := len(text) > 0 && text[0] == '-'
	if negative {
		text = text[1:]
	}
	if text == "" {
		return 0, false
	}
	// The sum is kept negative: -2^63 has no positive counterpart.
	for i := range len(text) {
		digit := int64(text[i] - '0')
		if text[i] < '0' || text[i] > '9' || n < (math.MinInt64+digit)/10 {
			return 0, false
		}
		n = n*10 - digit
	}
	switch {
	case negative:
		return n, true
	case n == math.MinInt64:
		return 0, false
	}
	return -n, true
}

// exactInteger reads a JSON number as a signed 64-bit integer; 1.0 and 1e3 are integers too.
func exactInteger(text string) (int64, bool) {
	if n, ok := ParseInteger(text); ok {
		return n, ok
	}
	digits := make([]byte, 0, len(text))
	exponent, fraction := 0, false
	for p := 0; p < len(text); p++ {
		switch c := text[p]; c {
		case '.':
			fraction = true
		case 'e', 'E':
			exponent += parseExponent(text[p+1:])
			p = len(text)
		default:
			digits = append(digits, c)
			if fraction {
				exponent--
			}
		}
	}
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	for len(digits) > 0 && digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
		exponent++
	}
	for len(digits) > 0 && digits[0] == '0' {
		digits = digits[1:]
	}
	significant := string(digits)
	switch {
	case significant == "":
		return 0, true
	case exponent < 0 || len(significant)+exponent > 19:
		return 0, false
	}
	const zeros = "0000000000000000000"
	return ParseInteger(sign + significant + zeros[:exponent])
}

// parseExponent reads the exponent of a number. One with more zeros than an answer has bytes is as good as a billion.
func parseExponent(text string) int {
	const most = 1_000_000_000
	if text[0] == '+' {
		text = text[1:]
	}
	n, ok := ParseInteger(text)
	if !ok {
		n = most
		if text[0] == '-' {
			n = -most
		}
	}
	return int(max(-most, min(n, most)))
}
