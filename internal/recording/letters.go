package recording

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// fewLetters is when the letters near one are too few to hide it among.
const fewLetters = 8

// alphabets are the sets found so far: by what they are made of, and by the letters that were asked for.
var alphabets = struct {
	sync.Mutex
	of   map[rune][]rune
	made map[letterSet][]rune
}{of: map[rune][]rune{}, made: map[letterSet][]rune{}}

// letterSet says which letters belong together: those of a script and a kind between two, as long in UTF-8 as each other.
type letterSet struct {
	script, kind *unicode.RangeTable
	low, high    rune
	length       int
}

// alphabetOf lists what can stand for a letter or a digit of another script than ASCII's: those of its script
// that are as long and of its kind. It is the letter alone when there is nothing.
func alphabetOf(r rune) []rune {
	alphabets.Lock()
	defer alphabets.Unlock()
	letters, ok := alphabets.of[r]
	if !ok {
		letters = findAlphabet(r)
		alphabets.of[r] = letters
	}
	return letters
}

func findAlphabet(r rune) []rune {
	kind := kindOf(r)
	if kind == nil {
		return []rune{r}
	}
	script := scriptOf(r)
	if script == nil {
		script = kind // what several scripts have in common, such as the letters of mathematics
	}
	set := letterSet{script: script, kind: kind, length: utf8.RuneLen(r)}
	set.low, set.high = rangeOf(script, r)
	if kind == unicode.Nd {
		set.low += (r - set.low) / 10 * 10 // ten in a row, from zero
		set.high = set.low + 9
	}
	if set.low <= r && r <= lastOfGBK && lastOfGBK < set.high {
		set.high = lastOfGBK // older fonts and GBK have no more of them
	}
	near := set.letters()
	if len(near) >= fewLetters {
		return near
	}
	set.low, set.high = 0, unicode.MaxRune
	return set.letters()
}

// kindOf is the table of the letters with a letter's case, nil for what is no letter and no digit. A mark of
// no script, such as ー, is nobody's.
func kindOf(r rune) *unicode.RangeTable {
	for _, kind := range []*unicode.RangeTable{unicode.Lo, unicode.Ll, unicode.Lu, unicode.Nd, unicode.Lm, unicode.Lt, unicode.Nl, unicode.Mn, unicode.Mc} {
		if unicode.Is(kind, r) {
			if (kind == unicode.Mn || kind == unicode.Mc || kind == unicode.Lm) && scriptOf(r) == nil {
				return nil
			}
			return kind
		}
	}
	return nil
}

func scriptOf(r rune) *unicode.RangeTable {
	for name, table := range unicode.Scripts {
		if name != "Common" && name != "Inherited" && unicode.Is(table, r) {
			return table
		}
	}
	return nil
}

// ranges calls f with the letters of a table, those that follow each other at once, until it returns false.
func ranges(table *unicode.RangeTable, f func(low, high, stride rune) bool) {
	for _, block := range table.R16 {
		if !f(rune(block.Lo), rune(block.Hi), rune(block.Stride)) {
			return
		}
	}
	for _, block := range table.R32 {
		if !f(rune(block.Lo), rune(block.Hi), rune(block.Stride)) {
			return
		}
	}
}

// rangeOf finds the range of a table that has r.
func rangeOf(table *unicode.RangeTable, r rune) (from, to rune) {
	ranges(table, func(low, high, _ rune) bool {
		from, to = low, high
		return high < r
	})
	return from, to
}

// letters lists the set. The caller holds the lock of alphabets.
func (s letterSet) letters() []rune {
	if letters, ok := alphabets.made[s]; ok {
		return letters
	}
	var letters []rune
	ranges(s.script, func(low, high, stride rune) bool {
		for r := low; r <= min(high, s.high); r += stride {
			if r >= s.low && utf8.RuneLen(r) == s.length && unicode.Is(s.kind, r) {
				letters = append(letters, r)
			}
		}
		return true
	})
	alphabets.made[s] = letters
	return letters
}

// lastOfGBK is the last Han letter that GBK has.
const lastOfGBK = 0x9FA5

// otherLetter draws another letter than r, where there is one.
func otherLetter(numbers *stream, r rune) rune {
	letters := alphabetOf(r)
	if len(letters) == 1 {
		return r
	}
	for {
		if drawn := letters[numbers.below(len(letters))]; drawn != r {
			return drawn
		}
	}
}

// prose replaces what a person wrote, letter by letter. Where it holds something
// like an identifier or an address, that becomes what it becomes elsewhere.
func (a *anonymizer) prose(text string) string {
	numbers := a.key.stream("text", 0, text)
	var b strings.Builder
	for rest := text; rest != ""; {
		address := addressIn(rest)
		a.letters(&b, numbers, rest[:address[0]])
		if address[1] > address[0] {
			b.WriteString(a.address(rest[address[0]:address[1]]))
		}
		rest = rest[address[1]:]
	}
	return b.String()
}

func (a *anonymizer) letters(b *strings.Builder, numbers *stream, text string) {
	for text != "" {
		if picture := firstEmoji(text); picture != "" {
			b.WriteString(otherEmoji(numbers, picture))
			text = text[len(picture):]
			continue
		}
		word := text[:leading(text, func(r rune) bool { return isDigit(r) || isASCIILetter(r) })]
		if word != "" {
			b.WriteString(a.word(numbers, word))
			text = text[len(word):]
			continue
		}
		r, length := utf8.DecodeRuneInString(text)
		b.WriteRune(otherLetter(numbers, r))
		text = text[length:]
	}
}

// word replaces letters and digits of ASCII. With letters and digits, or many digits, it may be an identifier.
func (a *anonymizer) word(numbers *stream, word string) string {
	digits := strings.IndexFunc(word, isDigit) >= 0
	if digits && !isShortNumber(word) {
		return a.ids.id(word)
	}
	replaced := []byte(word)
	for i, c := range replaced {
		first, count := byte('0'), 10
		switch {
		case c >= 'a':
			first, count = 'a', 26
		case c >= 'A':
			first, count = 'A', 26
		}
		// Any of the others, so that no letter stays.
		replaced[i] = first + byte((int(c-first)+1+numbers.below(count-1))%count)
	}
	return string(replaced)
}
