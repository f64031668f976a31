package native_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/core"
	"qqmusicpm/internal/gateway"
	"qqmusicpm/native"
)

// The client over real HTTP against the simulator, which is a second reading of
// the protocol: it refuses every key and type that the protocol does not have.

// play starts a simulator on 127.0.0.1 and returns it with a client of the account.
func play(t *testing.T, account gateway.Account, changes ...func(*core.Config)) (*gateway.Gateway, *core.Client) {
	t.Helper()
	g := gateway.New(gateway.Options{})
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	config := core.Config{
		Host:       native.Host(server.Client()),
		Endpoint:   server.URL,
		Credential: core.Credential{MusicID: account.MusicID, MusicKey: account.MusicKey},
		RateLimit:  &core.RateLimit{},
	}
	for _, change := range changes {
		change(&config)
	}
	client, err := core.NewClient(config)
	require.NoError(t, err)
	t.Cleanup(client.Close)
	return g, client
}

// forBothAccounts runs a test for a QQ account and for a WeChat account with its 19 digits.
func forBothAccounts(t *testing.T, test func(t *testing.T, client *core.Client)) {
	for _, account := range gateway.SampleAccounts() {
		t.Run(account.MusicID, func(t *testing.T) {
			_, client := play(t, account)
			test(t, client)
		})
	}
}

// allSessions reads the whole list of conversations by its nicknames.
func allSessions(t *testing.T, client *core.Client) map[string]core.Session {
	t.Helper()
	sessions := map[string]core.Session{}
	for page, err := range client.SessionPages(t.Context(), core.GetSessionsParams{Size: core.Int(7)}) {
		require.NoError(t, err)
		for _, session := range page.Sessions {
			require.NotNil(t, session.User)
			sessions[session.User.Nick] = session
		}
	}
	return sessions
}

const friend, musician, stranger = "小鹿乱撞", "许知夏", "一只耳朵"

func TestAllSessionsAreListedOnce(t *testing.T) {
	forBothAccounts(t, func(t *testing.T, client *core.Client) {
		seen := map[string]bool{}
		for page, err := range client.SessionPages(t.Context(), core.GetSessionsParams{Size: core.Int(5)}) {
			require.NoError(t, err)
			assert.LessOrEqual(t, len(page.Sessions), 5)
			for _, session := range page.Sessions {
				assert.False(t, seen[session.SessionID], "%s comes twice", session.SessionID)
				seen[session.SessionID] = true
			}
		}
		assert.Len(t, seen, 48)
	})
}

func TestAHistoryOf10000MessagesIsReadWithoutGapOrDouble(t *testing.T) {
	forBothAccounts(t, func(t *testing.T, client *core.Client) {
		session := allSessions(t, client)[friend]
		seen := map[string]bool{}
		last, pages := int64(0), 0
		params := core.GetMessagesParams{SessionID: core.String(session.SessionID), Size: core.Int(100)}
		for page, err := range client.MessagePages(t.Context(), params) {
			require.NoError(t, err)
			pages++
			for _, message := range page.Messages {
				require.False(t, seen[message.ID], "%s comes twice", message.ID)
				seen[message.ID] = true
				if last != 0 {
					require.Less(t, message.Sequence, last, "newest first")
				}
				last = message.Sequence
			}
		}
		assert.Len(t, seen, 10_000)
		assert.Equal(t, 100, pages)
	})
}

