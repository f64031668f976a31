package siteserver

import (
	"crypto/tls"
	"net/http"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/contraryserver"
	"qqmusicpm/internal/gateway"
)

// A request leaves once, whatever becomes of it upstream.
func TestRelayDoesNotSendAgainWhatIsLost(t *testing.T) {
	for _, behavior := range slices.Concat(contraryserver.HTTP1Behaviors(), contraryserver.HTTP2Behaviors()) {
		t.Run(behavior.Name, func(t *testing.T) {
			server := contraryserver.Start(t, behavior, func([]byte) string { return `{"code":0}` })
			relay := newRelay(t, server.URL)
			relay.client.Transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: server.RootCAs}
			url, _ := siteOf(t, relay)
			first, _ := relayed(t, http.MethodPost, url+gateway.UnsignedPath, requestBody)
			require.Equal(t, http.StatusOK, first.StatusCode)

			second, body := relayed(t, http.MethodPost, url+gateway.UnsignedPath, requestBody)
			assert.Equal(t, 1, server.Requests(), "requests that began")
			assert.Equal(t, behavior.Arrivals, server.Arrivals(), "requests that arrived whole")
			if behavior.Status != 0 {
				assert.Equal(t, behavior.Status, second.StatusCode)
				return
			}
			assert.Equal(t, http.StatusBadGateway, second.StatusCode)
			assert.Contains(t, body, "the upstream gateway")
			assert.NotContains(t, body, "GetBody", "an advice for nobody")
		})
	}
}
