package gateway

import (
	"encoding/json"
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

// record logs a request and returns the fault that hits it.
func (g *Gateway) record(r *http.Request, env envelope) Fault {
	g.mu.Lock()
	defer g.mu.Unlock()
	fault := g.takeFault(env)
	g.log.total++
	if len(g.log.kept) == maxLog {
		g.log.kept = slices.Delete(g.log.kept, 0, maxLog/10)
	}
	seen := Request{
		Number:  g.log.total,
		Path:    r.URL.Path,
		Signed:  r.URL.Query().Has("sign"),
		MusicID: env.comm.text("qq"),
		Methods: []string{},
		Comm:    maps.Clone(env.comm),
		Headers: map[string]string{},
		Bytes:   r.ContentLength,
		Fault:   fault.Kind,
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
	return fault
}

// Requests returns the requests seen since the last reset, oldest first; of
// very many only the newest 900 or more.
func (g *Gateway) Requests() []Request {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]Request{}, g.log.kept...)
}
