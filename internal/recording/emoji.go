package recording

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	joiner        = '\u200d'
	asPicture     = '\ufe0f'
	keycap        = '\u20e3'
	firstSkin     = '\U0001f3fb'
	lastSkin      = '\U0001f3ff'
	firstRegional = '\U0001f1e6'
	lastRegional  = '\U0001f1ff'
	firstTag      = '\U000e0020'
	lastTag       = '\U000e007f'
)

// The emoji that stand for others: of the same length in UTF-8 and as wide.
var (
	pictures   = []rune("🐀🐂🐇🐈🐉🐌🐍🐎🐑🐔🐘🐙🐛🐝🐞🐟🐢🐧🐨🐬🐯🐰🐱🐳🐴🐵🐶🐷🐸🐺🐻🐼😀😁😂😃😄😆😉😊😋😍😎😏😐😒😓😔😘😚😜😝😞😠😡😢😣😤😥😨😩😪😫😭😰😱😲😳🍅🍇🍉🍊🍋🍌🍍🍎🍏🍑🍒🍓🍔🍕🍞🍟🍣🍦🍩🍪🍫🍬🍭🍵🎀🎁🎂🎃🎈🎉🎓🎨🎭🎷🎸🎹🎺🎻")
	smallOnes  = []rune("⌚⌛⏰⏳☔☕⚓⚡⚽⚾⛄⛅⛪✅✊✋✨❌❓➕⭐")
	inkOnes    = []rune("☀☁☂☃☎☘♨♻⚒⚔⚖⚙✂✈✉✏✒✔❄❤")
	handsOnes  = []rune("👆👇👈👉👊👋👌👍👎👏💪🙌🙏")
	skins      = []rune("🏻🏼🏽🏾🏿")
	flags      = []string{"🇧🇷", "🇨🇦", "🇨🇭", "🇨🇳", "🇩🇪", "🇪🇸", "🇫🇷", "🇬🇧", "🇮🇳", "🇮🇹", "🇯🇵", "🇰🇷", "🇸🇪", "🇸🇬", "🇹🇭", "🇺🇸"}
	joinedOnes = []string{
		"👨‍🎓", "👩‍🎓", "👨‍🏫", "👩‍🏫", "👩‍🎨", "👨‍🎤", "👩‍🚀", "👨‍💻",
		"👩🏻‍🎤", "👨🏽‍🎨", "👩🏾‍🔬", "👨🏿‍🍳", "🏃‍♀️", "🏊‍♂️", "🏴‍☠️", "🏳️‍🌈", "🏳️‍⚧️",
		"👨‍👩‍👦", "👨‍👩‍👧", "👩‍👩‍👧", "👨‍👩‍👦‍👦", "👨‍👩‍👧‍👦", "👩‍👩‍👧‍👧", "👨‍👨‍👦‍👦",
	}
)

func between(r, low, high rune) bool { return low <= r && r <= high }

func isSkin(r rune) bool { return between(r, firstSkin, lastSkin) }

func isRegional(r rune) bool { return between(r, firstRegional, lastRegional) }

// isPicture reports whether a character can begin an emoji.
func isPicture(r rune) bool {
	return between(r, 0x1f000, 0x1fbff) || between(r, 0x2600, 0x27bf) || between(r, 0x231a, 0x23ff) || between(r, 0x2b00, 0x2bff)
}

// firstEmoji returns what a text begins with that is seen as one picture, "" for anything else.
func firstEmoji(text string) string {
	first, end := utf8.DecodeRuneInString(text)
	if !isPicture(first) {
		return ""
	}
	for end < len(text) {
		r, length := utf8.DecodeRuneInString(text[end:])
		switch {
		case r == asPicture, r == keycap, isSkin(r), between(r, firstTag, lastTag):
		case isRegional(first) && isRegional(r):
			return text[:end+length]
		case r == joiner:
			next, more := utf8.DecodeRuneInString(text[end+length:])
			if !isPicture(next) {
				return text[:end]
			}
			length += more
		default:
			return text[:end]
		}
		end += length
	}
	return text
}

// otherEmoji draws another picture of as many characters.
func otherEmoji(numbers *stream, picture string) string {
	same := func(list []string) []string {
		var fitting []string
		for _, other := range list {
			if other != picture && utf8.RuneCountInString(other) == utf8.RuneCountInString(picture) && len(other) == len(picture) {
				fitting = append(fitting, other)
			}
		}
		return fitting
	}
	fitting := same(joinedOnes)
	if first, _ := utf8.DecodeRuneInString(picture); isRegional(first) {
		fitting = same(flags)
	} else if !strings.ContainsRune(picture, joiner) {
		fitting = nil
	}
	if len(fitting) > 0 {
		return fitting[numbers.below(len(fitting))]
	}
	var b strings.Builder
	skinned := strings.IndexFunc(picture, isSkin) > 0
	for i, r := range picture {
		set := pictures
		switch {
		case isSkin(r) && i > 0:
			set = skins
		case between(r, firstTag, lastTag-1):
			r = firstTag + 'a' - ' ' + rune(numbers.below(26))
			set = nil
		case isRegional(r):
			r = firstRegional + (r-firstRegional+1+rune(numbers.below(25)))%26
			set = nil
		case !isPicture(r):
			set = nil
		case utf8.RuneLen(r) == 3 && slices.Contains(smallOnes, r):
			set = smallOnes
		case utf8.RuneLen(r) == 3:
			set = inkOnes
		case skinned:
			set = handsOnes
		}
		if set != nil {
			r = otherOf(numbers, set, r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// otherOf draws another member of a set than r. Lengths stay: a set has one.
func otherOf(numbers *stream, set []rune, r rune) rune {
	if utf8.RuneLen(set[0]) != utf8.RuneLen(r) {
		return r
	}
	for {
		if drawn := set[numbers.below(len(set))]; drawn != r {
			return drawn
		}
	}
}
