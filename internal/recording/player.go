package recording

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Player answers requests with what a file has for them. It asks for no login.
type Player struct {
	exchanges int
	musicID   string

	mu sync.Mutex
	// answers are what is left for each call, by its key. The last one stays.
	answers map[string][]answer
}

// answer is what a call was answered.
type answer struct {
	// of is the line that has it.
	of *recorded
	// alone says that the request as a whole was answered with something else than answers to its calls.
	alone bool
	// child is the answer to the call, nil when there was none.
	child json.RawMessage
}

// NewPlayer reads a file. Its error names the line that is wrong.
func NewPlayer(in io.Reader) (*Player, error) {
	lines, err := readLines(in)
	if err != nil {
		return nil, err
	}
	p := &Player{exchanges: len(lines), answers: map[string][]answer{}}
	for _, line := range lines {
		if comm := memberOf(membersOf(line.Request), "comm"); p.musicID == "" {
			var qq any
			_ = json.Unmarshal(memberOf(membersOf(comm), "qq"), &qq)
			p.musicID, _ = qq.(string)
		}
		envelope := membersOf(line.Response)
		var code json.Number // 0 in any spelling, or none
		_ = json.Unmarshal(bytes.Trim(memberOf(envelope, "code"), `"`), &code)
		alone := line.Status != http.StatusOK || envelope == nil || code != "" && code != "0"
		for _, call := range callsOf(line.Request) {
			p.answers[call.key] = append(p.answers[call.key], answer{line, alone, memberOf(envelope, call.name)})
		}
	}
	return p, nil
}

// Exchanges is how many exchanges the file has.
func (p *Player) Exchanges() int { return p.exchanges }

// MusicID is the account that was recorded, under its replaced number; "" when there was none.
// Only with it are its messages on the side of the one who reads.
func (p *Player) MusicID() string { return p.musicID }

// maxRequest is how long a request may be, 1 MiB.
const maxRequest = 1 << 20

// ServeHTTP answers a POST with what was answered to its calls: those to equal calls in their order,
// then the last of them again. Calls that stand in the file in other requests are answered
// together; one that does not stand in it has no answer, and a request of nothing else is a 404.
func (p *Player) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	request, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
	if err != nil {
		http.Error(w, "request body is too large or was cut", http.StatusRequestEntityTooLarge)
		return
	}
	calls := callsOf(request)
	found := p.take(calls)
	var first *answer
	var missing []string
	for i, a := range found {
		switch {
		case a == nil:
			missing = append(missing, calls[i].title)
		case first == nil || a.alone && !first.alone:
			first = a
		}
	}
	if first == nil {
		http.Error(w, fmt.Sprintf("the recording has no answer to %s with these parameters", strings.Join(missing, ", ")), http.StatusNotFound)
		return
	}
	first.of.write(w, first.compose(calls, found))
}

// take returns the next answer of each call, nil for one that has none.
func (p *Player) take(calls []call) []*answer {
	p.mu.Lock()
	defer p.mu.Unlock()
	found := make([]*answer, len(calls))
	for i, call := range calls {
		left := p.answers[call.key]
		if len(left) == 0 {
			continue
		}
		found[i] = &left[0]
		if len(left) > 1 {
			p.answers[call.key] = left[1:]
		}
	}
	return found
}

// compose puts the answers to calls into the envelope that one of them came in.
func (a *answer) compose(calls []call, found []*answer) json.RawMessage {
	if a.alone {
		return a.of.Response
	}
	var b bytes.Buffer
	add := func(name string, value json.RawMessage) {
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		quoted, _ := json.Marshal(name) // a text is always JSON
		b.Write(quoted)
		b.WriteByte(':')
		b.Write(value)
	}
	for _, m := range membersOf(a.of.Response) {
		if !callName.MatchString(m.name) {
			add(m.name, m.value)
		}
	}
	for i, call := range calls {
		if found[i] != nil && found[i].child != nil {
			add(call.name, found[i].child)
		}
	}
	return json.RawMessage("{" + b.String() + "}")
}

// write sends an answer with the status and headers of a line, and in its charset.
func (line *recorded) write(w http.ResponseWriter, response json.RawMessage) {
	for _, name := range []string{"Content-Type", "Retry-After"} {
		if value := line.Headers[name]; value != "" {
			w.Header().Set(name, value)
		}
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	text := []byte(response)
	if line.ResponseBody != nil {
		text = bytes.Repeat([]byte("-"), int(min(max(line.ResponseBody.Bytes, 0), largestBody))) // which is no JSON either
	}
	if line.Charset == "gb18030" {
		if encoded, err := simplifiedchinese.GB18030.NewEncoder().Bytes(text); err == nil {
			text = encoded
		}
	}
	if line.ByteOrderMark {
		text = append([]byte("\uFEFF"), text...)
	}
	w.WriteHeader(line.Status)
	_, _ = w.Write(text)
}
