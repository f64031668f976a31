package main

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/core"
	"qqmusicpm/internal/gateway"
	"qqmusicpm/native"
)

func play(t *testing.T, musicKey string) (out string, err error) {
	t.Helper()
	server := httptest.NewServer(gateway.New(gateway.Options{}))
	defer server.Close()
	var text strings.Builder
	err = list(t.Context(), &text, core.Config{
		Host:       native.Host(nil),
		Endpoint:   server.URL,
		Credential: core.Credential{MusicID: gateway.SampleAccounts()[0].MusicID, MusicKey: musicKey},
	})
	return text.String(), err
}

func TestListsEveryConversationAndItsUnreadMessages(t *testing.T) {
	out, err := play(t, gateway.SampleAccounts()[0].MusicKey)
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	assert.Equal(t, `   3 "小鹿乱撞"`, lines[0])
	assert.Equal(t, "48 conversations, 139 unread messages", lines[len(lines)-1])
	assert.Len(t, lines, 49)
	assert.NotContains(t, out, "\u200b", "what cannot be seen in a name is escaped")
}

func TestSaysWhatToDo(t *testing.T) {
	_, err := play(t, "")
	assert.Equal(t, "Set QQMUSIC_MUSICID and QQMUSIC_MUSICKEY to your login.", advice(err))
	_, err = play(t, "Q_H_L_wrong")
	assert.Equal(t, "The login has expired: sign in again.", advice(err))
	assert.Equal(t, "context canceled", advice(context.Canceled))
}
