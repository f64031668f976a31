package native_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

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

// What a fault of the gateway or of the way to it becomes.
func TestFaults(t *testing.T) {
	always := func(f gateway.Fault) gateway.Fault {
		f.Times = -1
		return f
	}
	for _, c := range []struct {
		name  string
		fault gateway.Fault
		read  core.QQMusicError // nil: the call succeeds
		write core.QQMusicError
	}{
		{"busy once", gateway.Fault{Kind: gateway.FaultStatus, Status: 503}, nil, &core.HTTPError{}},
		{"busy for ever", always(gateway.Fault{Kind: gateway.FaultStatus, Status: 503}), &core.HTTPError{}, &core.HTTPError{}},
		{"too many, come back in an hour", always(gateway.Fault{Kind: gateway.FaultStatus, Status: 429, RetryAfter: "3600"}), &core.HTTPError{}, &core.HTTPError{}},
		{"not found", gateway.Fault{Kind: gateway.FaultStatus, Status: 404}, &core.HTTPError{}, &core.HTTPError{}},
		{"outer code", gateway.Fault{Kind: gateway.FaultOuter, Code: 500001}, &core.GatewayError{}, &core.GatewayError{}},
		{"rate limit", gateway.Fault{Kind: gateway.FaultChild}, &core.RateLimitedError{}, &core.RateLimitedError{}},
		{"expired", gateway.Fault{Kind: gateway.FaultChild, Code: 1000}, &core.CredentialExpiredError{}, &core.CredentialExpiredError{}},
		{"signature wanted once", gateway.Fault{Kind: gateway.FaultChild, Code: 2000}, nil, nil},
		{"refused", gateway.Fault{Kind: gateway.FaultChild, Code: 7}, &core.CGIError{}, &core.CGIError{}},
		{"cut before headers", gateway.Fault{Kind: gateway.FaultCutBeforeHeaders}, nil, &core.NetworkError{}},
		{"cut after headers", gateway.Fault{Kind: gateway.FaultCutAfterHeaders}, nil, &core.NetworkError{}},
		{"cut in the body", gateway.Fault{Kind: gateway.FaultCutBody}, nil, &core.NetworkError{}},
		{"cut JSON", gateway.Fault{Kind: gateway.FaultTruncated}, &core.DataError{}, &core.DataError{}},
		{"empty", gateway.Fault{Kind: gateway.FaultEmpty}, &core.DataError{}, &core.DataError{}},
		{"a page", gateway.Fault{Kind: gateway.FaultHTML}, &core.DataError{}, &core.DataError{}},
		{"a list", gateway.Fault{Kind: gateway.FaultArray}, &core.DataError{}, &core.DataError{}},
		{"GBK", gateway.Fault{Kind: gateway.FaultGBK}, nil, nil},
		{"a damaged byte", gateway.Fault{Kind: gateway.FaultInvalidUTF8}, nil, nil},
		{"9 MiB", gateway.Fault{Kind: gateway.FaultLarge, MiB: 9}, &core.DataError{}, &core.DataError{}},
		{"1 MiB", gateway.Fault{Kind: gateway.FaultLarge, MiB: 1}, nil, nil},
		{"deep", gateway.Fault{Kind: gateway.FaultDeep, Depth: 200_000}, &core.DataError{}, &core.DataError{}},
		{"NaN", gateway.Fault{Kind: gateway.FaultNaN}, &core.DataError{}, &core.DataError{}},
		{"20 digits", gateway.Fault{Kind: gateway.FaultBigNumbers}, &core.DataError{}, &core.DataError{}},
		{"a delay", gateway.Fault{DelayMS: 20}, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, write := range []bool{false, true} {
				g, client := play(t, gateway.SampleAccounts()[1], func(config *core.Config) { config.Host.Clock = impatient{config.Host.Clock} })
				_, err := client.GetSessions(t.Context(), core.GetSessionsParams{Size: core.Int(1)}) // the gateway session is there
				require.NoError(t, err)
				g.SetFaults(c.fault)
				want := c.read
				if write {
					want = c.write
					_, err = client.SetConfig(t.Context(), core.SetConfigParams{ConfigType: 5, ConfigValue: core.ConfigText("晚安晚安")})
				} else {
					_, err = client.GetSessions(t.Context(), core.GetSessionsParams{})
				}
				if want == nil {
					assert.NoError(t, err)
					continue
				}
				require.IsType(t, want, err)
			}
		})
	}
}

