package siteserver

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/gateway"
)

func TestRelayCapsBodies(t *testing.T) {
	size := 0
	up := newUpstream(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, size)) })
	url, _ := relaySite(t, up.url)
	resp, _ := relayed(t, http.MethodPost, url+gateway.UnsignedPath, strings.Repeat(" ", maxRequest+1))
	assert.Equal(t, http.StatusRequestEntityTooLarge, resp.StatusCode)
	assert.Zero(t, up.count.Load())
	for _, tt := range []struct{ size, status int }{{maxResponse, http.StatusOK}, {maxResponse + 1, http.StatusBadGateway}} {
		size = tt.size
		resp, body := relayed(t, http.MethodPost, url+gateway.UnsignedPath, strings.Repeat(" ", maxRequest))
		assert.Equal(t, tt.status, resp.StatusCode)
		assert.Equal(t, tt.status == http.StatusOK, len(body) == maxResponse)
	}
}

func TestRelayDoesNotWaitForEver(t *testing.T) {
	relay := newRelay(t, "https://u.y.qq.com")
	assert.Equal(t, upstreamTimeout, relay.client.Timeout)
}

func TestRelayPassesABusyAnswerOnBeforeItsBodyEnds(t *testing.T) {
	ended := make(chan struct{})
	up := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "9")
		w.WriteHeader(http.StatusServiceUnavailable)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
		close(ended)
	})
	relay := newRelay(t, up.url)
	relay.client.Timeout = time.Hour
	url, _ := siteOf(t, relay)
	page := &http.Client{Timeout: 10 * time.Second}
	resp, err := page.Post(url+gateway.UnsignedPath, "application/json", strings.NewReader(requestBody))
	require.NoError(t, err)
	assert.Equal(t, http.StatusServiceUnavailable, resp.StatusCode)
	assert.Equal(t, "9", resp.Header.Get("Retry-After"))
	require.NoError(t, resp.Body.Close())
	<-ended // the page has gone, and so does the request
}

func TestRelayStopsReadingAtItsLimit(t *testing.T) {
	for _, status := range []int{http.StatusOK, http.StatusServiceUnavailable} {
		written := make(chan int, 1)
		up := newUpstream(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			total := 0
			for piece := make([]byte, 1<<20); total < 20*maxResponse; {
				n, err := w.Write(piece)
				if total += n; err != nil {
					break
				}
			}
			written <- total
		})
		url, _ := relaySite(t, up.url)
		_, body := relayed(t, http.MethodPost, url+gateway.UnsignedPath, requestBody)
		assert.LessOrEqual(t, len(body), maxResponse)
		assert.Less(t, <-written, 10*maxResponse, "what lies between is what sockets hold")
	}
}