func TestAllCalls(t *testing.T) {
	forBothAccounts(t, func(t *testing.T, client *core.Client) {
		ctx := t.Context()
		sessions := allSessions(t, client)
		talk, star, other := sessions[friend], sessions[musician], sessions[stranger]

		sent, err := client.SendText(ctx, "你好 🎵 \"<b>\" \\", core.SendMessageParams{UserID: talk.User.Uin, SessionID: core.String(talk.SessionID), ClientKey: core.String("k1"), UserInput: core.String("你好")})
		require.NoError(t, err)
		require.Len(t, sent.Messages, 1)
		message := sent.Messages[0]
		page, err := client.GetMessages(ctx, core.GetMessagesParams{SessionID: core.String(talk.SessionID), Size: core.Int(1)})
		require.NoError(t, err)
		require.Len(t, page.Messages, 1)
		assert.Equal(t, message.ID, page.Messages[0].ID)
		assert.Equal(t, "你好 🎵 \"<b>\" \\", page.Messages[0].MetaData.Content)

		_, err = client.DeleteMessage(ctx, core.DeleteMessageParams{SessionID: talk.SessionID, MsgID: message.ID})
		require.NoError(t, err)
		page, err = client.GetMessages(ctx, core.GetMessagesParams{UserID: core.String(talk.User.Uin), Size: core.Int(1)})
		require.NoError(t, err)
		assert.NotEqual(t, message.ID, page.Messages[0].ID)

		_, err = client.SendText(ctx, "加油", core.SendMessageParams{UserID: star.User.Uin, StarSend: true, SuperMsgFlag: core.Int(1)})
		require.NoError(t, err)

		_, err = client.SetConfig(ctx, core.SetConfigParams{ConfigType: 1, ConfigValue: core.ConfigNumber(1 << 60)})
		require.NoError(t, err)
		config, err := client.GetConfig(ctx, core.GetConfigParams{ConfigType: 1})
		require.NoError(t, err)
		assert.EqualValues(t, 1<<60, config.ConfigValue)
		_, err = client.SetConfig(ctx, core.SetConfigParams{ConfigType: 5, ConfigValue: core.ConfigText("晚安")})
		require.NoError(t, err)
		config, err = client.GetConfig(ctx, core.GetConfigParams{ConfigType: 5})
		require.NoError(t, err)
		assert.Equal(t, "晚安", config.ConfigValueStr)

		card, err := client.GetMusicianMessageCard(ctx, core.GetMusicianMessageCardParams{EncUin: star.User.EncryptUin})
		require.NoError(t, err)
		assert.Contains(t, string(card.Data), musician)

		entries, err := client.GetChatEntries(ctx, core.GetChatEntriesParams{Scenes: []int64{1, 2}, UserID: core.String(talk.User.Uin), Ext: core.Set(core.RawObject(`{"on":true}`))})
		require.NoError(t, err)
		assert.Len(t, entries.Entries[1], 3)
		assert.Len(t, entries.Entries[2], 2)
		require.NotNil(t, entries.CanBeDazi)
		assert.True(t, *entries.CanBeDazi)

		hint, err := client.GetSafetyHint(ctx, core.GetSafetyHintParams{EncUin: other.User.EncryptUin})
		require.NoError(t, err)
		assert.NotEmpty(t, hint.Hint)
		_, err = client.GetSafetyHint(ctx, core.GetSafetyHintParams{EncUin: other.User.EncryptUin, Close: core.Int(1)})
		require.NoError(t, err)
		hint, err = client.GetSafetyHint(ctx, core.GetSafetyHintParams{EncUin: other.User.EncryptUin})
		require.NoError(t, err)
		assert.Empty(t, hint.Hint)

		badge, err := client.GetFriendshipBadge(ctx, core.GetFriendshipBadgeParams{TargetEncUin: talk.User.EncryptUin})
		require.NoError(t, err)
		assert.Contains(t, string(badge.RawObject), "听歌搭子")

		media := mediaMessage(t, client, sessions["摄影师老K"].SessionID)
		details, err := client.GetMediaMessageDetails(ctx, core.GetMediaMessageDetailsParams{SessionID: sessions["摄影师老K"].SessionID, MsgIDs: []core.ID{media}})
		require.NoError(t, err)
		assert.Equal(t, media, details.MsgIDs[media].ID)

		reportCard(t, client, sessions["演出票务通知"])

		_, err = client.MarkAllMessagesRead(ctx, core.MarkAllMessagesReadParams{CmdFlag: 1})
		require.NoError(t, err)
		list, err := client.GetSessions(ctx, core.GetSessionsParams{})
		require.NoError(t, err)
		assert.Zero(t, list.NewMsgCnt)

		_, err = client.ClearSession(ctx, core.ClearSessionParams{SessionID: talk.SessionID})
		require.NoError(t, err)
		page, err = client.GetMessages(ctx, core.GetMessagesParams{SessionID: core.String(talk.SessionID)})
		require.NoError(t, err)
		assert.Empty(t, page.Messages)
		_, err = client.DeleteSession(ctx, core.DeleteSessionParams{SessionID: talk.SessionID})
		require.NoError(t, err)
		assert.NotContains(t, allSessions(t, client), friend)
	})
}

