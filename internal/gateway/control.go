package gateway

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// ControlPrefix is where the control surface is: for tests and the demo page,
// which README.md describes. Nothing of it exists at the real service.
const ControlPrefix = "/_simulator/"

func isControl(path string) bool { return strings.HasPrefix(path, ControlPrefix) }

// serveControl answers the control surface. A page of another origin is
// refused: it could change what the demo shows.
func (g *Gateway) serveControl(w http.ResponseWriter, r *http.Request) {
	if !sameOrigin(r) {
		http.Error(w, "the control surface answers its own origin only", http.StatusForbidden)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, ControlPrefix)
	if picture, ok := strings.CutPrefix(name, "media/"); ok && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
		serveMedia(w, r, picture)
		return
	}
	switch r.Method + " " + name {
	case "GET accounts":
		reply(w, SampleAccounts())
	case "GET faults":
		reply(w, map[string]any{"faults": g.Faults()})
	case "POST faults":
		g.injectHTTP(w, r)
	case "DELETE faults":
		g.SetFaults()
		reply(w, struct{}{})
	case "GET contrary":
		reply(w, g.Contrary())
	case "POST contrary":
		g.contraryHTTP(w, r)
	case "DELETE contrary":
		g.SetContrary(Contrary{})
		reply(w, struct{}{})
	case "GET comm":
		reply(w, freeComm{g.FreeComm()})
	case "POST comm":
		g.freeCommHTTP(w, r)
	case "GET requests":
		reply(w, g.requestsFor(r.URL.Query().Get("musicid")))
	case "DELETE requests":
		g.mu.Lock()
		g.log = requestLog{}
		g.mu.Unlock()
		reply(w, struct{}{})
	case "POST reset":
		g.Reset()
		reply(w, struct{}{})
	case "POST incoming":
		g.incomingHTTP(w, r)
	case "POST deleted":
		g.deletedHTTP(w, r)
	default:
		http.Error(w, "no such control", http.StatusNotFound)
	}
}

func sameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host == r.Host && (u.Scheme == "http" || u.Scheme == "https")
}

func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(encode(v))
}

// readControl reads the JSON body of a control request, and answers 400 itself
// when it cannot.
func readControl(w http.ResponseWriter, r *http.Request, into any) bool {
	dec := json.NewDecoder(io.LimitReader(r.Body, maxBody))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return false
	}
	return true
}

func (g *Gateway) injectHTTP(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Faults []Fault `json:"faults"`
	}
	if !readControl(w, r, &body) {
		return
	}
	for _, f := range body.Faults {
		if !slices.Contains(faultKinds, f.Kind) {
			http.Error(w, fmt.Sprintf("no fault of kind %q; there are %q", f.Kind, faultKinds), http.StatusBadRequest)
			return
		}
	}
	g.Inject(body.Faults...)
	reply(w, map[string]any{"faults": g.Faults()})
}

func (g *Gateway) contraryHTTP(w http.ResponseWriter, r *http.Request) {
	var c Contrary
	if !readControl(w, r, &c) {
		return
	}
	if err := c.Check(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	g.SetContrary(c)
	reply(w, c)
}

type freeComm struct {
	Free []string `json:"free"`
}

func (g *Gateway) freeCommHTTP(w http.ResponseWriter, r *http.Request) {
	var body freeComm
	if !readControl(w, r, &body) {
		return
	}
	g.SetFreeComm(body.Free...)
	reply(w, freeComm{g.FreeComm()})
}

type seenRequests struct {
	Total    int64     `json:"total"`
	Requests []Request `json:"requests"`
}

func (g *Gateway) requestsFor(musicID string) seenRequests {
	list := g.Requests()
	if musicID != "" {
		list = slices.DeleteFunc(list, func(r Request) bool { return r.MusicID != musicID })
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return seenRequests{Total: g.log.total, Requests: list}
}
