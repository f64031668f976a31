package recording

import (
	"regexp"
	"strings"
	"unicode"

	"qqmusicpm/internal/wire"
)

// meaning is what the name of a value says of it.
type meaning uint8

const (
	// unknown is a value that nobody has described.
	unknown meaning = iota
	// removed is a key, a token or a password.
	removed
	// identifier is an id.
	identifier
	// byIdentifiers is an object whose names are ids.
	byIdentifiers
	// moment is a time.
	moment
	// sequence is a number that orders.
	sequence
	// harmless is a code, a count, a type, a state or a flag.
	harmless
	// address is a URL or a part of one.
	address
	// written is a text that somebody wrote.
	written
)

var declaredNames = wire.DeclaredNames()

var (
	secretParts  = []string{"authst", "token", "passw", "secret", "cookie", "ticket", "skey", "musickey", "music_key", "vkey", "openkey", "credential", "signature"}
	secretNames  = []string{"sign", "key", "auth"}
	idParts      = []string{"uin", "udid", "qimei", "guid", "openid", "unionid", "trace", "encrypt", "phone", "mobile", "imei"}
	idNames      = []string{"qq", "rom", "sid", "aid", "euin", "client_key", "clientkey", "wxid"}
	addressParts = []string{"url", "pic", "avatar", "icon", "scheme", "link", "img", "image", "href"}
	timeParts    = []string{"time", "timestamp"}
	timeNames    = []string{"ts", "start_ts", "end_ts"}
	plainNames   = []string{"code", "ret", "vkey", "caller"}
	// machineTexts are declared as texts and hold what a program wrote.
	machineTexts = []string{"config_value_str"}
)

// meaningOf tells what a name says of its value.
func meaningOf(name string) meaning {
	lower := strings.ToLower(name)
	declared := declaredNames[name]
	switch {
	case name == "Auth": // of a session: declared, and not a key of anybody's
		return identifier
	case is(lower, secretNames) || holds(lower, secretParts):
		return removed
	case declared == wire.NameOfMap:
		return byIdentifiers
	case declared == wire.NameOfID, is(lower, idNames), holds(lower, idParts), idEnding.MatchString(name):
		return identifier
	case holds(lower, timeParts), is(lower, timeNames):
		return moment
	case strings.Contains(lower, "seq"):
		return sequence
	case declared == wire.NameOfNumber, is(lower, plainNames):
		return harmless
	case holds(lower, addressParts):
		return address
	case declared == wire.NameOfText && !is(name, machineTexts):
		return written
	}
	return unknown
}

// idEnding is an id at the end of a name, in the ways in which the gateway joins words.
var idEnding = regexp.MustCompile(`(^|_)(id|uid|ids)$|[a-z](Id|ID|Ids|IDs)$|^(ID|IDs)$`)

func is(name string, names []string) bool {
	for _, other := range names {
		if name == other {
			return true
		}
	}
	return false
}

func holds(name string, parts []string) bool {
	for _, part := range parts {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// longestName is how long a name can be that a programmer gave.
const longestName = 32

// isWord reports whether a name is one that a programmer gave: letters of ASCII alone.
func isWord(name string) bool {
	return name != "" && len(name) <= longestName && strings.IndexFunc(name, func(r rune) bool { return r > unicode.MaxASCII || r != '_' && !isASCIILetter(r) }) < 0
}

// staysAsName reports whether the name of a member says nothing of anybody. In a text
// that somebody wrote, which may be JSON as well, only declared names do.
func staysAsName(name string, inText bool) bool {
	return declaredNames[name] != 0 || !inText && isWord(name) || isShortNumber(name)
}
