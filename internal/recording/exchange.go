package recording

import (
	"bytes"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"qqmusicpm/internal/jsondoc"
	"qqmusicpm/internal/wire"
)

// Exchange is one request and its answer, as they passed by.
type Exchange struct {
	// Path is that of the endpoint, without the query.
	Path string
	// Request is the body of the request.
	Request []byte
	// Status is that of the answer.
	Status int
	// Header is that of the answer.
	Header http.Header
	// Response is the body of the answer, nil when nobody read it.
	Response []byte
	// Unread is the length of a body that nobody read, below 0 when that is not known.
	Unread int64
	// Duration is how long the answer took.
	Duration time.Duration
}

// line writes an exchange as one line of a file, without its end.
func (a *anonymizer) line(e Exchange, now time.Time) []byte {
	w := jsondoc.Writer{}
	w.Member(`{"path":`, e.Path)
	a.request(&w, e.Request)
	w.Raw(`,"status":`)
	w.Int(int64(e.Status))
	w.Raw(`,"headers":{`)
	if kind := e.Header.Get("Content-Type"); kind != "" {
		w.Name("Content-Type")
		w.Quoted(knownContentType(kind))
	}
	if wait, ok := secondsToWait(e.Header.Get("Retry-After"), now); ok {
		w.Name("Retry-After")
		w.Quoted(wait)
	}
	w.Byte('}')
	if e.Response != nil {
		a.response(&w, e.Response)
	} else {
		opaque(&w, "responseBody", "not read", e.Unread)
	}
	w.Raw(`,"ms":`)
	w.Int(e.Duration.Milliseconds())
	w.Byte('}')
	return w.Text
}

// opaque writes of a body only what it is and how long.
func opaque(w *jsondoc.Writer, name, kind string, bytes int64) {
	w.Raw(`,"` + name + `":{"kind":"` + kind + `","bytes":`)
	w.Int(max(bytes, 0))
	w.Byte('}')
}

// kindOfBody says what a body is that is no JSON.
func kindOfBody(body []byte) string {
	switch {
	case len(body) == 0:
		return "empty"
	case !utf8.Valid(body):
		return "not UTF-8"
	}
	return "not JSON"
}

// deepest is how deep JSON may nest that is written: what reads the file has limits of its own.
const deepest = 1000

// parse reads JSON that is not nested too deep.
func parse(body []byte) (*jsondoc.Document, bool) {
	doc := new(jsondoc.Document)
	if doc.Parse(body) != nil {
		return nil, false
	}
	var open []uint32 // where the containers end that are open
	for i := range doc.Nodes {
		for len(open) > 0 && open[len(open)-1] <= uint32(i) {
			open = open[:len(open)-1]
		}
		if open = append(open, doc.Nodes[i].Next); len(open) > deepest {
			return nil, false
		}
	}
	return doc, true
}

func (a *anonymizer) request(w *jsondoc.Writer, body []byte) {
	doc, ok := parse(body)
	if !ok || doc.Nodes[0].Kind != jsondoc.Object {
		opaque(w, "requestBody", kindOfBody(body), int64(len(body)))
		return
	}
	w.Raw(`,"request":`)
	object(w, doc, 0, a.ofTop, func(name string, value uint32, at place) {
		isObject := doc.Nodes[value].Kind == jsondoc.Object
		switch {
		case name == "comm" && isObject:
			a.comm(w, doc, value)
		case callName.MatchString(name) && isObject:
			a.call(w, doc, value)
		default:
			a.value(w, doc, value, at)
		}
	})
}

// commMembers are the members of comm that say which version of which app asks, and how their values look then.
var commMembers = map[string]*regexp.Regexp{
	"ct": versionNumber, "cv": versionNumber, "v": versionNumber, "chid": versionNumber, "tmeLoginType": versionNumber, "os_ver": versionNumber,
	"devicelevel": versionNumber, "newdevicelevel": versionNumber, "tmeAppID": regexp.MustCompile(`^qqmusic$`),
}

