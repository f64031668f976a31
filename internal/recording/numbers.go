package recording

import (
	"math/big"
	"strings"
)

const (
	// harmlessDigits is how many digits a code, a count or a size has at most. Accounts have six and more, but not under such names.
	harmlessDigits = 7
	day            = 24 * 60 * 60
	// Times are moved into the past by something between these, in seconds.
	leastDays, mostDays = 40, 400
	// Between these, in seconds, a number is a time: from 2004 to 2103.
	firstSecond, lastSecond = 1_100_000_000, 4_200_000_000
)

// moves are how far the times and sequences of one file are moved.
type moves struct {
	seconds *big.Int
	// steps are for sequences, by how many digits they have. A longer one is moved farther up, so no two change places.
	steps map[int]*big.Int
}

// longestSequence is how many digits an integer of 64 bits has.
const longestSequence = 19

func newMoves(key secret) moves {
	numbers := key.stream("moves", 0, "")
	m := moves{seconds: big.NewInt(int64(leastDays*day + numbers.below((mostDays-leastDays)*day))), steps: map[int]*big.Int{}}
	for digits, unit := longDigits, 100; digits <= longestSequence; digits, unit = digits+1, unit*10 {
		m.steps[digits] = big.NewInt(int64(unit + numbers.below(9*unit))) // at most a tenth of the smallest one
	}
	return m
}

// integer replaces a JSON number that is an integer, or the text of one.
func (a *anonymizer) integer(text string, m meaning) string {
	sign, digits := "", text
	if strings.HasPrefix(text, "-") {
		sign, digits = "-", text[1:]
	}
	if len(digits) < longDigits || strings.Trim(digits, "0") == "" {
		return text
	}
	switch m {
	case harmless:
		if len(digits) <= harmlessDigits {
			return text
		}
	case moment:
		if moved, ok := a.moves.moment(digits); ok {
			return sign + moved
		}
		return sign + a.inOrder(digits)
	case sequence:
		return sign + a.inOrder(digits)
	}
	return sign + a.ids.id(digits)
}

// moment moves a time, in whatever of the usual units it is.
func (m *moves) moment(digits string) (string, bool) {
	value, ok := new(big.Int).SetString(digits, 10)
	if !ok || digits[0] == '0' {
		return "", false
	}
	for unit := big.NewInt(1); unit.BitLen() < 64; unit = new(big.Int).Mul(unit, big.NewInt(1000)) {
		if second := new(big.Int).Div(value, unit); second.IsInt64() && second.Int64() >= firstSecond && second.Int64() <= lastSecond {
			return value.Sub(value, new(big.Int).Mul(m.seconds, unit)).String(), true
		}
	}
	return "", false
}

// inOrder moves a number that orders up. One that a reader would then not read as
// before gets other digits.
func (a *anonymizer) inOrder(digits string) string {
	step, value := a.moves.steps[len(digits)], new(big.Int)
	if _, ok := value.SetString(digits, 10); !ok || step == nil || digits[0] == '0' {
		return a.ids.id(digits)
	}
	moved := value.Add(value, step).String()
	if len(moved) == len(digits) && size(moved) != size(digits) && len(digits) == longestSequence {
		return a.ids.id(digits)
	}
	return moved
}

// fraction replaces a number that is written with a point or an exponent. Zeros stay, so a whole one stays whole.
func (a *anonymizer) fraction(text string) string {
	mantissa, exponent := text, ""
	if e := strings.IndexAny(text, "eE"); e >= 0 {
		mantissa, exponent = text[:e], text[e:]
	}
	if significant := strings.Trim(strings.Map(func(r rune) rune {
		if isDigit(r) {
			return r
		}
		return -1
	}, mantissa), "0"); len(significant) < longDigits {
		return text
	}
	numbers := a.key.stream("fraction", 0, text)
	return strings.Map(func(r rune) rune {
		if '1' <= r && r <= '9' {
			return '1' + (r-'1'+1+rune(numbers.below(8)))%9
		}
		return r
	}, mantissa) + exponent
}

// isInteger reports whether a text is an integer in decimal digits.
func isInteger(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	return digits != "" && leading(digits, isDigit) == len(digits)
}
