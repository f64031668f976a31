package siteserver

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"qqmusicpm/core"
	"qqmusicpm/internal/gateway"
	"qqmusicpm/internal/onepost"
	"qqmusicpm/internal/recording"
)

const (
	maxRequest  = 1 << 20
	maxResponse = 8 << 20
	// upstreamTimeout is above a client's own default of 15 s, so that the
	// client's is the one that is felt.
	upstreamTimeout = 30 * time.Second
)

// Relay carries gateway requests to the real service. It sends what the
// protocol's own client would send and nothing of the browser: no cookie, no
// Origin, no Referer, no address.
type Relay struct {
	// Record, when given, is told of every request that was passed on, with its
	// answer; not of one that the page gave up. It may be called by many goroutines.
	Record func(recording.Exchange)

	upstream *url.URL
	client   *http.Client
}

// NewRelay returns a relay to an origin such as https://u.y.qq.com. It fails
// for anything but https, since requests hold a musickey; http is let through
// to a loopback host, for tests.
func NewRelay(upstream string) (*Relay, error) {
	u, err := url.Parse(upstream)
	switch {
	case err != nil:
		return nil, fmt.Errorf("-upstream: %w", err)
	case u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || (u.Path != "" && u.Path != "/"):
		return nil, fmt.Errorf("-upstream %s: is not an origin such as https://u.y.qq.com", u.Redacted())
	case u.Scheme == "https", u.Scheme == "http" && IsLoopback(u.Hostname()):
	default:
		return nil, fmt.Errorf("-upstream %s: only https is allowed, since requests hold a musickey", u.Redacted())
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	return &Relay{upstream: u, client: onepost.Client(&http.Client{Transport: transport, Timeout: upstreamTimeout})}, nil
}

// Close drops the idle connections.
func (relay *Relay) Close() { relay.client.CloseIdleConnections() }

// ServeHTTP carries one request over, when it is a POST to a gateway path from
// a page of this server or from no page. [New] has checked its Host.
func (relay *Relay) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != gateway.UnsignedPath && r.URL.Path != gateway.SignedPath {
		http.NotFound(w, r)
		return
	}
	if !samePage(r) {
		http.Error(w, "the relay answers its own origin only", http.StatusForbidden)
		return
	}
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
	if err != nil {
		http.Error(w, "request body is too large or was cut", http.StatusRequestEntityTooLarge)
		return
	}
	passed := recording.Exchange{Path: r.URL.Path, Request: body, Status: http.StatusBadGateway}
	began := time.Now()
	fail := func(why string) {
		if r.Context().Err() == nil { // a page that has gone met no failure
			relay.record(passed, began)
		}
		http.Error(w, why, http.StatusBadGateway)
	}
	answer, err := relay.forward(r, body)
	if err != nil {
		fail("the upstream gateway gave no answer: " + err.Error())
		return
	}
	defer func() { _ = answer.Body.Close() }()
	var data []byte
	if answer.StatusCode == http.StatusOK { // no answer until it is whole
		if data, err = io.ReadAll(io.LimitReader(answer.Body, maxResponse+1)); err != nil {
			fail("the answer of the upstream gateway did not come whole: " + onepost.Reason(err).Error())
			return
		}
		if len(data) > maxResponse {
			fail("the answer of the upstream gateway is too large")
			return
		}
	}
	passed.Status, passed.Header = answer.StatusCode, answer.Header
	passed.Response, passed.Unread = data, answer.ContentLength
	relay.record(passed, began) // before the page has it, so that what it asks next comes next
	for _, name := range []string{"Content-Type", "Retry-After"} {
		if v := answer.Header.Get(name); v != "" {
			w.Header().Set(name, v)
		}
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(answer.StatusCode)
	if answer.StatusCode == http.StatusOK {
		_, _ = w.Write(data)
		return
	}
	_ = http.NewResponseController(w).Flush() // the status says it all, and its body may never end
	_, _ = io.CopyN(w, answer.Body, maxResponse)
}

// record tells of a request that was passed on at a time.
func (relay *Relay) record(passed recording.Exchange, at time.Time) {
	if relay.Record != nil {
		passed.Duration = time.Since(at)
		relay.Record(passed)
	}
}

func (relay *Relay) forward(r *http.Request, body []byte) (*http.Response, error) {
	target := *relay.upstream
	target.Path, target.RawQuery = r.URL.Path, r.URL.RawQuery
	out, err := onepost.New(r.Context(), target.String(), body)
	if err != nil {
		return nil, err
	}
	out.Header.Set("Content-Type", "application/json")
	out.Header.Set("User-Agent", userAgent(body))
	return onepost.Do(relay.client, out)
}

var plainVersion = regexp.MustCompile(`^[0-9A-Za-z._-]{1,16}$`)

// userAgent returns the header that goes with the comm of a request, with the
// default dialect's in the place of what cannot stand in a header.
func userAgent(body []byte) string {
	var envelope struct {
		Comm struct {
			Version   json.RawMessage `json:"cv"`
			OSVersion string          `json:"os_ver"`
		} `json:"comm"`
	}
	_ = json.Unmarshal(body, &envelope)
	version := strings.Trim(string(envelope.Comm.Version), `"`) // a number in one dialect, a text in another
	members := []core.CommMember{{Name: "cv", Value: core.String(version)}, {Name: "os_ver", Value: core.String(envelope.Comm.OSVersion)}}
	members = slices.DeleteFunc(members, func(m core.CommMember) bool {
		value, _ := m.Value.Get()
		return !plainVersion.MatchString(value)
	})
	comm := core.Comm{Device: core.DeviceProfile{OSVersion: "15"}, Members: members}
	return comm.UserAgent()
}
