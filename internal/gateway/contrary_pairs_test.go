package gateway

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"qqmusicpm/core"
	"qqmusicpm/native"
)

// forms are a switch with each value that it can have, as ParseContrary reads
// them.
func (s contrarySwitch) forms() (forms []string) {
	switch s.values {
	case "", anyCode:
		return []string{s.name}
	case anyCount:
		return []string{s.name + "=1000"}
	}
	for value := range strings.SplitSeq(s.values, "|") {
		forms = append(forms, s.name+"="+value)
	}
	return forms
}

// Whatever two beliefs are wrong, the core client reads every conversation,
// pages of messages, and the answer of a send, or is refused as it was told.
func TestCoreClientReadsWithEveryPairOfSwitches(t *testing.T) {
	g := New(Options{})
	server := httptest.NewServer(g)
	defer server.Close()
	believed := readAll(t, g, server.URL, Contrary{})
	require.Len(t, believed, len(sampleTalks))
	switches := contrarySwitches()
	for i := range switches {
		for j := range i {
			first, second := switches[i].forms(), switches[j].forms()
			for k := range max(len(first), len(second)) { // each value of both, once at least
				list := first[k%len(first)] + "," + second[k%len(second)]
				contrary, err := ParseContrary(list)
				require.NoError(t, err)
				require.Equal(t, believed, readAll(t, g, server.URL, contrary), list)
			}
		}
	}
}

// readAll returns the ids of all conversations in their order, after it has read and written
// in one of them. It returns those that are believed when the client was to be
// refused, and was.
func readAll(t *testing.T, g *Gateway, url string, contrary Contrary) (ids []string) {
	t.Helper()
	g.SetContrary(contrary)
	refused := false
	client, err := native.NewClient(core.Credential{MusicID: "7777777", MusicKey: "Q_H_L_renewed"}, func(config *core.Config) {
		config.Endpoint, config.RateLimit, config.MaxRetries = url, &core.RateLimit{}, core.Set(0)
		if contrary.Refuse209 != 0 {
			config.Dialect = core.Dialect14_9
			refused = contrary.Refuse149 != 0 || contrary.RefuseSession != 0
		}
	})
	require.NoError(t, err)
	defer client.Close()
	if refused {
		_, err := client.GetSessions(t.Context(), core.GetSessionsParams{})
		var refusal *core.CGIError
		require.ErrorAs(t, err, &refusal, contrary)
		return readAll(t, g, url, Contrary{})
	}
	for session, err := range client.Sessions(t.Context(), core.GetSessionsParams{Size: core.Int(30)}) {
		require.NoError(t, err, contrary)
		ids = append(ids, session.SessionID)
	}
	pages := 0
	for page, err := range client.MessagePages(t.Context(), core.GetMessagesParams{SessionID: core.Set(ids[0]), Size: core.Int(5)}) {
		require.NoError(t, err, contrary)
		require.Len(t, page.Messages, 5, contrary)
		if pages++; pages == 2 {
			break
		}
	}
	require.Equal(t, 2, pages, contrary)
	_, err = client.SendText(t.Context(), "在吗", core.SendMessageParams{UserID: people()[0].user.Uin})
	if contrary.Sends == "refused" {
		require.ErrorContains(t, err, "10007", contrary)
	} else {
		require.NoError(t, err, contrary)
	}
	return ids
}
