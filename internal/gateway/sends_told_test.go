package gateway

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSendsAreTold(t *testing.T) {
	for _, tt := range []struct {
		name  string
		fault Fault
		want  []string
	}{
		{"one that is stored", Fault{}, []string{"asked", "stored"}},
		{"one that is cut off before it is carried out", Fault{Kind: FaultCutBeforeHeaders}, []string{"asked"}},
		{"one that is cut off afterwards", Fault{Kind: FaultCutBeforeHeaders, Applied: true}, []string{"asked", "stored"}},
		{"one that is refused", Fault{Kind: FaultChild}, []string{"asked"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var told strings.Builder
			g, c := playWith(t, Options{Sends: &told})
			g.Inject(tt.fault)
			body := c.body(req(moduleWrite, "SendMessageAsync", sendParam("123456", "在吗", obj{"client_key": "k"})))
			if resp, err := http.Post(c.url+UnsignedPath, "application/json", bytes.NewReader(body)); err == nil {
				_ = resp.Body.Close()
			}
			require.Len(t, g.Requests(), 1)
			var want strings.Builder
			for _, step := range tt.want {
				want.WriteString(`{"step":"` + step + `","clientKey":"k"}` + "\n")
			}
			assert.Equal(t, want.String(), told.String())
		})
	}
}

func TestSendsThatAreRepeatedAreToldAsKnown(t *testing.T) {
	var told strings.Builder
	_, c := playWith(t, Options{Sends: &told})
	for range 2 {
		c.ok(moduleWrite, "SendMessageAsync", sendParam("123456", "在吗", obj{"client_key": "k"}))
	}
	c.ok(moduleRead, "GetConfig", obj{"config_type": 5, "config_value_str": ""})
	lines := strings.Split(strings.TrimSpace(told.String()), "\n")
	assert.Equal(t, []string{
		`{"step":"asked","clientKey":"k"}`, `{"step":"stored","clientKey":"k"}`,
		`{"step":"asked","clientKey":"k"}`, `{"step":"known","clientKey":"k"}`,
	}, lines)
}
