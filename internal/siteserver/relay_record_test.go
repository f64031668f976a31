package siteserver

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/gateway"
	"qqmusicpm/internal/recording"
)

// told collects what a relay tells.
type told struct {
	mu        sync.Mutex
	exchanges []recording.Exchange
}

func (l *told) record(e recording.Exchange) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.exchanges = append(l.exchanges, e)
}

// all has what was told before the site had ended.
func (l *told) all() []recording.Exchange {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.exchanges
}

// recordingSite is relaySite for a relay that tells.
func recordingSite(t *testing.T, upstreamURL string) (url string, end func() string, heard *told) {
	t.Helper()
	relay, heard := newRelay(t, upstreamURL), &told{}
	relay.Record = heard.record
	url, end = siteOf(t, relay)
	return url, end, heard
}

func TestRelayTellsOfWhatItPassedOn(t *testing.T) {
	up := newUpstream(t, fine)
	url, _, heard := recordingSite(t, up.url)
	relayed(t, http.MethodPost, url+gateway.SignedPath+"?_=1&sign=zzcabc", requestBody)
	require.Len(t, heard.all(), 1, "before the page has its answer")
	e := heard.all()[0]
	assert.Equal(t, gateway.SignedPath, e.Path, "without the query")
	assert.Equal(t, requestBody, string(e.Request))
	assert.Equal(t, http.StatusOK, e.Status)
	assert.Equal(t, `{"code":0}`, string(e.Response))
	assert.Positive(t, e.Duration)

	for _, headers := range [][]string{{"Origin", "https://evil.example"}, {"Host", "evil.example"}} {
		relayed(t, http.MethodPost, url+gateway.UnsignedPath, requestBody, headers...)
	}
	relayed(t, http.MethodGet, url+gateway.UnsignedPath, "")
	relayed(t, http.MethodPost, url+gateway.UnsignedPath, strings.Repeat(" ", maxRequest+1))
	assert.Len(t, heard.all(), 1, "what the relay refuses went nowhere")
}

func TestRelayTellsOfAFailureOnce(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"no answer": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"not whole": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "9")
			_, _ = io.WriteString(w, "half")
		},
		"an error":     func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "忙", http.StatusBadGateway) },
		"a large body": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, maxResponse+1)) },
	} {
		t.Run(name, func(t *testing.T) {
			up := newUpstream(t, answer)
			url, _, heard := recordingSite(t, up.url)
			relayed(t, http.MethodPost, url+gateway.UnsignedPath, requestBody)
			require.Len(t, heard.all(), 1)
			assert.Equal(t, http.StatusBadGateway, heard.all()[0].Status)
			assert.Nil(t, heard.all()[0].Response)
		})
	}
}

func TestRelayTellsOfABusyAnswerBeforeItsBodyEnds(t *testing.T) {
	up := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusServiceUnavailable)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	url, _, heard := recordingSite(t, up.url)
	resp, err := http.Post(url+gateway.UnsignedPath, "application/json", strings.NewReader(requestBody))
	require.NoError(t, err)
	require.Len(t, heard.all(), 1)
	assert.Equal(t, http.StatusServiceUnavailable, heard.all()[0].Status)
	assert.EqualValues(t, -1, heard.all()[0].Unread)
	resp.Body.Close()
}

func TestRelayDoesNotTellOfWhatThePageGaveUp(t *testing.T) {
	arrived := make(chan struct{})
	up := newUpstream(t, func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
	})
	url, end, heard := recordingSite(t, up.url)
	ctx, cancel := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url+gateway.UnsignedPath, strings.NewReader(requestBody))
	require.NoError(t, err)
	go func() {
		<-arrived
		cancel()
	}()
	_, err = http.DefaultClient.Do(r)
	require.Error(t, err)
	end()
	assert.Empty(t, heard.all())
}