// impatient makes the waits between attempts short, and the timeouts too long to matter.
type impatient struct{ core.Clock }

func (i impatient) AfterFunc(d time.Duration, f func()) func() bool {
	if d < 10*time.Second {
		d /= 1000
	}
	return i.Clock.AfterFunc(d, f)
}

func TestAWriteThatArrivedIsNotSentAgain(t *testing.T) {
	g, client := play(t, gateway.SampleAccounts()[0])
	session := allSessions(t, client)[friend]
	g.SetFaults(gateway.Fault{Kind: gateway.FaultCutBeforeHeaders, Applied: true, Method: "SendMessageAsync"})
	_, err := client.SendText(t.Context(), "只说一次", core.SendMessageParams{UserID: session.User.Uin})
	var lost *core.NetworkError
	require.ErrorAs(t, err, &lost)
	assert.True(t, lost.MaybeSent)
	page, err := client.GetMessages(t.Context(), core.GetMessagesParams{SessionID: core.String(session.SessionID), Size: core.Int(2)})
	require.NoError(t, err)
	require.Len(t, page.Messages, 2)
	assert.Equal(t, "只说一次", page.Messages[0].MetaData.Content)
	assert.NotEqual(t, "只说一次", page.Messages[1].MetaData.Content)
}

func TestAListThatRunsInACircleEndsInAnError(t *testing.T) {
	g, client := play(t, gateway.SampleAccounts()[0])
	g.SetFaults(gateway.Fault{Kind: gateway.FaultLoop, Times: -1})
	pages := 0
	var last error
	for _, err := range client.SessionPages(t.Context(), core.GetSessionsParams{}) {
		if last = err; err == nil {
			pages++
		}
	}
	var bad *core.DataError
	require.ErrorAs(t, last, &bad)
	assert.Equal(t, 2, pages)
}

func TestWrongLogins(t *testing.T) {
	for name, c := range map[string]struct {
		key  string
		code int64
	}{"wrong": {"Q_H_L_wrong", 104401}, "expired": {"Q_H_L_expired", 1000}} {
		account := gateway.SampleAccounts()[0]
		account.MusicKey = c.key
		_, client := play(t, account)
		_, err := client.GetSessions(t.Context(), core.GetSessionsParams{})
		var expired *core.CredentialExpiredError
		require.ErrorAs(t, err, &expired, name)
		assert.Equal(t, c.code, expired.Code, name)
	}
}

func TestAnAbortEndsARequestOnItsWay(t *testing.T) {
	g, client := play(t, gateway.SampleAccounts()[0])
	_, err := client.GetSessions(t.Context(), core.GetSessionsParams{})
	require.NoError(t, err)
	g.SetFaults(gateway.Fault{DelayMS: 60_000, Times: -1})
	ctx, abort := context.WithCancelCause(t.Context())
	errLeft := errors.New("left")
	time.AfterFunc(20*time.Millisecond, func() { abort(errLeft) })
	_, err = client.GetSessions(ctx, core.GetSessionsParams{})
	assert.Same(t, errLeft, err)
	time.AfterFunc(20*time.Millisecond, client.Close)
	_, err = client.GetSessions(t.Context(), core.GetSessionsParams{})
	var closed *core.ClosedError
	assert.ErrorAs(t, err, &closed)
}

func TestATimeout(t *testing.T) {
	g, client := play(t, gateway.SampleAccounts()[0])
	_, err := client.GetSessions(t.Context(), core.GetSessionsParams{})
	require.NoError(t, err)
	g.SetFaults(gateway.Fault{DelayMS: 60_000, Times: -1})
	_, err = client.GetSessions(t.Context(), core.GetSessionsParams{}, core.WithTimeout(20*time.Millisecond), core.WithMaxRetries(0))
	var late *core.TimeoutError
	assert.ErrorAs(t, err, &late)
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