var versionNumber = regexp.MustCompile(`^[0-9.]{0,8}$`)

// comm writes who asks. Whatever is not the app's version is an id of the account or of the device.
func (a *anonymizer) comm(w *jsondoc.Writer, doc *jsondoc.Document, i uint32) {
	of := func(name string) (string, place) {
		renamed, at := a.member(name, place{})
		if at.meaning != removed {
			at.meaning = identifier
		}
		if _, known := commMembers[name]; known || slices.Contains(commIDs, name) {
			renamed = name
		}
		return renamed, at
	}
	object(w, doc, i, of, func(name string, value uint32, at place) {
		form, known := commMembers[name]
		if kind := doc.Nodes[value].Kind; known && (kind == jsondoc.String && form.MatchString(doc.String(value)) || kind == jsondoc.Number && form.Match(doc.Text(value))) {
			w.Bytes(doc.Text(value))
			return
		}
		a.value(w, doc, value, at)
	})
}

// commIDs are the names of comm with a digit in them.
var commIDs = []string{"OpenUDID2", "QIMEI36"}

// protocolWord is the name of a module or a method.
var protocolWord = regexp.MustCompile(`^[A-Za-z][A-Za-z_.]{0,63}$`)

// call writes a call of a request. Its module and method are the protocol's.
func (a *anonymizer) call(w *jsondoc.Writer, doc *jsondoc.Document, i uint32) {
	object(w, doc, i, a.ofTop, func(name string, value uint32, at place) {
		if (name == "module" || name == "method") && doc.Nodes[value].Kind == jsondoc.String && protocolWord.MatchString(doc.String(value)) {
			w.Bytes(doc.Text(value))
			return
		}
		a.value(w, doc, value, at)
	})
}

func (a *anonymizer) response(w *jsondoc.Writer, body []byte) {
	text, marks := wire.WithoutMark(body), ""
	if len(text) < len(body) {
		marks = `,"byteOrderMark":true`
	}
	if isGBK(text) {
		if decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(text); err == nil {
			text, marks = decoded, marks+`,"charset":"gb18030"`
		}
	} else {
		text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	}
	doc, ok := parse(text)
	if !ok {
		opaque(w, "responseBody", kindOfBody(body), int64(len(body)))
		return
	}
	w.Raw(marks + `,"response":`)
	a.value(w, doc, 0, place{})
}

// isGBK tells GBK from UTF-8 that was damaged: in GBK, what is no UTF-8 is more than what is (docs/protocol.md §1).
func isGBK(text []byte) bool {
	bad, sequences := 0, 0
	for len(text) > 0 {
		r, length := utf8.DecodeRune(text)
		switch {
		case r == utf8.RuneError && length == 1:
			bad++
		case length > 1:
			sequences++
		}
		text = text[length:]
	}
	return bad > sequences
}

// contentTypes are those that a line can have; another one could hold anything.
var contentTypes = regexp.MustCompile(`^(application/json|text/html|text/plain)(; ?charset=(utf-8|gbk|gb2312|gb18030))?$`)

func knownContentType(kind string) string {
	if kind = strings.ToLower(strings.TrimSpace(kind)); contentTypes.MatchString(kind) {
		return kind
	}
	return "application/octet-stream"
}

// longestWait is the longest wait that a line can have, in seconds: a week.
const longestWait = 7 * day

// secondsToWait reads a Retry-After. A date becomes seconds: it would tell when the file was made.
func secondsToWait(header string, now time.Time) (string, bool) {
	seconds, err := strconv.Atoi(header)
	if err != nil {
		at, err := http.ParseTime(header)
		if err != nil {
			return "", false
		}
		seconds = int(at.Sub(now).Round(time.Second) / time.Second)
	}
	return strconv.Itoa(min(max(seconds, 0), longestWait)), true
}
