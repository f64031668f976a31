package recording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longDigits is how many digits a number has from which on it may be somebody's:
// an account, a telephone, a message.
const longDigits = 5

// ids gives identifiers others of the same form. An identifier is replaced piece by
// piece, so that one that is made of others stays made of theirs. Which pieces
// it has follows from its form alone and a piece keeps its form, so two
// identifiers that differ never become one.
type ids struct {
	key   secret
	given map[string]string
	taken map[string]bool
}

func newIDs(key secret) ids {
	return ids{key: key, given: map[string]string{}, taken: map[string]bool{}}
}

// id replaces every letter and digit. A number of few digits stays: it is a mark such as 0, and nobody's.
func (t *ids) id(text string) string {
	if isShortNumber(text) {
		return text
	}
	var b strings.Builder
	for rest := text; rest != ""; {
		piece := firstPiece(rest)
		b.WriteString(t.piece(piece))
		rest = rest[len(piece):]
	}
	return b.String()
}

// firstPiece cuts off what is replaced as one: many digits, other letters and digits, letters
// of other scripts, or a single character that stays.
func firstPiece(text string) string {
	if digits := leading(text, isDigit); digits >= longDigits {
		return text[:digits]
	}
	end := 0
	for end < len(text) {
		run := leading(text[end:], isDigit)
		if run == 0 {
			run = leading(text[end:], isASCIILetter)
		} else if run >= longDigits {
			break
		}
		if run == 0 {
			break
		}
		end += run
	}
	if end == 0 {
		end = leading(text, isOtherLetter)
	}
	if end == 0 {
		_, end = utf8.DecodeRuneInString(text)
	}
	return text[:end]
}

// leading returns how many bytes the characters in front take that a condition holds for.
func leading(text string, condition func(rune) bool) int {
	for i, r := range text {
		if !condition(r) {
			return i
		}
	}
	return len(text)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isASCIILetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' && r < utf8.RuneSelf }

func isOtherLetter(r rune) bool {
	return r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsNumber(r)) && len(alphabetOf(r)) > 1
}

// isShortNumber reports whether a text is a number of few digits.
func isShortNumber(text string) bool {
	text = strings.TrimPrefix(text, "-")
	return len(text) < longDigits && leading(text, isDigit) == len(text)
}

const (
	// shyAttempts is how often a replacement is drawn that is neither its original's nor another original.
	shyAttempts = 64
	// lastAttempt ends the search among letters that are not replaced by those of a closed set.
	lastAttempt = 4096
)

// piece replaces one piece, by what no other piece was replaced by.
func (t *ids) piece(piece string) string {
	if replacement, ok := t.given[piece]; ok {
		return replacement
	}
	first, _ := utf8.DecodeRuneInString(piece)
	closed := isDigit(first) || isASCIILetter(first) // there is one for each
	if !closed && !isOtherLetter(first) || strings.Trim(piece, "0") == "" {
		return piece
	}
	for attempt := uint32(0); ; attempt++ {
		replacement := t.draw(piece, attempt)
		switch {
		case t.taken[replacement] && (closed || attempt < lastAttempt):
			continue
		case attempt < shyAttempts && (replacement == piece || t.given[replacement] != ""):
			continue
		}
		t.given[piece], t.taken[replacement] = replacement, true
		return replacement
	}
}

func (t *ids) draw(piece string, attempt uint32) string {
	numbers := t.key.stream("id", attempt, piece)
	for {
		var b strings.Builder
		leadingZero := true
		for _, r := range piece {
			if isDigit(r) {
				r = idDigit(numbers, r, leadingZero)
				leadingZero = leadingZero && r == '0'
			} else {
				r = idLetter(numbers, r)
				leadingZero = true
			}
			b.WriteRune(r)
		}
		if drawn := b.String(); size(drawn) == size(piece) {
			return drawn
		}
	}
}

// idDigit keeps zeros in front of a number where they are, and puts no new ones there.
func idDigit(numbers *stream, digit rune, leads bool) rune {
	switch {
	case leads && digit == '0':
		return '0'
	case leads:
		return '1' + rune(numbers.below(9))
	}
	return '0' + rune(numbers.below(10))
}

// idLetter keeps hexadecimal digits what they are.
func idLetter(numbers *stream, letter rune) rune {
	for _, set := range []string{"abcdef", "ghijklmnopqrstuvwxyz", "ABCDEF", "GHIJKLMNOPQRSTUVWXYZ"} {
		if strings.ContainsRune(set, letter) {
			return rune(set[numbers.below(len(set))])
		}
	}
	return otherLetter(numbers, letter)
}

// sizes are where numbers of as many digits stop being the same to a reader: a
// double is exact up to the first, an int64 and an uint64 end at the others.
var sizes = []string{"9007199254740991", "9223372036854775807", "18446744073709551615"}

// size tells numbers of as many digits apart that a reader does not read alike.
func size(digits string) int {
	n := 0
	if leading(digits, isDigit) < len(digits) {
		return n
	}
	for _, limit := range sizes {
		if len(digits) == len(limit) && digits > limit {
			n++
		}
	}
	return n
}
