package gateway

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

const maxLog = 1000

// Request is what the log keeps of a request that reached one of the two
// endpoints. It holds neither a musickey nor a message.
type Request struct {
	// Number counts all requests since the last reset, from 1.
	Number int64 `json:"number"`
	// Path is [UnsignedPath] or [SignedPath].
	Path string `json:"path"`
	// Signed reports whether the query held a sign, right or wrong.
	Signed bool `json:"signed"`
	// TraceID is the traceid of the answer.
	TraceID string `json:"traceId"`
	// Dialect is "20.9" or "14.9", "" when there was no comm.
	Dialect string `json:"dialect"`
	// Session is what the uid and sid of comm were worth: one of the Session
	// constants.
	Session string `json:"session"`
	// MusicID is the qq of comm, "" when there was none.
	MusicID string `json:"musicid"`
	// Methods are the method names in the order of the calls.
	Methods []string `json:"methods"`
	// Comm is comm as it arrived, without authst.
	Comm map[string]json.RawMessage `json:"comm"`
	// Headers are the request headers by canonical name, values joined with
	// ", "; of Cookie and Authorization only that they were there.
	Headers map[string]string `json:"headers"`
	// Bytes is the size of the body.
	Bytes int64 `json:"bytes"`
	// Fault is the kind of the fault that hit it, "" for none.
	Fault string `json:"fault"`
}

type requestLog struct {
	total int64
	kept  []Request
}

// record logs a request and returns the fault that hits it and the traceid of
// its answer.
func (g *Gateway) record(r *http.Request, env envelope) (Fault, string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.tellAsked(env)
	fault := g.takeFault(env)
	g.traces++
	trace := fmt.Sprintf("%016x", uint64(g.traces)*0x9e3779b97f4a7c15)
	g.log.total++
	if len(g.log.kept) == maxLog {
		g.log.kept = slices.Delete(g.log.kept, 0, maxLog/10)
	}
	seen := Request{
		Number:  g.log.total,
		Path:    r.URL.Path,
		Signed:  r.URL.Query().Has("sign"),
		TraceID: trace,
		MusicID: env.comm.text("qq"),
		Methods: []string{},
		Comm:    maps.Clone(env.comm),
		Headers: map[string]string{},
		Bytes:   r.ContentLength,
		Fault:   fault.Kind,
	}
	if env.comm != nil {
		seen.Dialect, seen.Session = env.comm.dialect().name, env.comm.sessionState(g.now())
	}
	delete(seen.Comm, "authst")
	for _, c := range env.calls {
		seen.Methods = append(seen.Methods, c.method)
	}
	for name, values := range r.Header {
		seen.Headers[name] = strings.Join(values, ", ")
		if name == "Cookie" || name == "Authorization" {
			seen.Headers[name] = "present"
		}
	}
	g.log.kept = append(g.log.kept, seen)
	return fault, trace
}

// Requests returns the requests seen since the last reset, oldest first; of
// very many only the newest 900 or more.
func (g *Gateway) Requests() []Request {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]Request{}, g.log.kept...)
}
