package native_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/core"
	"qqmusicpm/internal/contraryserver"
	"qqmusicpm/native"
)

// replayable is a caller's RoundTripper that puts into each request what net/http takes for leave to repeat a POST.
type replayable struct{ http.RoundTripper }

func (r replayable) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	request.Header.Set("Idempotency-Key", "1")
	request.Header.Set("Expect", "100-continue")
	return r.RoundTripper.RoundTrip(request)
}

var login = core.Credential{MusicID: "10001", MusicKey: "Q_H_L_very0secret"}

// gatewayAnswers answers a gateway session, and a message with its id.
func gatewayAnswers(request []byte) string {
	data := `{"session":{"uid":"u1","sid":"s1"}}`
	if strings.Contains(string(request), "SendMessage") {
		data = `{"messages":[{"id":"m1"}]}`
	}
	return `{"code":0,"req_0":{"code":0,"data":` + data + `}}`
}

// A message leaves once, whatever becomes of it below the client.
func TestAMessageThatIsLostIsNotSentAgain(t *testing.T) {
	clients := map[string]func(t *testing.T, server *contraryserver.Server) *http.Client{
		"net/http": func(t *testing.T, server *contraryserver.Server) *http.Client { return server.Client(t) },
		"a client that asks for repetition": func(t *testing.T, server *contraryserver.Server) *http.Client {
			return &http.Client{Transport: replayable{server.Client(t).Transport}}
		},
	}
	for _, behavior := range slices.Concat(contraryserver.HTTP1Behaviors(), contraryserver.HTTP2Behaviors()) {
		for name, clientOf := range clients {
			t.Run(behavior.Name+"/"+name, func(t *testing.T) {
				server := contraryserver.Start(t, behavior, gatewayAnswers)
				client, err := native.NewClient(login, func(config *core.Config) {
					config.Host = native.Host(clientOf(t, server))
					config.Endpoint = server.URL
				})
				require.NoError(t, err)
				defer client.Close()

				_, err = client.SendText(t.Context(), "只说一次", core.SendMessageParams{UserID: "10002"})
				assert.Equal(t, 1, server.Requests(), "requests that began")
				assert.Equal(t, behavior.Arrivals, server.Arrivals(), "requests that arrived whole")
				switch behavior.Status {
				case http.StatusOK:
					assert.NoError(t, err)
				case 0:
					lost, ok := err.(*core.NetworkError)
					require.True(t, ok, "%v", err)
					assert.True(t, lost.MaybeSent)
					assert.NotContains(t, lost.Cause.Error(), "GetBody", "an advice for nobody")
				default:
					refused, ok := err.(*core.HTTPError)
					require.True(t, ok, "%v", err)
					assert.Equal(t, behavior.Status, refused.Status)
				}
			})
		}
	}
}
