package recording

import (
	"regexp"
	"strings"

	"qqmusicpm/internal/picturehosts"
)

// An address in a text reaches to the first character that cannot stand in one: a space, a quote, < or >, or what is no ASCII.
var addressPattern = regexp.MustCompile(`(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[!#-;=?-~]+`)

// addressIn finds the first address in a text; both places are its end when there is none.
func addressIn(text string) [2]int {
	if at := addressPattern.FindStringIndex(text); at != nil {
		return [2]int(at)
	}
	return [2]int{len(text), len(text)}
}

var (
	schemePattern = regexp.MustCompile(`(?i)^(?:(?:https?|qqmusic):)?//`)
	hostPattern   = regexp.MustCompile(`^[A-Za-z0-9.-]+`)
	// loginPattern is what makes a page one where people sign in, which an answer with its address depends on.
	loginPattern = regexp.MustCompile(`(?i)login`)
)

// serviceHosts are the hosts of the gateway and of its pages.
var serviceHosts = []string{"u.y.qq.com", "u6.y.qq.com", "c.y.qq.com", "c6.y.qq.com", "i.y.qq.com", "i2.y.qq.com", "y.qq.com", "qq.com"}

// address replaces all of an address but its scheme and a host of the service. Its words become what
// they become as identifiers, since that is what many of them are.
func (a *anonymizer) address(text string) string {
	scheme := schemePattern.FindString(text)
	rest := text[len(scheme):]
	var b strings.Builder
	b.WriteString(scheme)
	if scheme != "" {
		authority := authorityOf(rest)
		rest = rest[len(authority):]
		host := hostPattern.FindString(authority)
		port := authority[len(host):]
		if known := a.host(host); known != "" && (port == "" || port[0] == ':' && !strings.Contains(port, "@")) {
			b.WriteString(known)
			authority = port
		}
		b.WriteString(a.addressWords(authority))
	}
	for rest != "" {
		word := loginPattern.FindStringIndex(rest)
		if word == nil || scheme == "" {
			word = []int{len(rest), len(rest)}
		}
		b.WriteString(a.addressWords(rest[:word[0]]))
		b.WriteString(rest[word[0]:word[1]])
		rest = rest[word[1]:]
	}
	return b.String()
}

// authorityOf is what stands before the path of an address without its scheme.
func authorityOf(rest string) string {
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		return rest[:end]
	}
	return rest
}

// host returns what stands for a host of the service, "" for any other.
func (a *anonymizer) host(host string) string {
	lower := strings.ToLower(host)
	for _, own := range serviceHosts {
		if lower == own {
			return lower
		}
	}
	for _, source := range picturehosts.Sources {
		source = strings.TrimPrefix(source, "https://")
		domain, below := strings.CutPrefix(source, "*")
		switch {
		case !below && lower == source:
			return lower
		case below && strings.HasSuffix(lower, domain) && len(lower) > len(domain):
			return a.addressWords(lower[:len(lower)-len(domain)]) + domain
		}
	}
	return ""
}

// addressWords replaces each word of a path. Here a short number may be part of something longer, so it goes too.
func (a *anonymizer) addressWords(text string) string {
	var b strings.Builder
	for text != "" {
		piece := firstPiece(text)
		b.WriteString(a.ids.piece(piece))
		text = text[len(piece):]
	}
	return b.String()
}