// mediaMessage returns the id of a picture or video of a conversation.
func mediaMessage(t *testing.T, client *core.Client, sessionID string) string {
	t.Helper()
	for page, err := range client.MessagePages(t.Context(), core.GetMessagesParams{SessionID: core.String(sessionID)}) {
		require.NoError(t, err)
		for _, message := range page.Messages {
			if message.MsgType == 2 || message.MsgType == 3 {
				return message.ID
			}
		}
	}
	require.Fail(t, "no picture in the conversation")
	return ""
}

// reportCard answers the first card of a conversation that can be answered.
func reportCard(t *testing.T, client *core.Client, session core.Session) {
	t.Helper()
	for page, err := range client.MessagePages(t.Context(), core.GetMessagesParams{SessionID: core.String(session.SessionID)}) {
		require.NoError(t, err)
		for _, message := range page.Messages {
			if message.MsgType != 7 {
				continue
			}
			_, err := client.ReportCardMessageAction(t.Context(), core.ReportCardMessageActionParams{
				TargetUserID: session.User.Uin, MsgType: message.MsgType, Confirm: 1, MsgID: message.ID, Ext: core.Set(core.RawObject(`{"from":"test","ok":true}`)),
			})
			require.NoError(t, err)
			return
		}
	}
	require.Fail(t, "no card in the conversation")
}

func TestABatchOfEverything(t *testing.T) {
	forBothAccounts(t, func(t *testing.T, client *core.Client) {
		user := allSessions(t, client)[friend].User
		var calls []core.BatchCall
		for i := range 45 {
			call, err := (&core.GetConfigParams{ConfigType: int64(i)}).NewCall()
			if i%2 == 1 {
				call, err = (&core.GetFriendshipBadgeParams{TargetEncUin: user.EncryptUin}).NewCall()
			}
			require.NoError(t, err)
			calls = append(calls, core.BatchCall{Call: call})
		}
		answers, err := client.Batch(t.Context(), calls, core.BatchOptions{})
		require.NoError(t, err)
		for i := range answers {
			public, err := answers[i].PublicJSON()
			require.NoError(t, err)
			assert.Equal(t, i%2 == 1, strings.Contains(string(public), "听歌搭子"), "%d: %s", i, public)
		}
	})
}

func TestSessionAndDeviceAreKeptInFiles(t *testing.T) {
	account := gateway.SampleAccounts()[1]
	storage := native.FileStorage(t.TempDir())
	g, first := play(t, account, func(config *core.Config) { config.Storage = storage })
	_, err := first.GetSessions(t.Context(), core.GetSessionsParams{})
	require.NoError(t, err)
	server := httptest.NewServer(g)
	defer server.Close()
	second, err := core.NewClient(core.Config{Host: native.Host(nil), Endpoint: server.URL, Storage: storage,
		Credential: core.Credential{MusicID: account.MusicID, MusicKey: account.MusicKey}})
	require.NoError(t, err)
	defer second.Close()
	g.SetFaults(gateway.Fault{Kind: gateway.FaultStatus, Status: 400, Method: "GetSession"})
	_, err = second.GetSessions(t.Context(), core.GetSessionsParams{})
	require.NoError(t, err, "no GetSession is needed")
}
